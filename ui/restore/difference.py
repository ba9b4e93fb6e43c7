"""Second step: what the copy holds, what is there now, and what will be missing afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtWidgets import QVBoxLayout, QWidget

from shelter_admin.domain.wording import date_and_clock, number
from shelter_admin.domain.words import _
from shelter_admin.operations.copies.restoring import KINDS, OTHERS, Ready, counted
from ui.kit import theme
from ui.kit.form import TextField
from ui.kit.records import Column, RecordsTable
from ui.kit.widgets import Banner, label, row


@dataclass(frozen=True, slots=True)
class Line:
    """One kind of record in the table."""

    kind: str
    holds: int
    now: int | None
    missing: int
    back: int


class Difference(QWidget):
    """The comparison in plain words, the losses first."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("clear", "true")
        self.title = label("", "section", wrap=True)
        self.table = RecordsTable(_columns(), lambda line: line.kind, _("What the copy holds"))
        self.table.setMinimumHeight(230)
        self.losses = Banner("attention", "")
        self.kept = label("", "muted", wrap=True)
        self.user = TextField("owner", _("Owner of the database"))
        self.password = TextField("owner_password", _("Password of the owner"), secret=True)
        self.owner = QWidget()
        self.owner.setProperty("clear", "true")
        fields = row(self.user, self.password)
        fields.setContentsMargins(0, 0, 0, 0)
        self.owner.setLayout(fields)
        self.owner.hide()
        self.wrong = label("", "error", wrap=True)
        self.wrong.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3 * theme.GRID)
        for part in (self.title, self.losses):
            column.addWidget(part)
        column.addWidget(self.table, 1)
        column.addWidget(self.kept)
        column.addWidget(self.owner)
        column.addWidget(self.wrong)

    def say(self, sentence: str) -> None:
        """Say what stood in the way; what was typed stays."""
        self.wrong.setText(sentence)
        self.wrong.setVisible(bool(sentence))

    def show_ready(self, ready: Ready, *, on_server: bool = False) -> None:
        """Show what was made ready; on a server the owner of the database is asked for."""
        self.owner.setVisible(on_server)
        self.say("")
        found = ready.comparison
        self.title.setText(
            _("{panti}, as it stood on {when}").format(panti=ready.panti, when=date_and_clock(ready.newest))
        )
        self.losses.words.setText(" ".join(sentences(ready)))
        now = found.now
        self.table.show_records(
            [
                Line(kind, count, None if now is None else now.get(kind, 0), found.missing.get(kind, 0),
                     found.back.get(kind, 0))
                for kind, count in found.holds.items()
            ]
        )  # fmt: skip
        self.kept.setText(
            _(
                "The store that is there now is kept whole beside it, with the date in its name. Restore once more and "
                "choose it to take this back."
            )
            if now is not None or ready.place.exists()
            else _("It goes to {place}.").format(place=ready.place)
        )


def sentences(ready: Ready) -> list[str]:
    """What will be missing and what will be there again, the gravest first."""
    found = ready.comparison
    if found.now is None:
        if not ready.place.exists():
            return [_("There is no store at this place now.")]
        return [_("The store at this place could not be read, so nobody can say what will be missing.")]
    when = date_and_clock(ready.newest)
    lost, back = _named(found.missing), _named(found.back)
    told = []
    if lost:
        told.append(_("What was written since {when} will not be there: {what}.").format(when=when, what=lost))
    if back:
        told.append(_("There again will be: {what}.").format(what=back))
    if found.changed and not lost:
        words = _("{count} records were changed since {when}; they will stand as they did then.")
        told.append(words.format(count=number(found.changed), when=when))
    return told or [_("The copy holds the same as the store now.")]


def _named(counts: Mapping[str, int]) -> str:
    """The kinds of which there are any, with their numbers."""
    held = [(kind, counts.get(kind, 0)) for kind in (*KINDS, OTHERS)]
    return ", ".join(counted(kind, count).format(count=number(count)) for kind, count in held if count)


def _columns() -> list[Column[Line]]:
    def figure(value: int | None) -> str:
        return "–" if value is None else number(value)

    return [
        Column(_("In the copy"), lambda line: counted(line.kind, line.holds).format(count=number(line.holds))),
        Column(_("There now"), lambda line: figure(line.now), number=True, width=110),
        Column(_("Missing afterwards"), lambda line: figure(line.missing or None), number=True, width=160),
        Column(_("There again"), lambda line: figure(line.back or None), number=True, width=130),
    ]
