"""The papers of an admission: the decree, the service contract, the record of handing over.

Who is served is named in a decree (Permensos 15/2025); what house and resident promise each other stands in the
service contract (domain notes 2.4: Kontrak Layanan/Kesepakatan Bersama). Numbers are typed, never invented.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Final

from shelter_admin.domain.errors import Refused
from shelter_admin.domain.words import N_

PAPER_LABELS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "decree_number": N_("Number of the decree (SK)"),
        "decree_on": N_("Date of the decree"),
        "contract_on": N_("Contract signed on"),
        "contract_from": N_("Served from"),
        "contract_until": N_("Served until"),
        "signed_by": N_("Parent or guardian who signs along"),
        "handed_on": N_("Handed over on"),
        "handed_by": N_("Handed over by"),
        "handed_office": N_("Their office"),
        "received_by": N_("Received by"),
        "things": N_("Things brought along"),
        "remark": N_("How they came, in words"),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AdmissionPapers:
    """What the papers of one stay say; a remark the reader may not see is None."""

    decree_number: str = ""
    decree_on: date | None = None
    contract_on: date | None = None
    contract_from: date | None = None
    contract_until: date | None = None
    signed_by: str = field(default="", repr=False)
    handed_on: date | None = None
    handed_by: str = field(default="", repr=False)
    handed_office: str = field(default="", repr=False)
    received_by: str = field(default="", repr=False)
    things: str = field(default="", repr=False)
    remark: str | None = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class AdmissionFile:
    """Whose papers they are, as they are printed."""

    person_id: str
    stay_id: str
    number: str
    name: str = field(repr=False)
    sex: str = ""
    birth: str = field(default="", repr=False)
    nik: str = field(default="", repr=False)
    origin: str = field(default="", repr=False)
    source: str = ""
    admitted_on: date | None = None
    child: bool = False
    written: bool = False
    papers: AdmissionPapers


def require_papers(papers: AdmissionPapers, today: date) -> None:
    """Refuse a contract that ends before it begins, and what was signed or handed over on a day to come."""
    begins, ends = papers.contract_from, papers.contract_until
    if begins is not None and ends is not None and ends < begins:
        raise Refused("contract_ends_before", field="contract_until")
    for name in ("decree_on", "contract_on", "handed_on"):
        day = getattr(papers, name)
        if day is not None and day > today:
            raise Refused("paper_in_future", field=name, day=day)
