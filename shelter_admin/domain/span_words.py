"""How a month, quarter or year is said, on screen and on paper."""

from __future__ import annotations

from shelter_admin.domain.spans import Span, SpanKind
from shelter_admin.domain.wording import month_and_year
from shelter_admin.domain.words import _


def span_words(span: Span) -> str:
    """``October 2026``, ``Quarter 4 of 2026``, ``2026``."""
    if span.kind is SpanKind.YEAR:
        return str(span.first.year)
    if span.kind is SpanKind.QUARTER:
        return _("Quarter {number} of {year}").format(number=(span.first.month + 2) // 3, year=span.first.year)
    return month_and_year(span.first)
