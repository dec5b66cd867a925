"""Lists taken out of the register."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from contacts.models import ContactDetail, Membership
from contacts.views.organizations import OrganizationList
from contacts.views.people import PersonList
from crm.common.dates import today
from crm.common.exports import ExportPage


class PersonExport(ExportPage, PersonList):
    export_name = _("Personer")

    def prepare_rows(self, rows: Any) -> Any:
        return super().prepare_rows(rows).prefetch_related("contact_details")

    def sources(self, queryset: Any) -> list[str]:
        people = queryset.order_by().values("pk")
        held = Membership.objects.active_on(today()).filter(person__in=people)
        return _named(held) + _named(ContactDetail.objects.filter(person__in=people))


class OrganizationExport(ExportPage, OrganizationList):
    export_name = _("Organisationer")

    def prepare_rows(self, rows: Any) -> Any:
        return super().prepare_rows(rows).prefetch_related("contact_details")

    def sources(self, queryset: Any) -> list[str]:
        return _named(ContactDetail.objects.filter(organization__in=queryset.order_by().values("pk")))


def _named(rows: Any) -> list[str]:
    """The sources that the rows name, in order."""
    return list(rows.exclude(source="").order_by("source").values_list("source", flat=True).distinct())
