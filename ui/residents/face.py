"""Somebody's photo at one size, or the sign of a person where there is none."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel, QStackedLayout, QWidget

from shelter_admin.domain.residents import Photo
from shelter_admin.domain.words import _
from shelter_admin.operations.residents import PhotoOf
from ui.kit.frontdesk import FrontDesk
from ui.kit.icons import IconLabel


class Face(QWidget):
    """A photo, asked for by its id and scaled; an answer about somebody else is dropped."""

    def __init__(self, front: FrontDesk, side: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._front = front
        self._side = side
        self._wanted = ""
        self.setFixedSize(side, side)
        self._views = QStackedLayout(self)
        self.nobody = IconLabel("user", "muted", side // 2)
        self.nobody.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.picture = QLabel()
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._views.addWidget(self.nobody)
        self._views.addWidget(self.picture)

    def show_photo(self, photo_id: str | None, name: str) -> None:
        """Show this photo of somebody, or that there is none."""
        self._wanted = photo_id or ""
        self._views.setCurrentWidget(self.nobody)
        self.nobody.setAccessibleName(_("No photo of {name}").format(name=name))
        self.picture.setAccessibleName(_("Photo of {name}").format(name=name))
        if photo_id is not None:
            self._front.ask(PhotoOf(photo_id), self, self._got, lambda _failure: True)

    def _got(self, photo: Photo) -> None:
        picture = QPixmap()
        if photo.photo_id != self._wanted or not picture.loadFromData(photo.content):
            return
        ratio = self.devicePixelRatioF()
        whole = round(self._side * ratio)
        kept, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        scaled = picture.scaled(whole, whole, kept, smooth)
        scaled.setDevicePixelRatio(ratio)
        self.picture.setPixmap(scaled)
        self._views.setCurrentWidget(self.picture)
