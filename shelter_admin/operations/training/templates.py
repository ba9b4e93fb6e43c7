"""Intakes that come every year, and opening the classes of a year from them."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace
from typing import Any, ClassVar, Final

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.training import NO_LIMITS, Intake
from shelter_admin.domain.training.templates import BatchTemplate, IntakesOpened, require_template
from shelter_admin.domain.wording import DAYS
from shelter_admin.domain.words import N_, _
from shelter_admin.operations.desk import Command, Done, Query, Work
from shelter_admin.operations.editing import Edit, Fields, Seen, named, of_row, plainly
from shelter_admin.operations.training.batches import BATCH, BATCHES_CHANGED, batch_values
from shelter_admin.operations.training.programs import clean_name
from shelter_admin.persistence.training import setting_up, templates

AHEAD: Final = 5
TEMPLATE: Final = {
    **BATCH,
    "name": N_("Name of the intake"),
    "start_month": N_("Month it begins in"),
    "start_day": N_("Day it begins on"),
    "months": N_("Months it lasts"),
}

WORDS: dict[str, str] = {
    "template_name_missing": N_("An intake needs a name, such as Angkatan I."),
    "template_taken": N_("This programme has an intake with this name already."),
    "template_gone": N_("There is no such intake any more."),
    "template_day_unclear": N_("An intake begins on a day from 1 to 28 of a month, so that every year has it."),
    "months_out_of_bounds": N_("A class lasts from 1 to {most} months."),
    "year_out_of_bounds": N_("Open the intakes of a year from {first} to {last}."),
    "no_templates": N_("No intake of every year is written down yet."),
    "places_out_of_bounds": N_("Places are a whole number from 0 to {most}."),
    "places_more_than_all": N_("These are more than all {places} places together."),
    "ages_out_of_bounds": N_("An age is a whole number from 0 to {most}."),
    "ages_unclear": N_("The highest age cannot be below the lowest, {least} years."),
}


@dataclass(frozen=True)
class BatchTemplates(Query[tuple[BatchTemplate, ...]]):
    """The intakes of every year of a programme, or of all, by the day they begin."""

    needs: ClassVar[Right] = Right.EDIT_PROGRAMS

    program_id: str | None = None

    @override
    def run(self, work: Work) -> tuple[BatchTemplate, ...]:
        return templates.templates(work.session, self.program_id)


def _looked_over(work: Work, template: BatchTemplate) -> BatchTemplate:
    """The intake with its name and hour tidied; refused where something of it cannot be."""
    setting_up.the_program(work.session, template.program_id)
    values = batch_values("", (None, None), template.weekdays, template.starts_at, template.intake)
    clean = replace(
        template,
        name=clean_name(template.name, "template_name"),
        weekdays=values.weekdays,
        starts_at=values.starts_at,
    )
    require_template(clean)
    templates.require_new_name(work.session, clean)
    return clean


def template_parts(template: BatchTemplate) -> dict[str, Any]:
    """An intake field by field as its form has it."""
    plain = ("name", "start_month", "start_day", "months", "weekdays", "starts_at")
    return {name: getattr(template, name) for name in plain} | asdict(template.intake)


@dataclass(frozen=True)
class AddBatchTemplate(Command[str]):
    """Write an intake of every year down; tells its id."""

    needs: ClassVar[Right] = Right.EDIT_PROGRAMS
    name: ClassVar[str] = N_("new intake of every year")

    template: BatchTemplate = field(repr=False)

    @override
    def run(self, work: Work) -> Done[str]:
        row = templates.put(work.session, _looked_over(work, self.template))
        return Done(BATCHES_CHANGED, row.id, RemoveBatchTemplate(row.id), what={"template_id": row.id})


@dataclass(frozen=True)
class ChangeBatchTemplate(Edit[None]):
    """Change an intake of every year; classes made of it stay as they are."""

    needs: ClassVar[Right] = Right.EDIT_PROGRAMS
    name: ClassVar[str] = N_("change of an intake of every year")

    template_id: str
    template: BatchTemplate = field(repr=False)

    @override
    def run(self, work: Work) -> Done[None]:
        row = templates.the_template(work.session, self.template_id)
        before = templates.template_of(row)

        def words(name: str, value: Any) -> str:
            return ", ".join(_(DAYS[int(day) - 1]) for day in value) if name == "weekdays" else plainly(work, value)

        fields = Fields(named(TEMPLATE), of_row(work.session, row), words)
        agreed = self.agree(work, fields, template_parts(self.template), template_parts(before))
        intake = Intake(**{name: agreed.pop(name) for name in asdict(NO_LIMITS)})
        after = _looked_over(work, replace(before, **agreed, intake=intake))
        templates.put(work.session, after)
        undo = ChangeBatchTemplate(self.template_id, before, seen=Seen(template_parts(after)))
        return Done(BATCHES_CHANGED, undo=undo)


@dataclass(frozen=True)
class RemoveBatchTemplate(Command[None]):
    """Take an intake of every year out; classes made of it stay."""

    needs: ClassVar[Right] = Right.EDIT_PROGRAMS
    name: ClassVar[str] = N_("removal of an intake of every year")

    template_id: str

    @override
    def run(self, work: Work) -> Done[None]:
        before = templates.template_of(templates.the_template(work.session, self.template_id))
        templates.drop(work.session, self.template_id)
        return Done(BATCHES_CHANGED, undo=AddBatchTemplate(before))


@dataclass(frozen=True)
class OpenIntakes(Command[IntakesOpened]):
    """Open the classes of a year from the intakes of every year, of one programme or of all; never one twice.

    A class that has the name or the first day of an intake already is left as it is.
    """

    needs: ClassVar[Right] = Right.EDIT_PROGRAMS
    name: ClassVar[str] = N_("opening of the intakes of a year")

    year: int
    program_id: str | None = None

    @override
    def run(self, work: Work) -> Done[IntakesOpened]:
        first, last = work.today.year - 1, work.today.year + AHEAD
        if not first <= self.year <= last:
            raise Refused("year_out_of_bounds", field="year", first=str(first), last=str(last))
        offered = templates.templates(work.session, self.program_id)
        if not offered:
            raise Refused("no_templates")
        opened: list[str] = []
        known: list[str] = []
        made: list[str] = []
        for one in offered:
            program = setting_up.the_program(work.session, one.program_id).name
            days = one.days_of(self.year)
            there = templates.known_batch(work.session, one.program_id, one.name_of(self.year), days[0])
            if there is not None:
                known.append(f"{program} · {there}" if there else program)
                continue
            values = batch_values(one.name_of(self.year), days, one.weekdays, one.starts_at, one.intake)
            made.append(setting_up.add_batch(work.session, one.program_id, values))
            opened.append(f"{program} · {values.name}")
        undo = TakeBackIntakes(tuple(made)) if made else None
        return Done(BATCHES_CHANGED, IntakesOpened(tuple(opened), tuple(known)), undo, what={"batch_ids": made})


@dataclass(frozen=True)
class TakeBackIntakes(Command[None]):
    """Undo of opening intakes; refused once anybody uses one of the classes."""

    needs: ClassVar[Right] = Right.EDIT_PROGRAMS
    name: ClassVar[str] = N_("take back the intakes")

    batch_ids: tuple[str, ...]

    @override
    def run(self, work: Work) -> Done[None]:
        for batch_id in self.batch_ids:
            setting_up.drop_batch(work.session, batch_id)
        return Done(BATCHES_CHANGED)
