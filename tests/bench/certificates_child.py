"""A thousand certificates with photo written to a file: by the program, or as bare pages of reportlab.

Called as ``python -m tests.bench.certificates_child program|bare FILE``; prints milliseconds and the most megabytes held.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from io import BytesIO
from itertools import cycle
from pathlib import Path
from time import perf_counter
from typing import Any

import segno
from PIL import Image, ImageDraw, ImageFilter
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from shelter_admin.domain.certificates.paper import CertificatePaper
from shelter_admin.reports.certificate import certificates_pdf
from shelter_admin.reports.fonts import PLAIN, embed
from tests.bench.certificate_pages import MANY, a_paper, back_texts, draw, front_texts, write

NAMES = ("Suparman", "Nur Santoso", "Raden Ayu Siti Nurhalimah Kusumawardhani binti Abdurrahman", "Maria Lencau")
PHOTO_SIZE = (360, 480)


def photos() -> list[bytes]:
    """A different face for everybody, as heavy as a real photo that the program keeps."""
    grain = Image.effect_noise(PHOTO_SIZE, 40).filter(ImageFilter.GaussianBlur(1.2)).convert("RGB")
    made = []
    for at in range(MANY):
        one = grain.copy()
        pen = ImageDraw.Draw(one)
        pen.ellipse((90, 70, 270, 300), fill=(180 + at % 60, 140 + at % 40, 110))
        pen.ellipse((40, 300, 320, 620), fill=(at % 250, 90, 160))
        pen.text((20, 20), f"{at}", fill=(255, 255, 255))
        out = BytesIO()
        Image.blend(one, grain, 0.25).save(out, "JPEG", quality=85)
        made.append(out.getvalue())
    return made


def papers() -> list[CertificatePaper]:
    """A thousand different people with their photos."""
    naming = cycle(NAMES)
    return [
        replace(a_paper(number, f"{next(naming)} {number}"), photo=photo) for number, photo in enumerate(photos(), 1)
    ]


def bare_pdf(whose: list[CertificatePaper]) -> bytes:
    """Two plain pages for each: its texts one by one, its code, its photo as it is."""
    embed()
    buffer = BytesIO()
    look: dict[str, Any] = {"initialFontName": PLAIN}
    canvas = Canvas(buffer, pagesize=landscape(A4), invariant=1, pageCompression=1, **look)
    for paper in whose:
        write(canvas, front_texts(paper))
        draw(canvas, [bytes(row) for row in segno.make_qr(paper.code, error="m", boost_error=False).matrix])
        canvas.drawImage(ImageReader(BytesIO(paper.photo)), 74, 56, 30 * mm, 40 * mm)
        canvas.showPage()
        write(canvas, back_texts(paper))
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def most_megabytes() -> float:
    """The most this process has held."""
    if sys.platform == "win32":
        import psutil

        return float(psutil.Process().memory_info().peak_wset) / 2**20
    held = Path("/proc/self/status")
    if held.exists():  # what getrusage says here counts the parent too
        line = next(one for one in held.read_text(encoding="ascii").splitlines() if one.startswith("VmHWM"))
        return float(line.split()[1]) / 2**10
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return float(most) / (2**20 if sys.platform == "darwin" else 2**10)


def main() -> None:
    """Make the papers, then measure writing them."""
    who, place = sys.argv[1], Path(sys.argv[2])
    whose = papers()
    began = perf_counter()
    content = certificates_pdf(whose).content if who == "program" else bare_pdf(whose)
    milliseconds = (perf_counter() - began) * 1000
    place.write_bytes(content)
    print(milliseconds, most_megabytes())


if __name__ == "__main__":
    main()
