"""Templates of certificates and letters: every change is another edition, and one of each kind is in use."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from shelter_admin.domain.certificates.template import Kind, Template, content_of, from_content
from shelter_admin.domain.errors import Refused
from shelter_admin.persistence.base import new_id
from shelter_admin.persistence.certificates.paper_tables import CertificateTemplateTable as Kept


@dataclass(frozen=True, slots=True)
class Edition:
    """The newest edition of a template of this house."""

    template_id: str
    template: Template = field(repr=False)
    edition: int
    in_use: bool
    changed_by: str
    changed_at: datetime


def newest_editions(session: Session) -> list[Edition]:
    """Every template of this house as it is now, and an older edition where that one is in use; by name."""
    last = select(Kept.name, func.max(Kept.edition).label("edition")).group_by(Kept.name).subquery()
    query = (
        select(Kept)
        .join(last, last.c.name == Kept.name)
        .where((Kept.edition == last.c.edition) | Kept.in_use)
        .order_by(func.lower(Kept.name), Kept.edition.desc())
    )
    return [_edition(row) for row in session.scalars(query)]


def in_use(session: Session, kind: Kind) -> Template | None:
    """The template that papers of this kind are made with; None is the program's standard one."""
    row = session.scalars(select(Kept).where(Kept.kind == kind, Kept.in_use)).first()
    return None if row is None else _edition(row).template


def the_edition(session: Session, template_id: str) -> Kept:
    """One edition; raises Refused ``paper_template_gone``."""
    row = session.get(Kept, template_id)
    if row is None:
        raise Refused("paper_template_gone", field="template_id")
    return row


def newest_named(session: Session, name: str) -> Kept | None:
    """The newest edition of this name."""
    return session.scalars(select(Kept).where(Kept.name == name).order_by(Kept.edition.desc()).limit(1)).first()


def template_of(row: Kept) -> Template:
    """What a stored edition says."""
    return from_content(row.content, row.first_logo, row.second_logo)


def _edition(row: Kept) -> Edition:
    return Edition(row.id, template_of(row), row.edition, row.in_use, row.changed_by, row.changed_at)


def add(session: Session, template: Template, edition: int) -> str:
    """Keep an edition; tells its id."""
    row = Kept(
        id=new_id(),
        kind=template.kind,
        name=template.name,
        edition=edition,
        content=content_of(template),
        first_logo=template.first_logo,
        second_logo=template.second_logo,
        in_use=False,
    )
    session.add(row)
    session.flush()
    return row.id


def use(session: Session, kind: Kind, template_id: str) -> str:
    """Make papers of this kind with this edition from now on, with the standard one if none; tells which it was."""
    before = session.scalars(select(Kept).where(Kept.kind == kind, Kept.in_use)).first()
    if before is not None:
        before.in_use = False
        session.flush()
    if template_id:
        the_edition(session, template_id).in_use = True
        session.flush()
    return "" if before is None else before.id


def remove(session: Session, template_id: str) -> None:
    """Take an edition away that was never in use."""
    session.delete(the_edition(session, template_id))
    session.flush()
