"""Invented candidates for the page of readiness."""

from __future__ import annotations

from datetime import date

from shelter_admin.domain.forecast import Course, forecast_of
from shelter_admin.domain.next_steps import next_step
from shelter_admin.domain.readiness import (
    DEFAULT_POLICY,
    USUAL,
    Candidate,
    CandidateList,
    Check,
    Criterion,
    Decision,
    State,
)
from shelter_admin.domain.readiness_path import CheckWritten, PathToIndependence, Station, Step
from shelter_admin.operations.readiness import Outlook
from tests.look.houses import LONGEST

M, N, U, X = State.MET, State.NOT_MET, State.UNKNOWN, State.NOT_APPLICABLE
STATES = {"M": M, "N": N, "U": U, "X": X}
DECIDED = date(2026, 11, 18)


def a_decision(*, ready: bool = True, proposed: bool = True) -> Decision:
    return Decision(
        "decision-1", ready, DECIDED, "H. Maulana", "Siap bekerja di bengkel.", "Rina, Budi, Sari", 6, 7, proposed
    )


def a_candidate(
    no: int,
    name: str,
    states: str,
    *,
    program: str = "Menjahit",
    rate: float = 91.0,
    best: float = 95.0,
    mark: float = 84.0,
    decision: Decision | None = None,
) -> Candidate:
    checks = [Check(one, STATES[letter]) for one, letter in zip(USUAL, states, strict=True)]
    if checks[0].state is not U:
        checks[0] = Check(Criterion.ATTENDANCE, checks[0].state, rate, 75.0, best, 3)
    if checks[1].state is not U:
        checks[1] = Check(Criterion.MARK, checks[1].state, mark, 70.0)
    return Candidate(
        f"person-{no}", f"stay-{no}", f"enrolment-{no}", f"2026-{no:04}", name, program, "Angkatan II",
        tuple(checks), decision,
    )  # fmt: skip


PEOPLE = (
    a_candidate(1, "Nur Santoso", "MMMMMMM", decision=a_decision()),
    a_candidate(2, "Yohanes Daud", "MMMMMMU", program="Las"),
    a_candidate(3, "Aminah", "MMMMUMU", program="Tata boga"),
    a_candidate(4, "Dwi Wulandari", "MMNMMMU"),
    a_candidate(5, "Lukas Ramadhan", "MNMMMUU", program="Otomotif", mark=68.0),
    a_candidate(6, "Petrus Rahman", "NMMMMUU", program="Las", rate=71.0, best=83.0),
    a_candidate(7, "Usat Njau", "MMMNUUN", program="Mebel", decision=a_decision(ready=False, proposed=False)),
    a_candidate(8, "Halimah", "UUMUUUU"),
    a_candidate(9, LONGEST, "MMMMXMU", program="Tata kecantikan rambut dan kulit"),
)
LIST = CandidateList(DEFAULT_POLICY, PEOPLE)
TODAY = date(2026, 11, 21)
OUTLOOKS = tuple(Outlook(one, forecast_of(one, Course(), TODAY), next_step(one), TODAY) for one in PEOPLE)


def a_path(one: Candidate = PEOPLE[1]) -> PathToIndependence:
    told = {
        Step.ADMISSION: (M, "14 Mei 2026 · Satpol PP"),
        Step.TRAINING: (M, "Las, angkatan II · 412 JP · hadir 91 % · nilai 84"),
        Step.IDENTITY: (M, "NIK terbaca"),
        Step.HEALTH: (M, "tidak perlu perhatian"),
        Step.RECEPTION: (M, "11-11-2026 · Kakak, Samboja"),
        Step.CASE_CONFERENCE: (U, ""),
        Step.DECISION: (U, ""),
    }
    stations = tuple(Station(step, step.value.title(), state, words) for step, (state, words) in told.items())
    written = (CheckWritten(Criterion.RECEPTION, M, date(2026, 11, 11), "Rina", "Kakak, Samboja"),)
    decisions = (one.decision,) if one.decision else ()
    return PathToIndependence(
        one.person_id, one.number, one.name, None, date(2026, 5, 14), 191, DEFAULT_POLICY, (one,), stations,
        written, decisions,
    )  # fmt: skip
