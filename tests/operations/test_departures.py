"""Leaving on a real store: arranged, told to readiness, visited afterwards, and what is still open, blocking nobody."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from shelter_admin.domain.accounts import Right, Role
from shelter_admin.domain.cases.instruments import Occasion
from shelter_admin.domain.departures.arranging import Arrangement, Reception
from shelter_admin.domain.departures.handing import HandedKind
from shelter_admin.domain.departures.steps import Stands, Step
from shelter_admin.domain.errors import Conflict, Refused
from shelter_admin.domain.leaving import LeavingReason
from shelter_admin.domain.readiness import Criterion, State
from shelter_admin.domain.today import TaskKind
from shelter_admin.operations.accounts import PassRight
from shelter_admin.operations.departures.arranging import ArrangeDeparture, seen_of
from shelter_admin.operations.departures.asking import DeparturesNow, StillOpenOf, VisitsNow
from shelter_admin.operations.departures.visiting import EditVisit
from shelter_admin.operations.duty.belongings import KeepBelonging
from shelter_admin.operations.readiness import CandidateFile, DecideExit, RecordCheck
from shelter_admin.operations.residents import (
    CorrectLeaving,
    RecordLeaving,
    ReturnPerson,
    SetExpectedExit,
)
from shelter_admin.operations.settings import ChangeSettings
from shelter_admin.operations.today import TodayNow
from shelter_admin.persistence.base import new_id
from shelter_admin.persistence.cases.tables import AssessmentTable, InstrumentTable
from shelter_admin.persistence.departures.visits import plan_first
from shelter_admin.persistence.residents.stays import last_stay
from tests.operations.cases_house import assess
from tests.operations.departures_house import (
    CAME,
    REFUSED,
    WILLING,
    a_leaver,
    arrange,
    hand_tools,
    pay_out,
    save,
    stands,
    the_file,
    the_line,
)
from tests.operations.readiness_facts import a_paper
from tests.operations.readiness_house import a_trainee, states, the_candidate
from tests.operations.residents_house import TODAY, refused


@pytest.fixture
def slamet(house):
    return a_leaver(house)


def reception_of(house, person_id):
    """The criterion of readiness as it is written down: how it stands and the note."""
    written = [one for one in house.head.ask(CandidateFile(person_id)).written if one.criterion == Criterion.RECEPTION]
    return [(one.state, one.note) for one in written]


def test_that_nobody_is_about_to_leave_until_a_day_a_decision_or_an_arrangement_says_so(house, slamet):
    joko = a_trainee(house, "Joko").person_id
    siti = a_leaver(house, "Siti")
    assert house.head.ask(DeparturesNow()) == ()
    arrange(house.head, slamet, WILLING)
    house.head.do(SetExpectedExit(siti, TODAY + timedelta(days=3)))
    house.head.do(DecideExit(joko, ready=True, names="Bu Rina"), reason="sidang")
    found = house.head.ask(DeparturesNow())
    assert [(line.name, line.due_on) for line in found] == [
        ("Siti", TODAY + timedelta(days=3)),
        ("Slamet Riyadi", WILLING.planned_on),
        ("Joko", None),
    ]


def test_that_a_later_no_of_the_head_takes_somebody_off_the_list_again(house):
    joko = a_trainee(house, "Joko").person_id
    house.head.do(DecideExit(joko, ready=True, names="Bu Rina"), reason="sidang")
    assert the_line(house.head, joko) is not None
    house.head.do(DecideExit(joko, ready=False, names="Bu Rina"), reason="belum")
    assert the_line(house.head, joko) is None


def test_that_what_is_arranged_is_kept_and_taken_back_by_undo(house, slamet):
    before = house.counts()
    arrange(house.head, slamet, WILLING)
    assert the_file(house.head, slamet).line.arrangement == WILLING
    house.head.undo()
    assert the_file(house.head, slamet).line.arrangement == Arrangement()
    after = house.counts()
    assert {name: after[name] for name in ("departure", "readiness_check")} == {
        name: before[name] for name in ("departure", "readiness_check")
    }


def test_that_undoing_a_change_brings_back_what_stood_before(house, slamet):
    arrange(house.head, slamet, WILLING)
    arrange(house.head, slamet, replace(WILLING, receiver="Karel Lencau", plan=""))
    house.head.undo()
    assert the_file(house.head, slamet).line.arrangement == WILLING
    assert reception_of(house, slamet) == [(State.MET, "to the family: Rohana Sulastri (bibi)")]


def test_that_readiness_learns_in_the_same_act_that_there_is_a_place_to_go_or_that_the_family_refuses(house):
    trainee = a_trainee(house)
    person = trainee.person_id
    arrange(house.head, person, Arrangement(reception=Reception.FAMILY, receiver="Rohana"))
    assert reception_of(house, person) == []
    arrange(house.head, person, WILLING)
    assert reception_of(house, person) == [(State.MET, "to the family: Rohana Sulastri (bibi)")]
    assert states(the_candidate(house.head, trainee))["reception"] == "met"
    arrange(house.head, person, REFUSED)
    assert reception_of(house, person) == [(State.NOT_MET, "rumah penuh, tidak sanggup")]
    assert states(the_candidate(house.head, trainee))["reception"] == "not_met"
    arrange(house.head, person, replace(REFUSED, reception=Reception.INSTITUTION, receiver="Panti Budi Luhur"))
    assert reception_of(house, person) == [(State.MET, "to another institution: Panti Budi Luhur")]


def test_that_a_check_written_by_hand_stays_until_an_arrangement_says_otherwise(house, slamet):
    house.head.do(RecordCheck(slamet, Criterion.RECEPTION, State.MET, TODAY, "kakak di Berau"))
    arrange(house.head, slamet, Arrangement(plan="kerja"))
    assert reception_of(house, slamet) == [(State.MET, "kakak di Berau")]
    arrange(house.head, slamet, REFUSED)
    assert reception_of(house, slamet)[0][0] is State.NOT_MET
    house.head.undo()
    assert reception_of(house, slamet) == [(State.MET, "kakak di Berau")]


def test_that_an_arrangement_cannot_be_taken_back_over_what_somebody_wrote_meanwhile(house, slamet):
    arrange(house.head, slamet, WILLING)
    peksos = house.desk(Role.PEKERJA_SOSIAL)
    arrange(peksos, slamet, replace(WILLING, plan="sekolah"))
    with pytest.raises(Exception, match="changed_meanwhile"):
        house.head.undo()
    assert the_file(house.head, slamet).line.arrangement.plan == "sekolah"


def test_that_what_the_social_worker_wrote_of_the_place_to_go_since_stays(house):
    trainee = a_trainee(house)
    arrange(house.head, trainee.person_id, WILLING)
    act = RecordCheck(trainee.person_id, Criterion.RECEPTION, State.NOT_MET, TODAY, "bibi sakit")
    house.desk(Role.PEKERJA_SOSIAL).do(act)
    with pytest.raises(Refused) as refusal:
        house.head.undo()
    assert refusal.value.code == "changed_meanwhile"
    assert reception_of(house, trainee.person_id) == [(State.NOT_MET, "bibi sakit")]


def test_that_a_check_comes_back_with_its_proof(house):
    trainee = a_trainee(house)
    proof = a_paper(house, trainee)
    act = RecordCheck(trainee.person_id, Criterion.RECEPTION, State.MET, TODAY, "kakak", document_id=proof)
    house.head.do(act)
    arrange(house.head, trainee.person_id, REFUSED)
    house.head.undo()
    (written,) = house.head.ask(CandidateFile(trainee.person_id)).written
    assert (written.state, written.document_id) == (State.MET, proof)


def test_that_two_who_arrange_different_things_both_have_theirs_and_the_same_field_is_asked(house, slamet):
    stay_id = the_file(house.head, slamet).line.stay_id
    opened = seen_of(Arrangement())
    mine, theirs = Arrangement(plan="kerja"), Arrangement(receiver="Rohana", reception=Reception.FAMILY)
    peksos = house.desk(Role.PEKERJA_SOSIAL)
    peksos.do(ArrangeDeparture(person_id=slamet, stay_id=stay_id, arrangement=theirs, seen=opened))
    house.head.do(ArrangeDeparture(person_id=slamet, stay_id=stay_id, arrangement=mine, seen=opened))
    assert the_file(house.head, slamet).line.arrangement == replace(theirs, plan="kerja")
    other = ArrangeDeparture(
        person_id=slamet, stay_id=stay_id, arrangement=Arrangement(reception=Reception.OWN), seen=opened
    )
    with pytest.raises(Conflict) as caught:
        house.head.do(other)
    assert [(one.label, one.theirs, one.mine) for one in caught.value.differences] == [
        ("Goes", "to the family", "to a place of their own")
    ]


def test_that_each_step_follows_what_is_written_elsewhere(house):
    trainee = a_trainee(house)
    person, stay_id = trainee.person_id, trainee.stay_id
    found = stands(house.head, person)
    assert found["decision"] is found["assessment"] is found["termination"] is Stands.OPEN
    assert found["tools"] is found["savings"] is found["kept"] is Stands.NOT_NEEDED
    house.head.do(DecideExit(person, ready=True, names="Bu Rina"), reason="sidang")
    house.head.do(KeepBelonging(person, "Dompet"))
    save(house.head, person, 50_000)
    arrange(house.head, person, WILLING)
    with house.writing() as session:
        tool = InstrumentTable(id=new_id(), code="adl", edition=1, name="ADL", content={})
        session.add(tool)
        session.flush()
        filled = AssessmentTable(
            id=new_id(), stay_id=stay_id, person_id=person, instrument_id=tool.id, occasion="before_leaving",
            on_day=TODAY, filled_by="x", answers={},
        )  # fmt: skip
        session.add(filled)
    steps = {step.step: step for step in the_file(house.head, person).line.steps}
    done = {Step.DECISION, Step.RECEPTION, Step.SURVEY, Step.PICKUP_PAPERS, Step.PLAN, Step.DINSOS, Step.ASSESSMENT}
    assert {key for key, step in steps.items() if step.stands is Stands.DONE} == done | {Step.TERMINATION}
    assert (steps[Step.SAVINGS].figure, steps[Step.KEPT].figure) == (50_000, 1)


def test_that_leaving_somebody_with_everything_open_is_not_refused_and_says_so_before(house, slamet):
    assert Step.RECEPTION in {step.step for step in house.head.ask(StillOpenOf(slamet))}
    house.head.do(RecordLeaving(slamet, LeavingReason.OWN_REQUEST))
    line = the_line(house.head, slamet)
    assert line is not None
    assert line.gone
    assert {step.step for step in line.open_steps} == {Step.DINSOS, Step.TERMINATION}


def test_that_the_first_visit_is_planned_with_the_leaving_and_goes_with_it(house, slamet):
    house.head.do(ChangeSettings(replace(house.head.panti.settings, aftercare_days=14)))
    left = TODAY - timedelta(days=2)
    house.head.do(RecordLeaving(slamet, LeavingReason.FAMILY, left))
    (visit,) = house.head.ask(VisitsNow())
    assert (visit.name, visit.planned_on, visit.left_on) == ("Slamet Riyadi", left + timedelta(days=14), left)
    house.head.undo()
    assert house.head.ask(VisitsNow()) == ()
    assert the_file(house.head, slamet).visits == ()


@pytest.mark.parametrize(("reason", "planned"), [(LeavingReason.DIED, 0), (LeavingReason.RAN_AWAY, 1)])
def test_that_nobody_visits_who_died(house, slamet, reason, planned):
    house.head.do(RecordLeaving(slamet, reason))
    assert len(house.head.ask(VisitsNow())) == planned


def test_that_who_comes_back_is_not_visited_and_is_planned_anew_when_the_return_is_taken_back(house, slamet):
    house.head.do(RecordLeaving(slamet, LeavingReason.RAN_AWAY, TODAY - timedelta(days=5)))
    house.head.do(ReturnPerson(person_id=slamet))
    assert house.head.ask(VisitsNow()) == ()
    house.head.undo()
    assert [visit.planned_on for visit in house.head.ask(VisitsNow())] == [TODAY + timedelta(days=25)]


def test_that_a_leaving_struck_out_plans_no_visit_until_it_stands_again(house, slamet):
    house.head.do(RecordLeaving(slamet, LeavingReason.FAMILY))
    house.head.do(CorrectLeaving(slamet), reason="salah orang")
    assert house.head.ask(VisitsNow()) == ()
    house.head.undo()
    assert len(house.head.ask(VisitsNow())) == 1


def test_that_who_lives_here_again_in_a_new_stay_is_no_longer_in_the_list_of_visits(house, slamet):
    house.head.do(RecordLeaving(slamet, LeavingReason.FAMILY))
    house.on(TODAY + timedelta(days=3))
    house.head.do(ReturnPerson(person_id=slamet))
    assert house.head.ask(VisitsNow()) == ()


def test_that_a_visit_made_stays_when_the_leaving_is_struck_out(house, slamet):
    house.head.do(RecordLeaving(slamet, LeavingReason.FAMILY, TODAY - timedelta(days=40)))
    (visit,) = house.head.ask(VisitsNow())
    house.head.do(EditVisit(visit_id=visit.visit_id, planned_on=visit.planned_on, visited_on=TODAY, words="bekerja"))
    assert house.head.ask(VisitsNow()) == ()
    house.head.do(CorrectLeaving(slamet), reason="salah orang")
    assert [one.words for one in the_file(house.head, slamet).visits] == ["bekerja"]


def test_that_a_visit_is_moved_made_and_taken_back(house, slamet):
    house.head.do(RecordLeaving(slamet, LeavingReason.FAMILY))
    (visit,) = house.head.ask(VisitsNow())
    later = visit.planned_on + timedelta(days=7)
    house.head.do(EditVisit(visit_id=visit.visit_id, planned_on=later, visitor="Maria Lencau"))
    assert [(one.planned_on, one.visitor) for one in house.head.ask(VisitsNow())] == [(later, "Maria Lencau")]
    house.head.undo()
    assert house.head.ask(VisitsNow()) == (visit,)


def test_that_a_leaving_that_has_its_visit_plans_no_second_one(house, slamet):
    house.head.do(RecordLeaving(slamet, LeavingReason.FAMILY))
    with house.writing() as session:
        assert plan_first(session, last_stay(session, slamet), 30) is None
    assert len(house.head.ask(VisitsNow())) == 1


def test_that_an_assessment_at_entry_is_not_the_one_before_leaving(house, slamet):
    assess(house.head, slamet, "sosial")
    assert stands(house.head, slamet)["assessment"] is Stands.OPEN
    assess(house.head, slamet, "sosial", Occasion.BEFORE_LEAVING)
    assert stands(house.head, slamet)["assessment"] is Stands.DONE


def visits_of_the_day(desk):
    tasks = [task for task in desk.ask(TodayNow()).tasks if task.kind is TaskKind.VISIT_DUE]
    return [(task.who, task.person_id, task.night, task.count) for task in tasks]


def test_that_the_day_asks_the_social_worker_for_a_visit_from_its_day_until_it_is_made(house, slamet):
    house.head.do(ChangeSettings(replace(house.head.panti.settings, aftercare_days=14)))
    left = TODAY - timedelta(days=10)
    house.head.do(RecordLeaving(slamet, LeavingReason.FAMILY, left))
    due = left + timedelta(days=14)
    worker = house.desk(Role.PEKERJA_SOSIAL)
    house.clock.forward(days=3)
    assert visits_of_the_day(worker) == []
    house.clock.forward(days=1)
    assert visits_of_the_day(worker) == [("Slamet Riyadi", slamet, due, 0)]
    house.clock.forward(days=30)
    assert visits_of_the_day(worker) == visits_of_the_day(house.head) == [("Slamet Riyadi", slamet, due, 0)]
    assert visits_of_the_day(house.desk(Role.TATA_USAHA)) == []
    (visit,) = worker.ask(VisitsNow())
    worker.do(EditVisit(visit_id=visit.visit_id, planned_on=due, visited_on=due))
    assert visits_of_the_day(worker) == []


def test_that_three_visits_are_named_the_longest_waited_for_first_and_the_others_counted(house):
    for days, name in enumerate(("Aminah", "Budi", "Citra", "Dewi", "Endang"), start=1):
        house.head.do(RecordLeaving(a_leaver(house, name), LeavingReason.FAMILY, TODAY - timedelta(days=60 + days)))
    told = visits_of_the_day(house.head)
    assert [who for who, *_rest in told] == ["Endang", "Dewi", "Citra", ""]
    assert told[-1][-1] == 2


@pytest.mark.parametrize(
    ("changed", "code", "field"),
    [
        ({"planned_on": CAME}, "visit_before_leaving", "planned_on"),
        ({"visited_on": TODAY + timedelta(days=1)}, "visited_when", "visited_on"),
        ({"visited_on": CAME}, "visited_when", "visited_on"),
        ({"words": "x" * 2001}, "text_too_long", "words"),
        ({"visitor": "x" * 201}, "text_too_long", "visitor"),
    ],
)
def test_that_a_visit_is_after_the_leaving_and_not_still_to_come(house, slamet, changed, code, field):
    house.head.do(RecordLeaving(slamet, LeavingReason.FAMILY))
    (visit,) = house.head.ask(VisitsNow())
    values = {"planned_on": visit.planned_on, **changed}
    refused(house.head, EditVisit(visit_id=visit.visit_id, **values), code, field=field)
    refused(house.head, EditVisit(visit_id="no-such", planned_on=TODAY), "aftercare_visit_unknown", field="visit_id")


def test_that_a_new_stay_begins_with_nothing_arranged(house, slamet):
    arrange(house.head, slamet, WILLING)
    house.head.do(RecordLeaving(slamet, LeavingReason.FAMILY, TODAY - timedelta(days=40)))
    house.head.do(ReturnPerson(person_id=slamet))
    assert the_file(house.head, slamet).line.arrangement == Arrangement()


def test_that_an_arrangement_is_of_the_persons_own_stay(house, slamet):
    other = the_file(house.head, a_leaver(house, "Siti")).line.stay_id
    act = ArrangeDeparture(person_id=slamet, stay_id=other, arrangement=WILLING)
    refused(house.head, act, "stay_unknown", field="stay_id")


def test_that_who_left_longer_ago_than_ninety_days_is_left_alone(house, slamet):
    house.head.do(RecordLeaving(slamet, LeavingReason.FAMILY, TODAY - timedelta(days=91)))
    assert the_line(house.head, slamet) is None


def test_that_money_is_not_told_to_who_may_record_leavings_alone(house, slamet):
    save(house.head, slamet, 50_000)
    house.head.do(SetExpectedExit(slamet, TODAY))
    piket = house.desk(Role.PIKET)
    house.head.do(PassRight(piket.staff.account_id, Right.RECORD_LEAVING, TODAY))
    piket.look_again()
    file = the_file(piket, slamet)
    assert file.savings is None
    assert stands(piket, slamet)["savings"] is Stands.NOT_NEEDED
    assert [step.figure for line in piket.ask(DeparturesNow()) for step in line.steps if step.figure] == []
    pay_out(house.head, slamet, 20_000)
    hand_tools(house.head, slamet)
    assert [one.kind for one in the_file(piket, slamet).handed] == [HandedKind.TOOLS]
    assert len(the_file(house.head, slamet).handed) == 2


def test_that_the_family_outside_is_offered_for_who_receives(house, slamet):
    from shelter_admin.domain.family import Relation
    from shelter_admin.operations.residents.family import AddRelative

    house.head.do(AddRelative(person_id=slamet, full_name="Rohana", relation=Relation.AUNT_UNCLE, phone="081234567890"))
    house.head.do(AddRelative(person_id=slamet, other_id=a_leaver(house, "Siti"), relation=Relation.SIBLING))
    assert the_file(house.head, slamet).family == (("Rohana", "aunt or uncle", "0812-3456-7890", ""),)


def test_that_looking_at_a_leaving_is_written_in_the_log_and_its_words_are_not(house, slamet):
    arrange(house.head, slamet, WILLING)
    entries = house.audit()
    assert {"ArrangeDeparture", "DepartureFileOf"} <= {entry.act for entry in entries}
    assert "Rohana" not in repr(entries)
