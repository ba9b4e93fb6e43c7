"""The three ways an act can fail. Anything else is a fault of the program.

The words for each code live with the operations (``operations.explain``), so that window and terminal say the
same sentence. Facts carry what the sentence needs (labels, dates, counts), never a resident's private details.
"""

from __future__ import annotations


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


class Unavailable(Failure):
    """The surroundings say no (disk full, another program writes, no right to the file); exit status 3."""


class Damaged(Failure):
    """What is on the disk is damaged, tampered with, or not a store at all; exit status 4."""
