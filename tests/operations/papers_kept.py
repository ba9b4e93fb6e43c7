"""Family, scans and papers asked for of somebody, for houses in which they must stay unseen."""

from __future__ import annotations

from typing import Any

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.departures.arranging import Arrangement, Reception
from shelter_admin.domain.departures.handing import HandedKind, Item
from shelter_admin.domain.documents import DocumentKind
from shelter_admin.domain.family import Relation
from shelter_admin.domain.papers_asked import Paper
from shelter_admin.operations.departures.arranging import ArrangeDeparture
from shelter_admin.operations.departures.asking import DepartureFileOf
from shelter_admin.operations.departures.handing import HandOverThings, RecordSaving
from shelter_admin.operations.residents import ResidentList
from shelter_admin.operations.residents.documents import AddDocument, AddHealthDocument
from shelter_admin.operations.residents.family import AddRelative
from shelter_admin.operations.residents.papers_asked import AskPapers
from tests.operations.residents_house import House, a_picture


def papers_of(house: House, person_id: str, name: str) -> dict[str, Any]:
    """Give somebody a family in the house and outside, scans and a paper asked for; tells what they are called."""
    head = house.head
    brother = next(line.person_id for line in head.ask(ResidentList()) if line.name == "Budi Santoso")
    head.do(AddRelative(person_id=brother, other_id=person_id, relation=Relation.SIBLING, emergency=True))
    aunt = AddRelative(
        person_id=person_id, full_name=f"Bibi {name}", relation=Relation.AUNT_UNCLE, phone="0812 3456 7890",
        emergency=True,
    )  # fmt: skip
    head.do(aunt)
    scan = AddDocument(
        person_id=person_id, scan=a_picture(70), kind=DocumentKind.KTP, title=name, expires_on=head.today
    )
    medical = AddHealthDocument(person_id=person_id, scan=a_picture(80), kind=DocumentKind.MEDICAL, title=name)
    stay_id = head.ask(DepartureFileOf(person_id)).line.stay_id
    leaving = Arrangement(reception=Reception.FAMILY, receiver=name, plan=name, termination_number="1")
    head.do(ArrangeDeparture(person_id=person_id, stay_id=stay_id, arrangement=leaving))
    head.do(RecordSaving(person_id, 50_000, note=name))
    tools = HandOverThings(person_id=person_id, kind=HandedKind.TOOLS, items=(Item("Gunting"),), received_by=name)
    return {
        "handover_id": head.do(tools).outcome,
        "brother_id": brother,
        "document_id": head.do(scan).outcome,
        "health_document_id": house.desk(Role.KESEHATAN).do(medical).outcome,
        "chase_ids": head.do(AskPapers(person_id, (Paper.NIK,), asked_by=name)).outcome,
    }
