"""Selection: the order is explained, the choice enrols all or none and is kept, reserves move up."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.identity.sexes import Sex
from shelter_admin.domain.leaving import LeavingReason
from shelter_admin.domain.training import Attendance
from shelter_admin.domain.training.selection import AgeFit, ApplicationState, CriterionKind, PanelWord, Why
from shelter_admin.domain.training.selection_words import points_words, warnings_of, why_words
from shelter_admin.operations.residents import RecordLeaving, ReturnPerson, SetCategories
from shelter_admin.operations.training.batches import AddBatch
from shelter_admin.operations.training.choosing import (
    ChoosePeople,
    GiveUpPlace,
    LeaveSelection,
    SayPanelWord,
)
from shelter_admin.operations.training.classes import ClassSheetOf
from shelter_admin.operations.training.enrolling import Enrol
from shelter_admin.operations.training.leave import AnnounceLeave
from shelter_admin.operations.training.marks import ClassMark, MarkAttendance
from shelter_admin.operations.training.programs import AddProgram
from shelter_admin.operations.training.selection import (
    ApplyForClass,
    CriterionGiven,
    MayApply,
    PrintSelection,
    ScoreApplicants,
    ScoreGiven,
    SetCriteria,
)
from tests.operations.residents_house import a_house, refused
from tests.operations.selection_house import INTEREST, START, an_intake

ALL_SCORED = {"Ani": 60.0, "Budi": 90.0, "Citra": 80.0, "Dedi": 70.0, "Edi": 95.0}
WHY = "Wawancara panitia"


@pytest.fixture
def asked(tmp_path):
    made = an_intake(a_house(tmp_path), places=3, places_male=2, age_from=15, age_to=21)
    made.score(**ALL_SCORED)
    yield made
    made.head.close()


def enrolled(asked, day=START):
    asked.house.on(day)
    return {row.name for row in asked.head.ask(ClassSheetOf(asked.batch_id, day, day)).rows}


def test_that_points_decide_within_the_places_of_each_sex(asked):
    assert [one.applicant.name for one in asked.found().lines] == ["Edi", "Budi", "Citra", "Dedi", "Ani"]
    assert asked.outcomes() == {
        "Edi": "chosen", "Budi": "chosen", "Citra": "chosen", "Dedi": "reserve", "Ani": "not_chosen",
    }  # fmt: skip
    assert asked.line("Dedi").why is Why.PLACES


def test_that_men_beyond_their_places_wait_while_a_woman_with_less_points_gets_one(asked):
    asked.score(Citra=10.0, Dedi=85.0)
    assert asked.outcomes()["Ani"] == "chosen"
    assert asked.line("Dedi").why is Why.PLACES_OF_SEX
    assert "this sex" in why_words(asked.line("Dedi"))


def test_that_an_age_is_told_at_the_start_of_the_class_and_never_guessed(asked):
    ani, citra, dedi, edi = (asked.line(name) for name in ("Ani", "Citra", "Dedi", "Edi"))
    assert (ani.ages, ani.age_fit) == ((18, 18), AgeFit.WITHIN)
    assert citra.ages == (20, 21)
    assert (dedi.ages, dedi.age_fit) == (None, AgeFit.NOT_KNOWN)
    assert edi.age_fit is AgeFit.TOO_OLD
    assert warnings_of(dedi) == "age not known"
    assert warnings_of(edi) == "older than the limit"


def test_that_choosing_somebody_outside_the_limits_asks_for_a_reason_and_keeps_it(asked):
    failure = refused(asked.head, ChoosePeople(asked.batch_id, 1), "choice_needs_reason", field="reason")
    assert failure.facts["count"] == 1
    assert set(asked.states().values()) == {ApplicationState.APPLIED}
    asked.head.do(ChoosePeople(asked.batch_id, 1), reason=WHY)
    assert asked.line("Edi").applicant.reason == WHY
    assert asked.line("Budi").applicant.reason == ""


def test_that_the_chosen_are_enrolled_from_the_first_day_and_the_order_is_kept(asked):
    done = asked.head.do(ChoosePeople(asked.batch_id, 1), reason=WHY)
    assert (done.outcome.chosen, done.outcome.reserves, done.outcome.not_chosen) == (3, 1, 1)
    before = asked.found().lines
    asked.head.do(SetCriteria(asked.batch_id, (CriterionGiven("Lain", CriterionKind.SCORED, 5), _interest(asked))))
    asked.score(Ani=100.0)
    assert [(one.rank, one.total, one.points) for one in asked.found().lines] == [
        (one.rank, one.total, one.points) for one in before
    ]
    assert asked.found().decided_on == asked.head.today
    assert enrolled(asked) == {"Edi", "Budi", "Citra"}


def test_that_a_choice_is_refused_where_others_would_be_chosen_than_the_head_saw(asked):
    shown = tuple(asked.applicant_id(name) for name in ("Edi", "Budi", "Citra"))
    asked.score(Edi=0.0, Dedi=100.0, Budi=0.0)
    assert {name for name, outcome in asked.outcomes().items() if outcome == "chosen"} != {"Edi", "Budi", "Citra"}
    refused(asked.head, ChoosePeople(asked.batch_id, 1, shown), "choice_changed", reason=WHY)
    assert set(asked.states().values()) == {ApplicationState.APPLIED}
    now = tuple(asked.applicant_id(name) for name, outcome in asked.outcomes().items() if outcome == "chosen")
    asked.head.do(ChoosePeople(asked.batch_id, 1, now), reason=WHY)


def _interest(asked):
    return CriterionGiven(INTEREST, CriterionKind.SCORED, 2, None, asked.criterion_id)


def test_that_a_choice_is_taken_back_whole(asked):
    asked.head.do(ChoosePeople(asked.batch_id, 1), reason=WHY)
    asked.head.undo()
    assert set(asked.states().values()) == {ApplicationState.APPLIED}
    assert enrolled(asked) == set()


def test_that_nobody_is_enrolled_where_one_cannot_be(asked):
    other = asked.head.do(AddBatch(asked.program_id, "Angkatan lama", date(2026, 7, 6), date(2027, 6, 30))).outcome
    asked.head.do(Enrol(asked.program_id, "Angkatan lama", (asked.people["Citra"],)))
    row = asked.head.ask(ClassSheetOf(other)).rows[0]
    asked.house.on(date(2026, 11, 23))
    asked.head.do(MarkAttendance(other, date(2026, 11, 23), (ClassMark(row.enrolment_id, Attendance.PRESENT),)))
    refused(asked.head, ChoosePeople(asked.batch_id, 1), "enrolled_elsewhere", field="person_ids", reason=WHY)
    assert set(asked.states().values()) == {ApplicationState.APPLIED}
    assert enrolled(asked) == set()


def test_that_a_reserve_moves_up_where_somebody_gives_the_place_up_and_back_again(asked):
    asked.head.do(ChoosePeople(asked.batch_id, 2), reason=WHY)
    refused(asked.head, GiveUpPlace(asked.applicant_id("Citra")), "reason_missing", field="reason")
    done = asked.head.do(GiveUpPlace(asked.applicant_id("Citra")), reason="pulang")
    assert done.outcome.name == "Ani"  # Dedi has more points, but the places for men are taken
    assert asked.states()["Ani"] is ApplicationState.CHOSEN
    asked.head.undo()
    assert (asked.states()["Ani"], asked.states()["Citra"]) == (ApplicationState.RESERVE, ApplicationState.CHOSEN)
    assert enrolled(asked) == {"Edi", "Budi", "Citra"}


def test_that_who_has_marks_leaves_the_class_today_and_keeps_them(asked):
    asked.head.do(ChoosePeople(asked.batch_id, 1), reason=WHY)
    asked.house.on(START)
    rows = {row.name: row.enrolment_id for row in asked.head.ask(ClassSheetOf(asked.batch_id)).rows}
    asked.head.do(MarkAttendance(asked.batch_id, START, (ClassMark(rows["Budi"], Attendance.PRESENT),)))
    asked.house.on(START + timedelta(days=3))
    asked.head.do(GiveUpPlace(asked.applicant_id("Budi")), reason="bekerja")
    rows_now = {row.name: row for row in asked.head.ask(ClassSheetOf(asked.batch_id)).rows}
    assert rows_now["Budi"].ended_on == START + timedelta(days=3)
    assert rows_now["Budi"].marks[START] is Attendance.PRESENT


def test_that_the_place_of_who_leaves_the_class_with_marks_goes_to_the_first_reserve_at_once(asked):
    asked.head.do(ChoosePeople(asked.batch_id, 1), reason=WHY)
    asked.house.on(START)
    rows = {row.name: row.enrolment_id for row in asked.head.ask(ClassSheetOf(asked.batch_id)).rows}
    asked.head.do(MarkAttendance(asked.batch_id, START, (ClassMark(rows["Budi"], Attendance.PRESENT),)))
    asked.house.on(START + timedelta(days=3))
    assert asked.head.do(GiveUpPlace(asked.applicant_id("Budi")), reason="bekerja").outcome.name == "Dedi"
    assert asked.states()["Dedi"] is ApplicationState.CHOSEN


def test_that_a_reserve_whom_the_committee_leaves_out_since_does_not_move_up(asked):
    asked.head.do(ChoosePeople(asked.batch_id, 2), reason=WHY)
    asked.head.do(SayPanelWord(asked.applicant_id("Dedi"), PanelWord.OUT), reason="melanggar tata tertib")
    assert asked.head.do(GiveUpPlace(asked.applicant_id("Edi")), reason="pulang").outcome.name == "Ani"
    assert asked.states()["Dedi"] is ApplicationState.RESERVE


def test_that_a_reserve_who_left_the_house_since_does_not_move_up(asked):
    asked.head.do(ChoosePeople(asked.batch_id, 2), reason=WHY)
    asked.head.do(RecordLeaving(asked.people["Dedi"], LeavingReason.FAMILY))
    assert asked.head.do(GiveUpPlace(asked.applicant_id("Edi")), reason="pulang").outcome.name == "Ani"


def test_that_the_chosen_join_on_the_first_day_of_the_class_and_once_it_runs_today(asked):
    asked.head.do(ChoosePeople(asked.batch_id, 1), reason=WHY)
    later = START + timedelta(days=7)
    asked.house.on(later)
    asked.head.do(GiveUpPlace(asked.applicant_id("Budi")), reason="bekerja")
    joined = {row.name: row.joined_on for row in asked.head.ask(ClassSheetOf(asked.batch_id)).rows}
    assert (joined["Citra"], joined["Dedi"]) == (START, later)


def test_that_a_place_with_leave_announced_is_given_up_without_losing_what_was_announced(asked):
    asked.head.do(ChoosePeople(asked.batch_id, 1), reason=WHY)
    asked.house.on(START)
    row = next(row for row in asked.head.ask(ClassSheetOf(asked.batch_id)).rows if row.name == "Budi")
    asked.head.do(AnnounceLeave(row.enrolment_id, START, START, Attendance.EXCUSED, "urusan keluarga"))
    asked.head.do(GiveUpPlace(asked.applicant_id("Budi")), reason="bekerja")
    assert asked.house.counts()["class_leave"] == 1


def test_that_who_left_and_came_back_before_the_choice_gives_up_the_place_of_the_new_stay(asked):
    citra = asked.people["Citra"]
    asked.head.do(RecordLeaving(citra, LeavingReason.FAMILY, date(2026, 10, 5)))
    asked.head.do(ReturnPerson(person_id=citra))
    asked.head.do(ChoosePeople(asked.batch_id, 2), reason=WHY)
    assert asked.head.do(GiveUpPlace(asked.applicant_id("Citra")), reason="pulang").outcome.name == "Ani"
    assert enrolled(asked) == {"Edi", "Budi", "Ani"}


def test_that_the_committee_stands_above_the_points_with_a_reason(asked):
    ani, edi = asked.applicant_id("Ani"), asked.applicant_id("Edi")
    refused(asked.head, SayPanelWord(ani, PanelWord.IN), "reason_missing", field="reason")
    asked.head.do(SayPanelWord(ani, PanelWord.IN), reason="yatim piatu")
    asked.head.do(SayPanelWord(edi, PanelWord.OUT), reason="di luar usia")
    assert asked.outcomes() == {
        "Edi": "not_chosen", "Budi": "chosen", "Citra": "chosen", "Dedi": "reserve", "Ani": "chosen",
    }  # fmt: skip
    assert why_words(asked.line("Ani")) == "The committee takes them in: yatim piatu."
    asked.head.do(SayPanelWord(edi, None))
    assert asked.outcomes()["Edi"] == "chosen"


def test_that_a_criterion_without_a_score_counts_as_nought_and_asks_for_a_reason(asked):
    asked.score(Budi=None)
    line = asked.line("Budi")
    assert (line.total, line.unscored) == (0.0, 1)
    assert points_words(line) == f"{INTEREST}: not scored"


def test_that_days_waited_category_and_never_trained_are_reckoned(asked):
    las = asked.head.do(AddProgram("Las")).outcome
    asked.head.do(Enrol(las, "", (asked.people["Budi"],)))
    asked.head.do(SetCategories(asked.people["Ani"], ("GELANDANGAN",)))
    asked.house.on(asked.head.today + timedelta(days=10))
    late = asked.house.admit("Fitri", sex=Sex.FEMALE, admitted_on=date(2026, 10, 1)).person_id
    asked.head.do(ApplyForClass(asked.batch_id, (late,), asked.head.today - timedelta(days=5)))
    criteria = (
        _interest(asked),
        CriterionGiven("Lama menunggu", CriterionKind.WAITING, 1),
        CriterionGiven("Gelandangan", CriterionKind.CATEGORY, 1, "GELANDANGAN"),
        CriterionGiven("Belum pernah dilatih", CriterionKind.NEVER_TRAINED, 1),
    )
    asked.head.do(SetCriteria(asked.batch_id, criteria))
    told = {one.applicant.name: [points.points for points in one.points] for one in asked.found().lines}
    assert told["Ani"] == [60.0, 100.0, 100.0, 100.0]
    assert told["Budi"] == [90.0, 100.0, 0.0, 0.0]
    assert told["Fitri"] == [None, 50.0, 0.0, 100.0]
    assert asked.line("Ani").total == round((60 * 2 + 300) / 5, 2)


def test_that_who_waits_since_an_earlier_intake_of_the_programme_waits_longer(asked):
    asked.head.do(LeaveSelection(asked.applicant_id("Edi")))
    asked.head.do(ChoosePeople(asked.batch_id, 1), reason=WHY)
    later = asked.head.do(AddBatch(asked.program_id, "Angkatan II 2027", date(2027, 7, 5))).outcome
    asked.house.on(date(2027, 6, 1))
    asked.head.do(ApplyForClass(later, (asked.people["Edi"], asked.people["Dedi"])))
    asked.batch_id = later
    waits = {one.applicant.name: one.applicant.waits_since for one in asked.found().lines}
    assert waits == {"Dedi": date(2026, 11, 21), "Edi": date(2027, 6, 1)}  # who withdrew waits anew


def test_that_later_applications_are_decided_for_the_places_left(asked):
    asked.head.do(LeaveSelection(asked.applicant_id("Edi")))
    asked.head.do(LeaveSelection(asked.applicant_id("Citra")))
    asked.head.do(LeaveSelection(asked.applicant_id("Ani")))
    asked.head.do(ChoosePeople(asked.batch_id, 1))
    refused(asked.head, ChoosePeople(asked.batch_id, 1), "nobody_to_choose")
    asked.head.do(ApplyForClass(asked.batch_id, (asked.people["Ani"], asked.people["Citra"])))
    assert asked.outcomes() == {"Budi": "chosen", "Dedi": "chosen", "Citra": "chosen", "Ani": "reserve"}
    assert [one.applicant.name for one in asked.found().lines][:2] == ["Budi", "Dedi"]


def test_that_only_people_in_the_house_who_do_not_ask_yet_are_offered(asked):
    offered = [one.name for one in asked.head.ask(MayApply(asked.batch_id))]
    assert offered == []
    asked.house.admit("Gita", sex=Sex.FEMALE, birth="01-01-2010", admitted_on=date(2026, 10, 1))
    asked.head.do(LeaveSelection(asked.applicant_id("Ani")))
    found = {one.name: one for one in asked.head.ask(MayApply(asked.batch_id))}
    assert found.keys() == {"Ani", "Gita"}
    assert (found["Gita"].ages, found["Gita"].age_fit) == ((17, 17), AgeFit.WITHIN)


def test_that_an_application_is_taken_back_until_it_was_scored(asked):
    gita = asked.house.admit("Gita", sex=Sex.FEMALE, admitted_on=date(2026, 10, 1)).person_id
    asked.head.do(ApplyForClass(asked.batch_id, (gita,)))
    asked.head.undo()
    assert "Gita" not in asked.outcomes()
    asked.head.do(ApplyForClass(asked.batch_id, (gita,)))
    given = (ScoreGiven(asked.applicant_id("Gita"), asked.criterion_id, 50.0),)
    asked.house.desk(Role.PEKERJA_SOSIAL).do(ScoreApplicants(asked.batch_id, given))
    with pytest.raises(Refused, match="changed_meanwhile"):
        asked.head.undo()


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ((CriterionGiven(""),), "criterion_name_missing"),
        ((CriterionGiven("Minat"), CriterionGiven("MINAT")), "selection_criterion_twice"),
        ((CriterionGiven("Minat", weight=0),), "selection_weight_out_of_bounds"),
        ((CriterionGiven("Kategori", CriterionKind.CATEGORY),), "criterion_without_category"),
        ((), "criterion_has_scores"),
        (tuple(CriterionGiven(f"Syarat {no}") for no in range(13)), "too_many_criteria"),
    ],
)
def test_that_criteria_which_cannot_be_are_refused(asked, given, code):
    refused(asked.head, SetCriteria(asked.batch_id, given), code, field="criteria")


def test_that_a_score_is_from_0_to_100_and_only_where_people_score(asked):
    applicant_id = asked.applicant_id("Ani")
    given = (ScoreGiven(applicant_id, asked.criterion_id, 101.0),)
    refused(asked.head, ScoreApplicants(asked.batch_id, given), "score_out_of_bounds", field="score")
    asked.head.do(SetCriteria(asked.batch_id, (_interest(asked), CriterionGiven("Lama", CriterionKind.WAITING))))
    waiting = asked.found().criteria[1].criterion_id
    given = (ScoreGiven(applicant_id, waiting, 10.0),)
    refused(asked.head, ScoreApplicants(asked.batch_id, given), "criterion_not_scored", field="criteria")


def test_that_scores_are_taken_back(asked):
    asked.score(Ani=99.0)
    asked.head.undo()
    assert asked.line("Ani").total == 60.0


def test_that_the_head_decides_and_the_social_worker_prepares(asked):
    worker = asked.house.desk(Role.PEKERJA_SOSIAL)
    with pytest.raises(Refused, match="not_allowed"):
        worker.do(ChoosePeople(asked.batch_id, 1), reason=WHY)
    worker.do(SayPanelWord(asked.applicant_id("Edi"), PanelWord.OUT), reason="di luar usia")


def test_that_the_list_is_printed_and_who_is_on_it_is_in_the_log(asked):
    content = asked.head.ask(PrintSelection(asked.batch_id, 1)).content
    assert content.startswith(b"%PDF")
    assert set(asked.people.values()) <= set(asked.house.audit()[-1].about)
