"""What a careful reader marks beside a cell: nothing is altered silently, nothing doubtful passes unmarked."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from shelter_admin.domain.words import N_


@dataclass(frozen=True, slots=True)
class Doubt:
    """One reason to look at a cell again. A hint, never an error; ``facts`` fill the sentence of its code."""

    column: str
    code: str
    facts: tuple[tuple[str, str], ...] = field(default=(), repr=False)


DOUBT_WORDS: Final[dict[str, str]] = {
    "nik_last_digit_lost": N_("The NIK was typed as a number, its last digit is lost; 15 digits are kept."),
    "nik_wrong_length": N_("The NIK has {digits} digits instead of 16; it is kept as written."),
    "nik_not_digits": N_("The NIK holds letters or signs; it is kept as written."),
    "nik_missing": N_("No NIK."),
    "nik_serial_zero": N_("The NIK ends in 0000, which is never given out."),
    "nik_birth_differs": N_("The NIK says born {nik}, the register says {register}."),
    "nik_sex_differs": N_("The NIK is that of the other sex."),
    "nik_region_unknown": N_("No region list knows the code {region} at the start of the NIK."),
    "nik_region_differs": N_("The NIK was first given out in {nik}, the origin named is {register}."),
    "birth_year_only": N_("Only the year of birth is known."),
    "birth_month_only": N_("Only the month of birth is known."),
    "birth_from_age": N_("The year of birth is worked out from an age."),
    "birth_missing": N_("No date of birth."),
    "birth_unclear": N_("The date of birth cannot be read with certainty."),
    "admitted_missing": N_("No date of admission."),
    "admitted_unclear": N_("The date of admission cannot be read with certainty."),
    "admitted_future": N_("The date of admission is still to come."),
    "admitted_before_birth": N_("Admitted before being born."),
    "leaving_date_unclear": N_("Has left, but the date is not clear."),
    "leaving_before_admission": N_("Left before being admitted; the leaving date is set aside."),
    "leaving_reason_unclear": N_("Has left, but the reason is not clear."),
    "leaving_guessed": N_("The remark may mean that the person has left."),
    "sex_missing": N_("The sex is not given."),
    "sex_unclear": N_("The sex cannot be read."),
    "sex_from_group": N_("The sex is taken from the heading of the group."),
    "category_unknown": N_("The category “{text}” is not one of the 26."),
    "source_unknown": N_("Who brought the person cannot be told from “{text}”."),
    "origin_unknown": N_("No regency or city goes by the name “{text}”."),
    "origin_ambiguous": N_("“{text}” is both a regency and a city."),
    "origin_guessed": N_("“{text}” is taken to be {name}."),
    "room_unclear": N_("The room cannot be told from “{text}”."),
    "room_full": N_("The room was full; an extra mattress was put there."),
    "room_blocked": N_("The room is out of use; the person has no bed yet."),
    "room_not_there": N_("There is no room “{text}”; the person has no bed yet."),
    "room_misfit": N_("The room is meant for others."),
    "name_strange": N_("The name holds digits or no letters."),
    "capacity_unclear": N_("The capacity cannot be read."),
    "room_twice": N_("The same room stands in the list twice; only the first is taken."),
    "room_missing": N_("The row names no room."),
    "row_unclear": N_("The row may name a person or a group; it is not taken."),
    "name_missing": N_("The row names nobody."),
}


def sentence_of(doubt: Doubt, words: dict[str, str] | None = None) -> str:
    """Give the sentence of a doubt, its facts filled in; ``words`` are the translated sentences."""
    template = (words or DOUBT_WORDS).get(doubt.code, doubt.code)
    facts = {"text": "", "nik": "", "register": "", "region": "", "digits": "", "name": "", **dict(doubt.facts)}
    return template.format(**facts)
