"""Scenes of one store for another: copies tried and put back, the move to a server and from there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from shelter_admin.operations.copies import Copies
from shelter_admin.operations.copies.restoring import KINDS
from shelter_admin.operations.explain import explain
from shelter_admin.operations.residents import AdmitPerson
from shelter_admin.operations.sharing import Moved, Sharing
from tests.look.waiting import settle
from tests.people import PASSWORD, FixedClock, an_opener
from ui.restore.dialog import RestoreDialog
from ui.settings.moving import MoveDialog
from ui.window.window import MainWindow


def _settings(window: MainWindow) -> Any:
    return window.seat.current()


def _try_copy(window: MainWindow) -> None:
    page = _settings(window)
    page.open_section("copies")
    settle(window.tasks)
    page.section.rehearsal.try_copy()


def _restore(window: MainWindow) -> RestoreDialog:
    """The dialog that puts a copy back, as the program opens it."""
    desk: Any = window.seat.front.desk
    opener = an_opener(FixedClock(desk.now))
    made = RestoreDialog(
        opener, explain, window.tasks, desk.store.path, desk=desk, user=desk.staff.user, parent=window
    )  # fmt: skip
    made.begin(desk.ask(Copies()))
    settle(window.tasks)
    return made


def _move(window: MainWindow) -> MoveDialog:
    """The dialog that moves the store to a server, as the program opens it."""
    desk: Any = window.seat.front.desk
    made = MoveDialog(desk, explain, window.tasks, to_server=True, parent=window)
    made.open()
    return made


def _move_where(window: MainWindow) -> MoveDialog:
    """The address typed, and a server that does not answer."""
    made = _move(window)
    made.go_on()
    where = made.where
    values = {"host": "localhost", "port": 1, "database": "panti", "owner": "pemilik", "owner_password": "rahasia"}
    where.form.load(values)
    made.try_connection()
    return made


def _move_far(window: MainWindow) -> None:
    made = _move_where(window)
    settle(window.tasks)
    made._show(made.how_far)
    made.how_far._stepped(48_210, 124_762)


def _move_done(window: MainWindow) -> None:
    """The result, as it stands there after the example was moved."""
    made = _move(window)
    store, kinds = made._desk.store, dict(zip(KINDS, (12, 14, 25, 3041, 722, 14, 20120, 96, 5, 4, 2, 8), strict=True))
    made.outcome.show_outcome(50, 62_381, kinds | {"others": 38318}, made._after(Moved(made._desk, store.path, {})))
    made._show(made.outcome)


def _move_back(window: MainWindow) -> None:
    desk: Any = window.seat.front.desk
    MoveDialog(desk, explain, window.tasks, to_server=False, parent=window).open()


def _at_server(window: MainWindow) -> None:
    """The section as it looks once the store is on a server of this very computer."""
    page = _settings(window)
    page.open_section("sharing")
    settle(window.tasks)
    page.section._show(Sharing("postgresql://localhost/panti", "localhost", near=True, certificate=False))


def _restore_difference(window: MainWindow) -> None:
    """Somebody was taken in since the copy."""
    window.seat.front.desk.do(AdmitPerson(full_name="Sesudah Cadangan"))
    made = _restore(window)
    made.choosing.password.set_value(PASSWORD)
    made.look()


EXCHANGING: Final[tuple[tuple[str, Callable[[MainWindow], object]], ...]] = (
    ("copy-tried", _try_copy),
    ("restore", _restore),
    ("restore-difference", _restore_difference),
    ("move", _move),
    ("move-where", _move_where),
    ("move-far", _move_far),
    ("move-done", _move_done),
    ("move-back", _move_back),
    ("at-server", _at_server),
)
