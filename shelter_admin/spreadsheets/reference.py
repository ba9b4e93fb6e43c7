"""The reference lists that come with the program, read when first needed."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from typing import Final

from shelter_admin.domain.regions import Region, Regions

FOLDER: Final = Path(__file__).resolve().parents[2] / "resources" / "reference"


def _rows(name: str, folder: Path) -> list[dict[str, str]]:
    with (folder / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def regions(folder: Path = FOLDER) -> Regions:
    """Provinces, regencies and cities, and the retired codes of both."""
    return Regions(
        [Region(row["code"], row["name"]) for row in _rows("provinces.csv", folder)],
        [Region(row["code"], row["name"]) for row in _rows("regencies.csv", folder)],
        [Region(row["code"], row["name"], row["now"]) for row in _rows("retired_regencies.csv", folder)],
    )


@cache
def districts(folder: Path = FOLDER) -> tuple[Region, ...]:
    """Every district, by code."""
    return tuple(Region(row["code"], row["name"]) for row in _rows("districts.csv", folder))
