"""What the files of the invented panti hold besides: families, scans of papers, and papers that offices owe."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time, timedelta
from io import BytesIO
from typing import Final

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.documents import DocumentKind
from shelter_admin.domain.family import Relation
from shelter_admin.domain.papers_asked import Dtsen, Outcome, Paper
from shelter_admin.domain.progress import UNWATCHED
from shelter_admin.operations.demo.life import House, Stay
from shelter_admin.operations.desk import Work
from shelter_admin.operations.residents.documents import AddDocument
from shelter_admin.operations.residents.family import AddRelative
from shelter_admin.operations.residents.papers_asked import AnswerPaper, AskPapers

MORNING: Final = time(9, 0)
RELATIVES: Final = (
    ("Rohana Sulastri", Relation.SIBLING, "0812 5550 1122", "Jl. Gatot Subroto 12, Bontang", True),
    ("Karel Lencau", Relation.FATHER, "0541 741234", "", True),
    ("Sumiyati", Relation.AUNT_UNCLE, "0813 4666 7788", "", True),
    ("Darmawan", Relation.NEIGHBOUR, "", "RT 04 Kelurahan Sidodamai", False),
)
ASKED: Final = (
    ((Paper.NIK, Paper.KTP), 44, "Disdukcapil Kota Samarinda", "470/031/PSHM"),
    ((Paper.KTP,), 33, "Disdukcapil Kota Samarinda", "470/035/PSHM"),
    ((Paper.BPJS,), 38, "", ""),
    ((Paper.KK, Paper.BIRTH), 9, "Disdukcapil Kutai Kartanegara", ""),
    ((Paper.DTSEN,), 16, "", "460/012/PSHM"),
)
ANSWERED: Final = ((Paper.DTSEN, Outcome.ISSUED, Dtsen.REGISTERED, 2), (Paper.BPJS, Outcome.ISSUED, None, None))
SCANS: Final = ((DocumentKind.KK, None), (DocumentKind.KTP, -18), (DocumentKind.BPJS, 14), (DocumentKind.CONTRACT, 120))


def fill_files(work: Work, house: House) -> None:
    """Write families, scans and papers asked for, as an office has them after a while.

    Refused with ``not_allowed`` to whoever may not do each of these acts by itself.
    """
    work.staff.require(Right.EDIT_IDENTITY, work.today)
    living = sorted(house.living(), key=lambda stay: (stay.admitted, stay.person.number))
    _families(work, living)
    _offices(work, sorted(living, key=lambda stay: stay.person.who.nik is not None))
    for (kind, days), stay in zip(SCANS, living[1:], strict=False):
        until = None if days is None else work.today + timedelta(days=days)
        scan = a_page(f"{kind.value} {stay.person.number}")
        AddDocument(person_id=stay.person.person_id, kind=kind, scan=scan, expires_on=until).run(work)


def _families(work: Work, living: Sequence[Stay]) -> None:
    for (name, relation, phone, address, emergency), stay in zip(RELATIVES, living, strict=False):
        relative = AddRelative(
            person_id=stay.person.person_id,
            full_name=name,
            relation=relation,
            phone=phone,
            address=address,
            emergency=emergency,
        )
        relative.run(work)
    if len(living) > 1:
        one, other = living[0].person.person_id, living[-1].person.person_id
        AddRelative(person_id=one, other_id=other, relation=Relation.SIBLING).run(work)


def _offices(work: Work, living: Sequence[Stay]) -> None:
    """What is waited for, by the longest stays; and what the offices answered about two of them."""
    for (papers, days, office, letter), stay in zip(ASKED, living, strict=False):
        asked_on = _not_before(stay, work.today - timedelta(days=days))
        AskPapers(stay.person.person_id, papers, office, asked_on, letter_number=letter).run(work)
    for (paper, outcome, dtsen, desil), stay in zip(ANSWERED, living[5:], strict=False):
        asked_on = _not_before(stay, work.today - timedelta(days=30))
        then = replace(work, now=min(work.now, work.panti.instant(asked_on, MORNING)), progress=UNWATCHED)
        for chase_id in AskPapers(stay.person.person_id, (paper,)).run(then).outcome:
            AnswerPaper(chase_id, outcome, asked_on, "", dtsen, desil).run(work)


def _not_before(stay: Stay, day: date) -> date:
    """A day on which somebody lived here."""
    return max(stay.admitted, day)


def a_page(words: str) -> bytes:
    """A page as a scanner would give it: lines that nobody can read, under words that name nobody."""
    from PIL import Image, ImageDraw

    page = Image.new("L", (420, 594), 252)
    pen = ImageDraw.Draw(page)
    pen.text((40, 40), words, fill=60)
    for line in range(14):
        pen.line((40, 110 + 30 * line, 380 - 11 * (line % 5), 110 + 30 * line), fill=170, width=3)
    out = BytesIO()
    page.save(out, "PNG")
    return out.getvalue()
