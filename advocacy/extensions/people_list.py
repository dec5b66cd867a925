"""What advocacy adds to the list of people, and what is kept about each of them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from crm.common import extensions
from crm.common.dates import today
from crm.common.days import DayField
from crm.common.extensions import KeptFigure, PersonColumn, PersonFilter


def with_last_met(people: QuerySet[Any]) -> QuerySet[Any]:
    """`last_met_on`: the day they and we last talked, in confidence or not."""
    return people.annotate(last_met_on=F("last_met__met_on"))


def _met_since(people: QuerySet[Any], day: Any) -> QuerySet[Any]:
    return people.filter(last_met__met_on__gte=day)


def _not_met_since(people: QuerySet[Any], day: Any) -> QuerySet[Any]:
    return people.filter(Q(last_met__isnull=True) | Q(last_met__met_on__lt=day))


def _reached_on(people: QuerySet[Any], goal: Any) -> QuerySet[Any]:
    """People met in a contact that belongs to the goal, in the time of its plan."""
    return people.filter(pk__in=_met_for(goal))


def _not_reached_on(people: QuerySet[Any], goal: Any) -> QuerySet[Any]:
    return people.exclude(pk__in=_met_for(goal))


def _met_for(goal: Any) -> QuerySet[Any]:
    from advocacy.models import ReachEntry

    first = goal.plan.starts_on
    last = min(goal.plan.ends_on or today(), today())
    return ReachEntry.objects.of_goal(goal).between(first, last).met().of_people().order_by().values("person")


def _day_field() -> forms.Field:
    return DayField(required=False)


def _goal_field() -> forms.Field:
    from advocacy.models import Goal
    from crm.common.widgets import Combobox

    return forms.ModelChoiceField(
        Goal.objects.select_related("plan"),
        required=False,
        widget=Combobox("advocacy:goal_suggest", attrs={"placeholder": _("Skriv kod eller mål …")}),
    )


def register() -> None:
    for filter_ in (
        PersonFilter("last_contact_before", gettext_lazy("Inte träffad sedan"), _day_field, _not_met_since),
        PersonFilter("last_contact_after", gettext_lazy("Träffad sedan"), _day_field, _met_since),
        PersonFilter("reached_on_goal", gettext_lazy("Nådd på mål"), _goal_field, _reached_on),
        PersonFilter("not_reached_on_goal", gettext_lazy("Inte nådd på mål"), _goal_field, _not_reached_on),
    ):
        extensions.person_filters.add(filter_)
    extensions.person_columns.add(
        PersonColumn(
            "last_met_on",
            gettext_lazy("Senast träffad"),
            with_last_met,
            lambda p: p.last_met_on,
            kind="date",
            order_by=("last_met_on", "sort_key"),
        )
    )
    _kept_figures()


def _kept_figures() -> None:
    from advocacy.services import last_met, motion_signers, reach_entries

    for model, owners in (
        ("advocacy.Participation", last_met.people_of_participations),
        ("advocacy.Interaction", last_met.people_of_interactions),
    ):
        extensions.kept_figures.add(KeptFigure(f"last_met of {model}", model, owners, last_met.refresh))
    for model, owners, owner in (
        ("advocacy.Participation", reach_entries.of_participations, "interaction_id"),
        ("advocacy.Interaction", set, "pk"),
        ("advocacy.InteractionPriority", reach_entries.of_priority_links, "interaction_id"),
        ("advocacy.InteractionGoal", reach_entries.of_goal_links, "interaction_id"),
    ):
        extensions.kept_figures.add(KeptFigure(f"reach of {model}", model, owners, reach_entries.refresh, owner))
    extensions.kept_figures.add(
        KeptFigure(
            "signers of motions", "contacts.ExternalIdentifier", motion_signers.numbers_of, motion_signers.put_right
        )
    )
