from __future__ import annotations

from datetime import date

import pytest

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.errors import Conflict
from shelter_admin.domain.residents import NAMELESS, IdentityStatus
from shelter_admin.domain.surroundings import NOT_FOUND, FieldQuality, Finding
from shelter_admin.operations.editing import Seen
from shelter_admin.operations.residents import (
    CompleteIntake,
    EditIdentity,
    PairsOf,
    QuickIntake,
    ResidentDetailsOf,
)
from shelter_admin.operations.residents.quality import surroundings_parts
from tests.operations.residents_house import House, a_picture, refused

NIK = "6472015207700003"


def beside(house: House, person: str):
    return house.head.ask(ResidentDetailsOf(person)).surroundings


def edit(house: House, person: str, reason: str = "", **typed):
    version = house.head.ask(ResidentDetailsOf(person)).version
    return house.head.do(EditIdentity(person_id=person, version=version, **typed), reason=reason)


def test_that_every_field_keeps_how_sure_it_is_from_the_intake_on(house):
    person = house.admit(
        "Budi",
        birth="± 50 th",
        qualities={"name": "alias", "birth": "guessed", "nik": "not_asked", "origin": "unwilling", "sex": "unknown"},
    ).person_id
    assert beside(house, person).qualities == {
        "name": FieldQuality.ALIAS,
        "birth": FieldQuality.GUESSED,
        "nik": FieldQuality.NOT_ASKED,
        "origin": FieldQuality.UNWILLING,
        "sex": FieldQuality.UNKNOWN,
    }


def test_that_a_change_of_quality_is_undone_and_stands_in_the_history(house):
    person = house.admit("Budi", qualities={"nik": "not_asked", "name": "certain"}).person_id
    edit(house, person, qualities={"nik": "unwilling", "name": ""})
    assert beside(house, person).qualities == {"nik": FieldQuality.UNWILLING}
    history = house.head.ask(ResidentDetailsOf(person)).history
    assert [dict(state.old) for state in history] == [{"quality_name": "certain"}, {"quality_nik": "not_asked"}]
    house.head.undo()
    assert beside(house, person).qualities == {"nik": FieldQuality.NOT_ASKED, "name": FieldQuality.CERTAIN}


def test_that_a_filled_field_is_not_unknown_and_an_empty_one_not_certain(house):
    person = house.admit("Budi", qualities={"nik": "unknown"}).person_id
    edit(house, person, nik=NIK, qualities={"birth": "certain"})
    assert beside(house, person).qualities == {}


def test_that_somebody_unknown_is_taken_in_at_night_with_features_photo_place_and_who_found_them(house):
    taken = house.head.do(
        QuickIntake(
            features="bekas luka di pelipis", found_place="Pasar Segiri", found_by="Satpol PP", photo=a_picture()
        )
    ).outcome
    details = house.head.ask(ResidentDetailsOf(taken.person_id))
    assert details.line.name == NAMELESS
    assert details.line.photo_id
    assert details.surroundings.finding == Finding("Pasar Segiri", None, None, "", "Satpol PP")
    house.head.do(
        CompleteIntake(
            person_id=taken.person_id, version=details.version, found_region="Samarinda", found_on="20-11-2026"
        )
    )
    found = beside(house, taken.person_id).finding
    assert (found.place, found.region_code, found.found_on) == ("Pasar Segiri", "64.72", date(2026, 11, 20))
    house.head.undo()
    assert beside(house, taken.person_id).finding.region_code is None
    house.head.undo()
    assert house.counts()["finding"] == 0


def test_that_a_day_in_words_is_kept_as_words_and_one_still_to_come_refused(house):
    person = house.admit(NAMELESS, found_place="Pasar", found_on="sesudah Lebaran").person_id
    found = beside(house, person).finding
    assert (found.found_on, found.found_text) == (None, "sesudah Lebaran")
    refused(
        house.head,
        EditIdentity(person_id=person, version=1, found_on="22-11-2026"),
        "found_in_future",
        field="found_on",
    )
    refused(
        house.head, EditIdentity(person_id=person, version=1, found_region="Atlantis"), "region_unclear",
        field="found_region",
    )  # fmt: skip
    edit(house, person, found_place="", found_on="")
    assert beside(house, person).finding == NOT_FOUND


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (None, IdentityStatus.NOT_VERIFIED),
        (IdentityStatus.UNKNOWN_PERSON, IdentityStatus.NOT_VERIFIED),
        (IdentityStatus.BEING_ISSUED, IdentityStatus.NIK_ISSUED),
        (IdentityStatus.LETTER_ISSUED, IdentityStatus.NIK_ISSUED),
        (IdentityStatus.VERIFIED, IdentityStatus.VERIFIED),
    ],
)
def test_that_a_nik_that_arrives_says_how_far_the_papers_are(house, before, after):
    person = house.admit("Budi", identity_status=before).person_id
    edit(house, person, nik=NIK)
    assert house.head.ask(ResidentDetailsOf(person)).identity_status is after
    house.head.undo()
    assert house.head.ask(ResidentDetailsOf(person)).identity_status is before


def test_that_what_the_clerk_says_about_the_papers_goes_before(house):
    person = house.admit("Budi", identity_status=IdentityStatus.BEING_ISSUED).person_id
    edit(house, person, nik=NIK, identity_status=IdentityStatus.VERIFIED)
    assert house.head.ask(ResidentDetailsOf(person)).identity_status is IdentityStatus.VERIFIED


def test_that_completing_an_intake_with_a_nik_tells_of_whom_it_is(house):
    known = house.admit("Halimah", nik=NIK).person_id
    late = house.head.do(QuickIntake(full_name="Perempuan pasar")).outcome.person_id
    done = house.head.do(CompleteIntake(person_id=late, version=1, nik=NIK))
    assert len(done.what["pairs"]) == 1
    (pair,) = house.head.ask(PairsOf(late))
    assert {pair.first.person_id, pair.second.person_id} == {known, late}
    house.head.undo()
    assert house.head.ask(PairsOf(late)) == ()


def test_that_two_who_say_how_sure_the_same_field_is_meet(house):
    person = house.admit("Budi").person_id
    seen = Seen(surroundings_parts(beside(house, person)))
    office = house.desk(Role.TATA_USAHA)
    office.do(EditIdentity(person_id=person, version=1, qualities={"nik": "unwilling"}, seen=seen))
    mine = EditIdentity(person_id=person, version=1, qualities={"nik": "unknown"}, seen=seen)
    with pytest.raises(Conflict):
        house.head.do(mine)
    other = EditIdentity(person_id=person, version=1, qualities={"origin": "unknown"}, seen=seen)
    house.head.do(other)
    assert beside(house, person).qualities == {"nik": FieldQuality.UNWILLING, "origin": FieldQuality.UNKNOWN}


def test_that_who_may_not_see_a_field_is_not_told_how_sure_it_is(house):
    person = house.admit("Budi", qualities={"nik": "unwilling", "name": "alias"}).person_id
    seen = house.desk(Role.PENGASUH).ask(ResidentDetailsOf(person)).surroundings
    assert seen.qualities == {"name": FieldQuality.ALIAS}
