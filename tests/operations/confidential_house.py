"""A house with somebody kept confidential in everything there is."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import cycle
from typing import Any

from sqlalchemy import select, update

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.categories import RESTRICTED
from shelter_admin.domain.certificates.signatures import PaperKind
from shelter_admin.domain.identity.sexes import Sex
from shelter_admin.domain.leaving import LeavingReason
from shelter_admin.domain.presence import Mark
from shelter_admin.domain.privacy.incidents import Touched, WhoIsAffected
from shelter_admin.domain.privacy.requests import Ground, Outcome, RequestKind
from shelter_admin.domain.training import Attendance
from shelter_admin.operations.beds.places import AssignBed
from shelter_admin.operations.certificates.electronic import SignaturesOf, SignPapers
from shelter_admin.operations.desk import Desk
from shelter_admin.operations.moving_in.register import MoveRegisterIn
from shelter_admin.operations.presence.gate import ComeIn, GoOut
from shelter_admin.operations.presence.roll_call import CorrectRollCall, Marked, TakeRollCall
from shelter_admin.operations.privacy.consents import ConsentsOf, RecordConsent
from shelter_admin.operations.privacy.incidents import ListAffected, RecordIncident
from shelter_admin.operations.privacy.limiting import LimitData
from shelter_admin.operations.privacy.requests import AnswerRequest, RecordRequest
from shelter_admin.operations.residents import (
    AddPhoto,
    DifferentPeople,
    EditIdentity,
    RecordLeaving,
    SetCategories,
    SetExpectedExit,
    SetHealth,
)
from shelter_admin.operations.returns.month import SendMonth
from shelter_admin.operations.training.marks import ClassMark, CloseSession, CorrectSession
from shelter_admin.persistence.people.tables import ImportedRowTable, PersonTable, StayTable
from shelter_admin.persistence.training.programs import set_trainers
from shelter_admin.persistence.training.tables import BatchTable, EnrolmentTable
from tests.operations import secret_certificates
from tests.operations.answers_read import texts_in
from tests.operations.certificates_house import a_graduate, add_subjects, issue
from tests.operations.confidential_cases import case_of
from tests.operations.confidential_class import beside_class
from tests.operations.confidential_permissions import let_out
from tests.operations.confidential_sitting import sat_about
from tests.operations.duty_house import duty_of
from tests.operations.intake_house import secret_applicants
from tests.operations.papers_kept import papers_of
from tests.operations.readiness_house import FIRST, Trainee
from tests.operations.residents_house import House, a_house, a_picture
from tests.operations.selection_house import secret_intake
from tests.operations.signing_house import WORD, a_credential

NIK = "6472015207070003"
SECRETS = ("tersembunyi", "kerahasiaan", NIK, "sembunyikan", "12-07-2007", "desa pelarian", "tahi lalat")
REGISTER = "No;Nama;L/P;NIK\n1;Rahayu Tersembunyi;P;6472015207070003\n2;Rahayu Tersembunyi;P;\n"
NIGHT = {"hours": 11}  # 23.00 WITA


@dataclass
class Confidential:
    """The house, and what there is of the one who is kept confidential."""

    house: House
    hers: Trainee
    also: Trainee
    certificate_id: str
    certificate_no: str
    short_form: str
    code: str
    photo_id: str
    batch_id: str
    program_id: str
    register: Any
    of_register: str = ""
    words: dict[str, Any] = field(default_factory=dict)

    @property
    def today(self) -> date:
        return self.house.head.today

    def desk(self, role: Role) -> Desk:
        """A desk of this role; the trainer trains her class."""
        desk = self.house.desk(role)
        if role is Role.INSTRUKTUR:
            with self.house.writing() as session:
                set_trainers(session, desk.staff.account_id, [self.program_id])
        return desk


def a_confidential_house(tmp_path: Any) -> Confidential:
    """Somebody in bed, at the gate, on roll-calls, in class, with certificate, papers, picture: then kept secret."""
    house = a_house(tmp_path)
    head = house.head
    house.admit("Budi Santoso", bed_id=house.beds["Melati 1/1"])
    gone = house.admit("Murni Tersembunyi", admitted_on=FIRST)
    head.do(RecordLeaving(gone.person_id, LeavingReason.FAMILY))
    hers = a_graduate(house, "Rahayu Tersembunyi", marks="HHAH")
    also = a_graduate(house, "Kartini Kerahasiaan")
    add_subjects(house, hers, "Dasar")
    (paper,) = issue(house, hers)
    for one in (hers, also):
        _describe(house, one.person_id)
    photo_id = head.do(AddPhoto(hers.person_id, a_picture())).outcome
    house.desk(Role.KESEHATAN).do(SetHealth(hers.person_id, "asma", "", "rawat", True))
    register = tmp_path / "buku.csv"
    register.write_text(REGISTER.replace("2;", "9;").replace("Rahayu T", "Rahayu Nur T"), encoding="utf-8")
    head.do(MoveRegisterIn(register))
    with house.writing() as session:
        batch_id, program_id = _class_of(session, hers)
        session.execute(update(StayTable).where(StayTable.person_id == hers.person_id).values(quick=True))
    made = Confidential(
        house,
        hers,
        also,
        paper.certificate_id,
        paper.certificate_no,
        f"{paper.certificate_no} {paper.fingerprint}",
        paper.code,
        photo_id,
        batch_id,
        program_id,
        register,
    )
    _live(made)
    head.do(DifferentPeople(hers.person_id, gone.person_id, "Rahayu Tersembunyi"))
    _keep_secret(made, gone.person_id)
    return made


def _describe(house: House, person_id: str) -> None:
    """Write down all that is to be kept secret."""
    with house.head.store.asking() as session:
        version = session.get_one(PersonTable, person_id).version
    details = EditIdentity(
        person_id=person_id,
        version=version,
        alias="Ayu Sembunyikan",
        birth="12-07-2007",
        birth_place="Desa Pelarian",
        nik=NIK,
        sex=Sex.FEMALE,
        features="tahi lalat di pipi",
        origin="Desa Pelarian",
    )
    house.head.do(details, reason="KTP")


def _class_of(session: Any, trainee: Trainee) -> tuple[str, str]:
    row = session.get_one(EnrolmentTable, trainee.enrolment_id)
    return row.batch_id, session.get_one(BatchTable, row.batch_id).program_id


def _live(made: Confidential) -> None:
    """A night, a class and a day at the gate, each with a correction."""
    house, head, hers = made.house, made.house.head, made.hers
    head.do(AssignBed(hers.person_id, house.beds["Melati 3/1"]))
    head.do(SetExpectedExit(hers.person_id, made.today + timedelta(days=1)))
    head.do(GoOut(hers.person_id, "pasar"))
    head.do(ComeIn(hers.person_id))
    head.do(CloseSession(made.batch_id, FIRST, leave_unmarked=True))
    mark = ClassMark(hers.enrolment_id, Attendance.SICK, "sakit")
    head.do(CorrectSession(made.batch_id, FIRST, (mark,)), reason="keliru")
    beside_class(head, made.batch_id, made.hers.enrolment_id)
    house.clock.forward(**NIGHT)
    night = head.today
    head.do(TakeRollCall(night, all_present=True, close=True))
    head.do(CorrectRollCall(night, (Marked(hers.person_id, Mark.NOT_BACK, ""),)), reason="keliru")
    house.clock.forward(hours=13)
    made.words["pass_id"] = let_out(head, hers.person_id)
    head.do(GoOut(hers.person_id, "pasar", head.now + timedelta(hours=1)))
    house.clock.forward(hours=3)
    made.words |= duty_of(house, hers.person_id)
    head.do(SendMonth("2026-10"))
    _sign(made)


def _sign(made: Confidential) -> None:
    """Sign her certificate electronically."""
    head = made.house.head
    head.do(SignPapers(a_credential(made.house), (made.certificate_id,), password=WORD))
    made.words["signed"] = head.ask(SignaturesOf(PaperKind.CERTIFICATE, made.certificate_id))[0].signature_id


def _keep_secret(made: Confidential, gone: str) -> None:
    head = made.house.head
    made.words |= papers_of(made.house, made.hers.person_id, "Rahayu Tersembunyi")
    made.words |= secret_certificates.secret_papers(made.house, made.certificate_id)
    made.words |= case_of(made.house, made.hers.person_id)
    made.words |= sat_about(made.house, made.hers.person_id)
    consent = RecordConsent(made.hers.person_id, note="Rahayu Tersembunyi", scan=a_picture(kind="JPEG"))
    head.do(consent)
    made.words["consent_id"] = head.ask(ConsentsOf(made.hers.person_id))[0].consent_id
    head.do(RecordRequest(made.hers.person_id, RequestKind.ACCESS))
    made.words["request_id"] = head.do(RecordRequest(made.hers.person_id, RequestKind.CORRECTION)).outcome
    head.do(AnswerRequest(made.words["request_id"], Outcome.GRANTED))
    what = (next(iter(Touched)),)
    made.words["incident_id"] = head.do(RecordIncident(what, "hilang", "dicari")).outcome
    her = (made.hers.person_id,)
    head.do(ListAffected(made.words["incident_id"], WhoIsAffected.NAMED, her))
    made.words["applicant_id"] = secret_applicants(made.house, gone, NIK)
    made.words["intake_id"] = secret_intake(made.house, made.hers.person_id, "Rahayu Tersembunyi")
    made.words["destruction_id"] = "no-such"  # what was destroyed names nobody
    people = [made.hers.person_id, made.also.person_id, gone]
    with made.house.writing() as session:
        query = select(PersonTable.id).where(PersonTable.name.contains("Tersembunyi"))
        people += [one for one in session.scalars(query) if one not in people]
        made.of_register = session.scalars(select(ImportedRowTable.person_id)).first() or ""
    for person_id, code in zip(people[:-1], cycle(sorted(RESTRICTED)), strict=False):
        head.do(SetCategories(person_id, (code, "FAKIR_MISKIN")))
    head.do(LimitData(people[-1], Ground.SAFETY, "dicari pelaku"))


def secrets_in(answer: Any) -> list[str]:
    """Which of the secrets an answer gives away."""
    whole = "\n".join(texts_in(answer)).casefold()
    return [secret for secret in SECRETS if secret in whole]
