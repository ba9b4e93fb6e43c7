"""What is still open before somebody leaves, and whose turn it is. It is shown and never blocks anybody."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.departures.arranging import Arrangement, Reception
from shelter_admin.domain.departures.handing import Handed, Kit
from shelter_admin.domain.departures.savings import Saving
from shelter_admin.domain.words import N_


class Step(StrEnum):
    """One thing to be done for a leaving, in the order it is usually done."""

    DECISION = "decision"
    RECEPTION = "reception"
    SURVEY = "survey"
    PICKUP_PAPERS = "pickup_papers"
    PLAN = "plan"
    DINSOS = "dinsos"
    ASSESSMENT = "assessment"
    TOOLS = "tools"
    SAVINGS = "savings"
    KEPT = "kept"
    TERMINATION = "termination"


STEP_NAMES: Final[Mapping[Step, str]] = MappingProxyType(
    {
        Step.DECISION: N_("Decision of the head"),
        Step.RECEPTION: N_("A place to go"),
        Step.SURVEY: N_("Visit to the family"),
        Step.PICKUP_PAPERS: N_("Papers of picking up"),
        Step.PLAN: N_("What comes afterwards"),
        Step.DINSOS: N_("Dinas Sosial there told"),
        Step.ASSESSMENT: N_("Assessment before leaving"),
        Step.TOOLS: N_("Tools handed over"),
        Step.SAVINGS: N_("Savings paid out"),
        Step.KEPT: N_("Things in keeping given back"),
        Step.TERMINATION: N_("Letter of termination"),
    }
)
TURNS: Final[Mapping[Step, Role]] = MappingProxyType(
    {
        Step.DECISION: Role.KEPALA,
        Step.RECEPTION: Role.PEKERJA_SOSIAL,
        Step.SURVEY: Role.PEKERJA_SOSIAL,
        Step.PICKUP_PAPERS: Role.PEKERJA_SOSIAL,
        Step.PLAN: Role.PEKERJA_SOSIAL,
        Step.DINSOS: Role.TATA_USAHA,
        Step.ASSESSMENT: Role.PEKERJA_SOSIAL,
        Step.TOOLS: Role.TATA_USAHA,
        Step.SAVINGS: Role.TATA_USAHA,
        Step.KEPT: Role.PIKET,
        Step.TERMINATION: Role.TATA_USAHA,
    }
)
"""Who acts next while a step is open."""


class Stands(StrEnum):
    """How a step stands; what does not arise for somebody is not asked of anybody."""

    DONE = "done"
    OPEN = "open"
    REFUSED = "refused"
    NOT_NEEDED = "not_needed"


STANDS_NAMES: Final[Mapping[Stands, str]] = MappingProxyType(
    {
        Stands.DONE: N_("done"),
        Stands.OPEN: N_("open"),
        Stands.REFUSED: N_("the family refuses"),
        Stands.NOT_NEEDED: N_("does not arise"),
    }
)


@dataclass(frozen=True, slots=True)
class OpenStep:
    """One step of somebody, with the figure behind it where there is one."""

    step: Step
    stands: Stands
    figure: int | None = None

    @property
    def open(self) -> bool:
        """Say whether somebody still has to act."""
        return self.stands in {Stands.OPEN, Stands.REFUSED}

    @property
    def turn(self) -> Role | None:
        """Whose turn it is, None once nobody has to act."""
        return TURNS[self.step] if self.open else None


@dataclass(frozen=True, slots=True)
class KnownOfLeaving:
    """What the house has written down elsewhere; ``balance`` and ``kept`` are None for who may not see them."""

    decided: bool = False
    trains: bool = False
    assessed: bool = False
    kit: bool = False
    tools: bool = False
    balance: int | None = 0
    kept: int = 0
    gone: bool = False
    only_things: bool = False


def steps_of(one: Arrangement, known: KnownOfLeaving) -> tuple[OpenStep, ...]:
    """Every step with how it stands: of who left what can still be done, of who died or ran away what is still held."""
    last = (_tools(known), _savings(known), _kept(known))
    if known.only_things:
        return tuple(step for step in last[1:] if step.stands is not Stands.NOT_NEEDED)
    told = OpenStep(Step.DINSOS, _done(one.dinsos_told_on is not None))
    letter = OpenStep(Step.TERMINATION, _done(bool(one.termination_number)))
    if known.gone:
        return (told, *last, letter)
    return (
        OpenStep(Step.DECISION, _done(known.decided) if known.trains else Stands.NOT_NEEDED),
        OpenStep(Step.RECEPTION, Stands.REFUSED if one.refused else _done(one.received)),
        OpenStep(Step.SURVEY, _survey(one)),
        OpenStep(Step.PICKUP_PAPERS, _pickup(one), len(one.missing_papers) or None),
        OpenStep(Step.PLAN, _done(bool(one.plan))),
        told,
        OpenStep(Step.ASSESSMENT, _done(known.assessed)),
        *last,
        letter,
    )


def _done(done: bool) -> Stands:
    return Stands.DONE if done else Stands.OPEN


def _survey(one: Arrangement) -> Stands:
    if one.survey_willing is not None:
        return Stands.DONE
    return Stands.OPEN if one.reception in {None, Reception.FAMILY} else Stands.NOT_NEEDED


def _pickup(one: Arrangement) -> Stands:
    if one.reception is not Reception.FAMILY:
        return Stands.NOT_NEEDED
    return _done(not one.missing_papers)


def _tools(known: KnownOfLeaving) -> OpenStep:
    if known.tools:
        return OpenStep(Step.TOOLS, Stands.DONE)
    return OpenStep(Step.TOOLS, Stands.OPEN if known.kit else Stands.NOT_NEEDED)


def _savings(known: KnownOfLeaving) -> OpenStep:
    if known.balance:
        return OpenStep(Step.SAVINGS, Stands.OPEN, known.balance)
    return OpenStep(Step.SAVINGS, Stands.NOT_NEEDED)


def _kept(known: KnownOfLeaving) -> OpenStep:
    return OpenStep(Step.KEPT, Stands.OPEN if known.kept else Stands.NOT_NEEDED, known.kept or None)


@dataclass(frozen=True, slots=True)
class DepartureLine:
    """Somebody in the list: about to leave, or gone with something still open."""

    person_id: str
    stay_id: str
    number: str
    name: str
    arrangement: Arrangement = field(repr=False)
    steps: tuple[OpenStep, ...]
    due_on: date | None = None
    left_on: date | None = None
    gone: bool = False

    @property
    def open_steps(self) -> tuple[OpenStep, ...]:
        """What somebody still has to do."""
        return tuple(step for step in self.steps if step.open)

    @property
    def next(self) -> OpenStep | None:
        """What is to be done first."""
        return next(iter(self.open_steps), None)


@dataclass(frozen=True, slots=True)
class Visit:
    """A visit to somebody who left: planned, and made once it has its day."""

    visit_id: str
    person_id: str
    number: str
    name: str
    planned_on: date
    visitor: str = ""
    visited_on: date | None = None
    words: str = field(default="", repr=False)
    left_on: date | None = None
    where: str = field(default="", repr=False)

    def late_on(self, day: date) -> bool:
        """Say whether it should have been made before a day."""
        return self.visited_on is None and self.planned_on < day


@dataclass(frozen=True, slots=True)
class DepartureFile:
    """Everything about one leaving as this reader may see it; savings are None for who may not."""

    line: DepartureLine
    written: bool
    sex: str = ""
    handed: tuple[Handed, ...] = ()
    savings: tuple[Saving, ...] | None = None
    kits: tuple[tuple[str, Kit], ...] = ()
    visits: tuple[Visit, ...] = ()
    family: tuple[tuple[str, str, str, str], ...] = field(default=(), repr=False)

    @property
    def balance(self) -> int:
        """What is saved now, nothing for who may not see it."""
        return sum(one.amount for one in self.savings or ())
