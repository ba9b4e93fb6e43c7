"""Scans in a resident's file: bounded, scaled down, by right, opened with an entry in the log, running out."""

from __future__ import annotations

import random
from datetime import timedelta
from io import BytesIO

import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.categories import RESTRICTED
from shelter_admin.domain.documents import (
    ABOUT_HEALTH,
    DOCUMENT_KIND_NAMES,
    SMALL_BYTES,
    DocumentKind,
    MediaType,
    PersonDocument,
    Validity,
    validity,
)
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.leaving import LeavingReason
from shelter_admin.operations.editing import Seen
from shelter_admin.operations.residents import RecordLeaving, SetCategories
from shelter_admin.operations.residents.documents import (
    AddDocument,
    AddHealthDocument,
    DocumentsOf,
    DocumentsRunningOut,
    EditDocument,
    EditHealthDocument,
    HealthDocumentsOf,
    OpenDocument,
    OpenHealthDocument,
    RemoveDocument,
    RemoveHealthDocument,
    by_name,
    kinds_to_choose,
)
from shelter_admin.persistence.residents.tables import PersonDocumentTable
from tests.operations.residents_house import TODAY, House, a_picture, refused

MEGABYTE = 1024 * 1024


@pytest.fixture
def person(house):
    return house.admit("Budi Santoso").person_id


def a_pdf(pages: int = 1, words: str = "Kartu Keluarga") -> bytes:
    out = BytesIO()
    canvas = Canvas(out, invariant=1)
    for page in range(pages):
        canvas.drawString(80, 700, f"{words} {page}")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def noise(side: int, kind: str) -> bytes:
    """A picture that cannot be packed: every point by chance."""
    out = BytesIO()
    Image.frombytes("RGB", (side, side), random.Random(side).randbytes(side * side * 3)).save(out, kind)
    return out.getvalue()


def documents(house: House, person: str) -> tuple[PersonDocument, ...]:
    return house.head.ask(DocumentsOf(person))


def stored(house: House, document_id: str) -> bytes:
    with house.head.store.asking() as session:
        return session.get_one(PersonDocumentTable, document_id).content


def test_that_a_scan_is_listed_with_a_small_picture_and_opened_whole(house, person):
    act = AddDocument(person_id=person, scan=a_pdf(), kind=DocumentKind.KK, number="6472010101010001", title="KK lama")
    document_id = house.head.do(act).outcome
    (line,) = documents(house, person)
    assert (line.parts.kind, line.parts.title, line.media_type) == (DocumentKind.KK, "KK lama", MediaType.PDF)
    assert line.small is not None
    assert len(line.small) <= SMALL_BYTES
    assert Image.open(BytesIO(line.small)).format == "JPEG"
    assert (line.written_on, line.written_by) == (TODAY, "Dra. Ratna Wulandari")
    opened = house.head.ask(OpenDocument(document_id))
    assert opened.content == a_pdf()
    assert "Budi" not in opened.filename
    assert house.audit()[-1].act == "OpenDocument"
    assert person in house.audit()[-1].about


@pytest.mark.parametrize(("kind", "kept"), [("JPEG", MediaType.JPEG), ("PNG", MediaType.JPEG)])
def test_that_a_large_picture_is_scaled_down_and_still_bounded(house, person, kind, kept):
    given = noise(2400, kind)
    document_id = house.head.do(AddDocument(person_id=person, scan=given)).outcome
    content = stored(house, document_id)
    picture = Image.open(BytesIO(content))
    assert max(picture.size) == 2000
    assert len(content) <= 5 * MEGABYTE
    (line,) = documents(house, person)
    assert line.media_type is kept
    assert line.small is not None
    assert len(line.small) <= SMALL_BYTES
    assert house.head.ask(OpenDocument(document_id)).content.startswith(b"%PDF")


def test_that_a_small_png_stays_sharp_and_loses_what_stood_beside_it(house, person):
    out = BytesIO()
    image = Image.new("RGBA", (40, 20), (255, 0, 0, 0))
    extra = Image.Exif()
    extra[0x010E] = "Rumah aman Jl. Rahasia 7"
    image.save(out, "PNG", exif=extra)
    content = stored(house, house.head.do(AddDocument(person_id=person, scan=out.getvalue())).outcome)
    assert content.startswith(b"\x89PNG")
    assert b"Rahasia" not in content
    assert Image.open(BytesIO(content)).getpixel((0, 0)) == (255, 255, 255)


def test_that_a_picture_taken_sideways_stands_upright(house, person):
    out = BytesIO()
    extra = Image.Exif()
    extra[0x0112] = 6
    Image.new("RGB", (60, 30), "blue").save(out, "JPEG", exif=extra)
    content = stored(house, house.head.do(AddDocument(person_id=person, scan=out.getvalue())).outcome)
    assert Image.open(BytesIO(content)).size == (30, 60)


@pytest.mark.parametrize(
    ("scan", "code", "facts"),
    [
        (b"", "document_scan_missing", {}),
        (b"bukan gambar", "scan_unclear", {}),
        (b"GIF89a" + bytes(50), "scan_unclear", {}),
        (a_picture(300)[:900], "scan_unclear", {}),
        (b"%PDF-1.7 rusak", "scan_unclear", {}),
        (b"\xff\xd8\xff" + bytes(50 * MEGABYTE), "scan_too_large", {"most": 20}),
        (b"%PDF-" + bytes(6 * MEGABYTE), "scan_too_large", {"most": 5}),
        (a_pdf(21), "scan_too_long", {"most": 20}),
    ],
)
def test_that_what_is_too_large_or_no_scan_is_refused_and_nothing_is_kept(house, person, scan, code, facts):
    before = house.counts()
    assert refused(house.head, AddDocument(person_id=person, scan=scan), code, field="scan").facts == facts
    assert house.counts() == before


def test_that_the_same_scan_is_kept_once_for_a_person_and_again_for_another(house, person):
    house.head.do(AddDocument(person_id=person, scan=a_pdf()))
    refused(house.head, AddDocument(person_id=person, scan=a_pdf()), "document_twice", field="scan")
    house.head.do(AddDocument(person_id=house.admit("Siti").person_id, scan=a_pdf()))


def test_that_papers_about_health_are_for_the_health_officer_alone(house, person):
    officer, clerk = house.desk(Role.KESEHATAN), house.desk(Role.TATA_USAHA)
    record = AddHealthDocument(person_id=person, scan=a_pdf(), kind=DocumentKind.MEDICAL)
    document_id = officer.do(record).outcome
    assert documents(house, person) == ()
    assert [line.parts.kind for line in officer.ask(HealthDocumentsOf(person))] == [DocumentKind.MEDICAL]
    assert officer.ask(OpenHealthDocument(document_id)).content == a_pdf()
    for query in (HealthDocumentsOf(person), OpenHealthDocument(document_id)):
        with pytest.raises(Refused, match="not_allowed"):
            clerk.ask(query)
    with pytest.raises(Refused, match="document_unknown"):
        clerk.ask(OpenDocument(document_id))
    refused(clerk, RemoveDocument(document_id), "document_unknown", field="document_id")
    with pytest.raises(Refused, match="not_allowed"):
        officer.ask(DocumentsOf(person))


def test_that_a_paper_does_not_cross_between_health_and_the_others(house, person):
    as_other = AddDocument(person_id=person, scan=a_pdf(), kind=DocumentKind.MEDICAL)
    refused(house.head, as_other, "document_kept_apart", field="kind")
    officer = house.desk(Role.KESEHATAN)
    as_health = AddHealthDocument(person_id=person, scan=a_pdf(), kind=DocumentKind.KK)
    refused(officer, as_health, "document_kept_apart", field="kind")
    document_id = house.head.do(AddDocument(person_id=person, scan=a_pdf())).outcome
    crossing = EditDocument(document_id=document_id, kind=DocumentKind.HEALTH)
    refused(house.head, crossing, "document_kept_apart", field="kind")


def test_that_adding_changing_and_taking_out_can_be_taken_back(house, person):
    add = AddDocument(person_id=person, scan=a_pdf(), kind=DocumentKind.KTP, expires_on=TODAY + timedelta(days=10))
    house.head.do(add)
    house.head.undo()
    assert documents(house, person) == ()
    document_id = house.head.do(add).outcome
    (line,) = documents(house, person)
    wanted = {**by_name(line.parts), "title": "KTP baru", "expires_on": None}
    house.head.do(EditDocument(document_id=document_id, **wanted, seen=Seen(by_name(line.parts))))
    assert documents(house, person)[0].parts.title == "KTP baru"
    house.head.undo()
    assert documents(house, person)[0].parts == line.parts
    house.head.do(RemoveDocument(document_id))
    assert documents(house, person) == ()
    house.head.undo()
    (back,) = documents(house, person)
    assert (back.parts, back.small, stored(house, back.document_id)) == (line.parts, line.small, a_pdf())


def test_that_papers_about_health_are_changed_and_taken_out_by_their_own_acts(house, person):
    officer = house.desk(Role.KESEHATAN)
    document_id = officer.do(AddHealthDocument(person_id=person, scan=a_pdf(), kind=DocumentKind.MEDICAL)).outcome
    officer.do(EditHealthDocument(document_id=document_id, kind=DocumentKind.MEDICAL, title="resep"))
    officer.undo()
    officer.do(RemoveHealthDocument(document_id))
    officer.undo()
    (line,) = officer.ask(HealthDocumentsOf(person))
    assert line.parts.title == ""


@pytest.mark.parametrize(
    ("typed", "code", "field"),
    [
        ({"dated_on": TODAY + timedelta(days=1)}, "document_in_future", "dated_on"),
        ({"dated_on": TODAY, "expires_on": TODAY - timedelta(days=1)}, "document_expires_before", "expires_on"),
        ({"title": "x" * 201}, "text_too_long", "title"),
        ({"note": "x" * 2001}, "text_too_long", "note"),
    ],
)
def test_that_what_cannot_be_about_a_paper_is_refused(house, person, typed, code, field):
    refused(house.head, AddDocument(person_id=person, scan=a_pdf(), **typed), code, field=field)


def test_that_a_paper_is_good_on_its_last_day_and_warned_of_a_month_before():
    days = {None: Validity.UNLIMITED, -1: Validity.EXPIRED, 0: Validity.SOON, 30: Validity.SOON, 31: Validity.VALID}
    told = {ago: validity(None if ago is None else TODAY + timedelta(days=ago), TODAY) for ago in days}
    assert told == days


def test_that_papers_running_out_are_listed_unless_a_later_one_is_there(house, person):
    def add(kind, days, words, to=None):
        expires = None if days is None else TODAY + timedelta(days=days)
        house.head.do(AddDocument(person_id=to or person, scan=a_pdf(words=words), kind=kind, expires_on=expires))

    gone = house.admit("Karel").person_id
    add(DocumentKind.KTP, -3, "ktp lama")
    add(DocumentKind.KTP, None, "ktp baru")
    add(DocumentKind.BPJS, 20, "bpjs")
    add(DocumentKind.OTHER, -1, "surat satu")
    add(DocumentKind.OTHER, 300, "surat dua")
    add(DocumentKind.SCHOOL, 31, "masih lama")
    add(DocumentKind.BPJS, -9, "sudah keluar", gone)
    house.head.do(RecordLeaving(gone, LeavingReason.FAMILY))
    found = house.head.ask(DocumentsRunningOut())
    assert [(one.kind, (one.expires_on - TODAY).days) for one in found] == [
        (DocumentKind.OTHER, -1),
        (DocumentKind.BPJS, 20),
    ]
    house.head.do(SetCategories(person, (min(RESTRICTED),)))
    clerk = house.desk(Role.TATA_USAHA)
    assert clerk.ask(DocumentsRunningOut()) == ()
    with pytest.raises(Refused, match="person_unknown"):
        clerk.ask(DocumentsOf(person))
    with pytest.raises(Refused, match="person_unknown"):
        clerk.ask(OpenDocument(found[0].document_id))


def test_that_one_chooses_among_the_kinds_one_may_keep():
    assert set(DOCUMENT_KIND_NAMES) == set(DocumentKind)
    assert {kind for kind, _name in kinds_to_choose(health=True, others=False)} == ABOUT_HEALTH
    assert {kind for kind, _name in kinds_to_choose(health=False, others=True)} == set(DocumentKind) - ABOUT_HEALTH
