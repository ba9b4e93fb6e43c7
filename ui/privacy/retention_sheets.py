"""Dialogs of retention: the terms by kind of document, and destroying with the two who sign."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from shelter_admin.domain.errors import Refused
from shelter_admin.domain.papers import Document
from shelter_admin.domain.privacy.retention import KIND_NAMES, Kind, PastTerm, Retention, Signers
from shelter_admin.domain.wording import number
from shelter_admin.domain.words import _, n_
from shelter_admin.operations.desk import Done
from shelter_admin.operations.editing import Seen
from shelter_admin.operations.privacy.retention import DestroyRecords, SetRetention
from ui.kit.asking import FormSheet
from ui.kit.form import Field, Form, TextField, TickField
from ui.kit.frontdesk import FrontDesk
from ui.kit.preview import show_paper
from ui.kit.widgets import Banner, label

WIDE = 640
MOST_NAMES = 6


class TermsSheet(FormSheet):
    """How many years each kind is kept after somebody left; empty keeps it for good."""

    def __init__(self, front: FrontDesk, owner: QWidget, retention: Retention) -> None:
        told = _("Years after the last stay ended, as the schedule of retention of your province says.")
        super().__init__(front, owner, _("Terms of retention"), told, _("Save"))
        self._shown = retention
        self.years = {
            kind: TextField(kind.value, _(words), hint=_("Years; empty means it is kept"))
            for kind, words in KIND_NAMES.items()
        }
        for kind, field in self.years.items():
            years = retention.years(kind)
            field.set_value("" if years is None else str(years))
        self.rule = TextField("legal_basis", _("Schedule of retention (rule and number)"))
        self.rule.set_value(retention.legal_basis)
        fields: list[Field] = [*self.years.values(), self.rule]
        self.form = Form(fields, self.explained)
        self.body.addWidget(self.form)

    @override
    def save(self) -> None:
        self.form.clear_errors()
        try:
            years = {kind.value: _years(field.value(), kind) for kind, field in self.years.items()}
        except Refused as failure:
            self.refuse(failure)
            return
        retention = Retention(**years, legal_basis=self.rule.value().strip())
        command = SetRetention(retention, seen=Seen(self._shown.to_plain()))
        self.front.do(command, self, lambda _done: self.accept(), self.refuse)


def _years(text: str, kind: Kind) -> int | None:
    """The years typed; raises Refused ``years_unclear``."""
    if not text.strip():
        return None
    if not text.strip().isdecimal():
        raise Refused("years_unclear", field=kind.value)
    return int(text)


class DestroySheet(FormSheet):
    """Destroy what is past its term; two sign the record, and it cannot be taken back."""

    def __init__(self, front: FrontDesk, owner: QWidget, kind: Kind, lines: tuple[PastTerm, ...]) -> None:
        count = len(lines)
        told = n_("{kind}: {count} person.", "{kind}: {count} people.", count)
        words = told.format(kind=_(KIND_NAMES[kind]), count=number(count))
        super().__init__(front, owner, _("Destroy for good?"), words, _("Destroy"))
        self.setMinimumWidth(WIDE)
        self._kind, self._ids = kind, tuple(line.person_id for line in lines)
        names = ", ".join(f"{line.name} ({line.number})" for line in lines[:MOST_NAMES])
        more = count - MOST_NAMES
        shown = _("{names} and {count} more").format(names=names, count=number(more)) if more > 0 else names
        self.body.addWidget(label(shown, "small", wrap=True))
        self.body.addWidget(Banner("danger", _("This cannot be taken back. Figures and certificates stay.")))
        settings = front.panti.settings
        self.first = TextField("first", _("First who signs"))
        self.first.set_value(settings.signer_name or front.staff.full_name)
        self.first_office = TextField("first_office", _("Office of the first"))
        self.first_office.set_value(settings.signer_title)
        self.second = TextField("second", _("Second who signs"))
        self.second_office = TextField("second_office", _("Office of the second"))
        self.sure = TickField("sure", _("I have looked at the list"))
        self.form = Form(
            [[self.first, self.first_office], [self.second, self.second_office], self.sure], self.explained
        )
        self.body.addWidget(self.form)
        self.second.setFocus()

    @override
    def save(self) -> None:
        self.form.clear_errors()
        if not self.sure.value():
            self.refuse(Refused("list_not_looked_at", field="sure"))
            return
        signers = Signers(
            self.first.value().strip(),
            self.first_office.value().strip(),
            self.second.value().strip(),
            self.second_office.value().strip(),
        )
        self.front.do(DestroyRecords(self._kind, self._ids, signers), self, self._done, self.refuse)

    def _done(self, done: Done[Document]) -> None:
        owner = self.parentWidget()
        self.accept()
        if done.result is not None:
            show_paper(owner, done.result)
