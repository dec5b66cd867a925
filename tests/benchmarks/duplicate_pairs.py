"""How well duplicates are found: labelled pairs of people who do not exist, made by rule with a fixed seed.

Each case is two entries of the register, and whether they are one person. All of them stand among several thousand
others, so that names are as common as in a register; two people of different cases are never one. Judged is the whole
way, from the keys that decide who is compared to the score.

    python -m tests.benchmarks.duplicate_pairs
"""

from __future__ import annotations

import os
import sys
from collections import defaultdict
from dataclasses import dataclass, field

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()

from contacts.services.duplicate_evidence import CERTAIN
from contacts.services.duplicate_search import find
from tests.benchmarks.duplicate_cases import OTHERS, cases

PRECISION, RECALL = 0.97, 0.90


@dataclass
class Line:
    """How one class of cases went: how many are shown, how many look certain."""

    kind: str
    is_same: bool
    cases: int = 0
    listed: int = 0
    certain: int = 0


@dataclass
class Figures:
    """Precision among pairs that look certain and among all shown; the share of true pairs that is shown."""

    cases: int
    recall: float
    recall_certain: float
    precision: float
    precision_certain: float
    strangers: int
    lines: list[Line] = field(default_factory=list)


def figures() -> Figures:
    """Find duplicates among all of them, and hold what was found against the labels."""
    labelled, others = cases()
    entries = [p.entry(n) for n, p in enumerate([p for c in labelled for p in (c.one, c.other)] + others)]
    found = {(f.first, f.second): f.score for f in find(entries)}
    lines: dict[str, Line] = {}
    right: dict[bool, int] = defaultdict(int)
    for number, case in enumerate(labelled):
        line = lines.setdefault(case.kind, Line(case.kind, case.is_same))
        score = found.get((2 * number, 2 * number + 1), 0)
        line.cases, line.listed, line.certain = (
            line.cases + 1, line.listed + bool(score), line.certain + (score >= CERTAIN),
        )  # fmt: skip
        if case.is_same:
            right[True] += score >= CERTAIN
            right[False] += bool(score)
    strangers = [pair for pair in found if pair[0] // 2 != pair[1] // 2 or pair[0] >= 2 * len(labelled)]
    certain = sum(1 for score in found.values() if score >= CERTAIN)
    true = sum(1 for case in labelled if case.is_same)
    return Figures(
        cases=len(labelled),
        recall=right[False] / true,
        recall_certain=right[True] / true,
        precision=right[False] / max(1, len(found)),
        precision_certain=right[True] / max(1, certain),
        strangers=len(strangers),
        lines=list(lines.values()),
    )


def table(result: Figures) -> str:
    """The figures as text, as `make bench` prints them."""
    rows = [
        f"Duplicates, {result.cases} labelled pairs among {OTHERS} others",
        f"{'':<42}{'cases':>6}{'shown':>7}{'certain':>9}",
    ]
    for line in result.lines:
        mark = "one person" if line.is_same else "two people"
        rows.append(f"{line.kind.replace('_', ' '):<42}{line.cases:>6}{line.listed:>7}{line.certain:>9}  {mark}")
    rows.append(f"recall (shown) {result.recall:.3f} (at least {RECALL}); of those certain {result.recall_certain:.3f}")
    rows.append(
        f"precision (certain) {result.precision_certain:.3f} (at least {PRECISION}); of all shown "
        f"{result.precision:.3f}, {result.strangers} pairs of strangers"
    )
    return "\n".join(rows)


if __name__ == "__main__":
    sys.stdout.write(table(figures()) + "\n")
