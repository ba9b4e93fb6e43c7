"""The candidates: a mark for every criterion, what blocks with its figure, whose turn, what was decided, and when."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from shelter_admin.domain.next_steps import forecast_in_words
from shelter_admin.domain.readiness import USUAL, Candidate, Standing
from shelter_admin.domain.wording import short_date
from shelter_admin.domain.words import _, p_
from shelter_admin.operations.readiness import Outlook
from ui.kit import icons, theme
from ui.kit.cells import PillDelegate, WordlessDelegate
from ui.kit.records import Column, RecordsTable
from ui.readiness.words import SIGNS, all_blocking, all_checks, decided, in_the_way, pill_token, turn_of

PROGRAM_COLUMN: Final = 1
CHECKS_COLUMN: Final = 2
PILL_COLUMN: Final = 3
FORECAST_COLUMN: Final = 6
ROOMY: Final = 770
WIDE: Final = 860
TURN: Final = "turn"
MOST_BOXES: Final = 10
BOX: Final = 15
GAP: Final = 2
EDGE: Final = 8
FIGURE: Final = 31
GROUNDS: Final = {"ok": "ok_soft", "attention": "attention_soft", "info": "info_soft", "muted": "neutral_soft"}


class ChecksDelegate(WordlessDelegate):
    """How many of how many, and one small box a criterion: its sign says the state, the colour says it again."""

    @override
    def draw(self, painter: QPainter, area: QRectF, index: QModelIndex | QPersistentModelIndex) -> None:
        candidate = index.data(Qt.ItemDataRole.UserRole)
        if not isinstance(candidate, Candidate):
            return
        painter.setPen(theme.colour("text"))
        painter.setFont(theme.font(strong=True))
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(area.adjusted(EDGE, 0, 0, 0), middle, f"{candidate.met}/{candidate.of}")
        for at, check in enumerate(candidate.checks[: most_boxes(area.width())]):
            sign, token = SIGNS[check.state]
            box = QRectF(area.left() + EDGE + FIGURE + at * (BOX + GAP), area.center().y() - BOX / 2, BOX, BOX)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour(GROUNDS[token]))
            painter.drawRoundedRect(box, 4, 4)
            drawn = icons.pixmap(sign, token, BOX - 4)
            painter.drawPixmap(box.adjusted(2, 2, -2, -2), drawn, QRectF(drawn.rect()))


def width_of(boxes: int) -> int:
    """How wide a cell is for so many boxes."""
    return FIGURE + boxes * (BOX + GAP) + 2 * EDGE


def most_boxes(width: float) -> int:
    """How many boxes a cell has room for; all of them stand in its words."""
    return max(0, int((width - FIGURE - 2 * EDGE) // (BOX + GAP)))


def columns(forecast: Callable[[Any], str], forecast_tip: Callable[[Any], str]) -> list[Column[Any]]:
    """The columns of the candidates."""
    return [
        Column(_("Name"), lambda one: one.name, strong=True),
        Column(_("Programme"), lambda one: one.program, width=92, look=lambda _one: "muted"),
        Column(_("Criteria"), all_checks, width=width_of(len(USUAL)), sort=lambda one: one.met),
        Column(_("What blocks"), in_the_way, width=196, look=pill_token, tip=all_blocking),
        Column(p_("heading", "Turn"), turn_of, width=104, key=TURN),
        Column(p_("heading", "Decision"), decided, width=106, look=_decision_token),
        Column(p_("heading", "Ready about"), forecast, width=96, tip=forecast_tip, look=lambda _one: "muted"),
    ]


def _decision_token(one: Candidate) -> str:
    if one.decision is None:
        return "muted"
    return "ok" if one.decision.ready else "attention"


class CandidatesTable(RecordsTable):
    """The table, one row for every enrolment."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._outlooks: dict[str, Outlook] = {}
        made = columns(self._forecast, self._reckoned)
        super().__init__(made, lambda one: one.enrolment_id, _("Candidates for leaving"), parent)
        self._checks, self._pills = ChecksDelegate(self), PillDelegate(self)
        self.setItemDelegateForColumn(CHECKS_COLUMN, self._checks)
        self.setItemDelegateForColumn(PILL_COLUMN, self._pills)

    @override
    def show_records(self, records: Sequence[Any]) -> None:
        """Show these candidates, with room for the boxes of whoever is asked most."""
        boxes = max((len(one.checks) for one in records), default=len(USUAL))
        self.setColumnWidth(CHECKS_COLUMN, width_of(min(max(boxes, len(USUAL)), MOST_BOXES)))
        super().show_records(records)

    def show_outlooks(self, outlooks: Iterable[Outlook]) -> None:
        """Show when each will be ready, as far as that can be told."""
        self._outlooks = {one.candidate.enrolment_id: one for one in outlooks}
        self.show_records(list(self.records))

    def outlook(self, enrolment_id: str) -> Outlook | None:
        """What is foretold of an enrolment, None until it is known."""
        return self._outlooks.get(enrolment_id)

    def group_by_turn(self, on: bool) -> None:
        """Put those together for whom the same must act; the cursor stays on its person."""
        current = self.current()
        self.group_by(TURN if on else "")
        if current is not None:
            self.go_to(current.enrolment_id)

    def _forecast(self, one: Candidate) -> str:
        found = self._outlooks.get(one.enrolment_id)
        if one.standing is Standing.DECIDED:
            return "—"
        if found is None:
            return "…"
        forecast = found.forecast
        if forecast.day is None:
            return _("unknown")
        return _("now") if one.proposed else short_date(forecast.day)

    def _reckoned(self, one: Candidate) -> str:
        found = self._outlooks.get(one.enrolment_id)
        if one.standing is Standing.DECIDED:
            return "—"
        return "…" if found is None else forecast_in_words(found.forecast, found.today)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a small screen the names go before the programmes and the days, which stand beside the list too."""
        self.setColumnHidden(PROGRAM_COLUMN, self.viewport().width() < ROOMY)
        self.setColumnHidden(FORECAST_COLUMN, self.viewport().width() < WIDE)
        super().resizeEvent(event)
