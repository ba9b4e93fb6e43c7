"""Incidents with personal data: their term, who is affected, the written notices; a closed one stays as it is."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import delete, update

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.privacy.incidents import Touched, WhoIsAffected
from shelter_admin.domain.privacy.requests import RequestKind
from shelter_admin.domain.today import TaskKind
from shelter_admin.operations.editing import Seen
from shelter_admin.operations.privacy.incidents import (
    CloseIncident,
    EditIncident,
    Incidents,
    ListAffected,
    NoteTold,
    PrintIncident,
    RecordIncident,
    Told,
    as_shown,
)
from shelter_admin.operations.privacy.my_data import PrintMyData
from shelter_admin.operations.privacy.requests import RecordRequest
from shelter_admin.operations.residents import ResidentDetailsOf
from shelter_admin.operations.today import TodayNow
from shelter_admin.persistence.privacy.tables import IncidentPersonTable
from tests.operations.privacy_house import refusal_of, said_on
from tests.operations.residents_house import TODAY

STOLEN = "Laptop kantor dicuri pada malam 20 November dari ruang tata usaha."


def an_incident(house, handling="") -> str:
    made: str = house.head.do(RecordIncident((Touched.IDENTITY, Touched.HEALTH), STOLEN, handling)).outcome
    return made


def the_incident(house):
    return house.head.ask(Incidents())[0]


def test_that_an_incident_says_what_data_and_how_and_is_to_be_told_in_72_hours(house):
    assert refusal_of(house.head, RecordIncident((), STOLEN)) == "incident_what_missing"
    assert refusal_of(house.head, RecordIncident((Touched.PHOTO,), " ")) == "incident_how_missing"
    an_incident(house)
    found = the_incident(house)
    assert (found.due_at, found.overdue(house.clock.now)) == (house.clock.now + timedelta(hours=72), False)
    assert found.overdue(house.clock.now + timedelta(hours=73))


def test_that_the_affected_are_everybody_here_or_ever_or_who_an_account_looked_at(house):
    people = [house.admit(name).person_id for name in ("Siti Aminah", "Budi Raharjo", "Nur Hidayat")]
    incident_id = an_incident(house)
    worker = house.desk(Role.PEKERJA_SOSIAL)
    worker.ask(ResidentDetailsOf(people[1]))
    assert house.head.do(ListAffected(incident_id, WhoIsAffected.IN_HOUSE)).outcome == 3
    seen = ListAffected(incident_id, WhoIsAffected.SEEN_BY, account_id=worker.staff.account_id, since=TODAY)
    assert refusal_of(house.head, ListAffected(incident_id, WhoIsAffected.SEEN_BY)) == "account_not_chosen"
    assert house.head.do(seen).outcome == 1
    assert [one.person_id for one in the_incident(house).affected] == [people[1]]
    house.head.undo()
    assert len(the_incident(house).affected) == 3
    house.head.do(ListAffected(incident_id, WhoIsAffected.NAMED, (people[0],)))
    assert [one.name for one in the_incident(house).affected] == ["Siti Aminah"]
    assert refusal_of(house.head, ListAffected(incident_id, WhoIsAffected.NAMED, ("nobody",))) == "person_unknown"
    assert house.head.do(ListAffected(incident_id, WhoIsAffected.EVERYBODY)).outcome == 3


def test_that_it_closes_only_once_dealt_with_and_told_and_then_stays(house):
    person = house.admit("Siti Aminah").person_id
    incident_id = an_incident(house)
    house.head.do(ListAffected(incident_id, WhoIsAffected.IN_HOUSE))
    assert refusal_of(house.head, CloseIncident(incident_id)) == "incident_handling_missing"
    handled = EditIncident(incident_id, (Touched.IDENTITY,), STOLEN, "Kata sandi diganti, polisi diberi tahu.")
    house.head.do(handled)
    assert refusal_of(house.head, CloseIncident(incident_id)) == "incident_not_told"
    assert refusal_of(house.head, NoteTold(incident_id, Told.PEOPLE, TODAY + timedelta(days=1))) == "told_in_future"
    assert refusal_of(house.head, NoteTold(incident_id, Told.PEOPLE, TODAY - timedelta(days=9))) == "told_too_early"
    house.head.do(NoteTold(incident_id, Told.PEOPLE))
    house.head.do(NoteTold(incident_id, Told.AUTHORITY))
    house.head.do(CloseIncident(incident_id))
    for act in (handled, CloseIncident(incident_id), ListAffected(incident_id, WhoIsAffected.NAMED)):
        assert refusal_of(house.head, act) == "incident_closed"
    with pytest.raises(Refused, match="incident_closed"), house.writing() as session:
        session.execute(delete(IncidentPersonTable))
    another = an_incident(house)
    house.head.do(ListAffected(another, WhoIsAffected.IN_HOUSE))
    moved = update(IncidentPersonTable).where(IncidentPersonTable.incident_id == another)
    with pytest.raises(Refused, match="incident_closed"), house.writing() as session:
        session.execute(moved.values(incident_id=incident_id))
    assert "Insiden" in said_on(house.head.ask(PrintMyData(person)))


def test_that_the_notice_names_the_affected_to_the_authority_and_to_nobody_else(house):
    house.admit("Siti Aminah")
    incident_id = an_incident(house)
    house.head.do(ListAffected(incident_id, WhoIsAffected.IN_HOUSE))
    to_authority = said_on(house.head.ask(PrintIncident(incident_id)))
    to_people = said_on(house.head.ask(PrintIncident(incident_id, Told.PEOPLE)))
    assert "Siti Aminah" in to_authority
    assert "Siti Aminah" not in to_people
    for word in ("Laptop kantor", "Pasal 46", "kesehatan"):
        assert word in to_authority, word
        assert word in to_people, word


def test_that_the_day_asks_who_may_act_to_answer_requests_and_tell_incidents(house):
    person = house.admit("Siti Aminah").person_id
    house.head.do(RecordRequest(person, RequestKind.ACCESS))
    house.clock.forward(hours=1)
    house.head.do(RecordRequest(person, RequestKind.CORRECTION))
    an_incident(house)
    wanted = {TaskKind.DATA_REQUEST, TaskKind.INCIDENT_TO_TELL}
    tasks = {task.kind: task for task in house.head.ask(TodayNow()).tasks if task.kind in wanted}
    assert tasks[TaskKind.DATA_REQUEST].count == 2
    assert tasks[TaskKind.DATA_REQUEST].since == house.clock.now + timedelta(hours=71)
    assert tasks[TaskKind.INCIDENT_TO_TELL].since == house.clock.now + timedelta(hours=72)
    for role in (Role.PEKERJA_SOSIAL, Role.PIKET):
        assert not wanted & {task.kind for task in house.desk(role).ask(TodayNow()).tasks}


def test_that_two_who_change_the_same_words_of_an_incident_meet_and_other_fields_do_not(house):
    incident_id = an_incident(house)
    shown = as_shown((Touched.IDENTITY, Touched.HEALTH), STOLEN, "")
    what = (Touched.IDENTITY, Touched.HEALTH)
    office = house.desk(Role.TATA_USAHA)
    office.do(EditIncident(incident_id, what, STOLEN, "Polisi diberi tahu.", seen=Seen(shown)))
    house.head.do(EditIncident(incident_id, (*what, Touched.PHOTO), STOLEN, "", seen=Seen(shown)))
    assert (the_incident(house).handling, len(the_incident(house).what)) == ("Polisi diberi tahu.", 3)
    mine = EditIncident(incident_id, (*what, Touched.PHOTO), STOLEN, "Disk dikunci.", seen=Seen(shown))
    assert refusal_of(house.head, mine) == "changed_by_other"
