"""The tabs of a file. What the reader may not see is said to be hidden, never shown as empty."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.identity.nik import NikQuality
from shelter_admin.domain.leaving import LEAVING_WORDS
from shelter_admin.domain.residents import IDENTITY_STATUS_NAMES, OriginalRow, ResidentDetails, StayLine
from shelter_admin.domain.surroundings import FIELD_QUALITY_NAMES, FieldQuality
from shelter_admin.domain.wording import date_and_clock, short_date
from shelter_admin.domain.words import _
from shelter_admin.operations.editing import Seen
from shelter_admin.operations.explain import explain
from shelter_admin.operations.residents import OriginalRowOf, SetHealth
from shelter_admin.operations.residents.quality import FOUND, QUALITY_OF, found_in_words
from ui.kit.facts import show_facts
from ui.kit.form import Form, NoteField, TextField, TickField
from ui.kit.frontdesk import FrontDesk
from ui.kit.records import Column, RecordsTable
from ui.kit.widgets import button, label, row, scrolled
from ui.residents.words import HIDDEN, birth_in_words, category_in_words, day_or, sex_in_words, source_in_words


def shown(value: str | None) -> str:
    """A fact, a dash where nobody knows, dots where the reader may not see it."""
    return HIDDEN if value is None else value or "—"


class Facts(QWidget):
    """Facts one below the other, filled anew for each person."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 8, 0, 0)
        self._area = scrolled(QWidget())
        outer.addWidget(self._area)

    def fill(self, facts: Sequence[tuple[str, str]]) -> None:
        """Show these facts."""
        show_facts(self._area, facts)


class SummaryTab(Facts):
    """The running stay in short."""

    def show_details(self, details: ResidentDetails) -> None:
        """Show somebody."""
        stay = details.stay
        facts = [
            (_("Admitted"), day_or(stay.admitted_on, stay.admitted_text or _("day not known"))),
            (
                _("Brought by"),
                HIDDEN if stay.source_text is None else source_in_words(stay.source, stay.source_text) or "—",
            ),
            (_("Category"), _categories(details)),
            (_("Programme"), ", ".join(details.programs) or "—"),
        ]
        if stay.expected_exit_on is not None:
            facts.append((_("Expected to leave"), short_date(stay.expected_exit_on)))
        if stay.left:
            facts.append((_("Left"), _leaving(stay)))
        if stay.room_text and not details.line.bed:
            facts.append((_("Room in the register"), stay.room_text))
        if details.features:
            facts.append((_("Features"), details.features))
        if details.surroundings is not None and (found := found_in_words(details.surroundings.finding)):
            facts.append((_("Found"), found))
        if details.alert:
            facts.append((_("Health alert"), "▲ " + details.alert))
        if details.diet:
            facts.append((_("Diet"), details.diet))
        facts.append((_("Remark"), shown(stay.remark)))
        self.fill(facts)


def _categories(details: ResidentDetails) -> str:
    if details.categories is None:
        return HIDDEN
    return ", ".join(_(category_in_words(code)) for code in details.categories) or "—"


def _leaving(stay: StayLine) -> str:
    reason = _(LEAVING_WORDS[stay.leave_reason]) if stay.leave_reason else HIDDEN
    return " · ".join(
        part for part in (day_or(stay.left_on, _("day not known")), reason, stay.leave_note or "") if part
    )


class IdentityTab(Facts):
    """Who somebody is, as far as papers go."""

    def show_details(self, details: ResidentDetails) -> None:
        """Show somebody."""
        status = details.identity_status
        papers = _(IDENTITY_STATUS_NAMES[status]) if status else _("not asked yet")
        if "identity_status" in details.hidden:
            papers = HIDDEN
        sure = details.surroundings.qualities if details.surroundings is not None else {}

        def told(field: str, fact: str) -> str:
            return f"{fact} · {_(FIELD_QUALITY_NAMES[sure[field]])}" if field in sure else fact

        facts = [
            (_("Birth"), told("birth", birth_in_words(details.birth))),
            (_("Place of birth"), told("birth_place", shown(details.birth_place))),
            (_("Origin"), told("origin", details.origin_text or details.line.origin or "—")),
            (_("NIK"), told("nik", _nik(details))),
            (_("Papers"), papers),
        ]
        for field, words, fact in (
            ("sex", _("Sex"), sex_in_words(details.line.sex)),
            ("name", _("Name"), details.line.name),
        ):
            if field in sure:
                facts.insert(0, (words, told(field, fact)))
        if details.linked:
            others = "\n".join(f"{one.number} · {one.name}" for one in details.linked)
            facts.append((_("Other files"), others))
        if details.belongs_to is not None:
            kept = f"{details.belongs_to.number} · {details.belongs_to.name}"
            facts.append((_("Belongs to"), kept))
        self.fill(facts)


def _nik(details: ResidentDetails) -> str:
    if details.nik_text is None:
        return HIDDEN
    qualities = {
        NikQuality.LAST_DIGIT_LOST: _("▲ the last digit is lost; look at the card"),
        NikQuality.WRONG_LENGTH: _("▲ not 16 digits"),
        NikQuality.NOT_DIGITS: _("▲ holds letters"),
    }
    told = details.nik or details.nik_text or "—"
    doubt = qualities.get(details.nik_quality) if details.nik_quality else None
    return f"{told} · {doubt}" if doubt else told


class HealthTab(QWidget):
    """What the health officer writes; others see no more than alert and diet."""

    def __init__(self, front: FrontDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._front = front
        self._person_id = ""
        self._may_edit = front.may(Right.EDIT_HEALTH)
        self.alert = TextField("alert", _("Alert for gate and carers"))
        self.diet = TextField("diet", _("Diet"))
        self.details = NoteField("details", _("Details, for health officers only"), lines=4)
        self.attention = TickField("attention", _("Needs attention (the head sees no more than this)"))
        fields = [self.alert, self.diet, self.details, self.attention] if self._may_edit else [self.alert, self.diet]
        self.form = Form(fields, explain)
        column = QVBoxLayout(self)
        column.addWidget(self.form)
        if self._may_edit:
            column.addLayout(row(None, button(_("Save"), self._save, kind="primary")))
        for field in (self.alert, self.diet):
            field.line.setReadOnly(not self._may_edit)

    def show_details(self, details: ResidentDetails) -> None:
        """Show somebody; what is being typed about the same person stays."""
        if details.line.person_id == self._person_id and self.form.values() != self.form.opened:
            return
        self._person_id = details.line.person_id
        self.form.load(
            {
                "alert": details.alert,
                "diet": details.diet,
                "details": details.health_details,
                "attention": bool(details.attention),
            }
        )

    def _save(self) -> None:
        typed = self.form.values()
        command = SetHealth(self._person_id, **typed, seen=Seen(dict(self.form.opened)))
        self._front.do(command, self, lambda _done: self._saved(typed), self.form.refused)

    def _saved(self, typed: dict[str, Any]) -> None:
        self.form.clear_errors()
        self.form.opened = typed  # what comes back from the store now may take its place


class HistoryTab(QWidget):
    """Stays, beds, and what the file said before each change."""

    def __init__(self, front: FrontDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._front = front
        self._person_id = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        self.table = RecordsTable(
            [
                Column(_("When"), lambda line: line[0], width=132),
                Column(_("What"), lambda line: line[1]),
            ],
            lambda line: line[2],
            _("History"),
        )
        column.addWidget(self.table, 1)
        self.original_words = label("", "small", wrap=True)
        self.original_words.hide()
        column.addWidget(self.original_words)
        self.original_button = button(_("The row of the register"), self._ask_original, kind="link")
        column.addWidget(self.original_button)

    def show_details(self, details: ResidentDetails) -> None:
        """Show somebody."""
        if details.line.person_id != self._person_id:
            self.original_words.hide()
        self._person_id = details.line.person_id
        self.original_button.setVisible(details.has_original_row)
        self.table.show_records(_events(details, self._front))

    def _ask_original(self) -> None:
        self._front.ask(OriginalRowOf(self._person_id), self, self._show_original)

    def _show_original(self, original: OriginalRow) -> None:
        cells = " · ".join(f"{heading}: {cell}" for heading, cell in original.cells.items() if cell)
        told = _("Sheet {sheet}, row {row}: {cells}")
        self.original_words.setText(told.format(sheet=original.sheet, row=original.sheet_row, cells=cells))
        self.original_words.show()


def _old(name: str, value: object) -> str:
    """One old value of a change."""
    field = name.removeprefix("quality_")
    if field != name:
        return f"{_(QUALITY_OF[field])}: {_(FIELD_QUALITY_NAMES[FieldQuality(str(value))])}"
    return f"{_(FOUND[name]) if name in FOUND else name}: {value}"


def _of_file(number: str) -> str:
    """Says of which linked file a line of the history is."""
    return _("file {number}").format(number=number) + " · " if number else ""


def _events(details: ResidentDetails, front: FrontDesk) -> list[tuple[str, str, str]]:
    """Everything that happened, the newest first: (when, what, id)."""
    zone = front.panti.zone.offset
    events: list[tuple[str, str, str, str]] = []
    for stay in details.stays:
        day = stay.admitted_on
        admitted = _of_file(stay.number) + _("admitted")
        events.append((day.isoformat() if day else "", day_or(day, "—"), admitted, stay.stay_id))
        if stay.left:
            left = stay.left_on
            events.append(
                (
                    left.isoformat() if left else "",
                    day_or(left, "—"),
                    _of_file(stay.number) + _("left") + " · " + _leaving(stay),
                    stay.stay_id + "-",
                )
            )
    for bed in details.placements:
        until = _(" until {day}").format(day=short_date(bed.until_night)) if bed.until_night else ""
        told = _("bed {bed}").format(bed=bed.bed) + until + (f" · {bed.reason}" if bed.reason else "")
        events.append(
            (bed.from_night.isoformat(), short_date(bed.from_night), _of_file(bed.number) + told, bed.placement_id)
        )
    for at, change in enumerate(details.history):
        local = change.at.astimezone(zone)
        before = ", ".join(_old(name, value) for name, value in change.old.items() if value not in (None, ""))
        told = _("{by} changed · before: {before}").format(by=change.by, before=before or "—")
        reason = f" · {change.reason}" if change.reason else ""
        told = _of_file(change.number) + told + reason
        events.append((local.isoformat(), date_and_clock(local), told, f"change{at}"))
    return [(when, told, key) for _order, when, told, key in sorted(events, reverse=True)]
