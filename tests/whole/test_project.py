"""What a fresh clone must not carry and must agree on."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

from installer.prepare import PINS
from tests.whole.catalogues import literal
from tests.whole.sources import ROOT, pins_of, python_files, text_of, tracked, tree_of

TOP = re.compile(
    r"(shelter_admin|ui|resources|tests|installer|main\.py|pyproject\.toml|Makefile|README.*|LICENSE.*|NOTICE.*|THIRD.*|"
    r"ARCHITECTURE\.md|DECISIONS\.md|CHANGELOG\.md|CONTRIBUTING\.md|SECURITY\.md|requirements.*|\..*)"
)
# Written in parts so that this file does not find itself.
MACHINE_PATH = re.compile("/(" + "|".join(("work", "farm", "root", "home/[a-z][a-z0-9_-]*")) + ")/")
HOST = re.compile("https?" + "://")
DOWNLOAD_HOST = re.compile(r"(index-url|find-links|registry *=).*" + HOST.pattern)
LEFT_BEHIND = re.compile(
    "|".join(
        (
            r"\bTO" + r"DO\b",
            "FIX" + "ME",
            r"\bXX" + r"X\b",
            "NotImplemented" + "Error",
            r"mark\.sk" + "ip",
            r"# type: ig" + r"nore$",
        )
    )
)
COLOUR = re.compile(r"#([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6}|[0-9A-Fa-f]{8})")

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def found(pattern: re.Pattern[str], paths: list[Path]) -> list[str]:
    """Where a pattern stands in these files, by line."""
    return [
        f"{path}:{number} {line.strip()[:80]}"
        for path in paths
        if (text := text_of(path)) is not None
        for number, line in enumerate(text.splitlines(), 1)
        if pattern.search(line)
    ]


def tops_imported(path: Path) -> set[str]:
    """The first part of every module that a file imports, wherever in it."""
    found_here = set()
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            found_here |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found_here.add(node.module.split(".")[0])
    return found_here


def colours_named_by_widgets() -> list[str]:
    return [
        f"{path}:{node.lineno} {text}"
        for path in python_files("ui")
        if not any(part.startswith("theme") for part in path.parts)
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Constant) and (text := literal(node)) and COLOUR.search(text)
    ]


def test_that_no_file_names_a_path_of_one_machine():
    assert found(MACHINE_PATH, list(tracked())) == []


def test_that_no_file_names_a_download_host():
    assert found(HOST, [path for path in tracked() if path.name.startswith("requirements")]) == []
    assert found(DOWNLOAD_HOST, list(tracked())) == []


def test_that_nothing_is_left_to_do_in_the_code():
    assert found(LEFT_BEHIND, [path for path in tracked() if path.suffix == ".py"]) == []


def test_that_widgets_name_no_colour():
    assert colours_named_by_widgets() == []


def test_that_the_top_level_holds_what_belongs_there():
    assert sorted({path.parts[0] for path in tracked() if not TOP.fullmatch(path.parts[0])}) == []


def test_that_the_version_is_written_once():
    version = PROJECT["project"]["version"]
    copies = [
        f"{path}:{node.lineno}"
        for path in python_files("shelter_admin", "ui", "main.py", "installer")
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Constant) and node.value == version
    ]
    assert copies == []


def test_that_the_change_log_speaks_of_this_version():
    assert f"## {PROJECT['project']['version']}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_that_every_dependency_is_pinned():
    wanted = {re.split(r"[<>=~! ;\[]", one)[0].lower() for one in PROJECT["project"]["dependencies"]}
    wanted_by_tests = {
        re.split(r"[<>=~! ;\[]", one)[0].lower() for one in PROJECT["project"]["optional-dependencies"]["dev"]
    }
    assert wanted - set(pins_of("requirements.txt")) == set()
    assert wanted_by_tests - set(pins_of("requirements-dev.txt")) == set()


def test_that_what_the_program_imports_is_declared_and_nothing_else():
    own = {"shelter_admin", "ui", "main"}
    makers = packages_distributions()
    imported = {
        name.lower().replace("_", "-")
        for path in python_files("shelter_admin", "ui", "main.py")
        for top in tops_imported(path) - own - sys.stdlib_module_names
        for name in makers[top]
    }
    declared = {re.split(r"[<>=~! ;\[]", one)[0].lower() for one in PROJECT["project"]["dependencies"]}
    # PySide6 and shiboken6 are one piece in two packages.
    assert imported - {"shiboken6"} == declared


def test_that_every_pin_has_hashes():
    for name in ("requirements.txt", "requirements-dev.txt"):
        entries = re.split(r"\n(?=[a-z0-9])", (ROOT / name).read_text(encoding="utf-8"))
        assert [entry.split()[0] for entry in entries if "==" in entry and "--hash=sha256:" not in entry] == []


def test_that_a_machine_ready_for_tests_is_ready_to_run():
    everything = pins_of(PINS["test"][0]).items()
    assert pins_of(PINS["run"][0]).items() - everything == set()


def test_that_the_toolkit_is_the_one_that_keeps_references():
    assert pins_of("requirements.txt")["pyside6-essentials"] == "6.11.3"
