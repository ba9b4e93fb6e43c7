"""How sure each field of an identity is, and where an unknown person was found, typed along with the identity."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from shelter_admin.domain.errors import Refused
from shelter_admin.domain.fitting import fitting
from shelter_admin.domain.residents import Identity
from shelter_admin.domain.surroundings import (
    FIELD_QUALITY_NAMES,
    QUALITY_FIELDS,
    FieldQuality,
    Finding,
    Surroundings,
    found_when,
)
from shelter_admin.domain.wording import short_date
from shelter_admin.domain.words import N_, _
from shelter_admin.operations.desk import Work
from shelter_admin.operations.editing import Fields, of_row
from shelter_admin.persistence.people.sight import shown
from shelter_admin.persistence.residents import quality
from shelter_admin.spreadsheets.reference import regions

LONGEST: Final = 200
FOUND: Final = {
    "found_place": N_("Found where"),
    "found_region": N_("Regency or city where found"),
    "found_on": N_("Day they were found"),
    "found_by": N_("Found by"),
}
_OF: Final = {"found_place": "place", "found_region": "region_code", "found_on": "found_text", "found_by": "found_by"}
QUALITY_OF: Final = {
    "name": N_("How sure the name is"),
    "sex": N_("How sure the sex is"),
    "birth": N_("How sure the birth is"),
    "birth_place": N_("How sure the place of birth is"),
    "origin": N_("How sure the origin is"),
    "nik": N_("How sure the NIK is"),
}


@dataclass(frozen=True, kw_only=True)
class TypedSurroundings:
    """As typed: None leaves a field as it is, empty text clears it; of the qualities those named are changed."""

    qualities: Mapping[str, str] = field(default_factory=dict, repr=False)
    found_place: str | None = field(default=None, repr=False)
    found_region: str | None = field(default=None, repr=False)
    found_on: str | None = field(default=None, repr=False)
    found_by: str | None = field(default=None, repr=False)


def surrounded(work: Work, typed: TypedSurroundings, before: Surroundings) -> dict[str, Any]:
    """What stands beside an identity field by field, as typed over what was known."""
    parts = surroundings_parts(before)
    for name, value in typed.qualities.items():
        if name not in QUALITY_FIELDS:
            raise Refused("value_not_possible")
        parts[f"quality_{name}"] = FieldQuality(value) if value else None
    for name in FOUND:
        text = getattr(typed, name)
        if text is not None:
            if len(text) > LONGEST:
                raise Refused("text_too_long", field=name, most=LONGEST)
            parts[name] = _region(text) if name == "found_region" else " ".join(text.split())
    found_when(parts["found_on"], work.today)
    return parts


def _region(text: str) -> str:
    """The code of a region that is named for certain; refused where it is none."""
    words = " ".join(text.split())
    if not words:
        return ""
    found = regions().find(words)
    if not found.code or found.how != "certain":
        raise Refused("region_unclear", field="found_region")
    return found.code


def surroundings_parts(known: Surroundings) -> dict[str, Any]:
    """What stands beside an identity, field by field as a form has it."""
    found = known.finding
    return {
        **{f"quality_{name}": known.qualities.get(name) for name in QUALITY_FIELDS},
        "found_place": found.place,
        "found_region": found.region_code or "",
        "found_on": found.found_text,
        "found_by": found.found_by,
    }


def surroundings_from(work: Work, parts: Mapping[str, Any], identity: Identity) -> Surroundings:
    """What stands beside this identity, of these fields."""
    qualities = {name: parts[f"quality_{name}"] for name in QUALITY_FIELDS if parts[f"quality_{name}"]}
    day, words = found_when(parts["found_on"], work.today)
    found = Finding(parts["found_place"], parts["found_region"] or None, day, words, parts["found_by"])
    return Surroundings(fitting(qualities, identity), found)


def surroundings_fields(work: Work, person_id: str) -> dict[str, Fields]:
    """These fields, for whom two people changed at once."""
    row = quality.finding_row(work.session, person_id)
    found = Fields(
        lambda name: _(FOUND[name]),
        of_row(work.session, row, {name: (column,) for name, column in _OF.items()}),
        lambda name, value: regions().name_of(value) if name == "found_region" and value else value,
    )
    made: dict[str, Fields] = dict.fromkeys(FOUND, found)
    for name in QUALITY_FIELDS:
        sure = quality.quality_row(work.session, person_id, name)
        made[f"quality_{name}"] = Fields(
            lambda key: _(QUALITY_OF[key.removeprefix("quality_")]),
            of_row(work.session, sure, {f"quality_{name}": ("quality",)}),
            lambda _key, value: _(FIELD_QUALITY_NAMES[value]) if value else "",
            lambda key: shown(work.sight, key.removeprefix("quality_")),
        )
    return made


def region_in_words(known: Surroundings) -> str:
    """The name of the region where somebody was found."""
    return regions().name_of(known.finding.region_code) if known.finding.region_code else ""


def found_in_words(found: Finding) -> str:
    """Where and when somebody was found and by whom, in one line."""
    region = regions().name_of(found.region_code) if found.region_code else ""
    when = short_date(found.found_on) if found.found_on else found.found_text
    by = _("by {who}").format(who=found.found_by) if found.found_by else ""
    return " · ".join(part for part in (found.place, region, when, by) if part)
