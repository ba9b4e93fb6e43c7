"""What a house asks to see of somebody who is to come, by who brings them and what they are.

The list is declared here, not coded: KTP, KK, BPJS, letter of neglect, letter of health, covering letter and statement
of stay are what houses ask for (domain notes 2.3: PSBI Bangun Daya 2 and UPT Gepeng Binjai); a recommendation comes
from the Dinas Sosial of the regency (domain notes 2.3: Kepulauan Selayar). None may be mandatory at the door.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from shelter_admin.domain.arrivals import Source
from shelter_admin.domain.words import N_


class Requirement(StrEnum):
    """A paper that a house asks to see."""

    KTP = "KTP"
    KK = "KK"
    BIRTH = "AKTA"
    BPJS = "BPJS"
    COVER = "SURAT_PENGANTAR"
    RECOMMENDATION = "REKOMENDASI_DINSOS"
    NEGLECT = "SURAT_TELANTAR"
    HEALTH = "SURAT_SEHAT"
    POLICE = "SURAT_KEPOLISIAN"
    REFERRAL_BACK = "RINGKASAN_RAWAT"
    STATEMENT = "PERNYATAAN_TINGGAL"
    GUARDIAN = "PERSETUJUAN_WALI"


REQUIREMENT_NAMES: Final[Mapping[Requirement, str]] = MappingProxyType(
    {
        Requirement.KTP: N_("Identity card (KTP)"),
        Requirement.KK: N_("Family card (KK)"),
        Requirement.BIRTH: N_("Birth certificate or child's card (KIA)"),
        Requirement.BPJS: N_("Health insurance (BPJS/KIS)"),
        Requirement.COVER: N_("Covering or referral letter"),
        Requirement.RECOMMENDATION: N_("Recommendation of the regency's Dinas Sosial"),
        Requirement.NEGLECT: N_("Letter that the person is neglected"),
        Requirement.HEALTH: N_("Letter of health"),
        Requirement.POLICE: N_("Letter or report of the police"),
        Requirement.REFERRAL_BACK: N_("Summary of treatment from the hospital"),
        Requirement.STATEMENT: N_("Statement of willingness to stay"),
        Requirement.GUARDIAN: N_("Consent of a parent or guardian"),
    }
)


class RequirementState(StrEnum):
    """How a requirement stands."""

    THERE = "there"
    ARRANGED = "arranged"
    MISSING = "missing"
    NOT_NEEDED = "not_needed"


REQUIREMENT_STATE_NAMES: Final[Mapping[RequirementState, str]] = MappingProxyType(
    {
        RequirementState.THERE: N_("there"),
        RequirementState.ARRANGED: N_("being arranged"),
        RequirementState.MISSING: N_("missing"),
        RequirementState.NOT_NEEDED: N_("not needed"),
    }
)


class Asked(StrEnum):
    """Whether a house usually asks for it in such a case."""

    USUALLY = "usually"
    SELDOM = "seldom"


@dataclass(frozen=True, slots=True)
class Rule:
    """When a requirement is usually asked for: always, or from these sources, or of these categories."""

    requirement: Requirement
    sources: frozenset[Source] = frozenset()
    categories: frozenset[str] = frozenset()

    def holds(self, source: Source | None, category: str | None) -> bool:
        """Say whether it is usually asked of somebody who comes in this way."""
        if not self.sources and not self.categories:
            return True
        return source in self.sources or category in self.categories


_REFERRED: Final = frozenset({Source.HOSPITAL, Source.POLICE, Source.REGENCY, Source.OTHER_HOUSE, Source.SWEEP})
_CHILDREN: Final = frozenset({"BALITA_TELANTAR", "ANAK_TELANTAR", "ABH", "ANAK_JALANAN", "ADK", "AMPK"})
_CHILD_VICTIM: Final = frozenset({"ANAK_KORBAN_KEKERASAN"})
_NEGLECTED: Final = frozenset({"BALITA_TELANTAR", "ANAK_TELANTAR", "LANSIA_TELANTAR", "DISABILITAS", "GELANDANGAN"})

RULES: Final[tuple[Rule, ...]] = (
    Rule(Requirement.COVER, sources=_REFERRED),
    Rule(Requirement.RECOMMENDATION, sources=frozenset({Source.REGENCY, Source.PUBLIC})),
    Rule(Requirement.KTP),
    Rule(Requirement.KK),
    Rule(Requirement.BIRTH, categories=_CHILDREN | _CHILD_VICTIM),
    Rule(Requirement.BPJS),
    Rule(Requirement.NEGLECT, categories=_NEGLECTED),
    Rule(Requirement.HEALTH),
    Rule(Requirement.POLICE, sources=frozenset({Source.POLICE}), categories=frozenset({"TRAFFICKING"})),
    Rule(Requirement.REFERRAL_BACK, sources=frozenset({Source.HOSPITAL})),
    Rule(Requirement.STATEMENT),
    Rule(Requirement.GUARDIAN, categories=_CHILDREN | _CHILD_VICTIM),
)


def asked_of(source: Source | None, category: str | None) -> tuple[Requirement, ...]:
    """The requirements usually asked of somebody who comes in this way, in the order of the list."""
    return tuple(rule.requirement for rule in RULES if rule.holds(source, category))


def still_missing(states: Mapping[Requirement, RequirementState], asked: Iterable[Requirement]) -> int:
    """How many of those asked for are neither there nor dispensed with."""
    settled = {RequirementState.THERE, RequirementState.NOT_NEEDED}
    return sum(states.get(one, RequirementState.MISSING) not in settled for one in asked)
