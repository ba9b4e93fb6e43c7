"""How papers asked of offices are put into words, and the acts that list and file share."""

from __future__ import annotations

from shelter_admin.domain.papers_asked import DTSEN_NAMES, OUTCOME_NAMES, PAPER_SHORT, Answer, Asked, Outcome
from shelter_admin.domain.wording import number, short_date
from shelter_admin.domain.words import _, n_

OUTCOME_SIGNS = {Outcome.ISSUED: "✓", Outcome.REFUSED: "✕", Outcome.GIVEN_UP: "–", Outcome.WAITING: "◷"}


def days_in_words(days: int) -> str:
    """A wait: ``12 days``."""
    return n_("{count} day", "{count} days", days).format(count=number(days))


def state_of(line: Asked) -> str:
    """How it stands, with its sign: waited for how long, or what was answered when."""
    if line.answer is None:
        return f"{'▲' if line.long else '◷'} {days_in_words(line.days)}"
    return f"{OUTCOME_SIGNS[line.answer.outcome]} {short_date(line.answer.answered_on)}"


def token_of(line: Asked) -> str:
    """The colour of that."""
    if line.answer is None:
        return "danger" if line.long else "attention" if line.days > 14 else "info"
    return "ok" if line.answer.outcome is Outcome.ISSUED else "muted"


def answer_in_words(answer: Answer) -> str:
    """What was answered."""
    parts = [_(OUTCOME_NAMES[answer.outcome])]
    if answer.dtsen is not None:
        parts.append(f"DTSEN: {_(DTSEN_NAMES[answer.dtsen])}")
    if answer.desil is not None:
        parts.append(_("decile {number}").format(number=answer.desil))
    return " · ".join([*parts, *([answer.answer] if answer.answer else [])])


def asked_in_words(line: Asked) -> str:
    """Of whom, when and by whom it was asked."""
    told = _("{paper} asked of {office} on {day} by {who}").format(
        paper=PAPER_SHORT[line.paper], office=line.office, day=short_date(line.asked_on), who=line.asked_by
    )
    letter = _("letter {number}").format(number=line.letter_number) if line.letter_number else ""
    answer = answer_in_words(line.answer) if line.answer is not None else ""
    return " · ".join(part for part in (told, letter, answer) if part)
