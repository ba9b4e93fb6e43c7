"""No act without its right: every command and question stands in the table of rights, and none goes past the Desk."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import TypeGuard

import pytest

from shelter_admin.domain.accounts import RIGHTS, Right, Role
from shelter_admin.operations import registry
from tests.operations.test_rights import NIGHT, TABLE, a_desk_at_no_store, past_the_rights
from tests.whole.sources import calls, python_files, tree_of

BASES = {"Command", "Query"}
MAKES_DESKS = {"shelter_admin/operations/desk.py", "shelter_admin/operations/opening.py"}
# Each reads a store of its own that nobody works in: a new demonstration, the copy of a rehearsal or a restoring.
OF_THEIR_OWN = {
    "shelter_admin/operations/demo/make.py",
    "shelter_admin/operations/copies/rehearsing.py",
    "shelter_admin/operations/copies/restoring.py",
    "shelter_admin/operations/sharing/moving.py",  # asks the right itself: the move is an act of two stores at once
}
# These come in before there is a desk, or ask at the terminal before a store is there.
WITHOUT_A_DESK = {"init", "demo", "restore", "connect", "upgrade"}


def classes() -> Iterator[tuple[Path, ast.ClassDef]]:
    for path in python_files("shelter_admin", "ui", "main.py"):
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.ClassDef):
                yield path, node


def bases_of(node: ast.ClassDef) -> set[str]:
    """The names of what a class is made from, without their parameters."""
    found = set()
    for base in node.bases:
        plain = base.value if isinstance(base, ast.Subscript) else base
        found.add(plain.attr if isinstance(plain, ast.Attribute) else getattr(plain, "id", ""))
    return found


def acts_in_the_sources() -> dict[str, str]:
    """Every class that can be carried out by the Desk, found by reading the sources, with where it stands."""
    kinds, found = set(BASES), {}
    growing = True
    while growing:
        growing = False
        for path, node in classes():
            if node.name not in kinds and bases_of(node) & kinds:
                kinds.add(node.name)
                growing = True
                found[node.name] = f"{path.as_posix()}:{node.lineno}"
    return found


def test_that_every_act_and_question_of_the_sources_has_a_right_named_in_the_table():
    shared = {name for name in acts_in_the_sources() if name not in TABLE and is_shared_part(name)}
    missing = {name: where for name, where in acts_in_the_sources().items() if name not in TABLE and name not in shared}
    assert missing == {}
    assert set(TABLE) - set(acts_in_the_sources()) == set()


def is_shared_part(name: str) -> bool:
    """Say whether this class is only a part of others: it names no right, and others are made from it."""
    ((_path, node),) = [(path, node) for path, node in classes() if node.name == name]
    own = {getattr(item.target, "id", "") for item in node.body if isinstance(item, ast.AnnAssign) and item.value}
    return "needs" not in own and any(name in bases_of(other) for _path, other in classes())


def test_that_a_shared_part_is_no_act_by_itself():
    parts = {name for name in acts_in_the_sources() if name not in TABLE}
    registered = {act.__name__ for act in (*registry.all_commands(), *registry.all_queries())}
    assert parts & registered == set()


def test_that_every_act_stands_with_the_operations():
    astray = {name: where for name, where in acts_in_the_sources().items() if "/operations/" not in where}
    assert astray == {}


@pytest.mark.parametrize("role", list(Role))
def test_that_every_act_gets_past_the_desk_for_the_roles_of_the_table_alone(role):
    desk = a_desk_at_no_store(NIGHT, role)
    acts = (*registry.all_commands(), *registry.all_queries())
    assert {act.__name__ for act in acts if past_the_rights(desk, act)} == {
        name for name, roles in TABLE.items() if role in roles
    }


def test_that_every_right_is_held_by_somebody_or_passed_by_name():
    held = frozenset().union(*RIGHTS.values())
    assert set(Right) - held == set()


def test_that_nobody_reads_or_writes_a_store_but_the_desk():
    doors = {"acting", "asking"}
    found = {
        path.as_posix()
        for path in python_files("shelter_admin", "ui", "main.py")
        if not path.as_posix().startswith("shelter_admin/persistence/")
        for name, call in calls(tree_of(path))
        if name in doors and isinstance(call.func, ast.Attribute)
    }
    assert found - MAKES_DESKS - OF_THEIR_OWN == set()


def test_that_no_act_carries_out_another_that_the_desk_would_refuse():
    """An act may ask another's question inside itself only where the rights of both are asked, here or by the act."""
    inner = {
        f"{path.as_posix()}:{call.func.value.func.id}"
        for path in python_files("shelter_admin")
        for name, call in calls(tree_of(path))
        if name == "run"
        and isinstance(call.func, ast.Attribute)
        and isinstance(call.func.value, ast.Call)
        and isinstance(call.func.value.func, ast.Name)
        and call.func.value.func.id in TABLE
    }
    assert inner <= INNER, inner - INNER


# Each asks the right of what it uses, holds it by the same table row, or shows less of it than its own right allows.
INNER = {
    "shelter_admin/operations/certificates/asking.py:Candidates",
    "shelter_admin/operations/copies/rehearsing.py:CheckStore",
    "shelter_admin/operations/demo/departures.py:ArrangeDeparture",
    "shelter_admin/operations/demo/departures.py:HandOverThings",
    "shelter_admin/operations/demo/departures.py:PayOutSavings",
    "shelter_admin/operations/demo/departures.py:RecordSaving",
    "shelter_admin/operations/demo/departures.py:SetKit",
    "shelter_admin/operations/demo/doubles.py:DifferentPeople",
    "shelter_admin/operations/demo/doubles.py:EditIdentity",
    "shelter_admin/operations/demo/doubles.py:LinkPeople",
    "shelter_admin/operations/demo/doubles.py:RecordLeaving",
    "shelter_admin/operations/demo/files.py:AddDocument",
    "shelter_admin/operations/demo/files.py:AddRelative",
    "shelter_admin/operations/demo/files.py:AnswerPaper",
    "shelter_admin/operations/demo/files.py:AskPapers",
    "shelter_admin/operations/demo/graduates.py:IssueCertificates",
    "shelter_admin/operations/demo/letters.py:IssueBatch",
    "shelter_admin/operations/demo/letters.py:IssueDuplicate",
    "shelter_admin/operations/demo/intakes.py:AddBatch",
    "shelter_admin/operations/demo/intakes.py:AddBatchTemplate",
    "shelter_admin/operations/demo/intakes.py:AddLesson",
    "shelter_admin/operations/demo/intakes.py:AddProgram",
    "shelter_admin/operations/demo/intakes.py:AddTrainingRoom",
    "shelter_admin/operations/demo/intakes.py:ApplyForClass",
    "shelter_admin/operations/demo/intakes.py:LessonChoicesOf",
    "shelter_admin/operations/demo/intakes.py:MayApply",
    "shelter_admin/operations/demo/intakes.py:OpenIntakes",
    "shelter_admin/operations/demo/intakes.py:ScoreApplicants",
    "shelter_admin/operations/demo/intakes.py:SelectionOf",
    "shelter_admin/operations/demo/intakes.py:SetCriteria",
    "shelter_admin/operations/demo/places.py:BlockBeds",
    "shelter_admin/operations/demo/places.py:BookBed",
    "shelter_admin/operations/demo/places.py:LayOutRoom",
    "shelter_admin/operations/demo/places.py:MarkToClean",
    "shelter_admin/operations/demo/places.py:TagBeds",
    "shelter_admin/operations/demo/protection.py:AnswerRequest",
    "shelter_admin/operations/demo/protection.py:CloseIncident",
    "shelter_admin/operations/demo/protection.py:ListAffected",
    "shelter_admin/operations/demo/protection.py:NoteTold",
    "shelter_admin/operations/demo/protection.py:RecordConsent",
    "shelter_admin/operations/demo/protection.py:RecordIncident",
    "shelter_admin/operations/demo/protection.py:RecordRequest",
    "shelter_admin/operations/demo/waiting_list.py:AddApplicant",
    "shelter_admin/operations/demo/waiting_list.py:DeclineApplicant",
    "shelter_admin/operations/demo/waiting_list.py:OfferBed",
    "shelter_admin/operations/demo/waiting_list.py:SetAdmissionPapers",
    "shelter_admin/operations/demo/waiting_list.py:SetRequirement",
    "shelter_admin/operations/demo/waiting_list.py:WithdrawApplicant",
    "shelter_admin/operations/demo/watch.py:CloseOccurrence",
    "shelter_admin/operations/demo/watch.py:GiveBack",
    "shelter_admin/operations/demo/watch.py:KeepBelonging",
    "shelter_admin/operations/demo/watch.py:RecordOccurrence",
    "shelter_admin/operations/intake/admitting.py:AdmitPerson",
    "shelter_admin/operations/intake/admitting.py:ReturnPerson",
    "shelter_admin/operations/readiness/foretelling.py:Outlooks",
    "shelter_admin/operations/residents/linking.py:LinkPeople",
    "shelter_admin/operations/returns/month.py:Month",
    "shelter_admin/operations/returns/month.py:ReturnVersion",
    "shelter_admin/operations/today.py:PossibleDoubles",
    "shelter_admin/operations/today.py:ResidentList",
    "shelter_admin/operations/today_training.py:Candidates",
    "shelter_admin/operations/training/classes.py:ClassSheetOf",
    "shelter_admin/operations/training/selection.py:SelectionOf",
    "shelter_admin/operations/training/timetable.py:TimetableOf",
    "shelter_admin/operations/waiting.py:ExpectBack",
}


def test_that_every_command_of_the_terminal_comes_in_by_a_desk():
    doors = {"writing", "reading", "writing_if_free"}
    without = set()
    for path in python_files("shelter_admin"):
        if not path.as_posix().startswith("shelter_admin/terminal/"):
            continue
        functions = {node.name: node for node in ast.walk(tree_of(path)) if isinstance(node, ast.FunctionDef)}
        for node in functions.values():
            if is_command(node) and not doors & names_called(node, functions, set()):
                without.add(command_name(node))
    assert without == WITHOUT_A_DESK


def names_called(node: ast.FunctionDef, functions: dict[str, ast.FunctionDef], seen: set[str]) -> set[str]:
    """What a function calls, itself and by its neighbours."""
    found = {name for name, _call in calls(node)}
    for name in found & set(functions) - seen:
        found |= names_called(functions[name], functions, seen | {name})
    return found


def is_command(node: ast.FunctionDef) -> bool:
    return any(is_command_maker(one) for one in node.decorator_list)


def is_command_maker(node: ast.expr) -> TypeGuard[ast.Call]:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "command"


def command_name(node: ast.FunctionDef) -> str:
    for one in node.decorator_list:
        if is_command_maker(one) and one.args and isinstance(one.args[0], ast.Constant):
            return str(one.args[0].value)
    return node.name
