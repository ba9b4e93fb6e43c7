"""The rehearsal: what would be taken, every doubtful cell marked and why."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from shelter_admin.domain.doubts import Doubt, sentence_of
from shelter_admin.domain.wording import short_date
from shelter_admin.domain.words import _, n_
from shelter_admin.operations.moving_in.look import doubt_words
from shelter_admin.operations.moving_in.register import MovedIn, PairFound, RowTaken
from ui.kit.records import Column, RecordsTable
from ui.kit.widgets import Card, Chips, button, label, row


def doubts_in_words(doubts: Sequence[Doubt]) -> str:
    """Every doubt of a row as sentences."""
    words = doubt_words()
    return " ".join(
        sentence_of(doubt, {doubt.code: _(words[doubt.code])} if doubt.code in words else None) for doubt in doubts
    )


def _admitted(item: RowTaken) -> str:
    day = item.row.admitted.as_day
    return short_date(day) if day else item.row.admitted.text


def _born(item: RowTaken) -> str:
    day = item.row.born.as_day
    return short_date(day) if day else item.row.born.text or "—"


def _stay(item: RowTaken) -> str:
    left = item.row.leaving
    if left is None:
        return _("in the house")
    return _("left {day}").format(day=short_date(left.on.as_day) if left.on.as_day else "?")


def _doubted(*columns: str) -> Callable[[RowTaken], str | None]:
    """Paint a cell in the colour of attention where one of these columns of the register is doubtful."""
    return lambda item: "attention" if any(doubt.column in columns for doubt in item.doubts) else None


def _marked(*columns: str) -> Callable[[RowTaken], tuple[str, str] | None]:
    """Put a sign before such a cell, as colour is never alone."""
    look = _doubted(*columns)
    return lambda item: ("triangle-alert", "attention") if look(item) else None


def _told(heading: str, words: Callable[[RowTaken], str], width: int, *columns: str) -> Column[RowTaken]:
    return Column(heading, words, width=width, look=_doubted(*columns), icon=_marked(*columns))


def row_columns() -> list[Column[RowTaken]]:
    """How a row of the register is shown: each doubtful cell marked, and why in the last column."""
    return [
        Column(_("Row"), lambda item: str(item.row.number), sort=lambda item: item.row.number, number=True, width=52),
        Column(_("Name"), lambda item: item.row.written_name, width=170, strong=True, icon=_marked("name")),
        _told(_("Sex"), lambda item: item.row.sex.value, 52, "sex"),
        _told(_("Birth"), _born, 120, "birth", "age"),
        _told(_("NIK"), lambda item: item.row.nik.text or "—", 176, "nik"),
        _told(_("Origin"), lambda item: item.row.origin_text or "—", 120, "origin"),
        Column(
            _("Admitted"),
            _admitted,
            sort=lambda item: item.row.admitted.sort_key(),
            width=104,
            look=_doubted("admitted"),
            icon=_marked("admitted"),
        ),
        _told(_("Stay"), _stay, 128, "remark", "left_on", "left_why"),
        _told(_("Bed"), lambda item: item.place or _("— none"), 116, "place"),
        Column(
            _("Doubtful"), lambda item: doubts_in_words(item.doubts), width=520, sort=lambda item: -len(item.doubts)
        ),
    ]


def pair_columns() -> list[Column[PairFound]]:
    """How two people who may be one are shown."""
    return [
        Column(_("Row"), lambda pair: str(pair.first[0] or "—"), number=True, width=56),
        Column(_("Name"), lambda pair: pair.first[1], strong=True),
        Column(_("Row"), lambda pair: str(pair.second[0] or "—"), number=True, width=56),
        Column(_("Name"), lambda pair: pair.second[1], strong=True),
    ]


class PreviewView(QWidget):
    """Every row with its doubts, and the pairs for a human; ``take`` when the user says so."""

    take = Signal()
    back = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._moved: MovedIn | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.summary = label("", wrap=True)
        self.chips = Chips()
        self.chips.chosen.connect(lambda _key: self._fill())
        column.addWidget(self.summary)
        column.addWidget(self.chips)
        self.rows = RecordsTable(row_columns(), lambda item: str(item.row.number), _("Rows of the register"))
        self.pairs = RecordsTable(
            pair_columns(), lambda pair: f"{pair.first}{pair.second}", _("Possibly the same person")
        )
        card = Card(padding=8)
        card.add(self.rows, self.pairs)
        column.addWidget(card, 1)
        self.why = label("", "muted", wrap=True)
        self.why.setMinimumHeight(40)
        column.addWidget(self.why)
        self.rows.chosen.connect(lambda item: self.why.setText(_why(item)))
        self.take_button = button("", self.take.emit, kind="primary", icon="check")
        foot: QHBoxLayout = row(button(_("Back to the columns"), self.back.emit), None, self.take_button)
        column.addLayout(foot)

    def show_rehearsal(self, moved: MovedIn) -> None:
        """Show what would be taken."""
        self._moved = moved
        doubtful = sum(bool(item.doubts) for item in moved.taken)
        self.summary.setText(
            _("{rows} rows hold a person: {new} new, {already} known already. {house} are in the house, {left} left. "
              "{placed} find their bed, {unplaced} do not.").format(
                rows=len(moved.reading.rows), new=len(moved.taken), already=len(moved.already),
                house=moved.in_house, left=moved.left, placed=moved.placed, unplaced=moved.unplaced,
            )
        )  # fmt: skip
        self.chips.offer(
            [
                ("all", _("All {count}").format(count=len(moved.taken))),
                ("doubtful", _("Doubtful {count}").format(count=doubtful)),
                ("unplaced", _("Without a bed {count}").format(count=moved.unplaced)),
                ("pairs", _("Possibly twice {count}").format(count=len(moved.pairs))),
                ("refused", _("Not taken {count}").format(count=len(moved.reading.refused))),
            ]
        )
        count = len(moved.taken)
        self.take_button.setText(n_("Take {count} person", "Take {count} people", count).format(count=count))
        self.take_button.setEnabled(bool(moved.taken))
        self._fill()

    def _fill(self) -> None:
        moved, key = self._moved, self.chips.key()
        if moved is None:
            return
        self.pairs.setVisible(key == "pairs")
        self.rows.setVisible(key != "pairs")
        self.why.setText("")
        if key == "pairs":
            self.pairs.show_records(moved.pairs)
        elif key == "refused":
            self.rows.show_records([])
            self.why.setText(_refused_in_words(moved))
        else:
            self.rows.show_records([item for item in moved.taken if _kept(item, key)])


def _why(item: RowTaken) -> str:
    return doubts_in_words(item.doubts) or _("Nothing doubtful in this row.")


def _kept(item: RowTaken, key: str) -> bool:
    """Say whether a row belongs to the choice above the list."""
    if key == "doubtful":
        return bool(item.doubts)
    return key != "unplaced" or not item.place


def _refused_in_words(moved: MovedIn) -> str:
    words = doubt_words()
    return " ".join(
        _("Row {row}: {why}").format(row=row.number, why=_(words.get(row.code, row.code)))
        for row in moved.reading.refused
    )
