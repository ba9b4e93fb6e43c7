"""The notes of a case file: one line of keys writes one, the newest stand first."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.cases.files import CaseFile
from shelter_admin.domain.cases.notes import LETTERS, NOTE_KIND_NAMES, EarlierWords, Note, read_note
from shelter_admin.domain.errors import Failure, Refused
from shelter_admin.domain.wording import date_and_clock, short_date
from shelter_admin.domain.words import _
from shelter_admin.operations.cases.noting import EditNote, FollowUpNote, WriteNote, as_shown
from shelter_admin.operations.editing import Seen
from shelter_admin.operations.explain import explain
from ui.kit import icons
from ui.kit.asking import FormSheet, typed_day
from ui.kit.drafts import OwnDrafts
from ui.kit.flow import Flow
from ui.kit.form import ChoiceField, Form, NoteField, TextField, TickField
from ui.kit.frontdesk import FrontDesk
from ui.kit.letters import tip
from ui.kit.two_lines import TwoLines, TwoLinesList
from ui.kit.widgets import Empty, ShortLabel, button, label, scrolled

SIGN: Final = QSize(20, 20)
FORM: Final = "case_note"
READING_HEIGHT: Final = 40
LIST_HEIGHT: Final = 56


def letters_in_words() -> str:
    """How a line is written: the signs before and after it, and which letter is which kind."""
    letters = [f"{letter} {_(NOTE_KIND_NAMES[kind])}" for letter, kind in LETTERS.items()]
    return " · ".join([_("! confidential"), _("> day of the follow-up"), *letters])


class NotesSection(QWidget):
    """The section."""

    def __init__(self, front: FrontDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._front = front
        self.file: CaseFile | None = None
        self.drafts = OwnDrafts(front, FORM, self)
        told = _("New note: letter, words, follow-up")
        self.line = TextField("line", told, placeholder=_("k what was said > 3 days"))
        self.line.line.setToolTip(tip(letters_in_words()))
        self.line.line.setAccessibleDescription(letters_in_words())
        self.read_as = ShortLabel(letters_in_words(), "small")
        self.line.changed.connect(self._typed)
        self.line.line.returnPressed.connect(self.write)
        self.list = TwoLinesList(_("Notes"), SIGN)
        self.list.chosen.connect(self._offer)
        self.list.opened.connect(self.change)
        told = _("Progress, talks and what is to be followed up; written in one line.")
        self.empty = Empty("pen-line", _("No notes yet"), told)
        self.whole = label("", wrap=True)
        self.reading = scrolled(self.whole)
        self.reading.setFixedHeight(READING_HEIGHT)
        self.list.setMinimumHeight(LIST_HEIGHT)
        self._may_write = front.may(Right.EDIT_CASES) and not front.read_only
        self._lay_out()

    def _lay_out(self) -> None:
        self.follow_button = button(_("Followed up"), self.follow_up, icon="check")
        self.change_button = button(_("Change…"), self.change)
        buttons = Flow()
        for made in (self.follow_button, self.change_button):
            made.setProperty("compact", "true")
            buttons.addWidget(made)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for part in (self.line, self.read_as, self.list, self.empty, self.reading):
            column.addWidget(part, 1 if part in (self.list, self.empty) else 0)
        column.addLayout(buttons)
        for part in (self.line, self.read_as):
            part.setVisible(self._may_write)

    def take_focus(self) -> None:
        """Put the cursor into the line of a new note."""
        (self.line if self._may_write else self.list).setFocus()

    def show_nobody(self) -> None:
        """Forget whose file was shown; what was typed about them is kept as a draft."""
        self.drafts.keep()
        self.file = None
        self.line.set_value("")
        self.list.show_lines(())

    def show_file(self, file: CaseFile, _name: str) -> None:
        """Show somebody's notes."""
        first = self.file is None
        self.file = file
        self.list.show_lines([self._line_of(one) for one in file.notes])
        self.list.setVisible(bool(file.notes))
        self.empty.setVisible(not file.notes)
        self._offer()
        if first and self._may_write:
            self.drafts.read(self._take_draft)

    def _take_draft(self) -> None:
        kept = self.drafts.of(self.file.person_id) if self.file is not None else None
        if isinstance(kept, str) and not self.line.value():
            self.line.set_value(kept)
            self._tell()

    def _line_of(self, one: Note) -> TwoLines:
        at = date_and_clock(one.at.astimezone(self._front.panti.zone.offset))
        parts = [_(NOTE_KIND_NAMES[one.kind]), at, one.author]
        late = one.waits and one.follow_up_on is not None and one.follow_up_on <= self._front.desk.today
        if one.waits and one.follow_up_on is not None:
            told = _("follow up on {day}").format(day=short_date(one.follow_up_on))
            parts.insert(0, ("▲ " if late else "○ ") + told)
        if one.earlier:
            parts.append(_("corrected"))
        if one.confidential:
            parts.insert(0, _("confidential"))
        sign = ("lock", "attention") if one.confidential else ("pen-line", "muted")
        return TwoLines(
            one.note_id,
            (" ".join(one.words.split()), " · ".join(parts)),
            lambda: icons.icon(*sign, SIGN.width()),
            colour="danger" if late else "muted",
        )

    @property
    def current(self) -> Note | None:
        """The note under the cursor."""
        found = self.file.notes if self.file is not None else ()
        return next((one for one in found if one.note_id == self.list.key), None)

    def _offer(self) -> None:
        one = self.current
        self.reading.setVisible(one is not None)
        self.whole.setText("\n".join([one.words, *map(self._earlier, one.earlier)]) if one is not None else "")
        self.follow_button.setVisible(one is not None and one.waits and self._may_write)
        own = one is not None and one.author_id == self._front.staff.account_id
        self.change_button.setVisible(own and self._may_write)

    def _earlier(self, one: EarlierWords) -> str:
        at = date_and_clock(one.at.astimezone(self._front.panti.zone.offset))
        return _("changed {at} by {who}, before: {words}").format(at=at, who=one.by, words=one.words)

    def _typed(self) -> None:
        if self.file is not None:
            self.drafts.write(self.file.person_id, self.line.value())
        self.line.say_wrong("")
        self._tell()

    def _tell(self) -> None:
        """Say below the line how it is read while it is typed, and what the letters mean while nothing is."""
        typed = self.line.value()
        self.read_as.setText(self._as_read(typed) if typed.strip() else letters_in_words())

    def _as_read(self, typed: str) -> str:
        try:
            note = read_note(typed, self._front.desk.today)
        except Refused:
            return "…"
        parts = [_(NOTE_KIND_NAMES[note.kind])]
        if note.confidential:
            parts.append(_("confidential"))
        if note.follow_up_on is not None:
            parts.append(_("follow up on {day}").format(day=short_date(note.follow_up_on)))
        return "→ " + " · ".join(parts)

    def write(self) -> None:
        """Write the line down."""
        if self.file is not None and self._may_write:
            command = WriteNote(self.file.person_id, self.line.value())
            self._front.do(command, self, lambda _done: self._written(), self._refused)

    def _written(self) -> None:
        if self.file is not None:
            self.drafts.drop(self.file.person_id)
        self.line.set_value("")
        self._tell()

    def _refused(self, failure: Failure) -> bool:
        self.line.say_wrong(explain(failure, self._front.panti))
        return True

    def follow_up(self) -> None:
        """Say that the note under the cursor was followed up."""
        if self.current is not None:
            self._front.do(FollowUpNote(self.current.note_id), self)

    def change(self) -> None:
        """Put one's own note right."""
        if self.current is not None and not self.change_button.isHidden():
            NoteSheet(self._front, self, self.current).open()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.drafts.keep()


class NoteSheet(FormSheet):
    """One's own note, field by field."""

    def __init__(self, front: FrontDesk, owner: QWidget, note: Note) -> None:
        super().__init__(front, owner, _("Change of a note"), "", _("Save"))
        self._note = note
        kinds = [(kind, _(words)) for kind, words in NOTE_KIND_NAMES.items()]
        self.kind = ChoiceField("kind", _("Kind of note"), kinds)
        self.words = NoteField("words", _("What the note says"), lines=5)
        self.day = TextField("follow_up_on", _("To be followed up on"), placeholder="24-11-2026")
        self.confidential = TickField("confidential", _("For its author and the head alone"))
        self.form = Form([self.kind, self.words, self.day, self.confidential], self.explained)
        self.body.addWidget(self.form)
        shown = as_shown(note)
        day = short_date(note.follow_up_on) if note.follow_up_on else ""
        self.form.load({**shown, "follow_up_on": day})
        self.words.setFocus()

    @override
    def save(self) -> None:
        self.form.clear_errors()
        try:
            day = typed_day(self.day.value(), self.front.desk.today, "follow_up_on", empty=None)
        except Refused as failure:
            self.refuse(failure)
            return
        values = self.form.values()
        command = EditNote(
            self._note.note_id,
            values["kind"],
            values["words"],
            day,
            values["confidential"],
            seen=Seen(as_shown(self._note)),
        )
        self.front.do(command, self, lambda _done: self.accept(), self.refuse)
