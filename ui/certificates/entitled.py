"""Who may get a certificate and who not yet and why; drafts to look at, and the issue of those ticked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.certificates.register import EntitledLine, WhyNot
from shelter_admin.domain.papers import Document
from shelter_admin.domain.wording import number
from shelter_admin.domain.words import N_, _, n_
from shelter_admin.operations.certificates import DraftCertificates, Entitled
from ui.certificates.choosing import EntitledTable
from ui.certificates.issuing import IssuePanel
from ui.certificates.signing import SignerBanner
from ui.kit.form import ChoiceField
from ui.kit.frontdesk import FrontDesk
from ui.kit.listing import lay_out_list
from ui.kit.preview import show_paper
from ui.kit.search import SearchLine
from ui.kit.widgets import Chips, Empty, button, label, row

ALL: Final = "all"
MAY: Final = "may"
NOT_YET: Final = "not_yet"
HAS_ONE: Final = "has_one"
LISTS: Final[tuple[tuple[str, str, Callable[[EntitledLine], bool]], ...]] = (
    (ALL, N_("All"), lambda _line: True),
    (MAY, N_("May get one"), lambda line: line.why is None),
    (NOT_YET, N_("Not yet"), lambda line: line.why not in {None, WhyNot.HAS_CERTIFICATE}),
    (HAS_ONE, N_("Has one"), lambda line: line.why is WhyNot.HAS_CERTIFICATE),
)


class EntitledTab(QWidget):
    """The tab. ``told`` gives the page's subtitle."""

    told = Signal(str)

    def __init__(self, front: FrontDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._front = front
        self._wanted = ""
        self.lines: tuple[EntitledLine, ...] = ()
        self.preparing = front.may(Right.PREPARE_CERTIFICATES)
        self.issuing = front.may(Right.ISSUE_CERTIFICATES)
        self.program = ChoiceField("program", _("Programme"), [("", _("All programmes"))])
        self.program.words.hide()
        self.program.setFixedWidth(200)
        self.program.changed.connect(self._program_chosen)
        self.chips = Chips([(key, _(words)) for key, words, _test in LISTS])
        self.chips.setAccessibleName(_("Which people"))
        self.chips.chosen.connect(lambda _key: self._filter())
        self.search = SearchLine(_("Name or number"), _("Search people"))
        self.search.setFixedWidth(180)
        self.search.rested.connect(self._filter)
        self.search.returnPressed.connect(self.take_focus)
        self.table = EntitledTable(ticking=self.preparing)
        self.table.opened.connect(lambda _line: self.draft())
        self.table.ticked_changed.connect(self._count)
        self._issuing()
        self._buttons()
        self._lay_out()

    def _issuing(self) -> None:
        self.unsigned = SignerBanner(self._front)
        self.panel = IssuePanel(self._front)
        self.panel.issued.connect(lambda: self.table.tick(frozenset()))
        self.panel.closed.connect(self._close_panel)

    def _buttons(self) -> None:
        self.all_button = button(_("Tick all who may"), self.tick_all, icon="check-check", tip=_("Space ticks one row"))
        self.draft_button = button(
            _("Look at a draft"), self.draft, icon="file-text", tip=_("Marked CONTOH, without a number (Enter)")
        )
        self.issue_button = button("", self.ask_issue, kind="primary", icon="award")
        self.all_button.setVisible(self.preparing)
        self.draft_button.setVisible(self.preparing)
        self.issue_button.setVisible(self.issuing)

    def _lay_out(self) -> None:
        above = row(self.program, self.chips, self.search)
        above.setStretch(1, 1)
        self.empty = Empty("award", "", "")
        self.empty.hide()
        self.begin_button = button(
            _("Open the training"), lambda: self._front.go.emit("training", ""), kind="primary", icon="book"
        )
        self.empty.offer(self.begin_button)
        only_head = _("Only the head issues certificates.") if self.preparing and not self.issuing else ""
        self.who = label(only_head, "small")
        self.acts = QWidget()
        self.acts.setLayout(row(self.all_button, self.draft_button, self.who, None, self.issue_button))
        lay_out_list(self, above, (self.table, self.empty), (self.unsigned, self.panel, self.acts))
        self._count()

    def take_focus(self) -> None:
        """Put the cursor on the rows."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def reload(self) -> None:
        """Ask for everybody in training."""
        self._look_who_signs()
        self._front.ask(Entitled(with_readiness=True), self, self._got)

    def go_to(self, person_id: str) -> None:
        """Put the cursor on somebody, showing everybody if a list hides them."""
        self._wanted = person_id
        line = next((one for one in self.lines if one.person_id == person_id), None)
        if line is None:
            return  # the answer is still to come
        self._wanted = ""
        if not self.table.go_to(line.enrolment_id):
            self.chips.choose(ALL)
            self.program.set_value("")
            self.search.clear()
            self._filter()
            self.table.go_to(line.enrolment_id)

    def tick_all(self) -> None:
        """Tick everybody shown who may get one."""
        self.table.tick(frozenset(line.enrolment_id for line in self.table.records if line.why is None))

    def draft(self) -> None:
        """Show what the certificates of those ticked would look like, or of who is under the cursor."""
        chosen = self._chosen() or [line for line in [self.table.current()] if line is not None]
        if self.preparing and chosen:
            ids = tuple(line.enrolment_id for line in chosen)
            self._front.ask(DraftCertificates(ids), self, self._show_paper)

    def _show_paper(self, paper: Document) -> None:
        show_paper(self, paper)

    def ask_issue(self) -> None:
        """Ask once for all that are ticked."""
        chosen = self._chosen()
        if chosen and self.issuing:
            self.acts.hide()
            self.unsigned.hide()  # the panel says it
            self.panel.ask(chosen)

    def _close_panel(self) -> None:
        self.acts.show()
        self._look_who_signs()
        self.take_focus()

    def _look_who_signs(self) -> None:
        asking = not self.panel.isHidden()
        self.panel.unsigned.setVisible(asking and self.panel.asking and self.panel.unsigned.needed)
        self.unsigned.setVisible(self.preparing and not asking and self.unsigned.needed)

    def _chosen(self) -> list[EntitledLine]:
        return sorted((line for line in self.lines if line.enrolment_id in self.table.ticked), key=_order)

    def _got(self, lines: tuple[EntitledLine, ...]) -> None:
        self.lines = lines
        programs = sorted({(line.program_id, line.program) for line in lines}, key=lambda one: one[1].casefold())
        self.program.offer([("", _("All programmes")), *programs])
        may = frozenset(line.enrolment_id for line in lines if line.why is None)
        self.table.tick(self.table.ticked & may)
        self._filter()
        if self._wanted:
            self.go_to(self._wanted)

    def _program_chosen(self) -> None:
        self.table.tick(frozenset())
        self._filter()

    def _filter(self) -> None:
        program, typed = self.program.value() or "", self.search.typed()
        of_program = [line for line in self.lines if program in {"", line.program_id}]
        self.chips.offer([(key, f"{_(words)} {number(_people(of_program, test))}") for key, words, test in LISTS])
        test = next(test for key, _words, test in LISTS if key == (self.chips.key() or ALL))
        found = [
            line for line in of_program if test(line) and typed in f"{line.name} {line.number} {line.batch}".casefold()
        ]
        self.table.show_records(sorted(found, key=_order))
        self.table.setVisible(bool(found))
        self.empty.setVisible(not found)
        self._teach()
        may = len({line.person_id for line in self.lines if line.why is None})
        self.told.emit(n_("{count} person may get one", "{count} people may get one", may).format(count=number(may)))
        self._count()

    def _teach(self) -> None:
        self.begin_button.setVisible(not self.lines and self._front.may(Right.SEE_CLASS))
        self.acts.setVisible(bool(self.lines) and self.panel.isHidden())
        if self.lines:
            self.empty.say(_("Nobody in this list"), "")
            return
        told = _(
            "Whoever was trained, has a final mark and was decided ready by the head gets a certificate here. "
            "Enrol residents in a programme to begin."
        )
        self.empty.say(_("Nobody is in training yet"), told)

    def _count(self) -> None:
        if self.panel.asks_about_others(self.table.ticked):
            self.panel.close_panel()  # what it asks is what is ticked
        count = len(self.table.ticked)
        words = n_("Issue {count} certificate…", "Issue {count} certificates…", count).format(count=count)
        self.issue_button.setText(words if count else _("Issue certificates…"))
        self.issue_button.setAccessibleName(self.issue_button.text())
        self.issue_button.setEnabled(count > 0)
        self.all_button.setEnabled(any(line.why is None for line in self.table.records))
        self.draft_button.setEnabled(bool(self.table.records))


def _people(lines: list[EntitledLine], test: Callable[[EntitledLine], bool]) -> int:
    """People, each counted once however many programmes they are in."""
    return len({line.person_id for line in lines if test(line)})


def _order(line: EntitledLine) -> tuple[bool, bool, str, str]:
    """Who may get one first, then who not yet, then who has one."""
    return (line.why is WhyNot.HAS_CERTIFICATE, line.why is not None, line.program.casefold(), line.name.casefold())
