"""What advocacy shows on the pages of a person and an organization: contacts, things to do, the paper for a meeting."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from textwrap import shorten
from typing import Any

from django.db.models import Count, DateField, Q, Subquery, Value, Window
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advocacy.choices import InteractionStatus
from advocacy.confidentiality import conceal
from crm.common import extensions
from crm.common.dates import today
from crm.common.extensions import Panel, TimelineEntry, TimelineSource

PERSON, ORGANIZATION = "contacts.Person", "contacts.Organization"
ENOUGH = 41  # one more than a timeline shows: whether there are more
COMING, BRIEF_CONTACTS, BRIEF_TASKS = 3, 5, 4
SUMMARY = 160  # characters of a contact in the timeline, to a whole word


def register() -> None:
    """Called once, when the apps are ready."""
    for name, model in (("person", PERSON), ("organization", ORGANIZATION)):
        extensions.timeline_sources.add(
            TimelineSource(f"interactions_{name}", model, gettext_lazy("Kontakter"), _timeline)
        )
        extensions.panels.add(
            Panel(f"interactions_{name}", model, "advocacy/_interactions_panel.html", _contacts_panel, 10)
        )
        extensions.panels.add(Panel(f"tasks_{name}", model, "advocacy/_tasks_panel.html", _tasks_panel, 20))
    extensions.brief_parts.add(Panel("contacts_person", PERSON, "advocacy/_brief.html", _brief, 10))


@dataclass(frozen=True)
class Newest:
    """The newest contacts with somebody, how many were carried out in all, and when they and we last talked.

    `ahead`: those of them that are planned from today on, nearest first.
    """

    rows: list[Any]
    ahead: list[Any]
    limit: int
    done: int
    last_met_on: dt.date | None

    @property
    def is_all(self) -> bool:
        return len(self.rows) < self.limit


def _with(obj: Any, user: Any) -> Any:
    """Contacts with a person or an organization, all that the user may know of."""
    from advocacy.filters import with_organization_q
    from advocacy.models import Interaction

    listed = Interaction.objects.listed_for(user)
    return listed.with_person(obj) if obj._meta.label == PERSON else listed.filter(with_organization_q(obj))


def newest(obj: Any, user: Any, limit: int = ENOUGH) -> Newest:
    """The newest contacts, read once for all that a page shows of them: timeline, card, paper. Three queries."""
    kept: dict[Any, Newest] = obj.__dict__.setdefault("_newest_contacts", {})
    found = kept.get(user.pk)
    if found is None or (found.limit < limit and not found.is_all):
        found = kept[user.pk] = _read(obj, user, max(limit, ENOUGH))
    return found


def _read(obj: Any, user: Any, limit: int) -> Newest:
    carried_out = Count("pk", filter=Q(status=InteractionStatus.DONE))
    rows = _with(obj, user).for_list().annotate(done=Window(carried_out), last_met_on=_last_met(obj))
    found = list(rows.order_by("-held_on", "-pk")[:limit])
    first = found[0] if found else None
    ahead = [row for row in found if row.status == InteractionStatus.PLANNED and row.held_on >= today()]
    return Newest(
        rows=list(conceal(found)),
        ahead=list(conceal(ahead[::-1])),
        limit=limit,
        done=first.done if first else 0,
        last_met_on=first.last_met_on if first else None,
    )


def _last_met(obj: Any) -> Any:
    """When they and we last talked, confidential or not; nothing for an organization."""
    from advocacy.models import LastMet

    if obj._meta.label != PERSON:
        return Value(None, output_field=DateField())
    return Subquery(LastMet.objects.filter(person=obj.pk).values("met_on"))


def _timeline(obj: Any, user: Any, limit: int) -> list[TimelineEntry]:
    return [_entry(row) for row in newest(obj, user, limit).rows[:limit]]


def _entry(row: Any) -> TimelineEntry:
    label = _("Kontakt")
    if not row.is_readable:
        return TimelineEntry(day=row.held_on, title=row.title, kind="interaction", label=label, is_hidden=True)
    return TimelineEntry(
        day=row.held_on,
        title=row.title,
        kind="interaction",
        label=str(row.get_kind_display()),
        url=row.get_absolute_url(),
        detail=_detail(row),
    )


def _detail(row: Any) -> str:
    from advocacy.columns import our_side, priorities

    state = "" if row.status == InteractionStatus.DONE else str(row.get_status_display()).lower()
    said = shorten(row.summary, SUMMARY, placeholder=" …")
    parts = [state, said, ", ".join(priorities(row)), ", ".join(our_side(row))]
    return " · ".join(part for part in parts if part)


def _coming(obj: Any, user: Any) -> list[Any]:
    """The next planned contacts, nearest first. No query where the newest go back to today."""
    found = newest(obj, user)
    if found.is_all or found.rows[-1].held_on < today():
        return found.ahead[:COMING]
    planned = _with(obj, user).filter(status=InteractionStatus.PLANNED, held_on__gte=today())
    return list(conceal(planned.order_by("held_on", "pk")[:COMING]))


def _contacts_panel(obj: Any, user: Any) -> dict[str, Any]:
    found = newest(obj, user)
    return {
        "object": obj,
        "parameter": "person" if obj._meta.label == PERSON else "organization",
        "count": found.done,
        "coming": _coming(obj, user),
        "last_met_on": found.last_met_on,
    }


def _tasks_panel(obj: Any, user: Any) -> dict[str, Any] | None:
    """Open tasks about a person, or about the contacts with an organization."""
    from advocacy.models import Task

    tasks = Task.objects.visible_to(user).open().for_list()
    if obj._meta.label == PERSON:
        return {"object": obj, "tasks": tasks.filter(person=obj), "parameter": "person"}
    rows = list(tasks.filter(interaction__organization=obj))
    return {"object": obj, "tasks": rows, "parameter": ""} if rows else None


def _brief(obj: Any, user: Any) -> dict[str, Any]:
    """The paper before a meeting: the last talks, what is open, which priorities it has been about."""
    from advocacy.columns import our_side, priorities
    from advocacy.models import Task

    found = newest(obj, user)
    done = [row for row in found.rows if not row.is_readable or row.status == InteractionStatus.DONE]
    shown = [row for row in done if row.held_on <= today()][:BRIEF_CONTACTS]
    for row in shown:
        if row.is_readable:
            row.ours, row.about = ", ".join(our_side(row)), ", ".join(priorities(row))
    about = [name for row in found.rows if row.is_readable for name in priorities(row)]
    tasks = Task.objects.visible_to(user).open().for_list()
    related = Q(person=obj) | Q(interaction__in=[row.pk for row in found.rows if row.is_readable])
    return {
        "contacts": shown,
        "count": found.done,
        "last_met_on": found.last_met_on,
        "coming": _coming(obj, user)[:1],
        "tasks": list(tasks.filter(related)[:BRIEF_TASKS]),
        "priorities": list(dict.fromkeys(about))[:5],
    }
