"""Rehearsal: a copy opened as a scratch store, counted, its log walked, its certificates verified, all of it checked.

The work needs no transaction of the living store: it is a question, so that nobody waits; keeping its outcome is an
act of its own.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import ClassVar, Final

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.copies import Difference, Outcome, Rehearsal, made_at, rehearsal_due
from shelter_admin.domain.errors import Damaged, Refused
from shelter_admin.domain.wording import number
from shelter_admin.domain.words import N_, _
from shelter_admin.operations.check import OK, CheckStore
from shelter_admin.operations.copies.making import listed
from shelter_admin.operations.desk import Command, Desk, Done, Query, Work
from shelter_admin.persistence import rehearsals
from shelter_admin.persistence.copies.scratch import Scratch, scratch
from shelter_admin.persistence.panti import the_panti

DIFFERENCES: Final = {
    "rows": N_("{table}: {should} rows should be there, {found} are."),
    "newest_entry": N_("The newest entry of its log is not the one it was made with."),
    "another_past": N_(
        "The log of this store has no such entry {no}: the copy is of another time line or was altered."
    ),
    "another_shelter": N_("The copy is of another shelter."),
    "finding": "{sentence}",
    "copy_damaged": N_("It cannot be read whole: part of it is damaged."),
    "store_damaged": N_("It cannot be read whole: a page of it is damaged."),
    "not_a_store": N_(
        "It does not open with the key of this store: it is damaged, or was made before the store got a new key."
    ),
    "copy_differs": N_("It differs from the list it was made with."),
    "migration_lost_rows": N_("It cannot be brought up to date without losing rows ({tables})."),
}


def told(difference: Difference) -> str:
    """Say one difference, in the language in use."""
    words = DIFFERENCES.get(difference.code)
    if words is None:
        return _("It cannot be opened ({code}).").format(code=difference.code)
    facts = {name: number(value) if isinstance(value, int) else value for name, value in difference.facts.items()}
    return _(words).format(**facts)


@dataclass(frozen=True)
class RehearseCopy(Query[Rehearsal]):
    """Try a copy, the newest of the panti's folder where none is named. Works beside the program that writes.

    ``key`` is the store key of a copy from before the store got a new one.
    """

    needs: ClassVar[Right] = Right.BACK_UP

    file: str = field(default="", repr=False)
    key: bytes | None = field(default=None, repr=False)

    @override
    def run(self, work: Work) -> Rehearsal:
        return _rehearsed(work, Path(self.file).absolute() if self.file else _newest(work), self.key)


@dataclass(frozen=True)
class RehearseWhenDue(Query[Rehearsal | None]):
    """Try the newest copy once a month, and again with a newer one after a bad outcome. Anybody's window causes it."""

    needs: ClassVar[Right] = Right.WORK_HERE

    @override
    def run(self, work: Work) -> Rehearsal | None:
        newest, last = next(iter(listed(work)), None), rehearsals.last(work.session)
        if newest is None or not rehearsal_due(newest.at, last, work.today, _day_of(work, last)):
            return None
        return _rehearsed(work, Path(newest.path), None)


@dataclass(frozen=True)
class NoteRehearsal(Command[None]):
    """Keep how a rehearsal went, for the screen and in the log."""

    needs: ClassVar[Right] = Right.WORK_HERE
    name: ClassVar[str] = N_("try a copy")
    although_clock_back: ClassVar[bool] = True

    rehearsal: Rehearsal = field(repr=False)

    @override
    def run(self, work: Work) -> Done[None]:
        done = self.rehearsal
        rehearsals.keep(work.session, replace(done, at=work.now))
        found = [one.code for one in done.differences]
        return Done(what={"outcome": done.outcome.value, "copy_at": done.copy_at.isoformat(), "found": found[:50]})


@dataclass(frozen=True)
class LastRehearsal(Query[Rehearsal | None]):
    """How the last rehearsal went; ``at`` is on the panti's clock."""

    needs: ClassVar[Right] = Right.WORK_HERE

    @override
    def run(self, work: Work) -> Rehearsal | None:
        last = rehearsals.last(work.session)
        return None if last is None else replace(last, at=last.at.astimezone(work.panti.zone.offset))


def rehearse(desk: Desk, question: RehearseCopy) -> Rehearsal:
    """Try a copy and keep the outcome where something can be saved here."""
    done = desk.ask(question)
    if not desk.read_only:
        desk.do(NoteRehearsal(done))
    return done


def _newest(work: Work) -> Path:
    newest = next(iter(listed(work)), None)
    if newest is None:
        raise Refused("no_copy_yet")
    return Path(newest.path)


def _day_of(work: Work, last: Rehearsal | None) -> date | None:
    return work.panti.day_of(last.at) if last is not None else None


def _rehearsed(work: Work, path: Path, key: bytes | None) -> Rehearsal:
    """Every damage is an outcome; what the surroundings refuse (a full disk, a stick gone) is raised."""
    moment = made_at(path.name, work.panti.code)
    try:
        with scratch(path, key or work.open_store.key, work.staff.user, work.now) as tried:
            return _tried(work, path, moment, tried)
    except Damaged as error:
        facts = {name: str(value) for name, value in error.facts.items()}
        at = moment or work.now.astimezone(work.panti.zone.offset).replace(tzinfo=None)
        return Rehearsal(at, work.now, Outcome.DAMAGED, (Difference(error.code, facts),), str(path))


def _tried(work: Work, path: Path, moment: datetime | None, tried: Scratch) -> Rehearsal:
    with tried.store.asking() as session:
        written = rehearsals.newest_at(session) or work.now
        report = CheckStore().run(replace(work, session=session, store=tried.store))
        same_house = the_panti(session).id == work.panti.id
        certificates = rehearsals.certificates(session)
    found = [*_against_the_list(tried), *_against_the_log(work, tried, same_house=same_house)]
    wrong = [one for one in (report.integrity, report.audit_chain) if one != OK]
    found += [Difference("finding", {"sentence": sentence}) for sentence in (*wrong, *report.problems)]
    return Rehearsal(
        moment or written.astimezone(work.panti.zone.offset).replace(tzinfo=None),
        work.now,
        Outcome.DIFFERS if found else Outcome.GOOD,
        tuple(found),
        str(path),
        sum(tried.rows.values()),
        tried.newest.no,
        certificates,
    )


def _against_the_list(tried: Scratch) -> list[Difference]:
    """Count the copy against the list enclosed with it."""
    if tried.enclosed is None:
        return []
    should = dict(tried.enclosed.rows)
    found = [
        Difference("rows", {"table": name, "should": should.get(name, 0), "found": tried.rows.get(name, 0)})
        for name in sorted(should.keys() | tried.rows.keys())
        if should.get(name, 0) != tried.rows.get(name, 0)
    ]
    return found if tried.enclosed.newest == tried.newest else [*found, Difference("newest_entry")]


def _against_the_log(work: Work, tried: Scratch, *, same_house: bool) -> list[Difference]:
    """The newest entry of the copy must stand in the log of the living store."""
    if not same_house:
        return [Difference("another_shelter")]
    known = rehearsals.is_in_log(work.session, tried.newest)
    return [] if known else [Difference("another_past", {"no": tried.newest.no})]
