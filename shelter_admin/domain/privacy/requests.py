"""What somebody asks about their own data, the clock that runs with it, and why it may be refused.

UU 27/2022: access and a copy (articles 7 and 32), correction (30), limitation (41), end and erasure (42 to 44), each
within 3 × 24 hours. A refusal is due where it would harm somebody's safety or health (33).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from shelter_admin.domain.errors import Refused
from shelter_admin.domain.words import N_, _, n_

TERM: Final = timedelta(hours=72)
LONGEST_WORDS: Final = 2000


class RequestKind(StrEnum):
    """What is asked."""

    ACCESS = "access"
    CORRECTION = "correction"
    LIMITATION = "limitation"
    ERASURE = "erasure"


class Asker(StrEnum):
    """Who asks."""

    SELF = "self"
    GUARDIAN = "guardian"
    OTHER = "other"


class Outcome(StrEnum):
    """How a request was answered."""

    GRANTED = "granted"
    REFUSED = "refused"


class Refusal(StrEnum):
    """Why a request is not granted."""

    SAFETY = "safety"
    OTHERS = "others"
    LAW = "law"
    IDENTITY = "identity"
    NOT_HELD = "not_held"


REQUEST_KIND_NAMES: Final[Mapping[RequestKind, str]] = MappingProxyType(
    {
        RequestKind.ACCESS: N_("A copy of the data"),
        RequestKind.CORRECTION: N_("Correction"),
        RequestKind.LIMITATION: N_("Limitation (freeze)"),
        RequestKind.ERASURE: N_("End and erasure"),
    }
)
ASKER_NAMES: Final[Mapping[Asker, str]] = MappingProxyType(
    {
        Asker.SELF: N_("the resident"),
        Asker.GUARDIAN: N_("parent or guardian"),
        Asker.OTHER: N_("somebody with a power of attorney"),
    }
)
OUTCOME_NAMES: Final[Mapping[Outcome, str]] = MappingProxyType(
    {Outcome.GRANTED: N_("granted"), Outcome.REFUSED: N_("refused")}
)
REFUSAL_NAMES: Final[Mapping[Refusal, str]] = MappingProxyType(
    {
        Refusal.SAFETY: N_("It would harm somebody's safety or health (UU 27/2022 article 33)"),
        Refusal.OTHERS: N_("It would show the data of somebody else (UU 27/2022 article 33)"),
        Refusal.LAW: N_("The law on archives asks to keep it until its term (UU 43/2009)"),
        Refusal.IDENTITY: N_("It is not proven who asks"),
        Refusal.NOT_HELD: N_("The shelter does not hold such data"),
    }
)


@dataclass(frozen=True, slots=True)
class DataRequest:
    """One request as the register shows it. Open while it has no outcome."""

    request_id: str
    version: int
    person_id: str
    number: str
    name: str
    kind: RequestKind
    asker: Asker
    received_at: datetime
    asker_name: str = field(default="", repr=False)
    words: str = field(default="", repr=False)
    answered_at: datetime | None = None
    answered_by: str = ""
    outcome: Outcome | None = None
    refusal: Refusal | None = None
    answer: str = field(default="", repr=False)

    @property
    def due_at(self) -> datetime:
        """The end of the 3 × 24 hours."""
        return self.received_at + TERM

    @property
    def in_time(self) -> bool:
        """Say whether it was answered within the term."""
        return self.answered_at is not None and self.answered_at <= self.due_at

    def overdue(self, now: datetime) -> bool:
        """Say whether it waits although its term is over."""
        return self.outcome is None and now > self.due_at


def time_left(due: datetime, now: datetime) -> str:
    """Say what is left of a term in days and hours, or by how much it is over: ``1 day 5 hours left``."""
    late = now > due
    whole = int(abs(due - now).total_seconds()) // 60
    days, hours, minutes = whole // (24 * 60), whole // 60 % 24, whole % 60
    parts = [n_("{count} day", "{count} days", days).format(count=days)] if days else []
    if hours:
        parts.append(n_("{count} hour", "{count} hours", hours).format(count=hours))
    elif not days:
        parts.append(n_("{count} minute", "{count} minutes", minutes).format(count=minutes))
    told = _("{time} late") if late else _("{time} left")
    return told.format(time=" ".join(parts))


def require_asker(asker: Asker, asker_name: str, words: str) -> None:
    """Refuse somebody who asks for another without their name, and words beyond measure."""
    if asker is not Asker.SELF and not asker_name.strip():
        raise Refused("asker_unnamed", field="asker_name")
    require_short(words=words, asker_name=asker_name)


def require_received(received_at: datetime, now: datetime) -> None:
    """Refuse a request that has not come yet."""
    if received_at > now:
        raise Refused("received_in_future", field="received_at")


def require_answer(outcome: Outcome, refusal: Refusal | None, answer: str) -> None:
    """Refuse a refusal without its reason and its words, a granted one with a reason, and words beyond measure."""
    if outcome is Outcome.REFUSED and refusal is None:
        raise Refused("refusal_missing", field="refusal")
    if outcome is Outcome.REFUSED and not answer.strip():
        raise Refused("answer_missing", field="answer")
    require_short(answer=answer)


def require_short(**texts: str) -> None:
    """Refuse a text longer than ``LONGEST_WORDS``."""
    for name, text in texts.items():
        if len(text) > LONGEST_WORDS:
            raise Refused("text_too_long", field=name, most=LONGEST_WORDS)


class Ground(StrEnum):
    """Why somebody's details are frozen."""

    ASKED = "asked"
    SAFETY = "safety"


GROUND_NAMES: Final[Mapping[Ground, str]] = MappingProxyType(
    {
        Ground.ASKED: N_("The resident asked for it (UU 27/2022 article 41)"),
        Ground.SAFETY: N_("It keeps the resident safe (UU 27/2022 article 33)"),
    }
)


@dataclass(frozen=True, slots=True)
class Limited:
    """Somebody whose details are frozen, since when and why."""

    person_id: str
    number: str
    name: str
    ground: Ground
    since: date
    note: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class DataRequests:
    """The register: open requests by their term, then the answered ones, the newest first; and who is frozen."""

    requests: tuple[DataRequest, ...]
    limited: tuple[Limited, ...] = ()
