"""What the sheet asks before it writes: a day without class, who is unmarked at closing, why a mark is corrected."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from shelter_admin.domain.training import ATTENDANCE_NAMES, Attendance, ClassDay, ClassRow, Minutes
from shelter_admin.domain.wording import day_and_date, number
from shelter_admin.domain.words import _, n_
from ui.kit.alerts import ask_reason
from ui.training.days import is_held, minutes_words, named
from ui.training.marking import Marking
from ui.training.sheet_layout import SheetLayout


class Questions:
    """The questions of one sheet, asked in the page; only a reason is asked for in a dialog of the owner."""

    def __init__(self, owner: QWidget, parts: SheetLayout, marking: Marking) -> None:
        self._owner, self._marking = owner, marking
        self._asked, self._table = parts.asked, parts.table

    def _take_focus(self) -> None:
        self._table.setFocus(Qt.FocusReason.OtherFocusReason)

    def may_mark(self, row: ClassRow, day: ClassDay) -> bool:
        """Say what stands against a mark before the store would."""
        sheet = self._marking.sheet
        if sheet is None:
            return False
        if day.day > sheet.today:
            self._asked.say("info", _("{day} is still to come.").format(day=day_and_date(day.day)))
        elif day.off and day.session_id is None:
            words = _("{day} is a holiday: {name}. Where the office works that day, say so under Holidays.")
            self._asked.say("info", words.format(day=day_and_date(day.day), name=day.off))
        elif day.cancelled:
            self._ask_to_restore(day)
        elif not is_held(day):
            self._ask_to_open(day)
        elif day.day in row.practice:
            words = _("{name} is at field practice on {day}; that day is marked under Field practice.")
            self._asked.say("info", words.format(name=row.name, day=day_and_date(day.day)))
        elif day.day not in row.own:
            words = _("{name} was not in this class on {day}.")
            self._asked.say("info", words.format(name=row.name, day=day_and_date(day.day)))
        else:
            return True
        return False

    def _ask_to_open(self, day: ClassDay) -> None:
        words = _("By its plan this class does not meet on {day}.").format(day=day_and_date(day.day))

        def open_it() -> None:
            self._asked.clear()
            self._marking.days.open_session(day.day)
            self._take_focus()

        answers = ((_("Hold the class that day"), open_it), (_("Cancel"), self.put_away))
        self._asked.say("info", words, answers, focus=True)

    def _ask_to_restore(self, day: ClassDay) -> None:
        words = _("The class of {day} was cancelled: {why}").format(day=day_and_date(day.day), why=day.cancelled)

        def restore() -> None:
            self.put_away()
            self._marking.days.by_plan_again(day.day)

        answers = ((_("It takes place after all"), restore), (_("Cancel"), self.put_away))
        self._asked.say("info", words, answers, focus=True)

    def change_day(self, day: ClassDay) -> None:
        """Cancel the class of a day, or hold one beside the plan, with the reason; a change is taken back."""
        if day.cancelled or day.extra:
            self.put_away()
            self._marking.days.by_plan_again(day.day)
        elif day.planned:
            words = _("The class of {day} does not take place. It then counts for nobody, neither as planned nor held.")
            ask_reason(
                self._owner,
                _("Cancel a class"),
                words.format(day=day_and_date(day.day)),
                _("Cancel the class"),
                lambda why: self._marking.days.cancel(day.day, why),
            )
        else:
            words = _("By its plan the class does not meet on {day}. It is then planned for everybody in the class.")
            ask_reason(
                self._owner,
                _("Hold an extra class"),
                words.format(day=day_and_date(day.day)),
                _("Plan the class"),
                lambda why: self._marking.days.hold_extra(day.day, why),
            )

    def ask_for_announced(self, day: ClassDay, marks: dict[str, Attendance]) -> None:
        """Name who announced leave before everybody who is left is marked; nobody is marked so silently."""
        sheet = self._marking.sheet
        if sheet is None:
            return
        away = [row for row in sheet.rows if marks.get(row.enrolment_id, Attendance.PRESENT) is not Attendance.PRESENT]
        told = ", ".join(f"{row.name} ({_(ATTENDANCE_NAMES[marks[row.enrolment_id]])})" for row in away[:4])
        if len(away) > 4:
            told = _("{names} and {count} more").format(names=told, count=number(len(away) - 4))
        words = n_(
            "{present} present. Announced in advance: {names}.",
            "{present} present. Announced in advance: {names}.",
            len(away),
        ).format(present=number(len(marks) - len(away)), names=told)

        def give(given: Mapping[str, Attendance]) -> None:
            self.put_away()
            self._marking.mark(day.day, list(given.items()))

        others = {one: mark for one, mark in marks.items() if mark is Attendance.PRESENT}
        answers = (
            (_("Mark as announced"), lambda: give(marks)),
            (_("Only those present"), lambda: give(others)),
            (_("Cancel"), self.put_away),
        )
        self._asked.say("attention", words, answers, focus=True)

    def put_away(self) -> None:
        """Ask nothing any more; the cursor is on the sheet again."""
        self._asked.clear()
        self._take_focus()

    def ask_to_close(self) -> None:
        """Ask in the page: who has no mark is named; they are marked, or stay unmarked by decision."""
        sheet, here = self._marking.sheet, self._table.here()
        if sheet is None or here is None:
            return
        day = here[1]
        left = sheet.unmarked_on(day.day)
        closing = (_("Close session"), lambda: self._close(day, leave_unmarked=False))
        if not left:
            words = _("Close {day}? All {count} are marked; after that a mark is changed with a reason.")
            said = words.format(day=day_and_date(day.day), count=number(len(sheet.rows)))
            self._asked.say("info", said, (closing, (_("Cancel"), self.put_away)), focus=True)
            return
        words = n_(
            "Close {day}? {count} is not marked: {names}. Without a mark the day does not count for that person.",
            "Close {day}? {count} are not marked: {names}. Without a mark the day does not count for them.",
            len(left),
        )
        said = words.format(day=day_and_date(day.day), count=number(len(left)), names=named(left))
        answers = (
            (_("Mark them"), lambda: self._go_mark(left[0], day)),
            (_("Leave unmarked and close"), lambda: self._close(day, leave_unmarked=True)),
            (_("Cancel"), self.put_away),
        )
        self._asked.say("attention", said, answers, focus=True)

    def _go_mark(self, row: ClassRow, day: ClassDay) -> None:
        self.put_away()
        self._table.go_to(row.enrolment_id, day)

    def _close(self, day: ClassDay, *, leave_unmarked: bool) -> None:
        self.put_away()
        self._marking.days.close(day.day, leave_unmarked=leave_unmarked)

    def correct(self, row: ClassRow, day: ClassDay, mark: Attendance | None, minutes: Minutes | None = None) -> None:
        """Ask why a mark of a closed day changes; the same mark asks nothing."""
        if row.marks.get(day.day) is mark and minutes is None:
            return
        becomes = _(ATTENDANCE_NAMES[mark]) if mark is not None else _("not marked")
        becomes = ", ".join(filter(None, (becomes, minutes_words(minutes))))
        words = _("{name}, {day}: becomes “{mark}”. The old mark is kept in the log.")
        said = words.format(name=row.name, day=day_and_date(day.day), mark=becomes)

        def correct(reason: str) -> None:
            self._asked.clear()
            self._marking.correct(day.day, row.enrolment_id, mark, reason, minutes)
            self._take_focus()

        ask_reason(self._owner, _("Correct a closed session"), said, _("Correct it"), correct)
