"""``make test`` runs what needs a store on both databases and says both counts last."""

from __future__ import annotations

import re

import pytest

from tests import both
from tests.whole.sources import ROOT


@pytest.mark.parametrize(
    ("wanted", "again"),
    [
        (["tests"], list(both.ON_SERVER)),
        (["tests/operations/test_desk.py", "tests/ui"], ["tests/operations/test_desk.py"]),
        (["tests/persistence/test_store.py::test_x"], ["tests/persistence/test_store.py::test_x"]),
        (["tests/domain"], []),
    ],
)
def test_that_what_needs_a_store_runs_on_a_server_too(wanted, again):
    assert both.on_server(wanted) == again


def test_that_the_last_line_begins_as_pytest_s_own_and_says_both_counts():
    one, other = "...\n12 passed in 3.21s\n", "F\n=== 1 failed, 8 passed, 2 deselected in 5.00s ===\n"
    last = f"{both.closing(one)}; on PostgreSQL: {both.closing(other)}"
    assert last == "12 passed in 3.21s; on PostgreSQL: 1 failed, 8 passed, 2 deselected in 5.00s"
    (pattern,) = re.findall(r"grep -E '([^']+)'", (ROOT / ".ci" / "run").read_text(encoding="utf-8"))
    assert re.search(pattern, last)
