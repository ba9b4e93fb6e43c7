"""The tools that a programme gives to whoever finishes it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any, ClassVar, Final

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.changes import Area, Changes
from shelter_admin.domain.departures.handing import Item, require_items, tidy_items
from shelter_admin.domain.wording import rupiah
from shelter_admin.domain.words import N_, _
from shelter_admin.operations.desk import Done, Work
from shelter_admin.operations.editing import Edit, Fields, Seen
from shelter_admin.persistence.departures import handing
from shelter_admin.persistence.training.setting_up import the_program

CHANGED: Final = Changes.of(Area.DEPARTURES, Area.TRAINING)


@dataclass(frozen=True)
class SetKit(Edit[None]):
    """Give a programme exactly these tools, in this order; what was handed over before stays as it was."""

    needs: ClassVar[Right] = Right.EDIT_PROGRAMS
    name: ClassVar[str] = N_("change of the tools of a programme")

    program_id: str
    items: tuple[Item, ...] = field(repr=False)

    @override
    def run(self, work: Work) -> Done[None]:
        the_program(work.session, self.program_id)
        (kit,) = handing.kits(work.session, self.program_id)
        mine = tuple(replace(one, note="") for one in tidy_items(self.items))  # a plan names no single piece
        last = handing.kit_changed(work.session, self.program_id)
        fields = Fields(lambda _key: _("Tools"), lambda _key: last, _in_words)
        agreed = self.agree(work, fields, {"items": mine}, {"items": kit.items})["items"]
        require_items(agreed, some=False)
        if agreed == kit.items:
            return Done()
        handing.put_kit(work.session, self.program_id, agreed)
        return Done(CHANGED, undo=SetKit(self.program_id, kit.items, seen=Seen({"items": agreed})))


def _in_words(_key: str, items: tuple[Any, ...]) -> str:
    """Tools as a line, where two wrote them at once."""
    return "; ".join(f"{one.words} ({rupiah(one.value)})" if one.value else one.words for one in items)
