"""The number of a certificate, from a pattern of the office (Permendagri 83/2022; domain notes 4.2).

Offices number differently, so the pattern is a setting; the serial begins anew each year and is never used again.
"""

from __future__ import annotations

from datetime import date
from typing import Final

ROMAN: Final = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


def certificate_number(pattern: str, code: str, unit: str, serial: int, day: date) -> str:
    """Make the number of a day's certificate, e.g. ``400.9/017/RSBK-SMD/XI/2026``."""
    return pattern.format(
        kode=code, urut=serial, unit=unit, bulan=f"{day.month:02}", bulan_romawi=ROMAN[day.month - 1], tahun=day.year
    )
