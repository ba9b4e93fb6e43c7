"""Lists that are asked for all day find their rows by index, however long the house has kept its records."""

from __future__ import annotations

import pytest
from sqlalchemy import event

from shelter_admin.operations.beds.board import BedBoardOn
from shelter_admin.operations.cases.asking import CaseWorkDue
from shelter_admin.operations.cases.conferences import Conferences, ConferenceSuggestions
from shelter_admin.operations.cases.follow_ups import OpenFollowUps
from shelter_admin.operations.certificates import CertificateRegister, Entitled
from shelter_admin.operations.certificates.electronic import PapersToSign
from shelter_admin.operations.certificates.letters import Letters
from shelter_admin.operations.departures.asking import DeparturesNow, VisitsNow
from shelter_admin.operations.duty.handover import Handovers
from shelter_admin.operations.intake.asking import WaitingListNow
from shelter_admin.operations.intake.demand import WaitingFor
from shelter_admin.operations.presence.gate import GateBoardNow, GatePeople
from shelter_admin.operations.presence.roll_call import RollCallOf, TakeRollCall
from shelter_admin.operations.readiness import Candidates
from shelter_admin.operations.readiness.foretelling import Outlooks
from shelter_admin.operations.residents import FindResidents, ResidentList
from shelter_admin.operations.services.asking import ServicesOfYear
from shelter_admin.operations.training.classes import Classes, TodaysClasses
from tests.people import a_desk

pytestmark = pytest.mark.embedded("the plan is read in the words of the file")

GROWING = (
    *("stay", "person", "outing", "placement", "roll_call_mark", "history", "photo", "health"),
    *("enrolment", "class_session", "attendance_mark"),
    *("applicant", "applicant_requirement", "bed_booking", "shift_handover"),
    *("assessment", "case_goal", "case_step", "case_note", "stage_move"),
    *("case_conference", "conference_case", "conference_follow_up", "service_tick"),
    *("departure", "handover", "saving", "aftercare_visit", "exit_decision", "readiness_check"),
    *("certificate", "certificate_paper", "attendance_letter", "paper_signature", "grade", "subject_mark"),
    *("class_leave", "field_practice", "practice_day", "session_change", "batch_applicant", "competence_check"),
)


@pytest.fixture
def desk(tmp_path):
    desk = a_desk(tmp_path)
    desk.do(TakeRollCall(desk.today, all_present=True))
    yield desk
    desk.close()


def walked_through(desk, question) -> list[str]:
    """The tables that a question reads from end to end, as the database plans it."""
    asked: list[tuple[str, object]] = []

    def listen(_connection, _cursor, statement, parameters, _context, _many):
        asked.append((statement, parameters))

    event.listen(desk.store.engine, "before_cursor_execute", listen)
    desk.ask(question)
    event.remove(desk.store.engine, "before_cursor_execute", listen)
    plans: list[str] = []
    with desk.store.engine.connect() as connection:
        for statement, parameters in asked:
            if statement.startswith(("SELECT", "WITH")):
                plans += [row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)]
    return [line for line in plans if line.startswith("SCAN") and line.split()[1] in GROWING and "USING" not in line]


@pytest.mark.parametrize(
    "question",
    [
        RollCallOf(),
        BedBoardOn(),
        GateBoardNow(),
        GatePeople("budi"),
        FindResidents("budi"),
        ResidentList(),
        Candidates(),
        Handovers(),
        WaitingListNow(),
        WaitingFor(),
        CaseWorkDue(),
        DeparturesNow(),
        Conferences(),
        ConferenceSuggestions(),
        OpenFollowUps(),
        ServicesOfYear(),
        VisitsNow(),
        Outlooks(),
        Classes(),
        TodaysClasses(),
        CertificateRegister(2026),
        Entitled(),
        Letters(2026),
        PapersToSign(2026),
    ],
)
def test_that_no_daily_list_reads_a_growing_table_from_end_to_end(desk, question):
    assert walked_through(desk, question) == []
