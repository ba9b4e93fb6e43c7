"""The driver: a member of staff who acts without pause and tells each act before it begins and once it is acknowledged.

Every act has an instant of its own, so that rows and audit entry of one act are told from those of any other.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from time import sleep
from typing import Any

from sqlalchemy import select

from shelter_admin.domain.errors import Failure, Unavailable
from shelter_admin.domain.presence import Mark
from shelter_admin.domain.training import Attendance, planned
from shelter_admin.operations.beds.places import AssignBed
from shelter_admin.operations.certificates import IssueCertificates, RevokeCertificate
from shelter_admin.operations.desk import Command, Desk, Done
from shelter_admin.operations.presence.gate import ComeIn, GoOut
from shelter_admin.operations.presence.roll_call import Marked, TakeRollCall
from shelter_admin.operations.residents.identity import EditIdentity
from shelter_admin.operations.residents.intake import AdmitPerson, TakeBackIntake
from shelter_admin.operations.training.marks import ClassMark, CloseSession, MarkAttendance
from shelter_admin.persistence.certificates.tables import CertificateTable
from shelter_admin.persistence.people.tables import PersonTable
from shelter_admin.persistence.presence.tables import OutingTable
from tests.chaos.ground import Ground
from tests.operations.residents_house import a_picture
from tests.people import FixedClock

# What must be found afterwards: a table, where, and the values there; no values: no such row.
Fact = tuple[str, dict[str, Any], dict[str, Any] | None]
Tell = Callable[[dict[str, Any]], None]

CLASS_DAYS = planned("12345", date(2026, 9, 7), date(2026, 11, 20), set())
NIGHTS = [date(2026, 11, 20) - timedelta(days=back) for back in range(75)]
PHOTO_EVERY = 6


@dataclass(frozen=True)
class Plan:
    """One act to be done: the rows it writes at least, by table, and what holds once it is acknowledged."""

    kind: str
    command: Command[Any]
    rows: dict[str, int]
    facts: Callable[[Done[Any], datetime], list[Fact]]
    reason: str = ""


@dataclass
class Hand:
    """Chooses acts at random, knowing who is out and who holds a certificate."""

    ground: Ground
    desk: Desk
    clock: FixedClock
    dice: random.Random
    outside: set[str] = field(default_factory=set)
    held: dict[str, str] = field(default_factory=dict)
    taken_in: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Look who is out and who holds a certificate."""
        with self.desk.store.asking() as session:
            self.outside = set(session.scalars(select(OutingTable.person_id).where(OutingTable.in_at.is_(None))))
            valid = select(CertificateTable.enrolment_id, CertificateTable.id).where(
                CertificateTable.revoked_on.is_(None)
            )
            self.held = {row[0]: row[1] for row in session.execute(valid)}

    def plan(self) -> Plan:
        """The next act."""
        kinds = (
            self._gate, self._gate, self._gate, self._move, self._move, self._roll_call, self._close_roll_call,
            self._class, self._class, self._close_class, self._intake, self._intake_back, self._certificate, self._edit,
        )  # fmt: skip
        chosen = self.dice.choice(kinds)
        if chosen in {self._close_roll_call, self._close_class} and self.dice.randrange(4):
            chosen = self._gate  # what is closed takes no more marks: it shall last
        return chosen()

    def _person(self) -> str:
        return self.dice.choice(self.ground.people)

    def _gate(self) -> Plan:
        person = self._person()
        if person in self.outside:

            def came(done: Done[str], now: datetime) -> list[Fact]:
                self.outside.discard(person)
                return [("outing", {"id": done.outcome}, {"person_id": person, "in_at": now.isoformat()})]

            return Plan("in", ComeIn(person), {"outing": 1}, came)

        def went(done: Done[str], now: datetime) -> list[Fact]:
            self.outside.add(person)
            return [("outing", {"id": done.outcome}, {"person_id": person, "in_at": None, "out_at": now.isoformat()})]

        return Plan("out", GoOut(person, "pasar"), {"outing": 1}, went)

    def _move(self) -> Plan:
        person, bed = self._person(), self.dice.choice(self.ground.beds)
        night = self.dice.choice((None, None, self.dice.choice(NIGHTS)))

        def moved(done: Done[str], _now: datetime) -> list[Fact]:
            return [("placement", {"id": done.outcome}, {"bed_id": bed, "person_id": person})]

        return Plan("bed", AssignBed(person, bed, night), {"placement": 1}, moved, "penataan kamar")

    def _roll_call(self) -> Plan:
        chosen = self.dice.sample(self.ground.people, 8)
        marks = tuple(Marked(one, Mark(self.dice.choice("HSA")), self._once()) for one in chosen)

        def marked(done: Done[Any], _now: datetime) -> list[Fact]:
            call = done.outcome.roll_call_id
            return [
                (
                    "roll_call_mark",
                    {"roll_call_id": call, "person_id": one.person_id},
                    {"mark": one.mark.value, "note": one.note},
                )
                for one in marks
            ]

        return Plan("roll-call", TakeRollCall(self.dice.choice(NIGHTS), marks=marks), {"roll_call_mark": 8}, marked)

    def _close_roll_call(self) -> Plan:
        act = TakeRollCall(self.dice.choice(NIGHTS), all_present=True, close=True)
        return Plan(
            "roll-call closed",
            act,
            {"roll_call": 1},
            lambda done, now: [("roll_call", {"id": done.outcome.roll_call_id}, {"closed_at": now.isoformat()})],
        )

    def _class(self) -> Plan:
        chosen = self.dice.sample(self.ground.enrolments, 6)
        marks = tuple(ClassMark(one, self.dice.choice(list(Attendance)), self._once()) for one in chosen)

        def marked(done: Done[None], _now: datetime) -> list[Fact]:
            held = done.what["session_id"]
            return [
                (
                    "attendance_mark",
                    {"session_id": held, "enrolment_id": one.enrolment_id},
                    {"mark": one.mark.value if one.mark else None, "note": one.note},
                )
                for one in marks
            ]

        day = self.dice.choice(CLASS_DAYS)
        return Plan("class", MarkAttendance(self.ground.batch_id, day, marks), {"attendance_mark": 6}, marked)

    def _close_class(self) -> Plan:
        day = self.dice.choice(CLASS_DAYS)

        def closed(_done: Done[None], now: datetime) -> list[Fact]:
            where = {"batch_id": self.ground.batch_id, "day": day.isoformat()}
            return [("class_session", where, {"closed_at": now.isoformat()})]

        act = CloseSession(self.ground.batch_id, day, leave_unmarked=True)
        return Plan("class closed", act, {"class_session": 1}, closed)

    def _intake(self) -> Plan:
        name = f"Baru {self._once()}"
        photo = a_picture(160) if self.dice.randrange(PHOTO_EVERY) == 0 else None
        rows = {"person": 1, "stay": 1} | ({"photo": 1} if photo else {})

        def taken(done: Done[Any], _now: datetime) -> list[Fact]:
            person = done.outcome.person_id
            self.taken_in.append(person)
            return [("person", {"id": person}, {"name": name}), ("stay", {"person_id": person}, {"left_on": None})]

        act = AdmitPerson(full_name=name, remark="x" * self.dice.randrange(500), photo=photo)
        return Plan("intake", act, rows, taken)

    def _intake_back(self) -> Plan:
        if not self.taken_in:
            return self._intake()
        person = self.taken_in.pop()

        def gone(_done: Done[None], _now: datetime) -> list[Fact]:
            return [("person", {"id": person}, None), ("stay", {"person_id": person}, None)]

        return Plan("intake taken back", TakeBackIntake(person), {"history": 2}, gone)

    def _certificate(self) -> Plan:
        enrolment = self.dice.choice(self.ground.graduates)
        if enrolment in self.held:
            certificate = self.held[enrolment]

            def revoked(_done: Done[None], _now: datetime) -> list[Fact]:
                self.held.pop(enrolment, None)
                return [("certificate", {"id": certificate}, {"revoke_reason": "salah nama"})]

            return Plan("revoked", RevokeCertificate(certificate), {"certificate": 1}, revoked, "salah nama")

        def issued(done: Done[Any], _now: datetime) -> list[Fact]:
            (one,) = done.outcome
            self.held[enrolment] = one.certificate_id
            wanted = {"number": one.certificate_no, "code": one.code, "enrolment_id": enrolment}
            return [("certificate", {"id": one.certificate_id}, wanted)]

        return Plan("certificate", IssueCertificates((enrolment,)), {"certificate": 1, "certificate_paper": 1}, issued)

    def _edit(self) -> Plan:
        person, alias = self._person(), f"Alias {self._once()}"
        with self.desk.store.asking() as session:
            version = session.get_one(PersonTable, person).version
        act = EditIdentity(person_id=person, version=version, alias=alias)
        return Plan(
            "edit", act, {"person": 1}, lambda _d, _n: [("person", {"id": person}, {"alias": alias})], "koreksi"
        )

    def _once(self) -> str:
        """Words that no other act writes."""
        return f"{self.clock.now.isoformat()}"


def act_once(hand: Hand, number: int, tell: Tell) -> Failure | None:
    """Do one act at an instant of its own and tell of it; gives the failure it met, if any."""
    hand.clock.forward(milliseconds=1)
    plan, now = hand.plan(), hand.clock.now
    tell({"n": number, "at": now.isoformat(), "kind": plan.kind, "rows": plan.rows})
    try:
        done = hand.desk.do(plan.command, reason=plan.reason)
    except Failure as failure:
        tell({"n": number, "no": type(failure).__name__, "code": failure.code})
        return failure
    tell({"n": number, "yes": plan.facts(done, now)})
    return None


def act_on(ground: Ground, round_no: int, dice: random.Random, tell: Tell, most: int = 100_000) -> None:
    """Sit down and act without end; now and then leave and sit down again, as a switch of shift does."""
    desk, clock = ground.sit_down(ground.instant(round_no))
    hand = Hand(ground, desk, clock, dice)
    for number in range(most):
        if dice.randrange(40) == 0:
            with suppress(Failure):
                desk.close()
            clock.forward(milliseconds=1)
            desk, hand.clock = ground.sit_down(clock.now)
            clock, hand.desk = hand.clock, desk
        act_once(hand, number, tell)
    desk.close()


def _seated(ground: Ground, round_no: int, dice: random.Random) -> Hand:
    """Sit down as soon as the server lets anybody."""
    for again in range(1000):
        try:
            desk, clock = ground.sit_down(ground.instant(round_no) + timedelta(microseconds=again))
            return Hand(ground, desk, clock, dice)
        except Unavailable:
            sleep(0.05)
    raise Unavailable("server_away")


def act_through(ground: Ground, round_no: int, dice: random.Random, tell: Tell) -> None:
    """Act without end at one desk, whatever becomes of the server; what it refuses is told, and tried again later."""
    hand = _seated(ground, round_no, dice)
    for number in range(1_000_000):
        try:
            if act_once(hand, number, tell) is None:
                continue
        except Unavailable as unavailable:  # choosing an act asks questions too
            tell({"question": unavailable.code})
        sleep(0.01)


def teller(write: Callable[[bytes], object]) -> Tell:
    """Tell by lines of JSON."""

    def tell(told: dict[str, Any]) -> None:
        write(json.dumps(told).encode() + b"\n")

    return tell
