"""Names as written, as searched for, as they sound. One field: nothing is split off as a family name (notes 5.3)."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final, NamedTuple


class NameReading(NamedTuple):
    """A name as written, its name proper and its alias."""

    written: str
    name: str
    alias: str


_ALIAS = re.compile(
    (
        r"\s*(?:\b(?:als|alias|a\.?k\.?a|panggilan|pgl|dipanggil|biasa\s+dipanggil"
        r"|dikenal(?:\s+sebagai)?)\b\.?\s*:?|@)\s*"
    ),
    re.IGNORECASE,
)
_EITHER = re.compile(r"([^/]*[^\W\d_]{3}[^/]*)/([^/]*[^\W\d_]{3}[^/]*)")
_BRACKETS = re.compile(r"\s*[(\[“\"]\s*([^)\]”\"]+)\s*[)\]”\"]\s*")
_NO_ALIAS = re.compile(r"(?:alm|almh|almarhum|almarhumah|l|p|baru|lama|odgj|lansia|\d.*)\.?", re.IGNORECASE)
_TITLES: Final = frozenset(
    [
        "h",
        "hj",
        "haji",
        "hajah",
        "hajjah",
        "dr",
        "drs",
        "dra",
        "ir",
        "alm",
        "almh",
        "almarhum",
        "almarhumah",
        "bpk",
        "bapak",
        "pak",
        "ibu",
        "bu",
        "sdr",
        "sdri",
        "tn",
        "ny",
        "nn",
        "kh",
        "ust",
        "ustad",
        "ustadz",
        "mr",
        "mrs",
        "prof",
    ]
)
_CHILD_OF: Final = frozenset(["bin", "binti", "bt", "bte", "bnt"])
_DEGREES = re.compile(r"(?:,\s*|\s+)(?:[smad]\.\s?[a-z]{1,4}\.?|a\.?md\.?\w*|ph\.?d|s\.?st)\b.*$", re.IGNORECASE)
_LETTERS = re.compile(r"[^a-z0-9 ]+")


def written_name(text: str) -> str:
    """Give the name as written, without stray spaces and punctuation at its ends; a mere sign stays as it is."""
    plain = " ".join(text.replace("\u00a0", " ").split())
    return plain.strip(" ,;:-") or plain


@lru_cache(maxsize=65_536)
def read_name(text: str) -> NameReading:
    """Part a name from its alias: "X als. Y", "X alias Y", "X (Y)"."""
    written = written_name(text)
    parts = _ALIAS.split(written, maxsplit=1)
    if len(parts) == 2 and (name := parts[0].strip(" ,;(-")):
        return NameReading(written, name, parts[1].strip(' ,;()"-'))
    if found := _EITHER.fullmatch(written):
        return NameReading(written, found[1].strip(), found[2].strip())
    if (found := _BRACKETS.search(written)) and found.start() > 0:
        inside = found[1].strip()
        bare = " ".join((written[: found.start()] + " " + written[found.end() :]).split())
        if bare and not _NO_ALIAS.fullmatch(inside):
            return NameReading(written, bare, _ALIAS.sub("", inside))
    return NameReading(written, written, "")


@lru_cache(maxsize=131_072)
def search_key(name: str) -> str:
    """The name for finding and sorting: case, accents, titles, Haji and Bin/Binti do not count."""
    text = name if name.isascii() else unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode("ascii")
    text = _DEGREES.sub("", text.lower())
    tokens = _LETTERS.sub(" ", text.replace("'", "")).split()
    first = 0
    while first < len(tokens) - 1 and tokens[first] in _TITLES:
        first += 1
    return " ".join(token for token in tokens[first:] if token not in _CHILD_OF)


_SHORT: Final = {
    "moh": "muhamad", "mohd": "muhamad", "muh": "muhamad", "muhd": "muhamad", "mhd": "muhamad", "md": "muhamad",
    "moch": "muhamad", "mochamad": "muhamad", "mochammad": "muhamad", "mohamad": "muhamad", "mohammad": "muhamad",
    "mohamed": "muhamad", "mohammed": "muhamad", "muchamad": "muhamad", "muchammad": "muhamad", "m": "muhamad",
    "muhammad": "muhamad", "muhammat": "muhamad", "muhamat": "muhamad", "abd": "abdul", "abdoel": "abdul",
    "ach": "ahmad", "akh": "ahmad", "achmad": "ahmad", "akhmad": "ahmad", "ahmat": "ahmad", "achmat": "ahmad",
}  # fmt: skip
# Dj, tj, nj, sj and oe are the spelling before 1972; a lone j was then the y of today.
_SOUNDS: Final = (
    ("oe", "u"), ("oo", "u"), ("dj", "J"), ("tj", "c"), ("nj", "ni"), ("sj", "s"), ("ch", "c"), ("kh", "h"),
    ("sy", "s"), ("sh", "s"), ("th", "t"), ("dh", "d"), ("ph", "p"), ("bh", "b"), ("ie", "i"), ("ck", "k"), ("x", "ks"),
    ("q", "k"), ("v", "p"), ("f", "p"), ("z", "s"), ("J", "i"), ("j", "i"), ("y", "i"),
)  # fmt: skip
_DOUBLE = re.compile(r"(.)\1+")


@lru_cache(maxsize=65_536)
def sound_of_word(word: str) -> str:
    """One word of a search key as it sounds: Soekarno and Sukarno, Djoko and Joko, Moh. and Muhammad are alike."""
    sound = _SHORT.get(word, word)
    for written, heard in _SOUNDS:
        if written in sound:
            sound = sound.replace(written, heard)
    sound = _DOUBLE.sub(r"\1", sound)
    if len(sound) > 3 and sound.endswith("h"):
        sound = sound[:-1]
    return sound[:-1] + "t" if len(sound) > 3 and sound.endswith("d") else sound


@lru_cache(maxsize=131_072)
def sound_key(name: str) -> str:
    """The whole name as it sounds, word by word."""
    return " ".join([sound_of_word(word) for word in search_key(name).split()])
