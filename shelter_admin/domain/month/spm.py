"""The minimum service standards (SPM) a province owes in its houses, and which categories count for which.

Kinds of service: PP 2/2018 article 10. The mapping is data; a category not named here is no SPM ("PPKS lainnya").
X counts each person once in the fiscal year (annex I of Permensos 9/2018: people in the house served in one year).
Y, everybody in the province who needs it, is the province's figure, not the house's: it is given as None, never
guessed. Whether each service item was given is not on record here, so X counts those the house served at all.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from shelter_admin.domain.words import N_

SPM_CATEGORIES: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "SPM-PD": ("DISABILITAS", "ADK"),
        "SPM-AT": ("BALITA_TELANTAR", "ANAK_TELANTAR"),
        "SPM-LU": ("LANSIA_TELANTAR",),
        "SPM-GP": ("GELANDANGAN", "PENGEMIS"),
        "SPM-BC": ("BENCANA_ALAM", "BENCANA_SOSIAL"),
    }
)
SPM_NAMES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "SPM-PD": N_("Basic social rehabilitation of neglected persons with a disability in the house"),
        "SPM-AT": N_("Basic social rehabilitation of neglected children in the house"),
        "SPM-LU": N_("Basic social rehabilitation of neglected elderly persons in the house"),
        "SPM-GP": N_("Basic social rehabilitation of homeless persons and beggars in the house"),
        "SPM-BC": N_("Protection and social security of victims of disasters of the province"),
    }
)
SPM_OF: Final = {category: code for code, listed in SPM_CATEGORIES.items() for category in listed}
