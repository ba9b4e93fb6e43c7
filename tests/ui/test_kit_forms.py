"""Forms: the one sentence beside the field, and the words typed stay."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget

from shelter_admin.domain.errors import Refused
from ui.kit.alerts import ReasonSheet, Sheet, ask_reason, decide, take_faults, tell
from ui.kit.flow import Flow
from ui.kit.form import ChoiceField, Form, NoteField, NumberField, SuggestField, TextField, TickField


def sentence(failure) -> str:
    return f"Sentence of {failure.code}"


@pytest.fixture
def form(qtbot) -> Form:
    made = Form(
        [TextField("name", "Name"), [TextField("nik", "NIK"), NumberField("age", "Age", least=0, most=120)]], sentence
    )
    qtbot.addWidget(made)
    made.resize(500, 300)
    made.show()
    return made


def test_that_a_refusal_is_said_beside_its_field_and_what_was_typed_stays(form: Form, qtbot) -> None:
    nik = form.fields["nik"]
    qtbot.keyClicks(nik.editor, "64720112")
    assert form.refused(Refused("nik_short", field="nik"))
    assert nik.error.text() == "Sentence of nik_short"
    assert nik.error.isVisible()
    assert nik.value() == "64720112"
    assert nik.editor.accessibleDescription() == "Sentence of nik_short"
    assert form.fields["name"].error.text() == ""


def test_that_the_cursor_goes_to_the_field_that_is_wrong(form: Form, qtbot) -> None:
    form.fields["name"].setFocus()
    qtbot.waitUntil(form.fields["name"].editor.hasFocus)
    form.refused(Refused("nik_short", field="nik"))
    qtbot.waitUntil(form.fields["nik"].editor.hasFocus)


def test_that_a_refusal_of_no_field_stands_below_the_form(form: Form) -> None:
    assert form.refused(Refused("store_busy", field="elsewhere"))
    assert form.general.isVisible()
    assert form.general.text() == "Sentence of store_busy"
    assert [field.error.text() for field in form.fields.values()] == ["", "", ""]


def test_that_each_field_gives_what_it_was_given_without_telling(qtbot) -> None:
    fields = [
        (TextField("a", "A"), "Slamet"),
        (NoteField("b", "B"), "two\nlines"),
        (ChoiceField("c", "C", [("l", "man"), ("p", "woman")]), "p"),
        (NumberField("d", "D", least=1, most=9), 7),
        (TickField("e", "E"), True),
    ]
    for field, value in fields:
        qtbot.addWidget(field)
        told: list[int] = []
        field.changed.connect(lambda told=told: told.append(1))
        field.set_value(value)
        assert field.value() == value
        assert told == []
        assert field.editor.accessibleName() == field.words.text()


def test_that_typing_tells_with_every_key(qtbot) -> None:
    field = TextField("a", "A")
    qtbot.addWidget(field)
    told: list[str] = []
    field.changed.connect(lambda: told.append(field.value()))
    qtbot.keyClicks(field.editor, "abc")
    assert told == ["a", "ab", "abc"]


def test_that_a_choice_held_stays_when_others_are_offered(qtbot) -> None:
    field = ChoiceField("c", "C", [("a", "A"), ("b", "B")])
    qtbot.addWidget(field)
    field.set_value("b")
    field.offer([("b", "B"), ("z", "Z")])
    assert field.value() == "b"
    field.offer([("z", "Z")])
    assert field.value() == "z"


def test_that_suggestions_are_asked_for_once_the_typing_rests(qtbot) -> None:
    field = SuggestField("origin", "Origin")
    qtbot.addWidget(field)
    field.show()
    asked: list[str] = []
    field.asked.connect(asked.append)
    with qtbot.waitSignal(field.asked):
        qtbot.keyClicks(field.editor, "samar")
    assert asked == ["samar"]
    field.suggest([("64.72", "Kota Samarinda")])
    field.line.setText("Kota Samarinda")
    field.line.textEdited.emit("Kota Samarinda")
    assert field.key == "64.72"
    with qtbot.waitSignal(field.asked):
        qtbot.keyClicks(field.editor, "x")
    assert field.key is None


def test_that_a_reason_is_asked_for_until_there_is_one(form: Form, qtbot) -> None:
    given: list[str] = []
    sheet = ask_reason(form, "Correct the night", "The night is closed.", "Correct", given.append)
    assert isinstance(sheet, ReasonSheet)
    qtbot.keyClicks(sheet.reason.editor, "   ")
    sheet.buttons.accepted.emit()
    assert sheet.isVisible()
    assert sheet.reason.error.isVisible()
    qtbot.keyClicks(sheet.reason.editor, "salah tulis")
    sheet.buttons.accepted.emit()
    assert given == ["salah tulis"]
    assert not sheet.isVisible()


def test_that_a_decision_acts_only_when_said_so(form: Form, qtbot) -> None:
    acted: list[int] = []
    decide(form, "Close?", "It cannot be undone.", "Close it", lambda: acted.append(1)).reject()
    assert acted == []
    sheet = decide(form, "Close?", "It cannot be undone.", "Close it", lambda: acted.append(1))
    qtbot.keyClick(sheet, Qt.Key.Key_Return)
    assert acted == [1]


def test_that_a_failure_is_told_in_its_own_sentence(form: Form) -> None:
    tell(form, Refused("bed_taken"), sentence)
    sheet = form.findChild(Sheet)
    assert sheet is not None
    assert "Sentence of bed_taken" in [part.text() for part in sheet.findChildren(QLabel)]
    sheet.accept()


def test_that_a_fault_shows_where_it_broke_and_names_nobody(qapp) -> None:
    def break_with(name: str) -> None:
        raise ValueError(name)

    for _again in range(3):
        try:
            break_with("Slamet Wibowo 6472011203610001")
        except ValueError as error:
            take_faults(type(error), error, error.__traceback__)
    sheets = [widget for widget in qapp.topLevelWidgets() if isinstance(widget, Sheet) and widget.isVisible()]
    assert len(sheets) == 1
    lines = sheets[0].findChild(NoteField)
    assert lines is not None
    shown = lines.value()
    sheets[0].accept()
    assert "ValueError" in shown
    assert "break_with" in shown
    assert "Slamet" not in shown
    assert "6472" not in shown


def test_that_a_secret_is_never_shown(qtbot) -> None:
    field = TextField("password", "Password", secret=True)
    qtbot.addWidget(field)
    assert isinstance(field.editor, QLineEdit)
    qtbot.keyClicks(field.editor, "rahasia")
    assert "rahasia" not in field.line.displayText()


def test_that_a_long_choice_does_not_push_the_field_beside_it_out_of_sight(qtbot) -> None:
    long = ChoiceField("a", "A", [("", "—"), ("x", "a choice with many, many, many, many, many, many, many words")])
    made = Form([[long, ChoiceField("b", "B", [("", "—")])]], sentence)
    qtbot.addWidget(made)
    assert made.minimumSizeHint().width() <= 400
    assert long.combo.view().minimumWidth() > 400


def test_that_enter_begins_a_line_of_the_reason_and_never_acts(qtbot) -> None:
    given: list[str] = []
    owner = QLabel()
    qtbot.addWidget(owner)
    sheet = ask_reason(owner, "Why", "", "Go on", given.append)
    qtbot.keyClick(sheet.reason.note, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert sheet.reason.error.text()
    assert given == []
    qtbot.keyClicks(sheet.reason.note, "ill")
    qtbot.keyClick(sheet.reason.note, Qt.Key.Key_Return)
    qtbot.keyClicks(sheet.reason.note, "at night")
    assert given == []
    qtbot.keyClick(sheet.reason.note, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert given == ["ill\nat night"]


def test_that_buttons_go_on_below_where_there_is_no_room(qtbot) -> None:
    made = QWidget()
    flow = Flow(made)
    buttons = [QPushButton(f"Button number {number}") for number in range(4)]
    for one in buttons:
        flow.addWidget(one)
    qtbot.addWidget(made)
    made.resize(buttons[0].sizeHint().width() * 2 + 20, 200)
    made.show()
    qtbot.waitUntil(made.isVisible)
    assert buttons[1].y() == buttons[0].y()
    assert buttons[2].y() > buttons[0].y()
    assert all(one.width() >= one.sizeHint().width() for one in buttons)
