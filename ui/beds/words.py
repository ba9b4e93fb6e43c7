"""What a bed looks like and is called: state as icon, colour and word; short names; whole sentences for reading out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from shelter_admin.domain.bed_layout import BedTag, tag_words
from shelter_admin.domain.beds import AGE_NAMES, BLOCK_NAMES, BedLine, BedState, BlockKind, RoomLine
from shelter_admin.domain.wording import short_date
from shelter_admin.domain.words import N_, _, p_


@dataclass(frozen=True, slots=True)
class Look:
    """How a state is drawn: icon, colour token, ground token, dashed or not, and its whole word."""

    icon: str
    tint: str
    ground: str
    dashed: bool
    words: str


LOOKS: Final = {
    BedState.OCCUPIED: Look("user", "text", "surface", dashed=False, words=N_("occupied")),
    BedState.FREE: Look("plus", "ok", "ok_soft", dashed=True, words=N_("free")),
    BedState.BOOKED: Look("clock", "info", "info_soft", dashed=True, words=N_("kept")),
    BedState.TO_CLEAN: Look("brush", "attention", "attention_soft", dashed=False, words=N_("to be cleaned")),
    BedState.BLOCKED: Look("lock", "muted", "neutral_soft", dashed=True, words=N_("out of use")),
    BedState.EXTRA: Look("triangle-alert", "danger", "danger_soft", dashed=True, words=N_("extra mattress")),
}
AWAY: Final = Look("door-open", "info", "info_soft", dashed=False, words=N_("is out"))


def state_words(state: BedState) -> str:
    """The word of a state."""
    return _(LOOKS[state].words)


BLOCK_ICONS: Final = {
    BlockKind.BLOCKED: "lock",
    BlockKind.BROKEN: "circle-alert",
    BlockKind.REPAIR: "settings",
    BlockKind.SEASON: "sun",
    BlockKind.CLOSED: "ban",
}
TAG_ICONS: Final[Mapping[str, str]] = {
    BedTag.GROUND_FLOOR: "arrow-down",
    BedTag.NEAR_TOILET: "footprints",
    BedTag.ISOLATION: "shield-check",
    BedTag.SPECIAL_CARE: "stethoscope",
}
OWN_TAG: Final = "map-pin"


def tag_icon(tag: str) -> str:
    """The small sign of a tag on the map; the house's own words share one."""
    return TAG_ICONS.get(tag, OWN_TAG)


def block_words(bed: BedLine) -> str:
    """Why a bed is out of use and until when: ``rusak sampai 30-11-2026: rangka patah``."""
    if bed.block is None:
        return bed.blocked_reason
    until = bed.block.until_day
    last = _("until {date}").format(date=short_date(until)) if until else _("until further notice")
    kind = _(BLOCK_NAMES[bed.block.kind])
    return ": ".join(filter(None, (f"{kind} {last}", bed.block.reason)))


def kept_words(bed: BedLine) -> str:
    """For whom a bed is kept and which nights, as far as the reader may know."""
    kept = bed.kept
    if kept is None:
        return ""
    nights = _("kept {first} to {last}").format(first=short_date(kept.from_night), last=short_date(kept.last_night))
    return ", ".join(filter(None, (nights, kept.who, kept.note)))


def tags_words(bed: BedLine) -> str:
    """What a bed is known for."""
    return " · ".join(tag_words(tag) for tag in bed.tags)


def cell_words(bed: BedLine) -> str:
    """The large words in a bed: who sleeps there, for whom it is kept, or its state so short that it fits."""
    if bed.person_id is not None:
        return bed.resident or _("(not shown)")
    if bed.state is BedState.BOOKED:
        return (bed.kept.who or bed.kept.note if bed.kept else "") or p_("in a bed of the map", "kept")
    if bed.block is not None:
        return _blocked_short(bed.block.kind)
    if bed.state is BedState.TO_CLEAN:
        return p_("in a bed of the map", "to clean")
    if bed.state is BedState.BLOCKED:
        return p_("in a bed of the map", "blocked")
    return p_("in a bed of the map", "free")


def _blocked_short(kind: BlockKind) -> str:
    return {
        BlockKind.BLOCKED: p_("in a bed of the map", "blocked"),
        BlockKind.BROKEN: p_("in a bed of the map", "broken"),
        BlockKind.REPAIR: p_("in a bed of the map", "in repair"),
        BlockKind.SEASON: p_("in a bed of the map", "season"),
        BlockKind.CLOSED: p_("in a bed of the map", "closed"),
    }[kind]


def cell_mark(bed: BedLine) -> str:
    """The small words beside the number of a bed."""
    if bed.state is BedState.BOOKED and bed.kept is not None and (bed.kept.who or bed.kept.note):
        return p_("in a bed of the map", "kept")
    if bed.state is BedState.EXTRA:
        return p_("in a bed of the map", "extra")
    return p_("in a bed of the map", "out") if bed.away else ""


def cell_look(bed: BedLine) -> Look:
    """How a bed is drawn; who is out keeps the ground of the bed and gets the mark of the door."""
    return LOOKS[bed.state]


def cell_icon(bed: BedLine) -> tuple[str, str] | None:
    """The icon in the corner of a bed; an ordinary sleeper needs none."""
    if bed.away:
        return AWAY.icon, AWAY.tint
    if bed.state is BedState.OCCUPIED:
        return None
    look = LOOKS[bed.state]
    return (BLOCK_ICONS[bed.block.kind] if bed.state is BedState.BLOCKED and bed.block else look.icon), look.tint


def shorter(name: str) -> str:
    """Slamet Wibowo as ``Slamet W.``, where the whole name has no room."""
    words = name.split()
    return name if len(words) < 2 else f"{words[0]} {words[1][0].upper()}."


def shapes(name: str) -> tuple[str, ...]:
    """A name whole, then ever shorter: ``Muhammad Yusuf``, ``Muhammad Y.``, ``M. Yusuf``, ``Muhammad``."""
    words = name.split()
    if len(words) < 2:
        return (name,)
    return name, shorter(name), f"{words[0][0].upper()}. {words[1]}", words[0]


def sex_letter(sex: str | None) -> str:
    """The letter of a sex as the state's papers write it; empty where it is not known."""
    return {"L": p_("sex", "M"), "P": p_("sex", "F")}.get(sex or "", "")


def sex_words(sex: str | None) -> str:
    """The word of a sex; empty where it is not known."""
    return {"L": _("male"), "P": _("female")}.get(sex or "", "")


def room_title(room: RoomLine) -> str:
    """``Melati 4``."""
    return f"{room.wisma} {room.room}"


def meant_for(room: RoomLine) -> str:
    """Whom a room is meant for, short: ``L · lansia``."""
    age = _(AGE_NAMES[room.age_group]) if room.age_group else ""
    return " · ".join(filter(None, (sex_letter(room.sex), age)))


def room_count(room: RoomLine) -> str:
    """People and places of a room: ``5 / 4``."""
    return f"{room.occupied} / {room.capacity}"


def spoken_room(room: RoomLine) -> str:
    """A room as it is read out."""
    words = _("Room {room}: {people} people, {places} places").format(
        room=room_title(room), people=room.occupied, places=room.capacity
    )
    return ", ".join(filter(None, (words, meant_for(room))))


def spoken_bed(bed: BedLine) -> str:
    """A bed as it is read out, and as its tooltip says it."""
    parts = [_("Bed {address}").format(address=bed.address), state_words(bed.state)]
    if bed.person_id is not None:
        parts.append(bed.resident or _("(not shown)"))
    if bed.away:
        parts.append(_(AWAY.words))
    if bed.since is not None:
        parts.append(_("since {date}").format(date=short_date(bed.since)))
    parts += [block_words(bed), kept_words(bed), tags_words(bed)]
    return ", ".join(filter(None, parts))
