"""From the register to paper. Official papers speak Indonesian, whatever language their maker reads."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from gettext import NullTranslations

from shelter_admin.domain.certificates.numbers import certificate_number
from shelter_admin.domain.certificates.paper import AttendanceCount, CertificatePaper, Signer, SubjectLine
from shelter_admin.domain.certificates.register import EntitledLine
from shelter_admin.domain.certificates.template import STANDARD, Kind, Template
from shelter_admin.domain.identity.dates import PartialDate
from shelter_admin.domain.settings import Panti
from shelter_admin.domain.words import INDONESIAN, _, speaking
from shelter_admin.operations.desk import Work
from shelter_admin.operations.language import load_catalogue
from shelter_admin.persistence.certificates import templates
from shelter_admin.persistence.certificates.candidates import Content


@dataclass(frozen=True, slots=True)
class Numbered:
    """What only an issued certificate has."""

    number: str
    code: str
    fingerprint: str


@contextmanager
def officially(panti: Panti) -> Iterator[None]:
    """Speak Indonesian within this block, with the panti's word for a resident."""
    with speaking(INDONESIAN, _indonesian(panti.settings.resident_word)):
        yield


@lru_cache(maxsize=4)
def _indonesian(resident_word: str) -> NullTranslations:
    return load_catalogue(INDONESIAN, resident_word)


def template_of(work: Work, kind: Kind) -> Template:
    """The template papers of this kind are made with today."""
    return templates.in_use(work.session, kind) or Template(kind)


def paper_of(
    work: Work, line: EntitledLine, content: Content, numbered: Numbered | None, template: Template = STANDARD
) -> CertificatePaper:
    """Put together what stands on one certificate or letter; without a number it is a draft. A letter has no mark."""
    letter = template.kind is Kind.LETTER
    panti = work.panti
    return CertificatePaper(
        letterhead=panti.letterhead,
        panti=panti.name,
        number=numbered.number if numbered else None,
        code=numbered.code if numbered else "",
        fingerprint=numbered.fingerprint if numbered else "",
        name=line.name,
        birth_place=content.birth_place,
        born=content.born,
        resident_number=line.number,
        program=line.program,
        batch=line.batch,
        first_day=content.first_day,
        last_day=content.last_day,
        hours=line.hours,
        mark=None if letter else line.mark,
        predikat="" if letter else line.predikat,
        lesson_minutes=panti.settings.lesson_minutes,
        subjects=() if letter else content.subjects,
        attendance=content.attendance,
        photo=content.photo,
        signer=_signer(panti),
        town=panti.letterhead.town,
        issued_on=work.today,
        template=template,
    )


def _signer(panti: Panti) -> Signer:
    chosen = panti.settings
    return Signer(chosen.signer_title, chosen.signer_name, chosen.signer_rank, chosen.signer_nip)


def specimen_of(work: Work, template: Template) -> CertificatePaper:
    """A paper of an invented person, to look at a template."""
    letter = template.kind is Kind.LETTER
    return CertificatePaper(
        letterhead=work.panti.letterhead,
        panti=work.panti.name,
        number=None,
        name="Fulan bin Fulan",
        birth_place="Contoh",
        born=PartialDate.exact(date(1990, 1, 31)),
        resident_number="2026-0001",
        program="Menjahit",
        batch="Angkatan I",
        first_day=work.today - timedelta(days=180),
        last_day=work.today,
        hours=412,
        mark=None if letter else 86.5,
        predikat="" if letter else "Memuaskan",
        lesson_minutes=work.panti.settings.lesson_minutes,
        subjects=() if letter else tuple(SubjectLine(f"Materi {at}", 12, 40, 80.0 + at) for at in range(1, 6)),
        attendance=AttendanceCount(96, 2, 1, 1),
        signer=_signer(work.panti),
        town=work.panti.letterhead.town,
        issued_on=work.today,
        template=template,
    )


def filename_of(panti: Panti, year: int, serial: int) -> str:
    """The file name of a certificate, the same whoever opens it: never a person's."""
    with officially(panti):
        return f"{_('certificate')}-{year}-{serial:03}.pdf"


def letter_filename_of(panti: Panti, year: int, serial: int) -> str:
    """The file name of a letter of attendance."""
    with officially(panti):
        return f"{_('letter-of-attendance')}-{year}-{serial:03}.pdf"


def number_by(work: Work, kind: Kind, template: Template, serial: int) -> str:
    """The number that a serial makes today, by the template's own pattern or that of the settings."""
    settings = work.panti.settings
    unit = settings.certificate_unit.strip() or work.panti.code
    return certificate_number(pattern_of(work, kind, template), settings.certificate_code, unit, serial, work.today)


def pattern_of(work: Work, kind: Kind, template: Template) -> str:
    """The pattern numbers of this kind are made by."""
    settings = work.panti.settings
    return template.number_pattern or (settings.letter_pattern if kind is Kind.LETTER else settings.certificate_pattern)
