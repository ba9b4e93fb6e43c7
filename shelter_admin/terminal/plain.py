"""Records as plain JSON values: dates ISO, instants on the panti's clock, choices by their code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time
from enum import Enum
from pathlib import Path
from typing import Any

import click
from typing_extensions import override

from shelter_admin.domain.settings import Panti
from shelter_admin.domain.words import _


def plain(value: Any, panti: Panti) -> Any:
    """Write a record so that JSON can hold it; pictures are told by their size, what is not to be seen is left out."""
    if is_dataclass(value) and not isinstance(value, type):
        pairs = {one.name: getattr(value, one.name) for one in fields(value)}
        return {name: plain(one, panti) for name, one in pairs.items() if one is not None}
    if isinstance(value, Mapping):
        return {str(name): plain(one, panti) for name, one in value.items()}
    if isinstance(value, set | frozenset):
        return sorted((plain(one, panti) for one in value), key=str)
    if isinstance(value, list | tuple):
        return [plain(one, panti) for one in value]
    return _one(value, panti)


def _one(value: Any, panti: Panti) -> Any:
    match value:
        case Enum():
            told = value.value
        case datetime():
            told = at(value, panti)
        case date() | time():
            told = value.isoformat()
        case bytes():
            told = len(value)
        case Path():
            told = str(value)
        case _:
            told = value
    return told


def at(instant: datetime, panti: Panti) -> str:
    """An instant on the panti's clock, ISO with its zone, to the second."""
    return instant.astimezone(panti.zone.offset).isoformat(timespec="seconds")


def _usual(day: date) -> date:
    """A day that a house can have; the ends of the calendar have no day before or after them to count from."""
    if not 1900 <= day.year < 2200:
        raise ValueError("not a day of this or the last century")
    return day


class Day(click.ParamType[date]):
    """A day written ``2026-11-21`` or ``21-11-2026``."""

    name = "date"

    @override
    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        parts = str(value).replace("/", "-").split("-")
        try:
            if len(parts) == 3 and len(parts[0]) == 4:
                return _usual(date(int(parts[0]), int(parts[1]), int(parts[2])))
            day, month, year = (int(part) for part in parts)
            return _usual(date(year, month, day))
        except ValueError:
            self.fail(_("{text} is no day. Write it like 2026-11-21.").format(text=value), param, ctx)


DAY = Day()
