"""Readiness: what each person meets, who sees how much of it, what is written down, what the head decides."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import event, select, text
from sqlalchemy.exc import DBAPIError

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.leaving import LeavingReason
from shelter_admin.domain.readiness import DEFAULT_POLICY, USUAL, Criterion, Rule, State
from shelter_admin.domain.readiness_path import Step
from shelter_admin.domain.training import ProgramKind
from shelter_admin.operations.readiness import (
    CandidateFile,
    Candidates,
    DecideExit,
    EditReadinessPolicy,
    Outlooks,
    PrintPath,
    ReadinessPolicyNow,
    RecordCheck,
)
from shelter_admin.operations.residents import RecordLeaving, SetHealth
from shelter_admin.persistence.readiness.tables import ExitDecisionTable
from shelter_admin.persistence.training.programs import program_named
from shelter_admin.persistence.training.tables import ProgramTable
from tests.operations.readiness_house import (
    a_trainee,
    a_trainer,
    again_in,
    ready_but_for_the_head,
    states,
    the_candidate,
)
from tests.operations.residents_house import TODAY, refused


def with_limit(criterion, least):
    return tuple(
        replace(rule, least=least) if rule.criterion is criterion else rule for rule in DEFAULT_POLICY.criteria
    )


def test_that_guidance_makes_nobody_a_candidate(house):
    """Guidance of body, spirit and social life has no marks and ends with no certificate: nothing of it is weighed."""
    trainee = a_trainee(house)
    again_in(house, trainee, "Bimbingan mental")
    only_guided = a_trainee(house, "Budi Guntur", "Bimbingan mental")
    with house.writing() as session:
        guidance = session.get_one(ProgramTable, program_named(session, "Bimbingan mental"))
        guidance.kind = ProgramKind.SPIRITUAL.value
    assert [one.enrolment_id for one in house.head.ask(Candidates()).candidates] == [trainee.enrolment_id]
    assert house.head.ask(CandidateFile(only_guided.person_id)).name == "Budi Guntur"
    assert house.head.ask(CandidateFile(only_guided.person_id)).lines == ()
    assert [one.candidate.enrolment_id for one in house.head.ask(Outlooks())] == [trainee.enrolment_id]
    decision = DecideExit(only_guided.person_id, ready=True, names="Ratna")
    refused(house.head, decision, "no_training_here", field="person_id", reason="sudah mandiri")


def test_that_every_criterion_is_weighed_and_what_blocks_is_named_with_whose_turn_it_is(house):
    trainee = a_trainee(house, marks="HHAI", mark=68.0, nik=False, attention=True)
    line = the_candidate(house.head, trainee)
    assert states(line) == {
        "attendance": "not_met",
        "mark": "not_met",
        "identity": "not_met",
        "health": "not_met",
        "reception": "unknown",
        "case_conference": "unknown",
        "head": "unknown",
    }
    assert (line.met, line.of, line.turn) == (0, 7, Role.INSTRUKTUR)
    assert line.blockers == USUAL
    attendance, mark = line.check(Criterion.ATTENDANCE), line.check(Criterion.MARK)
    assert attendance is not None
    assert mark is not None
    assert (attendance.value, attendance.least, attendance.unmarked) == (50.0, 75.0, 0)
    assert (mark.value, mark.least) == (68.0, 70.0)


def test_that_what_nobody_marked_is_counted_as_neither(house):
    line = the_candidate(house.head, a_trainee(house, marks="HH.."))
    attendance = line.check(Criterion.ATTENDANCE)
    assert attendance is not None
    assert (attendance.state, attendance.value, attendance.unmarked) == (State.MET, 100.0, 2)


def test_that_what_nobody_has_written_down_is_unknown_and_blocks(house):
    line = the_candidate(house.head, a_trainee(house, marks="", mark=None, attention=None))
    assert [states(line)[name] for name in ("attendance", "mark", "health")] == ["unknown"] * 3
    assert line.met == 1


@pytest.mark.parametrize(
    ("missing", "turn"),
    [
        ({"nik": False}, Role.TATA_USAHA),
        ({"attention": None}, Role.KESEHATAN),
        ({"mark": 60.0}, Role.INSTRUKTUR),
        ({}, Role.PEKERJA_SOSIAL),
    ],
)
def test_that_the_first_thing_missing_says_who_must_act(house, missing, turn):
    assert the_candidate(house.head, a_trainee(house, **missing)).turn is turn


def test_that_somebody_who_lacks_only_the_head_s_word_is_proposed(house):
    line = the_candidate(house.head, ready_but_for_the_head(house))
    assert (line.proposed, line.waiting, line.met, line.of, line.turn) == (True, True, 6, 7, Role.KEPALA)


def test_that_ready_without_a_place_to_go_is_told_apart(house):
    trainee = a_trainee(house)
    house.head.do(RecordCheck(trainee.person_id, Criterion.CASE_CONFERENCE, State.MET))
    line = the_candidate(house.head, trainee)
    assert (line.no_receiver, line.proposed) == (True, False)
    house.head.do(RecordCheck(trainee.person_id, Criterion.RECEPTION, State.MET))
    assert not the_candidate(house.head, trainee).no_receiver


def test_that_what_does_not_apply_counts_neither_way(house):
    trainee = a_trainee(house)
    house.head.do(RecordCheck(trainee.person_id, Criterion.RECEPTION, State.NOT_APPLICABLE, note="Tinggal di sini"))
    line = the_candidate(house.head, trainee)
    assert line.of == 6
    assert Criterion.RECEPTION not in line.blockers


def test_that_each_programme_has_its_line_and_who_left_has_none(house):
    trainee = a_trainee(house, mark=90.0)
    again_in(house, trainee, "Las")
    lines = house.head.ask(Candidates()).candidates
    assert [(line.program, line.met) for line in lines] == [("Las", 2), ("Menjahit", 4)]
    house.head.do(RecordLeaving(trainee.person_id, LeavingReason.FAMILY, TODAY))
    assert house.head.ask(Candidates()).candidates == ()


def test_that_a_trainer_sees_the_own_trainees_in_the_own_programmes_only(house):
    own, other = a_trainee(house, "Nur Santoso"), a_trainee(house, "Dwi Lestari", "Las")
    again_in(house, own, "Las")
    trainer = a_trainer(house, "Menjahit")
    assert [line.enrolment_id for line in trainer.ask(Candidates()).candidates] == [own.enrolment_id]
    with pytest.raises(Refused, match="person_unknown"):
        trainer.ask(CandidateFile(other.person_id))


def test_that_notes_reasons_names_and_papers_are_not_for_the_trainer(house):
    trainee = a_trainee(house)
    house.head.do(RecordCheck(trainee.person_id, Criterion.RECEPTION, State.MET, TODAY, "Kakak di Samboja"))
    house.head.do(DecideExit(trainee.person_id, ready=False, names="Ratna, Budi"), reason="Keluarga menolak")
    seen = repr(a_trainer(house, "Menjahit").ask(CandidateFile(trainee.person_id)))
    path = a_trainer(house, "Menjahit").ask(CandidateFile(trainee.person_id))
    assert [one.note for one in path.written] == [None]
    assert [(one.reason, one.names) for one in path.decisions] == [(None, None)]
    assert next(one.told for one in path.stations if one.step is Step.IDENTITY) == ""
    assert "rahasia" not in seen
    whole = house.desk(Role.PEKERJA_SOSIAL).ask(CandidateFile(trainee.person_id))
    assert [one.note for one in whole.written] == ["Kakak di Samboja"]
    assert [(one.reason, one.names) for one in whole.decisions] == [("Keluarga menolak", "Ratna, Budi")]


def test_that_of_health_only_the_outcome_is_told(house):
    trainee = a_trainee(house, attention=True)
    for desk, state in ((house.head, State.NOT_MET), (house.desk(Role.PEKERJA_SOSIAL), State.UNKNOWN)):
        path = desk.ask(CandidateFile(trainee.person_id))
        (station,) = [one for one in path.stations if one.step is Step.HEALTH]
        assert (station.state, station.told) == (state, "")
        assert states(the_candidate(desk, trainee))["health"] == state.value
    house.desk(Role.KESEHATAN).do(SetHealth(trainee.person_id, details="obat teratur"))
    assert states(the_candidate(house.head, trainee))["health"] == "met"


def test_that_opening_and_printing_a_file_is_written_to_the_log(house):
    trainee = a_trainee(house)
    before = len(house.audit())
    house.head.ask(Candidates())
    assert len(house.audit()) == before
    house.head.ask(CandidateFile(trainee.person_id))
    assert house.head.ask(PrintPath(trainee.person_id)).content.startswith(b"%PDF")
    assert [(line.act, line.about) for line in house.audit()[before:]] == [
        ("CandidateFile", (trainee.person_id,)),
        ("PrintPath", (trainee.person_id,)),
    ]


def test_that_the_head_decides_either_way_and_the_newest_decision_stands(house):
    trainee = ready_but_for_the_head(house)
    assert (
        house.head.do(DecideExit(trainee.person_id, ready=False, names="Ratna"), reason="Belum percaya diri").undo
        is None
    )
    line = the_candidate(house.head, trainee)
    assert line.decision is not None
    assert (line.decision.ready, line.decision.proposed, line.waiting) == (False, True, False)
    house.head.do(DecideExit(trainee.person_id, ready=True, names="Ratna"), reason="Sudah diuji ulang")
    line = the_candidate(house.head, trainee)
    assert line.decision is not None
    assert (line.decision.ready, line.decision.reason, line.met, line.of) == (True, "Sudah diuji ulang", 7, 7)
    path = house.head.ask(CandidateFile(trainee.person_id))
    assert [one.ready for one in path.decisions] == [True, False]
    assert path.decisions[0].decided_by == "Dra. Ratna Wulandari"


def test_that_a_decision_against_the_proposal_is_taken_and_says_so(house):
    trainee = a_trainee(house, mark=None)
    house.head.do(DecideExit(trainee.person_id, ready=True, names="Ratna"), reason="Sudah bekerja")
    decision = the_candidate(house.head, trainee).decision
    assert decision is not None
    assert (decision.ready, decision.proposed, decision.met, decision.of) == (True, False, 3, 7)


def test_that_who_was_not_yet_ready_waits_for_the_head_again_once_nothing_else_is_missing(house):
    trainee = a_trainee(house)
    house.head.do(DecideExit(trainee.person_id, ready=False, names="Ratna"), reason="Belum ada penerima")
    assert not the_candidate(house.head, trainee).waiting
    for criterion in (Criterion.RECEPTION, Criterion.CASE_CONFERENCE):
        house.head.do(RecordCheck(trainee.person_id, criterion, State.MET))
    assert the_candidate(house.head, trainee).waiting


def test_that_a_decision_keeps_policy_and_figures_of_its_moment(house):
    trainee = a_trainee(house, marks="HHHA", mark=72.0)
    house.head.do(DecideExit(trainee.person_id, ready=True, names="Ratna"), reason="Cukup")
    house.head.do(EditReadinessPolicy(with_limit(Criterion.MARK, 90.0)))
    with house.head.store.asking() as session:
        kept = session.scalars(select(ExitDecisionTable.snapshot)).one()
    assert kept["policy"]["version"] == 1
    (line,) = kept["lines"]
    checks = {check["criterion"]: check for check in line["checks"]}
    assert (line["program"], line["met"], line["of"]) == ("Menjahit", 4, 7)
    assert (checks["mark"]["value"], checks["mark"]["least"], checks["mark"]["state"]) == (72.0, 70.0, "met")
    assert (checks["attendance"]["value"], checks["attendance"]["state"]) == (75.0, "met")


def test_that_a_decision_is_never_changed_or_taken_away_by_anybody(house):
    trainee = a_trainee(house)
    house.head.do(DecideExit(trainee.person_id, ready=True, names="Ratna"), reason="Cukup")
    assert house.head.undoable() is None
    for statement in ("UPDATE exit_decision SET ready = 0", "DELETE FROM exit_decision"):
        with pytest.raises(DBAPIError), house.head.store.engine.begin() as connection:
            connection.execute(text(statement))


@pytest.mark.parametrize(
    ("names", "reason", "code", "field"),
    [
        ("", "Cukup", "names_missing", "names"),
        ("Ratna", "  ", "reason_missing", "reason"),
        ("R" * 501, "Cukup", "text_too_long", "names"),
        ("Ratna", "x" * 501, "text_too_long", "reason"),
    ],
)
def test_that_a_decision_needs_names_and_a_reason(house, names, reason, code, field):
    trainee = a_trainee(house)
    before = house.counts()
    refused(house.head, DecideExit(trainee.person_id, ready=True, names=names), code, field=field, reason=reason)
    assert house.counts() == before


def test_that_nothing_is_decided_about_who_trains_in_nothing_or_has_left(house):
    person_id = house.admit("Slamet").person_id
    refused(
        house.head, DecideExit(person_id, ready=True, names="R"), "no_training_here", field="person_id", reason="Cukup"
    )
    house.head.do(RecordLeaving(person_id, LeavingReason.FAMILY, TODAY))
    refused(house.head, DecideExit(person_id, ready=True, names="R"), "not_in_house", field="person_id", reason="Cukup")


def test_that_a_check_is_written_over_changed_and_taken_back(house):
    trainee = a_trainee(house)
    house.head.do(RecordCheck(trainee.person_id, Criterion.RECEPTION, State.NOT_MET, TODAY, "Belum ada"))
    house.head.do(RecordCheck(trainee.person_id, Criterion.RECEPTION, State.MET, TODAY, "Kakak"))
    assert states(the_candidate(house.head, trainee))["reception"] == "met"
    house.head.undo()
    (written,) = house.head.ask(CandidateFile(trainee.person_id)).written
    assert (written.state, written.on_day, written.note) == (State.NOT_MET, TODAY, "Belum ada")
    house.head.undo()
    assert house.head.ask(CandidateFile(trainee.person_id)).written == ()


@pytest.mark.parametrize(
    ("criterion", "on_day", "note", "code", "field"),
    [
        (Criterion.HEALTH, TODAY, "", "check_not_by_hand", "criterion"),
        (Criterion.HEAD, TODAY, "", "check_not_by_hand", "criterion"),
        (Criterion.RECEPTION, TODAY + timedelta(days=1), "", "check_in_future", "on_day"),
        (Criterion.RECEPTION, TODAY, "x" * 501, "text_too_long", "note"),
    ],
)
def test_that_only_what_was_seen_is_written_down_and_only_by_hand(house, criterion, on_day, note, code, field):
    trainee = a_trainee(house)
    before = house.counts()
    refused(house.head, RecordCheck(trainee.person_id, criterion, State.MET, on_day, note), code, field=field)
    assert house.counts() == before


def test_that_the_policy_holds_from_its_day_and_is_counted(house):
    trainee = a_trainee(house, mark=72.0)
    assert house.head.ask(ReadinessPolicyNow()) == DEFAULT_POLICY
    tomorrow = TODAY + timedelta(days=1)
    house.head.do(EditReadinessPolicy(with_limit(Criterion.MARK, 75.0), tomorrow))
    assert states(the_candidate(house.head, trainee))["mark"] == "met"
    house.clock.forward(days=1)
    assert states(the_candidate(house.head, trainee))["mark"] == "not_met"
    now = house.head.ask(ReadinessPolicyNow())
    assert (now.version, now.valid_from) == (2, tomorrow)


def test_that_no_two_policies_share_a_number(house):
    numbers = []
    for least in (75.0, 80.0, 75.0):
        house.head.do(EditReadinessPolicy(with_limit(Criterion.MARK, least)))
        numbers.append(house.head.ask(ReadinessPolicyNow()).version)
    house.head.do(EditReadinessPolicy(with_limit(Criterion.MARK, 75.0)))
    numbers.append(house.head.ask(ReadinessPolicyNow()).version)
    assert numbers == [2, 3, 4, 4]


def test_that_a_criterion_left_out_of_the_policy_is_not_asked_for(house):
    trainee = a_trainee(house)
    house.head.do(
        EditReadinessPolicy(tuple(rule for rule in DEFAULT_POLICY.criteria if rule.criterion is not Criterion.HEALTH))
    )
    line = the_candidate(house.head, trainee)
    assert (line.of, line.check(Criterion.HEALTH)) == (6, None)
    house.head.undo()
    assert the_candidate(house.head, trainee).of == 7


def test_that_a_changed_policy_can_be_tried_out_and_nothing_is_kept(house):
    trainee = ready_but_for_the_head(house, mark=72.0)
    before = house.counts()
    tried = house.head.ask(Candidates(with_limit(Criterion.MARK, 75.0)))
    assert (tried.trial, tried.candidates[0].proposed) == (True, False)
    assert the_candidate(house.head, trainee).proposed
    assert house.counts() == before


@pytest.mark.parametrize(
    ("criteria", "code", "field"),
    [
        ((Rule(Criterion.MARK, 70.0),), "policy_without_head", "criteria"),
        ((Rule(Criterion.HEAD), Rule(Criterion.HEAD)), "criterion_twice", "criteria"),
        ((Rule(Criterion.MARK, 101.0), Rule(Criterion.HEAD)), "limit_out_of_bounds", "mark"),
        ((Rule(Criterion.ATTENDANCE, -1.0), Rule(Criterion.HEAD)), "limit_out_of_bounds", "attendance"),
        ((Rule(Criterion.MARK), Rule(Criterion.HEAD)), "limit_out_of_bounds", "mark"),
        ((Rule(Criterion.IDENTITY), Rule(Criterion.HEAD)), "papers_unclear", "identity"),
        ((Rule(Criterion.IDENTITY, accepts=("PASPOR",)), Rule(Criterion.HEAD)), "papers_unclear", "identity"),
        ((Rule(Criterion.HEALTH, accepts=("a text",)), Rule(Criterion.HEAD)), "papers_unclear", "health"),
    ],
)
def test_that_a_policy_that_cannot_be_meant_is_refused(house, criteria, code, field):
    refused(house.head, EditReadinessPolicy(criteria), code, field=field)
    assert house.head.ask(ReadinessPolicyNow()) == DEFAULT_POLICY


def test_that_a_policy_never_holds_backwards(house):
    yesterday = TODAY - timedelta(days=1)
    refused(house.head, EditReadinessPolicy(DEFAULT_POLICY.criteria, yesterday), "policy_in_past", field="valid_from")


def statements(house, ask) -> int:
    """How many statements a question takes."""
    asked: list[str] = []

    def listen(_connection, _cursor, statement, _parameters, _context, _many):
        asked.append(statement)

    event.listen(house.head.store.engine, "before_cursor_execute", listen)
    ask()
    event.remove(house.head.store.engine, "before_cursor_execute", listen)
    return len(asked)


def test_that_the_whole_list_takes_a_statement_a_source_however_many_live_here(house):
    a_trainee(house, "Nur Santoso")
    of_one = statements(house, lambda: house.head.ask(Candidates()))
    for name in ("Dwi Lestari", "Usat Njau"):
        a_trainee(house, name)
    assert statements(house, lambda: house.head.ask(Candidates())) == of_one
