"""Who somebody is: what was typed becomes an identity; a correction asks why and keeps the old value."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, ClassVar, Final

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.categories import BY_CODE
from shelter_admin.domain.changes import Area, Changes
from shelter_admin.domain.doubts import Doubt
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.fitting import status_by_nik
from shelter_admin.domain.identity.nik import NikQuality, doubts_of_form, hints_of, read_nik
from shelter_admin.domain.identity.reading_dates import About, read_written_date
from shelter_admin.domain.identity.sexes import Sex
from shelter_admin.domain.regions import Region
from shelter_admin.domain.residents import NAMELESS, Identity, IdentityStatus, name_or_nameless, require_birth
from shelter_admin.domain.surroundings import Surroundings
from shelter_admin.domain.wording import short_date
from shelter_admin.domain.words import N_, _
from shelter_admin.operations.desk import Command, Done, Query, Work
from shelter_admin.operations.editing import Edit, Fields, Seen, joined, named, of_row, plainly
from shelter_admin.operations.residents.asking import reading_of
from shelter_admin.operations.residents.quality import (
    TypedSurroundings,
    surrounded,
    surroundings_fields,
    surroundings_from,
    surroundings_parts,
)
from shelter_admin.persistence.people.lookup import the_person
from shelter_admin.persistence.people.sight import require_in_sight, shown
from shelter_admin.persistence.people.tables import PersonTable
from shelter_admin.persistence.residents import doubles, quality, writing
from shelter_admin.spreadsheets.reference import regions

CHANGED: Final = Changes.of(Area.RESIDENTS)
LONGEST_TEXT: Final = 200
LONGEST_FEATURES: Final = 2000
_REGION_CODE: Final = re.compile(r"\d{2}(?:\.\d{2}(?:\.\d{2}(?:\.\d{4})?)?)?")


@dataclass(frozen=True, kw_only=True)
class TypedIdentity(TypedSurroundings):
    """Identity as typed. None leaves a field as it is, empty text clears it; nothing is mandatory."""

    full_name: str | None = field(default=None, repr=False)
    alias: str | None = field(default=None, repr=False)
    sex: Sex | None = None
    birth: str | None = field(default=None, repr=False)
    birth_place: str | None = field(default=None, repr=False)
    origin_code: str | None = None
    origin: str | None = field(default=None, repr=False)
    nik: str | None = field(default=None, repr=False)
    identity_status: IdentityStatus | None = None
    features: str | None = field(default=None, repr=False)


def identified(typed: TypedIdentity, before: Identity, today: date, admitted_on: date | None) -> Identity:
    """Read what was typed over what was known; refused beside the field where it cannot be read for certain."""
    _require_short(typed)
    changed: dict[str, Any] = {
        name: " ".join(text.split())
        for name in ("alias", "birth_place", "features")
        if (text := getattr(typed, name)) is not None
    }
    if typed.full_name is not None:
        changed["name"] = name_or_nameless(typed.full_name)
    if typed.sex is not None:
        changed["sex"] = typed.sex
    if typed.identity_status is not None:
        changed["status"] = typed.identity_status
    if typed.birth is not None and typed.birth.strip() != before.born.text.strip():
        reading = read_written_date(typed.birth.strip(), About.BIRTH, today)
        changed["born"] = require_birth(reading, today, admitted_on)
    if typed.nik is not None and typed.nik.strip() != before.nik.text.strip():
        changed["nik"] = read_nik(typed.nik)
    return replace(before, **changed, **_origin(typed))


def _require_short(typed: TypedIdentity) -> None:
    """Refuse what is no name any more but a page pasted by mistake."""
    for name in ("full_name", "alias", "birth", "birth_place", "origin", "nik", "features"):
        most = LONGEST_FEATURES if name == "features" else LONGEST_TEXT
        if len(getattr(typed, name) or "") > most:
            raise Refused("text_too_long", field=name, most=most)


def _origin(typed: TypedIdentity) -> dict[str, Any]:
    """The origin by code, by words, or both; words that name one region for certain give its code."""
    if typed.origin_code is None and typed.origin is None:
        return {}
    code, text = (typed.origin_code or "").strip(), " ".join((typed.origin or "").split())
    if code and not _REGION_CODE.fullmatch(code):
        raise Refused("origin_unclear", field="origin_code")
    if not code and text:
        found = regions().find(text)
        code = found.code if found.code and found.how == "certain" else ""
        if _REGION_CODE.fullmatch(text) and code:
            text = ""
    return {"origin_code": code or None, "origin_text": text or (regions().name_of(code) if code else "")}


def corrected(before: Identity, after: Identity) -> list[str]:
    """Name the fields in which a known value became another one; those need a reason."""
    known = {
        "name": before.name != NAMELESS,
        "alias": bool(before.alias),
        "sex": before.sex is not Sex.UNKNOWN,
        "born": before.born.known,
        "birth_place": bool(before.birth_place),
        "origin_text": bool(before.origin_text),
        "nik": before.nik.quality is not NikQuality.MISSING,
    }
    return [name for name, was_known in known.items() if was_known and getattr(before, name) != getattr(after, name)]


def changed_fields(before: Identity, after: Identity) -> list[str]:
    """Name the fields that differ."""
    return [name for name in Identity.__dataclass_fields__ if getattr(before, name) != getattr(after, name)]


def require_categories(codes: Iterable[str]) -> tuple[str, ...]:
    """Refuse a category that is not one of the 26; each once, the first is the main one."""
    once = tuple(dict.fromkeys(codes))
    if any(code not in BY_CODE for code in once):
        raise Refused("category_unknown", field="categories")
    return once


LABELS: Final = {
    "name": N_("Name"),
    "alias": N_("Alias, called"),
    "sex": N_("Sex"),
    "born": N_("Birth or age"),
    "birth_place": N_("Place of birth"),
    "origin": N_("Regency or city of origin"),
    "nik": N_("NIK"),
    "status": N_("Papers"),
    "features": N_("Features"),
}
COLUMNS: Final = {
    "born": ("birth_year", "birth_month", "birth_day", "birth_quality", "birth_text"),
    "origin": ("origin_code", "origin_text"),
    "nik": ("nik", "nik_quality", "nik_text"),
    "status": ("identity_status",),
}


def parts_of(identity: Identity) -> dict[str, Any]:
    """An identity field by field as a form has them: where somebody is from is one field."""
    parts = {name: getattr(identity, name) for name in LABELS if name != "origin"}
    return {**parts, "origin": (identity.origin_code, identity.origin_text)}


def identity_from(parts: Mapping[str, Any]) -> Identity:
    """The identity of these fields."""
    code, text = parts["origin"]
    own = {name: parts[name] for name in LABELS if name != "origin"}
    return Identity(origin_code=code, origin_text=text, **own)


def fields_of(work: Work, person: PersonTable) -> Fields:
    """The fields of an identity, for whom two people changed at once."""

    def words(name: str, part: Any) -> str:
        if name == "born":
            return part.text or (short_date(part.as_day) if part.as_day else str(part.year or ""))
        if name == "nik":
            return part.text or part.digits or ""
        if name == "sex":
            return {Sex.MALE: _("male"), Sex.FEMALE: _("female")}.get(part) or _("sex not known yet")
        return (part[1] or part[0] or "") if name == "origin" else plainly(work, part)

    def open_to(name: str) -> bool:
        return shown(work.sight, COLUMNS.get(name, (name,))[0])

    return Fields(named(LABELS), of_row(work.session, person, COLUMNS), words, open_to)


def require_untouched(person: PersonTable, after: Identity) -> None:
    """Refuse to take back what somebody changed again meanwhile."""
    if writing.identity_of(person) != after:
        raise Refused("changed_meanwhile")


@dataclass(frozen=True)
class Change:
    """An identity with what stands beside it, before and after an act, and the pairs to look at that it brought."""

    before: Identity = field(repr=False)
    after: Identity = field(repr=False)
    beside: Surroundings = field(repr=False)
    around: Surroundings = field(repr=False)
    pairs: tuple[str, ...] = ()


def put(work: Work, person: PersonTable, change: Change) -> Change:
    """Write an identity and what stands beside it, and look anew for whom the person may be twice."""
    writing.put_identity(work.session, person, change.after)
    quality.put_surroundings(work.session, person.id, change.around)
    return replace(change, pairs=doubles.keep_pairs(work.session, reading_of(work), person.id))


def take_back(work: Work, person: PersonTable, change: Change) -> None:
    """Put back what an act wrote; refused where somebody changed it again meanwhile."""
    require_untouched(person, change.after)
    if quality.surroundings_of(work.session, person.id) != change.around:
        raise Refused("changed_meanwhile")
    writing.put_identity(work.session, person, change.before)
    quality.put_surroundings(work.session, person.id, change.beside)
    doubles.drop_pairs(work.session, change.pairs)


@dataclass(frozen=True, kw_only=True)
class EditIdentity(TypedIdentity, Edit[int]):
    """Correct or complete who somebody is; the outcome is the file's new version.

    ``version`` is the one the form was filled from: what somebody else changed since then is kept, or seen first.
    Replacing a value that was known asks for a reason.
    """

    needs: ClassVar[Right] = Right.EDIT_IDENTITY
    name: ClassVar[str] = N_("change of identity")

    person_id: str
    version: int

    @override
    def run(self, work: Work) -> Done[int]:
        require_in_sight(work.session, work.sight, self.person_id)
        person = the_person(work.session, self.person_id)
        before, beside = writing.identity_of(person), quality.surroundings_of(work.session, person.id)
        agreed = self._agreed(work, person, before, beside)
        after = identity_from(agreed)
        after = replace(after, status=status_by_nik(before, after))
        if corrected(before, after):
            work.require_reason()
        around = surroundings_from(work, agreed, after)
        fields = changed_fields(before, after) + ([] if around == beside else ["surroundings"])
        if not fields:
            return Done(result=person.version)
        change = put(work, person, Change(before, after, beside, around))
        undo = PutBackIdentity(self.person_id, change)
        return Done(CHANGED, person.version, undo, (self.person_id,), {"fields": fields, "pairs": change.pairs})

    def _agreed(self, work: Work, person: PersonTable, before: Identity, beside: Surroundings) -> dict[str, Any]:
        """Every field as typed, where somebody else did not write the same first."""
        opened = writing.identity_at(work.session, person, self.version)
        mine = {**parts_of(identified(self, opened, work.today, None)), **surrounded(work, self, beside)}
        now = {**parts_of(before), **surroundings_parts(beside)}
        fields = {**dict.fromkeys(LABELS, fields_of(work, person)), **surroundings_fields(work, person.id)}
        return self.agree(work, joined(work, fields), mine, now, parts_of(opened))


@dataclass(frozen=True)
class PutBackIdentity(Command[None]):
    """Undo of a change of identity; refused when somebody changed it again meanwhile."""

    needs: ClassVar[Right] = Right.EDIT_IDENTITY
    name: ClassVar[str] = N_("put the identity back")

    person_id: str
    change: Change = field(repr=False)

    @override
    def run(self, work: Work) -> Done[None]:
        take_back(work, the_person(work.session, self.person_id), self.change)
        return Done(CHANGED, about=(self.person_id,))


@dataclass(frozen=True)
class SetCategories(Edit[None]):
    """Say which of the 26 categories a person belongs to; the first is the main one."""

    needs: ClassVar[Right] = Right.EDIT_CATEGORY
    name: ClassVar[str] = N_("change of category")

    person_id: str
    categories: tuple[str, ...]

    @override
    def run(self, work: Work) -> Done[None]:
        require_in_sight(work.session, work.sight, self.person_id)
        mine = {"categories": require_categories(self.categories)}
        before = writing.categories_of(work.session, self.person_id)
        wanted = self.agree(work, category_fields(work, self.person_id), mine, {"categories": before})["categories"]
        writing.set_categories(work.session, self.person_id, wanted)
        if before == wanted:
            return Done()
        undo = SetCategories(self.person_id, before, seen=Seen({"categories": wanted}))
        return Done(CHANGED, undo=undo, about=(self.person_id,))


def category_fields(work: Work, person_id: str) -> Fields:
    """The categories as one field, as the first of them is the main one."""
    return Fields(
        lambda _key: _("Categories"),
        lambda _key: writing.categories_changed(work.session, person_id),
        lambda _key, codes: ", ".join(_(BY_CODE[code].name) for code in codes),
        lambda key: shown(work.sight, key),
    )


@dataclass(frozen=True, kw_only=True)
class IdentityHints(TypedIdentity, Query[tuple[Doubt, ...]]):
    """What to look at again in a half-typed identity: hints with their reason, never a refusal."""

    needs: ClassVar[Right] = Right.SEE_RESIDENTS

    @override
    def run(self, work: Work) -> tuple[Doubt, ...]:
        reading = read_nik(self.nik or "")
        birth = read_written_date((self.birth or "").strip(), About.BIRTH, work.today)
        origin = _origin(self).get("origin_code")
        hints = doubts_of_form(reading) if (self.nik or "").strip() else []
        hints += hints_of(reading, birth.when, self.sex or Sex.UNKNOWN, origin, regions())
        if birth.trouble is not None:
            hints.append(Doubt("birth", "birth_unclear"))
        if (self.origin or "").strip() and origin is None:
            hints.append(Doubt("origin", "origin_unknown", (("text", (self.origin or "").strip()),)))
        return tuple(hints)


@dataclass(frozen=True)
class RegionsLike(Query[tuple[Region, ...]]):
    """Regencies and cities for type-ahead, by name or code."""

    needs: ClassVar[Right] = Right.WORK_HERE

    typed: str = field(repr=False)
    limit: int = 12

    @override
    def run(self, work: Work) -> tuple[Region, ...]:
        return tuple(regions().search(self.typed, self.limit))
