"""Duty in the invented panti: shifts handed over, what happened lately, diets, medicines, things in keeping."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any, Final

from sqlalchemy import select

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.occurrences import OccurrenceKind
from shelter_admin.domain.progress import UNWATCHED
from shelter_admin.domain.shifts import found_to_plain, shift_at, shift_before
from shelter_admin.operations.demo.life import House, Stay
from shelter_admin.operations.desk import Work
from shelter_admin.operations.duty.belongings import GiveBack, KeepBelonging
from shelter_admin.operations.duty.occurrences import CloseOccurrence, RecordOccurrence
from shelter_admin.persistence.duty.shift_facts import collect
from shelter_admin.persistence.duty.tables import MedicationTable, ShiftHandoverTable
from shelter_admin.persistence.people.tables import HealthTable
from shelter_admin.persistence.residents.moving_in import add_rows

SHIFTS: Final = 9
DIETS: Final = ("Rendah garam", "Rendah gula", "Rendah garam", "Lunak", "Tanpa santan")
MEDICINES: Final = (
    ("Amlodipin 5 mg", "1 tablet", ["07:00"], "Sesudah makan pagi"),
    ("Metformin 500 mg", "1 tablet", ["07:00", "13:00", "18:00"], "Bersama makan"),
    ("Salep mata", "tipis", ["13:00", "21:00"], "Cuci tangan dahulu"),
)
KEPT: Final = (
    ("Telepon genggam", 1, "Brankas kantor", False),
    ("Dompet dengan uang Rp150.000", 1, "Brankas kantor", False),
    ("Kartu keluarga (asli)", 1, "Lemari berkas 2", False),
    ("Perhiasan imitasi", 2, "Brankas kantor", True),
)
HAPPENED: Final = (
    (OccurrenceKind.FIGHT, "Dua penghuni berselisih memperebutkan giliran mencuci, dilerai petugas.", "Tempat cuci", 1,
     "Keduanya diajak bicara bersama pengasuh.", "Bicara lagi dengan keduanya, oleh pekerja sosial", 0),
    (OccurrenceKind.INJURY, "Terpeleset di kamar mandi, luka lecet di siku.", "Wisma Melati", 2,
     "Luka dibersihkan dan diberi plester.", "", None),
    (OccurrenceKind.THEFT, "Sandal dan handuk hilang dari rak.", "Wisma Mawar", 9, "Barang ditemukan di jemuran.", "",
     None),
    (OccurrenceKind.VISITOR, "Seorang tamu berteriak dan menolak menulis buku tamu.", "Gerbang", 16,
     "Tamu diminta pulang; Dinas Sosial diberi tahu.", "", None),
)  # fmt: skip
REMARKS: Final = (
    "Aman, tidak ada yang khusus.",
    "Kran kamar mandi Melati bocor, sudah ditutup.",
    "Kunci gudang di laci.",
)


def keep_watch(work: Work, house: House, officers: Sequence[str], until: datetime) -> None:
    """Write down what the last shifts leave behind; without two officers no shift is handed over.

    Refused with ``not_allowed`` to whoever may not do each of these acts by itself.
    """
    for right in (Right.HAND_OVER_SHIFT, Right.RECORD_OCCURRENCE, Right.MARK_GATE):
        work.staff.require(right, work.today)
    living = sorted(house.living(), key=lambda stay: (stay.admitted, stay.person.number))
    _care(work, living)
    for at, (what, count, where, back) in enumerate(KEPT):
        if at < len(living):
            _keep(work, living[at], (what, count, where), back=back)
    _happened(work, living, until)
    if len(set(officers)) == 2:
        _shifts(work, officers, until)


def _care(work: Work, living: Sequence[Stay]) -> None:
    """Some diets, and medicines at their hours."""
    known = {row.person_id: row for row in work.session.scalars(select(HealthTable))}
    new: list[dict[str, Any]] = []
    for stay, diet in zip(living[1::3], DIETS, strict=False):
        person_id = stay.person.person_id
        if person_id in known:
            known[person_id].diet = diet
        else:
            new.append({"person_id": person_id, "alert": "", "diet": diet, "details": "", "attention": False})
    add_rows(work.session, HealthTable, new)
    given = [
        {
            "person_id": stay.person.person_id,
            "medicine": medicine,
            "dose": dose,
            "hours": hours,
            "carer_note": note,
            "from_day": max(stay.admitted, work.today - timedelta(days=20)),
            "until_day": None,
            "note": "",
        }
        for stay, (medicine, dose, hours, note) in zip(living[1::3], MEDICINES, strict=False)
    ]
    add_rows(work.session, MedicationTable, given)


def _keep(work: Work, stay: Stay, thing: tuple[str, int, str], *, back: bool) -> None:
    came = max(stay.admitted, work.today - timedelta(days=30))
    then = replace(work, now=min(work.now, work.panti.instant(came, time(10, 0))), progress=UNWATCHED)
    kept = KeepBelonging(stay.person.person_id, *thing).run(then).outcome
    if back:
        GiveBack(stay.person.person_id, (kept,), "Yang bersangkutan").run(work)


def _happened(work: Work, living: Sequence[Stay], until: datetime) -> None:
    """What happened lately; the newest still waits for its follow-up, the others are closed."""
    for at, (kind, what, place, ago, handling, follow_up, days) in enumerate(HAPPENED):
        then = replace(work, now=until - timedelta(days=ago, hours=3), progress=UNWATCHED)
        by = work.today + timedelta(days=days) if days is not None else None
        here = [stay for stay in living if stay.admitted < then.today][2 * at : 2 * at + 2]
        people = tuple((stay.person.person_id, part) for stay, part in zip(here, ("terlibat", "saksi"), strict=False))
        made = RecordOccurrence(kind, what, None, place, handling, follow_up, by, people).run(then).outcome
        if by is None:
            CloseOccurrence(made).run(replace(then, now=then.now + timedelta(hours=2)))


def _shifts(work: Work, officers: Sequence[str], until: datetime) -> None:
    """The last shifts signed by both in turn; the newest waits for who takes over."""
    time_of = shift_before(work.panti, shift_at(work.panti, until))
    made: list[dict[str, Any]] = []
    for at in range(SHIFTS):
        handed, taken = (officers[0], officers[1]) if at % 2 == 0 else (officers[1], officers[0])
        signed = at > 0
        made.append(
            {
                "day": time_of.day,
                "shift": time_of.shift.value,
                "found": found_to_plain(collect(work.session, work.panti, time_of, time_of.ends)),
                "words": REMARKS[at % len(REMARKS)],
                "handed_by": handed,
                "handed_at": time_of.ends - timedelta(minutes=10),
                "taken_by": taken if signed else None,
                "taken_at": time_of.ends - timedelta(minutes=2) if signed else None,
            }
        )
        time_of = shift_before(work.panti, time_of)
    add_rows(work.session, ShiftHandoverTable, made)
