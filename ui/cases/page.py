"""Case work of the whole house: what is due for whom and whose turn it is; further parts stand beside it."""

from __future__ import annotations

from typing import ClassVar

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.changes import Area
from shelter_admin.domain.words import N_
from ui.cases.parts import PARTS
from ui.kit.parted import PartedPage, PartSpec


class CasesPage(PartedPage):
    """What is due, case conferences, and what they asked of whom."""

    key: ClassVar[str] = "cases"
    title: ClassVar[str] = N_("Cases")
    icon: ClassVar[str] = "file-text"
    needs: ClassVar[frozenset[Right]] = frozenset({Right.SEE_CASES, Right.SEE_HEALTH})
    shows: ClassVar[frozenset[Area]] = frozenset(
        {Area.CASES, Area.RESIDENTS, Area.TRAINING, Area.READINESS, Area.ACCOUNTS, Area.PANTI}
    )
    parts_known: ClassVar[tuple[PartSpec, ...]] = PARTS
