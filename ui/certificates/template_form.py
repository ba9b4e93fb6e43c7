"""The fields of a template, as an office changes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any, Final

from shelter_admin.domain.certificates.template import (
    BORDER_NAMES,
    KIND_NAMES,
    LISTS,
    LOGOS_NAMES,
    PICTURES,
    PLACES,
    SIGNATURE_NAMES,
    Kind,
    Template,
)
from shelter_admin.domain.words import _
from shelter_admin.operations.certificates.templates import FIELDS
from shelter_admin.operations.explain import explain
from ui.kit.form import ChoiceField, Field, Form, NoteField, TextField, TickField

_CHOICES: Final[Mapping[str, Mapping[Any, str]]] = {
    "kind": KIND_NAMES,
    "logos": LOGOS_NAMES,
    "border": BORDER_NAMES,
    "signature": SIGNATURE_NAMES,
}
_TICKS: Final = ("letterhead", "stamp", "photo", "back", "transcript", "summary", "trainer")
_ONLY_CERTIFICATES: Final = (
    "border",
    "under_name",
    "back",
    "back_title",
    "transcript",
    "summary",
    "trainer",
    "back_lines",
)
_ONLY_LETTERS: Final = ("closing",)
_ORDER: Final = (
    "name", "kind", "title", "number_line", "number_pattern", "opening", "under_name", "lines", "closing",
    "letterhead", "logos", "photo", "signature", "stamp", "border",
    "back", "back_title", "transcript", "summary", "trainer", "back_lines",
)  # fmt: skip


def field_of(key: str) -> Field:
    """The field of one part of a template."""
    words = _(FIELDS[key])
    if key in _CHOICES:
        return ChoiceField(key, words, [(choice, _(told)) for choice, told in _CHOICES[key].items()])
    if key in _TICKS:
        return TickField(key, words)
    if key in LISTS:
        hint = _("One line each; *strong*; [left out when a place in it is empty]")
        return NoteField(key, words, lines=4 if key == "lines" else 2, hint=hint)
    hint = _("Empty: the pattern of the settings") if key == "number_pattern" else ""
    return TextField(key, words, hint=hint)


class TemplateForm(Form):
    """All fields in their order; what is only for the other kind is hidden. Logos are held beside."""

    def __init__(self) -> None:
        self.by_key = {key: field_of(key) for key in _ORDER}
        super().__init__(list(self.by_key.values()), explain)
        self.pictures: dict[str, bytes] = dict.fromkeys(PICTURES, b"")

    def template(self) -> Template:
        """The template as it is typed."""
        values: dict[str, Any] = {key: field.value() for key, field in self.by_key.items()}
        for key in LISTS:
            values[key] = tuple(values[key].splitlines())
        return Template(**(values | self.pictures))

    def show_template(self, template: Template) -> None:
        """Show a template."""
        values: dict[str, Any] = {item.name: getattr(template, item.name) for item in fields(Template)}
        self.pictures = {key: values.pop(key) for key in PICTURES}
        self.load({key: "\n".join(value) if isinstance(value, tuple) else value for key, value in values.items()})
        self.clear_errors()
        self.follow_kind()

    def follow_kind(self) -> None:
        """Show only what belongs to the kind."""
        letter = self.by_key["kind"].value() is Kind.LETTER
        for key in _ONLY_CERTIFICATES:
            self.by_key[key].setVisible(not letter)
        for key in _ONLY_LETTERS:
            self.by_key[key].setVisible(letter)


def places_told() -> str:
    """The places with what each stands for."""
    return " · ".join(f"{{{place}}} {_(words)}" for place, words in PLACES.items())


def short_places() -> str:
    """The places alone."""
    return " ".join(f"{{{place}}}" for place in PLACES)
