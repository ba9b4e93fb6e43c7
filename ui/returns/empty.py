"""A month in which nobody was here: what the page is for, and where to begin."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from shelter_admin.domain.month.figures import MonthView
from shelter_admin.domain.wording import month_and_year
from shelter_admin.domain.words import _
from ui.kit.widgets import Empty, button


class NobodyHere(Empty):
    """Teaches what the month is made of. ``see_now`` leads to the running month, ``begin`` to the intake."""

    def __init__(self, see_now: Callable[[], None], begin: Callable[[], None], *, may_admit: bool) -> None:
        words = _(
            "The month counts itself from intake, beds, classes and leaving: nothing is typed twice. Once it is over, "
            "look through it, mark it as sent, and give its papers to the province."
        )
        super().__init__("map", "", words)
        self.see_now = button(" ", see_now, icon="calendar")  # with words, that the icon keeps its distance
        self.begin = button(_("Admit somebody…"), begin, kind="primary", icon="user-plus")
        self.begin.setVisible(may_admit)
        self.offer(self.see_now)
        self.offer(self.begin)

    def say_month(self, month: date, today: date) -> None:
        """Name the month that is empty and the one that runs."""
        self.title.setText(_("Nobody was here in {month}").format(month=month_and_year(month)))
        self.see_now.setText(_("See {month}").format(month=month_and_year(today)))
        self.see_now.setAccessibleName(self.see_now.text())
        self.see_now.setVisible(month != today.replace(day=1))


def is_bare(view: MonthView) -> bool:
    """Say whether nobody was here and nothing was sent."""
    figures = view.figures
    counts = (figures.opening, figures.admitted, figures.left, figures.closing)
    return not view.versions and not any(count.total for count in counts) and not figures.bed_days
