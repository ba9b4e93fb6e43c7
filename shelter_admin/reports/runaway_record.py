"""The record of running away (Berita Acara Melarikan Diri): who, since when, what was done, signed by three."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from reportlab.platypus import Flowable, KeepTogether, Spacer

from shelter_admin.domain.accounts import ROLE_NAMES
from shelter_admin.domain.missing import STEP_NAMES, MissingStep, RunawayRecord, StepLine
from shelter_admin.domain.papers import Document
from shelter_admin.domain.settings import Panti
from shelter_admin.domain.sheets import Imprint
from shelter_admin.domain.wording import clock, date_and_clock, day_and_date, short_date
from shelter_admin.domain.words import _, p_
from shelter_admin.reports.page import LINE, WIDTH, Paper, build, grid, section, signatures, table_of, words

_LABEL: Final = 0.3 * WIDTH
_STEPS: Final = [0.3 * WIDTH, 0.2 * WIDTH, 0.2 * WIDTH, 0.3 * WIDTH]
_NUMBER_LINE: Final = 40


def runaway_record(record: RunawayRecord, imprint: Imprint, panti: Panti) -> Document:
    """Print the record; what nobody knows is left open to be written by hand."""
    case = record.case
    paper = Paper(
        f"{_('record-of-running-away')}-{short_date(case.since)}.pdf",
        _("Record of running away"),
        _("Number: {number}").format(number="." * _NUMBER_LINE),
        imprint,
    )
    story = [
        words(_opening(record, imprint, panti)),
        *_who(record),
        *_how(record, panti),
        *_steps(case.steps, panti),
        Spacer(1, 6),
        words(_("This record does not end the stay; leaving is recorded by its own act."), "muted"),
        _signed(),
    ]
    return build(paper, story)


def _opening(record: RunawayRecord, imprint: Imprint, panti: Panti) -> str:
    told = _(
        "On {day} at {clock} {zone}, we who sign below state that the resident named here is missing from {panti} "
        "since the night of {night}, without leave and without word."
    )
    return told.format(
        day=day_and_date(imprint.printed_at.date()),
        clock=clock(imprint.printed_at),
        zone=panti.zone.value,
        panti=imprint.letterhead.unit or imprint.panti,
        night=day_and_date(record.case.since),
    )


def _who(record: RunawayRecord) -> list[Flowable]:
    case = record.case
    lines = [
        (_("Name"), case.name),
        (_("Own number"), case.number),
        ("NIK", record.nik),
        (_("Sex"), {"L": _("male"), "P": _("female")}.get(record.sex, "")),
        (_("Age"), _("{age} years").format(age=record.age) if record.age else ""),
        (_("Origin"), record.origin),
        (_("Admitted on"), short_date(record.admitted_on) if record.admitted_on else ""),
        (p_("column of a paper", "Bed"), case.bed),
        (_("Features and clothing"), record.features),
    ]
    return [section(_("The resident")), _facts(lines)]


def _how(record: RunawayRecord, panti: Panti) -> list[Flowable]:
    at = date_and_clock(record.case.noticed_at.astimezone(panti.zone.offset))
    lines = [
        (_("Last seen"), record.last_seen),
        (_("Found missing"), _("at the roll-call of {at}").format(at=at)),
        (_("How it came about"), ""),
        (_("What is gone with them"), ""),
    ]
    return [section(_("What happened")), _facts(lines)]


def _facts(lines: Sequence[tuple[str, str]]) -> Flowable:
    rows: list[list[Any]] = [[words(name, "muted"), words(value or "." * 90, "small")] for name, value in lines]
    styles = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), 2),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 2.5),
        ("LINEBELOW", (0, 0), (-1, -1), 0.3, LINE),
    ]
    return grid(rows, [_LABEL, WIDTH - _LABEL], styles)


def _steps(steps: Sequence[StepLine], panti: Panti) -> list[Flowable]:
    heads = [_("Step"), _("By whom, until when"), _("Done"), _("What came of it")]
    rows: list[list[Any]] = []
    for line in steps:
        if line.step is MissingStep.RECORD:
            continue  # this paper is that step
        due = date_and_clock(line.due_at.astimezone(panti.zone.offset))
        done = line.done
        at = date_and_clock(done.done_at.astimezone(panti.zone.offset)) if done is not None else ""
        rows.append(
            [
                words(_(STEP_NAMES[line.step]), "cell-strong"),
                words(f"{_(ROLE_NAMES[line.who])}\n{due}", "cell"),
                words(f"{at}\n{done.done_by}" if done is not None else _("not yet"), "cell"),
                words(done.note if done is not None else "", "cell"),
            ]
        )
    return table_of(_("What was done"), heads, rows, _STEPS)


def _signed() -> Flowable:
    lines = [_("Officer on duty"), _("Social worker"), _("Head of the shelter")]
    return KeepTogether([Spacer(1, 6), signatures(lines)])
