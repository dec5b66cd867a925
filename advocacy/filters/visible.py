"""What the choices of a filter are taken from: rows that the one who asks may see; none where nobody asks."""

from __future__ import annotations

from typing import Any

from advocacy.models import Event, Goal, Priority
from contacts.models import Organization, Person
from crm.models import User


def visible_people(request: Any) -> Any:
    return Person.objects.visible_to(request.user if request else None)


def visible_organizations(request: Any) -> Any:
    return Organization.objects.visible_to(request.user if request else None)


def visible_goals(request: Any) -> Any:
    return Goal.objects.visible_to(request.user if request else None).for_list()


def visible_events(request: Any) -> Any:
    return Event.objects.visible_to(request.user if request else None)


def visible_priorities(request: Any) -> Any:
    return Priority.objects.visible_to(request.user) if request else Priority.objects.none()


def colleagues(request: Any) -> Any:
    return User.objects.colleagues()
