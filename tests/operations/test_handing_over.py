"""Handing over with receipts, savings, and the tools of the programmes, on a real store."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from sqlalchemy import func, select

from shelter_admin.domain.accounts import Right, Role
from shelter_admin.domain.departures.handing import HandedKind, Item
from shelter_admin.domain.departures.steps import Stands
from shelter_admin.domain.errors import Conflict, Refused
from shelter_admin.domain.leaving import LeavingReason
from shelter_admin.operations.accounts import PassRight
from shelter_admin.operations.departures.asking import Kits
from shelter_admin.operations.departures.handing import (
    HandOverThings,
    PayOutSavings,
    RecordSaving,
    RestoreHandover,
    ReverseSaving,
    VoidHandover,
)
from shelter_admin.operations.departures.kits import SetKit
from shelter_admin.operations.departures.papers import (
    PrintDeparture,
    PrintDinsosLetter,
    PrintPickupStatement,
    PrintReceipt,
    PrintSavings,
    PrintTermination,
)
from shelter_admin.operations.editing import Seen
from shelter_admin.operations.residents import RecordLeaving, SetCategories
from shelter_admin.persistence.departures.tables import SavingTable
from shelter_admin.persistence.people.tables import PersonTable
from tests.operations.departures_house import (
    MACHINE,
    SCISSORS,
    WILLING,
    a_leaver,
    arrange,
    hand_tools,
    pay_out,
    save,
    stands,
    the_file,
)
from tests.operations.readiness_house import a_trainee
from tests.operations.residents_house import TODAY, refused


@pytest.fixture
def slamet(house):
    return a_leaver(house)


def balance(house, person_id):
    return the_file(house.head, person_id).balance


def in_store(house, person_id):
    """The sum as the store adds it up."""
    with house.head.store.asking() as session:
        query = select(func.sum(SavingTable.amount)).where(SavingTable.person_id == person_id)
        return session.scalar(query) or 0


def a_kit(house):
    (kit,) = [one for one in house.head.ask(Kits()) if one.program == "Menjahit"]
    return kit


def test_that_the_book_has_every_entry_with_what_was_there_after_it(house, slamet):
    save(house.head, slamet, 50_000, -20_000)
    house.head.do(RecordSaving(slamet, 5_000, TODAY - timedelta(days=9), "upah"))
    book = the_file(house.head, slamet).savings
    assert book is not None
    assert [(one.amount, one.balance, one.note) for one in book] == [
        (5_000, 5_000, "upah"),
        (50_000, 55_000, ""),
        (-20_000, 35_000, ""),
    ]


@pytest.mark.parametrize(
    ("amount", "day", "code", "field"),
    [
        (0, None, "amount_unclear", "amount"),
        (2_000_000_000, None, "amount_unclear", "amount"),
        (-1, None, "saving_not_covered", "amount"),
        (1, TODAY + timedelta(days=1), "saving_in_future", "on_day"),
    ],
)
def test_that_an_entry_that_cannot_be_leaves_nothing_behind(house, slamet, amount, day, code, field):
    refused(house.head, RecordSaving(slamet, amount, day), code, field=field)
    assert the_file(house.head, slamet).savings == ()


def test_that_nothing_is_taken_out_on_a_day_before_the_money_came(house, slamet):
    save(house.head, slamet, 50_000)
    act = RecordSaving(slamet, -10_000, TODAY - timedelta(days=1))
    assert refused(house.head, act, "saving_not_covered", field="amount").facts["there"] == 0


def test_that_an_entry_taken_back_is_put_right_by_its_opposite_and_both_stay(house, slamet):
    save(house.head, slamet, 50_000)
    house.head.undo()
    book = the_file(house.head, slamet).savings or ()
    assert [(one.amount, one.note) for one in book] == [(50_000, ""), (-50_000, "taken back")]


def test_that_an_entry_is_put_right_once_and_its_opposite_once_too(house, slamet):
    save(house.head, slamet, 50_000, 50_000, 200_000)
    first, *others = [one.saving_id for one in the_file(house.head, slamet).savings or ()]
    undone = house.head.do(ReverseSaving(first))
    refused(house.head, ReverseSaving(first), "saving_reversed")
    assert balance(house, slamet) == 250_000
    again = house.head.do(undone.undo)
    refused(house.head, ReverseSaving(undone.outcome), "saving_reversed")
    house.head.do(again.undo)
    refused(house.head, ReverseSaving(first), "saving_reversed")
    for one in others:
        house.head.do(ReverseSaving(one))
    book = the_file(house.head, slamet).savings or ()
    assert balance(house, slamet) == 0
    assert [one.amount for one in book[:4]] == [50_000, -50_000, 50_000, -50_000]
    assert min(one.balance for one in book) >= 0


def test_that_money_spent_meanwhile_cannot_be_taken_back(house, slamet):
    key = house.head.do(RecordSaving(slamet, 50_000)).outcome
    save(house.head, slamet, -40_000)
    refused(house.head, ReverseSaving(key), "saving_not_covered", field="amount")
    refused(house.head, ReverseSaving("no-such"), "saving_unknown", field="saving_id")


def test_that_savings_are_paid_out_with_a_receipt_and_never_more_than_there_is(house, slamet):
    save(house.head, slamet, 50_000)
    act = PayOutSavings(person_id=slamet, amount=50_001, received_by="Slamet")
    assert refused(house.head, act, "saving_not_covered", field="amount").facts["there"] == 50_000
    pay_out(house.head, slamet, 50_000)
    assert balance(house, slamet) == 0
    (paid,) = the_file(house.head, slamet).handed
    assert (paid.kind, paid.amount, paid.given_by) == (HandedKind.SAVINGS, 50_000, "Dra. Ratna Wulandari")
    assert stands(house.head, slamet)["savings"] is Stands.NOT_NEEDED


def test_that_a_void_receipt_gives_the_money_back_and_says_why(house, slamet):
    save(house.head, slamet, 50_000)
    receipt = pay_out(house.head, slamet, 30_000)
    refused(house.head, VoidHandover(receipt), "reason_missing", field="reason")
    house.head.do(VoidHandover(receipt), reason="jumlah salah")
    assert balance(house, slamet) == in_store(house, slamet) == 50_000
    (paid,) = the_file(house.head, slamet).handed
    assert (paid.stands, paid.void_on, paid.void_reason) == (False, TODAY, "jumlah salah")
    refused(house.head, VoidHandover(receipt), "handing_void", reason="lagi")
    house.head.undo()
    assert balance(house, slamet) == 20_000
    assert the_file(house.head, slamet).handed[0].stands
    refused(house.head, RestoreHandover(receipt), "handing_stands")


def test_that_a_receipt_stands_again_only_while_its_money_is_there(house, slamet):
    save(house.head, slamet, 50_000)
    receipt = pay_out(house.head, slamet, 50_000)
    house.head.do(VoidHandover(receipt), reason="keliru")
    save(house.head, slamet, -10_000)
    refused(house.head, RestoreHandover(receipt), "saving_not_covered", field="amount")


def test_that_an_entry_of_a_receipt_is_not_put_right_by_itself(house, slamet):
    save(house.head, slamet, 50_000)
    pay_out(house.head, slamet, 50_000)
    paid = (the_file(house.head, slamet).savings or ())[-1]
    refused(house.head, ReverseSaving(paid.saving_id), "saving_of_receipt")


ACTS = st.lists(
    st.one_of(
        st.tuples(st.just("save"), st.integers(-60, 60).filter(bool), st.integers(0, 5)),
        st.tuples(st.just("pay"), st.integers(1, 60), st.integers(0, 5)),
        st.tuples(st.just("void"), st.integers(0, 9), st.just(0)),
        st.tuples(st.just("undo"), st.just(0), st.just(0)),
    ),
    max_size=14,
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ACTS)
def test_that_whatever_is_done_savings_are_the_sum_of_the_book_and_never_negative_on_any_day(house, acts):
    person = a_leaver(house, "Joko")
    receipts: list[str] = []
    admitted = len(house.head._undo)
    for act, figure, back in acts:
        day = TODAY - timedelta(days=back)
        try:
            if act == "save":
                house.head.do(RecordSaving(person, figure, day))
            elif act == "pay":
                receipts.append(pay_out(house.head, person, figure, on_day=day))
            elif act == "void" and receipts:
                house.head.do(VoidHandover(receipts[figure % len(receipts)]), reason="keliru")
            elif act == "undo" and len(house.head._undo) > admitted:
                house.head.undo()
        except Refused:
            pass
        book = the_file(house.head, person)
        assert book.balance == in_store(house, person) >= 0
        ends = {one.on_day: one.balance for one in book.savings or ()}
        assert min(ends.values(), default=0) >= 0
        paid = sum(one.amount or 0 for one in book.handed if one.stands)
        assert -sum(one.amount for one in book.savings or () if one.handover_id) == paid


def test_that_tools_are_handed_over_with_the_enrolment_they_belong_to(house):
    trainee = a_trainee(house)
    house.head.do(SetKit(a_kit(house).program_id, (SCISSORS, MACHINE)))
    assert stands(house.head, trainee.person_id)["tools"] is Stands.OPEN
    ((enrolment_id, kit),) = the_file(house.head, trainee.person_id).kits
    assert [(one.name, one.quantity, one.value) for one in kit.items] == [
        ("Gunting kain", 2, 35_000), ("Mesin jahit", 1, 1_750_000)
    ]  # fmt: skip
    hand_tools(house.head, trainee.person_id, MACHINE, Item("  "), enrolment_id=enrolment_id)
    (given_,) = the_file(house.head, trainee.person_id).handed
    assert (given_.program, given_.items, given_.witness) == ("Menjahit", (MACHINE,), "Yusuf Arifin")
    assert stands(house.head, trainee.person_id)["tools"] is Stands.DONE
    house.head.undo()
    assert stands(house.head, trainee.person_id)["tools"] is Stands.OPEN
    assert the_file(house.head, trainee.person_id).handed[0].void_reason == "taken back"


def test_that_tools_go_to_the_enrolment_of_that_stay_alone(house, slamet):
    other = a_trainee(house).enrolment_id
    act = HandOverThings(
        person_id=slamet, kind=HandedKind.TOOLS, items=(SCISSORS,), received_by="Slamet", enrolment_id=other
    )
    refused(house.head, act, "enrolment_unknown", field="enrolment_id")


@pytest.mark.parametrize(
    ("changed", "code", "field"),
    [
        ({"items": ()}, "nothing_handed_over", "items"),
        ({"items": (Item("", 1, "buah"),)}, "item_unnamed", "items"),
        ({"received_by": " "}, "handed_to_nobody", "received_by"),
        ({"on_day": TODAY + timedelta(days=1)}, "handed_when", "on_day"),
        ({"note": "x" * 201}, "text_too_long", "received_by"),
        ({"kind": HandedKind.SAVINGS}, "nothing_handed_over", "kind"),
    ],
)
def test_that_a_handing_over_says_what_to_whom_and_when(house, slamet, changed, code, field):
    values = {"kind": HandedKind.TOOLS, "items": (SCISSORS,), "received_by": "Slamet", **changed}
    refused(house.head, HandOverThings(person_id=slamet, **values), code, field=field)
    assert the_file(house.head, slamet).handed == ()


def test_that_things_are_still_handed_over_after_somebody_left(house, slamet):
    save(house.head, slamet, 50_000)
    house.head.do(RecordLeaving(slamet, LeavingReason.DIED))
    assert stands(house.head, slamet) == {"savings": Stands.OPEN}
    pay_out(house.head, slamet, 50_000, note="ahli waris: Rohana")
    assert stands(house.head, slamet) == {}


def test_that_the_tools_of_a_programme_are_written_changed_and_taken_back(house):
    a_trainee(house)
    kit = a_kit(house)
    house.head.do(SetKit(kit.program_id, (SCISSORS, MACHINE), seen=Seen({"items": kit.items})))
    plain = tuple(Item(one.name, one.quantity, one.unit, one.value) for one in (SCISSORS, MACHINE))
    assert a_kit(house).items == plain
    house.head.do(SetKit(kit.program_id, (MACHINE,)))
    assert a_kit(house).items == plain[1:]
    house.head.undo()
    assert a_kit(house).items == plain
    refused(house.head, SetKit("no-such", ()), "program_gone", field="program_id")
    refused(house.head, SetKit(kit.program_id, (Item("Gunting", 0),)), "item_count", field="items")


def test_that_two_who_write_the_tools_of_a_programme_see_each_other(house):
    a_trainee(house)
    kit = a_kit(house)
    seen = Seen({"items": ()})
    house.head.do(SetKit(kit.program_id, (SCISSORS,), seen=seen))
    with pytest.raises(Conflict) as caught:
        house.head.do(SetKit(kit.program_id, (MACHINE,), seen=seen))
    assert [(one.label, one.theirs, one.mine) for one in caught.value.differences] == [
        ("Tools", "Gunting kain × 2 buah (Rp35,000)", "Mesin jahit × 1 unit (Rp1,750,000)")
    ]


def words_of(paper):
    return " ".join(" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(paper.content)).pages)


def test_that_papers_that_go_outside_are_in_indonesian_and_name_neither_category_nor_why_they_came(house, slamet):
    house.head.do(SetCategories(slamet, ("GELANDANGAN", "PENGEMIS")))
    arrange(house.head, slamet, WILLING)
    hand_tools(house.head, slamet)
    house.head.do(RecordLeaving(slamet, LeavingReason.EXPELLED, note="berkelahi"))
    for paper in (PrintTermination, PrintDeparture, PrintDinsosLetter, PrintPickupStatement):
        words = words_of(house.head.ask(paper(slamet)))
        assert "Slamet Riyadi" in words
        assert "Rohana Sulastri" in words
        for kept in ("gelandangan", "pengemis", "dikeluarkan", "berkelahi"):
            assert kept not in words.casefold()
    assert "Surat Terminasi" in words_of(house.head.ask(PrintTermination(slamet)))
    assert "Gunting kain × 2 buah" in words_of(house.head.ask(PrintDeparture(slamet)))


def test_that_a_ground_that_may_be_said_stands_in_the_letter_and_the_visit_planned_too(house, slamet):
    arrange(house.head, slamet, WILLING)
    house.head.do(RecordLeaving(slamet, LeavingReason.FAMILY))
    words = words_of(house.head.ask(PrintTermination(slamet)))
    assert "Alasan: Kembali ke keluarga" in words
    assert "21 Desember 2026" in words
    assert "400.9/31/2026" in words


def test_that_papers_of_leaving_hold_identity_and_ground_for_who_may_see_them_alone(house, slamet):
    with house.writing() as session:
        person = session.get_one(PersonTable, slamet)
        person.nik, person.nik_text, person.birth_place = "6472010101800001", "6472010101800001", "Tenggarong"
    house.head.do(RecordLeaving(slamet, LeavingReason.FAMILY))
    piket = house.desk(Role.PIKET)
    house.head.do(PassRight(piket.staff.account_id, Right.RECORD_LEAVING, TODAY))
    piket.look_again()
    for desk, seen in ((house.head, True), (piket, False)):
        words = words_of(desk.ask(PrintTermination(slamet)))
        assert "Slamet Riyadi" in words
        assert {told in words for told in ("6472010101800001", "Tenggarong", "Alasan")} == {seen}


def test_that_what_was_struck_out_is_not_in_the_record_of_leaving(house, slamet):
    keyed = hand_tools(house.head, slamet)
    assert "Gunting kain" in words_of(house.head.ask(PrintDeparture(slamet)))
    house.head.do(VoidHandover(keyed), reason="keliru")
    assert "Gunting kain" not in words_of(house.head.ask(PrintDeparture(slamet)))


def test_that_a_receipt_of_money_is_for_who_may_see_savings(house, slamet):
    save(house.head, slamet, 50_000)
    receipt = pay_out(house.head, slamet, 50_000)
    words = words_of(house.head.ask(PrintReceipt(receipt)))
    assert "Rp50.000" in words
    assert "lima puluh ribu rupiah" in words
    assert "Rp50.000" in words_of(house.head.ask(PrintSavings(slamet)))
    piket = house.desk(Role.PIKET)
    house.head.do(PassRight(piket.staff.account_id, Right.RECORD_LEAVING, TODAY))
    piket.look_again()
    with pytest.raises(Refused, match="not_allowed"):
        piket.ask(PrintReceipt(receipt))
    with pytest.raises(Refused, match="not_allowed"):
        piket.do(VoidHandover(receipt), reason="keliru")
    assert "50.000" not in words_of(piket.ask(PrintDeparture(slamet)))
