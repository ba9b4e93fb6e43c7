"""How many wait for a place, by sex and need: counts without names, for the look ahead of the beds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.waiting_list import Demand
from shelter_admin.operations.desk import Query, Work
from shelter_admin.persistence.residents.waiting_list import demand


@dataclass(frozen=True)
class WaitingFor(Query[tuple[Demand, ...]]):
    """Everybody who waits, confidential ones too, as counts by sex, needs, day wanted and whether a bed is kept."""

    needs: ClassVar[Right] = Right.SEE_BEDS

    @override
    def run(self, work: Work) -> tuple[Demand, ...]:
        return demand(work.session, work.night)
