"""How certificates are said on screen: who may get one and why not, and what checking one found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Final

from shelter_admin.domain.accounts import ROLE_NAMES
from shelter_admin.domain.certificates.codes import looks_like_a_code, read_short_form
from shelter_admin.domain.certificates.letters import LetterLine
from shelter_admin.domain.certificates.numbers import certificate_number
from shelter_admin.domain.certificates.register import (
    FINDING_NAMES,
    WHY_NOT_NAMES,
    CertificateLine,
    EntitledLine,
    Finding,
    Register,
    Verification,
    WhyNot,
)
from shelter_admin.domain.readiness import CRITERION_NAMES, Criterion
from shelter_admin.domain.settings import Panti
from shelter_admin.domain.wording import long_date, number, short_date
from shelter_admin.domain.words import N_, _
from ui.certificates.signed_words import signature_said

FINDING_LOOKS: Final[Mapping[Finding, tuple[str, str, str]]] = MappingProxyType(
    {
        Finding.VALID: ("circle-check", "ok", N_("Genuine")),
        Finding.REVOKED: ("ban", "danger", N_("Revoked")),
        Finding.SIGNATURE_WRONG: ("triangle-alert", "danger", N_("Not genuine")),
        Finding.PAPER_CHANGED: ("triangle-alert", "danger", N_("Changed")),
        Finding.SIGNED_ELSEWHERE: ("circle-help", "attention", N_("Signed elsewhere")),
        Finding.NOT_IN_REGISTER: ("circle-help", "attention", N_("Not known here")),
        Finding.DRAFT: ("file-text", "attention", N_("Draft")),
        Finding.UNREADABLE: ("circle-help", "attention", N_("Not readable")),
    }
)
"""Sign, colour and word of a finding."""


@dataclass(frozen=True)
class Verdict:
    """The answer to a check: sign, colour and word, one sentence, and what it rests on."""

    sign: str
    token: str
    word: str
    sentence: str
    reason: str = ""


def verdict(found: Verification, typed: str = "") -> Verdict:
    """Say what was found; what was ``typed`` by hand may be mistyped, which is no verdict about the paper."""
    if typed and (slip := _slip(found.reason, typed)) is not None:
        return slip
    sign, token, word = FINDING_LOOKS[found.reason]
    reason = ""
    if found.revoked_on is not None:
        told = _("Revoked on {date}. Reason: {reason}")
        reason = told.format(date=long_date(found.revoked_on), reason=found.revoke_reason)
    if found.copied_on is not None:
        told = _("Duplicate {copy} of {date}, made in place of the lost paper.")
        reason = f"{told.format(copy=number(found.copy_number or 0), date=long_date(found.copied_on))} {reason}".strip()
    return Verdict(sign, token, _(word), _(FINDING_NAMES[found.reason]), reason)


def _slip(reason: Finding, typed: str) -> Verdict | None:
    if looks_like_a_code(typed):
        return None
    if reason is Finding.SIGNATURE_WRONG and read_short_form(typed) is not None:
        return Verdict(
            "circle-help",
            "attention",
            _("Does not match"),
            _("The number and the 12 characters do not belong together. Check the typing of both."),
            _("If both are typed as they stand on the paper, the certificate is not genuine."),
        )
    if reason is Finding.NOT_IN_REGISTER and read_short_form(typed) is not None:
        return Verdict(*FINDING_LOOKS[reason][:2], _(FINDING_LOOKS[reason][2]), _(FINDING_NAMES[reason]),
                       _("Check the typing of the number first."))  # fmt: skip
    if reason is Finding.UNREADABLE and any(symbol.isdigit() for symbol in typed):
        told = _("Type the 12 characters that stand beside the number on the paper too.")
        return Verdict("circle-help", "attention", _("Incomplete"), told)
    return None


def statement_rows(found: Verification) -> list[tuple[str, str]]:
    """What the certificate states, as far as it is known."""
    rows = (
        (_("Kind"), _("Letter of attendance") if found.letter else None),
        (_("Number of the letter") if found.letter else _("Certificate number"), found.certificate_no),
        (_("Name"), found.name),
        (_("Programme"), found.program),
        (_("Lesson hours"), None if found.hours is None else number(found.hours)),
        (_("Final mark"), None if found.mark is None else graded(found.mark, found.predikat or "")),
        (_("Issued on"), None if found.issued_on is None else long_date(found.issued_on)),
        (_("Signature"), "\n".join(signature_said(one) for one in found.signatures)),
    )
    return [(words, fact) for words, fact in rows if fact]


def graded(mark: float | None, predikat: str) -> str:
    """A mark with its grade: ``84 · Memuaskan``."""
    return "—" if mark is None else " · ".join(part for part in (number(round(mark, 2)), predikat) if part)


def standing(line: EntitledLine) -> str:
    """Whether somebody may get a certificate, and why not."""
    if line.why is None:
        return f"✓ {_('may get one')}"
    sign, missing = "✓" if line.why is WhyNot.HAS_CERTIFICATE else "▲", line.missing
    if isinstance(missing, Criterion):
        return f"{sign} {_('missing: {criterion}').format(criterion=_(CRITERION_NAMES[missing]))}"
    return f"{sign} {_(WHY_NOT_NAMES[missing or line.why])}"


def standing_and_turn(line: EntitledLine) -> str:
    """The standing with whose turn it is, for the tooltip and the reader."""
    told, turn = standing(line), line.turn
    return told if turn is None else f"{told}\n{_('Turn: {role}').format(role=_(ROLE_NAMES[turn]))}"


def standing_token(line: EntitledLine) -> str:
    """The colour of a standing."""
    if line.why is None:
        return "ok"
    if line.why is WhyNot.LEFT_WITHOUT:
        return "muted"
    return "info" if line.why is WhyNot.HAS_CERTIFICATE else "attention"


def registered(line: CertificateLine | LetterLine) -> str:
    """How a certificate or letter stands in its register."""
    if line.revoked_on is not None:
        return _("✗ revoked {date}").format(date=short_date(line.revoked_on))
    return f"✓ {_('valid')}"


def next_numbers(register: Register, panti: Panti, today: date, count: int) -> tuple[str, str]:
    """The first and last number that so many certificates would get today."""
    chosen, serial = panti.settings, max((line.serial for line in register.lines), default=0) + 1
    unit = chosen.certificate_unit.strip() or panti.code
    pattern = register.pattern or chosen.certificate_pattern
    first, last = (
        certificate_number(pattern, chosen.certificate_code, unit, at, today) for at in (serial, serial + count - 1)
    )
    return first, last
