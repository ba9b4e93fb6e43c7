"""Starts the desktop program: reads arguments, clock and screen, shows the login window, then the window."""

from __future__ import annotations

import argparse
import logging
import os
import signal
import sys
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ui.login.places import place_of
from ui.login.screen import why_no_screen

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from shelter_admin.domain.errors import Failure

TITLE = "Shelter Admin"


def now() -> datetime:
    """The clock of the program; the only place that reads the computer's."""
    return datetime.now(UTC)


class LateOpener:
    """The operations before a Desk, loaded at the first use: the login window must not wait for them."""

    def __getattr__(self, name: str) -> Callable[..., Any]:
        from shelter_admin.operations.opening import Opener

        opener = Opener(now, watched=True)
        return getattr(opener, name)  # type: ignore[no-any-return]


def explain_late(failure: Failure) -> str:
    """The sentence of a failure; the words of all operations load slowly, so it is asked for by the worker."""
    from shelter_admin.operations.explain import explain

    return explain(failure)


def warm_up() -> None:
    """Load what comes after the login window while somebody types a password, what signing in waits for first."""
    import shelter_admin.operations.opening  # noqa: F401 - the store is opened before the window is made
    from ui.window.pages import warm_up as load_pages

    load_pages()
    from shelter_admin.operations import registry

    registry.modules()


def arguments(given: list[str]) -> argparse.Namespace:
    """What the command line says."""
    parser = argparse.ArgumentParser(prog="shelter-admin", description="Administration of one social shelter.")
    parser.add_argument("store", nargs="?", help="the store to open: a file, or postgresql://computer/database")
    parser.add_argument("--smoke", action="store_true", help="show each window once on an empty store and leave")
    return parser.parse_args(given)


def make_app() -> QApplication:
    """The application in the user's own language and theme."""
    from PySide6.QtWidgets import QApplication

    from shelter_admin.operations.language import use
    from ui.kit import preferences, qt_words, theme
    from ui.kit.rubbish import Rubbish

    app = QApplication(sys.argv[:1])
    app.setApplicationName(TITLE)
    theme.install(app)
    qt_words.install(app)
    Rubbish(app)
    own = preferences.current()
    use(own.language)
    if own.dark:
        theme.current().use(dark=True)
    return app


def main(given: list[str]) -> int:
    """Run the program; 1 where there is no screen."""
    asked = arguments(given)
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s %(message)s")
    problem = why_no_screen(os.environ, sys.platform)
    if problem:
        print(problem, file=sys.stderr)  # noqa: T201 - there is no window to say it in
        return 1
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl+C in a terminal; what is saved is durable already
    app = make_app()
    from ui.window.program import Program

    program = Program(LateOpener(), explain_late, now)
    if asked.smoke:
        import tempfile

        with tempfile.TemporaryDirectory() as folder:
            program.smoke(Path(folder))
            return app.exec()
    program.start(place_of(asked.store) if asked.store else None)
    program.login.painted.connect(lambda: threading.Thread(target=warm_up, name="warm", daemon=True).start())
    return app.exec()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
