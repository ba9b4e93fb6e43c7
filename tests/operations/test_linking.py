from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.leaving import LeavingReason
from shelter_admin.domain.linking import Verdict
from shelter_admin.domain.residents import ResidentFilter, Status
from shelter_admin.operations.moving_in.register import MoveRegisterIn
from shelter_admin.operations.residents import (
    AdmitPerson,
    CorrectLeaving,
    DecidedPairs,
    DifferentPeople,
    EditIdentity,
    FindResidents,
    LinkPeople,
    PairsOf,
    PossibleDoubles,
    ReconsiderPeople,
    RecordLeaving,
    ResidentDetailsOf,
    ResidentList,
    ResidentNumbered,
    ReturnPerson,
    SetCategories,
    SimilarTo,
    UnlinkPeople,
)
from shelter_admin.operations.returns.month import Month, MonthPeople
from shelter_admin.persistence.people.tables import PersonTable, PossibleDoubleTable
from shelter_admin.persistence.residents.tables import PersonVerdictTable
from tests.operations.residents_house import TODAY, House, refused

EVERYBODY = ResidentFilter(status=frozenset(Status))
REGISTER = """No;Nama;L/P;NIK;Tempat, Tgl Lahir;Asal;Tgl Masuk;Ket.
1;Moch. Soetardjo;L;;Samarinda, 03-04-1970;Samarinda;01-02-2024;pulang 01-06-2024
2;Muhammad Sutarjo;L;;Samarinda, 03-04-1970;Samarinda;05-03-2025;pulang 01-07-2025
3;Petrus Lawing;L;;Malinau, 09-09-1981;Malinau;02-02-2026;
"""


def a_leaver(house: House, name: str, came: date, left: date, **typed: str) -> str:
    """Somebody who lived here for some time and left."""
    person = house.admit(name, admitted_on=came, **typed).person_id
    house.head.do(RecordLeaving(person, LeavingReason.FAMILY, left))
    return person


@pytest.fixture
def twice(house) -> tuple[str, str]:
    """Somebody in the house now, and the same person's file of an earlier year under another spelling."""
    old = a_leaver(house, "Soetardjo", date(2024, 2, 1), date(2024, 6, 1), alias="Gondrong", birth="03-04-1970")
    bed = house.beds["Melati 1/1"]
    new = house.admit("Sutarjo", birth="03-04-1970", admitted_on=date(2026, 11, 1), bed_id=bed).person_id
    return new, old


def details(house: House, person: str):
    return house.head.ask(ResidentDetailsOf(person))


def number(house: House, person: str) -> str:
    with house.head.store.asking() as session:
        return session.get_one(PersonTable, person).number


def test_that_the_kept_file_shows_the_history_of_both_and_the_linked_one_says_where_it_belongs(house, twice):
    new, old = twice
    before = details(house, old)
    house.head.do(LinkPeople(new, old, "kartu lama dibawa"))
    kept, linked = details(house, new), details(house, old)
    assert [(stay.number, stay.admitted_on) for stay in kept.stays] == [
        ("", date(2026, 11, 1)),
        (number(house, old), date(2024, 2, 1)),
    ]
    assert [one.number for one in kept.linked] == [number(house, old)]
    assert {placement.number for placement in kept.placements} == {""}
    assert number(house, old) in {state.number for state in kept.history}
    assert linked.belongs_to is not None
    assert linked.belongs_to.person_id == new
    assert linked.stays == before.stays
    assert (linked.line.name, linked.version) == (before.line.name, before.version)


def test_that_the_stay_of_a_file_is_its_own_even_where_the_linked_one_is_newer(house):
    older = a_leaver(house, "Budi", date(2023, 1, 1), date(2023, 3, 1))
    newer = a_leaver(house, "Boedi", date(2024, 1, 1), date(2024, 3, 1))
    house.head.do(LinkPeople(older, newer))
    kept = details(house, older)
    assert kept.stays[0].number == number(house, newer)
    assert kept.stay.admitted_on == date(2023, 1, 1)


def test_that_lists_show_who_is_linked_once_and_searches_find_the_kept_file(house, twice):
    new, old = twice
    assert len(house.head.ask(ResidentList(EVERYBODY))) == 2
    house.head.do(LinkPeople(new, old))
    assert [line.person_id for line in house.head.ask(ResidentList(EVERYBODY))] == [new]
    for typed in (number(house, old), "Gondrong", "Soetardjo"):
        assert [line.person_id for line in house.head.ask(FindResidents(typed))] == [new]
    assert house.head.ask(ResidentNumbered(number(house, old))).person_id == new
    assert [one.line.person_id for one in house.head.ask(SimilarTo("Soetardjo", birth="03-04-1970"))] == [new]


def test_that_a_link_taken_back_leaves_both_files_as_they_were(house, twice):
    new, old = twice
    before = (details(house, new), details(house, old), house.counts())
    house.head.do(LinkPeople(new, old))
    house.head.do(UnlinkPeople(new, old))
    after = (details(house, new), details(house, old))
    assert after == before[:2]
    assert len(house.head.ask(ResidentList(EVERYBODY))) == 2
    grown = {name for name, count in house.counts().items() if count != before[2][name]}
    assert grown == {"history", "audit"}


def test_that_link_and_unlink_are_undone_and_all_of_it_stands_in_the_audit(house, twice):
    new, old = twice
    house.head.do(LinkPeople(new, old))
    house.head.undo()
    assert details(house, new).linked == ()
    house.head.do(LinkPeople(new, old, "sama orangnya"))
    house.head.do(UnlinkPeople(new, old))
    house.head.undo()
    assert [one.person_id for one in details(house, new).linked] == [old]
    (pair,) = house.head.ask(DecidedPairs())
    assert (pair.verdict, pair.note, pair.first.person_id) == (Verdict.SAME, "sama orangnya", new)
    acts = [(line.act, set(line.about)) for line in house.audit() if line.about and set(line.about) == {new, old}]
    assert [act for act, _ in acts if act in {"LinkPeople", "UnlinkPeople", "PutBackDecision"}] == [
        "LinkPeople",
        "PutBackDecision",
        "LinkPeople",
        "UnlinkPeople",
        "PutBackDecision",
    ]


def test_that_two_in_the_house_at_once_are_not_one(house):
    one, other = house.admit("Budi").person_id, house.admit("Boedi").person_id
    refused(house.head, LinkPeople(one, other), "both_in_house")


def test_that_the_file_of_who_is_in_the_house_is_the_kept_one(house, twice):
    new, old = twice
    refused(house.head, LinkPeople(old, new), "linked_in_house", field="linked_id")


def test_that_two_who_stayed_on_the_same_days_are_not_one_but_one_may_come_the_day_the_other_left(house):
    one = a_leaver(house, "Budi", date(2024, 1, 1), date(2024, 3, 1))
    other = a_leaver(house, "Boedi", date(2024, 2, 1), date(2024, 4, 1))
    next_one = a_leaver(house, "Budy", date(2024, 3, 1), date(2024, 5, 1))
    assert refused(house.head, LinkPeople(one, other), "linked_stays_overlap").facts["day"] == date(2024, 2, 1)
    house.head.do(LinkPeople(next_one, one))


def test_that_a_third_file_may_not_overlap_with_any_of_those_linked(house):
    one = a_leaver(house, "Budi", date(2024, 1, 1), date(2024, 3, 1))
    other = a_leaver(house, "Boedi", date(2025, 1, 1), date(2025, 3, 1))
    third = a_leaver(house, "Budy", date(2025, 2, 1), date(2025, 4, 1))
    house.head.do(LinkPeople(one, other))
    refused(house.head, LinkPeople(one, third), "linked_stays_overlap")


def test_that_a_file_belongs_to_one_other_only(house, twice):
    new, old = twice
    third = a_leaver(house, "Budi", date(2023, 1, 1), date(2023, 2, 1))
    house.head.do(LinkPeople(new, old))
    refused(house.head, LinkPeople(new, old), "already_linked")
    refused(house.head, LinkPeople(old, new), "already_linked")
    refused(house.head, LinkPeople(third, old), "belongs_to_other", field="linked_id")
    refused(house.head, LinkPeople(old, third), "belongs_to_other", field="kept_id")
    house.head.do(RecordLeaving(new, LeavingReason.FAMILY))
    refused(house.head, LinkPeople(third, new), "others_belong_to_it", field="linked_id")
    refused(house.head, LinkPeople(new, new), "same_file", field="linked_id")
    refused(house.head, UnlinkPeople(new, third), "not_linked")


def test_that_a_stay_begins_in_the_kept_file_only(house, twice):
    new, old = twice
    house.head.do(LinkPeople(new, old))
    refused(house.head, ReturnPerson(person_id=old), "file_is_linked", field="person_id")
    refused(house.head, CorrectLeaving(old), "file_is_linked", field="person_id", reason="salah catat")


def test_that_somebody_confidential_is_linked_only_by_who_sees_them_and_to_no_open_file(house, twice):
    new, old = twice
    house.head.do(SetCategories(old, ("TRAFFICKING",)))
    office = house.desk(Role.TATA_USAHA)
    refused(office, LinkPeople(new, old), "person_unknown")
    refused(office, DifferentPeople(new, old), "person_unknown")
    refused(house.head, LinkPeople(new, old), "one_is_confidential")
    house.head.do(SetCategories(new, ("TRAFFICKING",)))
    house.head.do(LinkPeople(new, old))
    assert office.ask(DecidedPairs()) == ()


def test_that_different_people_are_remembered_and_can_be_reconsidered(house):
    house.admit("Siti Aminah", birth="03-04-1990", origin="Samarinda")
    house.admit("Sitti Amina", birth="03-04-1990", origin="Samarinda")
    (pair,) = house.head.ask(PossibleDoubles())
    ends = (pair.first.person_id, pair.second.person_id)
    assert house.head.ask(PairsOf(ends[0])) == (pair,)
    house.head.do(DifferentPeople(*ends, "kembar"))
    assert house.head.ask(PossibleDoubles()) == ()
    assert house.head.ask(PairsOf(ends[1])) == ()
    (decided,) = house.head.ask(DecidedPairs())
    assert (decided.verdict, decided.note) == (Verdict.DIFFERENT, "kembar")
    house.head.do(ReconsiderPeople(*ends))
    assert house.head.ask(PossibleDoubles()) == (pair,)
    house.head.undo()
    assert house.head.ask(PossibleDoubles()) == ()
    refused(house.head, UnlinkPeople(*ends), "not_linked")


def test_that_two_told_apart_can_be_linked_later_and_undo_tells_them_apart_again(house, twice):
    new, old = twice
    house.head.do(DifferentPeople(new, old))
    house.head.do(LinkPeople(new, old))
    house.head.undo()
    (decided,) = house.head.ask(DecidedPairs())
    assert decided.verdict is Verdict.DIFFERENT


def test_that_an_undo_is_refused_once_somebody_decided_anew(house, twice):
    new, old = twice
    house.head.do(DifferentPeople(new, old))
    house.desk(Role.TATA_USAHA).do(LinkPeople(new, old))
    with pytest.raises(Refused, match="changed_meanwhile"):
        house.head.undo()


def test_that_moving_the_same_register_in_again_takes_nobody_twice_and_forgets_no_decision(house, tmp_path: Path):
    register = tmp_path / "buku.csv"
    register.write_text(REGISTER, encoding="utf-8")
    house.head.do(MoveRegisterIn(register))
    (pair,) = house.head.ask(PossibleDoubles())
    assert {pair.first.name, pair.second.name} == {"Moch. Soetardjo", "Muhammad Sutarjo"}
    newer, older = sorted((pair.first, pair.second), key=lambda line: line.left_on or TODAY, reverse=True)
    house.head.do(LinkPeople(newer.person_id, older.person_id))
    before = house.counts()
    again = house.head.do(MoveRegisterIn(register)).outcome
    assert (len(again.taken), len(again.already)) == (0, 3)
    assert {name for name, count in house.counts().items() if count != before[name]} <= {"audit"}
    assert house.head.ask(PossibleDoubles()) == ()
    assert [one.person_id for one in details(house, newer.person_id).linked] == [older.person_id]


def test_that_a_register_with_more_rows_brings_decided_pairs_back_for_nobody(house, tmp_path: Path):
    register = tmp_path / "buku.csv"
    register.write_text(REGISTER, encoding="utf-8")
    house.head.do(MoveRegisterIn(register))
    (pair,) = house.head.ask(PossibleDoubles())
    house.head.do(DifferentPeople(pair.first.person_id, pair.second.person_id))
    register.write_text(REGISTER + "4;Petrus Laweng;L;;Malinau, 09-09-1981;Malinau;03-03-2026;\n", encoding="utf-8")
    house.head.do(MoveRegisterIn(register))
    (other,) = house.head.ask(PossibleDoubles())
    assert {other.first.name, other.second.name} == {"Petrus Lawing", "Petrus Laweng"}


def test_that_a_pair_with_a_linked_file_is_asked_of_the_kept_one(house, twice):
    new, old = twice
    third = a_leaver(house, "Sutardjo", date(2023, 1, 1), date(2023, 2, 1), birth="03-04-1970")
    house.head.do(LinkPeople(new, old))
    pairs = house.head.ask(PossibleDoubles())
    assert [{pair.first.person_id, pair.second.person_id} for pair in pairs] == [{new, third}]


def test_that_a_nik_arriving_later_finds_who_it_belongs_to_and_undo_takes_the_pair_back(house):
    known = house.admit("Halimah", nik="6472015207700003").person_id
    late = house.admit("Tanpa Nama").person_id
    done = house.head.do(EditIdentity(person_id=late, version=1, nik="6472015207700003"))
    assert len(done.what["pairs"]) == 1
    (pair,) = house.head.ask(PairsOf(late))
    assert ({pair.first.person_id, pair.second.person_id}, pair.because) == ({known, late}, "same_nik")
    house.head.undo()
    assert house.head.ask(PairsOf(late)) == ()


def test_that_an_intake_taken_back_takes_its_pairs_along(house):
    house.admit("Siti Aminah", birth="03-04-1990")
    house.head.do(AdmitPerson(full_name="Sitti Aminah", birth="03-04-1990"))
    assert len(house.head.ask(PossibleDoubles())) == 1
    house.head.undo()
    with house.head.store.asking() as session:
        assert session.scalars(select(PossibleDoubleTable)).all() == []
        assert session.scalars(select(PersonVerdictTable)).all() == []


def test_that_the_month_counts_a_linked_person_once_in_the_year(house):
    old = a_leaver(house, "Soetardjo", date(2026, 2, 1), date(2026, 6, 1), birth="03-04-1950")
    new = house.admit("Sutarjo", birth="03-04-1950", admitted_on=date(2026, 11, 1)).person_id
    for one in (old, new):
        house.head.do(SetCategories(one, ("LANSIA_TELANTAR",)))
    figures = house.head.ask(Month("2026-11")).figures
    assert figures.spm["SPM-LU"].x == 2
    house.head.do(LinkPeople(new, old))
    linked = house.head.ask(Month("2026-11")).figures
    assert linked.spm["SPM-LU"].x == 1
    assert linked.movement == figures.movement
    assert [one.person_id for one in house.head.ask(MonthPeople("2026-11", "spm.service:SPM-LU"))] == [new]


def test_that_undo_brings_nobody_back_into_a_file_that_was_linked_meanwhile(house):
    new = a_leaver(house, "Sutarjo", date(2025, 2, 1), date(2025, 6, 1))
    old = house.admit("Soetardjo", admitted_on=date(2026, 2, 1)).person_id
    house.head.do(RecordLeaving(old, LeavingReason.FAMILY))
    other = house.desk(Role.KEPALA)
    other.do(LinkPeople(new, old))
    with pytest.raises(Refused, match="file_is_linked"):
        house.head.undo()


def test_that_a_leaving_is_not_struck_out_across_the_days_of_a_linked_file(house):
    kept = a_leaver(house, "Sutarjo", date(2025, 2, 1), date(2025, 6, 1))
    linked = a_leaver(house, "Soetardjo", date(2025, 9, 1), date(2025, 12, 1))
    house.head.do(LinkPeople(kept, linked))
    refused(house.head, CorrectLeaving(kept), "linked_stays_overlap", reason="salah catat")
    early = ReturnPerson(person_id=kept, on=date(2025, 11, 1))
    refused(house.head, early, "linked_stays_overlap")
    house.head.do(ReturnPerson(person_id=kept, on=date(2026, 3, 1)))
