"""How somebody wants a list: which columns, in which order, in which groups, of whom; kept under a name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from shelter_admin.domain.errors import Refused
from shelter_admin.domain.residents import STATUS_NAMES, ResidentLine
from shelter_admin.domain.words import N_, _

LONGEST_NAME: Final = 60


@dataclass(frozen=True, slots=True)
class ResidentColumn:
    """One thing a list of residents can tell: its heading, its value, its width on a sheet in letters."""

    key: str
    heading: str
    value: Callable[[ResidentLine], str | int | date | None]
    width: int = 14


RESIDENT_COLUMNS: Final = (
    ResidentColumn("number", N_("Number"), lambda line: line.number, 12),
    ResidentColumn("name", N_("Name"), lambda line: line.name, 32),
    ResidentColumn("alias", N_("Nickname"), lambda line: line.alias, 18),
    ResidentColumn("age", N_("Age"), lambda line: line.age_text, 8),
    ResidentColumn("sex", N_("Sex"), lambda line: line.sex.value, 6),
    ResidentColumn("origin", N_("Origin"), lambda line: line.origin, 24),
    ResidentColumn("wisma", N_("Wisma"), lambda line: line.wisma, 16),
    ResidentColumn("bed", N_("Bed"), lambda line: line.bed, 16),
    ResidentColumn("status", N_("Where"), lambda line: _(STATUS_NAMES[line.status]), 16),
    ResidentColumn("admitted_on", N_("Admitted"), lambda line: line.admitted_on, 13),
    ResidentColumn("expected_exit_on", N_("Expected to leave"), lambda line: line.expected_exit_on, 13),
    ResidentColumn("left_on", N_("Left on"), lambda line: line.left_on, 13),
)
"""What every reader of the list may see; what only some may see is not in it."""
COLUMN_KEYS: Final = tuple(column.key for column in RESIDENT_COLUMNS)
USUAL: Final = ("number", "name", "age", "sex", "origin", "bed", "status")
GROUPS: Final = ("wisma", "sex", "status", "origin")
"""Columns a list can be grouped by."""


@dataclass(frozen=True, slots=True)
class ListView:
    """A view of a list. ``sort`` and ``group`` are keys of columns, empty for none."""

    columns: tuple[str, ...] = USUAL
    sort: str = ""
    descending: bool = False
    group: str = ""
    shown: str = "here"

    def plain(self) -> dict[str, Any]:
        """The view as JSON keeps it."""
        return {
            "columns": list(self.columns), "sort": self.sort, "descending": self.descending, "group": self.group,
            "shown": self.shown,
        }  # fmt: skip

    @classmethod
    def read(cls, plain: Mapping[str, Any]) -> ListView:
        """Read a kept view; columns that the program no longer knows are left out, none left is the usual ones."""
        columns = tuple(key for key in plain.get("columns", ()) if key in COLUMN_KEYS)
        sort, group = str(plain.get("sort", "")), str(plain.get("group", ""))
        return cls(
            columns or USUAL,
            sort if sort in COLUMN_KEYS else "",
            bool(plain.get("descending", False)),
            group if group in GROUPS else "",
            str(plain.get("shown", "here")),
        )


@dataclass(frozen=True, slots=True)
class SavedView:
    """A view under its name; ``shared`` ones everybody may use, and only who set up the house may change."""

    view_id: str
    name: str
    shared: bool
    view: ListView


def require_view(name: str, view: ListView) -> str:
    """Give the name as it is kept; refused without a name, too long, or without a single column."""
    kept = " ".join(name.split())
    if not kept:
        raise Refused("view_without_name", field="called")
    if len(kept) > LONGEST_NAME:
        raise Refused("view_name_too_long", field="called", most=LONGEST_NAME)
    if not any(key in COLUMN_KEYS for key in view.columns):
        raise Refused("view_without_columns", field="columns")
    return kept
