"""Who is ready to leave, by the terminal, on the office's own register."""

from __future__ import annotations

import pytest

from shelter_admin.domain.readiness import Criterion


def first_of(office):
    people = office("readiness").json["people"]
    assert people
    return people[0]


def test_that_everybody_in_the_house_with_a_programme_is_told_with_what_blocks(office):
    people = office("readiness").json["people"]
    for one in people:
        assert {"number", "name", "program", "met", "of", "blockers", "decision"} <= set(one)
        assert one["met"] + len(one["blockers"]) == one["of"] == 7
        assert set(one["blockers"]) <= {criterion.value for criterion in Criterion}
        assert "head" in one["blockers"]
        assert one["decision"] is None
    here = {one["number"] for one in people}
    assert all(office("person", "find", number).json["people"][0]["status"] != "left" for number in sorted(here)[:5])


def test_that_one_person_is_asked_for_alone(office):
    wanted = first_of(office)
    assert office("readiness", wanted["number"]).json["people"] == [
        one for one in office("readiness").json["people"] if one["number"] == wanted["number"]
    ]
    assert office("readiness", "0000-0000").json["refused"] == "number_unknown"


@pytest.mark.parametrize(("option", "word"), [("--ready", "ready"), ("--not-yet", "not_yet")])
def test_that_the_head_decides_either_way_and_it_stands(office, option, word):
    number = first_of(office)["number"]
    decided = office("decide", number, option, "--reason", "sidang kasus", "--names", "Ratna, Budi")
    assert (decided.status, decided.json) == (0, {"number": number, "decision": word})
    (now,) = office("readiness", number).json["people"]
    assert now["decision"] == word
    assert ("head" in now["blockers"]) == (word == "not_yet")
    assert office("audit", "--person", number).json["entries"][-1]["act"] == "DecideExit"


def test_that_a_decision_says_which_way_and_why(office):
    number = first_of(office)["number"]
    assert office("decide", number, "--reason", "x").status == 2
    assert office("decide", number, "--ready").status == 2
    assert office("decide", number, "--ready", "--reason", " ").json["refused"] == "reason_missing"
    assert office("decide", "0000-0000", "--ready", "--reason", "x").json["refused"] == "number_unknown"


def test_that_only_the_head_decides(office, monkeypatch):
    office("account", "add", "sari", "--role", "pekerja_sosial")
    number = first_of(office)["number"]
    monkeypatch.setenv("SHELTER_USER", "sari")
    monkeypatch.setenv("SHELTER_PASSWORD", "sandi baru 1")
    assert office("readiness", number).json["people"][0]["number"] == number
    refused = office("decide", number, "--ready", "--reason", "x")
    assert (refused.status, refused.json["refused"]) == (1, "not_allowed")
