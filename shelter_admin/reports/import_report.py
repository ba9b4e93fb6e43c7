"""The report of moving a register in: what became of every row, in the register's own order."""

from __future__ import annotations

from collections import Counter

from shelter_admin.domain.papers import Document
from shelter_admin.domain.progress import UNWATCHED, Progress
from shelter_admin.domain.sheets import Fate, Imprint, MovingIn, RowFate
from shelter_admin.domain.wording import date_and_clock
from shelter_admin.domain.words import _
from shelter_admin.reports.workbook import Cell, Heading, Workbook


def import_report(moving_in: MovingIn, imprint: Imprint, progress: Progress = UNWATCHED) -> Document:
    """Write the report as a workbook: a summary, every row with its fate and doubts, and the pairs to look at."""
    book = Workbook(_("Report of the import"), imprint.panti, imprint.printed_at)
    book.lines(_("Summary"), _("Report of the import"), _summary(moving_in, imprint))
    book.table(
        _("Rows"),
        [
            Heading(_("Row in the register"), 12),
            Heading(_("Name"), 34, wraps=True),
            Heading(_("What became of it"), 24, wraps=True),
            Heading(_("Number"), 14),
            Heading(_("Placed in"), 18, wraps=True),
            Heading(_("Doubts"), 64, wraps=True),
            Heading(_("Remark"), 44, wraps=True),
        ],
        (_row(row) for row in moving_in.rows),
        lambda done: progress.step(done, len(moving_in.rows)),
    )
    book.table(
        _("Possibly the same person"),
        [
            Heading(_("Row"), 10),
            Heading(_("Name"), 34, wraps=True),
            Heading(_("Other row"), 10),
            Heading(_("Name"), 34, wraps=True),
            Heading(_("Why"), 60, wraps=True),
        ],
        ((pair.row, pair.name, pair.other_row, pair.other_name, pair.why) for pair in moving_in.pairs),
    )
    return book.document(f"{_('import-report')}.xlsx")


def _summary(moving_in: MovingIn, imprint: Imprint) -> list[tuple[str, Cell]]:
    fates = Counter(row.fate for row in moving_in.rows)
    rehearsal = [(_("Rehearsal"), _("Nothing was saved; this is what an import would do."))]
    return [
        *(rehearsal if moving_in.rehearsal else []),
        (_("Panti"), imprint.panti),
        (_("File"), moving_in.source),
        (_("Sheet"), moving_in.sheet),
        (_("Taken at"), date_and_clock(imprint.printed_at)),
        (_("By"), imprint.printed_by),
        (_("Rows that describe a person"), len(moving_in.rows)),
        *((word, fates[fate]) for fate, word in _fates().items()),
        (_("Rows with doubts"), sum(bool(row.doubts) for row in moving_in.rows)),
        (_("Pairs that may be the same person"), len(moving_in.pairs)),
        *moving_in.counts,
    ]


def _row(row: RowFate) -> tuple[Cell, ...]:
    return row.row, row.name, _fates()[row.fate], row.number, row.placed, "\n".join(row.doubts), row.remark


def _fates() -> dict[Fate, str]:
    return {
        Fate.TAKEN: _("taken in"),
        Fate.TAKEN_AS_LEFT: _("taken in as an ended stay"),
        Fate.ALREADY: _("already known, nothing added"),
        Fate.REFUSED: _("not taken"),
    }
