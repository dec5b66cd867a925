"""Lists taken out of the register."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from contacts.columns import export as sheet_columns
from contacts.exports import PERSON_FORMATS, reading
from contacts.models import ContactDetail, Membership
from contacts.views.organizations import OrganizationList
from contacts.views.person_list import PersonList
from crm.common.columns import Column
from crm.common.exports import ExportPage


class PersonExports(ExportPage):
    """What every list of people can be taken out as."""

    formats = PERSON_FORMATS
    instead: ClassVar = {
        "name": ["given_name", "family_name"],
        "roles": ["role", "organization", "more_roles"],
        "phone": ["phone", "mobile"],
    }
    extra = sheet_columns.EXTRA

    def export_columns(self) -> Any:
        return sheet_columns.of_people(super().export_columns())

    def export_rows(self, queryset: Any, columns: Sequence[Column]) -> Iterable[Any]:
        if reading.can_read(queryset, columns):
            return reading.people(queryset, columns, self.mandates_on)
        return super().export_rows(queryset, columns)

    def sources(self, queryset: Any) -> list[str]:
        people = queryset.order_by().values("pk")
        held = Membership.objects.active_on(self.mandates_on).filter(person__in=people)
        return list(dict.fromkeys(_named(held) + _named(ContactDetail.objects.filter(person__in=people))))


class PersonExport(PersonExports, PersonList):
    export_name = _("Personer")


class OrganizationExport(ExportPage, OrganizationList):
    export_name = _("Organisationer")
    is_personal = False
    extra = sheet_columns.ORGANIZATION_EXTRA

    def export_columns(self) -> Any:
        return sheet_columns.of_organizations(super().export_columns())

    def sources(self, queryset: Any) -> list[str]:
        return _named(ContactDetail.objects.filter(organization__in=queryset.order_by().values("pk")))


def _named(rows: Any) -> list[str]:
    """The sources that the rows name, in order."""
    return list(rows.exclude(source="").order_by("source").values_list("source", flat=True).distinct())
