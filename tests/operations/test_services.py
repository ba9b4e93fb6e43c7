"""Services given to each person: ticks, many at once, not needed, who lacks what, and what the month counts."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, update

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.errors import Conflict, Refused
from shelter_admin.domain.leaving import LeavingReason
from shelter_admin.domain.month.frame import frame_of
from shelter_admin.domain.month.freezing import frozen, thawed_figures, thawed_record
from shelter_admin.domain.services.matrix import OTHERS
from shelter_admin.domain.services.ticks import TickState
from shelter_admin.operations.editing import Seen
from shelter_admin.operations.residents import LinkPeople, RecordLeaving
from shelter_admin.operations.returns.month import Month, MonthPapers, MonthPeople, ReturnVersion, SendMonth
from shelter_admin.operations.services.asking import ExportServices, PrintServices, ServicesOf, ServicesOfYear
from shelter_admin.operations.services.matrix import BringMatrixIn, MatrixFile
from shelter_admin.operations.services.ticking import Given, GiveService, RemoveTicks, SayNotNeeded
from shelter_admin.persistence.base import new_id
from shelter_admin.persistence.people.tables import PersonCategoryTable
from shelter_admin.persistence.returns.figures import on_record
from shelter_admin.persistence.returns.tables import MonthlyReturnTable
from shelter_admin.persistence.services.tables import ServiceTickTable
from tests.operations.residents_house import TODAY, House, a_house, refused
from tests.operations.services_house import BEGGAR, CHILD, FIRST, OLD, OTHER, give_all, lacking, line, of_kind

ADL = "bimbingan_adl"


def test_that_a_service_is_written_with_its_day_officer_and_funds_and_can_be_taken_back(house):
    person = of_kind(house, "Budi", BEGGAR)
    house.head.do(GiveService((person,), "sandang", date(2026, 3, 2), "Baznas"))
    tick = line(house.head, person).stands["sandang"].newest
    assert (tick.on_day, tick.officer, tick.fund) == (date(2026, 3, 2), "Dra. Ratna Wulandari", "Baznas")
    house.head.undo()
    assert "sandang" not in line(house.head, person).stands


def test_that_many_are_given_something_in_one_act_and_who_had_it_that_day_keeps_what_stands(house):
    people = [of_kind(house, name, OLD) for name in ("Budi", "Sari", "Nur")]
    house.head.do(GiveService((people[0],), "permakanan", fund="Donasi"))
    done = house.head.do(GiveService(tuple(people), "permakanan", fund="Baznas"))
    assert done.outcome == Given(new=2, already=1)
    assert line(house.head, people[0]).stands["permakanan"].newest.fund == "Donasi"
    house.head.undo()
    assert ["permakanan" in line(house.head, one).stands for one in people] == [True, False, False]


def test_that_the_same_item_on_another_day_counts_again(house):
    person = of_kind(house, "Budi", OLD)
    for day in (2, 9, 16):
        house.head.do(GiveService((person,), "permakanan", date(2026, 3, day)))
    standing = line(house.head, person).stands["permakanan"]
    assert (standing.times, standing.newest.on_day) == (3, date(2026, 3, 16))


def test_that_what_is_not_needed_has_its_reason_and_giving_it_after_all_takes_that_away(house):
    person = of_kind(house, "Budi", OLD)
    refused(house.head, SayNotNeeded(person, "alat_bantu", "  "), "reason_not_needed", field="reason")
    house.head.do(SayNotNeeded(person, "alat_bantu", "berjalan tanpa alat"))
    assert line(house.head, person).stands["alat_bantu"].newest.reason == "berjalan tanpa alat"
    house.head.do(GiveService((person,), "alat_bantu"))
    assert line(house.head, person).stands["alat_bantu"].newest.state is TickState.GIVEN
    house.head.undo()
    assert line(house.head, person).stands["alat_bantu"].newest.reason == "berjalan tanpa alat"


def test_that_what_was_given_is_not_said_to_be_not_needed_that_year(house):
    person = of_kind(house, "Budi", OLD)
    house.head.do(GiveService((person,), "alat_bantu", date(2026, 3, 2)))
    refused(house.head, SayNotNeeded(person, "alat_bantu", "tidak perlu"), "given_this_year", field="item_code")


def test_that_two_reasons_for_the_same_item_meet(house):
    person = of_kind(house, "Budi", OLD)
    house.head.do(SayNotNeeded(person, "alat_bantu", "berjalan sendiri", seen=Seen({"reason": ""})))
    with pytest.raises(Conflict):
        house.head.do(SayNotNeeded(person, "alat_bantu", "memakai tongkat sendiri", seen=Seen({"reason": ""})))


def test_that_an_entry_taken_away_comes_back_whole(house):
    person = of_kind(house, "Budi", OLD)
    house.head.do(GiveService((person,), "sandang", fund="Donasi", officer="Pak Amir"))
    tick = line(house.head, person).stands["sandang"].newest
    house.head.do(RemoveTicks((tick.tick_id,)))
    assert "sandang" not in line(house.head, person).stands
    house.head.undo()
    assert line(house.head, person).stands["sandang"].newest == tick


def test_that_undo_of_taking_away_is_refused_once_another_wrote_it_anew(house):
    person = of_kind(house, "Budi", OLD)
    house.head.do(GiveService((person,), "sandang"))
    office = house.desk(Role.PEKERJA_SOSIAL)
    office.do(RemoveTicks((line(house.head, person).stands["sandang"].newest.tick_id,)))
    house.head.do(GiveService((person,), "sandang"))
    with pytest.raises(Refused) as caught:
        office.undo()
    assert caught.value.code == "changed_meanwhile"


def test_that_a_day_to_come_an_item_unknown_and_somebody_not_here_are_refused_and_leave_nothing(house):
    here, late = of_kind(house, "Budi", OLD), of_kind(house, "Sari", OLD, admitted_on=date(2026, 6, 1))
    before = house.counts()
    refused(house.head, GiveService((here,), "sandang", TODAY + timedelta(days=1)), "day_not_come", field="on_day")
    refused(house.head, GiveService((here,), "mobil"), "item_unknown", field="item_code")
    refused(house.head, GiveService((), "sandang"), "nobody_picked", field="person_ids")
    refused(house.head, GiveService((here,), "sandang", fund="Sulap"), "fund_unknown", field="fund")
    early = GiveService((here, late), "sandang", date(2026, 5, 31))
    assert refused(house.head, early, "not_here_that_day", field="on_day").facts["day"] == date(2026, 5, 31)
    refused(house.head, RemoveTicks(("nothing",)), "tick_gone")
    assert house.counts() == before


def test_that_who_left_can_still_be_given_what_leaving_is_about(house):
    person = of_kind(house, "Budi", BEGGAR)
    house.head.do(RecordLeaving(person, LeavingReason.FAMILY))
    house.head.do(GiveService((person,), "pemulangan"))
    assert "pemulangan" in line(house.head, person).stands
    assert not line(house.head, person).here


def test_that_everybody_lacks_what_their_kind_owes_them_and_was_not_ticked(house):
    child, beggar = of_kind(house, "Ani", CHILD), of_kind(house, "Budi", BEGGAR)
    assert ADL in lacking(house.head, child)
    assert ADL not in lacking(house.head, beggar)
    house.head.do(SayNotNeeded(child, ADL, "mandiri"))
    assert ADL not in lacking(house.head, child)


def test_that_a_carer_who_may_not_see_categories_is_not_told_them_by_what_is_owed(house):
    child, old = of_kind(house, "Ani", CHILD), of_kind(house, "Budi", OLD)
    carer = house.desk(Role.PENGASUH)
    year = carer.ask(ServicesOfYear())
    owed = {one.person_id: [item.code for item in year.owed(one)] for one in year.people}
    assert [one.kind for one in year.people] == [None, None]
    assert owed[child] == owed[old] == [item.code for item in year.matrix.owed(OTHERS)] != []
    assert set(lacking(house.head, of_kind(house, "Citra"))) == set(owed[child])


def test_that_nobody_s_needs_are_met_by_owing_nothing(house):
    year = house.head.ask(ServicesOfYear())
    nothing = replace(year, matrix=replace(year.matrix, items=()))
    one = line(house.head, of_kind(house, "Ani", CHILD))
    assert nothing.lacking(one) == ()
    assert not nothing.met(one)


def test_that_a_year_holds_who_was_here_in_it_and_what_was_ticked_in_it(house):
    person = of_kind(house, "Budi", OLD, admitted_on=date(2025, 5, 1))
    later = of_kind(house, "Sari", OLD)
    house.head.do(GiveService((person,), "sandang", date(2025, 6, 1)))
    year = house.head.ask(ServicesOfYear(2025))
    assert [one.person_id for one in year.people] == [person]
    assert "sandang" in year.people[0].stands
    assert "sandang" not in line(house.head, person).stands
    assert house.head.ask(ServicesOf(later, 2025)).people == ()
    assert [one.person_id for one in house.head.ask(ServicesOf(person)).people] == [person]
    with pytest.raises(Refused):
        house.head.ask(ServicesOfYear(2027))


def test_that_two_linked_files_are_one_person_with_the_ticks_of_both(house):
    old = of_kind(house, "Budi Santoso", OLD)
    house.head.do(GiveService((old,), "sandang", FIRST))
    house.head.do(RecordLeaving(old, LeavingReason.RAN_AWAY, date(2026, 11, 1)))
    new = of_kind(house, "Budi Santosa", OLD, admitted_on=TODAY)
    house.head.do(GiveService((new,), "permakanan"))
    house.head.do(LinkPeople(new, old))
    (one,) = house.head.ask(ServicesOfYear()).people
    assert one.person_id == new
    assert set(one.stands) == {"sandang", "permakanan"}


def test_that_what_is_not_needed_in_a_linked_file_is_read_changed_and_cleared_as_the_same_person_s(house):
    old = of_kind(house, "Budi Santoso", OLD)
    house.head.do(SayNotNeeded(old, "alat_bantu", "berjalan tanpa alat", FIRST))
    house.head.do(GiveService((old,), "sandang", FIRST))
    house.head.do(RecordLeaving(old, LeavingReason.RAN_AWAY, date(2026, 11, 1)))
    new = of_kind(house, "Budi Santosa", OLD, admitted_on=TODAY)
    house.head.do(SayNotNeeded(new, "alat_bantu", "masih kuat"))
    house.head.do(LinkPeople(new, old))

    def standing(item="alat_bantu"):
        one = line(house.head, new).stands.get(item)
        return one and (one.newest.state, one.newest.reason)

    refused(house.head, SayNotNeeded(new, "sandang", "punya sendiri"), "given_this_year", field="item_code")
    assert standing() == (TickState.NOT_NEEDED, "masih kuat")
    house.head.do(SayNotNeeded(new, "alat_bantu", "", taking_back=True, seen=Seen({"reason": "masih kuat"})))
    assert standing() is None
    house.head.undo()
    assert standing() == (TickState.NOT_NEEDED, "masih kuat")


def test_that_giving_what_a_linked_file_says_is_not_needed_clears_it_and_undo_brings_it_back(house):
    old = of_kind(house, "Budi Santoso", OLD)
    house.head.do(SayNotNeeded(old, "alat_bantu", "berjalan tanpa alat", FIRST))
    house.head.do(RecordLeaving(old, LeavingReason.RAN_AWAY, date(2026, 11, 1)))
    new = of_kind(house, "Budi Santosa", OLD, admitted_on=TODAY)
    house.head.do(LinkPeople(new, old))
    house.head.do(GiveService((new,), "alat_bantu"))
    given = line(house.head, new).stands["alat_bantu"].newest
    house.head.do(RemoveTicks((given.tick_id,)))
    assert "alat_bantu" not in line(house.head, new).stands
    house.head.undo()
    house.head.undo()
    assert line(house.head, new).stands["alat_bantu"].newest.reason == "berjalan tanpa alat"
    assert house.head.do(GiveService((new,), "alat_bantu")).outcome == Given(1, 0)


def test_that_the_month_counts_served_and_of_them_whose_needs_are_met(house):
    full, half = of_kind(house, "Ani", CHILD), of_kind(house, "Budi", CHILD)
    give_all(house, full, "SPM-AT")
    give_all(house, half, "SPM-AT")
    gone = line(house.head, half).stands["pengasuhan"].newest.tick_id
    house.head.do(RemoveTicks((gone,)))
    spm = house.head.ask(Month("2026-11")).figures.spm["SPM-AT"]
    assert (spm.x, spm.met) == (2, 1)
    assert [one.person_id for one in house.head.ask(MonthPeople("2026-11", "spm_met.service:SPM-AT"))] == [full]
    house.head.do(SayNotNeeded(half, "pengasuhan", "diasuh kakak kandung di panti"))
    assert house.head.ask(Month("2026-11")).figures.spm["SPM-AT"].met == 2
    assert house.head.ask(Month("2026-10")).figures.spm["SPM-AT"].met == 0  # ticked in November


def test_that_a_kind_the_matrix_says_nothing_of_has_no_such_figure(house):
    assert house.head.ask(Month("2026-11")).figures.spm["SPM-BC"].met is None


def test_that_a_month_sent_keeps_its_figure_whatever_is_ticked_afterwards(house):
    person = of_kind(house, "Ani", CHILD)
    house.head.do(SendMonth("2026-10"))
    give_all(house, person, "SPM-AT", date(2026, 10, 5))
    assert house.head.ask(ReturnVersion("2026-10", 1)).figures.spm["SPM-AT"].met == 0
    view = house.head.ask(Month("2026-10"))
    assert [one.figure for one in view.difference] == ["spm_met.service:SPM-AT"]
    assert view.next_version == 2


def test_that_a_month_sent_before_services_were_ticked_stays_as_it_is_and_needs_no_correction(house):
    of_kind(house, "Ani", CHILD)
    with house.writing() as session:
        frame = frame_of("2026-10", TODAY)
        plain = frozen(house.head.ask(Month("2026-10")).figures, on_record(session, frame))
        plain["figures"]["spm"] = {code: row[:2] for code, row in plain["figures"]["spm"].items()}
        del plain["fulfilled"]
    read = thawed_figures(plain)
    assert (read.spm["SPM-AT"].x, read.spm["SPM-AT"].met) == (1, None)
    assert thawed_record(plain).fulfilled == {}
    with house.writing() as session:
        session.add(
            MonthlyReturnTable(
                id=new_id(), period="2026-10", version_no=1, figures=plain, difference=[], sent_on=TODAY, sent_by="x"
            )
        )
    view = house.head.ask(Month("2026-10"))
    assert (view.difference, view.next_version) == ((), 1)
    papers = house.head.ask(MonthPapers("2026-10"))
    assert len(papers) == 3


TICKS = st.lists(
    st.tuples(st.integers(0, 3), st.sampled_from(["given", "not_needed"]), st.integers(0, 15), st.integers(0, 700)),
    max_size=60,
)


@pytest.fixture(scope="module")
def four(tmp_path_factory):
    made = a_house(tmp_path_factory.mktemp("four"))
    people = [of_kind(made, f"Orang {at}", CHILD) for at in range(4)]
    yield made, people
    made.head.close()


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drawn=TICKS, kinds=st.lists(st.sampled_from([CHILD, OLD, BEGGAR, OTHER]), min_size=4, max_size=4))
def test_that_whose_needs_are_met_is_what_counting_by_hand_finds_whatever_is_ticked(four, drawn, kinds):
    house, people = four
    matrix = house.head.ask(ServicesOfYear()).matrix
    stays = {one.person_id: one.stay_id for one in house.head.ask(ServicesOfYear()).people}
    written = _written(house, people, stays, drawn, matrix, kinds)
    owed_to = {CHILD: "SPM-AT", OLD: "SPM-LU", BEGGAR: "SPM-GP"}
    for period, last in (("2026-06", date(2026, 6, 30)), ("2026-11", TODAY)):
        spm = house.head.ask(Month(period)).figures.spm
        for category, code in owed_to.items():
            wanted = 0
            for person, kind in zip(people, kinds, strict=True):
                if kind != category:
                    continue
                seen = {item for who, item, day in written if who == person and day.year == 2026 and day <= last}
                wanted += all(item.code in seen for item in matrix.items if code in item.kinds)
            assert spm[code].met == wanted


def _written(house: House, people, stays, drawn, matrix, kinds):
    """Write the ticks past the operations: a person nearly complete now and then, so that some are met."""
    codes = [item.code for item in matrix.items]
    rows = {}
    for who, state, item, back in drawn:
        day = TODAY - timedelta(days=back)
        key = (people[who], codes[item], day.year if state == "not_needed" else day, state)
        rows[key] = (people[who], codes[item], day, state)
        if back % 5 == 0:  # and all the others on the same day
            rows |= {
                (people[who], code, day, "given"): (people[who], code, day, "given")
                for code in codes
                if code != codes[item]
            }
    with house.writing() as session:
        session.execute(delete(ServiceTickTable))
        for person, kind in zip(people, kinds, strict=True):
            session.execute(
                update(PersonCategoryTable).where(PersonCategoryTable.person_id == person).values(category=kind)
            )
        for person, code, day, state in rows.values():
            reason = "asesmen" if state == "not_needed" else ""
            values = {"item": code, "year": day.year, "state": state, "on_day": day, "reason": reason}
            session.add(ServiceTickTable(id=new_id(), person_id=person, stay_id=stays[person], **values))
    return [(person, code, day) for person, code, day, _state in rows.values()]


def test_that_the_matrix_is_a_file_that_is_taken_out_changed_and_brought_in(house, tmp_path):
    person = of_kind(house, "Budi", BEGGAR)
    plain = json.loads(house.head.ask(MatrixFile()).content)
    plain["items"] = [one for one in plain["items"] if one["code"] in {"permakanan", "sandang"}]
    plain["valid_from"] = TODAY.isoformat()
    path = tmp_path / "matriks.json"
    path.write_text(json.dumps(plain), encoding="utf-8")
    house.head.do(BringMatrixIn(path))
    assert lacking(house.head, person) == ["permakanan", "sandang"]
    house.head.undo()
    assert len(lacking(house.head, person)) > 2


@pytest.mark.parametrize(
    "change",
    [
        {"format": 7},
        {"valid_from": "kapan-kapan"},
        {"items": []},
        {"items": [{"code": "x", "name": "X", "services": ["SPM-AT"]}]},
        {"items": [{"code": "xy", "name": "", "services": ["SPM-AT"]}]},
        {"items": [{"code": "xy", "name": "XY", "services": ["SPM-XX"]}]},
        {"items": [{"code": "xy", "name": "XY", "services": ["SPM-AT"]}] * 2},
    ],
)
def test_that_a_matrix_that_is_not_right_is_refused_and_changes_nothing(house, tmp_path, change):
    plain = json.loads(house.head.ask(MatrixFile()).content) | {"valid_from": TODAY.isoformat()} | change
    path = tmp_path / "matriks.json"
    path.write_text(json.dumps(plain), encoding="utf-8")
    before = house.counts()
    refused(house.head, BringMatrixIn(path), "matrix_unreadable", field="path")
    assert house.counts() == before


def test_that_a_matrix_does_not_reach_back_and_a_file_that_is_none_is_refused(house, tmp_path):
    path = tmp_path / "matriks.json"
    path.write_bytes(house.head.ask(MatrixFile()).content)
    refused(house.head, BringMatrixIn(path), "matrix_in_past", field="path")
    path.write_bytes(b"\x00\xff bukan")
    refused(house.head, BringMatrixIn(path), "matrix_unreadable", field="path")
    refused(house.head, BringMatrixIn(tmp_path / "no.json"), "matrix_file_missing", field="path")


def test_that_printing_and_exporting_the_matrix_is_written_to_the_audit_with_whom_it_showed(house):
    people = [of_kind(house, "Budi", OLD), of_kind(house, "Nama Yang Amat Panjang Sekali Tanpa Habis-Habisnya", CHILD)]
    house.head.do(GiveService(tuple(people), "sandang", FIRST))
    paper = house.head.ask(PrintServices())
    book = house.head.ask(ExportServices(person_ids=(people[0],)))
    assert paper.content.startswith(b"%PDF")
    assert book.filename.endswith(".xlsx")
    shown = {one.act: one.about for one in house.audit() if one.act in {"PrintServices", "ExportServices"}}
    assert set(shown["PrintServices"]) == set(people)
    assert set(shown["ExportServices"]) == {people[0]}
