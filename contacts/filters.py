"""The register's filters, shared by page, export and API."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Any, ClassVar

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from contacts.choices import AreaKind, CustomerStatus, Level, OrganizationKind, RoleKind, Sector, Tier
from contacts.models import Area, Membership, Organization, Party
from crm.common import extensions
from crm.common.dates import today
from crm.common.filters import StrictFilterSet
from crm.common.widgets import CheckList, Combobox, DateInput

Choices = list[tuple[str, str]]


class Reference:
    """Choices of counties and parties: rows that hardly ever change, so a list page does not ask for them each time.

    Kept for a minute in each process; a code that is not among them is looked for again before it is refused.
    """

    SECONDS = 60.0
    _kept: ClassVar[dict[str, tuple[float, Choices]]] = {}

    @classmethod
    def counties(cls) -> Choices:
        return cls._choices(
            "counties", lambda: Area.objects.filter(kind=AreaKind.COUNTY).values_list("code", "short_name")
        )

    @classmethod
    def parties(cls) -> Choices:
        return cls._choices("parties", lambda: Party.objects.values_list("code", "name"))

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


class ExtensionFilter(django_filters.Filter):
    """A filter that another app has put in a slot of the people list."""

    def __init__(self, extension: extensions.PersonFilter) -> None:
        super().__init__(label=extension.label)
        self.extension = extension

    @property
    def field(self) -> forms.Field:
        if not hasattr(self, "_field"):
            self._field = self.extension.field()
            self._field.required = False
            self._field.label = self._field.label or self.extension.label
        return self._field

    def filter(self, qs: QuerySet[Any], value: Any) -> QuerySet[Any]:
        is_empty = value in (None, "", [], False) or (isinstance(value, QuerySet) and not value.exists())
        return qs if is_empty else self.extension.apply(qs, value)


class Archived(django_filters.ChoiceFilter):
    """Archived rows are left out unless one asks for them."""

    def __init__(self, **kwargs: Any) -> None:
        choices = [("all", _("Visa även arkiverade")), ("only", _("Endast arkiverade"))]
        super().__init__(label=_("Arkiverade"), choices=choices, empty_label=_("Visa inte arkiverade"), **kwargs)

    def filter(self, qs: QuerySet[Any], value: Any) -> QuerySet[Any]:
        if value == "all":
            return qs
        return qs.filter(is_archived=value == "only")


def checks(label: Any, choices: Any, **kwargs: Any) -> django_filters.MultipleChoiceFilter:
    """Any of a few choices."""
    return django_filters.MultipleChoiceFilter(label=label, choices=choices, widget=CheckList, **kwargs)


def visible_organizations(request: Any) -> QuerySet[Any]:
    return Organization.objects.visible_to(getattr(request, "user", None))


class PersonFilterSet(StrictFilterSet):
    """People. What is asked of a mandate is asked of one and the same, held today or on the chosen day."""

    q = django_filters.CharFilter(label=_("Sök"), method="search")
    county = ReferenceFilter(label=_("Län"), choices=Reference.counties, method="held", widget=CheckList)
    party = ReferenceFilter(label=_("Parti"), choices=Reference.parties, method="held", widget=CheckList)
    level = checks(_("Nivå"), Level.choices, method="held")
    kind = checks(_("Slag av organisation"), OrganizationKind.choices, method="held")
    role_kind = checks(_("Slag av roll"), RoleKind.choices, method="held")
    organization = django_filters.ModelChoiceFilter(
        label=_("Organisation"),
        queryset=visible_organizations,
        method="held",
        widget=Combobox("contacts:organization_suggest"),
    )
    day = django_filters.DateFilter(label=_("Uppdrag gäller"), method="held", widget=DateInput())
    sector = checks(_("Sektor"), Sector.choices)
    tier = checks(_("Kontaktnivå"), Tier.choices)
    owner = django_filters.ChoiceFilter(
        label=_("Kontaktansvarig"),
        choices=[("me", _("Jag")), ("none", _("Ingen"))],
        empty_label=_("Alla"),
        method="owned",
    )
    archived = Archived()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for extension in extensions.person_filters:
            added = ExtensionFilter(extension)
            added.parent, added.model = self, self.queryset.model
            self.filters[extension.name] = added

    def held(self, queryset: Any, name: str, value: Any) -> Any:
        """Answered by `filter_queryset`, for all conditions on the mandate together."""
        return queryset

    def owned(self, queryset: Any, name: str, value: str) -> Any:
        return queryset.filter(owner=self.request.user) if value == "me" else queryset.filter(owner__isnull=True)

    def filter_queryset(self, queryset: Any) -> Any:
        queryset = super().filter_queryset(queryset)
        asked = self.form.cleaned_data
        conditions = mandate_conditions(
            counties=asked["county"],
            parties=asked["party"],
            levels=asked["level"],
            kinds=asked["kind"],
            role_kinds=asked["role_kind"],
            organization=asked["organization"],
        )
        if not conditions and not asked["day"]:
            return queryset
        held = Membership.objects.active_on(asked["day"] or today())
        return queryset.holding(held.filter(*conditions))


def mandate_conditions(
    *,
    counties: Sequence[str],
    parties: Sequence[str],
    levels: Sequence[str],
    kinds: Sequence[str],
    role_kinds: Sequence[str],
    organization: Organization | None,
) -> list[Q]:
    """Conditions that one membership is to meet. Its county is its own area's, else its organization's."""
    conditions = []
    if counties:
        inside = Area.objects.filter(county__code__in=counties).order_by().values("pk")
        there = Organization.objects.filter(area__in=inside).order_by().values("pk")
        own, inherited = Q(area__in=inside), Q(area__county__isnull=True, organization__in=there)
        conditions.append(own | inherited)
    if parties:
        conditions.append(Q(party__code__in=parties))
    if levels:
        conditions.append(Q(organization__level__in=levels))
    if kinds:
        conditions.append(Q(organization__kind__in=kinds))
    if role_kinds:
        conditions.append(Q(kind__in=role_kinds))
    if organization:
        conditions.append(Q(organization=organization))
    return conditions


class OrganizationFilterSet(StrictFilterSet):
    q = django_filters.CharFilter(label=_("Sök"), method="search")
    kind = checks(_("Slag"), OrganizationKind.choices)
    level = checks(_("Nivå"), Level.choices)
    sector = checks(_("Sektor"), Sector.choices)
    county = ReferenceFilter(
        label=_("Län"), choices=Reference.counties, field_name="area__county__code", widget=CheckList
    )
    customer_status = checks(_("Medlemskap hos oss"), CustomerStatus.choices, method="by_customer_status")
    parent = django_filters.ModelChoiceFilter(
        label=_("Ingår i"), queryset=visible_organizations, widget=Combobox("contacts:organization_suggest")
    )
    archived = Archived()

    def by_customer_status(self, queryset: Any, name: str, value: list[str]) -> Any:
        return queryset.with_customer_status(*value, day=today())
