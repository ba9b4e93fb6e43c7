"""Who works here and what each may do: the one table of rights.

The table is the issue's own ("Who"), read row by row; the Desk checks it before anything is looked up. What a role
never does is not on its screens, but it is here, not there, that it is refused.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from shelter_admin.domain.errors import Refused
from shelter_admin.domain.words import N_


class Role(StrEnum):
    """The eight fixed roles (domain notes 2.5); an account holds one or more."""

    KEPALA = "kepala"
    TATA_USAHA = "tata_usaha"
    PEKERJA_SOSIAL = "pekerja_sosial"
    PENGASUH = "pengasuh"
    INSTRUKTUR = "instruktur"
    PIKET = "piket"
    KESEHATAN = "kesehatan"
    ADMIN = "admin"


class Right(StrEnum):
    """One thing a member of staff may do or see."""

    WORK_HERE = "work_here"
    MANAGE_ACCOUNTS = "manage_accounts"
    PASS_RIGHTS = "pass_rights"  # noqa: S105 - a right, not a password
    CHANGE_SETTINGS = "change_settings"
    EDIT_LETTERHEAD = "edit_letterhead"
    EDIT_ROOMS = "edit_rooms"
    BACK_UP = "back_up"
    CHECK_STORE = "check_store"
    READ_AUDIT = "read_audit"
    SEE_RESIDENTS = "see_residents"
    SEE_IDENTITY = "see_identity"
    SEE_RESTRICTED = "see_restricted"
    IMPORT = "import"
    INTAKE = "intake"
    QUICK_INTAKE = "quick_intake"
    EDIT_IDENTITY = "edit_identity"
    RECORD_LEAVING = "record_leaving"
    SEE_CONTACTS = "see_contacts"
    ISSUE_CARDS = "issue_cards"
    SEE_CATEGORY = "see_category"
    EDIT_CATEGORY = "edit_category"
    SEE_REMARKS = "see_remarks"
    SEE_HEALTH = "see_health"
    SEE_HEALTH_ALERTS = "see_health_alerts"
    SEE_HEALTH_SUMMARY = "see_health_summary"
    EDIT_HEALTH = "edit_health"
    SEE_BEDS = "see_beds"
    ASSIGN_BEDS = "assign_beds"
    SEE_PRESENCE = "see_presence"
    MARK_GATE = "mark_gate"
    TAKE_ROLL_CALL = "take_roll_call"
    ASK_LEAVE = "ask_leave"
    APPROVE_LEAVE = "approve_leave"
    SEE_OCCURRENCES = "see_occurrences"
    RECORD_OCCURRENCE = "record_occurrence"
    HAND_OVER_SHIFT = "hand_over_shift"
    SEE_CLASS = "see_class"
    RUN_CLASS = "run_class"
    EDIT_PROGRAMS = "edit_programs"
    SEE_CASES = "see_cases"
    EDIT_CASES = "edit_cases"
    SEE_SERVICES = "see_services"
    RECORD_SERVICES = "record_services"
    SEE_SAVINGS = "see_savings"
    RECORD_SAVINGS = "record_savings"
    SEE_READINESS = "see_readiness"
    EDIT_READINESS = "edit_readiness"
    EDIT_READINESS_POLICY = "edit_readiness_policy"
    DECIDE_EXIT = "decide_exit"
    SEE_CERTIFICATES = "see_certificates"
    PREPARE_CERTIFICATES = "prepare_certificates"
    ISSUE_CERTIFICATES = "issue_certificates"
    SEE_RETURNS = "see_returns"
    SEND_RETURN = "send_return"
    EXPORT_RECORDS = "export_records"
    SEE_PRIVACY = "see_privacy"
    RECORD_CONSENT = "record_consent"
    HANDLE_DATA_REQUEST = "handle_data_request"
    RECORD_INCIDENT = "record_incident"
    DESTROY_RECORDS = "destroy_records"


_EVERYBODY: Final = frozenset({Right.WORK_HERE})
_HOUSE: Final = frozenset({Right.SEE_RESIDENTS, Right.SEE_PRESENCE, Right.SEE_BEDS})
_DUTY: Final = frozenset({Right.SEE_OCCURRENCES, Right.RECORD_OCCURRENCE, Right.HAND_OVER_SHIFT})
_NIGHT: Final = (
    _HOUSE | _DUTY | {Right.ASSIGN_BEDS, Right.MARK_GATE, Right.TAKE_ROLL_CALL, Right.ASK_LEAVE, Right.SEE_CONTACTS}
)
_PAPERS: Final = frozenset(
    {
        Right.SEE_IDENTITY,
        Right.SEE_CONTACTS,
        Right.IMPORT,
        Right.INTAKE,
        Right.EDIT_IDENTITY,
        Right.RECORD_LEAVING,
        Right.SEE_CATEGORY,
        Right.ISSUE_CARDS,
    }
)
_SYSTEM: Final = frozenset(
    {
        Right.MANAGE_ACCOUNTS,
        Right.CHANGE_SETTINGS,
        Right.EDIT_LETTERHEAD,
        Right.EDIT_ROOMS,
        Right.BACK_UP,
        Right.CHECK_STORE,
        Right.READ_AUDIT,
    }
)

# "class, marks": a trainer's are those of the trainer's own programmes, which each act looks at for itself.
_CLASS: Final = frozenset({Right.SEE_CLASS, Right.RUN_CLASS})
_READY: Final = frozenset({Right.SEE_CLASS, Right.SEE_READINESS, Right.EDIT_READINESS, Right.SEE_CERTIFICATES})
_CASES: Final = frozenset({Right.SEE_CASES, Right.EDIT_CASES})
_SERVICES: Final = frozenset({Right.SEE_SERVICES, Right.RECORD_SERVICES})
_SAVINGS: Final = frozenset({Right.SEE_SAVINGS, Right.RECORD_SAVINGS})
_MONTH: Final = frozenset({Right.SEE_RETURNS, Right.SEND_RETURN, Right.EXPORT_RECORDS})
_CERTIFICATES: Final = frozenset({Right.SEE_CERTIFICATES, Right.PREPARE_CERTIFICATES})
_CONSENT: Final = frozenset({Right.SEE_PRIVACY, Right.RECORD_CONSENT})
_PRIVACY: Final = _CONSENT | {Right.HANDLE_DATA_REQUEST, Right.RECORD_INCIDENT}

RIGHTS: Final[Mapping[Role, frozenset[Right]]] = MappingProxyType(
    {
        Role.KEPALA: _EVERYBODY
        | _NIGHT
        | _PAPERS
        | _SYSTEM
        | _CLASS
        | _READY
        | _CERTIFICATES
        | _MONTH
        | _PRIVACY
        | _CASES
        | _SERVICES
        | _SAVINGS
        | {Right.DESTROY_RECORDS}
        | {Right.EDIT_PROGRAMS, Right.EDIT_READINESS_POLICY, Right.DECIDE_EXIT, Right.ISSUE_CERTIFICATES}
        | {Right.PASS_RIGHTS, Right.EDIT_CATEGORY, Right.SEE_REMARKS, Right.SEE_HEALTH_SUMMARY, Right.SEE_RESTRICTED}
        | {Right.APPROVE_LEAVE},
        Role.TATA_USAHA: _EVERYBODY
        | _HOUSE
        | _PAPERS
        | _CERTIFICATES
        | _MONTH
        | _PRIVACY
        | _SERVICES
        | _SAVINGS
        | {Right.SEE_CLASS, Right.ASSIGN_BEDS, Right.EDIT_LETTERHEAD, Right.EDIT_ROOMS, Right.SEE_REMARKS},
        Role.PEKERJA_SOSIAL: _EVERYBODY
        | _NIGHT
        | _PAPERS
        | _READY
        | _CONSENT
        | _CASES
        | _SERVICES
        | _SAVINGS
        | {Right.EDIT_CATEGORY, Right.SEE_REMARKS, Right.SEE_RESTRICTED, Right.APPROVE_LEAVE},
        Role.PENGASUH: _EVERYBODY | _NIGHT | _SERVICES | {Right.SEE_HEALTH_ALERTS},
        Role.INSTRUKTUR: _EVERYBODY | _CLASS | {Right.SEE_RESIDENTS, Right.SEE_PRESENCE, Right.SEE_READINESS},
        Role.PIKET: _EVERYBODY | _NIGHT | {Right.QUICK_INTAKE, Right.SEE_HEALTH_ALERTS},
        Role.KESEHATAN: _EVERYBODY
        | {Right.SEE_RESIDENTS, Right.SEE_PRESENCE, Right.SEE_OCCURRENCES, Right.RECORD_OCCURRENCE}
        | {Right.SEE_HEALTH, Right.SEE_HEALTH_ALERTS, Right.EDIT_HEALTH, Right.SEE_RESTRICTED},
        Role.ADMIN: _EVERYBODY | _SYSTEM,
    }
)

ROLE_NAMES: Final[Mapping[Role, str]] = MappingProxyType(
    {
        Role.KEPALA: N_("Head of the shelter"),
        Role.TATA_USAHA: N_("Administration"),
        Role.PEKERJA_SOSIAL: N_("Social worker"),
        Role.PENGASUH: N_("Carer"),
        Role.INSTRUKTUR: N_("Trainer"),
        Role.PIKET: N_("Duty officer"),
        Role.KESEHATAN: N_("Health officer"),
        Role.ADMIN: N_("System administrator"),
    }
)

RIGHT_NAMES: Final[Mapping[Right, str]] = MappingProxyType(
    {
        Right.WORK_HERE: N_("open the program"),
        Right.MANAGE_ACCOUNTS: N_("manage accounts"),
        Right.PASS_RIGHTS: N_("pass rights to a deputy"),
        Right.CHANGE_SETTINGS: N_("change settings"),
        Right.EDIT_LETTERHEAD: N_("edit the letterhead"),
        Right.EDIT_ROOMS: N_("set up wisma, rooms and beds"),
        Right.BACK_UP: N_("make and open copies"),
        Right.CHECK_STORE: N_("check the store"),
        Right.READ_AUDIT: N_("read the audit"),
        Right.SEE_RESIDENTS: N_("see who lives here"),
        Right.SEE_IDENTITY: N_("see identity details"),
        Right.SEE_RESTRICTED: N_("see people kept confidential"),
        Right.IMPORT: N_("move a register in"),
        Right.INTAKE: N_("admit people"),
        Right.QUICK_INTAKE: N_("take people in at night"),
        Right.EDIT_IDENTITY: N_("edit identity details"),
        Right.RECORD_LEAVING: N_("record leaving and return"),
        Right.SEE_CONTACTS: N_("see family and whom to call"),
        Right.ISSUE_CARDS: N_("issue and revoke residents' cards"),
        Right.SEE_CATEGORY: N_("see categories"),
        Right.EDIT_CATEGORY: N_("change categories"),
        Right.SEE_REMARKS: N_("see remarks"),
        Right.SEE_HEALTH: N_("see health details"),
        Right.SEE_HEALTH_ALERTS: N_("see health alerts and diet"),
        Right.SEE_HEALTH_SUMMARY: N_("see that somebody needs attention"),
        Right.EDIT_HEALTH: N_("edit health details"),
        Right.SEE_BEDS: N_("see the bed board"),
        Right.ASSIGN_BEDS: N_("give and move beds"),
        Right.SEE_PRESENCE: N_("see who is in and out"),
        Right.MARK_GATE: N_("write down in and out"),
        Right.TAKE_ROLL_CALL: N_("take the roll-call"),
        Right.ASK_LEAVE: N_("ask for leave passes"),
        Right.APPROVE_LEAVE: N_("approve leave passes"),
        Right.SEE_OCCURRENCES: N_("see what happened in the house"),
        Right.RECORD_OCCURRENCE: N_("write down what happened in the house"),
        Right.HAND_OVER_SHIFT: N_("hand over and take over a shift"),
        Right.SEE_CLASS: N_("see classes and attendance"),
        Right.RUN_CLASS: N_("mark attendance and give marks"),
        Right.EDIT_PROGRAMS: N_("set up programmes, classes and holidays"),
        Right.SEE_CASES: N_("see case files"),
        Right.EDIT_CASES: N_("write assessments, plans and notes"),
        Right.SEE_SERVICES: N_("see services given"),
        Right.RECORD_SERVICES: N_("write down services given"),
        Right.SEE_SAVINGS: N_("see savings"),
        Right.RECORD_SAVINGS: N_("write down savings"),
        Right.SEE_READINESS: N_("see who is ready to leave"),
        Right.EDIT_READINESS: N_("write down what readiness lacks"),
        Right.EDIT_READINESS_POLICY: N_("change the policy of readiness"),
        Right.DECIDE_EXIT: N_("decide who is ready to leave"),
        Right.SEE_CERTIFICATES: N_("see the register of certificates"),
        Right.PREPARE_CERTIFICATES: N_("prepare and print certificates"),
        Right.ISSUE_CERTIFICATES: N_("issue and revoke certificates"),
        Right.SEE_RETURNS: N_("see the month's figures"),
        Right.SEND_RETURN: N_("send the month's return"),
        Right.EXPORT_RECORDS: N_("export records for the province"),
        Right.SEE_PRIVACY: N_("see the data protection page"),
        Right.RECORD_CONSENT: N_("write down notices and consent"),
        Right.HANDLE_DATA_REQUEST: N_("answer requests about personal data"),
        Right.RECORD_INCIDENT: N_("write down incidents with data"),
        Right.DESTROY_RECORDS: N_("destroy records past their term"),
    }
)


def rights_of(roles: frozenset[Role]) -> frozenset[Right]:
    """Add up what these roles may do together."""
    return frozenset().union(*(RIGHTS[role] for role in roles))


@dataclass(frozen=True, slots=True)
class Staff:
    """Somebody signed in, with what they may do today.

    ``passed`` are single rights the head passed to a deputy, each good up to and including its day.
    """

    account_id: str
    user: str
    full_name: str
    roles: frozenset[Role]
    passed: Mapping[Right, date] = field(default_factory=dict)

    def may(self, right: Right, today: date) -> bool:
        """Say whether this person may do it today (the panti's day)."""
        until = self.passed.get(right)
        return right in rights_of(self.roles) or (until is not None and today <= until)

    def require(self, right: Right, today: date) -> None:
        """Refuse with ``not_allowed`` when this person may not do it today."""
        if not self.may(right, today):
            raise Refused("not_allowed", right=right)


@dataclass(frozen=True, slots=True)
class AccountLine:
    """One account in the list of staff."""

    account_id: str
    user: str
    full_name: str
    roles: tuple[Role, ...]
    disabled: bool
    passed: tuple[tuple[Right, date], ...] = ()


def require_roles(roles: frozenset[Role]) -> None:
    """Refuse an account that holds no role."""
    if not roles:
        raise Refused("role_missing", field="roles")


_USER: Final = re.compile(r"[a-z0-9][a-z0-9._-]{0,39}")


def require_user(user: str) -> str:
    """Give a user name as it is kept, in small letters; refused unless letters, digits, point, dash or stroke."""
    kept = user.strip().casefold()
    if not _USER.fullmatch(kept):
        raise Refused("user_unclear", field="user")
    return kept


MIN_PASSWORD: Final = 8


def password_strength(password: str) -> int:
    """Rate a password from 0 (refused) to 4 (strong), by length and variety alone; a hint, not a promise."""
    if len(password) < MIN_PASSWORD:
        return 0
    kinds = sum(
        any(test(letter) for letter in password)
        for test in (str.islower, str.isupper, str.isdigit, lambda letter: not letter.isalnum())
    )
    return min(4, max(1, kinds - 1 + (len(password) >= 12) + (len(password) >= 16)))


def require_password(password: str) -> None:
    """Refuse a password shorter than MIN_PASSWORD letters."""
    if len(password) < MIN_PASSWORD:
        raise Refused("password_too_short", field="password", least=MIN_PASSWORD)


BY_NAME: Final = frozenset({Right.SEE_HEALTH, Right.EDIT_HEALTH})
PASSABLE: Final = tuple(
    right
    for right in Right
    if right in RIGHTS[Role.KEPALA] | BY_NAME and right not in (Right.WORK_HERE, Right.PASS_RIGHTS)
)


def require_passable(right: Right, until: date | None, today: date, roles: frozenset[Role]) -> None:
    """Refuse to pass a right that the head does not hold or that stays with the head, or until a day gone by.

    Health details the head does not see either, but names the social worker who does; nobody else can be named.
    """
    if right not in PASSABLE:
        raise Refused("right_not_passable", field="right", right=right)
    if right in BY_NAME and until is not None and Role.PEKERJA_SOSIAL not in roles:
        raise Refused("health_for_social_workers", field="account_id")
    if until is not None and until < today:
        raise Refused("until_past", field="until", today=today)


def require_head_for(roles: frozenset[Role], staff: Staff) -> None:
    """Refuse anybody but a head to make, change or unlock a head's account: it sees what an administrator may not."""
    if Role.KEPALA in roles and Role.KEPALA not in staff.roles:
        raise Refused("only_head")
