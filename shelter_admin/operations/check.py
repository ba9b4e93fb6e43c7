"""Looking the store over: file, references, rules and the log, each finding with what to do."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, Final

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.errors import Refused, Unavailable
from shelter_admin.domain.words import N_, _
from shelter_admin.operations.desk import Command, Done, Query, Work
from shelter_admin.persistence import audit, checks, constraints

OK: Final = "ok"

WRONG: Final = {
    "bed_taken_twice": N_("{count} times two people have one bed in the same night. Move one of them."),
    "person_in_two_beds_at_once": N_("{count} times somebody has two beds in the same night. Free one of them."),
    "stays_at_once": N_("{count} times two stays of one person overlap. Correct the dates of one of them."),
    "bed_of_somebody_gone": N_("{count} people who left still have a bed. Free it."),
    "bed_outside_stay": N_("{count} beds are given before admission or after leaving. Correct the dates."),
    "bed_of_another_person": N_("{count} beds belong to another person's stay. Restore the newest copy."),
    "out_although_gone": N_("{count} people who left are still shown as out. Write them in, or correct the leaving."),
    "roll_call_counts_twice": N_("{count} times a roll-call counts somebody twice. Correct it, with a reason."),
    "roll_call_counts_stranger": N_("{count} marks of roll-calls are of people not admitted then. Correct them."),
    "class_mark_outside_stay": N_(
        "{count} marks of classes are of days outside the stay. Correct the dates of the stay, or the marks."
    ),
    "decision_of_another_person": N_("{count} decisions belong to another person's stay. Restore the newest copy."),
    "certificate_of_another_person": N_("{count} certificates belong to somebody else. Restore the newest copy."),
    "certificate_number_missing": N_(
        "{count} certificate numbers are missing in the register. Restore the newest copy."
    ),
    "certificate_without_paper": N_("{count} certificates have no paper. Restore the newest copy."),
    "certificate_paper_changed": N_("{count} papers of certificates are not those issued. Restore the newest copy."),
    "certificate_code_unsound": N_("{count} certificates do not say what their code says. Restore the newest copy."),
    "stay_after_death": N_("{count} stays run on after the same person died. Correct the leaving, or the dates."),
    "person_without_stay": N_("{count} people have no stay. Look them up and write down their stay."),
    "search_incomplete": N_("{count} people are missing in the search. Restore the newest copy."),
}

BROKEN: Final = {
    "row_lacks_value": N_("{count} records lack what must be there ({name}). Restore the newest copy that is sound."),
    "row_value_impossible": N_("{count} records hold what cannot be ({name}). Restore the newest copy that is sound."),
    "row_twice": N_("{count} records are there twice that may be there once ({name}). Restore the newest sound copy."),
    "row_without_other": N_(
        "{count} records belong to others that are gone ({name}). Restore the newest copy that is sound."
    ),
}

WORDS: dict[str, str] = {
    "paper_unclear": N_("Type the number of the entry and the first {least} letters behind it, as the paper has them."),
}

CHAIN: Final = {
    "altered": N_("Entry {no} of the log was altered. Keep this file and restore the newest copy that is whole."),
    "missing": N_("Entry {no} of the log is missing. Keep this file and restore the newest copy that is whole."),
    "tail": N_("The end of the log is missing: entry {no} was there. Keep this file and look for a newer copy."),
    "unreadable": N_("The log cannot be read. Leave the file as it is and restore the newest copy."),
}


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What was found. ``integrity`` and ``audit_chain`` are ``ok`` or say what is wrong."""

    integrity: str
    audit_entries: int
    audit_chain: str
    problems: tuple[str, ...]

    @property
    def sound(self) -> bool:
        """Say whether nothing at all was found."""
        return self.integrity == OK and self.audit_chain == OK and not self.problems


@dataclass(frozen=True)
class CheckStore(Query[CheckReport]):
    """Look the whole store over; works beside the program that writes."""

    needs: ClassVar[Right] = Right.CHECK_STORE

    @override
    def run(self, work: Work) -> CheckReport:
        if work.store is None:
            raise Unavailable("opened_read_only")
        seen = work.store.witness.read()  # before the log is read: what is written meanwhile is no lost tail
        faults = checks.faults(work.session.connection())
        entries, fault, lost = checks.log(work.session, seen)
        chain = OK if fault is None else _(CHAIN[fault.kind]).format(no=fault.no)
        wrong = checks.contradictions(work.session.connection())
        problems = [_(WRONG[rule]).format(count=count) for rule, count in wrong.items()]
        problems += [
            _(BROKEN[one.kind]).format(count=one.count, name=one.name)
            for one in constraints.broken(work.session.connection())
        ]
        return CheckReport(_integrity(faults), entries, chain, tuple(problems + _lost_before(lost)))


class PaperFinding(StrEnum):
    """What the log says to a paper that carries its newest entry of that day."""

    SAME = "same"
    DIFFERENT = "different"
    MISSING = "missing"


PAPER: Final = {
    PaperFinding.SAME: N_("Up to this entry the log is the one that the paper was printed from."),
    PaperFinding.DIFFERENT: N_(
        "The log is not the one that the paper was printed from: it was rewritten, or the paper is not of this store. "
        "Keep file and paper, tell the head, and compare the newest copies."
    ),
    PaperFinding.MISSING: N_(
        "The log ends before this entry: what came later is lost, or the paper is not of this store. Keep file and "
        "paper, and look for a newer copy."
    ),
}


@dataclass(frozen=True)
class CompareWithPaper(Query[PaperFinding]):
    """Whether the log still holds the entry that a return or a page of the register carries, with its first letters.

    The entry's hash is reckoned anew from all entries before it, so a log rewritten together with its hashes is found.
    """

    needs: ClassVar[Right] = Right.CHECK_STORE

    entry_no: int
    beginning: str

    @override
    def run(self, work: Work) -> PaperFinding:
        beginning = "".join(self.beginning.split()).casefold()
        if self.entry_no < 1 or not _HASH.fullmatch(beginning):
            raise Refused("paper_unclear", field="beginning", least=LEAST_LETTERS)
        kept = audit.reckoned(work.session, self.entry_no)
        if kept is None:
            return PaperFinding.MISSING
        return PaperFinding.SAME if kept.startswith(beginning) else PaperFinding.DIFFERENT


LEAST_LETTERS: Final = 16
_HASH: Final = re.compile(rf"[0-9a-f]{{{LEAST_LETTERS},64}}")


@dataclass(frozen=True)
class ConfirmClock(Command[None]):
    """Say, with a reason, that the computer's clock is right although the log has reached further; acts go on then."""

    needs: ClassVar[Right] = Right.CHANGE_SETTINGS
    name: ClassVar[str] = N_("confirmation of the clock")
    although_clock_back: ClassVar[bool] = True

    @override
    def run(self, work: Work) -> Done[None]:
        work.require_reason()
        return Done()


def _integrity(faults: list[str]) -> str:
    if not faults:
        return OK
    told = _("The file is damaged ({first}; {count} findings). Leave it as it is and restore the newest copy.")
    return told.format(first=faults[0], count=len(faults))


def _lost_before(lost: list[tuple[int, int]]) -> list[str]:
    """Lost ends of the log that were found at an earlier opening; the log itself remembers them."""
    told = _("At opening, entry {found} found that the log once reached entry {no}; what came between is lost.")
    return [told.format(found=found, no=no) for found, no in lost]
