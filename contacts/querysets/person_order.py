"""What people are sorted by beyond their own fields: what their weightiest mandate of a day (today) says.

Each puts one value on the queryset; who has none comes last.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.apps import apps
from django.db.models import Case, CharField, IntegerField, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Cast, Coalesce, Concat, LPad

from crm.common.dates import today
from crm.common.text import sort_key


def _of_main(day: dt.date | None, value: Any, *conditions: Q) -> Subquery:
    """`value` of the first of a person's mandates in order of weight, among those that meet `conditions`."""
    held = apps.get_model("contacts", "Membership").objects.active_on(day or today()).filter(*conditions)
    return Subquery(held.filter(person=OuterRef("pk")).by_weight().values_list(value)[:1], output_field=CharField())


def by_party(people: Any, day: dt.date | None = None) -> Any:
    """`party_place`: the parties' own order, then their code."""
    place = LPad(Cast("party__position", CharField()), 5, Value("0"))
    key = Concat(place, Value(" "), "party__code", output_field=CharField())
    return people.annotate(party_place=_of_main(day, key, Q(party__isnull=False)))


def by_organization(people: Any, day: dt.date | None = None) -> Any:
    return people.annotate(organization_place=_of_main(day, "organization__sort_key"))


def by_area(people: Any, day: dt.date | None = None) -> Any:
    key = Coalesce("area__sort_key", "organization__area__sort_key")
    has_one = Q(area__isnull=False) | Q(organization__area__isnull=False)
    return people.annotate(area_place=_of_main(day, key, has_one))


def by_county(people: Any, day: dt.date | None = None) -> Any:
    key = Coalesce("area__county__sort_key", "organization__area__county__sort_key")
    has_one = Q(area__county__isnull=False) | Q(organization__area__county__isnull=False)
    return people.annotate(county_place=_of_main(day, key, has_one))


def by_owner(people: Any) -> Any:
    """`owner_place`: colleagues in Swedish order. They are few; databases disagree on å ä ö."""
    user = apps.get_model("crm", "User")
    names = sorted(user.objects.people().values_list("pk", "name"), key=lambda row: (sort_key(row[1]), row[0]))
    places = [When(owner=pk, then=Value(place)) for place, (pk, _name) in enumerate(names)]
    return people.annotate(owner_place=Case(*places, default=None, output_field=IntegerField()))
