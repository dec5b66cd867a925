"""Filters of motions: one strict set for page, export and API."""

from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.db.models import CharField, Value
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from advocacy.choices import MotionKind, ProposalDecision
from advocacy.filters.visible import visible_people
from advocacy.models import Motion, MotionSigner, Priority
from advocacy.querysets.contribution import met_before, not_met_before
from contacts.models import Organization, Party, Person
from crm.common.days import DayFilter
from crm.common.filters import StrictFilterSet
from crm.common.widgets import Combobox, PillCheckboxes
from crm.models import Operation

NO_PARTY = "-"
YES_NO = (("true", _("Ja")), ("false", _("Nej")))


def known_choices() -> dict[str, list[tuple[str, str]]]:
    """Choices of sessions, the latest first, parties and committees, those that motions have, and of priorities.

    In one query: (group, what it is sorted by, value, label) of each.
    """
    signed = MotionSigner.objects.order_by().filter(party__isnull=False).values("party")
    dealing = Motion.objects.order_by().filter(committee__isnull=False).values("committee")
    rows = _choices("session", Motion.objects.order_by(), "session", "session", "session").distinct()
    rows = rows.union(
        _choices("party", Party.objects.filter(pk__in=signed), "position", "code", "code"),
        _choices("committee", Organization.objects.filter(pk__in=dealing), "sort_key", "pk", "name"),
        _choices("priority", Priority.objects.all(), "position", "pk", "name"),
        all=True,
    )
    found: dict[str, list[tuple[str, str]]] = {"session": [], "party": [], "committee": [], "priority": []}
    for group, _place, value, label in sorted(rows, key=_in_order):
        found[group].append((value, label))
    found["session"].reverse()
    found["party"].append((NO_PARTY, str(_("Partilös"))))
    return found


def _choices(group: str, rows: Any, *names: str) -> Any:
    text = CharField()
    return rows.order_by().values_list(Value(group, text), *(Cast(name, text) for name in names))


def _in_order(row: tuple[str, str, str, str]) -> tuple[str, int, str, str]:
    group, place, _value, label = row
    return group, int(place) if place.isdigit() else 0, place, label


class _PeriodFilters(StrictFilterSet):
    """`from` and `to`, which Python will not have as attributes."""

    vars()["from"] = DayFilter(field_name="submitted_on", lookup_expr="gte", label=_("Inlämnad från och med"))
    vars()["to"] = DayFilter(field_name="submitted_on", lookup_expr="lte", label=_("Inlämnad till och med"))


class MotionFilterSet(_PeriodFilters):
    """Which motions. Words are looked for in the title and in every proposal."""

    q = django_filters.CharFilter(method="search", label=_("Sök"))
    priority = django_filters.ChoiceFilter(method="by_priority", label=_("Sakfråga"), empty_label=_("Alla"))
    session = django_filters.MultipleChoiceFilter(label=_("Riksmöte"), widget=PillCheckboxes)
    kind = django_filters.MultipleChoiceFilter(choices=MotionKind.choices, label=_("Slag"), widget=PillCheckboxes)
    party = django_filters.MultipleChoiceFilter(
        method="by_party", label=_("Undertecknares parti"), widget=PillCheckboxes
    )
    outcome = django_filters.ChoiceFilter(
        choices=ProposalDecision.choices, method="by_outcome", label=_("Något yrkande fick"), empty_label=_("Alla")
    )
    committee = django_filters.ChoiceFilter(label=_("Utskott"), empty_label=_("Alla"))
    signer = django_filters.ModelChoiceFilter(
        queryset=visible_people,
        method="by_signer",
        label=_("Undertecknare"),
        widget=Combobox("contacts:person_suggest"),
    )
    met = django_filters.ChoiceFilter(
        choices=YES_NO,
        method="by_met",
        label=_("Vi hade träffat någon undertecknare"),
        empty_label=_("Alla"),
        help_text=_("Under de 12 månaderna före inlämningen."),
    )
    is_follow_up = django_filters.ChoiceFilter(
        choices=YES_NO, method="by_follow_up", label=_("Följdmotion"), empty_label=_("Alla")
    )
    operation = django_filters.ModelChoiceFilter(
        queryset=Operation.objects.filter(kind=Operation.Kind.IMPORT),
        method="by_operation",
        label=_("Import"),
        widget=forms.HiddenInput,
    )

    class Meta:
        model = Motion
        fields: list[str] = []

    def arranged(self, filters: dict[str, Any]) -> dict[str, Any]:
        for name, choices in known_choices().items():
            filters[name].extra["choices"] = choices
        return filters

    def by_priority(self, queryset: Any, name: str, value: str) -> Any:
        return queryset.about(Priority.objects.branch_ids(int(value)))

    def by_party(self, queryset: Any, name: str, value: list[str]) -> Any:
        codes = [code for code in value if code != NO_PARTY]
        return queryset.signed_for(codes, or_none=NO_PARTY in value) if value else queryset

    def by_outcome(self, queryset: Any, name: str, value: str) -> Any:
        return queryset.with_outcome(value)

    def by_signer(self, queryset: Any, name: str, value: Person) -> Any:
        return queryset.signed_by(value)

    def by_met(self, queryset: Any, name: str, value: str) -> Any:
        return met_before(queryset) if value == "true" else not_met_before(queryset)

    def by_follow_up(self, queryset: Any, name: str, value: str) -> Any:
        return queryset.filter(is_follow_up=value == "true")

    def by_operation(self, queryset: Any, name: str, value: Operation) -> Any:
        return queryset.of_operation(value)


# The order of the form, which is not that of inheritance.
MotionFilterSet.base_filters = {
    name: MotionFilterSet.base_filters[name]
    for name in (
        "q", "priority", "session", "kind", "party", "outcome", "committee", "signer", "met", "from", "to",
        "is_follow_up", "operation",
    )
}  # fmt: skip
