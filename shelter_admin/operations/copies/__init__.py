"""Copies: made by itself and by hand, rehearsed, put in the place of the store and taken back."""

from shelter_admin.operations.copies.making import (
    BackUp,
    BackUpBeside,
    Copies,
    KeepCopy,
    LastCopy,
    NoteRestored,
    Restored,
    leave,
    restore,
)
from shelter_admin.operations.copies.refusals import WORDS
from shelter_admin.operations.copies.rehearsing import (
    LastRehearsal,
    NoteRehearsal,
    RehearseCopy,
    RehearseWhenDue,
    rehearse,
    told,
)
from shelter_admin.operations.copies.sticks import Stick, Sticks, UseStick

__all__ = [
    "WORDS",
    "BackUp",
    "BackUpBeside",
    "Copies",
    "KeepCopy",
    "LastCopy",
    "LastRehearsal",
    "NoteRehearsal",
    "NoteRestored",
    "RehearseCopy",
    "RehearseWhenDue",
    "Restored",
    "Stick",
    "Sticks",
    "UseStick",
    "leave",
    "rehearse",
    "restore",
    "told",
]
