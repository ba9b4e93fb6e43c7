"""Templates of certificates and letters: what they say and look like, tried on an invented person while typing."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QImage, QResizeEvent
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget
from typing_extensions import override

from shelter_admin.domain.certificates.template import KIND_NAMES, Kind, Template
from shelter_admin.domain.errors import Failure
from shelter_admin.domain.papers import Document
from shelter_admin.domain.words import _
from shelter_admin.operations.certificates import (
    CertificateTemplates,
    PreviewTemplate,
    ReadTemplateFile,
    SaveTemplate,
    TemplateFile,
    UseTemplate,
)
from shelter_admin.operations.certificates.templates import TemplatesKept, values_of
from shelter_admin.operations.desk import Done
from shelter_admin.operations.editing import Seen
from ui.certificates.saving import keep_as_file
from ui.certificates.template_form import TemplateForm, places_told, short_places
from ui.certificates.verify import read_pdf
from ui.kit.frontdesk import FrontDesk
from ui.kit.places import documents
from ui.kit.preview import Paper, draw_page, page_sizes
from ui.kit.records import Column, RecordsTable
from ui.kit.widgets import Card, button, label, row, scrolled

REST_MILLISECONDS: Final = 450
STANDARDS: Final = {Kind.CERTIFICATE: "standar", Kind.LETTER: "keterangan_mengikuti"}
MOST_PAGES: Final = 2


@dataclass(frozen=True)
class Choice:
    """A template to choose: one of the house by its id, or one of the program by its file."""

    key: str
    template: Template
    edition: int = 0
    in_use: bool = False

    @property
    def own(self) -> bool:
        """Say whether the house keeps it."""
        return self.edition > 0


def choices_of(kept: TemplatesKept) -> list[Choice]:
    """Those of the program first, then the house's own; the standard one is in use where no other is."""
    built_in = [
        Choice(stem, template, in_use=STANDARDS[template.kind] == stem and kept.in_use(template.kind) is None)
        for stem, template in kept.built_in.items()
    ]
    return built_in + [Choice(one.template_id, one.template, one.edition, one.in_use) for one in kept.kept]


def _columns() -> list[Column[Any]]:
    return [
        Column(_("Template"), lambda one: one.template.name, strong=True, tip=_told),
        Column(_("State"), _state, width=104, look=lambda one: "ok" if one.in_use else "muted", tip=_told),
    ]


def _told(one: Choice) -> str:
    return f"{_(KIND_NAMES[one.template.kind])}: {one.template.name} · {_state(one)}"


def _state(one: Choice) -> str:
    if one.in_use:
        return f"✓ {_('in use')}"
    return _("edition {number}").format(number=one.edition) if one.own else _("of the program")


class TemplateTried(QWidget):
    """What stands in the form, tried on an invented person."""

    def __init__(self, front: FrontDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._front = front
        self._asked = 0
        self._shown: Choice | None = None
        self._paper: bytes | None = None
        self.form = TemplateForm()
        self.pages = [Paper(at, (842, 595)) for at in range(MOST_PAGES)]
        self.sheet = QWidget()
        self.area = scrolled(self.sheet)

    def preview(self) -> None:
        """Show what a paper would look like."""
        self._asked += 1
        asked = self._asked
        self._front.ask(
            PreviewTemplate(self.form.template()), self, lambda paper: self._show(paper, asked), self.form.refused
        )

    def _show(self, paper: bytes, asked: int) -> None:
        if asked != self._asked:
            return
        self.form.clear_errors()
        self._paper = paper
        self._front.tasks.on_paper(lambda: page_sizes(paper), self, self._lay_pages, self._no_picture)

    def _lay_pages(self, sizes: list[tuple[float, float]]) -> None:
        for page, points in zip(self.pages, sizes, strict=False):
            page.points = points
        for at, page in enumerate(self.pages):
            page.setVisible(at < len(sizes))
        self._draw()

    def _draw(self) -> None:
        paper, room = self._paper, max(240, self.area.viewport().width() - 28)
        if paper is None:
            return
        for page in self.pages:
            if page.isVisibleTo(self.sheet):
                page.fit(room)
                self._draw_page(paper, page)

    def _draw_page(self, paper: bytes, page: Paper) -> None:
        def drawn(image: QImage) -> None:
            if self._paper is paper:
                page.show_drawn(image)

        number, dpi = page.number, page.dpi()
        self._front.tasks.on_paper(lambda: draw_page(paper, number, dpi), page, drawn, self._no_picture)

    def _no_picture(self, error: BaseException) -> None:
        if isinstance(error, Failure):
            self.form.refused(error)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._draw()


class TemplateFiles(TemplateTried):
    """Templates and logos from files and into them."""

    def export(self) -> None:
        """Keep what stands in the form as a file for another office."""
        self._front.ask(TemplateFile(self.form.template()), self, self._keep, self.form.refused)

    def ask_import(self) -> None:
        """Ask for a file of another office."""
        self._ask_file(_("Templates ({files})").format(files="*.json"), self.read)

    def ask_logo(self, key: str) -> None:
        """Ask for a picture."""
        self._ask_file(
            _("Pictures ({files})").format(files="*.png *.jpg *.jpeg"), lambda path: self.put_logo(key, path)
        )

    def read(self, path: Path) -> None:
        """Put a template from a file into the form; it is kept once saved."""
        self._front.run(
            lambda: read_pdf(path),
            self,
            lambda content: self._front.ask(ReadTemplateFile(content), self, self._read, self.form.refused),
        )

    def put_logo(self, key: str, path: Path) -> None:
        """Take a picture as one of the template's own logos."""

        def got(content: bytes) -> None:
            self.form.pictures[key] = content
            self.preview()

        self._front.run(lambda: read_pdf(path), self, got)

    def remove_logos(self) -> None:
        """Take both logos away."""
        self.form.pictures = dict.fromkeys(self.form.pictures, b"")
        self.preview()

    def _ask_file(self, kinds: str, then: Any) -> None:
        asking = QFileDialog(self, _("Open a file"), documents(), kinds)
        asking.setFileMode(QFileDialog.FileMode.ExistingFile)
        asking.fileSelected.connect(lambda name: then(Path(name)))
        asking.finished.connect(asking.deleteLater)
        asking.open()

    def _read(self, template: Template) -> None:
        self._shown = None
        self.form.show_template(template)
        self.preview()

    def _keep(self, paper: Document) -> None:
        keep_as_file(self._front, self, paper)


class TemplatesTab(TemplateFiles):
    """The tab. ``told`` gives the page's subtitle."""

    told = Signal(str)

    def __init__(self, front: FrontDesk, parent: QWidget | None = None) -> None:
        super().__init__(front, parent)
        self.table = RecordsTable(_columns(), lambda one: one.key, _("Templates"))
        self.table.chosen.connect(self._choose)
        for field in self.form.by_key.values():
            field.changed.connect(self._typed)
        self._rest = QTimer(self, interval=REST_MILLISECONDS, singleShot=True)
        self._rest.timeout.connect(self.preview)
        self._lay_out()

    def _lay_out(self) -> None:
        looked = QVBoxLayout(self.sheet)
        for page in self.pages:
            page.hide()
            looked.addWidget(page, 0, Qt.AlignmentFlag.AlignHCenter)
        looked.addStretch(1)
        right = Card(padding=8)
        right.add(self.area)
        whole = row(self._chosen_from(), self._typed_in(), right, spacing=12)
        whole.setStretch(1, 4)
        whole.setStretch(2, 5)
        whole.setContentsMargins(0, 0, 0, 0)
        self.setLayout(whole)

    def _chosen_from(self) -> Card:
        self.import_button = button(_("Import…"), self.ask_import, icon="upload")
        self.export_button = button(_("Export…"), self.export, icon="file-text")
        made = Card(padding=8)
        made.add(self.table, row(self.import_button, self.export_button, None))
        made.setFixedWidth(330)
        return made

    def _typed_in(self) -> Card:
        self.save_button = button(_("Save"), self.save, kind="primary", icon="check-check", tip=_("As another edition"))
        self.use_button = button(_("Use from now on"), self.use, icon="check")
        self.first_logo = button(_("Left logo…"), lambda: self.ask_logo("first_logo"), icon="upload")
        self.second_logo = button(_("Right logo…"), lambda: self.ask_logo("second_logo"), icon="upload")
        self.clear_logos = button(_("No own logos"), self.remove_logos)
        places = label(_("Places: {places}").format(places=short_places()), "small", wrap=True)
        places.setToolTip(places_told())
        typed = QWidget()
        column = QVBoxLayout(typed)
        column.addWidget(self.form)
        column.addWidget(places)
        column.addLayout(row(self.first_logo, self.second_logo, None))
        column.addLayout(row(self.clear_logos, None))
        column.addStretch(1)
        made = Card(padding=8)
        made.add(scrolled(typed), row(None, self.use_button, self.save_button))
        return made

    def take_focus(self) -> None:
        """Put the cursor on the list."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def reload(self) -> None:
        """Ask for the templates."""
        self._front.ask(CertificateTemplates(), self, self._got)
        self.told.emit(_("Issued papers keep the look they were issued with"))

    @property
    def current(self) -> Choice | None:
        """The template in the form, as it was chosen."""
        return self._shown

    def save(self) -> None:
        """Keep it as another edition."""
        self._save(lambda _done: None)

    def _save(self, then: Any) -> None:
        seen = Seen(values_of(self._shown.template)) if self._shown is not None and self._shown.own else None
        typed = self.form.template()
        if seen is not None and self._shown is not None and typed.name != self._shown.template.name:
            seen = None  # another name is another template

        def saved(done: Done[str]) -> None:
            self._shown = Choice(done.result or "", typed, 1)
            then(done)
            self.reload()

        self._front.do(SaveTemplate(typed, seen=seen), self, saved, self.form.refused)

    def use(self) -> None:
        """Make papers with what stands in the form from now on; what was changed is kept first."""
        shown, typed = self._shown, self.form.template()
        if shown is not None and shown.template == typed and (shown.own or shown.key in STANDARDS.values()):
            self._front.do(UseTemplate(typed.kind, shown.key if shown.own else ""), self, lambda _done: self.reload())
        else:
            self._save(lambda done: self._front.do(UseTemplate(typed.kind, done.result or ""), self))

    def _got(self, kept: TemplatesKept) -> None:
        choices = choices_of(kept)
        self.table.show_records(choices)
        held = next((one for one in choices if self._shown is not None and one.key == self._shown.key), None)
        if held is not None:
            self._shown = held
            self.table.go_to(held.key)
        elif self._shown is None and choices and not self.form.by_key["name"].value():
            self._choose(next((one for one in choices if one.in_use), choices[0]))

    def _choose(self, choice: Choice | None) -> None:
        if choice is None or (self._shown is not None and choice.key == self._shown.key):
            return
        self._shown = choice
        self.form.show_template(choice.template)
        self.preview()

    def _typed(self) -> None:
        self.form.follow_kind()
        self._rest.start()
