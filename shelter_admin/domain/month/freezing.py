"""A sent month as plain JSON: its figures, and everything they were counted from, by ids only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import astuple, fields
from datetime import date
from typing import Any, Final

from shelter_admin.domain.month.counting import Count, Movement, StayFacts
from shelter_admin.domain.month.figures import (
    Certified,
    FigureChange,
    Graduates,
    MonthFigures,
    Occupancy,
    OnRecord,
    PersonMarks,
    ProgramMonth,
    SpmCount,
)
from shelter_admin.domain.month.frame import MonthFrame

FORMAT: Final = 1


def frozen(figures: MonthFigures, record: OnRecord) -> dict[str, Any]:
    """Write figures and what they were counted from."""
    return {
        "format": FORMAT,
        "figures": _plain_figures(figures),
        "first": record.frame.first.isoformat(),
        "last": record.frame.last.isoformat(),
        "stays": [[_day(value) for value in astuple(one)] for one in record.stays],
        "capacity": [record.capacity, record.capacity_days],
        "nights": dict(record.nights),
        "marks": [list(astuple(one)) for one in record.marks],
        "certificates": [list(astuple(one)) for one in record.certificates],
        "sessions": dict(record.sessions),
        "programs": dict(record.programs),
        "fulfilled": {code: list(people) for code, people in record.fulfilled.items()},
    }


def thawed_record(plain: Mapping[str, Any]) -> OnRecord:
    """Read back what the figures were counted from."""
    first, last = date.fromisoformat(plain["first"]), date.fromisoformat(plain["last"])
    return OnRecord(
        MonthFrame(first, last, last),
        tuple(_stay(row) for row in plain["stays"]),
        plain["capacity"][0],
        plain["capacity"][1],
        plain["nights"],
        tuple(PersonMarks(*row) for row in plain["marks"]),
        tuple(Certified(*row) for row in plain["certificates"]),
        plain["sessions"],
        plain["programs"],
        {
            code: tuple(people) for code, people in plain.get("fulfilled", {}).items()
        },  # before services were ticked: none
    )


def thawed_figures(plain: Mapping[str, Any]) -> MonthFigures:
    """Read back the figures as they were sent."""
    told = plain["figures"]
    return MonthFigures(
        told["period"],
        date.fromisoformat(told["through"]),
        told["running"],
        _movement(told["movement"]),
        {code: Count(*row) for code, row in told["admitted_by_source"].items()},
        {code: Count(*row) for code, row in told["left_by_reason"].items()},
        {code: _movement(row) for code, row in told["by_age_group"].items()},
        {code: _movement(row) for code, row in told["by_category"].items()},
        Occupancy(*told["occupancy"]),
        told["mean_stay_days"],
        {code: SpmCount(*row) for code, row in told["spm"].items()},
        tuple(ProgramMonth(*row) for row in told["attendance"]),
        tuple(Graduates(*row) for row in told["graduates"]),
        told["dates_unknown"],
    )


def plain_changes(changes: Sequence[FigureChange]) -> list[dict[str, Any]]:
    """Write a difference."""
    return [{"figure": one.figure, "before": one.before, "after": one.after} for one in changes]


def changes_of(plain: Sequence[Mapping[str, Any]]) -> tuple[FigureChange, ...]:
    """Read a difference back."""
    return tuple(FigureChange(one["figure"], one["before"], one["after"]) for one in plain)


def _plain_figures(figures: MonthFigures) -> dict[str, Any]:
    return {item.name: _plain(getattr(figures, item.name)) for item in fields(figures)}


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {code: _plain(one) for code, one in value.items()}
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return list(astuple(value)) if hasattr(value, "__dataclass_fields__") else _day(value)


def _day(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _movement(row: Sequence[Sequence[int]]) -> Movement:
    return Movement(*(Count(*one) for one in row))


def _stay(row: Sequence[Any]) -> StayFacts:
    stay_id, person_id, sex, age, category, source, reason, admitted_on, left_on, ended = row
    came, gone = (date.fromisoformat(one) if one else None for one in (admitted_on, left_on))
    return StayFacts(stay_id, person_id, sex, age, category, source, reason, came, gone, ended)
