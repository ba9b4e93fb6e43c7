"""What lets somebody out at the gate: the approved pass of the day, else the standing permission of the hour."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from shelter_admin.domain.presence import GatePerson, LetOut, OutingKind
from shelter_admin.domain.standing_permissions import EARLY, standing_words
from shelter_admin.operations.desk import Work
from shelter_admin.persistence.duty import standing
from shelter_admin.persistence.people.sight import kept_of
from shelter_admin.persistence.presence import outings, passes


def let_out_by(work: Work, stay_ids: Iterable[str], at: datetime) -> dict[str, LetOut]:
    """By stay, what lets each out at a moment; a pass goes before a standing permission."""
    wanted = list(stay_ids)
    wall = at.astimezone(work.panti.zone.offset).replace(tzinfo=None)
    found: dict[str, LetOut] = {}
    for permission in standing.of_stays(work.session, wanted):
        back = permission.covering(wall, EARLY)
        if back is not None:
            until = back.replace(tzinfo=work.panti.zone.offset).astimezone(UTC)
            words = standing_words(permission.kind, permission.place)
            found[permission.stay_id] = LetOut(OutingKind.PERMISSION, words, until)
    for stay_id, leave in passes.usable(work.session, wanted, at, at + EARLY).items():
        found[stay_id] = LetOut(leave.asked.kind, leave.asked.destination, leave.asked.until_at, leave.pass_id)
    return found


def with_let_out(work: Work, people: Sequence[GatePerson]) -> tuple[GatePerson, ...]:
    """The people of the gate, each with what lets them out now; who is kept from this reader without the place."""
    inside = [person.stay_id for person in people if not person.out]
    letting = let_out_by(work, inside, work.now)
    if not letting:
        return tuple(people)
    kept = kept_of(work.session, work.sight, [one.person_id for one in people if one.stay_id in letting])
    return tuple(_shown(person, letting.get(person.stay_id), hidden=person.person_id in kept) for person in people)


def _shown(person: GatePerson, letting: LetOut | None, *, hidden: bool) -> GatePerson:
    if letting is None or person.out:
        return person
    return replace(person, let_out=replace(letting, destination="") if hidden else letting)


def completed(work: Work, person_id: str, written: outings.Written) -> tuple[outings.Written, str]:
    """What is written of going out, completed by what lets them out; and the pass that is used, if it is one.

    What was typed goes before it. A return before the pass begins is another errand and leaves the pass unused. The
    place of somebody confidential is not written at the gate, where everybody on duty reads it.
    """
    stay_id, _outing = outings.at_gate(work.session, person_id)
    letting = let_out_by(work, [stay_id], written.out_at).get(stay_id)
    if letting is None:
        return written, ""
    if letting.pass_id:
        leave = passes.the_pass(work.session, letting.pass_id)
        if written.expected_at is not None and written.expected_at <= leave.from_at:
            return written, ""
    elif written.destination or written.expected_at is not None:
        return written, ""
    kind = letting.kind.value if written.kind == OutingKind.PERMISSION.value else written.kind
    secret = kept_of(work.session, replace(work.sight, restricted=False), [person_id])
    destination = written.destination or ("" if secret else letting.destination)
    return replace(written, kind=kind, destination=destination, expected_at=_until(written, letting)), letting.pass_id


def _until(written: outings.Written, letting: LetOut) -> datetime:
    """The return: as written, else as permitted, and never before going out."""
    return written.expected_at or max(letting.until, written.out_at + timedelta(minutes=1))


def write_out(work: Work, person_id: str, written: outings.Written, outing_id: str = "") -> str:
    """Write that somebody goes out, using the pass that lets them; gives the outing's id."""
    whole, pass_id = completed(work, person_id, written)
    made = outings.begin(work.session, person_id, whole, outing_id)
    if pass_id:
        passes.the_pass(work.session, pass_id).outing_id = made
    return made
