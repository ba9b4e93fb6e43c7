"""Views of the list of residents kept under a name, and the list as a workbook with what is on the screen."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar, Final

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.changes import Area, Changes
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.list_views import ListView, SavedView, require_view
from shelter_admin.domain.papers import Document
from shelter_admin.domain.words import N_
from shelter_admin.operations.desk import Command, Done, Query, Work
from shelter_admin.operations.papers import imprint
from shelter_admin.operations.residents.asking import reading_of
from shelter_admin.persistence.residents import records, views

PAGE: Final = "residents"
MOST: Final = 5000
CHANGED: Final = Changes.of(Area.RESIDENTS)
WORDS: dict[str, str] = {
    "view_without_name": N_("Write a name for this view."),
    "view_name_too_long": N_("A name of a view has at most {most} letters."),
    "view_without_columns": N_("Choose at least one column."),
    "view_unknown": N_("This view is no longer there."),
    "list_too_long": N_("At most {most} people fit into one list. Narrow it down first."),
}


@dataclass(frozen=True)
class SavedViews(Query[tuple[SavedView, ...]]):
    """One's own views and those shared by all, by name."""

    needs: ClassVar[Right] = Right.SEE_RESIDENTS

    @override
    def run(self, work: Work) -> tuple[SavedView, ...]:
        return tuple(views.views_of(work.session, work.staff.account_id, PAGE))


@dataclass(frozen=True)
class SaveView(Command[str]):
    """Keep a view under a name, in place of one's own of that name; a shared one only who sets up the house keeps."""

    needs: ClassVar[Right] = Right.SEE_RESIDENTS
    name: ClassVar[str] = N_("keep a view of the list")

    called: str
    view: ListView = field(default_factory=ListView)
    shared: bool = False

    @override
    def run(self, work: Work) -> Done[str]:
        if self.shared:
            work.staff.require(Right.CHANGE_SETTINGS, work.today)
        called = require_view(self.called, self.view)
        owner = None if self.shared else work.staff.account_id
        before = views.named(work.session, owner, PAGE, called)
        kept = None if before is None else ListView.read(before.content)
        view_id = views.keep(work.session, owner, PAGE, called, self.view)
        undo = DropView(view_id) if kept is None else PutViewBack(called, kept, self.shared, instead_of=self.view)
        return Done(CHANGED, view_id, undo=undo)


@dataclass(frozen=True)
class DropView(Command[None]):
    """Take a view away; a shared one only who sets up the house may."""

    needs: ClassVar[Right] = Right.SEE_RESIDENTS
    name: ClassVar[str] = N_("take a view of the list away")

    view_id: str

    @override
    def run(self, work: Work) -> Done[None]:
        row = views.the_view(work.session, work.staff.account_id, self.view_id)
        if row.account_id is None:
            work.staff.require(Right.CHANGE_SETTINGS, work.today)
        undo = PutViewBack(row.name, ListView.read(row.content), shared=row.account_id is None)
        views.drop(work.session, row)
        return Done(CHANGED, undo=undo)


@dataclass(frozen=True)
class PutViewBack(Command[str]):
    """Undo of keeping or dropping a view: it is as it was, unless another one stands under its name meanwhile."""

    needs: ClassVar[Right] = Right.SEE_RESIDENTS
    name: ClassVar[str] = N_("put a view of the list back")

    called: str
    view: ListView
    shared: bool = False
    instead_of: ListView | None = None

    @override
    def run(self, work: Work) -> Done[str]:
        if self.shared:
            work.staff.require(Right.CHANGE_SETTINGS, work.today)
        owner = None if self.shared else work.staff.account_id
        there = views.named(work.session, owner, PAGE, self.called)
        if (None if there is None else ListView.read(there.content)) != self.instead_of:
            raise Refused("changed_meanwhile")
        return Done(CHANGED, views.keep(work.session, owner, PAGE, self.called, self.view))


@dataclass(frozen=True)
class ExportResidents(Query[Document]):
    """The list on the screen as a workbook: these people in this order, with the columns of the view.

    Whom the reader does not see is left out; who was in it is written to the audit.
    """

    needs: ClassVar[Right] = Right.SEE_RESIDENTS
    sensitive: ClassVar[bool] = True
    name: ClassVar[str] = N_("write the list of residents into a workbook")

    person_ids: tuple[str, ...]
    view: ListView = field(default_factory=ListView)

    @override
    def run(self, work: Work) -> Document:
        from shelter_admin.reports.resident_list import resident_list

        if len(self.person_ids) > MOST:
            raise Refused("list_too_long", most=MOST)
        require_view("-", self.view)
        found = records.lines_of(work.session, reading_of(work), self.person_ids)
        lines = [found[one] for one in self.person_ids if one in found]
        return resident_list(lines, self.view, imprint(work), f"{work.panti.code}-{work.today:%Y%m%d}.xlsx")

    @override
    def about(self, answer: Document) -> tuple[str, ...]:
        return self.person_ids
