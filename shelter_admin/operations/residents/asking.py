"""What staff ask about residents: searching, lists, a file, a photo, who may be here twice."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.categories import BY_CODE
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.identity.nik import read_nik
from shelter_admin.domain.identity.reading_dates import About, read_written_date
from shelter_admin.domain.identity.sexes import Sex
from shelter_admin.domain.residents import (
    OriginalRow,
    Photo,
    PossiblePair,
    ResidentDetails,
    ResidentFilter,
    ResidentLine,
    Similar,
)
from shelter_admin.domain.words import N_
from shelter_admin.operations.desk import Query, Work
from shelter_admin.persistence.people.lookup import person_numbered
from shelter_admin.persistence.people.sight import Kept, require_in_sight, sees
from shelter_admin.persistence.residents import cards, details, doubles, linked, photos, records, search
from shelter_admin.spreadsheets.reference import regions


def reading_of(work: Work) -> records.Reading:
    """Whose eyes, and on which day and night, a list is made for."""
    return records.Reading(work.sight, work.today, work.night)


@dataclass(frozen=True)
class FindResidents(Query[tuple[ResidentLine, ...]]):
    """Search as you type over name, alias, number, origin, bed and, each with its right, NIK and remarks.

    An exact number comes first, then who is in the house, then who has left. No text finds nobody. The code of a
    card, a pass or a list's line finds its person.
    """

    needs: ClassVar[Right] = Right.SEE_RESIDENTS

    text: str = field(repr=False)
    include_left: bool = True
    limit: int = 30

    @override
    def run(self, work: Work) -> tuple[ResidentLine, ...]:
        text = cards.number_behind(work.session, work.sight, self.text)
        found = search.find(work.session, reading_of(work), text, include_left=self.include_left, limit=self.limit)
        return tuple(found)


@dataclass(frozen=True)
class ResidentList(Query[tuple[ResidentLine, ...]]):
    """The residents a filter shows, by name; who is in the house where nothing else is said. At most 5 000."""

    needs: ClassVar[Right] = Right.SEE_RESIDENTS

    shown: ResidentFilter = ResidentFilter()  # noqa: RUF009 - frozen

    @override
    def run(self, work: Work) -> tuple[ResidentLine, ...]:
        if self.shown.category_code:  # who is listed under a category would tell it to who may not see it
            work.staff.require(Right.SEE_CATEGORY, work.today)
            if (category := BY_CODE.get(self.shown.category_code)) is not None and category.sensitive:
                work.staff.require(Right.SEE_HEALTH, work.today)
        return tuple(records.resident_list(work.session, reading_of(work), self.shown))


@dataclass(frozen=True)
class ResidentNumbered(Query[ResidentLine]):
    """The resident of an own number, also that of a file linked to theirs; raises Refused ``number_unknown``."""

    needs: ClassVar[Right] = Right.SEE_RESIDENTS

    number: str

    @override
    def run(self, work: Work) -> ResidentLine:
        person_id = person_numbered(work.session, self.number)
        person_id = linked.kept_files(work.session, [person_id]).get(person_id, person_id)
        found = records.lines_of(work.session, reading_of(work), [person_id])
        if person_id not in found:
            raise Refused("number_unknown", field="number", number=self.number.strip()[:40])
        return found[person_id]


@dataclass(frozen=True)
class ResidentDetailsOf(Query[ResidentDetails]):
    """A resident's file as this reader may see it; opening it is written to the audit."""

    needs: ClassVar[Right] = Right.SEE_RESIDENTS
    sensitive: ClassVar[bool] = True
    name: ClassVar[str] = N_("look into a resident's file")

    person_id: str

    @override
    def run(self, work: Work) -> ResidentDetails:
        require_in_sight(work.session, work.sight, self.person_id)
        return details.details_of(work.session, reading_of(work), self.person_id)

    @override
    def about(self, answer: ResidentDetails) -> tuple[str, ...]:
        return (answer.line.person_id,)


@dataclass(frozen=True)
class PhotoOf(Query[Photo]):
    """One picture; raises Refused ``photo_unknown``."""

    needs: ClassVar[Right] = Right.SEE_RESIDENTS

    photo_id: str

    @override
    def run(self, work: Work) -> Photo:
        return photos.load(work.session, work.sight, self.photo_id)


@dataclass(frozen=True)
class SimilarTo(Query[tuple[Similar, ...]]):
    """Who may already be known, for what has been typed so far; a hint, the likeliest first."""

    needs: ClassVar[Right] = Right.SEE_RESIDENTS

    full_name: str = field(repr=False)
    sex: Sex = Sex.UNKNOWN
    birth: str = field(default="", repr=False)
    nik: str = field(default="", repr=False)
    limit: int = 5
    origin: str = field(default="", repr=False)
    origin_code: str | None = None

    @override
    def run(self, work: Work) -> tuple[Similar, ...]:
        nik = read_nik(self.nik).likely_digits if work.sight.identity else None
        born = read_written_date(self.birth.strip(), About.BIRTH, work.today).when
        code = self.origin_code or self._region()
        asked = doubles.Asked(self.full_name, self.sex, born, nik, code, self.origin)
        return tuple(doubles.similar(work.session, reading_of(work), asked, self.limit))

    def _region(self) -> str | None:
        """The region that the typed origin names for certain."""
        found = regions().find(self.origin) if self.origin.strip() else None
        return found.code if found is not None and found.how == "certain" else None


@dataclass(frozen=True)
class PossibleDoubles(Query[tuple[PossiblePair, ...]]):
    """The pairs that may be one person, for a human to look at."""

    needs: ClassVar[Right] = Right.INTAKE

    @override
    def run(self, work: Work) -> tuple[PossiblePair, ...]:
        return tuple(doubles.pairs(work.session, reading_of(work)))


@dataclass(frozen=True)
class OriginalRowOf(Query[OriginalRow]):
    """The row of the office's register a person came in with; raises Refused ``no_original_row``."""

    needs: ClassVar[Right] = Right.SEE_IDENTITY
    sensitive: ClassVar[bool] = True
    name: ClassVar[str] = N_("look at the row of the register")

    person_id: str

    @override
    def run(self, work: Work) -> OriginalRow:
        require_in_sight(work.session, work.sight, self.person_id)
        row = details.original_row(work.session, self.person_id) if sees(work.sight, Kept.ORIGINAL) else None
        if row is None:
            raise Refused("no_original_row", field="person_id")
        return row

    @override
    def about(self, answer: OriginalRow) -> tuple[str, ...]:
        return (self.person_id,)
