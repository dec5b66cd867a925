"""What makes a page slow on purpose, so that a test meets the order of things that a busy machine brings about."""

from __future__ import annotations

from typing import Any


def answer_late(page: Any) -> None:
    """Every answer to a fetch takes longer than typing the next name."""
    page.evaluate("""() => {
        const real = window.fetch;
        window.fetch = (...asked) => new Promise((go) => setTimeout(go, 600)).then(() => real(...asked));
    }""")
