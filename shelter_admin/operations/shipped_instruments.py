"""The instruments of assessment that come with the program, as case work fills them and readiness asks for them."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, Final

from shelter_admin.domain.cases.assessments import InstrumentEdition
from shelter_admin.domain.cases.reading import read_file
from shelter_admin.operations.desk import Work
from shelter_admin.persistence.cases import instruments

FOLDER: Final = Path(__file__).resolve().parents[2] / "resources" / "instruments"
ORDER: Final = ("biological", "psychological", "social", "spiritual", "talents", "adl", "disability", "odgj")


@cache
def shipped(folder: Path = FOLDER) -> tuple[dict[str, Any], ...]:
    """The instruments that come with the program, as plain content, each looked at."""
    found = sorted(folder.glob("*.json"), key=lambda file: (_place(file.stem), file.stem))
    return tuple(read_file(file.read_bytes())[1] for file in found)


def _place(stem: str) -> int:
    return ORDER.index(stem) if stem in ORDER else len(ORDER)


def known_instruments(work: Work) -> tuple[InstrumentEdition, ...]:
    """Every instrument as it reads now, also those nobody has filled yet and those out of use."""
    return instruments.current(work.session, shipped())
