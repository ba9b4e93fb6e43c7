"""The records behind a month: a data package that validates, with or without names, sealed for the province."""

from __future__ import annotations

import csv
import json
import zipfile
from datetime import date
from io import BytesIO, StringIO
from typing import Any

import pyrage
import pytest

from shelter_admin.domain.accounts import Right, Role
from shelter_admin.domain.identity.sexes import Sex
from shelter_admin.domain.month.package import RESOURCES
from shelter_admin.domain.settings import Settings
from shelter_admin.operations.accounts import PassRight
from shelter_admin.operations.beds.places import AssignBed
from shelter_admin.operations.presence.gate import ComeIn, GoOut
from shelter_admin.operations.presence.roll_call import TakeRollCall
from shelter_admin.operations.returns.month import Month
from shelter_admin.operations.returns.records import Records, RecordsOf
from shelter_admin.operations.settings import ChangeSettings
from shelter_admin.persistence.base import new_id
from shelter_admin.persistence.people.tables import PersonCategoryTable, PersonTable
from shelter_admin.persistence.training.programs import batch_named, enrol, program_named
from shelter_admin.persistence.training.tables import AttendanceMarkTable, ClassSessionTable, EnrolmentTable
from tests.operations.residents_house import House, a_house, refused

PERIOD = "2026-11"
NIK = "6472012304730001"
SECRETS = ("Budi Karangan", "Si Bud", NIK, "Pasar Pagi", "1973-04-23", "Bontang")


@pytest.fixture
def house(tmp_path):
    made = a_house(tmp_path)
    lived_in(made)
    yield made
    made.head.close()


def lived_in(house: House) -> None:
    """One person with a bed, an outing, a roll-call and a class; another with nothing but a name."""
    budi = house.admit("Budi Karangan", alias="Si Bud", sex=Sex.MALE, admitted_on=date(2026, 10, 20)).person_id
    house.admit("Tanpa Nama", admitted_on=date(2026, 11, 21))
    house.head.do(AssignBed(budi, house.beds["Melati 1/1"], date(2026, 11, 1)))
    house.head.do(GoOut(budi, "Pasar Pagi"))
    house.clock.forward(hours=1)
    house.head.do(ComeIn(budi))
    house.clock.forward(hours=10)
    house.head.do(TakeRollCall(date(2026, 11, 21), all_present=True, close=True))
    with house.writing() as session:
        person = session.get_one(PersonTable, budi)
        person.nik, person.nik_text, person.nik_quality = NIK, NIK, "good"
        person.birth_year, person.birth_month, person.birth_day, person.birth_quality = 1973, 4, 23, "exact"
        person.birth_place = "Bontang"
        session.add(PersonCategoryTable(id=new_id(), person_id=budi, category="ODHA", main=True))
        program = program_named(session, "Menjahit")
        batch = batch_named(session, program, "")
        enrol(session, person_stay(session, budi), program, None)
        session.flush()
        enrolment = session.query(EnrolmentTable).one()
        for day, mark in ((date(2026, 11, 19), "H"), (date(2026, 11, 20), None)):
            made = ClassSessionTable(id=new_id(), batch_id=batch, day=day)
            session.add(made)
            session.flush()
            if mark:
                session.add(
                    AttendanceMarkTable(id=new_id(), session_id=made.id, enrolment_id=enrolment.id, mark=mark, note="")
                )


def person_stay(session: Any, person_id: str) -> str:
    from shelter_admin.persistence.residents.stays import last_stay

    return last_stay(session, person_id).id


def made(house: House, *, with_names: bool = True, period: str = PERIOD) -> Records:
    return house.head.do(RecordsOf(period, with_names)).outcome


def opened(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(BytesIO(content)) as folder:
        return {name: folder.read(name).decode() for name in folder.namelist()}


def rows(content: bytes, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(opened(content)[f"{name}.csv"])))


@pytest.mark.parametrize("with_names", [True, False])
@pytest.mark.parametrize("period", [PERIOD, "2026-10", "2020-01"])
def test_that_frictionless_accepts_the_package(house, tmp_path, with_names, period):
    frictionless = pytest.importorskip("frictionless")
    content = made(house, with_names=with_names, period=period).document.content
    with zipfile.ZipFile(BytesIO(content)) as folder:
        folder.extractall(tmp_path / "package")
    report = frictionless.validate(str(tmp_path / "package" / "datapackage.json"))
    assert report.flatten(["message"]) == []
    assert report.valid
    assert len(report.tasks) == len(RESOURCES)


def test_that_the_rows_told_are_the_rows_in_the_package(house):
    records = made(house)
    for name, count in records.resources.items():
        assert len(rows(records.document.content, name)) == count, name
    assert records.resources == {
        "people": 2,
        "stays": 2,
        "placements": 1,
        "presence": 2,
        "outings": 1,
        "attendance": 2,
        "certificates": 0,
    }


def test_that_the_package_says_its_format_and_whose_month_it_is(house):
    told = json.loads(opened(made(house).document.content)["datapackage.json"])
    assert (told["profile"], told["format"], told["period"]) == ("tabular-data-package", 1, PERIOD)
    assert told["panti"]["code"] == "PSHM"


def test_that_with_names_a_nik_stands_as_text_and_a_day_as_iso(house):
    content = made(house).document.content
    budi = next(row for row in rows(content, "people") if row["name"] == "Budi Karangan")
    assert (budi["nik"], budi["birth_day"]) == (NIK, "23")
    fields = json.loads(opened(content)["datapackage.json"])["resources"][0]["schema"]["fields"]
    assert next(one["type"] for one in fields if one["name"] == "nik") == "string"
    assert {row["from_night"] for row in rows(content, "placements")} == {"2026-11-01"}


def test_that_without_names_nothing_says_who_somebody_is_and_the_ids_stay_the_same(house):
    named, nameless = made(house), made(house, with_names=False)
    texts = " ".join(opened(nameless.document.content).values())
    assert not [secret for secret in SECRETS if secret in texts]
    assert "2026-0001" not in texts
    people = rows(nameless.document.content, "people")
    assert {row["birth_year"] for row in people} == {"1973", ""}
    assert [row["person_id"] for row in people] == [row["person_id"] for row in rows(named.document.content, "people")]


def test_that_a_category_that_is_health_data_leaves_with_nobody(house):
    assert "ODHA" not in " ".join(opened(made(house).document.content).values())


def test_that_the_records_give_the_figures_of_the_month_again(house):
    figures = house.head.ask(Month(PERIOD)).figures
    content = made(house).document.content
    tomorrow, first = date(2026, 11, 22), date(2026, 11, 1)
    nights = 0
    for row in rows(content, "placements"):
        until = date.fromisoformat(row["until_night"]) if row["until_night"] else tomorrow
        nights += (min(until, tomorrow) - max(date.fromisoformat(row["from_night"]), first)).days
    assert nights == figures.bed_days == 21
    marks = [row["mark"] for row in rows(content, "attendance")]
    assert (marks.count("H"), marks.count("")) == (figures.attendance[0].present, figures.attendance[0].unmarked)


def test_that_with_the_provinces_key_only_its_holder_can_read_it(house):
    identity = pyrage.x25519.Identity.generate()
    house.head.do(ChangeSettings(Settings(province_key=str(identity.to_public()))))
    records = made(house)
    content = records.document.content
    assert records.sealed
    assert records.document.filename.endswith(".zip.age")
    assert content.startswith(b"age-encryption.org/v1")
    assert b"PK\x03\x04" not in content
    assert not [secret for secret in (*SECRETS, "datapackage", "people.csv") if secret.encode() in content]
    assert "people.csv" in opened(pyrage.decrypt(content, [identity]))
    with pytest.raises(pyrage.DecryptError):
        pyrage.decrypt(content, [pyrage.x25519.Identity.generate()])


def test_that_a_key_that_is_none_is_refused_and_nothing_is_handed_out(house):
    with house.writing() as session:
        from shelter_admin.persistence.panti import PantiTable

        row = session.query(PantiTable).one()
        row.settings = {**row.settings, "province_key": "age1" + "q" * 58}
    house.head._sit_down()
    before = house.audit()
    refused(house.head, RecordsOf(PERIOD), "province_key_unclear", field="province_key")
    assert house.audit() == before


def test_that_the_log_says_how_many_people_were_handed_out_and_who(house):
    records = made(house)
    entry = house.audit()[-1]
    assert (entry.act, entry.what["people"], entry.what["with_names"]) == ("RecordsOf", 2, True)
    assert len(entry.about) == records.people == 2
    assert entry.what["period"] == PERIOD


def test_that_records_of_a_month_to_come_are_refused(house):
    refused(house.head, RecordsOf("2027-01"), "month_not_begun", field="period")


def test_that_a_deputy_hands_out_no_more_of_people_than_a_deputy_may_see(house):
    for role in (Role.PIKET, Role.PEKERJA_SOSIAL):
        house.head.do(PassRight(house.desk(role).staff.account_id, Right.EXPORT_RECORDS, house.head.today))
    for with_names in (False, True):
        refused(house.desk(Role.PIKET), RecordsOf(PERIOD, with_names), "not_allowed")
    assert house.desk(Role.PEKERJA_SOSIAL).do(RecordsOf(PERIOD)).outcome.people
