"""The one page for the case conference: one person's way out (*jalan menuju mandiri*)."""

from __future__ import annotations

from typing import Any, Final

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, Spacer

from shelter_admin.domain.accounts import ROLE_NAMES
from shelter_admin.domain.papers import Document
from shelter_admin.domain.readiness import STATE_NAMES, Candidate, Decision
from shelter_admin.domain.readiness_path import PathToIndependence, Station, Step
from shelter_admin.domain.sheets import Imprint
from shelter_admin.domain.wording import number, short_date
from shelter_admin.domain.words import _
from shelter_admin.reports.page import (
    INK,
    LINE,
    WIDTH,
    Paper,
    build,
    figures,
    grid,
    section,
    signatures,
    table_of,
    words,
)

LONGEST: Final = 160
_BOX: Final = 6 * mm
_STEP: Final = 42 * mm
_STATE: Final = 28 * mm
_DAY: Final = 20 * mm


def path_paper(path: PathToIndependence, imprint: Imprint) -> Document:
    """Print one person's way out: what is met, what blocks, what was decided, and room to decide now."""
    paper = Paper(
        f"{_('way-to-independence')}-{short_date(imprint.printed_at.date())}.pdf",
        _("The way to independence"),
        f"{path.name} · {path.number}",
        imprint,
    )
    return build(paper, [_totals(path), *_stations(path), *_decisions(path), *_room()])


def _furthest(path: PathToIndependence) -> Candidate | None:
    """The programme in which somebody is furthest."""
    return max(path.lines, key=lambda line: line.met - line.of, default=None)


def _totals(path: PathToIndependence) -> Flowable:
    line = _furthest(path)
    if line is None:
        return figures([("—", _("in no programme")), (_days(path), _("days in the house"))])
    met = _("{met} of {of}").format(met=line.met, of=line.of)
    turn = _(ROLE_NAMES[line.turn]) if line.turn is not None else "—"
    return figures([(met, _("criteria met")), (_days(path), _("days in the house")), (turn, _("has to act next"))])


def _days(path: PathToIndependence) -> str:
    return number(path.days) if path.days is not None else "—"


def _stations(path: PathToIndependence) -> list[Flowable]:
    notes = {one.criterion.value: one.note for one in path.written if one.note}
    heads = [_("Station"), _("How it stands"), _("What is known")]
    rows = [_station(station, notes.get(station.step.value) or "") for station in path.stations]
    return table_of(_policy(path), heads, rows, [_STEP, _STATE, WIDTH - _STEP - _STATE])


def _policy(path: PathToIndependence) -> str:
    if path.policy.valid_from is None:
        return _("The criteria of the house, version {version}").format(version=path.policy.version)
    told = _("The criteria of the house, version {version}, in force since {day}")
    return told.format(version=path.policy.version, day=short_date(path.policy.valid_from))


def _station(station: Station, note: str) -> list[Any]:
    known = "\n".join(part for part in (station.told, _short(note)) if part)
    state = _(STATE_NAMES[station.state]) if station.step is not Step.ADMISSION else ""
    return [words(station.title, "cell-strong"), words(state, "cell"), words(known, "cell")]


def _decisions(path: PathToIndependence) -> list[Flowable]:
    if not path.decisions:
        return []
    heads = [_("Day"), _("Decision"), _("Present, and why")]
    rows = [_decision(path.decisions[0])]
    return table_of(_("What was decided last"), heads, rows, [_DAY, _STEP, WIDTH - _DAY - _STEP])


def _decision(one: Decision) -> list[Any]:
    said = _("ready to leave") if one.ready else _("not yet")
    told = "\n".join(_short(part) for part in (one.names, one.reason) if part)
    who = f"{said}\n{one.decided_by}"
    return [words(short_date(one.decided_on), "cell"), words(who, "cell-strong"), words(told, "cell")]


def _short(text: str) -> str:
    """A text as far as the page has room for it; the whole stands in the program."""
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def _room() -> list[Flowable]:
    """Leave room for what the conference says now; it is typed in afterwards."""
    told = _("The program proposes, the head decides, with names and a reason. Cross one and write why.")
    block = [
        section(_("Decision of this case conference")),
        words(told, "small"),
        Spacer(1, 4),
        _boxes([_("ready to leave"), _("not yet")]),
        _lines(2),
        Spacer(1, 8),
        signatures([_("Social worker"), _("Trainer"), _("Head of the shelter")]),
    ]
    return [KeepTogether(block)]


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
