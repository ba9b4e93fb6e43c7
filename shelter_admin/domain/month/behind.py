"""Who is behind a figure of the month: the same stays, nights, marks and certificates it was counted from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from shelter_admin.domain.errors import Refused
from shelter_admin.domain.month.counting import Flow, StayFacts, in_flow
from shelter_admin.domain.month.figures import OnRecord, PersonMarks, served
from shelter_admin.domain.month.keys import Figure


@dataclass(frozen=True, slots=True)
class Behind:
    """One person behind a figure, with their share of it in nights, sessions or days."""

    person_id: str
    stay_id: str | None = None
    admitted_on: date | None = None
    left_on: date | None = None
    amount: int | None = None


_MARKS: Final = frozenset({"present", "sick", "excused", "absent", "unmarked"})


def people_behind(record: OnRecord, figure: Figure) -> tuple[Behind, ...]:
    """Everybody behind a figure. Adding up what they stand for gives the figure."""
    if (flow := figure.flow) is not None:
        return tuple(_stay(one) for one in record.stays if in_flow(one, flow, record.frame) and figure.holds(one))
    match figure.what:
        case "bed_days":
            return tuple(Behind(person_id, amount=nights) for person_id, nights in record.nights.items())
        case "attendance":
            return _attending(record, figure)
        case "graduates" | "revoked":
            return tuple(
                Behind(one.person_id)
                for one in record.certificates
                if one.program_id == figure.code and one.revoked == (figure.what == "revoked")
            )
        case "spm" | "spm_met":
            return _of_service(record, figure)
        case _:
            return _of_stays(record, figure)


def _of_service(record: OnRecord, figure: Figure) -> tuple[Behind, ...]:
    met = record.fulfilled.get(figure.code, ())
    people = met if figure.what == "spm_met" else served(record.stays, figure.code, record.frame)
    return tuple(Behind(person_id) for person_id in sorted(people))


def _stay(stay: StayFacts, amount: int | None = None) -> Behind:
    return Behind(stay.person_id, stay.stay_id, stay.admitted_on, stay.left_on, amount)


def _of_stays(record: OnRecord, figure: Figure) -> tuple[Behind, ...]:
    if figure.what == "dates_unknown":
        unknown = [one for one in record.stays if one.dates_unknown]
        return tuple(_stay(one) for one in unknown if any(in_flow(one, flow, record.frame) for flow in Flow))
    if figure.what != "mean_stay_days":
        raise Refused("figure_unknown", field="figure")
    gone = [one for one in record.stays if in_flow(one, Flow.LEFT, record.frame)]
    return tuple(_stay(one, (one.left_on - one.admitted_on).days) for one in gone if one.left_on and one.admitted_on)


def _attending(record: OnRecord, figure: Figure) -> tuple[Behind, ...]:
    own = [one for one in record.marks if one.program_id == figure.code]
    if figure.part not in _MARKS:
        return tuple(Behind(one.person_id, amount=_held(one)) for one in own)
    shares = [(one.person_id, int(getattr(one, figure.part))) for one in own]
    return tuple(Behind(person_id, amount=share) for person_id, share in shares if share)


def _held(one: PersonMarks) -> int:
    return one.present + one.sick + one.excused + one.absent + one.unmarked
