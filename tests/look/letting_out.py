"""Scenes of permission: passes in every state, the gate that knows them, visitors, the morning's lists."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time, timedelta
from typing import Any, Final, cast

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from shelter_admin.domain.leave_passes import PassAsked
from shelter_admin.domain.presence import OutingKind
from shelter_admin.domain.standing_permissions import OutsideMeal, StandingKind
from shelter_admin.operations.desk import Desk
from shelter_admin.operations.duty.visits import VisitorCame, VisitorLeft
from shelter_admin.operations.presence.gate import GateBoardNow, GoOut
from shelter_admin.operations.presence.passes import ApproveLeave, AskLeave, LeavePasses, PrintLeavePass, RefuseLeave
from shelter_admin.operations.presence.standing import AllowStanding
from shelter_admin.operations.residents import ResidentList
from shelter_admin.persistence.base import Stamp
from shelter_admin.persistence.people.tables import StayTable
from shelter_admin.persistence.presence.tables import RollCallMarkTable
from shelter_admin.persistence.training.tables import AttendanceMarkTable, ClassSessionTable, EnrolmentTable
from tests.look.waiting import settle
from tests.people import FixedClock
from ui.kit.preview import show_paper
from ui.presence.pass_sheets import AskLeaveSheet, StandingSheet
from ui.window.window import MainWindow

LEAST: Final = 16
HERE: Final = "RSUD Abdul Wahab Sjahranie"


def some_permissions(desk: Desk) -> None:
    """Passes asked, approved, refused, used and overdue; who works outside; visitors of this evening."""
    clock = desk._clock
    assert isinstance(clock, FixedClock)
    evening = clock.now
    if desk.ask(LeavePasses()):
        return
    out = {line.person_id for line in desk.ask(GateBoardNow()).out}
    inside = [line.person_id for line in desk.ask(ResidentList()) if line.person_id not in out][20:40]
    if len(inside) < LEAST:
        return
    stamp = Stamp(desk.panti.id, desk.staff.account_id, desk.now, "Look")
    with desk.store.acting(stamp) as session:
        rows = session.scalars(select(StayTable.id).where(StayTable.person_id.in_(inside))).all()
        session.execute(update(StayTable).where(StayTable.id.in_(rows)).values(admitted_on=date(2026, 2, 3)))
        _stray(session, desk.today - timedelta(days=1))
    clock.now = evening - timedelta(hours=9)
    for at, (hours, nights, approved) in enumerate(_WANTED):
        begins = clock.now + timedelta(hours=hours)
        kind = OutingKind.DUTY if at == 1 else OutingKind.LEAVE
        place = HERE if at == 1 else ("Rumah kakak, Tenggarong", "Keluarga, Balikpapan")[at % 2]
        asked = PassAsked(
            kind, begins, begins + timedelta(hours=nights * 24), place, "menengok ibu", "kakak", "0812 5550 17"
        )
        pass_id = desk.do(AskLeave(inside[at], asked, "ibunya sakit keras" if at == 4 else "")).outcome
        if approved is True:
            desk.do(ApproveLeave(pass_id))
        elif approved is None:
            desk.do(RefuseLeave(pass_id, "Belum ada keluarga yang dapat menjemput."))
        if approved and hours == 0:
            desk.do(GoOut(inside[at]))
    _work_outside(desk, inside[10:13])
    clock.now = evening - timedelta(hours=2)
    desk.do(VisitorCame("Rohana Sulastri", relation="kakak", person_id=inside[14]))
    office = desk.do(VisitorCame("Budi Hartono", "Dinas Sosial Provinsi Kalimantan Timur")).outcome
    clock.forward(minutes=40)
    desk.do(VisitorLeft(office))
    desk.do(VisitorCame("Nurul Aini", "Puskesmas Temindung", "petugas", person_id=inside[15]))
    clock.now = evening


_WANTED: Final = (
    (0, 2, True),
    (0, 1, True),
    (0, 0.3, True),
    (10, 1, True),
    (14, 4, False),
    (30, 1, False),
    (12, 2, None),
)


def _work_outside(desk: Desk, people: list[str]) -> None:
    first = desk.today - timedelta(days=30)
    places = ((StandingKind.WORK, "Toko Roti Mekar", "123456"), (StandingKind.WORK, "Bengkel Sumber Jaya", "12345"))
    for person_id, (kind, place, days) in zip(people, places, strict=False):
        meals = (OutsideMeal.LUNCH,)
        desk.do(AllowStanding(person_id, kind, days, time(7), time(20, 30), first, place=place, meals_outside=meals))
    school = AllowStanding(
        people[2], StandingKind.SCHOOL, "6", time(18), time(21), first, place="SKB Samarinda, Paket C"
    )
    desk.do(school)


def _stray(session: Session, night: date) -> None:
    """Some who slept here were not in class, two who were did not come back."""
    in_class = (
        select(AttendanceMarkTable.id, EnrolmentTable.stay_id)
        .join(ClassSessionTable, ClassSessionTable.id == AttendanceMarkTable.session_id)
        .join(EnrolmentTable, EnrolmentTable.id == AttendanceMarkTable.enrolment_id)
        .where(ClassSessionTable.day == night, AttendanceMarkTable.mark == "H")
        .order_by(AttendanceMarkTable.id)
    )
    rows = session.execute(in_class).all()
    absent = [row[0] for row in rows[3:20:4]]
    session.execute(update(AttendanceMarkTable).where(AttendanceMarkTable.id.in_(absent)).values(mark="A"))
    gone = [row[1] for row in rows[30:50:12]]
    session.execute(update(RollCallMarkTable).where(RollCallMarkTable.stay_id.in_(gone)).values(mark="B"))


def _morning(window: MainWindow) -> None:
    some_permissions(cast("Desk", window.seat.front.desk))
    _page(window).show_part("morning")
    settle(window.tasks)


def _page(window: MainWindow) -> Any:
    return window.seat.current()


def _tab(key: str) -> Callable[[MainWindow], object]:
    def show(window: MainWindow) -> object:
        some_permissions(cast("Desk", window.seat.front.desk))
        _page(window).show_tab(key)
        settle(window.tasks)
        return None

    return show


def _standing(window: MainWindow) -> None:
    _tab("passes")(window)
    _page(window).tab("passes").show_standing()


def _ask(window: MainWindow) -> AskLeaveSheet:
    sheet = AskLeaveSheet(window.seat.front, _page(window))
    sheet.open()
    return sheet


def _allow(window: MainWindow) -> StandingSheet:
    sheet = StandingSheet(window.seat.front, _page(window))
    sheet.open()
    return sheet


def _paper(window: MainWindow) -> object:
    desk: Any = window.seat.front.desk
    approved = [leave for leave in desk.ask(LeavePasses()) if leave.decided_at and not leave.decision]
    return show_paper(_page(window), desk.ask(PrintLeavePass(approved[0].pass_id))) if approved else None


def _knows(window: MainWindow) -> None:
    """The gate knows by itself why somebody goes out."""
    _tab("gate")(window)
    page = _page(window)
    desk: Any = window.seat.front.desk
    waiting = [
        leave for leave in desk.ask(LeavePasses()) if leave.decided_at and not leave.decision and not leave.outing_id
    ]
    page.gate.field.line.setText(waiting[0].number if waiting else "")
    page.gate.who.look_up()
    settle(window.tasks)


def file_passes(window: MainWindow) -> None:
    """The tab of permission in a file."""
    desk: Any = window.seat.front.desk
    some_permissions(desk)
    found = desk.ask(LeavePasses())
    page = _page(window)
    if not found:
        return
    page.open_person(found[0].person_id)
    settle(window.tasks)
    tabs = page.file.tabs
    for at in range(tabs.count()):
        if type(getattr(tabs.widget(at), "tab", None)).__name__ == "PersonLeaveTab" or tabs.tabText(at) in {
            "Izin",
            "Passes",
        }:
            tabs.setCurrentIndex(at)
    settle(window.tasks)


LETTING_OUT: Final = (
    ("knows", _knows),
    ("passes", _tab("passes")),
    ("standing", _standing),
    ("ask-leave", _ask),
    ("allow-standing", _allow),
    ("pass-paper", _paper),
    ("visitors", _tab("visitors")),
)

MORNING: Final = ("morning", _morning)
