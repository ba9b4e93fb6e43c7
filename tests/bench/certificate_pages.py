"""Certificates of invented people, and the same texts as bare pages of reportlab."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from typing import Any

import segno
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas

from shelter_admin.domain.certificates import codes
from shelter_admin.domain.certificates.paper import AttendanceCount, CertificatePaper, Signer, SubjectLine
from shelter_admin.domain.identity.dates import PartialDate
from shelter_admin.domain.settings import Letterhead
from shelter_admin.reports.fonts import PLAIN, STRONG, embed

MANY = 1000
DAY = date(2026, 11, 21)
PROGRAM = "Menjahit"
HOURS = 260
SUBJECTS = (
    ("Keselamatan kerja dan perawatan mesin jahit", 12, 8, 88.0),
    ("Mengenal bahan dan membuat pola dasar", 20, 30, 84.5),
    ("Memotong dan menjahit busana wanita", 10, 90, 91.0),
    ("Menjahit kemeja dan celana", 10, 60, 86.0),
    ("Menghitung biaya dan memulai usaha sendiri", 14, 6, 79.5),
)
SECRET = bytes(range(32))
Text = tuple[str, float, float, str, float]
"""What to write, where from left and bottom, in which font and size."""


def a_paper(number: int, name: str) -> CertificatePaper:
    """One certificate with everything on it but a photo."""
    told = f"400.9/{number:03}/RSBK-SMD/XI/2026"
    code = codes.encode(codes.statement_of(told, name, PROGRAM, HOURS, 86.5, DAY), SECRET)
    return CertificatePaper(
        letterhead=Letterhead(
            "Pemerintah Provinsi Contoh", "Dinas Sosial", "UPTD Bina Uji", "Jalan Uji 1", "uji@contoh"
        ),
        panti="Panti Bina Uji",
        number=told,
        code=code,
        fingerprint=codes.fingerprint(code),
        name=name,
        birth_place="Samarinda",
        born=PartialDate.exact(date(1989, 10, 8)),
        resident_number=f"2026-{number:06}",
        program=PROGRAM,
        batch="Angkatan II",
        first_day=date(2026, 6, 1),
        last_day=date(2026, 11, 20),
        hours=HOURS,
        mark=86.5,
        predikat="Memuaskan",
        subjects=tuple(SubjectLine(*subject) for subject in SUBJECTS),
        attendance=AttendanceCount(96, 2, 1, 1),
        signer=Signer("Kepala UPTD", "H. Maulana Uji, S.Sos.", "Pembina (IV/a)", "197001011995031001"),
        town="Samarinda",
        issued_on=DAY,
    )


def front_texts(paper: CertificatePaper) -> list[Text]:
    """The words of a front, each line as one text."""
    head, signer = paper.letterhead, paper.signer
    return [
        (head.government.upper(), 300, 534, PLAIN, 10.5),
        (head.agency.upper(), 360, 519, PLAIN, 10.5),
        (head.unit, 300, 500, STRONG, 13.5),
        (f"{head.address} · {head.contact}", 300, 486, PLAIN, 8.5),
        ("SERTIFIKAT", 310, 429, STRONG, 31),
        (f"Nomor: {paper.number}", 320, 409, PLAIN, 10.5),
        ("diberikan kepada", 370, 381, PLAIN, 11),
        (paper.name, 300, 348, STRONG, 27),
        (f"lahir di Samarinda, 8 Oktober 1989 · nomor induk {paper.resident_number}", 260, 322, PLAIN, 9.5),
        ("yang telah mengikuti dan", 220, 292, PLAIN, 11),
        ("lulus", 350, 292, STRONG, 11),
        ("Pelatihan Keterampilan", 380, 292, PLAIN, 11),
        (paper.program, 510, 292, STRONG, 11),
        (paper.batch, 560, 292, PLAIN, 11),
        ("tanggal 1 Juni 2026 sampai dengan 20 November 2026, selama", 220, 275, PLAIN, 11),
        (f"{HOURS} jam pelajaran,", 520, 275, STRONG, 11),
        ("dengan predikat", 340, 257, PLAIN, 11),
        (paper.predikat, 430, 257, STRONG, 11),
        ("foto 3 × 4", 100, 110, PLAIN, 8),
        (f"kode verifikasi · {paper.fingerprint}", 176, 57, PLAIN, 7.5),
        ("Samarinda, 21 November 2026", 548, 155, PLAIN, 10.5),
        (f"{signer.title},", 548, 140, PLAIN, 10.5),
        (signer.name, 548, 83, STRONG, 10.5),
        (signer.rank, 548, 69, PLAIN, 10),
        (f"NIP {signer.nip}", 548, 55, PLAIN, 10),
    ]


def back_texts(paper: CertificatePaper) -> list[Text]:
    """The words of a back, each cell as one text."""
    texts: list[Text] = [
        ("DAFTAR MATERI DAN NILAI", 320, 532, STRONG, 15),
        ("Nama", 74, 506, PLAIN, 9),
        (paper.name, 164, 506, STRONG, 10),
        ("Nomor induk", 74, 490, PLAIN, 9),
        (paper.resident_number, 164, 490, STRONG, 10),
        ("Program", 433, 506, PLAIN, 9),
        (f"{paper.program} {paper.batch}", 523, 506, STRONG, 10),
        ("Nomor sertifikat", 433, 490, PLAIN, 9),
        (str(paper.number), 523, 490, STRONG, 10),
    ]
    heads = ("No.", "Materi", "Teori (JP)", "Praktik (JP)", "Nilai")
    rows = [heads, *((str(at), name, str(a), str(b), str(mark)) for at, (name, a, b, mark) in enumerate(SUBJECTS, 1))]
    for at, row in enumerate(rows):
        font = PLAIN if at else STRONG
        texts += [(cell, x, 443 - 18.5 * at, font, 9.5) for cell, x in zip(row, (90, 114, 560, 640, 730), strict=True)]
    summary = (
        ("Jumlah jam program", "260 JP"),
        ("Menurut materi", "teori 66 JP, praktik 194 JP"),
        ("Nilai akhir", "86,5"),
        ("Predikat", paper.predikat),
        ("Kehadiran", "hadir 96, sakit 2, izin 1, alpa 1 (96 %)"),
    )
    for at, (told, value) in enumerate(summary):
        texts += [(told, 74, 315 - 16 * at, PLAIN, 9.5), (value, 208, 315 - 16 * at, STRONG, 10)]
    texts += [
        ("JP = jam pelajaran 45 menit", 74, 233, PLAIN, 8),
        ("Instruktur,", 548, 315, PLAIN, 10),
        ("." * 44, 548, 253, PLAIN, 10),
        (f"Kode verifikasi {paper.fingerprint}. Keaslian dapat diperiksa di panti dengan nomor.", 74, 58, PLAIN, 7),
    ]
    lines = [paper.code[at : at + 118] for at in range(0, len(paper.code), 118)]
    return texts + [(line, 74, 48 - 7 * at, PLAIN, 5.6) for at, line in enumerate(lines)]


def bare_pdf(papers: Sequence[CertificatePaper]) -> bytes:
    """Two plain pages for each: its texts, one by one, and its code as segno gives it, dark runs as rectangles."""
    embed()
    buffer = BytesIO()
    look: dict[str, Any] = {"initialFontName": PLAIN}
    canvas = Canvas(buffer, pagesize=landscape(A4), invariant=1, pageCompression=1, **look)
    for paper in papers:
        write(canvas, front_texts(paper))
        draw(canvas, [bytes(row) for row in segno.make_qr(paper.code, error="m", boost_error=False).matrix])
        canvas.showPage()
        write(canvas, back_texts(paper))
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def write(canvas: Canvas, texts: list[Text]) -> None:
    """Write each text where it stands."""
    for text, x, y, font, size in texts:
        canvas.setFont(font, size)
        canvas.drawString(x, y, text)


def draw(canvas: Canvas, matrix: list[bytes]) -> None:
    """Draw the dark runs of each row."""
    path = canvas.beginPath()
    for down, row in enumerate(matrix):
        left = row.find(1)
        while left >= 0:
            end = row.find(0, left)
            end = len(row) if end < 0 else end
            path.rect(176 + left * 1.28, 150 - down * 1.28, (end - left) * 1.28, 1.28)
            left = row.find(1, end)
    canvas.drawPath(path, stroke=0, fill=1)
