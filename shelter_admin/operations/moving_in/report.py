"""The workbook that tells the fate of every row of a register."""

from __future__ import annotations

from shelter_admin.domain.doubts import DOUBT_WORDS, Doubt, sentence_of
from shelter_admin.domain.papers import Document
from shelter_admin.domain.sheets import AlikePair, Fate, MovingIn, RowFate
from shelter_admin.domain.words import N_, _
from shelter_admin.operations.desk import Work
from shelter_admin.operations.moving_in.register import MovedIn, PairFound, RowTaken
from shelter_admin.operations.papers import imprint

REASONS = {
    "same_nik": N_("same NIK"),
    "same_name_and_birth": N_("same name and birth"),
    "like_name_and_birth": N_("similar name, same birth"),
    "like_name_and_nik": N_("similar name and NIK"),
    "like_name_and_origin": N_("similar name, same origin"),
    "same_birth_and_origin": N_("same birth and origin"),
    "same_name": N_("same name"),
}


def report(work: Work, moved: MovedIn, source: str) -> Document:
    """Every row of the register with its fate, in the order of the sheet."""
    from shelter_admin.reports.import_report import import_report

    rows = [_taken(item) for item in moved.taken]
    rows += [RowFate(row.number, row.written_name, Fate.ALREADY) for row in moved.already]
    rows += [
        RowFate(row.number, "", Fate.REFUSED, doubts=(_(DOUBT_WORDS.get(row.code, row.code)),))
        for row in moved.reading.refused
    ]
    rows.sort(key=lambda row: row.row)
    told = MovingIn(
        source,
        moved.reading.sheet,
        tuple(rows),
        tuple(_pair(pair) for pair in moved.pairs),
        (
            (_("rows with a person"), len(moved.reading.rows)),
            (_("taken in"), len(moved.taken)),
            (_("already known"), len(moved.already)),
            (_("still in the house"), moved.in_house),
            (_("ended stays"), moved.left),
            (_("with a bed"), moved.placed),
            (_("without a bed"), moved.unplaced),
        ),
        rehearsal=moved.rehearsal,
    )
    return import_report(told, imprint(work), work.progress)


def _taken(item: RowTaken) -> RowFate:
    fate = Fate.TAKEN if item.row.in_house else Fate.TAKEN_AS_LEFT
    doubts: tuple[Doubt, ...] = item.doubts
    told = tuple(_sentence(doubt) for doubt in doubts)
    return RowFate(item.row.number, item.row.written_name, fate, item.number, item.place, told)


def _sentence(doubt: Doubt) -> str:
    return sentence_of(doubt, {doubt.code: _(DOUBT_WORDS[doubt.code])} if doubt.code in DOUBT_WORDS else None)


def _pair(pair: PairFound) -> AlikePair:
    return AlikePair(
        pair.first[0] or 0,
        pair.first[1],
        pair.second[0] or 0,
        pair.second[1],
        _(REASONS.get(pair.because, pair.because)),
    )
