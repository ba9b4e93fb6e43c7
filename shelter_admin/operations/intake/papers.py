"""Papers of an admission: written down, and printed as contract and as record of handing over."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace
from typing import Any, ClassVar, Final

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.admission import PAPER_LABELS, AdmissionFile, AdmissionPapers, require_papers
from shelter_admin.domain.arrivals import SOURCE_WORDS, Source
from shelter_admin.domain.changes import Area, Changes
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.identity.dates import PartialDate
from shelter_admin.domain.papers import Document
from shelter_admin.domain.waiting_list import LONGEST_NOTE
from shelter_admin.domain.wording import long_date
from shelter_admin.domain.words import N_, _
from shelter_admin.operations.certificates.papers import officially
from shelter_admin.operations.desk import Command, Done, Query, Work
from shelter_admin.operations.editing import Edit, Fields, Seen, named, of_row
from shelter_admin.operations.papers import imprint
from shelter_admin.operations.residents.identity import LONGEST_TEXT
from shelter_admin.persistence.intake import admissions
from shelter_admin.persistence.intake.tables import AdmissionTable
from shelter_admin.persistence.people.lookup import age_of, birth_of, the_person
from shelter_admin.persistence.people.sight import require_in_sight, shown
from shelter_admin.persistence.residents import stays

CHANGED: Final = Changes.of(Area.INTAKE, Area.RESIDENTS)
ADULT: Final = 18
_LONG: Final = frozenset({"things", "remark"})


def _written(row: AdmissionTable | None) -> AdmissionPapers:
    return AdmissionPapers() if row is None else AdmissionPapers(**{name: getattr(row, name) for name in PAPER_LABELS})


def _birth_in_words(place: str, born: PartialDate) -> str:
    day = long_date(born.as_day) if born.as_day is not None else born.text
    return ", ".join(part for part in (place, day) if part)


def file_of(work: Work, person_id: str) -> AdmissionFile:
    """The papers of the running stay, else of the last one, with whose they are; of people in sight only."""
    require_in_sight(work.session, work.sight, person_id)
    person, stay = the_person(work.session, person_id), stays.last_stay(work.session, person_id)
    row = admissions.of_stay(work.session, stay.id)
    papers = _written(row)
    if not shown(work.sight, "remark"):
        papers = replace(papers, remark=None)
    day = stay.admitted_on or work.today
    age = age_of(person, day)
    source = _(SOURCE_WORDS[Source(stay.source)]) if stay.source else ""
    identity = work.sight.identity
    return AdmissionFile(
        person_id=person.id,
        stay_id=stay.id,
        number=person.number,
        name=person.name,
        sex=person.sex or "",
        birth=_birth_in_words(person.birth_place, birth_of(person)) if identity else "",
        nik=person.nik_text if identity else "",
        origin=person.origin_text,
        source=" · ".join(part for part in (source, stay.source_text) if part),
        admitted_on=stay.admitted_on,
        child=age is not None and age < ADULT,
        written=row is not None,
        papers=papers,
    )


@dataclass(frozen=True)
class AdmissionPapersOf(Query[AdmissionFile]):
    """The papers of somebody's admission; looking is audited, as they tell how somebody came."""

    needs: ClassVar[Right] = Right.INTAKE
    sensitive: ClassVar[bool] = True
    name: ClassVar[str] = N_("look at the papers of an admission")

    person_id: str

    @override
    def run(self, work: Work) -> AdmissionFile:
        return file_of(work, self.person_id)

    @override
    def about(self, answer: AdmissionFile) -> tuple[str, ...]:
        return (answer.person_id,)


@dataclass(frozen=True, kw_only=True)
class SetAdmissionPapers(Edit[None]):
    """Write down decree, contract and handing over of a stay; who changed the same field meanwhile is met first."""

    needs: ClassVar[Right] = Right.INTAKE
    name: ClassVar[str] = N_("papers of an admission")

    person_id: str
    stay_id: str
    papers: AdmissionPapers = field(repr=False)

    @override
    def run(self, work: Work) -> Done[None]:
        require_in_sight(work.session, work.sight, self.person_id)
        stay = stays.the_stay(work.session, self.stay_id)
        if stay.person_id != self.person_id:
            raise Refused("stay_unknown", field="stay_id")
        row = admissions.of_stay(work.session, stay.id)
        before = asdict(_written(row))
        mine = _tidy(asdict(self.papers))
        if mine["remark"] is None:  # kept from this reader, so it stays
            mine["remark"] = before["remark"]
        fields = Fields(named(PAPER_LABELS), of_row(work.session, row), open_to=lambda key: shown(work.sight, key))
        agreed = self.agree(work, fields, mine, before)
        require_papers(AdmissionPapers(**agreed), work.today)
        admissions.put(work.session, stay.id, stay.person_id, agreed)
        undo: Command[None] = TakeBackPapers(self.person_id, stay.id, AdmissionPapers(**agreed))
        if row is not None:
            old = AdmissionPapers(**before)
            undo = SetAdmissionPapers(person_id=stay.person_id, stay_id=stay.id, papers=old, seen=Seen(agreed))
        changed = sorted(name for name in agreed if agreed[name] != before[name])
        return Done(CHANGED, undo=undo, about=(self.person_id,), what={"fields": changed})


def _tidy(values: dict[str, Any]) -> dict[str, Any]:
    """Texts without blanks at their ends, none longer than its field holds."""
    for name, value in values.items():
        most = LONGEST_NOTE if name in _LONG else LONGEST_TEXT
        if isinstance(value, str) and len(value) > most:
            raise Refused("text_too_long", field=name, most=most)
    return {name: value.strip() if isinstance(value, str) else value for name, value in values.items()}


@dataclass(frozen=True)
class TakeBackPapers(Command[None]):
    """Undo of the first writing of the papers of a stay; refused once somebody wrote more."""

    needs: ClassVar[Right] = Right.INTAKE
    name: ClassVar[str] = N_("take the papers back")

    person_id: str
    stay_id: str
    made: AdmissionPapers = field(repr=False)

    @override
    def run(self, work: Work) -> Done[None]:
        require_in_sight(work.session, work.sight, self.person_id)
        if _written(admissions.of_stay(work.session, self.stay_id)) != self.made:
            raise Refused("changed_meanwhile")
        admissions.remove(work.session, self.stay_id)
        return Done(CHANGED, about=(self.person_id,))


@dataclass(frozen=True)
class PrintServiceContract(Query[Document]):
    """The service contract to sign, in Indonesian, with what is written down and lines for what is not."""

    needs: ClassVar[Right] = Right.INTAKE
    sensitive: ClassVar[bool] = True
    name: ClassVar[str] = N_("print the service contract")

    person_id: str

    @override
    def run(self, work: Work) -> Document:
        from shelter_admin.reports.service_contract import service_contract

        with officially(work.panti):
            return service_contract(file_of(work, self.person_id), imprint(work), work.panti.settings)

    @override
    def about(self, answer: Document) -> tuple[str, ...]:
        return (self.person_id,)


@dataclass(frozen=True)
class PrintHandoverRecord(Query[Document]):
    """The record of handing somebody over to the house, in Indonesian, to be signed by both."""

    needs: ClassVar[Right] = Right.INTAKE
    sensitive: ClassVar[bool] = True
    name: ClassVar[str] = N_("print the record of handing over")

    person_id: str

    @override
    def run(self, work: Work) -> Document:
        from shelter_admin.reports.handover_record import handover_record

        with officially(work.panti):
            return handover_record(file_of(work, self.person_id), imprint(work), work.panti.settings)

    @override
    def about(self, answer: Document) -> tuple[str, ...]:
        return (self.person_id,)
