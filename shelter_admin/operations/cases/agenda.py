"""The agenda of a case conference: who is put on it in which order, and what is said of each."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, ClassVar, Final

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.changes import Area, Changes
from shelter_admin.domain.conferences import (
    LONGEST_QUESTION,
    LONGEST_WORDS,
    OUTCOME_NAMES,
    PURPOSE_NAMES,
    Outcome,
    Purpose,
    require_outcome,
    require_text,
)
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.words import N_, _
from shelter_admin.operations.desk import Command, Done, Work
from shelter_admin.operations.editing import Edit, Fields, Seen, named, of_row
from shelter_admin.persistence.cases import conferences as kept
from shelter_admin.persistence.cases.conference_tables import ConferenceCaseTable
from shelter_admin.persistence.people.sight import require_in_sight

CHANGED: Final = Changes.of(Area.CASES)
LABELS: Final = {
    "purpose": N_("Why"),
    "question": N_("Question for the conference"),
    "outcome": N_("The conference says"),
    "words": N_("Said in detail"),
}

WORDS: dict[str, str] = {
    "case_unknown": N_("That person is no longer on the agenda. Look at it again."),
    "on_agenda_already": N_("{number} is on this agenda already."),
    "case_has_follow_ups": N_("Something was asked of somebody for this person. Take that away first."),
    "outcome_unfit": N_("“{outcome}” is nothing a conference says for this purpose."),
    "agenda_changed": N_("The agenda has changed meanwhile. Look at it again, then put it in order."),
}


@dataclass(frozen=True)
class PutOnAgenda(Command[tuple[str, ...]]):
    """Put people who live here on the agenda of an open conference, after those who are on it."""

    needs: ClassVar[Right] = Right.EDIT_CASES
    name: ClassVar[str] = N_("people on the agenda")

    conference_id: str
    person_ids: tuple[str, ...]
    purpose: Purpose = Purpose.REVIEW
    question: str = field(default="", repr=False)

    @override
    def run(self, work: Work) -> Done[tuple[str, ...]]:
        kept.the_conference(work.session, self.conference_id, still_open=True)
        question = require_text(self.question, "question", LONGEST_QUESTION)
        people = tuple(dict.fromkeys(self.person_ids))
        if not people:
            raise Refused("nobody_picked", field="person_ids")
        for person_id in people:
            require_in_sight(work.session, work.sight, person_id)
        stays = kept.open_stays(work.session, people)
        if len(stays) < len(people):
            raise Refused("not_in_house", field="person_ids")
        there = kept.cases_of(work.session, self.conference_id)
        twice = [one.stay_id for one in there if one.stay_id in stays.values()]
        if twice:
            raise Refused("on_agenda_already", field="person_ids", number=kept.number_of(work.session, twice[0]))
        first = max((one.position for one in there), default=0) + 1
        parts = {"purpose": self.purpose.value, "question": question}
        made = tuple(kept.add_cases(work.session, self.conference_id, stays, first, parts))
        return Done(CHANGED, made, TakeOffAgenda(made), people, {"conference_id": self.conference_id})


@dataclass(frozen=True)
class TakeOffAgenda(Command[None]):
    """Take people off the agenda of an open conference, as long as nothing was asked of anybody for them."""

    needs: ClassVar[Right] = Right.EDIT_CASES
    name: ClassVar[str] = N_("taken off the agenda")

    case_ids: tuple[str, ...]

    @override
    def run(self, work: Work) -> Done[None]:
        rows = [_open_case(work, case_id) for case_id in self.case_ids]
        gone: list[dict[str, Any]] = []
        for row in rows:
            if kept.follow_ups_of(work.session, row.id):
                raise Refused("case_has_follow_ups")
            names = ("id", "conference_id", "stay_id", "person_id", "position", *LABELS)
            gone.append({name: getattr(row, name) for name in names})
        for row in rows:
            work.session.delete(row)
        work.session.flush()
        about = tuple(one["person_id"] for one in gone)
        return Done(CHANGED, undo=PutBackOnAgenda(tuple(gone)), about=about)


@dataclass(frozen=True)
class PutBackOnAgenda(Command[None]):
    """Put people back on the agenda as they stood there."""

    needs: ClassVar[Right] = Right.EDIT_CASES
    name: ClassVar[str] = N_("put back on the agenda")

    kept_cases: tuple[dict[str, Any], ...] = field(repr=False, compare=False, metadata={"audited": False})

    @override
    def run(self, work: Work) -> Done[None]:
        for values in self.kept_cases:
            require_in_sight(work.session, work.sight, values["person_id"])
            kept.the_conference(work.session, values["conference_id"], still_open=True)
            if values["stay_id"] in {one.stay_id for one in kept.cases_of(work.session, values["conference_id"])}:
                raise Refused("changed_meanwhile")
            work.session.add(ConferenceCaseTable(**values))
        work.session.flush()
        ids = tuple(values["id"] for values in self.kept_cases)
        about = tuple(values["person_id"] for values in self.kept_cases)
        return Done(CHANGED, undo=TakeOffAgenda(ids), about=about)


@dataclass(frozen=True)
class OrderAgenda(Command[None]):
    """Let the agenda of an open conference be spoken about in this order; everybody on it that is seen is named.

    As an undo it knows the order it gave, and leaves another that was given since.
    """

    needs: ClassVar[Right] = Right.EDIT_CASES
    name: ClassVar[str] = N_("order of the agenda")

    conference_id: str
    case_ids: tuple[str, ...]
    made: tuple[str, ...] | None = field(default=None, repr=False, metadata={"audited": False})

    @override
    def run(self, work: Work) -> Done[None]:
        kept.the_conference(work.session, self.conference_id, still_open=True)
        seen = kept.conference(work.session, work.sight, self.conference_id)
        before = tuple(one.case_id for one in seen.cases)
        if sorted(before) != sorted(self.case_ids):
            raise Refused("agenda_changed")
        if self.made is not None and self.made != before:
            raise Refused("changed_meanwhile")
        rows = {row.id: row for row in kept.cases_of(work.session, self.conference_id)}
        places = sorted(rows[one].position for one in before)
        for case_id, place in zip(self.case_ids, places, strict=True):
            rows[case_id].position = place
        work.session.flush()
        if before == self.case_ids:
            return Done()
        return Done(CHANGED, undo=OrderAgenda(self.conference_id, before, self.case_ids))


@dataclass(frozen=True)
class WriteOutcome(Edit[None]):
    """Write why somebody is on the agenda and what the conference says, while it is open."""

    needs: ClassVar[Right] = Right.EDIT_CASES
    name: ClassVar[str] = N_("what the conference says")

    case_id: str
    purpose: Purpose
    question: str = field(default="", repr=False)
    outcome: Outcome | None = None
    words: str = field(default="", repr=False)

    @override
    def run(self, work: Work) -> Done[None]:
        row = _open_case(work, self.case_id)
        mine = {
            "purpose": self.purpose,
            "question": require_text(self.question, "question", LONGEST_QUESTION),
            "outcome": self.outcome,
            "words": require_text(self.words, "words", LONGEST_WORDS),
        }
        case = kept.case_of(row)
        before: dict[str, Any] = {
            "purpose": case.purpose,
            "question": case.question,
            "outcome": case.outcome,
            "words": case.words,
        }
        agreed = self.agree(work, Fields(named(LABELS), of_row(work.session, row), _in_words), mine, before)
        require_outcome(agreed["purpose"], agreed["outcome"])
        row.purpose, row.question, row.words = agreed["purpose"].value, agreed["question"], agreed["words"]
        row.outcome = agreed["outcome"].value if agreed["outcome"] is not None else None
        work.session.flush()
        undo = WriteOutcome(self.case_id, **before, seen=Seen(agreed))
        return Done(CHANGED, undo=undo, about=(row.person_id,))


def _in_words(key: str, value: Any) -> str:
    if value is None:
        return ""
    if key == "purpose":
        return _(PURPOSE_NAMES[value])
    return _(OUTCOME_NAMES[value]) if key == "outcome" else str(value)


def _open_case(work: Work, case_id: str) -> ConferenceCaseTable:
    """The row of a person this reader sees, on an agenda that is open."""
    row = kept.the_case(work.session, case_id)
    require_in_sight(work.session, work.sight, row.person_id)
    kept.the_conference(work.session, row.conference_id, still_open=True)
    return row
