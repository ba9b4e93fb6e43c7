"""Programmes, enrolment, attendance and marks by the terminal."""

from __future__ import annotations

import pytest

MONDAY = "2026-11-16"
TUESDAY = "2026-11-17"


@pytest.fixture
def people(house) -> list[str]:
    """Three people, admitted on 1 October 2026; the programme is open, the first two are enrolled since Monday."""
    numbers = [
        house("person", "add", "--name", name, "--on", "2026-10-01").json["number"]
        for name in ("Aminah", "Bulan", "Citra")
    ]
    assert house("program", "add", "Menjahit", "--hours", "120").json == {
        "program": "Menjahit",
        "people": 0,
        "hours": 120,
    }
    enrolled = house("enrol", *numbers[:2], "--program", "menjahit", at=f"{MONDAY}T08:00").json
    assert enrolled == {"program": "Menjahit", "people": 2}
    return numbers


def figures(answer) -> dict[str, tuple[object, ...]]:
    names = ("present", "excused", "sick", "absent", "unmarked", "rate", "best_attainable")
    return {one["number"]: tuple(one[name] for name in names) for one in answer.json["people"]}


def test_that_a_class_is_marked_and_the_rate_is_over_own_sessions(house, people):
    first, second, third = people
    marked = house("attendance", "mark", "MENJAHIT", MONDAY, f"{first}=H", f"{second}=a", at=f"{MONDAY}T09:00")
    assert marked.json["sessions"] == 1
    house("enrol", third, "--program", "Menjahit", at=f"{TUESDAY}T08:00")
    house("attendance", "mark", "Menjahit", TUESDAY, f"{first}=S", f"{third}=v", at=f"{TUESDAY}T09:00")
    sheet = house("attendance", "sheet", "menjahit")
    assert sheet.json["sessions"] == 2
    assert figures(sheet) == {
        first: (1, 0, 1, 0, 0, 0.5, 0.5),
        second: (0, 0, 0, 1, 1, 0.0, 0.5),
        third: (1, 0, 0, 0, 0, 1.0, 1.0),
    }
    part = house("attendance", "sheet", "Menjahit", "--from", TUESDAY, "--to", TUESDAY)
    assert (part.json["sessions"], figures(part)[second]) == (1, (0, 0, 0, 0, 1, None, 1.0))


def test_that_a_rate_is_told_to_four_places(house, people):
    for day, code in ((MONDAY, "H"), (TUESDAY, "H"), ("2026-11-18", "A")):
        house("attendance", "mark", "Menjahit", day, f"{people[0]}={code}")
    assert figures(house("attendance", "sheet", "Menjahit"))[people[0]][5] == 0.6667


def test_that_closing_asks_about_whoever_is_unmarked(house, people):
    house("attendance", "mark", "Menjahit", MONDAY, f"{people[0]}=H")
    refused = house("attendance", "close", "Menjahit", MONDAY)
    assert (refused.status, refused.json["refused"]) == (1, "session_unmarked")
    house("attendance", "mark", "Menjahit", MONDAY, f"{people[1]}=I")
    closed = house("attendance", "close", "Menjahit", MONDAY)
    assert (closed.status, closed.json["sessions"]) == (0, 1)
    again = house("attendance", "mark", "Menjahit", MONDAY, f"{people[0]}=A")
    assert (again.status, again.json["refused"]) == (1, "session_closed")


def test_that_whoever_is_left_unmarked_stays_so(house, people):
    house("attendance", "mark", "Menjahit", MONDAY, f"{people[0]}=H")
    closed = house("attendance", "close", "Menjahit", MONDAY, "--leave-unmarked")
    assert figures(closed)[people[1]] == (0, 0, 0, 0, 1, None, 1.0)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("attendance", "sheet", "Melukis"), "program_unknown"),
        (("attendance", "close", "Menjahit", TUESDAY), "session_not_held"),
        (("attendance", "mark", "Menjahit", TUESDAY, "{0}=X"), "attendance_code_unknown"),
        (("attendance", "mark", "Menjahit", TUESDAY, "{2}=H"), "not_enrolled"),
        (("attendance", "mark", "Menjahit", TUESDAY, "9999-1=H"), "number_unknown"),
        (("attendance", "mark", "Menjahit", "2026-11-22", "{0}=H"), "session_in_future"),
        (("attendance", "mark", "Menjahit", "2026-09-30", "{0}=H"), "not_in_class"),
        (("enrol", "{2}", "--program", "Melukis"), "program_unknown"),
        (("program", "add", "MENJAHIT", "--hours", "60"), "program_taken"),
        (("grade", "Menjahit", "{0}=101"), "grade_out_of_bounds"),
        (("grade", "Menjahit", "{0}=bagus"), "grade_out_of_bounds"),
        (("grade", "Menjahit", "{2}=80"), "not_enrolled"),
    ],
)
def test_that_what_a_rule_refuses_ends_with_its_code_and_leaves_nothing(house, people, arguments, code):
    before = house("attendance", "sheet", "Menjahit").out
    refused = house(*(one.format(*people) for one in arguments))
    assert (refused.status, refused.json["refused"]) == (1, code)
    assert house("attendance", "sheet", "Menjahit").out == before


def test_that_days_that_end_before_they_begin_are_refused(house, people):
    answer = house("attendance", "sheet", "Menjahit", "--from", TUESDAY, "--to", MONDAY)
    assert (answer.status, answer.json["refused"]) == (1, "days_unclear")


def test_that_a_mark_without_its_sign_is_wrong_usage(house, people):
    assert house("attendance", "mark", "Menjahit", MONDAY, people[0]).status == 2
    assert house("enrol", "--program", "Menjahit").status == 2


def test_that_final_marks_are_written(house, people):
    given = house("grade", "menjahit", f"{people[0]}=85", f"{people[1]}=77,5")
    assert given.json == {"program": "Menjahit", "people": 2}


def test_that_a_batch_is_opened_by_its_first_person_and_takes_who_has_no_mark(house, people):
    enrolled = house("enrol", *people, "--program", "Menjahit", "--batch", "Angkatan II")
    assert enrolled.json == {"program": "Menjahit", "people": 3}
    house("attendance", "mark", "Menjahit", MONDAY, f"{people[0]}=H")
    moved = house("enrol", people[0], "--program", "Menjahit", "--batch", "Angkatan III")
    assert (moved.status, moved.json["refused"]) == (1, "enrolled_elsewhere")


def test_that_the_register_s_programme_takes_its_hours(office):
    sheet = office("attendance", "sheet", "menjahit").json
    assert (sheet["program"].casefold(), sheet["sessions"]) == ("menjahit", 0)
    assert len(sheet["people"]) > 1
    added = office("program", "add", "menjahit", "--hours", "240").json
    assert added["hours"] == 240
    assert added["people"] == len(sheet["people"])
