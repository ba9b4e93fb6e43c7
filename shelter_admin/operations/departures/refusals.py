"""What the program says when something about leaving is refused."""

from __future__ import annotations

from typing import Final

from shelter_admin.domain.words import N_

WORDS: Final[dict[str, str]] = {
    "step_not_done_yet": N_("This is done by {today} at the latest; a day still to come is only planned."),
    "survey_without_day": N_("Write on which day the family was visited."),
    "rupiah_unclear": N_("Write the sum as whole rupiah, such as 50.000."),
    "amount_unclear": N_("Write a sum of rupiah between 1 and {most}."),
    "saving_not_covered": N_("There is only Rp{there} to take out on that day."),
    "saving_in_future": N_("An entry cannot be later than {today}."),
    "saving_unknown": N_("This entry is no longer in the book."),
    "saving_of_receipt": N_("This money was paid out with a receipt; strike out the handing over instead."),
    "saving_reversed": N_("This entry was put right already; its opposite stands in the book."),
    "nothing_handed_over": N_("Write at least one thing that is handed over."),
    "too_many_items": N_("One receipt holds {most} lines; write a second one for the others."),
    "item_unnamed": N_("Write what each thing is, or take its line out."),
    "item_count": N_("{item}: write how many, from 1 to {most}."),
    "item_value": N_("{item}: the worth is a whole number of rupiah."),
    "handed_to_nobody": N_("Write who receives it."),
    "handed_when": N_("Choose a day from the admission ({came}) up to {today}."),
    "handing_unknown": N_("There is no such handing over any more."),
    "handing_void": N_("This handing over was struck out already."),
    "handing_stands": N_("This handing over stands."),
    "aftercare_visit_unknown": N_("There is no such visit any more."),
    "visited_when": N_("A visit is made after the leaving on {left} and not later than {today}."),
    "visit_before_leaving": N_("Plan the visit after the leaving on {left}."),
}
