"""The three ways an act can fail. Anything else is a fault of the program.

The words for each code live with the operations (``operations.explain``), so that window and terminal say the
same sentence. Facts carry what the sentence needs (labels, dates, counts), never a resident's private details.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from datetime import datetime


class Failure(Exception):
    """Something the program expected to go wrong, named by a code and the facts its sentence needs."""

    def __init__(self, code: str, *, field: str | None = None, **facts: object) -> None:
        """``field`` names the field of the command that caused it, so that the screen can say it beside the field."""
        super().__init__(code)
        self.code = code
        self.field = field
        self.facts = facts


class Refused(Failure):
    """A rule says no and the user can put it right. Nothing was saved; terminal exit status 1."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that two people changed to different values since a form was opened, in words for its reader.

    ``by`` is who changed it first, ``at`` when; both empty where that is not written down.
    """

    key: Hashable = field(repr=False)
    label: str
    opened: str = field(repr=False)
    theirs: str = field(repr=False)
    mine: str = field(repr=False)
    by: str = ""
    at: datetime | None = None


class Conflict(Refused):
    """Somebody else changed the same fields first. ``now`` holds what is stored of each; nothing was saved.

    The values are for who typed over them; they are no facts, so that neither a sentence nor a log tells them.
    """

    def __init__(
        self, code: str, differences: tuple[Difference, ...], now: Mapping[Hashable, object], **facts: object
    ) -> None:
        super().__init__(code, field=None, **facts)
        self.differences = differences
        self.now = now


class Unavailable(Failure):
    """The surroundings say no (disk full, another program writes, no right to the file); exit status 3."""


class Damaged(Failure):
    """What is on the disk is damaged, tampered with, or not a store at all; exit status 4."""
