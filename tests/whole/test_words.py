"""Everything the program says can be said in Indonesian, and nothing is left over in the catalogues."""

from __future__ import annotations

import ast
from collections import defaultdict

from tests.whole.catalogues import MARKERS, Entry, Use, all_entries, all_uses, literal, placeholders, uses_in
from tests.whole.sources import calls, python_files, tree_of

USES = all_uses()
ENTRIES = all_entries()
PROGRAM = python_files("shelter_admin", "ui", "main.py")


def untranslated(uses: list[Use], entries: list[Entry]) -> list[str]:
    said = {entry.key for entry in entries if all(text.strip() for text in entry.said)}
    return sorted({f"{use.where} {use.message!r}" for use in uses if use.key not in said})


def unlike_placeholders(entries: list[Entry]) -> list[str]:
    return [
        f"{entry.file} {entry.message!r}"
        for entry in entries
        for text in entry.said
        if text and placeholders(text) != placeholders(entry.plural or entry.message)
    ]


def test_that_every_message_has_an_indonesian_sentence():
    assert untranslated(USES, ENTRIES) == []


def test_that_a_sentence_keeps_the_placeholders_of_its_message():
    assert unlike_placeholders(ENTRIES) == []


def test_that_no_catalogue_holds_a_message_that_nobody_says():
    spoken = {use.key for use in USES}
    assert [f"{entry.file} {entry.message!r}" for entry in ENTRIES if entry.key not in spoken] == []


def test_that_one_message_is_one_sentence_in_all_catalogues():
    sentences = defaultdict(set)
    for entry in ENTRIES:
        sentences[entry.key].add(entry.said)
    assert {key: said for key, said in sentences.items() if len(said) > 1} == {}


def test_that_a_plural_is_marked_alike_in_code_and_catalogue():
    plurals = {entry.key: entry.plural for entry in ENTRIES}
    assert [use for use in USES if use.plural and plurals.get(use.key, use.plural) != use.plural] == []


def test_that_no_sentence_waits_to_be_looked_at_again():
    assert [f"{entry.file} {entry.message!r}" for entry in ENTRIES if entry.fuzzy] == []


def test_that_a_message_is_never_put_together_before_it_is_translated():
    built = [
        f"{path}:{call.lineno}"
        for path in PROGRAM
        for name, call in calls(tree_of(path))
        if name in MARKERS and call.args and isinstance(call.args[-1], (ast.JoinedStr, ast.BinOp))
    ]
    assert built == []


def test_that_marking_for_later_is_given_plain_text():
    marked = [
        f"{path}:{call.lineno}"
        for path in PROGRAM
        for name, call in calls(tree_of(path))
        if name == "N_" and (not call.args or literal(call.args[0]) is None)
    ]
    assert marked == []


def test_that_these_tests_see_a_missing_word_and_a_lost_placeholder():
    tree = ast.parse('_("Save"); n_("{n} bed", "{n} beds", 2); p_("verb", "Leave")')
    uses = list(uses_in(tree, "page.py"))
    saved = Entry("a.po", None, "Save", None, ("Simpan",))
    beds = Entry("a.po", None, "{n} bed", "{n} beds", ("{m} tempat tidur",))
    assert untranslated(uses, [saved]) == ["page.py:1 'Leave'", "page.py:1 '{n} bed'"]
    assert unlike_placeholders([saved, beds]) == ["a.po '{n} bed'"]
