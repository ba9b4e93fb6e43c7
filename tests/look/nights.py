"""Scenes of the beds over time: another night, free places in 30, 60 and 90 days, measures, closing a wing."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

from sqlalchemy import insert

from shelter_admin.domain.beds import BedKind, BedState
from shelter_admin.domain.spans import SpanKind
from shelter_admin.operations.beds.board import BedBoardOn
from shelter_admin.operations.residents import ResidentList, SetExpectedExit
from shelter_admin.persistence.base import Stamp, stamped
from shelter_admin.persistence.beds.tables import BedBookingTable, BedTagTable
from shelter_admin.persistence.intake.tables import ApplicantTable
from tests.look.waiting import settle
from ui.window.window import MainWindow

TAGS: Final = ("ground_floor", "near_toilet", "special_care", "isolation")
WAITING: Final[tuple[tuple[str, str | None, list[str], int | None, int], ...]] = (
    ("Warsini", "P", ["ground_floor"], None, 1),
    ("Bonang Prasetyo", "L", [], None, 2),
    ("Mariana", "P", ["near_toilet", "special_care"], 40, 2),
    ("Suhartono", "L", ["ground_floor"], 20, 3),
    ("Tanpa Nama (Pasar Segiri)", None, ["isolation"], None, 1),
)


def some_expectations(window: MainWindow) -> None:
    """Write down expected exits, one of them past, beds kept, tags, and who waits; once for a shelter."""
    desk: Any = window.seat.front.desk
    board = desk.ask(BedBoardOn())
    if any(bed.tags for room in board.rooms for bed in room.beds):
        return
    for number, line in enumerate(desk.ask(ResidentList())[1:40:3]):
        desk.do(SetExpectedExit(line.person_id, desk.today + timedelta(days=7 * number - 3)))
    beds = [bed for room in board.rooms for bed in room.beds if bed.kind is BedKind.BED]
    free = [bed for bed in beds if bed.state is BedState.FREE]
    stamp = Stamp(desk.panti.id, desk.staff.account_id, desk.now, "Look")
    with desk.store.acting(stamp) as session:
        tags = [stamped(session, bed_id=bed.bed_id, tag=TAGS[at % 4]) for at, bed in enumerate(beds[::3])]
        waiting = [
            stamped(
                session, name=name, sex=sex, needs=needs, priority=priority, asked_on=desk.today - timedelta(days=9),
                wanted_from=desk.today + timedelta(days=days) if days else None, state_on=desk.today, state="waiting",
                priority_reasons=[],
            )
            for name, sex, needs, days, priority in WAITING
        ]  # fmt: skip
        if tags:
            session.execute(insert(BedTagTable), tags)
        session.execute(insert(ApplicantTable), waiting)
        night = desk.panti.night_of(desk.now)
        for bed, one in zip(free, waiting[:2], strict=False):
            until = night + timedelta(days=45)
            row = stamped(session, bed_id=bed.bed_id, applicant_id=one["id"], from_night=night, until_night=until)
            session.execute(insert(BedBookingTable), [row])
    page: Any = window.seat.current()
    page.reload()
    settle(window.tasks)


def turned(view: str, figure: str = "") -> Any:
    """Look at a view, and what is behind one of its figures."""

    def show(window: MainWindow) -> None:
        some_expectations(window)
        page: Any = window.seat.current()
        page.views.turn(view)
        settle(window.tasks)
        if view == "measures":
            page.views.measures.look_at(SpanKind.QUARTER, page.night.tonight)
            settle(window.tasks)
        if figure:
            shown = getattr(page.views, view)
            cards = getattr(shown, "cards", ()) or (shown.card,)
            made = {one.figure.key: one for card in cards for one in card.buttons.values()}
            if figure in made:
                made[figure].click()

    return show


def night(days: int) -> Any:
    """Look at a night so many days from tonight."""

    def show(window: MainWindow) -> None:
        some_expectations(window)
        page: Any = window.seat.current()
        page.night.go_to(page.night.tonight + timedelta(days=days))

    return show


def closing_a_wing(window: MainWindow) -> None:
    """Close the first wisma although people sleep there: the sheet says who, and until when."""
    page: Any = window.seat.current()
    page.wing_sheet()
    sheets = [sheet for sheet in page.findChildren(_sheet()) if sheet.isVisible()]
    if sheets:
        sheets[-1].form.fields["why"].set_value("Atap diperbaiki")
        sheets[-1]._try()


def _sheet() -> type:
    from ui.beds.wings import WingSheet

    return WingSheet


def home(window: MainWindow) -> None:
    """The map of tonight again."""
    page: Any = window.seat.current()
    page.night.go_to(page.night.tonight)
    page.views.turn("map")


NIGHTS: Final = (
    ("wing", closing_a_wing),
    ("past", night(-30)),
    ("ahead", night(40)),
    ("30-60-90", turned("future")),
    ("30-60-90-leaving", turned("future", "1|leaving|")),
    ("30-60-90-waiting", turned("future", "2|waiting|")),
    ("measures", turned("measures")),
    ("measures-nights", turned("measures", "occupancy|*")),
    ("measures-idle", turned("measures", "idle|*")),
)
"""Name of each scene, and what shows it."""
