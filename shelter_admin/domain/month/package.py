"""The records behind a month as tables of a Frictionless Data Package: which fields, of what kind, who may be named.

Format 1. Without names nothing in it says who somebody is: no name, alias, number, NIK or place, and of the birth only
the year; the ids stay the same from month to month, so that the province can put months together. Free text (notes,
remarks) is never in it, and neither is a category that is health data.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from shelter_admin.domain.month.frame import MonthFrame
from shelter_admin.domain.words import N_

FORMAT: Final = 1

Value = str | int | float | None


@dataclass(frozen=True, slots=True)
class TableField:
    """One column: its name, its Table Schema type; ``naming`` ones are left out of a package without names."""

    name: str
    type: str = "string"
    naming: bool = False
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Resource:
    """One table of the package. ``links`` says which of its fields are the key of which other table."""

    name: str
    title: str
    key: str
    fields: tuple[TableField, ...]
    links: Mapping[str, str]

    def kept(self, *, with_names: bool) -> tuple[TableField, ...]:
        """The fields that go out."""
        return tuple(one for one in self.fields if with_names or not one.naming)


_PERSON: Final = {"person_id": "people"}
_STAY: Final = {"stay_id": "stays", "person_id": "people"}

RESOURCES: Final = (
    Resource(
        "people",
        N_("People"),
        "person_id",
        (
            TableField("person_id"),
            TableField("number", naming=True),
            TableField("name", naming=True),
            TableField("alias", naming=True),
            TableField("sex", choices=("L", "P")),
            TableField("birth_year", "integer"),
            TableField("birth_month", "integer", naming=True),
            TableField("birth_day", "integer", naming=True),
            TableField("birth_quality"),
            TableField("birth_place", naming=True),
            TableField("nik", naming=True),
            TableField("identity_status"),
            TableField("origin_code"),
            TableField("category"),
        ),
        {},
    ),
    Resource(
        "stays",
        N_("Stays"),
        "stay_id",
        (
            TableField("stay_id"),
            TableField("person_id"),
            TableField("admitted_on", "date"),
            TableField("source"),
            TableField("left_on", "date"),
            TableField("leave_reason"),
        ),
        _PERSON,
    ),
    Resource(
        "placements",
        N_("Nights in beds"),
        "placement_id",
        (
            TableField("placement_id"),
            TableField("stay_id"),
            TableField("person_id"),
            TableField("wisma"),
            TableField("room"),
            TableField("bed"),
            TableField("from_night", "date"),
            TableField("until_night", "date"),
        ),
        _STAY,
    ),
    Resource(
        "presence",
        N_("Marks of the roll-calls"),
        "mark_id",
        (
            TableField("mark_id"),
            TableField("stay_id"),
            TableField("person_id"),
            TableField("night", "date"),
            TableField("kind", choices=("malam", "pagi")),
            TableField("mark", choices=("H", "S", "I", "C", "D", "A", "B", "K")),
        ),
        _STAY,
    ),
    Resource(
        "outings",
        N_("Times outside"),
        "outing_id",
        (
            TableField("outing_id"),
            TableField("stay_id"),
            TableField("person_id"),
            TableField("kind", choices=("I", "C", "D", "K")),
            TableField("destination", naming=True),
            TableField("out_at", "datetime"),
            TableField("expected_at", "datetime"),
            TableField("in_at", "datetime"),
        ),
        _STAY,
    ),
    Resource(
        "attendance",
        N_("Marks of the classes; an empty mark was not marked"),
        "",
        (
            TableField("stay_id"),
            TableField("person_id"),
            TableField("program"),
            TableField("batch"),
            TableField("day", "date"),
            TableField("mark", choices=("H", "S", "I", "A")),
        ),
        _STAY,
    ),
    Resource(
        "certificates",
        N_("Certificates"),
        "certificate_id",
        (
            TableField("certificate_id"),
            TableField("person_id"),
            TableField("number", naming=True),
            TableField("program"),
            TableField("hours", "integer"),
            TableField("mark", "number"),
            TableField("predikat"),
            TableField("issued_on", "date"),
            TableField("revoked_on", "date"),
        ),
        _PERSON,
    ),
)


@dataclass(frozen=True, slots=True)
class RecordsPackage:
    """The rows of every table, each in the order of its fields, and whose month it is."""

    frame: MonthFrame
    code: str
    panti: str
    zone: str
    made_at: str
    with_names: bool
    rows: Mapping[str, tuple[tuple[Value, ...], ...]]
