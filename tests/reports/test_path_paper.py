"""The page for the case conference: what is met, what was decided, room to decide; one page, nobody's health."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from shelter_admin.domain.arrivals import Source
from shelter_admin.domain.readiness import DEFAULT_POLICY, Candidate, Check, Criterion, Decision, State
from shelter_admin.domain.readiness_path import CheckWritten, Facts, PathToIndependence, Trained, stations_of
from shelter_admin.domain.residents import IdentityStatus
from shelter_admin.reports.path_paper import path_paper

LONG_NAME = "Raden Ayu Siti Nurhalimah Kusumawardhani binti Abdurrahman W."
DAY = date(2026, 11, 18)
CHECKS = (
    Check(Criterion.ATTENDANCE, State.NOT_MET, 71.4, 75.0, 83.0, 4),
    Check(Criterion.MARK, State.MET, 84.0, 70.0),
    Check(Criterion.IDENTITY, State.MET),
    Check(Criterion.HEALTH, State.NOT_MET),
    Check(Criterion.RECEPTION, State.MET, on_day=DAY),
    Check(Criterion.CASE_CONFERENCE, State.UNKNOWN),
    Check(Criterion.HEAD, State.NOT_MET, on_day=DAY),
)


def a_decision(number, reason="Belum percaya diri, minta waktu satu bulan."):
    return Decision(f"d{number}", False, DAY, "Dra. Ratna Wulandari", reason, "Ratna, Budi, Sari", 5, 7, False)


@pytest.fixture
def path():
    line = Candidate("p", "s", "e", "2026-0117", LONG_NAME, "Las", "Angkatan II", CHECKS, a_decision(1))
    written = (CheckWritten(Criterion.RECEPTION, State.MET, DAY, "Sari", "Kakak di Samboja, sudah disurvei."),)
    facts = Facts(
        date(2026, 5, 14), Source.SWEEP, 191, IdentityStatus.NIK_ISSUED, {"e": Trained(412, date(2026, 6, 1), None)}
    )
    decisions = (a_decision(1),)
    return PathToIndependence(
        "p",
        "2026-0117",
        LONG_NAME,
        None,
        date(2026, 5, 14),
        191,
        DEFAULT_POLICY,
        (line,),
        stations_of(facts, (line,), written, decisions),
        written,
        decisions,
    )


def test_that_the_page_says_what_is_met_what_blocks_and_what_was_decided(indonesian, path, imprint, read):
    (page,) = read(path_paper(path, imprint))
    for told in (
        f"{LONG_NAME} · 2026-0117",
        "3 dari 7",
        "191",
        "Instruktur",
        "14 Mei 2026",
        "Las Angkatan II",
        "Kakak di Samboja, sudah disurvei.",
        "18-11-2026 belum Dra. Ratna Wulandari Ratna, Budi, Sari Belum percaya diri",
        "Keputusan sidang kasus ini",
    ):
        assert told in page


def test_that_it_stays_one_page_with_the_longest_that_may_be_written(indonesian, path, imprint, read):
    long = "Keluarga di Samboja sudah disurvei dan bersedia menerima. " * 8
    full = replace(
        path,
        written=tuple(
            CheckWritten(one, State.MET, DAY, "Sari", long) for one in (Criterion.RECEPTION, Criterion.CASE_CONFERENCE)
        ),
        decisions=tuple(a_decision(number, long) for number in range(9)),
    )
    assert len(read(path_paper(full, imprint))) == 1


def test_that_somebody_without_a_programme_has_a_page_too(path, imprint, read):
    facts = Facts(None, None, None, None, {})
    bare = replace(path, lines=(), stations=stations_of(facts, (), (), ()), written=(), decisions=(), days=None)
    (page,) = read(path_paper(bare, imprint))
    assert "in no programme" in page
    assert "day not known" in page


def test_that_the_name_of_the_file_names_nobody(indonesian, path, imprint):
    assert path_paper(path, imprint).filename == "jalan-menuju-mandiri-21-11-2026.pdf"


def test_that_the_same_way_gives_the_same_bytes(path, imprint):
    assert path_paper(path, imprint) == path_paper(path, imprint)
