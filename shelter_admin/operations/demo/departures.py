"""Leaving in the invented panti: tools of the trades, savings, some who are about to leave, visits to who left."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from sqlalchemy import select

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.departures.arranging import ALWAYS_ASKED, Arrangement, PickupPaper, Reception
from shelter_admin.domain.departures.handing import HandedKind, Item
from shelter_admin.operations.demo.life import House, Stay
from shelter_admin.operations.departures.arranging import ArrangeDeparture
from shelter_admin.operations.departures.handing import HandOverThings, PayOutSavings, RecordSaving
from shelter_admin.operations.departures.kits import SetKit
from shelter_admin.operations.desk import Work
from shelter_admin.persistence.departures import handing, visits
from shelter_admin.persistence.people.tables import StayTable

EVERY: Final = 3
"""Those whose day of leaving is noted, as ``expected`` has them."""
VISITED_AFTER: Final = timedelta(days=60)
SAVERS: Final = 9
TOOLS: Final = (
    Item("Tas perkakas", 1, "buah", 150_000),
    Item("Seragam kerja", 1, "setel", 120_000),
)
OF_TRADE: Final = {
    "Menjahit": (
        Item("Mesin jahit portabel", 1, "unit", 1_750_000),
        Item("Gunting kain", 1, "buah", 85_000),
        Item("Pita ukur dan rader", 1, "set", 40_000),
        Item("Benang jahit", 12, "gulung", 3_500),
    ),
    "Otomotif": (Item("Kunci pas 8-24 mm", 1, "set", 320_000), Item("Dongkrak botol", 1, "buah", 275_000)),
}


def see_off(work: Work, house: House) -> None:
    """Write down what is arranged, saved and handed over, and plan the visits to who left lately.

    Refused with ``not_allowed`` to whoever may not do each of these acts by itself.
    """
    for right in (Right.RECORD_LEAVING, Right.RECORD_SAVINGS, Right.EDIT_PROGRAMS):
        work.staff.require(right, work.today)
    for kit in handing.kits(work.session):
        SetKit(kit.program_id, OF_TRADE.get(kit.program, TOOLS)).run(work)
    living = sorted(house.living(), key=lambda stay: (stay.admitted, stay.stay_id))
    _save(work, living)
    leaving = living[::EVERY]
    for stay, one in zip(leaving, _arrangements(work), strict=False):
        ArrangeDeparture(person_id=stay.person.person_id, stay_id=stay.stay_id, arrangement=one).run(work)
    _hand_over(work, leaving[:1])
    _plan_visits(work)


def _save(work: Work, living: Sequence[Stay]) -> None:
    """Wages of the workshop put aside, and a little taken out."""
    for at, stay in enumerate(living[:SAVERS]):
        for days, amount, note in ((45, 60_000 + 15_000 * at, "upah hasil karya"), (16, 40_000, "upah hasil karya")):
            day = work.today - timedelta(days=days)
            if day >= stay.admitted:
                RecordSaving(stay.person.person_id, amount, day, note).run(work)
        if work.today - timedelta(days=16) >= stay.admitted and at % 2:
            RecordSaving(stay.person.person_id, -25_000, work.today - timedelta(days=3), "keperluan pribadi").run(work)


def _arrangements(work: Work) -> tuple[Arrangement, ...]:
    """One family that takes its own back, one that refuses, one institution, one about which little is known."""
    today = work.today
    return (
        Arrangement(
            planned_on=today + timedelta(days=6),
            reception=Reception.FAMILY,
            receiver="Rohana Sulastri",
            receiver_relation="bibi",
            receiver_address="Jl. Gatot Subroto Gg. 4 No. 12",
            receiver_phone="0812-5550-1234",
            region="Kota Bontang",
            surveyed_on=today - timedelta(days=12),
            surveyed_by="Maria Lencau",
            survey_willing=True,
            survey_words="Rumah layak, ada kamar sendiri, keluarga siap menerima.",
            pickup_papers=(*ALWAYS_ASKED[:3], PickupPaper.DINSOS),
            dinsos="Dinas Sosial Kota Bontang",
            dinsos_told_on=today - timedelta(days=2),
            dinsos_letter="400.9/118/2026",
            plan="Bekerja pada penjahit di dekat rumah, kontrol bulanan di puskesmas.",
        ),
        Arrangement(
            reception=Reception.FAMILY,
            receiver="Karel Lencau",
            receiver_relation="kakak",
            region="Kabupaten Kutai Kartanegara",
            surveyed_on=today - timedelta(days=5),
            surveyed_by="Maria Lencau",
            survey_willing=False,
            survey_words="Rumah sempit dan penuh, keluarga belum sanggup menerima.",
        ),
        Arrangement(
            planned_on=today + timedelta(days=20),
            reception=Reception.INSTITUTION,
            receiver="UPTD PSTW Nirwana Puri",
            region="Kota Samarinda",
        ),
        Arrangement(reception=Reception.ORIGIN, region="Kabupaten Berau"),
    )


def _hand_over(work: Work, leaving: Sequence[Stay]) -> None:
    """Tools and a part of the savings of who leaves first."""
    for stay in leaving:
        person_id = stay.person.person_id
        for enrolment_id, kit in handing.kits_of_stay(work.session, stay.stay_id)[:1]:
            HandOverThings(
                person_id=person_id,
                kind=HandedKind.TOOLS,
                items=kit.items,
                received_by=stay.person.who.name,
                witness="Yusuf Arifin",
                enrolment_id=enrolment_id,
            ).run(work)
        there = sum(amount for _day, amount in handing.entries_of(work.session, person_id))
        if there:
            PayOutSavings(person_id=person_id, amount=there // 2, received_by=stay.person.who.name).run(work)


def _plan_visits(work: Work) -> None:
    """The first visit to everybody who left lately, as leaving itself plans it."""
    query = select(StayTable).where(
        StayTable.leave_reason.is_not(None), StayTable.left_on >= work.today - VISITED_AFTER
    )
    for stay in work.session.scalars(query).all():
        visits.plan_first(work.session, stay, work.panti.settings.aftercare_days)
