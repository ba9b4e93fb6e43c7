"""People of the invented panti who stand in the books twice, and how sure some of what is known of them is."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import Final

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.identity.sexes import Sex
from shelter_admin.domain.leaving import LeavingReason
from shelter_admin.domain.surroundings import FieldQuality
from shelter_admin.operations.demo.life import House, Stay
from shelter_admin.operations.desk import Work
from shelter_admin.operations.residents.identity import EditIdentity
from shelter_admin.operations.residents.intake import AdmitPerson
from shelter_admin.operations.residents.leaving import RecordLeaving
from shelter_admin.operations.residents.linking import DifferentPeople, LinkPeople
from shelter_admin.persistence.people.lookup import the_person

OLD_SPELLING: Final = (("Sy", "Sj"), ("u", "oe"), ("j", "dj"), ("f", "p"), ("y", "j"))
TWICE: Final = 4
STAYED: Final = timedelta(days=70)
BEFORE: Final = timedelta(days=400)


def write_some_twice(work: Work, house: House) -> None:
    """Enter some of the house a second time, as another office spelled them: one linked, one told apart, two open.

    Refused with ``not_allowed`` to whoever may not do each of these acts by itself.
    """
    for right in (Right.INTAKE, Right.RECORD_LEAVING, Right.EDIT_IDENTITY):
        work.staff.require(right, work.today)
    known = [stay for stay in house.living() if _respelled(stay.person.who.name) != stay.person.who.name]
    often = Counter(stay.person.person_id for stay in house.stays)
    known = [
        stay
        for stay in known
        if " " in stay.person.who.name and not stay.person.who.about and often[stay.person.person_id] == 1
    ]
    made = [_earlier(work, stay) for stay in known[:TWICE]]
    if len(made) > 1:
        LinkPeople(known[0].person.person_id, made[0], "Kartu lama dibawa, fotonya sama.").run(work)
        DifferentPeople(known[1].person.person_id, made[1], "Sepupu, kartu keluarganya berbeda.").run(work)
    _say_how_sure(work, house)


def _respelled(name: str) -> str:
    """A name as it was spelled before 1972."""
    for today, before in OLD_SPELLING:
        if today in name:
            return name.replace(today, before, 1)
    return name


def _earlier(work: Work, stay: Stay) -> str:
    who = stay.person.who
    came = stay.admitted - BEFORE
    admitted = AdmitPerson(
        full_name=_respelled(who.name),
        sex=Sex(who.sex),
        birth=f"{who.born:%d-%m-%Y}",
        origin_code=who.town[0],
        admitted_on=came,
    )
    person_id = admitted.run(work).outcome.person_id
    RecordLeaving(person_id, LeavingReason.FAMILY, min(came + STAYED, work.today - timedelta(days=1)), "").run(work)
    return person_id


def _say_how_sure(work: Work, house: House) -> None:
    """Say of the first whose birth is a guess how sure it is, and of one without a NIK that nobody asked yet."""
    guessed = next((stay for stay in house.living() if stay.person.who.about), None)
    without = next((stay for stay in house.living() if stay.person.who.nik is None and stay is not guessed), None)
    said = ((guessed, {"birth": FieldQuality.GUESSED}), (without, {"nik": FieldQuality.NOT_ASKED}))
    for stay, qualities in said:
        if stay is not None:
            person = the_person(work.session, stay.person.person_id)
            EditIdentity(person_id=person.id, version=person.version, qualities=qualities).run(work)
