"""What a part of the chaos run found: counts, and every violation by its words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

HEAD = ("part", "database", "tried", "what came of it", "violations", "seconds")
SHOWN = 12


@dataclass
class Outcome:
    """One line of the table. ``tried`` counts what was tried; ``counts`` says what came of it."""

    part: str
    database: str
    tried: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    violations: list[str] = field(default_factory=list)
    seconds: float = 0.0
    remarks: list[str] = field(default_factory=list)

    def wrong(self, words: str) -> None:
        """Note a violation."""
        self.violations.append(words)

    def require(self, sound: bool, words: str) -> None:
        """Note a violation unless this holds."""
        if not sound:
            self.wrong(words)

    @property
    def row(self) -> tuple[str, ...]:
        told = ", ".join(f"{name} {count}" for name, count in sorted(self.counts.items()))
        return (
            self.part,
            self.database,
            str(self.tried),
            told,
            str(len(self.violations)) if self.violations else "0",
            f"{self.seconds:.0f}",
        )


def table_of(outcomes: Sequence[Outcome]) -> str:
    """The table, columns aligned, then remarks and every violation in words."""
    whole = [HEAD, *(outcome.row for outcome in outcomes)]
    widths = [max(len(row[column]) for row in whole) for column in range(len(HEAD))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in whole]
    lines.insert(1, "─" * max(map(len, lines)))
    for outcome in outcomes:
        lines += [f"({outcome.part}, {outcome.database}) {remark}" for remark in outcome.remarks]
    for outcome in outcomes:
        lines += [f"VIOLATION {outcome.part}, {outcome.database}: {words}" for words in outcome.violations[:SHOWN]]
        if len(outcome.violations) > SHOWN:
            lines.append(f"VIOLATION {outcome.part}, {outcome.database}: … {len(outcome.violations) - SHOWN} more")
    return "\n".join(lines)
