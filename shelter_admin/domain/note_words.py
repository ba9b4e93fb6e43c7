"""The hours of a line in a handover, in words, the same on screen and on paper."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from shelter_admin.domain.settings import Panti
from shelter_admin.domain.shifts import SHIFT_NAMES, NoteKind, NoteLine, ShiftTime
from shelter_admin.domain.wording import clock, date_and_clock, day_and_date, short_date
from shelter_admin.domain.words import N_, _

_SINCE: Final = frozenset({NoteKind.OUTSIDE, NoteKind.LATE, NoteKind.MISSING, NoteKind.VISITOR})
SINCE: Final = N_("since {at}")


def moment_in_words(moment: datetime, day: date, panti: Panti) -> str:
    """The clock alone on the shift's own day, the day with it on another."""
    local = moment.astimezone(panti.zone.offset)
    return clock(local) if local.date() == day else date_and_clock(local)


def hours_in_words(line: NoteLine, time: ShiftTime, panti: Panti) -> str:
    """From when and until when a line holds; empty where it has no hour."""
    said = {
        name: moment_in_words(moment, time.day, panti)
        for name, moment in (("at", line.at), ("until", line.until))
        if moment is not None
    }
    if line.kind in {NoteKind.LEAVE, NoteKind.LEAVE_ASKED}:
        return " – ".join(said.values())
    if line.kind in _SINCE:
        parts = [_(SINCE).format(at=said["at"])] if "at" in said else []
        if "until" in said:
            sentence = _("expected at {until}") if line.kind is NoteKind.LATE else _("back at {until}")
            parts.append(sentence.format(until=said["until"]))
        return ", ".join(parts)
    return said.get("at", "")


def shift_in_words(time: ShiftTime) -> str:
    """A shift in a list: ``Dinas malam 21-11-2026``."""
    return f"{_(SHIFT_NAMES[time.shift])} {short_date(time.day)}"


def shift_in_full(time: ShiftTime, panti: Panti) -> str:
    """A shift as a title: its name, day and hours on the panti's clock."""
    starts, ends = (moment.astimezone(panti.zone.offset) for moment in (time.starts, time.ends))
    hours = f"{clock(starts)}–{clock(ends)} {panti.zone.value}"
    return f"{_(SHIFT_NAMES[time.shift])}, {day_and_date(time.day)}, {hours}"
