"""The filter of the people list."""

from __future__ import annotations

from typing import Any, ClassVar

import django_filters
from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from contacts.choices import (
    AreaKind,
    DetailKind,
    Language,
    Level,
    OrganizationKind,
    RoleKind,
    Sector,
    Side,
    Tier,
)
from contacts.columns.person import area_words
from contacts.filters import mandates
from contacts.filters.lists import people_on
from contacts.filters.reference import (
    Archived,
    Flag,
    IdsFilter,
    Reference,
    ReferenceFilter,
    RowsFilter,
    YesNo,
    areas_of,
    checks,
    describe_area,
    tags,
    visible_organizations,
)
from contacts.models import Area, ContactDetail, ContactList, Organization
from crm.common import extensions
from crm.common.days import DayFilter
from crm.common.filters import StrictFilterSet
from crm.common.widgets import CheckList
from crm.models import User


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


def visible_lists(request: Any) -> QuerySet[Any]:
    return ContactList.objects.visible_to(getattr(request, "user", None)).select_related("owner")


def _day(label: Any, *, ahead: bool = False) -> DayFilter:
    return DayFilter(label=label, method="held", ahead=ahead)


class PersonFilterSet(StrictFilterSet):
    """People. What is asked of a mandate is asked of one and the same, held today or on the chosen day."""

    q = django_filters.CharFilter(label=_("Sök"), method="search")
    id = IdsFilter()

    role_kind = checks(_("Slag av roll"), RoleKind.choices, method="held")
    role = django_filters.CharFilter(label=_("Uppdrag eller befattning"), method="held")
    newly_elected = Flag(_("Nyvald i församlingen"), method="held")
    new_everywhere = Flag(_("Ny helt och hållet"), method="held")
    side = checks(_("Majoritet eller opposition"), Side.choices, method="held")
    party = ReferenceFilter(label=_("Parti"), choices=Reference.parties, method="held", widget=CheckList)
    level = checks(_("Nivå"), Level.choices, method="held")
    kind = checks(_("Slag av organisation"), OrganizationKind.choices, method="held")
    organization = RowsFilter(
        "contacts:organization_suggest", label=_("Organisation"), queryset=visible_organizations, method="held"
    )
    below = Flag(_("Även det som ingår i organisationen"), method="held")
    committee = RowsFilter(
        "contacts:organization_suggest",
        query=f"kind={OrganizationKind.COMMITTEE.value}",
        label=_("Utskott"),
        queryset=lambda request: visible_organizations(request).filter(kind=OrganizationKind.COMMITTEE),
        method="held",
    )
    county = ReferenceFilter(label=_("Län"), choices=Reference.counties, method="held", widget=CheckList)
    municipality = RowsFilter(
        "contacts:area_suggest",
        query=f"kind={AreaKind.MUNICIPALITY.value}",
        describe=describe_area,
        label=_("Kommun"),
        queryset=areas_of(AreaKind.MUNICIPALITY),
        method="held",
    )
    constituency = RowsFilter(
        "contacts:area_suggest",
        query=f"kind={AreaKind.CONSTITUENCY.value}",
        describe=describe_area,
        label=_("Riksdagsvalkrets"),
        queryset=areas_of(AreaKind.CONSTITUENCY),
        method="held",
    )
    day = _day(_("Uppdrag som gäller den dagen"))
    began_from = _day(_("Tillträdde från och med"), ahead=True)
    began_to = _day(_("Tillträdde till och med"), ahead=True)
    ended_from = _day(_("Lämnade från och med"), ahead=True)
    ended_to = _day(_("Lämnade till och med"), ahead=True)

    sector = checks(_("Sektor"), Sector.choices)
    language = checks(_("Språk"), Language.choices)
    email = YesNo(_("Har e-post"), method="with_email")
    verified_after = DayFilter(label=_("Kontaktuppgift verifierad sedan"), method="verified")
    verified_before = DayFilter(label=_("Ingen kontaktuppgift verifierad sedan"), method="verified")
    do_not_contact = YesNo(_("Vill inte bli kontaktad"), method="by_flag")
    archived = Archived()

    owner = ReferenceFilter(label=_("Kontaktansvarig"), choices=Reference.colleagues, method="owned", widget=CheckList)
    tier = checks(_("Kontaktnivå"), Tier.choices)

    tag = RowsFilter("contacts:tag_suggest", label=_("Har etikett"), queryset=tags, method="tagged")
    all_tags = Flag(_("Alla etiketterna, inte bara någon"), method="held")
    not_tag = RowsFilter("contacts:tag_suggest", label=_("Har inte etikett"), queryset=tags, method="not_tagged")
    list = RowsFilter("contacts:list_suggest", label=_("På lista"), queryset=visible_lists, method="listed")
    all_lists = Flag(_("På alla listorna, inte bara någon"), method="held")
    not_list = RowsFilter("contacts:list_suggest", label=_("Inte på lista"), queryset=visible_lists, method="unlisted")
    list_day = _day(_("På listan den dagen"))

    groups: ClassVar = (
        (_("Uppdrag"), mandates.NAMES),
        (
            _("Person"),
            ("sector", "language", "email", "verified_after", "verified_before", "do_not_contact", "archived"),
        ),
        (_("Relation"), ("owner", "tier")),
        (_("Listor och etiketter"), ("tag", "all_tags", "not_tag", "list", "all_lists", "not_list", "list_day")),
    )

    def __init__(
        self, *args: Any, inside: frozenset[int] = frozenset(), reader: User | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        # Who reads the filter of a dynamic list in words, which is asked as its owner would.
        self.reader = reader
        # The dynamic lists whose filter is being read. They may build on lists that the reader does not see.
        self.inside = inside
        # What other apps ask of a person is about our relation with them.
        names = tuple(extension.name for extension in extensions.person_filters)
        self.groups = tuple((label, (*n, *names) if "owner" in n else n) for label, n in type(self).groups)

    def arranged(self, filters: dict[str, Any]) -> dict[str, Any]:
        if self.inside:
            for name in ("list", "not_list"):
                filters[name].queryset = ContactList.objects.select_related("owner")
        return filters | {extension.name: ExtensionFilter(extension) for extension in extensions.person_filters}

    def held(self, queryset: Any, name: str, value: Any) -> Any:
        """Answered by `filter_queryset`, for all conditions on the mandate together."""
        return queryset

    def owned(self, queryset: Any, name: str, value: Any) -> Any:
        ids = [int(v) for v in value if v.isdecimal()]
        ids += [self.request.user.pk] if "me" in value else []
        return queryset.filter(Q(owner__in=ids) | Q(owner__isnull=True) if "none" in value else Q(owner__in=ids))

    def with_email(self, queryset: Any, name: str, value: str) -> Any:
        known = Exists(ContactDetail.objects.filter(kind=DetailKind.EMAIL, person=OuterRef("pk")))
        return queryset.filter(known if value == "yes" else ~known)

    def verified(self, queryset: Any, name: str, value: Any) -> Any:
        verified = ContactDetail.objects.filter(person=OuterRef("pk"), last_verified_on__gte=value)
        return queryset.filter(Exists(verified) if name == "verified_after" else ~Exists(verified))

    def by_flag(self, queryset: Any, name: str, value: str) -> Any:
        return queryset.filter(**{name: value == "yes"})

    def tagged(self, queryset: Any, name: str, value: Any) -> Any:
        if not self.form.cleaned_data["all_tags"]:
            return queryset.tagged(*value) if value else queryset
        for tag in value:
            queryset = queryset.tagged(tag)
        return queryset

    def not_tagged(self, queryset: Any, name: str, value: Any) -> Any:
        return queryset.not_tagged(*value) if value else queryset

    def listed(self, queryset: Any, name: str, value: Any) -> Any:
        conditions = [self._on(contact_list) for contact_list in value]
        if self.form.cleaned_data["all_lists"]:
            return queryset.filter(*conditions)
        wanted = Q(pk__in=())
        for condition in conditions:
            wanted |= condition
        return queryset.filter(wanted) if conditions else queryset

    def unlisted(self, queryset: Any, name: str, value: Any) -> Any:
        return queryset.filter(*(~self._on(contact_list) for contact_list in value))

    def _on(self, contact_list: ContactList) -> Q:
        day = self.form.cleaned_data.get("list_day")
        return Q(pk__in=people_on(contact_list, self.inside, day).order_by().values("pk"))

    @property
    def unshared(self) -> list[str]:
        """Lists that are not shared; one that the reader does not see is not named."""
        if not self._is_valid():
            return []
        rows = [row for name in ("list", "not_list") for row in self.form.cleaned_data.get(name, ())]
        return list(dict.fromkeys(self.in_words("list", row) or row.name for row in rows if not row.is_shared))

    def filter_queryset(self, queryset: Any) -> Any:
        queryset = super().filter_queryset(queryset)
        held = mandates.asked_of_mandates(self.form.cleaned_data)
        return queryset if held is None else queryset.holding(held)

    def in_words(self, name: str, value: Any) -> str:
        """Areas with their kind; a committee or board with what it belongs to would be too long.

        A list that the reader does not see is not named.
        """
        if isinstance(value, Area):
            return area_words(value)
        if isinstance(value, ContactList) and self.reader and not (value.is_shared or value.owner_id == self.reader.pk):
            return str(value._meta.verbose_name)
        return value.name if isinstance(value, Organization) else ""
