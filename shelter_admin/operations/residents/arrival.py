"""When and how somebody came, and its correction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar, Final

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.arrivals import SOURCE_WORDS, Source
from shelter_admin.domain.changes import Area, Changes
from shelter_admin.domain.residents import require_admission
from shelter_admin.domain.words import N_, _
from shelter_admin.operations.desk import Command, Done, Work
from shelter_admin.operations.editing import Edit, Fields, named, of_row, plainly
from shelter_admin.persistence.history import before_since
from shelter_admin.persistence.people.sight import shown
from shelter_admin.persistence.people.tables import StayTable
from shelter_admin.persistence.residents import stays

CHANGED: Final = Changes.of(Area.RESIDENTS)
STAY_LABELS: Final = {
    "admitted_on": N_("Admitted on"),
    "source": N_("Brought by"),
    "source_text": N_("Name or office of who brought them"),
    "remark": N_("Remark"),
}


def stay_parts(stay: StayTable) -> dict[str, Any]:
    """When and how somebody came, as a form has it."""
    parts = {name: getattr(stay, name) for name in STAY_LABELS}
    return {**parts, "source": Source(stay.source) if stay.source else None}


def stay_parts_before(work: Work, stay: StayTable, version: int) -> dict[str, Any]:
    """Of the arrival what changed since the stay had this version, as it was then."""
    then = {name: value for name, value in before_since(work.session, stay, version).items() if name in STAY_LABELS}
    if then.get("admitted_on"):
        then["admitted_on"] = date.fromisoformat(then["admitted_on"])
    if then.get("source"):
        then["source"] = Source(then["source"])
    return then


def stay_fields(work: Work, stay: StayTable) -> Fields:
    """The fields of an arrival, for whom two people changed at once."""

    def words(name: str, value: Any) -> str:
        return _(SOURCE_WORDS[value]) if name == "source" and value else plainly(work, value)

    return Fields(named(STAY_LABELS), of_row(work.session, stay), words, lambda name: shown(work.sight, name))


@dataclass(frozen=True, kw_only=True)
class EditStay(Edit[int]):
    """Correct when and how somebody came; replacing a known day or source asks for a reason. None leaves as it is."""

    needs: ClassVar[Right] = Right.EDIT_IDENTITY
    name: ClassVar[str] = N_("change of a stay")

    stay_id: str
    version: int
    admitted_on: date | None = None
    source: Source | None = None
    source_text: str | None = field(default=None, repr=False)
    remark: str | None = field(default=None, repr=False)

    @override
    def run(self, work: Work) -> Done[int]:
        stay = stays.the_stay(work.session, self.stay_id)
        now = stay_parts(stay)
        mine = self._wanted(work, stay.admitted_on, stay.left_on)
        opened = {**now, **stay_parts_before(work, stay, self.version)}
        agreed = self.agree(work, stay_fields(work, stay), mine, now, opened)
        wanted = {name: getattr(value, "value", value) for name, value in agreed.items()}
        known = {name for name in ("admitted_on", "source", "source_text") if getattr(stay, name)}
        if any(name in known and getattr(stay, name) != value for name, value in wanted.items()):
            work.require_reason()
        old = stays.put(work.session, stay.id, **wanted)
        undo = PutBackStay(stay.id, old, {name: wanted[name] for name in old})
        return Done(CHANGED, stay.version, undo, (stay.person_id,), {"fields": sorted(wanted)})

    def _wanted(self, work: Work, admitted_on: date | None, left_on: date | None) -> dict[str, Any]:
        wanted: dict[str, Any] = {}
        if self.admitted_on is not None and self.admitted_on != admitted_on:
            require_admission(self.admitted_on, left_on or work.today)
            stays.require_before_first_night(work.session, self.stay_id, self.admitted_on)
            wanted["admitted_on"] = self.admitted_on
        if self.source is not None:
            wanted["source"] = self.source
        for name in ("source_text", "remark"):
            if (text := getattr(self, name)) is not None:
                wanted[name] = text.strip()
        return wanted


@dataclass(frozen=True)
class PutBackStay(Command[None]):
    """Undo of a change of a stay; refused when somebody changed it again meanwhile."""

    needs: ClassVar[Right] = Right.EDIT_IDENTITY
    name: ClassVar[str] = N_("put the stay back")

    stay_id: str
    old: Mapping[str, Any] = field(repr=False)
    new: Mapping[str, Any] = field(repr=False)

    @override
    def run(self, work: Work) -> Done[None]:
        stay = stays.the_stay(work.session, self.stay_id)
        stays.require_still(stay, self.new)
        stays.put(work.session, self.stay_id, **self.old)
        return Done(CHANGED, about=(stay.person_id,))
