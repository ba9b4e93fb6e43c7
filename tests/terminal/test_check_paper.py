"""``check --paper`` compares the log with what a printed page carries."""

from __future__ import annotations


def test_that_a_paper_is_compared_at_the_terminal(house):
    entries = house("audit").json["entries"]
    assert house("check", "--paper", str(len(entries) + 9), "0" * 16).json == {"paper": "missing"}
    told = house("check", "--paper", "1", "0" * 16)
    assert (told.status, told.json) == (4, {"paper": "different"})
    assert house("check", "--paper", "1", "abc").json["refused"] == "paper_unclear"
