"""The invented panti: believable, sound, the same for the same seed, and nothing left of one that was not made."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.presence import RollCallKind
from shelter_admin.domain.privacy.consent import ConsentAnswer
from shelter_admin.domain.privacy.requests import Outcome
from shelter_admin.domain.progress import Cancelled
from shelter_admin.domain.residents import ResidentFilter, Status
from shelter_admin.domain.shifts import HandoverState
from shelter_admin.domain.today import TaskKind
from shelter_admin.operations.beds.board import BedBoardOn
from shelter_admin.operations.certificates import (
    CertificatePdf,
    CertificateRegister,
    Entitled,
    IssueCertificates,
    VerifyCertificate,
)
from shelter_admin.operations.check import CheckStore
from shelter_admin.operations.demo.make import FillWithInvented, make_demo
from shelter_admin.operations.duty.handover import Handovers
from shelter_admin.operations.duty.kitchen import KitchenCount
from shelter_admin.operations.duty.occurrences import Occurrences
from shelter_admin.operations.intake.asking import WaitingListNow
from shelter_admin.operations.presence.gate import GateBoardNow
from shelter_admin.operations.presence.roll_call import RollCallOf
from shelter_admin.operations.privacy.consents import ConsentsInHouse
from shelter_admin.operations.privacy.incidents import Incidents
from shelter_admin.operations.privacy.requests import DataRequestsNow, PrintAnswer
from shelter_admin.operations.readiness.asking import Candidates
from shelter_admin.operations.residents import ResidentList
from shelter_admin.operations.residents.documents import DocumentsRunningOut
from shelter_admin.operations.residents.family import FamilyOf
from shelter_admin.operations.residents.papers_asked import PapersWaiting
from shelter_admin.operations.today import TodayNow
from shelter_admin.operations.training.classes import Classes, ClassSheetOf, TodaysClasses
from shelter_admin.operations.training.grades import Grades
from shelter_admin.operations.training.programs import Programs
from tests.operations.privacy_house import said_on
from tests.people import FixedClock, a_place, an_opener

YESTERDAY = date(2026, 11, 20)
EVERYBODY = ResidentFilter(status=frozenset(Status))


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    made = make_demo(
        an_opener(), a_place(tmp_path_factory.mktemp("demo"), "demo.shelter"), residents=60, years=2, seed=1
    )
    yield made
    made.desk.close()


def test_that_exactly_so_many_live_there_and_nobody_shares_a_bed(demo):
    board = demo.desk.ask(BedBoardOn())
    here = demo.desk.ask(ResidentList(ResidentFilter()))
    assert len(here) == demo.residents == 60
    assert board.occupied + len(board.unplaced) == 60
    assert demo.desk.ask(CheckStore()).problems == ()


def test_that_it_is_a_little_overfull_as_in_life(demo):
    board = demo.desk.ask(BedBoardOn())
    assert board.mattresses > 0
    assert board.capacity < 60 < 1.2 * board.capacity


def test_that_people_came_and_left_over_the_years(demo):
    known = demo.desk.ask(ResidentList(EVERYBODY))
    assert sum(line.status is Status.LEFT for line in known) > 60
    assert demo.stays >= len(known)
    assert len({line.number for line in known}) == len(known)


def test_that_the_last_night_is_counted_and_closed_and_this_one_is_not(demo):
    before = demo.desk.ask(RollCallOf(YESTERDAY, RollCallKind.MALAM))
    tonight = demo.desk.ask(RollCallOf(YESTERDAY + timedelta(days=1), RollCallKind.MALAM))
    assert before.closed_by
    assert (before.counts.unmarked, before.counts.on_books) == (0, len(before.lines))
    assert tonight.closed_by is None


def test_that_some_are_out_and_one_is_late(demo):
    out = demo.desk.ask(GateBoardNow()).out
    assert len(out) > 1
    assert len([line for line in out if line.late_minutes]) == 1
    assert all(line.since <= demo.desk.now for line in out)


def test_that_the_page_of_the_day_has_something_to_show(demo):
    today = demo.desk.ask(TodayNow())
    assert today.tasks
    assert len(today.beds.nights) == 90
    assert all(night.occupied > 30 for night in today.beds.nights)


def sheets(demo):
    known = demo.desk.ask(Classes())
    return [demo.desk.ask(ClassSheetOf(one.batch_id, one.starts_on, one.ends_on)) for one in known]


def test_that_classes_were_held_for_two_years_and_every_mark_is_counted(demo):
    found = sheets(demo)
    assert sum(len(row.marks) for sheet in found for row in sheet.rows) == demo.attendance > 5000
    held = [day for sheet in found for day in sheet.days if day.session_id]
    assert min(day.day for day in held) < YESTERDAY - timedelta(days=700)
    assert all(day.planned and not day.off and day.day <= YESTERDAY for day in held)


def test_that_attendance_is_as_in_life_and_marks_lie_within_own_days(demo):
    rows = [row for sheet in sheets(demo) for row in sheet.rows]
    rates = [row.figures.rate for row in rows if row.figures.rate is not None and row.figures.marked > 40]
    assert 0.8 < sum(rates) / len(rates) < 0.95
    assert min(rates) < 0.75
    assert all(day in row.own for row in rows for day in row.marks)


def test_that_one_newest_class_is_open_with_people_unmarked_and_somebody_slips(demo):
    found = sheets(demo)
    open_days = [(sheet, day) for sheet in found for day in sheet.days if day.session_id and day.closed_at is None]
    assert len(open_days) == 1
    assert any(row.streak >= 3 for sheet in found for row in sheet.rows)


def test_that_todays_classes_are_due_and_unmarked(demo):
    today = demo.desk.ask(TodaysClasses())
    assert {one.program for one in today} == {"Menjahit", "Otomotif"}  # a Saturday
    assert all((one.marked, one.closed_by, one.opened) == (0, None, False) for one in today)
    assert all(one.people > 2 for one in today)


def test_that_who_finished_has_marks_and_who_has_not_has_none(demo):
    marked = {True: 0, False: 0}
    for batch in demo.desk.ask(Classes()):
        rows = [row for row in demo.desk.ask(Grades(batch.batch_id)).rows if row.final is not None]
        marked[batch.ends_on < YESTERDAY] += len(rows)
        assert all(len(row.subjects) == 4 and 40 < row.final < 100 for row in rows)
    assert marked[True] > 30
    assert marked[False] == 0


def test_that_the_head_decided_about_people_of_one_programme_either_way(demo):
    decided = [one for one in demo.desk.ask(Candidates()).candidates if one.decision is not None]
    ready = [one for one in decided if one.decision.ready]
    assert len(ready) >= 2
    assert {one.program for one in ready} == {"Menjahit"}
    assert all(one.proposed for one in ready)
    assert len(decided) > len(ready)


def test_that_who_left_to_live_alone_holds_a_certificate_numbered_by_the_day_without_gaps(demo):
    register = demo.desk.ask(CertificateRegister())
    lines = [line for year in register.years for line in reversed(demo.desk.ask(CertificateRegister(year)).lines)]
    assert 5 <= len(lines) <= 25
    assert all(YESTERDAY - timedelta(days=365) <= line.issued_on <= YESTERDAY for line in lines)
    for year in register.years:
        of_year = [line for line in lines if line.issued_on.year == year]
        assert [line.serial for line in of_year] == list(range(1, len(of_year) + 1))
        assert of_year == sorted(of_year, key=lambda line: line.issued_on)
    for line in lines:
        paper = demo.desk.ask(CertificatePdf(line.certificate_id))
        assert demo.desk.ask(VerifyCertificate(pdf=paper.content)).valid


def test_that_who_was_decided_about_and_still_lives_here_waits_for_the_next_number(tmp_path):
    made = make_demo(an_opener(), a_place(tmp_path, "d.shelter"), residents=60, years=2, seed=1)
    candidates = made.desk.ask(Candidates()).candidates
    ready = [one.enrolment_id for one in candidates if one.decision is not None and one.decision.ready]
    before = made.desk.ask(CertificateRegister(YESTERDAY.year)).lines
    waiting = [
        line
        for program in made.desk.ask(Programs())
        for line in made.desk.ask(Entitled(program.program_id))
        if line.why is None and line.enrolment_id in ready
    ]
    made.desk.do(IssueCertificates((waiting[0].enrolment_id,)))
    assert made.desk.ask(CertificateRegister(YESTERDAY.year)).lines[0].serial == len(before) + 1
    assert made.desk.ask(CheckStore()).problems == ()
    made.desk.close()


def test_that_duty_has_shifts_signed_by_both_something_to_follow_up_and_diets(demo):
    handovers = demo.desk.ask(Handovers())
    states = [line.state for line in handovers]
    assert states[:2] == [HandoverState.OPEN, HandoverState.WAITING]
    assert set(states[2:]) == {HandoverState.SIGNED}
    told = demo.desk.ask(Occurrences())
    assert ([one.open for one in told], told[0].follow_up_by) == ([True, False, False, False], demo.desk.today)
    assert len(demo.desk.ask(KitchenCount()).diets) > 3
    assert {TaskKind.HANDOVER_WAITING, TaskKind.FOLLOW_UP_DUE} <= {one.kind for one in demo.desk.ask(TodayNow()).tasks}


def test_that_data_protection_has_consents_an_open_and_an_answered_request_and_a_closed_incident(demo):
    said = [line.consent for line in demo.desk.ask(ConsentsInHouse()) if line.consent is not None]
    assert len(said) == 6
    assert {one.answer for one in said} == {ConsentAnswer.NOT_ASKED, ConsentAnswer.GIVEN, ConsentAnswer.REFUSED}
    waiting, answered = demo.desk.ask(DataRequestsNow()).requests
    assert (waiting.outcome, answered.outcome) == (None, Outcome.GRANTED)
    assert answered.in_time
    assert not waiting.overdue(demo.desk.now)
    assert "Permintaan Anda dikabulkan" in said_on(demo.desk.ask(PrintAnswer(answered.request_id)))
    (incident,) = demo.desk.ask(Incidents())
    assert incident.told
    assert incident.closed_at is not None
    assert len(incident.affected) == 3


def test_that_files_have_families_and_scans_and_offices_owe_papers(demo):
    waiting = demo.desk.ask(PapersWaiting())
    assert len(waiting) == 7
    assert {line.long for line in waiting} == {True, False}
    assert len({line.office for line in waiting}) == 4
    assert len(demo.desk.ask(DocumentsRunningOut())) == 2
    here = [line.person_id for line in demo.desk.ask(ResidentList())]
    families = [demo.desk.ask(FamilyOf(person_id)).members for person_id in here]
    assert sum(bool(members) for members in families) == 5
    assert any(one.kin.phone.startswith("+62") for members in families for one in members)


@pytest.mark.parametrize("role", Role)
def test_that_everybody_can_sign_in(demo, role, tmp_path):
    made = make_demo(an_opener(), a_place(tmp_path, "d.shelter"), residents=3, years=0, seed=2)
    made.desk.close()
    account = next(one for one in made.accounts if one.role is role)
    desk = an_opener().unlock(a_place(tmp_path, "d.shelter"), account.user, account.password)
    assert desk.staff.roles == {role}
    desk.close()


def test_that_the_same_seed_invents_the_same_people_and_another_seed_others(tmp_path):
    def names(name: str, seed: int) -> list[str]:
        made = make_demo(an_opener(), a_place(tmp_path, name), residents=12, years=1, seed=seed)
        found = [line.name for line in made.desk.ask(ResidentList(EVERYBODY))]
        made.desk.close()
        return found

    first = names("a.shelter", 5)
    assert first == names("b.shelter", 5)
    assert first != names("c.shelter", 6)


@pytest.mark.parametrize(("residents", "years"), [(1, 0), (7, 1), (250, 1)])
def test_that_small_and_big_ones_are_sound_too(tmp_path, residents, years):
    made = make_demo(an_opener(), a_place(tmp_path, "d.shelter"), residents=residents, years=years, seed=3)
    assert len(made.desk.ask(ResidentList(ResidentFilter()))) == residents
    assert made.desk.ask(CheckStore()).problems == ()
    made.desk.close()


@pytest.mark.parametrize("hour", [0, 5, 11, 23])
def test_that_its_history_ends_before_noon_whatever_the_hour(tmp_path, hour):
    clock = FixedClock()
    clock.now = clock.now.replace(hour=hour)
    made = make_demo(an_opener(clock), a_place(tmp_path, "d.shelter"), residents=30, years=0, seed=4)
    noon = made.desk.panti.instant(made.desk.today, FixedClock().now.time().replace(hour=12))
    assert all(line.since < min(noon, made.desk.now) for line in made.desk.ask(GateBoardNow()).out)
    made.desk.close()


@pytest.mark.parametrize(("residents", "years"), [(0, 1), (2001, 1), (10, -1), (10, 21)])
def test_that_a_panti_that_cannot_be_invented_is_refused_and_leaves_no_file(tmp_path, residents, years):
    with pytest.raises(Refused) as refused:
        make_demo(an_opener(), a_place(tmp_path, "d.shelter"), residents=residents, years=years)
    assert refused.value.code == "demo_too_big"
    assert list(tmp_path.iterdir()) == []


class Impatient:
    """Somebody who presses Cancel in the middle."""

    def step(self, done: int, of: int) -> None:
        if done > of // 2:
            raise Cancelled


def test_that_one_cancelled_in_the_middle_leaves_no_file_and_can_be_made_again(tmp_path):
    with pytest.raises(Cancelled):
        make_demo(an_opener(), a_place(tmp_path, "d.shelter"), residents=10, years=0, progress=Impatient())
    assert list(tmp_path.iterdir()) == []
    make_demo(an_opener(), a_place(tmp_path, "d.shelter"), residents=10, years=0).desk.close()


def test_that_a_house_with_people_in_it_is_not_filled_with_invented_ones(demo):
    with pytest.raises(Refused) as refused:
        demo.desk.do(FillWithInvented(5, 1, 1))
    assert refused.value.code == "house_not_empty"
    assert len(demo.desk.ask(ResidentList(ResidentFilter()))) == 60


def test_that_people_wait_for_a_place_with_a_bed_kept_for_one(demo):
    waiting = demo.desk.ask(WaitingListNow()).applicants
    assert len(waiting) == 6
    assert waiting[0].priority == 1
    assert len(demo.desk.ask(WaitingListNow(settled=True)).applicants) == 2
