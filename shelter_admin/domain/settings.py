"""The panti and its settings, each declared once: type, default, sentence."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import Field, dataclass, field, fields
from datetime import UTC, date, datetime, time, timedelta, timezone
from enum import StrEnum
from typing import Any, Final

from shelter_admin.domain.errors import Refused
from shelter_admin.domain.words import N_


class Zone(StrEnum):
    """Indonesia's three zones; none has summer time, so a fixed offset is the whole truth."""

    WIB = "WIB"
    WITA = "WITA"
    WIT = "WIT"

    @property
    def offset(self) -> timezone:
        """The zone's distance from UTC."""
        return _OFFSETS[self]


_OFFSETS: Final = {
    Zone.WIB: timezone(timedelta(hours=7), "WIB"),
    Zone.WITA: timezone(timedelta(hours=8), "WITA"),
    Zone.WIT: timezone(timedelta(hours=9), "WIT"),
}


def setting(default: Any, sentence: str, *, least: int | None = None, most: int | None = None) -> Any:
    """Declare a setting with the one sentence that explains it."""
    return field(default=default, metadata={"sentence": sentence, "least": least, "most": most})


@dataclass(frozen=True, slots=True)
class Settings:
    """The panti's own choices. They live in the store and travel with its copies."""

    resident_word: str = setting("penghuni", N_("The word for a resident on screens and papers."))
    night_starts: time = setting(time(20, 0), N_("When the night shift starts; the night belongs to that date."))
    night_ends: time = setting(time(6, 0), N_("When the night shift ends."))
    roll_call_at: time = setting(time(22, 0), N_("When the night roll-call is due."))
    morning_roll_call: bool = setting(default=False, sentence=N_("Also take a roll-call in the morning."))
    morning_roll_call_at: time = setting(time(5, 30), N_("When the morning roll-call is due."))
    number_pattern: str = setting("{tahun}-{urut:04}", N_("How a new resident's own number is made."))
    idle_minutes: int = setting(5, N_("Minutes without a key before the screen locks."), least=1, most=120)
    runaway_days: int = setting(
        30, N_("Days after running away within which coming back continues the same stay."), least=0, most=365
    )
    leave_after_days: int = setting(
        7, N_("Days after arrival before somebody may go on leave overnight."), least=0, most=365
    )
    leave_head_nights: int = setting(
        2, N_("Nights of leave that a social worker may approve; longer ones the head approves."), least=0, most=60
    )
    child_leave_escort: bool = setting(default=True, sentence=N_("A child goes on leave only with a named companion."))
    morning_shift_at: time = setting(time(7, 0), N_("When the morning shift starts."))
    afternoon_shift_at: time = setting(time(14, 0), N_("When the afternoon shift starts."))
    breakfast_at: time = setting(time(6, 30), N_("When breakfast is eaten; the kitchen counts who is here then."))
    lunch_at: time = setting(time(12, 0), N_("When lunch is eaten."))
    supper_at: time = setting(time(17, 30), N_("When supper is eaten."))
    backup_folder: str = setting("", N_("Where copies are kept; empty means beside the store."))
    certificate_pattern: str = setting(
        "{kode}/{urut:03}/{unit}/{bulan_romawi}/{tahun}", N_("How the number of a certificate is made.")
    )
    certificate_code: str = setting("400.9", N_("The code of certificates in the filing plan (kode klasifikasi)."))
    certificate_unit: str = setting("", N_("The unit's part of a certificate number; empty means the shelter's code."))
    predikat: str = setting(
        "90 Sangat Memuaskan; 80 Memuaskan; 70 Cukup",
        N_("The predicates of a certificate, each with the lowest mark for it; below the last there is none."),
    )
    lesson_minutes: int = setting(45, N_("Minutes of one lesson hour (JP)."), least=1, most=120)
    mark_scale: str = setting("100", N_("The scale marks are written on: 100, 10 or 4."))
    mark_weights: str = setting(
        "30 50 20", N_("What theory, practice and attitude weigh in a subject's mark, in percent.")
    )
    absent_streak: int = setting(
        3, N_("Absences without word in a row before the trainer is warned."), least=2, most=20
    )
    letter_pattern: str = setting(
        "{kode}/{urut:03}/SK/{unit}/{bulan_romawi}/{tahun}", N_("How the number of a letter of attendance is made.")
    )
    assessment_days: int = setting(
        14, N_("Days after arrival within which the first assessment is due."), least=1, most=120
    )
    review_days: int = setting(90, N_("Days after which an assessment is due again."), least=7, most=730)
    aftercare_days: int = setting(30, N_("Days after leaving until the first visit is planned."), least=1, most=365)
    fund_sources: str = setting(
        "APBD provinsi; APBN; Baznas; Donasi; Swadaya", N_("Where the money for services comes from, each once.")
    )
    signer_title: str = setting("Kepala UPT", N_("The office of who signs certificates and returns."))
    signer_name: str = setting("", N_("The name of who signs, with titles."))
    signer_rank: str = setting("", N_("The rank of who signs (pangkat/golongan)."))
    signer_nip: str = setting("", N_("The NIP of who signs, 18 digits."))
    province_key: str = setting(
        "", N_("The province's public key (age1…); with it the records for the province are sealed.")
    )


def declared() -> tuple[Field[Any], ...]:
    """List every setting with its type, default and sentence, in the order of the settings page."""
    return fields(Settings)


def to_plain(settings: Settings) -> dict[str, Any]:
    """Write settings as plain JSON values; times as HH:MM."""
    values = {item.name: getattr(settings, item.name) for item in declared()}
    return {name: value.strftime("%H:%M") if isinstance(value, time) else value for name, value in values.items()}


def from_plain(plain: Mapping[str, Any]) -> Settings:
    """Read settings back; what is missing takes its default, what is unknown is left alone."""
    read: dict[str, Any] = {}
    for item in declared():
        if item.name in plain:
            value = plain[item.name]
            read[item.name] = time.fromisoformat(value) if isinstance(item.default, time) else value
    return Settings(**read)


# Only these two parts, the serial with at most nine leading noughts: a pattern is written into every own number.
_PATTERN: Final = re.compile(r"(?:[^{}\x00-\x1f]|\{tahun\}|\{urut(?::0?[1-9]d?)?\}){1,40}")


def require_sound(settings: Settings) -> None:
    """Refuse settings outside their bounds, an empty word, or a number pattern that cannot count."""
    for item in declared():
        value, least, most = getattr(settings, item.name), item.metadata["least"], item.metadata["most"]
        if least is not None and not least <= value <= most:
            raise Refused("setting_out_of_bounds", field=item.name, least=least, most=most)
    if not settings.resident_word.strip():
        raise Refused("resident_word_missing", field="resident_word")
    if settings.night_starts <= settings.night_ends:
        raise Refused("night_must_pass_midnight", field="night_ends")
    if not _PATTERN.fullmatch(settings.number_pattern) or "{urut" not in settings.number_pattern:
        raise Refused("number_pattern_unclear", field="number_pattern")
    _require_sound_papers(settings)


# The serial is asked for, so that no two numbers are alike; nothing else may stand in braces.
_CERTIFICATE: Final = re.compile(
    r"(?:[^{}\x00-\x1f]|\{(?:kode|unit|bulan_romawi|bulan|tahun)\}|\{urut(?::0?[1-9]d?)?\}){1,80}"
)
_PREDIKAT: Final = re.compile(r"(\d{1,3})\s+(\S.*)")
_AGE_KEY: Final = re.compile(r"age1[02-9ac-hj-np-z]{58}")
_NIP: Final = re.compile(r"\d{18}")


def predicates(text: str) -> tuple[tuple[int, str], ...]:
    """Read the predicates of a certificate, highest first, each with its lowest mark.

    Refused with ``predikat_unclear`` unless each is a mark from 0 to 100, then its words, every mark once.
    """
    found = [_PREDIKAT.fullmatch(part.strip()) for part in text.split(";") if part.strip()]
    steps = {int(match[1]): match[2].strip() for match in found if match}
    if not found or len(steps) != len(found) or not all(0 <= least <= 100 for least in steps):
        raise Refused("predikat_unclear", field="predikat")
    return tuple(sorted(steps.items(), reverse=True))


def require_certificate_pattern(name: str, pattern: str) -> None:
    """Refuse with ``certificate_pattern_unclear`` a pattern that cannot count papers apart; ``name`` is its field."""
    if not _CERTIFICATE.fullmatch(pattern) or "{urut" not in pattern or "{tahun}" not in pattern:
        raise Refused("certificate_pattern_unclear", field=name)


def _require_sound_papers(settings: Settings) -> None:
    for name in ("certificate_pattern", "letter_pattern"):
        require_certificate_pattern(name, getattr(settings, name))
    predicates(settings.predikat)
    _require_sound_marks(settings)
    nip = re.sub(r"\s", "", settings.signer_nip)
    if nip and not _NIP.fullmatch(nip):
        raise Refused("nip_unclear", field="signer_nip")
    if settings.province_key and not _AGE_KEY.fullmatch(settings.province_key):
        raise Refused("province_key_unclear", field="province_key")


MARK_SCALES: Final = ("100", "10", "4")


def mark_weights(text: str) -> tuple[int, int, int]:
    """Read what theory, practice and attitude weigh, in percent.

    Refused with ``mark_weights_unclear`` unless they are three whole numbers that add up to 100.
    """
    parts = text.split()
    if len(parts) != 3 or not all(part.isascii() and part.isdigit() for part in parts) or sum(map(int, parts)) != 100:
        raise Refused("mark_weights_unclear", field="mark_weights")
    theory, practice, attitude = map(int, parts)
    return theory, practice, attitude


def fund_sources(text: str) -> tuple[str, ...]:
    """Read the sources of funds in their order; refused with ``fund_sources_unclear`` if there is none."""
    found = tuple(dict.fromkeys(part.strip() for part in text.split(";") if part.strip()))
    if not found:
        raise Refused("fund_sources_unclear", field="fund_sources")
    return found


def _require_sound_marks(settings: Settings) -> None:
    if settings.mark_scale not in MARK_SCALES:
        raise Refused("mark_scale_unclear", field="mark_scale")
    mark_weights(settings.mark_weights)
    fund_sources(settings.fund_sources)


def number_from(pattern: str, year: int, serial: int) -> str:
    """Make a resident's own number from the pattern, e.g. ``2026-0117``."""
    return pattern.format(tahun=year, urut=serial)


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What official papers carry at the top."""

    government: str = ""
    agency: str = ""
    unit: str = ""
    address: str = ""
    contact: str = ""
    town: str = ""
    logo: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class Panti:
    """The house this store belongs to."""

    id: str
    code: str
    name: str
    regency: str
    zone: Zone
    settings: Settings = field(default_factory=Settings)
    letterhead: Letterhead = field(default_factory=Letterhead)

    def day_of(self, instant: datetime) -> date:
        """The calendar day in the panti's zone."""
        return instant.astimezone(self.zone.offset).date()

    def clock_of(self, instant: datetime) -> time:
        """The clock on the panti's wall, to the minute."""
        return instant.astimezone(self.zone.offset).time().replace(second=0, microsecond=0)

    def night_of(self, instant: datetime) -> date:
        """The night an instant belongs to: the date its shift starts (domain notes 2.5).

        Until the night shift ends, the running night is yesterday's.
        """
        local = instant.astimezone(self.zone.offset)
        return local.date() - timedelta(days=1) if local.time() < self.settings.night_ends else local.date()

    def is_night(self, instant: datetime) -> bool:
        """Say whether the night shift is on duty."""
        clock = instant.astimezone(self.zone.offset).time()
        return clock >= self.settings.night_starts or clock < self.settings.night_ends

    def during_night(self, night: date, clock: time) -> datetime:
        """The UTC instant of a clock within the night of a date: an hour before the shift ends is of the next day."""
        return self.instant(night + timedelta(days=1) if clock < self.settings.night_ends else night, clock)

    def instant(self, day: date, clock: time) -> datetime:
        """The UTC instant at which the panti's wall shows this day and clock."""
        return datetime.combine(day, clock, self.zone.offset).astimezone(UTC)


_CODE: Final = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,18}[A-Za-z0-9])?")
_REGENCY: Final = re.compile(r"\d{2}\.\d{2}")
_WITA_PROVINCES: Final = ("51", "52", "53", "63", "64", "65", "7")
_WIT_PROVINCES: Final = ("8", "9")


def usual_zone(regency: str) -> Zone:
    """The zone of a kode wilayah's province, to propose one (Keppres 41/1987); an unknown code is WIB."""
    if regency.startswith(_WIT_PROVINCES):
        return Zone.WIT
    return Zone.WITA if regency.startswith(_WITA_PROVINCES) else Zone.WIB


def require_panti(name: str, code: str, regency: str) -> None:
    """Refuse a panti without a name, or with a code that could not stand in a file name, or no kode wilayah."""
    if not name.strip():
        raise Refused("panti_name_missing", field="name")
    if not _CODE.fullmatch(code):
        raise Refused("panti_code_unclear", field="code")
    if not _REGENCY.fullmatch(regency):
        raise Refused("regency_unclear", field="regency")
