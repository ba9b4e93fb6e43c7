"""When each will meet the policy, what to do next, and what the head looks at before deciding."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.forecast import NO_COURSE, Forecast, forecast_of
from shelter_admin.domain.next_steps import next_step
from shelter_admin.domain.readiness import Candidate
from shelter_admin.domain.words import N_
from shelter_admin.operations.desk import Query, Work
from shelter_admin.persistence.people.lookup import open_stay
from shelter_admin.persistence.people.sight import require_in_sight
from shelter_admin.persistence.readiness.candidates import candidates
from shelter_admin.persistence.readiness.hearings import Heard, heard_last
from shelter_admin.persistence.readiness.outlook import courses_of
from shelter_admin.persistence.readiness.policies import policies_on

__all__ = ["BeforeDeciding", "Grounds", "Heard", "Outlook", "Outlooks"]


@dataclass(frozen=True)
class Outlook:
    """One candidate with the forecast and the next step, which is said to whoever must act."""

    candidate: Candidate
    forecast: Forecast
    step: str = field(repr=False)
    today: date


@dataclass(frozen=True)
class Outlooks(Query[tuple[Outlook, ...]]):
    """When each candidate will meet the policy at the present pace, and what is next; of all, or of one person."""

    needs: ClassVar[Right] = Right.SEE_READINESS

    person_id: str | None = None

    @override
    def run(self, work: Work) -> tuple[Outlook, ...]:
        if self.person_id is not None:
            require_in_sight(work.session, work.sight, self.person_id)
        policies = policies_on(work.session, work.today)
        lines = candidates(work.session, work.sight, policies, work.today, self.person_id)
        courses = courses_of(work.session, work.today, self.person_id) if lines else {}
        return tuple(
            Outlook(
                one, forecast_of(one, courses.get(one.enrolment_id, NO_COURSE), work.today), next_step(one), work.today
            )
            for one in lines
        )


@dataclass(frozen=True)
class Grounds:
    """What lies before the head: how the person stands, and what the last case conference said."""

    person_id: str
    outlooks: tuple[Outlook, ...]
    heard: Heard | None
    today: date


@dataclass(frozen=True)
class BeforeDeciding(Query[Grounds]):
    """What the head looks at before deciding about somebody; looking is written to the audit."""

    needs: ClassVar[Right] = Right.DECIDE_EXIT
    sensitive: ClassVar[bool] = True
    name: ClassVar[str] = N_("look at what a decision rests on")

    person_id: str

    @override
    def run(self, work: Work) -> Grounds:
        outlooks = Outlooks(self.person_id).run(work)
        stay = open_stay(work.session, self.person_id)
        return Grounds(self.person_id, outlooks, heard_last(work.session, work.sight, stay.id), work.today)

    @override
    def about(self, answer: Grounds) -> tuple[str, ...]:
        return (answer.person_id,)
