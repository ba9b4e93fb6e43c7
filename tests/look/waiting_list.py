"""Scenes of the waiting list: everything an office has after a while, the form with its hint, offers, admission."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

from shelter_admin.domain.admission import AdmissionPapers
from shelter_admin.domain.arrivals import Source
from shelter_admin.domain.identity.sexes import Sex
from shelter_admin.domain.leaving import LeavingReason
from shelter_admin.domain.waiting_list import DeclinedBy, Need, PriorityReason
from shelter_admin.domain.waiting_requirements import Requirement, RequirementState
from shelter_admin.operations.beds.board import BedsFor
from shelter_admin.operations.intake.applicants import AddApplicant, SetRequirement
from shelter_admin.operations.intake.asking import WaitingListNow
from shelter_admin.operations.intake.offering import AcceptOffer, DeclineApplicant, OfferBed
from shelter_admin.operations.intake.papers import AdmissionPapersOf, SetAdmissionPapers
from shelter_admin.operations.residents import RecordLeaving, ResidentList
from tests.look.waiting import rest, settle
from ui.window.window import MainWindow

LETTER: Final = "460/{no}/Dinsos-Kukar/XI/2026"
PEOPLE: Final = (
    ("Sumarni", Sex.FEMALE, "1956", 21, (PriorityReason.ELDERLY_ALONE, PriorityReason.ILL), Source.REGENCY),
    ("Tanpa Nama", Sex.MALE, "± 40 th", 2, (PriorityReason.DANGER,), Source.SWEEP),
    ("Rahmawati binti Abdul Gani", Sex.FEMALE, "1999", 6, (PriorityReason.PREGNANT,), Source.HOSPITAL),
    ("Joko Prasetyo", Sex.MALE, "1988", 35, (), Source.ALONE),
    ("Maria Goreti", Sex.FEMALE, "2011", 4, (PriorityReason.CHILD_ALONE,), Source.POLICE),
    ("Suparno", Sex.MALE, "1960", 16, (PriorityReason.DEADLINE,), Source.REGENCY),
    ("Siti Khotimah", Sex.FEMALE, "1970", 9, (), Source.PUBLIC),
)
LONGEST: Final = "Raden Ajeng Kusumawardhani binti Haji Abdurrahman Wahid Hasyim"


def who_waits(window: MainWindow) -> None:
    """Write down whom an office has waiting, at every stage."""
    desk: Any = window.seat.front.desk
    if desk.ask(WaitingListNow()).applicants:
        return
    crowded = len(desk.ask(ResidentList())) > 300
    made = []
    for no, (name, sex, birth, days, reasons, source) in enumerate(PEOPLE):
        made.append(
            desk.do(
                AddApplicant(
                    full_name=f"{LONGEST} {no}" if crowded else name,
                    sex=sex,
                    birth=birth,
                    origin="Kutai Kartanegara",
                    source=source,
                    source_text="Dinas Sosial Kabupaten Kutai Kartanegara",
                    letter_number=LETTER.format(no=118 + no),
                    letter_on=desk.today - timedelta(days=days),
                    asked_on=desk.today - timedelta(days=days),
                    answer_by=desk.today + timedelta(days=5) if PriorityReason.DEADLINE in reasons else None,
                    reasons=reasons,
                    needs_of_place=(Need.GROUND_FLOOR, Need.NEAR_TOILET) if no == 0 else (),
                    category="LANSIA_TELANTAR" if no == 0 else "",
                    remark="Berjalan dengan tongkat, pendengaran kurang." if no == 0 else "",
                )
            ).outcome
        )
    _papers(desk, made[0])
    _offers(desk, made)
    page: Any = window.seat.current()
    page.reload()


def _papers(desk: Any, applicant_id: str) -> None:
    states = (
        (Requirement.KTP, RequirementState.THERE, ""),
        (Requirement.KK, RequirementState.ARRANGED, "diurus TKSK Tenggarong, selesai 27-11"),
        (Requirement.COVER, RequirementState.THERE, LETTER.format(no=118)),
        (Requirement.BPJS, RequirementState.NOT_NEEDED, ""),
    )
    for requirement, state, note in states:
        desk.do(SetRequirement(applicant_id=applicant_id, requirement=requirement, state=state, note=note))


def _offers(desk: Any, made: list[str]) -> None:
    for applicant_id, sex, days, accepted in (
        (made[5], "L", 0, False),
        (made[6], "P", 3, True),
        (made[2], "P", 2, False),
    ):
        beds = desk.ask(BedsFor(sex=sex))
        if beds:
            free = beds[0]
            act = OfferBed(
                applicant_id, free.bed.bed_id, desk.panti.night_of(desk.now) + timedelta(days=days), None, "-"
            )
            desk.do(act)
            if accepted:
                desk.do(AcceptOffer(applicant_id))
    desk.do(DeclineApplicant(made[3], DeclinedBy.THEM, "Memilih pulang ke keluarga di Bontang."))


def first_of_the_list(window: MainWindow) -> Any:
    """The first applicant with everything they lack."""
    who_waits(window)
    settle(window.tasks)
    page: Any = window.seat.current()
    page.open_person("open")
    settle(window.tasks)
    wanted = next((one for one in page.table.records if one.offer is None and one.needs), None)
    if wanted is not None:
        page.table.go_to(wanted.applicant_id)
        settle(window.tasks)
    return page


def with_dialog(number: int) -> Any:
    """Open the dialog of one of the acts offered."""

    def show(window: MainWindow) -> None:
        page = first_of_the_list(window)
        file = page.file.file
        if file is not None:
            page.file.offered(file.applicant)[number][1]()
            settle(window.tasks)

    return show


def facts(window: MainWindow) -> None:
    """What is written in the application."""
    page = first_of_the_list(window)
    page.file.tabs.setCurrentIndex(1)


def closed_ones(window: MainWindow) -> None:
    """Applications that came to an end."""
    page = first_of_the_list(window)
    page.file.tabs.setCurrentIndex(0)
    page.open_person("settled")
    settle(window.tasks)
    if page.table.records:
        page.table.go_to(page.table.records[0].applicant_id)


def new_with_hint(window: MainWindow) -> None:
    """The form for somebody new whose name is like one who was here before."""
    desk: Any = window.seat.front.desk
    page: Any = window.seat.current()
    page.begin_new()
    settle(window.tasks)
    here = [line for line in desk.ask(ResidentList()) if line.name.count(" ")]
    if here:
        gone = here[-1]
        desk.do(RecordLeaving(gone.person_id, LeavingReason.FAMILY))
        page.form.who.fields["full_name"].set_value(gone.name)
        page.form.place.fields["letter_number"].set_value(LETTER.format(no=131))
        page.form.reasons.set_value((PriorityReason.ILL,))
        page.form._say_priority()
        page.form.known.ask(page.form.values())


def back(window: MainWindow) -> None:
    """Leave the form and the closed ones."""
    page: Any = window.seat.current()
    page.form.begin_anew()
    page.show_browse()
    page.open_person("open")


def on_paper(window: MainWindow) -> None:
    """The list as it is printed."""
    first_of_the_list(window).print_list()
    settle(window.tasks)
    rest(800)


def papers_in_the_file(window: MainWindow) -> Any:
    """The tab of the admission in somebody's file."""
    desk: Any = window.seat.front.desk
    people = desk.ask(ResidentList())
    if not people:
        return None
    person_id = people[0].person_id
    file = desk.ask(AdmissionPapersOf(person_id))
    if not file.written:
        papers = AdmissionPapers(
            decree_number="400.9/118/UPTD-RSBK/2026",
            decree_on=desk.today,
            contract_from=file.admitted_on,
            handed_by="Suryadi, A.Md.",
            handed_office="Dinas Sosial Kabupaten Kutai Kartanegara",
            received_by="Hendra Saputra",
            things="Tas kain, dua potong baju, kartu BPJS",
            remark="Datang dengan kursi roda, sadar, luka lecet di lutut kiri.",
        )
        desk.do(SetAdmissionPapers(person_id=person_id, stay_id=file.stay_id, papers=papers))
    window.go("residents", person_id)
    settle(window.tasks)
    tabs = window.seat.current().file.tabs  # type: ignore[union-attr]  # the page of residents
    index = next(
        at for at in range(tabs.count()) if "Penerimaan" in tabs.tabText(at) or tabs.tabText(at) == "Admission"
    )
    tabs.setCurrentIndex(index)
    settle(window.tasks)
    return tabs.widget(index).tab


def taking_in_with_hint(window: MainWindow) -> None:
    """The ordinary admission of somebody whose name is known already."""
    desk: Any = window.seat.front.desk
    page: Any = window.seat.current()
    page.begin_intake()
    settle(window.tasks)
    here = [line for line in desk.ask(ResidentList()) if line.name.count(" ")]
    if here:
        page.intake.forms[0].fields["full_name"].set_value(here[0].name)
        page.intake.alike.ask(page.intake.values())
        settle(window.tasks)


def taken_in(window: MainWindow) -> None:
    """Back to the list, the form empty again."""
    page: Any = window.seat.current()
    page.intake._clear()
    page.show_browse()


def writing_papers(window: MainWindow) -> None:
    """The dialog in which they are written down."""
    tab = papers_in_the_file(window)
    if tab is not None:
        tab.write()


WAITING: Final = (
    ("list", first_of_the_list, None),
    ("facts", facts, None),
    ("offer", with_dialog(0), None),
    ("admit", with_dialog(1), None),
    ("decline", with_dialog(2), None),
    ("closed", closed_ones, back),
    ("new", new_with_hint, back),
    ("paper", on_paper, None),
)
"""Name of each scene, what shows it, and the way back."""
