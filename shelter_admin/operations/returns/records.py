"""The records behind a month, for the province: an act of its own, written down with how many people it names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.month.frame import frame_of
from shelter_admin.domain.month.package import RecordsPackage
from shelter_admin.domain.papers import Document
from shelter_admin.domain.words import N_
from shelter_admin.operations.desk import Command, Done, Work
from shelter_admin.persistence.returns.package import rows_of


@dataclass(frozen=True, slots=True)
class Records:
    """The package: its file, the rows of each resource, how many people it tells of, whether it is sealed."""

    document: Document
    resources: Mapping[str, int]
    people: int
    sealed: bool


@dataclass(frozen=True)
class RecordsOf(Command[Records]):
    """Make the package of the records behind ``2026-10``; sealed with age where the province's key is set.

    It is made in memory; what is sealed was never readable on any disk. The log names everybody in it and counts them.
    """

    needs: ClassVar[Right] = Right.EXPORT_RECORDS
    name: ClassVar[str] = N_("hand out the records behind the month")

    period: str
    with_names: bool = True

    @override
    def run(self, work: Work) -> Done[Records]:
        from shelter_admin.reports.records_package import records_package

        self._require_sight(work)
        frame = frame_of(self.period, work.today)
        rows = rows_of(work.session, work.sight, frame, work.panti)
        local = work.now.astimezone(work.panti.zone.offset).replace(microsecond=0)
        panti = work.panti
        package = RecordsPackage(
            frame, panti.code, panti.name, panti.zone.value, local.isoformat(), self.with_names, rows
        )
        document = records_package(package)
        key = panti.settings.province_key.strip()
        if key:
            document = sealed(document, key)
        people = tuple(str(row[0]) for row in rows["people"])
        made = Records(document, {name: len(found) for name, found in rows.items()}, len(people), bool(key))
        what = {"period": frame.period, "people": len(people), "sealed": bool(key)}
        return Done(result=made, about=people, what=what)

    def _require_sight(self, work: Work) -> None:
        """A deputy hands out of people no more than a deputy may see of them."""
        told = (Right.SEE_CATEGORY, Right.SEE_REMARKS, *((Right.SEE_IDENTITY,) if self.with_names else ()))
        for right in told:
            work.staff.require(right, work.today)


def sealed(document: Document, key: str) -> Document:
    """Seal a document for the holder of an age key. Refused ``province_key_unclear`` where the key is none."""
    import pyrage

    try:
        recipient = pyrage.x25519.Recipient.from_str(key)
    except pyrage.RecipientError as error:
        raise Refused("province_key_unclear", field="province_key") from error
    return Document(f"{document.filename}.age", pyrage.encrypt(document.content, [recipient]))
