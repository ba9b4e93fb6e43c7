"""Case files on a real store: assessments by edition and by whose they are, the plan, the stage, what is due."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from sqlalchemy import select

from shelter_admin.domain.accounts import Right, Role
from shelter_admin.domain.cases.due import DueKind
from shelter_admin.domain.cases.instruments import Occasion
from shelter_admin.domain.cases.plans import FieldOfLife, GoalOutcome
from shelter_admin.domain.cases.stages import Requirement, Stage
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.leaving import LeavingReason
from shelter_admin.operations.accounts import PassRight
from shelter_admin.operations.cases.asking import CaseFileOf, CaseWorkDue, HealthFileOf, HealthWorkDue
from shelter_admin.operations.cases.assessing import (
    ChangeAssessment,
    OpenAssessment,
    OpenHealthAssessment,
    WriteAssessment,
    WriteHealthAssessment,
)
from shelter_admin.operations.cases.instruments import (
    ImportInstrument,
    Instruments,
    RetireInstrument,
    TakeBackInstrument,
    UseInstrument,
)
from shelter_admin.operations.cases.planning import (
    AddGoal,
    AddStep,
    CloseGoal,
    EditGoal,
    MarkStep,
    RemoveStep,
    ReopenGoal,
)
from shelter_admin.operations.cases.staging import MoveStage
from shelter_admin.operations.residents import RecordLeaving
from shelter_admin.operations.shipped_instruments import shipped
from shelter_admin.persistence.cases.tables import AssessmentTable
from tests.operations.cases_house import answers, assess
from tests.operations.residents_house import TODAY, House, refused


@pytest.fixture
def person(house: House) -> str:
    return house.admit("Budi Santoso").person_id


def the_file(house: House, person: str, *roles: Role):
    return house.desk(*(roles or (Role.PEKERJA_SOSIAL,))).ask(CaseFileOf(person))


def test_that_a_filled_instrument_has_its_score_and_band_and_who_filled_it(house, person):
    worker = house.desk(Role.PEKERJA_SOSIAL)
    assess(worker, person, "adl")
    (line,) = the_file(house, person).assessments
    assert (line.score, line.band, line.share, line.complete) == (20, "mandiri", 1.0, True)
    assert line.filled_by == "pekerja-sosial"
    assert (line.occasion, line.on_day) == (Occasion.ENTRY, TODAY)


def test_that_one_missing_answer_leaves_no_score_and_is_kept_as_missing(house, person):
    given = answers("adl", without=("mandi",))
    key = assess(house.head, person, "adl", given=given)
    (line,) = the_file(house, person).assessments
    assert (line.score, line.band, line.complete, line.answered, line.asked) == (None, "", False, 9, 10)
    assert "mandi" not in house.head.ask(OpenAssessment(key)).assessment.answers
    with house.head.store.asking() as session:
        row = session.scalars(select(AssessmentTable)).one()
        assert (row.score, row.band) == (None, "")


def test_that_an_assessment_is_taken_back_and_changed_and_changed_back(house, person):
    key = assess(house.head, person, "adl")
    shown = house.head.ask(OpenAssessment(key)).assessment
    changed = ChangeAssessment(key, Occasion.REVIEW, TODAY, {**shown.answers, "mandi": "0"}, "lemah")
    house.head.do(changed)
    now = house.head.ask(OpenAssessment(key)).assessment
    assert (now.line.score, now.line.occasion, now.note) == (19, Occasion.REVIEW, "lemah")
    house.head.undo()
    assert house.head.ask(OpenAssessment(key)).assessment.line.score == 20
    other = assess(house.head, person, "sosial")
    house.head.undo()
    refused(house.head, ChangeAssessment(other, Occasion.REVIEW, TODAY, {"kerja": "1"}), "assessment_unknown")


@pytest.mark.parametrize(
    ("act", "code"),
    [
        (lambda person: WriteAssessment(person, "adl", Occasion.ENTRY, {}), "assessment_empty"),
        (lambda person: WriteAssessment(person, "tidak_ada", Occasion.ENTRY, {"a": "1"}), "instrument_unknown"),
        (lambda person: WriteAssessment(person, "biologis", Occasion.ENTRY, {"gizi": "1"}), "instrument_unknown"),
        (lambda person: WriteAssessment("nobody", "adl", Occasion.ENTRY, {"mandi": "1"}), "person_unknown"),
    ],
)
def test_that_what_cannot_be_filled_is_refused_and_leaves_nothing(house, person, act, code):
    before = house.counts()
    with pytest.raises(Refused) as caught:
        house.head.do(act(person))
    assert caught.value.code == code
    assert house.counts() == before


def test_that_an_assessment_is_not_before_the_arrival_and_not_ahead(house, person):
    early, ahead = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
    given = answers("adl")
    refused(
        house.head,
        WriteAssessment(person, "adl", Occasion.ENTRY, given, early),
        "assessment_before_admission",
        field="on_day",
    )
    refused(
        house.head, WriteAssessment(person, "adl", Occasion.ENTRY, given, ahead), "assessment_in_future", field="on_day"
    )


@pytest.mark.parametrize("role", [Role.PEKERJA_SOSIAL, Role.KEPALA])
def test_that_who_has_no_health_is_told_of_a_health_assessment_only_that_it_is_there(house, person, role):
    key = assess(house.desk(Role.KESEHATAN), person, "psikologis", note="rahasia medis")
    assess(house.desk(Role.KESEHATAN), person, "psikologis", Occasion.REVIEW, best=False)
    desk = house.desk(role)
    file = desk.ask(CaseFileOf(person))
    for line in file.assessments:
        assert (line.code, line.on_day, line.filled_by, line.veiled) == ("psikologis", TODAY, "kesehatan", True)
        assert (line.score, line.band, line.tone, line.share) == (None, None, None, None)
    assert file.compared == ()
    with pytest.raises(Refused) as caught:
        desk.ask(OpenAssessment(key))
    assert caught.value.code == "assessment_unknown"
    with pytest.raises(Refused) as caught:
        desk.ask(OpenHealthAssessment(key))
    assert caught.value.code == "not_allowed"
    refused(desk, WriteHealthAssessment(person, "psikologis", Occasion.ENTRY, {"sedih": "1"}), "not_allowed")


def test_that_the_health_officer_fills_and_sees_what_is_about_health_and_nothing_else(house, person):
    social = assess(house.head, person, "sosial")
    officer = house.desk(Role.KESEHATAN)
    key = assess(officer, person, "biologis")
    file = officer.ask(HealthFileOf(person))
    assert [line.code for line in file.assessments] == ["biologis"]
    assert file.assessments[0].score == 21
    assert {one.instrument.code for one in file.offered} == {"biologis", "psikologis", "disabilitas", "odgj"}
    assert (file.notes, file.goals, file.stage) == ((), (), None)
    assert officer.ask(OpenHealthAssessment(key)).assessment.answers["gizi"] == "3"
    with pytest.raises(Refused):
        officer.ask(OpenHealthAssessment(social))
    refused(officer, WriteAssessment(person, "sosial", Occasion.ENTRY, {"kerja": "1"}), "not_allowed")


def test_that_a_social_worker_named_for_health_sees_what_was_found(house, person):
    assess(house.desk(Role.KESEHATAN), person, "psikologis")
    worker = house.desk(Role.PEKERJA_SOSIAL)
    house.head.do(PassRight(worker.staff.account_id, Right.SEE_HEALTH, TODAY))
    worker.look_again()
    (line,) = worker.ask(CaseFileOf(person)).assessments
    assert (line.veiled, line.score) == (False, 24)


@pytest.mark.parametrize("role", [role for role in Role if role not in {Role.KEPALA, Role.PEKERJA_SOSIAL}])
def test_that_no_other_role_opens_a_case_file(house, person, role):
    desk = house.desk(role)
    for query in (CaseFileOf(person), CaseWorkDue(), Instruments()):
        with pytest.raises(Refused) as caught:
            desk.ask(query)
        assert caught.value.code == "not_allowed"


def test_that_before_and_now_stand_beside_each_other_question_by_question(house, person):
    assess(house.head, person, "adl", best=False)
    house.on(TODAY + timedelta(days=30))
    key = assess(house.head, person, "adl", Occasion.REVIEW)
    (one,) = the_file(house, person).compared
    assert (one.before, one.after, one.better) == (0.0, 1.0, True)
    assert (one.before_words, one.after_words) == ("bergantung penuh", "mandiri")
    opened = house.head.ask(OpenAssessment(key))
    assert opened.first_on == TODAY
    assert len(opened.compared) == 10
    assert {(line.before, line.after) for line in opened.compared} == {(0.0, 1.0)}


def test_that_new_content_is_a_new_edition_and_what_was_filled_keeps_its_own(house, person, monkeypatch):
    old = assess(house.head, person, "adl")
    newer = tuple({**plain, "name": "Indeks baru"} if plain["code"] == "adl" else plain for plain in shipped())
    for module in ("asking", "assessing", "staging", "instruments"):
        monkeypatch.setattr(f"shelter_admin.operations.cases.{module}.shipped", lambda: newer)
    new = assess(house.head, person, "adl", Occasion.REVIEW)
    names = {key: house.head.ask(OpenAssessment(key)).assessment.line for key in (old, new)}
    assert (names[old].edition, names[old].instrument_name) == (1, "Indeks kegiatan sehari-hari (10 butir)")
    assert (names[new].edition, names[new].instrument_name) == (2, "Indeks baru")


def own_file(tmp_path, **changed):
    plain = next(dict(one) for one in shipped() if one["code"] == "sosial")
    path = tmp_path / "sosial-kami.json"
    path.write_text(json.dumps({**plain, **changed}), encoding="utf-8")
    return path


def edition_of(house: House, code: str):
    return next(one for one in house.head.ask(Instruments()) if one.instrument.code == code)


def test_that_an_office_s_own_instrument_takes_its_place_and_the_program_s_never_takes_it_back(house, person, tmp_path):
    path = own_file(tmp_path, name="Asesmen sosial kami")
    house.head.do(ImportInstrument(path))
    one = edition_of(house, "sosial")
    assert (one.own, one.edition, one.instrument.name) == (True, 2, "Asesmen sosial kami")
    assess(house.head, person, "sosial")
    assert the_file(house, person).assessments[0].instrument_name == "Asesmen sosial kami"
    refused(house.head, ImportInstrument(path), "instrument_same", field="file")
    refused(house.head, TakeBackInstrument(one.instrument_id), "instrument_in_use")


def test_that_an_import_is_taken_back_and_a_bad_file_leaves_nothing(house, tmp_path):
    house.head.do(ImportInstrument(own_file(tmp_path, code="kami")))
    assert edition_of(house, "kami").own
    house.head.undo()
    assert "kami" not in {one.instrument.code for one in house.head.ask(Instruments())}
    before = house.counts()
    refused(house.head, ImportInstrument(own_file(tmp_path, parts=[])), "instrument_part_missing")
    refused(house.head, ImportInstrument(tmp_path / "tidak-ada.json"), "instrument_not_read", field="file")
    assert house.counts() == before


def test_that_an_instrument_out_of_use_is_neither_offered_nor_due(house, person):
    house.on(TODAY + timedelta(days=20))
    house.head.do(RetireInstrument("sosial"))
    file = the_file(house, person)
    assert "sosial" not in {one.instrument.code for one in file.offered}
    assert "sosial" not in {one.code for one in file.due}
    refused(house.head, WriteAssessment(person, "sosial", Occasion.ENTRY, {"kerja": "1"}), "instrument_retired")
    house.head.do(UseInstrument("sosial"))
    assert "sosial" in {one.code for one in the_file(house, person).due}


def test_that_assessments_become_due_and_late_by_the_settings_and_by_whose_turn(house, person):
    worker, officer = house.desk(Role.PEKERJA_SOSIAL), house.desk(Role.KESEHATAN)
    assert worker.ask(CaseWorkDue()) == ()
    house.on(TODAY + timedelta(days=house.head.panti.settings.assessment_days + 3))
    mine, others = worker.ask(CaseWorkDue())
    assert (mine.role, mine.late(house.head.today), mine.mine(worker.staff)) == (Role.PEKERJA_SOSIAL, 3, True)
    assert (others.role, others.mine(worker.staff)) == (Role.KESEHATAN, False)
    (hers,) = officer.ask(HealthWorkDue())
    assert (hers.role, hers.mine(officer.staff)) == (Role.KESEHATAN, True)
    for code in ("biologis", "psikologis"):
        assess(officer, person, code)
    assert officer.ask(HealthWorkDue()) == ()
    house.on(house.head.today + timedelta(days=house.head.panti.settings.review_days))
    assert [one.words for one in officer.ask(HealthWorkDue())] == ["Asesmen biologis, Asesmen psikologis"]


def test_that_who_left_is_asked_for_nothing_until_aftercare(house, person):
    house.on(TODAY + timedelta(days=60))
    house.head.do(RecordLeaving(person, LeavingReason.FAMILY))
    assert house.head.ask(CaseWorkDue()) == ()
    house.head.do(MoveStage(person, Stage.AFTERCARE), reason="sudah pulang")
    due = the_file(house, person).due
    assert {one.occasion for one in due} == {Occasion.AFTER}
    assert {one.due_on for one in due} == {house.head.today + timedelta(days=house.head.panti.settings.aftercare_days)}


def a_goal(house: House, person: str) -> str:
    return house.head.do(AddGoal(person_id=person, goal="  Bekerja  di bengkel ", in_field=FieldOfLife.WORK)).outcome


def test_that_a_plan_has_goals_with_steps_and_whoever_does_them(house, person):
    goal = a_goal(house, person)
    worker = house.desk(Role.PEKERJA_SOSIAL)
    step = house.head.do(
        AddStep(goal_id=goal, step="Cari bengkel", account_id=worker.staff.account_id, due_on=TODAY)
    ).outcome
    house.head.do(AddStep(goal_id=goal, step="Antar", who="keluarga"))
    (found,) = the_file(house, person).goals
    assert (found.goal, [one.step for one in found.steps]) == ("Bekerja di bengkel", ["Cari bengkel", "Antar"])
    assert [one.account_name or one.who for one in found.steps] == ["pekerja-sosial", "keluarga"]
    (due,) = worker.ask(CaseWorkDue())
    assert (due.kind, due.key, due.mine(worker.staff), due.mine(house.head.staff)) == (DueKind.STEP, step, True, False)
    worker.do(MarkStep(step))
    refused(worker, RemoveStep(step), "step_is_done")
    (done, _open) = the_file(house, person).goals[0].steps
    assert (done.done_on, done.done_by) == (TODAY, "pekerja-sosial")
    assert worker.ask(CaseWorkDue()) == ()
    worker.undo()
    assert len(worker.ask(CaseWorkDue())) == 1


def test_that_a_closed_goal_keeps_its_outcome_and_its_steps_until_it_is_opened_again(house, person):
    goal = a_goal(house, person)
    step = house.head.do(AddStep(goal_id=goal, step="Cari bengkel", due_on=TODAY)).outcome
    house.head.do(CloseGoal(goal, GoalOutcome.PARTLY))
    assert the_file(house, person).goals[0].outcome is GoalOutcome.PARTLY
    assert house.head.ask(CaseWorkDue()) == ()
    for act in (
        MarkStep(step),
        AddStep(goal_id=goal, step="lagi"),
        EditGoal(goal_id=goal, goal="lain"),
        RemoveStep(step),
    ):
        refused(house.head, act, "goal_closed")
    house.head.undo()
    house.head.do(RemoveStep(step))
    house.head.undo()
    assert [one.step for one in the_file(house, person).goals[0].steps] == ["Cari bengkel"]
    refused(house.head, ReopenGoal(goal), "goal_open")
    refused(house.head, AddGoal(person_id=person, goal="   "), "goal_untold", field="goal")
    refused(house.head, AddStep(goal_id=goal, step="x", account_id="nobody"), "step_doer_unknown", field="account_id")


def test_that_a_goal_is_taken_back_only_while_it_has_no_steps(house, person):
    goal = a_goal(house, person)
    house.head.do(AddStep(goal_id=goal, step="Cari bengkel"))
    house.head.undo()
    house.head.undo()
    assert the_file(house, person).goals == ()


def test_that_moving_on_lists_what_is_missing_and_asks_a_reason_that_is_kept(house, person):
    refused(house.head, MoveStage(person, Stage.PLANNING), "reason_missing", field="reason")
    missing = house.head.do(MoveStage(person, Stage.PLANNING), reason="dokter berhalangan").outcome
    assert missing == (Requirement.CATEGORY, Requirement.ENTRY_ASSESSMENTS)
    (move,) = the_file(house, person).stage.moves
    assert (move.stage, move.despite, move.missing) == (Stage.PLANNING, "dokter berhalangan", missing)
    refused(house.head, MoveStage(person, Stage.PLANNING), "stage_same", field="stage")
    house.head.undo()
    assert the_file(house, person).stage.stage is Stage.REGISTRATION


def test_that_what_is_written_meets_what_a_stage_needs(house, person):
    officer, worker = house.desk(Role.KESEHATAN), house.desk(Role.PEKERJA_SOSIAL)
    for code in ("sosial", "spiritual", "minat_bakat"):
        assess(worker, person, code)
    assess(officer, person, "biologis")
    assert Requirement.ENTRY_ASSESSMENTS not in the_file(house, person).stage.met
    assess(officer, person, "psikologis")
    assert Requirement.ENTRY_ASSESSMENTS in the_file(house, person).stage.met
    goal = a_goal(house, person)
    assert Requirement.STEP not in the_file(house, person).stage.met
    step = worker.do(AddStep(goal_id=goal, step="Cari", who="keluarga")).outcome
    worker.do(MarkStep(step))
    met = the_file(house, person).stage.met
    assert {Requirement.ADMITTED, Requirement.GOAL, Requirement.STEP, Requirement.STEP_DONE} <= met
    assert Requirement.GOALS_CLOSED not in met
    worker.do(CloseGoal(goal, GoalOutcome.REACHED))
    assert Requirement.GOALS_CLOSED in the_file(house, person).stage.met
    for code in ("sosial", "spiritual"):
        assess(worker, person, code, Occasion.BEFORE_LEAVING)
    for code in ("biologis", "psikologis"):
        assess(officer, person, code, Occasion.BEFORE_LEAVING)
    assert Requirement.EXIT_ASSESSMENTS in the_file(house, person).stage.met


def test_that_a_stage_does_not_begin_ahead_nor_before_the_last_one(house, person):
    house.on(TODAY + timedelta(days=5))
    house.head.do(MoveStage(person, Stage.ASSESSMENT), reason="x")
    refused(house.head, MoveStage(person, Stage.PLANNING, TODAY), "stage_before", field="from_day", reason="x")
    ahead = house.head.today + timedelta(days=1)
    refused(house.head, MoveStage(person, Stage.PLANNING, ahead), "stage_in_future", field="from_day", reason="x")


def test_that_the_audit_names_who_looked_and_never_what_was_found(house, person):
    assess(house.head, person, "sosial", note="menangis semalam")
    a_goal(house, person)
    house.head.ask(CaseFileOf(person))
    lines = [line for line in house.audit() if person in line.about]
    assert {"WriteAssessment", "AddGoal", "CaseFileOf"} <= {line.act for line in lines}
    told = json.dumps([line.what for line in lines])
    assert "menangis" not in told
    assert "bengkel" not in told
