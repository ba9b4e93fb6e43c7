"""Drafts of half-filled forms: what waits is kept, what is about somebody else stays, nothing is thrown away unread."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QObject

from shelter_admin.domain.errors import Unavailable
from shelter_admin.domain.residents import Draft
from shelter_admin.operations.residents import DropDraft, MyDraft, SaveDraft
from tests.ui.recording_desk import NOON, RecordingDesk, a_front
from ui.kit.drafts import OwnDraft, OwnDrafts

FORM = "a_form"


@pytest.fixture
def owner(qapp):
    made = QObject()
    yield made
    made.deleteLater()


@pytest.fixture
def desk():
    return RecordingDesk().answers(MyDraft, Draft(FORM, {"of yesterday": "kept"}, NOON))


@pytest.fixture
def drafts(desk, owner):
    return OwnDrafts(a_front(desk), FORM, owner, most=2)


def saved(desk: RecordingDesk) -> list[Any]:
    return [dict(one.content) if isinstance(one, SaveDraft) else one for one in desk.done]


def test_that_what_waits_about_one_is_kept_when_a_draft_of_another_is_thrown_away(desk, drafts):
    drafts.write("siti", "belum selesai")
    drafts.drop("budi")
    drafts.keep()
    assert saved(desk) == [{"siti": "belum selesai"}]


def test_that_throwing_away_what_was_never_kept_leaves_the_drafts_of_earlier_days(desk, drafts):
    drafts.drop("siti")
    assert desk.done == []


def test_that_the_last_draft_thrown_away_leaves_none(desk, drafts):
    drafts.write("siti", "belum selesai")
    drafts.drop("siti")
    assert desk.done == [DropDraft(FORM)]


def test_that_drafts_of_earlier_days_come_once_and_what_is_typed_stays(desk, drafts):
    came: list[str] = []
    drafts.write("of yesterday", "typed since")
    for _time in range(2):
        drafts.read_once(lambda: came.append(drafts.of("of yesterday")))
    assert (came, desk.asked) == (["typed since"], [MyDraft(FORM)])


def test_that_the_oldest_of_too_many_drafts_gives_way(desk, drafts):
    for one in ("siti", "budi", "siti", "nur"):
        drafts.write(one, f"tentang {one}")
    drafts.keep()
    assert saved(desk) == [{"siti": "tentang siti", "nur": "tentang nur"}]


def test_that_an_empty_form_keeps_nothing_and_a_draft_not_kept_stops_nobody(desk, owner):
    told: list[str] = []
    typed: dict[str, Any] = {}
    front = a_front(desk)
    draft = OwnDraft(front, FORM, lambda: typed, owner)
    front.trouble.connect(lambda *_about: told.append("trouble"))
    draft.kept.connect(lambda: told.append("kept"))
    draft.emptied.connect(lambda: told.append("emptied"))
    draft.keep()
    typed["name"] = "Siti"
    draft.keep()
    desk.answers(SaveDraft, Unavailable("disk_full"))
    draft.keep()
    assert told == ["emptied", "kept"]
