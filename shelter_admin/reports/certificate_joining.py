"""The pages of several issued papers in one file, to send a class to the printer at once."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from shelter_admin.domain.papers import Document
from shelter_admin.domain.progress import UNWATCHED, Progress
from shelter_admin.domain.words import _


def joined(papers: Sequence[bytes], progress: Progress = UNWATCHED) -> Document:
    """Put the very pages of these papers one after the other; title and language are the first one's.

    The caller holds the lock of PDFium.
    """
    import pypdfium2

    whole = pypdfium2.PdfDocument(papers[0])
    try:
        for done, content in enumerate(papers[1:], start=2):
            one = pypdfium2.PdfDocument(content)
            try:
                whole.import_pages(one)
            finally:
                one.close()
            progress.step(done, len(papers))
        buffer = BytesIO()
        whole.save(buffer)
    finally:
        whole.close()
    return Document(f"{_('certificates')}.pdf", buffer.getvalue())
