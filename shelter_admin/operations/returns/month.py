"""The month: its figures now, who is behind each, sent versions, and its papers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar, Final

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.changes import Area, Changes
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.month.behind import people_behind
from shelter_admin.domain.month.counting import UNKNOWN
from shelter_admin.domain.month.figures import (
    CONFIDENTIAL,
    FigureChange,
    MonthFigures,
    MonthView,
    OnRecord,
    PersonBehind,
    SentVersion,
    figures_of,
)
from shelter_admin.domain.month.frame import frame_of, require_over
from shelter_admin.domain.month.freezing import changes_of, frozen, plain_changes, thawed_figures, thawed_record
from shelter_admin.domain.month.keys import Figure, difference, read_figure
from shelter_admin.domain.papers import Document
from shelter_admin.domain.words import N_
from shelter_admin.operations.desk import Command, Done, Query, Work
from shelter_admin.persistence.accounts import names_of_accounts
from shelter_admin.persistence.returns import versions
from shelter_admin.persistence.returns.figures import on_record

CHANGED: Final = Changes.of(Area.RETURNS)

WORDS: dict[str, str] = {
    "period_unclear": N_("Write the month like 2026-10."),
    "month_not_begun": N_("The month {month} has not begun yet."),
    "month_not_over": N_("The month runs to {last}. It can be sent from the day after; until then look at a draft."),
    "month_just_sent": N_("Somebody has just sent this month. Open it again."),
    "version_unknown": N_("Version {version} of that month was never sent."),
    "figure_unknown": N_("Nobody stands behind that figure."),
    "figure_confidential": N_("Who is behind this figure is health information and is not shown here."),
}


@dataclass(frozen=True, slots=True)
class _Now:
    """A month as it stands: what is on record, its figures, and what was sent."""

    record: OnRecord
    figures: MonthFigures
    sent: tuple[versions.Version, ...]

    @property
    def changes(self) -> tuple[FigureChange, ...]:
        """What would be told otherwise than in the newest version."""
        return difference(thawed_figures(self.sent[-1].figures), self.figures) if self.sent else ()

    @property
    def next_version(self) -> int:
        """The version it would become if it were sent now."""
        newest = self.sent[-1].version if self.sent else 0
        return newest if self.sent and not self.changes else newest + 1


def _now(work: Work, period: str) -> _Now:
    record = on_record(work.session, frame_of(period, work.today))
    return _Now(record, figures_of(record), versions.versions(work.session, record.frame.period))


def _told(work: Work, sent: tuple[versions.Version, ...]) -> tuple[SentVersion, ...]:
    names = names_of_accounts(work.session) if sent else {}
    return tuple(
        SentVersion(one.version, one.sent_on, names.get(one.sent_by, one.sent_by), changes_of(one.difference))
        for one in sent
    )


def _view(work: Work, now: _Now) -> MonthView:
    finished = work.today > now.record.frame.last
    return MonthView(now.figures, _told(work, now.sent), now.next_version, now.changes, finished)


def _version(work: Work, period: str, number: int | None) -> tuple[versions.Version, tuple[versions.Version, ...]]:
    """One sent version, the newest where none is named, and all of that month."""
    sent = versions.versions(work.session, frame_of(period, work.today).period)
    found = [one for one in sent if number is None or one.version == number]
    if not found:
        raise Refused("version_unknown", field="number", version=number or 1)
    return found[-1], sent


@dataclass(frozen=True)
class Month(Query[MonthView]):
    """The figures of ``2026-10`` as they are now, beside what was sent."""

    needs: ClassVar[Right] = Right.SEE_RETURNS

    period: str

    @override
    def run(self, work: Work) -> MonthView:
        return _view(work, _now(work, self.period))


@dataclass(frozen=True)
class ReturnVersion(Query[MonthView]):
    """A sent version as it was frozen; its figures never change. ``difference`` is that to the version before."""

    needs: ClassVar[Right] = Right.SEE_RETURNS

    period: str
    number: int | None = None

    @override
    def run(self, work: Work) -> MonthView:
        wanted, sent = _version(work, self.period, self.number)
        told = _told(work, sent)
        return MonthView(
            thawed_figures(wanted.figures), told, wanted.version, changes_of(wanted.difference), finished=True
        )


@dataclass(frozen=True)
class MonthPeople(Query[tuple[PersonBehind, ...]]):
    """Who is behind a figure (keys of ``domain.month.keys``), of a sent version or of now.

    A figure by category, source or reason is shown to those only who see that of a person. Everybody shown is
    written down in the log.
    """

    needs: ClassVar[Right] = Right.SEE_RETURNS
    sensitive: ClassVar[bool] = True
    name: ClassVar[str] = N_("see who is behind a figure of the month")

    period: str
    figure: str
    number: int | None = None

    @override
    def run(self, work: Work) -> tuple[PersonBehind, ...]:
        figure = read_figure(self.figure)
        _require_sight(work, figure)
        record = self._record(work)
        _require_not_told_by_the_rest(work, record, figure)
        return versions.named(work.session, work.sight, people_behind(record, figure))

    def _record(self, work: Work) -> OnRecord:
        if self.number is None:
            return on_record(work.session, frame_of(self.period, work.today))
        return thawed_record(_version(work, self.period, self.number)[0].figures)

    @override
    def about(self, answer: tuple[PersonBehind, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(line.person_id for line in answer))


def _require_sight(work: Work, figure: Figure) -> None:
    """A list of people must not tell of a person what the reader may not see of one."""
    if figure.by in {"category", "service"}:
        work.staff.require(Right.SEE_CATEGORY, work.today)
    if figure.by in {"source", "reason"}:
        work.staff.require(Right.SEE_REMARKS, work.today)
    if figure.code == CONFIDENTIAL and not work.sight.health:
        raise Refused("figure_confidential", field="figure")


def _require_not_told_by_the_rest(work: Work, record: OnRecord, figure: Figure) -> None:
    """Where some are confidential, those without a category stay closed too: the rest would say who the some are."""
    if figure.by != "category" or figure.code != UNKNOWN or work.sight.health:
        return
    if people_behind(record, Figure(figure.what, "category", CONFIDENTIAL)):
        raise Refused("figure_confidential", field="figure")


@dataclass(frozen=True, slots=True)
class Sent:
    """What sending gave: the version that stands, whether it is a new one, and the month as it stands now."""

    version: int
    new: bool
    view: MonthView


@dataclass(frozen=True)
class SendMonth(Command[Sent]):
    """Mark a finished month as sent: its figures and the people behind them are frozen as a version.

    Figures that did not change since make no new version. Refused ``month_not_over`` while the month runs.
    """

    needs: ClassVar[Right] = Right.SEND_RETURN
    name: ClassVar[str] = N_("send the month")

    period: str

    @override
    def run(self, work: Work) -> Done[Sent]:
        now = _now(work, self.period)
        require_over(now.record.frame, work.today)
        number, changes = now.next_version, now.changes
        if now.sent and not changes:
            return Done(result=Sent(number, new=False, view=_view(work, now)), what=self._what(now, number))
        fresh = versions.Version(
            number, frozen(now.figures, now.record), plain_changes(changes), work.today, work.staff.account_id
        )
        versions.add(work.session, now.figures.period, fresh)
        view = _view(work, replace(now, sent=(*now.sent, fresh)))
        return Done(CHANGED, Sent(number, new=True, view=view), what=self._what(now, number))

    def _what(self, now: _Now, number: int) -> dict[str, object]:
        """The log says which month and version; the period is no free text."""
        return {"period": now.figures.period, "version": number}


@dataclass(frozen=True)
class MonthPapers(Query[tuple[Document, ...]]):
    """Workbook, PDF and CSV, in this order: of a sent version (the newest), or of now as a draft (KONSEP).

    They hold counts only, nobody's name; a draft can be made beside an open window.
    """

    needs: ClassVar[Right] = Right.SEE_RETURNS

    period: str
    draft: bool = False
    number: int | None = None

    @override
    def run(self, work: Work) -> tuple[Document, ...]:
        from shelter_admin.operations.returns.papers import month_papers

        view = Month(self.period).run(work) if self.draft else ReturnVersion(self.period, self.number).run(work)
        return month_papers(work, view, draft=self.draft)
