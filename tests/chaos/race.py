"""Everybody at once: the same beds, the same numbers, the same roll-calls, the same person.

On a server eight processes act, each with a store of its own. A file has one writing program: there eight desks act
in eight threads on one store, and apart from that eight processes queue for the lock.
"""

from __future__ import annotations

import json
import os
import random
import threading
import traceback
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from datetime import date, timedelta
from time import monotonic, sleep
from typing import Any

from sqlalchemy import func, select

from shelter_admin.domain.errors import Failure, Refused
from shelter_admin.operations.beds.places import AssignBed, LeaveBed
from shelter_admin.operations.certificates import IssueCertificates, RevokeCertificate
from shelter_admin.operations.desk import Command, Desk
from shelter_admin.operations.presence.roll_call import TakeRollCall
from shelter_admin.operations.residents.identity import EditIdentity
from shelter_admin.persistence.certificates.tables import CertificateTable
from shelter_admin.persistence.checks import COUNTED
from shelter_admin.persistence.people.tables import PersonTable
from shelter_admin.persistence.presence.tables import RollCallTable
from tests.chaos.ground import ADMITTED, Ground
from tests.chaos.looking import check_faults
from tests.chaos.outcomes import Outcome
from tests.people import FixedClock

RACERS = 8
NIGHTS = [ADMITTED + timedelta(days=day) for day in range(80)]
# What a rule or a busy store may say; anything else is no clean refusal.
CLEAN = frozenset(
    (
        "bed_taken", "person_in_two_beds", "bed_already_theirs", "bed_before_admission", "not_entitled",
        "has_certificate", "certificate_revoked", "roll_call_closed", "changed_meanwhile",
        "changed_by_other", "store_busy",
        "store_in_use", "store_in_use_by_unknown", "number_just_taken", "roll_call_begun",
    )
)  # fmt: skip
Told = Counter[str]
Attempt = Callable[[Desk, FixedClock, random.Random], str]


def race(ground: Ground, attempts: int, seed: int) -> Iterator[Outcome]:
    """All races, the beds first; ``attempts`` are those for beds, the others are some of them."""
    some = max(RACERS, attempts // 20)
    races: list[tuple[str, int, Attempt, Callable[[Ground, Desk, Told], list[str]]]] = [
        ("race for beds", attempts, _a_bed(ground), _no_overlaps),
        ("race for numbers", some, _a_certificate(ground), _numbers_whole),
        ("race to close", some, _a_closing(ground), _closed_once),
        ("race to edit", some, _an_edit(ground), _each_version_once),
    ]
    for at, one in enumerate(races):
        yield _raced(ground, *one, seed + at)
    if ground.database == "file":
        yield _raced(ground, "queue for the lock", some, _a_turn(ground), _no_overlaps, seed + 9, apart=True)


def _raced(
    ground: Ground,
    part: str,
    attempts: int,
    attempt: Attempt,
    look: Callable[[Ground, Desk, Told], list[str]],
    seed: int,
    apart: bool | None = None,
) -> Outcome:
    """Let eight race, and look at what they left."""
    began, each = monotonic(), attempts // RACERS
    outcome = Outcome(part, ground.database, each * RACERS)
    processes = ground.database != "file" if apart is None else apart
    runners = _in_processes if processes else _in_threads
    for told in runners(ground, each, attempt, seed):
        outcome.counts.update(told)
    for words in [name for name in outcome.counts if name not in CLEAN and name != "done"]:
        outcome.wrong(f"not a clean refusal: {words}")
    outcome.require(sum(outcome.counts.values()) == outcome.tried, "an attempt ended without an answer")
    desk, _clock = ground.sit_down(ground.instant(5000 + seed))
    for words in look(ground, desk, outcome.counts) + check_faults(desk):
        outcome.wrong(words)
    desk.close()
    outcome.seconds = monotonic() - began
    return outcome


def _tries(attempt: Attempt, each: int, desk: Desk, clock: FixedClock, dice: random.Random) -> Told:
    told: Told = Counter()
    for _number in range(each):
        clock.forward(milliseconds=1)
        try:
            told[attempt(desk, clock, dice)] += 1
        except Failure as failure:
            told[failure.code] += 1
        except Exception as error:  # noqa: BLE001 - told by its type, and counted as a violation
            traceback.print_exc()
            told[f"{type(error).__name__}"] += 1
    return told


def _in_threads(ground: Ground, each: int, attempt: Attempt, seed: int) -> list[Told]:
    """Eight desks at one open store."""
    desk, _clock = ground.sit_down(ground.instant(1000 + seed))
    told: list[Told] = []

    def run(number: int) -> None:
        clock = FixedClock(ground.instant(1001 + seed + number))
        told.append(
            _tries(
                attempt, each, Desk(desk.store, desk.staff.account_id, clock), clock, random.Random(seed * 100 + number)
            )
        )

    threads = [threading.Thread(target=run, args=(number,)) for number in range(RACERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    desk.close()
    return told


def _in_processes(ground: Ground, each: int, attempt: Attempt, seed: int) -> Iterable[Told]:
    """Eight processes, each with a store and a desk of its own; one that dies is told."""
    children = []
    for number in range(RACERS):
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reading)
            _race_apart(ground, each, attempt, seed * 100 + number, writing)
        os.close(writing)
        children.append((child, reading))
    for child, reading in children:
        with os.fdopen(reading, "rb") as answer:
            content = answer.read()
        status = os.waitpid(child, 0)[1]
        yield Counter(json.loads(content)) if content and status == 0 else Counter({f"racer died ({status})": 1})


def _race_apart(ground: Ground, each: int, attempt: Attempt, seed: int, writing: int) -> None:
    try:
        dice, clock = random.Random(seed), FixedClock(ground.instant(1001 + seed))
        if ground.database == "file":
            told: Told = Counter()
            for _number in range(each):
                told += _a_turn_apart(ground, attempt, clock, dice)
        else:
            desk, clock = ground.sit_down(clock.now)
            told = _tries(attempt, each, desk, clock, dice)
            desk.close()
        os.write(writing, json.dumps(told).encode())
    except BaseException:  # noqa: BLE001 - said in full; the parent sees the status
        traceback.print_exc()
        os._exit(3)
    os._exit(0)


def _a_turn_apart(ground: Ground, attempt: Attempt, clock: FixedClock, dice: random.Random) -> Told:
    """Wait for the lock of the file, act once, give it back; a refusal says who has it."""
    for _again in range(2000):
        try:
            desk, _own = ground.sit_down(clock.now)
        except Failure as failure:
            if failure.code not in {"store_in_use", "store_in_use_by_unknown"}:
                return Counter({failure.code: 1})
            sleep(dice.uniform(0, 0.02))
            continue
        try:
            return _tries(attempt, 1, desk, clock, dice)
        finally:
            desk.close()
    return Counter({"store_in_use": 1})


def _done(desk: Desk, act: Command[Any], reason: str = "") -> str:
    desk.do(act, reason=reason)
    return "done"


def _a_bed(ground: Ground) -> Attempt:
    def attempt(desk: Desk, _clock: FixedClock, dice: random.Random) -> str:
        person, bed = dice.choice(ground.people), dice.choice(ground.beds)
        if dice.randrange(2):  # make room, so that the race goes on
            with suppress(Refused):
                desk.do(LeaveBed(dice.choice(ground.people), dice.choice(NIGHTS)), reason="penataan kamar")
        return _done(desk, AssignBed(person, bed, dice.choice(NIGHTS)), "penataan kamar")

    return attempt


_a_turn = _a_bed


def _a_certificate(ground: Ground) -> Attempt:
    def attempt(desk: Desk, _clock: FixedClock, dice: random.Random) -> str:
        enrolment = dice.choice(ground.graduates)
        with desk.store.asking() as session:
            valid = select(CertificateTable.id).where(
                CertificateTable.enrolment_id == enrolment, CertificateTable.revoked_on.is_(None)
            )
            held = session.scalars(valid).first()
        if held is None:
            return _done(desk, IssueCertificates((enrolment,)))
        return _done(desk, RevokeCertificate(held), "salah nama")

    return attempt


def _a_closing(_ground: Ground) -> Attempt:
    def attempt(desk: Desk, _clock: FixedClock, dice: random.Random) -> str:
        return _done(desk, TakeRollCall(dice.choice(NIGHTS[-12:]), all_present=True, close=True))

    return attempt


def _an_edit(ground: Ground) -> Attempt:
    def attempt(desk: Desk, _clock: FixedClock, dice: random.Random) -> str:
        with desk.store.asking() as session:
            version = session.get_one(PersonTable, ground.people[0]).version
        return _done(
            desk, EditIdentity(person_id=ground.people[0], version=version, alias=f"A{dice.random()}"), "koreksi"
        )

    return attempt


def overlaps(session: Any) -> dict[str, int]:
    """Nights that two placements share, row against row, reckoned here and not by the program's own query."""
    rows = (
        session.connection().exec_driver_sql("SELECT bed_id, person_id, from_night, until_night FROM placement").all()
    )
    found = {"bed": 0, "person": 0}
    for at, name in enumerate(found):
        nights: dict[tuple[str, date], int] = {}
        for row in rows:
            begin = _day(row[2]) or date(2020, 1, 1)
            end = _day(row[3]) or date(2027, 1, 1)
            for day in range((end - begin).days):
                key = (row[at], begin + timedelta(days=day))
                nights[key] = nights.get(key, 0) + 1
        found[name] = sum(count > 1 for count in nights.values())
    return found


def _day(value: Any) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else value


def _no_overlaps(_ground: Ground, desk: Desk, _told: Told) -> list[str]:
    with desk.store.asking() as session:
        found = {f"nights of one {name} shared": count for name, count in overlaps(session).items()}
        for rule in ("bed_taken_twice", "person_in_two_beds_at_once"):
            found[rule] = session.connection().exec_driver_sql(COUNTED[rule]).scalar_one()
    return [f"{count} {name}" for name, count in found.items() if count]


def _numbers_whole(_ground: Ground, desk: Desk, told: Told) -> list[str]:
    with desk.store.asking() as session:
        serials = sorted(session.scalars(select(CertificateTable.serial)))
        numbers = session.scalar(select(func.count(CertificateTable.number.distinct())))
        revoked = session.scalar(select(func.count()).where(CertificateTable.revoked_on.is_not(None))) or 0
    faults = []
    if serials != list(range(1, len(serials) + 1)) or numbers != len(serials):
        faults.append("certificate numbers with a gap or twice")
    if len(serials) + revoked < told["done"]:
        faults.append("fewer certificates and revokings than were acknowledged")
    return faults


def _closed_once(_ground: Ground, desk: Desk, told: Told) -> list[str]:
    with desk.store.asking() as session:
        closed = session.scalar(select(func.count()).where(RollCallTable.closed_at.is_not(None)))
    return [] if closed == told["done"] else [f"{closed} roll-calls closed, {told['done']} closings acknowledged"]


def _each_version_once(ground: Ground, desk: Desk, told: Told) -> list[str]:
    with desk.store.asking() as session:
        version = session.get_one(PersonTable, ground.people[0]).version
    return [] if version == told["done"] + 1 else [f"version {version} after {told['done']} acknowledged changes"]
