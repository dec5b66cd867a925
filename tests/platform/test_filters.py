"""A list that is asked for nothing prepares no filters, and gives the same rows as if it did."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.exceptions import EmptyResultSet
from django.http import QueryDict

import advocacy
import contacts
import crm
from advocacy.filters.motion import MotionFilterSet
from advocacy.models import Motion
from contacts.filters import PersonFilterSet
from contacts.models import ContactList, Person
from crm.common.filters import StrictFilterSet
from tests import make

pytestmark = pytest.mark.django_db


def below(kind: type) -> Iterator[Any]:
    for one in kind.__subclasses__():
        yield from (one, *below(one))


def every() -> list[Any]:
    for app in (advocacy, contacts, crm):
        for module in pkgutil.walk_packages(app.__path__, f"{app.__name__}."):
            if "filters" in module.name or ".views." in module.name or ".api." in module.name:
                importlib.import_module(module.name)
    return [
        one for one in below(StrictFilterSet) if one.__module__.partition(".")[0] in ("advocacy", "contacts", "crm")
    ]


def sql(rows: Any) -> str:
    try:
        return str(rows.query)
    except EmptyResultSet:
        return "nothing"


def rows_of(kind: Any) -> Any:
    model = kind._meta.model or (ContactList if "ContactList" in kind.__name__ else Person)
    return model._default_manager.order_by("pk")


def test_every_set_that_is_asked_for_nothing_gives_what_its_filters_would(alma: Any) -> None:
    request = SimpleNamespace(user=alma, GET=QueryDict())
    kinds = every()

    assert len(kinds) >= 12
    others = []
    for kind in kinds:
        quick, slow = (kind(QueryDict(), queryset=rows_of(kind), request=request) for _either in range(2))
        assert slow.form.is_valid()
        if sql(quick.qs) != sql(slow.filter_queryset(slow.queryset.all())) or "filters" in quick.__dict__:
            others.append(kind.__name__)
    assert others == []


@pytest.mark.parametrize(
    ("query", "is_asked"),
    [("", False), ("sort=-name&sida=2&kolumner=name&vy=1", False), ("q=maja", True), ("archived=all&sida=2", True)],
)
def test_order_page_columns_and_view_ask_for_nothing(alma: Any, query: str, *, is_asked: bool) -> None:
    request = SimpleNamespace(user=alma)
    filterset = PersonFilterSet(QueryDict(query), queryset=Person.objects.all(), request=request)

    assert filterset.is_asked is is_asked
    assert bool(filterset.chips) is is_asked


def test_chip_of_a_chosen_row_reads_that_row_alone(alma: Any, django_assert_num_queries: Any) -> None:
    """The choices of a filter are every row of a table: nobody reads them to name the one that was chosen."""
    make.person("Bo Ek")
    maja = make.person("Maja Lind")
    request = SimpleNamespace(user=alma)
    filterset = MotionFilterSet(QueryDict(f"signer={maja.pk}"), queryset=Motion.objects.all(), request=request)
    assert filterset.form.is_valid()

    with django_assert_num_queries(0):
        assert [chip.value for chip in filterset.chips] == ["Maja Lind"]
