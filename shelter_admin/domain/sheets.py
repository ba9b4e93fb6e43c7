"""What a paper needs to know besides the records it shows."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from shelter_admin.domain.settings import Letterhead


@dataclass(frozen=True, slots=True)
class Imprint:
    """Whose paper it is, and who printed it when. ``printed_at`` is in the panti's zone."""

    panti: str
    printed_at: datetime
    printed_by: str
    letterhead: Letterhead = field(default_factory=Letterhead)


@dataclass(frozen=True, slots=True)
class RecoveryCode:
    """The recovery code of one store, on its way to paper. It is kept nowhere else."""

    code: str = field(repr=False)
    store_name: str
    made_on: date
    replaces_older: bool = False


class Fate(StrEnum):
    """What became of a row of the office's register."""

    TAKEN = "taken"
    TAKEN_AS_LEFT = "taken_as_left"
    ALREADY = "already"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class RowFate:
    """One row of the register and what became of it. Doubts and remark are sentences, already in words."""

    row: int
    name: str
    fate: Fate
    number: str = ""
    placed: str = ""
    doubts: tuple[str, ...] = ()
    remark: str = ""


@dataclass(frozen=True, slots=True)
class AlikePair:
    """Two rows that may be the same person; a human decides."""

    row: int
    name: str
    other_row: int
    other_name: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class MovingIn:
    """Everything the report of an import says."""

    source: str
    sheet: str
    rows: tuple[RowFate, ...]
    pairs: tuple[AlikePair, ...] = ()
    counts: tuple[tuple[str, int], ...] = ()
    rehearsal: bool = False
