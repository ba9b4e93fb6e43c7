"""The record of processing (rekam kegiatan pemrosesan, UU 27/2022 article 31): each kind of data in the field's words.

Which columns are ``umum`` or ``spesifik`` (article 4) is read from the tables themselves; here stand the words people
know them by, what they are for, on which basis (article 20), with which right they are seen, and how long they stay.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from shelter_admin.domain.accounts import RIGHT_NAMES, RIGHTS, ROLE_NAMES, Right, Role
from shelter_admin.domain.privacy.consent import Basis
from shelter_admin.domain.privacy.retention import Kind, Retention
from shelter_admin.domain.wording import number
from shelter_admin.domain.words import N_, _, n_


class FieldClass(StrEnum):
    """The class of a field about people; ``LINK`` only says whom a row is about."""

    UMUM = "umum"
    SPESIFIK = "spesifik"
    LINK = "link"


class Keeping(StrEnum):
    """What ends the keeping of a kind of data."""

    NAMELESS = "nameless"
    CASE_FILE = "case_file"
    HEALTH = "health"
    PHOTO = "photo"
    ARCHIVE = "archive"
    FORM = "form"
    ACCOUNT = "account"
    UNTIL_DECIDED = "until_decided"


CLASS_NAMES: Final[Mapping[FieldClass, str]] = MappingProxyType(
    {
        FieldClass.UMUM: N_("general"),
        FieldClass.SPESIFIK: N_("specific"),
        FieldClass.LINK: N_("whom it is about"),
    }
)
KEPT: Final[Mapping[Keeping, str]] = MappingProxyType(
    {
        Keeping.ARCHIVE: N_("For good: an archive of the government (UU 43/2009)."),
        Keeping.FORM: N_("Until the form is saved or dropped."),
        Keeping.UNTIL_DECIDED: N_("Kept: the destruction of a case file does not take it along yet."),
        Keeping.ACCOUNT: N_("As long as the log names the account; a closed account stays closed."),
    }
)
# The case file takes health notes and photos along, so that whichever term ends first ends theirs.
_ENDED_BY: Final = {
    Keeping.HEALTH: (Kind.HEALTH, Kind.CASE_FILE),
    Keeping.PHOTO: (Kind.PHOTO, Kind.CASE_FILE),
}


@dataclass(frozen=True, slots=True)
class Processed:
    """One kind of data: its tables, and for each class of field in them the words of the field."""

    title: str
    tables: tuple[str, ...]
    fields: Mapping[FieldClass, str]
    purpose: str
    bases: tuple[Basis, ...]
    keeping: Keeping
    rights: tuple[Right, ...] = ()
    seen: str = ""


@dataclass(frozen=True, slots=True)
class ProcessingLine:
    """One kind of data with how many fields of each class its tables hold, and its term in years if one is set."""

    about: Processed
    counts: Mapping[FieldClass, int]
    years: int | None


@dataclass(frozen=True, slots=True)
class ProcessingRecord:
    """The whole record, with the rule the terms come from."""

    lines: tuple[ProcessingLine, ...]
    legal_basis: str = field(default="")


def record_of(
    known: tuple[Processed, ...], classes: Mapping[str, Mapping[FieldClass, int]], terms: Retention
) -> ProcessingRecord:
    """Put the record together from the words, the classes that the tables say, and the terms in force."""
    lines = []
    for one in known:
        counts = {kind: sum(classes.get(table, {}).get(kind, 0) for table in one.tables) for kind in FieldClass}
        set_terms = [years for kind in _ENDED_BY.get(one.keeping, (Kind.CASE_FILE,)) if (years := terms.years(kind))]
        said = {kind: count for kind, count in counts.items() if count}
        lines.append(ProcessingLine(one, said, min(set_terms, default=None)))
    return ProcessingRecord(tuple(lines), terms.legal_basis)


def roles_that_see(right: Right) -> tuple[Role, ...]:
    """The roles that hold a right, in the order of the table of rights."""
    return tuple(role for role, rights in RIGHTS.items() if right in rights)


def how_long(line: ProcessingLine) -> str:
    """Say how long a kind of data is kept, in a sentence."""
    keeping = line.about.keeping
    if keeping in KEPT:
        return _(KEPT[keeping])
    if line.years is None:
        return _("Kept: no term of retention is set yet.")
    years = n_("{count} year", "{count} years", line.years).format(count=number(line.years))
    told = _("{years} after the last stay ended, then destroyed with a record.")
    if keeping is Keeping.NAMELESS:
        told = _("{years} after the last stay ended; then without names and words, for the figures alone.")
    return told.format(years=years)


def class_of(line: ProcessingLine, one: FieldClass) -> str:
    """Say one class of a kind of data with how many fields are of it."""
    count = line.counts[one]
    told = n_("{kind}, {count} field", "{kind}, {count} fields", count)
    return told.format(kind=_(CLASS_NAMES[one]).capitalize(), count=number(count))


def who_sees(line: ProcessingLine) -> str:
    """Say which roles see a kind of data with which right, as the table of rights has it."""
    if line.about.seen:
        return _(line.about.seen)
    parts = []
    for right in line.about.rights:
        roles = ", ".join(_(ROLE_NAMES[role]) for role in roles_that_see(right))
        parts.append(f"{roles} ({_(RIGHT_NAMES[right])})")
    return "; ".join(parts)
