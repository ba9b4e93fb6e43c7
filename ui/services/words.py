"""How services are said on screen: the sign of a standing, its sentence, the kind of service."""

from __future__ import annotations

from typing import Final

from shelter_admin.domain.month.spm import SPM_NAMES
from shelter_admin.domain.services.matrix import OTHERS, ServiceItem
from shelter_admin.domain.services.ticks import PersonServices, ServiceYear, Standing, TickState
from shelter_admin.domain.wording import number, short_date
from shelter_admin.domain.words import _, n_

GIVEN: Final = "✓"
NOT_NEEDED: Final = "–"
NOT_OWED: Final = "·"
LACKS: Final = "○"


def sign_of(one: PersonServices, item: ServiceItem) -> tuple[str, str, str]:
    """The sign of a cell, its ink and its ground; a sign and no colour alone tells the state."""
    standing = one.stands.get(item.code)
    if standing is None:
        owed = (one.kind or OTHERS) in item.kinds
        return (LACKS, "attention", "attention_soft") if owed else (NOT_OWED, "muted", "")
    if standing.newest.state is TickState.GIVEN:
        return GIVEN, "ok", ""
    return NOT_NEEDED, "muted", "neutral_soft"


def standing_told(year: ServiceYear, one: PersonServices, item: ServiceItem) -> str:
    """How an item stands for somebody, as a sentence."""
    standing = one.stands.get(item.code)
    if standing is not None:
        return _of(standing)
    if (one.kind or OTHERS) in item.kinds:
        return _("Neither given nor said not to be needed in {year}").format(year=year.year)
    return _("Not owed by this person's kind of service")


def _of(standing: Standing) -> str:
    tick, day = standing.newest, short_date(standing.newest.on_day)
    if tick.state is TickState.NOT_NEEDED:
        return _("Not needed by the assessment ({day}): {reason}").format(day=day, reason=tick.reason)
    times = n_("given {count} time", "given {count} times", standing.times).format(count=number(standing.times))
    told = _("Given on {day}").format(day=day)
    return " · ".join(part for part in (told, times if standing.times > 1 else "", tick.officer, tick.fund) if part)


def kind_told(one: PersonServices) -> str:
    """The kind of service somebody belongs to, empty where the reader may not know it."""
    if one.kind is None:
        return ""
    return _(SPM_NAMES[one.kind]) if one.kind in SPM_NAMES else _("No minimum service standard")
