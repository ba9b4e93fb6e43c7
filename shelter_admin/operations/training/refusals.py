"""What the program says when something about training is refused."""

from __future__ import annotations

from typing import Final

from shelter_admin.domain.words import N_

WORDS: Final[dict[str, str]] = {
    "program_unknown": N_("There is no programme called {program}. Choose one from the list."),
    "program_gone": N_("There is no such programme any more."),
    "program_name_missing": N_("A programme needs a name."),
    "program_taken": N_("There is a programme with this name already."),
    "program_not_yours": N_("This programme is another trainer's. Ask the head."),
    "days_unclear": N_("These days cannot be shown together. Choose at most a year, the first day before the last."),
    "lesson_clash": N_("At that time the room, the trainer or the class is taken already. Choose another time."),
    "batch_unknown": N_("There is no such class."),
    "batch_taken": N_("This programme has a batch with this name already."),
    "batch_name_missing": N_("A batch needs a name."),
    "batch_name_stays": N_("The standing class of a programme has no name of its own. Open a batch instead."),
    "batch_ends_before_start": N_("The batch cannot end before it starts on {starts}."),
    "weekdays_unclear": N_("Choose at least one day of the week."),
    "hours_out_of_bounds": N_("Lesson hours are a whole number from 1 to {most}."),
    "subject_has_marks": N_("{subject} has marks already and cannot be taken out."),
    "subject_unknown": N_("One of these subjects is not of this programme."),
    "subject_twice": N_("Two subjects have the same name."),
    "subject_name_missing": N_("A subject needs a name."),
    "already_enrolled": N_("Somebody has just enrolled this person in that programme. Open it again."),
    "enrolment_unknown": N_("This person is not enrolled there."),
    "not_enrolled": N_("Number {number} is not enrolled in this programme."),
    "enrolled_elsewhere": N_("Number {number} has marks in another class of this programme and stays there."),
    "joined_in_future": N_("Nobody can join on {day}, a day that is still to come. Enrol them on that day."),
    "joined_before_admission": N_(
        "{number} came to live here on {admitted} and cannot have joined before. Enter that day or a later one."
    ),
    "enrolment_ends_before_start": N_("The enrolment cannot end before it began on {joined}."),
    "attendance_code_unknown": N_("There is no code {mark} for a class. Use H, S, I or A."),
    "session_in_future": N_("{day} is still to come; its class cannot be held yet."),
    "session_on_holiday": N_("{day} is a day off: {holiday}. Change the holidays first if there was a class."),
    "session_begun": N_("Somebody has just opened this class. Open it again."),
    "session_closed": N_("This class is closed. Correct it with a reason."),
    "session_open": N_("This class is still open. Mark it instead of correcting it."),
    "session_not_held": N_("There was no class on {day}. Open it first."),
    "session_unmarked": N_("Not marked yet: {count}. Mark them, or close and leave them unmarked."),
    "not_in_class": N_("Number {number} does not belong to this class on {day}."),
    "grade_out_of_bounds": N_("A mark is a number from 0 to 100."),
    "holiday_unknown": N_("{day} is not in the table of holidays."),
    "holiday_name_missing": N_("A holiday needs a name."),
}
