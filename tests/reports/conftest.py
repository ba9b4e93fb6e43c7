import gettext
import re
from datetime import UTC, date, datetime, timedelta, timezone
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages import mofile, pofile
from babel.messages.catalog import Catalog
from pypdf import PdfReader

from shelter_admin.domain import words
from shelter_admin.domain.beds import BedBoard, BedKind, BedLine, BedState, RoomLine, UnplacedLine
from shelter_admin.domain.presence import Mark, RollCallKind, RollCallLine, RollCallSheet
from shelter_admin.domain.settings import Letterhead
from shelter_admin.domain.sheets import Imprint

LONG_NAME = "Raden Ayu Siti Nurhalimah Kusumawardhani binti Abdurrahman W."
NAMES = ("Slamet", LONG_NAME, "Yohanes Daud", "Maria Bo & <Co>", "Suparman", "Tanpa Nama")
CATALOGUES = Path(__file__).parents[2] / "resources" / "i18n" / "id"
NIGHT = date(2026, 11, 21)


@pytest.fixture
def indonesian():
    """Speak Indonesian as the program does, and English again afterwards: papers print words of the house too."""
    catalogue = Catalog(locale="id")
    for part in sorted(CATALOGUES.glob("*.po")):
        with part.open("rb") as file:
            source = pofile.read_po(file, locale="id")
        catalogue.mime_headers = source.mime_headers
        for one in source:
            if one.id:
                catalogue[one.id] = one
    buffer = BytesIO()
    mofile.write_mo(buffer, catalogue)
    buffer.seek(0)
    words.speak("id", gettext.GNUTranslations(buffer))
    yield
    words.speak("en", gettext.NullTranslations())


@pytest.fixture
def imprint():
    head = Letterhead(
        "Pemerintah Provinsi Contoh",
        "Dinas Sosial",
        "UPTD Bina Karya",
        "Jalan Contoh 1",
        "contoh@contoh.go.id",
        "Contoh",
    )
    wita = timezone(timedelta(hours=8))
    return Imprint("RSBK Contoh", datetime(2026, 11, 21, 20, 5, tzinfo=wita), "Ratna Dewi", head)


@pytest.fixture
def read():
    """Read the words of a PDF, page by page, with line ends as spaces."""

    def pages(document):
        return [re.sub(r"\s+", " ", page.extract_text()) for page in PdfReader(BytesIO(document.content)).pages]

    return pages


@pytest.fixture
def board():
    """112 people in 105 beds: seven sleep on mattresses, and two more have no place at all."""
    rooms = []
    for number, wisma in enumerate(("Melati", "Anggrek", "Cendana")):
        for room in range(1, 6):
            at = number * 5 + room - 1
            beds = [bed(wisma, room, label, at * 7 + label) for label in range(1, 8)]
            if at < 7:
                beds.append(bed(wisma, room, "K1", 200 + at, BedKind.MATTRESS, BedState.EXTRA))
            rooms.append(RoomLine(f"r{at}", f"w{number}", wisma, str(room), None, None, tuple(beds)))
    unplaced = (
        UnplacedLine("u1", "s1", "2026-1000", LONG_NAME, "P", "Mawar 12"),
        UnplacedLine("u2", "s2", "2026-1001", "Bambang", None),
    )
    return BedBoard(NIGHT, tuple(rooms), unplaced)


def bed(wisma, room, label, at, kind=BedKind.BED, state=BedState.OCCUPIED):
    return BedLine(
        bed_id=f"b{at}",
        wisma=wisma,
        room_id=f"{wisma}{room}",
        room=str(room),
        label=str(label),
        kind=kind,
        state=state,
        person_id=f"p{at}",
        resident=NAMES[at % 6],
        number=f"2026-{at:04}",
        sex="LP"[at % 2],
        since=date(2026, 1 + at % 11, 1 + at % 27),
    )


@pytest.fixture
def roll_call():
    def made(people, closed=False, kind=RollCallKind.MALAM):
        lines = [line(at, ("Melati", "Anggrek", "")[at * 3 // people], closed) for at in range(people)]
        by = ("Agus Salim", datetime(2026, 11, 21, 14, 10, tzinfo=UTC)) if closed else (None, None)
        return RollCallSheet(NIGHT, kind, None, 1, tuple(lines), *by)

    return made


def line(at, wisma, closed):
    return RollCallLine(
        person_id=f"p{at}",
        stay_id=f"s{at}",
        number=f"2026-{at:04}",
        name=NAMES[at % 6],
        alias="Bejo" if at == 0 else "",
        wisma=wisma,
        bed=f"{wisma} {at % 5}/{at % 7}" if wisma else "",
        mark=Mark.PRESENT if closed else None,
        proposed=None if closed or at % 8 else Mark.PERMISSION,
    )
