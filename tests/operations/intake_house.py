"""Applicants for tests: a house with rooms and people, and letters that ask for a place."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from shelter_admin.domain.arrivals import Source
from shelter_admin.domain.identity.sexes import Sex
from shelter_admin.domain.waiting_list import Applicant, Offer
from shelter_admin.operations.desk import Desk
from shelter_admin.operations.intake.applicants import AddApplicant, LinkApplicant
from shelter_admin.operations.intake.asking import ApplicantFileOf, WaitingListNow
from shelter_admin.operations.intake.offering import OfferBed
from tests.operations.residents_house import House

LETTER = "460/118/Dinsos-Kukar/XI/2026"


def refer(house: House, full_name: str = "Sumarni", **typed: Any) -> str:
    """Somebody referred by a regency's office, by letter."""
    letter = {
        "sex": Sex.FEMALE,
        "birth": "1958",
        "source": Source.REGENCY,
        "source_text": "Dinsos Kutai Kartanegara",
        "letter_number": LETTER,
        "letter_on": house.head.today - timedelta(days=2),
    }
    return house.head.do(AddApplicant(full_name=full_name, **{**letter, **typed})).outcome


def waiting(desk: Desk, *, settled: bool = False) -> list[Applicant]:
    return list(desk.ask(WaitingListNow(settled)).applicants)


def file_of(desk: Desk, applicant_id: str) -> Applicant:
    return desk.ask(ApplicantFileOf(applicant_id)).applicant


def offer_of(house: House, applicant_id: str) -> Offer:
    offer = file_of(house.head, applicant_id).offer
    assert offer is not None
    return offer


def in_days(house: House, days: int) -> date:
    return house.head.today + timedelta(days=days)


def secret_applicants(house: House, gone: str, nik: str) -> str:
    """Somebody confidential who asks for a place and has a bed kept; and one known by a file that is kept secret."""
    head = house.head
    secret: dict[str, Any] = {
        "birth": "12-07-2007",
        "origin": "Desa Pelarian",
        "nik": nik,
        "source_text": "Desa Pelarian",
    }
    made = head.do(AddApplicant(full_name="Rahayu Tersembunyi", category="KORBAN_KEKERASAN", **secret)).outcome
    head.do(OfferBed(made, house.beds["Melati 2/2"], head.today + timedelta(days=20)))
    linked = head.do(AddApplicant(full_name="Kartini Kerahasiaan", alias="Ayu Sembunyikan", **secret)).outcome
    head.do(LinkApplicant(linked, gone))
    return made
