"""How electronic signatures are said on screen: who signed, who issued the certificate, and whether it holds."""

from __future__ import annotations

from datetime import tzinfo
from typing import Final

from shelter_admin.domain.certificates.signatures import (
    SIGNATURE_STATE_NAMES,
    PaperSignature,
    SignatureFound,
    SignatureState,
)
from shelter_admin.domain.wording import date_and_clock
from shelter_admin.domain.words import _

SIGNS: Final = {SignatureState.SOUND: "✓", SignatureState.BROKEN: "✗", SignatureState.STRANGER: "▲"}


def signature_said(one: PaperSignature | SignatureFound, zone: tzinfo | None = None) -> str:
    """One signature in a line; its time on the clock of the panti, left out where that is not known."""
    parts = [one.subject]
    if zone is not None and one.signed_at is not None:
        parts.append(date_and_clock(one.signed_at.astimezone(zone)))
    parts.append(_("certificate issued by {issuer}").format(issuer=one.issuer))
    parts.append(_(SIGNATURE_STATE_NAMES[one.state]))
    return f"{SIGNS[one.state]} {' · '.join(parts)}"
