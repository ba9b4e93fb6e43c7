"""Everything that two people can edit at once: what each form showed, what the one saves first, what the other types.

Each case is one field that both change; ``both`` is read from the store afterwards.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

from shelter_admin.domain.accounts import Right, Role
from shelter_admin.domain.presence import Mark
from shelter_admin.domain.readiness import DEFAULT_POLICY, Criterion, Rule, State
from shelter_admin.domain.settings import Letterhead, Zone
from shelter_admin.operations.accounts import ListAccounts, PassRight, RenameAccount, SetRoles
from shelter_admin.operations.beds.rooms import RoomsSetUp
from shelter_admin.operations.beds.setting_up import ChangeRoom
from shelter_admin.operations.editing import Edit, Seen
from shelter_admin.operations.presence.gate import ExpectBack, GateBoardNow, GoOut
from shelter_admin.operations.presence.roll_call import CorrectRollCall, Marked, RollCallOf, TakeRollCall
from shelter_admin.operations.readiness import CandidateFile, Candidates, DecideExit, EditReadinessPolicy, RecordCheck
from shelter_admin.operations.readiness.policy import by_criterion
from shelter_admin.operations.residents import (
    EditIdentity,
    EditStay,
    ResidentDetailsOf,
    SetCategories,
    SetExpectedExit,
    SetHealth,
)
from shelter_admin.operations.settings import ChangeLetterhead, ChangePanti, ChangeSettings, by_name
from tests.operations.residents_house import House
from tests.operations.training_house import a_sewing_class

NIGHT = date(2026, 11, 21)
EVENING = datetime(2026, 11, 21, 14, 0, tzinfo=UTC)  # 22.00 WITA
DAY, OTHER_DAY = date(2026, 12, 1), date(2026, 12, 24)


@dataclass
class Case:
    """What is saved first, what is typed over it, the names of what differs, and how to read what stands."""

    theirs: Edit[Any]
    mine: Edit[Any]
    differs: list[tuple[str, str, str, str]]
    stands: Callable[[], Any]
    values: tuple[Any, Any]
    reason: str = ""


Prepared = Callable[[House], Case]


def identity(house: House) -> Case:
    person = house.admit("Budi").person_id
    return Case(
        EditIdentity(person_id=person, version=1, alias="Pak Kumis", features="tato"),
        EditIdentity(person_id=person, version=1, alias="Budi Kecil", birth_place="Berau"),
        [("Alias, called", "—", "Pak Kumis", "Budi Kecil")],
        lambda: house.head.ask(ResidentDetailsOf(person)).line.alias,
        ("Pak Kumis", "Budi Kecil"),
        reason="salah tulis",
    )


def birth(house: House) -> Case:
    person = house.admit("Budi").person_id

    def written() -> str:
        stands = house.head.ask(ResidentDetailsOf(person)).birth
        return stands.text if stands is not None else ""

    return Case(
        EditIdentity(person_id=person, version=1, birth="17-08-1975"),
        EditIdentity(person_id=person, version=1, birth="± 50 th"),
        [("Birth or age", "—", "17-08-1975", "± 50 th")],
        written,
        ("17-08-1975", "± 50 th"),
        reason="salah tulis",
    )


def stay(house: House) -> Case:
    admitted = house.admit("Budi", admitted_on=date(2026, 11, 10))
    return Case(
        EditStay(stay_id=admitted.stay_id, version=1, admitted_on=date(2026, 11, 9)),
        EditStay(stay_id=admitted.stay_id, version=1, admitted_on=date(2026, 11, 8), remark="surat ada"),
        [("Admitted on", "10-11-2026", "09-11-2026", "08-11-2026")],
        lambda: house.head.ask(ResidentDetailsOf(admitted.person_id)).stay.admitted_on,
        (date(2026, 11, 9), date(2026, 11, 8)),
        reason="salah tulis",
    )


def categories(house: House) -> Case:
    person = house.admit("Budi").person_id
    return Case(
        SetCategories(person, ("PENGEMIS",), seen=Seen({"categories": ()})),
        SetCategories(person, ("GELANDANGAN",), seen=Seen({"categories": ()})),
        [("Categories", "—", "Beggar", "Homeless person")],
        lambda: house.head.ask(ResidentDetailsOf(person)).categories,
        (("PENGEMIS",), ("GELANDANGAN",)),
    )


def health(house: House) -> Case:
    person = house.admit("Budi").person_id
    shown = Seen({"alert": "", "diet": "", "details": "", "attention": False})
    return Case(
        SetHealth(person, diet="lunak", seen=shown),
        SetHealth(person, alert="alergi", diet="rendah garam", seen=shown),
        [("Diet", "—", "lunak", "rendah garam")],
        lambda: diet_of(house, person),
        ("lunak", "rendah garam"),
    )


def diet_of(house: House, person: str) -> Any:
    """The diet as the health officer reads it."""
    return house.desk(Role.KESEHATAN).ask(ResidentDetailsOf(person)).diet


def expected_exit(house: House) -> Case:
    person = house.admit("Budi").person_id
    return Case(
        SetExpectedExit(person, DAY, seen=Seen({"on": None})),
        SetExpectedExit(person, OTHER_DAY, seen=Seen({"on": None})),
        [("Expected to leave", "—", "01-12-2026", "24-12-2026")],
        lambda: house.head.ask(ResidentDetailsOf(person)).stay.expected_exit_on,
        (DAY, OTHER_DAY),
    )


def settings(house: House) -> Case:
    now = house.head.panti.settings
    seen = Seen(by_name(now))
    return Case(
        ChangeSettings(replace(now, idle_minutes=10, signer_name="Dra. Ratna"), seen=seen),
        ChangeSettings(replace(now, idle_minutes=3, resident_word="klien"), seen=seen),
        [("Lock after minutes", "5", "10", "3")],
        lambda: stored_settings(house).idle_minutes,
        (10, 3),
    )


def stored_settings(house: House) -> Any:
    """The settings as they are stored; a desk keeps those of its last own act."""
    return house.desk(Role.TATA_USAHA, Role.ADMIN).panti.settings


def letterhead(house: House) -> Case:
    seen = Seen(by_name(Letterhead()))
    return Case(
        ChangeLetterhead(Letterhead(town="Samarinda", unit="UPTD"), seen=seen),
        ChangeLetterhead(Letterhead(town="Balikpapan", agency="Dinas Sosial"), seen=seen),
        [("Place of signing", "—", "Samarinda", "Balikpapan")],
        lambda: house.desk(Role.TATA_USAHA, Role.ADMIN).panti.letterhead.town,
        ("Samarinda", "Balikpapan"),
    )


def panti(house: House) -> Case:
    shown: dict[str, Any] = {"title": house.head.panti.name, "code": "PSHM", "regency": "64.72", "zone": Zone.WITA}
    return Case(
        ChangePanti(**{**shown, "title": "UPTD Satu"}, seen=Seen(shown)),
        ChangePanti(**{**shown, "title": "UPTD Dua", "code": "DUA"}, seen=Seen(shown)),
        [("Name of the shelter", house.head.panti.name, "UPTD Satu", "UPTD Dua")],
        lambda: house.desk(Role.TATA_USAHA, Role.ADMIN).panti.name,
        ("UPTD Satu", "UPTD Dua"),
    )


def room(house: House) -> Case:
    key, seen = house.rooms["Melati 1"], Seen({"sex": None, "age_group": None})
    return Case(
        ChangeRoom(key, "L", None, seen=seen),
        ChangeRoom(key, "P", None, seen=seen),
        [("Meant for", "men and women", "men", "women")],
        lambda: next(one.sex for one in house.head.ask(RoomsSetUp()) if one.room_id == key),
        ("L", "P"),
    )


def back_at(house: House) -> Case:
    outing = house.head.do(GoOut(house.admit("Budi").person_id)).outcome
    early, late = datetime(2026, 11, 21, 8, tzinfo=UTC), datetime(2026, 11, 21, 10, tzinfo=UTC)
    seen = Seen({"until": None})
    return Case(
        ExpectBack(outing, early, seen=seen),
        ExpectBack(outing, late, seen=seen),
        [("expected back", "—", "21-11-2026 16.00", "21-11-2026 18.00")],
        lambda: house.head.ask(GateBoardNow()).out[0].until,
        (early, late),
    )


def roll_call(house: House) -> Case:
    person, other = (house.admit(name).person_id for name in ("Budi", "Joko"))
    house.clock.now = EVENING
    seen = Seen({(one, part): shown for one in (person, other) for part, shown in (("mark", None), ("note", ""))})
    return Case(
        TakeRollCall(NIGHT, marks=(Marked(person, Mark.ABSENT, "tidak di kamar"),), seen=seen),
        TakeRollCall(NIGHT, marks=(Marked(person, Mark.PRESENT), Marked(other, Mark.PRESENT)), seen=seen),
        [("Budi · Mark", "not marked yet", "absent without word", "present")],
        lambda: next(one.mark for one in house.head.ask(RollCallOf(NIGHT)).lines if one.person_id == person),
        (Mark.ABSENT, Mark.PRESENT),
    )


def closed_roll_call(house: House) -> Case:
    person = house.admit("Budi").person_id
    house.clock.now = EVENING
    house.head.do(TakeRollCall(NIGHT, all_present=True, close=True))
    seen = Seen({(person, "mark"): Mark.PRESENT, (person, "note"): ""})
    return Case(
        CorrectRollCall(NIGHT, (Marked(person, Mark.ILL_IN_BED),), seen=seen),
        CorrectRollCall(NIGHT, (Marked(person, Mark.ABSENT),), seen=seen),
        [("Budi · Mark", "present", "ill, in bed", "absent without word")],
        lambda: house.head.ask(RollCallOf(NIGHT)).lines[0].mark,
        (Mark.ILL_IN_BED, Mark.ABSENT),
        reason="salah lihat",
    )


def check(house: House) -> Case:
    person = house.admit("Budi").person_id
    seen = Seen({"state": State.UNKNOWN, "on_day": None, "note": ""})
    return Case(
        RecordCheck(person, Criterion.RECEPTION, State.MET, None, "kakak di Berau", seen=seen),
        RecordCheck(person, Criterion.RECEPTION, State.NOT_MET, None, "belum ada", seen=seen),
        [
            ("How it stands", "not written down", "met", "not met"),
            ("Note", "—", "kakak di Berau", "belum ada"),
        ],
        lambda: house.head.ask(CandidateFile(person)).written[0].note,
        ("kakak di Berau", "belum ada"),
    )


def decision(house: House) -> Case:
    sewing = a_sewing_class(house, "Budi")
    person, seen = sewing.people["Budi"], Seen({"decision": ""})
    return Case(
        DecideExit(person, ready=True, names="Bu Rina", seen=seen),
        DecideExit(person, ready=False, names="Pak Joko", seen=seen),
        [("Decision", "—", "Ready to leave. sidang", "Not yet. sidang")],
        lambda: house.head.ask(CandidateFile(person)).decisions[0].ready,
        (True, False),
        reason="sidang",
    )


def policy(house: House) -> Case:
    rules = by_criterion(DEFAULT_POLICY.criteria)

    def with_least(share: float) -> tuple[Rule, ...]:
        changed = {**rules, Criterion.ATTENDANCE: Rule(Criterion.ATTENDANCE, share)}
        return tuple(rule for rule in changed.values() if isinstance(rule, Rule))

    def least() -> float | None:
        rule = house.head.ask(Candidates()).policy.rule(Criterion.ATTENDANCE)
        return rule.least if rule is not None else None

    return Case(
        EditReadinessPolicy(with_least(80), seen=Seen(rules)),
        EditReadinessPolicy(with_least(60), seen=Seen(rules)),
        [("Attendance of the training", "at least 75", "at least 80", "at least 60")],
        least,
        (80, 60),
    )


def roles(house: House) -> Case:
    who = house.desk(Role.PIKET).staff.account_id
    seen = Seen({"roles": frozenset({Role.PIKET})})
    return Case(
        SetRoles(who, (Role.PENGASUH,), seen=seen),
        SetRoles(who, (Role.PIKET, Role.TATA_USAHA), seen=seen),
        [("Roles", "Duty officer", "Carer", "Administration, Duty officer")],
        lambda: set(next(one.roles for one in house.head.ask(ListAccounts()) if one.account_id == who)),
        ({Role.PENGASUH}, {Role.PIKET, Role.TATA_USAHA}),
    )


def name_of_account(house: House) -> Case:
    who, seen = house.desk(Role.PIKET).staff.account_id, Seen({"full_name": ""})
    return Case(
        RenameAccount(who, "Agus Salim", seen=seen),
        RenameAccount(who, "Agus Setiawan", seen=seen),
        [("Full name", "—", "Agus Salim", "Agus Setiawan")],
        lambda: next(one.full_name for one in house.head.ask(ListAccounts()) if one.account_id == who),
        ("Agus Salim", "Agus Setiawan"),
    )


def passed_right(house: House) -> Case:
    who, seen = house.desk(Role.PIKET).staff.account_id, Seen({"until": None})
    return Case(
        PassRight(who, Right.INTAKE, DAY, seen=seen),
        PassRight(who, Right.INTAKE, OTHER_DAY, seen=seen),
        [("admit people", "—", "01-12-2026", "24-12-2026")],
        lambda: dict(next(one.passed for one in house.head.ask(ListAccounts()) if one.account_id == who))[Right.INTAKE],
        (DAY, OTHER_DAY),
    )


CASES: tuple[Prepared, ...] = (
    identity,
    birth,
    stay,
    categories,
    health,
    expected_exit,
    settings,
    letterhead,
    panti,
    room,
    back_at,
    roll_call,
    closed_roll_call,
    check,
    decision,
    policy,
    roles,
    name_of_account,
    passed_right,
)
