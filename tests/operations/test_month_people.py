"""Who is behind a figure of the month, and to whom that is told."""

from __future__ import annotations

from datetime import date

import pytest

from shelter_admin.domain.accounts import Right, Role
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.month.figures import CONFIDENTIAL
from shelter_admin.operations.accounts import PassRight
from shelter_admin.operations.returns.month import (
    Month,
    MonthPeople,
)
from shelter_admin.persistence.base import new_id
from shelter_admin.persistence.people.tables import PersonCategoryTable

PERIOD = "2026-10"


def test_that_whoever_is_shown_behind_a_figure_is_in_the_log(house):
    person = house.admit("Budi", admitted_on=date(2026, 9, 3)).person_id
    house.head.ask(MonthPeople(PERIOD, "closing"))
    entry = house.audit()[-1]
    assert (entry.act, entry.about) == ("MonthPeople", (person,))


def test_that_a_confidential_category_is_counted_but_never_named(house):
    person = house.admit("Budi", admitted_on=date(2026, 9, 3)).person_id
    with house.writing() as session:
        session.add(PersonCategoryTable(id=new_id(), person_id=person, category="ODHA", main=True))
    figures = house.head.ask(Month(PERIOD)).figures
    assert set(figures.by_category) == {CONFIDENTIAL}
    assert figures.by_category[CONFIDENTIAL].closing.total == 1
    with pytest.raises(Refused, match="figure_confidential"):
        house.head.ask(MonthPeople(PERIOD, f"closing.category:{CONFIDENTIAL}"))


def test_that_nobody_is_told_as_confidential_by_being_in_no_other_list(house):
    unknown = house.admit("Siti", admitted_on=date(2026, 9, 3)).person_id
    assert [one.person_id for one in house.head.ask(MonthPeople(PERIOD, "closing.category:unknown"))] == [unknown]
    person = house.admit("Budi", admitted_on=date(2026, 9, 3)).person_id
    with house.writing() as session:
        session.add(PersonCategoryTable(id=new_id(), person_id=person, category="ODHA", main=True))
    with pytest.raises(Refused, match="figure_confidential"):
        house.head.ask(MonthPeople(PERIOD, "closing.category:unknown"))
    assert house.head.ask(MonthPeople(PERIOD, "admitted.category:unknown")) == ()


def test_that_a_deputy_who_sees_no_category_is_not_told_one_by_a_figure(house):
    carer = house.desk(Role.PENGASUH)
    house.head.do(PassRight(carer.staff.account_id, Right.SEE_RETURNS, house.head.today))
    carer = house.desk(Role.PENGASUH)
    assert carer.ask(MonthPeople(PERIOD, "closing")) == ()
    for key in ("closing.category:GELANDANGAN", "left.reason:KABUR", "spm.service:SPM-GP"):
        with pytest.raises(Refused, match="not_allowed"):
            carer.ask(MonthPeople(PERIOD, key))
