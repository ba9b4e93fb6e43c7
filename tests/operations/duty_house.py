"""What a shift leaves behind about one resident: an occurrence, a medicine, a thing in keeping, a note handed over."""

from __future__ import annotations

from datetime import time
from typing import Any

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.occurrences import OccurrenceKind
from shelter_admin.operations.duty.belongings import KeepBelonging
from shelter_admin.operations.duty.handover import HandOver, HandoverOf
from shelter_admin.operations.duty.medication import AddMedication
from shelter_admin.operations.duty.occurrences import RecordOccurrence
from tests.operations.residents_house import House

EVERY_HOUR = tuple(time(hour) for hour in range(0, 24, 2))


def duty_of(house: House, person_id: str) -> dict[str, Any]:
    """Write down something of everything, and hand the shift over; gives what questions about it are asked with."""
    head = house.head
    told = RecordOccurrence(OccurrenceKind.FIGHT, "Berselisih di ruang makan.", people=((person_id, "korban"),))
    occurrence_id = head.do(told).outcome
    medicine = AddMedication(person_id, "Amlodipin", EVERY_HOUR, head.today, carer_note="sesudah makan")
    house.desk(Role.KESEHATAN).do(medicine)
    head.do(KeepBelonging(person_id, "Dompet"))
    running = head.ask(HandoverOf()).line.time
    head.do(HandOver(running.day, running.shift, "aman"))
    return {"occurrence_id": occurrence_id, "handed": (running.day, running.shift)}
