"""Help as short pages of Markdown, one per screen and language; English is there for every topic."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from shelter_admin.domain.words import ENGLISH, spoken
from ui.kit.theme import RESOURCES

FOLDER: Final = RESOURCES / "help"
FIRST: Final = "start"


def topic_file(key: str, language: str = "") -> Path | None:
    """The page of a topic in a language (the one in use), else in English; None where nobody wrote one."""
    for one in (language or spoken(), ENGLISH):
        path = FOLDER / one / f"{key}.md"
        if key.replace("-", "").replace("_", "").isalnum() and path.is_file():
            return path
    return None


def topic_text(key: str) -> tuple[str, str]:
    """The title and the text below it; a topic without a page gives the first one."""
    path = topic_file(key) or topic_file(FIRST)
    if path is None:
        return "", ""
    title, _line, text = path.read_text(encoding="utf-8").partition("\n")
    return title.lstrip("# ").strip(), text.strip()
