"""A reader that looks into any answer: every text in it, however deep, and the words on papers."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from typing import Any

from shelter_admin.domain.papers import Document


def texts_in(answer: Any) -> Iterator[str]:
    """Every text in an answer, however deep: fields, lists, and the words on papers."""
    if isinstance(answer, str):
        yield answer
    elif isinstance(answer, bytes | bytearray):
        yield from _texts_of_file(bytes(answer))
    elif isinstance(answer, Document):
        yield answer.filename
        yield from _texts_of_file(answer.content)
    elif isinstance(answer, date | datetime):
        yield f"{answer:%d-%m-%Y}"
    elif isinstance(answer, Mapping):
        for key, value in answer.items():
            yield from texts_in(key)
            yield from texts_in(value)
    elif is_dataclass(answer):
        for item in fields(answer):
            yield from texts_in(getattr(answer, item.name))
    elif isinstance(answer, list | tuple | set | frozenset):
        for one in answer:
            yield from texts_in(one)
    elif answer is not None:
        yield str(answer)


def _texts_of_file(content: bytes) -> Iterator[str]:
    if content.startswith(b"%PDF"):
        from pypdf import PdfReader

        for page in PdfReader(io.BytesIO(content)).pages:
            yield re.sub(r"\s+", " ", page.extract_text())
    elif content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            for name in packed.namelist():
                yield name
                yield from _texts_of_file(packed.read(name))
    else:
        yield content.decode("utf-8", "ignore")
