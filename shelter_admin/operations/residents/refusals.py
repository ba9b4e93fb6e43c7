"""What the program says when something about residents is refused."""

from __future__ import annotations

from typing import Final

from shelter_admin.domain.words import N_

WORDS: Final[dict[str, str]] = {
    "person_unknown": N_("There is no such person here, or not for you to see."),
    "number_unknown": N_("Nobody has the number {number}."),
    "number_taken": N_("Somebody has that number already. Choose another."),
    "not_in_house": N_("This person is not in the house."),
    "already_in_house": N_("This person is in the house already."),
    "stays_overlap": N_("These days belong to another stay of the same person. Choose other days."),
    "card_revoked": N_("This card was revoked and stays so. Issue a new one."),
    "stay_unknown": N_("There is no such stay any more."),
    "changed_meanwhile": N_("Somebody changed this meanwhile. Look at the new state and enter your change again."),
    "birth_unclear": N_("This date of birth cannot be read. Write it like 17-08-1975, 1975 or ± 50 th, or leave it."),
    "birth_in_future": N_("This date of birth is still to come."),
    "birth_after_admission": N_("This date of birth follows the admission on {admitted}."),
    "found_in_future": N_("Somebody cannot have been found later than {today}."),
    "region_unclear": N_("This regency or city is not known. Choose one from the list, or leave it."),
    "origin_unclear": N_("A region code looks like 64.72. Choose a place from the list or write its name."),
    "category_unknown": N_("One of these categories is not in the list of 26. Choose from the list."),
    "admission_in_future": N_("The admission cannot be later than {today}."),
    "admission_after_first_night": N_("There is a bed from {night} on; the admission cannot be later."),
    "quick_intake_at_night_only": N_("You may take people in only at night, from {starts} to {ends}. Ask the office."),
    "intake_complete": N_("This intake is complete already. Change the details instead."),
    "intake_already_used": N_("More has been written about this person since, so the intake cannot be taken back."),
    "leaving_before_admission": N_("This day is before the admission on {admitted}."),
    "leaving_in_future": N_("This day is still to come. Note it as the expected exit instead."),
    "has_died": N_("This person is recorded as having died. If that is wrong, strike out the leaving first."),
    "return_before_leaving": N_("The return cannot be before the leaving on {left}."),
    "return_in_future": N_("The return cannot be later than {today}."),
    "return_already_used": N_("More has been written since the return, so it cannot be taken back."),
    "photo_too_large": N_("The file is larger than {most} MB. Choose a smaller picture."),
    "photo_too_many_pixels": N_("The picture has too many pixels to be opened safely. Choose a smaller one."),
    "photo_unreadable": N_("This file is not a picture that can be read. Choose a JPEG or PNG file."),
    "photo_unknown": N_("This picture is not there any more."),
    "value_not_possible": N_("One of these values cannot be. Look at what was entered and try again."),
    "same_file": N_("These are one and the same file. Choose another one."),
    "both_in_house": N_("Both are in the house now, so they are two people. If not, record the leaving of one first."),
    "linked_in_house": N_("{number} is in the house: keep that file, and link the other one to it."),
    "linked_stays_overlap": N_("Both stayed here on {day}, so they are two people. If not, correct the days first."),
    "already_linked": N_("These two are linked already."),
    "belongs_to_other": N_("This file belongs to {number} already. Choose {number}, or take that link back first."),
    "others_belong_to_it": N_("Other files belong to {number}. Keep {number}, and link the other one to it."),
    "one_is_confidential": N_("One of the two is kept from general sight. Limit the data of the other one first."),
    "not_linked": N_("These two are not linked any more."),
    "not_decided": N_("Nothing is decided about these two any more."),
    "file_is_linked": N_("This file belongs to {number}. Record the return there."),
    "no_original_row": N_("This person did not come in with a register."),
}
