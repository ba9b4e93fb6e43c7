"""What every question of the program is asked in the house with somebody kept confidential."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, fields
from datetime import timedelta
from typing import Any

from shelter_admin.domain.cards import number_code
from shelter_admin.domain.certificates.signatures import PaperKind
from shelter_admin.domain.kitchen import Meal
from shelter_admin.domain.measures import Measure
from shelter_admin.domain.readiness import DEFAULT_POLICY
from shelter_admin.domain.residents import ResidentFilter, Status
from tests.operations import secret_certificates
from tests.operations.confidential_class import of_class
from tests.operations.confidential_house import NIK, Confidential
from tests.operations.readiness_house import FIRST

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
