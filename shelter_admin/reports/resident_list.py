"""A list of residents as a workbook: the columns, order and groups that were on the screen."""

from __future__ import annotations

from collections.abc import Sequence

from shelter_admin.domain.list_views import RESIDENT_COLUMNS, ListView
from shelter_admin.domain.papers import Document
from shelter_admin.domain.residents import ResidentLine
from shelter_admin.domain.sheets import Imprint
from shelter_admin.domain.words import _
from shelter_admin.reports.workbook import Cell, Heading, Workbook


def resident_list(lines: Sequence[ResidentLine], view: ListView, imprint: Imprint, filename: str) -> Document:
    """Write the lines in their order; texts stay texts, whatever they begin with. The file is named after no one."""
    wanted = [column for key in view.columns for column in RESIDENT_COLUMNS if column.key == key]
    if view.group and view.group not in view.columns:
        wanted = [*(column for column in RESIDENT_COLUMNS if column.key == view.group), *wanted]
    book = Workbook(_("List of residents"), imprint.panti, imprint.printed_at)
    rows: list[list[Cell]] = [[column.value(line) for column in wanted] for line in lines]
    book.table(_("List of residents"), [Heading(_(column.heading), column.width) for column in wanted], rows)
    return book.document(filename)
