"""A thousand certificates with QR and photo in one file: beside bare pages, beside LibreOffice's letters, and whole.

Each side is written by a process of its own; the file is then read back: every code from the drawn page by a QR
reader, the structure by qpdf's library, every font embedded.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pypdfium2

from tests.bench import certificates_child, merged_letters
from tests.bench.certificate_pages import MANY
from tests.bench.children import start
from tests.bench.measuring import Aim, Line, Sides, timed

READ_DPI = 150
MINUTES_20 = 1200.0
_CHILD = "tests.bench.certificates_child"


def written(who: str, place: Path) -> tuple[float, float]:
    """Milliseconds and the most megabytes that a side takes."""
    told = start(_CHILD, [who, str(place / f"{who}.pdf")], seconds=MINUTES_20)
    return told.figure, told.megabytes


@contextmanager
def beside_bare_pages(place: Path) -> Iterator[Sides]:
    """The program beside two plain pages for each, the same texts, code and photo drawn once."""
    yield Sides(lambda: written("program", place)[0], lambda: written("bare", place)[0])


@contextmanager
def beside_merged_letters(place: Path) -> Iterator[Sides]:
    """The program beside LibreOffice, if it is on this machine."""
    floor = None
    if merged_letters.SOFFICE is not None:
        letters = merged_letters.write_letters(certificates_child.papers(), place)

        def floor() -> float:
            return timed(lambda: merged_letters.to_pdf(letters, place / "profile"))

    yield Sides(lambda: written("program", place)[0], floor)


@contextmanager
def memory(place: Path) -> Iterator[Sides]:
    """The most that the process holds which writes them, their photos and the file included."""
    yield Sides(lambda: written("program", place)[1])


@contextmanager
def read_back(place: Path) -> Iterator[Sides]:
    """What is wrong with the file: codes not read, fonts not embedded, faults of structure."""
    written("program", place)
    faults = float(faults_of(place / "program.pdf"))
    yield Sides(lambda: faults)


def faults_of(place: Path) -> int:
    """Count the faults of a file of certificates."""
    return codes_not_read(place) + structure_faults(place)


def codes_not_read(place: Path) -> int:
    """How many codes a reader does not find on the drawn fronts, or finds otherwise than they were signed."""
    import zxingcpp

    paper = pypdfium2.PdfDocument(place)
    wrong, qr = 0, zxingcpp.BarcodeFormat.QRCode
    for at, expected in enumerate(certificates_child.papers()):
        drawn = paper[2 * at].render(scale=READ_DPI / 72, grayscale=True).to_pil()
        found = {one.text for one in zxingcpp.read_barcodes(drawn, formats=zxingcpp.BarcodeFormats([qr]))}
        wrong += found != {expected.code}
    paper.close()
    return wrong


def structure_faults(place: Path) -> int:
    """What qpdf's library finds wrong, and fonts that are not in the file."""
    import pikepdf

    with pikepdf.open(place) as paper:
        faults = len(paper.check_pdf_syntax())
        fonts: list[Any] = [one for one in paper.objects if _is_font(one)]
        return faults + sum(not _embedded(one) for one in fonts) + (not fonts)


def _is_font(one: Any) -> bool:
    import pikepdf

    return isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/Font" and "/FontDescriptor" in one


def _embedded(font: Any) -> bool:
    return any(key in font["/FontDescriptor"] for key in ("/FontFile", "/FontFile2", "/FontFile3"))


_LETTERS = f"LibreOffice: {MANY} merged letters with a picture and their own QR picture"
LINES = [
    Line(
        "1000 certificates with QR and photo, in one file",
        "2000 bare pages, same content",
        Aim(times=1.3),
        beside_bare_pages,
        repeats=2,
    ),
    Line(
        "1000 certificates with QR and photo, beside a mail merge",
        _LETTERS if merged_letters.SOFFICE else "LibreOffice is not on this machine",
        Aim(times=1.0) if merged_letters.SOFFICE else Aim(),
        beside_merged_letters,
        repeats=1,
    ),
    Line(
        "memory for 1000 certificates with QR and photo",
        "none",
        Aim(most=200),
        memory,
        unit="MB",
        repeats=1,
    ),
    Line(
        "faults in that file: codes, fonts, structure",
        "none",
        Aim(most=0),
        read_back,
        unit="faults",
        repeats=1,
    ),
]
