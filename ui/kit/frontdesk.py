"""What pages hold of the Desk: questions and acts off the window's thread, failures said where they belong."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final, Protocol, TypeVar, cast

from PySide6.QtCore import QObject, Signal

from shelter_admin.domain.accounts import Right, Staff
from shelter_admin.domain.changes import Changes
from shelter_admin.domain.errors import Conflict, Failure, Unavailable
from shelter_admin.domain.progress import UNWATCHED, Cancelled, Progress
from shelter_admin.domain.settings import Panti
from shelter_admin.operations.desk import Command, Done, Query, UndoStep
from shelter_admin.operations.editing import Edit
from ui.kit.conflict import choose_between
from ui.kit.tasks import Tasks

if TYPE_CHECKING:
    from shelter_admin.operations.desk import Desk
    from shelter_admin.operations.link import Link

T = TypeVar("T")
R = TypeVar("R")
WhenRefused = Callable[[Failure], bool]
CASE_FILE: Final = "case_file"
TAB_MARK: Final = "#"


class SeatedDesk(Protocol):
    """What the screens need of a Desk; a recording one stands in for it in tests of pages."""

    staff: Staff
    panti: Panti

    @property
    def now(self) -> datetime:
        """The instant, in UTC."""
        ...

    @property
    def today(self) -> date:
        """The panti's day."""
        ...

    @property
    def read_only(self) -> bool:
        """Say whether nothing can be saved."""
        ...

    def may(self, right: Right) -> bool:
        """Say whether it may be done today."""
        ...

    def do(self, command: Command[R], *, reason: str = "", progress: Progress = ...) -> Done[R]:
        """Carry out an act."""
        ...

    def ask(self, query: Query[T]) -> T:
        """Answer a question."""
        ...

    def undoable(self) -> UndoStep | None:
        """The act that can be taken back."""
        ...

    def undo(self) -> Done[Any]:
        """Take the last act back."""
        ...


class FrontDesk(QObject):
    """One member of staff at one Desk, for all pages of the window.

    ``changed`` names the areas an act touched; ``saved`` comes only after the act is durable, with its name;
    ``kept`` instead where it waits on this computer's disk for a server that does not answer; ``unsaved`` carries the
    failure and name of an act that found the server away, where no field said so; ``went_away`` comes once as an outage
    begins;
    ``trouble`` carries a failure that no field takes, with the widget that asked; ``go`` asks the window for another
    page (its key) and a person to open there (id, or empty).
    """

    changed = Signal(object)
    saved = Signal(str)
    kept = Signal(str)
    unsaved = Signal(object, str)
    went_away = Signal()
    undo_changed = Signal()
    trouble = Signal(object, object)
    go = Signal(str, str)

    def __init__(self, desk: SeatedDesk, tasks: Tasks, parent: QObject | None = None, link: Link | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.tasks = tasks
        self.link = link

    @property
    def staff(self) -> Staff:
        """Who is signed in."""
        return self.desk.staff

    @property
    def panti(self) -> Panti:
        """The house and its settings."""
        return self.desk.panti

    @property
    def now(self) -> datetime:
        """The instant, in UTC."""
        return self.desk.now

    @property
    def read_only(self) -> bool:
        """Say whether nothing can be saved here."""
        return self.desk.read_only

    def may(self, right: Right) -> bool:
        """Say whether to show it; the Desk decides once more when it is done."""
        return self.desk.may(right)

    def is_away(self, failure: BaseException) -> bool:
        """Say whether it is only that the server is away, which the window says above every page."""
        return self.link is not None and isinstance(failure, Unavailable) and failure.code.startswith("server_away")

    def do(
        self,
        command: Command[R],
        owner: QObject,
        done: Callable[[Done[R]], None] | None = None,
        refused: WhenRefused | None = None,
        *,
        reason: str = "",
    ) -> None:
        """Carry out an act. ``refused`` says it beside the field and answers whether it could, else a dialog does.

        Where somebody else changed the same first, both are shown, and the act is given again with what is chosen.
        """

        def failed(error: BaseException) -> None:
            if not isinstance(error, Conflict) or not isinstance(command, Edit):
                self._failed(owner, error, refused, command.name)
                return
            choose_between(
                owner,
                error,
                self.panti,
                lambda mine: self.do(command.choosing(error, mine), owner, done, refused, reason=reason),
                lambda: self._failed(owner, error, refused, command.name),
            )

        self.tasks.at_store(
            lambda: self._carry_out(command, reason, UNWATCHED),
            owner,
            lambda outcome: self._acted(outcome, command.name, done),
            failed,
        )

    def do_long(
        self,
        command: Command[R],
        owner: QObject,
        done: Callable[[Done[R]], None] | None = None,
        refused: WhenRefused | None = None,
        *,
        reason: str = "",
    ) -> None:
        """Carry out a long act with progress and Cancel; stopped, it leaves nothing behind."""
        self.tasks.long(
            lambda progress: self._carry_out(command, reason, progress),
            owner,
            lambda outcome: self._acted(outcome, command.name, done),
            lambda error: self._failed(owner, error, refused, command.name),
        )

    def ask(
        self, query: Query[T], owner: QObject, got: Callable[[T], None], refused: WhenRefused | None = None
    ) -> None:
        """Put a question; the answer comes to ``got`` unless the owner is gone by then."""
        self.tasks.at_store(lambda: self._answer(query), owner, got, lambda error: self._failed(owner, error, refused))

    def run(
        self, job: Callable[[], T], owner: QObject, done: Callable[[T], None], refused: WhenRefused | None = None
    ) -> None:
        """Do other work with the store's worker, such as making a copy."""
        self.tasks.at_store(job, owner, done, lambda error: self._failed(owner, error, refused))

    def undo(self, owner: QObject) -> None:
        """Take the last act back."""
        step = self.desk.undoable()
        if step is not None:
            self.tasks.at_store(
                self._take_back,
                owner,
                lambda outcome: self._acted(outcome, step.command.name, None),
                lambda error: self._failed(owner, error, None, step.command.name),
            )

    def open_file(self, person_id: str, tab: str) -> None:
        """Ask the window for somebody's file, at the tab of this key."""
        self.go.emit("residents", f"{person_id}{TAB_MARK}{tab}")

    def undoable(self) -> UndoStep | None:
        """The act that can be taken back next."""
        return self.desk.undoable()

    def _carry_out(self, command: Command[R], reason: str, progress: Progress) -> Done[R]:
        if self.link is None:
            return self.desk.do(command, reason=reason, progress=progress)
        return self.link.do(cast("Desk", self.desk), command, reason=reason, progress=progress)

    def _answer(self, query: Query[T]) -> T:
        return self.desk.ask(query) if self.link is None else self.link.ask(cast("Desk", self.desk), query)

    def _take_back(self) -> Done[Any]:
        return self.desk.undo() if self.link is None else self.link.undo(cast("Desk", self.desk))

    def _acted(self, outcome: Done[R], name: str, done: Callable[[Done[R]], None] | None) -> None:
        if outcome.changes.areas:
            (self.kept if outcome.waiting else self.saved).emit(name)
        self.undo_changed.emit()
        if done is not None:
            done(outcome)
        if isinstance(outcome.changes, Changes) and outcome.changes.areas:
            self.changed.emit(outcome.changes)

    def _failed(self, owner: QObject, error: BaseException, refused: WhenRefused | None, act: str = "") -> None:
        """Say a failure where it belongs: beside the field, in the banner of a server that is away, else a dialog."""
        self.undo_changed.emit()  # what a rule did not let be taken back is offered no longer
        if isinstance(error, Cancelled):
            return
        if isinstance(error, Failure) and refused is not None and refused(error):
            return
        if self.is_away(error):
            if act:
                self.unsaved.emit(error, act)
            return
        self.trouble.emit(owner, error)
