"""Policies of readiness: for whom which holds, what each criterion asks of the store, and a change tried out before."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import insert, select

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.occurrences import OccurrenceKind
from shelter_admin.domain.readiness import HOUSE, Criterion, Rule, Scope, ScopeKind, Standing, State
from shelter_admin.domain.readiness_policy import USUAL_RULES
from shelter_admin.operations.readiness import (
    BeforeDeciding,
    EditReadinessPolicy,
    EndReadinessPolicy,
    Outlooks,
    ProofsOf,
    ReadinessPolicies,
    RecordCheck,
    TryPolicy,
)
from shelter_admin.operations.residents import SetCategories
from shelter_admin.persistence.base import new_id, stamped
from shelter_admin.persistence.cases.conference_tables import CaseConferenceTable, ConferenceCaseTable
from shelter_admin.persistence.panti import PolicyTable
from shelter_admin.persistence.training.programs import program_named
from shelter_admin.persistence.training.tables import (
    BatchTable,
    ClassLeaveTable,
    CompetenceCheckTable,
    CompetenceTable,
    HolidayTable,
    SessionChangeTable,
)
from tests.operations.readiness_facts import (
    BRAVE,
    HEAD,
    TOMORROW,
    a_departure,
    a_paper,
    a_practice,
    an_assessment,
    an_occurrence,
    of_program,
    only,
    state,
)
from tests.operations.readiness_house import a_trainee, a_trainer, ready_but_for_the_head, the_candidate
from tests.operations.residents_house import TODAY, refused


def test_that_the_policy_of_the_programme_goes_before_that_of_the_category_and_that_before_the_house_s(house):
    sewing = a_trainee(house, "Nur Santoso", "Menjahit", mark=72.0)
    welding = a_trainee(house, "Dwi Lestari", "Las", mark=72.0)
    for one in (sewing, welding):
        house.head.do(SetCategories(one.person_id, ("PENGEMIS",)))
    asked = {}
    house.head.do(only(Rule(Criterion.MARK, 60.0)))
    house.head.do(only(Rule(Criterion.MARK, 75.0), scope=Scope(ScopeKind.CATEGORY, "PENGEMIS")))
    asked["category"] = [state(house, one, Criterion.MARK).least for one in (sewing, welding)]
    house.head.do(only(Rule(Criterion.MARK, 80.0), scope=of_program(house, "Las")))
    asked["program"] = [state(house, one, Criterion.MARK).least for one in (sewing, welding)]
    assert asked == {"category": [75.0, 75.0], "program": [75.0, 80.0]}
    line = the_candidate(house.head, welding)
    assert (line.policy.scope.kind, line.policy.version) == (ScopeKind.PROGRAM, 1)
    house.head.undo()
    assert state(house, welding, Criterion.MARK).least == 75.0
    house.head.undo()
    assert state(house, welding, Criterion.MARK).least == 60.0


def test_that_a_policy_of_its_own_ends_from_a_day_on_and_comes_back_by_undo(house):
    trainee, scope = a_trainee(house), None
    scope = of_program(house, "Menjahit")
    made = house.head.do(only(Rule(Criterion.MARK, 90.0), scope=scope)).outcome
    refused(house.head, EndReadinessPolicy(scope, made.version + 1), "policy_changed_meanwhile", field="scope")
    house.head.do(EndReadinessPolicy(scope, made.version, TOMORROW))
    assert state(house, trainee, Criterion.MARK).least == 90.0
    house.clock.forward(days=1)
    assert state(house, trainee, Criterion.MARK).least == 70.0
    refused(house.head, EndReadinessPolicy(scope, 9), "no_policy_here", field="scope")
    house.head.undo()
    assert state(house, trainee, Criterion.MARK).least == 90.0
    refused(house.head, EndReadinessPolicy(HOUSE, 1), "no_policy_here", field="scope")


@pytest.mark.parametrize(
    "scope", [Scope(ScopeKind.PROGRAM, "nowhere"), Scope(ScopeKind.CATEGORY, "X"), Scope(ScopeKind.HOUSE, "x")]
)
def test_that_a_policy_is_for_somebody_there_is(house, scope):
    refused(house.head, only(Rule(Criterion.HEALTH), scope=scope), "scope_unknown", field="scope")


def test_that_a_policy_kept_by_an_earlier_program_is_still_read(house):
    trainee = a_trainee(house, mark=72.0)
    old = {
        "criteria": [
            {"criterion": "mark", "least": 75.0, "accepts": []},
            {"criterion": "head", "least": None, "accepts": []},
        ]
    }
    with house.writing() as session:
        session.add(PolicyTable(id=new_id(), kind="readiness", valid_from=TODAY, content=old))
    line = the_candidate(house.head, trainee)
    assert (line.of, line.policy.version, line.policy.pass_percent) == (2, 2, None)
    house.head.do(only(Rule(Criterion.MARK, 75.0)))
    assert the_candidate(house.head, trainee).policy.version == 2


def test_that_competences_count_those_seen_of_those_asked_in_the_programme(house):
    trainee = a_trainee(house)
    house.head.do(only(Rule(Criterion.COMPETENCE, 60.0)))
    assert state(house, trainee, Criterion.COMPETENCE).state is State.UNKNOWN
    with house.writing() as session:
        program_id = program_named(session, "Menjahit")
        ids = [new_id() for _no in range(4)]
        for at, one in enumerate(ids):
            retired = TODAY if at == 3 else None
            session.add(CompetenceTable(id=one, program_id=program_id, position=at, name=f"K{at}", retired_on=retired))
        session.flush()
        for one, competent in ((ids[0], True), (ids[1], False), (ids[3], True)):
            session.add(
                CompetenceCheckTable(
                    id=new_id(), enrolment_id=trainee.enrolment_id, person_id=trainee.person_id, competence_id=one,
                    competent=competent, seen_on=TODAY,
                )
            )  # fmt: skip
    check = state(house, trainee, Criterion.COMPETENCE)
    assert (check.state, round(check.value or 0)) == (State.NOT_MET, 33)
    house.head.do(only(Rule(Criterion.COMPETENCE, 33.0)))
    assert state(house, trainee, Criterion.COMPETENCE).state is State.MET


def test_that_field_practice_counts_the_days_somebody_was_there(house):
    trainee = a_trainee(house)
    house.head.do(only(Rule(Criterion.PRACTICE, 3.0)))
    assert state(house, trainee, Criterion.PRACTICE).state is State.UNKNOWN
    a_practice(house, trainee, "HHAS")
    check = state(house, trainee, Criterion.PRACTICE)
    assert (check.state, check.value) == (State.NOT_MET, 2)
    house.head.do(only(Rule(Criterion.PRACTICE, 2.0)))
    assert state(house, trainee, Criterion.PRACTICE).state is State.MET


def test_that_the_newest_score_of_the_assessment_counts_and_a_trainer_learns_the_outcome_alone(house):
    trainee = a_trainee(house)
    house.head.do(only(Rule(Criterion.ABILITY, 60.0, instrument="adl")))
    assert state(house, trainee, Criterion.ABILITY).state is State.UNKNOWN
    an_assessment(house, trainee, 80.0, TODAY - timedelta(days=3))
    an_assessment(house, trainee, 40.0, TODAY - timedelta(days=30))
    an_assessment(house, trainee, 10.0, TODAY, code="psikologis")
    check = state(house, trainee, Criterion.ABILITY)
    assert (check.state, check.value) == (State.MET, 80.0)
    seen = state(house, trainee, Criterion.ABILITY, a_trainer(house, "Menjahit"))
    assert (seen.state, seen.value) == (State.MET, None)


def test_that_only_what_weighs_and_is_not_long_ago_holds_somebody_up_and_until_when_is_told(house):
    trainee = a_trainee(house)
    house.head.do(only(Rule(Criterion.BEHAVIOUR, accepts=("fight", "theft"), days=30)))
    assert state(house, trainee, Criterion.BEHAVIOUR).state is State.MET
    an_occurrence(house, trainee, OccurrenceKind.VISITOR, 1)
    an_occurrence(house, trainee, OccurrenceKind.FIGHT, 30)
    assert state(house, trainee, Criterion.BEHAVIOUR).state is State.MET
    an_occurrence(house, trainee, OccurrenceKind.THEFT, 29)
    check = state(house, trainee, Criterion.BEHAVIOUR)
    assert (check.state, check.on_day) == (State.NOT_MET, TODAY - timedelta(days=29))
    assert house.head.ask(Outlooks(trainee.person_id))[0].forecast.day == TOMORROW
    trainer = a_trainer(house, "Menjahit")
    assert state(house, trainee, Criterion.BEHAVIOUR, trainer).on_day is None
    assert trainer.ask(Outlooks(trainee.person_id))[0].forecast.day is None
    house.clock.forward(days=1)
    assert state(house, trainee, Criterion.BEHAVIOUR).state is State.MET


def test_that_a_place_to_go_follows_from_what_is_arranged_until_somebody_writes_it_down(house):
    trainee = a_trainee(house)
    a_departure(house, trainee, reception="family")
    told = [state(house, trainee, Criterion.RECEPTION).lacks]
    a_departure(house, trainee, receiver="Kakak")
    told.append(state(house, trainee, Criterion.RECEPTION).lacks)
    a_departure(house, trainee, surveyed_on=TODAY - timedelta(days=2), survey_willing=True)
    assert [[one.value for one in lacks] for lacks in told] == [["receiver", "survey"], ["survey"]]
    assert state(house, trainee, Criterion.RECEPTION).state is State.MET
    house.head.do(RecordCheck(trainee.person_id, Criterion.RECEPTION, State.NOT_MET, TODAY, "Rumah terbakar"))
    assert state(house, trainee, Criterion.RECEPTION).state is State.NOT_MET


def test_that_a_family_that_refused_since_weighs_more_than_what_was_written_before(house):
    trainee = ready_but_for_the_head(house)
    assert the_candidate(house.head, trainee).standing is Standing.PROPOSED
    a_departure(house, trainee, reception="family", receiver="Kakak", surveyed_on=TODAY, survey_willing=False)
    assert the_candidate(house.head, trainee).standing is Standing.PROPOSED  # written down on the same day
    house.clock.forward(days=2)
    a_departure(house, trainee, surveyed_on=TODAY + timedelta(days=2))
    line = the_candidate(house.head, trainee)
    assert (line.standing, line.no_receiver) == (Standing.NO_RECEIVER, True)
    step = house.head.ask(Outlooks(trainee.person_id))[0].step
    assert step == "The family does not take them in: look for another place to go."


def test_that_the_plan_is_met_once_it_is_written_and_the_dinsos_was_told(house):
    trainee = a_trainee(house)
    house.head.do(only(Rule(Criterion.PLAN)))
    found = [state(house, trainee, Criterion.PLAN).state]
    for arranged in ({"plan": "Bekerja di bengkel"}, {"dinsos_told_on": TODAY}):
        a_departure(house, trainee, **arranged)
        found.append(state(house, trainee, Criterion.PLAN).state)
    assert found == [State.UNKNOWN, State.NOT_MET, State.MET]


def test_that_an_own_criterion_is_looked_at_and_written_down_by_its_words(house):
    trainee = a_trainee(house)
    refused(
        house.head, RecordCheck(trainee.person_id, Criterion.OWN, State.MET, key="a"), "criterion_not_asked",
        field="criterion",
    )  # fmt: skip
    house.head.do(only(BRAVE, replace(BRAVE, key="b", words="Rapi", role=None)))
    line = the_candidate(house.head, trainee)
    assert ([check.words for check in line.blocking[:2]], line.turn) == (["Percaya diri", "Rapi"], Role.INSTRUKTUR)
    assert line.turns == {Role.INSTRUKTUR, Role.PEKERJA_SOSIAL}
    house.head.do(RecordCheck(trainee.person_id, Criterion.OWN, State.MET, key="a"))
    line = the_candidate(house.head, trainee)
    assert [check.state for check in line.checks[:2]] == [State.MET, State.UNKNOWN]
    house.head.undo()
    assert the_candidate(house.head, trainee).met == 0


def test_that_what_needs_a_paper_is_met_with_it_alone(house):
    trainee = a_trainee(house)
    house.head.do(only(Rule(Criterion.RECEPTION, document="surat_rujukan")))
    house.head.do(RecordCheck(trainee.person_id, Criterion.RECEPTION, State.MET))
    check = state(house, trainee, Criterion.RECEPTION)
    assert (check.state, [one.value for one in check.lacks]) == (State.NOT_MET, ["paper"])
    old = a_paper(house, trainee, expires_on=TODAY - timedelta(days=1))
    assert state(house, trainee, Criterion.RECEPTION).state is State.NOT_MET
    other = a_trainee(house, "Dwi Lestari")
    refused(
        house.head, RecordCheck(other.person_id, Criterion.RECEPTION, State.MET, document_id=old), "check_proof_unknown",
        field="document_id",
    )  # fmt: skip
    assert [one.title for one in house.head.ask(ProofsOf(trainee.person_id))] == ["Surat kakak"]
    house.head.do(RecordCheck(trainee.person_id, Criterion.RECEPTION, State.MET, document_id=old))
    check = state(house, trainee, Criterion.RECEPTION)
    assert (check.state, check.proved) == (State.MET, True)
    house.head.undo()
    a_paper(house, trainee)
    assert state(house, trainee, Criterion.RECEPTION).state is State.MET


def test_that_an_own_criterion_with_a_paper_is_met_by_the_paper_in_the_file(house):
    trainee = a_trainee(house)
    house.head.do(only(replace(BRAVE, document="surat_rujukan")))
    assert state(house, trainee, Criterion.OWN).state is State.UNKNOWN
    a_paper(house, trainee)
    assert state(house, trainee, Criterion.OWN).state is State.MET
    house.head.do(RecordCheck(trainee.person_id, Criterion.OWN, State.NOT_MET, key="a"))
    assert state(house, trainee, Criterion.OWN).state is State.NOT_MET


def test_that_what_does_not_apply_says_why_and_the_head_s_word_always_applies(house):
    trainee = a_trainee(house, nik=False)
    nothing = RecordCheck(trainee.person_id, Criterion.IDENTITY, State.NOT_APPLICABLE)
    refused(house.head, nothing, "not_applicable_reason", field="note")
    house.head.do(replace(nothing, note="Warga negara asing, dipulangkan oleh imigrasi"))
    assert state(house, trainee, Criterion.IDENTITY).state is State.NOT_APPLICABLE
    refused(
        house.head, RecordCheck(trainee.person_id, Criterion.HEAD, State.NOT_APPLICABLE, note="x"),
        "check_not_by_hand", field="criterion",
    )  # fmt: skip


def test_that_weighted_criteria_hold_somebody_up_only_below_the_pass_score(house):
    trainee = a_trainee(house, mark=60.0, attention=True)
    rules = (Rule(Criterion.MARK, 70.0, weight=3), replace(USUAL_RULES[Criterion.IDENTITY], weight=7))
    house.head.do(only(Rule(Criterion.HEALTH), *rules, pass_percent=75.0))
    line = the_candidate(house.head, trainee)
    assert (line.score, [check.criterion for check in line.blocking][:2]) == (70.0, [Criterion.MARK, Criterion.HEALTH])
    house.head.do(only(Rule(Criterion.HEALTH), *rules, pass_percent=70.0))
    line = the_candidate(house.head, trainee)
    assert (line.blockers, line.met, line.of) == ((Criterion.HEALTH, Criterion.HEAD), 1, 4)


@pytest.mark.parametrize(
    ("rules", "score", "code", "field"),
    [
        ((Rule(Criterion.MARK, 70.0, weight=3),), None, "pass_score_unclear", "pass_percent"),
        ((Rule(Criterion.MARK, 70.0),), 50.0, "pass_score_unclear", "pass_percent"),
        ((Rule(Criterion.MARK, 70.0, weight=3),), 101.0, "pass_score_unclear", "pass_percent"),
        ((Rule(Criterion.MARK, 70.0, weight=0),), None, "weight_out_of_bounds", "mark"),
        ((Rule(Criterion.COMPETENCE),), None, "limit_out_of_bounds", "competence"),
        ((Rule(Criterion.PRACTICE),), None, "policy_days_unclear", "practice"),
        ((Rule(Criterion.BEHAVIOUR, accepts=("fight",)),), None, "policy_days_unclear", "behaviour"),
        ((Rule(Criterion.BEHAVIOUR, days=30),), None, "papers_unclear", "behaviour"),
        ((Rule(Criterion.ABILITY, 60.0),), None, "instrument_missing", "ability"),
        ((Rule(Criterion.OWN, key="a", words=" "),), None, "own_words_missing", "own:a"),
        ((Rule(Criterion.OWN, key="a", words="x", role=Role.ADMIN),), None, "own_turn_unclear", "own:a"),
        ((BRAVE, BRAVE), None, "criterion_twice", "criteria"),
        ((Rule(Criterion.HEALTH, document="ktp"),), None, "proof_unclear", "health"),
        ((Rule(Criterion.RECEPTION, document="paspor"),), None, "proof_unclear", "reception"),
    ],
)
def test_that_what_cannot_be_meant_is_refused(house, rules, score, code, field):
    refused(house.head, only(*rules, pass_percent=score), code, field=field)
    with pytest.raises(Exception, match=code):
        house.head.ask(TryPolicy((*rules, HEAD), pass_percent=score))
    head = replace(HEAD, weight=1)
    refused(house.head, EditReadinessPolicy((head,), pass_percent=50.0), "policy_without_head", field="criteria")


def test_that_the_head_sees_what_the_last_case_conference_said(house):
    trainee = a_trainee(house)
    assert house.head.ask(BeforeDeciding(trainee.person_id)).heard is None
    with house.writing() as session:
        for no, (purpose, outcome) in enumerate((("exit", "not_yet"), ("exit", "recommended"), ("review", "agreed"))):
            meeting = CaseConferenceTable(id=new_id(), day=TODAY - timedelta(days=20 - no))
            session.add(meeting)
            session.flush()
            session.add(
                ConferenceCaseTable(
                    id=new_id(), conference_id=meeting.id, stay_id=trainee.stay_id, person_id=trainee.person_id,
                    position=1, purpose=purpose, outcome=outcome, words="Siap bekerja",
                )
            )  # fmt: skip
            session.flush()
            meeting.present, meeting.closed_at, meeting.closed_by = "Rina", datetime(2026, 11, 10, tzinfo=UTC), "x"
    found = house.head.ask(BeforeDeciding(trainee.person_id))
    assert found.heard is not None
    assert (found.heard.outcome, found.heard.day, found.heard.words) == (
        "recommended", TODAY - timedelta(days=19), "Siap bekerja",
    )  # fmt: skip
    assert [one.candidate.enrolment_id for one in found.outlooks] == [trainee.enrolment_id]


def test_that_the_forecast_walks_over_the_days_that_are_planned(house):
    trainee = a_trainee(house, marks="A" * 6 + "H" * 16)
    due = [TODAY + timedelta(days=step) for step in range(40) if (TODAY + timedelta(days=step)).isoweekday() <= 5]
    with house.writing() as session:
        batch = session.scalars(select(BatchTable)).one()
        batch.ends_on, batch.weekdays = TODAY + timedelta(days=39), "12345"
        session.execute(insert(HolidayTable), [stamped(session, day=due[0], name="Libur", off=True, source="office")])
        session.add(SessionChangeTable(id=new_id(), batch_id=batch.id, day=due[1], kind="cancelled", reason="Listrik"))
        session.add(
            ClassLeaveTable(
                id=new_id(), enrolment_id=trainee.enrolment_id, person_id=trainee.person_id, from_day=due[2],
                until_day=due[2], mark="I",
            )
        )  # fmt: skip
    house.head.do(only(Rule(Criterion.ATTENDANCE, 75.0)))
    (found,) = house.head.ask(Outlooks())
    # 16 of 22 so far, 16 of 19 in four weeks: a day of leave, then so many days until three in four were gone to.
    assert found.candidate.check(Criterion.ATTENDANCE).value == pytest.approx(16 * 100 / 22)
    (part,) = found.forecast.parts
    assert (part.pace.done, part.pace.of) == (16, 19)
    present, marked, needed = 16.0, 22, 0
    for needed, day in enumerate(due[2:], start=1):
        marked += 1
        present += 0 if day == due[2] else part.pace.done / part.pace.of
        if present / marked >= 0.75:
            assert (found.forecast.day, part.sessions) == (day, needed)
            break
    else:
        pytest.fail("the limit is reached in this class")


def test_that_every_policy_is_told_with_its_days_and_categories_only_to_whoever_may_see_them(house):
    a_trainee(house)
    house.head.do(only(Rule(Criterion.MARK, 60.0), scope=Scope(ScopeKind.CATEGORY, "ODHA")))
    house.head.do(only(Rule(Criterion.MARK, 65.0), valid_from=TOMORROW))
    book = house.head.ask(ReadinessPolicies())
    assert [(line.scope.kind, line.now.criteria[0].least) for line in book.lines if line.now] == [
        (ScopeKind.HOUSE, 75.0), (ScopeKind.CATEGORY, 60.0),
    ]  # fmt: skip
    coming = book.lines[0].coming(TODAY)
    assert coming is not None
    assert (coming[0], coming[1] and coming[1].criteria[0].least) == (TOMORROW, 65.0)
    told = a_trainer(house, "Menjahit").ask(ReadinessPolicies())
    assert ([line.scope.kind for line in told.lines], told.categories) == ([ScopeKind.HOUSE], ())


def test_that_whose_category_a_policy_is_for_is_not_told_to_the_trainer(house):
    trainee = a_trainee(house)
    house.head.do(SetCategories(trainee.person_id, ("ODHA",)))
    house.head.do(only(Rule(Criterion.MARK, 60.0), scope=Scope(ScopeKind.CATEGORY, "ODHA")))
    trainer = a_trainer(house, "Menjahit")
    assert the_candidate(trainer, trainee).policy.scope == Scope(ScopeKind.CATEGORY)
    assert state(house, trainee, Criterion.MARK, trainer).least == 60.0
