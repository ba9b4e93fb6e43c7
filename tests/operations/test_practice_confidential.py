"""Field practice of somebody kept confidential: the class counts the days, where and what came of it stays hidden."""

from __future__ import annotations

import pytest

from shelter_admin.domain.errors import Refused
from shelter_admin.operations.residents import SetCategories
from shelter_admin.operations.training.joint import JointView
from shelter_admin.operations.training.places import AddPracticePlace
from shelter_admin.operations.training.practising import (
    ChangePractice,
    MarkPractice,
    PracticeMark,
    PracticesOf,
    SendToPractice,
)
from tests.operations.residents_house import a_house
from tests.operations.training_house import FRIDAY, THURSDAY, H, a_sewing_class


@pytest.fixture
def sewing(tmp_path):
    made = a_sewing_class(a_house(tmp_path), "Aminah", "Bulan")
    yield made
    made.head.close()


@pytest.fixture
def practices(sewing):
    """Both practise at the same place; Aminah is kept confidential from then on."""
    place = sewing.head.do(AddPracticePlace(place_name="Penjahit Rapi")).outcome
    people = tuple(row.enrolment_id for row in sewing.sheet().rows)
    sewing.head.do(SendToPractice(sewing.batch_id, people, place, THURSDAY, FRIDAY, "Bu Tini"))
    for one in sewing.head.ask(PracticesOf(sewing.batch_id)):
        sewing.head.do(ChangePractice(one.practice_id, place, THURSDAY, FRIDAY, "Bu Tini", "Terampil"))
    sewing.head.do(SetCategories(sewing.people["Aminah"], ("ABH",)))
    return place


def by_person(sewing, desk):
    return {one.person_id: one for one in desk.ask(PracticesOf(sewing.batch_id))}


def test_that_place_and_outcome_of_a_confidential_person_are_left_out_and_the_days_are_there(sewing, practices):
    seen = by_person(sewing, sewing.trainer)
    hers, other = seen[sewing.people["Aminah"]], seen[sewing.people["Bulan"]]
    assert (hers.place_id, hers.place, hers.mentor, hers.outcome) == ("", "confidential", "", "")
    assert (hers.told, hers.due) == (False, (THURSDAY, FRIDAY))
    assert (other.place, other.mentor, other.outcome, other.told) == ("Penjahit Rapi", "Bu Tini", "Terampil", True)
    whole = by_person(sewing, sewing.head)[sewing.people["Aminah"]]
    assert (whole.place_id, whole.place, whole.outcome) == (practices, "Penjahit Rapi", "Terampil")


def test_that_sheet_and_joint_view_do_not_name_the_place_either(sewing, practices):
    rows = {row.person_id: row for row in sewing.sheet(sewing.trainer).rows}
    assert rows[sewing.people["Aminah"]].practice[FRIDAY].place == "confidential"
    assert rows[sewing.people["Bulan"]].practice[FRIDAY].place == "Penjahit Rapi"
    for desk, told in ((sewing.trainer, "confidential"), (sewing.head, "Penjahit Rapi")):
        joint = {row.person_id: row for row in desk.ask(JointView(THURSDAY, FRIDAY, sewing.batch_id)).rows}
        assert joint[sewing.people["Aminah"]].days[FRIDAY].practice == told


def test_that_her_days_are_marked_and_where_she_is_is_changed_by_who_sees_her(sewing, practices):
    hers = by_person(sewing, sewing.trainer)[sewing.people["Aminah"]]
    sewing.trainer.do(MarkPractice((PracticeMark(hers.practice_id, FRIDAY, H),)))
    assert by_person(sewing, sewing.trainer)[sewing.people["Aminah"]].marks == {FRIDAY: H}
    change = ChangePractice(hers.practice_id, practices, THURSDAY, FRIDAY, "", "")
    with pytest.raises(Refused) as failure:
        sewing.trainer.do(change)
    assert failure.value.code == "person_unknown"
    sewing.head.do(change)
