"""What the program says when something about case work is refused."""

from __future__ import annotations

from typing import Final

from shelter_admin.domain.words import N_

WORDS: Final[dict[str, str]] = {
    "conference_closed": N_("This case conference is closed and stays as it is."),
}
