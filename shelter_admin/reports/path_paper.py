"""The one page for the case conference: one person's way out (*jalan menuju mandiri*), always one page of A4.

What is on the page gives way in this order: long sentences are shortened, parts tell fewer lines, and what is still
too much is set smaller. Room to decide and to sign never gives way.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from typing import Any, Final

from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.platypus import Flowable, Image, KeepInFrame, Paragraph, Spacer

from shelter_admin.domain.accounts import ROLE_NAMES
from shelter_admin.domain.papers import Document
from shelter_admin.domain.path_parts import PART_NAMES, Known
from shelter_admin.domain.readiness import STATE_NAMES, Criterion, name_of
from shelter_admin.domain.readiness_path import PathToIndependence, Station, Step
from shelter_admin.domain.sheets import Imprint
from shelter_admin.domain.wording import number, short_date
from shelter_admin.domain.words import _
from shelter_admin.reports.page import (
    HIGH,
    INK,
    LINE,
    STRIP,
    WIDTH,
    Paper,
    build,
    figures,
    grid,
    heading_of,
    section,
    signatures,
    style,
    words,
    words_of,
)

_BOX: Final = 6 * mm
_GAP: Final = 5 * mm
_LEFT: Final = 82 * mm
_RIGHT: Final = WIDTH - _LEFT - _GAP
_STEP: Final = 27 * mm
_PART: Final = 23 * mm
_FACE: Final = (20 * mm, 26 * mm)
_SLACK: Final = 10


@dataclass(frozen=True, slots=True)
class _Measure:
    """How much the page tells, and how large: points of the letters, letters of a sentence, lines of a part."""

    points: float
    letters: int
    lines: int

    def words(self, text: str, *, strong: bool = False) -> Paragraph:
        """Set words in this measure."""
        return Paragraph(words_of(text), _look(self.points, strong=strong))


_MEASURES: Final = (
    _Measure(9, 200, 6),
    _Measure(8.2, 200, 6),
    _Measure(7.6, 160, 5),
    _Measure(7.2, 120, 4),
    _Measure(7, 100, 3),
    _Measure(6.8, 80, 2),
    _Measure(6.4, 56, 1),
)


@cache
def _look(points: float, *, strong: bool) -> ParagraphStyle:
    leading = round(points * 1.26, 1)
    return ParagraphStyle(
        f"path-{points}-{strong}", style("cell-strong" if strong else "cell"), fontSize=points, leading=leading
    )


def path_paper(path: PathToIndependence, imprint: Imprint, photo: bytes | None = None) -> Document:
    """Print one person's way out: what is met, what blocks, what is known, and room to decide now."""
    paper = Paper(
        f"{_('way-to-independence')}-{short_date(imprint.printed_at.date())}.pdf",
        _("The way to independence"),
        f"{path.name} · {path.number}",
        imprint,
    )
    top = [_totals(path, photo), Spacer(1, 4)]
    below = _room()
    room = HIGH - _high(heading_of(paper)) - _high(top) - _high(below) - _SLACK
    return build(paper, [*top, _middle(path, room), *below])


def _high(story: Sequence[Flowable]) -> float:
    """How high flowables stand on each other, at most."""
    return sum(one.wrap(WIDTH, HIGH)[1] + one.getSpaceBefore() + one.getSpaceAfter() for one in story)


def _totals(path: PathToIndependence, photo: bytes | None) -> Flowable:
    line = path.furthest
    days = number(path.days) if path.days is not None else "—"
    if line is None:
        pairs = [("—", _("in no programme")), (days, _("days in the house"))]
    else:
        met = _("{met} of {of}").format(met=line.met, of=line.of)
        turn = _(ROLE_NAMES[line.turn]) if line.turn is not None else "—"
        pairs = [(met, _("criteria met")), (days, _("days in the house")), (turn, _("has to act next"))]
    face = _face(photo)
    wide = WIDTH if face is None else WIDTH - _FACE[0] - 4 * mm
    rows: list[list[Any]] = [[figures(pairs, wide), face or ""], [_blockers(path), ""]]
    flat = [
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), 1),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 1),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("ALIGN", (1, 0), (1, -1), "RIGHT"),
        ("SPAN", (1, 0), (1, 1)),
    ]
    return grid(rows, [wide, WIDTH - wide], flat)


def _face(photo: bytes | None) -> Image | None:
    """The face, never distorted; a picture that cannot be read is left out of a page that is about more."""
    if not photo:
        return None
    try:
        wide, high = ImageReader(BytesIO(photo)).getSize()
    except (OSError, ValueError, SyntaxError):
        return None
    scale = min(_FACE[0] / wide, _FACE[1] / high)
    return Image(BytesIO(photo), wide * scale, high * scale)


def _blockers(path: PathToIndependence) -> Flowable:
    """What holds the person up, each with whose turn it is."""
    line = path.furthest
    if line is None:
        return words("", "small")
    open_ones = [one for one in line.blocking if one.criterion is not Criterion.HEAD]
    if not open_ones:
        return words(_("Nothing is missing but the head's word."), "small")
    told = ", ".join(f"{name_of(one)} ({_(ROLE_NAMES[one.turn])})" for one in open_ones)
    return words(_short(_("Missing: {what}").format(what=told), 240), "small")


def _middle(path: PathToIndependence, room: float) -> Flowable:
    """Stations on the left, what else is known on the right; both as large as the page allows."""
    left = _fitting(lambda measure: _stations(path, measure), _LEFT, room)
    right = _fitting(lambda measure: _parts(path, measure), _RIGHT, room)
    cells = [KeepInFrame(wide, room, [one], mode="shrink") for wide, one in ((_LEFT, left), (_RIGHT, right))]
    flat = [
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("RIGHTPADDING", (0, 0), (-1, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), 2),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ]
    return grid([[cells[0], "", cells[1]]], [_LEFT, _GAP, _RIGHT], flat)


def _fitting(made: Callable[[_Measure], Flowable], wide: float, room: float) -> Flowable:
    """Set it as large as it fits; the smallest where even that is too much, which the frame then shrinks."""
    one = made(_MEASURES[0])
    for measure in _MEASURES[1:]:
        if _tall(one, wide) + _SLACK <= room:
            break
        one = made(measure)
    return one


def _tall(one: Flowable, wide: float) -> float:
    return float(one.wrap(wide, 10 * HIGH)[1])


def _stations(path: PathToIndependence, measure: _Measure) -> Flowable:
    notes = {one.code or one.criterion.value: one.note for one in path.written if one.note}
    rows = [_station(station, notes.get(station.code) or "", measure) for station in path.stations]
    return _table(measure.words(_policy(path), strong=True), rows, [_STEP, _LEFT - _STEP])


def _policy(path: PathToIndependence) -> str:
    if path.policy.valid_from is None:
        return _("The criteria of the house, version {version}").format(version=path.policy.version)
    told = _("The criteria of the house, version {version}, in force since {day}")
    return told.format(version=path.policy.version, day=short_date(path.policy.valid_from))


def _station(station: Station, note: str, measure: _Measure) -> list[Any]:
    state = _(STATE_NAMES[station.state]) if station.step is not Step.ADMISSION else ""
    first = " · ".join(part for part in (state, station.told) if part)
    known = "\n".join(_short(part, measure.letters) for part in (first, note) if part)
    return [measure.words(_short(station.title, 60), strong=True), measure.words(known)]


def _parts(path: PathToIndependence, measure: _Measure) -> Flowable:
    names = {one.part: measure.words(_(PART_NAMES[one.part]), strong=True) for one in path.known}
    rows: list[list[Any]] = [[names[one.part], measure.words(_told(one, measure))] for one in path.known]
    rows += _decided(path, measure)
    return _table(measure.words(_("What else is known"), strong=True), rows, [_PART, _RIGHT - _PART])


def _told(one: Known, measure: _Measure) -> str:
    lines = [_short(line, measure.letters) for line in one.told[: measure.lines]]
    more = len(one.told) - len(lines)
    if more > 0:
        lines.append(_("and {count} more").format(count=number(more)))
    return "\n".join(lines) or "—"


def _decided(path: PathToIndependence, measure: _Measure) -> list[list[Any]]:
    """The newest decision of the head, with who was there and why."""
    if not path.decisions:
        return []
    newest = path.decisions[0]
    said = _("ready to leave") if newest.ready else _("not yet")
    lines = [f"{short_date(newest.decided_on)} · {said} · {newest.decided_by}"]
    lines += [_short(part, measure.letters) for part in (newest.names, newest.reason) if part]
    return [[measure.words(_("What was decided last"), strong=True), measure.words("\n".join(lines))]]


def _table(over: Flowable, rows: Sequence[Sequence[Any]], widths: Sequence[float]) -> Flowable:
    """Set a small table that never breaks; without rows its heading alone."""
    heads: list[list[Any]] = [[over, ""]]
    styles = [
        ("SPAN", (0, 0), (-1, 0)),
        ("BACKGROUND", (0, 0), (-1, 0), STRIP),
        ("LINEBELOW", (0, 0), (-1, -1), 0.4, LINE),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 3),
        ("RIGHTPADDING", (0, 0), (-1, -1), 3),
        ("TOPPADDING", (0, 0), (-1, -1), 1.5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
    ]
    table = grid([*heads, *rows], widths, styles)
    table.hAlign = "LEFT"
    return table


def _short(text: str, letters: int) -> str:
    """A text as far as the page has room for it; the whole stands in the program."""
    flat = " ".join(text.split())
    return flat if len(flat) <= letters else f"{flat[:letters].rstrip()}…"


def _room() -> list[Flowable]:
    """Leave room for what the conference says now; it is typed in afterwards."""
    told = _("The program proposes, the head decides, with names and a reason. Cross one and write why.")
    return [
        section(_("Decision of this case conference")),
        words(told, "small"),
        Spacer(1, 4),
        _boxes([_("ready to leave"), _("not yet")]),
        _lines(2),
        Spacer(1, 8),
        signatures([_("Social worker"), _("Trainer"), _("Head of the shelter")]),
    ]


def _boxes(choices: list[str]) -> Flowable:
    """Set choices beside each other, each behind a box to cross."""
    cells: list[Any] = []
    for choice in choices:
        cells += ["", words(choice, "cell-strong")]
    boxes = [("BOX", (at, 0), (at, 0), 0.8, INK) for at in range(0, len(cells), 2)]
    made = grid([cells], [_BOX, 44 * mm] * len(choices), [*boxes, ("VALIGN", (0, 0), (-1, -1), "MIDDLE")])
    made.hAlign = "LEFT"
    return made


def _lines(count: int) -> Flowable:
    """Set lines to write on."""
    return grid([[""]] * count, [WIDTH], [("LINEBELOW", (0, 0), (-1, -1), 0.5, LINE)], rowHeights=[8 * mm] * count)
