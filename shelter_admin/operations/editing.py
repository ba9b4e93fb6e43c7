"""Two people, one record: an edit carries what its form showed, and meets only who changed the very same field.

A field left as the form showed it stays as it is stored now, whoever changed it meanwhile; a field changed by one of
two alone is saved. The same field changed by both to different values is refused with both values, who and when.
Nothing is saved then; the form keeps what was typed, and the same act is given again with what was chosen.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Final, Self, TypeVar

from sqlalchemy.orm import Session

from shelter_admin.domain.errors import Conflict, Difference
from shelter_admin.domain.words import N_, _
from shelter_admin.operations.desk import Command, Work
from shelter_admin.operations.explain import said
from shelter_admin.persistence.accounts import names_of_accounts
from shelter_admin.persistence.base import Row
from shelter_admin.persistence.history import last_change

R = TypeVar("R")
K = TypeVar("K", bound=Hashable)
LastChange = tuple[str, datetime]
"""The account that changed something last, and when."""

WORDS: dict[str, str] = {
    "changed_by_other": N_(
        "{by} changed the same at {at}. Nothing of yours was saved; save again to see both and choose."
    ),
}

NOTHING_WRITTEN: Final = "—"
HIDDEN: Final = "•••"


@dataclass(frozen=True)
class Seen:
    """What a form showed when it was opened, by field; and the fields of which what is stored now was chosen."""

    values: Mapping[Any, Any] = field(default_factory=dict, repr=False)
    theirs: frozenset[Hashable] = frozenset()


@dataclass(frozen=True)
class Fields:
    """How the fields of an edit are called, told in words, and who changed each last.

    ``open_to`` says which fields this reader may see; of others only that they differ is told.
    ``together``: where one of them conflicts, all that differ are told, as they belong to each other.
    """

    label: Callable[[Any], str]
    last: Callable[[Any], LastChange | None]
    words: Callable[[Any, Any], str] | None = None
    open_to: Callable[[Any], bool] | None = None
    together: bool = False


@dataclass(frozen=True, kw_only=True)
class Edit(Command[R]):
    """An act that changes what a form showed. Without ``seen`` nobody looked before, and what is given is saved."""

    seen: Seen | None = field(default=None, repr=False, compare=False, metadata={"audited": False})

    def choosing(self, conflict: Conflict, mine: Collection[Hashable]) -> Self:
        """The same act once its sender saw the conflict: ``mine`` are saved, of the others what is stored stays."""
        seen = self.seen or Seen()
        theirs = conflict.now.keys() - set(mine)
        chosen = Seen({**seen.values, **conflict.now}, (seen.theirs - set(mine)) | theirs)
        return replace(self, seen=chosen)

    def agree(
        self,
        work: Work,
        fields: Fields,
        mine: Mapping[K, Any],
        now: Mapping[K, Any],
        opened: Mapping[K, Any] | None = None,
    ) -> dict[K, Any]:
        """What is to be stored of each field; raises Conflict. ``opened`` is what the form showed, beside ``seen``."""
        seen = self.seen or Seen()
        shown = {**(opened or {}), **seen.values}
        agreed: dict[K, Any] = {}
        disputed: list[K] = []
        for key, value in mine.items():
            stored = now[key]
            untouched = key in seen.theirs or (key in shown and value == shown[key])
            agreed[key] = stored if untouched else value
            if not untouched and key in shown and stored not in (shown[key], value):
                disputed.append(key)
        if disputed:
            told = [key for key in mine if now[key] != mine[key] and key in shown] if fields.together else disputed
            raise _conflict(work, fields, told, (shown, now, mine))
        return agreed


def _conflict(work: Work, fields: Fields, keys: list[Any], states: tuple[Mapping[Any, Any], ...]) -> Conflict:
    names = names_of_accounts(work.session)
    differences = []
    for key in keys:
        last = fields.last(key)
        opened, theirs, mine = (_in_words(work, fields, key, state[key]) for state in states)
        by, at = (names.get(last[0], ""), last[1]) if last is not None else ("", None)
        differences.append(Difference(key, fields.label(key), opened, theirs, mine, by, at))
    newest = max(differences, key=lambda one: (one.at is not None, one.at or work.now))
    kept = {key: states[1][key] for key in keys}
    when = "…" if newest.at is None else said(newest.at, work.panti)  # forms without the panti say it too
    return Conflict("changed_by_other", tuple(differences), kept, by=newest.by or _("Somebody"), at=when)


def _in_words(work: Work, fields: Fields, key: Any, value: Any) -> str:
    if fields.open_to is not None and not fields.open_to(key):
        return HIDDEN
    return plainly(work, value) if fields.words is None else fields.words(key, value) or NOTHING_WRITTEN


def plainly(work: Work, value: Any) -> str:
    """A value as it is read: dates and clocks as offices write them, yes and no, a stroke for nothing."""
    if value is None or value in ("", ()):
        return NOTHING_WRITTEN
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return said(value, work.panti)


def of_row(session: Session, row: Row | None, columns: Mapping[str, Collection[str]] | None = None) -> Any:
    """Who changed a field of a row last; ``columns`` names those of a field that is not called like its column."""

    def last(key: str) -> LastChange | None:
        return None if row is None else last_change(session, row, (columns or {}).get(key, (key,)))

    return last


def named(labels: Mapping[str, str]) -> Callable[[Any], str]:
    """Fields called by their names in a form."""
    return lambda key: _(labels[key])


def joined(work: Work, by_field: Mapping[Any, Fields]) -> Fields:
    """The fields of several records that one form shows together."""
    return Fields(
        lambda key: by_field[key].label(key),
        lambda key: by_field[key].last(key),
        lambda key, value: _in_words(work, by_field[key], key, value),
    )
