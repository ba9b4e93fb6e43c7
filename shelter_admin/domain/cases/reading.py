"""Reading an instrument from its file: everything it says is looked at, and what is wrong is said in one sentence.

The form of such a file is told in resources/instruments/README.md. What is read is as good as what was written by us:
codes are unique, every sum of points falls into exactly one band, numbers have bounds.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any, Final, TypeVar

from shelter_admin.domain.cases.instruments import Band, Choice, Instrument, Kind, Need, Occasion, Part, Question, Tone
from shelter_admin.domain.errors import Refused

FORMAT: Final = 1
MOST_QUESTIONS: Final = 200
MOST_BYTES: Final = 512 * 1024
LONGEST_WORDS: Final = 1000
MOST_POINTS: Final = 10_000
_CODE: Final = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")
E = TypeVar("E", Kind, Need, Occasion, Tone)


def read_file(content: bytes) -> tuple[Instrument, dict[str, Any]]:
    """An instrument and its plain content from the bytes of a file; raises Refused ``instrument_…``."""
    if len(content) > MOST_BYTES:
        raise Refused("instrument_too_big", most=MOST_BYTES // 1024)
    try:
        plain = json.loads(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise Refused("instrument_not_json") from error
    instrument = read_instrument(plain)
    return instrument, plain


def read_instrument(plain: Any) -> Instrument:
    """An instrument from plain JSON values; raises Refused ``instrument_…`` naming what is wrong and where."""
    top = _table(plain, "file")
    if top.get("format") != FORMAT:
        raise Refused("instrument_format", format=FORMAT)
    parts = tuple(_part(one, at) for at, one in enumerate(_list(top, "parts", "file"), 1))
    made = Instrument(
        code=_code(top, "file"),
        name=_words(top, "name", "file"),
        source=_words(top, "source", "file"),
        needs=_choice(top, "needs", Need, "file"),
        parts=parts,
        bands=tuple(_band(one, at) for at, one in enumerate(_maybe(top, "bands"), 1)),
        due_at=frozenset(_named(one, Occasion, "due_at") for one in _maybe(top, "due_at")),
        higher_is_better=bool(top.get("higher_is_better", True)),
        intro=_words(top, "intro", "file") if top.get("intro") else "",
    )
    _require_unlike(made)
    _require_bands(made)
    return made


def _part(plain: Any, at: int) -> Part:
    where = f"parts[{at}]"
    one = _table(plain, where)
    questions = _list(one, "questions", where)
    return Part(
        _words(one, "title", where),
        tuple(_question(each, f"{where}.questions[{no}]") for no, each in enumerate(questions, 1)),
    )


def _question(plain: Any, where: str) -> Question:
    one = _table(plain, where)
    code, kind = _code(one, where), _choice(one, "kind", Kind, where)
    words, optional = _words(one, "words", where), bool(one.get("optional"))
    if kind is Kind.CHOICE:
        offered = _list(one, "choices", where)
        choices = tuple(_one_choice(each, f"{where}.choices[{no}]") for no, each in enumerate(offered, 1))
        if len({each.code for each in choices}) != len(choices) or len(choices) < 2:
            raise Refused("instrument_choices", where=code)
        if len({each.points is None for each in choices}) != 1:
            raise Refused("instrument_points_missing", where=code)
        return Question(code, words, kind, choices, optional=optional)
    if kind is Kind.NUMBER:
        return _number(one, Question(code, words, kind, optional=optional), where)
    if kind is Kind.YES_NO and one.get("points") is not None:
        points = _table(one["points"], where)
        yes, no = _points(points, "yes", where), _points(points, "no", where)
        return Question(code, words, kind, yes=yes, no=no, optional=optional)
    return Question(code, words, kind, optional=optional)


def _number(one: Mapping[str, Any], made: Question, where: str) -> Question:
    least, most = one.get("least", 0), one.get("most")
    if type(least) is not int or type(most) is not int or not 0 <= least < most:
        raise Refused("instrument_bounds", where=made.code)
    unit = _words(one, "unit", where) if one.get("unit") else ""
    return Question(
        made.code,
        made.words,
        Kind.NUMBER,
        least=least,
        most=most,
        unit=unit,
        counts=bool(one.get("counts")),
        optional=made.optional,
    )


def _one_choice(plain: Any, where: str) -> Choice:
    one = _table(plain, where)
    points = None if one.get("points") is None else _points(one, "points", where)
    return Choice(_code(one, where), _words(one, "words", where), points)


def _band(plain: Any, at: int) -> Band:
    where = f"bands[{at}]"
    one = _table(plain, where)
    tone = _named(one.get("tone", Tone.INFO.value), Tone, where)
    return Band(_points(one, "from", where), _words(one, "words", where), tone)


def _require_unlike(made: Instrument) -> None:
    codes = [one.code for one in made.questions]
    if not codes or len(codes) > MOST_QUESTIONS:
        raise Refused("instrument_questions", most=MOST_QUESTIONS)
    twice = next((code for code in codes if codes.count(code) > 1), None)
    if twice is not None:
        raise Refused("instrument_code_twice", where=twice)


def _require_bands(made: Instrument) -> None:
    """Every score falls into one band: they begin at or below the lowest score and rise, none above the highest."""
    if not made.bands:
        return
    begins = [band.least for band in made.bands]
    low, high = made.bounds
    rising = all(one < other for one, other in pairwise(begins))
    if not made.scored or not rising or begins[0] > low or begins[-1] > high:
        raise Refused("instrument_bands", least=low, most=high)


def _table(plain: Any, where: str) -> Mapping[str, Any]:
    if not isinstance(plain, dict):
        raise Refused("instrument_part_unclear", where=where)
    return plain


def _list(one: Mapping[str, Any], key: str, where: str) -> Sequence[Any]:
    found = one.get(key)
    if not isinstance(found, list) or not found:
        raise Refused("instrument_part_missing", where=f"{where}: {key}")
    return found


def _maybe(one: Mapping[str, Any], key: str) -> Sequence[Any]:
    """A list that may be left out."""
    return _list(one, key, "file") if one.get(key) else ()


def _words(one: Mapping[str, Any], key: str, where: str) -> str:
    found = one.get(key)
    if not isinstance(found, str) or not found.strip() or len(found) > LONGEST_WORDS:
        raise Refused("instrument_part_missing", where=f"{where}: {key}")
    return found.strip()


def _code(one: Mapping[str, Any], where: str) -> str:
    found = one.get("code")
    if not isinstance(found, str) or not _CODE.fullmatch(found):
        raise Refused("instrument_code_unclear", where=where)
    return found


def _points(one: Mapping[str, Any], key: str, where: str) -> float:
    found = one.get(key)
    if not isinstance(found, int | float) or isinstance(found, bool) or not abs(found) <= MOST_POINTS:
        raise Refused("instrument_part_missing", where=f"{where}: {key}")
    return float(found)


def _choice(one: Mapping[str, Any], key: str, kind: type[E], where: str) -> E:
    return _named(one.get(key), kind, f"{where}: {key}")


def _named(found: Any, kind: type[E], where: str) -> E:
    known = [one.value for one in kind]
    if found not in known:
        raise Refused("instrument_word_unknown", where=where, known=known)
    return kind(found)
