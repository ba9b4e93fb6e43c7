"""The record of a destruction (berita acara pemusnahan): what, by which rule, how much, signed by two."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from reportlab.platypus import Flowable, KeepTogether, Spacer

from shelter_admin.domain.papers import Document
from shelter_admin.domain.privacy.retention import KIND_NAMES, Kind, Signers
from shelter_admin.domain.sheets import Imprint
from shelter_admin.domain.wording import day_and_date, number
from shelter_admin.domain.words import N_, _, n_
from shelter_admin.reports.page import WIDTH, Paper, build, grid, section, table_of, words

_PER_LINE: Final = 5
COUNT_NAMES: Final[Mapping[str, str]] = {
    "person": N_("Identities of people, made nameless"),
    "health": N_("Health notes"),
    "photo": N_("Photos"),
    "imported_row": N_("Rows of the register moved in"),
    "possible_double": N_("Pairs that may be one person"),
    "medication": N_("Medicines with their hours"),
    "identity_quality": N_("How sure details were"),
    "finding": N_("Where people were found"),
    "person_verdict": N_("Verdicts on two files"),
    "relative": N_("Relatives and whom to call"),
    "person_document": N_("Scans of papers"),
    "paper_chase": N_("Papers asked of offices"),
    "resident_card": N_("Cards of residents"),
    "belonging": N_("Things in keeping"),
    "standing_permission": N_("Standing permissions"),
    "visit": N_("Visits received"),
    "occurrence_person": N_("Parts in occurrences"),
    "admission": N_("Decrees and contracts of admission"),
    "missing_step": N_("Steps of searching"),
    "class_leave": N_("Leave from class with its reasons"),
    "assessment": N_("Assessments"),
    "case_goal": N_("Goals of the plan"),
    "case_step": N_("Steps of the plan"),
    "case_note": N_("Notes of the case file"),
    "stage_move": N_("Stages of rehabilitation"),
    "conference_case": N_("Words of case conferences"),
    "conference_follow_up": N_("Follow-ups of case conferences"),
    "departure": N_("What was arranged for leaving"),
    "consent": N_("Statements of consent with their scans"),
    "exit_decision": N_("Reasons and names of decisions"),
    "data_request": N_("Words of requests about the data"),
    "history": N_("Earlier values in the history"),
}


@dataclass(frozen=True, slots=True)
class DestructionRecord:
    """What the record says. People stand in it by their own number alone."""

    number: str
    kind: Kind
    day: date
    legal_basis: str
    years: int
    numbers: tuple[str, ...]
    counts: Mapping[str, int]
    signers: Signers = field(repr=False)


def destruction_record(record: DestructionRecord, imprint: Imprint, filename: str) -> Document:
    """Print the record with the list of what was destroyed, and the two who sign."""
    paper = Paper(filename, _("Record of destruction"), _("Number: {number}").format(number=record.number), imprint)
    story: list[Flowable] = [
        *_told(record),
        *_counts(record),
        *_numbers(record),
        Spacer(1, 8),
        _left(),
        _signed(record),
    ]
    return build(paper, story)


def _told(record: DestructionRecord) -> list[Flowable]:
    told = _(
        "On {day} the documents named below were destroyed, as their term of {years} after the end of the last stay "
        "is over. Basis: {basis}; UU 27/2022 on personal data protection, articles 43 and 44."
    )
    years = n_("{count} year", "{count} years", record.years).format(count=number(record.years))
    return [
        words(_(KIND_NAMES[record.kind]), "strong"),
        words(told.format(day=day_and_date(record.day), years=years, basis=record.legal_basis)),
    ]


def _counts(record: DestructionRecord) -> list[Flowable]:
    rows = [
        [words(_(COUNT_NAMES[name]), "cell"), words(number(count), "cell-right")]
        for name, count in sorted(record.counts.items(), key=lambda item: list(COUNT_NAMES).index(item[0]))
    ]
    return table_of(_("What was destroyed"), [_("Kind"), _("How many")], rows, [0.8 * WIDTH, 0.2 * WIDTH])


def _numbers(record: DestructionRecord) -> list[Flowable]:
    """The own numbers, several to a line: the way back to the paper register and to nobody's name."""
    count = len(record.numbers)
    over = n_("{count} person, by own number", "{count} people, by own number", count).format(count=number(count))
    lines: list[list[Any]] = []
    for at in range(0, count, _PER_LINE):
        cells = [words(one, "cell") for one in record.numbers[at : at + _PER_LINE]]
        lines.append(cells + [""] * (_PER_LINE - len(cells)))
    return [section(over), grid(lines, [WIDTH / _PER_LINE] * _PER_LINE, [("LEFTPADDING", (0, 0), (-1, -1), 2)])]


def _left() -> Flowable:
    return words(
        _(
            "What stays: rows without a name from which past figures count the same, issued certificates and their "
            "register, the log. Older copies of the store hold what was destroyed until they are thinned out or taken "
            "away."
        ),
        "muted",
    )


def _signed(record: DestructionRecord) -> Flowable:
    signers = record.signers
    half = WIDTH / 2
    rows: list[list[Any]] = [
        [words(signers.first_office, "cell-strong"), words(signers.second_office, "cell-strong")],
        ["", ""],
        [words(signers.first, "cell-strong"), words(signers.second, "cell-strong")],
    ]
    block = grid(rows, [half, half], [("LEFTPADDING", (0, 0), (-1, -1), 0)], rowHeights=[None, 52, None])
    return KeepTogether([Spacer(1, 14), block])
