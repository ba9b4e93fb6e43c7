"""How the list is shown: columns, groups and order, kept under a name; and the list as a workbook."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QFileDialog, QMenu, QToolButton, QWidget
from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.list_views import GROUPS, RESIDENT_COLUMNS, ListView, SavedView
from shelter_admin.domain.papers import Document
from shelter_admin.domain.words import _
from shelter_admin.operations.residents.views import DropView, ExportResidents, SavedViews, SaveView
from ui.kit.asking import FormSheet
from ui.kit.form import Field, Form, TextField, TickField
from ui.kit.frontdesk import FrontDesk
from ui.kit.icons import icon
from ui.kit.places import documents
from ui.kit.records import RecordsTable
from ui.kit.saving import write_document


class ViewButton(QToolButton):
    """The button above the list. ``changed`` brings the view to be shown; ``said`` a sentence for the status line.

    ``shown`` is whose list it is just now, which a kept view remembers too.
    """

    changed = Signal(object)
    said = Signal(str)

    def __init__(self, front: FrontDesk, table: RecordsTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._front, self._table = front, table
        self.view = ListView()
        self.shown = self.view.shown
        self.saved: tuple[SavedView, ...] = ()
        self.setText(_("View"))
        self.setIcon(icon("list-checks", "text", 16))
        self.setToolTip(_("Columns, groups and views of the list"))
        self.setAccessibleName(_("Columns, groups and views of the list"))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.choices = QMenu(self)
        self.choices.aboutToShow.connect(self._fill)
        self.setMenu(self.choices)
        self.table_follows(self.view)

    def reload(self) -> None:
        """Read the views kept under a name."""
        self._front.ask(SavedViews(), self, self._take)

    def _take(self, saved: tuple[SavedView, ...]) -> None:
        self.saved = saved

    def table_follows(self, view: ListView) -> None:
        """Show the list by a view."""
        self.view = view
        self._table.show_columns(view.columns)
        self._table.group_by(view.group)
        self._table.sort_by(view.sort, descending=view.descending)

    def use(self, view: ListView) -> None:
        """Show the list by a view, and tell whose list it is."""
        self.table_follows(view)
        self.changed.emit(view)

    def as_shown(self, shown: str) -> ListView:
        """The view as it is on the screen just now, with the order the user chose by a click."""
        key, descending = self._table.sorted_by()
        return replace(self.view, sort=key, descending=descending, shown=shown)

    def _fill(self) -> None:
        menu = self.choices
        menu.clear()
        self._fill_columns(menu.addMenu(_("Columns")))
        self._fill_groups(menu.addMenu(_("Group by")))
        menu.addSeparator()
        for one in self.saved:
            words = _("{name} (shared)").format(name=one.name) if one.shared else one.name
            menu.addAction(words, partial(self.use, one.view))
        menu.addAction(_("Usual view"), lambda: self.use(ListView()))
        menu.addAction(_("Keep this view…"), self.ask_name)
        if droppable := [one for one in self.saved if not one.shared or self._front.may(Right.CHANGE_SETTINGS)]:
            away = menu.addMenu(_("Take a view away"))
            for one in droppable:
                away.addAction(one.name, partial(self._drop, one.view_id))
        menu.addSeparator()
        menu.addAction(icon("file-spreadsheet", "text", 16), _("Write into a workbook…"), self.export)

    def _fill_columns(self, menu: QMenu) -> None:
        for column in RESIDENT_COLUMNS:
            act = QAction(_(column.heading), menu, checkable=True, checked=column.key in self.view.columns)
            act.setEnabled(self.view.columns != (column.key,))
            act.toggled.connect(lambda on, key=column.key: self._tick(key, on=on))
            menu.addAction(act)

    def _fill_groups(self, menu: QMenu) -> None:
        group = QActionGroup(menu)
        headings = {column.key: column.heading for column in RESIDENT_COLUMNS}
        for key in ("", *GROUPS):
            words = _(headings[key]) if key else _("No groups")
            act = QAction(words, menu, checkable=True, checked=key == self.view.group)
            group.addAction(act)
            act.triggered.connect(lambda _on=False, key=key: self.use(replace(self.view, group=key)))
            menu.addAction(act)

    def _tick(self, key: str, *, on: bool) -> None:
        chosen = {*self.view.columns, key} if on else {*self.view.columns} - {key}
        columns = tuple(column.key for column in RESIDENT_COLUMNS if column.key in chosen)
        if columns:
            self.use(replace(self.view, columns=columns))

    def ask_name(self) -> None:
        """Ask under which name the view is kept."""
        KeepSheet(self._front, self.window(), self).open()

    def _drop(self, view_id: str) -> None:
        self._front.do(DropView(view_id), self, lambda _done: self.reload())

    def export(self) -> None:
        """Ask where to, then write the people of the list as they stand on the screen."""
        lines = tuple(line.person_id for line in self._table.records)
        self._front.ask(ExportResidents(lines, self.as_shown(self.shown)), self, self._choose_place)

    def _choose_place(self, paper: Document) -> None:
        dialog = QFileDialog(self.window(), _("Write into a workbook"), documents())
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters(["*.xlsx"])
        dialog.setDefaultSuffix("xlsx")
        dialog.selectFile(paper.filename)
        dialog.fileSelected.connect(lambda name: self.write(paper, name))
        dialog.open()

    def write(self, paper: Document, name: str) -> None:
        """Write the workbook to where somebody chose."""
        write_document(
            self._front, self, paper, name, lambda place: self.said.emit(_("Written: {file}").format(file=place))
        )


class KeepSheet(FormSheet):
    """The name of a view, and whether everybody may use it."""

    def __init__(self, front: FrontDesk, owner: QWidget, views: ViewButton) -> None:
        told = _("The list is then shown like this whenever its name is chosen. The same name replaces the view.")
        super().__init__(front, owner, _("Keep this view"), told, _("Save"))
        self._views = views
        fields: list[Field] = [TextField("called", _("Name of the view"))]
        if front.may(Right.CHANGE_SETTINGS):
            fields.append(TickField("shared", _("For everybody")))
        self.form = Form(fields, self.explained)
        self.body.addWidget(self.form)
        fields[0].setFocus()

    @override
    def save(self) -> None:
        """Keep the view as the list stands on the screen."""
        self.form.clear_errors()
        typed = self.form.values()
        view = self._views.as_shown(self._views.shown)
        act = SaveView(str(typed["called"]), view, shared=bool(typed.get("shared", False)))
        self.front.do(act, self, lambda _done: self._kept(), self.refuse)

    def _kept(self) -> None:
        self._views.reload()
        self.accept()
