"""What the click library says by itself, in the language of the program."""

from __future__ import annotations

import importlib
from typing import Final

from shelter_admin.domain.words import N_, _

SAID: Final = (
    N_("Options"),
    N_("Positional arguments"),
    N_("Commands"),
    N_("Usage:"),
    N_("Show this message and exit."),
    N_("Missing command."),
    N_("Missing argument"),
    N_("Missing option"),
    N_("Missing parameter"),
    N_("Invalid value: {message}"),
    N_("Invalid value for {param_hint}: {message}"),
    N_("No such option {name!r}."),
    N_("No such command {name!r}."),
    N_("{value!r} is not a valid {number_type}."),
    N_("{value!r} is not {choice}."),
    N_("{value!r} is not one of {choices}."),
    N_("{value} is not in the range {range}."),
    N_("{name} {filename!r} does not exist."),
    N_("{name} {filename!r} is a directory."),
    N_("{name} {filename!r} is not readable."),
    N_("Option {name!r} does not take a value."),
    N_("env var: {var}"),
    N_("default: {default}"),
    N_("file"),
    N_("directory"),
)
_MODULES: Final = ("core", "exceptions", "formatting", "types", "decorators", "parser")


def teach() -> None:
    """Let click speak as the program does; click itself knows only the language of the machine's settings."""
    for name in _MODULES:
        module = importlib.import_module(f"click.{name}")
        if hasattr(module, "_"):
            vars(module)["_"] = _
        if "ngettext" in vars(module):
            vars(module)["ngettext"] = _counted


def _counted(one: str, many: str, count: int) -> str:
    """One or many, each a sentence of its own in the catalogue."""
    return _(one if count == 1 else many)
