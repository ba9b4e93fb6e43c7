"""The words of every refusal about a shift."""

from __future__ import annotations

from shelter_admin.domain.words import N_

WORDS: dict[str, str] = {
    "handover_signed": N_("This handover is signed by both and stays as it is."),
}
