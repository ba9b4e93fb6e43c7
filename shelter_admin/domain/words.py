"""One translation system for screen, paper and terminal: gettext.

Message ids are plain English; the Indonesian catalogue is what offices read. Every area keeps its own file
``resources/i18n/<language>/<area>.po``; they are compiled together into one catalogue under ``build/``.
"""

from __future__ import annotations

import gettext
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final

INDONESIAN: Final = "id"
ENGLISH: Final = "en"

_spoken: gettext.NullTranslations = gettext.NullTranslations()
_language: str = ENGLISH
_for_now: ContextVar[tuple[str, gettext.NullTranslations] | None] = ContextVar("_for_now", default=None)


def speak(language: str, catalogue: gettext.NullTranslations) -> None:
    """Use this catalogue from now on, for everything translated after the call."""
    global _spoken, _language
    _spoken, _language = catalogue, language


@contextmanager
def speaking(language: str, catalogue: gettext.NullTranslations) -> Iterator[None]:
    """Use this catalogue within this block and this thread alone: an official paper speaks Indonesian to everybody."""
    before = _for_now.set((language, catalogue))
    try:
        yield
    finally:
        _for_now.reset(before)


def _catalogue() -> gettext.NullTranslations:
    own = _for_now.get()
    return _spoken if own is None else own[1]


def spoken() -> str:
    """Tell the language in use, ``id`` or ``en``."""
    own = _for_now.get()
    return _language if own is None else own[0]


def _(message: str) -> str:
    """Say it in the language in use."""
    return _catalogue().gettext(message)


def n_(one: str, many: str, count: int) -> str:
    """Say it for a count, in the language in use."""
    return _catalogue().ngettext(one, many, count)


def p_(context: str, message: str) -> str:
    """Say it in the language in use, where the same English word means different things."""
    return _catalogue().pgettext(context, message)


def N_(message: str) -> str:  # noqa: N802 - the name that gettext tools know
    """Mark a message here that is translated when it is shown."""
    return message
