"""Sticks: chosen once, they get every copy while plugged in, thinned out the same; a bad one keeps nobody."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from shelter_admin.domain.errors import Failure
from shelter_admin.operations.copies import BackUp, KeepCopy, Stick, Sticks, UseStick, leave
from shelter_admin.persistence.copies import making, sticks
from tests.people import FixedClock, a_desk

MOUNTS = r"""/dev/sda1 / ext4 rw 0 0
tmpfs /run/media tmpfs rw 0 0
/dev/sdb1 /media/rina/SALINAN\040BESAR vfat rw,nosuid 0 0
/dev/sdc1 /run/media/rina/KINGSTON exfat rw 0 0
/dev/sdd1 /mnt/disk ext4 rw 0 0
tmpfs /media/rina/ramdisk tmpfs rw 0 0
"""


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture
def desk(tmp_path, clock):
    desk = a_desk(tmp_path, clock=clock)
    yield desk
    desk.close()


@pytest.fixture
def stick(tmp_path, monkeypatch) -> Path:
    """A stick that is plugged in."""
    path = Path(tmp_path) / "KINGSTON"
    path.mkdir()
    monkeypatch.setattr(sticks, "removable", lambda: [path] if path.is_dir() else [])
    return path


def copies_on(stick: Path) -> list[str]:
    return sorted(one.name for one in (stick / "SALINAN-PSHM").iterdir())


def test_that_only_devices_where_desktops_mount_sticks_are_sticks():
    assert sticks._mounted(MOUNTS) == [Path("/media/rina/SALINAN BESAR"), Path("/run/media/rina/KINGSTON")]


def test_that_a_stick_nobody_chose_gets_nothing(desk, stick):
    desk.do(KeepCopy())
    assert list(stick.iterdir()) == []
    assert desk.ask(Sticks()) == (Stick(str(stick), "KINGSTON", chosen=False, newest=None),)


def test_that_a_chosen_stick_gets_the_newest_copy_at_once_and_every_later_one(desk, stick, clock):
    first = Path(desk.do(KeepCopy()).outcome.path)
    desk.do(UseStick(str(stick)))
    assert copies_on(stick) == [first.name, first.name + ".keys"]
    assert (stick / "SALINAN-PSHM" / first.name).read_bytes() == first.read_bytes()
    clock.forward(days=1)
    made = desk.do(KeepCopy()).outcome
    assert [(one.stick, one.trouble) for one in made.sticks] == [("KINGSTON", None)]
    assert making.verified(Path(made.sticks[0].path), desk.store.key) == made.rows
    assert desk.ask(Sticks())[0].newest is not None


def test_that_copies_on_a_stick_are_thinned_out_the_same(desk, stick, clock):
    desk.do(UseStick(str(stick)))
    for _day in range(9):
        desk.do(KeepCopy())
        clock.forward(days=1)
    assert len(copies_on(stick)) == 2 * 8


def test_that_a_stick_plugged_in_later_gets_the_days_copy_at_the_next_look(desk, stick):
    made = desk.do(KeepCopy()).outcome
    (stick / "SALINAN-PSHM").mkdir()
    assert desk.do(KeepCopy(once_a_day=True)).result is None
    assert Path(made.path).name in copies_on(stick)


def test_that_a_full_or_gone_stick_is_told_and_keeps_nobody(desk, stick, clock, monkeypatch):
    desk.do(UseStick(str(stick)))

    def full(*_args):
        raise OSError(28, "no room")

    monkeypatch.setattr(shutil, "copyfileobj", full)
    made = desk.do(KeepCopy()).outcome
    assert [(one.stick, one.trouble and one.trouble.code) for one in made.sticks] == [("KINGSTON", "disk_full")]
    assert copies_on(stick) == []
    monkeypatch.undo()
    clock.forward(days=1)
    assert leave(desk) is not None


def test_that_a_stick_that_is_gone_is_not_chosen(desk, stick):
    stick.rmdir()
    with pytest.raises(Failure, match="stick_gone"):
        desk.do(UseStick(str(stick)))


def test_that_a_copy_by_hand_goes_where_it_was_sent_and_nowhere_else(desk, stick, tmp_path):
    desk.do(UseStick(str(stick)))
    assert desk.do(BackUp(str(tmp_path / "elsewhere"))).outcome.sticks == ()
    assert copies_on(stick) == []
