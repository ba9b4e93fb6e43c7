"""The faces beside the names of a list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Final

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.operations.desk import Query, Work
from shelter_admin.persistence.residents import photos

AT_ONCE: Final = 60


@dataclass(frozen=True)
class FacesOf(Query[Mapping[str, bytes]]):
    """Small pictures by their ids, at most ``AT_ONCE``, in one statement; of whom the reader does not see, none."""

    needs: ClassVar[Right] = Right.SEE_RESIDENTS

    photo_ids: tuple[str, ...]

    @override
    def run(self, work: Work) -> Mapping[str, bytes]:
        return photos.load_many(work.session, work.sight, self.photo_ids[:AT_ONCE])
