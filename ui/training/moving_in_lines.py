"""What an office's sheet of a month would do, in words: figures in one line, and a line for whatever needs an eye."""

from __future__ import annotations

from shelter_admin.domain.attendance_sheet import CELL_DOUBTS, DoubtfulCell
from shelter_admin.domain.wording import day_and_date, long_date, number
from shelter_admin.domain.words import _, n_
from shelter_admin.operations.training.moving_in import LEFT_WORDS, AttendanceMovedIn, Left, MarkLeft
from ui.kit.records import Column

Line = tuple[int, str, str, str]  # row of the sheet, name, mark or day, what becomes of it


def figures(found: AttendanceMovedIn) -> str:
    """How much of the sheet is new, stored already, left out or in doubt."""
    days = found.reading.days
    parts = [
        _("{program}, {first} to {last}").format(
            program=found.program, first=long_date(days[0]), last=long_date(days[-1])
        ),
        n_("{count} person found", "{count} people found", len(found.matched)).format(count=number(len(found.matched))),
        n_("{count} in doubt", "{count} in doubt", len(found.asked)).format(count=number(len(found.asked))),
        n_("{count} new mark", "{count} new marks", found.marks).format(count=number(found.marks)),
        n_("{count} stored already", "{count} stored already", found.already).format(count=number(found.already)),
        n_("{count} left out", "{count} left out", len(found.left)).format(count=number(len(found.left))),
        n_("{count} empty cell", "{count} empty cells", found.unmarked).format(count=number(found.unmarked)),
    ]
    return " · ".join(parts)


def lines(found: AttendanceMovedIn) -> list[Line]:
    """Who is enrolled by it, what is left out and why, which cells cannot be read."""
    made: list[Line] = []
    if found.other_program:
        told = _("The sheet names {program}. Was it the right one?").format(program=found.other_program)
        made.append((0, "", "", told))
    for place in found.enrolled:
        words = _("is enrolled from {day} on") if place.new else _("belongs to the class from {day} on")
        made.append((0, place.name, "", words.format(day=long_date(place.joined_on))))
    left: dict[tuple[str, Left], list[MarkLeft]] = {}
    for one in found.left:
        left.setdefault((one.name, one.why), []).append(one)
    made += [(marks[0].row, name, _marked(marks), _(LEFT_WORDS[why])) for (name, why), marks in left.items()]
    made += [(0, "", day_and_date(day), _("marks on a holiday; they do not count")) for day in found.on_days_off]
    return made + [_doubt(found, cell) for cell in found.reading.doubts]


def _marked(marks: list[MarkLeft]) -> str:
    """The days of a month with the letters they hold: ``9 H · 13 S``."""
    return " · ".join(f"{one.day.day} {one.mark.value}" for one in marks)


def _doubt(found: AttendanceMovedIn, cell: DoubtfulCell) -> Line:
    who = next((row.name for row in found.reading.rows if row.number == cell.row), "")
    where = day_and_date(cell.day) if cell.day is not None else _("column {column}").format(column=cell.column)
    return cell.row, who, where, _(CELL_DOUBTS[cell.code]).format(text=cell.text)


def columns() -> list[Column[Line]]:
    """The columns of these lines."""
    return [
        Column(_("Name"), lambda one: one[1] or "—", strong=True),
        Column(_("Mark"), lambda one: one[2], width=210, look=lambda _one: "muted"),
        Column(_("What becomes of it"), lambda one: one[3], width=260),
    ]
