"""The transcript of marks: subjects with hours and parts, competences, the final mark and how it was reckoned."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, Paragraph, Spacer, Table

from shelter_admin.domain.papers import Document
from shelter_admin.domain.sheets import Imprint
from shelter_admin.domain.training.grading import HUNDRED, Transcript, TranscriptSubject, show_typed
from shelter_admin.domain.training.mark_parts import PART_NAMES, Part
from shelter_admin.domain.wording import long_date, number
from shelter_admin.domain.words import _, n_, p_
from shelter_admin.reports.page import WIDTH, Paper, build, figures, grid, signatures, table_of, words

_NUMBER: Final = 9 * mm
_FIGURE: Final = 17 * mm
_HOURS: Final = 20 * mm
_UNKNOWN: Final = "–"


def transcript(marks: Transcript, imprint: Imprint, filename: str, signer: str) -> Document:
    """Print one person's marks in one programme; ``signer`` is the office of who signs beside the trainer."""
    paper = Paper(filename, _("Transcript of marks"), " · ".join(filter(None, (marks.program, marks.batch))), imprint)
    story: list[Flowable] = [_facts(marks), Spacer(1, 8), _summary(marks)]
    story += _subjects(marks)
    if marks.competences:
        story += _competences(marks)
    closing = [Spacer(1, 10), words(_reckoning(marks), "muted"), Spacer(1, 16)]
    story.append(KeepTogether([*closing, signatures([_("Trainer"), signer])]))
    return build(paper, story)


def _facts(marks: Transcript) -> Table:
    days = [long_date(day) for day in (marks.first_day, marks.last_day) if day is not None]
    told = (
        (_("Name"), marks.name),
        (_("Number"), marks.number),
        (p_("column of a paper", "Programme"), marks.program),
        (_("Batch"), marks.batch),
        (_("Time of training"), " – ".join(days)),
        (_("Lesson hours (JP)"), _figure(marks.hours)),
    )
    rows = [[words(name, "muted"), words(value, "cell-strong")] for name, value in told if value]
    padding = [("TOPPADDING", (0, 0), (-1, -1), 1), ("BOTTOMPADDING", (0, 0), (-1, -1), 2)]
    return grid(rows, [40 * mm, WIDTH - 40 * mm], [*padding, ("LEFTPADDING", (0, 0), (0, -1), 0)])


def _summary(marks: Transcript) -> Table:
    return figures(
        [
            (show_typed(marks.final, marks.scale) or _UNKNOWN, _("Final mark")),
            (marks.predikat or _UNKNOWN, _("Predicate")),
            (_done(marks), _("competences reached")),
        ]
    )


def _done(marks: Transcript) -> str:
    if not marks.competences:
        return _UNKNOWN
    reached = sum(1 for _name, competent in marks.competences if competent)
    return _("{count} of {of}").format(count=number(reached), of=number(len(marks.competences)))


def _parts(marks: Transcript) -> tuple[Part, ...]:
    """The parts that have a column: those in which anybody has a mark in any subject."""
    return tuple(part for part in Part if any(one.parts.get(part) is not None for one in marks.subjects))


def _subjects(marks: Transcript) -> list[Flowable]:
    if not marks.subjects:
        return [Spacer(1, 10), words(_("This programme has no subjects; the final mark stands alone."))]
    parts = _parts(marks)
    heads = [_("Theory (JP)"), _("Practice (JP)"), *[_(PART_NAMES[part]) for part in parts]]
    heads.append(p_("column of a paper", "Mark"))
    widths = [_NUMBER, 0.0, _HOURS, _HOURS, *[_FIGURE] * (len(parts) + 1)]
    widths[1] = WIDTH - sum(widths)
    rows = [_row(marks, at, one, parts) for at, one in enumerate(marks.subjects, start=1)]
    over: list[str | Flowable] = [_("No."), _("Subject"), *[_to_the_right(words(head, "cell-head")) for head in heads]]
    return table_of(_("Subjects"), over, rows, widths)


def _row(marks: Transcript, at: int, subject: TranscriptSubject, parts: Sequence[Part]) -> list[Any]:
    name: list[Flowable] = [words(subject.name, "cell")]
    if subject.resits:
        told = n_("re-sat {count} time", "re-sat {count} times", subject.resits).format(count=number(subject.resits))
        name.append(words(told, "cell-small"))
    shown = [_figure(subject.theory_hours), _figure(subject.practice_hours)]
    shown += [show_typed(subject.parts.get(part), marks.scale) or _UNKNOWN for part in parts]
    mark = words(show_typed(subject.mark, marks.scale) or _UNKNOWN, "cell-strong")
    return [words(number(at), "muted"), name, *[words(one, "cell-right") for one in shown], _to_the_right(mark)]


def _to_the_right(cell: Paragraph) -> Paragraph:
    cell.style = cell.style.clone(f"{cell.style.name}-right", alignment=TA_RIGHT)
    return cell


def _competences(marks: Transcript) -> list[Flowable]:
    told = {True: _("competent (K)"), False: _("not yet competent (BK)"), None: _("not looked at")}
    rows = [
        [words(number(at), "muted"), words(name, "cell"), words(told[competent], "cell")]
        for at, (name, competent) in enumerate(marks.competences, start=1)
    ]
    heads = [_("No."), _("Competence"), _("Seen")]
    state = 42 * mm
    return table_of(_("Competences"), heads, rows, [_NUMBER, WIDTH - _NUMBER - state, state])


def _reckoning(marks: Transcript) -> str:
    """How the marks come about, so that whoever reads them can follow."""
    sentences = []
    if marks.scale != HUNDRED:
        sentences.append(_("Marks are on a scale from 0 to {most}.").format(most=number(marks.scale.most)))
    if _parts(marks):
        weights = ", ".join(
            f"{_(PART_NAMES[part]).lower()} {number(weight)}\u00a0%"
            for part, weight in marks.weights.of.items()
            if weight
        )
        sentences.append(
            _("The mark of a subject is the mean of its parts ({weights}); a re-sit counts by its newest mark.").format(
                weights=weights
            )
        )
    if marks.subjects and marks.final_reckoned:
        weighed = _("weighted by their hours") if marks.by_hours else _("all weighing the same")
        sentences.append(_("The final mark is the mean of the subjects, {weighed}.").format(weighed=weighed))
    sentences.append(_("“–” means that there is no mark."))
    return " ".join(sentences)


def _figure(value: float | None) -> str:
    return _UNKNOWN if value is None else number(value)
