"""Invented people and certificates for the page of certificates."""

from __future__ import annotations

from datetime import date

from shelter_admin.domain.certificates.register import CertificateLine, EntitledLine, Register, WhyNot
from tests.look.houses import LONGEST

PREDIKAT = "Memuaskan"


def a_line(
    no: int, name: str, why: WhyNot | None = None, *, program: str = "Menjahit", mark: float | None = 84
) -> EntitledLine:
    grade = PREDIKAT if mark is not None and mark >= 70 else ""
    return EntitledLine(
        f"enrolment-{no}", f"person-{no}", f"2026-{no:04}", name, f"program-{program}", program, "Angkatan II", 412,
        mark, grade, why,
    )  # fmt: skip


LINES = (
    a_line(1, "Nur Santoso"),
    a_line(2, "Yohanes Daud", program="Las (SMAW)", mark=92.5),
    a_line(3, LONGEST, program="Tata kecantikan rambut dan kulit"),
    a_line(4, "Aminah", WhyNot.NO_DECISION),
    a_line(5, "Dwi Wulandari", WhyNot.NOT_YET),
    a_line(6, "Lukas Ramadhan", WhyNot.LOW_MARK, mark=55),
    a_line(7, "Halimah", WhyNot.NO_MARK, mark=None),
    a_line(8, "Usat Njau", WhyNot.HAS_CERTIFICATE),
    a_line(9, "Maria Lencau", WhyNot.LEFT_WITHOUT),
)


def a_certificate(serial: int, name: str, *, revoked: bool = False) -> CertificateLine:
    return CertificateLine(
        f"certificate-{serial}", f"enrolment-{serial}", f"person-{serial}", f"400.9/{serial:03}/RSBK-SMD/XI/2026",
        serial, date(2026, 11, 20), f"2026-{serial:04}", name, "Menjahit", 412, 84, PREDIKAT, "K7Q2-9FHD-XM4T", (),
        date(2026, 11, 21) if revoked else None, "H. Maulana" if revoked else "",
        "Nama salah tulis; terbit ulang dengan nomor lain." if revoked else "",
    )  # fmt: skip


REGISTER = Register(
    2026,
    (2025, 2026),
    (a_certificate(3, LONGEST), a_certificate(2, "Yohanes Daud", revoked=True), a_certificate(1, "Nur Santoso")),
    ("key",),
    7,
    "hash",
)
