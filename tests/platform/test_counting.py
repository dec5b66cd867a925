"""A long list is counted once, until a row of it changes."""

from __future__ import annotations

import pytest

from contacts.models import Tag
from crm.common import counting, writes
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def short_is_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting, "LONG", 2)
    counting._kept.clear()


def test_a_list_is_counted_anew_when_a_row_is_added_or_removed(django_assert_num_queries: object) -> None:
    actor = make.actor()
    tags = writes.create_many([Tag(name=f"e{n}") for n in range(3)], actor=actor)
    rows = Tag.objects.order_by("name")
    assert counting.counted(rows, Tag) == 3
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert counting.counted(rows, Tag) == 3
    writes.save(Tag(name="ny"), actor=actor)
    assert counting.counted(rows, Tag) == 4
    writes.remove(tags[0], actor=actor)
    assert counting.counted(rows, Tag) == 3


def test_another_selection_has_its_own_number() -> None:
    writes.create_many([Tag(name=f"e{n}") for n in range(3)], actor=make.actor())
    assert counting.counted(Tag.objects.all(), Tag) == 3
    assert counting.counted(Tag.objects.exclude(name="e0"), Tag) == 2
    assert counting.counted(Tag.objects.none(), Tag) == 0
