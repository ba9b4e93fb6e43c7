"""What is typed besides one letter: minutes late or left early; and the order of typing back from paper."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from shelter_admin.domain.training import ClassSheet
from shelter_admin.domain.wording import number
from shelter_admin.domain.words import N_, _
from ui.training.days import takes_marks

LATE: Final = "T"
LEFT: Final = "P"
KINDS: Final = {LATE: N_("Late"), LEFT: N_("Left early")}
MOST_DIGITS: Final = 3


@dataclass
class MinutesTyped:
    """Minutes being typed: which kind, and the digits so far."""

    kind: str
    digits: str = ""

    @property
    def minutes(self) -> int:
        """What is typed, 0 where nothing is."""
        return int(self.digits or "0")

    def take(self, typed: str) -> bool:
        """Take a digit; False for anything else."""
        if not (typed.isascii() and typed.isdigit()):
            return False
        self.digits = (self.digits + typed)[:MOST_DIGITS].lstrip("0")
        return True

    @property
    def words(self) -> str:
        """What is being typed, in words."""
        words = _("{kind}: {count} minutes · Enter")
        return words.format(kind=_(KINDS[self.kind]), count=number(self.minutes) if self.digits else "…")


class Course(StrEnum):
    """Where the cursor goes after a mark: down to the last, or through a sheet of paper by days or by people."""

    DOWN = "down"
    BY_DAY = "by_day"
    BY_PERSON = "by_person"


def following(sheet: ClassSheet, row: int, day: int, course: Course) -> tuple[int, int] | None:
    """The next cell to type, as row and day; None at the end. Only open days and whoever belongs there are visited."""
    if course is Course.DOWN:
        here = sheet.days[day].day
        rows = range(row + 1, len(sheet.rows))
        return next(((at, day) for at in rows if sheet.rows[at].belongs(here)), None)
    open_days = [at for at, one in enumerate(sheet.days) if takes_marks(sheet, one) and one.closed_at is None]
    if course is Course.BY_DAY:
        cells = [(at, column) for column in open_days for at in range(len(sheet.rows))]
        after = [cell for cell in cells if (cell[1], cell[0]) > (day, row)]
    else:
        cells = [(at, column) for at in range(len(sheet.rows)) for column in open_days]
        after = [cell for cell in cells if cell > (row, day)]
    return next((cell for cell in after if sheet.rows[cell[0]].belongs(sheet.days[cell[1]].day)), None)
