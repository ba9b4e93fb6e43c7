"""Every act and every question as every role, against the table of rights of the issue ("Who")."""

from __future__ import annotations

from dataclasses import MISSING, fields
from datetime import UTC, date, datetime, timedelta
from typing import Any, NoReturn

import pytest

from shelter_admin.domain.accounts import RIGHT_NAMES, RIGHTS, ROLE_NAMES, Right, Role, Staff
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.settings import Panti, Zone
from shelter_admin.operations import registry
from shelter_admin.operations.desk import Command, Desk, Query

KEPALA, TATA_USAHA, PEKSOS = Role.KEPALA, Role.TATA_USAHA, Role.PEKERJA_SOSIAL
PENGASUH, INSTRUKTUR, PIKET = Role.PENGASUH, Role.INSTRUKTUR, Role.PIKET
KESEHATAN, ADMIN = Role.KESEHATAN, Role.ADMIN

EVERYBODY = set(Role)
HOUSE = EVERYBODY - {ADMIN}  # the administrator sees no resident
# accounts, settings, backup, check, audit: head and administrator; "else letterhead, rooms" for tata usaha
SYSTEM = {KEPALA, ADMIN}
LETTERHEAD_AND_ROOMS = {KEPALA, ADMIN, TATA_USAHA}
HEAD_ALONE = {KEPALA}
OFFICE = {KEPALA, TATA_USAHA}
# import, intake, identity, leaving
PAPERS = {KEPALA, TATA_USAHA, PEKSOS}
CATEGORY = {KEPALA, PEKSOS}
HEALTH = {KESEHATAN}
ALERTS = {PENGASUH, PIKET, KESEHATAN}  # diet and hours of medicine
BEDS = {KEPALA, TATA_USAHA, PEKSOS, PENGASUH, PIKET}
GATE = {KEPALA, PEKSOS, PENGASUH, PIKET}
NIGHT_INTAKE = PAPERS | {PIKET}  # who may take in at all may do it quickly too
# who is ready to leave; a trainer the own trainees
READINESS = {KEPALA, PEKSOS, INSTRUKTUR}
CASES = {KEPALA, PEKSOS}
SERVICES = {KEPALA, TATA_USAHA, PEKSOS, PENGASUH}
# programmes and classes; a trainer the own ones
CLASSES = {KEPALA, TATA_USAHA, PEKSOS, INSTRUKTUR}
TRAINERS = {KEPALA, INSTRUKTUR}

DAY, NIGHT = datetime(2026, 11, 21, 4, tzinfo=UTC), datetime(2026, 11, 21, 15, tzinfo=UTC)  # 12.00 and 23.00 WITA

# Every act and question of the program; a new one without an entry here fails.
TABLE: dict[str, set[Role]] = {
    **dict.fromkeys(
        ["ChangePassword", "DropDraft", "KeepCopy", "LastCopy", "MyDraft", "PantiDetails", "SaveDraft", "WhoAmI"],
        EVERYBODY,
    ),
    **dict.fromkeys(["RegionsLike", "TodayNow"], EVERYBODY),
    **dict.fromkeys(["DropView", "ExportResidents", "FacesOf", "PutViewBack", "SavedViews", "SaveView"], HOUSE),
    **dict.fromkeys(
        ["AddAccount", "DisableAccount", "EnableAccount", "ListAccounts", "NewRecoveryCode", "PrintRecoverySheet"],
        SYSTEM,
    ),
    **dict.fromkeys(
        ["RenameAccount", "RenewStoreKey", "SetPassword", "SetRoles", "SetTrainer", "TrainerPrograms"], SYSTEM
    ),
    **dict.fromkeys(
        ["BackUp", "BackUpBeside", "Copies", "NoteRestored", "CheckStore", "CompareWithPaper", "AuditLog"], SYSTEM
    ),
    **dict.fromkeys(["RehearseCopy", "Sticks", "UseStick"], SYSTEM),
    **dict.fromkeys(["ConnectionFile", "PrintServerPage", "WhereShared"], SYSTEM),
    **dict.fromkeys(["RehearseWhenDue", "NoteRehearsal", "LastRehearsal"], EVERYBODY),
    **dict.fromkeys(["ChangePanti", "ChangeSettings", "ConfirmClock"], SYSTEM),
    **dict.fromkeys(["PassRight"], HEAD_ALONE),
    **dict.fromkeys(["ChangeLetterhead", "MoveRoomsIn", "AddBeds", "AddRooms", "BlockBeds"], LETTERHEAD_AND_ROOMS),
    **dict.fromkeys(
        ["ChangeRoom", "CloseBed", "OpenBedAgain", "RehearseRooms", "RoomsSetUp", "RestoreBlocks", "UnblockBeds"],
        LETTERHEAD_AND_ROOMS,
    ),
    **dict.fromkeys(["TakeBackRooms"], LETTERHEAD_AND_ROOMS),
    **dict.fromkeys(["FillWithInvented", "LookAtFile", "MoveRegisterIn", "RehearseRegister", "ReportOf"], PAPERS),
    **dict.fromkeys(["AdmitPerson", "CompleteIntake", "PossibleDoubles", "PutBackIntake", "TakeBackIntake"], PAPERS),
    **dict.fromkeys(["LinkPeople", "UnlinkPeople", "DifferentPeople", "ReconsiderPeople", "PutBackDecision"], PAPERS),
    **dict.fromkeys(["DecidedPairs", "PairsOf"], PAPERS),
    **dict.fromkeys(
        ["AddPhoto", "EditIdentity", "EditStay", "OriginalRowOf", "PutBackIdentity", "PutBackStay"], PAPERS
    ),
    **dict.fromkeys(["RemovePhoto", "RecordLeaving", "CorrectLeaving", "LeaveAgain", "ReopenStay"], PAPERS),
    **dict.fromkeys(["ReturnPerson", "SetExpectedExit", "TakeBackReturn", "TakeBackStay"], PAPERS),
    **dict.fromkeys(["QuickIntake", "TakeBackQuickIntake"], NIGHT_INTAKE),
    **dict.fromkeys(
        ["AddApplicant", "EditApplicant", "LinkApplicant", "PutApplicantBack", "TakeBackApplicant"], PAPERS
    ),
    **dict.fromkeys(["AcceptOffer", "DeclineApplicant", "OfferBed", "ReopenApplicant", "WithdrawApplicant"], PAPERS),
    **dict.fromkeys(["AdmitApplicant", "PutApplicationBack", "SetRequirement", "TakeBackAdmission"], PAPERS),
    **dict.fromkeys(["ApplicantFileOf", "PrintWaitingList", "WaitingListNow"], PAPERS),
    **dict.fromkeys(["AdmissionPapersOf", "PrintHandoverRecord", "PrintServiceContract"], PAPERS),
    **dict.fromkeys(["SetAdmissionPapers", "TakeBackPapers"], PAPERS),
    **dict.fromkeys(["WaitingFor"], BEDS),
    **dict.fromkeys(["SetCategories"], CATEGORY),
    **dict.fromkeys(["SetHealth"], HEALTH),
    **dict.fromkeys(["AssignBed", "BackToBed", "LeaveBed", "MarkClean", "MarkToClean", "PutOnMattress"], BEDS),
    **dict.fromkeys(["BedAt", "BedBoardOn", "BedsFor", "PrintBedList", "TakeBackPlacement"], BEDS),
    **dict.fromkeys(["BookBed", "EndBooking", "PutBackBooking", "TakeBackBooking"], BEDS),
    **dict.fromkeys(["MoveRoom", "PlaceFamily", "PlanFamily", "PlanRoomMove", "SuggestBeds", "SwapBeds"], BEDS),
    **dict.fromkeys(["PrintBedMap", "TakeBackMoves"], BEDS),
    **dict.fromkeys(["LayOutRoom", "PutTagsBack", "TagBeds"], LETTERHEAD_AND_ROOMS),
    **dict.fromkeys(["CloseWing", "CloseWingAgain", "OpenWing"], LETTERHEAD_AND_ROOMS),
    **dict.fromkeys(
        ["NightOn", "NightsAround", "NightsToLookAt", "PlacesInDays", "PrintPlacesAhead", "SleepersOf"], BEDS
    ),
    **dict.fromkeys(["BehindMeasure", "MeasuresWorkbook", "OccupancyOver"], BEDS),
    **dict.fromkeys(["ComeIn", "ExpectBack", "GoOut", "StillOut", "TakeBackOuting"], GATE),
    **dict.fromkeys(["AskLeave", "CancelLeave", "RestoreLeave", "PrintLeavePass"], GATE),
    **dict.fromkeys(["ApproveLeave", "RefuseLeave", "TakeBackDecision"], CASES),
    **dict.fromkeys(["AllowStanding", "EndStanding", "StandingGoesOn", "TakeBackStanding"], CASES),
    **dict.fromkeys(["LeavePasses", "StandingPermissions", "DayMeetsNight", "PrintDayMeetsNight"], HOUSE),
    **dict.fromkeys(["VisitorCame", "VisitorLeft", "StillVisiting", "TakeBackVisit"], GATE),
    **dict.fromkeys(["PrintVisitorLog", "VisitorsOn"], GATE),
    **dict.fromkeys(["NoteLostQueue", "PutWaitingAway", "SendGateMove"], GATE),
    **dict.fromkeys(["CorrectRollCall", "TakeBackMarks", "TakeRollCall"], GATE),
    **dict.fromkeys(["GateBoardNow", "GatePeople", "PrintRollCall", "RollCallCorrections", "RollCallOf"], HOUSE),
    **dict.fromkeys(["FindResidents", "IdentityHints", "PhotoOf", "ResidentDetailsOf", "ResidentList"], HOUSE),
    **dict.fromkeys(["GateHouse", "ResidentNumbered", "SimilarTo"], HOUSE),
    **dict.fromkeys(["Month", "MonthPapers", "MonthPeople", "RecordsOf", "ReturnVersion"], OFFICE),
    **dict.fromkeys(["SendMonth"], OFFICE),
    **dict.fromkeys(["AttendanceFiguresOf", "ClassSheetOf", "Classes", "Grades", "Holidays", "ProgramNamed"], CLASSES),
    **dict.fromkeys(
        ["PrintSignInSheet", "Programs", "SessionCorrections", "SubjectsOf", "TodaysClasses", "TrainingOf"], CLASSES
    ),
    **dict.fromkeys(
        ["CloseProgramDay", "CloseSession", "CorrectSession", "MarkAttendance", "MarkProgramDay"], TRAINERS
    ),
    **dict.fromkeys(["OpenSession", "PutBackGrades", "SetFinalMarks", "SetGrades"], TRAINERS),
    **dict.fromkeys(["CheckCompetences", "PutBackChecks", "PutBackPartMarks", "SetPartMarks"], TRAINERS),
    **dict.fromkeys(["CompetenceSheetOf", "CompetencesOf", "PrintTranscripts"], CLASSES),
    **dict.fromkeys(["SetCompetences"], HEAD_ALONE),
    **dict.fromkeys(["TakeBackAttendance", "TakeBackProgramDay"], TRAINERS),
    **dict.fromkeys(["CancelSession", "HoldExtraSession", "PutBackSession", "TakeBackSessionChange"], TRAINERS),
    **dict.fromkeys(["AddPracticePlace", "ChangePracticePlace", "RemovePracticePlace"], TRAINERS),
    **dict.fromkeys(["ChangePractice", "MarkPractice", "PutPracticesBack", "RemovePractices"], TRAINERS),
    **dict.fromkeys(["SendToPractice"], TRAINERS),
    **dict.fromkeys(["AnnounceAgain", "AnnounceLeave", "WithdrawLeave"], CLASSES),
    **dict.fromkeys(["JointView", "LeavesOf", "PracticePlaces", "PracticesOf"], CLASSES),
    **dict.fromkeys(["MoveAttendanceIn", "RehearseAttendance"], TRAINERS),
    **dict.fromkeys(["AddBatch", "AddProgram", "ChangeBatch", "ChangeProgram", "EndEnrolment", "Enrol"], HEAD_ALONE),
    **dict.fromkeys(["FillHolidays", "PutBackHoliday", "RemoveHoliday", "SetHoliday", "SetSubjects"], HEAD_ALONE),
    **dict.fromkeys(["TakeBackBatch", "TakeBackEnrolment", "TakeBackProgram"], HEAD_ALONE),
    **dict.fromkeys(["LessonChoicesOf", "PrintTimetable", "TimetableOf", "TrainingRooms"], CLASSES),
    **dict.fromkeys(
        ["AddLesson", "AddTrainingRoom", "ChangeLesson", "ChangeTrainingRoom", "CopyTimetable"], HEAD_ALONE
    ),
    **dict.fromkeys(["PutLessonsBack", "RemoveLesson", "RemoveTrainingRoom", "TakeLessonsOut"], HEAD_ALONE),
    **dict.fromkeys(["AddBatchTemplate", "BatchTemplates", "ChangeBatchTemplate", "OpenIntakes"], HEAD_ALONE),
    **dict.fromkeys(["RemoveBatchTemplate", "TakeBackIntakes"], HEAD_ALONE),
    **dict.fromkeys(["SetTrainersOf", "TrainersToChoose"], SYSTEM),
    **dict.fromkeys(["ChoosePeople", "GiveUpPlace", "TakeBackChoice"], HEAD_ALONE),
    **dict.fromkeys(["ApplyForClass", "LeaveSelection", "MayApply", "PrintSelection", "SelectionOf"], CASES),
    **dict.fromkeys(["PutApplicationsBack", "SayPanelWord", "ScoreApplicants", "SetCriteria"], CASES),
    **dict.fromkeys(["TakeBackApplications"], CASES),
    **dict.fromkeys(["CandidateFile", "Candidates", "PrintPath", "ReadinessPolicyNow"], READINESS),
    **dict.fromkeys(["Outlooks", "ReadinessPolicies"], READINESS),
    **dict.fromkeys(["ProofsOf", "RecordCheck"], CASES),
    **dict.fromkeys(["AddGoal", "AddStep", "CaseFileOf", "CaseWorkDue", "CloseGoal", "EditGoal", "EditNote"], CASES),
    **dict.fromkeys(["ChangeAssessment", "EditStep", "FollowUpNote", "ImportInstrument", "Instruments"], CASES),
    **dict.fromkeys(["MarkStep", "MoveStage", "OpenAssessment", "RemoveStep", "ReopenGoal"], CASES),
    **dict.fromkeys(["RetireInstrument", "TakeBackAssessment", "TakeBackGoal", "TakeBackInstrument"], CASES),
    **dict.fromkeys(["TakeBackNote", "TakeBackStage", "UseInstrument", "WriteAssessment", "WriteNote"], CASES),
    **dict.fromkeys(["ChangeHealthAssessment", "HealthFileOf", "HealthWorkDue", "OpenHealthAssessment"], HEALTH),
    **dict.fromkeys(["TakeBackHealthAssessment", "WriteHealthAssessment"], HEALTH),
    **dict.fromkeys(["BeforeDeciding", "DecideExit", "EditReadinessPolicy"], HEAD_ALONE),
    **dict.fromkeys(["EndReadinessPolicy", "TryPolicy"], HEAD_ALONE),
    **dict.fromkeys(
        ["CertificateNumbered", "CertificateRegister", "CertificatesOf", "Entitled", "VerifyCertificate"], PAPERS
    ),
    **dict.fromkeys(["CertificatePdf", "CertificatesInOneFile", "DraftCertificates"], OFFICE),
    **dict.fromkeys(["PrintRegister", "ReprintCertificate"], OFFICE),
    **dict.fromkeys(["IssueCertificates", "RevokeCertificate"], HEAD_ALONE),
    **dict.fromkeys(["IssueBatch", "IssueDuplicate", "RevokeLetter"], HEAD_ALONE),
    **dict.fromkeys(["CertificateBatches", "CertificateTemplates", "Letters", "LettersOf", "OutlookOf"], PAPERS),
    **dict.fromkeys(["PublicKeyPage"], PAPERS),
    **dict.fromkeys(["DuplicatePdf", "LetterPdf", "PapersInOneFile", "PrintReceipts", "RevokedList"], OFFICE),
    **dict.fromkeys(["ReprintLetter", "ReprintPapers"], OFFICE),
    **dict.fromkeys(["PreviewTemplate", "ReadTemplateFile", "SaveTemplate"], LETTERHEAD_AND_ROOMS),
    **dict.fromkeys(["TakeBackTemplate", "TemplateFile", "UseTemplate"], LETTERHEAD_AND_ROOMS),
    **dict.fromkeys(["PapersToSign", "SignaturesOf", "SigningCredentials"], PAPERS),
    **dict.fromkeys(["AddCredential", "RemoveCredential", "RestoreCredential", "SignPapers"], HEAD_ALONE),
    **dict.fromkeys(["SignedPdf"], OFFICE),
    **dict.fromkeys(["ArrangeDeparture", "DepartureFileOf", "DeparturesNow", "PutArrangementBack"], PAPERS),
    **dict.fromkeys(["EditVisit", "HandOverThings", "Kits", "RestoreHandover", "StillOpenOf", "VisitsNow"], PAPERS),
    **dict.fromkeys(["PayOutSavings", "PrintSavings", "RecordSaving", "ReverseSaving", "VoidHandover"], PAPERS),
    **dict.fromkeys(["PrintDeparture", "PrintDinsosLetter", "PrintPickupStatement"], PAPERS),
    **dict.fromkeys(["PrintReceipt", "PrintTermination"], PAPERS),
    **dict.fromkeys(["SetKit"], HEAD_ALONE),
    **dict.fromkeys(["ConsentScan", "ConsentsInHouse", "ConsentsOf", "DataRequestsNow", "PrintConsentForm"], PAPERS),
    **dict.fromkeys(["PrintProcessing", "RecordConsent", "RecordOfProcessing"], PAPERS),
    **dict.fromkeys(["AnswerRequest", "PrintAnswer", "PrintMyData", "RecordRequest", "TakeBackRequest"], OFFICE),
    **dict.fromkeys(["AccountsNamed", "CloseIncident", "EditIncident", "Incidents", "ListAffected"], OFFICE),
    **dict.fromkeys(["NoteTold", "PrintIncident", "RecordIncident"], OFFICE),
    **dict.fromkeys(["DestroyRecords", "DestructionPaper", "RetentionView", "SetRetention"], HEAD_ALONE),
    **dict.fromkeys(["LiftLimitation", "LimitData", "TakeBackLimit"], OFFICE),
    **dict.fromkeys(["AddRelative", "EditRelative", "GuardiansOf", "PutRelativeBack", "RemoveRelative"], PAPERS),
    **dict.fromkeys(["FamilyInHouse", "FamilyOf"], BEDS),
    **dict.fromkeys(["AddDocument", "EditDocument", "PutDocumentBack", "RemoveDocument"], PAPERS),
    **dict.fromkeys(["DocumentsOf", "DocumentsRunningOut", "OpenDocument"], PAPERS),
    **dict.fromkeys(["AddHealthDocument", "EditHealthDocument", "PutHealthDocumentBack"], HEALTH),
    **dict.fromkeys(["HealthDocumentsOf", "OpenHealthDocument", "RemoveHealthDocument"], HEALTH),
    **dict.fromkeys(["AnswerPaper", "AskPapers", "EditAsked", "ReopenPaper", "TakeBackAsking"], PAPERS),
    **dict.fromkeys(["PapersOf", "PapersWaiting", "PrintPaperLetter", "PrintPapersWaiting", "WithoutNik"], PAPERS),
    **dict.fromkeys(["CardsOf", "IssueCards", "PeopleWithoutCard", "PrintCards", "ReplaceCard"], PAPERS),
    **dict.fromkeys(["RevokeCard", "TakeBackCards"], PAPERS),
    **dict.fromkeys(["HandOver", "HandoverOf", "Handovers", "PrintHandover", "TakeBackHandover", "TakeOver"], GATE),
    **dict.fromkeys(["CloseOccurrence", "EditOccurrence", "Occurrences", "PrintOccurrence"], GATE | HEALTH),
    **dict.fromkeys(["RecordOccurrence", "ReopenOccurrence", "TakeBackOccurrence"], GATE | HEALTH),
    **dict.fromkeys(["KitchenCount", "PrintKitchen"], HOUSE),
    **dict.fromkeys(["EatersOf", "MedicineHours", "MedicinesDue"], ALERTS),
    **dict.fromkeys(["AddMedication", "EditMedication", "MedicinesOf", "RemoveMedication"], HEALTH),
    **dict.fromkeys(["BelongingsOf", "EditBelonging", "GiveBack", "KeepAgain", "KeepBelonging"], GATE),
    **dict.fromkeys(["PrintBelongings", "RemoveBelonging"], GATE),
    **dict.fromkeys(["MissingNow", "PersonOfCard"], HOUSE),
    **dict.fromkeys(["ExportServices", "MatrixFile", "PrintServices", "ServicesOf", "ServicesOfYear"], SERVICES),
    **dict.fromkeys(["GiveService", "PutBackTicks", "RemoveTicks", "SayNotNeeded"], SERVICES),
    **dict.fromkeys(["BringMatrixIn", "PutBackMatrix"], SYSTEM),
    **dict.fromkeys(["ConferenceFile", "ConferenceSuggestions", "Conferences", "OpenFollowUps"], CASES),
    **dict.fromkeys(["PrintAgenda", "PrintConferencePages", "PrintMinutes"], CASES),
    **dict.fromkeys(["AddConference", "ChangeConference", "CloseConference", "RemoveConference"], CASES),
    **dict.fromkeys(["OrderAgenda", "PutBackOnAgenda", "PutOnAgenda", "TakeOffAgenda", "WriteOutcome"], CASES),
    **dict.fromkeys(["AskFollowUp", "ChangeFollowUp", "FollowUpDone", "FollowUpOpenAgain"], CASES),
    **dict.fromkeys(["FollowUpDoers", "TakeBackFollowUp"], CASES),
    **dict.fromkeys(["PrintRunawayRecord", "RecordMissingStep", "TakeBackMissingStep"], GATE),
}

ACTS: tuple[Any, ...] = registry.all_commands()
QUESTIONS: tuple[Any, ...] = registry.all_queries()


class LookedUp(Exception):
    """The Desk went past the rights and touched the store."""


class NoStore:
    """A store that tells when anybody looks something up in it."""

    is_copy = False
    writable = True
    server = None

    def acting(self, _stamp: object) -> NoReturn:
        raise LookedUp

    def asking(self) -> NoReturn:
        raise LookedUp


def a_desk_at_no_store(now: datetime, *roles: Role, passed: dict[Right, date] | None = None) -> Desk:
    desk = object.__new__(Desk)
    desk._store = NoStore()  # type: ignore[assignment]
    desk._clock = lambda: now
    desk._undo = []
    desk.panti = Panti("p", "P", "Panti", "64.72", Zone.WITA)
    desk.staff = Staff("a", "a", "", frozenset(roles), passed or {})
    return desk


def made_of_nothing(act: type[Any]) -> Any:
    """An act whose every mandatory field names something that does not exist."""
    return act(
        **{item.name: "no-such" for item in fields(act) if item.default is MISSING and item.default_factory is MISSING}
    )


def past_the_rights(desk: Desk, act: type[Any]) -> bool:
    """Whether the Desk would look something up for this act; else it must say that it is not allowed."""
    made = made_of_nothing(act)
    try:
        desk.do(made) if isinstance(made, Command) else desk.ask(made)
    except LookedUp:
        return True
    except Refused as refused:
        return refused.code not in {"not_allowed", "quick_intake_at_night_only"}
    raise AssertionError("neither refused nor carried out")


def test_that_every_act_and_question_stands_in_the_table_and_nothing_else_does():
    assert {act.__name__ for act in (*ACTS, *QUESTIONS)} == set(TABLE)


@pytest.mark.parametrize("role", list(Role))
def test_that_a_role_gets_past_the_rights_for_its_acts_and_for_no_other(role):
    desk = a_desk_at_no_store(NIGHT, role)
    allowed = {act.__name__ for act in (*ACTS, *QUESTIONS) if past_the_rights(desk, act)}
    assert allowed == {name for name, roles in TABLE.items() if role in roles}


@pytest.mark.parametrize("role", list(Role))
def test_that_the_duty_officer_takes_in_by_night_only(role):
    desk = a_desk_at_no_store(DAY, role)
    quick = {act.__name__ for act in ACTS if past_the_rights(desk, act)} & {"QuickIntake", "TakeBackQuickIntake"}
    assert bool(quick) == (role in PAPERS)


def test_that_nobody_without_a_role_gets_past_the_rights():
    desk = a_desk_at_no_store(NIGHT)
    assert [act.__name__ for act in (*ACTS, *QUESTIONS) if past_the_rights(desk, act)] == []


def test_that_two_roles_add_up():
    desk = a_desk_at_no_store(NIGHT, Role.INSTRUKTUR, Role.KESEHATAN)
    allowed = {act.__name__ for act in (*ACTS, *QUESTIONS) if past_the_rights(desk, act)}
    assert allowed == {name for name, roles in TABLE.items() if roles & {Role.INSTRUKTUR, Role.KESEHATAN}}


@pytest.mark.parametrize("right", [right for right in Right if right not in RIGHTS[Role.INSTRUKTUR]])
def test_that_a_passed_right_opens_its_acts_up_to_and_including_its_day(right):
    today = date(2026, 11, 21)
    before = a_desk_at_no_store(NIGHT, Role.INSTRUKTUR)
    until_today = a_desk_at_no_store(NIGHT, Role.INSTRUKTUR, passed={right: today})
    until_yesterday = a_desk_at_no_store(NIGHT, Role.INSTRUKTUR, passed={right: today - timedelta(days=1)})
    own = {act.__name__ for act in (*ACTS, *QUESTIONS) if past_the_rights(before, act)}
    more = {act.__name__ for act in (*ACTS, *QUESTIONS) if past_the_rights(until_today, act)} - own
    quick = {"QuickIntake", "TakeBackQuickIntake"} if right is Right.INTAKE else set()
    assert more == {act.__name__ for act in (*ACTS, *QUESTIONS) if act.needs is right} | quick
    assert {act.__name__ for act in (*ACTS, *QUESTIONS) if past_the_rights(until_yesterday, act)} == own


def test_that_the_administrator_may_nothing_about_residents():
    about_people = {right for right in Right if right.name.startswith("SEE_")} | {Right.IMPORT, Right.INTAKE}
    assert RIGHTS[Role.ADMIN] & about_people == set()


def test_that_every_right_and_role_has_its_name():
    assert set(RIGHT_NAMES) == set(Right)
    assert set(ROLE_NAMES) == set(Role)


def test_that_every_act_is_named_for_the_undo_menu_and_the_log():
    assert [act.__name__ for act in ACTS if not act.name.strip()] == []
    assert [query.__name__ for query in QUESTIONS if query.sensitive and not query.name.strip()] == []


def test_that_no_two_acts_leave_the_same_name_in_the_log():
    names = [act.__name__ for act in (*ACTS, *QUESTIONS)]
    assert sorted(names) == sorted(set(names))


def test_that_acts_and_questions_are_two_things():
    assert [act for act in ACTS if issubclass(act, Query)] == []


def test_that_every_paper_and_every_file_of_a_resident_leaves_an_entry_in_the_log():
    papers = {query for query in QUESTIONS if query.run.__annotations__["return"] == "Document"}
    assert {query.__name__ for query in papers} >= {"PrintBedList", "PrintRollCall", "ReportOf", "PrintRecoverySheet"}
    files = {query for query in QUESTIONS if query.__name__ in {"ResidentDetailsOf", "OriginalRowOf"}}
    assert [query.__name__ for query in papers | files if not query.sensitive] == []
