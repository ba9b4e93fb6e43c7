"""What needs an eye on the roll-call, each with the act that puts it right; F4 does the first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, cast

from PySide6.QtWidgets import QWidget

from shelter_admin.domain.errors import Failure
from shelter_admin.domain.presence import MISSING, Mark, RollCallLine, RollCallSheet
from shelter_admin.domain.wording import number
from shelter_admin.domain.words import _, n_
from shelter_admin.operations.presence.gate import ComeIn
from shelter_admin.operations.presence.roll_call import Marked
from ui.kit.alerts import ask_reason
from ui.kit.frontdesk import FrontDesk
from ui.presence.marking import Marking
from ui.presence.missing import MissingSheet
from ui.presence.night import NightChooser
from ui.presence.notices import Notice


class Counting(Protocol):
    """What is needed of the roll-call's tab, a widget."""

    front: FrontDesk
    taking: bool
    chooser: NightChooser
    marking: Marking

    def show_list(self, lines: Sequence[RollCallLine]) -> None:
        """Put the cursor on the first of these people."""

    def refused(self, failure: Failure) -> bool:
        """Say a refusal above the rows."""

    def take_focus(self) -> None:
        """Put the cursor on the rows."""


def notices_of(tab: Counting, sheet: RollCallSheet) -> list[Notice]:
    """Every line to be said above the rows, the one to be seen to first on top."""
    if not tab.taking:
        return []
    told = _after_closing(tab, sheet) if sheet.closed_at is not None else _while_open(tab, sheet)
    return [*told, *_missing(tab, sheet)]


def _while_open(tab: Counting, sheet: RollCallSheet) -> list[Notice]:
    told: list[Notice] = []
    out, back, let_go = sheet.in_bed_but_out, sheet.back_meanwhile, sheet.let_go_but_not_out
    if out:
        acts = [(_("Show"), lambda: tab.show_list(out))]
        if len(out) == 1 and tab.chooser.is_running:
            come_in = ComeIn(out[0].person_id)
            owner = cast("QWidget", tab)
            acts.insert(0, (_("Write in at the gate"), lambda: tab.front.do(come_in, owner, None, tab.refused)))
        words = _("Marked present, but out at the gate: {names}").format(names=names_of(out))
        told.append(Notice("attention", words, tuple(acts)))
    if back:
        marks = [Marked(line.person_id, Mark.PRESENT, line.note) for line in back]
        present = (_("Mark present"), lambda: tab.marking.save(marks))
        words = _("Marked not back, but inside by now: {names}").format(names=names_of(back))
        told.append(Notice("info", words, (present, (_("Show"), lambda: tab.show_list(back)))))
    if let_go:
        words = _("Has leave, but was not written out at the gate: {names}").format(names=names_of(let_go))
        told.append(Notice("info", words, ((_("Show"), lambda: tab.show_list(let_go)),)))
    return told


def _after_closing(tab: Counting, sheet: RollCallSheet) -> list[Notice]:
    """Who came after the roll-call was closed, new or late, is added to it with a reason."""
    new, back = sheet.came_since, sheet.back_meanwhile
    if not new and not back:
        return []
    parts = []
    if new:
        parts.append(_("not counted yet: {names}").format(names=names_of(new)))
    if back:
        parts.append(_("back by now: {names}").format(names=names_of(back)))
    words = _("Since the roll-call was closed – {who}").format(who="; ".join(parts))
    late = [Marked(line.person_id, Mark.PRESENT, line.note or _("came after the roll-call")) for line in new]
    late += [Marked(line.person_id, Mark.PRESENT, line.note or _("back after the roll-call")) for line in back]
    add = (_("Add to the roll-call…"), lambda: _add(tab, late))
    return [Notice("attention", words, (add, (_("Show"), lambda: tab.show_list((*new, *back)))))]


def _add(tab: Counting, marks: Sequence[Marked]) -> None:
    count = len(marks)
    words = n_(
        "{count} person becomes present on the closed roll-call. The old marks are kept.",
        "{count} people become present on the closed roll-call. The old marks are kept.",
        count,
    ).format(count=number(count))

    def correct(reason: str) -> None:
        tab.marking.correct(tuple(marks), reason, tab.take_focus)

    asked = ask_reason(cast("QWidget", tab), _("Add to a closed roll-call"), words, _("Add them"), correct)
    asked.reason.set_value(_("Came after the roll-call was closed."))


def _missing(tab: Counting, sheet: RollCallSheet) -> list[Notice]:
    """Who is missing once the count is done: the steps wait."""
    gone = [line for line in sheet.lines if line.mark in MISSING and (line.out or line.mark is not Mark.NOT_BACK)]
    counted = sheet.closed_at is not None or not sheet.counts.unmarked
    if not gone or not counted or not tab.chooser.is_running:
        return []
    told = n_("{count} missing: {names}", "{count} missing: {names}", len(gone))
    words = told.format(count=number(len(gone)), names=names_of(gone))
    return [Notice("danger", words, ((_("Steps…"), lambda: open_missing(tab)),))]


def open_missing(tab: Counting, person_id: str = "") -> None:
    """Show what is to be done about who is missing."""
    MissingSheet(tab.front, cast("QWidget", tab), person_id).open()


def names_of(lines: Sequence[RollCallLine]) -> str:
    """Up to three names, and how many more."""
    named = ", ".join(line.name for line in lines[:3])
    return named if len(lines) <= 3 else _("{names} and {count} more").format(names=named, count=number(len(lines) - 3))
