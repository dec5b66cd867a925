"""Changes of many people or organizations, those ticked in a list or all that its filter finds."""

from __future__ import annotations

from django.urls import reverse

from contacts.views.organizations import OrganizationList
from contacts.views.person_list import PersonList
from crm.common.bulk_pages import BulkPage


class PersonBulk(BulkPage, PersonList):
    def url_of_list(self) -> str:
        return reverse("contacts:person_list")


class OrganizationBulk(BulkPage, OrganizationList):
    def url_of_list(self) -> str:
        return reverse("contacts:organization_list")
