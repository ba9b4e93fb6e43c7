from __future__ import annotations

from datetime import date

import pytest

from shelter_admin.domain.leaving import LeavingReason as Why
from shelter_admin.domain.leaving import read_leaving_columns, read_reason, read_remark, speaks_of_health

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("text", "reason", "on"),
    [
        ("pulang 20-03-2026", Why.FAMILY, "2026-03-20"),
        ("Dipulangkan ke keluarga tgl 27-05-2026", Why.FAMILY, "2026-05-27"),
        ("melarikan diri 18/08/2025", Why.RAN_AWAY, "2025-08-18"),
        ("Kabur 10/11/2025", Why.RAN_AWAY, "2025-11-10"),
        ("Lari 19/05/2026", Why.RAN_AWAY, "2026-05-19"),
        ("Meninggal di RSUD 04/11/25", Why.DIED, "2025-11-04"),
        ("meningal dunia 4 Nop 2025", Why.DIED, "2025-11-04"),
        ("MD 3-2-2026", Why.DIED, "2026-02-03"),
        ("dijemput orang tua 5 Mei 2026", Why.FAMILY, "2026-05-05"),
        ("kembali ke keluarga, 1 Jan 26", Why.FAMILY, "2026-01-01"),
        ("dipulangkan ke Kab. Madiun 2/2/2026", Why.HOME_REGION, "2026-02-02"),
        ("dirujuk ke PSTW Nirwana 3-3-2026", Why.REFERRED, "2026-03-03"),
        ("pindah ke panti lain 3-3-2026", Why.REFERRED, "2026-03-03"),
        ("mengundurkan diri tgl 7-7-2026", Why.OWN_REQUEST, "2026-07-07"),
        ("pulang atas permintaan sendiri 7-7-2026", Why.OWN_REQUEST, "2026-07-07"),
        ("dikeluarkan krn berkelahi 8 Agt 2026", Why.EXPELLED, "2026-08-08"),
        ("selesai program 30-06-2026", Why.COMPLETED, "2026-06-30"),
        ("lulus angkatan II, 30 Juni 2026", Why.COMPLETED, "2026-06-30"),
        ("habis masa layanan 30/6/26", Why.TERM_OVER, "2026-06-30"),
        ("diadopsi 2 Maret 2026", Why.FOSTER_CARE, "2026-03-02"),
        ("disalurkan kerja di PT Maju 1/9/2026", Why.EMPLOYED, "2026-09-01"),
        ("keluar 01-03-2026 (bekerja)", Why.EMPLOYED, "2026-03-01"),
        ("Dirujuk ke RSJ Atma Husada 3 Maret 2026", Why.REFERRED, "2026-03-03"),
        ("kabur", Why.RAN_AWAY, ""),
        ("meninggalkan panti tanpa izin bulan Maret 2026", Why.RAN_AWAY, "2026-03"),
        ("izin pulang 3-1-2026, tidak kembali", Why.RAN_AWAY, "2026-01-03"),
        ("keluar 12-3-2026", None, "2026-03-12"),
    ],
)
def test_that_a_remark_of_a_leaver_is_an_ended_stay(text: str, reason: Why | None, on: str):
    leaving = read_remark(text, TODAY).leaving
    assert leaving is not None
    assert (leaving.reason, leaving.on.code) == (reason, on)
    assert leaving.text == text


@pytest.mark.parametrize(
    "text",
    [
        "", "dlm proses KTP", "bekas luka bakar tangan kiri", "HT", "sakit", "belum mau pulang", "ingin pulang", "orang tua sudah meninggal", "suami meninggal 2019",
        "istri kabur", "pernah kabur", "tamat SD", "lulusan SMP", "lari pagi rutin", "kabur 2x, sudah kembali 3-4-2026", "izin pulang 3-1-2026 s/d 5-1-2026",
        "ditinggal suami meninggal", "kaki kiri mati rasa", "bekerja di dapur", "anak ke 3", "drop out SMP", "dirawat di RSUD 4-5-2026", "menunggu dijemput keluarga",
        "rencana dipulangkan", "anak melarikan diri dari rumah", "sakit, dirujuk ke RSUD 3-3-2026", "pindah kamar tgl 4-4-2026",
    ],
)  # fmt: skip
def test_that_other_remarks_end_no_stay(text: str):
    assert read_remark(text, TODAY).leaving is None


@pytest.mark.parametrize(
    "text",
    [
        "pulang 20-12-2026",
        "akan dipulangkan 20 Desember 2026",
        "rencana pulang tgl 20/12/26",
        "dijadwalkan pulang 20 Des 2026",
    ],
)
def test_that_a_leaving_still_to_come_is_an_expected_exit(text: str):
    reading = read_remark(text, TODAY)
    assert reading.leaving is None
    assert reading.expected is not None
    assert reading.expected.on == date(2026, 12, 20)


def test_that_a_leaving_without_a_clear_day_is_ended_with_the_day_unknown():
    reading = read_remark("kabur hari Minggu", TODAY)
    assert reading.leaving is not None
    assert not reading.leaving.on.known
    assert reading.doubts == ("leaving_date_unclear",)


@pytest.mark.parametrize(
    "text",
    [
        "HT",
        "sakit",
        "TBC, kontrol",
        "skizofrenia",
        "minum obat rutin",
        "hamil 5 bulan",
        "Meninggal karena stroke 4-4-2026",
    ],
)
def test_that_words_of_health_are_marked(text: str):
    assert speaks_of_health(text)
    assert read_remark(text, TODAY).health


@pytest.mark.parametrize("text", ["dlm proses KTP", "bekas luka bakar tangan kiri", "rajin", "kabur 3-3-2026"])
def test_that_other_words_are_not_marked_as_health(text: str):
    assert not speaks_of_health(text)


def test_that_leaving_columns_of_their_own_are_read_with_what_is_missing():
    both = read_leaving_columns(date(2026, 8, 17), "meninggal dunia", TODAY).leaving
    day_only = read_leaving_columns("17/8/26", "", TODAY)
    reason_only = read_leaving_columns("", "KABUR", TODAY)
    assert both is not None
    assert (both.reason, both.on.code) == (Why.DIED, "2026-08-17")
    assert day_only.leaving is not None
    assert (day_only.leaving.reason, day_only.doubts) == (None, ("leaving_reason_unclear",))
    assert reason_only.leaving is not None
    assert (reason_only.leaving.reason, reason_only.doubts) == (Why.RAN_AWAY, ("leaving_date_unclear",))
    assert read_leaving_columns("", "", TODAY).leaving is None
    assert read_leaving_columns("-", "-", TODAY).leaving is None


def test_that_every_reason_is_known_by_its_code():
    assert [read_reason(reason.value) for reason in Why] == list(Why)
