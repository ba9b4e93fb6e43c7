"""How groups of places and needs are said, on screen and on paper."""

from __future__ import annotations

from shelter_admin.domain.beds import AGE_NAMES, AgeGroup
from shelter_admin.domain.waiting_list import NEED_NAMES, Need
from shelter_admin.domain.words import _, p_


def group_words(sex: str | None, age: AgeGroup | None) -> str:
    """``Men``, ``Women, elderly``, ``Anybody``."""
    people = {"L": _("Men"), "P": _("Women")}.get(sex or "") or p_("places", "Anybody")
    return f"{people}, {_(AGE_NAMES[age])}" if age else people


def need_words(need: str) -> str:
    """A known need or tag in words; a house's own word stands for itself."""
    return _(NEED_NAMES[Need(need)]) if need in set(Need) else need
