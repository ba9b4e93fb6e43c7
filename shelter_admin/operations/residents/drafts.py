"""Half-filled forms: kept per member of staff and form, through a crash, a lock of the screen, a switch of user."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.residents import Draft
from shelter_admin.domain.words import N_
from shelter_admin.operations.desk import Command, Done, Query, Work
from shelter_admin.persistence.residents import drafts


@dataclass(frozen=True)
class SaveDraft(Command[None]):
    """Keep a half-filled form; the newest draft of the form replaces the one before."""

    needs: ClassVar[Right] = Right.WORK_HERE
    name: ClassVar[str] = N_("keep the draft")
    although_clock_back: ClassVar[bool] = True

    form: str
    content: Mapping[str, Any] = field(repr=False)

    @override
    def run(self, work: Work) -> Done[None]:
        drafts.save(work.session, work.staff.account_id, self.form, dict(self.content), work.now)
        return Done()


@dataclass(frozen=True)
class DropDraft(Command[None]):
    """Throw a draft away, as the form was sent or given up; without one nothing happens."""

    needs: ClassVar[Right] = Right.WORK_HERE
    name: ClassVar[str] = N_("throw the draft away")
    although_clock_back: ClassVar[bool] = True

    form: str

    @override
    def run(self, work: Work) -> Done[None]:
        drafts.drop(work.session, work.staff.account_id, self.form)
        return Done()


@dataclass(frozen=True)
class MyDraft(Query[Draft | None]):
    """One's own draft of a form, None without one; nobody sees another's."""

    needs: ClassVar[Right] = Right.WORK_HERE

    form: str

    @override
    def run(self, work: Work) -> Draft | None:
        return drafts.load(work.session, work.staff.account_id, self.form)
