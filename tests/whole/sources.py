"""The project's own files, as the tests of the whole read them."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PIN = re.compile(r"^([a-z0-9-]+)==(\S+)", re.MULTILINE)
GENERATED = {".git", ".venv", "build", "__pycache__", ".hypothesis", ".ruff_cache", ".mypy_cache"}


@cache
def tracked() -> tuple[Path, ...]:
    """Every file of the project, relative to its root: what git keeps, or all but the generated where git is not."""
    if (ROOT / ".git").exists() and shutil.which("git"):
        command = ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        listed = subprocess.run(command, capture_output=True, check=False)
        if listed.returncode == 0:
            names = {Path(name) for name in listed.stdout.decode().split("\0") if name}
            return tuple(sorted(name for name in names if (ROOT / name).is_file()))
    found = (path.relative_to(ROOT) for path in ROOT.rglob("*") if path.is_file())
    return tuple(sorted(path for path in found if not GENERATED.intersection(path.parts)))


def pins_of(requirements: str) -> dict[str, str]:
    """The pinned version of each package in a requirements file."""
    return dict(PIN.findall((ROOT / requirements).read_text(encoding="utf-8")))


def python_files(*tops: str) -> list[Path]:
    """The Python files below these folders (or these very files), relative to the root."""
    return [path for path in tracked() if path.suffix == ".py" and path.parts[0] in tops]


@cache
def tree_of(path: Path) -> ast.Module:
    """The syntax tree of one file."""
    return ast.parse((ROOT / path).read_text(encoding="utf-8"), filename=str(path))


def text_of(path: Path) -> str | None:
    """The text of a file, or None where it is not text."""
    content = (ROOT / path).read_bytes()
    if b"\0" in content:
        return None
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return None


def calls(tree: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    """Every call in a tree with the last part of the name that is called."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            match node.func:
                case ast.Name(id=name) | ast.Attribute(attr=name):
                    yield name, node
                case _:
                    pass
