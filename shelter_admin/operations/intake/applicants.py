"""Who asks for a place: written down, corrected, known from before, and how their papers stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar, Final

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.arrivals import SOURCE_WORDS, Source
from shelter_admin.domain.categories import BY_CODE
from shelter_admin.domain.changes import Area, Changes
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.identity.sexes import Sex
from shelter_admin.domain.residents import Identity
from shelter_admin.domain.waiting_list import (
    LONGEST_NOTE,
    NEED_NAMES,
    PRIORITY_NAMES,
    PRIORITY_REASON_NAMES,
    ApplicantState,
    Need,
    PriorityReason,
    priority_of,
    require_days,
    require_open,
    require_priority,
)
from shelter_admin.domain.waiting_requirements import REQUIREMENT_NAMES, Requirement, RequirementState
from shelter_admin.domain.words import N_, _
from shelter_admin.operations.desk import Command, Done, Work
from shelter_admin.operations.editing import Edit, Fields, Seen, named, of_row, plainly
from shelter_admin.operations.residents.identity import LONGEST_TEXT, TypedIdentity, identified, require_categories
from shelter_admin.persistence.intake import applicants
from shelter_admin.persistence.intake.tables import ApplicantTable
from shelter_admin.persistence.people.lookup import the_person
from shelter_admin.persistence.people.sight import require_in_sight, shown
from shelter_admin.persistence.residents import stays
from shelter_admin.persistence.residents.waiting_list import category_for

CHANGED: Final = Changes.of(Area.INTAKE)
LABELS: Final[Mapping[str, str]] = {
    "full_name": N_("Name"),
    "alias": N_("Alias, called"),
    "sex": N_("Sex"),
    "birth": N_("Birth or age"),
    "origin": N_("Regency or city of origin"),
    "nik": N_("NIK"),
    "category": N_("Category"),
    "needs": N_("What the place has to be like"),
    "source": N_("Who asks for the place"),
    "source_text": N_("Name of the person or office"),
    "contact": N_("How to reach them"),
    "letter_number": N_("Number of the letter"),
    "letter_on": N_("Date of the letter"),
    "answer_by": N_("Answer due by"),
    "asked_on": N_("Asked on"),
    "wanted_from": N_("Place needed from"),
    "reasons": N_("Why before others"),
    "priority": N_("Priority"),
    "remark": N_("Remark"),
}
_COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "full_name": ("name",),
    "birth": ("birth_text", "birth_year"),
    "origin": ("origin_text", "origin_code"),
    "nik": ("nik_text",),
    "reasons": ("priority_reasons",),
}
_TEXTS: Final = ("source_text", "contact", "letter_number", "remark")


@dataclass(frozen=True, kw_only=True)
class TypedApplicant:
    """An application as typed; nothing is mandatory. What the form could not show is None and stays as it is.

    Without a priority the reasons decide it. Numbers of letters are typed, never invented.
    """

    full_name: str = field(default="", repr=False)
    alias: str = field(default="", repr=False)
    sex: Sex = Sex.UNKNOWN
    birth: str = field(default="", repr=False)
    origin_code: str | None = None
    origin: str = field(default="", repr=False)
    nik: str | None = field(default=None, repr=False)
    category: str | None = None
    needs_of_place: tuple[Need, ...] = ()
    source: Source | None = None
    source_text: str = field(default="", repr=False)
    contact: str = field(default="", repr=False)
    letter_number: str = field(default="", repr=False)
    letter_on: date | None = None
    answer_by: date | None = None
    asked_on: date | None = None
    wanted_from: date | None = None
    reasons: tuple[PriorityReason, ...] = ()
    priority: int | None = None
    remark: str | None = field(default=None, repr=False)


def as_shown(row: ApplicantTable) -> dict[str, Any]:
    """An application by the fields of its form."""
    return {
        "full_name": row.name,
        "alias": row.alias,
        "sex": Sex(row.sex or ""),
        "birth": row.birth_text,
        "origin": row.origin_text,
        "nik": row.nik_text,
        "category": row.category or "",
        "needs": tuple(Need(one) for one in row.needs),
        "source": Source(row.source) if row.source else None,
        "source_text": row.source_text,
        "contact": row.contact,
        "letter_number": row.letter_number,
        "letter_on": row.letter_on,
        "answer_by": row.answer_by,
        "asked_on": row.asked_on,
        "wanted_from": row.wanted_from,
        "reasons": tuple(PriorityReason(one) for one in row.priority_reasons),
        "priority": row.priority,
        "remark": row.remark,
    }


def _require_short(typed: TypedApplicant) -> None:
    for name in _TEXTS:
        most = LONGEST_NOTE if name == "remark" else LONGEST_TEXT
        if len(getattr(typed, name) or "") > most:
            raise Refused("text_too_long", field=name, most=most)


def _typed(typed: TypedApplicant, today: date) -> tuple[dict[str, Any], Identity]:
    """What was typed, read as far as it can be: fields of the form and the identity behind them."""
    _require_short(typed)
    words = TypedIdentity(
        full_name=typed.full_name,
        alias=typed.alias,
        sex=typed.sex,
        birth=typed.birth,
        origin_code=typed.origin_code,
        origin=typed.origin,
        nik=typed.nik or "",
    )
    identity = identified(words, Identity(), today, None)
    reasons = tuple(one for one in PriorityReason if one in typed.reasons)
    values: dict[str, Any] = {
        "full_name": identity.name,
        "alias": identity.alias,
        "sex": identity.sex,
        "birth": identity.born.text if typed.birth.strip() else "",
        "origin": identity.origin_text,
        "needs": tuple(one for one in Need if one in typed.needs_of_place),
        "source": typed.source,
        "source_text": typed.source_text.strip(),
        "contact": typed.contact.strip(),
        "letter_number": " ".join(typed.letter_number.split()),
        "letter_on": typed.letter_on,
        "answer_by": typed.answer_by,
        "asked_on": typed.asked_on or today,
        "wanted_from": typed.wanted_from,
        "reasons": reasons,
        "priority": priority_of(reasons) if typed.priority is None else typed.priority,
    }
    if typed.nik is not None:
        values["nik"] = identity.nik.text
    if typed.category is not None:
        values["category"] = next(iter(require_categories([typed.category])), "") if typed.category else ""
    if typed.remark is not None:
        values["remark"] = typed.remark.strip()
    return values, identity


def _require(values: Mapping[str, Any], today: date) -> None:
    require_priority(values["priority"], values["reasons"])
    require_days(values["asked_on"], values["letter_on"], values["answer_by"], today)


def _columns(values: Mapping[str, Any], identity: Identity, before: ApplicantTable | None) -> dict[str, Any]:
    """The fields of the form as columns; the code of a place and the year of a birth go with their words."""
    columns = {
        "name": values["full_name"],
        "sex": values["sex"].value or None,
        "category": values.get("category") or None,
        "needs": [one.value for one in values["needs"]],
        "source": values["source"].value if values["source"] else None,
        "priority_reasons": [one.value for one in values["reasons"]],
        "nik_text": values.get("nik", ""),
        "remark": values.get("remark", ""),
        "birth_text": values["birth"],
        "origin_text": values["origin"],
    }
    plain = ("alias", "source_text", "contact", "letter_number", "letter_on", "answer_by", "asked_on", "wanted_from")
    columns |= {name: values[name] for name in (*plain, "priority")}
    if before is None or before.birth_text != values["birth"]:
        columns["birth_year"] = identity.born.year
    if before is None or before.origin_text != values["origin"]:
        columns["origin_code"] = identity.origin_code
    return columns


@dataclass(frozen=True, kw_only=True)
class AddApplicant(TypedApplicant, Command[str]):
    """Write down somebody for whom a place is asked: by letter, by their family, or at the door."""

    needs: ClassVar[Right] = Right.INTAKE
    name: ClassVar[str] = N_("applicant")

    @override
    def run(self, work: Work) -> Done[str]:
        values, identity = _typed(self, work.today)
        _require(values, work.today)
        row = applicants.add(work.session, _columns(values, identity, None), work.today)
        return Done(CHANGED, row.id, undo=TakeBackApplicant(row.id), what={"applicant_id": row.id})


@dataclass(frozen=True)
class TakeBackApplicant(Command[None]):
    """Take out an application entered by mistake; refused once a bed was offered or somebody admitted."""

    needs: ClassVar[Right] = Right.INTAKE
    name: ClassVar[str] = N_("take the applicant back")

    applicant_id: str

    @override
    def run(self, work: Work) -> Done[None]:
        row = applicants.the_applicant(work.session, work.sight, self.applicant_id)
        if row.state != ApplicantState.WAITING.value:
            raise Refused("changed_meanwhile")
        applicants.remove(work.session, row)
        return Done(CHANGED)


@dataclass(frozen=True, kw_only=True)
class EditApplicant(TypedApplicant, Edit[int]):
    """Correct or complete an application; who changed the same field meanwhile is met first."""

    needs: ClassVar[Right] = Right.INTAKE
    name: ClassVar[str] = N_("change an applicant")

    applicant_id: str

    @override
    def run(self, work: Work) -> Done[int]:
        row = applicants.the_applicant(work.session, work.sight, self.applicant_id)
        require_open(ApplicantState(row.state))
        typed, identity = _typed(self, work.today)
        agreed = self.agree(work, _fields(work, row), {**as_shown(row), **typed}, as_shown(row))
        _require(agreed, work.today)
        old = applicants.put(work.session, row, _columns(agreed, identity, row))
        undo = PutApplicantBack(row.id, old, {name: getattr(row, name) for name in old})
        return Done(CHANGED, row.version, undo, _about(row), {"fields": sorted(old)})


def _fields(work: Work, row: ApplicantTable) -> Fields:
    def words(key: str, value: Any) -> str:
        return in_words(work, key, value)

    def open_to(key: str) -> bool:
        if key == "category":
            return row.category is None or category_for(work.sight, row.category) is not None
        return shown(work.sight, key)

    return Fields(named(LABELS), of_row(work.session, row, _COLUMNS), words, open_to)


def in_words(work: Work, key: str, value: Any) -> str:
    """A field of an application as it is read."""
    if key == "category" and value:
        return _(BY_CODE[value].name)
    if key == "source" and value:
        return _(SOURCE_WORDS[value])
    if key == "priority":
        return _(PRIORITY_NAMES[value])
    if key in {"needs", "reasons"}:
        names: Mapping[Any, str] = NEED_NAMES if key == "needs" else PRIORITY_REASON_NAMES
        return ", ".join(_(names[one]) for one in value)
    return plainly(work, value)


def _about(row: ApplicantTable) -> tuple[str, ...]:
    return (row.person_id,) if row.person_id else ()


@dataclass(frozen=True)
class PutApplicantBack(Command[None]):
    """Undo of a change of an application; refused when somebody changed it again meanwhile."""

    needs: ClassVar[Right] = Right.INTAKE
    name: ClassVar[str] = N_("put the applicant back")

    applicant_id: str
    old: Mapping[str, Any] = field(repr=False)
    new: Mapping[str, Any] = field(repr=False)

    @override
    def run(self, work: Work) -> Done[None]:
        row = applicants.the_applicant(work.session, work.sight, self.applicant_id)
        applicants.require_still(row, self.new)
        applicants.put(work.session, row, self.old)
        return Done(CHANGED, about=_about(row))


@dataclass(frozen=True)
class LinkApplicant(Command[None]):
    """Say which file is theirs, as they were here before; without a person the tie is undone."""

    needs: ClassVar[Right] = Right.INTAKE
    name: ClassVar[str] = N_("was here before")

    applicant_id: str
    person_id: str | None

    @override
    def run(self, work: Work) -> Done[None]:
        row = applicants.the_applicant(work.session, work.sight, self.applicant_id)
        require_open(ApplicantState(row.state))
        if self.person_id is not None:
            require_in_sight(work.session, work.sight, self.person_id)
            the_person(work.session, self.person_id)
            if stays.last_stay(work.session, self.person_id).leave_reason is None:
                raise Refused("already_in_house", field="person_id")
        old = applicants.put(work.session, row, {"person_id": self.person_id})
        undo = PutApplicantBack(row.id, old, {"person_id": self.person_id})
        about = tuple(one for one in (self.person_id, *old.values()) if one)
        return Done(CHANGED, undo=undo, about=about)


@dataclass(frozen=True, kw_only=True)
class SetRequirement(Edit[None]):
    """Say how one paper stands: there, being arranged, missing, or not needed; with a note. None: not written down."""

    needs: ClassVar[Right] = Right.INTAKE
    name: ClassVar[str] = N_("requirement of an applicant")

    applicant_id: str
    requirement: Requirement
    state: RequirementState | None
    note: str = field(default="", repr=False)

    @override
    def run(self, work: Work) -> Done[None]:
        row = applicants.the_applicant(work.session, work.sight, self.applicant_id)
        require_open(ApplicantState(row.state))
        if len(self.note) > LONGEST_TEXT:
            raise Refused("text_too_long", field="note", most=LONGEST_TEXT)
        written = applicants.requirement_row(work.session, row.id, self.requirement)
        state = RequirementState(written.state) if written is not None else None
        before: dict[str, Any] = {"state": state, "note": written.note if written is not None else ""}
        labels = {"state": REQUIREMENT_NAMES[self.requirement], "note": N_("Note")}
        fields = Fields(named(labels), of_row(work.session, written))
        agreed = self.agree(work, fields, {"state": self.state, "note": self.note.strip()}, before)
        applicants.set_requirement(work.session, row.id, self.requirement, agreed["state"], agreed["note"])
        undo = SetRequirement(applicant_id=row.id, requirement=self.requirement, seen=Seen(agreed), **before)
        return Done(CHANGED, undo=undo, about=_about(row))
