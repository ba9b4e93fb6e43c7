"""Incidents with personal data: written down, told within 3 × 24 hours, closed (UU 27/2022 article 46)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any, ClassVar, Final

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.changes import Area, Changes
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.papers import Document
from shelter_admin.domain.privacy.incidents import (
    IncidentDetails,
    Touched,
    WhoIsAffected,
    require_closable,
    require_incident,
)
from shelter_admin.domain.privacy.requests import require_received
from shelter_admin.domain.words import N_
from shelter_admin.operations.certificates.papers import officially
from shelter_admin.operations.desk import Command, Done, Query, Work
from shelter_admin.operations.editing import Edit, Fields, Seen, named, of_row
from shelter_admin.operations.papers import imprint
from shelter_admin.persistence.accounts import names_of_accounts
from shelter_admin.persistence.people.sight import require_in_sight
from shelter_admin.persistence.privacy import incidents

CHANGED: Final = Changes.of(Area.PRIVACY)

WORDS: dict[str, str] = {
    "incident_unknown": N_("This incident is no longer there."),
    "incident_what_missing": N_("Tick which data it was."),
    "incident_how_missing": N_("Write what happened: what, when and how."),
    "incident_handling_missing": N_("Write what was done about it."),
    "incident_not_told": N_("First write down when the people and the authority were told."),
    "incident_closed": N_("This incident is closed and stays as it is."),
    "account_not_chosen": N_("Choose the account."),
    "told_in_future": N_("The day {day} has not come."),
    "told_too_early": N_("The day {day} is before the incident was found."),
}


LABELS: Final = {
    "what": N_("Which data"),
    "happened": N_("When and how it happened"),
    "handling": N_("What is done about it"),
}


class Told(StrEnum):
    """Who is told about an incident."""

    PEOPLE = "people"
    AUTHORITY = "authority"


@dataclass(frozen=True)
class Incidents(Query[tuple[IncidentDetails, ...]]):
    """Every incident, the newest first, with the people affected."""

    needs: ClassVar[Right] = Right.RECORD_INCIDENT

    @override
    def run(self, work: Work) -> tuple[IncidentDetails, ...]:
        return tuple(incidents.incidents(work.session, work.sight))


@dataclass(frozen=True)
class AccountsNamed(Query[tuple[tuple[str, str], ...]]):
    """Every account by its id with the name of who holds it, for asking the log whom it looked at."""

    needs: ClassVar[Right] = Right.RECORD_INCIDENT

    @override
    def run(self, work: Work) -> tuple[tuple[str, str], ...]:
        names = names_of_accounts(work.session)
        return tuple(sorted(names.items(), key=lambda item: item[1].casefold()))


@dataclass(frozen=True)
class RecordIncident(Command[str]):
    """Write a new incident down; the term to tell it runs from when it was found."""

    needs: ClassVar[Right] = Right.RECORD_INCIDENT
    name: ClassVar[str] = N_("incident with personal data")

    what: tuple[Touched, ...]
    happened: str = field(default="", repr=False)
    handling: str = field(default="", repr=False)
    found_at: datetime | None = None

    @override
    def run(self, work: Work) -> Done[str]:
        require_incident(self.what, self.happened, self.handling)
        found_at = self.found_at or work.now
        require_received(found_at, work.now)
        made = incidents.add(work.session, found_at, self.what, self.happened.strip(), self.handling.strip())
        return Done(CHANGED, made, what={"incident_id": made})


@dataclass(frozen=True)
class EditIncident(Edit[None]):
    """Go on writing an open incident down; who changed the same field meanwhile is met first."""

    needs: ClassVar[Right] = Right.RECORD_INCIDENT
    name: ClassVar[str] = N_("change an incident")

    incident_id: str
    what: tuple[Touched, ...]
    happened: str = field(default="", repr=False)
    handling: str = field(default="", repr=False)

    @override
    def run(self, work: Work) -> Done[None]:
        require_incident(self.what, self.happened, self.handling)
        row = incidents.open_incident(work.session, self.incident_id)
        before = as_shown(tuple(Touched(one) for one in row.what), row.happened, row.handling)
        mine = as_shown(self.what, self.happened.strip(), self.handling.strip())
        agreed = self.agree(work, Fields(named(LABELS), of_row(work.session, row)), mine, before)
        row.what = [one.value for one in agreed["what"]]
        row.happened, row.handling = agreed["happened"], agreed["handling"]
        return Done(CHANGED, undo=EditIncident(row.id, **before, seen=Seen(agreed)))


def as_shown(what: tuple[Touched, ...], happened: str, handling: str) -> dict[str, Any]:
    """An incident by the fields of its form."""
    return {"what": tuple(sorted(what)), "happened": happened, "handling": handling}


@dataclass(frozen=True)
class ListAffected(Command[int]):
    """Say whose data an incident touched, in place of who stood there; tells how many.

    From the log: everybody an account acted on or looked at from ``since`` on.
    """

    needs: ClassVar[Right] = Right.RECORD_INCIDENT
    name: ClassVar[str] = N_("list of people affected by an incident")

    incident_id: str
    who: WhoIsAffected
    person_ids: tuple[str, ...] = ()
    account_id: str = ""
    since: date | None = None

    @override
    def run(self, work: Work) -> Done[int]:
        incidents.open_incident(work.session, self.incident_id)
        people = self._people(work)
        before = incidents.set_affected(work.session, self.incident_id, people)
        undo = ListAffected(self.incident_id, WhoIsAffected.NAMED, before)
        return Done(CHANGED, len(people), undo=undo, what={"affected": len(people)})

    def _people(self, work: Work) -> list[str]:
        if self.who is WhoIsAffected.NAMED:
            for person_id in self.person_ids:
                require_in_sight(work.session, work.sight, person_id)
            return list(self.person_ids)
        if self.who is WhoIsAffected.SEEN_BY:
            if self.account_id not in names_of_accounts(work.session):
                raise Refused("account_not_chosen", field="account_id")
            since = datetime.combine(self.since or work.today, time(0, 0), work.panti.zone.offset)
            return incidents.seen_by_account(work.session, self.account_id, since)
        return incidents.everybody(work.session, in_house=self.who is WhoIsAffected.IN_HOUSE)


@dataclass(frozen=True)
class NoteTold(Command[None]):
    """Write down on which day the people, or the authority, were told in writing."""

    needs: ClassVar[Right] = Right.RECORD_INCIDENT
    name: ClassVar[str] = N_("note that an incident was told")

    incident_id: str
    told: Told
    on_day: date | None = None

    @override
    def run(self, work: Work) -> Done[None]:
        row = incidents.open_incident(work.session, self.incident_id)
        day = self.on_day or work.today
        if day > work.today:
            raise Refused("told_in_future", field="on_day", day=day)
        if day < work.panti.day_of(row.found_at):
            raise Refused("told_too_early", field="on_day", day=day)
        if self.told is Told.PEOPLE:
            row.told_people_on = day
        else:
            row.told_authority_on = day
        return Done(CHANGED)


@dataclass(frozen=True)
class CloseIncident(Command[None]):
    """Close an incident that was told and dealt with; it stays as it is from then on."""

    needs: ClassVar[Right] = Right.RECORD_INCIDENT
    name: ClassVar[str] = N_("close an incident")

    incident_id: str

    @override
    def run(self, work: Work) -> Done[None]:
        row = incidents.open_incident(work.session, self.incident_id)
        found = incidents.incident(work.session, work.sight, self.incident_id)
        require_closable(found)
        row.closed_at, row.closed_by = work.now, work.staff.account_id
        return Done(CHANGED, about=tuple(one.person_id for one in found.affected))


@dataclass(frozen=True)
class PrintIncident(Query[Document]):
    """The written notice to those affected or to the authority, with the three things the law asks for."""

    needs: ClassVar[Right] = Right.RECORD_INCIDENT
    sensitive: ClassVar[bool] = True
    name: ClassVar[str] = N_("print the notice of an incident")

    incident_id: str
    told: Told = Told.AUTHORITY

    @override
    def run(self, work: Work) -> Document:
        from shelter_admin.reports.incident_notice import incident_notice

        found = incidents.incident(work.session, work.sight, self.incident_id)
        work.shown.extend(one.person_id for one in found.affected)
        with officially(work.panti):
            return incident_notice(found, imprint(work), work.panti, to_people=self.told is Told.PEOPLE)
