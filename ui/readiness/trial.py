"""The list of a trial run: who would stand otherwise under a changed policy, from what to what."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from shelter_admin.domain.readiness import STANDING_NAMES, Candidate, Standing, name_of
from shelter_admin.domain.readiness_trial import Changed, Trial
from shelter_admin.domain.wording import long_date, number
from shelter_admin.domain.words import N_, _, n_, p_
from ui.kit.records import Column, RecordsTable
from ui.kit.widgets import label

TOKENS: Final = {
    Standing.DECIDED: "ok",
    Standing.PROPOSED: "ok",
    Standing.NO_RECEIVER: "info",
    Standing.PAPERS: "attention",
    Standing.HELD: "attention",
}


def _stands(one: Candidate) -> str:
    return f"{_(STANDING_NAMES[one.standing])} ({one.met}/{one.of})"


def from_to(one: Changed) -> str:
    """From what to what, in words."""
    return f"{_stands(one.before)} → {_stands(one.after)}"


def why(one: Changed) -> str:
    """What would be missing besides, and what no longer."""
    parts = [f"+ {name_of(check)}" for check in one.now_missing]
    parts += [f"− {name_of(check)}" for check in one.no_longer_missing]
    return "\n".join([one.before.name, from_to(one), *parts])


SHORT: Final = {
    Standing.DECIDED: N_("decided"),
    Standing.PROPOSED: N_("proposed"),
    Standing.NO_RECEIVER: N_("no receiver"),
    Standing.PAPERS: N_("papers"),
    Standing.HELD: N_("not ready yet"),
}


def _short(one: Candidate) -> str:
    return _(SHORT[one.standing])


def _outcome(one: Changed) -> str:
    """Where somebody would stand, or only what would be missing where that stays the same."""
    if one.moves:
        return _short(one.after)
    missing = [f"+ {name_of(check)}" for check in one.now_missing]
    return ", ".join([*missing, *(f"− {name_of(check)}" for check in one.no_longer_missing)]) or _short(one.after)


def _columns() -> list[Column[Any]]:
    return [
        Column(_("Name"), lambda one: one.before.name, strong=True, tip=why),
        Column(p_("heading", "From"), lambda one: _short(one.before), tip=why, width=136, look=lambda _one: "muted"),
        Column(
            p_("heading", "To"),
            _outcome,
            tip=why,
            width=140,
            look=lambda one: TOKENS[one.after.standing],
        ),
    ]


class TrialList(QWidget):
    """How many change, and who."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("clear", "true")
        self.outcome = label("", "small", wrap=True)
        self.table = RecordsTable(_columns(), lambda one: one.before.enrolment_id, _("Who would change"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.outcome)
        self.why = label("", "small", wrap=True)
        self.table.chosen.connect(lambda one: self.why.setText(why(one)))
        column.addWidget(self.table, 1)
        column.addWidget(self.why)
        self.clear()

    def clear(self) -> None:
        """Show that nothing was tried yet."""
        self.outcome.setText(_("Try the policy before it holds: who changes stands here. Nothing is saved by trying."))
        self.table.hide()
        self.why.setText("")

    def show_trial(self, trial: Trial) -> None:
        """Show who would change."""
        moving, rest = len(trial.moving), len(trial.changes) - len(trial.moving)
        told = [_("From {date}, by what is written down now:").format(date=long_date(trial.day))]
        if not trial.changes:
            told.append(_("Nobody changes."))
        else:
            words = n_("{count} of {of} stands otherwise", "{count} of {of} stand otherwise", moving)
            told.append(words.format(count=number(moving), of=number(trial.of)))
        if rest:
            words = n_("of {count} more only what is missing", "of {count} more only what is missing", rest)
            told.append(words.format(count=number(rest)))
        self.outcome.setText(" ".join(told[:2]) + "".join(f"; {more}" for more in told[2:]))
        self.why.setText("")
        self.table.show_records(list(trial.changes))
        self.table.setVisible(bool(trial.changes))
