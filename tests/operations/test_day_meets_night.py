"""Day meets night: class, roll-call and gate of a night put side by side, each morning."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlalchemy import event

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.leave_passes import PassAsked
from shelter_admin.domain.presence import Mark, OutingKind
from shelter_admin.domain.standing_permissions import StandingKind
from shelter_admin.domain.today import TaskKind
from shelter_admin.operations.beds.places import AssignBed
from shelter_admin.operations.desk import Work
from shelter_admin.operations.presence.day_meets_night import DayMeetsNight, PrintDayMeetsNight
from shelter_admin.operations.presence.gate import ComeIn, GoOut
from shelter_admin.operations.presence.passes import ApproveLeave, AskLeave
from shelter_admin.operations.presence.roll_call import Marked, TakeRollCall
from shelter_admin.operations.presence.standing import AllowStanding
from shelter_admin.operations.today import TodayNow
from tests.operations.residents_house import a_house
from tests.operations.training_house import FRIDAY, A, H, I, S, a_sewing_class

SATURDAY = date(2026, 11, 21)
FRIDAY_EVENING = datetime(2026, 11, 20, 14, 0, tzinfo=UTC)  # 22.00 WITA
MORNING = datetime(2026, 11, 20, 23, 30, tzinfo=UTC)  # Saturday, 07.30 WITA
PEOPLE = ("Ani", "Budi", "Cici", "Dodi", "Eko")


@pytest.fixture
def house(tmp_path):
    made = a_house(tmp_path)
    made.clock.now = FRIDAY_EVENING - timedelta(hours=10)
    yield made
    made.head.close()


@pytest.fixture
def sewing(house):
    made = a_sewing_class(house, *PEOPLE)
    for name, bed in zip(PEOPLE, ("Melati 1/1", "Melati 1/2", "Melati 2/1", "Melati 2/2"), strict=False):
        house.head.do(AssignBed(made.people[name], house.beds[bed]))
    return made


def counted(house, **marks: Mark) -> None:
    """The night's roll-call with these marks by name, everybody else present, closed."""
    house.clock.now = FRIDAY_EVENING + timedelta(hours=1)
    given = tuple(Marked(person_id, mark, "") for person_id, mark in marks.items())
    house.head.do(TakeRollCall(FRIDAY, marks=given, all_present=True, close=True))


def morning(house, role: Role | None = None):
    house.clock.now = MORNING
    return (house.desk(role) if role else house.head).ask(DayMeetsNight())


def test_that_who_slept_here_and_was_absent_from_training_is_listed_with_the_reason_asked(house, sewing):
    sewing.mark(FRIDAY, Ani=A, Budi=H, Cici=S, Dodi=I, Eko=A)
    counted(house, **{sewing.people["Eko"]: Mark.ILL_IN_BED})
    found = morning(house)
    assert [(one.name, one.ill, one.days) for one in found.slept_absent] == [
        ("Ani", False, (FRIDAY,)),
        ("Eko", True, (FRIDAY,)),
    ]
    assert found.slept_absent[0].classes == ("Menjahit",)
    assert found.not_back == ()
    assert found.counted


def test_that_who_was_absent_and_not_here_for_the_night_is_not_asked_why(house, sewing):
    sewing.mark(FRIDAY, Ani=A, Budi=A)
    counted(house, **{sewing.people["Ani"]: Mark.LEAVE, sewing.people["Budi"]: Mark.ABSENT})
    assert morning(house).slept_absent == ()


def test_that_without_a_roll_call_bed_and_gate_say_who_slept_here(house, sewing):
    sewing.mark(FRIDAY, Ani=A, Budi=A, Eko=A)
    house.head.do(GoOut(sewing.people["Budi"], "pasar", FRIDAY_EVENING + timedelta(hours=1)))
    found = morning(house)
    assert [one.name for one in found.slept_absent] == ["Ani"]
    assert not found.counted


def test_that_who_trained_and_did_not_come_back_is_listed_but_not_who_may_be_away(house, sewing):
    sewing.mark(FRIDAY, **dict.fromkeys(PEOPLE, H))
    begins = FRIDAY_EVENING - timedelta(hours=2)
    asked = PassAsked(OutingKind.LEAVE, begins, begins + timedelta(days=1))
    house.head.do(ApproveLeave(house.head.do(AskLeave(sewing.people["Cici"], asked)).outcome))
    counted(
        house,
        **{
            sewing.people["Ani"]: Mark.NOT_BACK,
            sewing.people["Budi"]: Mark.PERMISSION,
            sewing.people["Cici"]: Mark.ABSENT,
            sewing.people["Dodi"]: Mark.RAN_AWAY,
        },
    )
    assert [(one.name, one.mark) for one in morning(house).not_back] == [
        ("Ani", Mark.NOT_BACK),
        ("Dodi", Mark.RAN_AWAY),
    ]


def test_that_who_came_back_meanwhile_is_told_with_the_hour(house, sewing):
    sewing.mark(FRIDAY, Ani=H)
    house.head.do(GoOut(sewing.people["Ani"], "pasar", FRIDAY_EVENING - timedelta(hours=1)))
    house.clock.now = MORNING - timedelta(hours=1)
    house.head.do(ComeIn(sewing.people["Ani"]))
    (line,) = morning(house).not_back
    assert (line.name, line.destination, line.back_at) == ("Ani", "pasar", MORNING - timedelta(hours=1))
    assert line.since is not None


def test_that_who_works_outside_today_is_listed_and_who_does_not_is_not(house, sewing):
    hours = (time(8), time(16), FRIDAY)
    house.head.do(AllowStanding(sewing.people["Ani"], StandingKind.WORK, "6", *hours, place="Toko Roti"))
    house.head.do(AllowStanding(sewing.people["Budi"], StandingKind.SCHOOL, "12345", *hours))
    assert [one.name for one in morning(house).outside] == ["Ani"]


def test_that_a_morning_with_nothing_to_ask_is_quiet(house, sewing):
    sewing.mark(FRIDAY, **dict.fromkeys(PEOPLE, H))
    counted(house)
    assert morning(house).quiet


def test_that_each_list_is_one_statement(house, sewing):
    sewing.mark(FRIDAY, Ani=A, Budi=H)
    house.clock.now = MORNING
    said: list[str] = []
    desk = house.head
    with desk.store.asking() as session:
        connection = session.connection()
        event.listen(connection, "before_cursor_execute", lambda *args: said.append(args[2]))
        DayMeetsNight().run(Work(session, desk.staff, desk.panti, MORNING))
    assert sum("attendance_mark" in one for one in said) == 2
    assert sum("standing_permission" in one for one in said) == 1


def test_that_the_lists_are_printed_and_printing_is_audited(house, sewing):
    sewing.mark(FRIDAY, Ani=A, Budi=H)
    house.clock.now = MORNING
    paper = house.desk(Role.PIKET).ask(PrintDayMeetsNight())
    assert paper.content.startswith(b"%PDF")
    (entry,) = [one for one in house.audit() if one.act == "PrintDayMeetsNight"]
    assert sewing.people["Ani"] in str(entry)


def test_that_the_morning_reminds_the_gate_until_noon(house, sewing):
    sewing.mark(FRIDAY, Ani=A, Budi=H)
    counted(house)

    def reminded() -> list[int]:
        asked = house.desk(Role.PIKET).ask(TodayNow()).tasks
        return [task.count for task in asked if task.kind is TaskKind.DAY_MEETS_NIGHT]

    house.clock.now = MORNING
    assert reminded() == [1]
    house.clock.forward(hours=5)
    assert reminded() == []
