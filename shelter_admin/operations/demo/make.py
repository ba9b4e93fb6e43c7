"""Making the invented panti: an ordinary new store, filled in bulk by one act of its head."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any, ClassVar, Final

from typing_extensions import override

from shelter_admin.domain.accounts import Right, Role
from shelter_admin.domain.cases.instruments import Need
from shelter_admin.domain.changes import Area, Changes
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.progress import UNWATCHED, Progress
from shelter_admin.domain.settings import Letterhead, Zone
from shelter_admin.domain.words import N_
from shelter_admin.operations.accounts import AddAccount, SetTrainer
from shelter_admin.operations.demo import class_rows, rows
from shelter_admin.operations.demo.cards import deal_cards
from shelter_admin.operations.demo.case_work import assess_and_plan
from shelter_admin.operations.demo.classes import LENGTH, School, courses, teach
from shelter_admin.operations.demo.departures import see_off
from shelter_admin.operations.demo.doubles import write_some_twice
from shelter_admin.operations.demo.expected import expect_exits
from shelter_admin.operations.demo.files import fill_files
from shelter_admin.operations.demo.graduates import graduate
from shelter_admin.operations.demo.intakes import plan_classes
from shelter_admin.operations.demo.letters import attest
from shelter_admin.operations.demo.life import House, live
from shelter_admin.operations.demo.marks import mark_in_parts
from shelter_admin.operations.demo.permissions import permit
from shelter_admin.operations.demo.places import furnish
from shelter_admin.operations.demo.policies import ask_more_of_one_programme
from shelter_admin.operations.demo.practice import practise
from shelter_admin.operations.demo.protection import protect
from shelter_admin.operations.demo.services import serve
from shelter_admin.operations.demo.waiting_list import ask_for_places
from shelter_admin.operations.demo.watch import keep_watch
from shelter_admin.operations.desk import Command, Desk, Done, Work
from shelter_admin.operations.opening import NewPanti, Opener, undo_create
from shelter_admin.operations.readiness.asking import Candidates
from shelter_admin.operations.readiness.deciding import DecideExit
from shelter_admin.operations.settings import ChangeSettings
from shelter_admin.persistence.accounts import account_row
from shelter_admin.persistence.address import Place
from shelter_admin.persistence.base import Row
from shelter_admin.persistence.beds.tables import BedTable, PlacementTable, RoomTable, WismaTable
from shelter_admin.persistence.panti import CounterTable, night_policy
from shelter_admin.persistence.people.tables import HealthTable, PersonCategoryTable, PersonTable, StayTable
from shelter_admin.persistence.presence.tables import OutingTable, RollCallMarkTable, RollCallTable
from shelter_admin.persistence.residents.moving_in import add_rows, is_empty
from shelter_admin.persistence.training import holidays
from shelter_admin.persistence.training.programs import programs

CHANGED = Changes.of(
    Area.RESIDENTS, Area.BEDS, Area.PRESENCE, Area.TRAINING, Area.READINESS, Area.CERTIFICATES, Area.PRIVACY, Area.DUTY
)
MOST_RESIDENTS: Final = 2000
MOST_YEARS: Final = 20
USERS: Final = {
    Role.KEPALA: ("kepala", "Dra. Ratna Wulandari"),
    Role.TATA_USAHA: ("tatausaha", "Hendra Saputra"),
    Role.PEKERJA_SOSIAL: ("peksos", "Maria Lencau"),
    Role.PENGASUH: ("pengasuh", "Sumiati Basri"),
    Role.INSTRUKTUR: ("instruktur", "Yusuf Arifin"),
    Role.PIKET: ("piket", "Rina Nurhayati"),
    Role.KESEHATAN: ("kesehatan", "Ns. Dewi Anwar"),
    Role.ADMIN: ("admin", "Galih Purnomo"),
}
PRESENT_THEN: Final = "Dra. Ratna Wulandari, Maria Lencau, Yusuf Arifin"

WORDS: dict[str, str] = {
    "demo_too_big": N_("From 1 to {residents} people and from 0 to {years} years can be invented."),
    "house_not_empty": N_("There are people or rooms here already; invented ones go into a new store only."),
}


@dataclass(frozen=True)
class DemoAccount:
    """An account of the invented panti; its password protects nobody's data."""

    user: str
    password: str = field(repr=False)
    role: Role


@dataclass(frozen=True)
class DemoMade:
    """The invented panti: how many live there, stays and marks of classes, and how to sign in."""

    desk: Desk
    residents: int
    stays: int
    accounts: tuple[DemoAccount, ...]
    recovery_code: str = field(repr=False)
    attendance: int = 0


@dataclass(frozen=True)
class Invented:
    """What the filling act wrote."""

    residents: int
    stays: int
    attendance: int


@dataclass(frozen=True)
class FillWithInvented(Command[Invented]):
    """Fill an empty store with an invented panti; refused where anybody lives already."""

    needs: ClassVar[Right] = Right.IMPORT
    name: ClassVar[str] = N_("invented panti")

    residents: int
    years: int
    seed: int

    @override
    def run(self, work: Work) -> Done[Invented]:
        require_size(self.residents, self.years)
        if not is_empty(work.session):
            raise Refused("house_not_empty")
        rng = Random(self.seed)  # noqa: S311 - invents people, guards nothing
        last = work.today - timedelta(days=1)
        first = last - timedelta(days=max(1, round(self.years * 365.25)))
        house = live(rng, self.residents, first, last)
        attendance = _write(work, house, rng, (first, last), self.seed)
        done = Invented(len(house.living()), len(house.stays), attendance)
        return Done(CHANGED, done, what={"people": len(house.people), "stays": len(house.stays)})


def _write(work: Work, house: House, rng: Random, nights: tuple[date, date], seed: int) -> int:
    """Write everything; gives how many marks of classes there are."""
    session = work.session
    taught: list[School] = []

    def add(table: type[Row], made: list[dict[str, Any]]) -> Callable[[], None]:
        return lambda: add_rows(session, table, made)

    last_serials = rows.number_people(house, work.panti)
    ids = rows.wismas(house)
    steps = [
        add(WismaTable, [{"id": wisma_id, "name": name} for name, wisma_id in ids.items()]),
        add(RoomTable, rows.rooms(house, ids)),
        add(BedTable, rows.beds(house)),
        add(PersonTable, [rows.person(one) for one in house.people]),
        add(StayTable, [rows.stay(one, rng) for one in house.stays]),
        add(PlacementTable, [rows.placement(one) for one in house.stays]),
        add(PersonCategoryTable, [
            {"person_id": one.person_id, "category": one.who.category, "main": True} for one in house.people
        ]),
        add(HealthTable, [
            {"person_id": one.person_id, "alert": one.who.alert, "diet": "", "details": "", "attention": True}
            for one in house.people if one.who.alert
        ]),
        add(CounterTable, [
            {"register": "resident", "year": year, "last": last} for year, last in last_serials.items()
        ]),
        lambda: taught.append(_train(work, house, rng, nights, seed)),
        add(OutingTable, rows.outings(house, rng, work.panti, nights[0], nights[1] + timedelta(days=1))),
        add(OutingTable, rows.outside_now(house, rng, _before_noon(work))),
    ]  # fmt: skip
    for done, step in enumerate(steps):
        work.progress.step(done, len(steps) + 1)
        step()
    _run_the_house(work, house, rng, nights, taught[0])
    work.progress.step(len(steps) + 1, len(steps) + 1)
    return sum(len(place.marks) for school in taught for place in school.places)


def _officers(work: Work) -> tuple[str, ...]:
    """The duty officer and the carer, who hand shifts over to each other."""
    known = (account_row(work.session, USERS[role][0]) for role in (Role.PIKET, Role.PENGASUH))
    return tuple(account.id for account in known if account is not None)


def _assessors(work: Work) -> dict[Need, str]:
    """The social worker and the health officer, the head where there is none."""
    roles = {Need.CASES: Role.PEKERJA_SOSIAL, Need.HEALTH: Role.KESEHATAN}
    known = {need: account_row(work.session, USERS[role][0]) for need, role in roles.items()}
    return {need: account.id if account is not None else work.staff.account_id for need, account in known.items()}


def _run_the_house(work: Work, house: House, rng: Random, nights: tuple[date, date], school: School) -> None:
    """Everything that an office writes down while people live there."""
    _count_nights(work, house, rng, nights)
    graduate(work, house, school, PRESENT_THEN)
    attest(work)
    mark_in_parts(work, school)
    plan_classes(work, len(house.people))
    write_some_twice(work, house)
    protect(work, house, nights[0])
    deal_cards(work, house, rng, _before_noon(work))
    fill_files(work, house)
    permit(work, house, _before_noon(work))
    furnish(work)
    expect_exits(work)
    practise(work)
    ask_for_places(work, house)
    keep_watch(work, house, _officers(work), _before_noon(work))
    see_off(work, house)
    serve(work, house)
    assess_and_plan(work, house, _assessors(work), _before_noon(work))


def _before_noon(work: Work) -> datetime:
    """The moment the invented history stops: now, but never after noon."""
    return min(work.now, work.panti.instant(work.today, time(12, 0)))


def _train(work: Work, house: House, rng: Random, days: tuple[date, date], seed: int) -> School:
    """Write the holidays, then what everybody learnt and what is written down about readiness."""
    session = work.session
    last_year = (work.today + LENGTH).year
    for year in range(days[0].year, last_year + 1):
        holidays.fill(session, year)
    off = holidays.days_off(session, days[0], days[1])
    school = teach(house, rng, days, off, seed)
    trainer = account_row(session, USERS[Role.INSTRUKTUR][0])
    signed_by = trainer.id if trainer is not None else work.staff.account_id
    written = class_rows.tables_of(school, work.panti, work.today, signed_by)
    for table, made in (*written, *class_rows.care(house, school, work.today, seed)):
        add_rows(session, table, made)
    return school


def _count_nights(work: Work, house: House, rng: Random, nights: tuple[date, date]) -> None:
    officer = account_row(work.session, USERS[Role.PIKET][0])
    signed_by = officer.id if officer is not None else work.staff.account_id
    policy = night_policy(work.panti.settings)
    roll_calls: list[dict[str, Any]] = []
    marks: list[dict[str, Any]] = []
    for roll_call, of_it in rows.roll_calls(house, rng, work.panti, nights, signed_by, policy):
        roll_calls.append(roll_call)
        marks += of_it
    add_rows(work.session, RollCallTable, roll_calls)
    add_rows(work.session, RollCallMarkTable, marks)


def make_demo(
    opener: Opener, place: Place, *, residents: int = 60, years: int = 2, seed: int = 1, progress: Progress = UNWATCHED
) -> DemoMade:
    """Make a new store with an invented panti and one account per role; the head is signed in.

    The same seed invents the same people. A failure, and Cancel, leave nothing behind but the message.
    """
    require_size(residents, years)
    rng = Random(seed)  # noqa: S311 - passwords of an invented panti guard nobody
    staff = {role: DemoAccount(user, f"contoh-{rng.randint(1000, 9999)}", role) for role, (user, _n) in USERS.items()}
    created = opener.create(place, _the_panti(), staff[Role.KEPALA].password)
    desk = created.desk
    try:
        for role, account in staff.items():
            if role is not Role.KEPALA:
                desk.do(AddAccount(account.user, (role,), account.password, USERS[role][1]))
        desk.do(ChangeSettings(replace(desk.panti.settings, signer_name=USERS[Role.KEPALA][1])))
        made = desk.do(FillWithInvented(residents, years, seed), progress=progress).outcome
        _assign_trainer(desk)
        ask_more_of_one_programme(desk)
        _decide(desk)
    except BaseException:
        undo_create(place, desk)
        raise
    return DemoMade(desk, made.residents, made.stays, tuple(staff.values()), created.recovery_code, made.attendance)


def _the_panti() -> NewPanti:
    letterhead = Letterhead(
        "Pemerintah Provinsi Kalimantan Timur", "Dinas Sosial", "UPTD Panti Contoh", town="Samarinda"
    )
    user, full_name = USERS[Role.KEPALA]
    name = "Panti Contoh (data karangan)"
    return NewPanti(name, "CONTOH", "64.72", Zone.WITA, user, full_name, letterhead=letterhead)


def require_size(residents: int, years: int) -> None:
    """Refuse a panti too small or too big to be invented."""
    if not (1 <= residents <= MOST_RESIDENTS and 0 <= years <= MOST_YEARS):
        raise Refused("demo_too_big", residents=MOST_RESIDENTS, years=MOST_YEARS)


def _assign_trainer(desk: Desk) -> None:
    with desk.store.asking() as session:
        account = account_row(session, USERS[Role.INSTRUKTUR][0])
        own = {one.name for one in courses()[:2]}
        taught = tuple(program_id for program_id, name in programs(session) if name in own)
    if account is not None:
        desk.do(SetTrainer(account.id, taught))


def _decide(desk: Desk) -> None:
    """Let the head decide about those who have everything else, and say not yet to one who has not."""
    candidates = desk.ask(Candidates()).candidates
    ready = [one for one in candidates if one.proposed and one.program == courses()[0].name]
    waiting = sorted((one for one in candidates if not one.proposed), key=lambda one: -one.met)
    for one in ready:
        desk.do(DecideExit(one.person_id, ready=True, names=PRESENT_THEN), reason="Semua syarat terpenuhi")
    for one in waiting[:1]:
        desk.do(DecideExit(one.person_id, ready=False, names=PRESENT_THEN), reason="Penerima belum dikunjungi")
