"""Every refusal has its sentence and every sentence its refusal; the sentence gets the facts that it needs."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from shelter_admin.terminal.sentences import TYPED
from tests.whole.catalogues import literal, placeholders
from tests.whole.sources import calls, python_files, tree_of

FAILURES = {"Refused", "Conflict", "Unavailable", "Damaged"}
# Where the code of a failure is read from a table instead of being written where it is raised.
TABLES = {
    Path("shelter_admin/persistence/dialects/guarded.py"): {"GUARDED"},
    Path("shelter_admin/persistence/dialects/refusals.py"): {"CODES"},
    Path("shelter_admin/persistence/dialects/embedded.py"): {"_UNIQUE"},
    Path("shelter_admin/persistence/dialects/server.py"): {"_UNIQUE"},
}
PROGRAM = python_files("shelter_admin", "ui", "main.py")


@dataclass(frozen=True)
class Raised:
    """One place where a failure is made; ``facts`` is None where they cannot be read from the source."""

    where: str
    code: str
    facts: frozenset[str] | None


def named_tables(tree: ast.Module, names: set[str]) -> Iterator[ast.expr]:
    """What is assigned to these names at the top of a module."""
    for node in tree.body:
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.target.id in names:
            if node.value is not None:
                yield node.value
        elif isinstance(node, ast.Assign) and any(
            isinstance(one, ast.Name) and one.id in names for one in node.targets
        ):
            yield node.value


def texts_in(node: ast.expr) -> list[str]:
    """The texts a table gives out: the values of a mapping, the members of anything else."""
    inner = node.values if isinstance(node, ast.Dict) else [node]
    return [text for part in inner for one in ast.walk(part) if isinstance(one, ast.expr) and (text := literal(one))]


def raised_in(tree: ast.Module, where: str) -> Iterator[Raised]:
    """The failures that a file makes with their codes written out."""
    for name, call in calls(tree):
        if name not in FAILURES or not call.args:
            continue
        named = {keyword.arg for keyword in call.keywords}
        facts = None if None in named else frozenset(str(one) for one in named)
        for part in ast.walk(call.args[0]):
            if isinstance(part, ast.expr) and (code := literal(part)) is not None:
                yield Raised(f"{where}:{call.lineno}", code, facts)


def passes_on(call: ast.Call) -> bool:
    """Tell whether a failure takes over the code of another one."""
    return bool(call.args) and isinstance(call.args[0], ast.Attribute) and call.args[0].attr == "code"


def all_raised() -> list[Raised]:
    found = [raised for path in PROGRAM for raised in raised_in(tree_of(path), str(path))]
    for path, names in TABLES.items():
        if path in PROGRAM:
            tables = named_tables(tree_of(path), names)
            found += [Raised(str(path), code, frozenset()) for table in tables for code in texts_in(table)]
    return found


def all_words() -> dict[str, list[str]]:
    """The sentences of each code in the WORDS of the operations."""
    words: dict[str, list[str]] = {}
    for path in python_files("shelter_admin"):
        if path.parts[1] != "operations":
            continue
        for table in named_tables(tree_of(path), {"WORDS"}):
            if isinstance(table, ast.Dict):
                for key, value in zip(table.keys, table.values, strict=True):
                    code = literal(key) if key is not None else None
                    if code is not None:
                        words.setdefault(code, []).extend(texts_in(value))
    return words


RAISED = all_raised()
WORDS = all_words()


def test_that_every_refusal_has_words():
    assert sorted({f"{one.where} {one.code}" for one in RAISED if one.code not in WORDS}) == []


def test_that_no_words_are_left_over():
    assert sorted(set(WORDS) - {one.code for one in RAISED}) == []


def test_that_a_refusal_has_one_sentence():
    assert {code: said for code, said in WORDS.items() if len(said) != 1} == {}


def test_that_a_sentence_is_given_the_facts_it_names():
    lacking = [
        f"{one.where} {one.code} lacks {sorted(lost)}"
        for one in RAISED
        if one.facts is not None and (lost := placeholders(" ".join(WORDS.get(one.code, []))) - one.facts)
    ]
    assert lacking == []


def test_that_what_the_terminal_says_instead_is_of_a_refusal_there_is_and_names_no_button():
    assert set(TYPED) <= set(WORDS)
    assert {code for code, said in TYPED.items() if "“" in said or "Choose" in said} == set()
    assert {code for code, said in TYPED.items() if placeholders(said) - placeholders(WORDS[code][0])} == set()


def test_that_a_code_is_written_out_where_it_is_raised():
    hidden = [
        f"{path}:{call.lineno}"
        for path in PROGRAM
        if path not in TABLES
        for name, call in calls(tree_of(path))
        if name in FAILURES and not passes_on(call) and not list(raised_in(ast.Module([ast.Expr(call)], []), ""))
    ]
    assert hidden == []


def test_that_these_tests_read_codes_and_facts():
    tree = ast.parse('raise Refused("bed_taken" if a else "bed_broken", field="bed", label=label)')
    assert [(one.code, one.facts) for one in raised_in(tree, "beds.py")] == [
        ("bed_taken", frozenset({"field", "label"})),
        ("bed_broken", frozenset({"field", "label"})),
    ]
