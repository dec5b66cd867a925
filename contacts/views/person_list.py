"""The list of people."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from contacts import permissions
from contacts.columns.person import PERSON_COLUMNS, columns_on
from contacts.filters import PersonFilterSet
from contacts.filters.mandates import day_asked
from contacts.models import Person
from contacts.querysets.listed import people_listed
from crm.common import extensions
from crm.common.columns import Column, prepared
from crm.common.dates import today
from crm.common.saved_views import State
from crm.common.views import ListPage
from crm.templatetags.ui import long_day


class PersonList(ListPage):
    default_sort = "name"
    filterset_class = PersonFilterSet
    template_name = "contacts/person_list.html"
    results_template = "contacts/_results.html"
    bulk_url_name = "contacts:person_bulk"
    bulk_model = Person._meta.label
    counted_by = Person

    def queryset(self) -> Any:
        return Person.objects.visible_to(self.request.user)

    @cached_property
    def mandates_on(self) -> dt.date:
        """The day whose mandates the rows show."""
        return day_asked(self.data())

    @property
    def as_of(self) -> str:
        """That day, to be said beside the number, where it is not today."""
        return "" if self.mandates_on == today() else long_day(self.mandates_on)

    def get_columns(self) -> Sequence[Column]:
        columns = [*PERSON_COLUMNS, *map(_column, extensions.person_columns)]
        return columns if self.mandates_on == today() else columns_on(self.mandates_on, columns)

    def prepare_rows(self, rows: Any) -> Any:
        return prepared(rows.for_list(self.mandates_on), self.get_columns())

    def rows_of(self, ids: list[Any]) -> list[Any]:
        columns = self.get_columns() if self.used_columns is None else self.used_columns
        return people_listed(ids, columns, self.mandates_on)

    def menu_links(self, state: State) -> list[dict[str, Any]]:
        if not permissions.may_edit(self.request.user):
            return []
        url = f"{reverse('contacts:list_add')}?{urlencode({'urval': state.query})}"
        return [{"label": _("Spara som kontaktlista …"), "url": url, "icon": "list-plus"}]

    def extra_context(self) -> dict[str, Any]:
        return {
            "title": _("Personer"),
            "as_of": self.as_of,
            "export_url": reverse("contacts:person_export"),
            "empty": {
                "title": _("Inga personer än"),
                "text": _(
                    "Här visas alla ni känner och vill känna: förtroendevalda, tjänstepersoner, forskare, företag."
                ),
                "action_label": _("Ny person") if permissions.may_edit(self.request.user) else "",
                "action_url": reverse("contacts:person_add"),
            },
        }


def _column(added: extensions.PersonColumn) -> Column:
    """A column that another app has put in the slot of the people list."""
    return Column(
        added.name,
        added.label,
        added.value,
        added.order_by,
        added.kind,
        is_shown=added.is_shown,
        annotate=added.annotate,
        annotate_sort=added.annotate if added.order_by else None,
    )
