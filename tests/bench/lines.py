"""Every line of the bench, in the order of the table."""

from __future__ import annotations

from typing import Final

from tests.bench import lines_register, lines_store
from tests.bench.measuring import Line

LINES: Final[list[Line]] = [*lines_store.LINES, *lines_register.LINES]
