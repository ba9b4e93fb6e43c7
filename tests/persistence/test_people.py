"""People in the store: who sees whom and what, searching, doubles, pictures, numbers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from sqlalchemy import select

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.identity.sexes import Sex
from shelter_admin.domain.leaving import LeavingReason
from shelter_admin.domain.residents import ResidentFilter, Status
from shelter_admin.domain.sight import Sight
from shelter_admin.operations.residents import (
    FindResidents,
    PhotoOf,
    PossibleDoubles,
    RecordLeaving,
    ResidentDetailsOf,
    ResidentList,
    ResidentNumbered,
    SimilarTo,
)
from shelter_admin.persistence.base import Privacy
from shelter_admin.persistence.people import sight, tables
from shelter_admin.persistence.people.tables import PersonTable
from shelter_admin.persistence.residents import photos
from shelter_admin.persistence.training.programs import enrol, program_named, set_trainers
from tests.operations.residents_house import TODAY, House, a_picture

NOTHING = Sight(identity=False, category=False, remarks=False, health=False, health_alerts=False, health_summary=False)


def found(house: House, text: str, *roles: Role, include_left: bool = True) -> list[str]:
    desk = house.desk(*roles) if roles else house.head
    return [line.name for line in desk.ask(FindResidents(text, include_left=include_left))]


def statements(house: House) -> list[str]:
    """Every statement sent from here on, but for the beginning of a transaction."""
    from sqlalchemy import event

    sent: list[str] = []

    @event.listens_for(house.head.store.engine, "before_cursor_execute")
    def _note(_connection, _cursor, statement, *_rest) -> None:
        if not statement.startswith("BEGIN"):
            sent.append(statement)

    return sent


def a_class(house: House) -> tuple[str, str]:
    """Two residents, the first in the programme of the trainer."""
    one = house.admit("Siti Aminah", nik="6472011708750001")
    house.admit("Siti Rahayu")
    trainer = house.desk(Role.INSTRUKTUR)
    with house.writing() as session:
        program = program_named(session, "Menjahit")
        enrol(session, one.stay_id, program, TODAY)
        set_trainers(session, trainer.staff.account_id, [program])
    return one.person_id, one.number


def test_that_a_trainer_sees_the_people_of_the_own_programmes_only(house):
    person, number = a_class(house)
    trainer = house.desk(Role.INSTRUKTUR)
    others = [line for line in house.head.ask(ResidentList()) if line.person_id != person]
    assert found(house, "siti", Role.INSTRUKTUR) == ["Siti Aminah"]
    assert found(house, number, Role.INSTRUKTUR) == ["Siti Aminah"]
    assert found(house, others[0].number, Role.INSTRUKTUR) == []
    assert [line.person_id for line in trainer.ask(ResidentList())] == [person]
    assert trainer.ask(ResidentDetailsOf(person)).programs == ("Menjahit",)
    assert trainer.ask(SimilarTo("Siti Rahayu")) == ()
    for question in (ResidentDetailsOf(others[0].person_id), ResidentNumbered(others[0].number)):
        with pytest.raises(Refused, match="_unknown"):
            trainer.ask(question)


def test_that_a_trainer_sees_no_photo_of_others(house):
    a_class(house)
    other = house.admit("Budi", photo=a_picture())
    photo_id = house.head.ask(ResidentDetailsOf(other.person_id)).line.photo_id
    assert house.head.ask(PhotoOf(photo_id)).content
    with pytest.raises(Refused, match="photo_unknown"):
        house.desk(Role.INSTRUKTUR).ask(PhotoOf(photo_id))


def test_that_a_trainer_with_another_role_sees_everybody(house):
    a_class(house)
    assert len(house.desk(Role.INSTRUKTUR, Role.PENGASUH).ask(ResidentList())) == 2


def test_that_somebody_who_sees_everybody_is_not_limited_in_sql():
    query = select(PersonTable.id)
    assert sight.in_sight(query, replace(NOTHING, restricted=True)) is query
    assert sight.in_sight(query, NOTHING) is not query


def test_that_every_hidden_field_is_none_and_every_open_one_is_kept():
    values = dict.fromkeys([*sight.FIELDS, "name", "number"], "x")
    hidden = sight.masked(NOTHING, values)
    assert {name for name, value in hidden.items() if value == "x"} == {"name", "number"}
    everything = Sight(identity=True, category=True, remarks=True, health=True, health_alerts=True, health_summary=True)
    assert sight.masked(everything, values) == values


def test_that_a_nik_is_searched_by_who_may_see_niks_alone(house):
    house.admit("Budi", nik="6472011708750001")
    assert found(house, "64720117") == ["Budi"]
    assert found(house, "64720117", Role.PIKET) == []


def test_that_search_finds_by_every_beginning_of_name_alias_number_and_origin(house):
    house.admit("Budi Santoso", alias="Pak De", origin="Balikpapan")
    for typed in ("bud", "SANT", "santoso budi", "pak d", "balik", "2026-0001", "0001", "1", "bu'di"[:2]):
        assert found(house, typed) == ["Budi Santoso"], typed
    for typed in ("", "   ", "-", '"', "budi wati", "udi", "*", "name:budi OR"):
        assert found(house, typed) == [], typed


def test_that_a_changed_name_is_found_by_the_new_one_alone(house):
    from shelter_admin.operations.residents import EditIdentity

    person = house.admit("Budi").person_id
    house.head.do(EditIdentity(person_id=person, version=1, full_name="Slamet"), reason="salah")
    assert (found(house, "budi"), found(house, "slamet")) == ([], ["Slamet"])


def test_that_search_shows_the_exact_number_first_then_the_house_then_who_left(house):
    gone = house.admit("Budi Arief")
    house.admit("Budi Zaki")
    house.admit("Joko 0001")
    house.head.do(RecordLeaving(gone.person_id, LeavingReason.FAMILY))
    assert found(house, "budi") == ["Budi Zaki", "Budi Arief"]
    assert found(house, "budi", include_left=False) == ["Budi Zaki"]
    assert found(house, "2026-0001") == ["Budi Arief"]
    assert found(house, "0001") == ["Joko 0001", "Budi Arief"]


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("melati", ["Ani", "Budi", "Joko"]),
        ("mel", ["Ani", "Budi", "Joko"]),
        ("me", []),
        ("melati 1", ["Ani", "Budi"]),
        ("Melati 1/2", ["Budi"]),
        ("wisma melati 1", ["Ani", "Budi"]),
        ("wisma", []),
        ("melati 3", []),
        ("melati 9/9", []),
    ],
)
def test_that_search_finds_who_sleeps_in_a_bed(house, typed, names):
    for name, bed in (("Ani", "Melati 1/1"), ("Budi", "Melati 1/2"), ("Joko", "Melati 2/1")):
        house.admit(name, bed_id=house.beds[bed])
    assert found(house, typed) == names


def test_that_a_person_with_many_stays_is_one_line(house):
    from shelter_admin.operations.residents import ReturnPerson

    person = house.admit("Budi").person_id
    for _ in range(3):
        house.head.do(RecordLeaving(person, LeavingReason.FAMILY))
        house.head.do(ReturnPerson(person_id=person))
    everybody = ResidentFilter(status=frozenset(Status))
    assert len(house.head.ask(ResidentList(everybody))) == len(house.head.ask(FindResidents("budi"))) == 1


def test_that_a_list_is_one_statement(house):
    for name in ("Ani", "Budi", "Joko"):
        house.admit(name, categories=("PENGEMIS",), photo=a_picture())
    sent = statements(house)
    house.head.ask(ResidentList(ResidentFilter(status=frozenset(Status))))
    assert len([one for one in sent if "account.disabled_at" not in one]) == 1  # on a server the rights are asked, too


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        ({}, ["Ani", "Budi"]),
        ({"status": frozenset(Status)}, ["Ani", "Budi", "Joko"]),
        ({"status": frozenset({Status.LEFT})}, ["Joko"]),
        ({"status": frozenset({Status.OUT})}, []),
        ({"sex": Sex.FEMALE}, ["Ani"]),
        ({"sex": Sex.UNKNOWN}, ["Budi"]),
        ({"wisma": "Melati"}, ["Ani"]),
        ({"without_bed": True}, ["Budi"]),
        ({"category_code": "PENGEMIS"}, ["Budi"]),
        ({"admitted_from": date(2026, 11, 10)}, ["Ani"]),
        ({"admitted_until": date(2026, 11, 10)}, ["Budi"]),
        ({"status": frozenset({Status.LEFT}), "left_from": date(2026, 11, 22)}, []),
        ({"status": frozenset({Status.LEFT}), "left_until": TODAY}, ["Joko"]),
    ],
)
def test_that_a_filter_shows_exactly_whom_it_names(house, wanted, names):
    house.admit("Ani", sex=Sex.FEMALE, bed_id=house.beds["Melati 3/1"])
    house.admit("Budi", categories=("GELANDANGAN", "PENGEMIS"), admitted_on=date(2026, 11, 1))
    joko = house.admit("Joko")
    house.head.do(RecordLeaving(joko.person_id, LeavingReason.FAMILY))
    assert [line.name for line in house.head.ask(ResidentList(ResidentFilter(**wanted)))] == names


@pytest.mark.parametrize("typed", ["Budi Santoso", "Boedi Santosa", "budi santosso", "santoso budi"])
def test_that_somebody_known_is_hinted_at_while_the_name_is_typed(house, typed):
    house.admit("Budi Santoso", birth="17-08-1975")
    house.admit("Slamet Riyadi")
    assert [hint.line.name for hint in house.head.ask(SimilarTo(typed))] == ["Budi Santoso"]


def test_that_the_same_nik_is_hinted_at_even_when_its_last_digit_is_lost(house):
    house.admit("Budi Santoso", nik="6472011708750001")
    (hint,) = house.head.ask(SimilarTo("Orang Lain", nik="6472011708750001"))
    assert hint.score == 100
    assert house.desk(Role.PIKET).ask(SimilarTo("Orang Lain", nik="6472011708750001")) == ()


def test_that_the_nameless_are_not_hinted_at_for_being_nameless(house):
    house.admit("")
    assert house.head.ask(SimilarTo("Tanpa Nama")) == ()
    assert house.head.ask(SimilarTo("")) == ()
    assert house.head.ask(PossibleDoubles()) == ()


def test_that_every_column_about_people_has_its_class_of_privacy():
    unsaid = [
        f"{table.__tablename__}.{column.name}"
        for table in (value for value in vars(tables).values() if hasattr(value, "__tablename__"))
        for column in table.__table__.columns
        if column.info.get("privacy") not in set(Privacy)
    ]
    assert unsaid == []
    assert PersonTable.__table__.columns["features"].info["privacy"] is Privacy.SPESIFIK


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF"])
def test_that_a_picture_of_any_usual_kind_becomes_a_small_jpeg(kind):
    from PIL import Image

    small = photos.small_jpeg(a_picture(900, kind))
    image = Image.open(BytesIO(small))
    assert image.format == "JPEG"
    assert max(image.size) == (320 if kind == "GIF" else 480)  # the noise of a palette hardly shrinks
    assert len(small) <= photos.KEPT_BYTES


def test_that_a_picture_lies_upright_and_says_neither_place_nor_device():
    from PIL import Image

    out = BytesIO()
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "Kamera"
    Image.new("RGB", (400, 200), "red").save(out, "JPEG", exif=exif)
    image = Image.open(BytesIO(photos.small_jpeg(out.getvalue())))
    assert image.size == (200, 400)
    assert dict(image.getexif()) == {}


def a_bomb() -> bytes:
    """A small file that says it unfolds to ten thousand million pixels."""
    content = bytearray(a_picture())
    content[16:24] = (100_000).to_bytes(4, "big") * 2
    import zlib

    content[29:33] = zlib.crc32(bytes(content[12:29])).to_bytes(4, "big")
    return bytes(content)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "photo_unreadable"),
        (b"<svg></svg>", "photo_unreadable"),
        (b"\xff\xd8\xff" + b"\0" * 100, "photo_unreadable"),
        (a_picture()[:500], "photo_unreadable"),
        (b"\0" * (photos.MOST_BYTES + 1), "photo_too_large"),
        (a_bomb(), "photo_too_many_pixels"),
    ],
)
def test_that_what_is_no_sound_picture_is_refused(content, code):
    with pytest.raises(Refused) as caught:
        photos.small_jpeg(content)
    assert (caught.value.code, caught.value.field) == (code, "photo")
