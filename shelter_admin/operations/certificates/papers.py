"""From the register to paper. Official papers speak Indonesian, whatever language their maker reads."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from gettext import NullTranslations

from shelter_admin.domain.certificates.paper import CertificatePaper, Signer
from shelter_admin.domain.certificates.register import EntitledLine
from shelter_admin.domain.settings import Panti
from shelter_admin.domain.words import INDONESIAN, _, speaking
from shelter_admin.operations.desk import Work
from shelter_admin.operations.language import load_catalogue
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


def paper_of(work: Work, line: EntitledLine, content: Content, numbered: Numbered | None) -> CertificatePaper:
    """Put together what stands on one certificate; without a number it is a draft."""
    panti, settings = work.panti, work.panti.settings
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
        mark=line.mark,
        predikat=line.predikat,
        lesson_minutes=settings.lesson_minutes,
        subjects=content.subjects,
        attendance=content.attendance,
        photo=content.photo,
        signer=Signer(settings.signer_title, settings.signer_name, settings.signer_rank, settings.signer_nip),
        town=panti.letterhead.town,
        issued_on=work.today,
    )


def filename_of(panti: Panti, year: int, serial: int) -> str:
    """The file name of a certificate, the same whoever opens it: never a person's."""
    with officially(panti):
        return f"{_('certificate')}-{year}-{serial:03}.pdf"
