"""The code of a certificate, its number, its predikat, and who may get one."""

import string
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shelter_admin.domain.certificates import codes
from shelter_admin.domain.certificates.numbers import certificate_number
from shelter_admin.domain.certificates.predicates import predikat_of
from shelter_admin.domain.certificates.register import (
    FINDING_NAMES,
    WHY_NOT_NAMES,
    WITHOUT_CERTIFICATE,
    Finding,
    Standing,
    WhyNot,
    why_not,
)
from shelter_admin.domain.leaving import LeavingReason
from shelter_admin.domain.settings import predicates

SECRET, OTHER = bytes(range(32)), bytes(range(1, 33))
SCALE = predicates("90 Sangat Memuaskan; 80 Memuaskan; 70 Cukup")
STATED = codes.statement_of("400.9/017/RSBK/XI/2026", "Nur  Aini\n Daud", "Las (SMAW)", 412, 86.5, date(2026, 11, 25))
CODE = codes.encode(STATED, SECRET)
ALPHABET = string.ascii_uppercase + "234567"


def public(secret):
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.from_private_bytes(secret).public_key().public_bytes_raw()


def genuine(code, *secrets):
    signed = codes.decode(code)
    return signed is not None and codes.is_signed_by(signed, [public(secret) for secret in secrets or (SECRET,)])


lines = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=60).filter(
    lambda text: text.split()
)


@given(lines, lines, st.integers(1, 5000), st.floats(0, 100), st.dates(date(2000, 1, 1), date(2199, 12, 31)))
def test_that_a_code_states_what_was_signed(name, program, hours, mark, day):
    stated = codes.statement_of("400.9/001/X/I/2026", name, program, hours, mark, day)
    signed = codes.decode(codes.encode(stated, SECRET))
    assert signed is not None
    assert signed.statement == stated
    assert codes.is_signed_by(signed, [public(SECRET)])


def test_that_a_code_is_one_line_that_a_qr_code_holds_densely():
    assert set(CODE) <= set(string.ascii_uppercase + string.digits + "-")
    assert CODE.startswith(codes.PREFIX)


def test_that_every_changed_symbol_is_found():
    for at in range(len(codes.PREFIX), len(CODE)):
        for other in (ALPHABET[(ALPHABET.index(CODE[at]) + step) % 32] for step in (1, 16)):
            assert not genuine(CODE[:at] + other + CODE[at + 1 :]), at


def test_that_a_changed_beginning_a_lost_and_an_added_symbol_are_found():
    for spoilt in ("Q" + CODE[1:], CODE.replace("-", "+"), CODE[:-1], CODE + "A", CODE[:40] + CODE[41:]):
        assert not genuine(spoilt)
        assert codes.looks_like_a_code(spoilt)


def test_that_case_and_spacing_of_a_code_do_not_matter():
    spaced = " ".join(CODE.lower()[at : at + 7] for at in range(0, len(CODE), 7)) + "\r\n"
    assert genuine(spaced)
    assert codes.canonical(spaced) == CODE


def test_that_another_key_does_not_pass_and_any_known_key_does():
    assert not genuine(CODE, OTHER)
    assert genuine(CODE, OTHER, SECRET)


def test_that_a_signature_for_another_purpose_does_not_pass():
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    signed = codes.decode(CODE)
    assert signed is not None
    bare = Ed25519PrivateKey.from_private_bytes(SECRET).sign(signed.payload)
    assert not codes.is_signed_by(codes.Signed(signed.statement, signed.payload, bare), [public(SECRET)])


@pytest.mark.parametrize("text", ["", " ", "PSKT1", "halo", "sertifikat-2026-001.pdf", "-" * 400, "€" * 200])
def test_that_what_is_no_code_is_not_read(text):
    assert codes.decode(text) is None


def test_that_words_and_bytes_are_told_from_spoilt_codes():
    assert not codes.looks_like_a_code("ini bukan kode sama sekali, hanya sebuah kalimat yang panjang. " * 2)
    assert codes.looks_like_a_code(CODE[:30])


def test_that_the_fingerprint_can_be_typed_in_any_case_and_spacing():
    short = codes.fingerprint(CODE)
    assert len(short) == 14
    assert [len(group) for group in short.split("-")] == [4, 4, 4]
    for typed in (
        f"{STATED.number} {short}",
        f"{STATED.number.lower()}{short.lower().replace('-', '')}",
        f" {STATED.number}  ·  {' '.join(short)} ",
        f"{STATED.number} - {short.replace('0', 'O').replace('1', 'l')}",
    ):
        assert codes.read_short_form(typed) == (STATED.number.upper(), short)


@pytest.mark.parametrize(
    "text", ["", "ABCD-EFGH-JKMN", "no digits ABCD-EFGH-JKMN", "400/1 ABCD-EFGH-JKM!", "400.9 ABCD"]
)
def test_that_a_short_form_without_number_or_fingerprint_is_not_read(text):
    assert codes.read_short_form(text) is None


def test_that_another_statement_has_another_fingerprint():
    changed = codes.statement_of("400.9/018/RSBK/XI/2026", "Nur Aini Daud", "Las (SMAW)", 412, 86.5, date(2026, 11, 25))
    assert codes.fingerprint(codes.encode(changed, SECRET)) != codes.fingerprint(CODE)


@pytest.mark.parametrize(
    ("pattern", "told"),
    [
        ("{kode}/{urut:03}/{unit}/{bulan_romawi}/{tahun}", "400.9/007/RSBK/VIII/2026"),
        ("{kode}/{urut}/107.6/{tahun}", "400.9/7/107.6/2026"),
        ("{urut:04}-{bulan}-{tahun}", "0007-08-2026"),
    ],
)
def test_that_a_number_follows_the_offices_pattern(pattern, told):
    assert certificate_number(pattern, "400.9", "RSBK", 7, date(2026, 8, 1)) == told


@pytest.mark.parametrize(
    ("mark", "predikat"),
    [
        (100, "Sangat Memuaskan"),
        (90, "Sangat Memuaskan"),
        (89.99, "Memuaskan"),
        (70, "Cukup"),
        (69.99, None),
        (0, None),
    ],
)
def test_that_a_predikat_begins_at_its_mark(mark, predikat):
    assert predikat_of(SCALE, mark) == predikat


READY = {"has_certificate": False, "leave_reason": None, "decided": True, "mark": 86.5, "hours": 412}


@pytest.mark.parametrize(
    ("known", "why"),
    [
        ({}, None),
        ({"leave_reason": LeavingReason.COMPLETED}, None),
        ({"leave_reason": LeavingReason.EMPLOYED}, None),
        ({"mark": 70}, None),
        ({"has_certificate": True}, WhyNot.HAS_CERTIFICATE),
        ({"leave_reason": LeavingReason.RAN_AWAY}, WhyNot.LEFT_WITHOUT),
        ({"leave_reason": LeavingReason.UNCLEAR}, WhyNot.LEFT_WITHOUT),
        ({"decided": None}, WhyNot.NO_DECISION),
        ({"decided": False}, WhyNot.NOT_YET),
        ({"mark": None}, WhyNot.NO_MARK),
        ({"mark": 69.9}, WhyNot.LOW_MARK),
        ({"hours": None}, WhyNot.NO_HOURS),
        ({"hours": 0}, WhyNot.NO_HOURS),
        ({"has_certificate": True, "decided": None, "mark": None}, WhyNot.HAS_CERTIFICATE),
    ],
)
def test_that_the_first_thing_in_the_way_is_told(known, why):
    assert why_not(Standing(**(READY | known)), SCALE) is why


def test_that_no_certificate_follows_running_away_expulsion_or_death():
    assert {reason.value for reason in WITHOUT_CERTIFICATE} == {
        "RUJUK",
        "PENGGANTI",
        "PERMINTAAN",
        "KABUR",
        "DIKELUARKAN",
        "MENINGGAL",
        "BELUM_JELAS",
    }


def test_that_every_finding_and_every_reason_has_its_words():
    assert set(FINDING_NAMES) == set(Finding)
    assert set(WHY_NOT_NAMES) == set(WhyNot)


def test_that_a_letter_of_attendance_states_no_mark_and_may_state_no_hours():
    for hours in (260, None):
        stated = codes.statement_of("400.9/001/SK/X/2026", "Cici", "Las", hours, None, date(2026, 11, 21))
        signed = codes.decode(codes.encode(stated, bytes(range(32))))
        assert signed is not None
        assert signed.statement == stated
