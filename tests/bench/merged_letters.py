"""The same people as a mail merge of LibreOffice would leave them: a letter each, with a picture and a QR picture.

The merging itself and the making of the pictures are given to it as done: only turning the merged letters into a PDF
is measured, without a window. That favours LibreOffice.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from html import escape
from io import BytesIO
from pathlib import Path

import segno

from shelter_admin.domain.certificates.paper import CertificatePaper
from tests.bench.certificate_pages import front_texts

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"
 xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" office:version="1.3"
 office:mimetype="application/vnd.oasis.opendocument.text">
<office:automatic-styles>
<style:style style:name="First" style:family="paragraph"><style:paragraph-properties fo:break-before="page"/>
</style:style>
<style:style style:name="Strong" style:family="paragraph"><style:text-properties fo:font-weight="bold"/></style:style>
</office:automatic-styles>
<office:body><office:text>
"""
_PICTURE = (
    '<draw:frame draw:name="{name}" text:anchor-type="as-char" svg:width="{wide}" svg:height="{high}">'
    '<draw:image xlink:href="{file}" xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"/></draw:frame>'
)


def write_letters(papers: Sequence[CertificatePaper], folder: Path) -> Path:
    """Write the merged letters with their pictures beside them."""
    pages = [_HEAD]
    for at, paper in enumerate(papers):
        (folder / f"photo{at}.jpg").write_bytes(paper.photo)
        code = BytesIO()
        segno.make_qr(paper.code, error="m", boost_error=False).save(code, kind="png", scale=4)
        (folder / f"code{at}.png").write_bytes(code.getvalue())
        pages.append(_letter(paper, at))
    pages.append("</office:text></office:body></office:document>\n")
    place = folder / "letters.fodt"
    place.write_text("".join(pages), encoding="utf-8")
    return place


def _letter(paper: CertificatePaper, at: int) -> str:
    lines = []
    for line, (text, _x, _y, _font, size) in enumerate(front_texts(paper)):
        style = "First" if line == 0 and at else "Strong" if size > 12 else "Standard"
        lines.append(f'<text:p text:style-name="{style}">{escape(text)}</text:p>')
    photo = _PICTURE.format(name=f"p{at}", wide="3cm", high="4cm", file=f"photo{at}.jpg")
    code = _PICTURE.format(name=f"c{at}", wide="3cm", high="3cm", file=f"code{at}.png")
    return "".join([*lines, f"<text:p>{photo}</text:p><text:p>{code}</text:p>\n"])


def to_pdf(letters: Path, profile: Path) -> Path:
    """Let LibreOffice make the PDF, without a window and with a profile of its own."""
    if SOFFICE is None:
        raise RuntimeError("LibreOffice is not on this machine")
    where = ["--outdir", str(letters.parent), str(letters)]
    done = subprocess.run(
        [SOFFICE, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", "pdf", *where],
        capture_output=True,
        text=True,
        timeout=900,
        check=False,
    )
    made = letters.with_suffix(".pdf")
    if not made.exists():
        raise RuntimeError(f"LibreOffice made no PDF: {done.stderr[-500:]}")
    return made
