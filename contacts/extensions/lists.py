"""Contact lists on the page of a person."""

from __future__ import annotations

from typing import Any

from contacts import permissions
from contacts.forms.contact_list import OneListForm
from contacts.models import ContactList, ContactListMember, Person
from contacts.services import lists
from crm.common import extensions
from crm.common.dates import active_q, today
from crm.common.extensions import Panel
from crm.common.kept_queries import KeptQuery


def register() -> None:
    extensions.panels.add(Panel("lists", Person._meta.label, "contacts/_lists_panel.html", lists_panel, 30))


def _held(pk: int, user: Any) -> Any:
    rows = ContactListMember.objects.filter(active_q(today()), person=pk, contact_list__is_archived=False)
    visible = rows.filter(contact_list__in=ContactList.objects.visible_to(user)).select_related("contact_list")
    return visible.order_by("contact_list__sort_key", "pk")


HELD = KeptQuery(_held)


def lists_panel(person: Any, user: Any) -> dict[str, Any]:
    """The static lists that the user may see and the person stands on today. One query."""
    held = HELD.rows(person.pk, user)
    for row in held:
        row.may_fill = lists.may_fill(user, row.contact_list)
    return {"held": held, "form": OneListForm(user=user) if permissions.may_edit(user) else None}
