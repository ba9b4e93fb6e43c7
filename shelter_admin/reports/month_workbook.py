"""The month as a laid-out workbook: the layout the province publishes, and a sheet for each thing it asks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC
from io import BytesIO
from typing import Any, Final

from shelter_admin.domain.month.counting import Count, Flow
from shelter_admin.domain.month.paper import MonthPaper
from shelter_admin.domain.papers import Document
from shelter_admin.domain.words import _, p_
from shelter_admin.reports import month_rows
from shelter_admin.reports.month_rows import Counted, Moved
from shelter_admin.reports.workbook import clean

Cell = str | int | float | None
_FLOWS: Final = tuple(Flow)


def month_workbook(paper: MonthPaper) -> Document:
    """Lay out the return of a month. Nothing typed by anybody is run as a formula; nothing touches the disk."""
    book = _Book(paper)
    _summary(book)
    _categories(book)
    _ages(book)
    _ways(book)
    _training(book)
    _services(book)
    _changes(book)
    return book.document()


class _Book:
    """The workbook with its looks; a sheet begins with whose it is and what it is."""

    def __init__(self, paper: MonthPaper) -> None:
        import xlsxwriter

        self.paper = paper
        self.unit = paper.imprint.letterhead.unit or paper.imprint.panti
        self._buffer = BytesIO()
        options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        self._book = xlsxwriter.Workbook(self._buffer, options)
        made = paper.imprint.printed_at.astimezone(UTC).replace(tzinfo=None)
        self._book.set_properties({"title": _title(paper), "author": clean(self.unit), "created": made})
        body = {"font_name": "Noto Sans", "font_size": 10, "valign": "vcenter"}
        head = body | {"bold": True, "bg_color": "#EEF1F4", "border": 1, "align": "center", "text_wrap": True}
        self._looks = {
            "title": self._book.add_format(body | {"bold": True, "font_size": 14}),
            "plain": self._book.add_format(body),
            "muted": self._book.add_format(body | {"font_color": "#5A6675", "text_wrap": True, "valign": "top"}),
            "draft": self._book.add_format(body | {"bold": True, "font_color": "#B3261E"}),
            "head": self._book.add_format(head),
            "word": self._book.add_format(body | {"border": 1, "text_wrap": True}),
            "count": self._book.add_format(body | {"border": 1, "num_format": "#,##0"}),
            "share": self._book.add_format(body | {"border": 1, "num_format": "#,##0.0"}),
            "sum": self._book.add_format(body | {"border": 1, "bold": True, "num_format": "#,##0"}),
            "sum-share": self._book.add_format(body | {"border": 1, "bold": True, "num_format": "#,##0.0"}),
            "sum-word": self._book.add_format(body | {"border": 1, "bold": True, "text_wrap": True}),
        }

    def document(self) -> Document:
        """Finish it."""
        self._book.close()
        return Document(month_rows.filename(self.paper, "xlsx"), self._buffer.getvalue())

    def sheet(self, name: str, title: str, widths: Sequence[float]) -> _Sheet:
        """Begin a sheet; on paper it is one page wide, its first lines on every page."""
        sheet = self._book.add_worksheet(clean(name)[:31])
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer(f"&L{clean(self.unit).replace('&', '&&')[:120]}&R&P / &N")
        begun = _Sheet(sheet, self._looks)
        begun.text(title, "title")
        begun.text(f"{self.unit} · {month_rows.month_of(self.paper.figures)}", "plain")
        begun.text(month_rows.standing(self.paper), "draft" if self.paper.draft else "plain")
        begun.gap()
        return begun


class _Sheet:
    """A sheet that is written from the top down."""

    def __init__(self, sheet: Any, looks: dict[str, Any]) -> None:
        self._sheet = sheet
        self._looks = looks
        self._row = 0

    def gap(self) -> None:
        """Leave a line empty."""
        self._row += 1

    def text(self, text: str, look: str) -> None:
        """Write one line of words."""
        self._sheet.write_string(self._row, 0, clean(text), self._looks[look])
        self._row += 1

    def note(self, text: str, columns: int) -> None:
        """Write words across columns, wrapped."""
        self._sheet.merge_range(self._row, 0, self._row, columns - 1, clean(text), self._looks["muted"])
        self._sheet.set_row(self._row, 30)
        self._row += 1

    def heads(self, heads: Sequence[str]) -> None:
        """Write the headings of a table."""
        for column, text in enumerate(heads):
            self._sheet.write_string(self._row, column, clean(text), self._looks["head"])
        self._row += 1

    def over(self, spans: Sequence[tuple[str, int]]) -> None:
        """Write a line of headings that each stand over some columns; an empty one stands over the next line too."""
        column = 0
        for text, columns in spans:
            if columns > 1:
                self._sheet.merge_range(
                    self._row, column, self._row, column + columns - 1, clean(text), self._looks["head"]
                )
            else:
                self._sheet.merge_range(self._row, column, self._row + 1, column, clean(text), self._looks["head"])
            column += columns
        self._row += 1

    def under(self, heads: Iterable[tuple[int, str]]) -> None:
        """Write the second line of such headings."""
        for column, text in heads:
            self._sheet.write_string(self._row, column, clean(text), self._looks["head"])
        self._row += 1
        self._sheet.freeze_panes(self._row, 0)

    def row(self, cells: Sequence[Cell], *, total: bool = False) -> None:
        """Write one line of a table: words as words, numbers as numbers, the unknown empty."""
        for column, cell in enumerate(cells):
            if isinstance(cell, int | float):
                look = ("sum" if total else "count") if isinstance(cell, int) else ("sum-share" if total else "share")
                self._sheet.write_number(self._row, column, cell, self._looks[look])
            else:
                self._sheet.write_string(self._row, column, clean(cell or ""), self._looks[_word(total)])
        self._row += 1


def _word(total: bool) -> str:
    return "sum-word" if total else "word"


def _title(paper: MonthPaper) -> str:
    return _("Monthly return {month}").format(month=month_rows.month_of(paper.figures))


def _count(count: Count) -> list[Cell]:
    return [count.male, count.female, count.unknown, count.total]


def _sex_heads(first: str) -> list[str]:
    return [first, _("Men"), _("Women"), _("Sex unknown"), _("Total")]


def _summary(book: _Book) -> None:
    told = book.paper.figures
    sheet = book.sheet(_("Summary"), _title(book.paper), (52, 14, 14, 16, 14))
    sheet.heads(_sex_heads(_("Movement of residents")))
    for line in month_rows.flows(told):
        sheet.row([line.words, *_count(line.count)], total=line.key == Flow.CLOSING)
    sheet.gap()
    sheet.heads([_("Occupancy"), _("Figure")])
    for words, value in (
        (_("Capacity, usable beds on the last day"), told.capacity),
        (_("Capacity over all nights"), told.capacity_days),
        (_("Bed-days"), told.bed_days),
        (_("Occupancy in percent"), told.occupancy_percent),
        (_("Mean stay of those who left, in days"), told.mean_stay_days),
    ):
        sheet.row([words, value])
    sheet.gap()
    for note in month_rows.notes(told):
        sheet.note(note, 5)
    sheet.note(_("Log of the shelter at printing: entry {no}, {hash}").format(**_log(book.paper)), 5)


def _log(paper: MonthPaper) -> dict[str, object]:
    return {"no": paper.audit_no, "hash": paper.audit_hash}


def _categories(book: _Book) -> None:
    """The layout of the published statistics: one line per category, each flow by sex."""
    told = book.paper.figures
    widths = (5, 30, 36, 10, *[8] * 8, 9, 10, 26)
    sheet = book.sheet(_("Categories"), _("Residents by category (PPKS)"), widths)
    flows = [(p_("month", "Start"), 2), (p_("month", "In"), 2), (p_("month", "Out"), 2), (p_("month", "End"), 2)]
    begin = [(_("No."), 1), (_("Unit"), 1), (_("Kind of PPKS"), 1), (_("Capacity"), 1)]
    sheet.over([*begin, *flows, (_("All at the end"), 1), (_("% occupied"), 1), (_("Remark"), 1)])
    sheet.under((4 + at, "LP"[at % 2]) for at in range(8))
    groups = month_rows.groups("category", told.by_category)
    for at, group in enumerate(groups, start=1):
        sheet.row([at, book.unit, group.words, None, *_by_sex(group), None, _remark(group)])
    whole = Moved("", _("Total"), told.movement)
    last: list[Cell] = [None, book.unit, whole.words, told.capacity, *_by_sex(whole), told.occupancy_percent]
    sheet.row([*last, _remark(whole)], total=True)


def _by_sex(group: Moved) -> list[Cell]:
    counts = [getattr(group.movement, flow.value) for flow in _FLOWS]
    return [*(one for count in counts for one in (count.male, count.female)), group.movement.closing.total]


def _remark(group: Moved) -> str:
    unknown = max(getattr(group.movement, flow.value).unknown for flow in _FLOWS)
    return _("{count} without a known sex").format(count=unknown) if unknown else ""


def _ages(book: _Book) -> None:
    told = book.paper.figures
    sheet = book.sheet(_("Age groups"), _("Residents by age group"), (5, 30, *[8] * 8, 9, 26))
    flows = [(p_("month", "Start"), 2), (p_("month", "In"), 2), (p_("month", "Out"), 2), (p_("month", "End"), 2)]
    sheet.over([(_("No."), 1), (_("Age group"), 1), *flows, (_("All at the end"), 1), (_("Remark"), 1)])
    sheet.under((2 + at, "LP"[at % 2]) for at in range(8))
    for at, group in enumerate(month_rows.groups("age", told.by_age_group), start=1):
        sheet.row([at, group.words, *_by_sex(group), _remark(group)])
    whole = Moved("", _("Total"), told.movement)
    sheet.row([None, whole.words, *_by_sex(whole), _remark(whole)], total=True)


def _ways(book: _Book) -> None:
    told = book.paper.figures
    sheet = book.sheet(_("In and out"), _("Came in by source, left by reason"), (52, 14, 14, 16, 14))
    came = month_rows.counted(Flow.ADMITTED, "source", told.admitted_by_source)
    gone = month_rows.counted(Flow.LEFT, "reason", told.left_by_reason)
    _table(sheet, _("Came in, by who brought them"), came, told.admitted)
    sheet.gap()
    _table(sheet, _("Left, by reason"), gone, told.left)


def _table(sheet: _Sheet, over: str, rows: Sequence[Counted], total: Count) -> None:
    sheet.heads(_sex_heads(over))
    for row in rows:
        sheet.row([row.words, *_count(row.count)])
    sheet.row([_("Total"), *_count(total)], total=True)


def _training(book: _Book) -> None:
    told = book.paper.figures
    sheet = book.sheet(_("Training"), _("Class attendance and certificates"), (40, *[12] * 8))
    heads = [_("Programme"), _("People"), _("Sessions"), "H", "S", "I", "A", _("Not marked"), _("Attendance in %")]
    sheet.heads(heads)
    for one in told.attendance:
        counts = (one.people, one.sessions, one.present, one.sick, one.excused, one.absent, one.unmarked)
        sheet.row([one.program, *counts, None if one.rate is None else round(100 * one.rate, 1)])
    sheet.gap()
    sheet.heads([_("Programme"), _("Certificates issued"), _("Revoked since")])
    for line in told.graduates:
        sheet.row([line.program, line.issued, line.revoked])


def _services(book: _Book) -> None:
    sheet = book.sheet(_("SPM"), _("Minimum service standards (SPM)"), (14, 74, 12, 18, 12))
    sheet.heads([p_("month", "Code"), _("Kind of service"), p_("month", "Served"), _("X (needs met)"), "Y"])
    for row in month_rows.services(book.paper.figures):
        sheet.row([row.code, row.words, row.x, row.met, row.y])
    sheet.gap()
    sheet.note(month_rows.spm_note(), 5)


def _changes(book: _Book) -> None:
    """What this version corrects, where it does."""
    changed = month_rows.changes(book.paper)
    if not changed:
        return
    told = _("Told otherwise than in version {version}").format(version=book.paper.version - 1)
    sheet = book.sheet(_("Corrections"), told, (70, 14, 14))
    sheet.heads([_("Figure"), p_("month", "Before"), p_("month", "Now")])
    for words, before, after in changed:
        sheet.row([words, before, after])
