"""What happened in the house: written down, followed up, closed, printed as minutes (berita acara)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, ClassVar, Final

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.changes import Area, Changes
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.occurrences import (
    LONGEST_LINE,
    OCCURRENCE_NAMES,
    Occurrence,
    OccurrenceKind,
    Told,
    require_closable,
    require_told,
)
from shelter_admin.domain.papers import Document
from shelter_admin.domain.words import N_, _
from shelter_admin.operations.certificates.papers import officially
from shelter_admin.operations.desk import Command, Done, Query, Work
from shelter_admin.operations.editing import Edit, Fields, LastChange, Seen, named, of_row, plainly
from shelter_admin.operations.papers import imprint
from shelter_admin.persistence.duty import occurrences
from shelter_admin.persistence.duty.tables import OccurrenceTable
from shelter_admin.persistence.people.sight import require_in_sight

CHANGED: Final = Changes.of(Area.DUTY)
Parts = tuple[tuple[str, str], ...]
"""Who had part in it: person id and part, in words."""

WORDS: dict[str, str] = {
    "occurrence_unknown": N_("This occurrence is no longer there."),
    "occurrence_closed": N_("This occurrence is closed. Open it again to change it."),
    "occurrence_open": N_("This occurrence is open already."),
    "occurrence_in_future": N_("This hour is still to come."),
    "occurrence_untold": N_("Write what happened."),
    "occurrence_not_handled": N_("Write what was done before it is closed."),
    "occurrence_written_since": N_(
        "More has been written about this since, so it cannot be taken back. Close it instead."
    ),
    "follow_up_before": N_("The follow-up cannot be before the day it happened, {day}."),
    "follow_up_untold": N_("Write what is to be done by that day, and by whom."),
}
LABELS: Final = {
    "at": N_("When"),
    "kind": N_("Kind of occurrence"),
    "place": N_("Where it happened"),
    "what": N_("What happened"),
    "handling": N_("What was done"),
    "follow_up": N_("What is still to be done, and by whom"),
    "follow_up_by": N_("By which day"),
    "people": N_("Residents who had part in it"),
}


def as_shown(one: Occurrence) -> dict[str, Any]:
    """An occurrence by the fields of its form."""
    told = {
        name: getattr(one, name) for name in ("at", "kind", "place", "what", "handling", "follow_up", "follow_up_by")
    }
    return {**told, "people": in_order((person.person_id, person.part) for person in one.people)}


def in_order(people: Iterable[tuple[str, str]]) -> Parts:
    """Those who had part in it, in an order of their own, so that two lists alike are equal."""
    return tuple(sorted((person_id, part.strip()) for person_id, part in people))


@dataclass(frozen=True)
class Occurrences(Query[tuple[Occurrence, ...]]):
    """Open ones first, by the day of their follow-up; then what was closed, the newest first."""

    needs: ClassVar[Right] = Right.SEE_OCCURRENCES

    @override
    def run(self, work: Work) -> tuple[Occurrence, ...]:
        return tuple(occurrences.occurrences(work.session, work.sight))


@dataclass(frozen=True)
class RecordOccurrence(Command[str]):
    """Write down what happened, now or at an hour before; the outcome is its id."""

    needs: ClassVar[Right] = Right.RECORD_OCCURRENCE
    name: ClassVar[str] = N_("occurrence in the house")

    kind: OccurrenceKind
    what: str = field(repr=False)
    at: datetime | None = None
    place: str = field(default="", repr=False)
    handling: str = field(default="", repr=False)
    follow_up: str = field(default="", repr=False)
    follow_up_by: date | None = None
    people: Parts = field(default=(), repr=False)

    @override
    def run(self, work: Work) -> Done[str]:
        told = Told(self.at or work.now, self.what, self.place, self.handling, self.follow_up, self.follow_up_by)
        require_told(told, work.now, work.panti.day_of(told.at))
        parts = _sound(work, self.people, {})
        row = occurrences.add(work.session, self.kind, told)
        occurrences.set_parts(work.session, row.id, parts)
        return Done(
            CHANGED,
            row.id,
            TakeBackOccurrence(row.id, in_order(parts.items())),
            tuple(parts),
            {"occurrence_id": row.id},
        )


def _sound(work: Work, people: Iterable[tuple[str, str]], before: Mapping[str, str]) -> dict[str, str]:
    """Who had part in it. Nobody out of sight is added; whom this reader does not meet at all stays as it was."""
    wanted = dict(in_order(people))
    if any(len(part) > LONGEST_LINE for part in wanted.values()):
        raise Refused("text_too_long", field="people", most=LONGEST_LINE)
    for person_id in wanted.keys() - before.keys():
        require_in_sight(work.session, work.sight, person_id)
    met = occurrences.met(work.session, work.sight, before.keys())
    return {person_id: part for person_id, part in before.items() if person_id not in met} | wanted


@dataclass(frozen=True)
class EditOccurrence(Edit[None]):
    """Go on writing an open occurrence; who changed the same field meanwhile is met first."""

    needs: ClassVar[Right] = Right.RECORD_OCCURRENCE
    name: ClassVar[str] = N_("change of an occurrence")

    occurrence_id: str
    kind: OccurrenceKind
    at: datetime
    what: str = field(repr=False)
    place: str = field(default="", repr=False)
    handling: str = field(default="", repr=False)
    follow_up: str = field(default="", repr=False)
    follow_up_by: date | None = None
    people: Parts = field(default=(), repr=False)

    @override
    def run(self, work: Work) -> Done[None]:
        row = occurrences.open_occurrence(work.session, self.occurrence_id)
        before = as_shown(occurrences.occurrence(work.session, work.sight, row.id))
        fields = Fields(named(LABELS), _last_of(work, row), lambda key, value: _in_words(work, key, value))
        agreed = self.agree(work, fields, self._mine(), before)
        _require_agreed(work, agreed)
        parts = _sound(work, agreed["people"], occurrences.parts_of(work.session, row.id))
        _put(row, agreed)
        occurrences.set_parts(work.session, row.id, parts)
        undo = EditOccurrence(row.id, **before, seen=Seen({**agreed, "people": in_order(agreed["people"])}))
        return Done(CHANGED, undo=undo, about=tuple(parts))

    def _mine(self) -> dict[str, Any]:
        words = {name: getattr(self, name).strip() for name in ("what", "place", "handling", "follow_up")}
        return {
            "at": self.at,
            "kind": self.kind,
            **words,
            "follow_up_by": self.follow_up_by,
            "people": in_order(self.people),
        }


def _last_of(work: Work, row: OccurrenceTable) -> Callable[[str], LastChange | None]:
    """Who changed a field last; who had part in it stands in rows of its own."""
    of_itself: Callable[[str], LastChange | None] = of_row(work.session, row)
    return lambda key: occurrences.last_part(work.session, row) if key == "people" else of_itself(key)


def _in_words(work: Work, key: str, value: Any) -> str:
    if key == "kind":
        return _(OCCURRENCE_NAMES[value])
    if key == "people":
        known = occurrences.involved(work.session, work.sight, [person_id for person_id, _part in value])
        return ", ".join(" – ".join(filter(None, (known.get(one, ""), part))) for one, part in value)
    return plainly(work, value)


def _require_agreed(work: Work, agreed: Mapping[str, Any]) -> None:
    told = Told(*(agreed[name] for name in ("at", "what", "place", "handling", "follow_up", "follow_up_by")))
    require_told(told, work.now, work.panti.day_of(told.at))


def _put(row: OccurrenceTable, agreed: Mapping[str, Any]) -> None:
    row.at, row.kind, row.place, row.what = agreed["at"], agreed["kind"].value, agreed["place"], agreed["what"]
    row.handling, row.follow_up, row.follow_up_by = agreed["handling"], agreed["follow_up"], agreed["follow_up_by"]


@dataclass(frozen=True)
class TakeBackOccurrence(Command[None]):
    """Take back an occurrence that nobody wrote on since; ``people`` had part in it as it was written down."""

    needs: ClassVar[Right] = Right.RECORD_OCCURRENCE
    name: ClassVar[str] = N_("take an occurrence back")

    occurrence_id: str
    people: Parts = field(default=(), repr=False)

    @override
    def run(self, work: Work) -> Done[None]:
        row = occurrences.open_occurrence(work.session, self.occurrence_id)
        parts = occurrences.parts_of(work.session, row.id)
        untouched = row.version == 1 and in_order(parts.items()) == self.people
        if not untouched or row.changed_by != work.staff.account_id:
            raise Refused("occurrence_written_since")
        occurrences.remove(work.session, row.id)
        return Done(CHANGED, about=tuple(parts))


@dataclass(frozen=True)
class CloseOccurrence(Command[None]):
    """Close an occurrence once nothing is left to do about it; as undo of opening it, as it was closed."""

    needs: ClassVar[Right] = Right.RECORD_OCCURRENCE
    name: ClassVar[str] = N_("closing of an occurrence")

    occurrence_id: str
    closed_at: datetime | None = None
    closed_by_id: str = ""

    @override
    def run(self, work: Work) -> Done[None]:
        row = occurrences.the_occurrence(work.session, self.occurrence_id)
        found = occurrences.occurrence(work.session, work.sight, row.id)
        require_closable(found)
        row.closed_at, row.closed_by = self.closed_at or work.now, self.closed_by_id or work.staff.account_id
        about = tuple(occurrences.parts_of(work.session, row.id))
        return Done(CHANGED, undo=ReopenOccurrence(row.id), about=about)


@dataclass(frozen=True)
class ReopenOccurrence(Command[None]):
    """Open a closed occurrence again."""

    needs: ClassVar[Right] = Right.RECORD_OCCURRENCE
    name: ClassVar[str] = N_("opening of an occurrence again")

    occurrence_id: str

    @override
    def run(self, work: Work) -> Done[None]:
        row = occurrences.the_occurrence(work.session, self.occurrence_id)
        if row.closed_at is None:
            raise Refused("occurrence_open")
        undo = CloseOccurrence(row.id, row.closed_at, row.closed_by or "")
        row.closed_at = row.closed_by = None
        return Done(CHANGED, undo=undo, about=tuple(occurrences.parts_of(work.session, row.id)))


@dataclass(frozen=True)
class PrintOccurrence(Query[Document]):
    """The minutes of an occurrence (berita acara kejadian)."""

    needs: ClassVar[Right] = Right.SEE_OCCURRENCES
    sensitive: ClassVar[bool] = True
    name: ClassVar[str] = N_("print the minutes of an occurrence")

    occurrence_id: str

    @override
    def run(self, work: Work) -> Document:
        from shelter_admin.reports.occurrence_record import occurrence_record

        found = occurrences.occurrence(work.session, work.sight, self.occurrence_id)
        work.shown.extend(one.person_id for one in found.people)
        with officially(work.panti):
            return occurrence_record(found, imprint(work), work.panti)
