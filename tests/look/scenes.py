"""What there is to look at: every page as it opens, and what one opens from there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit

from shelter_admin.domain.readiness import Criterion
from shelter_admin.operations.moving_in.register import RehearseRegister
from shelter_admin.operations.readiness import Candidates
from shelter_admin.operations.residents import ResidentList
from tests.look.attending import ATTENDING, trainers_day
from tests.look.casing import IN_FILE, ON_PAGE
from tests.look.counting import CARDS, COUNTING
from tests.look.doubles import TWICE
from tests.look.exchanging import EXCHANGING
from tests.look.filing import FILING
from tests.look.grading import GRADING, SIGNING
from tests.look.issuing import ISSUING
from tests.look.letting_out import LETTING_OUT, MORNING, file_passes
from tests.look.nights import NIGHTS, home
from tests.look.on_duty import ON_DUTY, care_of_somebody
from tests.look.places import PLACES, plain
from tests.look.planning import PLANNING
from tests.look.protecting import PROTECTING
from tests.look.seeing_off import SEEING_OFF
from tests.look.seeing_off import in_file as departure_in_file
from tests.look.serving import SERVING, service_tab
from tests.look.sitting import SITTING
from tests.look.together import two_people
from tests.look.waiting import settle
from tests.look.waiting_list import WAITING, papers_in_the_file, taken_in, taking_in_with_hint, writing_papers
from tests.look.weighing import WEIGHING
from ui.window import menus
from ui.window.window import MainWindow

REGISTER: Final = Path(__file__).parents[1] / "samples" / "register-rsbk-samarinda.xlsx"
CLASS_SHEET: Final = Path(__file__).parents[1] / "samples" / "kehadiran-menjahit-A.xlsx"
Show = Callable[[MainWindow], object]


@dataclass(frozen=True)
class Scene:
    """One picture: its name, and how to come there from the page that is open."""

    name: str
    page: str
    show: Show | None = None
    back: Show | None = None


def scenes_of(window: MainWindow) -> Iterator[Scene]:
    """The scenes of everything this user has."""
    for spec in window.seat.specs:
        yield Scene(spec.key, spec.key)
        yield from _sections(window) if spec.key == "settings" else ()
        yield from (
            Scene(f"{spec.key}-{scene.name}", spec.key, scene.show, scene.back) for scene in MORE.get(spec.key, ())
        )
    first = window.seat.specs[0].key
    yield Scene("frame-search", first, _search)
    yield Scene("frame-keys", first, menus.show_keys)
    yield Scene("frame-help", first, MainWindow.show_help)
    yield Scene("frame-lock", first, lambda shown: shown.locking.lock_now())
    yield Scene("frame-change-user", first, lambda shown: shown.locking.change_user())


def _sections(window: MainWindow) -> Iterator[Scene]:
    """Every section of the settings that this user has."""
    window.go("settings")
    page: Any = window.seat.current()
    for key in page.keys:
        yield Scene(f"settings-{key}", "settings", acting("open_section", key))


def _search(window: MainWindow) -> None:
    palette = menus.jump(window)
    QTest.keyClicks(palette.typed, "s")
    QTest.qWait(200)


def _first_person(window: MainWindow) -> None:
    people = window.seat.front.desk.ask(ResidentList())
    if people:
        window.go("residents", people[0].person_id)


def _training_of_first(window: MainWindow) -> None:
    """The training in the file of somebody in a class."""
    trained = window.seat.front.desk.ask(Candidates()).candidates
    if trained:
        window.go("residents", trained[0].person_id)
        settle(window.tasks)
        file = _page(window).file
        file.tabs.setCurrentWidget(file.training)


def acting(name: str, *given: Any) -> Show:
    """Call a method of the page, as its own buttons and Ctrl+K do."""
    return lambda window: getattr(window.seat.current(), name)(*given)


def _rehearse(window: MainWindow) -> None:
    page: Any = window.seat.current()
    page.look_at(REGISTER)
    settle(window.tasks)
    page.front.ask(RehearseRegister(REGISTER), page, page._rehearsal_done)


def _person_on_board(window: MainWindow) -> None:
    page = window.seat.current()
    people = window.seat.front.desk.ask(ResidentList())
    if page is not None and people:
        page.open_person(people[0].person_id)


def typing(words: str) -> Show:
    """Type into the page's own search."""

    def typed(window: MainWindow) -> None:
        page = window.seat.current()
        if page is not None:
            page.focus_search()
            held = (QApplication.focusWidget(), page.focusWidget(), page.findChild(QLineEdit))
            for field in [widget for widget in held if widget is not None][:1]:
                QTest.keyClicks(field, words)
            QTest.qWait(300)

    return typed


BROWSE: Final = acting("show_browse")
GATE: Final = acting("show_tab", "gate")
ENTITLED: Final = acting("show_tab", "entitled")
SHEET: Final = acting("show_tab", "sheet")
START: Final = acting("start_again")


def _ask_to_close(window: MainWindow) -> None:
    sheet = _page(window).sheet
    held = [day for day in sheet.sheet.days if day.planned] if sheet.sheet is not None else []
    if held and sheet.sheet.rows:
        sheet.table.go_to(
            sheet.sheet.rows[0].enrolment_id, held[-1] if held[-1].day <= window.seat.front.desk.today else held[14]
        )
        sheet.questions.ask_to_close()


def _first_of_class(window: MainWindow) -> None:
    _page(window).show_tab("people")
    settle(window.tasks)
    people = _page(window).people
    if people.table.records:
        people.table.go_to(people.table.records[0].enrolment_id)


def _rehearse_class(window: MainWindow) -> None:
    page = _page(window)
    sewing = next((one for one in page.classes.classes if one.program == "Menjahit"), None)
    if sewing is not None:
        page.classes.choose(sewing.batch_id)
    page.show_tab("moving_in")
    settle(window.tasks)
    page.moving_in.look_at(CLASS_SHEET)


def _first_candidate(window: MainWindow) -> Any:
    """The card of the first in the list."""
    page = _page(window)
    if page.table.records:
        page.table.go_to(page.table.records[0].enrolment_id)
        settle(window.tasks)
    return page.path


def _record_reception(window: MainWindow) -> None:
    path = _first_candidate(window)
    if path.path is not None:
        path.record(Criterion.RECEPTION, path.path)


def _decide(window: MainWindow) -> None:
    path = _first_candidate(window)
    if path.path is not None:
        _page(window).decide(path.path)


def _ask_issue(window: MainWindow) -> None:
    _page(window).entitled.tick_all()
    _page(window).entitled.ask_issue()


def _leave_issue(window: MainWindow) -> None:
    _page(window).entitled.panel.close_panel()
    _page(window).entitled.table.tick(frozenset())


def _draft(window: MainWindow) -> None:
    tab = _page(window).entitled
    if tab.table.records:
        tab.table.go_to(tab.table.records[0].enrolment_id)
        tab.draft()
        settle(window.tasks)


def _revoke(window: MainWindow) -> None:
    _page(window).show_tab("register")
    settle(window.tasks)
    register = _page(window).register
    valid = next((line for line in register.table.records if not line.revoked), None)
    if valid is not None:
        register.table.go_to(valid.certificate_id)
        register.ask_revoke()


def _check_certificate(window: MainWindow) -> None:
    """The newest certificate checked by its short form."""
    page = _page(window)
    page.show_tab("register")
    settle(window.tasks)
    line = page.register.current
    page.show_tab("verify")
    page.verify.line.setText(f"{line.certificate_no} {line.fingerprint}" if line else "400.9/001 K7Q2-9FHD-XM4T")
    page.verify.check_typed()


def _page(window: MainWindow) -> Any:
    return window.seat.current()


def _people_of_the_month(window: MainWindow) -> None:
    """Who was there at the end of the running month."""
    page: Any = window.seat.current()
    page.open_person("2026-11")
    settle(window.tasks)
    page.figures.buttons["closing"].click()


def _foot_of_the_month(window: MainWindow) -> None:
    page: Any = window.seat.current()
    bar = page.figures.area.verticalScrollBar()
    bar.setValue(bar.maximum())


MORE: dict[str, tuple[Scene, ...]] = {
    "today": (Scene("trainer", "", trainers_day, acting("reload")),),
    "departures": tuple(Scene(name, "", show) for name, show in SEEING_OFF),
    "residents": (
        Scene("person", "", _first_person),
        Scene("training", "", _training_of_first),
        Scene("search", "", typing("si")),
        Scene("intake", "", acting("begin_intake"), BROWSE),
        Scene("night", "", acting("begin_night"), BROWSE),
        *(Scene(name, "", show, BROWSE) for name, show in TWICE),
        Scene("two-people", "", two_people),
        *(Scene(name, "", show, BROWSE) for name, show in FILING),
        Scene("intake-hint", "", taking_in_with_hint, taken_in),
        Scene("admission", "", papers_in_the_file),
        Scene("admission-papers", "", writing_papers),
        Scene("care", "", care_of_somebody),
        Scene("passes", "", file_passes),
        Scene("departure", "", departure_in_file),
        Scene("services", "", service_tab),
        *(Scene(name, "", show) for name, show in IN_FILE),
        *(Scene(name, "", show) for name, show in CARDS),
    ),
    "intake": tuple(Scene(name, "", show, way_back) for name, show, way_back in WAITING),
    "beds": (
        Scene("person", "", _person_on_board),
        *(Scene(name, "", show, home) for name, show in NIGHTS),
        *(Scene(name, "", show, plain) for name, show in PLACES),
    ),
    "presence": (
        Scene("typing", "", typing("si"), GATE),
        Scene("roll-call", "", acting("show_tab", "roll_call"), GATE),
        *(Scene(name, "", show, GATE) for name, show in LETTING_OUT),
        *(Scene(name, "", show, GATE) for name, show in COUNTING),
    ),
    "duty": tuple(Scene(name, "", show) for name, show in (*ON_DUTY, MORNING)),
    "training": (
        Scene("closing", "", _ask_to_close, SHEET),
        Scene("grades", "", acting("show_tab", "grades"), SHEET),
        Scene("people", "", _first_of_class, SHEET),
        Scene("programs", "", acting("show_tab", "programs"), SHEET),
        Scene("holidays", "", acting("show_tab", "holidays"), SHEET),
        Scene("moving-in", "", _rehearse_class, SHEET),
        *(Scene(name, "", show, SHEET) for name, show in PLANNING),
        *(Scene(name, "", show, back) for name, show, back in ATTENDING),
        *(Scene(name, "", show, SHEET) for name, show in GRADING),
    ),
    "services": tuple(Scene(name, "", show) for name, show in SERVING),
    "cases": tuple(Scene(name, "", show) for name, show in (*ON_PAGE, *SITTING)),
    "readiness": (
        Scene("person", "", _first_candidate),
        Scene("policy", "", acting("show_policy"), acting("show_path")),
        Scene("record", "", _record_reception),
        Scene("decide", "", _decide),
        *(Scene(name, "", show, back) for name, show, back in WEIGHING),
    ),
    "certificates": (
        Scene("issue", "", _ask_issue, _leave_issue),
        Scene("draft", "", _draft),
        Scene("register", "", acting("show_tab", "register"), ENTITLED),
        Scene("revoke", "", _revoke, ENTITLED),
        Scene("check", "", _check_certificate, ENTITLED),
        *(Scene(name, "", show, ENTITLED) for name, show in ISSUING),
        *(Scene(name, "", show, back or ENTITLED) for name, show, back in SIGNING),
    ),
    "privacy": tuple(Scene(name, "", show) for name, show in PROTECTING),
    "returns": (
        Scene("people", "", _people_of_the_month, acting("open_person", "2026-10")),
        Scene("foot", "", _foot_of_the_month),
        Scene("sending", "", acting("send")),
        Scene("records", "", acting("make_records")),
    ),
    "settings": tuple(Scene(name, "", show) for name, show in EXCHANGING),
    "moving_in": (
        Scene("columns", "", acting("look_at", REGISTER), START),
        Scene("rehearsed", "", _rehearse, START),
    ),
}


def put_away(window: MainWindow, scene: Scene) -> None:
    """Close what a scene opened and come back to the plain window."""
    for dialog in QApplication.topLevelWidgets():
        if isinstance(dialog, QDialog) and dialog.isVisible():
            dialog.reject()
    if window.frame.help.isVisible():
        window.frame.help.close_panel()
    if window.locking.locked:
        window.locking.screen.hide()
        window.rest(resting=False)
    if scene.back is not None:
        scene.back(window)
    QTest.keyClick(window, Qt.Key.Key_Escape)
