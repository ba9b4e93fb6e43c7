"""What there is of the one who is kept confidential in services and case conferences."""

from __future__ import annotations

from typing import Any

from shelter_admin.domain.conferences import Outcome, Purpose
from shelter_admin.operations.cases.agenda import PutOnAgenda, WriteOutcome
from shelter_admin.operations.cases.conferences import AddConference
from shelter_admin.operations.cases.follow_ups import AskFollowUp
from shelter_admin.operations.services.ticking import GiveService, SayNotNeeded
from tests.operations.residents_house import House


def sat_about(house: House, person_id: str) -> dict[str, Any]:
    """Services ticked, and a conference that speaks about her; tells its id by the field that asks for it."""
    head = house.head
    head.do(GiveService((person_id,), "sandang"))
    head.do(SayNotNeeded(person_id, "permakanan", "Rahayu Tersembunyi memasak sendiri"))
    conference_id = head.do(AddConference(day=head.today, present="Sari")).outcome
    put = PutOnAgenda(conference_id, (person_id,), Purpose.EXIT, "Rahayu Tersembunyi siap?")
    (case_id,) = head.do(put).outcome
    said = "Rahayu Tersembunyi belum siap."
    head.do(WriteOutcome(case_id, Purpose.EXIT, "Rahayu Tersembunyi siap?", Outcome.NOT_YET, said))
    head.do(AskFollowUp(case_id=case_id, what="Menelepon keluarga Rahayu Tersembunyi"))
    return {"conference_id": conference_id}
