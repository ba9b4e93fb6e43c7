"""The matrix itself: taken out as a file to be changed, and brought in again from a day on."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from json import dumps
from pathlib import Path
from typing import Any, ClassVar, Final

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.changes import Area, Changes
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.papers import Document
from shelter_admin.domain.services.matrix import ServiceMatrix, plain_matrix, read_matrix
from shelter_admin.domain.words import N_
from shelter_admin.operations.desk import Command, Done, Query, Work
from shelter_admin.persistence.services.matrix import keep_matrix, matrix_on, own_matrix, put_back_matrix

CHANGED: Final = Changes.of(Area.SERVICES, Area.RETURNS)
MOST_BYTES: Final = 500_000

WORDS: dict[str, str] = {
    "matrix_unreadable": N_("This is no matrix of services, or a part of it is not right: {what}."),
    "matrix_file_missing": N_("The file cannot be read. Choose it again."),
    "matrix_in_past": N_("A matrix brought in holds from {today} or later; write such a day into the file."),
}


@dataclass(frozen=True)
class MatrixFile(Query[Document]):
    """The matrix in force, as the file that can be changed and brought in again."""

    needs: ClassVar[Right] = Right.SEE_SERVICES
    sensitive: ClassVar[bool] = True
    name: ClassVar[str] = N_("take the matrix of services out")

    @override
    def run(self, work: Work) -> Document:
        content = dumps(plain_matrix(matrix_on(work.session, work.today)), ensure_ascii=False, indent=2)
        return Document("spm-matriks.json", f"{content}\n".encode())


@dataclass(frozen=True)
class BringMatrixIn(Command[ServiceMatrix]):
    """Let the matrix of a file hold from the day it names on, today at the earliest; what was ticked stays ticked."""

    needs: ClassVar[Right] = Right.CHANGE_SETTINGS
    name: ClassVar[str] = N_("matrix of services brought in")

    path: Path = field(repr=False)

    @override
    def run(self, work: Work) -> Done[ServiceMatrix]:
        matrix = read_matrix(_content(self.path))
        if matrix.valid_from < work.today:
            raise Refused("matrix_in_past", field="path", today=work.today)
        before = own_matrix(work.session, matrix.valid_from)
        keep_matrix(work.session, matrix)
        if own_matrix(work.session, matrix.valid_from) == before:
            return Done(result=matrix)
        undo = PutBackMatrix(matrix.valid_from, before, own_matrix(work.session, matrix.valid_from))
        return Done(CHANGED, matrix, undo, what={"valid_from": matrix.valid_from.isoformat()})


@dataclass(frozen=True)
class PutBackMatrix(Command[None]):
    """Let what was in force from a day on hold again; refused where somebody brought another one in since."""

    needs: ClassVar[Right] = Right.CHANGE_SETTINGS
    name: ClassVar[str] = N_("matrix of services put back")

    valid_from: date
    before: dict[str, Any] | None = field(default=None, repr=False, compare=False, metadata={"audited": False})
    made: dict[str, Any] | None = field(default=None, repr=False, compare=False, metadata={"audited": False})

    @override
    def run(self, work: Work) -> Done[None]:
        now = own_matrix(work.session, self.valid_from)
        if now != self.made:
            raise Refused("changed_meanwhile")
        put_back_matrix(work.session, self.valid_from, self.before)
        return Done(CHANGED, undo=PutBackMatrix(self.valid_from, now, self.before))


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES)
    except OSError as error:
        raise Refused("matrix_file_missing", field="path") from error
