"""The catalogues of words: read from resources/i18n, joined, kept compiled under build/ so that a start is quick.

English is the message itself. Indonesian is what offices read; where the panti calls its residents otherwise
(klien, penerima manfaat, warga binaan), that word takes the place of "penghuni" wherever it is shown.
"""

from __future__ import annotations

import gettext
import re
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import Final, Protocol

from shelter_admin.domain.overriding import override
from shelter_admin.domain.words import INDONESIAN, speak

ROOT: Final = Path(__file__).resolve().parents[2]
SOURCES: Final = ROOT / "resources" / "i18n"
COMPILED: Final = ROOT / "build" / "i18n"
USUAL_WORD: Final = "penghuni"
_WORD: Final = re.compile(rf"\b{USUAL_WORD}\b", re.IGNORECASE)


class _Source(Protocol):
    def read(self) -> bytes: ...


def use(language: str, resident_word: str = USUAL_WORD) -> None:
    """Speak this language from now on, with the panti's word for a resident."""
    speak(language, load_catalogue(language, resident_word))


def load_catalogue(
    language: str, resident_word: str = USUAL_WORD, *, sources: Path = SOURCES, compiled: Path = COMPILED
) -> gettext.NullTranslations:
    """The catalogue of a language. Compiled anew when a source is newer; in memory where nothing may be written."""
    folder = sources / language
    files = sorted(folder.glob("*.po"))
    if not files:
        return gettext.NullTranslations()
    kept = compiled / f"{language}.mo"
    if not _fresh(kept, [folder, *files]):
        content = _compile(language, files)
        _keep(kept, content)
        return _catalogue(BytesIO(content), language, resident_word)
    with kept.open("rb") as file:
        return _catalogue(file, language, resident_word)


def _catalogue(file: _Source, language: str, resident_word: str) -> gettext.NullTranslations:
    word = resident_word.strip()
    if language == INDONESIAN and word and word.casefold() != USUAL_WORD:
        return _OwnWord(file, word)
    return gettext.GNUTranslations(file)


def _fresh(kept: Path, sources: list[Path]) -> bool:
    """Say whether the compiled catalogue is younger than every source, and than the folder that holds them."""
    with suppress(OSError):
        return kept.stat().st_mtime_ns > max(path.stat().st_mtime_ns for path in sources)
    return False


def _compile(language: str, files: list[Path]) -> bytes:
    # Reading sources needs babel, which costs a quarter of a second: only when something changed.
    from babel.messages.catalog import Catalog
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    joined = Catalog(locale=language)
    for path in files:
        with path.open("rb") as file:
            source = read_po(file, locale=language)
        joined.mime_headers = source.mime_headers  # how many plurals a language has, as the sources say
        for message in source:
            if message.id:
                joined.add(message.id, message.string, context=message.context)
    made = BytesIO()
    write_mo(made, joined)
    return made.getvalue()


def _keep(kept: Path, content: bytes) -> None:
    """Keep it for the next start; a folder that may not be written to only makes that start slower."""
    with suppress(OSError):
        kept.parent.mkdir(parents=True, exist_ok=True)
        making = kept.with_suffix(".making")
        making.write_bytes(content)
        making.replace(kept)


class _OwnWord(gettext.GNUTranslations):
    """Says the panti's own word for a resident, in the same case."""

    def __init__(self, file: _Source, word: str) -> None:
        super().__init__(file)
        self._word = word

    def _say(self, sentence: str) -> str:
        return _WORD.sub(self._own, sentence)

    def _own(self, found: re.Match[str]) -> str:
        written = found.group()
        if written.isupper():
            return self._word.upper()
        return self._word[:1].upper() + self._word[1:] if written[0].isupper() else self._word

    @override
    def gettext(self, message: str) -> str:
        return self._say(super().gettext(message))

    @override
    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self._say(super().ngettext(msgid1, msgid2, n))

    @override
    def pgettext(self, context: str, message: str) -> str:
        return self._say(super().pgettext(context, message))
