"""The fields of a person's identity, shared by intake, completion and correction."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import QObject

from shelter_admin.domain.arrivals import SOURCE_WORDS, Source
from shelter_admin.domain.categories import CATEGORIES
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.identity.reading_dates import About, read_written_date
from shelter_admin.domain.identity.sexes import Sex
from shelter_admin.domain.regions import Region
from shelter_admin.domain.residents import IDENTITY_STATUS_NAMES, IdentityStatus
from shelter_admin.domain.words import _
from shelter_admin.operations.residents import RegionsLike
from ui.kit.form import ChoiceField, Field, NoteField, SuggestField, TextField
from ui.kit.frontdesk import FrontDesk
from ui.residents.night import sex_choices
from ui.residents.sureness import qualities_typed

IDENTITY = ("full_name", "alias", "sex", "birth", "birth_place", "origin", "nik", "identity_status", "features")
FOUND = ("found_place", "found_region", "found_on", "found_by")


def who_fields() -> list[Field | list[Field]]:
    """Name, alias, sex, birth."""
    return [
        TextField("full_name", _("Name"), hint=_("Leave it empty when nobody knows: “Tanpa Nama”.")),
        [TextField("alias", _("Alias, called")), ChoiceField("sex", _("Sex"), sex_choices())],
        [
            TextField("birth", _("Birth or age"), hint=_("17-08-1970, Aug 1970, 1970, ± 60 th, or empty")),
            TextField("birth_place", _("Place of birth")),
        ],
        NoteField(
            "features", _("Features"), hint=_("For somebody without a name: what one would know them by."), lines=2
        ),
    ]


def paper_fields(front: FrontDesk, owner: QObject) -> list[Field | list[Field]]:
    """Origin, NIK, how far the papers are."""
    origin = region_field("origin", _("Regency or city of origin"), front, owner)
    statuses: list[tuple[IdentityStatus | None, str]] = [(None, _("— not asked yet —"))]
    statuses += [(status, _(words)) for status, words in IDENTITY_STATUS_NAMES.items()]
    return [
        origin,
        TextField(
            "nik", _("NIK"), hint=_("Never a condition. Write what is on the paper; leave it empty without papers.")
        ),
        ChoiceField("identity_status", _("Papers"), statuses),
    ]


def region_field(name: str, words: str, front: FrontDesk, owner: QObject) -> SuggestField:
    """A regency or city, suggested while it is typed."""
    field = SuggestField(name, words, placeholder=_("Type a few letters"))

    def suggest(found: tuple[Region, ...]) -> None:
        field.suggest([(region.code, region.name) for region in found])

    field.asked.connect(lambda typed: front.ask(RegionsLike(typed), owner, suggest) if typed else None)
    return field


def found_fields(front: FrontDesk, owner: QObject) -> list[Field | list[Field]]:
    """Where and when somebody was found of whom nobody knows who it is, and by whom."""
    return [
        [
            TextField("found_place", _("Found where"), placeholder=_("Market, bridge, ward …")),
            region_field("found_region", _("Regency or city where found"), front, owner),
        ],
        [
            TextField("found_on", _("Day they were found"), hint=_("21-11-2026, or words")),
            TextField("found_by", _("Found by"), placeholder=_("Satpol PP, police, a citizen …")),
        ],
    ]


def arrival_fields() -> list[Field | list[Field]]:
    """Day, who brought them, categories, remark."""
    sources: list[tuple[Source | None, str]] = [(None, _("— not known —"))]
    sources += [(source, _(words)) for source, words in SOURCE_WORDS.items()]
    kinds: list[tuple[str, str]] = [("", "—")]
    kinds += [(category.code, _(category.name)) for category in CATEGORIES]
    return [
        [
            TextField("admitted_on", _("Admitted on"), hint=_("Empty means today; 21-11-2026")),
            ChoiceField("source", _("Brought by"), sources),
        ],
        TextField("source_text", _("Name or office of who brought them")),
        [ChoiceField("category", _("Main category"), kinds), ChoiceField("category_2", _("Also"), kinds)],
        NoteField("remark", _("Remark"), lines=2),
    ]


def typed_identity(values: Mapping[str, Any], origin: SuggestField | None) -> dict[str, Any]:
    """The identity fields of an act, as typed; a region that was picked goes along by its code."""
    typed = {name: values[name] for name in (*IDENTITY, *FOUND) if name in values}
    typed["qualities"] = qualities_typed(values)
    if origin is not None and "origin" in typed:
        typed["origin_code"] = origin.key if isinstance(origin.key, str) else None
    return typed


def day_typed(text: str, field: str, today: date) -> date | None:
    """A whole day as typed; empty means none; refused beside the field where it is no whole day."""
    if not text.strip():
        return None
    reading = read_written_date(text.strip(), About.EVENT, today)
    if reading.trouble is not None or reading.when.as_day is None:
        raise Refused("day_unclear", field=field)
    return reading.when.as_day


def categories_typed(values: Mapping[str, Any]) -> tuple[str, ...]:
    """The main category and the other one, each once."""
    chosen = [values.get("category") or "", values.get("category_2") or ""]
    return tuple(dict.fromkeys(code for code in chosen if code))


def plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """Values as a draft keeps them."""
    return {name: getattr(value, "value", value) for name, value in values.items()}


def from_plain(content: Mapping[str, Any]) -> dict[str, Any]:
    """Values of a draft as the fields hold them."""
    values = dict(content)
    if "sex" in values:
        values["sex"] = Sex(values["sex"] or "")
    if values.get("identity_status"):
        values["identity_status"] = IdentityStatus(values["identity_status"])
    if values.get("source"):
        values["source"] = Source(values["source"])
    return values
