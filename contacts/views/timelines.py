"""The timeline pages of a person and an organization."""

from __future__ import annotations

from typing import Any

from contacts.views.organizations import OrganizationPage
from contacts.views.people import PersonPage
from crm.common.timeline_pages import TimelinePage


class PersonTimeline(TimelinePage, PersonPage):
    template_name = "contacts/timeline.html"

    def subject(self, pk: int) -> Any:
        return self.person(self.request, pk)

    def about(self, subject: Any) -> dict[str, Any]:
        return self.frame(subject, "timeline")


class OrganizationTimeline(TimelinePage, OrganizationPage):
    template_name = "contacts/timeline.html"

    def subject(self, pk: int) -> Any:
        return self.organization(self.request, pk)

    def about(self, subject: Any) -> dict[str, Any]:
        return self.frame(subject, "timeline")
