from __future__ import annotations

import pytest

from shelter_admin.domain.places import joined_place, read_place


@pytest.mark.parametrize(
    ("text", "wisma", "room", "bed"),
    [
        ("Anggrek 4", "Anggrek", "4", ""), ("Anggrek/4", "Anggrek", "4", ""), ("Wisma Anggrek Kamar 4", "Anggrek", "4", ""), ("Anggrek No. 4", "Anggrek", "4", ""),
        ("Anggrek IV", "Anggrek", "4", ""), ("Kamar 4 Wisma Anggrek", "Anggrek", "4", ""), ("Anggrek 4A", "Anggrek", "4A", ""), ("Anggrek 4/2", "Anggrek", "4", "2"),
        ("WISMA MAWAR 03", "Mawar", "3", ""), ("Anggrek, kamar 4, bed 2", "Anggrek", "4", "2"), ("Flamboyan II No.3", "Flamboyan II", "3", ""),
        ("Melati", "Melati", "", ""), ("Kmr. 5", "", "5", ""), ("Wisma 3 Kamar 2", "3", "2", ""), ("-", "", "", ""), ("Anggrek4", "Anggrek", "4", ""), ("Mawar (3)", "Mawar", "3", ""),
    ],
)  # fmt: skip
def test_that_a_room_is_told_from_many_spellings(text: str, wisma: str, room: str, bed: str):
    place = read_place(text)
    assert (place.wisma, place.room, place.bed) == (wisma, room, bed)


def test_that_columns_of_their_own_are_put_together():
    assert [(p.wisma, p.room, p.bed) for p in (joined_place("WISMA MELATI", "Kamar 03", "2"), joined_place("A", "3", ""), joined_place("Melati 5", "", ""), joined_place("", "", ""))] == [
        ("Melati", "3", "2"), ("A", "3", ""), ("Melati", "5", ""), ("", "", ""),
    ]  # fmt: skip
