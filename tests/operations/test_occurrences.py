"""What happened in the house: told, followed up, closed; who had part in it, as each reader may see them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.occurrences import OccurrenceKind
from shelter_admin.domain.today import TaskKind
from shelter_admin.operations.duty.occurrences import (
    CloseOccurrence,
    EditOccurrence,
    Occurrences,
    PrintOccurrence,
    RecordOccurrence,
    ReopenOccurrence,
    TakeBackOccurrence,
    as_shown,
)
from shelter_admin.operations.editing import Seen
from shelter_admin.operations.residents import SetCategories
from shelter_admin.operations.today import TodayNow
from tests.operations.residents_house import TODAY, refused

FIGHT = OccurrenceKind.FIGHT


def told(house, **more):
    """An occurrence written down by the duty officer."""
    return house.desk(Role.PIKET).do(RecordOccurrence(FIGHT, "Berselisih di ruang makan.", **more)).outcome


def test_that_open_ones_stand_first_by_the_day_of_their_follow_up_then_the_newest(house):
    made = {}
    for name, hours, day in (("late", 5, 2), ("soon", 4, 1), ("old", 3, None), ("new", 1, None)):
        by = TODAY + timedelta(days=day) if day else None
        at = house.head.now - timedelta(hours=hours)
        made[name] = told(house, at=at, follow_up="bicara" if day else "", follow_up_by=by)
    done = told(house, handling="dilerai")
    house.head.do(CloseOccurrence(done))
    order = [one.occurrence_id for one in house.head.ask(Occurrences())]
    assert order == [made["soon"], made["late"], made["new"], made["old"], done]


def test_that_what_was_written_is_read_back_with_who_had_part_in_it(house):
    ani, budi = (house.admit(name).person_id for name in ("Ani", "Budi"))
    told(house, place=" dapur ", people=((budi, " saksi "), (ani, "korban")))
    (one,) = house.head.ask(Occurrences())
    assert (one.kind, one.place, one.what) == (FIGHT, "dapur", "Berselisih di ruang makan.")
    assert [(person.name, person.part) for person in one.people] == [("Ani", "korban"), ("Budi", "saksi")]
    assert one.written_by == house.desk(Role.PIKET).staff.user


@pytest.mark.parametrize(
    ("more", "code", "field"),
    [
        ({"what": "  "}, "occurrence_untold", "what"),
        ({"what": "x" * 4001}, "text_too_long", "what"),
        ({"place": "x" * 201}, "text_too_long", "place"),
        ({"follow_up_by": TODAY}, "follow_up_untold", "follow_up"),
        ({"follow_up": "x", "follow_up_by": TODAY - timedelta(days=1)}, "follow_up_before", "follow_up_by"),
        ({"people": (("no-such", ""),)}, "person_unknown", None),
    ],
)
def test_that_what_cannot_be_is_refused_beside_its_field_and_leaves_nothing(house, more, code, field):
    before = house.counts()
    refused(house.head, RecordOccurrence(**{"kind": FIGHT, "what": "ada", **more}), code, field=field)
    assert house.counts() == before


def test_that_an_hour_to_come_is_refused(house):
    later = house.head.now + timedelta(minutes=1)
    refused(house.head, RecordOccurrence(FIGHT, "ada", later), "occurrence_in_future", field="at")


def test_that_it_is_closed_only_once_something_was_done_and_can_be_opened_again(house):
    made = told(house)
    refused(house.head, CloseOccurrence(made), "occurrence_not_handled", field="handling")
    (one,) = house.head.ask(Occurrences())
    edit = EditOccurrence(occurrence_id=made, kind=FIGHT, at=one.at, what=one.what, handling="Dilerai.")
    house.head.do(edit)
    house.head.do(CloseOccurrence(made))
    refused(house.head, edit, "occurrence_closed")
    refused(house.head, CloseOccurrence(made), "occurrence_closed")
    house.head.undo()
    assert house.head.ask(Occurrences())[0].open
    house.head.do(CloseOccurrence(made))
    house.head.do(ReopenOccurrence(made))
    refused(house.head, ReopenOccurrence(made), "occurrence_open")
    assert house.head.ask(Occurrences())[0].closed_by == ""


def test_that_undo_takes_back_what_was_just_written_and_nothing_written_on_since(house):
    desk = house.desk(Role.PIKET)
    before = house.counts()
    desk.do(RecordOccurrence(FIGHT, "ada", people=((house.admit("Ani").person_id, ""),)))
    desk.undo()
    after = house.counts()
    assert (after["occurrence"], after["occurrence_person"]) == (before["occurrence"], before["occurrence_person"])
    made = desk.do(RecordOccurrence(FIGHT, "ada")).outcome
    (one,) = house.head.ask(Occurrences())
    house.head.do(EditOccurrence(occurrence_id=made, kind=FIGHT, at=one.at, what="lain"))
    refused(desk, TakeBackOccurrence(made), "occurrence_written_since")


def test_that_who_was_added_since_is_not_taken_back_with_it(house):
    desk, ani = house.desk(Role.PIKET), house.admit("Ani").person_id
    made = desk.do(RecordOccurrence(FIGHT, "ada")).outcome
    (one,) = house.head.ask(Occurrences())
    house.head.do(EditOccurrence(occurrence_id=made, kind=FIGHT, at=one.at, what=one.what, people=((ani, "korban"),)))
    with pytest.raises(Refused, match="occurrence_written_since"):
        desk.undo()
    assert [person.person_id for person in house.head.ask(Occurrences())[0].people] == [ani]


def test_that_undo_of_opening_again_leaves_when_and_by_whom_it_was_closed(house):
    made = told(house, handling="Dilerai.")
    house.desk(Role.PIKET).do(CloseOccurrence(made))
    closed = house.head.ask(Occurrences())
    house.clock.forward(hours=5)
    house.head.do(ReopenOccurrence(made))
    house.head.undo()
    assert [(one.closed_at, one.closed_by) for one in house.head.ask(Occurrences())] == [
        (one.closed_at, one.closed_by) for one in closed
    ]


def test_that_an_edit_is_taken_back_with_everybody_in_it(house):
    ani, budi = (house.admit(name).person_id for name in ("Ani", "Budi"))
    made = told(house, people=((ani, "korban"),))
    (one,) = house.head.ask(Occurrences())
    edit = EditOccurrence(
        occurrence_id=made, kind=FIGHT, at=one.at, what="lain", people=((budi, ""),), seen=Seen(as_shown(one))
    )
    house.head.do(edit)
    house.head.undo()
    (again,) = house.head.ask(Occurrences())
    assert as_shown(again) == as_shown(one)


def test_that_who_is_kept_confidential_stands_under_the_number_and_is_not_lost_by_an_edit(house):
    ani = house.admit("Ani Rahasia").person_id
    made = house.head.do(RecordOccurrence(FIGHT, "ada", people=((ani, "korban"),))).outcome
    house.head.do(SetCategories(ani, ("TRAFFICKING",)))
    desk = house.desk(Role.PIKET)
    (one,) = desk.ask(Occurrences())
    assert [person.name for person in one.people] == [f"{one.people[0].number} · confidential"]
    mine = as_shown(one) | {"handling": "dilerai"}
    desk.do(EditOccurrence(occurrence_id=made, seen=Seen(as_shown(one)), **mine))
    assert [person.name for person in house.head.ask(Occurrences())[0].people] == ["Ani Rahasia"]
    refused(desk, RecordOccurrence(FIGHT, "ada", people=((ani, ""),)), "person_unknown")


def test_that_today_counts_the_follow_ups_that_are_due(house):
    told(house, follow_up="bicara", follow_up_by=TODAY)
    told(house, follow_up="bicara", follow_up_by=TODAY + timedelta(days=1))

    def due(role):
        return [task.count for task in house.desk(role).ask(TodayNow()).tasks if task.kind is TaskKind.FOLLOW_UP_DUE]

    assert (due(Role.PIKET), due(Role.KESEHATAN), due(Role.TATA_USAHA)) == ([1], [1], [])


def test_that_the_minutes_are_about_who_had_part_and_their_file_names_nobody(house):
    ani = house.admit("Ani").person_id
    made = told(house, people=((ani, "korban"),))
    paper = house.desk(Role.KESEHATAN).ask(PrintOccurrence(made))
    assert paper.content.startswith(b"%PDF")
    assert "Ani" not in paper.filename
    assert (house.audit()[-1].act, house.audit()[-1].about) == ("PrintOccurrence", (ani,))
