"""The month: its figures now, who is behind each, sent versions, and its papers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.month.figures import MonthView, PersonBehind
from shelter_admin.domain.papers import Document
from shelter_admin.domain.words import N_
from shelter_admin.operations.desk import Command, Done, Query, Work


@dataclass(frozen=True)
class Month(Query[MonthView]):
    """The figures of ``2026-10`` as they are now, beside what was sent."""

    needs: ClassVar[Right] = Right.SEE_RETURNS

    period: str

    @override
    def run(self, work: Work) -> MonthView:
        raise NotImplementedError


@dataclass(frozen=True)
class ReturnVersion(Query[MonthView]):
    """A sent version as it was frozen; its figures never change."""

    needs: ClassVar[Right] = Right.SEE_RETURNS

    period: str
    number: int

    @override
    def run(self, work: Work) -> MonthView:
        raise NotImplementedError


@dataclass(frozen=True)
class MonthPeople(Query[tuple[PersonBehind, ...]]):
    """Who is behind a figure (keys of ``domain.month.keys``), of a sent version or of now."""

    needs: ClassVar[Right] = Right.SEE_RETURNS
    sensitive: ClassVar[bool] = True
    name: ClassVar[str] = N_("see who is behind a figure of the month")

    period: str
    figure: str
    number: int | None = None

    @override
    def run(self, work: Work) -> tuple[PersonBehind, ...]:
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Sent:
    """What sending gave: the version that stands, whether it is a new one, and the month as it stands now."""

    version: int
    new: bool
    view: MonthView


@dataclass(frozen=True)
class SendMonth(Command[Sent]):
    """Mark a finished month as sent: figures and the people behind them are frozen as a version."""

    needs: ClassVar[Right] = Right.SEND_RETURN
    name: ClassVar[str] = N_("send the month")

    period: str

    @override
    def run(self, work: Work) -> Done[Sent]:
        raise NotImplementedError


@dataclass(frozen=True)
class MonthPapers(Query[tuple[Document, ...]]):
    """Workbook, PDF and CSV, in this order: of a sent version (the newest), or of now as a draft (KONSEP)."""

    needs: ClassVar[Right] = Right.SEE_RETURNS

    period: str
    draft: bool = False
    number: int | None = None

    @override
    def run(self, work: Work) -> tuple[Document, ...]:
        raise NotImplementedError
