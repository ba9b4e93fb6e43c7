"""How readiness is said on screen: the state of a check, what blocks with its figure, whose turn it is."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.readiness import CRITERION_NAMES, STATE_NAMES, Candidate, Check, Criterion, Decision, State
from shelter_admin.domain.readiness_path import PathToIndependence
from shelter_admin.domain.wording import number, percent, short_date
from shelter_admin.domain.words import _, n_, p_

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
    told = f"{_(CRITERION_NAMES[check.criterion])}: {_(STATE_NAMES[check.state])}"
    return f"{told} ({figures})" if figures else told


def figures_of(check: Check) -> str:
    """The figures behind a check, empty where there are none."""
    if check.criterion is Criterion.ATTENDANCE and check.value is not None:
        return _percents(check)
    if check.criterion is Criterion.MARK and check.value is not None and check.least is not None:
        return _("{mark}, at least {least}").format(mark=number(check.value), least=number(check.least))
    return short_date(check.on_day) if check.on_day is not None else ""


def _percents(check: Check) -> str:
    rate, best = percent(check.value or 0), check.best
    if best is None or check.state is State.MET:
        return rate
    return _("{rate}, best {best}").format(rate=rate, best=percent(best))


def all_checks(one: Candidate) -> str:
    """How many are met and every check in a line of its own: the words behind the row of signs."""
    told = _("{met} of {of} criteria met").format(met=one.met, of=one.of)
    return "\n".join([told, *(check_in_words(check) for check in one.checks)])


def in_the_way(one: Candidate) -> str:
    """What comes first among what is missing, with its figure."""
    if one.proposed:
        return _said_by_head(one)
    check = one.check(one.blockers[0])
    return _missing(check) if check is not None else ""


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
    return {
        Criterion.IDENTITY: _("Papers not enough"),
        Criterion.HEALTH: _("Health not yet said to be well") if unknown else _("Health needs attention"),
        Criterion.RECEPTION: _("No place to go yet"),
        Criterion.CASE_CONFERENCE: _("Waits for conference") if unknown else _("Case conference: not yet"),
        Criterion.HEAD: _("Waits for the head"),
    }[check.criterion]


def pill_token(one: Candidate) -> str:
    """The colour of what blocks."""
    if one.proposed:
        if one.decision is None:
            return "info"
        return "ok" if one.decision.ready else "attention"
    first = one.blockers[0]
    check = one.check(first)
    if first is Criterion.HEALTH and check is not None and check.state is State.NOT_MET:
        return "danger"
    return "info" if first is Criterion.CASE_CONFERENCE else "attention"


def turn_of(one: Candidate) -> str:
    """Who must act next, a dash where nobody has to."""
    if one.turn is None:
        return "—"
    short = {
        Role.INSTRUKTUR: _("Trainer"),
        Role.TATA_USAHA: p_("turn", "Office"),
        Role.KESEHATAN: _("Health"),
        Role.PEKERJA_SOSIAL: p_("turn", "Social work"),
        Role.KEPALA: p_("turn", "Head"),
    }
    return short[one.turn]


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
    checks = [nearest.check(criterion) for criterion in nearest.blockers if criterion is not Criterion.HEAD]
    return [f"– {check_in_words(check)}" for check in checks if check is not None]


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
