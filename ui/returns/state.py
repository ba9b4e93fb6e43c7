"""How far a month has come: it runs, it is not sent, it was sent, or it reads otherwise than it was sent."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from shelter_admin.domain.month.figures import MonthView
from shelter_admin.domain.month.frame import frame_of
from shelter_admin.domain.wording import long_date, month_and_year
from shelter_admin.domain.words import _, n_
from ui.kit.widgets import Chips, Pill, ShortLabel

NOW: Final = "now"
State = tuple[str, str, str]


class StateLine(QWidget):
    """The state in words, and which of the month is looked at. ``chosen`` tells that another version was chosen."""

    chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("clear", "true")
        self.pill, self.told = Pill(""), ShortLabel("", "muted")
        self.versions = Chips()
        self.versions.setAccessibleName(_("The figures as they are now, or a version that was sent"))
        self.versions.chosen.connect(lambda _key: self.chosen.emit())
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(self.pill)
        line.addWidget(self.told, 1)
        line.addWidget(self.versions)

    @property
    def number(self) -> int | None:
        """The sent version that is looked at, None for the figures as they are now."""
        key = self.versions.key()
        return int(key) if key not in {"", NOW} else None

    def begin(self) -> None:
        """Another month: look at it as it is now."""
        self.versions.offer([])

    def show_state(self, view: MonthView) -> None:
        """Say how far it has come and offer the versions that were sent."""
        numbers = [str(one.version) for one in view.versions]
        chips = [(number, _("Version {number}").format(number=number)) for number in numbers]
        self.versions.offer([(NOW, _("As it is now")), *chips] if numbers else [])
        self.versions.setVisible(bool(numbers))
        pill, kind, told = state_of(view) if self.number is None else _state_sent(view, self.number)
        self.pill.say(pill, kind)
        self.told.setText(told)


def state_of(view: MonthView) -> State:
    """The words of the pill, its kind, and the sentence beside it."""
    if not view.versions:
        return _state_before(view)
    pill, _kind, told = _state_sent(view, view.versions[-1].version)
    if not view.difference:
        return pill, "ok", told
    count = len(view.difference)
    changed = n_("{count} figure reads otherwise now", "{count} figures read otherwise now", count).format(count=count)
    corrected = _("▲ Sent, version {number}, corrected since").format(number=view.versions[-1].version)
    next_one = _("send it again as version {number}").format(number=view.next_version)
    return corrected, "attention", f"{told} · {changed}: {next_one}"


def _state_before(view: MonthView) -> State:
    if view.finished:
        return _("▲ Not sent yet"), "attention", _("Look through it, then mark it as sent.")
    frame = frame_of(view.figures.period, view.figures.through)
    told = _("Counted up to {day}; it can be marked as sent once {month} is over.")
    return _("◔ Running"), "info", told.format(day=long_date(frame.through), month=month_and_year(frame.first))


def _state_sent(view: MonthView, number: int) -> State:
    """A sent version stands as it was sent, whatever came after."""
    sent = next(one for one in view.versions if one.version == number)
    told = _("on {day} by {who}").format(day=long_date(sent.sent_on), who=sent.sent_by)
    return _("✓ Sent, version {number}").format(number=number), "ok", told
