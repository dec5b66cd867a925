"""Keeping in touch, as the register shows it: on a person's page, in the list, the navigation, the reference data."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from advocacy.choices import Touch
from crm.common import extensions
from crm.common.dates import today
from crm.common.extensions import NavigationItem, PersonBadge, PersonColumn, PersonFilter, ReferenceTab


def register() -> None:
    """Called once, when the apps are ready."""
    label = gettext_lazy("Kontaktläge")
    extensions.navigation.add(
        NavigationItem("touch", "advocacy", gettext_lazy("Att höra av sig till"), "advocacy:touch_list", 12)
    )
    extensions.reference_tabs.add(
        ReferenceTab("contact_interval", gettext_lazy("Kontaktintervall"), "advocacy:contact_interval_list")
    )
    extensions.person_badges.add(PersonBadge("touch", _annotated, _badge))
    extensions.person_filters.add(PersonFilter("touch", label, _field, _in_state))
    extensions.person_columns.add(PersonColumn("touch", label, _annotated, _badge, kind="badge", is_shown=False))


def _badge(person: Any) -> tuple[str, str] | None:
    from advocacy.columns.touch import touch_badge

    return touch_badge(person)


def _annotated(people: QuerySet[Any]) -> QuerySet[Any]:
    from advocacy.querysets.touch import with_touch

    return with_touch(people)  # type: ignore[no-any-return]


def _field() -> forms.Field:
    return forms.MultipleChoiceField(
        choices=Touch.choices, required=False, widget=forms.CheckboxSelectMultiple, label=gettext_lazy("Kontaktläge")
    )


def _in_state(people: QuerySet[Any], states: list[str]) -> QuerySet[Any]:
    from advocacy.querysets.touch import in_state, intervals

    return people.filter(in_state(states, intervals(), today()))
