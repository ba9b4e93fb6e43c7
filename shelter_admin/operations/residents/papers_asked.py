"""Papers asked of offices: asked when and by whom, the letter, the answer, and what is waited for too long."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar, Final

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.changes import Area, Changes
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.papers import Document
from shelter_admin.domain.papers_asked import (
    LEAST,
    OFFICE_NAMES,
    OFFICE_OF,
    Answer,
    Applicant,
    Asked,
    Dtsen,
    Lacking,
    OfficeLetter,
    Outcome,
    Paper,
    Told,
    require_answer,
    require_asking,
)
from shelter_admin.domain.today import Task, TaskKind
from shelter_admin.domain.words import N_, _
from shelter_admin.operations.certificates.papers import officially
from shelter_admin.operations.desk import Command, Done, Query, Work
from shelter_admin.operations.editing import Edit, Fields, Seen, named, of_row
from shelter_admin.operations.papers import imprint
from shelter_admin.persistence.people.lookup import birth_of, the_person
from shelter_admin.persistence.people.sight import require_in_sight
from shelter_admin.persistence.people.tables import PersonTable
from shelter_admin.persistence.residents import papers_asked
from shelter_admin.persistence.residents.tables import PaperChaseTable

CHANGED: Final = Changes.of(Area.RESIDENTS)
LABELS: Final = {
    "office": N_("Office asked"),
    "asked_on": N_("Asked on"),
    "asked_by": N_("Asked by"),
    "letter_number": N_("Number of the letter"),
}

WORDS: dict[str, str] = {
    "papers_unchosen": N_("Tick at least one paper that is asked for."),
    "paper_waits": N_("This paper is asked for already and waited for. Write down the answer, or change that entry."),
    "paper_unknown": N_("This entry is no longer there."),
    "paper_answered": N_("This was answered already. Take the answer back first if it is wrong."),
    "paper_not_answered": N_("This has no answer yet."),
    "asked_in_future": N_("The day of asking cannot be later than {today}."),
    "answered_in_future": N_("The day of the answer cannot be later than {today}."),
    "answered_before_asked": N_("It was asked on {asked}; the answer cannot be older."),
    "outcome_waiting": N_("Choose what was answered."),
    "dtsen_missing": N_("Choose what DTSEN says: registered, not registered, or proposed."),
    "dtsen_only_there": N_("Only an answered check of DTSEN has this."),
    "desil_unclear": N_("The decile is a number from 1 to 10, of somebody who is registered."),
    "letter_one_office": N_("One letter goes to one office. Choose papers of the same office."),
    "letter_of_nothing": N_("Choose at least one paper for the letter."),
}


@dataclass(frozen=True)
class PapersWaiting(Query[tuple[Asked, ...]]):
    """Every paper that is waited for, by office, the longest first."""

    needs: ClassVar[Right] = Right.SEE_IDENTITY

    @override
    def run(self, work: Work) -> tuple[Asked, ...]:
        return tuple(papers_asked.waiting(work.session, work.sight, work.today))


@dataclass(frozen=True)
class PapersOf(Query[tuple[Asked, ...]]):
    """Everything ever asked for one resident, with the answers."""

    needs: ClassVar[Right] = Right.SEE_IDENTITY
    sensitive: ClassVar[bool] = True
    name: ClassVar[str] = N_("look at the papers asked for a resident")

    person_id: str

    @override
    def run(self, work: Work) -> tuple[Asked, ...]:
        require_in_sight(work.session, work.sight, self.person_id)
        return tuple(papers_asked.of_person(work.session, self.person_id, work.today))

    @override
    def about(self, answer: tuple[Asked, ...]) -> tuple[str, ...]:
        return (self.person_id,)


@dataclass(frozen=True)
class WithoutNik(Query[tuple[Lacking, ...]]):
    """Who is in the house without a NIK for whom nobody asks; the longest stay first."""

    needs: ClassVar[Right] = Right.SEE_IDENTITY

    @override
    def run(self, work: Work) -> tuple[Lacking, ...]:
        return tuple(papers_asked.lacking(work.session, work.sight, work.today))


@dataclass(frozen=True)
class AskPapers(Command[tuple[str, ...]]):
    """Write down that papers are asked for one resident; the outcome is the id of each.

    ``office`` empty means the kind of office that issues each paper, ``asked_by`` empty whoever writes it.
    """

    needs: ClassVar[Right] = Right.EDIT_IDENTITY
    name: ClassVar[str] = N_("papers asked of an office")

    person_id: str
    papers: tuple[Paper, ...] = ()
    office: str = field(default="", repr=False)
    asked_on: date | None = None
    asked_by: str = field(default="", repr=False)
    letter_number: str = field(default="", repr=False)

    @override
    def run(self, work: Work) -> Done[tuple[str, ...]]:
        require_in_sight(work.session, work.sight, self.person_id)
        papers = tuple(dict.fromkeys(Paper(paper) for paper in self.papers))
        if not papers:
            raise Refused("papers_unchosen", field="papers")
        asked = _asking(work, self.office, self.asked_on or work.today, self.asked_by, self.letter_number)
        made = []
        for paper in papers:
            if papers_asked.is_waited_for(work.session, self.person_id, paper):
                raise Refused("paper_waits", field="papers")
            office = asked["office"] or _usual_office(work, paper)
            made.append(papers_asked.add(work.session, self.person_id, paper, {**asked, "office": office}))
        ids = tuple(made)
        return Done(CHANGED, ids, TakeBackAsking(ids), (self.person_id,), {"chase_ids": list(ids)})


def _asking(work: Work, office: str, asked_on: date, asked_by: str, letter_number: str) -> dict[str, Any]:
    by = " ".join(asked_by.split()) or work.staff.full_name or work.staff.user
    require_asking(office, by, letter_number, asked_on, work.today)
    own = {"office": " ".join(office.split()), "letter_number": letter_number.strip()}
    return {**own, "asked_on": asked_on, "asked_by": by}


def _usual_office(work: Work, paper: Paper) -> str:
    with officially(work.panti):
        return _(OFFICE_NAMES[OFFICE_OF[paper]])


@dataclass(frozen=True)
class TakeBackAsking(Command[None]):
    """Take out papers written down by mistake; what was answered stays."""

    needs: ClassVar[Right] = Right.EDIT_IDENTITY
    name: ClassVar[str] = N_("take papers asked back")

    chase_ids: tuple[str, ...]

    @override
    def run(self, work: Work) -> Done[None]:
        rows = [_in_sight(work, chase_id) for chase_id in self.chase_ids]
        for row in rows:
            _require_waiting(row)
            papers_asked.remove(work.session, row)
        return Done(CHANGED, about=tuple(dict.fromkeys(row.person_id for row in rows)))


@dataclass(frozen=True, kw_only=True)
class EditAsked(Edit[None]):
    """Put right of whom, when, by whom and by which letter a paper was asked."""

    needs: ClassVar[Right] = Right.EDIT_IDENTITY
    name: ClassVar[str] = N_("change of a paper asked for")

    chase_id: str
    office: str = field(default="", repr=False)
    asked_on: date | None = None
    asked_by: str = field(default="", repr=False)
    letter_number: str = field(default="", repr=False)

    @override
    def run(self, work: Work) -> Done[None]:
        row = _in_sight(work, self.chase_id)
        before = asked_parts(row)
        mine = _asking(work, self.office, self.asked_on or row.asked_on, self.asked_by, self.letter_number)
        mine["office"] = mine["office"] or _usual_office(work, Paper(row.paper))
        wanted = self.agree(work, Fields(named(LABELS), of_row(work.session, row)), mine, before)
        if row.answered_on is not None and row.answered_on < wanted["asked_on"]:
            raise Refused("answered_before_asked", field="asked_on", asked=wanted["asked_on"])
        if wanted == before:
            return Done()
        papers_asked.put(work.session, row, wanted)
        undo = EditAsked(chase_id=row.id, **before, seen=Seen(wanted))
        return Done(CHANGED, undo=undo, about=(row.person_id,))


def asked_parts(row: PaperChaseTable | Asked) -> dict[str, Any]:
    """What a form shows of the asking."""
    return {name: getattr(row, name) for name in LABELS}


@dataclass(frozen=True)
class AnswerPaper(Command[None]):
    """Write down what the office answered, or that it is given up. The number itself goes into the identity alone.

    ``dtsen`` and ``desil`` belong to a check of DTSEN; the day of the answer is the day of the check.
    """

    needs: ClassVar[Right] = Right.EDIT_IDENTITY
    name: ClassVar[str] = N_("answer of an office")

    chase_id: str
    outcome: Outcome = Outcome.ISSUED
    answered_on: date | None = None
    answer: str = field(default="", repr=False)
    dtsen: Dtsen | None = None
    desil: int | None = None

    @override
    def run(self, work: Work) -> Done[None]:
        row = _in_sight(work, self.chase_id)
        _require_waiting(row)
        if self.outcome is Outcome.WAITING:
            raise Refused("outcome_waiting", field="outcome")
        said = Answer(
            outcome=self.outcome,
            answered_on=self.answered_on or work.today,
            answer=self.answer.strip(),
            dtsen=self.dtsen,
            desil=self.desil,
        )
        require_answer(Paper(row.paper), row.asked_on, said, work.today)
        papers_asked.put_answer(work.session, row, said)
        return Done(CHANGED, undo=ReopenPaper(row.id, said), about=(row.person_id,))


@dataclass(frozen=True)
class ReopenPaper(Command[None]):
    """Take an answer back, this one alone where it is named: the paper is waited for again."""

    needs: ClassVar[Right] = Right.EDIT_IDENTITY
    name: ClassVar[str] = N_("take the answer of an office back")

    chase_id: str
    written: Answer | None = field(default=None, repr=False)

    @override
    def run(self, work: Work) -> Done[None]:
        row = _in_sight(work, self.chase_id)
        said = papers_asked.answer_of(row)
        if said is None:
            raise Refused("paper_not_answered", field="chase_id")
        if self.written is not None and said != self.written:
            raise Refused("changed_meanwhile")
        if papers_asked.is_waited_for(work.session, row.person_id, Paper(row.paper)):
            raise Refused("paper_waits")
        papers_asked.put_answer(work.session, row, None)
        undo = AnswerPaper(row.id, said.outcome, said.answered_on, said.answer, said.dtsen, said.desil)
        return Done(CHANGED, undo=undo, about=(row.person_id,))


def _in_sight(work: Work, chase_id: str) -> PaperChaseTable:
    row = papers_asked.the_paper(work.session, chase_id)
    require_in_sight(work.session, work.sight, row.person_id)
    return row


def _require_waiting(row: PaperChaseTable) -> None:
    if row.answered_on is not None:
        raise Refused("paper_answered", field="chase_id")


@dataclass(frozen=True)
class PrintPaperLetter(Query[Document]):
    """The letter that asks one office for these papers, with the least it needs to know of each resident."""

    needs: ClassVar[Right] = Right.SEE_IDENTITY
    sensitive: ClassVar[bool] = True
    name: ClassVar[str] = N_("print a letter that asks for papers")

    chase_ids: tuple[str, ...]

    @override
    def run(self, work: Work) -> Document:
        from shelter_admin.reports.paper_letter import paper_letter

        if not self.chase_ids:
            raise Refused("letter_of_nothing", field="chase_ids")
        lines = papers_asked.named(work.session, work.sight, self.chase_ids, work.today)
        if len({(line.kind, line.office) for line in lines}) > 1:
            raise Refused("letter_one_office", field="chase_ids")
        people = list(dict.fromkeys(line.person_id for line in lines))
        work.shown.extend(people)
        letter = OfficeLetter(
            office=lines[0].office,
            kind=lines[0].kind,
            number=next((line.letter_number for line in lines if line.letter_number), ""),
            day=work.today,
            applicants=tuple(_applicant(work, one, lines) for one in people),
        )
        with officially(work.panti):
            return paper_letter(letter, imprint(work), work.panti)


def _applicant(work: Work, person_id: str, lines: Sequence[Asked]) -> Applicant:
    """Somebody with the least that the office needs; features only where nobody knows who it is by a NIK."""
    person = the_person(work.session, person_id)
    papers = tuple(line.paper for line in lines if line.person_id == person_id)
    told = LEAST[OFFICE_OF[papers[0]]]
    return Applicant(
        name=person.name,
        number=person.number,
        papers=papers,
        sex=papers_asked.sex_of(person) if Told.SEX in told else None,
        nik=person.nik or "" if Told.NIK in told else None,
        birth_place=person.birth_place if Told.BIRTH in told else None,
        born=birth_of(person) if Told.BIRTH in told else None,
        origin=person.origin_text if Told.ORIGIN in told else None,
        features=_features(person, papers) if Told.FEATURES in told else None,
    )


def _features(person: PersonTable, papers: tuple[Paper, ...]) -> str | None:
    return person.features if Paper.NIK in papers and not person.nik else None


@dataclass(frozen=True)
class PrintPapersWaiting(Query[Document]):
    """The list to take along: what is waited for, by office; of one office alone where it is named."""

    needs: ClassVar[Right] = Right.SEE_IDENTITY
    sensitive: ClassVar[bool] = True
    name: ClassVar[str] = N_("print the list of papers waited for")

    office: str = field(default="", repr=False)

    @override
    def run(self, work: Work) -> Document:
        from shelter_admin.reports.paper_letter import papers_waiting

        lines = papers_asked.waiting(work.session, work.sight, work.today)
        shown = [line for line in lines if not self.office or line.office == self.office]
        work.shown.extend(dict.fromkeys(line.person_id for line in shown))
        with officially(work.panti):
            return papers_waiting(shown, imprint(work))


def tasks_of_papers(work: Work, may: set[Right]) -> list[Task]:
    """A line for the papers waited for longer than they should, for whoever chases them."""
    if Right.EDIT_IDENTITY not in may or Right.SEE_IDENTITY not in may:
        return []
    count = papers_asked.waiting_long(work.session, work.sight, work.today)
    return [Task(TaskKind.PAPERS_LATE, count=count)] if count else []
