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


def register() -> None:
    extensions.panels.add(Panel("lists", Person._meta.label, "contacts/_lists_panel.html", lists_panel, 30))


def lists_panel(person: Any, user: Any) -> dict[str, Any]:
    """The static lists that the user may see and the person stands on today. One query."""
    rows = ContactListMember.objects.filter(active_q(today()), person=person, contact_list__is_archived=False)
    visible = rows.filter(contact_list__in=ContactList.objects.visible_to(user)).select_related("contact_list")
    held = list(visible.order_by("contact_list__sort_key", "pk"))
    for row in held:
        row.may_fill = lists.may_fill(user, row.contact_list)  # type: ignore[attr-defined]
    return {"held": held, "form": OneListForm(user=user) if permissions.may_edit(user) else None}
