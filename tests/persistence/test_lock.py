import os
import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from shelter_admin.domain.errors import Unavailable
from shelter_admin.persistence import lock as lock_module
from shelter_admin.persistence.lock import WriterLock

pytestmark = pytest.mark.embedded("a server has no lock of one writer")

ROOT = Path(__file__).parents[2]
SINCE = datetime(2026, 11, 21, 13, 0, tzinfo=UTC)
HOLDER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from shelter_admin.persistence.lock import WriterLock
lock = WriterLock.take(Path(sys.argv[1]), "ratna", datetime(2026, 11, 21, 13, 0, tzinfo=UTC))
print("held", flush=True)
sys.stdin.readline()
"""


@pytest.fixture
def path(tmp_path):
    return tmp_path / "panti.store.lock"


@pytest.fixture
def holder(path):
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(path)], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_that_a_second_program_is_told_who_has_the_store_open_since_when(path, holder):
    with pytest.raises(Unavailable) as refused:
        WriterLock.take(path, "agus", SINCE + timedelta(hours=1))
    assert refused.value.code == "store_in_use"
    assert refused.value.facts["who"] == "ratna"
    assert refused.value.facts["since"] == SINCE


def test_that_the_lock_dies_with_a_killed_program(path, holder):
    holder.send_signal(signal.SIGKILL)
    holder.wait(10)
    with WriterLock.take(path, "agus", SINCE):
        pass


def test_that_a_program_that_ends_leaves_the_store_free(path, holder):
    holder.communicate("\n", timeout=10)
    WriterLock.take(path, "agus", SINCE).release()


def test_that_the_same_program_cannot_take_it_twice(path):
    with WriterLock.take(path, "ratna", SINCE), pytest.raises(Unavailable, match="store_in_use"):
        WriterLock.take(path, "ratna", SINCE)
    WriterLock.take(path, "ratna", SINCE).release()


def test_that_since_is_told_in_universal_time(path):
    wita = timezone(timedelta(hours=8))
    taken = datetime(2026, 11, 21, 21, 0, tzinfo=wita)
    with WriterLock.take(path, "ratna", taken), pytest.raises(Unavailable) as refused:
        WriterLock.take(path, "agus", SINCE)
    assert refused.value.facts["since"] == SINCE


def test_that_after_a_switch_of_user_the_present_one_is_told(path):
    with WriterLock.take(path, "ratna-with-a-long-name", SINCE) as held:
        held.tell("agus", SINCE + timedelta(hours=2))
        with pytest.raises(Unavailable) as refused:
            WriterLock.take(path, "dewi", SINCE)
    assert (refused.value.facts["who"], refused.value.facts["since"]) == ("agus", SINCE + timedelta(hours=2))


@pytest.mark.parametrize("content", [b"", b"\xff\x00", b'{"who": 1}', b"[]"])
def test_that_a_holder_whose_words_cannot_be_read_still_holds(path, content):
    with WriterLock.take(path, "ratna", SINCE):
        path.write_bytes(content)
        with pytest.raises(Unavailable, match="store_in_use_by_unknown"):
            WriterLock.take(path, "agus", SINCE)


def test_that_old_words_of_a_dead_program_hold_nobody_up(path):
    path.write_bytes(b'{"who": "ratna", "since": "2020-01-01T00:00:00+00:00", "host": "x", "pid": 1}')
    WriterLock.take(path, "agus", SINCE).release()
    assert path.read_bytes() == b""


def test_that_releasing_twice_is_harmless(path):
    held = WriterLock.take(path, "ratna", SINCE)
    held.release()
    held.release()
    held.tell("agus", SINCE)


def test_that_a_child_program_does_not_keep_the_store(path):
    held = WriterLock.take(path, "ratna", SINCE)
    with subprocess.Popen(["sleep", "30"], close_fds=False) as child:
        held.release()
        WriterLock.take(path, "agus", SINCE).release()
        child.kill()


def test_that_a_missing_folder_or_right_is_said_so(tmp_path, path, monkeypatch):
    with pytest.raises(Unavailable, match="file_not_usable"):
        WriterLock.take(tmp_path / "none" / "x.lock", "ratna", SINCE)

    def refuse(*_args):
        raise PermissionError(13, os.strerror(13))

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(Unavailable, match="no_right_to_file"):
        WriterLock.take(path, "ratna", SINCE)


def test_that_a_folder_that_knows_no_locks_is_said_so(path, monkeypatch):
    def refuse(_number):
        raise OSError(37, os.strerror(37))

    monkeypatch.setattr(lock_module, "_take_hold", refuse)
    with pytest.raises(Unavailable, match="folder_cannot_lock"):
        WriterLock.take(path, "ratna", SINCE)
