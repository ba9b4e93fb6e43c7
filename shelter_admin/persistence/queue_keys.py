"""A waiting queue survives that the store's key is changed on another computer meanwhile.

The queue is sealed with the key of its time. Before a newer key file takes the place of the one here, the one here is
kept until somebody has signed in whose password opens both; then the queue is sealed anew and the former one goes.
"""

from __future__ import annotations

import shutil
from contextlib import suppress
from pathlib import Path

from shelter_admin.domain.errors import Damaged, Failure
from shelter_admin.persistence.durable import beside
from shelter_admin.persistence.keys import ENDING as KEYS_ENDING
from shelter_admin.persistence.keys import KeyFile
from shelter_admin.persistence.queue import ENDING, open_queue, unproven_queue
from shelter_admin.persistence.slots import Profile

_FORMER = KEYS_ENDING + ".former"


def keep_former(path: Path) -> None:
    """Keep the key file of a store on this computer for its queue, if there is one."""
    former = beside(path, _FORMER)
    if beside(path, ENDING).exists() and not former.exists():
        with suppress(OSError):
            shutil.copy2(beside(path, KEYS_ENDING), former)


def carry_over(path: Path, key: bytes, user: str, password: str, profile: Profile) -> None:
    """Seal a queue anew that still has the key of before; where that cannot be, it stays and is told as unreadable."""
    former = beside(path, _FORMER)
    if not former.exists():
        return
    with suppress(Failure, OSError):
        try:
            open_queue(beside(path, ENDING), key)
        except Damaged:
            unlocked = KeyFile.load(former, profile=profile).unlock(user, password)
            unproven_queue(beside(path, ENDING), unlocked.key).reseal(key)
        former.unlink()
