"""Who is meant by what is typed or scanned: the field and its candidates, resolved by asking, never by guessing."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from shiboken6 import isValid

from shelter_admin.domain.errors import Failure
from shelter_admin.domain.presence import GateEntry, GatePerson, read_gate_entry
from shelter_admin.domain.residents import Photo
from shelter_admin.domain.words import _
from shelter_admin.operations.explain import explain
from shelter_admin.operations.presence.gate import GatePeople
from shelter_admin.operations.residents.asking import PhotoOf
from ui.kit.frontdesk import FrontDesk
from ui.presence.candidates import SHOWN, Candidates, PersonCard
from ui.presence.field import GateField

REST_MILLISECONDS = 60

Meant = Callable[[GateEntry, GatePerson, str], None]


class Who(QObject):
    """Resolves the field. ``toggle`` is told whom Enter meant, ``detail`` whom F2 meant, each with the words typed."""

    down = Signal()

    def __init__(
        self, front: FrontDesk, field: GateField, candidates: Candidates, toggle: Meant, detail: Meant
    ) -> None:
        super().__init__(field)
        self.front, self.field, self.candidates = front, field, candidates
        self._toggle, self._detail = toggle, detail
        self._asked = 0
        self._waiting = False
        self._rest = QTimer(self, interval=REST_MILLISECONDS, singleShot=True)
        self._rest.timeout.connect(self.look_up)
        line = field.line
        line.textEdited.connect(self._typed)
        line.entered.connect(lambda: self.resolve(self._toggle))
        line.detailed.connect(lambda: self.resolve(self._detail))
        line.moved.connect(self._move)
        line.left.connect(self.clear)
        candidates.act.connect(lambda: self.resolve(self._toggle))
        candidates.detail.connect(lambda: self.resolve(self._detail))
        candidates.shown.connect(self._fetch_picture)

    def look_up(self) -> None:
        """Ask who begins like this; an answer that comes after the next question is dropped."""
        who = read_gate_entry(self.field.line.text()).who
        self._asked += 1
        if not who:
            self.candidates.show_people(())
            return
        serial = self._asked
        question = GatePeople(who, SHOWN + 1)
        self.front.ask(question, self, lambda people: self._offer(serial, people), self._not_found_out)

    def resolve(self, act: Meant) -> None:
        """Ask who was meant by the very words in the field now, and act on that answer only.

        The field is free at once for the next card; the words come back when the answer is not one person.
        """
        typed = self.field.line.text()
        entry = read_gate_entry(typed)
        if not entry.who:
            return
        held = self.candidates.current
        self._rest.stop()
        self._asked += 1
        self.field.line.clear()

        def answered(people: Sequence[GatePerson]) -> None:
            meant = _meant(people, held)
            if meant is not None:
                act(entry, meant, typed)
            elif people:
                self.give_back(typed, _("Several match: choose with ↓, then Enter."), people)
            else:
                self.give_back(typed, _("Nobody in the house is called “{typed}”.").format(typed=entry.who[:40]))

        self.front.ask(GatePeople(entry.who, SHOWN + 1), self, answered, lambda failure: self.refuse(typed, failure))

    def refuse(self, typed: str, failure: Failure) -> bool:
        """Say a refusal beside the field; the words come back."""
        return self.give_back(typed, explain(failure, self.front.panti))

    def give_back(self, typed: str, sentence: str, people: Sequence[GatePerson] = ()) -> bool:
        """Say what is wrong; the words come back unless the next are being typed already."""
        if not self.field.line.text():
            self.field.line.setText(typed)
            if people:
                self.candidates.show_people(people)
            else:
                self.look_up()
        self.field.say(sentence)
        self.field.line.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def finish(self, words: str, *, waiting: bool) -> None:
        """Say what was done, or that it waits for the server, and be ready for the next."""
        if not self.field.line.text():
            self.candidates.show_people(())
        self._waiting = waiting
        if waiting:
            self.field.say(_("◌ {done} – waiting for the server").format(done=words), "attention")
        else:
            self.field.say("✓ " + words, "ok")

    def all_sent(self) -> None:
        """What was said to wait for the server is there by now."""
        if self._waiting:
            self._waiting = False
            self.field.say()

    def clear(self) -> None:
        """Forget what was typed."""
        self._asked += 1
        self.field.line.clear()
        self.field.say()
        self.candidates.show_people(())

    def _typed(self, _text: str) -> None:
        self._waiting = False
        self.field.say()
        self._rest.start()

    def _offer(self, serial: int, people: Sequence[GatePerson]) -> None:
        if serial == self._asked and self.field.line.text().strip():
            self.candidates.show_people(people)

    def _not_found_out(self, failure: Failure) -> bool:
        self.field.say(explain(failure, self.front.panti))
        return True

    def _move(self, by: int) -> None:
        if self.candidates.current is not None:
            self.candidates.step(by)
        elif by > 0:
            self.down.emit()

    def _fetch_picture(self, card: PersonCard) -> None:
        def show(found: Photo) -> None:
            if isValid(card):
                card.picture.show_photo(found.content)

        if card.person.photo_id:
            self.front.ask(PhotoOf(card.person.photo_id), card, show, lambda _failure: True)


def _meant(people: Sequence[GatePerson], held: GatePerson | None) -> GatePerson | None:
    """The one held if the answer has them, else the only one."""
    for person in people:
        if held is not None and person.person_id == held.person_id:
            return person
    return people[0] if len(people) == 1 else None
