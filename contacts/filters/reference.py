"""Choices out of small tables that hardly ever change, and the sorts of filter that both lists use."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, ClassVar

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from contacts.choices import AreaKind
from contacts.columns.person import area_words
from contacts.models import Area, Organization, OrganizationSubkind, Party, Tag
from crm.common.fields import FilterRowsField, IdsField
from crm.common.widgets import Checkbox, CheckList, Combobox
from crm.models import User

Choices = list[tuple[str, str]]


class Reference:
    """Choices of counties, parties and colleagues, so that a list page does not ask for them each time.

    Kept for a minute in each process; a code that is not among them is looked for again before it is refused.
    """

    SECONDS = 60.0
    _kept: ClassVar[dict[str, tuple[float, Choices]]] = {}

    @classmethod
    def counties(cls) -> Choices:
        return cls._choices("counties", lambda: Area.objects.filter(kind=AreaKind.COUNTY).values_list("code", "name"))

    @classmethod
    def parties(cls) -> Choices:
        return cls._choices("parties", lambda: Party.objects.values_list("code", "name"))

    @classmethod
    def subkinds(cls) -> Choices:
        return cls._choices("subkinds", lambda: [(str(s.pk), s.name) for s in OrganizationSubkind.objects.all()])

    @classmethod
    def colleagues(cls) -> Choices:
        rows = cls._choices("colleagues", lambda: [(str(u.pk), str(u)) for u in User.objects.people()])
        return [("me", str(_("Jag"))), ("none", str(_("Ingen"))), *rows]

    @classmethod
    def forget(cls) -> None:
        cls._kept.clear()

    @classmethod
    def _choices(cls, name: str, load: Callable[[], Any]) -> Choices:
        at, choices = cls._kept.get(name, (0.0, []))
        if not choices or time.monotonic() - at > cls.SECONDS:
            choices = list(load())
            cls._kept[name] = (time.monotonic(), choices)
        return choices


class ReferenceField(forms.MultipleChoiceField):
    def valid_value(self, value: Any) -> bool:
        if super().valid_value(value):
            return True
        Reference.forget()
        self.choices = self.choices  # asks anew
        return super().valid_value(value)


class ReferenceFilter(django_filters.MultipleChoiceFilter):
    field_class = ReferenceField


class RowsFilter(django_filters.ModelMultipleChoiceFilter):
    """Any of several rows, chosen by typing."""

    field_class = FilterRowsField

    def __init__(self, url: str, *, query: str = "", describe: Any = None, **kwargs: Any) -> None:
        widget = Combobox(url, multiple=True, query=query, describe=describe)
        super().__init__(**{"widget": widget, **kwargs})


class IdsFilter(django_filters.Filter):
    """The rows that were ticked in the list: the selection of a change of many, or of an export."""

    field_class = IdsField

    def __init__(self) -> None:
        super().__init__(label=_("Markerade"))

    def filter(self, qs: QuerySet[Any], value: Any) -> QuerySet[Any]:
        return qs.filter(pk__in=value) if value else qs


class Archived(django_filters.ChoiceFilter):
    """Archived rows are left out unless one asks for them."""

    narrows_unasked = True

    def __init__(self, **kwargs: Any) -> None:
        choices = [("all", _("Visa även arkiverade")), ("only", _("Endast arkiverade"))]
        super().__init__(label=_("Arkiverade"), choices=choices, empty_label=_("Visa inte arkiverade"), **kwargs)

    def filter(self, qs: QuerySet[Any], value: Any) -> QuerySet[Any]:
        if value == "all":
            return qs
        return qs.filter(is_archived=value == "only")


class YesNo(django_filters.ChoiceFilter):
    """Yes, no, or whichever."""

    def __init__(self, label: Any, **kwargs: Any) -> None:
        choices = [("yes", _("Ja")), ("no", _("Nej"))]
        super().__init__(label=label, choices=choices, empty_label=_("Spelar ingen roll"), **kwargs)


class Flag(django_filters.BooleanFilter):
    """Asks for something when ticked, and for nothing when not."""

    def __init__(self, label: Any, method: str) -> None:
        super().__init__(label=label, method=method, widget=Checkbox)


def checks(label: Any, choices: Any, **kwargs: Any) -> django_filters.MultipleChoiceFilter:
    """Any of a few choices."""
    return django_filters.MultipleChoiceFilter(label=label, choices=choices, widget=CheckList, **kwargs)


def visible_organizations(request: Any) -> QuerySet[Any]:
    return Organization.objects.visible_to(getattr(request, "user", None))


def tags(request: Any) -> QuerySet[Any]:
    return Tag.objects.all()


def areas_of(kind: AreaKind) -> Callable[[Any], QuerySet[Any]]:
    return lambda request: Area.objects.filter(kind=kind).select_related("county")


def describe_area(area: Area) -> dict[str, Any]:
    return {"text": area_words(area)}
