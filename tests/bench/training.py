"""Years of classes written by the bare driver, in the database's own loops: millions of marks within seconds."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from shelter_admin.domain.training import planned
from tests.bench import raw
from tests.bench.house import House

MARKS_OF_ENROLMENT = "ix_attendance_mark_enrolment"
# A mark in a hundred is missing, one in ten is not present, as in life.
FILL = """
INSERT INTO attendance_mark (id, panti_id, version, changed_at, changed_by, session_id, enrolment_id, mark, note)
SELECT printf('m%09d', :begin + row_number() OVER (ORDER BY s.id, e.id)), :panti, 1, :at, :by, s.id, e.id,
       CASE abs(random()) % 20 WHEN 0 THEN 'S' WHEN 1 THEN 'A' ELSE 'H' END, ''
FROM class_session s
JOIN enrolment e ON e.batch_id = s.batch_id
JOIN stay y ON y.id = e.stay_id
WHERE s.day BETWEEN :first AND :last AND s.day >= e.joined_on AND (y.left_on IS NULL OR s.day <= y.left_on)
  AND abs(random()) % 100 > 0
ORDER BY s.id, e.id
"""


class Writer:
    """Writes stamped rows of training into a shelter that nobody else is writing to."""

    def __init__(self, house: House) -> None:
        self.connection = raw.connect(house.path, house.key)
        self.connection.execute("PRAGMA synchronous = OFF")
        self.connection.execute("PRAGMA cache_size = -200000")
        self._stamp = (house.desk.panti.id, 1, "2026-01-05 01:00:00.000000", house.desk.staff.account_id)

    def rows(self, table: str, columns: str, values: Sequence[tuple[Any, ...]]) -> None:
        """Write rows with their ids first."""
        names = f"id, panti_id, version, changed_at, changed_by, {columns}"
        holders = ", ".join("?" * len(names.split(",")))
        self.connection.execute("BEGIN")
        self.connection.executemany(
            f'INSERT INTO "{table}" ({names}) VALUES ({holders})', [(row[0], *self._stamp, *row[1:]) for row in values]
        )
        self.connection.execute("COMMIT")

    def classes(self, programs: int, stays: Sequence[tuple[str, date]], each: int, days: tuple[date, date]) -> None:
        """Write programmes with one class each, put every stay into some of them, and hold class on every working day."""
        at = range(programs)
        self.rows("program", "name, hours", [(f"p{no}", f"Keterampilan {no}", 320) for no in at])
        self.rows(
            "batch",
            "program_id, name, weekdays, ends_on",
            [(f"b{no}", f"p{no}", "", "12345", "2027-01-29") for no in at],
        )
        self.rows(
            "enrolment",
            "stay_id, program_id, batch_id, joined_on",
            [
                (
                    f"e{who:05}-{step}",
                    stay_id,
                    f"p{(who + step) % programs}",
                    f"b{(who + step) % programs}",
                    joined.isoformat(),
                )
                for who, (stay_id, joined) in enumerate(stays)
                for step in range(each)
            ],
        )
        held = planned("12345", *days)
        self.rows(
            "class_session",
            "batch_id, day",
            [(f"s{no:05}-{batch:02}", f"b{batch}", day.isoformat()) for no, day in enumerate(held) for batch in at],
        )

    def marks(self, days: tuple[date, date]) -> int:
        """Mark everybody on every own day, a year at a time; gives how many marks there are."""
        connection = self.connection
        (making,) = connection.execute("SELECT sql FROM sqlite_master WHERE name = ?", (MARKS_OF_ENROLMENT,)).fetchone()
        connection.execute(f"DROP INDEX {MARKS_OF_ENROLMENT}")
        written = 0
        for year in range(days[0].year, days[1].year + 1):
            facts = {
                "begin": written, "panti": self._stamp[0], "at": self._stamp[2], "by": self._stamp[3],
                "first": f"{year}-01-01", "last": f"{year}-12-31",
            }  # fmt: skip
            written += connection.execute(FILL, facts).rowcount
        connection.execute(making)
        connection.execute("ANALYZE")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        return written

    def close(self) -> None:
        self.connection.close()
