"""``certificate``: issued, checked, revoked and printed again from a terminal, as cli.md has it."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from shelter_admin.persistence import durable

PROGRAM = "Menjahit"


@pytest.fixture
def graduates(house):
    """A programme of which the first two are decided ready, the third is not, and the fourth is in no programme."""
    numbers = [house("person", "add", "--name", name).json["number"] for name in ("Ani", "Budi", "Cici", "Dedi")]
    assert house("program", "add", PROGRAM, "--hours", "260").status == 0
    assert house("enrol", *numbers[:3], "--program", PROGRAM).status == 0
    assert house("grade", PROGRAM, *(f"{number}=86.5" for number in numbers[:3])).status == 0
    for number in numbers[:2]:
        assert house("decide", number, "--ready", "--reason", "sidang kasus").status == 0
    return numbers


def issued(house, folder, *numbers):
    answer = house("certificate", "issue", *numbers, "--program", PROGRAM, "--out", str(folder))
    assert answer.status == 0, answer.err
    return answer.json


def test_that_who_is_entitled_gets_one_and_the_others_are_told_with_the_reason(house, graduates, tmp_path):
    told = issued(house, tmp_path / "out", graduates[0], graduates[2], graduates[3])
    (one,) = told["issued"]
    assert one["number"] == graduates[0]
    assert one["certificate_no"] == "400.9/001/CTH/XI/2026"
    assert one["code"].isascii()
    assert one["code"].isprintable()
    assert " " not in one["code"]
    assert Path(one["file"]) == tmp_path / "out" / "sertifikat-2026-001.pdf"
    assert one["code"].encode() in Path(one["file"]).read_bytes()
    assert told["not_entitled"] == [
        {"number": graduates[3], "why": "not_enrolled"},
        {"number": graduates[2], "why": "no_decision"},
    ]


def test_that_a_batch_issues_whoever_may_get_one_and_a_second_one_nobody(house, graduates, tmp_path):
    told = house("certificate", "batch", PROGRAM.lower(), "--out", str(tmp_path / "out")).json
    assert [one["number"] for one in told["issued"]] == graduates[:2]
    assert told["not_entitled"] == [{"number": graduates[2], "why": "no_decision"}]
    again = house("certificate", "batch", PROGRAM, "--out", str(tmp_path / "out")).json
    assert again["issued"] == []
    assert {one["why"] for one in again["not_entitled"]} == {"has_certificate", "no_decision"}
    assert len(list((tmp_path / "out").iterdir())) == 2


def test_that_a_certificate_is_verified_by_file_by_code_and_by_number_and_fingerprint(house, graduates, tmp_path):
    (one,) = issued(house, tmp_path, graduates[0])["issued"]
    for given in ([one["file"]], [one["code"]], [f"{one['certificate_no']} {one['fingerprint']}"]):
        answer = house("certificate", "verify", *given)
        assert answer.status == 0
        assert {"valid": True, "reason": "valid", "name": "Ani", "program": PROGRAM}.items() <= answer.json.items()
        assert (answer.json["hours"], answer.json["grade"], answer.json["issued_on"]) == (260, 86.5, "2026-11-21")
        assert answer.json["revoked"] is False
    assert house("certificate", "verify", one["certificate_no"], one["fingerprint"].lower()).json["valid"]


def test_that_a_changed_code_and_a_changed_file_are_said(house, graduates, tmp_path):
    (one,) = issued(house, tmp_path, graduates[0])["issued"]
    code = one["code"]
    for at in (0, 6, len(code) // 2, len(code) - 1):
        spoilt = code[:at] + ("A" if code[at] != "A" else "B") + code[at + 1 :]
        answer = house("certificate", "verify", spoilt)
        assert (answer.status, answer.json["valid"], answer.json["reason"]) == (0, False, "signature_wrong")
    content = bytearray(Path(one["file"]).read_bytes())
    content[len(content) // 2] ^= 1
    (tmp_path / "changed.pdf").write_bytes(content)
    answer = house("certificate", "verify", str(tmp_path / "changed.pdf"))
    assert (answer.status, answer.json["valid"], answer.json["reason"]) == (0, False, "paper_changed")


def test_that_only_what_cannot_be_read_at_all_ends_with_four(house, graduates, tmp_path):
    issued(house, tmp_path, graduates[0])
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x01")
    for given in (str(tmp_path / "picture.png"), "halo", str(tmp_path / "not-there.pdf")):
        answer = house("certificate", "verify", given)
        assert (answer.status, answer.json["valid"], answer.json["reason"]) == (4, False, "unreadable")
        assert "[unreadable]" in answer.err
    unknown = house("certificate", "verify", "400.9/999/CTH/XI/2026 ABCD-EFGH-JKMN")
    assert (unknown.status, unknown.json["reason"]) == (0, "not_in_register")


def test_that_a_revoked_one_is_said_and_another_number_follows(house, graduates, tmp_path):
    (one,) = issued(house, tmp_path, graduates[0])["issued"]
    number = one["certificate_no"]
    assert house("certificate", "revoke", number, "--reason", "salah nama").json["revoked"] is True
    answer = house("certificate", "verify", one["code"])
    assert (answer.status, answer.json["valid"], answer.json["reason"]) == (0, False, "revoked")
    assert answer.json["revoked"] is True
    again = house("certificate", "revoke", number, "--reason", "lagi")
    assert (again.status, again.json["refused"]) == (1, "certificate_revoked")
    (next_one,) = issued(house, tmp_path, graduates[0])["issued"]
    assert next_one["certificate_no"] == "400.9/002/CTH/XI/2026"


def test_that_a_reprint_is_the_file_as_issued_and_needs_a_reason(house, graduates, tmp_path):
    (one,) = issued(house, tmp_path, graduates[0])["issued"]
    answer = house(
        "certificate", "reprint", one["certificate_no"], "--reason", "hilang", "--out", str(tmp_path / "again")
    )
    assert answer.json["certificate_no"] == one["certificate_no"]
    assert Path(answer.json["file"]).read_bytes() == Path(one["file"]).read_bytes()
    assert house("certificate", "reprint", one["certificate_no"]).status == 2
    assert house("certificate", "reprint", "1/2/3", "--reason", "x").json["refused"] == "certificate_unknown"


def test_that_no_other_file_is_written_over(house, graduates, tmp_path):
    (tmp_path / "sertifikat-2026-001.pdf").write_bytes(b"something else")
    (one,) = issued(house, tmp_path, graduates[0])["issued"]
    assert Path(one["file"]).name == "sertifikat-2026-001-2.pdf"
    assert (tmp_path / "sertifikat-2026-001.pdf").read_bytes() == b"something else"


def test_that_a_folder_that_cannot_be_made_uses_no_number(house, graduates, tmp_path):
    (tmp_path / "file").write_bytes(b"")
    answer = house("certificate", "batch", PROGRAM, "--out", str(tmp_path / "file" / "below"))
    assert answer.status == 3
    (one,) = issued(house, tmp_path, graduates[0])["issued"]
    assert one["certificate_no"].startswith("400.9/001")


def test_that_a_folder_that_takes_no_file_uses_no_number(house, graduates, tmp_path, monkeypatch):
    def refuse(**_where):
        raise PermissionError(errno.EACCES, "not yours")

    with monkeypatch.context() as nobody_writes:
        nobody_writes.setattr(durable, "TemporaryFile", refuse)
        answer = house("certificate", "batch", PROGRAM, "--out", str(tmp_path))
    assert (answer.status, answer.json["unavailable"]) == (3, "no_right_to_file")
    (one,) = issued(house, tmp_path, graduates[0])["issued"]
    assert one["certificate_no"].startswith("400.9/001")


def test_that_an_unknown_number_or_programme_is_refused_before_anything_is_issued(house, graduates, tmp_path):
    answer = house("certificate", "issue", graduates[0], "9999-1", "--program", PROGRAM, "--out", str(tmp_path))
    assert (answer.status, answer.json["refused"]) == (1, "number_unknown")
    assert house("certificate", "batch", "Berenang").json["refused"] == "program_unknown"
    assert issued(house, tmp_path, graduates[0])["issued"][0]["certificate_no"].startswith("400.9/001")


def test_that_only_the_head_issues_and_the_office_prints_again(house, graduates, tmp_path, monkeypatch):
    house("account", "add", "sari", "--role", "tata_usaha")
    (one,) = issued(house, tmp_path, graduates[0])["issued"]
    monkeypatch.setenv("SHELTER_USER", "sari")
    monkeypatch.setenv("SHELTER_PASSWORD", "sandi baru 1")
    for command in (
        ["batch", PROGRAM],
        ["issue", graduates[1], "--program", PROGRAM],
        ["revoke", "1", "--reason", "x"],
    ):
        answer = house("certificate", *command)
        assert (answer.status, answer.json["refused"]) == (1, "not_allowed")
    printed = house("certificate", "reprint", one["certificate_no"], "--reason", "hilang", "--out", str(tmp_path))
    assert printed.status == 0
    assert house("certificate", "verify", one["code"]).json["valid"]
