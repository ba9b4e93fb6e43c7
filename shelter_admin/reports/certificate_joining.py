"""The pages of several issued certificates in one file, to send a class to the printer at once."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from shelter_admin.domain.papers import Document
from shelter_admin.domain.words import _


def joined(papers: Sequence[bytes]) -> Document:
    """Put the very pages of these papers one after the other. The caller holds the lock of PDFium."""
    import pypdfium2

    whole = pypdfium2.PdfDocument.new()
    try:
        for content in papers:
            one = pypdfium2.PdfDocument(content)
            try:
                whole.import_pages(one)
            finally:
                one.close()
        buffer = BytesIO()
        whole.save(buffer)
    finally:
        whole.close()
    return Document(f"{_('certificates')}.pdf", buffer.getvalue())
