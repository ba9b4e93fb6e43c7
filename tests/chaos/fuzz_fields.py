"""Inputs of single fields: NIK, dates, the gate's card field, codes of certificates; each with its oracle."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, timedelta
from typing import Any, Final

from hypothesis import strategies as st
from sqlalchemy import select

from shelter_admin.domain.certificates import codes
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.identity.dates import DateQuality, PartialDate
from shelter_admin.domain.identity.nik import LENGTH, NikQuality, doubts_of_form, hints_of, parts_of, read_nik
from shelter_admin.domain.identity.reading_dates import (
    About,
    DateReading,
    find_date,
    read_age,
    read_date,
    read_place_and_date,
    read_written_date,
)
from shelter_admin.domain.identity.sexes import Sex
from shelter_admin.domain.presence import GatePerson
from shelter_admin.domain.residents import require_birth
from shelter_admin.operations.desk import Desk
from shelter_admin.operations.presence.gate import GatePeople
from shelter_admin.persistence.people.tables import PersonTable
from shelter_admin.spreadsheets.reference import regions
from tests.chaos.fuzz import Feeding, Wrong
from tests.chaos.ground import Ground

TODAY: Final = date(2026, 11, 21)
SECRET: Final = bytes(range(32))


def require(sound: bool, words: str) -> None:
    """Something wrong was accepted unless this holds."""
    if not sound:
        raise Wrong(words)


_NUMBERS = st.integers(-(2**63), 2**63 - 1) | st.floats()
_DIGITS = st.text("0123456789", min_size=14, max_size=18)
_NIKS = st.one_of(
    _DIGITS,
    st.from_regex(r"(NIK|KTP|No\. KTP)?[ :.]{0,2}[0-9OIl]{6}[ .'-]?[0-9]{6}[ .-]?[0-9BS]{4}", fullmatch=True),
    st.text("0123456789 .,-'OIlSB’\u00a0\u0660\u0661\u0662²③", max_size=24),
    st.from_regex(r"[0-9][.,][0-9]{10,16}[eE]\+?1[56]", fullmatch=True),
    st.text(max_size=40),
    _NUMBERS,
    st.integers(10**15, 10**16 - 1),
    st.none() | st.booleans() | st.dates(),
)


def _nik(cell: object) -> str:
    reading = read_nik(cell)
    digits = reading.digits
    doubts = [*doubts_of_form(reading), *hints_of(reading, PartialDate.of_year(1980), Sex.MALE, "64.72", regions())]
    reading.likely_digits  # noqa: B018 - it must not fail either
    if reading.quality is NikQuality.OK:
        require(isinstance(cell, str), "a NIK from a number, whose last digit is lost")
        written = "".join(char for char in str(cell) if char in "0123456789")
        require(digits is not None and re.fullmatch(r"[0-9]{16}", digits) is not None, "a NIK that is not 16 digits")
        require(written == digits, "a NIK that was not written so")
        _hinted(digits or "", [doubt.code for doubt in doubts])
    elif reading.quality is NikQuality.LAST_DIGIT_LOST:
        require(digits is not None and len(digits) == LENGTH - 1 and digits.isdigit(), "15 digits were promised")
        require(bool(doubts), "a lost digit without a word")
    else:
        require(digits is None, "digits of a NIK that was not accepted")
        require(bool(doubts), "a NIK not accepted without a word")
    return str(reading.quality.value)


def _hinted(digits: str, said: list[str]) -> None:
    """A NIK whose day cannot be, or whose region is none, is accepted with a hint beside it."""
    parts = parts_of(digits)
    try:
        date(2000 + parts.short_year, parts.month, parts.day)
    except ValueError:
        require("nik_birth_differs" in said or parts.short_year == 80, "an impossible day of birth without a hint")
    require(regions().knows(parts.region) or "nik_region_unknown" in said, "an unknown region without a hint")


_MONTHS: Final = "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split()  # noqa: SIM905
_FORMS: Final = (
    "{d:02}-{m:02}-{y}",
    "{d}/{m}/{y}",
    "{d:02}.{m:02}.{y}",
    "{y}-{m:02}-{d:02}",
    "{d} {name} {y}",
    "{d:02} {short} {y}",
)
_DAYS = st.dates(date(1900, 1, 1), TODAY)
_WRITTEN = st.tuples(_DAYS, st.sampled_from(_FORMS))
_DATE_TEXT = st.one_of(
    st.text("0123456789-/. ", max_size=14),
    st.from_regex(r"[0-3]?[0-9][-/. ][01]?[0-9][-/. ]([12][0-9])?[0-9]{2}", fullmatch=True),
    st.from_regex(
        r"(tgl|umur|usia|±|sekitar|lahir|th)?\.? ?[0-9]{1,4} ?(tahun|thn|bln|bulan|jan|Feb|MARET|agst)?\.?( [0-9]{2,5})?",
        fullmatch=True,
    ),
    st.from_regex(r"[A-Z][a-z]{2,9}, [0-3]?[0-9] (Jan|Mei|Okt|desember|viii|XI) ['’]?[0-9]{2,4}", fullmatch=True),
    st.text(max_size=60),
)
_DATES = st.one_of(
    _WRITTEN, _DATE_TEXT, _DATE_TEXT, _NUMBERS, st.floats(4_000, 90_000), st.datetimes(), st.dates(), st.none()
)


def _date(given: Any) -> str:
    if isinstance(given, tuple):
        return _written_day(*given)
    readings = [read_date(given, about, TODAY) for about in About]
    readings.append(read_age(given, TODAY))
    if isinstance(given, str):
        readings += [read_place_and_date(given, TODAY)[1], *filter(None, (find_date(given, TODAY),))]
        readings.append(read_written_date(given, About.BIRTH, TODAY))
    for reading in readings:
        _sound_date(reading)
    if isinstance(given, date | datetime):
        day = given.date() if isinstance(given, datetime) else given
        require(readings[0].when.as_day == day, "a day that is another day")
    elif isinstance(given, str):
        for reading in readings:
            _written_in(given, reading)
    return str(readings[0].when.quality.value)


def _sound_date(reading: DateReading) -> None:
    when = reading.when
    require(PartialDate.from_code(when.code) == when, "a date that is not read back")
    if when.quality is DateQuality.EXACT:
        require(when.as_day is not None, "an exact day that is none")
    require((when.quality is DateQuality.UNKNOWN) == (when.year is None), "a year that is known and not")
    try:
        born = require_birth(reading, TODAY, None)
    except Refused:
        return
    require(reading.trouble is None, "a birth in doubt was accepted")
    require(born.earliest is None or born.earliest <= TODAY, "a birth to come was accepted")


def _written_in(text: str, reading: DateReading) -> None:
    """Nothing is made up: the day and the year accepted without a doubt stand in the text."""
    day = reading.when.as_day
    if day is None or reading.trouble is not None:
        return
    numbers = "".join(str(unicodedata.digit(char, "")) or " " for char in text)
    serial = re.search(r"\d{5}", numbers)
    if serial and day == date(1899, 12, 30) + timedelta(days=int(serial[0])):
        return
    require(f"{day.year % 100:02}" in numbers and str(day.day) in numbers, f"{day.isoformat()} stands nowhere")


def _written_day(day: date, form: str) -> str:
    name = _MONTHS[day.month - 1]
    text = form.format(d=day.day, m=day.month, y=day.year, name=name, short=name[:3])
    for about in About:
        require(read_written_date(text, about, TODAY).when.as_day == day, f"{text} was read as another day")
    return "written out"


class Card:
    """The gate's field: a desk at a house of known people, opened by the process that asks."""

    def __init__(self, ground: Ground) -> None:
        """Look who is in the house."""
        self._ground = ground
        self._desk: Desk | None = None
        desk, _clock = ground.sit_down(ground.instant(1))
        with desk.store.asking() as session:
            known = session.execute(select(PersonTable.number, PersonTable.name))
            self._people: dict[str, str] = {row.number: row.name for row in known}
        desk.close()

    def close(self) -> None:
        """Leave the desk, if anybody sat down."""
        if self._desk is not None:
            self._desk.close()

    def _ask(self, typed: str) -> tuple[GatePerson, ...]:
        if self._desk is None:
            self._desk, _clock = self._ground.sit_down(self._ground.instant(2))
        return self._desk.ask(GatePeople(typed))

    def inputs(self) -> st.SearchStrategy[str]:
        known = sorted(self._people) + sorted(self._people.values())
        parts = st.sampled_from(known).flatmap(lambda word: st.integers(0, len(word)).map(lambda end: word[:end]))
        signs = st.text("\"'*:()^-+{}%_\\ ;,.~&|!?AORNDTE\x00\x1b\t\n", max_size=12)
        return st.one_of(
            parts,
            st.tuples(parts, signs).map("".join),
            st.tuples(parts, st.sampled_from(("\r\n", "\t", " ", "\u202e", "\ufeff", "\u0301"))).map("".join),
            signs,
            st.text(max_size=300),
            st.from_regex(r"[0-9]{4}-[0-9]{1,6}", fullmatch=True),
        )

    def feed(self, typed: str) -> str:
        try:
            found = self._ask(typed)
        except Refused as refused:
            return refused.code
        require(len(found) <= 8, "more than asked for")
        require(all(self._people.get(one.number) == one.name for one in found), "somebody who is not in the house")
        exact = typed.strip().upper()
        if exact in self._people:
            require([one.number for one in found] == [exact], "a card that is not taken for its bearer alone")
        for one in found:
            require(_means(typed, f"{one.number} {one.name} {one.alias}"), "somebody else than was typed")
        return "nobody" if not found else "one" if len(found) == 1 else "several"


def _means(typed: str, known: str) -> bool:
    """Whether each word typed in plain letters begins a word of who was found."""
    words = re.findall(r"[a-z0-9]+", known.casefold())
    asked = re.findall(r"[a-z0-9]+", typed.casefold()) if typed.isascii() else []
    return all(any(word.startswith(one) for word in words) for one in asked)


_STATEMENTS = st.builds(
    codes.statement_of,
    st.from_regex(r"[0-9]{1,4}/[A-Z]{2,5}/[IVX]{1,4}/20[0-9]{2}", fullmatch=True),
    st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=80),
    st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=40),
    st.integers(0, 5000),
    st.floats(0, 100),
    st.dates(date(1900, 1, 1), date(2100, 12, 31)),
)
_SYMBOLS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
_SLIPS = st.tuples(_STATEMENTS, st.integers(0, 10_000), st.sampled_from([*_SYMBOLS, "0", "1", "8", "-", "é", "", "AA"]))
_CODES = st.one_of(
    _STATEMENTS,
    _SLIPS,
    _SLIPS,
    st.text(_SYMBOLS, max_size=300).map(codes.PREFIX.__add__),
    st.text(max_size=200),
    st.from_regex(r"[0-9]{1,4}/[A-Z]{2,5}/20[0-9]{2} [0-9A-Z]{4}-?[0-9A-Z]{4}-?[0-9A-Z]{4}", fullmatch=True),
)


def _public() -> bytes:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.from_private_bytes(SECRET).public_key().public_bytes_raw()


PUBLIC: Final = _public()


def _verified(text: str) -> codes.Signed | None:
    """A code that was read and whose signature is genuine."""
    signed = codes.decode(text)
    codes.looks_like_a_code(text)
    short = codes.read_short_form(text)
    require(
        short is None or re.fullmatch(r"(?:[0-9A-Z]{4}-){2}[0-9A-Z]{4}", short[1]) is not None,
        "a short form that is none",
    )
    return signed if signed is not None and codes.is_signed_by(signed, [PUBLIC]) else None


def _code(given: Any) -> str:
    if isinstance(given, str):
        require(_verified(given) is None, "a code nobody signed was accepted")
        return "not accepted"
    if isinstance(given, codes.Statement):
        return _signed(given)
    statement, at, symbol = given
    code = codes.encode(statement, SECRET)
    at %= len(code)
    slipped = code[:at] + symbol + code[at + 1 :]
    if codes.canonical(slipped) == code:
        return "the same code"
    require(_verified(slipped) is None, f"a code changed at {at} was accepted")
    return "slip found"


def _signed(statement: codes.Statement) -> str:
    code = codes.encode(statement, SECRET)
    for text in (code, code.lower(), " ".join(code[at : at + 5] for at in range(0, len(code), 5))):
        signed = _verified(text)
        if signed is None:
            require(False, "a code signed here was not accepted")
            return "not accepted"
        require(signed.statement == statement, "a code that says something else than was signed")
        require(codes.encode(signed.statement, SECRET) == codes.canonical(text), "a code that is not written again so")
    return "accepted"


def card(ground: Ground) -> Feeding:
    """What is typed or scanned at the gate of this house."""
    field = Card(ground)
    return Feeding("card field", 8_000, field.inputs(), field.feed)


FIELDS: Final = [
    Feeding("NIK", 32_000, _NIKS, _nik),
    Feeding("dates", 32_000, _DATES, _date),
    Feeding("certificate codes", 30_000, _CODES, _code),
]
