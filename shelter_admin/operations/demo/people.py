"""Invented people: names put together at random, births, origins, NIK of no real person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Final

from shelter_admin.domain.categories import CATEGORIES

MEN: Final = [
    "Slamet",
    "Joko",
    "Budi",
    "Agus",
    "Eko",
    "Iwan",
    "Rudi",
    "Hamdan",
    "Asep",
    "Ujang",
    "Paijo",
    "Sugeng",
    "Yusuf",
    "Galih",
    "Dimas",
    "Fajar",
    "Bambang",
    "Suparman",
    "Petrus",
    "Lukas",
    "Anton",
    "Syahril",
    "Rahmat",
    "Mulyono",
    "Darmawan",
    "Jalung",
    "Merang",
    "Usat",
    "Njau",
    "Supri",
    "Kornelius",
    "Yohanes",
]
WOMEN: Final = [
    "Siti",
    "Dewi",
    "Ratna",
    "Halimah",
    "Aminah",
    "Maria",
    "Sulastri",
    "Nurhayati",
    "Endang",
    "Yuliana",
    "Fitri",
    "Kartini",
    "Wati",
    "Sumiati",
    "Rahayu",
    "Indah",
    "Martha",
    "Uring",
    "Lawing",
    "Tipung",
    "Aisyah",
    "Mariam",
    "Rohani",
    "Suparti",
    "Yuni",
    "Rina",
    "Elisabet",
    "Bulan",
    "Ngatinem",
    "Ayu",
]
LAST: Final = [
    "Wibowo",
    "Nugroho",
    "Santoso",
    "Hidayat",
    "Kurniawan",
    "Saputra",
    "Ramadhan",
    "Hermawan",
    "Setiawan",
    "Lestari",
    "Handayani",
    "Maulana",
    "Ibrahim",
    "Usman",
    "Basri",
    "Daud",
    "Lencau",
    "Ding",
    "Simanjuntak",
    "Siregar",
    "Firmansyah",
    "Purnomo",
    "Arifin",
    "Wulandari",
    "Anwar",
    "Susanto",
]
ALIASES: Final = ("Gondrong", "Mamat", "Cak To", "Mbok Nah", "Ucok", "Pak De", "Lek Min", "Bunda")
TOWNS: Final = (
    ("64.72", "Kota Samarinda", "Samarinda"),
    ("64.71", "Kota Balikpapan", "Balikpapan"),
    ("64.02", "Kutai Kartanegara", "Tenggarong"),
    ("64.08", "Kutai Timur", "Sangatta"),
    ("64.74", "Kota Bontang", "Bontang"),
    ("64.01", "Paser", "Tanah Grogot"),
    ("65.71", "Kota Tarakan", "Tarakan"),
    ("63.71", "Kota Banjarmasin", "Banjarmasin"),
)
_MAIN: Final = ("GELANDANGAN", "PENGEMIS", "LANSIA_TELANTAR", "DISABILITAS", "TUNA_SUSILA")


@dataclass(frozen=True)
class Invented:
    """Somebody who does not exist."""

    name: str
    alias: str
    sex: str
    born: date
    about: bool
    town: tuple[str, str, str]
    nik: str | None
    category: str
    alert: str


def invent(rng: Random, today: date) -> Invented:
    """Make somebody up."""
    sex = "L" if rng.random() < 0.6 else "P"
    first = rng.choice(MEN if sex == "L" else WOMEN)
    name = first if rng.random() < 0.2 else f"{first} {rng.choice(LAST)}"
    born = today - timedelta(days=rng.randint(18 * 365, 82 * 365))
    town = rng.choice(TOWNS)
    known = {category.code for category in CATEGORIES}
    old = (today - born).days > 60 * 365
    category = "LANSIA_TELANTAR" if old and rng.random() < 0.7 else rng.choice(_MAIN)
    return Invented(
        name,
        rng.choice(ALIASES) if rng.random() < 0.15 else "",
        sex,
        born,
        rng.random() < 0.15,
        town,
        _nik(rng, town[0], born, sex) if rng.random() < 0.75 else None,
        category if category in known else CATEGORIES[0].code,
        rng.choice(("asma", "alergi kacang", "perlu tongkat")) if rng.random() < 0.06 else "",
    )


def _nik(rng: Random, town: str, born: date, sex: str) -> str:
    """Sixteen digits in the right form; the district 99 is given to nobody."""
    day = born.day + (40 if sex == "P" else 0)
    return f"{town.replace('.', '')}99{day:02}{born.month:02}{born.year % 100:02}{rng.randint(1, 9999):04}"
