"""What a month's sheet says of its days and cells, in one place for painting, keys and words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from shelter_admin.domain.settings import Panti
from shelter_admin.domain.training import (
    ATTENDANCE_NAMES,
    Attendance,
    ClassDay,
    ClassRow,
    ClassSheet,
    MarkCorrection,
    Minutes,
)
from shelter_admin.domain.wording import date_and_clock, day_and_date, number
from shelter_admin.domain.words import N_, _

SHORT_DAYS: Final = (N_("Mo"), N_("Tu"), N_("We"), N_("Th"), N_("Fr"), N_("Sa"), N_("Su"))
TINTS: Final = {
    Attendance.PRESENT: ("text", ""),
    Attendance.SICK: ("info", "info_soft"),
    Attendance.EXCUSED: ("attention", "attention_soft"),
    Attendance.ABSENT: ("danger", "danger_soft"),
}
AT_PRACTICE: Final = "P"


def is_held(day: ClassDay) -> bool:
    """Say whether the class meets that day: by its plan or because a session was opened."""
    return not day.cancelled and (day.session_id is not None or (day.planned and not day.off))


def takes_marks(sheet: ClassSheet, day: ClassDay) -> bool:
    """Say whether anything may be written that day: it has come, and the class meets."""
    return day.day <= sheet.today and is_held(day)


def letter(sheet: ClassSheet, row: ClassRow, day: ClassDay) -> str:
    """What stands in a cell: the mark, a dot where one is missing, nothing where none belongs.

    Leave announced in advance stands there as a small letter until somebody marks the day; a day of field practice
    has its own mark, or the letter of practice.
    """
    at_practice = row.practice.get(day.day)
    if at_practice is not None:
        return (AT_PRACTICE if day.planned else "") if at_practice.mark is None else at_practice.mark.value
    mark = row.marks.get(day.day)
    if mark is not None:
        return mark.value
    if not is_held(day) or not row.belongs(day.day):
        return ""
    if day.day in row.announced:
        return row.announced[day.day].value.lower()
    return "·" if takes_marks(sheet, day) else ""


def cell_words(sheet: ClassSheet, row: ClassRow, day: ClassDay) -> str:
    """A cell as it is read out."""
    mark, at_practice = row.marks.get(day.day), row.practice.get(day.day)
    if at_practice is not None:
        how = _("not marked") if at_practice.mark is None else _(ATTENDANCE_NAMES[at_practice.mark])
        said = _("field practice at {place}: {how}").format(place=at_practice.place, how=how)
    elif mark is not None:
        said = " · ".join(filter(None, (_(ATTENDANCE_NAMES[mark]), minutes_words(row.minutes.get(day.day)))))
    elif day.day in row.announced and is_held(day):
        said = _("not marked; announced: {mark}").format(mark=_(ATTENDANCE_NAMES[row.announced[day.day]]))
    elif day.day not in row.own:
        said = _("not in this class that day")
    else:
        said = _("not marked") if takes_marks(sheet, day) else day_words(sheet, day)
    return f"{row.name}, {day_and_date(day.day)}: {said}"


def minutes_words(minutes: Minutes | None) -> str:
    """How late somebody came and how early they left, nothing where neither."""
    parts = []
    if minutes is not None and minutes.late is not None:
        parts.append(_("{count} minutes late").format(count=number(minutes.late)))
    if minutes is not None and minutes.left is not None:
        parts.append(_("left {count} minutes early").format(count=number(minutes.left)))
    return ", ".join(parts)


def day_words(sheet: ClassSheet, day: ClassDay) -> str:
    """What kind of day it is, in words."""
    if day.off:
        return _("Holiday: {name}").format(name=day.off)
    if day.cancelled:
        return _("Cancelled: {why}").format(why=day.cancelled)
    if not is_held(day):
        return _("No class on this weekday")
    beside = _("Beside the plan: {why}").format(why=day.extra) if day.extra else ""
    return " · ".join(filter(None, (beside, _state_words(sheet, day))))


def _state_words(sheet: ClassSheet, day: ClassDay) -> str:
    """How far the class of a day is."""
    if day.day > sheet.today:
        return _("Still to come")
    left = len(sheet.unmarked_on(day.day))
    not_marked = _("{count} not marked").format(count=number(left)) if left else ""
    if day.closed_at is not None:
        closed = _("Closed by {who}").format(who=day.closed_by or "—")
        return " · ".join(part for part in (not_marked, closed) if part)
    return not_marked or _("All marked; not closed yet")


def is_low(row: ClassRow) -> bool:
    """Say whether somebody is below what leaving asks for."""
    return row.figures.rate is not None and round(row.figures.rate, 9) < row.least


def pill_of(row: ClassRow, streak: int) -> tuple[str, str]:
    """What to look out for, as (words, kind); empty where nothing is."""
    if row.streak >= streak:
        return _("▲ {count} × absent in a row").format(count=number(row.streak)), "danger"
    left, best = row.figures.may_miss, row.figures.best_attainable
    if left is None or not is_low(row):
        return "", ""
    if best is not None and best < row.least:
        return _("▲ out of reach"), "danger"
    return (_("▲ may miss none") if not left else _("may miss {count}").format(count=number(left))), "attention"


def named(rows: Sequence[ClassRow], most: int = 4) -> str:
    """The first names of a list, and how many more."""
    said = ", ".join(row.name for row in rows[:most])
    if len(rows) <= most:
        return said
    return _("{names} and {count} more").format(names=said, count=number(len(rows) - most))


def correction_words(correction: MarkCorrection, panti: Panti) -> str:
    """One correction of a closed session in a line."""
    when = date_and_clock(correction.at.astimezone(panti.zone.offset))
    was = _(ATTENDANCE_NAMES[correction.was]) if correction.was is not None else _("not marked")
    words = _("{when} · {who}: {name} was {mark} — {reason}")
    return words.format(when=when, who=correction.by, name=correction.name, mark=was, reason=correction.reason)
