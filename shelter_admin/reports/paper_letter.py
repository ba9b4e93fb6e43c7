"""The letter that asks an office for residents' papers, and the list of what is waited for.

Each office is told the least it needs (domain notes 9.6): never health, category or remarks.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from reportlab.platypus import Flowable, KeepTogether, Spacer

from shelter_admin.domain.identity.dates import DateQuality, PartialDate
from shelter_admin.domain.papers import Document
from shelter_admin.domain.papers_asked import PAPER_SHORT, Applicant, Asked, Office, OfficeLetter
from shelter_admin.domain.settings import Panti
from shelter_admin.domain.sheets import Imprint
from shelter_admin.domain.wording import MONTHS, long_date, number, short_date
from shelter_admin.domain.words import N_, _, n_
from shelter_admin.reports.page import WIDTH, Paper, build, grid, table_of, words

SUBJECTS: Final[Mapping[Office, str]] = {
    Office.CIVIL_REGISTRY: N_("Application for civil registration papers"),
    Office.INSURANCE: N_("Application for health insurance (PBI)"),
    Office.SOCIAL_AFFAIRS: N_("Request for a check in DTSEN"),
}
REQUESTS: Final[Mapping[Office, str]] = {
    Office.CIVIL_REGISTRY: N_(
        "The residents named below live in our shelter and belong to the population vulnerable in civil registration "
        "(Permendagri 96/2019). We ask for the recording of their data, a biometric search where no NIK is known, and "
        "the papers named with each. We can bring them to the office, or prepare a room for recording at the shelter."
    ),
    Office.INSURANCE: N_(
        "The residents named below live in our shelter and have no income. We ask that they be registered, or "
        "activated again, as participants whose contributions the government pays (PBI)."
    ),
    Office.SOCIAL_AFFAIRS: N_(
        "We ask for a check of the residents named below in DTSEN (Inpres 4/2025): whether they are registered, with "
        "the decile and the day of the check. Who is not registered yet, we ask to be proposed."
    ),
}
_ROOM_TO_SIGN: Final = 46
_DOTS: Final = ".".ljust(44, ".")


def paper_letter(letter: OfficeLetter, imprint: Imprint, panti: Panti) -> Document:
    """Print the letter; a number that is not given leaves room to write it."""
    filename = f"{_('application-for-papers')}-{short_date(letter.day)}.pdf"
    paper = Paper(filename, _(SUBJECTS[letter.kind]), _("To: {who}").format(who=letter.office), imprint)
    count = len(letter.applicants)
    told = n_("{count} resident", "{count} residents", count).format(count=number(count))
    closing = _("The data in this letter is for this purpose alone. We thank you for your help.")
    story: list[Flowable] = [_heading(letter), words(_(REQUESTS[letter.kind])), *_people(letter, told)]
    return build(paper, [*story, Spacer(1, 8), words(closing), _signed(imprint, panti, letter)])


def _heading(letter: OfficeLetter) -> Flowable:
    asked = ", ".join(PAPER_SHORT[paper] for paper in letter.papers)
    rows = [
        (_("Number of the letter"), letter.number or _DOTS),
        (_("Nature"), _("important, confidential")),
        (_("Papers asked for"), asked),
    ]
    cells = [[words(head, "small"), words(":", "small"), words(text, "small")] for head, text in rows]
    styles = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), 0),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
    ]
    table = grid(cells, [0.18 * WIDTH, 0.02 * WIDTH, 0.8 * WIDTH], styles)
    table.spaceAfter = 10
    return table


_Cell = Callable[[Applicant], str]


def _columns(kind: Office) -> list[tuple[str, float, _Cell]]:
    """Headings, shares of the width, and cells: only what this office is told."""
    name = (_("Name and own number"), 0.25, lambda one: f"{one.name}\n{one.number}")
    sex = (_("Sex"), 0.06, lambda one: "" if one.sex is None else one.sex.value or "—")
    birth = (_("Birth"), 0.18, _birth)
    nik = (_("NIK"), 0.21, lambda one: one.nik or "—")
    origin = (_("Origin and features"), 0.17, lambda one: "\n".join(filter(None, (one.origin or "—", one.features))))
    papers = (_("Papers"), 0.13, lambda one: ", ".join(PAPER_SHORT[paper] for paper in one.papers))
    by_office: dict[Office, list[tuple[str, float, _Cell]]] = {
        Office.CIVIL_REGISTRY: [name, sex, birth, nik, origin, papers],
        Office.INSURANCE: [name, sex, birth, nik],
        Office.SOCIAL_AFFAIRS: [name, birth, nik, (_("Origin"), 0.2, lambda one: one.origin or "—")],
    }
    return by_office[kind]


def _people(letter: OfficeLetter, told: str) -> list[Flowable]:
    columns = _columns(letter.kind)
    whole = sum(share for _head, share, _cell in columns)
    widths = [0.05 * WIDTH, *(0.95 * WIDTH * share / whole for _head, share, _cell in columns)]
    rows: list[list[Any]] = [
        [words(number(at), "cell"), *(words(cell(one), "cell") for _head, _share, cell in columns)]
        for at, one in enumerate(letter.applicants, start=1)
    ]
    return table_of(told, [_("No."), *(head for head, _share, _cell in columns)], rows, widths)


def _birth(one: Applicant) -> str:
    return ", ".join(part for part in (one.birth_place or "", _born(one.born)) if part) or "—"


def _born(born: PartialDate | None) -> str:
    if born is None:
        return ""
    if born.as_day is not None:
        return long_date(born.as_day)
    if born.quality is DateQuality.MONTH and born.month is not None:
        return f"{_(MONTHS[born.month - 1])} {born.year}"
    if born.year is None:
        return ""
    return str(born.year) if born.quality is DateQuality.YEAR else _("about {year}").format(year=born.year)


def _signed(imprint: Imprint, panti: Panti, letter: OfficeLetter) -> Flowable:
    """Room to sign for whoever signs for the shelter, with place and day."""
    chosen, day = panti.settings, long_date(letter.day)
    place = f"{imprint.letterhead.town}, {day}" if imprint.letterhead.town else day
    name = words(chosen.signer_name or _DOTS, "cell-strong" if chosen.signer_name else "muted")
    more = (chosen.signer_rank, chosen.signer_nip and f"NIP {chosen.signer_nip}")
    signer = [words(place, "small"), words(chosen.signer_title, "cell-strong")]
    rows: list[list[Any]] = [
        ["", signer],
        ["", ""],
        ["", [name, *(words(line, "small") for line in more if line)]],
    ]
    styles = [("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 0)]
    heights = [None, _ROOM_TO_SIGN, None]
    return KeepTogether(
        [Spacer(1, 12), grid(rows, [WIDTH * 0.56, WIDTH * 0.44], styles, rowHeights=heights, splitByRow=0)]
    )


def papers_waiting(lines: Sequence[Asked], imprint: Imprint) -> Document:
    """Print what is waited for, a table for each office, with room for what the office says."""
    filename = f"{_('papers-waited-for')}-{short_date(imprint.printed_at.date())}.pdf"
    count = len(lines)
    told = n_("{count} paper is waited for", "{count} papers are waited for", count).format(count=number(count))
    paper = Paper(filename, _("Papers asked of offices"), told, imprint)
    offices = list(dict.fromkeys(line.office for line in lines))
    story: list[Flowable] = []
    for office in offices:
        story += _of_office(office, [line for line in lines if line.office == office])
    return build(paper, story or [words(_("Nothing is waited for."))])


def _of_office(office: str, lines: Sequence[Asked]) -> list[Flowable]:
    heads = [
        _("No."),
        _("Name and own number"),
        _("Paper"),
        _("Asked on"),
        _("Asked by"),
        _("Days"),
        _("Answer of the office"),
    ]
    shares = (0.05, 0.25, 0.1, 0.12, 0.17, 0.07, 0.24)
    rows: list[list[Any]] = [
        [
            words(number(at), "cell"),
            words(f"{line.name}\n{line.number}", "cell"),
            words(PAPER_SHORT[line.paper], "cell-strong"),
            words("\n".join(filter(None, (short_date(line.asked_on), line.letter_number))), "cell"),
            words(line.asked_by, "cell"),
            words(number(line.days), "cell-strong" if line.long else "cell"),
            words("", "cell"),
        ]
        for at, line in enumerate(lines, start=1)
    ]
    return table_of(office, heads, rows, [share * WIDTH for share in shares])
