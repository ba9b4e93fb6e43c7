"""Leaving: when there is a place to go, what is still open and whose turn it is, what can be taken out of savings."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.departures.amounts import read_rupiah, rupiah_spelled, spelled
from shelter_admin.domain.departures.arranging import (
    ALWAYS_ASKED,
    Arrangement,
    PickupPaper,
    Reception,
    reception_state,
    require_arrangement,
    tidied,
)
from shelter_admin.domain.departures.handing import Item, items_from, plain_items, require_handing, require_items
from shelter_admin.domain.departures.savings import lowest_from, require_covered
from shelter_admin.domain.departures.steps import KnownOfLeaving, Stands, Step, Visit, steps_of
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.readiness import State

TODAY = date(2026, 11, 21)
FAMILY = Arrangement(reception=Reception.FAMILY, receiver="Rohana", surveyed_on=TODAY, survey_willing=True)


def stands(one: Arrangement, **known: object) -> dict[Step, Stands]:
    return {step.step: step.stands for step in steps_of(one, KnownOfLeaving(**known))}  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "state"),
    [
        (None, State.UNKNOWN),
        (Arrangement(), State.UNKNOWN),
        (Arrangement(reception=Reception.FAMILY, receiver="Rohana"), State.UNKNOWN),
        (FAMILY, State.MET),
        (Arrangement(surveyed_on=TODAY, survey_willing=False), State.NOT_MET),
        (Arrangement(reception=Reception.FAMILY, surveyed_on=TODAY, survey_willing=False), State.NOT_MET),
        (Arrangement(reception=Reception.INSTITUTION, surveyed_on=TODAY, survey_willing=False), State.UNKNOWN),
        (
            Arrangement(reception=Reception.INSTITUTION, receiver="Panti X", surveyed_on=TODAY, survey_willing=False),
            State.MET,
        ),
        (Arrangement(reception=Reception.WORK), State.UNKNOWN),
        (Arrangement(reception=Reception.OWN), State.MET),
        (Arrangement(reception=Reception.BUSINESS), State.MET),
    ],
)
def test_that_there_is_a_place_to_go_once_somebody_receives_and_of_a_family_is_willing(one, state):
    assert reception_state(one) is state


def test_that_only_a_family_brings_papers_and_is_asked_for_those_everybody_brings():
    assert FAMILY.missing_papers == ALWAYS_ASKED
    brought = Arrangement(reception=Reception.FAMILY, pickup_papers=(PickupPaper.KTP, PickupPaper.KK))
    assert brought.missing_papers == (PickupPaper.LETTER, PickupPaper.STATEMENT)
    assert Arrangement(reception=Reception.WORK).missing_papers == ()


def test_that_papers_stand_in_the_order_of_the_list_and_texts_without_blanks():
    one = tidied(Arrangement(receiver="  Rohana ", pickup_papers=(PickupPaper.STATEMENT, PickupPaper.KTP)))
    assert one.receiver == "Rohana"
    assert one.pickup_papers == (PickupPaper.KTP, PickupPaper.STATEMENT)
    assert tidied(FAMILY) == FAMILY


@pytest.mark.parametrize(
    ("one", "code", "field"),
    [
        (Arrangement(surveyed_on=TODAY + timedelta(days=1)), "step_not_done_yet", "surveyed_on"),
        (Arrangement(dinsos_told_on=TODAY + timedelta(days=1)), "step_not_done_yet", "dinsos_told_on"),
        (Arrangement(termination_on=TODAY + timedelta(days=1)), "step_not_done_yet", "termination_on"),
        (Arrangement(survey_willing=True), "survey_without_day", "surveyed_on"),
        (Arrangement(receiver="x" * 201), "text_too_long", "receiver"),
        (Arrangement(plan="x" * 2001), "text_too_long", "plan"),
    ],
)
def test_that_what_cannot_have_happened_is_refused_beside_its_field(one, code, field):
    with pytest.raises(Refused) as caught:
        require_arrangement(one, TODAY)
    assert (caught.value.code, caught.value.field) == (code, field)


def test_that_a_leaving_nobody_prepared_has_everything_open_and_names_whose_turn_it_is():
    steps = steps_of(Arrangement(), KnownOfLeaving(trains=True, kit=True, balance=5000, kept=2))
    assert [step.step for step in steps if step.open] == [
        Step.DECISION, Step.RECEPTION, Step.SURVEY, Step.PLAN, Step.DINSOS, Step.ASSESSMENT, Step.TOOLS, Step.SAVINGS,
        Step.KEPT, Step.TERMINATION,
    ]  # fmt: skip
    turns = {step.step: step.turn for step in steps}
    assert turns[Step.DECISION] is Role.KEPALA
    assert turns[Step.RECEPTION] is Role.PEKERJA_SOSIAL
    assert turns[Step.DINSOS] is Role.TATA_USAHA
    assert turns[Step.PICKUP_PAPERS] is None
    assert {step.step: step.figure for step in steps if step.figure} == {Step.SAVINGS: 5000, Step.KEPT: 2}


def test_that_a_family_that_refuses_is_told_apart_from_one_nobody_asked():
    refusing = Arrangement(reception=Reception.FAMILY, surveyed_on=TODAY, survey_willing=False)
    assert stands(refusing)[Step.RECEPTION] is Stands.REFUSED
    assert stands(refusing)[Step.SURVEY] is Stands.DONE
    assert stands(Arrangement())[Step.RECEPTION] is Stands.OPEN


def test_that_what_does_not_arise_is_asked_of_nobody():
    own = stands(Arrangement(reception=Reception.OWN))
    asked = (Step.SURVEY, Step.PICKUP_PAPERS, Step.DECISION, Step.TOOLS, Step.SAVINGS, Step.KEPT)
    assert {own[step] for step in asked} == {Stands.NOT_NEEDED}


def test_that_of_who_left_only_what_can_still_be_done_is_asked_and_of_who_died_what_the_house_holds():
    gone = stands(Arrangement(), gone=True, balance=100)
    assert set(gone) == {Step.DINSOS, Step.TOOLS, Step.SAVINGS, Step.KEPT, Step.TERMINATION}
    assert stands(Arrangement(), gone=True, only_things=True, balance=100) == {Step.SAVINGS: Stands.OPEN}
    assert stands(Arrangement(), gone=True, only_things=True, kit=True) == {}


def test_that_a_balance_kept_from_the_reader_is_neither_open_nor_told():
    (savings,) = [step for step in steps_of(FAMILY, KnownOfLeaving(balance=None)) if step.step is Step.SAVINGS]
    assert (savings.stands, savings.figure) == (Stands.NOT_NEEDED, None)


def test_that_a_visit_is_late_from_the_day_after_it_was_planned_until_it_is_made():
    visit = Visit("v", "p", "2026-0001", "Slamet", TODAY)
    assert not visit.late_on(TODAY)
    assert visit.late_on(TODAY + timedelta(days=1))
    assert not Visit("v", "p", "2026-0001", "Slamet", TODAY, visited_on=TODAY).late_on(TODAY + timedelta(days=9))


DAYS = st.integers(0, 9).map(lambda at: TODAY - timedelta(days=at))
ENTRIES = st.lists(st.tuples(DAYS, st.integers(-50, 50).filter(bool)), max_size=25)


def ends(book: list[tuple[date, int]]) -> list[int]:
    """What is there at the end of each day with an entry."""
    return [sum(amount for on, amount in book if on <= day) for day in {on for on, _amount in book}]


def covered(book: list[tuple[date, int]], day: date, amount: int) -> bool:
    try:
        require_covered(book, day, amount)
    except Refused:
        return False
    return True


@given(ENTRIES)
def test_that_savings_are_never_negative_on_any_day_and_nothing_is_refused_without_need(wishes):
    book: list[tuple[date, int]] = []
    for day, amount in wishes:
        with_it = [*book, (day, amount)]
        taken = covered(book, day, amount)
        assert taken == (min(ends(with_it)) >= 0)
        book = with_it if taken else book
    assert min(ends(book), default=0) >= 0


def test_that_a_sum_too_large_is_refused_with_what_there_is():
    with pytest.raises(Refused) as caught:
        require_covered([(TODAY, 500)], TODAY, -501)
    assert (caught.value.code, caught.value.field, caught.value.facts["there"]) == ("saving_not_covered", "amount", 500)


@given(ENTRIES, DAYS)
def test_that_what_can_be_taken_out_on_a_day_is_the_least_there_is_from_then_on(entries, day):
    after = [sum(amount for on, amount in entries if on <= end) for end in {on for on, _amount in entries} if end > day]
    assert lowest_from(entries, day) == min([sum(amount for on, amount in entries if on <= day), *after])


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0, "nol"),
        (11, "sebelas"),
        (19, "sembilan belas"),
        (20, "dua puluh"),
        (100, "seratus"),
        (115, "seratus lima belas"),
        (1000, "seribu"),
        (1250, "seribu dua ratus lima puluh"),
        (100_000, "seratus ribu"),
        (1_000_000, "satu juta"),
        (2_350_501, "dua juta tiga ratus lima puluh ribu lima ratus satu"),
        (1_000_000_000, "satu miliar"),
    ],
)
def test_that_a_sum_is_spelled_as_indonesian_receipts_have_it(value, words):
    assert spelled(value) == words
    assert rupiah_spelled(value) == f"{words} rupiah"


@pytest.mark.parametrize("text", ["50.000", "50000", "Rp50.000", "Rp 50.000,-", "rp. 50 000", "50,000", "50.000,00"])
def test_that_a_sum_is_read_however_offices_write_it(text):
    assert read_rupiah(text, "amount") == 50_000


@pytest.mark.parametrize("text", ["", "lima puluh", "50.00", "-50.000", "50.0000", "1.5", "²", "9" * 13])
def test_that_a_sum_that_is_none_is_refused_beside_its_field(text):
    with pytest.raises(Refused) as caught:
        read_rupiah(text, "amount")
    assert (caught.value.code, caught.value.field) == ("rupiah_unclear", "amount")


def test_that_things_are_kept_as_they_were_written():
    items = (Item("Mesin jahit", 1, "unit", 1_750_000, "Butterfly JH8190"), Item("Gunting"))
    assert items_from(plain_items(items)) == items


@pytest.mark.parametrize(
    ("items", "code"),
    [
        ((), "nothing_handed_over"),
        ((Item(""),), "item_unnamed"),
        ((Item("Gunting", 0),), "item_count"),
        ((Item("Gunting", value=-1),), "item_value"),
        ((Item("x" * 201),), "text_too_long"),
        ((Item("Gunting"),) * 61, "too_many_items"),
    ],
)
def test_that_a_list_of_things_says_what_and_how_many(items, code):
    with pytest.raises(Refused) as caught:
        require_items(items, some=True)
    assert (caught.value.code, caught.value.field) == (code, "items")


def test_that_a_plan_of_tools_may_be_empty():
    require_items((), some=False)


@pytest.mark.parametrize("day", [TODAY + timedelta(days=1), TODAY - timedelta(days=31)])
def test_that_things_are_handed_over_while_somebody_is_here_or_after(day):
    with pytest.raises(Refused) as caught:
        require_handing("Slamet", (), day, (TODAY - timedelta(days=30), TODAY))
    assert (caught.value.code, caught.value.field) == ("handed_when", "on_day")
    require_handing("Slamet", (), TODAY, (None, TODAY))
