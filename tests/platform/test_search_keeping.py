"""What a search asks is written once: the words that are put in give what would have been written for them."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import EmptyResultSet

from crm.common import extensions, search
from crm.common.search import keeping
from crm.common.search.finding import Source
from crm.common.text import stem
from tests.base import make_user

pytestmark = pytest.mark.django_db
TEXTS = [
    "Lindqvist", "Maja Lindqvist", "järnvägarna", "möten om järnvägen", "2026", "SA24-1", "tåg tågen", "Li", "ö",
    "Maja Maja", "a b c", "ett två tre fyra fem sex sju åtta nio tio", "50 % rabatt_", "O'Neill", "maja@example.se",
    "070-123 45 67", "bcdf qbzxaqv", "“”", "Åsa Öberg-Ek", "kommunerna kommunen kommun", "x" * 300,
]  # fmt: skip


def written(source: Source) -> Any:
    try:
        sql, params = source.sql()
    except EmptyResultSet:
        return None
    return sql, list(params)


@pytest.mark.parametrize("text", TEXTS)
def test_what_is_kept_is_what_would_be_written(alma: Any, text: str) -> None:
    asked = search.Asked(text)
    for provider in extensions.search_providers:
        if not provider.by_name and asked:
            for _again in range(2):
                kept = search.source(provider.name, provider.rows, asked, alma)
                assert written(kept) == written(Source(provider.name, provider.rows(asked, alma))), provider.name


def test_queries_are_kept_for_each_user_and_role(alma: Any, bo: Any, cai: Any) -> None:
    asked = search.Asked("järnvägen")
    (provider,) = [p for p in extensions.search_providers if p.name == "lists"]
    for user in (alma, bo, cai, make_user("dag")):
        kept = search.source(provider.name, provider.rows, asked, user)
        assert written(kept) == written(Source(provider.name, provider.rows(asked, user)))
    assert written(search.source(provider.name, provider.rows, asked, cai)) is None


def test_usual_words_are_not_written_anew(alma: Any) -> None:
    times = []

    def rows(asked: search.Asked, user: Any) -> Any:
        times.append(asked.text)
        (provider,) = [p for p in extensions.search_providers if p.name == "priorities"]
        return provider.rows(asked, user)

    for text in ("Lindqvist", "järnvägen", "Öberg"):
        search.source("priorities", rows, search.Asked(text), alma)
    assert len(times) == 1


def test_stand_ins_are_told_from_one_another_and_from_their_stems() -> None:
    said = [*keeping.STAND_INS, *map(stem, keeping.STAND_INS)]
    assert len(set(said)) == 2 * len(keeping.STAND_INS)
    others = [(a, b) for a in said for b in said if a != b and a in b and stem(b) != a]
    assert others == []
