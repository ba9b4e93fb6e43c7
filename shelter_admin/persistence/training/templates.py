"""Intakes of every year, and the classes made of them."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from shelter_admin.domain.errors import Refused
from shelter_admin.domain.training.templates import BatchTemplate
from shelter_admin.persistence.base import new_id
from shelter_admin.persistence.training.classes import intake_of
from shelter_admin.persistence.training.tables import BatchTable, BatchTemplateTable

PLAIN = ("name", "start_month", "start_day", "months", "weekdays")


def template_of(row: BatchTemplateTable) -> BatchTemplate:
    """An intake of every year as rules and lists see it."""
    return BatchTemplate(
        row.id,
        row.program_id,
        row.name,
        row.start_month,
        row.start_day,
        row.months,
        row.weekdays,
        row.starts_at or "",
        intake_of(row),
    )


def the_template(session: Session, template_id: str) -> BatchTemplateTable:
    """Load an intake of every year; raises Refused ``template_gone``."""
    row = session.get(BatchTemplateTable, template_id)
    if row is None:
        raise Refused("template_gone", field="template_id")
    return row


def templates(session: Session, program_id: str | None = None) -> tuple[BatchTemplate, ...]:
    """The intakes of a programme, or of all, by the day of the year they begin."""
    query = select(BatchTemplateTable).order_by(
        BatchTemplateTable.program_id, BatchTemplateTable.start_month, BatchTemplateTable.start_day
    )
    if program_id is not None:
        query = query.where(BatchTemplateTable.program_id == program_id)
    return tuple(template_of(row) for row in session.scalars(query))


def require_new_name(session: Session, template: BatchTemplate) -> None:
    """Refuse the name of another intake of the programme, in any case."""
    query = select(BatchTemplateTable.id).where(
        BatchTemplateTable.program_id == template.program_id,
        func.lower(BatchTemplateTable.name) == func.lower(template.name),
    )
    if any(found != template.template_id for found in session.scalars(query)):
        raise Refused("template_taken", field="template_name")


def put(session: Session, template: BatchTemplate) -> BatchTemplateTable:
    """Write an intake of every year: a new one where it has no id, or one taken out under its own id."""
    row = session.get(BatchTemplateTable, template.template_id) if template.template_id else None
    if row is None:
        row = BatchTemplateTable(id=template.template_id or new_id(), program_id=template.program_id)
        session.add(row)
    for name in PLAIN:
        setattr(row, name, getattr(template, name))
    row.starts_at = template.starts_at or None
    for name, value in asdict(template.intake).items():
        setattr(row, name, value)
    session.flush()
    return row


def drop(session: Session, template_id: str) -> None:
    """Take an intake of every year out; the classes made of it stay."""
    session.delete(the_template(session, template_id))
    session.flush()


def known_batch(session: Session, program_id: str, name: str, starts_on: date) -> str | None:
    """The name of the class of a programme that has this name, in any case, or begins on this day."""
    query = select(BatchTable.name).where(
        BatchTable.program_id == program_id,
        (func.lower(BatchTable.name) == func.lower(name)) | (BatchTable.starts_on == starts_on),
    )
    return session.scalars(query.order_by(BatchTable.id)).first()
