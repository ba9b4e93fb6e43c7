"""Two people beside each other: photo, facts and stays, what agrees marked; the acts that decide about them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialogButtonBox, QGridLayout, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.errors import Failure
from shelter_admin.domain.likeness import Reason
from shelter_admin.domain.linking import VERDICT_NAMES, Verdict
from shelter_admin.domain.residents import IDENTITY_STATUS_NAMES, PossiblePair, ResidentDetails, ResidentLine, Status
from shelter_admin.domain.words import _
from shelter_admin.operations.explain import explain
from shelter_admin.operations.residents import (
    DifferentPeople,
    FindResidents,
    LinkPeople,
    ReconsiderPeople,
    ResidentDetailsOf,
    UnlinkPeople,
)
from ui.kit.alerts import Sheet
from ui.kit.form import SuggestField
from ui.kit.frontdesk import FrontDesk
from ui.kit.icons import IconLabel
from ui.kit.line import Line
from ui.kit.widgets import Pill, button, label, row, scrolled
from ui.residents.face import Face
from ui.residents.words import HIDDEN, birth_in_words, day_or, sex_in_words, status_in_words

PHOTO = 112


def reasons() -> dict[Reason, str]:
    """Why two people may be one."""
    return {
        Reason.SAME_NIK: _("same NIK"),
        Reason.SAME_NAME_AND_BIRTH: _("same name and birth"),
        Reason.LIKE_NAME_AND_BIRTH: _("similar name, same birth"),
        Reason.LIKE_NAME_AND_NIK: _("similar name and NIK"),
        Reason.LIKE_NAME_AND_ORIGIN: _("similar name, same origin"),
        Reason.SAME_BIRTH_AND_ORIGIN: _("same birth and origin"),
        Reason.SAME_NAME: _("same name"),
        Reason.LIKE_NAME: _("similar name"),
    }


@dataclass(frozen=True, slots=True)
class TwoPeople:
    """Two files to look at, why, and what was decided about them; of a link the first is the kept one."""

    first: ResidentLine
    second: ResidentLine
    because: str = ""
    verdict: Verdict | None = None

    @property
    def key(self) -> str:
        """What tells this pair from others."""
        return self.first.person_id + self.second.person_id


def pair_of(pair: PossiblePair) -> TwoPeople:
    """A pair that nobody decided about."""
    return TwoPeople(pair.first, pair.second, reasons()[pair.because])


class Comparison(QWidget):
    """Both people side by side. ``decided`` tells that something was decided, ``opened`` whose file is wanted."""

    decided = Signal()
    opened = Signal(str)

    def __init__(self, front: FrontDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._front = front
        self._pair: TwoPeople | None = None
        self._details: dict[str, ResidentDetails] = {}
        self.keep: tuple[QRadioButton, QRadioButton] = (QRadioButton(), QRadioButton())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.why = Pill("", "info")
        column.addLayout(row(self.why, None))
        self._area = scrolled(QWidget())
        column.addWidget(self._area, 1)
        self.note = Line()
        self.note.setPlaceholderText(_("Note, for example: twins, or both came with the same card"))
        self.note.setAccessibleName(_("Note"))
        column.addWidget(self.note)
        self.wrong = label("", "error", wrap=True)
        self.wrong.hide()
        column.addWidget(self.wrong)
        self.link_button = button(_("Link: one person"), self.link, kind="primary", icon="check")
        self.different_button = button(_("Different people"), self.tell_apart, icon="users")
        self.back_button = button("", self.take_back)
        acts = QHBoxLayout()
        acts.addStretch(1)
        for act in (self.back_button, self.different_button, self.link_button):
            acts.addWidget(act)
        column.addLayout(acts)
        self.hide()

    def show_pair(self, pair: TwoPeople | None) -> None:
        """Show two people, or nobody."""
        self._pair = pair
        self._details = {}
        self.wrong.hide()
        self.note.clear()
        self.setVisible(pair is not None)
        if pair is None:
            return
        told = _(VERDICT_NAMES[pair.verdict]) if pair.verdict else pair.because
        self.why.say(told, "neutral" if pair.verdict else "info")
        self.why.setVisible(bool(told))
        self._area.takeWidget()
        self._offer_acts()
        for line in (pair.first, pair.second):
            self._front.ask(ResidentDetailsOf(line.person_id), self, self._got, self._refused)

    def _offer_acts(self) -> None:
        may = self._front.may(Right.EDIT_IDENTITY)
        verdict = self._pair.verdict if self._pair else None
        for act in (self.link_button, self.different_button, self.note):
            act.setVisible(may and verdict is None)
        self.back_button.setVisible(may and verdict is not None)
        words = _("Take the link back") if verdict is Verdict.SAME else _("They may be one after all")
        self.back_button.setText(words)
        self.back_button.setAccessibleName(words)

    def _got(self, details: ResidentDetails) -> None:
        pair = self._pair
        if pair is None or details.line.person_id not in {pair.first.person_id, pair.second.person_id}:
            return
        self._details[details.line.person_id] = details
        if len(self._details) == 2:
            self._lay_out(self._details[pair.first.person_id], self._details[pair.second.person_id])

    def _lay_out(self, one: ResidentDetails, other: ResidentDetails) -> None:
        inner = QWidget()
        inner.setProperty("clear", "true")
        grid = QGridLayout(inner)
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(6)
        for at in (1, 3):
            grid.setColumnStretch(at, 1)
        for column, details in ((1, one), (3, other)):
            grid.addWidget(self._face(details), 0, column)
        self._offer_keeping(grid, one, other)
        at = 2
        for words, mine, theirs in facts_of(one, other):
            grid.addWidget(label(words, "muted"), at, 0, Qt.AlignmentFlag.AlignTop)
            for column, told in ((1, mine), (3, theirs)):
                fact = label(told, "strong" if words == _("Name") else "", wrap=True)
                grid.addWidget(fact, at, column, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(_sign(mine, theirs), at, 2, Qt.AlignmentFlag.AlignTop)
            at += 1
        grid.setRowStretch(at, 1)
        self._area.setWidget(inner)

    def _face(self, details: ResidentDetails) -> QWidget:
        held = QWidget()
        line = QHBoxLayout(held)
        line.setContentsMargins(0, 0, 0, 0)
        face = Face(self._front, PHOTO)
        face.show_photo(details.line.photo_id, details.line.name)
        line.addWidget(face)
        side = QVBoxLayout()
        side.addWidget(label(details.line.number, "strong"))
        side.addWidget(label(status_in_words(details.line), "muted", wrap=True))
        person_id = details.line.person_id
        opening = button(_("Open the file"), lambda: self.opened.emit(person_id), kind="link")
        opening.setAccessibleDescription(details.line.number)
        side.addLayout(row(opening, None))
        side.addStretch(1)
        line.addLayout(side, 1)
        return held

    def _offer_keeping(self, grid: QGridLayout, one: ResidentDetails, other: ResidentDetails) -> None:
        """Offer which file is kept when both are one person; who is in the house is."""
        if self._pair is None or self._pair.verdict is not None or not self._front.may(Right.EDIT_IDENTITY):
            return
        self.keep = (QRadioButton(_("Keep this file")), QRadioButton(_("Keep this file")))
        for made, details, column in zip(self.keep, (one, other), (1, 3), strict=True):
            made.setAccessibleName(_("Keep the file {number}").format(number=details.line.number))
            made.setEnabled(not _in_house(one) ^ _in_house(other) or _in_house(details))
            grid.addWidget(made, 1, column)
        grid.addWidget(label(_("If one person"), "muted"), 1, 0)
        self.keep[0 if _comes_first(one, other) else 1].setChecked(True)

    def link(self) -> None:
        """Say that both are one person; the file chosen is kept."""
        if self._pair is not None and len(self._details) == 2:
            kept, linked = self._pair.first.person_id, self._pair.second.person_id
            if self.keep[1].isChecked():
                kept, linked = linked, kept
            self._decide(LinkPeople(kept, linked, self.note.text()))

    def tell_apart(self) -> None:
        """Say that they are two people."""
        if self._pair is not None:
            self._decide(DifferentPeople(self._pair.first.person_id, self._pair.second.person_id, self.note.text()))

    def take_back(self) -> None:
        """Take back what was decided."""
        pair = self._pair
        if pair is not None:
            ends = (pair.first.person_id, pair.second.person_id)
            self._decide(UnlinkPeople(*ends) if pair.verdict is Verdict.SAME else ReconsiderPeople(*ends))

    def _decide(self, command: LinkPeople | DifferentPeople | UnlinkPeople | ReconsiderPeople) -> None:
        self.wrong.hide()
        self._front.do(command, self, lambda _done: self.decided.emit(), self._refused)

    def _refused(self, failure: Failure) -> bool:
        self.wrong.setText(explain(failure))
        self.wrong.show()
        return True


def _in_house(details: ResidentDetails) -> bool:
    return details.line.status is not Status.LEFT


def _comes_first(one: ResidentDetails, other: ResidentDetails) -> bool:
    """Which of two files is offered to be kept: of who is in the house, else the one with the newest stay."""
    if _in_house(one) is not _in_house(other):
        return _in_house(one)
    mine, theirs = ((d.stay.left_on or d.stay.admitted_on) for d in (one, other))
    return theirs is None or (mine is not None and mine >= theirs)


def facts_of(one: ResidentDetails, other: ResidentDetails) -> list[tuple[str, str, str]]:
    """What is compared of two people: what it is called, and the words for each."""

    def both(words: str, told: Callable[[ResidentDetails], str]) -> tuple[str, str, str]:
        return (words, told(one), told(other))

    facts = [
        both(_("Name"), lambda of: of.line.name),
        both(_("Alias, called"), lambda of: of.line.alias),
        both(_("Sex"), lambda of: sex_in_words(of.line.sex)),
        both(_("Birth"), lambda of: birth_in_words(of.birth)),
        both(_("Age"), lambda of: of.line.age_text),
        both(_("Place of birth"), lambda of: _or_hidden(of.birth_place)),
        both(_("Origin"), lambda of: of.origin_text or of.line.origin),
        both(_("NIK"), lambda of: _or_hidden(of.nik_text if not of.nik else of.nik)),
        both(_("Papers"), _papers),
        both(_("Features"), lambda of: of.features),
        both(_("Bed"), lambda of: of.line.bed),
        both(_("Stays"), _stays),
    ]
    return [fact for fact in facts if fact[1] or fact[2]]


def _or_hidden(value: str | None) -> str:
    return HIDDEN if value is None else value


def _papers(details: ResidentDetails) -> str:
    if "identity_status" in details.hidden:
        return HIDDEN
    return _(IDENTITY_STATUS_NAMES[details.identity_status]) if details.identity_status else ""


def _stays(details: ResidentDetails) -> str:
    told = []
    for stay in [one for one in details.stays if not one.number]:
        ended = day_or(stay.left_on, "…") if stay.left else _("now")
        told.append(f"{day_or(stay.admitted_on, '…')} – {ended}")
    return "\n".join(told)


def _sign(mine: str, theirs: str) -> QWidget:
    """Whether both say the same, by sign and word."""
    if not mine or not theirs or HIDDEN in {mine, theirs}:
        return QWidget()
    same = " ".join(mine.lower().split()) == " ".join(theirs.lower().split())
    sign = IconLabel("check" if same else "x", "ok" if same else "muted", 16)
    words = _("the same") if same else _("not the same")
    sign.setAccessibleName(words)
    sign.setToolTip(words)
    return sign


class PairsSheet(Sheet):
    """Says at once that somebody may be here twice, one pair after the other; all of them can wait."""

    def __init__(self, front: FrontDesk, pairs: tuple[PossiblePair, ...], owner: QWidget) -> None:
        told = _("What was entered fits somebody who is known already. Compare both; nothing is merged.")
        super().__init__(_("Perhaps here twice"), told, parent=owner)
        self._waiting = [pair_of(pair) for pair in pairs]
        self.setMinimumSize(760, 560)
        self.comparison = Comparison(front)
        self.comparison.decided.connect(self._next)
        self.comparison.opened.connect(self._open)
        self.body.addWidget(self.comparison, 1)
        self._front = front
        self.offer(_("Later"), QDialogButtonBox.ButtonRole.RejectRole)
        self.buttons.rejected.connect(self.reject)
        self._next()

    def _next(self) -> None:
        if self._waiting:
            self.comparison.show_pair(self._waiting.pop(0))
        else:
            self.accept()

    def _open(self, person_id: str) -> None:
        self.accept()
        self._front.go.emit("residents", person_id)


class SameAsSheet(Sheet):
    """Look for another file of the same person, see both side by side, and decide."""

    def __init__(self, front: FrontDesk, details: ResidentDetails, owner: QWidget) -> None:
        told = _("Look for the other file of {name}, also among those who have left.").format(name=details.line.name)
        super().__init__(_("The same person as…"), told, parent=owner)
        self._front = front
        self._mine = details.line
        self._found: dict[str, ResidentLine] = {}
        self.setMinimumSize(760, 600)
        self.other = SuggestField("linked_id", _("Name or number of the other file"))
        self.other.asked.connect(self._look)
        self.other.picked.connect(self._compare)
        self.comparison = Comparison(front)
        self.comparison.decided.connect(self.accept)
        self.comparison.opened.connect(self._open)
        self.body.addWidget(self.other)
        self.body.addWidget(self.comparison, 1)
        self.body.addStretch(0)
        self.offer(_("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        self.buttons.rejected.connect(self.reject)

    def _look(self, typed: str) -> None:
        if typed:
            self._front.ask(FindResidents(typed, limit=8), self, self._suggest)

    def _suggest(self, found: tuple[ResidentLine, ...]) -> None:
        others = [line for line in found if line.person_id != self._mine.person_id]
        self._found = {line.person_id: line for line in others}
        self.other.suggest([(line.person_id, f"{line.name} · {line.number}") for line in others])

    def _compare(self, person_id: object) -> None:
        other = self._found.get(str(person_id))
        if other is not None:
            self.comparison.show_pair(TwoPeople(self._mine, other))

    def _open(self, person_id: str) -> None:
        self.accept()
        self._front.go.emit("residents", person_id)
