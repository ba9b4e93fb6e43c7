"""The register of certificates of a year (buku register), to sign and file.

Revoked numbers stay in it with their reason. It carries the public key that checks every code offline, and the head
of the log, so that a printed book bears witness to the log as it was.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final

from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable, KeepTogether, Paragraph, Spacer

from shelter_admin.domain.certificates.letters import LetterLine
from shelter_admin.domain.certificates.register import CertificateLine, Register
from shelter_admin.domain.papers import Document
from shelter_admin.domain.sheets import Imprint
from shelter_admin.domain.wording import number, short_date
from shelter_admin.domain.words import _, p_
from shelter_admin.reports.fonts import printable
from shelter_admin.reports.page import (
    WIDTH,
    Paper,
    build,
    figures,
    section,
    signatures,
    style,
    table_of,
    words,
    words_of,
)

_SERIAL, _DAY, _PROGRAM, _NOTE = 9 * mm, 20.5 * mm, 33 * mm, 32 * mm
_LEAST, _MOST = 37 * mm, 52 * mm
_EDGES: Final = 9.0
_SMALLEST: Final = 7.5


def certificate_register(register: Register, imprint: Imprint, letters: Sequence[LetterLine] = ()) -> Document:
    """Print the register of one year, in the order of the numbers, the letters of attendance after it."""
    paper = Paper(
        f"{_('register-of-certificates')}-{register.year}.pdf",
        p_("title of a paper", "Register of certificates"),
        _("Year {year}").format(year=register.year),
        imprint,
        foot=_("Log: entry {no}, {hash}").format(no=number(register.log_no), hash=register.log_hash[:16]),
    )
    lines = sorted(register.lines, key=lambda line: line.serial)
    written = _letters(sorted(letters, key=lambda line: line.serial), imprint)
    return build(paper, [_totals(lines), Spacer(1, 4), *_table(lines, imprint), *written, *_witness(register)])


def _totals(lines: Sequence[CertificateLine]) -> Flowable:
    revoked = sum(line.revoked for line in lines)
    return figures(
        [
            (number(len(lines)), p_("count on a paper", "issued")),
            (number(len(lines) - revoked), p_("count on a paper", "valid")),
            (number(revoked), p_("count on a paper", "revoked")),
            (number(sum(len(line.reprints) for line in lines)), p_("count on a paper", "printed again")),
        ]
    )


def _table(lines: Sequence[CertificateLine], imprint: Imprint) -> list[Flowable]:
    if not lines:
        return [Spacer(1, 10), words(_("No certificate was issued in this year."))]
    heads = [
        _("No."),
        _("Certificate number"),
        p_("column of a paper", "Date"),
        _("Name and number"),
        p_("column of a paper", "Programme"),
        _("Note"),
    ]
    wide = _number_column([line.certificate_no for line in lines])
    name = WIDTH - _SERIAL - wide - _DAY - _PROGRAM - _NOTE
    widths = [_SERIAL, wide, _DAY, name, _PROGRAM, _NOTE]
    return table_of(_("Issued certificates"), heads, [_row(line, imprint, wide) for line in lines], widths)


def _letters(lines: Sequence[LetterLine], imprint: Imprint) -> list[Flowable]:
    """The letters of attendance of the year; their numbers count by themselves."""
    if not lines:
        return []
    heads = [
        _("No."),
        _("Number of the letter"),
        p_("column of a paper", "Date"),
        _("Name and number"),
        p_("column of a paper", "Programme"),
        _("Note"),
    ]
    wide = _number_column([line.letter_no for line in lines])
    name = WIDTH - _SERIAL - wide - _DAY - _PROGRAM - _NOTE
    rows = [
        [
            words(str(line.serial), "muted"),
            [_number(line.letter_no, wide), words(line.fingerprint, "cell")],
            words(short_date(line.issued_on), "cell"),
            [words(line.name, "cell-strong"), words(line.number, "muted")],
            words(line.program, "cell"),
            words("\n".join(_notes(line, imprint)), "cell"),
        ]
        for line in lines
    ]
    return table_of(_("Letters of attendance"), heads, rows, [_SERIAL, wide, _DAY, name, _PROGRAM, _NOTE])


def _number_column(numbers: Sequence[str]) -> float:
    """As wide as the longest number, within bounds."""
    return min(max(max(map(_width_of, numbers)) + _EDGES, _LEAST), _MOST)


def _width_of(text: str) -> float:
    cell = style("cell")
    return float(stringWidth(printable(text), cell.fontName, cell.fontSize))


def _number(text: str, wide: float) -> Paragraph:
    """A number that does not fit is set smaller; one too long even so goes on below after a stroke."""
    cell, room = style("cell"), wide - _EDGES
    size = max(cell.fontSize * min(1.0, room / _width_of(text)), _SMALLEST)
    rows = [""]
    for part in re.findall(r"[^/]*/|[^/]+", text):
        if rows[-1] and _width_of(rows[-1] + part) * size / cell.fontSize > room + 0.1:
            rows.append("")
        rows[-1] += part
    return Paragraph(words_of("\n".join(rows)), ParagraphStyle("cell-number", parent=cell, fontSize=size))


def _row(line: CertificateLine, imprint: Imprint, wide: float) -> list[Any]:
    told = _("{hours} JP · {mark} · {predikat}")
    figures_told = told.format(hours=number(line.hours), mark=number(line.mark), predikat=line.predikat)
    return [
        words(str(line.serial), "muted"),
        [_number(line.certificate_no, wide), words(line.fingerprint, "cell")],
        words(short_date(line.issued_on), "cell"),
        [words(line.name, "cell-strong"), words(line.number, "muted")],
        words(f"{line.program}\n{figures_told}", "cell"),
        words("\n".join(_notes(line, imprint)), "cell"),
    ]


def _notes(line: CertificateLine | LetterLine, imprint: Imprint) -> list[str]:
    """Say that it was revoked, that a duplicate was made, who printed it again, and why each."""
    notes = [_revoked(line)] if line.revoked else []
    copied = _("duplicate {copy}, {day}: {reason}")
    notes += [
        copied.format(copy=number(one.copy_number), day=short_date(one.issued_on), reason=one.reason)
        for one in (line.duplicates if isinstance(line, CertificateLine) else ())
    ]
    again = _("printed again {day}: {reason}")
    here = imprint.printed_at.tzinfo
    notes += [again.format(day=short_date(one.at.astimezone(here)), reason=one.reason) for one in line.reprints]
    return notes


def _revoked(line: CertificateLine | LetterLine) -> str:
    day = short_date(line.revoked_on) if line.revoked_on is not None else ""
    return _("REVOKED {day} by {who}: {reason}").format(day=day, who=line.revoked_by, reason=line.revoke_reason)


def _witness(register: Register) -> list[Flowable]:
    """Set the public keys, the head of the log, and room to sign."""
    told = _(
        "A verification code is genuine when one of these Ed25519 keys verifies its signature; the newest key stands "
        "first. It is no certified electronic signature."
    )
    log = _("Entry {no} of the log of acts when this was printed: {hash}")
    keys = register.public_keys or (_("no key yet"),)
    return [
        KeepTogether(
            [
                section(_("Public key")),
                words(told, "small"),
                *(words(key, "small") for key in keys),
                section(_("Head of the log")),
                words(log.format(no=number(register.log_no), hash=register.log_hash), "small"),
                Spacer(1, 12),
                signatures([_("Kept by the administration"), _("Seen by the head of the panti")]),
            ]
        )
    ]
