"""How a certificate or letter of attendance reads and looks, as an office keeps it: wording with named places.

A text may hold places (``{nama}``), strong words between stars, and parts in square brackets, which are left out
where a place in them has nothing to say: ``[tanggal {mulai} sampai dengan {selesai}, ]selama *{jam} jam*``.
An empty text means the program's own standard words (Permendagri 1/2023 leaves the wording of certificates open).
"""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final

from shelter_admin.domain.errors import Refused
from shelter_admin.domain.settings import require_certificate_pattern
from shelter_admin.domain.words import N_


class Kind(StrEnum):
    """What a template is for."""

    CERTIFICATE = "certificate"
    LETTER = "attendance_letter"


class Logos(StrEnum):
    """Which logos stand beside the letterhead."""

    LETTERHEAD = "letterhead"
    OWN = "own"
    NONE = "none"


class Border(StrEnum):
    """The border of a certificate."""

    DOUBLE = "double"
    SINGLE = "single"
    NONE = "none"


class Signature(StrEnum):
    """The block to sign in (Permendagri 1/2023): by hand, or an empty one for the signing service of the province."""

    WET = "wet"
    EMPTY = "empty"


KIND_NAMES: Final[Mapping[Kind, str]] = MappingProxyType(
    {Kind.CERTIFICATE: N_("Certificate"), Kind.LETTER: N_("Letter of attendance")}
)
LOGOS_NAMES: Final[Mapping[Logos, str]] = MappingProxyType(
    {
        Logos.LETTERHEAD: N_("that of the letterhead"),
        Logos.OWN: N_("the template's own"),
        Logos.NONE: N_("no logo"),
    }
)
BORDER_NAMES: Final[Mapping[Border, str]] = MappingProxyType(
    {Border.DOUBLE: N_("two lines"), Border.SINGLE: N_("one line"), Border.NONE: N_("no border")}
)
SIGNATURE_NAMES: Final[Mapping[Signature, str]] = MappingProxyType(
    {Signature.WET: N_("by hand"), Signature.EMPTY: N_("empty block for the signing service (siap-TTE)")}
)

PLACES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "nomor": N_("number of the paper"),
        "nama": N_("name"),
        "lahir": N_("place and day of birth, as far as known"),
        "nomor_induk": N_("the resident's own number"),
        "program": N_("programme"),
        "angkatan": N_("batch"),
        "mulai": N_("first day, where the last one is known"),
        "selesai": N_("last day"),
        "sejak": N_("first day, where the last one is not known"),
        "jam": N_("hours of the programme"),
        "nilai": N_("final mark"),
        "predikat": N_("predicate"),
        "kehadiran": N_("attendance in percent"),
        "panti": N_("name of the shelter"),
        "tanggal": N_("day of issue"),
    }
)
FORMAT: Final = 1
MOST_LINES: Final = 12
LONGEST_TEXT: Final = 400
LARGEST_LOGO: Final = 500_000
_PLACE: Final = re.compile(r"\{([^{}]*)\}")
_PART: Final = re.compile(r"\[([^\[\]]*)\]")


@dataclass(frozen=True, slots=True)
class Template:
    """One way a paper reads and looks. Without anything chosen it is the program's standard one."""

    kind: Kind = Kind.CERTIFICATE
    name: str = ""
    title: str = ""
    number_line: str = ""
    opening: str = ""
    under_name: str = ""
    lines: tuple[str, ...] = ()
    closing: str = ""
    letterhead: bool = True
    logos: Logos = Logos.LETTERHEAD
    border: Border = Border.DOUBLE
    signature: Signature = Signature.WET
    stamp: bool = False
    photo: bool = True
    number_pattern: str = ""
    back: bool = True
    back_title: str = ""
    transcript: bool = True
    summary: bool = True
    trainer: bool = True
    back_lines: tuple[str, ...] = ()
    first_logo: bytes = field(default=b"", repr=False)
    second_logo: bytes = field(default=b"", repr=False)


TEXTS: Final = ("title", "number_line", "opening", "under_name", "closing", "back_title")
LISTS: Final = ("lines", "back_lines")
PICTURES: Final = ("first_logo", "second_logo")
_CHOICES: Final[Mapping[str, type[StrEnum]]] = MappingProxyType(
    {"kind": Kind, "logos": Logos, "border": Border, "signature": Signature}
)
STANDARD: Final = Template()


def checked(template: Template) -> Template:
    """The template with trimmed texts, once every text and the number pattern can be used.

    Refused with ``template_unnamed``, ``template_text_long``, ``template_lines_many``, ``template_place_unknown``,
    ``template_text_unclear``, ``template_logo_big`` or ``certificate_pattern_unclear``.
    """
    trimmed: dict[str, Any] = {key: getattr(template, key).strip() for key in TEXTS}
    trimmed |= {key: tuple(line.strip() for line in getattr(template, key) if line.strip()) for key in LISTS}
    name = " ".join(template.name.split())[:80]
    made = replace(template, name=name, number_pattern=template.number_pattern.strip(), **trimmed)
    if not made.name:
        raise Refused("template_unnamed", field="name")
    for key in TEXTS:
        _require_usable(key, getattr(made, key))
    for key in LISTS:
        _require_usable_lines(key, getattr(made, key))
    if made.number_pattern:
        require_certificate_pattern("number_pattern", made.number_pattern)
    if any(len(getattr(made, key)) > LARGEST_LOGO for key in PICTURES):
        raise Refused("template_logo_big", field="first_logo", kilobytes=LARGEST_LOGO // 1000)
    return made


def _require_usable_lines(key: str, lines: tuple[str, ...]) -> None:
    if len(lines) > MOST_LINES:
        raise Refused("template_lines_many", field=key, most=MOST_LINES)
    for line in lines:
        _require_usable(key, line)


def _require_usable(key: str, text: str) -> None:
    if len(text) > LONGEST_TEXT:
        raise Refused("template_text_long", field=key, most=LONGEST_TEXT)
    for place in _PLACE.findall(text):
        if place not in PLACES:
            raise Refused("template_place_unknown", field=key, place=place)
    outside = _PART.sub("", text)
    parts = [outside, *_PART.findall(text)]
    bare = _PLACE.sub("", text)
    if any(part.count("*") % 2 for part in parts) or set("[]") & set(outside) or set("{}") & set(bare):
        raise Refused("template_text_unclear", field=key, text=text[:60])


def shortened(text: str, facts: Mapping[str, str]) -> str:
    """A text without the bracketed parts in which a place has nothing to say; its places are still to be filled."""

    def kept(part: re.Match[str]) -> str:
        places = _PLACE.findall(part[1])
        return part[1] if all(facts.get(place, "") for place in places) else ""

    return _PART.sub(kept, text)


def content_of(template: Template) -> dict[str, Any]:
    """The template as plain JSON values, without its logos."""
    told: dict[str, Any] = {"format": FORMAT}
    for item in fields(Template):
        if item.name not in PICTURES:
            value = getattr(template, item.name)
            told[item.name] = list(value) if isinstance(value, tuple) else value
    return told


def from_content(content: Mapping[str, Any], first_logo: bytes = b"", second_logo: bytes = b"") -> Template:
    """Read a template from plain values; what is missing is standard.

    Refused with ``template_unreadable`` where a value is of another kind, ``template_newer`` for a later format.
    """
    if not isinstance(content.get("format", FORMAT), int) or content.get("format", FORMAT) > FORMAT:
        raise Refused("template_newer", field="name")
    read: dict[str, Any] = {}
    for item in fields(Template):
        if item.name in PICTURES or item.name not in content:
            continue
        read[item.name] = _value(item.name, content[item.name], getattr(STANDARD, item.name))
    return Template(**read, first_logo=first_logo, second_logo=second_logo)


def _value(key: str, value: Any, standard: Any) -> Any:
    if key in _CHOICES:
        if value in list(_CHOICES[key]):
            return _CHOICES[key](value)
    elif isinstance(standard, tuple):
        if isinstance(value, list) and all(isinstance(line, str) for line in value):
            return tuple(value)
    elif isinstance(value, type(standard)):
        return value
    raise Refused("template_unreadable", field="name", part=key)


def to_json(template: Template) -> bytes:
    """The template as a file for another office, its logos in base 64."""
    told = content_of(template)
    for key in PICTURES:
        told[key] = base64.b64encode(getattr(template, key)).decode("ascii")
    return json.dumps(told, ensure_ascii=False, indent=2).encode() + b"\n"


def from_json(content: bytes) -> Template:
    """Read a template from a file of another office; refused as ``from_content`` and ``checked`` do."""
    try:
        told = dict(json.loads(content.decode("utf-8-sig")))
        pictures = [base64.b64decode(told.get(key) or "", validate=True) for key in PICTURES]
    except (ValueError, TypeError, RecursionError, binascii.Error) as error:
        raise Refused("template_unreadable", field="name", part="JSON") from error
    return checked(from_content(told, *pictures))
