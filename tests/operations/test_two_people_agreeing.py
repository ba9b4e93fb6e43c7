"""What a form showed, what was typed and what stands now agree field by field, whatever is compared."""

from __future__ import annotations

from dataclasses import fields
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shelter_admin.domain.errors import Conflict
from shelter_admin.operations import editing
from shelter_admin.operations.editing import Fields, Seen
from shelter_admin.operations.residents import SetHealth
from tests.operations.two_people_cases import EVENING


def test_that_seen_is_no_part_of_what_an_act_is():
    shown = next(item for item in fields(SetHealth) if item.name == "seen")
    assert (shown.repr, shown.compare) == (False, False)


VALUES = st.sampled_from(["", "a", "b", None])
FORMS = st.dictionaries(st.sampled_from("uvwxyz"), st.tuples(VALUES, VALUES, VALUES), min_size=1)


@given(FORMS, st.sets(st.sampled_from("uvwxyz")))
def test_that_three_states_of_a_form_agree_field_by_field(monkeypatch_names, form, chosen):
    opened, mine, now = ({key: states[at] for key, states in form.items()} for at in range(3))
    act = SetHealth("somebody", seen=Seen(opened))
    work: Any = SimpleNamespace(session=None, now=EVENING, panti=None)
    told = Fields(str, lambda _key: None)
    disputed = {key for key in form if mine[key] != opened[key] and now[key] not in (opened[key], mine[key])}
    merged = {key: now[key] if mine[key] == opened[key] else mine[key] for key in form}
    if not disputed:
        assert act.agree(work, told, mine, now) == merged
        return
    with pytest.raises(Conflict) as caught:
        act.agree(work, told, mine, now)
    assert set(caught.value.now) == disputed
    again = act.choosing(caught.value, chosen & disputed).agree(work, told, mine, now)
    assert again == {key: now[key] if key in disputed - chosen else merged[key] for key in form}


@pytest.fixture(scope="module")
def monkeypatch_names():
    """No store is asked for the names of accounts."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(editing, "names_of_accounts", lambda _session: {})
        yield
