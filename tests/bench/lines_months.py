"""Lines over everybody: who is ready of 700, and the month of ten years, each beside its raw SQL."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

from python_calamine import CalamineWorkbook
from sqlalchemy import select
from xlsxwriter import Workbook

from shelter_admin.operations.desk import Work
from shelter_admin.operations.readiness.asking import Candidates
from shelter_admin.operations.returns.month import Month
from shelter_admin.operations.returns.papers import paper_of
from shelter_admin.persistence.people.tables import StayTable
from shelter_admin.reports.month_workbook import month_workbook
from tests.bench.house import ADMITTED, NIGHT, NOON, House, a_house
from tests.bench.measuring import Aim, Line, Sides, timed
from tests.bench.training import Writer

EVER, IN_HOUSE, PERIOD = 1500, 274, "2026-10"
BEGAN = date(2016, 11, 21)
MEAN_STAY = timedelta(days=692)
READY = """
SELECT p.number, p.name, g.name, b.name, f.mark, p.nik_quality, p.identity_status, h.attention, r.state, c.state, d.ready,
       count(*) FILTER (WHERE m.mark = 'H'), count(*) FILTER (WHERE m.mark = 'S'),
       count(*) FILTER (WHERE m.mark = 'I'), count(*) FILTER (WHERE m.mark = 'A'), count(s.id) - count(m.mark)
FROM stay y JOIN person p ON p.id = y.person_id JOIN enrolment e ON e.stay_id = y.id
JOIN batch b ON b.id = e.batch_id JOIN program g ON g.id = e.program_id
LEFT JOIN grade f ON f.enrolment_id = e.id AND f.subject_id IS NULL
LEFT JOIN health h ON h.person_id = p.id
LEFT JOIN readiness_check r ON r.stay_id = y.id AND r.criterion = 'reception'
LEFT JOIN readiness_check c ON c.stay_id = y.id AND c.criterion = 'case_conference'
LEFT JOIN exit_decision d ON d.id = (SELECT max(o.id) FROM exit_decision o WHERE o.stay_id = y.id)
LEFT JOIN class_session s ON s.batch_id = e.batch_id AND s.day BETWEEN e.joined_on AND '2026-11-21'
     AND s.day NOT IN (SELECT day FROM holiday WHERE off)
LEFT JOIN attendance_mark m INDEXED BY ix_attendance_mark_enrolment ON m.enrolment_id = e.id AND m.session_id = s.id
WHERE y.leave_reason IS NULL GROUP BY e.id ORDER BY lower(p.name)
"""
MONTH = (
    """SELECT p.sex, p.birth_year, k.category, y.source, y.leave_reason, sum(y.admitted_on < '2026-10-01'),
              sum(y.admitted_on BETWEEN '2026-10-01' AND '2026-10-31'),
              sum(coalesce(y.left_on BETWEEN '2026-10-01' AND '2026-10-31', 0)),
              sum(julianday(y.left_on) - julianday(y.admitted_on))
       FROM stay y JOIN person p ON p.id = y.person_id
       LEFT JOIN person_category k ON k.person_id = p.id AND k.main
       WHERE y.admitted_on <= '2026-10-31' AND (y.left_on IS NULL OR y.left_on >= '2026-01-01')
       GROUP BY 1, 2, 3, 4, 5""",
    """SELECT sum(min(julianday(coalesce(until_night, '2026-11-01')), julianday('2026-11-01'))
                  - max(julianday(from_night), julianday('2026-10-01')))
       FROM placement WHERE from_night <= '2026-10-31' AND (until_night IS NULL OR until_night > '2026-10-01')""",
    "SELECT count(*) FROM bed WHERE kind = 'bed' AND (opened_on IS NULL OR opened_on <= '2026-10-31')",
    """SELECT e.program_id, y.person_id, sum(m.mark = 'H'), sum(m.mark = 'S'), sum(m.mark = 'I'), sum(m.mark = 'A'),
              sum(m.mark IS NULL)
       FROM class_session s JOIN enrolment e ON e.batch_id = s.batch_id AND e.joined_on <= s.day
       JOIN stay y ON y.id = e.stay_id AND (y.left_on IS NULL OR y.left_on >= s.day)
       LEFT JOIN attendance_mark m ON m.session_id = s.id AND m.enrolment_id = e.id
       WHERE s.day BETWEEN '2026-10-01' AND '2026-10-31' AND s.day NOT IN (SELECT day FROM holiday WHERE off)
       GROUP BY 1, 2""",
    "SELECT count(*) FROM certificate WHERE issued_on BETWEEN '2026-10-01' AND '2026-10-31'",
)


def stay_ids(house: House) -> list[str]:
    """The stays in the order in which they were written, those in house first."""
    with house.desk.store.asking() as session:
        return list(session.scalars(select(StayTable.id).order_by(StayTable.id)))


@contextmanager
def readiness(place: Path) -> Iterator[Sides]:
    """Seven hundred people in 25 classes, marked on every working day since January."""
    with a_house(place, 700) as house:
        writer = Writer(house)
        writer.classes(25, [(stay_id, ADMITTED) for stay_id in stay_ids(house)], 1, (ADMITTED, NIGHT))
        writer.marks((ADMITTED, NIGHT))
        read = writer.connection
        try:
            yield Sides(
                lambda: timed(lambda: house.desk.ask(Candidates())),
                lambda: timed(lambda: read.execute(READY).fetchall()),
            )
        finally:
            writer.close()


def ten_years(house: House) -> Writer:
    """Spread the stays over ten years, everybody in three programmes with class on every working day."""
    writer = Writer(house)
    gone = EVER - IN_HOUSE
    times: list[tuple[date, date | None]] = [(NIGHT - MEAN_STAY * at // IN_HOUSE, None) for at in range(IN_HOUSE)]
    span = NIGHT - MEAN_STAY - BEGAN
    times += [(BEGAN + span * at // gone, BEGAN + span * at // gone + MEAN_STAY) for at in range(gone)]
    stays = stay_ids(house)
    writer.connection.execute("BEGIN")
    writer.connection.executemany(
        "UPDATE stay SET admitted_on = ?, left_on = ? WHERE id = ?",
        [
            (first.isoformat(), last and last.isoformat(), stay_id)
            for stay_id, (first, last) in zip(stays, times, strict=True)
        ],
    )
    writer.connection.execute(
        "UPDATE placement SET from_night = (SELECT y.admitted_on FROM stay y WHERE y.id = placement.stay_id)"
    )
    writer.connection.execute("COMMIT")
    joined = [(stay_id, first) for stay_id, (first, _last) in zip(stays, times, strict=True)]
    writer.classes(9, joined, 3, (BEGAN, NIGHT))
    writer.marks((BEGAN, NIGHT))
    return writer


def cells_of(content: bytes) -> list[list[list[Any]]]:
    """What stands in a workbook, sheet by sheet."""
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    return [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]


def written(sheets: list[list[list[Any]]]) -> bytes:
    """The same cells written by XlsxWriter without any look."""
    out = BytesIO()
    with Workbook(out, {"in_memory": True, "default_date_format": "dd-mm-yyyy"}) as book:
        for rows in sheets:
            sheet = book.add_worksheet()
            for at, row in enumerate(rows):
                sheet.write_row(at, 0, row)
    return out.getvalue()


@contextmanager
def month(place: Path) -> Iterator[Sides]:
    """The figures of a month and their workbook, over ten years of 1 500 stays and two million marks."""
    with a_house(place, IN_HOUSE, ever=EVER) as house:
        writer = ten_years(house)
        read = writer.connection

        def made() -> bytes:
            desk = house.desk
            with desk.store.asking() as session:
                work = Work(session, desk.staff, desk.panti, NOON, store=desk.store)
                return month_workbook(paper_of(work, Month(PERIOD).run(work), draft=True)).content

        sheets = cells_of(made())

        def raw_month() -> None:
            for query in MONTH:
                read.execute(query).fetchall()
            written(sheets)

        try:
            yield Sides(lambda: timed(made), lambda: timed(raw_month))
        finally:
            writer.close()


LINES = [
    Line("readiness of 700", "raw SQL of the same figures", Aim(times=4), readiness),
    Line("month of ten years, 2 million marks", "raw SQL aggregates + XlsxWriter", Aim(times=2), month),
]
