"""From a row of a register to the rows of the store: nothing altered, what is unknown stays unknown."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from shelter_admin.domain.doubts import Doubt
from shelter_admin.domain.identity.names import index_of_sounds
from shelter_admin.domain.leaving import LeavingReason
from shelter_admin.domain.likeness import Known
from shelter_admin.domain.moving_in import House, Place, Unplaced
from shelter_admin.domain.register import RegisterRow
from shelter_admin.persistence.base import new_id


@dataclass
class Taken:
    """A row that is taken: who it becomes, where they sleep, and what is doubtful."""

    row: RegisterRow
    place: Place | Unplaced
    person_id: str = field(default_factory=new_id)
    stay_id: str = field(default_factory=new_id)
    number: str = ""

    @property
    def year(self) -> int | None:
        """The year of admission, for the own number."""
        return self.row.admitted.year

    def doubts(self) -> tuple[Doubt, ...]:
        """The doubts of the row and of the place found for it."""
        more: list[Doubt] = []
        if isinstance(self.place, Unplaced):
            if self.place in {Unplaced.NO_SUCH_ROOM, Unplaced.BLOCKED}:
                more.append(Doubt("place", self.place.value, (("text", self.row.place.text),)))
        else:
            if self.place.bed.mattress:
                more.append(Doubt("place", "room_full"))
            if self.place.against:
                more.append(Doubt("place", "room_misfit"))
        return (*self.row.doubts, *more)

    def known(self) -> Known:
        """What is compared with others: letters of a NIK that look like digits count as those here, and only here."""
        row = self.row
        return Known(
            self.person_id,
            row.name,
            row.alias,
            row.sex,
            row.born,
            row.nik.likely_digits,
            row.origin,
            row.origin_text,
        )


def take(rows: list[RegisterRow], house: House, tonight: date) -> list[Taken]:
    """Plan every new row: first those who are still in the house, so that a leaver of old never takes their bed."""
    places: dict[int, Place | Unplaced] = {}
    for in_house in (True, False):
        for index, row in enumerate(rows):
            if row.in_house is in_house:
                places[index] = house.place(row, tonight)
    return [Taken(row, places[index]) for index, row in enumerate(rows)]


def person_of(taken: Taken) -> dict[str, Any]:
    """The person as stored."""
    row = taken.row
    return {
        "id": taken.person_id,
        "number": taken.number,
        "name": row.name,
        "alias": row.alias,
        "sound": index_of_sounds(row.name, row.alias),
        "sex": row.sex.value or None,
        "birth_year": row.born.year,
        "birth_month": row.born.month,
        "birth_day": row.born.day,
        "birth_quality": row.born.quality.value,
        "birth_text": row.born.text,
        "birth_place": row.birthplace,
        "origin_code": row.origin,
        "origin_text": row.origin_text,
        "nik": row.nik.digits,
        "nik_quality": row.nik.quality.value,
        "nik_text": row.nik.text,
        "identity_status": None,
        "features": "",
    }


def stay_of(taken: Taken) -> dict[str, Any]:
    """The stay as stored; who has left without a clear reason keeps that as it is."""
    row, left = taken.row, taken.row.leaving
    reason = (left.reason or LeavingReason.UNCLEAR).value if left is not None else None
    return {
        "id": taken.stay_id,
        "person_id": taken.person_id,
        "admitted_on": row.admitted.as_day,
        "admitted_text": row.admitted.text,
        "source": row.source.value if row.source else None,
        "source_text": row.source_text,
        "left_on": left.on.as_day if left is not None else None,
        "leave_reason": reason,
        "leave_note": left.text if left is not None else "",
        "expected_exit_on": row.expected_exit.on if row.expected_exit else None,
        "room_text": row.place.text,
        "remark": "" if row.health_remark else row.remark,
        "quick": False,
    }


def health_of(taken: Taken) -> dict[str, Any] | None:
    """What a register says about health, kept for the health officer only."""
    row = taken.row
    said = "; ".join(text for text in (row.health_text, row.remark if row.health_remark else "") if text)
    if not said:
        return None
    return {"person_id": taken.person_id, "alert": "", "diet": "", "details": said, "attention": True}


def categories_of(taken: Taken) -> list[dict[str, Any]]:
    """The categories, the first one main."""
    return [
        {"person_id": taken.person_id, "category": code, "main": position == 0}
        for position, code in enumerate(dict.fromkeys(taken.row.categories))
    ]


def original_of(taken: Taken, file_id: str) -> dict[str, Any]:
    """The original row, kept as it was."""
    return {
        "file_id": file_id,
        "person_id": taken.person_id,
        "sheet_row": taken.row.number,
        "fingerprint": taken.row.fingerprint,
        "cells": taken.row.original,
        "doubts": sorted({doubt.code for doubt in taken.doubts()}),
    }


def placement_of(taken: Taken) -> dict[str, Any] | None:
    """The placement from admission to leaving."""
    if isinstance(taken.place, Unplaced):
        return None
    nights = taken.place.nights
    return {
        "bed_id": taken.place.bed.bed_id,
        "person_id": taken.person_id,
        "stay_id": taken.stay_id,
        "from_night": nights.start,
        "until_night": nights.end,
        "reason": "",
        "despite": "",
    }
