"""What two people can edit at once about services and case conferences."""

from __future__ import annotations

from datetime import date

from shelter_admin.domain.conferences import Outcome, Purpose
from shelter_admin.operations.cases.agenda import WriteOutcome
from shelter_admin.operations.cases.conferences import ChangeConference, Conferences
from shelter_admin.operations.cases.follow_ups import AskFollowUp, ChangeFollowUp, OpenFollowUps
from shelter_admin.operations.editing import Seen
from shelter_admin.operations.services.ticking import SayNotNeeded
from tests.operations.conference_house import a_meeting
from tests.operations.residents_house import TODAY, House
from tests.operations.services_house import OLD, line, of_kind
from tests.operations.two_people_cases import Case, Prepared


def not_needed(house: House) -> Case:
    person, seen = of_kind(house, "Budi", OLD), Seen({"reason": ""})
    return Case(
        SayNotNeeded(person, "alat_bantu", "berjalan sendiri", seen=seen),
        SayNotNeeded(person, "alat_bantu", "memakai tongkat sendiri", seen=seen),
        [("Why it is not needed", "—", "berjalan sendiri", "memakai tongkat sendiri")],
        lambda: line(house.head, person).stands["alat_bantu"].newest.reason,
        ("berjalan sendiri", "memakai tongkat sendiri"),
    )


def conference(house: House) -> Case:
    meeting = a_meeting(house)
    (shown,) = house.head.ask(Conferences())
    parts = {"starts_at": shown.starts_at, "chaired_by": shown.chaired_by, "present": shown.present}
    seen = Seen({**parts, "day": TODAY, "place": shown.place})
    return Case(
        ChangeConference(conference_id=meeting.conference_id, day=TODAY, place="Aula", **parts, seen=seen),
        ChangeConference(conference_id=meeting.conference_id, day=TODAY, place="Kantor", **parts, seen=seen),
        [("Where it is held", "Ruang rapat", "Aula", "Kantor")],
        lambda: house.head.ask(Conferences())[0].place,
        ("Aula", "Kantor"),
    )


def outcome(house: House) -> Case:
    meeting = a_meeting(house)
    case = meeting.case(meeting.other)
    seen = Seen({"purpose": Purpose.REVIEW, "question": "", "outcome": None, "words": ""})
    return Case(
        WriteOutcome(case.case_id, Purpose.REVIEW, outcome=Outcome.AGREED, seen=seen),
        WriteOutcome(case.case_id, Purpose.REVIEW, outcome=Outcome.NOT_YET, seen=seen),
        [("The conference says", "—", "agreed", "not yet")],
        lambda: meeting.case(meeting.other).outcome,
        (Outcome.AGREED, Outcome.NOT_YET),
    )


def follow_up(house: House) -> Case:
    meeting = a_meeting(house)
    case = meeting.case(meeting.other)
    key = house.head.do(AskFollowUp(case_id=case.case_id, what="Menelepon kakak")).outcome
    seen = Seen({"what": "Menelepon kakak", "who": "", "account_id": None, "due_on": None})
    first, second = date(2026, 12, 1), date(2026, 12, 24)
    return Case(
        ChangeFollowUp(follow_up_id=key, what="Menelepon kakak", due_on=first, seen=seen),
        ChangeFollowUp(follow_up_id=key, what="Menelepon kakak", due_on=second, seen=seen),
        [("To be done by", "—", "01-12-2026", "24-12-2026")],
        lambda: house.head.ask(OpenFollowUps())[0].due_on,
        (first, second),
    )


CASES: tuple[Prepared, ...] = (not_needed, conference, outcome, follow_up)
