"""The check's page: a paper compared with the log, and the head's word about the clock."""

from __future__ import annotations

import pytest

from shelter_admin.operations.check import PAPER, CompareWithPaper, ConfirmClock, PaperFinding
from shelter_admin.operations.desk import Done
from tests.ui.recording_desk import RecordingDesk, a_front
from ui.settings.check import CheckSection


@pytest.fixture
def section(qtbot):
    def shown(desk: RecordingDesk) -> CheckSection:
        made = CheckSection(a_front(desk))
        qtbot.addWidget(made)
        made.show()
        return made

    return shown


@pytest.mark.parametrize("found", list(PaperFinding))
def test_that_a_paper_is_compared_as_it_is_typed(section, found):
    desk = RecordingDesk().answers(CompareWithPaper, found)
    page = section(desk)
    page.paper.entry.setText("1.234")
    page.paper.letters.setText("0123 4567 89ab cdef")
    page.paper.button.click()
    assert desk.asked[-1] == CompareWithPaper(1234, "0123 4567 89ab cdef")
    assert page.told_below.text() == PAPER[found]


def test_that_the_clock_is_confirmed_with_its_reason(section):
    desk = RecordingDesk().answers(ConfirmClock, Done())
    page = section(desk)
    page.clock.reason.setText("jam semula salah")
    page.clock.button.click()
    assert desk.done[-1] == ConfirmClock()
    assert page.clock.reason.text() == ""
    assert page.told_below.text()


def test_that_both_rows_are_named_for_a_reader(section):
    page = section(RecordingDesk())
    lines = (page.paper.entry, page.paper.letters, page.clock.reason)
    assert all(line.accessibleName() for line in lines)
