"""Every act and every question there is, and how acts are called: found by looking through the operations."""

from __future__ import annotations

import pkgutil
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import Any

from shelter_admin import operations
from shelter_admin.domain.words import _
from shelter_admin.operations.desk import Command, Query


@cache
def modules() -> tuple[ModuleType, ...]:
    """Load every module of the operations, by name."""
    found = pkgutil.walk_packages(operations.__path__, f"{operations.__name__}.")
    return tuple(import_module(name) for name in sorted(item.name for item in found))


@cache
def all_commands() -> tuple[type[Command[Any]], ...]:
    """Every act of the program."""
    modules()
    return _below(Command)


@cache
def all_queries() -> tuple[type[Query[Any]], ...]:
    """Every question of the program."""
    modules()
    return _below(Query)


@cache
def act_names() -> Mapping[str, str]:
    """How each act of the audit is called, by its name there; to be translated when shown."""
    names = {act.__name__: act.name for act in all_commands()}
    names |= {query.__name__: query.name for query in all_queries() if query.sensitive}
    for module in modules():
        names |= getattr(module, "ACTS", {})
    return names


def called(act: str) -> str:
    """How an act of the audit is called, in the language in use; one of a later version keeps its own name."""
    return _(name) if (name := act_names().get(act)) else act


def _below(top: Any) -> tuple[Any, ...]:
    """The classes of the program made from this one, each once; those without ``needs`` are only shared parts."""
    found: dict[str, Any] = {}
    waiting = list(top.__subclasses__())
    while waiting:
        one = waiting.pop()
        waiting += one.__subclasses__()
        if hasattr(one, "needs") and one.__module__.startswith(operations.__name__ + "."):
            found[f"{one.__module__}.{one.__qualname__}"] = one
    return tuple(found[name] for name in sorted(found))
