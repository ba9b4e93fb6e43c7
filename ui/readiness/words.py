"""How readiness is said on screen: the state of a check, what blocks with its figure, whose turn it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.next_steps import step_for
from shelter_admin.domain.readiness import STATE_NAMES, Candidate, Check, Criterion, Decision, Standing, State, name_of
from shelter_admin.domain.readiness_path import PathToIndependence
from shelter_admin.domain.wording import number, percent, short_date
from shelter_admin.domain.words import N_, _, n_, p_
from shelter_admin.operations.readiness import Heard

SIGNS: Final[Mapping[State, tuple[str, str]]] = MappingProxyType(
    {
        State.MET: ("check", "ok"),
        State.NOT_MET: ("x", "attention"),
        State.NOT_APPLICABLE: ("minus", "muted"),
        State.UNKNOWN: ("circle-dashed", "muted"),
    }
)
"""The sign and colour of a state; the sign alone tells it."""


def check_in_words(check: Check) -> str:
    """A check with its figures: ``Nilai akhir: belum terpenuhi, 68 dari 70``."""
    figures = figures_of(check)
    told = f"{name_of(check)}: {_(STATE_NAMES[check.state])}"
    return f"{told} ({figures})" if figures else told


def figures_of(check: Check) -> str:
    """The figures behind a check, empty where there are none."""
    if check.value is not None and check.least is not None:
        figures = _FIGURES.get(check.criterion)
        return figures(check) if figures is not None else ""
    return short_date(check.on_day) if check.on_day is not None else ""


def _percents(check: Check) -> str:
    rate, best = percent(check.value or 0), check.best
    if best is None or check.state is State.MET:
        return rate
    return _("{rate}, best {best}").format(rate=rate, best=percent(best))


def _of_least(check: Check) -> str:
    told = _("{mark}, at most {least}") if check.at_most else _("{mark}, at least {least}")
    return told.format(mark=number(check.value or 0), least=number(check.least or 0))


def _of_days(check: Check) -> str:
    told = n_("{count} of {least} day", "{count} of {least} days", int(check.least or 0))
    return told.format(count=number(check.value or 0), least=number(check.least or 0))


def _of_percent(check: Check) -> str:
    return _("{rate}, at least {least}").format(rate=percent(check.value or 0), least=percent(check.least or 0))


_FIGURES: Final[Mapping[Criterion, Callable[[Check], str]]] = MappingProxyType(
    {
        Criterion.ATTENDANCE: _percents,
        Criterion.MARK: _of_least,
        Criterion.ABILITY: _of_least,
        Criterion.COMPETENCE: _of_percent,
        Criterion.PRACTICE: _of_days,
    }
)


def all_checks(one: Candidate) -> str:
    """How many are met and every check in a line of its own: the words behind the row of signs."""
    told = _("{met} of {of} criteria met").format(met=one.met, of=one.of)
    if one.score is not None:
        asked = percent(one.policy.pass_percent or 0)
        told += " · " + _("score {score}, at least {least}").format(score=percent(one.score), least=asked)
    return "\n".join([told, *(check_in_words(check) for check in one.checks)])


def all_blocking(one: Candidate) -> str:
    """What holds somebody up, grouped by who must act, and what is to do."""
    lines = []
    for role in dict.fromkeys(check.turn for check in one.blocking):
        steps = [step_for(check) for check in one.blocking if check.turn is role]
        lines.append(f"{turn_in_words(role)}: {' '.join(steps)}")
    return "\n".join(lines) or in_the_way(one)


def in_the_way(one: Candidate) -> str:
    """What comes first among what is missing, with its figure."""
    if one.proposed:
        return _said_by_head(one)
    if one.no_receiver:
        return _("Ready, no receiver")
    return _missing(one.blocking[0])


def _said_by_head(one: Candidate) -> str:
    if one.decision is None:
        return _("Waits for the head")
    return _("Ready to leave") if one.decision.ready else _("Head: not yet")


def _missing(check: Check) -> str:
    if check.criterion is Criterion.ATTENDANCE:
        return (
            _("Attendance {figures}").format(figures=_percents(check))
            if check.value is not None
            else _("No attendance marked yet")
        )
    if check.criterion is Criterion.MARK:
        return (
            _("Final mark {mark}").format(mark=figures_of(check)) if check.value is not None else _("No final mark yet")
        )
    unknown = check.state is State.UNKNOWN
    told = {
        Criterion.IDENTITY: _("Papers not enough"),
        Criterion.HEALTH: _("Health not yet said to be well") if unknown else _("Health needs attention"),
        Criterion.RECEPTION: _("No place to go yet"),
        Criterion.CASE_CONFERENCE: _("Waits for conference") if unknown else _("Case conference: not yet"),
        Criterion.HEAD: _("Waits for the head"),
    }
    return told.get(check.criterion) or ": ".join(part for part in (name_of(check), figures_of(check)) if part)


def pill_token(one: Candidate) -> str:
    """The colour of what blocks."""
    if one.proposed:
        if one.decision is None:
            return "info"
        return "ok" if one.decision.ready else "attention"
    check = one.blocking[0]
    if check.criterion in {Criterion.HEALTH, Criterion.BEHAVIOUR} and check.state is State.NOT_MET:
        return "danger"
    return "info" if one.no_receiver or check.criterion is Criterion.CASE_CONFERENCE else "attention"


def turn_of(one: Candidate) -> str:
    """Who must act next, a dash where nobody has to."""
    turn = None if one.standing is Standing.DECIDED else one.turn
    return "—" if turn is None else turn_in_words(turn)


def turn_in_words(role: Role) -> str:
    """A turn in a word or two."""
    short = {
        Role.INSTRUKTUR: _("Trainer"),
        Role.TATA_USAHA: p_("turn", "Office"),
        Role.KESEHATAN: _("Health"),
        Role.PEKERJA_SOSIAL: p_("turn", "Social work"),
        Role.KEPALA: p_("turn", "Head"),
    }
    return short[role]


def decided(one: Candidate) -> str:
    """What the head decided last, and when."""
    if one.decision is None:
        return "—"
    sign = f"✓ {_('ready')}" if one.decision.ready else f"✗ {_('not yet')}"
    return f"{sign} {short_date(one.decision.decided_on)[:5]}"


def proposal_in_words(path: PathToIndependence) -> tuple[str, str]:
    """What the program proposes, as words and kind: the head decides."""
    if any(line.proposed for line in path.lines):
        return f"✓ {_('Proposed as ready')}", "ok"
    missing = min((len(set(line.blockers) - {Criterion.HEAD}) for line in path.lines), default=0)
    words = n_("Not proposed: {count} criterion missing", "Not proposed: {count} criteria missing", missing)
    return f"▲ {words.format(count=missing)}", "attention"


def missing_of(path: PathToIndependence) -> list[str]:
    """What is missing in the programme that is furthest, a line each; the head's own word is not among it."""
    if not path.lines:
        return []
    nearest = max(path.lines, key=lambda line: (line.met, -line.of))
    return [f"– {check_in_words(check)}" for check in nearest.blocking if check.criterion is not Criterion.HEAD]


def decision_in_words(decision: Decision) -> str:
    """A decision with who, when, why and who was there."""
    sign = f"✓ {_('ready')}" if decision.ready else f"✗ {_('not yet')}"
    head = " · ".join([sign, short_date(decision.decided_on), decision.decided_by])
    lines = [head, _("{met} of {of} criteria met").format(met=decision.met, of=decision.of)]
    if decision.ready != decision.proposed:
        lines.append(f"▲ {_('against the proposal')}")
    if decision.names:
        lines.append(_("Present: {names}").format(names=decision.names))
    if decision.reason:
        lines.append(_("Reason: {reason}").format(reason=decision.reason))
    return "\n".join(lines)


NO_OUTCOME: Final = N_("no outcome written down")
_OUTCOMES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "recommended": N_("recommends leaving"),
        "not_yet": N_("recommends to wait"),
        "agreed": N_("agreed"),
        "referred": N_("recommends another institution"),
        "postponed": N_("put off"),
    }
)


def heard_in_words(heard: Heard | None) -> str:
    """What the last case conference said, with its day, the words and who was there."""
    if heard is None:
        return f"▲ {_('No case conference has spoken about this person yet.')}"
    outcome = _(_OUTCOMES.get(heard.outcome or "", NO_OUTCOME))
    lines = [_("Case conference of {date}: {outcome}").format(date=short_date(heard.day), outcome=outcome)]
    lines += [heard.words] if heard.words else []
    lines += [_("Present: {names}").format(names=heard.present)] if heard.present else []
    return "\n".join(lines)
