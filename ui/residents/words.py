"""How residents' facts are put into words on screen."""

from __future__ import annotations

from datetime import date

from shelter_admin.domain.arrivals import SOURCE_WORDS, Source
from shelter_admin.domain.categories import BY_CODE
from shelter_admin.domain.identity.dates import DateQuality, PartialDate
from shelter_admin.domain.identity.sexes import Sex
from shelter_admin.domain.residents import STATUS_NAMES, ResidentLine, Status
from shelter_admin.domain.wording import MONTHS, long_date, short_date
from shelter_admin.domain.words import _

HIDDEN = "•••"
STATUS_KINDS = {Status.IN_HOUSE: "ok", Status.OUT: "info", Status.LEFT: "neutral"}
STATUS_SIGNS = {Status.IN_HOUSE: "✓", Status.OUT: "→", Status.LEFT: "–"}


def birth_in_words(born: PartialDate | None) -> str:
    """A birth as far as it is known; what one may not see stays hidden."""
    if born is None:
        return HIDDEN
    match born.quality:
        case DateQuality.EXACT if born.as_day is not None:
            return long_date(born.as_day)
        case DateQuality.MONTH if born.month is not None:
            return f"{_(MONTHS[born.month - 1])} {born.year}"
        case DateQuality.YEAR:
            return str(born.year)
        case DateQuality.ABOUT:
            return _("about {year}").format(year=born.year)
        case _:
            return born.text or _("not known")


def status_in_words(line: ResidentLine) -> str:
    """Where somebody is, with its sign."""
    return f"{STATUS_SIGNS[line.status]} {_(STATUS_NAMES[line.status])}"


def sex_in_words(sex: Sex) -> str:
    """L, P, or not known yet."""
    return {Sex.MALE: _("male"), Sex.FEMALE: _("female")}.get(sex) or _("sex not known yet")


def source_in_words(source: Source | None, text: str | None) -> str:
    """Who brought somebody, with the office's own words."""
    told = _(SOURCE_WORDS[source]) if source else ""
    return " · ".join(part for part in (told, text or "") if part)


def category_in_words(code: str) -> str:
    """The name of a PPKS category."""
    return BY_CODE[code].name if code in BY_CODE else code


def day_or(day: date | None, otherwise: str) -> str:
    """A day as tables show it, else other words."""
    return short_date(day) if day else otherwise
