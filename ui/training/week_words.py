"""What a week says beside its lessons: what is changed in it, and where timetable, attendance and room disagree."""

from __future__ import annotations

from typing import Final

from shelter_admin.domain.training.timetable import Apart, ChangedDay, LessonLine, Timetable
from shelter_admin.domain.wording import DAYS, number, short_date
from shelter_admin.domain.words import _

MOST_TOLD: Final = 4


def days_named(weekdays: str) -> str:
    """Weekdays given as ISO digits, by name."""
    return ", ".join(_(DAYS[int(day) - 1]) for day in weekdays)


def apart_words(found: Apart) -> str:
    """Where lessons and attendance disagree, a sentence for each side."""
    told = []
    if found.lessons_only:
        words = _("▲ Lessons on {days}, but by its plan the class does not meet then and nobody is asked to mark.")
        told.append(words.format(days=days_named(found.lessons_only)))
    if found.plan_only:
        words = _("▲ The class is marked on {days} too, where it has no lesson.")
        told.append(words.format(days=days_named(found.plan_only)))
    if told:
        told.append(_("Mend the lessons in the timetable or the days under Programmes."))
    return " ".join(told)


def crowd_words(people: int, seats: int | None) -> str:
    """That a room is too small for a class, in one line."""
    return _("▲ {people} people, {seats} seats").format(people=number(people), seats=number(seats or 0))


def gone_words(found: Timetable, line: LessonLine) -> str:
    """Why a lesson is not held in the week looked at; empty where it is."""
    day = found.day_of(line.lesson.weekday)
    if day is not None and day in found.off:
        return _("Holiday: {name}").format(name=found.off[day])
    why = found.cancelled(line)
    return _("Cancelled: {why}").format(why=why) if why else ""


def changed_lines(found: Timetable, *, whose: bool) -> list[str]:
    """The days off, cancelled and extra in the week, each in one line; ``whose`` names the class too."""
    off = [(day, _("Holiday: {name}").format(name=name)) for day, name in found.off.items()]
    changed = [(one.day, _changed_words(one, whose=whose)) for one in found.changed]
    return [f"{_(DAYS[day.weekday()])} {short_date(day)[:5]} · {words}" for day, words in sorted(off + changed)]


def _changed_words(one: ChangedDay, *, whose: bool) -> str:
    words = _("Beside the plan: {why}") if one.extra else _("Cancelled: {why}")
    told = words.format(why=one.reason)
    return f"{one.title} · {told}" if whose else told


def changed_words(found: Timetable, *, whose: bool) -> str:
    """What the week changes, at most a few lines; how many more there are is told."""
    lines = changed_lines(found, whose=whose)
    if not lines:
        return _("Nothing is cancelled or added this week.")
    more = len(lines) - MOST_TOLD
    if more > 0:
        lines = [*lines[:MOST_TOLD], _("and {count} more").format(count=number(more))]
    return "\n".join(lines)
