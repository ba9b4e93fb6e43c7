"""Services and case conferences of the invented panti: ticks of the matrix, one conference held, one planned."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, Final

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.conferences import Outcome, Purpose
from shelter_admin.domain.services.matrix import OTHERS
from shelter_admin.domain.settings import fund_sources
from shelter_admin.operations.cases.suggesting import suggestions
from shelter_admin.operations.demo.life import House, Stay
from shelter_admin.operations.desk import Work
from shelter_admin.persistence.cases import conferences
from shelter_admin.persistence.residents.moving_in import add_rows
from shelter_admin.persistence.services.matrix import matrix_on
from shelter_admin.persistence.services.tables import ServiceTickTable
from shelter_admin.persistence.services.years import people_of

EVERY: Final = 6
"""One of so many items is still lacking, so that lists have somebody in them."""
NEEDLESS: Final = "Menurut asesmen tidak dibutuhkan"
PRESENT: Final = "Dra. Ratna Wulandari\nMaria Lencau\nYusuf Arifin\nNs. Dewi Anwar"
HELD_BEFORE: Final = timedelta(days=35)
PLANNED_IN: Final = timedelta(days=4)


def serve(work: Work, house: House) -> None:
    """Tick the matrix of the year for whoever lives here. Refused with ``not_allowed`` to who may not do it alone."""
    for right in (Right.RECORD_SERVICES, Right.EDIT_CASES):
        work.staff.require(right, work.today)
    first = work.today.replace(month=1, day=1)
    matrix, funds = matrix_on(work.session, work.today), fund_sources(work.panti.settings.fund_sources)
    rows: list[dict[str, Any]] = []
    for at, one in enumerate(people_of(work.session, work.sight, first, work.today)):
        begun = max(first, one.admitted_on or first)
        for number, item in enumerate(matrix.owed(one.kind or OTHERS)):
            lacks = at % 4 and (at + number) % EVERY == 0
            day = min(begun + timedelta(days=3 * number), one.left_on or work.today, work.today)
            needless = (at * 3 + number) % 17 == 0
            state = {"state": "not_needed", "reason": NEEDLESS} if needless else {"state": "given", "reason": ""}
            fund = "" if needless else funds[(at + number) % len(funds)]
            tick = {"item": item.code, "year": day.year, "on_day": day, "officer": "Maria Lencau", "fund": fund}
            if not lacks and day >= begun:
                rows.append({"person_id": one.person_id, "stay_id": one.stay_id, **tick, **state})
    add_rows(work.session, ServiceTickTable, rows)
    _sit(work, sorted(house.living(), key=lambda stay: (stay.admitted, stay.stay_id)))


def _sit(work: Work, living: Sequence[Stay]) -> None:
    """Hold a conference a month ago about two who lived here then, and plan the next about whom it should speak."""
    meeting = {"starts_at": "09.00", "place": "Ruang rapat", "chaired_by": "Maria Lencau", "present": PRESENT}
    held_on = work.today - HELD_BEFORE
    then = [stay for stay in living if stay.admitted <= held_on][:2]
    if then:
        held = conferences.add_conference(work.session, {"day": held_on, **meeting})
        stays = {stay.person.person_id: stay.stay_id for stay in then}
        said = {
            "purpose": Purpose.REVIEW.value,
            "question": "",
            "outcome": Outcome.AGREED.value,
            "words": "Rencana diteruskan.",
        }
        conferences.add_cases(work.session, held.id, stays, 1, said)
        conferences.close(work.session, held, work.now - HELD_BEFORE, work.staff.account_id)
    planned = conferences.add_conference(work.session, {"day": work.today + PLANNED_IN, **meeting, "present": ""})
    people = [one.person_id for one in suggestions(work)[:4]]
    question = {"purpose": Purpose.EXIT.value, "question": "Siapkah keluar, dan siapa yang menerima?"}
    conferences.add_cases(work.session, planned.id, conferences.open_stays(work.session, people), 1, question)
