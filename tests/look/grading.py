"""Scenes of marks in their parts, competences and electronic signatures."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from shelter_admin.domain.certificates.signatures import Holder
from shelter_admin.domain.training.grading import Weights, parts_of
from shelter_admin.operations.certificates.electronic import AddCredential, SignPapers
from shelter_admin.operations.training.competences import (
    CheckCompetences,
    CheckGiven,
    CompetenceGiven,
    CompetenceSheetOf,
    SetCompetences,
)
from shelter_admin.operations.training.grades import Grades
from shelter_admin.operations.training.part_marks import PartGiven, SetPartMarks
from shelter_admin.operations.training.programs import SetSubjects, SubjectGiven
from tests.look.attending import opens_the_first_class
from tests.look.waiting import settle
from tests.operations.signing_house import WORD, a_pkcs12
from ui.window.window import MainWindow

SUBJECTS: Final = (
    SubjectGiven("Pengetahuan bahan dan alat", 24, 16),
    SubjectGiven("Membuat pola dasar busana wanita dan anak", 16, 64),
    SubjectGiven("Menjahit dengan mesin", 0, 120),
    SubjectGiven("Kewirausahaan", 24, 0),
)
COMPETENCES: Final = (
    "Mengukur badan dan membuat pola dasar",
    "Memotong bahan sesuai pola",
    "Menjahit dengan mesin lurus dan obras",
    "Memasang kancing dan ritsleting",
    "Menghitung harga pokok jahitan",
)


def _marks_in_use(window: MainWindow) -> Any:
    """The marks of the first class, filled once with subjects, parts, a re-sit and competences."""
    page: Any = window.seat.current()
    page.show_tab("grades")
    opens_the_first_class(window)
    tab, desk = page.grades, window.seat.front.desk
    if tab.batch is None or tab.sheet is None or tab.sheet.subjects:
        return tab
    batch = tab.batch
    desk.do(SetSubjects(batch.program_id, SUBJECTS))
    desk.do(SetCompetences(batch.program_id, tuple(CompetenceGiven(name) for name in COMPETENCES)))
    sheet = desk.ask(Grades(batch.batch_id))
    weights = Weights.from_setting((30, 50, 20))
    marks = [
        PartGiven(row.enrolment_id, subject.subject_id, part, 60.0 + (no * 7 + at * 5) % 38)
        for no, row in enumerate(sheet.rows[:-2])
        for at, subject in enumerate(sheet.subjects)
        for part in parts_of(subject, weights)
        if (no + at) % 6 != 5
    ]
    desk.do(SetPartMarks(batch.batch_id, tuple(marks)))
    again = tuple(PartGiven(one.enrolment_id, one.subject_id, one.part, 82.5, 2) for one in marks[1:40:13])
    desk.do(SetPartMarks(batch.batch_id, again))
    asked = desk.ask(CompetenceSheetOf(batch.batch_id))
    checks = [
        CheckGiven(row.enrolment_id, one.competence_id, (no + at) % 4 != 1)
        for no, row in enumerate(asked.rows)
        for at, one in enumerate(asked.competences)
        if (no * 2 + at) % 7 < 5
    ]
    desk.do(CheckCompetences(batch.batch_id, tuple(checks)))
    page.reload()
    settle(window.tasks)
    return tab


def _all_marks(window: MainWindow) -> None:
    tab = _marks_in_use(window)
    tab.show_view("")
    settle(window.tasks)


def _parts(window: MainWindow) -> None:
    tab = _marks_in_use(window)
    tab.next_view(1)
    tab.next_view(1)
    settle(window.tasks)


def _competences(window: MainWindow) -> None:
    tab = _marks_in_use(window)
    tab.show_view("competences")
    settle(window.tasks)


def _list(window: MainWindow) -> None:
    _competences(window)
    page: Any = window.seat.current()
    page.grades.competences.edit_list()


def _signed(window: MainWindow) -> Any:
    """The signatures' tab with a paper signed once."""
    page: Any = window.seat.current()
    page.show_tab("signatures")
    settle(window.tasks)
    tab, desk = page.signatures, window.seat.front.desk
    if tab.desk is not None and not tab.desk.credentials and tab.waiting:
        content = a_pkcs12("Dra. Ratna Wulandari, M.Si.").content
        credential = desk.do(AddCredential(Holder.HEAD, content, WORD)).outcome
        desk.do(SignPapers(credential, (tab.waiting[0].paper_id,), password=WORD))
        page.reload()
        settle(window.tasks)
    signed = next((one for one in tab.table.records if one.signatures), None)
    if signed is not None:
        tab.table.go_to(signed.paper_id)
        settle(window.tasks)
    return tab


def _signatures(window: MainWindow) -> None:
    _signed(window)


def _signing(window: MainWindow) -> None:
    _signed(window).sign_all()


def _stop_signing(window: MainWindow) -> None:
    page: Any = window.seat.current()
    page.signatures.panel.close_panel()


Show = Callable[[MainWindow], None]
GRADING: Final[tuple[tuple[str, Show], ...]] = (
    ("marks", _all_marks),
    ("parts", _parts),
    ("competences", _competences),
    ("competence-list", _list),
)
SIGNING: Final[tuple[tuple[str, Show, Show | None], ...]] = (
    ("signatures", _signatures, None),
    ("signing", _signing, _stop_signing),
)
