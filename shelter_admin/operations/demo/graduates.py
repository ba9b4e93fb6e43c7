"""Who went away with a certificate: decided about by the head, issued on the day of leaving as any other is issued."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, time, timedelta
from itertools import groupby
from typing import Any, Final

from shelter_admin.domain.identity.nik import NikQuality
from shelter_admin.domain.leaving import LeavingReason
from shelter_admin.domain.progress import UNWATCHED
from shelter_admin.domain.readiness import Candidate, Criterion, ReadinessPolicy, State
from shelter_admin.domain.readiness_weighing import Attended, Known, checks_of, snapshot_of
from shelter_admin.domain.training import LEAST_RATE, figures_of
from shelter_admin.operations.certificates import IssueCertificates
from shelter_admin.operations.demo.classes import Place, School
from shelter_admin.operations.demo.life import House, Stay
from shelter_admin.operations.desk import Work
from shelter_admin.persistence.base import new_id
from shelter_admin.persistence.people.tables import HealthTable
from shelter_admin.persistence.readiness.policies import readiness_policy
from shelter_admin.persistence.readiness.tables import ExitDecisionTable, ReadinessCheckTable
from shelter_admin.persistence.residents.moving_in import add_rows

MOST: Final = 25
RECENTLY: Final = timedelta(days=365)
BEFORE_LEAVING: Final = timedelta(days=5)
LOOKED_AT_BEFORE: Final = timedelta(days=10)
AT: Final = time(9, 0)
INDEPENDENT: Final = frozenset(
    {LeavingReason.COMPLETED, LeavingReason.EMPLOYED, LeavingReason.OWN_BUSINESS, LeavingReason.FAMILY}
)
BY_HAND: Final = (Criterion.RECEPTION, Criterion.CASE_CONFERENCE)


def graduate(work: Work, house: House, school: School, names: str) -> int:
    """Decide about those who left with everything in order, and issue their certificates; tells how many."""
    leaving = leavers(house, school, work.today)
    stays = list({place.stay.stay_id: place.stay for _day, place in leaving}.values())
    people = {stay.person.person_id for stay in stays}
    add_rows(work.session, HealthTable, [
        {"person_id": person_id, "alert": "", "diet": "", "details": "", "attention": False}
        for person_id in sorted(people)
    ])  # fmt: skip
    places = {stay.stay_id: [place for _day, place in leaving if place.stay is stay] for stay in stays}
    add_rows(work.session, ReadinessCheckTable, [row for stay in stays for row in _checks(stay, places[stay.stay_id])])
    policy = readiness_policy(work.session, work.today)
    add_rows(
        work.session, ExitDecisionTable, [_decision(work, stay, places[stay.stay_id], policy, names) for stay in stays]
    )
    for day, of_day in groupby(leaving, key=lambda one: one[0]):
        then = replace(work, now=work.panti.instant(day, AT), progress=UNWATCHED)
        IssueCertificates(tuple(place.enrolment_id for _day, place in of_day)).run(then)
    return len(leaving)


def leavers(house: House, school: School, today: date) -> list[tuple[date, Place]]:
    """Those who finished, left for a life of their own in the last year and do not live here again; by day."""
    here = {stay.person.person_id for stay in house.living()}
    found = [
        (place.stay.left, place)
        for place in school.places
        if place.stay.left is not None
        and place.stay.reason in INDEPENDENT
        and max(today - RECENTLY, place.batch.last) < place.stay.left < today
        and place.stay.person.person_id not in here
        and _in_order(place)
    ]
    return sorted(found, key=lambda one: (one[0], one[1].enrolment_id))[-MOST:]


def _in_order(place: Place) -> bool:
    """Say whether mark, attendance, papers and health are as the policy asks."""
    who = place.stay.person.who
    if not place.grades or not who.nik or who.alert:
        return False
    rate = _attended(place).rate
    return rate is not None and rate >= LEAST_RATE and place.final >= 70


def _attended(place: Place) -> Attended:
    figures = figures_of(place.marks, place.marks, None)
    return Attended(figures.rate, figures.best_attainable, figures.may_miss, figures.unmarked)


def _decided_on(places: Sequence[Place]) -> date:
    """A few days before leaving, but after the class was over."""
    left = places[0].stay.left
    over = max(place.batch.last for place in places)
    return over if left is None else max(over, left - BEFORE_LEAVING)


def _checks(stay: Stay, places: Sequence[Place]) -> list[dict[str, Any]]:
    return [
        {
            "stay_id": stay.stay_id,
            "criterion": criterion.value,
            "state": state.value,
            "on_day": on_day,
            "note": "",
        }
        for criterion, (state, on_day) in _by_hand(places).items()
    ]


def _by_hand(places: Sequence[Place]) -> Mapping[Criterion, tuple[State, date]]:
    return dict.fromkeys(BY_HAND, (State.MET, _decided_on(places) - LOOKED_AT_BEFORE))


def _decision(work: Work, stay: Stay, places: Sequence[Place], policy: ReadinessPolicy, names: str) -> dict[str, Any]:
    lines = [_line(place, policy, _by_hand(places)) for place in places]
    return {
        "id": new_id(),
        "stay_id": stay.stay_id,
        "person_id": stay.person.person_id,
        "ready": True,
        "reason": "Semua syarat terpenuhi",
        "names": names,
        "decided_on": _decided_on(places),
        "decided_by": work.staff.account_id,
        "snapshot": snapshot_of(policy, lines),
    }


def _line(place: Place, policy: ReadinessPolicy, by_hand: Mapping[Criterion, tuple[State, date]]) -> Candidate:
    """How far somebody was when it was decided."""
    person = place.stay.person
    written = {criterion.value: told for criterion, told in by_hand.items()}
    known = Known(
        _attended(place), place.final, NikQuality.OK.value, None, attention=False, by_hand=written, decision=None
    )
    return Candidate(
        person.person_id,
        place.stay.stay_id,
        place.enrolment_id,
        person.number,
        person.who.name,
        place.batch.course.name,
        place.batch.name,
        checks_of(policy, known),
        None,
        policy,
    )
