"""A timetable on paper: the days of the week side by side, each lesson with what, where and with whom."""

from __future__ import annotations

from typing import Final

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, Spacer

from shelter_admin.domain.papers import Document
from shelter_admin.domain.sheets import Imprint
from shelter_admin.domain.training.timetable import PART_NAMES, LessonLine, PlannedHours, Timetable, clock_of
from shelter_admin.domain.wording import DAYS, clock, number, short_date
from shelter_admin.domain.words import _
from shelter_admin.reports.page import WIDTH, Paper, build, figures, signatures, table_of, words

_TIME: Final = 25 * mm
_HOURS: Final = 12 * mm
_PART: Final = 17 * mm
_ROOM: Final = 30 * mm
_TRAINER: Final = 38 * mm


def timetable_paper(found: Timetable, title: str, imprint: Imprint) -> Document:
    """Print the lessons of a week, day by day; ``title`` is the class, room or trainer, empty for the whole house."""
    subtitle = title or _("All classes, rooms and trainers")
    name = f"{_('timetable')}-{short_date(imprint.printed_at.date())}.pdf"
    paper = Paper(name, _("Timetable"), subtitle, imprint, personal=False)
    story: list[Flowable] = [] if found.hours is None else [_hours(found.hours), Spacer(1, 4)]
    if not found.lessons:
        story.append(words(_("There are no lessons in this week yet.")))
    whose = not title or len({line.title for line in found.lessons}) > 1
    for weekday in range(1, 8):
        of_day = [line for line in found.lessons if line.lesson.weekday == weekday]
        if of_day:
            story += _day(weekday, of_day, found.lesson_minutes, whose=whose)
    signed = KeepTogether([Spacer(1, 14), signatures([_("Trainer"), _("Head of the panti")])])
    told = _("One lesson hour (JP) has {minutes} minutes.").format(minutes=number(found.lesson_minutes))
    return build(paper, [*story, Spacer(1, 6), words(told, "muted"), signed])


def _hours(hours: PlannedHours) -> Flowable:
    told = [(number(hours.week), _("JP in a week"))]
    for planned, called in ((hours.theory, _("JP of theory in all")), (hours.practice, _("JP of practice in all"))):
        told.append(("–" if planned is None else number(planned), called))
    told.append(("–" if hours.hours is None else number(hours.hours), _("JP of the programme")))
    return figures(told)


def _day(weekday: int, of_day: list[LessonLine], minutes: int, *, whose: bool) -> list[Flowable]:
    wide = WIDTH - _TIME - _HOURS - _PART - _ROOM - _TRAINER
    heads = [_("Time"), _("JP"), _("Class and subject") if whose else _("Subject"), _("Part"), _("Training room")]
    rows = [_row(line, minutes, whose=whose) for line in of_day]
    widths = [_TIME, _HOURS, wide, _PART, _ROOM, _TRAINER]
    return table_of(_(DAYS[weekday - 1]), [*heads, _("Trainer")], rows, widths)


def _row(line: LessonLine, minutes: int, *, whose: bool) -> list[Flowable]:
    lesson = line.lesson
    time = f"{clock(clock_of(lesson.begins))}–{clock(clock_of(lesson.ends))}"
    about = [line.title if whose else "", line.subject]
    return [
        words(time, "cell-strong"),
        words(number(round(lesson.minutes / minutes, 1)), "cell"),
        words("\n".join(part for part in about if part) or "–", "cell"),
        words(_(PART_NAMES[lesson.part]), "cell"),
        words(line.room or "–", "cell"),
        words(line.trainers or "–", "cell"),
    ]
