"""What tests of moving and connecting begin with: a computer of its own and a file that may go to a server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from shelter_admin.domain.accounts import Role
from shelter_admin.operations.accounts import AddAccount
from shelter_admin.operations.desk import Desk
from tests.people import a_desk


@pytest.fixture
def own_computer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test is a computer of its own: what is kept for servers stays with it."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "computer"))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """The head's desk on a file, with a guard's account beside it."""
    made = a_desk(tmp_path)
    made.do(AddAccount("sari", (Role.PIKET,), "kata sandi sari"))
    yield made
    made.close()
