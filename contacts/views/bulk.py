"""Changes of many people or organizations, those ticked in a list or all that its filter finds."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from contacts.views.organizations import OrganizationList
from contacts.views.person_list import PersonList
from crm.common.bulk_pages import BulkPage
from crm.common.text import row_id


class PersonBulk(BulkPage, PersonList):
    def initial(self) -> dict[str, Any]:
        """From the page of a list: that list."""
        asked = [pk for text in self.request.GET.getlist("list") if (pk := row_id(text)) is not None]
        return {"contact_list": asked[0]} if len(asked) == 1 else {}

    def url_of_list(self) -> str:
        return reverse("contacts:person_list")


class OrganizationBulk(BulkPage, OrganizationList):
    def url_of_list(self) -> str:
        return reverse("contacts:organization_list")
