"""Taking in, completing, correcting: what is saved, what is refused, who may, what undo brings back."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from shelter_admin.domain.accounts import Right, Role
from shelter_admin.domain.arrivals import Source
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.identity.dates import DateQuality
from shelter_admin.domain.identity.nik import NikQuality
from shelter_admin.domain.identity.sexes import Sex
from shelter_admin.domain.residents import NAMELESS, IdentityStatus, ResidentFilter, Status
from shelter_admin.operations.explain import explain
from shelter_admin.operations.residents import (
    WORDS,
    AdmitPerson,
    CompleteIntake,
    EditIdentity,
    EditStay,
    FindResidents,
    IdentityHints,
    QuickIntake,
    RegionsLike,
    ResidentDetailsOf,
    ResidentList,
    ResidentNumbered,
    SetCategories,
)
from tests.operations.residents_house import TODAY, House, a_picture, refused

MORNING = datetime(2026, 11, 21, 22, 30, tzinfo=UTC)  # 22 November, 06.30 WITA
AFTER_MIDNIGHT = datetime(2026, 11, 21, 18, 0, tzinfo=UTC)  # 22 November, 02.00 WITA


def details(house: House, person_id: str):
    return house.head.ask(ResidentDetailsOf(person_id))


def test_that_a_full_intake_keeps_everything_as_it_was_given(house):
    admitted = house.admit(
        "  Budi   Santoso ",
        alias="Pak Budi",
        sex=Sex.MALE,
        birth="± 60 th",
        birth_place="Kuala Kapuas",
        origin_code="64.72",
        nik="6472011708750001",
        identity_status=IdentityStatus.NOT_VERIFIED,
        categories=("PENGEMIS", "GELANDANGAN"),
        source=Source.SWEEP,
        source_text="Satpol PP",
        admitted_on=date(2026, 11, 19),
        bed_id=house.beds["Melati 1/2"],
    )
    file = details(house, admitted.person_id)
    assert (file.line.name, file.line.alias, file.line.sex) == ("Budi Santoso", "Pak Budi", Sex.MALE)
    assert (file.birth.year, file.birth.quality, file.birth.text) == (1966, DateQuality.ABOUT, "± 60 th")
    assert (file.origin_code, file.origin_text) == ("64.72", "Kota Samarinda")
    assert (file.nik, file.nik_quality) == ("6472011708750001", NikQuality.OK)
    assert file.categories == ("PENGEMIS", "GELANDANGAN")
    assert (file.stay.source, file.stay.source_text, file.stay.admitted_on) == (
        Source.SWEEP,
        "Satpol PP",
        date(2026, 11, 19),
    )
    assert (file.line.bed, file.placements[0].from_night) == ("Melati 1/2", date(2026, 11, 19))
    assert file.line.number == admitted.number == "2026-0001"


def test_that_nothing_is_mandatory_and_the_nameless_are_told_apart_by_number(house):
    first, second = house.admit(""), house.admit("   ")
    lines = house.head.ask(ResidentList())
    assert [(line.name, line.number) for line in lines] == [(NAMELESS, first.number), (NAMELESS, second.number)]
    assert first.number != second.number
    assert lines[0].sex is Sex.UNKNOWN
    assert lines[0].age is None


def test_that_a_number_of_the_offices_own_register_is_never_given_twice(house):
    with house.writing() as session:
        from shelter_admin.persistence.base import new_id
        from shelter_admin.persistence.people.tables import PersonTable

        session.add(PersonTable(id=new_id(), number="2026-0001", name="Siti"))
        session.add(PersonTable(id=new_id(), number="2026-0003", name="Wati"))
    assert [house.admit().number, house.admit().number] == ["2026-0002", "2026-0004"]


def test_that_a_nik_of_15_digits_is_kept_and_marked_never_completed(house):
    admitted = house.admit(nik="647201170875000")
    file = details(house, admitted.person_id)
    assert file.nik_text == "647201170875000"
    assert file.nik == ""
    assert file.nik_quality is NikQuality.WRONG_LENGTH


@pytest.mark.parametrize(
    ("typed", "code", "field"),
    [
        ({"birth": "31-02-1980"}, "birth_unclear", "birth"),
        ({"birth": "entah kapan"}, "birth_unclear", "birth"),
        ({"birth": "01-01-2030"}, "birth_in_future", "birth"),
        ({"birth": "2020", "admitted_on": date(2019, 5, 1)}, "birth_after_admission", "birth"),
        ({"admitted_on": date(2026, 11, 22)}, "admission_in_future", "admitted_on"),
        ({"origin_code": "Samarinda"}, "origin_unclear", "origin_code"),
        ({"categories": ("RAMAH",)}, "category_unknown", "categories"),
        ({"photo": b"not a picture"}, "photo_unreadable", "photo"),
    ],
)
def test_that_a_refused_intake_says_which_field_and_leaves_nothing_behind(house, typed, code, field):
    before = house.counts()
    refused(house.head, AdmitPerson(full_name="Budi", **typed), code, field=field)
    assert house.counts() == before


def test_that_a_taken_bed_refuses_the_whole_intake(house):
    bed = house.beds["Melati 1/1"]
    house.admit(bed_id=bed)
    before = house.counts()
    refused(house.head, AdmitPerson(full_name="Joko", bed_id=bed), "bed_taken")
    assert house.counts() == before


def test_that_a_room_for_women_takes_a_man_only_with_a_reason(house):
    bed = house.beds["Melati 3/1"]
    act = AdmitPerson(full_name="Budi", sex=Sex.MALE, bed_id=bed)
    refused(house.head, act, "room_not_for_them", field="despite")
    house.admit(sex=Sex.MALE, bed_id=bed, despite="malam ini penuh")
    assert house.head.ask(ResidentList())[0].bed == "Melati 3/1"


def test_that_an_intake_may_take_an_extra_mattress(house):
    admitted = house.admit(mattress_room_id=house.rooms["Melati 2"])
    assert details(house, admitted.person_id).line.bed == "Melati 2/3"


def test_that_undoing_an_intake_removes_the_person_entirely(house):
    before = house.counts()
    house.admit(bed_id=house.beds["Melati 1/1"], categories=("PENGEMIS",), photo=a_picture())
    assert house.head.undoable().name == AdmitPerson.name
    house.head.undo()
    after = house.counts()
    assert {name: after[name] - before[name] for name in before if after[name] != before[name]} == {
        "audit": 2,
        "history": 5,
        "counter": 1,
    }
    assert house.head.ask(FindResidents("Budi")) == ()


def test_that_an_intake_is_not_taken_back_once_more_was_written(house):
    from shelter_admin.persistence.training.programs import enrol, program_named

    admitted = house.admit()
    with house.writing() as session:
        enrol(session, admitted.stay_id, program_named(session, "Menjahit"), TODAY)
    with pytest.raises(Refused, match="intake_already_used"):
        house.head.undo()
    assert house.head.ask(FindResidents("Budi"))


def test_that_the_audit_of_an_intake_holds_no_typed_word(house):
    house.admit("Rahasiawan", alias="Samaran", birth="17-08-1975", nik="6472011708750001", origin="Samarinda",
                remark="Catatan", source_text="Satpol", categories=("ODHA",), features="bekas luka")  # fmt: skip
    entry = house.audit()[-1]
    assert entry.act == "AdmitPerson"
    written = str(entry.what)
    for word in ("Rahasiawan", "Samaran", "1975", "6472011708750001", "Samarinda", "Catatan", "Satpol", "ODHA", "luka"):
        assert word not in written
    assert entry.about == (entry.what["person_id"],)


@pytest.mark.parametrize("role", [Role.PENGASUH, Role.INSTRUKTUR, Role.PIKET, Role.KESEHATAN, Role.ADMIN])
def test_that_who_may_not_take_in_is_refused_before_anything_is_looked_up(house, role):
    refused(house.desk(role), AdmitPerson(bed_id="nowhere", categories=("NOT_ONE",)), "not_allowed")


def test_that_the_duty_officer_takes_in_only_at_night(house):
    piket = house.desk(Role.PIKET)
    failure = refused(piket, QuickIntake(full_name="Budi"), "quick_intake_at_night_only")
    assert "20.00" in explain(failure)
    house.clock.now = AFTER_MIDNIGHT
    admitted = piket.do(QuickIntake(full_name="Budi", bed_id=house.beds["Melati 1/1"])).outcome
    file = details(house, admitted.person_id)
    assert file.stay.to_complete
    assert file.line.bed == "Melati 1/1"
    assert file.stay.admitted_on == TODAY


def test_that_a_night_intake_waits_for_the_office_and_is_completed_in_the_morning(house):
    house.clock.now = AFTER_MIDNIGHT
    admitted = house.desk(Role.PIKET).do(QuickIntake(full_name="Bapak tua")).outcome
    house.clock.now = MORNING
    waiting = house.head.ask(ResidentList(ResidentFilter(to_complete=True)))
    assert [line.person_id for line in waiting] == [admitted.person_id]
    office = house.desk(Role.TATA_USAHA)
    office.do(
        CompleteIntake(
            person_id=admitted.person_id,
            version=1,
            full_name="Slamet",
            categories=("GELANDANGAN",),
            source=Source.SWEEP,
        )
    )
    file = details(house, admitted.person_id)
    assert (file.line.name, file.categories, file.stay.source) == ("Slamet", ("GELANDANGAN",), Source.SWEEP)
    assert house.head.ask(ResidentList(ResidentFilter(to_complete=True))) == ()
    refused(office, CompleteIntake(person_id=admitted.person_id, version=file.version), "intake_complete")
    office.undo()
    file = details(house, admitted.person_id)
    assert (file.line.name, file.categories, file.stay.source, file.stay.to_complete) == ("Bapak tua", (), None, True)


def test_that_the_duty_officer_takes_back_only_what_nobody_completed(house):
    house.clock.now = AFTER_MIDNIGHT
    piket = house.desk(Role.PIKET)
    admitted = piket.do(QuickIntake(full_name="Budi")).outcome
    house.head.do(CompleteIntake(person_id=admitted.person_id, version=1, full_name="Budi"))
    with pytest.raises(Refused, match="intake_already_used"):
        piket.undo()
    again = piket.do(QuickIntake(full_name="Joko")).outcome
    piket.undo()
    assert house.head.ask(FindResidents(again.number)) == ()


def test_that_an_admission_cannot_be_moved_behind_the_first_night(house):
    house.clock.now = AFTER_MIDNIGHT
    admitted = house.desk(Role.PIKET).do(QuickIntake(bed_id=house.beds["Melati 1/1"])).outcome
    late = CompleteIntake(person_id=admitted.person_id, version=1, admitted_on=date(2026, 11, 22))
    refused(house.head, late, "admission_after_first_night", field="admitted_on")


def test_that_what_was_unknown_is_completed_without_a_reason_and_what_was_known_needs_one(house):
    person = house.admit("Budi").person_id
    assert house.head.do(EditIdentity(person_id=person, version=1, birth="1975", sex=Sex.MALE)).outcome == 2
    refused(house.head, EditIdentity(person_id=person, version=2, birth="1976"), "reason_missing", field="reason")
    house.head.do(EditIdentity(person_id=person, version=2, birth="1976"), reason="KTP ditemukan")
    change = details(house, person).history[0]
    assert (change.old["birth_year"], change.reason, change.act) == (1975, "KTP ditemukan", "EditIdentity")


def test_that_a_field_changed_over_an_older_state_is_refused_and_another_one_is_kept_beside_it(house):
    person = house.admit("Budi").person_id
    house.head.do(EditIdentity(person_id=person, version=1, alias="Budi Kecil"))
    refused(house.head, EditIdentity(person_id=person, version=1, alias="Buddy"), "changed_by_other")
    house.head.do(EditIdentity(person_id=person, version=1, features="tato"))
    file = details(house, person)
    assert (file.line.alias, file.features) == ("Budi Kecil", "tato")


def test_that_changes_of_identity_are_taken_back_one_after_another(house):
    person = house.admit("Budi").person_id
    house.head.do(EditIdentity(person_id=person, version=1, alias="A", nik="6472011708750001"))
    house.head.do(EditIdentity(person_id=person, version=2, full_name="Budiman"), reason="salah tulis")
    house.head.undo()
    assert details(house, person).line.name == "Budi"
    house.head.undo()
    file = details(house, person)
    assert (file.line.alias, file.nik, file.nik_quality) == ("", "", NikQuality.MISSING)


def test_that_an_undo_does_not_overwrite_what_somebody_changed_meanwhile(house):
    person = house.admit("Budi").person_id
    house.head.do(EditIdentity(person_id=person, version=1, alias="A"))
    house.desk(Role.TATA_USAHA).do(EditIdentity(person_id=person, version=2, features="tato"))
    with pytest.raises(Refused, match="changed_meanwhile"):
        house.head.undo()


def test_that_a_name_can_be_cleared_to_nameless_but_never_to_nothing(house):
    person = house.admit("Budi").person_id
    house.head.do(EditIdentity(person_id=person, version=1, full_name=" "), reason="bukan dia")
    assert details(house, person).line.name == NAMELESS


def test_that_the_same_identity_again_changes_nothing(house):
    person = house.admit("Budi", birth="1975", origin="Samarinda").person_id
    same = EditIdentity(person_id=person, version=1, full_name="Budi", birth="1975", origin="Samarinda")
    assert house.head.do(same).outcome == 1
    assert house.counts()["history"] == 0


def test_that_a_known_day_of_admission_is_corrected_with_a_reason_and_taken_back(house):
    admitted = house.admit(source=Source.POLICE)
    act = EditStay(stay_id=admitted.stay_id, version=1, admitted_on=date(2026, 11, 1), remark="berkas lama")
    refused(house.head, act, "reason_missing", field="reason")
    house.head.do(act, reason="salah tanggal")
    assert details(house, admitted.person_id).stay.admitted_on == date(2026, 11, 1)
    house.head.undo()
    stay = details(house, admitted.person_id).stay
    assert (stay.admitted_on, stay.remark) == (TODAY, "")


def test_that_categories_have_one_main_one_and_are_taken_back(house):
    person = house.admit(categories=("PENGEMIS", "PEMULUNG")).person_id
    worker = house.desk(Role.PEKERJA_SOSIAL)
    worker.do(SetCategories(person, ("PRSE", "PENGEMIS", "PRSE")))
    assert details(house, person).categories == ("PRSE", "PENGEMIS")
    worker.undo()
    assert details(house, person).categories == ("PENGEMIS", "PEMULUNG")
    refused(house.desk(Role.TATA_USAHA), SetCategories(person, ()), "not_allowed")


def test_that_a_passed_right_opens_the_intake_until_its_day(house):
    from shelter_admin.persistence.accounts import PassedRightTable
    from shelter_admin.persistence.base import new_id

    carer = house.desk(Role.PENGASUH)
    with house.writing() as session:
        session.add(
            PassedRightTable(id=new_id(), account_id=carer.staff.account_id, right=Right.INTAKE.value, until=TODAY)
        )
    carer = house.desk(Role.PENGASUH)
    assert carer.do(AdmitPerson(full_name="Budi")).outcome.number == "2026-0001"
    house.on(date(2026, 11, 22))
    refused(carer, AdmitPerson(full_name="Budi"), "not_allowed")


def test_that_hints_name_what_disagrees_and_stop_nobody(house):
    hints = house.head.ask(IdentityHints(nik="6472011708750001", birth="1980", sex=Sex.FEMALE, origin="Negeri Dongeng"))
    codes = {hint.code for hint in hints}
    assert codes == {"nik_birth_differs", "nik_sex_differs", "origin_unknown"}
    assert house.head.ask(IdentityHints()) == ()


def test_that_regions_are_offered_while_typing(house):
    assert "64.72" in {region.code for region in house.head.ask(RegionsLike("samarin"))}


def test_that_a_number_leads_to_its_resident(house):
    admitted = house.admit()
    assert house.head.ask(ResidentNumbered(admitted.number)).status is Status.IN_HOUSE
    with pytest.raises(Refused, match="number_unknown"):
        house.head.ask(ResidentNumbered("1999-0001"))


def test_that_every_refusal_about_residents_has_words(house):
    failure = refused(house.head, AdmitPerson(admitted_on=date(2027, 1, 1)), "admission_in_future", field="admitted_on")
    assert explain(failure) == WORDS["admission_in_future"].format(today="21-11-2026")


@pytest.mark.parametrize("name", ["full_name", "alias", "birth", "birth_place", "origin", "nik", "features"])
def test_that_a_page_pasted_by_mistake_is_no_name(house, name):
    before = house.counts()
    with pytest.raises(Refused) as caught:
        house.admit(**{name: "x" * 3000})
    assert (caught.value.code, caught.value.field) == ("text_too_long", name)
    assert house.counts() == before
