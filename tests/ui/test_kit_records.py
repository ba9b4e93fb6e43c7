"""The one table of the program."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest
from PySide6.QtCore import Qt

from ui.kit.records import Column, RecordsModel, RecordsTable


@dataclass(frozen=True)
class Line:
    key: str
    name: str
    age: int | None = None


LINES = [Line("a", "Slamet", 61), Line("b", "Ani", None), Line("c", "Wibowo", 34)]
COLUMNS = [
    Column[Line]("Name", lambda line: line.name, strong=True),
    Column[Line](
        "Age",
        lambda line: "" if line.age is None else str(line.age),
        sort=lambda line: line.age,
        number=True,
        width=80,
        look=lambda line: "danger" if line.age is None else None,
        icon=lambda line: ("user", "muted") if line.age is None else None,
    ),
]


@pytest.fixture
def table(qtbot) -> RecordsTable:
    made = RecordsTable(COLUMNS, lambda line: line.key, "People")
    qtbot.addWidget(made)
    made.resize(400, 200)
    made.show_records(LINES)
    made.show()
    return made


def names(table: RecordsTable) -> list[str]:
    return [line.name for line in table.records]


def test_that_the_model_keeps_qts_own_rules(qtmodeltester, qapp) -> None:
    del qapp
    model = RecordsModel(COLUMNS, lambda line: line.key)
    model.show(LINES)
    qtmodeltester.check(model)


def test_that_what_is_unknown_stands_last_whichever_way_it_is_sorted(table: RecordsTable) -> None:
    table.sortByColumn(1, Qt.SortOrder.AscendingOrder)
    assert names(table) == ["Wibowo", "Slamet", "Ani"]
    table.sortByColumn(1, Qt.SortOrder.DescendingOrder)
    assert names(table) == ["Slamet", "Wibowo", "Ani"]


def test_that_the_order_chosen_stays_when_other_records_come(table: RecordsTable) -> None:
    table.sortByColumn(0, Qt.SortOrder.AscendingOrder)
    table.show_records([*LINES, Line("d", "Maria", 20)])
    assert names(table) == ["Ani", "Maria", "Slamet", "Wibowo"]


def test_that_the_cursor_stays_on_the_same_record_by_its_id(table: RecordsTable) -> None:
    table.go_to("c")
    table.show_records([Line("x", "Budi", 50), replace(LINES[2], age=35), LINES[0]])
    assert table.current() == Line("c", "Wibowo", 35)
    table.show_records(LINES[:2])
    assert getattr(table.current(), "key", "") != "c"


def test_that_enter_and_a_double_click_open_the_record(table: RecordsTable, qtbot) -> None:
    opened: list[Line] = []
    table.opened.connect(opened.append)
    table.go_to("b")
    qtbot.keyClick(table, Qt.Key.Key_Return)
    place = table.visualRect(table.model().index(0, 0)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert [line.key for line in opened] == ["b", "a"]


def test_that_a_cell_speaks_its_heading(table: RecordsTable) -> None:
    model = table.model()
    assert model.data(model.index(0, 1), Qt.ItemDataRole.AccessibleTextRole) == "Age: 61"


def test_that_numbers_stand_to_the_right_and_marks_are_painted(table: RecordsTable) -> None:
    model = table.model()
    right = model.data(model.index(0, 1), Qt.ItemDataRole.TextAlignmentRole)
    assert right & Qt.AlignmentFlag.AlignRight
    assert model.data(model.index(1, 1), Qt.ItemDataRole.ForegroundRole) is not None
    assert model.data(model.index(0, 1), Qt.ItemDataRole.ForegroundRole) is None
    assert not model.data(model.index(1, 1), Qt.ItemDataRole.DecorationRole).isNull()


def test_that_a_row_outside_is_nothing_rather_than_a_fault(table: RecordsTable) -> None:
    model = table.model()
    assert model.data(model.index(99, 0)) is None
    assert not table.go_to("nobody")


def test_that_going_through_many_records_asks_the_words_only_of_those_seen(qtbot) -> None:
    asked: list[str] = []

    def words(line: Line) -> str:
        asked.append(line.key)
        return line.name

    column = Column[Line]("Name", words)
    made = RecordsTable([column], lambda line: line.key, "People")
    qtbot.addWidget(made)
    made.resize(300, 200)
    made.show_records([Line(str(number), f"Somebody {number}") for number in range(5_000)])
    made.show()
    qtbot.waitExposed(made)
    made.grab()
    assert len(set(asked)) < 100


def test_that_names_keep_room_in_a_narrow_table_and_share_it_in_a_wide_one(qtbot) -> None:
    columns = [Column("Bed", str, width=200), Column("Name", str), Column("Mark", str, width=200)]
    made = RecordsTable(columns, str, "People")
    qtbot.addWidget(made)
    made.show()
    made.resize(420, 200)
    qtbot.waitUntil(lambda: made.columnWidth(1) >= 120)
    made.resize(900, 200)
    qtbot.waitUntil(lambda: made.columnWidth(1) > 400)
    made.resize(420, 200)
    qtbot.waitUntil(lambda: made.columnWidth(1) == 120)


def test_that_groups_stand_under_a_line_of_their_own_that_cannot_be_chosen(table: RecordsTable, qtbot) -> None:
    keyed = [replace(column, key=column.heading.lower()) for column in COLUMNS]
    made = RecordsTable(keyed, lambda line: line.key, "People")
    qtbot.addWidget(made)
    made.show_records([*LINES, Line("d", "Maria", 34)])
    made.group_by("age")
    model = made.model()
    told = [str(model.index(row, 0).data() or "") for row in range(model.rowCount())]
    assert told == ["34 · 2", "Wibowo", "Maria", "61 · 1", "Slamet", "— · 1", "Ani"]
    assert not model.flags(model.index(0, 0)) & Qt.ItemFlag.ItemIsSelectable
    assert names(made) == ["Wibowo", "Maria", "Slamet", "Ani"]
    assert made.go_to("d")
    assert made.current() == Line("d", "Maria", 34)
    made.group_by("")
    assert model.rowCount() == 4


def test_that_a_column_is_hidden_and_comes_back(table: RecordsTable, qtbot) -> None:
    keyed = [replace(COLUMNS[0], key="name"), replace(COLUMNS[1], key="age"), Column[Line]("Mark", lambda _line: "")]
    made = RecordsTable(keyed, lambda line: line.key, "People")
    qtbot.addWidget(made)
    made.show_columns(["age"])
    assert [made.isColumnHidden(number) for number in range(3)] == [True, False, False]
    made.show_columns(["name", "age"])
    assert not made.isColumnHidden(0)


def test_that_the_grouped_model_keeps_qts_own_rules(qtmodeltester, qapp) -> None:
    del qapp
    model = RecordsModel(COLUMNS, lambda line: line.key)
    model.show(LINES)
    model.group_by(1)
    qtmodeltester.check(model)
