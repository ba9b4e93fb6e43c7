from __future__ import annotations

import pytest

from shelter_admin.domain.arrivals import SOURCE_WORDS, Source, read_source
from shelter_admin.domain.categories import CATEGORIES, read_categories


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Gelandangan/Pengemis", "GELANDANGAN PENGEMIS"), ("gepeng", "GELANDANGAN PENGEMIS"), ("Gelandangan dan Pengemis", "GELANDANGAN PENGEMIS"),
        ("WRSE", "PRSE"), ("Wanita Rawan Sosial Ekonomi", "PRSE"), ("BWBLP", "BWBLP"), ("eks napi", "BWBLP"), ("Lanjut Usia Terlantar", "LANSIA_TELANTAR"),
        ("Lansia Telantar", "LANSIA_TELANTAR"), ("Anak Jalanan", "ANAK_JALANAN"), ("Anak terlantar", "ANAK_TELANTAR"), ("anak balita terlantar", "BALITA_TELANTAR"),
        ("ODGJ", "DISABILITAS"), ("Penyandang Disabilitas Mental", "DISABILITAS"), ("tuna netra", "DISABILITAS"), ("Anak dengan Kedisabilitasan", "ADK"),
        ("WTS", "TUNA_SUSILA"), ("Korban Tindak Kekerasan", "KORBAN_KEKERASAN"), ("anak korban kekerasan", "ANAK_KORBAN_KEKERASAN"), ("HIV/AIDS", "ODHA"),
        ("NAPZA", "NAPZA"), ("TPPO", "TRAFFICKING"), ("TKI bermasalah", "PMBS"), ("Fakir Miskin", "FAKIR_MISKIN"), ("11", "GELANDANGAN"), ("", ""), ("-", ""),
        ("Pemulung, Gelandangan", "PEMULUNG GELANDANGAN"), ("korban bencana alam", "BENCANA_ALAM"), ("Komunitas Adat Terpencil", "KAT"),
    ],
)  # fmt: skip
def test_that_categories_are_understood_from_old_and_new_words(text: str, codes: str):
    assert read_categories(text) == (tuple(codes.split()), ())


def test_that_what_is_no_category_is_kept_and_marked():
    assert read_categories("Pemulung / tukang sulap") == (("PEMULUNG",), ("tukang sulap",))


def test_that_the_categories_are_the_26_in_their_order():
    assert [category.number for category in CATEGORIES] == list(range(1, 27))
    assert len({category.code for category in CATEGORIES}) == 26
    assert [category.code for category in CATEGORIES if category.sensitive] == ["ODHA"]


@pytest.mark.parametrize("category", CATEGORIES, ids=lambda category: category.code)
def test_that_every_category_is_known_by_its_code(category):
    assert read_categories(category.code) == ((category.code,), ())


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Razia Satpol PP", Source.SWEEP), ("Satpol PP Kota Samarinda", Source.SWEEP), ("Polsek", Source.POLICE), ("RSUD AWS", Source.HOSPITAL), ("Puskesmas", Source.HOSPITAL),
        ("Keluarga", Source.PUBLIC), ("Masyarakat", Source.PUBLIC), ("Dinsos Kab", Source.REGENCY), ("Dinsos Kota Samarinda", Source.REGENCY),
        ("rujukan UPT lain", Source.OTHER_HOUSE), ("LKS Harapan", Source.OTHER_HOUSE), ("Datang sendiri", Source.ALONE), ("entah", None),
    ],
)  # fmt: skip
def test_that_who_brought_somebody_is_told_from_many_spellings(text: str, source: Source | None):
    assert read_source(text) is source


def test_that_every_source_has_words_and_is_known_by_its_code():
    assert set(SOURCE_WORDS) == set(Source)
    assert [read_source(source.value) for source in Source] == list(Source)
