"""The month: its figures against counting by hand, who is behind them, sending, versions, papers, records."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text

from shelter_admin.domain.errors import Refused
from shelter_admin.domain.identity.dates import PartialDate
from shelter_admin.domain.identity.sexes import Sex
from shelter_admin.domain.leaving import LeavingReason
from shelter_admin.domain.month.counting import Flow, age_group
from shelter_admin.domain.month.figures import CONFIDENTIAL, MonthFigures, PersonBehind
from shelter_admin.domain.month.frame import MonthFrame, frame_of
from shelter_admin.domain.month.freezing import frozen, thawed_figures, thawed_record
from shelter_admin.domain.month.keys import difference, flat, read_figure, told
from shelter_admin.domain.month.spm import SPM_CATEGORIES
from shelter_admin.operations.residents.leaving import RecordLeaving
from shelter_admin.operations.returns.month import (
    Month,
    MonthPapers,
    MonthPeople,
    ReturnVersion,
    SendMonth,
)
from shelter_admin.operations.returns.records import RecordsOf
from shelter_admin.persistence.base import Stamp, new_id
from shelter_admin.persistence.certificates.tables import CertificateTable, SigningKeyTable
from shelter_admin.persistence.people.tables import StayTable
from shelter_admin.persistence.returns.figures import on_record
from shelter_admin.persistence.training.programs import enrol, program_named
from shelter_admin.persistence.training.tables import EnrolmentTable
from tests.operations.month_house import FIRST, LAST, YEAR, Drawn, Person, Stay, pantis, write
from tests.operations.residents_house import House, refused
from tests.people import a_desk

DAYS = [FIRST + timedelta(days=many) for many in range(31)]
YEAR_DAYS = [YEAR + timedelta(days=many) for many in range((LAST - YEAR).days + 1)]
PERIOD = "2026-10"


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    made = a_desk(tmp_path_factory.mktemp("month"))
    yield made
    made.close()


def filled(desk, drawn: Drawn) -> None:
    stamp = Stamp(desk.panti.id, desk.staff.account_id, datetime(2026, 11, 21, 4, tzinfo=UTC), "Test")
    with desk.store.acting(stamp) as session:
        write(session, drawn)


def by_hand(drawn: Drawn, flow: Flow) -> list[tuple[Person, Stay]]:
    """Who counts in a flow, found by walking through the days."""
    before = FIRST - timedelta(days=1)
    match flow:
        case Flow.OPENING:
            return [(person, stay) for person, stay in drawn.stays if stay.there(before)]
        case Flow.ADMITTED:
            return [(person, stay) for day in DAYS for person, stay in drawn.stays if stay.begins == day]
        case Flow.LEFT:
            return [(person, stay) for day in DAYS for person, stay in drawn.stays if stay.ends == day]
        case Flow.CLOSING:
            return [(person, stay) for person, stay in drawn.stays if stay.there(LAST)]


def sexes(pairs: list[tuple[Person, Stay]]) -> tuple[int, int, int]:
    found = Counter(person.sex for person, _stay in pairs)
    return found["L"], found["P"], found[None]


def counts(figure: Any) -> tuple[int, int, int]:
    return figure.male, figure.female, figure.unknown


def group(person: Person) -> str:
    year, month, day = person.birth
    return age_group(PartialDate.exact(date(year, month, day)).age_on(LAST) if year and month and day else None)


def category(person: Person) -> str:
    return {"ODHA": CONFIDENTIAL, None: "unknown"}.get(person.category, person.category or "")


def compare(figures: MonthFigures, drawn: Drawn) -> None:
    for flow in Flow:
        there = by_hand(drawn, flow)
        assert counts(getattr(figures, flow)) == sexes(there), flow
        for code, movement in figures.by_age_group.items():
            assert counts(getattr(movement, flow)) == sexes([one for one in there if group(one[0]) == code])
        found = {category(person) for person, _stay in there}
        assert found <= set(figures.by_category)
        for code, movement in figures.by_category.items():
            assert counts(getattr(movement, flow)) == sexes([one for one in there if category(one[0]) == code])
    came, gone = by_hand(drawn, Flow.ADMITTED), by_hand(drawn, Flow.LEFT)
    assert {code: count.total for code, count in figures.admitted_by_source.items()} == Counter(
        stay.source or "unknown" for _person, stay in came
    )
    assert {code: count.total for code, count in figures.left_by_reason.items()} == Counter(
        stay.reason for _person, stay in gone
    )
    lengths = [(stay.left - stay.admitted).days for _person, stay in gone if stay.left and stay.admitted]
    assert figures.mean_stay_days == (round(sum(lengths) / len(lengths), 1) if lengths else None)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drawn=pantis)
def test_that_the_figures_are_what_counting_by_hand_gives(desk, drawn):
    filled(desk, drawn)
    view = desk.ask(Month(PERIOD))
    figures = view.figures
    compare(figures, drawn)
    nights = [
        (night, stay)
        for night in DAYS
        for _person, stay in drawn.stays
        for start, end in stay.nights
        if start <= night and (end is None or night < end)
    ]
    assert figures.bed_days == len(nights)
    beds = drawn.empty_beds + sum(bool(stay.nights) for _person, stay in drawn.stays)
    assert (figures.capacity, figures.capacity_days) == (beds, beds * 31)
    assert figures.occupancy_percent == (round(100 * len(nights) / (beds * 31), 1) if beds else None)
    for code, wanted in SPM_CATEGORIES.items():
        people = {
            person.person_id
            for person, stay in drawn.stays
            if person.category in wanted and any(stay.begins <= day and day <= (stay.ends or day) for day in YEAR_DAYS)
        }
        assert (figures.spm[code].x, figures.spm[code].y) == (len(people), None)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drawn=pantis)
def test_that_attendance_is_what_looking_at_each_session_gives(desk, drawn):
    filled(desk, drawn)
    held = [day for day in drawn.class_days if day not in drawn.days_off and day <= LAST]
    own = [(person.person_id, stay.marks.get(day)) for day in held for person, stay in drawn.stays if stay.own(day)]
    found = desk.ask(Month(PERIOD)).figures.attendance
    if not held:
        assert found == ()
        return
    marks = Counter(mark for _person, mark in own)
    one = found[0]
    assert (one.present, one.sick, one.excused, one.absent) == tuple(marks[mark] for mark in "HSIA")
    assert (one.unmarked, one.people, one.sessions) == (marks[None], len({person for person, _m in own}), len(held))


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drawn=pantis)
def test_that_the_people_behind_a_figure_add_up_to_it_also_once_it_is_frozen(desk, drawn):
    filled(desk, drawn)
    figures = desk.ask(Month(PERIOD)).figures
    with desk.store.asking() as session:
        record = on_record(session, frame_of(PERIOD, desk.today))
    plain = frozen(figures, record)
    assert thawed_figures(plain) == figures
    assert thawed_record(plain) == record
    for key, value in flat(figures).items():
        if key.startswith(("capacity", "occupancy", "mean_stay")) or key.endswith((".sessions", f":{CONFIDENTIAL}")):
            continue
        if CONFIDENTIAL in key or (".category:unknown" in key and figures.by_category.get(CONFIDENTIAL)):
            continue
        behind = desk.ask(MonthPeople(PERIOD, key))
        assert stands_for(key, behind) == value, key
        assert told(key, {"p": "Menjahit"})


def stands_for(key: str, behind: tuple[PersonBehind, ...]) -> int:
    if key.startswith("attendance") and not key.endswith(".people"):
        return sum(one.amount or 0 for one in behind)
    return sum(one.amount or 0 for one in behind) if key == "bed_days" else len(behind)


@given(st.dates(date(2020, 1, 1), date(2030, 12, 31)), st.dates(date(2020, 1, 1), date(2030, 12, 31)))
def test_that_a_month_is_looked_at_up_to_its_last_day_or_today(begun, today):
    period = f"{begun.year}-{begun.month:02}"
    if date(begun.year, begun.month, 1) > today:
        with pytest.raises(Refused, match="month_not_begun"):
            frame_of(period, today)
        return
    frame = frame_of(period, today)
    assert frame.period == period
    assert frame.through == min(frame.last, today)
    assert (frame.last + timedelta(days=1)).day == 1
    assert frame.running == (today < frame.last)


@pytest.mark.parametrize("period", ["2026", "2026-13", "2026-00", "26-10", "2026/10", "", "2026-1", "9999-01"])
def test_that_what_is_no_month_is_refused(house, period):
    with pytest.raises(Refused, match="period_unclear"):
        house.head.ask(Month(period))


def test_that_the_closing_of_a_month_is_the_opening_of_the_next(house):
    house.admit("Budi", admitted_on=date(2026, 9, 3))
    gone = house.admit("Sari", admitted_on=date(2026, 9, 30)).person_id
    house.head.do(RecordLeaving(gone, LeavingReason.FAMILY, date(2026, 10, 31)))
    months = [house.head.ask(Month(period)).figures for period in ("2026-08", "2026-09", "2026-10", "2026-11")]
    assert [one.closing for one in months[:-1]] == [one.opening for one in months[1:]]
    assert [one.closing.total for one in months] == [0, 2, 1, 1]


def test_that_a_stay_of_one_day_is_counted_in_and_out_and_nowhere_else(house):
    person = house.admit("Budi", admitted_on=date(2026, 10, 5), sex=Sex.MALE).person_id
    house.head.do(RecordLeaving(person, LeavingReason.FAMILY, date(2026, 10, 5)))
    figures = house.head.ask(Month(PERIOD)).figures
    totals = (figures.opening.total, figures.admitted.total, figures.left.total, figures.closing.total)
    assert (totals, figures.mean_stay_days, figures.bed_days) == ((0, 1, 1, 0), 0.0, 0)


def test_that_a_running_month_is_told_as_running_and_cannot_be_sent(house):
    view = house.head.ask(Month("2026-11"))
    assert (view.figures.running, view.figures.through, view.finished) == (True, house.head.today, False)
    refused(house.head, SendMonth("2026-11"), "month_not_over", field="period")
    house.on(date(2026, 11, 30))
    refused(house.head, SendMonth("2026-11"), "month_not_over", field="period")
    house.on(date(2026, 12, 1))
    assert house.head.do(SendMonth("2026-11")).outcome.version == 1


def test_that_the_same_figures_again_make_no_new_version(house):
    house.admit("Budi", admitted_on=date(2026, 9, 3))
    first, again = house.head.do(SendMonth(PERIOD)).outcome, house.head.do(SendMonth(PERIOD)).outcome
    assert (first.version, first.new, again.version, again.new) == (1, True, 1, False)
    assert len(house.head.ask(Month(PERIOD)).versions) == 1


def corrected(house: House) -> str:
    """A month sent, then corrected: somebody came a month later than was thought."""
    person = house.admit("Budi", admitted_on=date(2026, 9, 3), sex=Sex.MALE).person_id
    house.head.do(SendMonth(PERIOD))
    with house.writing() as session:
        session.scalars(select(StayTable)).one().admitted_on = date(2026, 10, 3)
    return person


def test_that_a_later_correction_is_a_new_version_with_its_difference(house):
    corrected(house)
    view = house.head.ask(Month(PERIOD))
    assert view.next_version == 2
    told_otherwise = {one.figure: (one.before, one.after) for one in view.difference}
    assert told_otherwise["opening"] == (1, 0)
    assert told_otherwise["admitted.L"] == (0, 1)
    assert "closing" not in told_otherwise
    sent = house.head.do(SendMonth(PERIOD)).outcome
    assert (sent.version, sent.new, sent.view.difference) == (2, True, ())
    assert sent.view.versions[1].difference == view.difference
    assert house.head.ask(ReturnVersion(PERIOD, 2)).difference == view.difference


def test_that_a_sent_version_and_its_people_stay_as_they_were(house):
    person = corrected(house)
    assert house.head.ask(ReturnVersion(PERIOD, 1)).figures.opening.total == 1
    assert [one.person_id for one in house.head.ask(MonthPeople(PERIOD, "opening", 1))] == [person]
    assert house.head.ask(MonthPeople(PERIOD, "opening")) == ()
    with pytest.raises(Refused, match="version_unknown"):
        house.head.ask(ReturnVersion(PERIOD, 7))


@pytest.mark.parametrize("key", ["", "capacity", "closing.source:SENDIRI", "closing.name:Budi", "nobody", "attendance"])
def test_that_a_figure_with_nobody_behind_it_is_refused(house, key):
    with pytest.raises(Refused, match="figure_unknown"):
        house.head.ask(MonthPeople(PERIOD, key))


def test_that_a_figure_is_read_back_from_its_name():
    for key in ("closing", "closing.L", "left.reason:KABUR.P", "opening.age:60+", "attendance.program:x.present"):
        assert read_figure(key).key == key


def test_that_two_months_alike_differ_in_nothing(house):
    figures = house.head.ask(Month(PERIOD)).figures
    assert difference(figures, figures) == ()


def test_that_a_month_and_its_papers_can_be_made_of_an_empty_house(house):
    view = house.head.ask(Month("2020-02"))
    assert view.figures.opening.total == view.figures.closing.total == 0
    assert view.figures.occupancy_percent == 0.0
    papers = house.head.ask(MonthPapers("2020-02", draft=True))
    assert [paper.filename.rpartition(".")[2] for paper in papers] == ["xlsx", "pdf", "csv"]


def test_that_papers_of_a_month_never_sent_are_refused(house):
    with pytest.raises(Refused, match="version_unknown"):
        house.head.ask(MonthPapers(PERIOD))


def test_that_a_frame_counts_its_nights():
    assert MonthFrame(FIRST, LAST, LAST).nights == 31
    assert MonthFrame(FIRST, LAST, FIRST).nights == 1


def a_certificate(session: Any, person_id: str, serial: int, issued_on: date, *, revoked: bool = False) -> None:
    """A certificate written past its own acts, for the month to count."""
    stay_id = session.scalars(select(StayTable.id).where(StayTable.person_id == person_id)).one()
    program = program_named(session, f"Menjahit {serial}")
    enrol(session, stay_id, program, None)
    session.flush()
    enrolment = session.scalars(select(EnrolmentTable.id).where(EnrolmentTable.program_id == program)).one()
    key = session.scalars(select(SigningKeyTable)).first() or SigningKeyTable(
        id=new_id(), public_key=b"p", secret_key=b"s", made_at=datetime(2026, 11, 21, tzinfo=UTC)
    )
    session.add(key)
    session.flush()
    made = CertificateTable(id=new_id(), enrolment_id=enrolment, person_id=person_id, key_id=key.id, year=2026)
    made.serial, made.number, made.issued_on, made.name, made.program = serial, f"N{serial}", issued_on, "X", "Menjahit"
    made.hours, made.mark, made.predikat, made.code, made.fingerprint, made.pdf_sha256 = 10, 80.0, "", "", "", ""
    if revoked:
        made.revoked_on, made.revoked_by, made.revoke_reason = issued_on, "a", "salah"
    session.add(made)
    session.flush()


def test_that_certificates_of_the_month_are_counted_and_revoked_ones_apart(house):
    people_in = [house.admit(name, admitted_on=date(2026, 9, 3)).person_id for name in ("Budi", "Sari", "Tini")]
    with house.writing() as session:
        a_certificate(session, people_in[0], 1, date(2026, 10, 1))
        a_certificate(session, people_in[1], 2, date(2026, 10, 31), revoked=True)
        a_certificate(session, people_in[2], 3, date(2026, 11, 1))
    told_of = house.head.ask(Month(PERIOD)).figures.graduates
    assert [(one.program, one.issued, one.revoked) for one in told_of] == [("Menjahit 1", 1, 0), ("Menjahit 2", 0, 1)]
    for at, what in ((0, "graduates"), (1, "revoked")):
        behind = house.head.ask(MonthPeople(PERIOD, f"{what}.program:{told_of[at].program_id}"))
        assert [one.person_id for one in behind] == [people_in[at]]
    records = house.head.do(RecordsOf(PERIOD)).outcome
    assert (records.resources["certificates"], records.resources["people"]) == (2, 3)


def test_that_a_sent_version_cannot_be_changed_or_taken_away_even_past_the_program(house):
    house.head.do(SendMonth(PERIOD))
    for sentence in ("UPDATE monthly_return SET version_no = 9", "DELETE FROM monthly_return"):
        with pytest.raises(Refused, match="append_only"), house.writing() as session:
            session.execute(text(sentence))


def test_that_a_sent_version_of_a_running_year_keeps_who_was_served_since_january(house):
    house.admit("Budi", admitted_on=date(2026, 1, 3))
    house.head.do(SendMonth(PERIOD))
    assert house.head.ask(ReturnVersion(PERIOD)).figures == house.head.ask(Month(PERIOD)).figures
