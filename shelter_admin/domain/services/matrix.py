"""The matrix of services: which items each kind of service owes a person, as data with its sources.

Kinds: PP 2/2018 article 10; items: Permensos 9/2018 and the SIPD metadata named in the file. The list is data: a
province that counts otherwise brings a file of its own. ``LAINNYA`` is no minimum service standard; it lists what
everybody in a house is given, whatever they are here for.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from shelter_admin.domain.errors import Refused
from shelter_admin.domain.month.spm import SPM_CATEGORIES
from shelter_admin.domain.words import spoken

FORMAT: Final = 1
OTHERS: Final = "LAINNYA"
"""Everybody who belongs to no minimum service standard, and whom a reader may not know to belong to one."""

MOST_ITEMS: Final = 40
LONGEST_NAME: Final = 160
_CODE: Final = re.compile(r"[a-z][a-z0-9_]{1,39}")
_KINDS: Final = frozenset({*SPM_CATEGORIES, OTHERS})


@dataclass(frozen=True, slots=True)
class ServiceItem:
    """One item: its names by language, the kinds of service that owe it, and where that is written."""

    code: str
    names: Mapping[str, str]
    shorts: Mapping[str, str]
    kinds: frozenset[str]
    source: str = ""
    note: str = ""

    @property
    def name(self) -> str:
        """The item in the language in use."""
        return _spoken(self.names)

    @property
    def short(self) -> str:
        """The item as the heading of a narrow column."""
        return _spoken(self.shorts) or self.name


@dataclass(frozen=True, slots=True)
class ServiceMatrix:
    """What each kind of service owes, from a day on."""

    name: str
    valid_from: date
    items: tuple[ServiceItem, ...]
    sources: tuple[str, ...] = ()

    def item(self, code: str) -> ServiceItem | None:
        """An item by its code, None where the matrix has no such."""
        return next((one for one in self.items if one.code == code), None)

    def owed(self, kind: str) -> tuple[ServiceItem, ...]:
        """The items that a kind of service owes, in the matrix's order; none where the matrix says nothing of it."""
        return tuple(one for one in self.items if kind in one.kinds)

    @property
    def kinds(self) -> tuple[str, ...]:
        """The minimum service standards that the matrix says something of, in the order of the regulation."""
        return tuple(code for code in SPM_CATEGORIES if self.owed(code))


def _spoken(names: Mapping[str, str]) -> str:
    return names.get(spoken()) or names.get("id") or next(iter(names.values()), "")


def read_matrix(content: bytes) -> ServiceMatrix:
    """Read a matrix from a file; refused ``matrix_unreadable`` with what is wrong where it is none."""
    try:
        plain = json.loads(content.decode("utf-8-sig"))
    except ValueError as error:
        raise _wrong("JSON") from error
    return matrix_of(plain)


def matrix_of(plain: Any) -> ServiceMatrix:
    """Read a matrix from plain values; refused ``matrix_unreadable``."""
    if not isinstance(plain, dict) or plain.get("format") != FORMAT:
        raise _wrong("format")
    try:
        valid_from = date.fromisoformat(str(plain["valid_from"]))
    except (KeyError, ValueError) as error:
        raise _wrong("valid_from") from error
    listed = plain.get("items")
    if not isinstance(listed, list) or not 1 <= len(listed) <= MOST_ITEMS:
        raise _wrong("items")
    items = tuple(_item(one) for one in listed)
    if len({one.code for one in items}) < len(items):
        raise _wrong("code")
    sources = tuple(str(one)[:400] for one in plain.get("sources") or ())
    return ServiceMatrix(str(plain.get("name") or "")[:LONGEST_NAME], valid_from, items, sources)


def plain_matrix(matrix: ServiceMatrix) -> dict[str, Any]:
    """Write a matrix as plain values that ``matrix_of`` reads back."""
    return {
        "format": FORMAT,
        "name": matrix.name,
        "valid_from": matrix.valid_from.isoformat(),
        "sources": list(matrix.sources),
        "items": [
            {
                "code": one.code,
                "name": dict(one.names),
                "short": dict(one.shorts),
                "services": sorted(one.kinds),
                "source": one.source,
                "note": one.note,
            }
            for one in matrix.items
        ],
    }


def _item(plain: Any) -> ServiceItem:
    if not isinstance(plain, dict):
        raise _wrong("items")
    code = plain.get("code")
    if not isinstance(code, str) or not _CODE.fullmatch(code):
        raise _wrong("code")
    names = _names(plain.get("name"))
    if not any(names.values()):
        raise _wrong(code)
    kinds = plain.get("services")
    if not isinstance(kinds, list) or not kinds or not _KINDS.issuperset(kinds):
        raise _wrong(f"{code}: services")
    told = {key: str(plain.get(key) or "")[:400] for key in ("source", "note")}
    return ServiceItem(code, names, _names(plain.get("short")), frozenset(kinds), told["source"], told["note"])


def _names(plain: Any) -> dict[str, str]:
    """Names by language; one plain name is the Indonesian one."""
    if isinstance(plain, str):
        return {"id": plain.strip()[:LONGEST_NAME]}
    if not isinstance(plain, dict):
        return {}
    return {str(language): str(name).strip()[:LONGEST_NAME] for language, name in plain.items()}


def _wrong(what: str) -> Refused:
    return Refused("matrix_unreadable", field="path", what=what)
