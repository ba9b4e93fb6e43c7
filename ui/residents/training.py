"""The training of a file: programmes with attendance and marks, the certificates, and the way to readiness."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.certificates.register import CertificateLine
from shelter_admin.domain.residents import ResidentDetails
from shelter_admin.domain.training import PersonTraining
from shelter_admin.domain.wording import number, percent, short_date
from shelter_admin.domain.words import _
from shelter_admin.operations.certificates import CertificatesOf
from shelter_admin.operations.training.enrolling import TrainingOf
from ui.kit.facts import show_anew
from ui.kit.frontdesk import FrontDesk
from ui.kit.widgets import button, label, row, rule, scrolled


class TrainingTab(QWidget):
    """Asked for when it is looked at, not with every step through the list.

    Certificates and readiness stand here for those who may see them; the others find no empty place for them.
    """

    def __init__(self, front: FrontDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._front = front
        self._person_id = ""
        self._in_house = False
        self._stale = False
        self._programs: tuple[PersonTraining, ...] = ()
        self._certificates: tuple[CertificateLine, ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        self._area = scrolled(QWidget())
        self._area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._area.setAccessibleName(_("Training"))
        self.readiness = button(_("The way to independence"), self._go_to_readiness, kind="link", icon="arrow-right")
        self.readiness.hide()
        column.addWidget(self._area, 1)
        column.addLayout(row(self.readiness, None))

    def show_details(self, details: ResidentDetails) -> None:
        """Show somebody, now or as soon as the tab is looked at."""
        if details.line.person_id != self._person_id:
            self._programs, self._certificates = (), ()
            self.readiness.hide()
            self._fill([])
        self._person_id = details.line.person_id
        self._in_house = not details.stay.left
        self._stale = True
        if self.isVisible():
            self._ask()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        """Ask for what is to be seen now."""
        super().showEvent(event)
        if self._stale:
            self._ask()

    def _ask(self) -> None:
        self._stale = False
        asked = self._person_id
        self._front.ask(TrainingOf(asked), self, lambda found: self._got(asked, found))
        if self._front.may(Right.SEE_CERTIFICATES):
            self._front.ask(CertificatesOf(asked), self, lambda found: self._got_certificates(asked, found))

    def _got(self, person_id: str, found: tuple[PersonTraining, ...]) -> None:
        if person_id == self._person_id:
            self._programs = found
            self._show()

    def _got_certificates(self, person_id: str, found: tuple[CertificateLine, ...]) -> None:
        if person_id == self._person_id:
            self._certificates = found
            self._show()

    def _show(self) -> None:
        lines = [line for one in self._programs for line in _program(one)]
        if not self._programs:
            lines = [("muted", _("In no programme so far"))]
        if self._certificates:
            lines += [("rule", ""), ("strong", _("Certificates"))]
            lines += [line for one in self._certificates for line in _certificate(one)]
        self._fill(lines)
        candidate = bool(self._programs) and self._in_house
        self.readiness.setVisible(candidate and self._front.may(Right.SEE_READINESS))

    def _fill(self, lines: Sequence[tuple[str, str]]) -> None:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 6, 0)
        column.setSpacing(4)
        for look, words in lines:
            if words:
                column.addWidget(label(words, look, wrap=True))
            elif look == "rule":
                column.addWidget(rule())
            else:
                column.addSpacing(8)
        column.addStretch(1)
        show_anew(self._area, inner)

    def _go_to_readiness(self) -> None:
        self._front.go.emit("readiness", self._person_id)


def _program(one: PersonTraining) -> Iterator[tuple[str, str]]:
    """A programme as lines: (look, words)."""
    yield "strong", " · ".join(part for part in (one.program, one.batch) if part)
    if period := _period(one):
        yield "muted", period
    yield "", _attendance(one)
    figures = one.figures
    if figures.marked:
        counts = _("present {present}, excused {excused}, sick {sick}, absent {absent}, not marked {unmarked}")
        yield (
            "small",
            counts.format(
                present=figures.present,
                excused=figures.excused,
                sick=figures.sick,
                absent=figures.absent,
                unmarked=figures.unmarked,
            ),
        )
    yield "", _("Final mark: {mark}").format(mark="—" if one.final is None else number(one.final))
    if one.subjects:
        yield "small", ", ".join(f"{name} {number(mark)}" for name, mark in one.subjects)
    yield "", ""


def _period(one: PersonTraining) -> str:
    first, last = one.own.joined_on, one.own.ended_on or one.own.left_on
    if first is not None and last is not None:
        return _("{first} to {last}").format(first=short_date(first), last=short_date(last))
    if first is not None:
        return _("since {date}").format(date=short_date(first))
    return _("until {date}").format(date=short_date(last)) if last is not None else ""


def _attendance(one: PersonTraining) -> str:
    rate, best = one.figures.rate, one.figures.best_attainable
    if rate is None:
        return _("No attendance marked yet")
    told = _("Attendance {figures}").format(figures=percent(rate * 100))
    if best is None or one.own.ended_on is not None or one.own.left:
        return told
    return " · ".join([told, _("best possible {best}").format(best=percent(best * 100))])


def _certificate(one: CertificateLine) -> Iterator[tuple[str, str]]:
    """A certificate as lines: (look, words)."""
    yield "", " · ".join([one.certificate_no, short_date(one.issued_on)])
    stands = f"✓ {_('valid')}"
    if one.revoked_on is not None:
        stands = _("✗ revoked {date}").format(date=short_date(one.revoked_on))
    yield "small", " · ".join([one.program, stands])
