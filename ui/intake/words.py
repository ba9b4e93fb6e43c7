"""How applications are put into words on screen."""

from __future__ import annotations

from datetime import date

from shelter_admin.domain.arrivals import SOURCE_WORDS
from shelter_admin.domain.categories import BY_CODE
from shelter_admin.domain.identity.sexes import Sex
from shelter_admin.domain.waiting_list import (
    APPLICANT_STATE_NAMES,
    DECLINED_BY_NAMES,
    FIRST,
    LONG_WAIT,
    NEED_NAMES,
    PRIORITY_REASON_NAMES,
    SECOND,
    Applicant,
    ApplicantState,
)
from shelter_admin.domain.waiting_requirements import RequirementState
from shelter_admin.domain.wording import number, short_date
from shelter_admin.domain.words import _, n_

HIDDEN = "•••"
SOON = 3
PRIORITY_TOKENS = {FIRST: "danger", SECOND: "attention"}
REQUIREMENT_SIGNS = {
    RequirementState.THERE: ("circle-check", "ok"),
    RequirementState.ARRANGED: ("clock", "attention"),
    RequirementState.MISSING: ("circle-dashed", "danger"),
    RequirementState.NOT_NEEDED: ("minus", "muted"),
}
STATE_KINDS = {
    ApplicantState.WAITING: "neutral",
    ApplicantState.OFFERED: "info",
    ApplicantState.ACCEPTED: "ok",
    ApplicantState.ADMITTED: "ok",
    ApplicantState.DECLINED: "neutral",
    ApplicantState.WITHDRAWN: "neutral",
}


def sex_and_age(one: Applicant, today: date) -> str:
    """``P · 68``, as far as it is known."""
    age = one.age_on(today)
    return " · ".join(part for part in (one.sex.value, "" if age is None else number(age)) if part) or "—"


def who(one: Applicant, today: date) -> str:
    """Sex, age, origin and the number of the file they had, for the head of the application."""
    sexes = {Sex.MALE: _("male"), Sex.FEMALE: _("female")}
    age = one.age_on(today)
    parts = [
        sexes.get(one.sex) or _("sex not known yet"),
        _("{age} years").format(age=age) if age is not None else _("age not known"),
        one.origin_text or _("origin not known"),
        one.number,
    ]
    return " · ".join(part for part in parts if part)


def waits(one: Applicant, today: date) -> str:
    """How long they have waited."""
    return n_("{count} day", "{count} days", one.waited(today)).format(count=number(one.waited(today)))


def waits_token(one: Applicant, today: date) -> str | None:
    """Who waits long stands out."""
    return "attention" if one.waited(today) > LONG_WAIT else None


def stands(one: Applicant, night: date) -> str:
    """Where the application stands, with its sign, and until when a bed is kept."""
    left = one.offer_ends(night)
    if left is None or one.offer is None:
        if answer_due(one, night) and one.answer_by is not None:
            return "▲ " + _("answer by {day}").format(day=_near(one.answer_by))
        return _(APPLICANT_STATE_NAMES[one.state])
    if left < 0:
        return "▲ " + _("offer ended {day}").format(day=_near(one.offer.until))
    if left == 0:
        return "▲ " + _("offer ends today")
    told = _("accepted, until {day}") if one.state is ApplicantState.ACCEPTED else _("offered until {day}")
    return "✓ " + told.format(day=_near(one.offer.until))


def _near(day: date) -> str:
    """A day of these weeks, without its year."""
    return short_date(day)[:5]


def answer_due(one: Applicant, night: date) -> bool:
    """Say whether who referred them waits for an answer that is due within days, or overdue."""
    waiting = one.state is ApplicantState.WAITING and one.answer_by is not None
    return waiting and one.answer_by is not None and (one.answer_by - night).days <= SOON


def stands_token(one: Applicant, night: date) -> str:
    """The colour that goes with it."""
    left = one.offer_ends(night)
    if (left is not None and left <= 0) or answer_due(one, night):
        return "attention"
    kinds = {"neutral": "muted"}
    kind = STATE_KINDS[one.state]
    return kinds.get(kind, kind)


def papers(one: Applicant) -> str:
    """How many papers are still missing."""
    return "✓" if one.missing == 0 else number(one.missing)


def facts_of(one: Applicant, today: date) -> list[tuple[str, str]]:
    """Everything else that is known, for the tab of the application."""
    source = _(SOURCE_WORDS[one.source]) if one.source else ""
    letter = " · ".join(
        part for part in (one.letter_number, short_date(one.letter_on) if one.letter_on else "") if part
    )
    category = HIDDEN if one.category is None else _(BY_CODE[one.category].name) if one.category else "—"
    facts = [
        (_("Asked on"), f"{short_date(one.asked_on)} · {waits(one, today)}"),
        (_("Who asks for the place"), " · ".join(part for part in (source, one.source_text) if part) or "—"),
        (_("How to reach them"), one.contact or "—"),
        (_("Letter"), letter or "—"),
        (_("Answer due by"), short_date(one.answer_by) if one.answer_by else "—"),
        (_("Place needed from"), short_date(one.wanted_from) if one.wanted_from else _("now")),
        (_("Why before others"), ", ".join(_(PRIORITY_REASON_NAMES[why]) for why in one.reasons) or "—"),
        (_("What the place has to be like"), ", ".join(_(NEED_NAMES[need]) for need in one.needs) or "—"),
        (_("Category"), category),
        (_("Birth or age"), one.birth_text or "—"),
        (_("NIK"), HIDDEN if one.nik_text is None else one.nik_text or "—"),
        (_("Remark"), HIDDEN if one.remark is None else one.remark or "—"),
    ]
    return [*_ending(one), *facts]


def _ending(one: Applicant) -> list[tuple[str, str]]:
    if one.state is ApplicantState.DECLINED and one.declined_by is not None:
        by = _(DECLINED_BY_NAMES[one.declined_by])
        return [(_("Declined"), f"{short_date(one.state_on)} · {by} · {one.state_reason}")]
    if one.state is ApplicantState.WITHDRAWN:
        return [(_("Withdrawn"), " · ".join(part for part in (short_date(one.state_on), one.state_reason) if part))]
    if one.state is ApplicantState.ADMITTED:
        return [(_("Taken in"), f"{short_date(one.state_on)} · {one.number}")]
    return []
