"""The records behind a month, handed out to the province: whether with names, and whether they are sealed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QDialogButtonBox, QWidget

from shelter_admin.domain.wording import month_and_year
from shelter_admin.domain.words import _
from ui.kit.alerts import Sheet
from ui.kit.form import TickField
from ui.kit.widgets import Banner


class RecordsSheet(Sheet):
    """Asks what goes out; ``given`` hears whether with names. Unsealed, the proposal is without them."""

    def __init__(self, owner: QWidget, month: date, *, sealed: bool, given: Callable[[bool], None]) -> None:
        words = _(
            "People, stays, places, nights, classes and certificates of {month} as tables in one file, for the "
            "province's own program. Handing it out is written into the log."
        ).format(month=month_and_year(month))  # fmt: skip
        super().__init__(_("Records for the province"), words, sign=("package", "accent"), parent=owner)
        told = _("It is sealed: only the province's own key opens it.")
        if not sealed:
            told = _("Not sealed, as the settings hold no key of the province: whoever finds the file can read it.")
        self.seal = Banner("info" if sealed else "attention", told)
        self.names = TickField(
            "with_names",
            _("With names and NIK"),
            hint=_("Without them everybody is a number that means nothing elsewhere; figures stay the same."),
        )
        self.names.set_value(sealed)
        self.body.addWidget(self.seal)
        self.body.addWidget(self.names)
        self.offer(_("Make the file…"), QDialogButtonBox.ButtonRole.AcceptRole, primary=True)
        self.offer(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.accepted.connect(lambda: given(self.names.value()))
