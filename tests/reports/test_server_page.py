"""The page for whoever installs PostgreSQL: one sheet, in both languages, with everything that must be set."""

from __future__ import annotations

from io import BytesIO

import pytest
from pypdf import PdfReader

from shelter_admin.domain.settings import Letterhead
from shelter_admin.domain.sheets import Imprint
from shelter_admin.domain.words import ENGLISH, INDONESIAN
from shelter_admin.operations.language import use
from shelter_admin.reports.server_page import server_page
from tests.people import NOON

FULL = Letterhead(
    "Pemerintah Provinsi Kalimantan Timur",
    "Dinas Sosial",
    "Unit Pelaksana Teknis Daerah Panti Sosial Harapan Mulia",
    "Jalan Karangan Nomor 1, Kelurahan Contoh, Samarinda 75119",
    "Telepon (0541) 000000 · surel panti@contoh.invalid",
)


@pytest.mark.parametrize("language", [INDONESIAN, ENGLISH])
def test_that_the_page_for_the_server_is_one_sheet(language):
    use(language)
    paper = server_page(Imprint("Panti Contoh", NOON, "Ratna Wulandari", FULL))
    assert len(PdfReader(BytesIO(paper.content)).pages) == 1


def test_that_it_says_all_that_must_be_set():
    paper = server_page(Imprint("Panti Contoh", NOON, "Ratna Wulandari", FULL))
    said = " ".join(PdfReader(BytesIO(paper.content)).pages[0].extract_text().split())
    for word in (
        "15", "ssl = on", "scram-sha-256", "hostssl", "CREATEROLE", "UTF8", "openssl", "subjectAltName", "5432",
        "BitLocker", "LUKS", "192.168.1.10", "at night",
    ):  # fmt: skip
        assert word in said, word
