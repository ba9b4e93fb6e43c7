"""What there is to look at about readiness: the board of candidates, everything asked of one, a policy tried out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from shelter_admin.domain.readiness import Criterion, Rule, Scope, ScopeKind
from shelter_admin.domain.readiness_policy import USUAL_RULES
from tests.look.waiting import settle
from ui.window.window import MainWindow

Show = Callable[[MainWindow], object]
OWN: Final = Rule(Criterion.OWN, key="look0001", words="Percaya diri dan berani bertemu orang")


def _page(window: MainWindow) -> Any:
    return window.seat.current()


def _board(window: MainWindow) -> None:
    """The board grouped by whose turn it is, one of the candidates chosen."""
    page = _page(window)
    settle(window.tasks)
    if page.table.records:
        page.table.go_to(page.table.records[min(3, len(page.table.records) - 1)].enrolment_id)
    settle(window.tasks)
    page.grouped.setChecked(True)


def _ungroup(window: MainWindow) -> None:
    _page(window).grouped.setChecked(False)


def _no_receiver(window: MainWindow) -> None:
    _board(window)
    _page(window).open_person("no_receiver")


def _asked(window: MainWindow) -> None:
    page = _page(window)
    _board(window)
    page.grouped.setChecked(False)
    page.show_asked()


def _policy(window: MainWindow) -> None:
    """A policy for the first programme with further criteria, weighted ones and an own one, tried out."""
    page = _page(window)
    page.show_policy()
    editor = page.policy
    settle(window.tasks)
    scope = next((one for one in editor.scope._keys if one.kind is ScopeKind.PROGRAM), Scope())
    editor.show_scope(scope)
    usual = [rule for one, rule in USUAL_RULES.items() if one in {Criterion.BEHAVIOUR, Criterion.PLAN}]
    mark = Rule(Criterion.MARK, 85.0, weight=3)
    kept = [rule for rule in editor.form.criteria() if rule.criterion is not Criterion.MARK]
    editor.form.show_rules((*kept, mark, *usual, OWN), 60.0)
    editor.try_out()
    settle(window.tasks)


def _list_again(window: MainWindow) -> None:
    _page(window).show_path()


WEIGHING: Final[tuple[tuple[str, Show, Show | None], ...]] = (
    ("board", _board, _ungroup),
    ("no-receiver", _no_receiver, _ungroup),
    ("asked", _asked, None),
    ("policy-tried", _policy, _list_again),
)
