"""What the program says when something about the waiting list or the papers of an admission is refused."""

from __future__ import annotations

from shelter_admin.domain.words import N_

WORDS: dict[str, str] = {
    "applicant_unknown": N_("There is no such applicant here, or not for you to see."),
    "priority_unknown": N_("The priority is 1, 2 or 3."),
    "priority_without_reason": N_("Tick why this person comes before others."),
    "application_in_future": N_("The day {day} on which a place was asked for has not come."),
    "letter_in_future": N_("The day {day} of the letter has not come."),
    "answer_before_asked": N_("The answer cannot be due on {day}, before a place was asked for."),
    "application_closed": N_("This application is closed: {state}. Open it again first."),
    "application_open": N_("This application is still open."),
    "application_admitted": N_("They were taken in; take the admission back first."),
    "offer_over": N_("The night of {day} is over. Offer the bed from a later one."),
    "offer_ends_before": N_("The offer cannot end on {day}, before it begins."),
    "offer_too_long": N_("A bed can be kept for at most {most} nights."),
    "offer_until_missing": N_("Write the last day the bed is kept."),
    "no_offer": N_("No bed is kept for them any more. Offer one first."),
    "why_declined_missing": N_("Write why; who referred them will ask."),
    "offered_meanwhile": N_("Somebody else offered them a bed meanwhile. Close this and look at the application."),
    "bed_not_chosen": N_("Choose a bed from the list."),
    "contract_ends_before": N_("The contract cannot end before it begins."),
    "paper_in_future": N_("The day {day} has not come."),
}
