"""Settings, letterhead and details of the panti."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from shelter_admin.domain.errors import Refused
from shelter_admin.domain.presence import RollCallKind
from shelter_admin.domain.settings import Letterhead, Settings, Zone, usual_zone
from shelter_admin.operations.audit import AuditLog
from shelter_admin.operations.presence.roll_call import moment_of
from shelter_admin.operations.settings import ChangeLetterhead, ChangePanti, ChangeSettings, PantiDetails
from shelter_admin.operations.today import TodayNow
from shelter_admin.persistence.panti import NIGHT_POLICY, policy_on
from tests.people import FixedClock, a_desk

PNG = b"\x89PNG\r\n\x1a\n" + bytes(20)


@pytest.fixture
def desk(tmp_path):
    desk = a_desk(tmp_path)
    yield desk
    desk.close()


def night_rules(desk, day):
    with desk.store.asking() as session:
        return policy_on(session, NIGHT_POLICY, day)


def test_that_settings_hold_at_once_and_can_be_taken_back(desk):
    desk.do(ChangeSettings(replace(desk.panti.settings, resident_word="klien", idle_minutes=10)))
    assert (desk.panti.settings.resident_word, desk.panti.settings.idle_minutes) == ("klien", 10)
    assert desk.ask(AuditLog())[-1].what == {"settings": "…", "changed": ["resident_word", "idle_minutes"]}
    desk.undo()
    assert desk.panti.settings == Settings()


@pytest.mark.parametrize(
    ("changed", "code", "field"),
    [
        ({"idle_minutes": 0}, "setting_out_of_bounds", "idle_minutes"),
        ({"runaway_days": 400}, "setting_out_of_bounds", "runaway_days"),
        ({"resident_word": " "}, "resident_word_missing", "resident_word"),
        ({"night_ends": time(21)}, "night_must_pass_midnight", "night_ends"),
        ({"number_pattern": "{tahun}"}, "number_pattern_unclear", "number_pattern"),
        ({"number_pattern": "{nama}"}, "number_pattern_unclear", "number_pattern"),
        *[
            ({"number_pattern": pattern}, "number_pattern_unclear", "number_pattern")
            for pattern in ("{urut.real}", "{urut[0]}", "{urut:999999999}", "{urut!r:>99}", "{urut", "", "x" * 90)
        ],
    ],
)
def test_that_unsound_settings_are_refused_beside_the_field(desk, changed, code, field):
    with pytest.raises(Refused) as caught:
        desk.do(ChangeSettings(replace(desk.panti.settings, **changed)))
    assert (caught.value.code, caught.value.field) == (code, field)
    assert desk.panti.settings == Settings()


def test_that_changed_night_hours_hold_from_today_and_not_before(tmp_path):
    clock = FixedClock()
    desk = a_desk(tmp_path, clock=clock)
    clock.forward(days=3)
    desk.do(ChangeSettings(replace(desk.panti.settings, roll_call_at=time(21))))
    assert night_rules(desk, date(2026, 11, 23))["roll_call_at"] == "22:00"
    assert night_rules(desk, date(2026, 11, 24))["roll_call_at"] == "21:00"
    desk.close()


def test_that_a_letterhead_is_kept_with_its_logo(desk):
    wanted = Letterhead(government="Pemerintah Provinsi", agency="Dinas Sosial", town="Samarinda", logo=PNG)
    desk.do(ChangeLetterhead(wanted))
    assert desk.ask(PantiDetails()).letterhead == wanted
    desk.undo()
    assert desk.panti.letterhead == Letterhead()


@pytest.mark.parametrize(("logo", "code"), [(b"GIF89a", "logo_unclear"), (PNG + bytes(3_000_000), "logo_too_big")])
def test_that_a_logo_that_is_no_small_picture_is_refused(desk, logo, code):
    with pytest.raises(Refused) as caught:
        desk.do(ChangeLetterhead(Letterhead(logo=logo)))
    assert (caught.value.code, caught.value.field) == (code, "logo")


def test_that_the_panti_s_details_change_and_its_clock_with_the_zone(desk):
    desk.do(ChangePanti("UPTD Baru", "UB", "91.71", Zone.WIT))
    assert (desk.panti.name, desk.panti.code, desk.panti.regency, desk.panti.zone) == (
        "UPTD Baru",
        "UB",
        "91.71",
        Zone.WIT,
    )
    assert desk.panti.clock_of(desk.now) == time(13, 0)
    desk.undo()
    assert desk.panti.code == "PSHM"
    with pytest.raises(Refused):
        desk.do(ChangePanti("UPTD Baru", "../UB", "91.71", Zone.WIT))


@pytest.mark.parametrize(
    ("regency", "zone"),
    [
        *[(code, Zone.WIB) for code in ("31.71", "61.71", "62.71", "11.01", "36.03")],
        *[(code, Zone.WITA) for code in ("64.72", "51.71", "73.71", "63.71", "76.02")],
        *[(code, Zone.WIT) for code in ("81.71", "82.71", "94.71", "97.01")],
    ],
)
def test_that_the_zone_is_proposed_from_the_province(regency, zone):
    assert usual_zone(regency) is zone


def test_that_an_hour_after_midnight_belongs_to_the_night_that_is_running(desk):
    late = replace(desk.panti.settings, roll_call_at=time(0, 30))
    desk.do(ChangeSettings(late))
    night, half_past_midnight = date(2026, 11, 20), datetime(2026, 11, 20, 16, 30, tzinfo=UTC)  # 00.30 WITA on the 21st
    assert desk.panti.during_night(night, time(0, 30)) == half_past_midnight
    assert desk.panti.during_night(night, time(22)) == datetime(2026, 11, 20, 14, tzinfo=UTC)
    assert moment_of(desk.panti, night, RollCallKind.MALAM, desk.now) == half_past_midnight
    seen = desk.ask(TodayNow()).roll_call
    assert seen is not None
    assert seen.due == datetime(2026, 11, 21, 16, 30, tzinfo=UTC)
