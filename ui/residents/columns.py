"""How a resident stands in the list: columns by their keys, and the faces beside the names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QObject, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QIcon, QImageReader, QPixmap

from shelter_admin.domain.residents import STATUS_NAMES, ResidentLine, Status
from shelter_admin.domain.wording import short_date
from shelter_admin.domain.words import _
from shelter_admin.operations.residents.faces import AT_ONCE, FacesOf
from ui.kit import theme
from ui.kit.frontdesk import FrontDesk
from ui.kit.records import Column
from ui.residents.words import STATUS_SIGNS, status_in_words

FACE: Final = 26
EDGES: Final = 26
STATUS_LEAST: Final = 90
KEPT: Final = 800
_COVERING: Final = Qt.AspectRatioMode.KeepAspectRatio
_LOOKS: Final = {Status.IN_HOUSE: "ok", Status.OUT: "info", Status.LEFT: "muted"}


class Faces(QObject):
    """The small pictures, asked for a few at a time and kept; ``came`` tells that new ones can be painted."""

    came = Signal()

    def __init__(self, front: FrontDesk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._front = front
        self._kept: dict[str, QIcon] = {}
        self._asked: set[str] = set()

    def of(self, line: ResidentLine) -> QIcon | None:
        """The face of somebody, None while it is not here or where there is none."""
        return self._kept.get(line.photo_id or "")

    def look_for(self, lines: Sequence[ResidentLine]) -> None:
        """Ask for the faces of these lines that were not asked for yet."""
        wanted = [one.photo_id for one in lines if one.photo_id and one.photo_id not in self._asked][:KEPT]
        if len(self._asked) + len(wanted) > KEPT:
            self._asked.clear()
            self._kept.clear()
        self._asked.update(wanted)
        for first in range(0, len(wanted), AT_ONCE):
            self._front.ask(FacesOf(tuple(wanted[first : first + AT_ONCE])), self, self._take)

    def _take(self, pictures: Mapping[str, bytes]) -> None:
        for photo_id, content in pictures.items():
            self._kept[photo_id] = _small(content)
        if pictures:
            self.came.emit()


def _small(content: bytes) -> QIcon:
    """A face of twice the size it is shown at; read small, so that a long list does not wait."""
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    reader = QImageReader(buffer)
    whole = reader.size()
    if whole.isValid():
        reader.setScaledSize(whole.scaled(QSize(FACE * 2, FACE * 2), _COVERING))
    return QIcon(QPixmap.fromImage(reader.read()))


def columns(faces: Faces) -> list[Column[ResidentLine]]:
    """Every column there is; the view chosen says which are shown."""
    where = _widest_status()
    return [
        Column(_("Number"), lambda line: line.number, width=94, key="number"),
        Column(
            _("Name"),
            lambda line: line.name,
            strong=True,
            key="name",
            picture=faces.of,
            tip=lambda line: f"{line.name} · {line.alias}" if line.alias else line.name,
            look=lambda line: "attention" if line.attention else None,
        ),
        Column(_("Nickname"), lambda line: line.alias, width=110, key="alias"),
        Column(_("Age"), lambda line: line.age_text, number=True, width=54, sort=lambda line: line.age, key="age"),
        Column(_("Sex"), lambda line: line.sex.value, width=36, key="sex"),
        Column(_("Origin"), lambda line: line.origin, width=112, key="origin"),
        Column(_("Wisma"), lambda line: line.wisma, width=110, key="wisma"),
        Column(_("Bed"), lambda line: line.bed or "—", width=112, key="bed"),
        Column(_("Where"), status_in_words, width=where, look=lambda line: _LOOKS[line.status], key="status"),
        _day(_("Admitted"), "admitted_on"),
        _day(_("Expected to leave"), "expected_exit_on"),
        _day(_("Left on"), "left_on"),
    ]


def _widest_status() -> int:
    letters = QFontMetrics(theme.font())
    said = [f"{STATUS_SIGNS[status]} {_(STATUS_NAMES[status])}" for status in (Status.IN_HOUSE, Status.OUT)]
    return max(STATUS_LEAST, *(letters.horizontalAdvance(words) + EDGES for words in said))


def _day(heading: str, key: str) -> Column[ResidentLine]:
    def words(line: ResidentLine) -> str:
        day = getattr(line, key)
        return short_date(day) if day else ""

    return Column(heading, words, width=104, sort=lambda line: getattr(line, key), key=key)
