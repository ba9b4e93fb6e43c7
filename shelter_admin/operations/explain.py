"""The one sentence for each failure, the same in the window and in the terminal."""

from __future__ import annotations

import string
import sys
import traceback
from collections.abc import Mapping
from datetime import date, datetime, time
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any

from typing_extensions import override

from shelter_admin.domain.errors import Damaged, Failure, Unavailable
from shelter_admin.domain.settings import Panti
from shelter_admin.domain.wording import clock, date_and_clock, number, short_date
from shelter_admin.domain.words import _
from shelter_admin.operations import registry


@cache
def words() -> Mapping[str, str]:
    """The sentence of every code, as the operations declare them."""
    found: dict[str, str] = {}
    for module in registry.modules():
        found |= getattr(module, "WORDS", {})
    return found


def explain(failure: Failure, panti: Panti | None = None, instead: Mapping[str, str] | None = None) -> str:
    """Say what went wrong and what to do, in the language in use; ``instead`` has other sentences for some codes.

    Instants are shown on the panti's clock; before a panti is open, on the computer's.
    """
    sentence = (instead or {}).get(failure.code) or words().get(failure.code)
    if sentence is None:
        return _unknown(failure)
    facts = {name: said(value, panti) for name, value in failure.facts.items()}
    return _Facts().vformat(_(sentence), (), facts)


def said(value: object, panti: Panti | None = None) -> str:
    """Write one fact of a sentence: dates and clocks as offices do, choices by their names."""
    if isinstance(value, list | tuple | set | frozenset):
        return ", ".join(said(item, panti) for item in value)
    if isinstance(value, Enum):
        return _(_name_of(value))
    if isinstance(value, date | time):
        return _moment(value, panti)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return number(value)
    return str(value)


def _moment(value: date | time, panti: Panti | None) -> str:
    if isinstance(value, datetime):
        return date_and_clock(value.astimezone(panti.zone.offset if panti else None))
    return short_date(value) if isinstance(value, date) else clock(value)


def _name_of(value: Enum) -> str:
    """The name that the domain gives a choice: in a table called ``…_NAMES`` or ``…_WORDS`` beside it."""
    for name, table in vars(sys.modules[type(value).__module__]).items():
        given = table.get(value) if name.endswith(("_NAMES", "_WORDS")) and isinstance(table, Mapping) else None
        if isinstance(given, str):
            return given
    return str(value.value)


def where_faulty(error: BaseException) -> str:
    """The kind of a fault and its place in the code; never the words of it, which may hold somebody's details."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__}, {Path(last.filename).name}:{last.lineno}"


def _unknown(failure: Failure) -> str:
    """A plain sentence for a code that has none."""
    if isinstance(failure, Unavailable):
        return _("This cannot be done just now ({code}). Try again in a moment.").format(code=failure.code)
    if isinstance(failure, Damaged):
        return _("The file is damaged ({code}). Restore the newest copy.").format(code=failure.code)
    return _("This cannot be done ({code}).").format(code=failure.code)


class _Facts(string.Formatter):
    """Puts facts into a sentence; one that is not given shows as three dots rather than failing."""

    @override
    def get_value(self, key: int | str, args: Any, kwargs: Any) -> Any:
        return kwargs.get(key, "…")
