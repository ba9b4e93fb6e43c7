"""Residents' cards: issued once, printed, looked up by their code, revoked for good."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.cards import CardFormat, CardSymbol, CodeKind, number_code
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.leave_passes import pass_code
from shelter_admin.domain.leaving import LeavingReason
from shelter_admin.operations.presence.gate import GatePeople
from shelter_admin.operations.residents import AddPhoto, FindResidents, RecordLeaving, SetCategories
from shelter_admin.operations.residents.cards import (
    CardsOf,
    IssueCards,
    PeopleWithoutCard,
    PersonOfCard,
    PrintCards,
    ReplaceCard,
    RevokeCard,
)
from shelter_admin.persistence.base import new_id
from shelter_admin.persistence.presence.tables import LeavePassTable
from tests.operations.residents_house import House, a_picture, refused


@pytest.fixture
def budi(house) -> str:
    person_id: str = house.admit("Budi Santoso").person_id
    return person_id


def code_of(house: House, person_id: str) -> str:
    return next(card.code for card in house.head.ask(CardsOf(person_id)) if card.good)


def asked(house: House, code: str, *roles: Role) -> Refused:
    with pytest.raises(Refused) as caught:
        (house.desk(*roles) if roles else house.head).ask(PersonOfCard(code))
    return caught.value


def test_that_a_card_is_issued_once_and_finds_its_holder_in_any_case(house, budi):
    house.head.do(IssueCards((budi,)))
    assert house.head.do(IssueCards((budi,))).result == ()
    (card,) = house.head.ask(CardsOf(budi))
    found = house.desk(Role.PIKET).ask(PersonOfCard(card.code.lower()))
    assert (found.kind, found.person_id, found.name, found.here) == (CodeKind.CARD, budi, "Budi Santoso", True)


def test_that_a_card_s_code_holds_neither_number_nor_nik(house):
    person = house.admit("Siti Aminah", nik="6472015207070003")
    house.head.do(IssueCards((person.person_id,)))
    code = code_of(house, person.person_id)
    assert person.number.replace("-", "") not in code
    assert not set(code[1:5]) <= set("64720152")


def test_that_a_lost_card_is_revoked_for_a_reason_and_only_the_new_one_is_good(house, budi):
    house.head.do(IssueCards((budi,)))
    (lost,) = house.head.ask(CardsOf(budi))
    refused(house.head, ReplaceCard(lost.card_id), "reason_missing", field="reason")
    house.head.do(ReplaceCard(lost.card_id), reason="hilang di pasar")
    new, old = house.head.ask(CardsOf(budi))
    assert (old.card_id, old.good, old.revoked_because, new.good) == (lost.card_id, False, "hilang di pasar", True)
    assert house.head.ask(PersonOfCard(new.code)).person_id == budi
    failure = asked(house, lost.code)
    assert failure.code == "card_was_revoked"
    assert failure.facts | {} == {"day": house.head.today, "because": "hilang di pasar"}
    refused(house.head, RevokeCard(lost.card_id), "card_was_revoked", reason="lagi")


def test_that_issuing_is_undone_until_the_cards_are_printed(house, budi):
    siti = house.admit("Siti Aminah").person_id
    house.head.do(IssueCards((budi, siti)))
    house.head.undo()
    assert len(house.head.ask(PeopleWithoutCard())) == 2
    house.head.do(IssueCards((budi,)))
    undo = house.head.undoable()
    house.head.do(PrintCards((budi,)))
    assert undo is not None
    refused(house.head, undo.command, "card_printed")


def test_that_only_who_is_in_the_house_and_without_a_card_is_listed(house, budi):
    siti, gone = house.admit("Siti Aminah").person_id, house.admit("Joko Njau").person_id
    house.head.do(IssueCards((budi,)))
    house.head.do(RecordLeaving(gone, LeavingReason.FAMILY))
    assert [one.person_id for one in house.head.ask(PeopleWithoutCard())] == [siti]
    refused(house.head, IssueCards((gone,)), "not_in_house", field="person_id")


@pytest.mark.parametrize("symbol", list(CardSymbol))
@pytest.mark.parametrize(("paper", "pages", "wide"), [("a4", 2, 595), ("a7", 9, 298), ("cr80", 9, 243)])
def test_that_cards_are_printed_in_batches_and_noted_as_printed(house, symbol, paper, pages, wide):
    people = tuple(house.admit(f"Penghuni Karangan {at}").person_id for at in range(9))
    house.head.do(AddPhoto(people[0], a_picture()))
    house.head.do(IssueCards(people))
    document = house.head.do(PrintCards(people, CardFormat(paper), symbol)).outcome
    printed = PdfReader(BytesIO(document.content))
    assert (len(printed.pages), round(float(printed.pages[0].mediabox.width))) == (pages, wide)
    words = "".join(page.extract_text() for page in printed.pages)
    assert all(code_of(house, person) in words for person in people)
    assert "Penghuni Karangan 8" in words
    assert house.head.ask(CardsOf(people[0]))[0].printed_at == house.head.now


def test_that_nobody_without_a_good_card_is_printed(house, budi):
    refused(house.head, PrintCards((budi,)), "card_missing")


def test_that_a_pass_and_a_line_of_the_list_find_the_person_too(house):
    budi = house.admit("Budi Santoso")
    assert house.head.ask(PersonOfCard(number_code(budi.number))).person_id == budi.person_id
    pass_id, at = new_id(), house.head.now
    with house.writing() as session:
        session.add(
            LeavePassTable(
                id=pass_id,
                person_id=budi.person_id,
                stay_id=budi.stay_id,
                kind="C",
                from_at=at,
                until_at=at + timedelta(days=2),
                asked_by=house.head.staff.account_id,
                asked_at=at,
            )
        )
    assert house.head.ask(PersonOfCard(pass_code(pass_id))).person_id == budi.person_id


def test_that_an_unknown_code_says_so(house, budi):
    assert asked(house, "slamet").code == "code_unclear"
    assert asked(house, number_code("2020-9999")).code == "card_unknown"


def test_that_a_card_of_somebody_confidential_gives_the_number_alone_and_nothing_once_they_left(house, budi):
    house.head.do(IssueCards((budi,)))
    code = code_of(house, budi)
    house.head.do(SetCategories(budi, ("TRAFFICKING",)))
    found = house.desk(Role.PIKET).ask(PersonOfCard(code))
    assert found.name == f"{found.number} · confidential"
    refused(house.desk(Role.TATA_USAHA), IssueCards((budi,)), "person_unknown")
    assert house.desk(Role.TATA_USAHA).ask(PeopleWithoutCard()) == ()
    house.head.do(RecordLeaving(budi, LeavingReason.FAMILY))
    assert asked(house, code, Role.PIKET).code == "card_unknown"
    assert house.head.ask(PersonOfCard(code)).here is False


def test_that_a_code_typed_into_a_search_finds_its_person_and_a_revoked_one_nobody(house, budi):
    house.admit("Siti Aminah")
    house.head.do(IssueCards((budi,)))
    (card,) = house.head.ask(CardsOf(budi))
    desk = house.desk(Role.PIKET)
    assert [one.person_id for one in desk.ask(FindResidents(card.code.lower()))] == [budi]
    assert [one.person_id for one in desk.ask(GatePeople(card.code))] == [budi]
    house.head.do(RevokeCard(card.card_id), reason="hilang")
    assert desk.ask(FindResidents(card.code)) == ()
    assert desk.ask(GatePeople(card.code)) == ()
