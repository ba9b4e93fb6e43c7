"""Case conferences: the meeting, who is suggested for it, and its end, which writes what it says about leaving."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar, Final

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.changes import Area, Changes
from shelter_admin.domain.conferences import (
    CHECKED_AS,
    LONGEST_PLACE,
    LONGEST_PRESENT,
    LONGEST_WHO,
    Conference,
    Purpose,
    Suggestion,
    require_closable,
    require_text,
)
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.readiness import LONGEST_NOTE, Criterion
from shelter_admin.domain.wording import short_date
from shelter_admin.domain.words import N_, _
from shelter_admin.operations.cases.suggesting import suggestions
from shelter_admin.operations.desk import Command, Done, Query, Work
from shelter_admin.operations.editing import Edit, Fields, Seen, named, of_row
from shelter_admin.operations.readiness.asking import path_for
from shelter_admin.persistence.cases import conferences as kept
from shelter_admin.persistence.cases.conference_tables import CaseConferenceTable, ConferenceCaseTable
from shelter_admin.persistence.people.tables import StayTable
from shelter_admin.persistence.readiness.checks import check_row, write_check

CHANGED: Final = Changes.of(Area.CASES)
CLOSED: Final = CHANGED | Changes.of(Area.READINESS, Area.CERTIFICATES)
LABELS: Final = {
    "day": N_("Day"),
    "starts_at": N_("Begins at"),
    "place": N_("Where it is held"),
    "chaired_by": N_("Chaired by"),
    "present": N_("Present"),
}

WORDS: dict[str, str] = {
    "conference_unknown": N_("That case conference is no longer there. Look at the list again."),
    "conference_has_cases": N_("Somebody is on the agenda. Take them off first, then the conference."),
    "conference_to_come": N_("The conference is on {day}. It can be closed on that day or later."),
    "agenda_empty": N_("Nobody is on the agenda. Put somebody on it before closing."),
    "present_missing": N_("Write who was present, one name a line."),
    "outcome_missing": N_("Write first what the conference says of: {names}."),
    "not_all_seen": N_("Somebody on the agenda is confidential. Who may see them closes the conference."),
    "begins_unclear": N_("Write the time like 09.00."),
}


@dataclass(frozen=True)
class Conferences(Query[tuple[Conference, ...]]):
    """Every case conference, the newest first, without its agenda."""

    needs: ClassVar[Right] = Right.SEE_CASES

    @override
    def run(self, work: Work) -> tuple[Conference, ...]:
        return kept.conferences(work.session, work.sight)


@dataclass(frozen=True)
class ConferenceFile(Query[Conference]):
    """One conference with its agenda and what was asked of whom; opening it is written to the audit."""

    needs: ClassVar[Right] = Right.SEE_CASES
    sensitive: ClassVar[bool] = True
    name: ClassVar[str] = N_("look into a case conference")

    conference_id: str

    @override
    def run(self, work: Work) -> Conference:
        return kept.conference(work.session, work.sight, self.conference_id)

    @override
    def about(self, answer: Conference) -> tuple[str, ...]:
        return tuple(one.person_id for one in answer.cases)


@dataclass(frozen=True)
class ConferenceSuggestions(Query[tuple[Suggestion, ...]]):
    """Who should be spoken about next, and why; whoever is on an open agenda is not suggested again."""

    needs: ClassVar[Right] = Right.EDIT_CASES

    @override
    def run(self, work: Work) -> tuple[Suggestion, ...]:
        return suggestions(work)


@dataclass(frozen=True, kw_only=True)
class TypedConference:
    """A conference as typed."""

    day: date
    starts_at: str = field(default="", repr=False)
    place: str = field(default="", repr=False)
    chaired_by: str = field(default="", repr=False)
    present: str = field(default="", repr=False)

    def parts(self) -> dict[str, Any]:
        """As it is kept."""
        return {
            "day": self.day,
            "starts_at": _clock(self.starts_at),
            "place": require_text(self.place, "place", LONGEST_PLACE),
            "chaired_by": require_text(self.chaired_by, "chaired_by", LONGEST_WHO),
            "present": require_text(self.present, "present", LONGEST_PRESENT),
        }


@dataclass(frozen=True, kw_only=True)
class AddConference(TypedConference, Command[str]):
    """Plan a case conference."""

    needs: ClassVar[Right] = Right.EDIT_CASES
    name: ClassVar[str] = N_("case conference planned")

    @override
    def run(self, work: Work) -> Done[str]:
        row = kept.add_conference(work.session, self.parts())
        return Done(CHANGED, row.id, RemoveConference(row.id), what={"conference_id": row.id})


@dataclass(frozen=True, kw_only=True)
class ChangeConference(TypedConference, Edit[None]):
    """Change day, time, place, chair or the names of those present, while the conference is open."""

    needs: ClassVar[Right] = Right.EDIT_CASES
    name: ClassVar[str] = N_("change of a case conference")

    conference_id: str

    @override
    def run(self, work: Work) -> Done[None]:
        row = kept.the_conference(work.session, self.conference_id, still_open=True)
        before = parts_of(row)
        agreed = self.agree(work, Fields(named(LABELS), of_row(work.session, row)), self.parts(), before)
        for name, value in agreed.items():
            setattr(row, name, value)
        work.session.flush()
        parts = {**before, "starts_at": before["starts_at"] or ""}
        undo = ChangeConference(conference_id=self.conference_id, **parts, seen=Seen(agreed))
        return Done(CHANGED, undo=undo)


@dataclass(frozen=True)
class RemoveConference(Command[None]):
    """Take a planned conference away that nobody is on the agenda of."""

    needs: ClassVar[Right] = Right.EDIT_CASES
    name: ClassVar[str] = N_("case conference taken away")

    conference_id: str

    @override
    def run(self, work: Work) -> Done[None]:
        row = kept.the_conference(work.session, self.conference_id, still_open=True)
        if kept.cases_of(work.session, self.conference_id):
            raise Refused("conference_has_cases")
        before = parts_of(row)
        work.session.delete(row)
        work.session.flush()
        return Done(CHANGED, undo=AddConference(**{**before, "starts_at": before["starts_at"] or ""}))


@dataclass(frozen=True)
class CloseConference(Command[None]):
    """Close a conference for good: every case keeps the page it was decided on, and what is said of leaving counts.

    For everybody spoken about because of leaving, the criterion of the case conference is written down in the same
    act: met where it recommends, not met where it says not yet. What is postponed writes nothing, and what a later day
    says already stays.
    """

    needs: ClassVar[Right] = Right.EDIT_CASES
    name: ClassVar[str] = N_("case conference closed")

    conference_id: str

    @override
    def run(self, work: Work) -> Done[None]:
        row = kept.the_conference(work.session, self.conference_id, still_open=True)
        found = kept.conference(work.session, work.sight, self.conference_id)
        if found.hidden:
            raise Refused("not_all_seen")
        require_closable(found, work.today)
        for case in kept.cases_of(work.session, self.conference_id):
            self._keep(work, row, case)
        work.session.flush()  # the cases before the conference: once it is closed the store refuses them
        kept.close(work.session, row, work.now, work.staff.account_id)
        return Done(CLOSED, about=tuple(one.person_id for one in found.cases))

    def _keep(self, work: Work, row: CaseConferenceTable, case: ConferenceCaseTable) -> None:
        stay = work.session.get_one(StayTable, case.stay_id)
        if stay.leave_reason is not None:  # who left meanwhile has no way out any more
            case.snapshot = {"left_on": stay.left_on.isoformat() if stay.left_on else None}
            return
        case.snapshot = snapshot_of_page(work, case.person_id)
        outcome = kept.case_of(case).outcome
        state = CHECKED_AS.get(outcome) if outcome is not None else None
        newer = check_row(work.session, case.stay_id, Criterion.CASE_CONFERENCE.value)
        if newer is not None and newer.on_day > row.day:
            return  # somebody wrote down what a later conference said
        if case.purpose == Purpose.EXIT.value and state is not None:
            told = _("Case conference of {day}").format(day=short_date(row.day))
            note = ". ".join(part for part in (told, " ".join(case.words.split())) if part)[:LONGEST_NOTE]
            write_check(work.session, case.stay_id, Criterion.CASE_CONFERENCE.value, (state, row.day, note))


def snapshot_of_page(work: Work, person_id: str) -> dict[str, Any]:
    """The page as it lay on the table, as plain words: what was known, how each station stood."""
    path = path_for(work, person_id)
    furthest = path.furthest
    return {
        "on": work.today.isoformat(),
        "days": path.days,
        "met": furthest.met if furthest else None,
        "of": furthest.of if furthest else None,
        "policy": path.policy.version,
        "stations": [[one.title, one.state.value, one.told] for one in path.stations],
        "known": {one.part.value: list(one.told) for one in path.known},
    }


def parts_of(row: CaseConferenceTable) -> dict[str, Any]:
    """A conference by the fields of its form."""
    return {name: getattr(row, name) for name in LABELS}


def _clock(typed: str) -> str | None:
    """Read a time of day, ``9``, ``9.30`` or ``09:30``; refused ``begins_unclear``."""
    text = typed.strip().replace(":", ".")
    if not text:
        return None
    hours, _point, minutes = text.partition(".")
    minutes = minutes or "0"
    if not (hours.isdecimal() and minutes.isdecimal() and int(hours) < 24 and int(minutes) < 60):
        raise Refused("begins_unclear", field="starts_at")
    return f"{int(hours):02}.{int(minutes):02}"
