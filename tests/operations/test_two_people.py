"""Two people at one record: other fields are kept beside each other, the same field is shown before it is changed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from shelter_admin.domain.accounts import Right, Role
from shelter_admin.domain.errors import Conflict, Refused
from shelter_admin.domain.leaving import LeavingReason
from shelter_admin.domain.presence import Mark
from shelter_admin.domain.privacy.retention import Retention
from shelter_admin.operations import registry
from shelter_admin.operations.accounts import PassRight, SetTrainer, TrainerPrograms
from shelter_admin.operations.beds.setting_up import BlockBeds, CloseBed, UnblockBeds
from shelter_admin.operations.desk import Desk, facts_of
from shelter_admin.operations.editing import Edit, Seen
from shelter_admin.operations.presence.roll_call import Marked, RollCallOf, TakeRollCall
from shelter_admin.operations.privacy.retention import RetentionView, SetRetention
from shelter_admin.operations.residents import (
    CompleteIntake,
    EditIdentity,
    QuickIntake,
    RecordLeaving,
    ResidentDetailsOf,
    SetCategories,
    SetHealth,
)
from shelter_admin.operations.settings import ChangeSettings
from shelter_admin.operations.training.marks import MarkAttendance
from shelter_admin.operations.training.programs import (
    AddProgram,
    SetSubjects,
    SetTrainersOf,
    SubjectGiven,
    SubjectsOf,
    TrainersToChoose,
    subject_parts,
)
from tests.operations import (
    two_people_at_cases,
    two_people_at_class,
    two_people_at_files,
    two_people_at_intake,
    two_people_at_marks,
    two_people_at_practice,
    two_people_at_protection,
    two_people_at_templates,
    two_people_cases,
    two_people_leaving,
    two_people_on_duty,
    two_people_planning,
    two_people_sitting,
)
from tests.operations.residents_house import a_house
from tests.operations.training_house import FRIDAY, H, a_sewing_class
from tests.operations.two_people_cases import (
    DAY,
    EVENING,
    NIGHT,
    Prepared,
    diet_of,
    identity,
    settings,
    stored_settings,
)

CASES: tuple[Prepared, ...] = (
    *two_people_cases.CASES,
    *two_people_at_cases.CASES,
    *two_people_at_class.CASES,
    *two_people_at_files.CASES,
    *two_people_at_intake.CASES,
    *two_people_at_marks.CASES,
    *two_people_at_practice.CASES,
    *two_people_at_protection.CASES,
    two_people_at_templates.template,
    *two_people_leaving.CASES,
    *two_people_sitting.CASES,
    *two_people_on_duty.CASES,
    *two_people_planning.CASES,
)
ALL_BUT_ADMIN = tuple(role for role in Role if role is not Role.INSTRUKTUR)
MISSING_FROM_CASES = {
    "CompleteIntake",
    "EditNote",
    "SetRetention",
    "SetTrainer",
    "SetTrainersOf",
}  # with tests of their own below


@pytest.fixture
def first(house) -> Desk:
    """Who saves first."""
    desk: Desk = house.desk(*ALL_BUT_ADMIN)
    return desk


@pytest.fixture
def second(house) -> Desk:
    """Who had the form open meanwhile."""
    desk: Desk = house.desk(*ALL_BUT_ADMIN[:-1])
    return desk


def the_conflict(desk: Desk, act: Edit[Any], reason: str = "") -> Conflict:
    with pytest.raises(Conflict) as caught:
        desk.do(act, reason=reason)
    assert caught.value.code == "changed_by_other"
    return caught.value


def named(case: Prepared) -> str:
    return case.__name__


@pytest.mark.parametrize("prepare", CASES, ids=named)
def test_that_the_second_to_save_sees_both_values_who_and_when_and_nothing_is_saved(house, first, second, prepare):
    case = prepare(house)
    opened_at = house.clock.now
    first.do(case.theirs, reason=case.reason)
    house.clock.forward(minutes=7)
    before = house.counts()
    conflict = the_conflict(second, case.mine, case.reason)
    assert [(one.label, one.opened, one.theirs, one.mine) for one in conflict.differences] == case.differs
    assert {(one.by, one.at) for one in conflict.differences} == {(first.staff.user, opened_at)}
    assert house.counts() == before
    assert case.stands() == case.values[0]


@pytest.mark.parametrize("prepare", CASES, ids=named)
@pytest.mark.parametrize("mine", [False, True], ids=["theirs", "mine"])
def test_that_the_same_act_again_saves_what_was_chosen(house, first, second, prepare, mine):
    case = prepare(house)
    first.do(case.theirs, reason=case.reason)
    conflict = the_conflict(second, case.mine, case.reason)
    second.do(case.mine.choosing(conflict, set(conflict.now) if mine else set()), reason=case.reason)
    assert case.stands() == case.values[mine]


@pytest.mark.parametrize("prepare", CASES, ids=named)
def test_that_typing_the_same_is_no_conflict(house, first, second, prepare):
    case = prepare(house)
    first.do(case.theirs, reason=case.reason)
    if prepare.__name__ == "decision":
        return  # two decisions are never the same one
    second.do(case.theirs, reason=case.reason)
    assert case.stands() == case.values[0]


@pytest.mark.parametrize("prepare", CASES, ids=named)
def test_that_an_undo_does_not_overwrite_what_somebody_chose_to_save_since(house, first, second, prepare):
    case = prepare(house)
    done = first.do(case.theirs, reason=case.reason)
    second.do(case.mine.choosing(the_conflict(second, case.mine, case.reason), conflict_keys(case)), reason=case.reason)
    assert case.stands() == case.values[1]
    if done.undo is None:
        return  # corrections and decisions are never undone
    with pytest.raises(Refused) as caught:
        first.undo()
    assert caught.value.code == "changed_meanwhile"
    assert case.stands() == case.values[1]


def conflict_keys(case: Any) -> set[Any]:
    """Every field: one's own values are chosen."""
    return set(case.mine.seen.values) if case.mine.seen is not None else {"alias", "born", "admitted_on"}


def test_that_every_edit_has_its_case(tmp_path_factory):
    edits = {act.__name__ for act in registry.all_commands() if issubclass(act, Edit)}
    shown = set()
    for prepare in CASES:
        made = a_house(tmp_path_factory.mktemp(named(prepare)))
        shown.add(type(prepare(made).mine).__name__)
        made.head.close()
    assert edits - shown == MISSING_FROM_CASES


def test_that_fields_of_two_people_are_kept_beside_each_other(house, first, second):
    person = house.admit("Budi").person_id
    first.do(EditIdentity(person_id=person, version=1, features="tato"))
    second.do(EditIdentity(person_id=person, version=1, birth_place="Berau"))
    file = house.head.ask(ResidentDetailsOf(person))
    assert (file.features, file.birth_place) == ("tato", "Berau")


def test_that_terms_of_retention_set_by_two_are_seen_together_before_one_is_chosen(house, first, second):
    seen = Seen(Retention().to_plain())
    first.do(SetRetention(Retention(5, legal_basis="Pergub 20/2020"), seen=seen))
    mine = SetRetention(Retention(10, 3, legal_basis="Perda 1/2019"), seen=seen)
    conflict = the_conflict(second, mine)
    told = [(one.key, one.theirs, one.mine) for one in conflict.differences]
    assert told == [("case_file", "5", "10"), ("health", "—", "3"), ("legal_basis", "Pergub 20/2020", "Perda 1/2019")]
    second.do(mine.choosing(conflict, set(conflict.now)))
    assert house.head.ask(RetentionView()).retention == Retention(10, 3, legal_basis="Perda 1/2019")


def test_that_a_setting_of_somebody_else_is_kept_whichever_is_chosen(house, first, second):
    case = settings(house)
    first.do(case.theirs)
    second.do(case.mine.choosing(the_conflict(second, case.mine), {"idle_minutes"}))
    kept = stored_settings(house)
    assert (kept.signer_name, kept.resident_word, kept.idle_minutes) == ("Dra. Ratna", "klien", 3)


def test_that_an_undo_takes_back_only_what_was_changed_by_it(house, first, second):
    case = settings(house)
    assert isinstance(case.theirs, ChangeSettings)
    assert isinstance(case.mine, ChangeSettings)
    first.do(ChangeSettings(case.theirs.settings, seen=case.theirs.seen))
    second.do(ChangeSettings(case.mine.settings.__class__(resident_word="klien", idle_minutes=5), seen=case.mine.seen))
    first.undo()
    kept = stored_settings(house)
    assert (kept.idle_minutes, kept.signer_name, kept.resident_word) == (5, "", "klien")


def test_that_a_third_change_is_seen_too(house, first, second):
    person = house.admit("Budi").person_id
    shown = Seen({"alert": "", "diet": "", "details": "", "attention": False})
    first.do(SetHealth(person, diet="lunak", seen=shown))
    mine = SetHealth(person, diet="rendah garam", seen=shown)
    chosen = mine.choosing(the_conflict(second, mine), {"diet"})
    first.do(SetHealth(person, diet="bubur"))
    again = the_conflict(second, chosen)
    assert [(one.opened, one.theirs, one.mine) for one in again.differences] == [("lunak", "bubur", "rendah garam")]
    second.do(chosen.choosing(again, {"diet"}))
    assert diet_of(house, person) == "rendah garam"


def test_that_without_a_form_nobody_looked_and_what_is_given_is_saved(house, first, second):
    person = house.admit("Budi").person_id
    first.do(SetHealth(person, diet="lunak"))
    second.do(SetHealth(person, diet="bubur"))
    assert diet_of(house, person) == "bubur"


def test_that_marks_of_different_people_never_meet(house):
    sewing = a_sewing_class(house, "Budi", "Sari")
    seen = Seen(dict.fromkeys(row.enrolment_id for row in sewing.sheet().rows))
    sewing.trainer.do(MarkAttendance(sewing.batch_id, FRIDAY, sewing.marks(Budi=H), seen=seen))
    house.head.do(MarkAttendance(sewing.batch_id, FRIDAY, sewing.marks(Sari=H), seen=seen))
    assert {row.name: row.marks[FRIDAY] for row in sewing.sheet().rows} == {"Budi": H, "Sari": H}


def test_that_two_carers_take_one_roll_call_and_the_second_close_is_told_so(house, first, second):
    people = [house.admit(name).person_id for name in ("Budi", "Joko")]
    house.clock.now = EVENING
    seen = Seen({(one, "mark"): None for one in people})
    first.do(TakeRollCall(NIGHT, marks=(Marked(people[0], Mark.ILL_IN_BED),), seen=seen))
    second.do(TakeRollCall(NIGHT, marks=(Marked(people[1], Mark.PRESENT),), seen=seen))
    assert [line.mark for line in house.head.ask(RollCallOf(NIGHT)).lines] == [Mark.ILL_IN_BED, Mark.PRESENT]
    first.do(TakeRollCall(NIGHT, close=True))
    with pytest.raises(Refused, match="roll_call_closed"):
        second.do(TakeRollCall(NIGHT, all_present=True, close=True))


def test_that_marks_are_not_taken_back_once_another_carer_marked_otherwise(house, first, second):
    person = house.admit("Budi").person_id
    house.clock.now = EVENING
    first.do(TakeRollCall(NIGHT, marks=(Marked(person, Mark.PRESENT),)))
    second.do(TakeRollCall(NIGHT, marks=(Marked(person, Mark.ABSENT),)))
    with pytest.raises(Refused, match="changed_meanwhile"):
        first.undo()
    assert house.head.ask(RollCallOf(NIGHT)).lines[0].mark is Mark.ABSENT


def test_that_a_subject_another_added_stays_and_one_taken_out_is_shown(house, first, second):
    program = house.head.do(AddProgram("Menjahit")).outcome
    first.do(SetSubjects(program, (SubjectGiven("Pola"), SubjectGiven("Jahit"))))
    pola, jahit = house.head.ask(SubjectsOf(program))
    seen = Seen(subject_parts((pola, jahit)))
    first.do(SetSubjects(program, (SubjectGiven("Pola", subject_id=pola.subject_id), SubjectGiven("Bordir"))))
    mine = (SubjectGiven("Jahit", 5, None, jahit.subject_id), SubjectGiven("Pola", subject_id=pola.subject_id))
    conflict = the_conflict(second, SetSubjects(program, mine, seen=seen))
    assert [(one.label, one.theirs) for one in conflict.differences] == [("Jahit", "taken out")]
    second.do(SetSubjects(program, mine, seen=seen).choosing(conflict, {jahit.subject_id}))
    assert [line.name for line in house.head.ask(SubjectsOf(program))] == ["Jahit", "Pola", "Bordir"]


def test_that_two_who_tick_different_programmes_of_a_trainer_never_meet(house, first, second):
    one, other = (house.head.do(AddProgram(name)).outcome for name in ("Menjahit", "Las"))
    trainer = house.desk(Role.INSTRUKTUR).staff.account_id
    seen = Seen({one: False, other: False})
    first.do(SetTrainer(trainer, (one,), seen=seen))
    second.do(SetTrainer(trainer, (other,), seen=seen))
    assert [own for _id, _name, own in house.head.ask(TrainerPrograms(trainer))] == [True, True]


def test_that_two_who_complete_one_intake_see_each_other(house, first, second):
    house.clock.now = datetime(2026, 11, 21, 15, 0, tzinfo=UTC)
    person = first.do(QuickIntake(full_name="Budi")).outcome.person_id
    house.clock.now = datetime(2026, 11, 21, 23, 0, tzinfo=UTC)
    shown = {"admitted_on": NIGHT, "source": None, "source_text": "", "remark": "", "categories": ()}
    first.do(CompleteIntake(person_id=person, version=1, alias="Kumis", categories=("PENGEMIS",), seen=Seen(shown)))
    mine = CompleteIntake(
        person_id=person, version=1, alias="Jenggot", remark="diantar", categories=("GELANDANGAN",), seen=Seen(shown)
    )
    conflict = the_conflict(second, mine)
    assert {one.label for one in conflict.differences} == {"Alias, called", "Categories"}
    second.do(mine.choosing(conflict, {"alias"}))
    file = house.head.ask(ResidentDetailsOf(person))
    assert (file.line.alias, file.categories, file.stay.remark) == ("Jenggot", ("PENGEMIS",), "diantar")
    with pytest.raises(Refused, match="changed_meanwhile"):
        first.undo()


def test_that_what_a_reader_may_not_see_stays_hidden_in_a_conflict_too(house, first):
    house.head.do(PassRight(house.desk(Role.PIKET).staff.account_id, Right.INTAKE, DAY))
    deputy = house.desk(Role.PIKET)
    house.clock.now = datetime(2026, 11, 21, 15, 0, tzinfo=UTC)
    person = first.do(QuickIntake(full_name="Budi")).outcome.person_id
    first.do(SetCategories(person, ("PENGEMIS",)))
    typed = CompleteIntake(person_id=person, version=1, categories=("GELANDANGAN",), seen=Seen({"categories": ()}))
    told = the_conflict(deputy, typed).differences
    assert [(one.label, one.theirs) for one in told] == [("Categories", "•••")]


def test_that_neither_log_nor_message_holds_what_was_typed(house, first, second):
    case = identity(house)
    first.do(case.theirs)
    conflict = the_conflict(second, case.mine)
    assert "Kumis" not in f"{conflict!r} {conflict} {conflict.facts} {conflict.differences!r}"
    second.do(case.mine.choosing(conflict, {"alias"}), reason=case.reason)
    assert "seen" not in facts_of(case.mine.choosing(conflict, {"alias"}))
    assert all("Kumis" not in str(line) for line in house.audit())


def test_that_blocks_and_closings_are_taken_back_only_as_they_were_left(house, first, second):
    one = (house.beds["Melati 1/1"],)
    first.do(BlockBeds(one, "patah", until_day=DAY))
    house.clock.forward(days=1)
    second.do(UnblockBeds(one))
    with pytest.raises(Refused, match="changed_meanwhile"):
        first.undo()
    first.do(CloseBed(house.beds["Melati 2/1"]))
    second.do(CloseBed(house.beds["Melati 2/1"], house.head.today - timedelta(days=3)))
    with pytest.raises(Refused, match="changed_meanwhile"):
        first.undo()


def test_that_a_second_leaving_is_refused_by_its_own_rule(house, first, second):
    person = house.admit("Budi").person_id
    first.do(RecordLeaving(person, LeavingReason.FAMILY))
    with pytest.raises(Refused, match="not_in_house"):
        second.do(RecordLeaving(person, LeavingReason.DIED))


def test_that_two_who_tick_different_trainers_of_a_programme_never_meet(house, first, second):
    sewing = a_sewing_class(house, "Budi")
    own = sewing.trainer.staff.account_id
    ids = [house.desk(Role.INSTRUKTUR, role).staff.account_id for role in (Role.PENGASUH, Role.PIKET)]
    seen = Seen({own: True, **dict.fromkeys(ids, False)})
    first.do(SetTrainersOf(sewing.program_id, (own, ids[0]), seen=seen))
    second.do(SetTrainersOf(sewing.program_id, (own, ids[1]), seen=seen))
    trains = {one.account_id for one in house.head.ask(TrainersToChoose(sewing.program_id)) if one.trains}
    assert trains == {own, *ids}
