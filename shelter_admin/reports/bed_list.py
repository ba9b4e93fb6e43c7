"""The bed list of one night: every bed and mattress, who holds it since when, and who has none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer

from shelter_admin.domain.beds import BedBoard, BedKind, BedLine, BedState, RoomLine, UnplacedLine
from shelter_admin.domain.papers import Document
from shelter_admin.domain.sheets import Imprint
from shelter_admin.domain.wording import day_and_date, number, percent, short_date
from shelter_admin.domain.words import _, p_
from shelter_admin.reports.page import INK, WIDTH, Paper, build, figures, section, table_of, words

_WIDTHS = [17 * mm, 34 * mm, WIDTH - (17 + 34 + 27 + 10 + 21) * mm, 27 * mm, 10 * mm, 21 * mm]
_UNPLACED_WIDTHS = [WIDTH - (27 + 10 + 60) * mm, 27 * mm, 10 * mm, 60 * mm]


def bed_list(board: BedBoard, imprint: Imprint) -> Document:
    """Print the board of one night by wisma and room; people beyond capacity stand there like everybody else."""
    night = _("Night of {date}").format(date=day_and_date(board.night))
    paper = Paper(f"{_('bed-list')}-{short_date(board.night)}.pdf", _("Bed list"), night, imprint)
    return build(paper, [_totals(board), *_houses(board), *_unplaced(board.unplaced)])


def _totals(board: BedBoard) -> Flowable:
    beds = [bed for room in board.rooms for bed in room.beds if bed.kind is BedKind.BED]
    states = Counter(bed.state for bed in beds)
    held = number(board.occupied)
    if board.percent is not None:
        held = f"{held} · {percent(board.percent)}"
    return figures(
        [
            (number(board.capacity), _("usable beds")),
            (held, _("people placed")),
            (number(states[BedState.FREE]), _("free beds")),
            (number(board.over), _("beyond capacity")),
            (number(board.mattresses), _("on mattresses")),
            (number(len(board.unplaced)), _("without a bed")),
        ]
    )


def _houses(board: BedBoard) -> list[Flowable]:
    if not board.rooms:
        return [Spacer(1, 10), words(_("There are no rooms yet. Add wisma and rooms on the page “Beds”."))]
    parts: list[Flowable] = []
    for wisma, rooms in groupby(board.rooms, key=lambda room: room.wisma):
        parts.extend(_house(wisma, list(rooms)))
    return parts


def _house(wisma: str, rooms: Sequence[RoomLine]) -> list[Flowable]:
    told = _("{wisma}: {occupied} people, {capacity} usable beds").format(
        wisma=wisma,
        occupied=number(sum(room.occupied for room in rooms)),
        capacity=number(sum(room.capacity for room in rooms)),
    )
    rows = [_row(bed) for room in rooms for bed in room.beds]
    if not rows:
        return [section(told), words(_("No beds."), "muted")]
    heads = [p_("column of a paper", "Bed"), _("State"), _("Name"), _("Number"), _("Sex"), _("Since")]
    return table_of(told, heads, rows, _WIDTHS, list(_room_ends(rooms)))


def _row(bed: BedLine) -> list[Flowable]:
    name = bed.resident or ("—" if bed.person_id else "")
    return [
        words(f"{bed.room}/{bed.label}", "cell-strong"),
        words(_state(bed), "cell"),
        words(f"{name} ({bed.alias})" if bed.alias else name, "cell"),
        words(bed.number or "", "cell"),
        words(bed.sex or "", "cell"),
        words(short_date(bed.since) if bed.since else "", "cell"),
    ]


def _state(bed: BedLine) -> str:
    """Say the state in words; what else matters at night comes behind it."""
    spoken = {
        BedState.FREE: _("free"),
        BedState.OCCUPIED: _("occupied"),
        BedState.BOOKED: _("kept"),
        BedState.TO_CLEAN: _("to be cleaned"),
        BedState.BLOCKED: _("broken or blocked"),
        BedState.EXTRA: _("extra mattress"),
    }
    if bed.state is BedState.BOOKED and bed.kept is not None:
        spoken[bed.state] = _("kept until {date}").format(date=short_date(bed.kept.last_night))
    parts = [spoken[bed.state], bed.blocked_reason, _("out now") if bed.away else ""]
    if bed.kind is BedKind.MATTRESS and bed.state is not BedState.EXTRA:
        parts.insert(0, spoken[BedState.EXTRA])
    return ", ".join(part for part in parts if part)


def _room_ends(rooms: Sequence[RoomLine]) -> Iterable[tuple[object, ...]]:
    """Draw a stronger line under the last bed of each room."""
    row = 0
    for room in rooms:
        row += len(room.beds)
        if room.beds:
            yield ("LINEBELOW", (0, row - 1), (-1, row - 1), 0.9, INK)


def _unplaced(people: Sequence[UnplacedLine]) -> list[Flowable]:
    if not people:
        return []
    rows = [
        [
            words(person.name, "cell"),
            words(person.number, "cell"),
            words(person.sex or "", "cell"),
            words(person.room_text, "cell"),
        ]
        for person in people
    ]
    heads = [_("Name"), _("Number"), _("Sex"), _("Room named in the register")]
    told = _("In the house without a bed: {count}").format(count=number(len(people)))
    return table_of(told, heads, rows, _UNPLACED_WIDTHS)
