"""One translation system for screen, paper and terminal: gettext.

Message ids are plain English; the Indonesian catalogue is what offices read. Every area keeps its own file
``resources/i18n/<language>/<area>.po``; they are compiled together into one catalogue under ``build/``.
"""

from __future__ import annotations

import gettext
from typing import Final

INDONESIAN: Final = "id"
ENGLISH: Final = "en"

_spoken: gettext.NullTranslations = gettext.NullTranslations()
_language: str = ENGLISH


def speak(language: str, catalogue: gettext.NullTranslations) -> None:
    """Use this catalogue from now on, for everything translated after the call."""
    global _spoken, _language
    _spoken, _language = catalogue, language


def spoken() -> str:
    """Tell the language in use, ``id`` or ``en``."""
    return _language


def _(message: str) -> str:
    """Say it in the language in use."""
    return _spoken.gettext(message)


def n_(one: str, many: str, count: int) -> str:
    """Say it for a count, in the language in use."""
    return _spoken.ngettext(one, many, count)


def p_(context: str, message: str) -> str:
    """Say it in the language in use, where the same English word means different things."""
    return _spoken.pgettext(context, message)


def N_(message: str) -> str:  # noqa: N802 - the name that gettext tools know
    """Mark a message here that is translated when it is shown."""
    return message
