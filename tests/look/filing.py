"""Scenes of family, scans and papers asked for: a mother with two children, papers running out, offices that wait."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from typing import Any, Final

from shelter_admin.domain.documents import DocumentKind
from shelter_admin.domain.family import Relation
from shelter_admin.domain.papers_asked import Dtsen, Outcome, Paper
from shelter_admin.operations.residents import ResidentList
from shelter_admin.operations.residents.documents import AddDocument
from shelter_admin.operations.residents.family import AddRelative
from shelter_admin.operations.residents.papers_asked import AnswerPaper, AskPapers, PapersWaiting
from tests.look.waiting import needed, settle
from ui.window.window import MainWindow

ASKED: Final = (
    (0, (Paper.NIK, Paper.KTP), 47, "Disdukcapil Kota Samarinda"),
    (1, (Paper.KTP,), 33, "Disdukcapil Kota Samarinda"),
    (2, (Paper.KK, Paper.BIRTH), 12, "Disdukcapil Kutai Kartanegara"),
    (3, (Paper.BPJS,), 41, ""),
    (4, (Paper.BPJS,), 6, ""),
    (5, (Paper.DTSEN,), 20, "Dinas Sosial Kota Samarinda"),
    (6, (Paper.DTSEN, Paper.DESTITUTE), 2, ""),
)


def a_scan(colour: str) -> bytes:
    """A page with some lines."""
    from PIL import Image, ImageDraw

    page = Image.new("RGB", (420, 594), "white")
    pen = ImageDraw.Draw(page)
    pen.rectangle((40, 40, 380, 90), fill=colour)
    for line in range(12):
        pen.line((40, 140 + 30 * line, 380 - 13 * (line % 4), 140 + 30 * line), fill="gray", width=4)
    out = BytesIO()
    page.save(out, "PNG")
    return out.getvalue()


def files_in_use(window: MainWindow) -> str:
    """Fill the files once; tells whose has everything."""
    desk: Any = window.seat.front.desk
    people = [line.person_id for line in desk.ask(ResidentList())]
    first = str(needed(people, 4)[0])
    if desk.ask(PapersWaiting()):
        return first
    for at, papers, days, office in ASKED:
        asked = AskPapers(people[at], papers, office, desk.today - timedelta(days=days), letter_number="470/012/2026")
        desk.do(asked)
    (checked,) = desk.do(AskPapers(first, (Paper.DTSEN,), asked_on=desk.today - timedelta(days=30))).outcome
    desk.do(AnswerPaper(checked, Outcome.ISSUED, desk.today, "", Dtsen.REGISTERED, 2))
    _family(desk, people)
    _scans(desk, people)
    return first


def _family(desk: Any, people: list[str]) -> None:
    first, second = people[:2]
    desk.do(AddRelative(person_id=first, other_id=second, relation=Relation.SIBLING, guardian=True))
    aunt = AddRelative(
        person_id=first, full_name="Rohana Sulastri binti Abdul Rahman", relation=Relation.AUNT_UNCLE,
        phone="0812 3456 7890", address="Jl. Gatot Subroto 12, Bontang", region_code="64.74", emergency=True,
        note="dapat dihubungi sore hari",
    )  # fmt: skip
    desk.do(aunt)
    desk.do(AddRelative(person_id=first, full_name="Karel Lencau", relation=Relation.FATHER, head_of_family=True))


def _scans(desk: Any, people: list[str]) -> None:
    today = desk.today
    for kind, title, days, colour in (
        (DocumentKind.KK, "KK lama, nama salah tulis", None, "steelblue"),
        (DocumentKind.KTP, "", -20, "indianred"),
        (DocumentKind.BPJS, "kelas III", 12, "seagreen"),
        (DocumentKind.CONTRACT, "Kontrak layanan enam bulan", 120, "goldenrod"),
    ):
        until = None if days is None else today + timedelta(days=days)
        desk.do(AddDocument(person_id=people[0], scan=a_scan(colour), kind=kind, title=title, expires_on=until))
    desk.do(
        AddDocument(
            person_id=people[3], scan=a_scan("slateblue"), kind=DocumentKind.KTP, expires_on=today + timedelta(days=9)
        )
    )


def in_file(tab: str, then: str = "", part: str = "") -> Any:
    """Show a tab of the file of whoever has everything, and do one act of it."""

    def show(window: MainWindow) -> None:
        window.go("residents", files_in_use(window))
        settle(window.tasks)
        page: Any = window.seat.current()
        page.reload()
        settle(window.tasks)
        for at, later in enumerate(page.file.more):
            if type(later.tab).__name__ == tab or later._spec.name == tab:
                page.file.tabs.setCurrentWidget(page.file.more[at])
                settle(window.tasks)
                shown: Any = later.tab
                if part:
                    shown.chips.choose(part)
                    shown._turn()
                    shown = shown.papers
                if then:
                    getattr(shown, then)()
                settle(window.tasks)

    return show


def chasing(key: str, then: str = "") -> Any:
    """Show one of the lists, and do one act of it."""

    def show(window: MainWindow) -> None:
        files_in_use(window)
        window.go("residents", "papers_asked")
        settle(window.tasks)
        page: Any = window.seat.current()
        page.chase.view._turn(key)
        if then:
            getattr(page.chase.view, then)()
        settle(window.tasks)

    return show


FILING: Final = (
    ("family", in_file("FamilyTab")),
    ("relative", in_file("FamilyTab", "add")),
    ("documents", in_file("DocumentsTab")),
    ("scan", in_file("DocumentsTab", "add")),
    ("papers-of-one", in_file("DocumentsTab", part="asked")),
    ("ask-papers", in_file("DocumentsTab", "ask", part="asked")),
    ("chase", chasing("waiting")),
    ("chase-answer", chasing("waiting", "answer")),
    ("chase-lacking", chasing("lacking")),
    ("chase-running-out", chasing("running_out")),
)
"""Name of each scene, and what shows it."""
