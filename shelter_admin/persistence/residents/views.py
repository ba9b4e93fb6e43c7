"""Views of lists under their names: one's own and those shared by all."""

from __future__ import annotations

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from shelter_admin.domain.errors import Refused
from shelter_admin.domain.list_views import ListView, SavedView
from shelter_admin.persistence.residents.tables import SavedViewTable


def views_of(session: Session, account_id: str, page: str) -> list[SavedView]:
    """The views of a page that this account may use, by name."""
    query = (
        select(SavedViewTable)
        .where(
            SavedViewTable.page == page,
            or_(SavedViewTable.account_id == account_id, SavedViewTable.account_id.is_(None)),
        )
        .order_by(func.lower(SavedViewTable.name), SavedViewTable.id)
    )
    return [as_view(row) for row in session.scalars(query)]


def as_view(row: SavedViewTable) -> SavedView:
    """A row as a record."""
    return SavedView(row.id, row.name, row.account_id is None, ListView.read(row.content))


def named(session: Session, account_id: str | None, page: str, name: str) -> SavedViewTable | None:
    """The view of this name, of one account or (None) shared by all."""
    owner = SavedViewTable.account_id.is_(None) if account_id is None else SavedViewTable.account_id == account_id
    return session.scalars(
        select(SavedViewTable).where(owner, SavedViewTable.page == page, SavedViewTable.name == name)
    ).first()


def keep(session: Session, account_id: str | None, page: str, name: str, view: ListView) -> str:
    """Keep a view, in place of one of the same name; gives its id."""
    row = named(session, account_id, page, name)
    if row is None:
        row = SavedViewTable(account_id=account_id, page=page, name=name)
        session.add(row)
    row.content = view.plain()
    session.flush()
    return row.id


def the_view(session: Session, account_id: str, view_id: str) -> SavedViewTable:
    """A view this account may use; raises Refused ``view_unknown``."""
    row = session.get(SavedViewTable, view_id)
    if row is None or row.account_id not in {None, account_id}:
        raise Refused("view_unknown")
    return row


def drop(session: Session, row: SavedViewTable) -> None:
    """Take a view away."""
    session.delete(row)
    session.flush()
