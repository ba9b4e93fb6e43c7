"""Everything that stands on the papers of a month besides its figures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from shelter_admin.domain.month.figures import FigureChange, MonthFigures
from shelter_admin.domain.sheets import Imprint


@dataclass(frozen=True, slots=True)
class MonthSigner:
    """Who signs the return by hand; empty lines are left out."""

    title: str
    name: str = ""
    rank: str = ""
    nip: str = ""


@dataclass(frozen=True, slots=True)
class MonthPaper:
    """One return on its way to paper. A draft was not sent, and says so on every page (KONSEP).

    ``audit_hash`` is the newest link of the log when it was printed: the paper bears witness to the log.
    """

    figures: MonthFigures
    imprint: Imprint
    code: str
    version: int
    draft: bool
    signer: MonthSigner
    sent_on: date | None = None
    difference: tuple[FigureChange, ...] = ()
    audit_no: int = 0
    audit_hash: str = ""
