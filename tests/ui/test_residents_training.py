"""The training of a file: seen by whom it concerns, asked for when looked at, and on to readiness from there."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pytest
from PySide6.QtWidgets import QLabel

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.certificates.register import CertificateLine
from shelter_admin.domain.training import AttendanceFigures, OwnDays, PersonTraining
from shelter_admin.operations.certificates import CertificateRegister, CertificatesOf, RevokeCertificate
from shelter_admin.operations.training.enrolling import TrainingOf
from tests.operations.certificates_house import a_graduate, add_subjects, issue
from tests.operations.readiness_house import a_trainer
from tests.ui.recording_desk import RecordingDesk, StraightTasks, a_front, staff
from ui.kit.frontdesk import FrontDesk
from ui.residents.file import FileView
from ui.residents.page import ResidentsPage
from ui.residents.training import TrainingTab

SEWING = PersonTraining(
    "e1", "p1", "Menjahit", "Angkatan II", OwnDays(date(2026, 11, 2)),
    AttendanceFigures(present=8, sick=1, absent=1, unmarked=2, rate=0.8, best_attainable=0.925), 84.5,
    (("Pola dasar", 80.0),),
)  # fmt: skip
WELDING = PersonTraining(
    "e2", "p2", "Las", "", OwnDays(date(2026, 1, 5), date(2026, 3, 6)), AttendanceFigures(best_attainable=1.0)
)
REVOKED = CertificateLine(
    "c1", "e1", "person-1", "400.9/001/PSHM/XI/2026", 1, date(2026, 11, 20), "2026-0001", "Siti", "Menjahit", 260, 84.5,
    "Memuaskan", "K7Q2-9FHD-XM4T", revoked_on=date(2026, 11, 21),
)  # fmt: skip


def read(widget) -> list[str]:
    return [one.text() for one in widget.findChildren(QLabel) if one.text()]


def somebody(person_id: str = "person-1", *, left: bool = False):
    """As much of a file as the tab looks at."""
    return SimpleNamespace(line=SimpleNamespace(person_id=person_id), stay=SimpleNamespace(left=left))


@pytest.fixture
def open_tab(qtbot):
    def show(*roles: Role, programs=(SEWING, WELDING), certificates=(REVOKED,)) -> TrainingTab:
        desk = RecordingDesk(staff(*roles)).answers(TrainingOf, programs).answers(CertificatesOf, certificates)
        tab = TrainingTab(a_front(desk))
        qtbot.addWidget(tab)
        return tab

    return show


def test_that_programmes_figures_and_certificates_are_told(open_tab):
    tab = open_tab()
    tab.show()
    tab.show_details(somebody())
    assert read(tab) == [
        "Menjahit · Angkatan II",
        "since 02-11-2026",
        "Attendance 80\u00a0% · best possible 92\u00a0%",
        "present 8, excused 0, sick 1, absent 1, not marked 2",
        "Final mark: 84.5",
        "Pola dasar 80",
        "Las",
        "05-01-2026 to 06-03-2026",
        "No attendance marked yet",
        "Final mark: —",
        "Certificates",
        "400.9/001/PSHM/XI/2026 · 20-11-2026",
        "Menjahit · ✗ revoked 21-11-2026",
    ]


def test_that_nothing_is_asked_before_the_tab_is_looked_at(open_tab):
    tab = open_tab()
    desk = tab._front.desk
    tab.show_details(somebody())
    assert desk.asked == []
    tab.show()
    assert desk.asked == [TrainingOf("person-1"), CertificatesOf("person-1")]


def test_that_a_programme_that_is_over_has_no_best_to_come(open_tab):
    over = replace(SEWING, own=replace(SEWING.own, ended_on=date(2026, 11, 13)))
    tab = open_tab(programs=(over,), certificates=())
    tab.show()
    tab.show_details(somebody())
    assert "Attendance 80\u00a0%" in read(tab)
    assert "Certificates" not in read(tab)


def test_that_an_answer_about_somebody_else_is_dropped(open_tab):
    tab = open_tab()
    tab.show()
    tab.show_details(somebody("person-2"))
    before = read(tab)
    tab._got("person-1", ())
    tab._got_certificates("person-1", ())
    assert read(tab) == before


@pytest.mark.parametrize(
    ("role", "certificates", "readiness"),
    [
        (Role.KEPALA, True, True),
        (Role.PEKERJA_SOSIAL, True, True),
        (Role.TATA_USAHA, True, False),
        (Role.INSTRUKTUR, False, True),
    ],
)
def test_that_certificates_and_readiness_are_for_those_who_may_see_them(open_tab, role, certificates, readiness):
    tab = open_tab(role)
    tab.show()
    tab.show_details(somebody())
    assert ("Certificates" in read(tab)) is certificates
    assert (CertificatesOf("person-1") in tab._front.desk.asked) is certificates
    assert tab.readiness.isVisible() is readiness


def test_that_the_way_to_independence_leads_to_this_person_while_they_are_in_training(open_tab, qtbot):
    tab = open_tab()
    tab.show()
    tab.show_details(somebody())
    with qtbot.waitSignal(tab._front.go) as gone:
        tab.readiness.click()
    assert gone.args == ["readiness", "person-1"]
    tab.show_details(somebody("person-2", left=True))
    assert not tab.readiness.isVisible()
    nobody = open_tab(programs=(), certificates=())
    nobody.show()
    nobody.show_details(somebody())
    assert read(nobody) == ["In no programme so far"]
    assert not nobody.readiness.isVisible()


@pytest.mark.parametrize("role", [Role.PIKET, Role.PENGASUH, Role.KESEHATAN])
def test_that_who_sees_no_classes_has_no_training_in_a_file(qtbot, role):
    view = FileView(a_front(None, role))
    qtbot.addWidget(view)
    assert "Training" not in [view.tabs.tabText(at) for at in range(view.tabs.count())]


def open_file(qtbot, desk, person_id: str) -> ResidentsPage:
    page = ResidentsPage(FrontDesk(desk, StraightTasks()))
    qtbot.addWidget(page)
    page.resize(1158, 658)
    page.show()
    page.open_person(person_id)
    page.file.tabs.setCurrentWidget(page.file.training)
    return page


def test_that_the_file_of_a_real_store_tells_marks_and_every_certificate(qtbot, house):
    graduate = a_graduate(house, marks="HHHA")
    add_subjects(house, graduate, "Pola dasar")
    (first,) = issue(house, graduate)
    house.head.do(RevokeCertificate(first.certificate_id), reason="salah cetak")
    (second,) = issue(house, graduate)
    page = open_file(qtbot, house.head, graduate.person_id)
    told = " | ".join(read(page.file.training))
    assert "Menjahit" in told
    assert "Attendance 75\u00a0%" in told
    assert "Final mark: 80" in told
    assert f"{second.certificate_no} · 21-11-2026 | Menjahit · ✓ valid" in told
    assert f"{first.certificate_no} · 21-11-2026 | Menjahit · ✗ revoked 21-11-2026" in told


def test_that_a_trainer_reads_the_training_of_the_own_people_without_certificates(qtbot, house):
    graduate = a_graduate(house)
    issue(house, graduate)
    page = open_file(qtbot, a_trainer(house, "Menjahit"), graduate.person_id)
    told = read(page.file.training)
    assert "Menjahit" in told
    assert not [words for words in told if house.head.ask(CertificateRegister()).lines[0].certificate_no in words]
