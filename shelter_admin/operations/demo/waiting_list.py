"""Who waits for a place in the invented panti: at every stage, one with a bed kept, two settled; papers of one stay."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.admission import AdmissionPapers
from shelter_admin.domain.arrivals import Source
from shelter_admin.domain.beds import BedKind, BedState, RoomRule, misfits
from shelter_admin.domain.identity.sexes import Sex
from shelter_admin.domain.waiting_list import DeclinedBy, Need, PriorityReason
from shelter_admin.domain.waiting_requirements import Requirement, RequirementState
from shelter_admin.operations.demo.life import House
from shelter_admin.operations.desk import Work
from shelter_admin.operations.intake.applicants import AddApplicant, SetRequirement
from shelter_admin.operations.intake.offering import DeclineApplicant, OfferBed, WithdrawApplicant
from shelter_admin.operations.intake.papers import SetAdmissionPapers
from shelter_admin.persistence.residents.bed_board import bed_board

LETTER: Final = "460/{no}/Dinsos/{year}"
CONTRACT: Final = timedelta(days=182)


@dataclass(frozen=True, slots=True)
class Asking:
    """Somebody invented who asks for a place."""

    name: str
    sex: Sex
    age: int
    days: int
    source: Source
    office: str
    reasons: tuple[PriorityReason, ...] = ()
    category: str = ""
    needs: tuple[Need, ...] = ()


ASKING: Final = (
    Asking(
        "Sumarni",
        Sex.FEMALE,
        70,
        21,
        Source.REGENCY,
        "Dinas Sosial Kabupaten Kutai Kartanegara",
        (PriorityReason.ELDERLY_ALONE,),
        "LANSIA_TELANTAR",
        (Need.GROUND_FLOOR, Need.NEAR_TOILET),
    ),
    Asking("Tanpa Nama", Sex.MALE, 45, 2, Source.SWEEP, "Satpol PP Kota Samarinda", (PriorityReason.DANGER,)),
    Asking("Nurlela", Sex.FEMALE, 26, 6, Source.HOSPITAL, "RSUD kota", (PriorityReason.PREGNANT,)),
    Asking(
        "Maria Goreti", Sex.FEMALE, 14, 4, Source.POLICE, "Polresta", (PriorityReason.CHILD_ALONE,), "ANAK_TELANTAR"
    ),
    Asking("Suparno", Sex.MALE, 58, 16, Source.REGENCY, "Dinas Sosial Kota Bontang", (PriorityReason.DEADLINE,)),
    Asking("Joko Prasetyo", Sex.MALE, 37, 9, Source.ALONE, "", (), "GELANDANGAN"),
    Asking("Hendrik", Sex.MALE, 51, 30, Source.PUBLIC, "Ketua RT", (), "GELANDANGAN"),
    Asking("Wagiyem", Sex.FEMALE, 66, 28, Source.PUBLIC, "keponakan", (), "LANSIA_TELANTAR"),
)
PAPERS: Final = (
    (Requirement.KTP, RequirementState.THERE, ""),
    (Requirement.KK, RequirementState.ARRANGED, "diurus TKSK"),
    (Requirement.COVER, RequirementState.THERE, ""),
    (Requirement.HEALTH, RequirementState.MISSING, ""),
)


def ask_for_places(work: Work, house: House) -> None:
    """Write down who waits, an offer where a bed is free, and the papers of whoever came last.

    Refused with ``not_allowed`` to whoever may not do each of these acts by itself.
    """
    for right in (Right.INTAKE, Right.ASSIGN_BEDS):
        work.staff.require(right, work.today)
    made = [_ask(work, at, one) for at, one in enumerate(ASKING)]
    for requirement, state, note in PAPERS:
        SetRequirement(applicant_id=made[0], requirement=requirement, state=state, note=note).run(work)
    _offer(work, made[2], ASKING[2])
    WithdrawApplicant(made[6], "Diterima keluarga di Berau.").run(work)
    DeclineApplicant(made[7], DeclinedBy.US, "Memerlukan perawatan rumah sakit; dirujuk kembali.").run(work)
    _sign(work, house)


def _ask(work: Work, at: int, one: Asking) -> str:
    asked_on = work.today - timedelta(days=one.days)
    letter = one.source is not Source.ALONE and bool(one.office)
    return (
        AddApplicant(
            full_name=one.name,
            sex=one.sex,
            birth=str(work.today.year - one.age),
            category=one.category,
            needs_of_place=one.needs,
            source=one.source,
            source_text=one.office,
            letter_number=LETTER.format(no=100 + at, year=asked_on.year) if letter else "",
            letter_on=asked_on if letter else None,
            answer_by=work.today + timedelta(days=5) if PriorityReason.DEADLINE in one.reasons else None,
            asked_on=asked_on,
            reasons=one.reasons,
        )
        .run(work)
        .outcome
    )


def _offer(work: Work, applicant_id: str, one: Asking) -> None:
    """Keep a free bed that suits them, where there is one."""
    board = bed_board(work.session, work.sight, work.night)
    for room in board.rooms:
        if misfits(RoomRule(room.sex, room.age_group), one.sex.value, one.age):
            continue
        for bed in room.beds:
            if bed.kind is BedKind.BED and bed.state is BedState.FREE:
                OfferBed(applicant_id, bed.bed_id, work.night + timedelta(days=2)).run(work)
                return


def _sign(work: Work, house: House) -> None:
    """The papers of whoever came last, signed a day after."""
    living = house.living()
    if not living:
        return
    newest = max(living, key=lambda stay: (stay.admitted, stay.person.number))
    begins: date = newest.admitted
    papers = AdmissionPapers(
        decree_number=f"400.9/{begins.month:02}/UPTD-CONTOH/{begins.year}",
        decree_on=begins,
        contract_on=begins,
        contract_from=begins,
        contract_until=begins + CONTRACT,
        handed_on=begins,
        handed_by="Suryadi, A.Md.",
        handed_office="Dinas Sosial Kota Samarinda",
        received_by="Hendra Saputra",
        things="Tas kain, dua potong baju.",
        remark="Sadar, tenang, luka lecet di lutut kiri.",
    )
    SetAdmissionPapers(person_id=newest.person.person_id, stay_id=newest.stay_id, papers=papers).run(work)
