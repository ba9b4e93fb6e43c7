"""Small enough to read: the budget of sizes in ARCHITECTURE.md."""

from __future__ import annotations

import ast
from pathlib import Path

from tests.whole.sources import ROOT, python_files, tree_of

LONGEST_FILE = 400
LONGEST_FUNCTION = 40
MOST_METHODS = 20
LONGEST_WINDOW = 200

FILES = python_files("shelter_admin", "ui", "main.py", "tests", "installer")
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def lines_of(path: Path) -> int:
    return len((ROOT / path).read_text(encoding="utf-8").splitlines())


def long_functions(path: Path, longest: int = LONGEST_FUNCTION) -> list[str]:
    return [
        f"{path}:{node.lineno} {node.name} has {size} lines"
        for node in ast.walk(tree_of(path))
        if isinstance(node, FUNCTIONS) and (size := (node.end_lineno or 0) - node.lineno + 1) > longest
    ]


def big_classes(path: Path, most: int = MOST_METHODS) -> list[str]:
    return [
        f"{path}:{node.lineno} {node.name} has {size} methods"
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.ClassDef) and (size := sum(isinstance(part, FUNCTIONS) for part in node.body)) > most
    ]


def test_that_there_is_something_to_measure():
    assert len(FILES) > 20


def test_that_no_file_is_longer_than_400_lines():
    assert [f"{path} has {size} lines" for path in FILES if (size := lines_of(path)) > LONGEST_FILE] == []


def test_that_no_function_is_longer_than_40_lines():
    assert [found for path in FILES for found in long_functions(path)] == []


def test_that_no_class_has_more_than_20_methods():
    assert [found for path in FILES for found in big_classes(path)] == []


def test_that_the_window_is_a_frame_and_no_more():
    frames = [path for path in FILES if path.parts[:2] in {("ui", "window.py"), ("ui", "window")}]
    assert [f"{path} has {size} lines" for path in frames if (size := lines_of(path)) > LONGEST_WINDOW] == []


def test_that_the_measures_find_what_is_too_big(tmp_path):
    path = tmp_path / "big.py"
    methods = "\n".join(f"    def m{n}(self):\n        pass" for n in range(3))
    path.write_text(f"class Big:\n{methods}\n\ndef long():\n" + "    pass\n" * 5, encoding="utf-8")
    assert len(big_classes(path, most=2)) == 1
    assert big_classes(path, most=3) == []
    assert len(long_functions(path, longest=5)) == 1
    assert long_functions(path, longest=6) == []
