"""What a case conference asks of somebody: who does what until when, and when it was done, also after it is closed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar, Final

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.cases.plans import Doer
from shelter_admin.domain.changes import Area, Changes
from shelter_admin.domain.conferences import LONGEST_WHAT, LONGEST_WHO, FollowUp, require_text
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.words import N_
from shelter_admin.operations.desk import Command, Done, Query, Work
from shelter_admin.operations.editing import Edit, Fields, Seen, named, of_row, plainly
from shelter_admin.persistence.accounts import names_of_accounts
from shelter_admin.persistence.base import new_id
from shelter_admin.persistence.cases import conferences as kept
from shelter_admin.persistence.cases.conference_tables import ConferenceFollowUpTable
from shelter_admin.persistence.cases.plans import doers
from shelter_admin.persistence.people.sight import require_in_sight

CHANGED: Final = Changes.of(Area.CASES)
LABELS: Final = {
    "what": N_("What is to be done"),
    "who": N_("Who, in words"),
    "account_id": N_("Who of the staff"),
    "due_on": N_("To be done by"),
}

WORDS: dict[str, str] = {
    "follow_up_unknown": N_("That is no longer asked of anybody. Look at the list again."),
    "what_missing": N_("Write what is to be done."),
    "doer_unknown": N_("Choose somebody of the staff from the list, or write who does it."),
    "done_in_future": N_("The day {day} has not come yet."),
    "done_already": N_("This is written down as done already."),
}


@dataclass(frozen=True)
class OpenFollowUps(Query[tuple[FollowUp, ...]]):
    """What conferences asked for and nobody has done yet, the earliest day first, about people this reader sees."""

    needs: ClassVar[Right] = Right.SEE_CASES

    @override
    def run(self, work: Work) -> tuple[FollowUp, ...]:
        return kept.follow_ups(work.session, work.sight)


@dataclass(frozen=True)
class FollowUpDoers(Query[tuple[Doer, ...]]):
    """Who of the staff may be asked to do something."""

    needs: ClassVar[Right] = Right.EDIT_CASES

    @override
    def run(self, work: Work) -> tuple[Doer, ...]:
        return doers(work.session)


@dataclass(frozen=True, kw_only=True)
class TypedFollowUp:
    """What is asked, as typed; who does it is a member of staff or words."""

    what: str = field(default="", repr=False)
    who: str = field(default="", repr=False)
    account_id: str | None = None
    due_on: date | None = None

    def parts(self, work: Work) -> dict[str, Any]:
        """As it is kept."""
        what = require_text(self.what, "what", LONGEST_WHAT)
        if not what:
            raise Refused("what_missing", field="what")
        if self.account_id is not None and self.account_id not in names_of_accounts(work.session):
            raise Refused("doer_unknown", field="account_id")
        who = require_text(self.who, "who", LONGEST_WHO)
        return {"what": what, "who": who, "account_id": self.account_id, "due_on": self.due_on}


@dataclass(frozen=True, kw_only=True)
class AskFollowUp(TypedFollowUp, Command[str]):
    """Ask something of somebody for a person on an open agenda."""

    needs: ClassVar[Right] = Right.EDIT_CASES
    name: ClassVar[str] = N_("follow-up asked for")

    case_id: str

    @override
    def run(self, work: Work) -> Done[str]:
        case = kept.the_case(work.session, self.case_id)
        require_in_sight(work.session, work.sight, case.person_id)
        kept.the_conference(work.session, case.conference_id, still_open=True)
        row = ConferenceFollowUpTable(id=new_id(), case_id=case.id, person_id=case.person_id, **self.parts(work))
        work.session.add(row)
        work.session.flush()
        return Done(CHANGED, row.id, TakeBackFollowUp(row.id), (case.person_id,))


@dataclass(frozen=True, kw_only=True)
class ChangeFollowUp(TypedFollowUp, Edit[None]):
    """Change what is asked of whom until when; also afterwards, as days move."""

    needs: ClassVar[Right] = Right.EDIT_CASES
    name: ClassVar[str] = N_("change of a follow-up")

    follow_up_id: str

    @override
    def run(self, work: Work) -> Done[None]:
        row = _seen(work, self.follow_up_id)
        names = names_of_accounts(work.session)

        def words(key: str, value: Any) -> str:
            return names.get(value, "") if key == "account_id" else plainly(work, value)

        before = {name: getattr(row, name) for name in LABELS}
        fields = Fields(named(LABELS), of_row(work.session, row), words)
        agreed = self.agree(work, fields, self.parts(work), before)
        for name, value in agreed.items():
            setattr(row, name, value)
        work.session.flush()
        undo = ChangeFollowUp(follow_up_id=self.follow_up_id, **before, seen=Seen(agreed))
        return Done(CHANGED, undo=undo, about=(row.person_id,))


@dataclass(frozen=True)
class TakeBackFollowUp(Command[None]):
    """Take back what was asked for, while the conference is open."""

    needs: ClassVar[Right] = Right.EDIT_CASES
    name: ClassVar[str] = N_("follow-up taken back")

    follow_up_id: str

    @override
    def run(self, work: Work) -> Done[None]:
        row = _seen(work, self.follow_up_id)
        case = kept.the_case(work.session, row.case_id)
        kept.the_conference(work.session, case.conference_id, still_open=True)
        before = {name: getattr(row, name) for name in LABELS}
        work.session.delete(row)
        work.session.flush()
        undo = AskFollowUp(case_id=case.id, **before)
        return Done(CHANGED, undo=undo, about=(case.person_id,))


@dataclass(frozen=True)
class FollowUpDone(Command[None]):
    """Write that it was done, today where no day is said; as an undo by whom it was done."""

    needs: ClassVar[Right] = Right.EDIT_CASES
    name: ClassVar[str] = N_("follow-up done")

    follow_up_id: str
    done_on: date | None = None
    by: str | None = field(default=None, repr=False, metadata={"audited": False})

    @override
    def run(self, work: Work) -> Done[None]:
        row, day = _seen(work, self.follow_up_id), self.done_on or work.today
        if day > work.today:
            raise Refused("done_in_future", field="done_on", day=day)
        if row.done_on is not None:
            raise Refused("done_already")
        row.done_on, row.done_by = day, self.by or work.staff.account_id
        work.session.flush()
        undo = FollowUpOpenAgain(self.follow_up_id, (day, row.done_by))
        return Done(CHANGED, undo=undo, about=(row.person_id,))


@dataclass(frozen=True)
class FollowUpOpenAgain(Command[None]):
    """Say that it is not done after all. As an undo it knows how it was done, and leaves what was written since."""

    needs: ClassVar[Right] = Right.EDIT_CASES
    name: ClassVar[str] = N_("follow-up open again")

    follow_up_id: str
    made: tuple[date, str] | None = field(default=None, repr=False, metadata={"audited": False})

    @override
    def run(self, work: Work) -> Done[None]:
        row = _seen(work, self.follow_up_id)
        day, by = row.done_on, row.done_by
        if self.made is not None and self.made != (day, by):
            raise Refused("changed_meanwhile")
        row.done_on = row.done_by = None
        work.session.flush()
        undo = FollowUpDone(self.follow_up_id, day, by) if day is not None else None
        return Done(CHANGED, undo=undo, about=(row.person_id,))


def _seen(work: Work, follow_up_id: str) -> ConferenceFollowUpTable:
    row = kept.the_follow_up(work.session, follow_up_id)
    require_in_sight(work.session, work.sight, row.person_id)
    return row
