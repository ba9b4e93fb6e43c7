"""Whom a member of staff sees: a trainer the own programmes only, unless an act on the whole house is passed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from shelter_admin.domain.accounts import Right, Role, Staff
from shelter_admin.domain.sight import sight_of

TODAY = date(2026, 11, 21)
TRAINER = frozenset({Role.INSTRUKTUR})


def test_that_a_trainer_sees_the_own_programmes_only():
    assert sight_of(Staff("a", "yusuf", "Yusuf", TRAINER), TODAY).only_class_of == "a"


@pytest.mark.parametrize(
    "right", [Right.DECIDE_EXIT, Right.ISSUE_CERTIFICATES, Right.SEND_RETURN, Right.TAKE_ROLL_CALL]
)
def test_that_an_act_on_the_whole_house_shows_it_whole_as_long_as_it_is_passed(right):
    deputy = Staff("a", "yusuf", "Yusuf", TRAINER, {right: TODAY})
    assert sight_of(deputy, TODAY).only_class_of is None
    assert sight_of(deputy, TODAY + timedelta(days=1)).only_class_of == "a"
