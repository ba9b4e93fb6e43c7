"""Papers on their way out: the imprint every one carries. Reports are imported when the first one is printed."""

from __future__ import annotations

from collections.abc import Sequence
from threading import Lock
from typing import Final

from shelter_admin.domain.bed_wall import WallNames, WallPaper
from shelter_admin.domain.beds import BedBoard
from shelter_admin.domain.cards import CardFace, CardFormat, CardSymbol
from shelter_admin.domain.missing import RunawayRecord
from shelter_admin.domain.papers import Document
from shelter_admin.domain.presence import RollCallSheet
from shelter_admin.domain.sheets import Imprint
from shelter_admin.domain.training import ClassSheet
from shelter_admin.domain.words import N_
from shelter_admin.operations.desk import Work

PDFIUM: Final = Lock()
"""PDFium may be used by one thread at a time only, whoever uses it."""

WORDS: dict[str, str] = {
    "font_lacks_letter": N_("The letter “{letter}” cannot be printed. Write it in Latin letters."),
    "printer_not_ready": N_("The printer is not ready. Look at paper and cable, then print again."),
    "logo_unreadable": N_("The logo cannot be read as a picture. Choose a PNG or JPEG file."),
}


def imprint(work: Work) -> Imprint:
    """Whose paper it is, who prints it and when, on the panti's clock."""
    printed_at = work.now.astimezone(work.panti.zone.offset)
    return Imprint(work.panti.name, printed_at, work.staff.full_name or work.staff.user, work.panti.letterhead)


def bed_list(work: Work, board: BedBoard) -> Document:
    """The bed list of a night."""
    from shelter_admin.reports import bed_list as paper

    return paper.bed_list(board, imprint(work))


def roll_call_sheet(work: Work, sheet: RollCallSheet) -> Document:
    """The roll-call to carry along and type back."""
    from shelter_admin.reports import roll_call_sheet as paper

    return paper.roll_call_sheet(sheet, imprint(work))


def sign_in_sheet(work: Work, sheet: ClassSheet) -> Document:
    """The class to sign in, over some days."""
    from shelter_admin.reports import sign_in_sheet as paper

    return paper.sign_in_sheet(sheet, imprint(work))


def runaway_record(work: Work, record: RunawayRecord) -> Document:
    """The record of running away."""
    from shelter_admin.reports import runaway_record as paper

    return paper.runaway_record(record, imprint(work), work.panti)


def resident_cards(work: Work, faces: Sequence[CardFace], paper: CardFormat, symbol: CardSymbol) -> Document:
    """Residents' cards, one or eight on a page."""
    from shelter_admin.reports import resident_card

    return resident_card.resident_cards(faces, paper, symbol, imprint(work))


def bed_map(work: Work, board: BedBoard, names: WallNames, paper: WallPaper) -> Document:
    """The map of the beds for the wall."""
    from shelter_admin.reports import bed_map as map_of_beds

    return map_of_beds.bed_map(board, imprint(work), names, paper)
