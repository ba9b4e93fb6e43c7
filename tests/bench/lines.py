"""Every line of the bench, in the order of the table."""

from __future__ import annotations

from typing import Final

from tests.bench import (
    lines_beds,
    lines_certificates,
    lines_months,
    lines_nights,
    lines_photos,
    lines_register,
    lines_residents,
    lines_screen,
    lines_server,
    lines_sheet,
    lines_store,
    lines_training,
)
from tests.bench.measuring import Line

LINES: Final[list[Line]] = [
    *lines_screen.LINES[:3],
    *lines_store.LINES,
    lines_screen.LINES[3],
    *lines_beds.LINES,
    *lines_register.LINES,
    *lines_residents.LINES,
    *lines_training.LINES,
    *lines_sheet.LINES,
    *lines_certificates.LINES,
    *lines_photos.LINES,
    *lines_months.LINES,
    *lines_nights.LINES,
    *lines_server.LINES,
    *lines_screen.LINES[4:],
]
