"""Instruments of assessment: those that come with the program, and those an office brings.

The program's own are written down when somebody first fills them, as the next edition where their content is new;
what was filled before keeps its edition. An office's own edition is never replaced by the program's.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Final

from sqlalchemy import exists, select
from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.cases.assessments import InstrumentEdition
from shelter_admin.domain.cases.reading import MOST_BYTES, read_file
from shelter_admin.domain.changes import Area, Changes
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.words import N_
from shelter_admin.operations.desk import Command, Done, Query, Work
from shelter_admin.operations.shipped_instruments import known_instruments, shipped
from shelter_admin.persistence.cases import instruments
from shelter_admin.persistence.cases.tables import AssessmentTable

CHANGED: Final = Changes.of(Area.CASES)

WORDS: dict[str, str] = {
    "instrument_unknown": N_("This instrument is no longer there. Choose another one."),
    "instrument_retired": N_("“{instrument}” is no longer in use. Choose another one, or take it into use again."),
    "instrument_in_use": N_(
        "This edition has been filled already, so it stays. Take the instrument out of use instead."
    ),
    "instrument_same": N_("This instrument is here already, word for word."),
    "instrument_not_read": N_("This file cannot be opened. Look whether it is still there."),
    "instrument_too_big": N_("This file is too big for an instrument: at most {most} KB."),
    "instrument_not_json": N_("This file is not an instrument: it is not JSON in UTF-8."),
    "instrument_format": N_("This file is not an instrument this program reads: its format must be {format}."),
    "instrument_part_missing": N_("The instrument cannot be read: {where} is missing or not right."),
    "instrument_part_unclear": N_("The instrument cannot be read: {where} must be a group of named values."),
    "instrument_code_unclear": N_("The code of {where} must be small letters, digits, - or _ and at most 40 long."),
    "instrument_code_twice": N_("Two questions have the code {where}. Give each its own."),
    "instrument_word_unknown": N_("{where} must be one of: {known}."),
    "instrument_choices": N_("Question {where} needs at least two answers, each with a code of its own."),
    "instrument_points_missing": N_("Question {where} must give points to all of its answers or to none."),
    "instrument_bounds": N_("Question {where} needs whole numbers as bounds: least from 0, most above it."),
    "instrument_questions": N_("An instrument has 1 to {most} questions."),
    "instrument_bands": N_(
        "The bands must rise, the first from {least} points or below, none beyond {most} points, and the questions"
        " need points."
    ),
}


@dataclass(frozen=True)
class Instruments(Query[tuple[InstrumentEdition, ...]]):
    """Every instrument as it reads now, also those out of use."""

    needs: ClassVar[Right] = Right.SEE_CASES

    @override
    def run(self, work: Work) -> tuple[InstrumentEdition, ...]:
        return known_instruments(work)


@dataclass(frozen=True)
class ImportInstrument(Command[str]):
    """Take the office's own instrument from a file into use; with a known code it is the next edition of that one."""

    needs: ClassVar[Right] = Right.EDIT_CASES
    name: ClassVar[str] = N_("own instrument of assessment")

    file: Path

    @override
    def run(self, work: Work) -> Done[str]:
        made, plain = read_file(_bytes_of(self.file))
        here = {one.instrument.code: one for one in instruments.current(work.session, shipped())}
        known = here.get(made.code)
        if known is not None and known.instrument == made and not known.retired:
            raise Refused("instrument_same", field="file")
        if known is not None:  # an edition that was never filled is still what came before
            instruments.the_instrument(work.session, made.code, shipped())
        row = instruments.add(work.session, plain, own=True)
        return Done(CHANGED, row.id, TakeBackInstrument(row.id), what={"instrument_id": row.id})


@dataclass(frozen=True)
class TakeBackInstrument(Command[None]):
    """Undo of an import; refused once the edition was filled."""

    needs: ClassVar[Right] = Right.EDIT_CASES
    name: ClassVar[str] = N_("take an instrument back")

    instrument_id: str

    @override
    def run(self, work: Work) -> Done[None]:
        row = instruments.the_edition(work.session, self.instrument_id)
        if work.session.scalar(select(exists().where(AssessmentTable.instrument_id == row.id))):
            raise Refused("instrument_in_use")
        work.session.delete(row)
        return Done(CHANGED)


@dataclass(frozen=True)
class RetireInstrument(Command[None]):
    """Take an instrument out of use; what was filled stays."""

    needs: ClassVar[Right] = Right.EDIT_CASES
    name: ClassVar[str] = N_("instrument out of use")

    instrument_code: str

    @override
    def run(self, work: Work) -> Done[None]:
        row = instruments.the_instrument(work.session, self.instrument_code, shipped())
        instruments.retire(work.session, row, row.retired_on or work.today)
        return Done(CHANGED, undo=UseInstrument(self.instrument_code))


@dataclass(frozen=True)
class UseInstrument(Command[None]):
    """Take an instrument into use again."""

    needs: ClassVar[Right] = Right.EDIT_CASES
    name: ClassVar[str] = N_("instrument in use again")

    instrument_code: str

    @override
    def run(self, work: Work) -> Done[None]:
        row = instruments.the_instrument(work.session, self.instrument_code, shipped())
        instruments.retire(work.session, row, None)
        return Done(CHANGED, undo=RetireInstrument(self.instrument_code))


def _bytes_of(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            return opened.read(MOST_BYTES + 1)
    except OSError as error:
        raise Refused("instrument_not_read", field="file") from error
