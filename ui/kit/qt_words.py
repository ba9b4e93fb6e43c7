"""Qt's own words (file and print dialogs, the menu of a line) in the language in use; Qt brings no Indonesian."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QLocale, QTranslator
from PySide6.QtWidgets import QApplication
from typing_extensions import override

from shelter_admin.domain.words import INDONESIAN, N_, _, spoken

_FILES: Final = (
    N_("&Look in:"),
    N_("File &name:"),
    N_("Directory:"),
    N_("Files of &type:"),
    N_("&Open"),
    N_("&Save"),
    N_("&Choose"),
    N_("Save As"),
    N_("Find Directory"),
    N_("Back"),
    N_("Forward"),
    N_("Parent Directory"),
    N_("Create New Folder"),
    N_("List View"),
    N_("Detail View"),
    N_("Computer"),
    N_("Name"),
    N_("Size"),
    N_("Type"),
    N_("Date Modified"),
    N_("Folder"),
    N_("All Files (*)"),
    N_("&Rename"),
    N_("&Delete"),
    N_("Show &hidden files"),
    N_("&New Folder"),
    N_("%1 already exists.\nDo you want to replace it?"),
    N_("%1\nFile not found.\nPlease verify the correct file name was given."),
    N_("%1\nDirectory not found.\nPlease verify the correct directory name was given."),
)
_BUTTONS: Final = (
    N_("OK"),
    N_("&OK"),
    N_("Cancel"),
    N_("&Cancel"),
    N_("&Yes"),
    N_("&No"),
    N_("Close"),
    N_("&Close"),
    N_("Save"),
    N_("Open"),
)
_TYPING: Final = (
    N_("&Undo"),
    N_("&Redo"),
    N_("Cu&t"),
    N_("&Copy"),
    N_("&Paste"),
    N_("Delete"),
    N_("Select All"),
    N_("&Step up"),
    N_("Step &down"),
    N_("&Select All"),
)
_PRINTING: Final = (
    N_("Print"),
    N_("&Print"),
    N_("Printer"),
    N_("&Name:"),
    N_("P&roperties"),
    N_("Location:"),
    N_("Type:"),
    N_("Output &file:"),
    N_("Print to File (PDF)"),
    N_("Copies:"),
    N_("Print range"),
    N_("Print all"),
    N_("Pages from"),
    N_("to"),
    N_("Options"),
    N_("&Options >>"),
    N_("&Options <<"),
    N_("Advanced"),
)
QT_SAYS: Final = frozenset((*_FILES, *_BUTTONS, *_TYPING, *_PRINTING))


class QtWords(QTranslator):
    """Answers Qt's questions from our catalogue; what it does not hold, Qt says in English."""

    @override
    def isEmpty(self) -> bool:
        return False

    @override
    def translate(self, context: str, sourceText: str, /, disambiguation: str | None = None, n: int = -1) -> str | None:
        """None is Qt's "not known here"; an empty text would be shown as such."""
        return _(sourceText) if spoken() == INDONESIAN and sourceText in QT_SAYS else None


def install(app: QApplication) -> None:
    """Let Qt speak with the program; dates and numbers of its own follow Indonesia."""
    QLocale.setDefault(QLocale(QLocale.Language.Indonesian, QLocale.Country.Indonesia))
    app.installTranslator(QtWords(app))
