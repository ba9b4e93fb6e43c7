"""The words of certificates and letters: the standard ones, or those of a template with its places filled."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from shelter_admin.domain.certificates.paper import CertificatePaper
from shelter_admin.domain.certificates.template import shortened
from shelter_admin.domain.identity.dates import DateQuality, PartialDate
from shelter_admin.domain.wording import long_date, month_and_year, number
from shelter_admin.domain.words import _
from shelter_admin.reports.certificate_lines import Run, runs
from shelter_admin.reports.certificate_parts import UNKNOWN

_FIGURES: Final = frozenset({"jam", "nilai", "predikat", "kehadiran"})


def facts_of(paper: CertificatePaper) -> dict[str, str]:
    """What the places of a template stand for on this paper; empty where nothing is known."""
    first = long_date(paper.first_day) if paper.first_day else ""
    last = long_date(paper.last_day) if paper.last_day else ""
    rate = paper.attendance.rate
    return {
        "nomor": paper.number or "." * 30,
        "nama": paper.name,
        "lahir": birth_told(paper),
        "nomor_induk": paper.resident_number,
        "program": paper.program,
        "angkatan": paper.batch,
        "mulai": first if last else "",
        "selesai": last if first else "",
        "sejak": first if not last else "",
        "jam": number(paper.hours) if paper.hours else "",
        "nilai": "" if paper.mark is None else number(round(paper.mark, 2)),
        "predikat": paper.predikat,
        "kehadiran": "" if rate is None else number(round(rate * 100, 1)),
        "panti": paper.letterhead.unit.strip() or paper.panti,
        "tanggal": long_date(paper.issued_on),
    }


def filled(text: str, facts: Mapping[str, str]) -> str:
    """A text of a template as plain words."""
    return " ".join(word for word, _font in filled_runs(text, facts))


def filled_runs(text: str, facts: Mapping[str, str]) -> list[Run]:
    """A text of a template as words, the strong ones in their font."""
    said = {place: told or (UNKNOWN if place in _FIGURES else "") for place, told in facts.items()}
    return runs(shortened(text, facts), **said)


def birth_told(paper: CertificatePaper) -> str:
    """Place and day of birth, as far as they are certain."""
    return ", ".join(part for part in (paper.birth_place.strip(), _day(paper.born)) if part)


def under_name(paper: CertificatePaper) -> str:
    """Say when and where somebody was born, as far as known, and the own number."""
    if paper.template.under_name:
        told = filled(paper.template.under_name, facts_of(paper))
        return told[:1].upper() + told[1:] if told.startswith("nomor") else told
    born, told = birth_told(paper), ""
    if paper.birth_place.strip():
        told = _("born in {birth}").format(birth=born)
    elif born:
        told = _("born {birth}").format(birth=born)
    number_told = _("resident number {number}").format(number=paper.resident_number)
    return f"{told} · {number_told}" if told else number_told[:1].upper() + number_told[1:]


def _day(born: PartialDate) -> str:
    """Say a birth as far as it is certain; a guessed year is not put on paper."""
    if born.year is None or born.quality is DateQuality.ABOUT:
        return ""
    if (day := born.as_day) is not None:
        return long_date(day)
    earliest = born.earliest
    if born.month is not None and earliest is not None:
        return month_and_year(earliest)
    return _("in the year {year}").format(year=born.year)


def what_was_done(paper: CertificatePaper) -> list[list[Run]]:
    """Say what the certificate is for, each part beginning a line."""
    if paper.template.lines:
        facts = facts_of(paper)
        return [line for text in paper.template.lines if (line := filled_runs(text, facts))]
    hours = number(paper.hours) if paper.hours else UNKNOWN
    first = long_date(paper.first_day) if paper.first_day else ""
    last = long_date(paper.last_day) if paper.last_day else ""
    if first and last:
        when = _("from {first} to {last}, for *{hours} lesson hours,*")
    elif first:
        when = _("since {first}, for *{hours} lesson hours,*")
    else:
        when = _("for *{hours} lesson hours,*")
    done = _("who took part in and *passed* the skills training *{program}* {batch}")
    return [
        runs(done, program=paper.program, batch=paper.batch),
        runs(when, first=first, last=last, hours=hours),
        runs(_("with the predicate *{predikat}*"), predikat=paper.predikat or UNKNOWN),
    ]
