"""Words as the code uses them and as the catalogues hold them."""

from __future__ import annotations

import ast
import string
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from babel.messages.pofile import read_po

from tests.whole.sources import ROOT, calls, python_files, tree_of

MARKERS = {"_": 1, "N_": 1, "n_": 2, "p_": 2}
INDONESIAN = ROOT / "resources" / "i18n" / "id"


@dataclass(frozen=True)
class Use:
    """One message as the code says it."""

    where: str
    context: str | None
    message: str
    plural: str | None = None

    @property
    def key(self) -> tuple[str | None, str]:
        return (self.context, self.message)


@dataclass(frozen=True)
class Entry:
    """One message of a catalogue with what it is in Indonesian."""

    file: str
    context: str | None
    message: str
    plural: str | None
    said: tuple[str, ...]
    fuzzy: bool = False

    @property
    def key(self) -> tuple[str | None, str]:
        return (self.context, self.message)


def literal(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def uses_in(tree: ast.Module, where: str) -> Iterator[Use]:
    """The messages that a file marks; a marker given anything but plain text is passed over here."""
    for name, call in calls(tree):
        if name not in MARKERS:
            continue
        texts = [text for argument in call.args[: MARKERS[name]] if (text := literal(argument)) is not None]
        if len(texts) < MARKERS[name]:
            continue
        place = f"{where}:{call.lineno}"
        if name == "p_":
            yield Use(place, texts[0], texts[1])
        else:
            yield Use(place, None, texts[0], texts[1] if name == "n_" else None)


def all_uses() -> list[Use]:
    """Every message that the program can say."""
    files = python_files("shelter_admin", "ui", "main.py")
    return [use for path in files for use in uses_in(tree_of(path), str(path))]


def entries_in(path: Path) -> list[Entry]:
    """The messages of one catalogue."""
    with path.open("rb") as file:
        catalogue: Any = read_po(file, locale="id")
    entries = []
    for message in catalogue:
        if not message.id:
            continue
        one, many = message.id if isinstance(message.id, tuple) else (message.id, None)
        said = message.string if isinstance(message.string, tuple) else (message.string,)
        entries.append(Entry(path.name, message.context, one, many, tuple(said), message.fuzzy))
    return entries


def all_entries() -> list[Entry]:
    """The messages of every Indonesian catalogue."""
    return [entry for path in sorted(INDONESIAN.glob("*.po")) for entry in entries_in(path)]


def placeholders(text: str) -> frozenset[str]:
    """The names in braces of a sentence."""
    return frozenset(name for _text, name, _spec, _conversion in string.Formatter().parse(text) if name is not None)
