"""Letters that no database and no paper can hold: half characters and the zero byte. Anything else is kept as typed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any, Final

from shelter_admin.domain.errors import Refused
from shelter_admin.domain.words import N_

WORDS: dict[str, str] = {
    "clock_set_back": N_(
        "The computer's clock says {now}, but the log has reached {last}. Put the clock right. Gate, roll-call and "
        "beds go on meanwhile. If the clock is right now, the head confirms it in Settings, Check."
    ),
}

_NO_LETTER: Final = re.compile("[\0\ud800-\udfff]")


def require_readable(act: object, reason: str = "") -> None:
    """Refuse an act with ``letters_unreadable`` where any of its texts holds what cannot be kept."""
    if _NO_LETTER.search(reason):
        raise Refused("letters_unreadable", field="reason")
    if not is_dataclass(act):
        return
    for item in fields(act):
        if any(_NO_LETTER.search(text) for text in _texts_in(getattr(act, item.name))):
            raise Refused("letters_unreadable", field=item.name)


def _texts_in(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple | list | frozenset | set):
        for one in value:
            yield from _texts_in(one)
    elif isinstance(value, dict):
        for name, one in value.items():
            yield from _texts_in(name)
            yield from _texts_in(one)
    elif is_dataclass(value):
        for item in fields(value):
            yield from _texts_in(getattr(value, item.name))
