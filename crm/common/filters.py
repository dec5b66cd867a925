"""Filters of lists: one strict set per list, shared by page, API and export."""

from __future__ import annotations

import copy
import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

import django_filters
from django import forms
from django.db.models import Model, QuerySet
from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from crm.common.days import RelativeDay
from crm.common.fields import IdsField
from crm.common.text import tokens

# Asks for the panel of fields alone.
PANEL = "filter"
# What the address of a list says besides what to look for.
ASIDE = frozenset({"sort", "sida", "kolumner", "vy", PANEL})


@dataclass(frozen=True)
class Chip:
    """One active filter value, and the query string that is left when it is removed."""

    label: str
    value: str
    remove_query: str


@dataclass(frozen=True)
class Group:
    """Fields of the filter panel under one heading; `active` is how many of them ask for something."""

    label: str
    fields: list[Any]
    active: int


class StrictFilterSet(django_filters.FilterSet):
    """A FilterSet that shows nothing, never everything, when a value is invalid.

    `q` is set by subclasses as a CharFilter with method `search`, which asks the queryset's `matching`.
    `groups` puts many filters under headings, (heading, names); what is named in none comes first.
    Most lists are asked for nothing: then the filters are not copied and no form is made (`unasked`).
    """

    groups: ClassVar[Sequence[tuple[Any, Sequence[str]]]] = ()
    # Nobody is called what `q` says; shown is who is called nearly so.
    is_near = False

    def __init__(
        self, data: Any = None, queryset: Any = None, *, request: Any = None, prefix: str | None = None
    ) -> None:
        """As django-filter's own, but for `filters`, which are copied when they are first needed."""
        self.is_bound = data is not None
        self.data = data or QueryDict()
        self.queryset = self._meta.model._default_manager.all() if queryset is None else queryset
        self.request, self.form_prefix = request, prefix

    @cached_property
    def filters(self) -> dict[str, Any]:
        filters = self.arranged(copy.deepcopy(self.base_filters))
        for one in filters.values():
            one.parent, one.model = self, self.queryset.model
        return filters

    def arranged(self, filters: dict[str, Any]) -> dict[str, Any]:
        """Of the class's filters, those of this request."""
        return filters

    @property
    def is_asked(self) -> bool:
        """Whether anything is asked for."""
        return not ASIDE.issuperset(self.data)

    def unasked(self) -> QuerySet[Any]:
        """The rows when nothing is asked for: as the filters would have them (a test holds this for every set)."""
        rows = self.queryset.all()
        for one in self.base_filters.values():
            rows = one.filter(rows, "") if getattr(one, "narrows_unasked", False) else rows
        return rows

    @property
    def qs(self) -> QuerySet[Any]:
        if self.is_bound and not self.is_asked:
            return self.unasked()
        if self.is_bound and not self._is_valid():
            return self.queryset.none()
        return super().qs

    @property
    def wrong(self) -> Any:
        """What cannot be understood of what is asked for, by the names of the filters."""
        return self.form.errors if self.is_asked else {}

    @property
    def kept_values(self) -> list[tuple[str, str]]:
        """What is asked for in the fields of the panel: the page keeps it until the panel is fetched."""
        names = set(self.data) - ASIDE - {"q"}
        return [(name, value) for name in sorted(names) for value in self.data.getlist(name) if value]

    def _is_valid(self) -> bool:
        """Whether every value is; rows that were not asked for are known to be none without preparing a query."""
        if not self.form.is_valid():
            return False
        for value in self.form.cleaned_data.values():
            if isinstance(value, QuerySet) and value.query.is_empty():
                value._result_cache = []
        return True

    def search(self, queryset: Any, name: str, value: str) -> Any:
        # A search of signs alone asks for nothing that can be found.
        found = queryset.matching(value) if tokens(value) else queryset.none()
        self.is_near = getattr(found, "is_near", False)
        return found

    @property
    def chips(self) -> list[Chip]:
        """The active filters, one chip a value, in the order of the form."""
        if not self.is_asked or not self._is_valid():
            return []
        self._ask_first()
        return [
            Chip(str(self.form.fields[name].label or name), shown, self._without(name, raw))
            for name in self.filters
            for raw, shown in self._values(name)
        ]

    def _ask_first(self) -> None:
        """What `q` finds says how its chip reads; what was found is kept."""
        if self.form.cleaned_data.get("q"):
            getattr(self, "qs")  # noqa: B009 read for what it does

    @property
    def unshared(self) -> list[str]:
        """What is asked for by name that is kept from others: they get no answer, where they ask themselves."""
        return []

    @property
    def panel(self) -> list[Group]:
        """The fields by heading, in the order of `groups`."""
        form = self.form
        used = {name for name in form.fields if self._values(name)} if self.is_bound and self._is_valid() else set()
        used |= set(form.errors)
        shown = [name for name in form.fields if name != "q" and not form[name].is_hidden]
        groups = []
        for label, names in self.groups:
            here = [name for name in names if name in shown]
            groups.append(Group(str(label), [form[name] for name in here], len(used & set(here))))
        named = {name for _label, names in self.groups for name in names}
        rest = [name for name in shown if name not in named]
        return ([Group("", [form[n] for n in rest], len(used & set(rest)))] if rest else []) + groups

    def _values(self, name: str) -> list[tuple[str, str]]:
        cleaned = self.form.cleaned_data.get(name)
        if cleaned in (None, "", [], ()) or (isinstance(cleaned, QuerySet) and not cleaned):
            return []
        field = self.form.fields[name]
        if cleaned is False and not isinstance(field, forms.NullBooleanField):
            return []
        if isinstance(field, IdsField):
            return [("", ngettext("%(n)s rad", "%(n)s rader", len(cleaned)) % {"n": len(cleaned)})]
        many = cleaned if isinstance(cleaned, (list, tuple, QuerySet)) else [cleaned]
        # A row says itself what it is called: the choices would read every row of its table.
        is_read = isinstance(cleaned, QuerySet | Model)
        labels = {} if is_read else {str(k): str(v) for k, v in getattr(field, "choices", ())}
        result = []
        for item in many:
            raw = str(field.prepare_value(item))
            shown = self.in_words(name, item) or labels.get(raw) or _shown(item, field)
            result.append((raw, _("%s (stavas nästan så)") % shown if name == "q" and self.is_near else shown))
        return result

    def in_words(self, name: str, value: Any) -> str:
        """A value in words, where its own or those of its choice would not do."""
        return ""

    def _without(self, name: str, raw: str) -> str:
        left: QueryDict = self.data.copy()
        values = left.getlist(name)
        left.setlist(name, [v for v in values if v != raw] if len(values) > 1 and raw else [])
        left.pop("sida", None)
        return left.urlencode()


def _shown(value: Any, field: Any) -> str:
    """A filter's value in words."""
    if isinstance(value, Model) and isinstance(field, forms.ModelChoiceField):
        return str(field.label_from_instance(value))
    if value is True:
        return _("ja")
    if value is False:
        return _("nej")
    if isinstance(value, RelativeDay):
        return value.words
    return date_format(value, "j b Y") if isinstance(value, dt.date) else str(value)
