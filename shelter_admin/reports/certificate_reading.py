"""Finding the code in a certificate's file, also in one that another program has written anew."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from shelter_admin.reports.certificate_parts import DRAFT

_CODE: Final = re.compile(r"PSKT1-[A-Z2-7]{60,4000}")
_DRAFT_KEYWORDS: Final = re.compile(rf"/Keywords\s*\(\s*{DRAFT}\s*\)")
_MOST_PAGES: Final = 50


@dataclass(frozen=True, slots=True)
class Marks:
    """What a file says of itself: a code, or that it is a draft."""

    code: str | None = field(repr=False)
    draft: bool


def marks_in(content: bytes) -> Marks:
    """Look for a code or the mark of a draft in the open, as the program writes them."""
    return _marks(content.decode("latin-1"), _DRAFT_KEYWORDS)


def marks_in_pages(content: bytes) -> Marks:
    """Look for them in keywords and words of a PDF, however it is packed. The caller holds the lock of PDFium."""
    import pypdfium2

    try:
        paper = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError:
        return Marks(None, draft=False)
    draft = False
    try:
        told = [paper.get_metadata_value("Keywords")]
        told += [_words(paper[at]) for at in range(min(len(paper), _MOST_PAGES))]
        for text in told:
            marks = _marks("".join(text.split()), re.compile(DRAFT))
            if marks.code is not None:
                return marks
            draft = draft or marks.draft
    except pypdfium2.PdfiumError:
        return Marks(None, draft)
    finally:
        paper.close()
    return Marks(None, draft)


def _words(page: object) -> str:
    text = page.get_textpage()  # type: ignore[attr-defined]  # pypdfium2 has no types
    try:
        return str(text.get_text_bounded())
    finally:
        text.close()


def _marks(text: str, draft: re.Pattern[str]) -> Marks:
    found = _CODE.search(text)
    return Marks(found[0] if found else None, found is None and draft.search(text) is not None)
