"""A resident's file: what each role sees of it, health notes, photos, the original row, drafts of forms."""

from __future__ import annotations

import pytest

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.errors import Refused
from shelter_admin.operations.residents import (
    AddPhoto,
    AdmitPerson,
    DropDraft,
    MyDraft,
    OriginalRowOf,
    PhotoOf,
    PossibleDoubles,
    RemovePhoto,
    ResidentDetailsOf,
    ResidentList,
    SaveDraft,
    SetHealth,
)
from tests.operations.residents_house import House, a_picture, refused


def details(house: House, person_id: str):
    return house.head.ask(ResidentDetailsOf(person_id))


def test_that_health_is_written_by_health_alone_and_each_sees_their_part(house):
    person = house.admit().person_id
    health = house.desk(Role.KESEHATAN)
    health.do(SetHealth(person, alert="alergi", diet="lunak", details="hasil lab", attention=True))
    refused(house.head, SetHealth(person, alert="x"), "not_allowed")

    def seen(*roles):
        file = house.desk(*roles).ask(ResidentDetailsOf(person)) if roles else details(house, person)
        return file.alert, file.diet, file.health_details, file.attention

    assert seen() == (None, None, None, True)
    assert seen(Role.KESEHATAN) == ("alergi", "lunak", "hasil lab", True)
    assert seen(Role.PIKET) == ("alergi", "lunak", None, True)
    assert seen(Role.TATA_USAHA) == (None, None, None, None)
    assert "alergi" not in str([entry.what for entry in house.audit()])
    health.undo()
    assert seen(Role.KESEHATAN) == ("", "", "", False)


def test_that_a_photo_is_kept_small_and_shows_until_it_is_taken_away(house):
    person = house.admit().person_id
    photo_id = house.head.do(AddPhoto(person, a_picture(side=1500))).outcome
    assert details(house, person).line.photo_id == photo_id
    content = house.head.ask(PhotoOf(photo_id)).content
    assert content.startswith(b"\xff\xd8")
    assert len(content) <= 60 * 1024
    house.head.undo()
    assert details(house, person).line.photo_id is None
    refused(house.head, RemovePhoto(person, photo_id), "photo_unknown", field="photo_id")


def test_that_opening_a_file_is_written_to_the_audit(house):
    person = house.admit().person_id
    house.desk(Role.PENGASUH).ask(ResidentDetailsOf(person))
    entry = house.audit()[-1]
    assert (entry.act, entry.about) == ("ResidentDetailsOf", (person,))


def test_that_a_carer_sees_neither_identity_nor_category_nor_remark(house):
    person = house.admit(nik="6472011708750001", birth="1975", categories=("PENGEMIS",), remark="catatan").person_id
    file = house.desk(Role.PENGASUH).ask(ResidentDetailsOf(person))
    assert (file.nik, file.nik_text, file.birth, file.categories, file.stay.remark) == (None, None, None, None, None)
    assert (file.line.name, file.line.age, file.line.category) == ("Budi Santoso", 51, None)
    assert {"nik", "categories", "remark"} <= file.hidden


def test_that_a_category_about_health_stays_out_of_lists(house):
    person = house.admit(categories=("ODHA",)).person_id
    assert house.head.ask(ResidentList())[0].category is None
    assert details(house, person).categories == ("ODHA",)


def an_imported_person(house: House) -> str:
    """Somebody who came in with a register, beside somebody much like them."""
    from shelter_admin.persistence.base import new_id
    from shelter_admin.persistence.people.tables import ImportedFileTable, ImportedRowTable, PossibleDoubleTable

    one, other = house.admit("Siti Aminah").person_id, house.admit("Sitti Aminah").person_id
    with house.writing() as session:
        file = ImportedFileTable(id=new_id(), sheet="Data Klien", rows=2, taken=2)
        session.add(file)
        session.flush()
        row = ImportedRowTable(
            id=new_id(), file_id=file.id, person_id=one, sheet_row=7, fingerprint="f", cells={"NAMA": "SITI"}, doubts=[]
        )
        session.add(row)
        first, second = sorted((one, other))
        session.add(PossibleDoubleTable(id=new_id(), first_id=first, second_id=second, because="same_name"))
    return one


def test_that_the_original_row_is_shown_as_it_was_to_those_who_may_and_audited(house):
    person = an_imported_person(house)
    row = house.desk(Role.TATA_USAHA).ask(OriginalRowOf(person))
    assert (row.sheet, row.sheet_row, dict(row.cells)) == ("Data Klien", 7, {"NAMA": "SITI"})
    assert (house.audit()[-1].act, house.audit()[-1].about) == ("OriginalRowOf", (person,))
    assert details(house, person).has_original_row
    carer = house.desk(Role.PENGASUH)
    assert not carer.ask(ResidentDetailsOf(person)).has_original_row
    with pytest.raises(Refused, match="not_allowed"):
        carer.ask(OriginalRowOf(person))


def test_that_somebody_taken_in_by_hand_has_no_original_row(house):
    with pytest.raises(Refused, match="no_original_row"):
        house.head.ask(OriginalRowOf(house.admit().person_id))


def test_that_a_pair_that_may_be_one_person_is_listed_for_a_human(house):
    an_imported_person(house)
    (pair,) = house.head.ask(PossibleDoubles())
    assert {pair.first.name, pair.second.name} == {"Siti Aminah", "Sitti Aminah"}
    assert pair.because == "same_name"


def test_that_a_draft_is_ones_own_survives_and_the_newest_counts(house):
    office, worker = house.desk(Role.TATA_USAHA), house.desk(Role.PEKERJA_SOSIAL)
    office.do(SaveDraft("intake", {"full_name": "Budi", "step": 1}))
    office.do(SaveDraft("intake", {"full_name": "Budi S", "step": 2}))
    worker.do(SaveDraft("intake", {"full_name": "Wati"}))
    again = house.desk(Role.TATA_USAHA).ask(MyDraft("intake"))
    assert dict(again.content) == {"full_name": "Budi S", "step": 2}
    assert again.saved_at == house.clock.now
    office.do(DropDraft("intake"))
    office.do(DropDraft("intake"))
    assert office.ask(MyDraft("intake")) is None
    assert worker.ask(MyDraft("intake")).content == {"full_name": "Wati"}
    assert house.counts()["history"] == 0
    assert "Budi" not in str([entry.what for entry in house.audit()])


def test_that_keeping_a_draft_takes_no_undo_away(house):
    house.admit()
    house.head.do(SaveDraft("intake", {"full_name": "Wati"}))
    assert house.head.undoable() is not None


def test_that_the_draft_of_an_intake_goes_with_the_intake_and_stays_when_it_is_refused(house):
    house.head.do(SaveDraft("intake", {"full_name": "Wati"}))
    refused(house.head, AdmitPerson(full_name="Wati", birth="entah", draft="intake"), "birth_unclear", field="birth")
    assert house.head.ask(MyDraft("intake"))
    house.head.do(AdmitPerson(full_name="Wati", draft="intake"))
    assert house.head.ask(MyDraft("intake")) is None
