"""Before beside now as a picture: on one line each, a hollow ring where somebody began and a full dot where they are.

The line between them is drawn in the colour of better or worse; words at the end say it too, and the whole picture
can be read out.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from shelter_admin.domain.cases.assessments import Compared
from shelter_admin.domain.wording import percent
from shelter_admin.domain.words import _
from ui.kit import theme
from ui.kit.letters import harmless

ROW: Final = 40
DOT: Final = 5.0
EDGE: Final = 10
BESIDE: Final = 92
LOOKS: Final = {True: ("ok", "▲"), False: ("danger", "▼"), None: ("muted", "=")}


def in_words(one: Compared) -> str:
    """One line of the picture as it is read out."""
    parts = [_("{name}: before {before}, now {after}").format(
        name=one.name, before=_said(one.before, one.before_words), after=_said(one.after, one.after_words)
    )]  # fmt: skip
    return ", ".join([*parts, _verdict(one)])


def _said(share: float, words: str) -> str:
    told = percent(share * 100)
    return f"{told} ({words})" if words else told


def _verdict(one: Compared) -> str:
    return _("better") if one.better else _("worse") if one.better is False else _("unchanged")


class BeforeAndNow(QWidget):
    """The picture. It is as high as its lines need."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines: tuple[Compared, ...] = ()
        self.setProperty("clear", "true")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.current().changed.connect(self.update)

    def show_compared(self, lines: Sequence[Compared]) -> None:
        """Show these lines."""
        self.lines = tuple(lines)
        told = [in_words(one) for one in self.lines]
        self.setAccessibleName(_("Before and now"))
        self.setAccessibleDescription(harmless(". ".join(told)))
        self.setToolTip(harmless("\n".join(told)))
        self.setFixedHeight(ROW * len(self.lines))
        self.setVisible(bool(self.lines))
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(360, ROW * len(self.lines))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for at, one in enumerate(self.lines):
            self._draw(painter, QRectF(0, at * ROW, self.width(), ROW), one)

    def _draw(self, painter: QPainter, area: QRectF, one: Compared) -> None:
        token, sign = LOOKS[one.better]
        painter.setFont(theme.font(theme.SMALL_POINTS))
        letters = QFontMetrics(painter.font())
        name = letters.elidedText(harmless(one.name), Qt.TextElideMode.ElideRight, int(area.width() - BESIDE))
        painter.setPen(theme.colour("text"))
        painter.drawText(QPointF(0, area.top() + letters.ascent() + 2), name)
        painter.setPen(theme.colour(token))
        verdict = QRectF(area.right() - BESIDE, area.top(), BESIDE, area.height())
        painter.drawText(
            verdict, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, f"{sign} {_verdict(one)}"
        )
        across = area.top() + ROW - 12
        left, right = float(EDGE), area.right() - BESIDE - EDGE
        painter.setPen(QPen(theme.colour("line"), 2))
        painter.drawLine(QPointF(left, across), QPointF(right, across))
        began, now = (left + (right - left) * share for share in (one.before, one.after))
        painter.setPen(QPen(theme.colour(token), 3))
        painter.drawLine(QPointF(began, across), QPointF(now, across))
        painter.setPen(QPen(theme.colour(token), 2))
        painter.setBrush(theme.colour("surface"))
        painter.drawEllipse(QPointF(began, across), DOT, DOT)
        painter.setBrush(theme.colour(token))
        painter.drawEllipse(QPointF(now, across), DOT, DOT)
