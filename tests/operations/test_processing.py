"""The record of processing: every table about people named, its class from the columns, rights and terms as they are."""

from __future__ import annotations

from collections import Counter

from shelter_admin.domain.accounts import RIGHTS, Right, Role
from shelter_admin.domain.privacy.processed import PROCESSED
from shelter_admin.domain.privacy.processing import FieldClass, Keeping, how_long, who_sees
from shelter_admin.domain.privacy.retention import Retention
from shelter_admin.operations.privacy.processing import PrintProcessing, RecordOfProcessing
from shelter_admin.operations.privacy.retention import SetRetention
from shelter_admin.persistence.base import Base, Privacy
from shelter_admin.persistence.privacy import held
from shelter_admin.persistence.processing import personal_tables
from tests.operations.privacy_house import said_on


def the_line(house, table):
    (found,) = [line for line in house.head.ask(RecordOfProcessing()).lines if table in line.about.tables]
    return found


def test_that_every_table_about_people_stands_in_the_record_once_and_no_other_does():
    named = Counter(table for one in PROCESSED for table in one.tables)
    assert set(named) == set(personal_tables())
    assert set(named.values()) == {1}


def test_that_each_kind_of_data_has_words_for_exactly_the_classes_its_columns_say(house):
    for line in house.head.ask(RecordOfProcessing()).lines:
        assert set(line.about.fields) == set(line.counts), line.about.tables
        assert line.about.rights or line.about.seen


def test_that_the_classes_are_counted_from_the_columns(house):
    columns = Base.metadata.tables["stay"].columns
    counted = Counter(column.info["privacy"] for column in columns)
    assert the_line(house, "stay").counts == {
        FieldClass.UMUM: counted[Privacy.UMUM],
        FieldClass.SPESIFIK: counted[Privacy.SPESIFIK],
    }


def test_that_a_table_without_classes_that_points_at_people_is_about_people_and_others_are_not():
    found = personal_tables()
    assert found["incident_person"] == {FieldClass.LINK: 2}
    assert found["destroyed_row"] == {FieldClass.LINK: 1}
    assert {"bed", "room", "holiday", "policy", "roll_call", "program"} & set(found) == set()


def test_that_who_sees_it_comes_from_the_table_of_rights(house):
    assert who_sees(the_line(house, "person_category")) == (
        "Head of the shelter, Administration, Social worker (see categories)"
    )
    assert {role for role in Role if Right.SEE_CATEGORY in RIGHTS[role]} == {
        Role.KEPALA,
        Role.TATA_USAHA,
        Role.PEKERJA_SOSIAL,
    }


def test_that_how_long_comes_from_the_terms_and_the_case_file_takes_health_and_photos_along(house):
    assert how_long(the_line(house, "consent")) == "Kept: no term of retention is set yet."
    house.head.do(SetRetention(Retention(10, 25, None, "Pergub 20/2020")))
    assert how_long(the_line(house, "person")).startswith("10 years after the last stay ended; then without names")
    assert [the_line(house, table).years for table in ("health", "photo")] == [10, 10]
    house.head.do(SetRetention(Retention(None, 25, None, "Pergub 20/2020")))
    assert [the_line(house, table).years for table in ("health", "photo", "consent")] == [25, None, None]
    assert how_long(the_line(house, "certificate")).startswith("For good")


def test_that_only_what_a_destruction_reaches_is_said_to_be_destroyed():
    reached = {table.__tablename__ for table, _column in (*held.BY_PERSON, *held.BY_STAY)}
    reached |= {table.__tablename__ for table, _column in (*held.BY_ENROLMENT, *held.BY_APPLICATION)}
    reached |= {table.__tablename__ for goes in held.GOES.values() for table, _column in goes}
    reached |= {table.__tablename__ for table, _column, _parent in held.NESTED}
    reached |= {"person", "history", "consent", "exit_decision"}
    ended = {Keeping.NAMELESS, Keeping.CASE_FILE, Keeping.HEALTH, Keeping.PHOTO}
    assert {table for one in PROCESSED if one.keeping in ended for table in one.tables} <= reached
    open_ended = {table for one in PROCESSED if one.keeping is Keeping.UNTIL_DECIDED for table in one.tables}
    assert open_ended & reached == set()


def test_that_the_paper_says_every_kind_of_data_and_printing_it_is_written_to_the_log(house):
    house.head.do(SetRetention(Retention(10, 25, None, "Pergub 20/2020")))
    said = said_on(house.head.ask(PrintProcessing()))
    for word in (
        "Catatan Kegiatan Pemrosesan", "Pasal 31", "1. Identitas penghuni", f"{len(PROCESSED)}. Akun petugas", "Umum, 14 isian",
        "Spesifik, 4 isian", "melihat kategori", "Pergub 20/2020", "10 tahun sesudah", "Kepala panti, Pekerja sosial,",
    ):  # fmt: skip
        assert word in said, word
    assert (house.audit()[-1].act, house.audit()[-1].about) == ("PrintProcessing", ())
