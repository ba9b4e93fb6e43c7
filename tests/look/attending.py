"""Scenes of attendance in depth: forty people over a month of 31 days, leave, practice, every side, a trainer's day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from sqlalchemy import insert, select

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.training import Attendance, Minutes
from shelter_admin.operations.accounts import SetTrainer
from shelter_admin.operations.desk import Desk
from shelter_admin.operations.today import TodayNow
from shelter_admin.operations.training.changes import CancelSession, HoldExtraSession
from shelter_admin.operations.training.classes import Classes, ClassSheetOf
from shelter_admin.operations.training.leave import AnnounceLeave
from shelter_admin.operations.training.marks import ClassMark, CorrectSession, MarkAttendance
from shelter_admin.operations.training.places import AddPracticePlace, PracticePlaces
from shelter_admin.operations.training.practising import MarkPractice, PracticeMark, PracticesOf, SendToPractice
from shelter_admin.persistence.base import Stamp, stamped
from shelter_admin.persistence.people.tables import StayTable
from shelter_admin.persistence.training.tables import AttendanceMarkTable, ClassSessionTable, EnrolmentTable
from tests.look.waiting import needed, settle
from tests.people import as_role
from ui.window.window import MainWindow

FORTY: Final = 40
FRIDAY: Final = date(2026, 11, 20)
HABITS: Final = ("HHHHHHHHHH", "HHHHHSHHHH", "HHHHIHHHHA", "HAAHSHHAHI")
REASON: Final = "Rapat koordinasi di Dinas Sosial"


def attendance_in_use(window: MainWindow) -> None:
    """Bring one class to forty people once, with leave, changed days, practice and minutes late."""
    desk: Any = window.seat.front.desk
    found = desk.ask(Classes())
    if not found or desk.ask(PracticePlaces()):
        return
    batch = found[0]
    _fill_up(desk, batch.batch_id, batch.program_id)
    rows = desk.ask(ClassSheetOf(batch.batch_id)).rows
    place = desk.do(AddPracticePlace(place_name="Konveksi Sinar Jaya", trade="jahit", contact="Ibu Tini")).outcome
    desk.do(AddPracticePlace(place_name="Bengkel Las Maju Bersama", trade="las"))
    away = tuple(row.enrolment_id for row in rows[5:8])
    desk.do(SendToPractice(batch.batch_id, away, place, date(2026, 10, 19), date(2026, 11, 27), "Ibu Tini"))
    days = [date(2026, 10, 19) + timedelta(days=step) for step in range(26)]
    for one in desk.ask(PracticesOf(batch.batch_id))[:2]:
        marks = [PracticeMark(one.practice_id, day, Attendance.PRESENT) for day in days if day.isoweekday() < 7]
        desk.do(MarkPractice(tuple(marks)))
    desk.do(CancelSession(batch.batch_id, date(2026, 11, 24), REASON))
    desk.do(HoldExtraSession(batch.batch_id, date(2026, 11, 28), "Mengganti kelas tanggal 24"))
    monday = date(2026, 11, 23)
    desk.do(AnnounceLeave(rows[2].enrolment_id, monday, monday + timedelta(days=2), Attendance.SICK, "Kontrol ke RSUD"))
    desk.do(AnnounceLeave(rows[9].enrolment_id, FRIDAY + timedelta(days=1), monday, Attendance.EXCUSED, "Sidang"))
    saturday = FRIDAY + timedelta(days=1)
    desk.do(HoldExtraSession(batch.batch_id, saturday, "Mengejar jam praktik"))
    late = ClassMark(rows[0].enrolment_id, Attendance.PRESENT, minutes=Minutes(late=25))
    early = ClassMark(rows[1].enrolment_id, Attendance.PRESENT, minutes=Minutes(10, 45))
    desk.do(MarkAttendance(batch.batch_id, saturday, (late, early)))


def _fill_up(desk: Desk, batch_id: str, program_id: str) -> None:
    """More people of the house in the class, with marks of the sessions held already."""
    stamp = Stamp(desk.panti.id, desk.staff.account_id, desk.now, "Look")
    with desk.store.acting(stamp) as session:
        there = set(session.scalars(select(EnrolmentTable.stay_id).where(EnrolmentTable.program_id == program_id)))
        here = session.scalars(
            select(StayTable.id).where(StayTable.leave_reason.is_(None)).order_by(StayTable.id)
        ).all()
        in_class = len(there & set(here))
        more = [stay for stay in here if stay not in there][: max(0, FORTY - in_class)]
        rows = [
            stamped(session, stay_id=stay, program_id=program_id, batch_id=batch_id, joined_on=None) for stay in more
        ]
        held = session.execute(
            select(ClassSessionTable.id, ClassSessionTable.day).where(ClassSessionTable.batch_id == batch_id)
        ).all()
        marks = [
            stamped(session, session_id=one.id, enrolment_id=row["id"], mark=HABITS[no % 4][at % 10], note="")
            for no, row in enumerate(rows)
            for at, one in enumerate(held)
        ]
        if rows:
            session.execute(insert(EnrolmentTable), rows)
        if marks:
            session.execute(insert(AttendanceMarkTable), marks)


def _on_sheet(window: MainWindow) -> Any:
    attendance_in_use(window)
    page: Any = window.seat.current()
    page.show_tab("sheet")
    opens_the_first_class(window)
    return page


def opens_the_first_class(window: MainWindow) -> None:
    """Another scene may have left the page at a class nobody is in yet."""
    page: Any = window.seat.current()
    settle(window.tasks)
    page.classes.choose(needed(page.classes.classes)[0].batch_id)
    page.reload()
    settle(window.tasks)


def _october(window: MainWindow) -> None:
    page = _on_sheet(window)
    page.sheet.month.earlier.click()
    settle(window.tasks)


def _present(window: MainWindow) -> None:
    page = _on_sheet(window)
    page.sheet.open_today()
    settle(window.tasks)
    page.sheet.all_present()


def _paper(window: MainWindow) -> None:
    page = _on_sheet(window)
    page.sheet.open_today()
    settle(window.tasks)
    page.sheet.paper.start()
    QTest.keyClick(page.sheet.table, Qt.Key.Key_T)
    QTest.keyClicks(page.sheet.table, "15")


def _no_paper(window: MainWindow) -> None:
    page: Any = window.seat.current()
    page.sheet.paper.stop()
    page.show_tab("sheet")


def _corrected(window: MainWindow) -> None:
    """The first day of the month that is closed, with one mark corrected."""
    page = _on_sheet(window)
    sheet = page.sheet.sheet
    day = next((one for one in sheet.days if one.closed_at is not None), None)
    if day is None:
        return
    row = next(one for one in sheet.rows if one.marks.get(day.day))
    desk: Any = window.seat.front.desk
    other = Attendance.EXCUSED if row.marks[day.day] is not Attendance.EXCUSED else Attendance.SICK
    given = (ClassMark(row.enrolment_id, other),)
    desk.do(CorrectSession(sheet.batch.batch_id, day.day, given), reason="Surat dokter menyusul keesokan harinya")
    page.sheet.corrected.ask(day)


def _part(key: str) -> Any:
    def show(window: MainWindow) -> None:
        page = _on_sheet(window)
        page.show_tab(key)
        settle(window.tasks)

    return show


def trainers_day(window: MainWindow) -> None:
    """Today as the trainer of this class finds it."""
    attendance_in_use(window)
    desk: Any = window.seat.front.desk
    batches = desk.ask(Classes())
    trainer = as_role(desk, Role.INSTRUKTUR)
    desk.do(SetTrainer(trainer.staff.account_id, tuple({one.program_id for one in batches[:2]})))
    page: Any = window.seat.current()
    settle(window.tasks)
    page._show(trainer.ask(TodayNow()))


ATTENDING: Final = (
    ("forty", _october, _no_paper),
    ("all-present", _present, _no_paper),
    ("paper", _paper, _no_paper),
    ("corrected", _corrected, _no_paper),
    ("leave", _part("leave"), _no_paper),
    ("practice", _part("practice"), _no_paper),
    ("together", _part("together"), _no_paper),
)
