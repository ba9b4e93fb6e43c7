"""A throwaway PostgreSQL: ``make server`` for trying the program on one, and the one the tests run on.

``python3 installer/postgres.py`` starts one and keeps it until Ctrl+C; ``… run COMMAND …`` starts one, carries the
command out with ``SHELTER_TEST_SERVER`` naming it, and gives the command's status. Guaranteed: it listens on this
computer only, wants a password, is run by a user without rights, and is stopped and removed at the end, also after
Ctrl+C or SIGTERM; even when this process is killed the server stops. Uses nothing but the standard library.
"""

from __future__ import annotations

import ctypes
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

OLDEST = 15
OWNER = "owner"
NAMED_BY = "SHELTER_TEST_SERVER"
UNPRIVILEGED = ("postgres", "nobody")
PATIENCE = 30.0
NOT_LASTING = (
    "fsync=off", "synchronous_commit=off", "full_page_writes=off", "wal_level=minimal", "max_wal_senders=0",
    "autovacuum=off",
)  # fmt: skip
"""What only tests may do without: that anything is still there after a power cut."""
_USUAL = ("listen_addresses=127.0.0.1", "max_connections=100", "shared_buffers=64MB", "jit=off", "timezone=UTC")


class CannotStart(Exception):
    """No server can be started here; the sentence says why."""


class Throwaway:
    """One server in a folder of its own. ``start`` and ``stop`` may alternate; ``remove`` ends it."""

    def __init__(self, *, lasting: bool = True) -> None:
        self._programs = programs()
        self._user = unprivileged()
        self._settings = _USUAL if lasting else _USUAL + NOT_LASTING
        self._process: subprocess.Popen[bytes] | None = None
        self.password = secrets.token_urlsafe(12)
        self.port = free_port()
        self.folder = Path(tempfile.mkdtemp(prefix="shelter-postgres-"))
        if self._user is not None:
            os.chown(self.folder, self._user.pw_uid, self._user.pw_gid)
        try:
            self._make()
        except BaseException:
            self.remove()
            raise

    def address(self, database: str = "postgres") -> str:
        """How its owner reaches a database of it."""
        return f"postgresql://{OWNER}:{self.password}@127.0.0.1:{self.port}/{database}"

    def place(self, database: str) -> str:
        """The address of a database as the program takes it: who comes is asked there."""
        return f"postgresql://127.0.0.1:{self.port}/{database}"

    @property
    def alive(self) -> bool:
        """Say whether it still runs."""
        return self._process is not None and self._process.poll() is None

    @property
    def log(self) -> Path:
        """What it says."""
        return self.folder / "log"

    def start(self) -> None:
        """Start it and wait until it answers."""
        settings = (*self._settings, f"port={self.port}", f"unix_socket_directories={self.folder}")
        command = [str(self._programs / "postgres"), "-D", str(self.folder / "data")]
        for setting in settings:
            command += ["-c", setting]
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,  # Ctrl+C is for this process, which then stops it in order
                preexec_fn=_end_with_parent,  # noqa: PLW1509 - one call into the C library, no thread runs yet
                **self._as_user(),
            )
        self._wait_until_it_answers()

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """Stop it: SIGINT ends what runs in order, SIGQUIT at once and without a word, as a crash would."""
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(how)
            try:
                self._process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
        self._process = None

    def remove(self) -> None:
        """Stop it and take everything of it away."""
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def make_database(self, name: str) -> None:
        """Make an empty database."""
        command = [str(self._programs / "createdb"), "-h", "127.0.0.1", "-p", str(self.port), "-U", OWNER, name]
        self._run(command, env={**os.environ, "PGPASSWORD": self.password})

    def _make(self) -> None:
        secret = self.folder / "password"
        secret.touch(mode=0o600)
        secret.write_text(self.password + "\n", encoding="ascii")
        if self._user is not None:
            os.chown(secret, self._user.pw_uid, self._user.pw_gid)
        command = [str(self._programs / "initdb"), "-D", str(self.folder / "data"), "-U", OWNER]
        command += [f"--pwfile={secret}", "-A", "scram-sha-256", "-E", "UTF8", "--locale=C", "--no-sync"]
        self._run(command, **self._as_user())
        secret.unlink()

    def _run(self, command: Sequence[str], **how: Any) -> None:
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False, **how)
        if done.returncode != 0:
            raise CannotStart((done.stdout + done.stderr)[-2000:])

    def _as_user(self) -> dict[str, Any]:
        if self._user is None:
            return {"cwd": self.folder}
        return {"cwd": self.folder, "user": self._user.pw_uid, "group": self._user.pw_gid, "extra_groups": []}

    def _wait_until_it_answers(self) -> None:
        asking = [str(self._programs / "pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(self.port)]
        ends = time.monotonic() + PATIENCE
        while time.monotonic() < ends:
            if self._process is None or self._process.poll() is not None:
                break
            if subprocess.run(asking, check=False).returncode == 0:
                return
            time.sleep(0.05)
        raise CannotStart(self.log.read_text(encoding="utf-8", errors="replace")[-2000:])


@contextmanager
def running(*, lasting: bool = True) -> Iterator[Throwaway]:
    """A server that runs as long as this block."""
    server = Throwaway(lasting=lasting)
    try:
        server.start()
        yield server
    finally:
        server.remove()


def programs() -> Path:
    """The folder of the server's programs, of the newest version that is installed."""
    folders = [(int(path.parent.name), path) for path in Path("/usr/lib/postgresql").glob("[0-9]*/bin")]
    known = [(version, path) for version, path in folders if (path / "postgres").exists()]
    if known and max(known)[0] >= OLDEST:
        return max(known)[1]
    found = shutil.which("postgres")
    if found is None:
        raise CannotStart(
            f"PostgreSQL {OLDEST} atau lebih baru tidak ditemukan (apt-get install postgresql).\n"
            f"PostgreSQL {OLDEST} or newer was not found."
        )
    return Path(found).resolve().parent


def unprivileged() -> pwd.struct_passwd | None:
    """Whom root starts the server as, which refuses to be run by root; None where nobody is root."""
    if os.geteuid() != 0:
        return None
    for name in UNPRIVILEGED:
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise CannotStart("No user without rights was found: " + ", ".join(UNPRIVILEGED))


def free_port() -> int:
    """A port of this computer that nobody listens on."""
    with socket.socket() as asking:
        asking.bind(("127.0.0.1", 0))
        return int(asking.getsockname()[1])


_PR_SET_PDEATHSIG = 1


def _end_with_parent() -> None:
    """Have the kernel stop the server when this process is gone, however it went."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, int(signal.SIGINT))


def for_trying() -> int:
    """Start a server with an empty database, say how to try the program on it, and keep it until Ctrl+C."""
    with running() as server:
        database = f"panti{server.port}"  # a name of its own: a computer keeps the keys of those it has seen
        server.make_database(database)
        print(_TOLD.format(owner=server.address(database), place=server.place(database), password=server.password))
        sys.stdout.flush()
        try:
            signal.pause()
        except KeyboardInterrupt:
            print()
    return 0


_TOLD = """\
PostgreSQL untuk mencoba (a throwaway PostgreSQL):

  alamat (address)     {place}
  pemilik (owner)      owner
  kata sandi           {password}

Membuat panti contoh di dalamnya (an invented panti in it):

  .venv/bin/python -m shelter_admin --store {owner} demo

Membuka jendelanya (the window on it):

  .venv/bin/python main.py {place}

Ctrl+C menghentikan dan menghapus semuanya (stops it and removes everything)."""


def carry_out(command: Sequence[str]) -> int:
    """Run a command that finds a server for tests in its surroundings."""
    with running(lasting=False) as server:
        return subprocess.run(command, env={**os.environ, NAMED_BY: server.address()}, check=False).returncode


def _leave(_number: int, _frame: object) -> None:
    raise KeyboardInterrupt


def main(arguments: Sequence[str]) -> int:
    """Start a server for trying, or carry a command out beside one."""
    signal.signal(signal.SIGTERM, _leave)
    try:
        if arguments[:1] == ["run"] and arguments[1:]:
            return carry_out(arguments[1:])
        if not arguments:
            return for_trying()
    except CannotStart as reason:
        print(reason, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    print("python3 installer/postgres.py [run COMMAND …]", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
