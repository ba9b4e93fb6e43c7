"""The records behind a month as a Frictionless Data Package in a zip: CSV and datapackage.json, in memory only."""

from __future__ import annotations

import csv
import json
import re
import zipfile
from datetime import datetime
from io import BytesIO, StringIO
from typing import Any, Final

from shelter_admin.domain.month.package import FORMAT, RESOURCES, RecordsPackage, Resource, TableField, Value
from shelter_admin.domain.papers import Document
from shelter_admin.domain.wording import month_and_year
from shelter_admin.domain.words import _
from shelter_admin.reports.workbook import never_run

_OWNER_ONLY: Final = 0o600


def records_package(package: RecordsPackage) -> Document:
    """Write the package. Same rows, same instant: same bytes."""
    buffer = BytesIO()
    made = datetime.fromisoformat(package.made_at)
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as folder:
        _add(folder, "datapackage.json", _described(package), made)
        for resource in RESOURCES:
            _add(folder, f"{resource.name}.csv", _table(package, resource), made)
    name = f"{_('records')}-{package.code}-{package.frame.period}.zip"
    return Document(name, buffer.getvalue())


def _add(folder: zipfile.ZipFile, name: str, content: str, made: datetime) -> None:
    entry = zipfile.ZipInfo(name, made.timetuple()[:6])
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = _OWNER_ONLY << 16
    folder.writestr(entry, content.encode())


def _table(package: RecordsPackage, resource: Resource) -> str:
    """One table; the unknown is empty. Texts stand as they are on record, long numbers too.

    Only a text that a spreadsheet would run as a formula has an apostrophe before it.
    """
    kept = resource.kept(with_names=package.with_names)
    at = [resource.fields.index(one) for one in kept]
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([one.name for one in kept])
    rows = package.rows[resource.name]
    writer.writerows([_told(row[place]) for place in at] for row in rows)
    return out.getvalue()


def _told(value: Value) -> Value:
    return "" if value is None else never_run(value) if isinstance(value, str) else value


def _described(package: RecordsPackage) -> str:
    told = {
        "profile": "tabular-data-package",
        "name": re.sub(r"[^a-z0-9._-]", "-", f"{package.code}-{package.frame.period}".lower()),
        "title": _("Records behind the return of {month}").format(month=month_and_year(package.frame.first)),
        "format": FORMAT,
        "created": package.made_at,
        "period": package.frame.period,
        "through": package.frame.through.isoformat(),
        "with_names": package.with_names,
        "panti": {"code": package.code, "name": package.panti, "zone": package.zone},
        "resources": [_resource(one, with_names=package.with_names) for one in RESOURCES],
    }
    return json.dumps(told, ensure_ascii=False, indent=1)


def _resource(resource: Resource, *, with_names: bool) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [_field(one, resource) for one in resource.kept(with_names=with_names)],
        "missingValues": [""],
    }
    if resource.key:
        schema["primaryKey"] = [resource.key]
    schema["foreignKeys"] = [
        {"fields": [field], "reference": {"resource": other, "fields": [field]}}
        for field, other in resource.links.items()
    ]
    return {
        "profile": "tabular-data-resource",
        "name": resource.name,
        "title": _(resource.title),
        "path": f"{resource.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    }


def _field(field: TableField, resource: Resource) -> dict[str, Any]:
    told: dict[str, Any] = {"name": field.name, "type": field.type}
    constraints: dict[str, Any] = {}
    if field.name == resource.key or field.name in resource.links:
        constraints["required"] = True
    if field.choices:
        constraints["enum"] = list(field.choices)
    return {**told, "constraints": constraints} if constraints else told
