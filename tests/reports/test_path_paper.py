"""The page for the case conference: what is met, what was decided, room to decide; one page, nobody's health."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from PIL import Image

from shelter_admin.domain.arrivals import Source
from shelter_admin.domain.cases.plans import FieldOfLife, Goal
from shelter_admin.domain.path_parts import Known, Part, health_told, planned
from shelter_admin.domain.readiness import DEFAULT_POLICY, Candidate, Check, Criterion, Decision, State
from shelter_admin.domain.readiness_path import CheckWritten, Facts, PathToIndependence, Trained, stations_of
from shelter_admin.domain.residents import IdentityStatus
from shelter_admin.reports.path_paper import path_paper

LONG_NAME = "Raden Ayu Siti Nurhalimah Kusumawardhani binti Abdurrahman W."
DAY = date(2026, 11, 18)


def picture():
    out = BytesIO()
    Image.effect_noise((300, 400), 80).convert("RGB").save(out, "JPEG")
    return out.getvalue()


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
        "18-11-2026 · belum · Dra. Ratna Wulandari Ratna, Budi, Sari Belum percaya diri",
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


def much():
    """As much of everything as may be written."""
    line = "Kakak kandung di Samboja bersedia menerima setelah panen, asal ada modal usaha dan pendampingan. " * 4
    return tuple(Known(part, tuple(f"{at}. {line}" for at in range(12))) for part in Part)


ALL_CHECKS = tuple(
    Check(one, State.NOT_MET, 71.4, 75.0, key="k", words="Sudah pernah menginap di rumah keluarga tanpa pendamping")
    for one in Criterion
)


def test_that_it_stays_one_page_whatever_there_is_of_somebody(indonesian, path, imprint, read):
    line = replace(path.lines[0], checks=ALL_CHECKS, program="Tata busana dan sulaman tangan tingkat lanjut")
    lines = (line, line, line)
    facts = Facts(date(2019, 5, 14), Source.SWEEP, 2700, IdentityStatus.NIK_ISSUED, {})
    full = replace(
        path,
        name=LONG_NAME,
        lines=lines,
        stations=stations_of(facts, lines, path.written, path.decisions),
        decisions=tuple(a_decision(number, "alasan panjang " * 33) for number in range(3)),
        known=much(),
    )
    (page,) = read(path_paper(full, imprint))
    assert LONG_NAME in page
    assert "Kepala panti" in page
    assert "Rencana pelayanan" in page


@pytest.mark.parametrize("photo", [None, b"bukan gambar", picture()])
def test_that_a_page_with_a_face_without_one_or_with_a_spoilt_one_is_one_page(path, imprint, read, photo):
    full = replace(path, known=much())
    assert len(read(path_paper(full, imprint, photo))) == 1


def test_that_one_word_is_a_name_and_nothing_known_is_a_dash(path, imprint, read):
    bare = replace(path, name="Slamet", known=tuple(Known(part, ()) for part in Part), decisions=(), written=())
    (page,) = read(path_paper(bare, imprint))
    assert "Slamet · 2026-0117" in page
    assert "Savings —" in page


def test_that_goals_about_health_and_why_somebody_is_watched_over_are_not_told():
    goal = Goal("g", FieldOfLife.HEALTH, "Minum obat TB sampai tuntas", DAY, DAY, None, None)
    told = " ".join((*planned([goal]).told, *health_told(attention=True).told))
    assert "TB" not in told
    assert "watched over" in told


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
