"""Which tables are about people, and how many fields of each class they hold: read from the columns themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from sqlalchemy import Table

import shelter_admin.persistence.schema  # noqa: F401 - knows the modules of every table
from shelter_admin.domain.privacy.processing import FieldClass
from shelter_admin.persistence.base import Base, Privacy

_CLASS = {Privacy.UMUM: FieldClass.UMUM, Privacy.SPESIFIK: FieldClass.SPESIFIK}


def personal_tables() -> Mapping[str, Mapping[FieldClass, int]]:
    """Every table about people with how many fields of each class; where none has a class, how many point at people.

    A table is about people when a column has a class, or when it points at such a table.
    """
    known = Base.metadata.tables
    found: dict[str, Mapping[FieldClass, int]] = {
        name: classes for name, table in known.items() if (classes := _classes(table))
    }
    while more := {
        name: {FieldClass.LINK: links}
        for name, table in known.items()
        if name not in found and (links := _links(table, found))
    }:
        found |= more
    return found


def _classes(table: Table) -> Counter[FieldClass]:
    return Counter(_CLASS[column.info["privacy"]] for column in table.columns if column.info.get("privacy") in _CLASS)


def _links(table: Table, personal: Mapping[str, object]) -> int:
    return sum(key.column.table.name in personal for key in table.foreign_keys)
