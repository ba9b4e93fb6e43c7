"""A figure of the month in words."""

from __future__ import annotations

from shelter_admin.domain.month.counting import UNKNOWN
from shelter_admin.domain.month.keys import told


def test_that_a_figure_told_alone_says_what_is_not_known():
    asked = ("admitted.source", "left.reason", "closing.age", "opening.category")
    alone = [told(f"{group}:{UNKNOWN}.{UNKNOWN}", {}).split(" · ")[1:] for group in asked]
    groups = ["source not known", "reason not known", "age group not known", "category not known"]
    assert alone == [[group, "sex not known"] for group in groups]
