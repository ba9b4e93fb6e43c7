"""A house with somebody kept confidential in everything there is, and a reader that looks into any answer."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, dataclass, field, fields, is_dataclass
from datetime import date, datetime, timedelta
from itertools import cycle
from typing import Any

from sqlalchemy import select, update

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.cards import number_code
from shelter_admin.domain.categories import RESTRICTED
from shelter_admin.domain.certificates.signatures import PaperKind
from shelter_admin.domain.identity.sexes import Sex
from shelter_admin.domain.kitchen import Meal
from shelter_admin.domain.leaving import LeavingReason
from shelter_admin.domain.measures import Measure
from shelter_admin.domain.papers import Document
from shelter_admin.domain.presence import Mark
from shelter_admin.domain.privacy.incidents import Touched, WhoIsAffected
from shelter_admin.domain.privacy.requests import Ground, Outcome, RequestKind
from shelter_admin.domain.readiness import DEFAULT_POLICY
from shelter_admin.domain.residents import ResidentFilter, Status
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
from tests.operations.certificates_house import a_graduate, add_subjects, issue
from tests.operations.confidential_cases import case_of
from tests.operations.confidential_class import beside_class, of_class
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


Asked = tuple[Mapping[str, Any], ...]


def examples(made: Confidential) -> Mapping[str, Asked]:
    """What each question that cannot be asked without words is asked here; a new one must be given its own."""
    return {
        **of_class(made.hers.person_id, made.batch_id, made.today),
        **_of_her(made),
        **_of_days(made),
        **_of_papers(made),
        **_of_files(made),
    }


def _of_her(made: Confidential) -> dict[str, Asked]:
    """Questions about one person, or that find people by what is typed."""
    hers, her = made.hers, {"person_id": made.hers.person_id}
    words = ["rahayu", "tersem", "kartini", "ayu", hers.number, hers.number[-4:], "6472015207", "pelarian", "melati 3"]
    category = ResidentFilter(category_code="FAKIR_MISKIN")
    everybody = ResidentFilter(status=frozenset(Status))
    return {
        "AuditLog": ({}, her, {"person_number": hers.number}),
        "BedAt": ({"address": "Melati 3/1"},),
        "BedsFor": ({}, her),
        "SuggestBeds": ({}, her),
        "CandidateFile": (her,),
        "CertificatesOf": (her,),
        "FamilyInHouse": (her, {"person_id": made.words["brother_id"]}),
        "FamilyOf": (her, {"person_id": made.words["brother_id"]}),
        "FindResidents": tuple({"text": word, "limit": 50} for word in words),
        "GuardiansOf": (her, {"person_id": made.words["brother_id"]}),
        "GatePeople": tuple({"typed": word} for word in words),
        "LeavePasses": ({}, her),
        "StandingPermissions": ({}, her),
        "OpenHealthAssessment": ({"assessment_id": made.words["health_assessment_id"]},),
        "OpenHealthDocument": ({"document_id": made.words["health_document_id"]},),
        "PairsOf": (her,),
        "PersonOfCard": ({"code": number_code(hers.number)},),
        "PhotoOf": ({"photo_id": made.photo_id},),
        "PrintPath": (her,),
        "ResidentDetailsOf": (her,),
        "ResidentList": ({}, {"shown": category}, {"shown": everybody}),
        "ResidentNumbered": ({"number": hers.number},),
        "SimilarTo": ({"full_name": "Rahayu Tersembunyi"}, {"full_name": "Kartini", "nik": NIK}),
        "TrainingOf": (her,),
    }


def _of_days(made: Confidential) -> dict[str, Asked]:
    """Questions about nights, lessons and months."""
    night, class_ = made.today - timedelta(days=1), {"batch_id": made.batch_id}
    nights = [{"night": night}, {"night": made.today}]
    since = {"first": FIRST, "last": made.today}
    month = [{"period": "2026-10"}, {"period": "2026-11"}]
    figures = ["opening", "admitted", "left", "closing", "bed_days", "in_class", "certificates"]
    behind = [{**one, "figure": figure} for one in month for figure in figures]
    return {
        "AttendanceFiguresOf": ({"program_id": made.program_id, **since},),
        "BedBoardOn": ({}, *nights),
        **_of_beds_over_time(made, nights),
        "ClassSheetOf": ({**class_, **since},),
        "EatersOf": tuple({"day": made.today, "meal": meal} for meal in Meal),
        "HandoverOf": ({}, {"day": made.words["handed"][0], "shift": made.words["handed"][1]}),
        "PrintHandover": ({"day": made.words["handed"][0], "shift": made.words["handed"][1]},),
        "PrintKitchen": ({"day": made.today},),
        "DayMeetsNight": ({}, {"day": made.today}, {"day": night}),
        "CompetenceSheetOf": (class_,),
        "Grades": (class_,),
        "PrintTranscripts": (class_, {**class_, "enrolment_ids": (made.hers.enrolment_id,)}),
        "Holidays": ({"year": 2026},),
        "Month": tuple(month),
        "MonthPapers": tuple({**one, "draft": True} for one in month),
        "MonthPeople": tuple(behind),
        "PrintBedList": ({}, *nights),
        "PrintDayMeetsNight": ({}, {"day": night}),
        "PrintVisitorLog": ({}, {"day": night}),
        "PrintRollCall": ({}, *nights),
        "PrintSignInSheet": ({**class_, **since},),
        "ReturnVersion": (month[0],),
        "RollCallCorrections": tuple(nights),
        "RollCallOf": ({}, *nights),
        "SessionCorrections": ({**class_, "day": FIRST},),
        "VisitorsOn": ({}, {"day": night}),
    }


def _of_beds_over_time(made: Confidential, nights: list[dict[str, Any]]) -> dict[str, Asked]:
    """Questions about beds on other nights, what is expected, and what is measured."""
    rooms = tuple(made.house.rooms.values())
    spans = [{"span": span} for span in ("2026-11", "2026-Q4", "2026")]
    return {
        "BehindMeasure": tuple({**span, "measure": measure} for span in spans for measure in Measure),
        "MeasuresWorkbook": tuple(spans),
        "NightOn": ({}, *nights, {"night": made.today + timedelta(days=9)}),
        "NightsAround": tuple(nights),
        "NightsToLookAt": ({},),
        "OccupancyOver": tuple(spans),
        "PlacesInDays": ({},),
        "PrintPlacesAhead": ({},),
        "SleepersOf": ({"room_ids": rooms}, {"room_ids": rooms, "until_day": made.today + timedelta(days=9)}),
    }


def _of_papers(made: Confidential) -> dict[str, Asked]:
    """Questions about certificates, and what is looked up in lists of the house."""
    rooms = made.house.rooms
    return {
        **secret_certificates.questions(made.certificate_id, made.words),
        "PlanFamily": ({"person_id": made.hers.person_id, "to_room_id": rooms["Melati 2"]},),
        "PlanRoomMove": ({"room_id": rooms["Melati 3"], "to_room_id": rooms["Melati 2"]},),
        "PrintBedMap": ({},),
        "CertificateNumbered": ({"number": made.certificate_no},),
        "CompetencesOf": ({"program_id": made.program_id},),
        "PapersToSign": ({}, {"year": made.today.year}),
        "SignaturesOf": ({"kind": PaperKind.CERTIFICATE, "paper_id": made.certificate_id},),
        "SignedPdf": ({"signature_id": made.words["signed"]},),
        "CertificatePdf": ({"certificate_id": made.certificate_id},),
        "CertificatesInOneFile": ({"certificate_ids": (made.certificate_id,)},),
        "CompareWithPaper": ({"entry_no": 1, "beginning": "0" * 16},),
        "DraftCertificates": ({"enrolment_ids": (made.also.enrolment_id,)},),
        "Entitled": ({}, {"person_ids": (made.hers.person_id, made.also.person_id), "with_readiness": True}),
        "ExportResidents": ({"person_ids": (made.hers.person_id, made.also.person_id)},),
        "FacesOf": ({"photo_ids": (made.photo_id,)},),
        "PrintRecoverySheet": ({"code": "x", "replaces_older": False},),
        "ProgramNamed": ({"program_name": "Menjahit"},),
        "RegionsLike": ({"typed": "Samarinda"},),
        "SubjectsOf": ({"program_id": made.program_id},),
        "BatchTemplates": ({}, {"program_id": made.program_id}),
        "LessonChoicesOf": ({"batch_id": made.batch_id},),
        "MayApply": ({"batch_id": made.words["intake_id"]},),
        "PrintSelection": ({"batch_id": made.words["intake_id"]},),
        "PrintTimetable": ({}, {"batch_id": made.batch_id}),
        "SelectionOf": ({"batch_id": made.words["intake_id"]},),
        "TimetableOf": ({}, {"batch_id": made.batch_id}),
        "TrainersToChoose": ({"program_id": made.program_id},),
        "TryPolicy": ({"criteria": DEFAULT_POLICY.criteria}, {"criteria": DEFAULT_POLICY.criteria[2:]}),
        "TrainerPrograms": ({"account_id": made.house.head.staff.account_id},),
        "VerifyCertificate": ({"text": made.short_form},),
    }


def _of_files(made: Confidential) -> dict[str, Asked]:
    """Questions that read or write a file, and those about what was moved in or left half written."""
    return {
        "BackUpBeside": ({"folder": str(made.register.parent)},),
        "LookAtFile": ({"path": made.register},),
        "MyDraft": ({"form": "intake"},),
        "OriginalRowOf": ({"person_id": made.of_register},),
    }


def words_for(made: Confidential, query: Any) -> Asked | None:
    """What this question is asked: its own examples, else what its fields name; None where nothing is known of them."""
    own = examples(made).get(query.__name__)
    if own is not None:
        return own
    wanted = [item.name for item in fields(query) if item.default is MISSING and item.default_factory is MISSING]
    named = {"person_id": made.hers.person_id, "file": str(made.register), **made.words}
    return ({name: named[name] for name in wanted},) if set(wanted) <= set(named) else None


OF_A_FILE = frozenset({"ReportOf", "RehearseRegister", "RehearseRooms", "RehearseAttendance", "LookAtFile"})
"""They tell what stands in the file that was chosen; what they add to it is asked in tests of their own."""


def texts_in(answer: Any) -> Iterator[str]:
    """Every text in an answer, however deep: fields, lists, and the words on papers."""
    if isinstance(answer, str):
        yield answer
    elif isinstance(answer, bytes | bytearray):
        yield from _texts_of_file(bytes(answer))
    elif isinstance(answer, Document):
        yield answer.filename
        yield from _texts_of_file(answer.content)
    elif isinstance(answer, date | datetime):
        yield f"{answer:%d-%m-%Y}"
    elif isinstance(answer, Mapping):
        for key, value in answer.items():
            yield from texts_in(key)
            yield from texts_in(value)
    elif is_dataclass(answer):
        for item in fields(answer):
            yield from texts_in(getattr(answer, item.name))
    elif isinstance(answer, list | tuple | set | frozenset):
        for one in answer:
            yield from texts_in(one)
    elif answer is not None:
        yield str(answer)


def _texts_of_file(content: bytes) -> Iterator[str]:
    if content.startswith(b"%PDF"):
        from pypdf import PdfReader

        for page in PdfReader(io.BytesIO(content)).pages:
            yield re.sub(r"\s+", " ", page.extract_text())
    elif content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            for name in packed.namelist():
                yield name
                yield from _texts_of_file(packed.read(name))
    else:
        yield content.decode("utf-8", "ignore")


def secrets_in(answer: Any) -> list[str]:
    """Which of the secrets an answer gives away."""
    whole = "\n".join(texts_in(answer)).casefold()
    return [secret for secret in SECRETS if secret in whole]
