"""A house with a case conference: somebody proposed to leave, somebody to review, and what is said of both."""

from __future__ import annotations

from dataclasses import dataclass

from shelter_admin.domain.conferences import Conference, ConferenceCase, Outcome, Purpose
from shelter_admin.domain.readiness import Criterion, State
from shelter_admin.operations.cases.agenda import PutOnAgenda, WriteOutcome
from shelter_admin.operations.cases.conferences import AddConference, ConferenceFile
from shelter_admin.operations.readiness import RecordCheck
from tests.operations.readiness_house import Trainee, a_trainee
from tests.operations.residents_house import TODAY, House

PRESENT = "Dra. Ratna Wulandari\nSari Dewi, S.Sos.\nPak Amir"


@dataclass
class Meeting:
    """A conference of today with two people on it."""

    house: House
    conference_id: str
    leaving: Trainee
    other: str

    def file(self) -> Conference:
        return self.house.head.ask(ConferenceFile(self.conference_id))

    def case(self, person_id: str) -> ConferenceCase:
        return next(one for one in self.file().cases if one.person_id == person_id)

    def say(self, person_id: str, outcome: Outcome | None, words: str = "") -> None:
        case = self.case(person_id)
        self.house.head.do(WriteOutcome(case.case_id, case.purpose, case.question, outcome, words))


def a_meeting(house: House, day=TODAY, present: str = PRESENT) -> Meeting:
    """A conference with somebody of whom only the conference and the head are missing, and somebody else."""
    leaving = a_trainee(house, "Nur Santoso")
    house.head.do(RecordCheck(leaving.person_id, Criterion.RECEPTION, State.MET, TODAY))
    other = house.admit("Budi Setiawan").person_id
    add = AddConference(day=day, starts_at="9", place="Ruang rapat", chaired_by="Dra. Ratna Wulandari", present=present)
    conference_id = house.head.do(add).outcome
    house.head.do(PutOnAgenda(conference_id, (leaving.person_id,), Purpose.EXIT, "Siapkah pulang?"))
    house.head.do(PutOnAgenda(conference_id, (other,), Purpose.REVIEW))
    return Meeting(house, conference_id, leaving, other)
