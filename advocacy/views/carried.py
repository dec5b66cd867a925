"""What was typed in the quick log, on its way to the whole form.

It goes by the session: in an address it would stand in every log and in the browser's history.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from advocacy.forms.quick import QuickForm
from advocacy.models import Event
from contacts.models import Organization

KEY, FROM, QUICK = "quick_log", "fran", "snabb"


def carry(request: HttpRequest, form: QuickForm) -> str:
    """Keep what stands in the quick form, and return the address of the whole form that takes it up."""
    data = form.cleaned_data
    when = data["when"]
    request.session[KEY] = {
        "people": [person.pk for person in form.people_named] if "people" in data else [],
        "priorities": [priority.pk for priority in data["priorities"]],
        "kind": data["kind"],
        "held_on": when.day.isoformat(),
        "held_at": when.time.isoformat() if when.time else "",
        "summary": data["line"],
        "event": data["event"].pk if data["event"] else None,
        "organization": data["organization"].pk if data["organization"] else None,
    }
    return f"{reverse('advocacy:interaction_add')}?{FROM}={QUICK}"


def is_carried(request: HttpRequest) -> bool:
    return request.GET.get(FROM) == QUICK and KEY in request.session


def carried(request: HttpRequest) -> dict[str, Any]:
    """What the whole form starts with when one comes from the quick log; nothing otherwise."""
    if not is_carried(request):
        return {}
    kept = dict(request.session[KEY])
    kept["held_on"] = dt.date.fromisoformat(kept["held_on"])
    kept["held_at"] = dt.time.fromisoformat(kept["held_at"]) if kept["held_at"] else None
    for name, model in (("event", Event), ("organization", Organization)):
        found = model.objects.visible_to(request.user).filter(pk=kept.pop(name)).first()
        kept |= {name: found} if found else {}
    return kept
