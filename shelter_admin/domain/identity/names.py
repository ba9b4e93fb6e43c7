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


_MUHAMAD: Final = "muhamat"
_SHORT: Final = {
    **dict.fromkeys(("m", "md", "mhd", "moh", "mohd", "moch", "moh", "muh", "muhd", "much", "mukh", "mokh"), _MUHAMAD),
    **dict.fromkeys(("abd", "abdl", "abdu"), "abdul"),
    **dict.fromkeys(("ach", "akh", "acmad", "akmad"), "ahmat"),
    **dict.fromkeys(("st", "sitti", "sity", "citi", "siti"), "siti"),
    **dict.fromkeys(("dg", "daeng"), "daing"),
    **dict.fromkeys(("joseph", "josep", "yoseph"), "iosep"),
}
"""Words that are shortened so often that the short form is the name, as they sound."""
_HEARD: Final = {
    **dict.fromkeys(("mohamat", "muhamat", "mohamet", "muhamet", "mukamat", "mokamat", "muamat"), _MUHAMAD),
    **dict.fromkeys(("ahmat", "akmat", "ahmet"), "ahmat"),
}
# Dj, tj, nj, sj, ch and oe are the spelling before 1972; a lone j was then the y of today.
_SOUNDS: Final = (
    ("oe", "u"), ("oo", "u"), ("auj", "aus"), ("dz", "z"), ("dj", "j"), ("tj", "c"), ("nj", "ni"), ("sj", "s"),
    ("ch", "h"), ("kh", "h"), ("sy", "s"), ("sh", "s"), ("ts", "s"), ("th", "t"), ("dh", "d"), ("ph", "p"),
    ("bh", "b"), ("gh", "g"), ("ck", "k"), ("x", "ks"), ("q", "k"), ("v", "p"), ("f", "p"), ("z", "s"),
    ("j", "i"), ("y", "i"), ("ae", "ai"), ("ie", "i"), ("ei", "e"), ("uw", "u"),
)  # fmt: skip
_BEGINNINGS: Final = (("nor", "nur"),)
_OF_GOD: Final = re.compile(r"uloh$")
_DOUBLE: Final = re.compile(r"(.)\1+")
_SERVANT: Final = re.compile(r"abdul?([bcdfghklmnprstw]\w{3,})")
_LAST: Final = {"d": "t", "b": "p"}
_RANKS: Final = _TITLES | {"r", "rr", "rd", "raden", "hi", "mas", "mbak", "dg", "daeng"}


@lru_cache(maxsize=65_536)
def sound_of_word(word: str) -> str:
    """One word of a search key as it sounds: Soekarno and Sukarno, Djoko and Joko, Moh. and Muhammad are alike."""
    if word in _SHORT:
        return _SHORT[word]
    sound = "kr" + word[3:] if word.startswith("chr") else word
    for written, heard in _SOUNDS:
        if written in sound:
            sound = sound.replace(written, heard)
    sound = _DOUBLE.sub(r"\1", sound)
    for written, heard in _BEGINNINGS:
        if sound.startswith(written):
            sound = heard + sound[len(written) :]
    sound = _OF_GOD.sub("ula", sound)
    if len(sound) > 3 and sound.endswith("h"):
        sound = sound[:-1]
    if len(sound) > 3:
        sound = sound[:-1] + _LAST.get(sound[-1], sound[-1])
    return _HEARD.get(sound, sound)


@lru_cache(maxsize=131_072)
def sound_key(name: str) -> str:
    """The whole name as it sounds, word by word; a title within it and Bin or Binti are not heard."""
    words = search_key(name).split()
    heard = [word for word in words if word not in _RANKS] or words
    sound = " ".join([sound_of_word(word) for word in heard])
    found = _SERVANT.fullmatch(sound.split(" ", 1)[0]) if sound.startswith("abdu") else None
    return f"abdul {sound[found.start(1) :]}" if found else sound


_BEGINS: Final = {**dict.fromkeys("aeou", "a"), "i": "s", "c": "k", "h": "k", "g": "k", "b": "p", "d": "t"}
_BONES: Final = str.maketrans({**dict.fromkeys("aeiouhw", None), "c": "k", "g": "k", "b": "p", "d": "t"})


@lru_cache(maxsize=65_536)
def bones_of(sound: str) -> str:
    """What stays of a sounding word under most slips of the pen: how it begins, and its consonants."""
    rest = sound[1:].translate(_BONES)
    return _DOUBLE.sub(r"\1", _BEGINS.get(sound[0], sound[0]) + rest)


def index_of_sounds(name: str, alias: str = "") -> str:
    """By what a name and an alias are found however they were spelled: the bones of every word, in order.

    A space stands before each, so that the beginning of a word can be looked for.
    """
    words = (*sound_key(name).split(), *sound_key(alias).split())
    return "".join(f" {bones}" for bones in sorted({bones_of(word) for word in words}))
