"""Competences: the list of a programme is edited, what is seen is ticked, and what was looked at is never lost."""

from __future__ import annotations

import pytest

from shelter_admin.operations.editing import Seen
from shelter_admin.operations.training.batches import AddBatch
from shelter_admin.operations.training.competences import (
    CheckCompetences,
    CheckGiven,
    CompetenceGiven,
    CompetenceSheetOf,
    CompetencesOf,
    SetCompetences,
    by_id,
)
from tests.operations.residents_house import a_house, refused
from tests.operations.training_house import a_sewing_class


@pytest.fixture
def sewing(tmp_path):
    made = a_sewing_class(a_house(tmp_path), "Aminah", "Bulan")
    yield made
    made.head.close()


def listed(sewing):
    return sewing.head.ask(CompetencesOf(sewing.program_id))


def set_names(sewing, *names, seen=None):
    known = {one.name: one.competence_id for one in listed(sewing)}
    given = tuple(CompetenceGiven(name, known.get(name)) for name in names)
    sewing.head.do(SetCompetences(sewing.program_id, given, seen=seen))


def names(sewing):
    return [one.name for one in listed(sewing)]


def check(sewing, name, competence, competent):
    enrolment = sewing.row(name).enrolment_id
    ids = {one.name: one.competence_id for one in listed(sewing)}
    sewing.trainer.do(CheckCompetences(sewing.batch_id, (CheckGiven(enrolment, ids[competence], competent),)))


def seen_of(sewing, name):
    sheet = sewing.trainer.ask(CompetenceSheetOf(sewing.batch_id))
    words = by_id(sheet.competences)
    row = next(row for row in sheet.rows if row.name == name)
    return {words[key]: one.competent for key, one in row.seen.items() if key in words}


def test_that_a_list_is_written_put_in_order_and_taken_back(sewing):
    set_names(sewing, "Mengukur badan", "Membuat pola")
    set_names(sewing, "Membuat  pola", "Memasang kancing", "Mengukur badan")
    assert names(sewing) == ["Membuat pola", "Memasang kancing", "Mengukur badan"]
    sewing.head.undo()
    assert names(sewing) == ["Mengukur badan", "Membuat pola"]


def test_that_empty_words_twins_and_foreign_ones_are_refused(sewing):
    for given, code in (
        ((CompetenceGiven("  "),), "competence_name_missing"),
        ((CompetenceGiven("Pola"), CompetenceGiven("POLA")), "competence_twice"),
        ((CompetenceGiven("Pola", "no-such"),), "competence_unknown"),
        ((CompetenceGiven("P" * 201),), "text_too_long"),
    ):
        refused(sewing.head, SetCompetences(sewing.program_id, given), code, field="competences")


def test_that_competences_are_ticked_in_the_own_class_alone(sewing):
    set_names(sewing, "Membuat pola")
    bulan = next(row.enrolment_id for row in sewing.sheet().rows if row.name == "Bulan")
    other = sewing.head.do(AddBatch(sewing.program_id, "Angkatan II")).outcome
    act = CheckCompetences(other, (CheckGiven(bulan, listed(sewing)[0].competence_id, competent=True),))
    refused(sewing.trainer, act, "enrolment_unknown", field="checks")
    assert seen_of(sewing, "Bulan") == {}


def test_that_what_was_seen_is_ticked_changed_and_taken_back(sewing):
    set_names(sewing, "Membuat pola", "Memasang kancing")
    check(sewing, "Aminah", "Membuat pola", competent=True)
    check(sewing, "Aminah", "Memasang kancing", competent=False)
    assert seen_of(sewing, "Aminah") == {"Membuat pola": True, "Memasang kancing": False}
    assert seen_of(sewing, "Bulan") == {}
    check(sewing, "Aminah", "Memasang kancing", competent=True)
    sewing.trainer.undo()
    assert seen_of(sewing, "Aminah")["Memasang kancing"] is False
    check(sewing, "Aminah", "Memasang kancing", competent=None)
    assert seen_of(sewing, "Aminah") == {"Membuat pola": True}


def test_that_one_that_was_looked_at_is_retired_with_what_was_seen_and_comes_back_whole(sewing):
    set_names(sewing, "Membuat pola", "Memasang kancing")
    check(sewing, "Aminah", "Membuat pola", competent=True)
    set_names(sewing, "Memasang kancing")
    assert names(sewing) == ["Memasang kancing"]
    assert sewing.house.counts()["competence"] == 2
    assert sewing.house.counts()["competence_check"] == 1
    sewing.head.undo()
    assert seen_of(sewing, "Aminah") == {"Membuat pola": True}


def test_that_what_somebody_else_added_meanwhile_stays(sewing):
    set_names(sewing, "Membuat pola")
    shown = by_id(listed(sewing))
    set_names(sewing, "Membuat pola", "Memasang kancing")
    set_names(sewing, "Membuat pola", "Mengukur badan", seen=Seen(shown))
    assert names(sewing) == ["Membuat pola", "Mengukur badan", "Memasang kancing"]


def test_that_a_retired_competence_and_one_of_another_class_are_not_ticked(sewing):
    set_names(sewing, "Membuat pola")
    (one,) = listed(sewing)
    check(sewing, "Aminah", "Membuat pola", competent=True)
    set_names(sewing)
    act = CheckCompetences(sewing.batch_id, (CheckGiven(sewing.row("Bulan").enrolment_id, one.competence_id, True),))
    refused(sewing.trainer, act, "competence_unknown", field="checks")
    refused(sewing.trainer, CheckCompetences("no-such", ()), "batch_unknown", field="batch_id")
