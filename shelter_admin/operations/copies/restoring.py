"""A copy put in the place of the store: made ready beside it, compared with it, swapped in; the one before is kept.

Taking it back is the same again with the store that was kept aside. A lost key file comes back from a copy's slots.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Final

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.copies import ENDING, CopyLine, made_at
from shelter_admin.domain.errors import Damaged, Failure, Refused, Unavailable
from shelter_admin.domain.progress import UNWATCHED, Progress
from shelter_admin.domain.words import n_
from shelter_admin.operations.copies.making import KeepCopy, NoteRestored
from shelter_admin.operations.desk import Desk
from shelter_admin.operations.opening import Opener, Wait
from shelter_admin.persistence.address import Place
from shelter_admin.persistence.copies import comparing, making, swapping
from shelter_admin.persistence.durable import beside, replace_file, why_not
from shelter_admin.persistence.keys import ENDING as KEYS_ENDING
from shelter_admin.persistence.rehearsals import newest_at

KINDS: Final = tuple(comparing.KINDS)
OTHERS: Final = "others"


def counted(kind: str, count: int) -> str:
    """So many of a kind, in plain words."""
    words = {
        "people": n_("{count} resident", "{count} residents", count),
        "stays": n_("{count} stay", "{count} stays", count),
        "placements": n_("{count} bed given", "{count} beds given", count),
        "outings": n_("{count} gate entry", "{count} gate entries", count),
        "roll_calls": n_("{count} roll-call", "{count} roll-calls", count),
        "enrolments": n_("{count} place in a class", "{count} places in classes", count),
        "class_marks": n_("{count} class mark", "{count} class marks", count),
        "grades": n_("{count} final mark", "{count} final marks", count),
        "decisions": n_("{count} decision of the head", "{count} decisions of the head", count),
        "certificates": n_("{count} certificate", "{count} certificates", count),
        "returns": n_("{count} month sent", "{count} months sent", count),
        "accounts": n_("{count} account", "{count} accounts", count),
    }
    return words.get(kind) or n_("{count} other record", "{count} other records", count)


@dataclass(frozen=True, slots=True)
class Comparison:
    """What the copy holds of each kind, and the difference to the store in use where that could be read.

    ``missing`` will not be there afterwards, ``back`` will be there again; ``changed`` rows were written since.
    """

    holds: Mapping[str, int]
    now: Mapping[str, int] | None = None
    missing: Mapping[str, int] = field(default_factory=dict)
    back: Mapping[str, int] = field(default_factory=dict)
    changed: int = 0


@dataclass(frozen=True, slots=True)
class Ready:
    """A store made ready beside the place it may be put in; ``newest`` is the panti's wall clock of its last act."""

    place: Path
    source: Path
    panti: str
    newest: datetime
    comparison: Comparison
    user: str
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class PutBack:
    """The store that was made ready is in its place; ``aside`` is the one that was there before."""

    desk: Desk
    place: Place
    aside: Path | None


def sources(place: Path) -> tuple[CopyLine, ...]:
    """What can be put back without asking for a file: stores kept aside beside this one, the newest first."""
    return tuple(CopyLine(str(one.path), one.at, one.path.stat().st_size) for one in swapping.kept_aside(place))


def copies_beside(place: Path) -> tuple[CopyLine, ...]:
    """The copies in the usual folder beside a store that cannot be opened, the newest first."""
    return tuple(making.any_copies_in(making.folder_of(place, "")))


def line_of(path: Path) -> CopyLine:
    """A file as one of the list: when it was made by its name, else by the disk."""
    try:
        seen = path.stat()
    except OSError as error:
        raise why_not(error, path) from error
    return CopyLine(str(path), made_at(path.name) or datetime.fromtimestamp(seen.st_mtime), seen.st_size)  # noqa: DTZ006


def make_ready(  # noqa: PLR0913 - what, where, who
    opener: Opener,
    source: Path,
    place: Path,
    user: str,
    password: str,
    *,
    live: Desk | None = None,
    wait: Wait | None = None,
    progress: Progress = UNWATCHED,
) -> Ready:
    """Make a copy ready to be put in a store's place, brought up to date and with its entry; nothing is touched yet.

    ``source`` is a copy or a store kept aside. Only whoever may make copies may put one back, in the store in use
    and in the copy (``not_allowed``). Raises Damaged where the copy is not whole.
    """
    source, place = source.absolute(), place.absolute()
    if live is not None:
        live.staff.require(Right.BACK_UP, live.today)
    swapping.discard(place)
    coming = swapping.workshop_of(place) / place.name
    try:
        key = opener.key_of(source, user, password, wait=wait)
        making.restore(source, key, coming, progress)
        with making.reading(coming, key) as engine, making.asking(engine) as session:
            newest = newest_at(session)
        desk = opener.unlock(coming, user, password, wait=wait)
        try:
            desk.do(NoteRestored())
            local = (newest or desk.now).astimezone(desk.panti.zone.offset).replace(tzinfo=None)
            return Ready(place, source, desk.panti.name, local, _compared(desk, live, newest), user, password)
        finally:
            desk.close()
    except BaseException:
        swapping.discard(place)
        raise


def drop(ready: Ready) -> None:
    """Throw away what was made ready."""
    swapping.discard(ready.place)


def put_in_place(opener: Opener, ready: Ready, desk: Desk | None = None) -> PutBack:
    """Put the store made ready in its place and sign in there; the one before is kept aside with all that is its own.

    ``desk`` is the one open at that place: it is closed. A failure leaves the store that was there, closed.
    """
    if desk is not None and (desk.read_only or desk.store.server is not None):
        raise Unavailable("opened_read_only")
    now = opener.now
    local = now.astimezone(desk.panti.zone.offset) if desk is not None else now.astimezone()
    if desk is not None:
        desk.close()
    aside = swapping.swap(ready.place, local, ready.user, now)
    return PutBack(opener.unlock(ready.place, ready.user, ready.password), ready.place, aside)


def put_on_server(
    opener: Opener, ready: Ready, desk: Desk, owner: str, owner_password: str, *, progress: Progress = UNWATCHED
) -> PutBack:
    """Put the store made ready in the place of the one on the server and sign in there.

    A copy of the present one is made first, so that it can be taken back by the same dialog; besides it stays on the
    server under another name. A failure leaves the server as it was, and the desk open.
    """
    from shelter_admin.persistence.copies.on_server import put_on_server as put

    address = desk.store.server
    if address is None or desk.read_only:
        raise Unavailable("opened_read_only")
    desk.staff.require(Right.BACK_UP, desk.today)
    desk.do(KeepCopy())
    coming = swapping.workshop_of(ready.place) / ready.place.name
    key = opener.key_of(coming, ready.user, ready.password)
    owned = replace(address, owner=owner, owner_password=owner_password)
    aside = put(coming, key, owned, desk.now.astimezone(desk.panti.zone.offset), progress)
    swapping.discard(ready.place)
    desk.close()
    return PutBack(opener.unlock(address, ready.user, ready.password), address, Path(aside))


def mend_keys(opener: Opener, place: Path, user: str, password: str, copy: Path | None = None) -> Path:
    """Put the key file of a store back from the slots enclosed with a copy; gives the copy.

    Without a copy named, those beside the store are tried, the newest first. A damaged key file is kept aside. Raises
    Unavailable ``no_copy_for_keys`` where none of them opens this store.
    """
    place = place.absolute()
    found = [Path(line.path) for line in copies_beside(place)] if copy is None else [copy.absolute()]
    first: Failure | None = None
    for one in found:
        try:
            _mended(opener, place, one, user, password)
        except (Refused, Damaged, Unavailable) as error:
            if error.code == "wait_first":
                raise
            first = first or error
        else:
            return one
    if isinstance(first, Refused):
        raise first
    raise Unavailable("no_copy_for_keys")


def _mended(opener: Opener, place: Path, copy: Path, user: str, password: str) -> None:
    key = opener.key_of(copy, user, password)
    with making.reading(place, key) as engine, making.asking(engine) as session:
        newest_at(session)
    content = making.keys_of(copy)
    if content is None:
        raise Unavailable("key_file_missing", file=beside(copy, KEYS_ENDING).name)
    keys = beside(place, KEYS_ENDING)
    if keys.exists():
        keys.replace(beside(place, f"{KEYS_ENDING}.damaged"))
    replace_file(keys, content)


def _compared(ready: Desk, live: Desk | None, newest: datetime | None) -> Comparison:
    holds = comparing.held(ready.store)
    if live is None:
        return Comparison(holds)
    missing, back = comparing.only_in(live.store, ready.store), comparing.only_in(ready.store, live.store)
    changed = comparing.changed_since(live.store, newest) if newest is not None else 0
    return Comparison(holds, comparing.held(live.store), missing, back, changed)


def usual_place(copy: Path, folder: Path) -> Path:
    """Where a copy goes on a computer that has no store yet: the panti's code as the file's name."""
    code = copy.name.split("-", 1)[0].removesuffix(ENDING) or "panti"
    return folder / f"{code}{ENDING}"
