"""Case work in the invented panti: assessments at entry and since, plans, notes, stages; some of it late."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import Any, Final

from shelter_admin.domain.cases.instruments import Answer, Instrument, Kind, Need, Occasion, Question, weigh
from shelter_admin.domain.cases.plans import FieldOfLife, GoalOutcome
from shelter_admin.domain.cases.stages import Stage
from shelter_admin.operations.demo.life import House, Stay
from shelter_admin.operations.desk import Work
from shelter_admin.operations.shipped_instruments import shipped
from shelter_admin.persistence.base import new_id
from shelter_admin.persistence.cases import instruments
from shelter_admin.persistence.cases.tables import (
    AssessmentTable,
    CaseGoalTable,
    CaseNoteTable,
    CaseStepTable,
    StageMoveTable,
)
from shelter_admin.persistence.residents.moving_in import add_rows

ENTRY_DAYS: Final = 9
REVIEW_DAYS: Final = 85
GOALS: Final = (
    (FieldOfLife.WORK, "Bekerja dengan keterampilan yang dilatih", "Cari bengkel yang mau menerima magang", ""),
    (FieldOfLife.FAMILY, "Kembali berhubungan dengan keluarga", "Telepon keluarga di daerah asal", "keluarga"),
    (FieldOfLife.PAPERS, "Punya KTP dan BPJS", "Antar ke Disdukcapil untuk perekaman", ""),
    (FieldOfLife.SELF_CARE, "Merawat diri tanpa diingatkan", "Buat jadwal harian bersama pengasuh", "pengasuh"),
)
NOTES: Final = (
    ("observation", "Lebih tenang, membantu di dapur tanpa diminta.", None, False),
    ("counselling", "Bicara tentang rencana setelah keluar; ingin bekerja dekat rumah.", 2, False),
    ("family", "Kakaknya dihubungi lewat telepon, mau menerima kalau sudah bekerja.", -1, False),
    ("training", "Mulai percaya diri di kelas, ingin mencoba mesin sendiri.", None, False),
    ("counselling", "Bercerita tentang yang terjadi di rumah sebelum ke sini.", None, True),
)


@dataclass(frozen=True)
class _Asked:
    """An instrument that is asked for at entry, with the id of its edition."""

    instrument_id: str
    instrument: Instrument


def assess_and_plan(work: Work, house: House, officers: Mapping[Need, str], until: datetime) -> None:
    """Fill the case files of who lives here; ``officers`` fill the instruments of their need."""
    own = Random(len(house.people))  # noqa: S311 - invents assessments, guards nothing
    known = [instruments.the_instrument(work.session, str(plain["code"]), shipped()) for plain in shipped()]
    read = instruments.by_id(work.session, [row.id for row in known])
    asked = [_Asked(row.id, read[row.id]) for row in known if Occasion.ENTRY in read[row.id].due_at]
    living = sorted(house.living(), key=lambda stay: (stay.admitted, stay.person.number))
    _write_assessments(work, living, asked, officers, own)
    _write_plans(work, living[::3], officers[Need.CASES])
    _write_notes(work, living[1::4], officers[Need.CASES], until)
    _write_stages(work, living)


def _write_assessments(
    work: Work, living: Sequence[Stay], asked: Sequence[_Asked], officers: Mapping[Need, str], rng: Random
) -> None:
    """At entry for nearly all, reviewed for those here longest; every ninth waits and is late."""
    rows: list[dict[str, Any]] = []
    for at, stay in enumerate(living):
        days = [stay.admitted + timedelta(days=ENTRY_DAYS + at % 5)] if at % 9 else []
        while days and days[-1] + timedelta(days=REVIEW_DAYS) <= work.today:
            days.append(days[-1] + timedelta(days=REVIEW_DAYS))
        for one in asked:
            reviewed = Occasion.REVIEW in one.instrument.due_at
            for no, day in enumerate(days if reviewed else days[:1]):
                if day < work.today:
                    better = min(0.9, 0.35 + 0.15 * no + rng.random() * 0.3)
                    rows.append(_assessment(stay, one, (no, day), better, officers[one.instrument.needs]))
    add_rows(work.session, AssessmentTable, rows)


def _assessment(stay: Stay, one: _Asked, when: tuple[int, date], better: float, by: str) -> dict[str, Any]:
    no, day = when
    answers = {
        question.code: answer
        for question in one.instrument.questions
        if not question.optional and (answer := _answer(question, better)) is not None
    }
    result = weigh(one.instrument, answers)
    return {
        "stay_id": stay.stay_id,
        "person_id": stay.person.person_id,
        "instrument_id": one.instrument_id,
        "occasion": (Occasion.REVIEW if no else Occasion.ENTRY).value,
        "on_day": day,
        "filled_by": by,
        "answers": answers,
        "score": result.score,
        "band": result.band.words if result.band else "",
        "note": "",
    }


def _answer(question: Question, better: float) -> Answer | None:
    """An answer as good as this share; words are left out."""
    if question.kind is Kind.CHOICE:
        return question.choices[round(better * (len(question.choices) - 1))].code
    if question.kind is Kind.YES_NO:
        return better > 0.5
    return None


def _write_plans(work: Work, stays: Sequence[Stay], worker: str) -> None:
    """A goal or two with a step each; some steps done, some late."""
    goals: list[dict[str, Any]] = []
    steps: list[dict[str, Any]] = []
    for at, stay in enumerate(stays):
        for position, (life, goal, step, who) in enumerate((GOALS[at % 4], GOALS[(at + 1) % 4])[: 1 + at % 2], 1):
            set_on = min(work.today, stay.admitted + timedelta(days=20))
            closed = work.today - timedelta(days=30) if at % 5 == 4 and set_on < work.today - timedelta(40) else None
            outcome = GoalOutcome.REACHED.value if closed else None
            goal_id, person_id = new_id(), stay.person.person_id
            done = closed or (work.today - timedelta(days=3) if at % 3 == 0 and set_on < work.today else None)
            goals.append({
                "id": goal_id, "stay_id": stay.stay_id, "person_id": person_id, "position": position,
                "field": life.value, "goal": goal, "set_on": set_on, "due_on": work.today + timedelta(days=60),
                "closed_on": closed, "outcome": outcome,
            })  # fmt: skip
            steps.append({
                "goal_id": goal_id, "person_id": person_id, "position": 1, "step": step, "who": who,
                "account_id": None if who else worker, "due_on": work.today + timedelta(days=at % 7 - 3),
                "done_on": done, "done_by": worker if done else None,
            })  # fmt: skip
    add_rows(work.session, CaseGoalTable, goals)
    add_rows(work.session, CaseStepTable, steps)


def _write_notes(work: Work, stays: Sequence[Stay], worker: str, until: datetime) -> None:
    """What the social worker noted lately."""
    rows: list[dict[str, Any]] = []
    for at, stay in enumerate(stays):
        kind, words, days, confidential = NOTES[at % len(NOTES)]
        written = until - timedelta(days=at % 6, hours=1)
        if work.panti.day_of(written) >= stay.admitted:
            follow_up = None if days is None else work.today + timedelta(days=days)
            rows.append({
                "stay_id": stay.stay_id, "person_id": stay.person.person_id, "author_id": worker, "at": written,
                "kind": kind, "words": words, "follow_up_on": follow_up, "followed_up_on": None,
                "confidential": confidential,
            })  # fmt: skip
    add_rows(work.session, CaseNoteTable, rows)


def _write_stages(work: Work, living: Sequence[Stay]) -> None:
    """By how long somebody is here."""
    rows: list[dict[str, Any]] = []
    for at, stay in enumerate(living):
        here = (work.today - stay.admitted).days
        stage = Stage.ASSESSMENT if here < 21 else Stage.PLANNING if here < 35 else Stage.INTERVENTION
        if here > 3 and at % 9:
            days = 3 if stage is Stage.ASSESSMENT else 21 if stage is Stage.PLANNING else 35
            rows.append({
                "stay_id": stay.stay_id, "person_id": stay.person.person_id, "stage": stage.value,
                "from_day": stay.admitted + timedelta(days=days), "despite": "", "found": {"met": [], "missing": []},
            })  # fmt: skip
    add_rows(work.session, StageMoveTable, rows)
