"""The filter of the list of contact lists."""

from __future__ import annotations

from typing import Any

import django_filters
from django.utils.translation import gettext_lazy as _

from contacts.choices import ListKind
from contacts.filters.reference import Archived, Flag, checks
from crm.common.filters import StrictFilterSet
from crm.common.text import sort_key


class ContactListFilterSet(StrictFilterSet):
    q = django_filters.CharFilter(label=_("Sök"), method="search")
    kind = checks(_("Slag"), ListKind.choices)
    mine = Flag(_("Bara mina"), method="by_me")
    archived = Archived()

    def search(self, queryset: Any, name: str, value: str) -> Any:
        return queryset.filter(sort_key__contains=sort_key(value))

    def by_me(self, queryset: Any, name: str, value: bool) -> Any:
        return queryset.filter(owner=self.request.user) if value else queryset
