"""Two people at one record, as the second to save sees it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

from shelter_admin.domain.errors import Conflict, Difference
from ui.kit.conflict import ConflictSheet
from ui.window.window import MainWindow

AT: Final = datetime(2026, 11, 21, 4, 5, tzinfo=UTC)
BY: Final = "Siti Rahayu, S.Sos."
LONG: Final = "bekas luka di tangan kiri, tato naga di lengan kanan, berjalan agak pincang"


def two_people(window: MainWindow) -> None:
    """Both changed the alias and the features; one of the two is chosen so far."""
    differences = (
        Difference("alias", "Alias", "—", "Pak Kumis", "Budi Kecil", BY, AT),
        Difference("features", "Ciri-ciri", "bekas luka di tangan kiri", LONG, "gigi depan tanggal", BY, AT),
    )
    conflict = Conflict("changed_by_other", differences, {})
    sheet = ConflictSheet(window.seat.current(), conflict, window.seat.front.panti, lambda _mine: None)
    sheet.choices[0].theirs.radio.setChecked(True)
    sheet.open()
