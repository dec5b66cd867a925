"""Filters of contacts: one strict set, shared by page, API and export."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import Exists, OuterRef, Q, Value
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from advocacy.choices import (
    Direction,
    InteractionKind,
    InteractionStatus,
    ParticipantSide,
    StanceValue,
    Tone,
)
from advocacy.filters.visible import visible_events, visible_goals, visible_organizations, visible_people
from advocacy.models import Goal, Interaction, Participation, Priority, Stance
from contacts.choices import AreaKind
from contacts.models import Area, Organization, Party, Person
from crm.common.days import DayFilter
from crm.common.filters import StrictFilterSet
from crm.common.widgets import Checkbox, Combobox, PillCheckboxes


def reference_choices() -> dict[str, list[tuple[str, str]]]:
    """Choices of counties, parties and priorities, in one query."""
    text = {"output_field": Area._meta.get_field("name")}
    rows = (
        Area.objects.filter(kind=AreaKind.COUNTY)
        .order_by()
        .values_list(Value("county", **text), "name", "name", Cast("sort_key", **text))
        .union(
            Party.objects.order_by().values_list(Value("party", **text), "code", "name", Cast("position", **text)),
            Priority.objects.order_by().values_list(
                Value("priority", **text), Cast("pk", **text), "name", Cast("position", **text)
            ),
            all=True,
        )
    )
    choices: dict[str, list[tuple[str, str]]] = {"county": [], "party": [], "priority": []}
    for group, value, label, _place in sorted(rows, key=_place_of):
        choices[group].append((value, label))
    return choices


def _place_of(row: Any) -> tuple[str, int, str]:
    group, _value, label, place = row
    return (group, int(place), label) if place.isdigit() else (group, 0, place)


GOALS = Combobox("advocacy:goal_suggest", attrs={"placeholder": _("Skriv kod eller mål …")})


class _PeriodFilters(StrictFilterSet):
    """`from` and `to`, which Python will not have as attributes."""

    vars()["from"] = DayFilter(field_name="held_on", lookup_expr="gte", label=_("Från och med"))
    vars()["to"] = DayFilter(field_name="held_on", lookup_expr="lte", label=_("Till och med"))


class InteractionFilterSet(_PeriodFilters):
    """Filters of contacts. Anything but the days asks for content, and finds only what the user may read."""

    OPEN_TO_ALL = ("from", "to")

    q = django_filters.CharFilter(method="search", label=_("Sök"))
    kind = django_filters.MultipleChoiceFilter(choices=InteractionKind.choices, label=_("Slag"), widget=PillCheckboxes)
    priority = django_filters.ChoiceFilter(method="by_priority", label=_("Sakfråga"), empty_label=_("Alla"))
    goal = django_filters.ModelChoiceFilter(queryset=visible_goals, method="by_goal", label=_("Mål"), widget=GOALS)
    person = django_filters.ModelChoiceFilter(
        queryset=visible_people, method="by_person", label=_("Person"), widget=Combobox("contacts:person_suggest")
    )
    organization = django_filters.ModelChoiceFilter(
        queryset=visible_organizations,
        method="by_organization",
        label=_("Organisation"),
        widget=Combobox("contacts:organization_suggest"),
    )
    event = django_filters.ModelChoiceFilter(
        queryset=visible_events, label=_("Arrangemang"), widget=Combobox("advocacy:event_suggest")
    )
    county = django_filters.ChoiceFilter(method="by_held", label=_("Deltagares län"), empty_label=_("Alla"))
    party = django_filters.ChoiceFilter(method="by_held", label=_("Deltagares parti"), empty_label=_("Alla"))
    status = django_filters.ChoiceFilter(choices=InteractionStatus.choices, label=_("Läge"), empty_label=_("Alla"))
    direction = django_filters.ChoiceFilter(
        choices=Direction.choices, label=_("Vem tog kontakt"), empty_label=_("Alla")
    )
    tone = django_filters.MultipleChoiceFilter(
        choices=Tone.choices, method="by_tone", label=_("Tonläge"), widget=PillCheckboxes
    )
    stance = django_filters.MultipleChoiceFilter(
        choices=StanceValue.choices, method="by_stance", label=_("Inställning"), widget=PillCheckboxes
    )
    mine = django_filters.BooleanFilter(method="by_me", label=_("Bara mina"), widget=Checkbox)

    class Meta:
        model = Interaction
        fields: list[str] = []

    def arranged(self, filters: dict[str, Any]) -> dict[str, Any]:
        for name, choices in reference_choices().items():
            filters[name].extra["choices"] = choices
        return filters

    def filter_queryset(self, queryset: Any) -> Any:
        asks_for_content = any(
            value not in (None, "", [], False)
            for name, value in self.form.cleaned_data.items()
            if name not in self.OPEN_TO_ALL
        )
        if asks_for_content:
            queryset = queryset.visible_to(self.request.user)
        return super().filter_queryset(queryset)

    def by_priority(self, queryset: Any, name: str, value: str) -> Any:
        return queryset.about_priorities(Priority.objects.branch_ids(int(value)))

    def by_goal(self, queryset: Any, name: str, value: Goal) -> Any:
        return queryset.for_goal(value)

    def by_person(self, queryset: Any, name: str, value: Person) -> Any:
        return queryset.with_person(value)

    def by_organization(self, queryset: Any, name: str, value: Organization) -> Any:
        return queryset.filter(with_organization_q(value))

    def by_held(self, queryset: Any, name: str, value: str) -> Any:
        held = Participation.objects.filter(
            interaction=OuterRef("pk"), side=ParticipantSide.THEIRS, **{f"held_{name}": value}
        )
        return queryset.filter(Exists(held))

    def by_tone(self, queryset: Any, name: str, value: list[str]) -> Any:
        noted = Participation.objects.filter(interaction=OuterRef("pk"), side=ParticipantSide.THEIRS, tone__in=value)
        return queryset.filter(Exists(noted)) if value else queryset

    def by_stance(self, queryset: Any, name: str, value: list[str]) -> Any:
        noted = Stance.objects.filter(interaction=OuterRef("pk"), value__in=value)
        return queryset.filter(Exists(noted)) if value else queryset

    def by_me(self, queryset: Any, name: str, value: bool) -> Any:
        if not value:
            return queryset
        user = self.request.user
        ours = Participation.objects.filter(interaction=OuterRef("pk"), side=ParticipantSide.OURS)
        return queryset.filter(Q(created_by=user) | Exists(ours.filter(Q(user=user) | Q(person__user=user))))


# The order of the form, which is not that of inheritance.
InteractionFilterSet.base_filters = {
    name: InteractionFilterSet.base_filters[name]
    for name in (
        "q", "kind", "priority", "goal", "person", "organization", "event", "from", "to",
        "county", "party", "status", "direction", "tone", "stance", "mine",
    )
}  # fmt: skip


def with_organization_q(organization: Organization | int) -> Q:
    """Contacts with an organization itself, or with somebody who took part for it."""
    held = Participation.objects.filter(
        interaction=OuterRef("pk"), side=ParticipantSide.THEIRS, membership__organization=organization
    )
    return Q(organization=organization) | Exists(held)
