"""The matrix of services in force on a day: the house's own where one was brought in, else the one in ``resources``."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from shelter_admin.domain.services.matrix import ServiceMatrix, matrix_of, plain_matrix, read_matrix
from shelter_admin.persistence.panti import PolicyTable, keep_policy, policy_on

FOLDER: Final = Path(__file__).resolve().parents[3] / "resources" / "spm"
MATRIX_POLICY: Final = "spm_matrix"


@cache
def shipped(folder: Path = FOLDER) -> tuple[ServiceMatrix, ...]:
    """The matrices that lie in the folder, the oldest first; a file put there takes part from the next start on."""
    read = [read_matrix(path.read_bytes()) for path in sorted(folder.glob("*.json"))]
    return tuple(sorted(read, key=lambda one: one.valid_from))


def matrix_on(session: Session, day: date) -> ServiceMatrix:
    """The matrix in force on a day; before the first one, the oldest there is."""
    own = policy_on(session, MATRIX_POLICY, day)
    if own:
        return matrix_of(own)
    past = [one for one in shipped() if one.valid_from <= day]
    return past[-1] if past else shipped()[0]


def own_matrix(session: Session, valid_from: date) -> dict[str, Any] | None:
    """What the house itself laid down from exactly that day on."""
    query = select(PolicyTable.content).where(PolicyTable.kind == MATRIX_POLICY, PolicyTable.valid_from == valid_from)
    return session.scalars(query).first()


def keep_matrix(session: Session, matrix: ServiceMatrix) -> None:
    """Let a matrix hold from its day on; months sent before keep the figures they were sent with."""
    keep_policy(session, MATRIX_POLICY, matrix.valid_from, plain_matrix(matrix))
    session.flush()


def put_back_matrix(session: Session, valid_from: date, before: dict[str, Any] | None) -> None:
    """Let what was in force from that day on hold again."""
    row = session.scalars(
        select(PolicyTable).where(PolicyTable.kind == MATRIX_POLICY, PolicyTable.valid_from == valid_from)
    ).first()
    if row is None:
        return
    if before is None:
        session.delete(row)
    else:
        row.content = before
    session.flush()
