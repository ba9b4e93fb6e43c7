"""The kitchen's count of a day: who lives here, is away, eats outside; diets with names only for who sees alerts."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.kitchen import Eats, Meal
from shelter_admin.domain.leaving import LeavingReason
from shelter_admin.operations.duty.kitchen import EatersOf, KitchenCount, PrintKitchen
from shelter_admin.operations.presence.gate import ComeIn, GoOut
from shelter_admin.operations.residents import RecordLeaving, SetCategories, SetHealth
from shelter_admin.persistence.base import new_id
from shelter_admin.persistence.duty.tables import StandingPermissionTable
from shelter_admin.persistence.presence.tables import LeavePassTable
from tests.operations.residents_house import TODAY

TOMORROW = TODAY + timedelta(days=1)
LONG_AGO = date(2026, 10, 1)


def people(house, *names):
    return [house.admit(name, admitted_on=LONG_AGO) for name in names]


def figures(house, day=None):
    """Eating, away and outside at each meal of a day."""
    count = house.head.ask(KitchenCount(day))
    return [(meal.eating, meal.away, meal.outside) for meal in count.meals]


def instant(house, day, hour):
    return house.head.panti.instant(day, time(hour))


def a_pass(house, one, since, until, state="approved"):
    with house.writing() as session:
        decided = {"decided_by": "x", "decided_at": house.clock.now} if state == "approved" else {}
        session.add(
            LeavePassTable(
                id=new_id(), person_id=one.person_id, stay_id=one.stay_id, kind="C", from_at=since, until_at=until,
                asked_by="x", asked_at=house.clock.now, state=state, **decided,
            )
        )  # fmt: skip


def works(house, one, weekdays, meals):
    with house.writing() as session:
        session.add(
            StandingPermissionTable(
                id=new_id(), person_id=one.person_id, stay_id=one.stay_id, kind="work", weekdays=weekdays,
                leaves_at="07:00", back_at="16:00", from_day=LONG_AGO, meals_outside=meals,
            )
        )  # fmt: skip


def test_that_tomorrow_is_counted_where_no_day_is_named(house):
    people(house, "Ani", "Budi")
    assert house.head.ask(KitchenCount()).day == TOMORROW
    assert figures(house) == [(2, 0, 0)] * 3


def test_that_who_is_outside_is_away_until_the_hour_of_return(house):
    ani, budi, _cici = people(house, "Ani", "Budi", "Cici")
    house.head.do(GoOut(ani.person_id, "keluarga", instant(house, TOMORROW, 10)))
    house.head.do(GoOut(budi.person_id, "pasar", instant(house, TODAY, 15)))
    assert figures(house) == [(2, 1, 0), (3, 0, 0), (3, 0, 0)]
    house.clock.now = instant(house, TODAY, 17)
    assert figures(house, TODAY)[2] == (2, 1, 0)  # Budi is late, and a plate is kept


def test_that_approved_leave_takes_somebody_off_the_table_and_leave_only_asked_for_does_not(house):
    ani, budi = people(house, "Ani", "Budi")
    a_pass(house, ani, instant(house, TOMORROW, 8), instant(house, TOMORROW, 16))
    a_pass(house, budi, instant(house, TOMORROW, 8), instant(house, TOMORROW, 16), state="asked")
    assert figures(house) == [(2, 0, 0), (1, 1, 0), (2, 0, 0)]


def test_that_who_works_outside_eats_there_on_those_weekdays(house):
    (ani,) = people(house, "Ani")
    works(house, ani, "7", ["lunch"])  # tomorrow is a Sunday
    assert figures(house) == [(1, 0, 0), (0, 0, 1), (1, 0, 0)]
    assert figures(house, TODAY)[1] == (1, 0, 0)


def test_that_a_day_gone_by_is_counted_as_it_was(house):
    ani, budi = people(house, "Ani", "Budi")
    house.clock.now = instant(house, TODAY, 11)
    house.head.do(GoOut(ani.person_id, "pasar"))
    house.clock.now = instant(house, TODAY, 13)
    house.head.do(ComeIn(ani.person_id))
    house.head.do(RecordLeaving(budi.person_id, LeavingReason.FAMILY, TODAY))
    house.clock.now = instant(house, TOMORROW, 9)
    assert figures(house, TODAY - timedelta(days=1)) == [(2, 0, 0)] * 3
    assert figures(house, TODAY) == [(1, 0, 0), (0, 1, 0), (1, 0, 0)]


def test_that_diets_are_grouped_and_named_for_who_sees_alerts_alone(house):
    ani, budi, _cici = people(house, "Ani", "Budi", "Cici")
    for one, diet in ((ani, "Rendah garam"), (budi, "rendah  garam")):
        house.desk(Role.KESEHATAN).do(SetHealth(one.person_id, diet=diet))
    lunch = house.desk(Role.TATA_USAHA).ask(KitchenCount()).meals[1]
    assert [(one.diet.casefold(), one.count) for one in lunch.diets] == [("", 1), ("rendah garam", 2)]
    named = house.desk(Role.PENGASUH).ask(EatersOf(TOMORROW, Meal.LUNCH))
    assert [(one.eater.name, one.eats) for one in named] == [(name, Eats.HERE) for name in ("Ani", "Budi", "Cici")]
    assert sorted(house.audit()[-1].about) == sorted([ani.person_id, budi.person_id])
    for role in (Role.KEPALA, Role.TATA_USAHA, Role.PEKERJA_SOSIAL, Role.INSTRUKTUR):
        with pytest.raises(Refused) as caught:
            house.desk(role).ask(EatersOf(TOMORROW, Meal.LUNCH))
        assert caught.value.code == "not_allowed"


def test_that_who_is_kept_confidential_eats_under_the_number(house):
    (ani,) = people(house, "Ani")
    house.head.do(SetCategories(ani.person_id, ("TRAFFICKING",)))
    (one,) = house.desk(Role.PIKET).ask(EatersOf(TOMORROW, Meal.LUNCH))
    assert one.eater.name == f"{one.eater.number} · confidential"


def test_that_the_sheet_for_the_kitchen_is_one_page_without_a_name(house):
    from io import BytesIO

    from pypdf import PdfReader

    for one in people(house, *(f"Sitikhalimah {number}" for number in range(40))):
        house.desk(Role.KESEHATAN).do(SetHealth(one.person_id, diet="lunak"))
    paper = house.head.ask(PrintKitchen(TOMORROW))
    pages = PdfReader(BytesIO(paper.content)).pages
    words = "".join(page.extract_text() for page in pages)
    assert len(pages) == 1
    assert "lunak" in words
    assert "Sitikhalimah" not in words
