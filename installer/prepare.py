"""Make this machine ready: ``python3 installer/prepare.py run`` or ``… test``.

Uses nothing but the standard library, because on a bare machine there is nothing else. Guaranteed: a second call
with nothing changed does nothing and is over in a moment; a step that cannot be done ends with one sentence
(Indonesian, then English) and status 1; packages are installed only with the hashes of the requirements files.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib.util
import json
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OLDEST_PYTHON = (3, 11)

DRAWING = (
    "libegl1", "libgl1", "libdbus-1-3", "libfontconfig1", "libxkbcommon0", "libglib2.0-0",
)  # fmt: skip
SCREEN = (
    "libxkbcommon-x11-0", "libxcb-cursor0", "libxcb-icccm4", "libxcb-keysyms1", "libxcb-image0",
    "libxcb-render-util0", "libxcb-shape0", "libxcb-xkb1", "libxcb-randr0", "libxcb-sync1", "libxcb-xfixes0",
    "libx11-xcb1", "libcups2",
)  # fmt: skip
SCREEN_WITHOUT_MONITOR = ("xvfb", "xauth")
SERVER = ("postgresql",)  # its programs; the tests start one of their own (installer/postgres.py)

# The file of pinned packages for each purpose, and the system libraries it needs. The one for tests holds every
# pin of the one for running (a test keeps that so), hence a machine ready for tests is ready to run.
PINS = {"run": ("requirements.txt",), "test": ("requirements-dev.txt", "requirements.txt")}
LIBRARIES = {"run": DRAWING + SCREEN, "test": DRAWING + SCREEN + SCREEN_WITHOUT_MONITOR + SERVER}

CLUSTERS = Path("/etc/postgresql-common/createcluster.conf")


class CannotPrepare(Exception):
    """The machine lacks something that this program may not or cannot bring itself."""


def prepare(purpose: str, root: Path = ROOT) -> None:
    """Leave the machine ready for this purpose, or say what is missing."""
    if sys.version_info < OLDEST_PYTHON:
        raise CannotPrepare(
            "Program ini memerlukan Python 3.11 atau lebih baru; yang dipakai sekarang {0}.{1}.\n"
            "This program needs Python 3.11 or newer; this one is {0}.{1}.".format(*sys.version_info)
        )
    with one_at_a_time(root):
        bring_libraries(purpose)
        venv = bring_venv(root)
        bring_packages(purpose, root, venv)


@contextlib.contextmanager
def one_at_a_time(root: Path) -> Iterator[None]:
    """Let two calls at once (``make -j``) queue instead of writing into the same environment."""
    try:
        import fcntl
    except ImportError:
        yield
        return
    (root / "build").mkdir(exist_ok=True)
    with (root / "build" / "prepare.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


# Debian packages


def bring_libraries(purpose: str) -> None:
    """Install what Debian must supply; other systems are told what to look for and go on."""
    if not (shutil.which("dpkg-query") and shutil.which("apt-get")):
        return
    missing = missing_libraries(wanted_libraries(purpose))
    if not missing:
        return
    line = "apt-get install --no-install-recommends -y " + " ".join(missing)
    if os.geteuid() != 0:
        raise CannotPrepare(
            "Beberapa paket Debian belum terpasang. Jalankan baris ini sebagai root, lalu ulangi:\n"
            "Some Debian packages are missing. Run this line as root, then try again:\n\n"
            f"  {line}"
        )
    if "postgresql" in missing:
        keep_quiet(CLUSTERS)
    say(f"Memasang paket Debian (installing Debian packages): {' '.join(missing)}")
    run_apt(["update"], line)
    run_apt(shlex.split(line)[1:], line)


def keep_quiet(clusters: Path) -> None:
    """Have Debian make and start no server of its own when it installs the programs, unless somebody decided."""
    if not clusters.exists():
        clusters.parent.mkdir(parents=True, exist_ok=True)
        clusters.write_text("create_main_cluster = false\n", encoding="ascii")


def wanted_libraries(purpose: str) -> tuple[str, ...]:
    """List the Debian packages, with venv only where this very Python came without it."""
    if importlib.util.find_spec("ensurepip") is None:
        return (*LIBRARIES[purpose], "python3-venv")
    return LIBRARIES[purpose]


def missing_libraries(wanted: Sequence[str]) -> list[str]:
    """Keep those that neither are installed nor are provided by an installed package of another name."""
    fields = "${db:Status-Abbrev}|${Package}|${Provides}\n"
    listed = run_quietly(["dpkg-query", "-W", "-f", fields]).stdout
    there: set[str] = set()
    for entry in listed.splitlines():
        status, package, provides = entry.split("|", 2)
        if status.startswith("ii"):
            there.add(package)
            there.update(provided.split()[0] for provided in provides.split(",") if provided.strip())
    return [package for package in wanted if package not in there]


def run_apt(arguments: Sequence[str], line: str) -> None:
    """Run apt-get without questions; a failure names the line to try by hand."""
    surroundings = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    command = ["apt-get", "-q", "-o", "Dpkg::Use-Pty=0", *arguments]
    done = run_quietly(command, env=surroundings)
    if done.returncode != 0:
        say((done.stdout + done.stderr)[-4000:])
        raise CannotPrepare(
            f"Paket Debian tidak dapat dipasang. Periksa sambungan, lalu jalankan: {line}\n"
            "The Debian packages could not be installed. Check the connection, then run that line."
        )


# The Python environment


def bring_venv(root: Path) -> Path:
    """Make ``.venv`` unless one is there whose Python starts and has pip; a broken one is made anew."""
    venv = root / ".venv"
    python = python_of(venv)
    if python.exists() and (stamp_of(venv).exists() or has_pip(python)):
        return venv
    say("Menyiapkan lingkungan Python (making the Python environment): .venv")
    command = [sys.executable, "-m", "venv", "--clear", str(venv)]
    done = run_quietly(command)
    if done.returncode != 0:
        say((done.stdout + done.stderr)[-2000:])
        raise CannotPrepare(
            "Lingkungan Python (.venv) tidak dapat dibuat; pesan di atas menyebut sebabnya.\n"
            "The Python environment (.venv) could not be made; the message above says why."
        )
    return venv


def python_of(venv: Path) -> Path:
    """Name the environment's own Python."""
    return venv / "Scripts" / "python.exe" if sys.platform == "win32" else venv / "bin" / "python"


def stamp_of(venv: Path) -> Path:
    """Name the note of what was installed; it lies in the environment so that both go together."""
    return venv / "prepared.json"


def has_pip(python: Path) -> bool:
    """Tell whether this Python starts and can install."""
    return run_quietly([str(python), "-m", "pip", "--version"]).returncode == 0


def bring_packages(purpose: str, root: Path, venv: Path) -> None:
    """Install the pinned packages of this purpose with their hashes, unless these very pins are in already."""
    pins = {name: hashlib.sha256((root / name).read_bytes()).hexdigest() for name in PINS[purpose]}
    installed = read_stamp(venv)
    if all(installed.get(name) == digest for name, digest in pins.items()):
        return
    say("Memasang paket Python (installing Python packages) …")
    command = [
        str(python_of(venv)), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input",
        "--progress-bar", "off", "--require-hashes", "-r", str(root / PINS[purpose][0]),
    ]  # fmt: skip
    done = run_quietly(command)
    if done.returncode != 0:
        say((done.stdout + done.stderr)[-4000:])
        raise CannotPrepare(
            "Paket Python tidak dapat dipasang; pesan di atas menyebut sebabnya. Periksa sambungan, lalu ulangi.\n"
            "The Python packages could not be installed; the message above says why. Check the connection, try again."
        )
    stamp_of(venv).write_text(json.dumps(pins, indent=1), encoding="utf-8")


def read_stamp(venv: Path) -> dict[str, str]:
    """Read which pins are in; an unreadable note means none."""
    try:
        noted = json.loads(stamp_of(venv).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(name): str(digest) for name, digest in noted.items()} if isinstance(noted, dict) else {}


def run_quietly(command: Sequence[str], env: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """Run without questions and keep what it says for the case that it fails."""
    return subprocess.run(command, env=env, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)


def say(sentence: str) -> None:
    """Tell the person at the terminal, on stderr so that no tool's own output is disturbed."""
    print(sentence, file=sys.stderr, flush=True)


def main(arguments: Sequence[str]) -> int:
    """Prepare for the purpose named on the command line."""
    purpose = arguments[0] if arguments else "run"
    if purpose not in PINS:
        say(f"python3 installer/prepare.py {'|'.join(PINS)}")
        return 2
    try:
        prepare(purpose)
    except CannotPrepare as reason:
        say(str(reason))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
