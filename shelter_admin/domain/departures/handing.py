"""What is handed over at the end with a receipt: tools of the programme, savings, papers, the certificate.

Tools given at the end must not be sold (domain notes 9.1), so each is written down with how many and its marks.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final

from shelter_admin.domain.errors import Refused
from shelter_admin.domain.words import N_

LONGEST_TEXT: Final = 200
MOST_ITEMS: Final = 60
MOST_PIECES: Final = 10_000
MOST_VALUE: Final = 1_000_000_000


class HandedKind(StrEnum):
    """What kind of thing is handed over."""

    TOOLS = "tools"
    SAVINGS = "savings"
    PAPERS = "papers"
    CERTIFICATE = "certificate"


HANDED_NAMES: Final[Mapping[HandedKind, str]] = MappingProxyType(
    {
        HandedKind.TOOLS: N_("tools"),
        HandedKind.SAVINGS: N_("savings"),
        HandedKind.PAPERS: N_("papers"),
        HandedKind.CERTIFICATE: N_("certificate"),
    }
)
THINGS: Final = (HandedKind.TOOLS, HandedKind.PAPERS, HandedKind.CERTIFICATE)
"""What is counted piece by piece; savings are one sum."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing of a list: how many of what, each worth how much where that is known, and its marks."""

    name: str
    quantity: int = 1
    unit: str = ""
    value: int | None = None
    note: str = ""

    @property
    def words(self) -> str:
        """How many of what."""
        many = f"{self.quantity} {self.unit}".strip() if self.unit else str(self.quantity)
        return f"{self.name} × {many}" if self.quantity != 1 or self.unit else self.name


@dataclass(frozen=True, slots=True)
class Handed:
    """One handing over, with who gave, who took and who saw it; a void one says why and since when."""

    handover_id: str
    person_id: str
    kind: HandedKind
    on_day: date
    given_by: str
    received_by: str = field(repr=False)
    witness: str = field(default="", repr=False)
    amount: int | None = None
    items: tuple[Item, ...] = ()
    note: str = field(default="", repr=False)
    program: str = ""
    enrolment_id: str | None = None
    void_on: date | None = None
    void_reason: str = field(default="", repr=False)

    @property
    def stands(self) -> bool:
        """Say whether it was not struck out."""
        return self.void_on is None

    @property
    def value(self) -> int:
        """What the things are worth together, as far as it is known."""
        return sum((item.value or 0) * item.quantity for item in self.items)


@dataclass(frozen=True, slots=True)
class Kit:
    """The tools a programme gives to whoever finishes it, as planned."""

    program_id: str
    program: str
    items: tuple[Item, ...] = ()


def plain_items(items: tuple[Item, ...]) -> list[dict[str, Any]]:
    """Things as they are kept."""
    return [
        {"name": one.name, "quantity": one.quantity, "unit": one.unit, "value": one.value, "note": one.note}
        for one in items
    ]


def items_from(plain: list[dict[str, Any]]) -> tuple[Item, ...]:
    """Things as they were kept."""
    return tuple(
        Item(one["name"], one.get("quantity", 1), one.get("unit", ""), one.get("value"), one.get("note", ""))
        for one in plain
    )


def tidy_items(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """Things that have a name, without blanks at their ends."""
    return tuple(
        Item(one.name.strip(), one.quantity, one.unit.strip(), one.value, one.note.strip())
        for one in items
        if one.name.strip() or one.unit.strip() or one.note.strip()
    )


def require_items(items: tuple[Item, ...], *, some: bool) -> None:
    """Refuse a thing without a name, none or too many of it, and, where ``some`` are asked for, an empty list."""
    if some and not items:
        raise Refused("nothing_handed_over", field="items")
    if len(items) > MOST_ITEMS:
        raise Refused("too_many_items", field="items", most=MOST_ITEMS)
    for one in items:
        if not one.name:
            raise Refused("item_unnamed", field="items")
        if not 1 <= one.quantity <= MOST_PIECES:
            raise Refused("item_count", field="items", item=one.name, most=MOST_PIECES)
        if one.value is not None and not 0 <= one.value <= MOST_VALUE:
            raise Refused("item_value", field="items", item=one.name)
        if max(len(one.name), len(one.unit), len(one.note)) > LONGEST_TEXT:
            raise Refused("text_too_long", field="items", most=LONGEST_TEXT)


def require_handing(received_by: str, texts: tuple[str, ...], day: date, span: tuple[date | None, date]) -> None:
    """Refuse to hand over to nobody, on a day before they came or still to come, or with words without end."""
    if not received_by.strip():
        raise Refused("handed_to_nobody", field="received_by")
    came, today = span
    if day > today or (came is not None and day < came):
        raise Refused("handed_when", field="on_day", came=came or "—", today=today)
    if any(len(text) > LONGEST_TEXT for text in (received_by, *texts)):
        raise Refused("text_too_long", field="received_by", most=LONGEST_TEXT)
