"""The page of the day: figures that open their list, tasks with the button that does them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.changes import Area, Changes
from shelter_admin.domain.presence import Counts
from shelter_admin.domain.today import BedsToday, Census, InAndOut, LeavingToday, RollCallToday, Task, TaskKind, Today
from shelter_admin.domain.training import ClassToday
from shelter_admin.operations.today import TodayNow
from tests.ui.recording_desk import NOON, RecordingDesk, a_front, staff
from ui.today.page import TodayPage

TODAY = date(2026, 11, 21)
DUE = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)  # 20.00 WITA
NIGHTS = tuple(Census(TODAY - timedelta(days=back), 100 + back % 7, 105) for back in reversed(range(90)))
BEDS = BedsToday(112, 105, 7, 3, ("Melati 1/1",), NIGHTS)
COUNTS = Counts(115, 0, 0, 0, 115)
ROLL_CALL = RollCallToday(TODAY, DUE, COUNTS, None, Counts(112, 108, 3, 1, 0), before_closed=True)
FULL = Today(TODAY, TODAY, BEDS, InAndOut(109, 6, 2), ROLL_CALL, ())


class WatchedPage(TodayPage):
    """The page, and where its buttons led."""

    def __init__(self, front) -> None:
        super().__init__(front)
        self.went: list[tuple[str, str]] = []
        front.go.connect(lambda key, what: self.went.append((key, what)))


@pytest.fixture
def open_page(qtbot):
    def show(today: Today = FULL, *roles: Role, now=NOON) -> WatchedPage:
        desk = RecordingDesk(staff(*roles), now=now).answers(TodayNow, today)
        page = WatchedPage(a_front(desk))
        page.resize(1158, 658)
        qtbot.addWidget(page)
        page.show()
        qtbot.waitUntil(lambda: page.tasks._shown is not None and page.tasks._shown.isVisible())
        return page

    return show


def words(widget) -> list[str]:
    return [one.text() for one in widget.findChildren(QLabel) if one.isVisible() and one.text()]


def task_button(page) -> QAbstractButton:
    shown: QWidget = page.tasks._shown
    return shown.findChildren(QAbstractButton)[0]


def test_that_the_tiles_say_people_places_share_and_who_is_without(open_page):
    page = open_page()
    assert {"112", "of 105 places", "3 without a bed"} <= set(words(page.beds))
    assert any("107\u00a0%" in one and "7 extra mattresses" in one and one.startswith("▲") for one in words(page.beds))
    assert {"109", "· 6 out", "▲ 2 late"} <= set(words(page.presence))
    assert {"20.00", "in 8 h 0 min", "Last night 108 in bed, 3 away"} <= set(words(page.roll_call))


def test_that_a_role_sees_no_tile_of_what_it_may_not_know(open_page):
    page = open_page(Today(TODAY, TODAY, None, None, None, ()), Role.ADMIN)
    assert not any(tile.isVisible() for tile in (page.beds, page.presence, page.roll_call, page.occupancy))


def test_that_every_tile_opens_the_list_behind_it_by_mouse_and_by_keyboard(open_page, qtbot):
    page = open_page()
    for tile in (page.beds, page.presence, page.roll_call):
        qtbot.mouseClick(tile, Qt.MouseButton.LeftButton)
        qtbot.keyClick(tile, Qt.Key.Key_Return)
    went = [("beds", ""), ("presence", ""), ("presence", "roll_call")]
    assert page.went == [one for one in went for _twice in range(2)]


def test_that_a_closed_roll_call_says_who_signed_it(open_page):
    signed = replace(ROLL_CALL, counts=Counts(115, 110, 4, 1, 0), closed_by="Rina Nurhayati")
    page = open_page(replace(FULL, roll_call=signed))
    assert {"110", "✓ signed by Rina Nurhayati"} <= set(words(page.roll_call))


def test_that_a_roll_call_past_its_hour_is_due_now(open_page):
    page = open_page(now=DUE + timedelta(minutes=5))
    assert {"due now", "▲ 115 not marked"} <= set(words(page.roll_call))


def test_that_a_house_without_places_divides_by_nothing(open_page):
    page = open_page(replace(FULL, beds=BedsToday(0, 0, 0, 0, (), ()), presence=InAndOut(0, 0, 0)))
    assert "of 0 places" in words(page.beds)
    assert not page.occupancy.isVisible()


TASKS = [
    (Task(TaskKind.LATE, "Budi", "p1", NOON, "Pasar"), "Budi not back since 12.00", ("presence", "p1")),
    (Task(TaskKind.LATE, count=3), "3 more are late", ("presence", "")),
    (Task(TaskKind.MISSING, "Budi", "p1", night=TODAY), "Budi was missing at the roll-call of 21-11-2026", ("presence", "missing:p1")),
    (Task(TaskKind.COMPLETE_INTAKE, "Budi", "p1"), "Budi was taken in at night; complete the intake", ("residents", "p1")),
    (Task(TaskKind.COMPLETE_INTAKE, count=4), "4 more intakes to complete", ("residents", "to_complete")),
    (Task(TaskKind.ROLL_CALL_DUE, since=DUE, count=115, night=TODAY), "Night roll-call due since 20.00: 115 not marked", ("presence", "roll_call")),
    (Task(TaskKind.ROLL_CALL_OPEN, count=2, night=TODAY), "The roll-call of 21-11-2026 is not closed: 2 not marked", ("presence", "roll_call")),
    (Task(TaskKind.UNPLACED, place="Budi, Siti", count=2), "2 people have no bed yet", ("beds", "")),
    (Task(TaskKind.TO_CLEAN, place="Melati 1/1", count=1), "1 bed to be cleaned", ("beds", "")),
    (Task(TaskKind.EXIT_EXPECTED, "Budi", "p1", night=TODAY), "Budi is expected to leave on 21-11-2026", ("residents", "p1")),
    (Task(TaskKind.VISIT_DUE, "Budi", "p1", night=TODAY, place="Maria"), "Budi: visit after leaving due since 21-11-2026", ("departures", "visits:p1")),
    (Task(TaskKind.VISIT_DUE, count=2), "2 more visits after leaving are due", ("departures", "visits")),
    (Task(TaskKind.DOUBLES, count=6), "6 pairs may be the same person", ("residents", "doubles")),
    (Task(TaskKind.EMPTY_HOUSE), "There are no rooms yet", ("beds", "")),
    (Task(TaskKind.DECIDE, "Budi", "p1"), "Budi is proposed as ready to leave", ("readiness", "p1")),
    (Task(TaskKind.DECIDE, count=2), "2 more wait for the decision", ("readiness", "")),
    (Task(TaskKind.CLASS_UNMARKED, "Las II", count=3, night=TODAY, batch_id="b1"), "Las II: today's class is not closed, 3 not marked", ("training", "b1")),
    (Task(TaskKind.CLASS_OPEN, "Las II", night=TODAY, batch_id="b1"), "Las II: the class of 21-11-2026 is not closed", ("training", "b1")),
    (Task(TaskKind.CLASS_OPEN, count=2), "2 more classes are not closed", ("training", "")),
    (Task(TaskKind.ABSENT_STREAK, "Budi", count=4, place="Las II", batch_id="b1"), "Budi: absent 4 times in a row", ("training", "b1")),
    (Task(TaskKind.ABSENT_STREAK, count=1), "1 more person absent again and again", ("training", "")),
    (Task(TaskKind.ABSENT_STREAK, count=2), "2 more people absent again and again", ("training", "")),
    (Task(TaskKind.RETURN_NOT_SENT, place="2026-10", night=date(2026, 10, 31)), "The return of October 2026 is not sent yet", ("returns", "2026-10")),
    (Task(TaskKind.HEALTH_WAITED_FOR, "Budi", "p1"), "Budi: health is not written down yet", ("residents", "p1")),
    (Task(TaskKind.HEALTH_WAITED_FOR, count=1), "1 more person without a word on health", ("residents", "")),
    (Task(TaskKind.PAPERS_WAITED_FOR, "Budi", "p1"), "Budi: identity papers are not enough yet", ("residents", "p1")),
    (Task(TaskKind.PAPERS_WAITED_FOR, count=4), "4 more people without enough identity papers", ("residents", "")),
    (Task(TaskKind.OFFERS_END, count=1), "1 offer of a bed ends today", ("intake", "offered")),
    (Task(TaskKind.OFFERS_END, count=2), "2 offers of a bed end today or have ended", ("intake", "offered")),
    (Task(TaskKind.WAITING_LONG, count=3), "3 people have waited for a place for more than two weeks", ("intake", "waiting")),
    (Task(TaskKind.PAPERS_LATE, count=3), "3 papers waited for more than 30 days", ("residents", "papers_asked")),
    (Task(TaskKind.LEAVE_TO_DECIDE, count=2), "2 leave passes to decide on", ("presence", "passes")),
    (Task(TaskKind.DAY_MEETS_NIGHT, count=1), "1 person whose day and night do not agree", ("duty", "morning")),
    (Task(TaskKind.PAPERS_LATE, count=2), "2 papers waited for more than 30 days", ("residents", "papers_asked")),
    (Task(TaskKind.HANDOVER_MISSING, "Malam 20-11"), "Malam 20-11 was not handed over", ("duty", "handover_before")),
    (Task(TaskKind.HANDOVER_WAITING, "Malam 20-11"), "Malam 20-11 waits for who takes over", ("duty", "handover")),
    (Task(TaskKind.MEDICINE_DUE, count=1), "1 medicine due within 2 hours", ("duty", "handover")),
    (Task(TaskKind.FOLLOW_UP_DUE, count=3), "3 follow-ups are due", ("duty", "occurrences")),
    (Task(TaskKind.DATA_REQUEST, since=NOON + timedelta(hours=20), count=2), "20 hours left", ("privacy", "requests")),
    (Task(TaskKind.DATA_REQUEST, count=1), "1 request about personal data waits for an answer", ("privacy", "requests")),
    (Task(TaskKind.INCIDENT_TO_TELL, since=NOON, count=1), "1 incident with personal data is to be told",
     ("privacy", "incidents")),
    (Task(TaskKind.TAIL_LOST), "The newest entries of the log are missing", ("settings", "check")),
]  # fmt: skip


@pytest.mark.parametrize(("task", "said", "went"), TASKS, ids=[f"{task.kind}-{task.count}" for task, *_ in TASKS])
def test_that_a_task_is_a_sentence_and_the_button_that_does_it(open_page, qtbot, task, said, went):
    page = open_page(replace(FULL, tasks=(task,)))
    assert said in words(page.tasks)
    assert page.tasks.count.text() == "1"
    qtbot.mouseClick(task_button(page), Qt.MouseButton.LeftButton)
    assert page.went == [went]


def test_that_every_kind_of_task_has_its_sentence(open_page):
    assert {task.kind for task, *_ in TASKS} >= set(TaskKind) - {TaskKind.NO_COPY}


def test_that_nothing_to_do_is_said(open_page):
    page = open_page()
    assert "Nothing is waiting" in words(page.tasks)
    assert not page.tasks.count.isVisible()


def test_that_the_last_nights_are_a_line_and_one_click_away_a_table(open_page, qtbot):
    page = open_page()
    assert "112 of 105" not in page.occupancy.line.accessibleName()
    assert f"{NIGHTS[-1].occupied} of 105" in page.occupancy.line.accessibleName()
    qtbot.mouseClick(page.occupancy.switch, Qt.MouseButton.LeftButton)
    assert page.occupancy.table.isVisible()
    assert page.occupancy.table.records[0].night == TODAY
    assert page.occupancy.table.model().rowCount() == 90


def test_that_the_line_is_drawn_for_any_number_of_nights(open_page):
    for nights in ((), NIGHTS[:1], NIGHTS[:2], tuple(replace(night, occupied=0, capacity=0) for night in NIGHTS)):
        page = open_page(replace(FULL, beds=replace(BEDS, nights=nights)))
        assert not page.grab().isNull()


def test_that_the_page_asks_anew_when_something_it_shows_changed(open_page):
    page = open_page()
    desk = page.front.desk
    assert isinstance(desk, RecordingDesk)
    before = len(desk.asked)
    page.take_changes(Changes.of(Area.BEDS))
    assert len(desk.asked) == before + 1
    page.take_changes(Changes.of(Area.COPIES))
    assert len(desk.asked) == before + 1


@pytest.mark.parametrize(
    ("role", "went"), [(Role.TATA_USAHA, ("residents", "new")), (Role.PIKET, ("residents", "night"))]
)
def test_that_taking_somebody_in_is_one_click_away(open_page, qtbot, role, went):
    page = open_page(FULL, role)
    button = page.welcome.findChildren(QAbstractButton)[0]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert page.went == [went]


CLASSES = (
    ClassToday("b1", "p1", "Menjahit", "Angkatan II", "08:00", 25, 24, None, "", own=True, opened=True),
    ClassToday("b2", "p2", "Las", "", "08:00", 18, 0, None, ""),
    ClassToday("b3", "p3", "Tata boga", "Angkatan I", "13:00", 18, 18, "Yuliana", "", opened=True),
    ClassToday("b4", "p4", "Salon", "", "", 12, 0, None, "Hari Raya Natal"),
)


def test_that_todays_class_is_one_click_away(open_page, qtbot):
    page = open_page(replace(FULL, classes=CLASSES), Role.KEPALA)
    buttons = [one for one in page.classes.findChildren(QAbstractButton) if one is not page.classes.all]
    for one in buttons:
        qtbot.mouseClick(one, Qt.MouseButton.LeftButton)
    assert page.went == [("training", batch) for batch in ("b1", "b2", "b3", "b4")]
    assert [one.text() for one in buttons] == ["Fill in", "Fill in", "Open", "Open"]


def test_that_a_class_says_how_far_it_is_with_a_sign(open_page):
    page = open_page(replace(FULL, classes=CLASSES))
    assert {"▲ 24 of 25", "▲ not filled in", "✓ 18 of 18", "holiday"} <= set(words(page.classes))
    assert "08.00 · Angkatan II" in words(page.classes)


def test_that_who_only_reads_classes_opens_them_and_fills_nothing_in(open_page):
    page = open_page(replace(FULL, classes=CLASSES), Role.TATA_USAHA)
    texts = {one.text() for one in page.classes.findChildren(QAbstractButton)}
    assert texts == {"Open", "Training"}


def test_that_a_trainers_day_begins_with_the_classes(open_page):
    page = open_page(Today(TODAY, TODAY, None, None, None, (), CLASSES[:1]), Role.INSTRUKTUR)
    assert page._main.indexOf(page.classes) == 0
    assert page.classes.y() < page.tasks.y()
    assert not page.beds.isVisible()


UNMARKED = Task(TaskKind.CLASS_UNMARKED, "Menjahit", count=1, night=TODAY, batch_id="b1")


@pytest.mark.parametrize(
    ("tasks", "shown"),
    [
        ((UNMARKED,), None),
        ((replace(UNMARKED, count=0), UNMARKED), "1"),
        ((UNMARKED, Task(TaskKind.CLASS_OPEN, "Las", night=TODAY, batch_id="b2")), "1"),
    ],
)
def test_that_a_trainer_reads_of_a_class_with_blanks_once(qtbot, tasks, shown):
    today = Today(TODAY, TODAY, None, None, None, tasks, CLASSES[:1])
    page = WatchedPage(a_front(RecordingDesk(staff(Role.INSTRUKTUR)).answers(TodayNow, today)))
    page.resize(1158, 658)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(page.classes.isVisible)
    assert (page.tasks.count.text() if page.tasks.isVisible() else None) == shown
    if shown is None:
        qtbot.waitUntil(lambda: page.classes.height() < page.height() / 3)


def test_that_a_class_closed_with_blanks_is_not_green(open_page):
    closed = replace(CLASSES[0], closed_by="Yuliana")
    assert "▲ 1 not marked" in words(open_page(replace(FULL, classes=(closed,))).classes)


def test_that_a_day_without_classes_says_so_and_who_sees_none_has_no_card(open_page):
    assert "No class meets today." in words(open_page(replace(FULL, classes=())).classes)
    assert not open_page(replace(FULL, classes=None)).classes.isVisible()


def test_that_who_is_ready_to_leave_is_a_figure_that_opens_readiness(open_page, qtbot):
    page = open_page(replace(FULL, leaving=LeavingToday(waiting=4, held_by_papers=2, no_receiver=3, decided=2)))
    assert {"6", "people", "▲ 2 held up by papers", "4 waiting for the head · 3 with nowhere to go"} <= set(
        words(page.leaving)
    )
    qtbot.keyClick(page.leaving, Qt.Key.Key_Return)
    assert page.went == [("readiness", "")]
    assert not open_page().leaving.isVisible()
