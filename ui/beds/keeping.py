"""Keeping a bed for somebody, and saying what beds are known for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from shelter_admin.domain.bed_layout import TAG_NAMES, read_tag, tag_order, tag_words
from shelter_admin.domain.beds import BedLine, UnplacedLine
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.wording import short_date
from shelter_admin.domain.words import _, n_
from shelter_admin.operations.beds.booking import BookBed
from shelter_admin.operations.beds.layout import TagBeds
from ui.beds.sheets import ActSheet, typed_day
from ui.beds.unplaced import words_of
from ui.kit.form import SuggestField, TextField, TickField
from ui.kit.frontdesk import FrontDesk

A_WEEK: Final = 7


class KeepSheet(ActSheet):
    """For whom a bed is kept, a resident without one or a few words, and through which night."""

    def __init__(
        self, front: FrontDesk, owner: QWidget, bed: BedLine, unplaced: Sequence[UnplacedLine], tonight: date
    ) -> None:
        self._bed, self._tonight = bed, tonight
        self._people = {words_of(line): line.person_id for line in unplaced}
        whom = SuggestField("note", _("Kept for"), hint=_("A resident without a bed, or a few words"))
        whom.suggest([(person_id, words) for words, person_id in self._people.items()])
        first = TextField("from_night", _("From the night of"), placeholder=_("dd-mm-yyyy"), hint=_("Empty: tonight"))
        last = TextField("until_night", _("Through the night of"), placeholder=_("dd-mm-yyyy"))
        last.set_value(short_date(tonight + timedelta(days=A_WEEK - 1)))
        words = _("Then the bed is free again by itself.")
        title = _("Keep {bed}").format(bed=bed.address)
        super().__init__(front, owner, title, words, _("Keep the bed"), [whom, [first, last]])

    @override
    def command(self) -> BookBed:
        """The booking as typed: the last night is said, the night after it is free."""
        typed = self.form.values()
        last = self._day(typed["until_night"], "until_night")
        if last is None:
            raise Refused("day_unclear", field="until_night")
        whom = " ".join(typed["note"].split())
        person_id = self._people.get(whom)
        return BookBed(
            self._bed.bed_id,
            last + timedelta(days=1),
            person_id,
            "" if person_id else whom,
            self._day(typed["from_night"], "from_night"),
        )

    def _day(self, text: str, field: str) -> date | None:
        return typed_day(text, self.front.desk.today, field)


class TagSheet(ActSheet):
    """What one bed, several or a whole room are known for: a tick for each word, and one of the house's own."""

    def __init__(
        self, front: FrontDesk, owner: QWidget, title: str, beds: Sequence[BedLine], known: Sequence[str]
    ) -> None:
        self._beds = tuple(beds)
        self._tags = sorted({*TAG_NAMES, *known}, key=tag_order)
        ticks = [TickField(f"tag-{at}", tag_words(tag)) for at, tag in enumerate(self._tags)]
        for tick, tag in zip(ticks, self._tags, strict=True):
            tick.set_value(all(tag in bed.tags for bed in self._beds))
        own = TextField("tag", _("Another word"), placeholder=_("for example by the window"))
        pairs = [ticks[at : at + 2] for at in range(0, len(ticks), 2)]
        words = n_("For {count} bed", "For {count} beds", len(self._beds)).format(count=len(self._beds))
        super().__init__(front, owner, title, words, _("Save"), [*pairs, own])

    @override
    def command(self) -> TagBeds:
        """The tags as ticked."""
        typed = self.form.values()
        ticked = [tag for at, tag in enumerate(self._tags) if typed[f"tag-{at}"]]
        take = [tag for tag in self._tags if tag not in ticked and all(tag in bed.tags for bed in self._beds)]
        own = [read_tag(typed["tag"])] if typed["tag"].strip() else []
        return TagBeds(tuple(bed.bed_id for bed in self._beds), (*ticked, *own), tuple(take))
