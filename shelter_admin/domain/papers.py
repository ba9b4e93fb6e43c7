"""What a report hands over: a file name and its bytes."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Document:
    """A finished paper. The file name never holds a person's name or number."""

    filename: str
    content: bytes = field(repr=False)
