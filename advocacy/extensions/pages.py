"""What advocacy shows on the pages of a person and an organization: contacts, things to do, the paper for a meeting."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, DateField, Q, Subquery, Value, Window
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advocacy.choices import InteractionKind, InteractionStatus
from advocacy.confidentiality import conceal
from advocacy.querysets.interaction import ours_of, priorities_of
from crm.common import extensions
from crm.common.dates import today
from crm.common.extensions import Panel, TimelineEntry, TimelineSource
from crm.common.kept_queries import KeptQuery

PERSON, ORGANIZATION = "contacts.Person", "contacts.Organization"
ENOUGH = 51  # one more than a timeline shows: whether there are more
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


def _with(label: str, pk: int, user: Any) -> Any:
    """Contacts with a person or an organization, all that the user may know of."""
    from advocacy.filters.interaction import with_organization_q
    from advocacy.models import Interaction

    listed = Interaction.objects.listed_for(user)
    return listed.with_person(pk) if label == PERSON else listed.filter(with_organization_q(pk))


def newest(obj: Any, user: Any, limit: int = ENOUGH) -> Newest:
    """The newest contacts, read once for all that a page shows of them: timeline, card, paper. One query."""
    kept: dict[Any, Newest] = obj.__dict__.setdefault("_newest_contacts", {})
    found = kept.get(user.pk)
    if found is None or (found.limit < limit and not found.is_all):
        found = kept[user.pk] = _read(obj, user, max(limit, ENOUGH))
    return found


def _read(obj: Any, user: Any, limit: int) -> Newest:
    label, pk = obj._meta.label, obj.pk
    found = NEWEST[label].rows(pk, user) if limit == ENOUGH else list(_lines(label, pk, user)[:limit])
    first = found[0] if found else None
    ahead = [row for row in found if row.status == InteractionStatus.PLANNED and row.held_on >= today()]
    return Newest(
        rows=list(conceal(found)),
        ahead=list(conceal(ahead[::-1])),
        limit=limit,
        done=first.done if first else 0,
        last_met_on=first.last_met_on if first else None,
    )


def _lines(label: str, pk: int, user: Any) -> Any:
    carried_out = Count("pk", filter=Q(status=InteractionStatus.DONE))
    rows = _with(label, pk, user).for_timeline().annotate(done=Window(carried_out), last_met_on=_last_met(label, pk))
    return rows.order_by("-held_on", "-pk")


NEWEST = {
    label: KeptQuery(lambda pk, user, label=label: _lines(label, pk, user)[:ENOUGH]) for label in (PERSON, ORGANIZATION)
}


def _last_met(label: str, pk: int) -> Any:
    """When they and we last talked, confidential or not; nothing for an organization."""
    from advocacy.models import LastMet

    if label != PERSON:
        return Value(None, output_field=DateField())
    return Subquery(LastMet.objects.filter(person=pk).values("met_on"))


def _timeline(obj: Any, user: Any, limit: int) -> list[TimelineEntry]:
    return [entry_of(row) for row in newest(obj, user, limit).rows[:limit]]


def entry_of(row: Any) -> TimelineEntry:
    """A contact read by `for_timeline` and concealed, as a line of a timeline."""
    label = _("Kontakt")
    if not row.is_readable:
        return TimelineEntry(day=row.held_on, title=row.title, kind="interaction", label=label, is_hidden=True)
    return TimelineEntry(
        day=row.held_on,
        title=row.title,
        kind="interaction",
        label=str(InteractionKind(row.kind).label),
        url=row.get_absolute_url(),
        detail=_detail(row),
    )


def _detail(row: Any) -> str:
    state = "" if row.status == InteractionStatus.DONE else str(row.get_status_display()).lower()
    secret = _("konfidentiell") if row.is_confidential else ""
    parts = [secret, state, begun(row.summary), ", ".join(priorities_of(row)), ", ".join(ours_of(row))]
    return " · ".join(part for part in parts if part)


def begun(text: str, most: int = SUMMARY) -> str:
    """The beginning of a text on one line, to a whole word. (`textwrap.shorten` goes through all of it.)"""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1].rpartition(' ')[0] or line[: most - 2]} …"


def _coming(obj: Any, user: Any) -> list[Any]:
    """The next planned contacts, nearest first. No query where the newest go back to today."""
    found = newest(obj, user)
    if found.is_all or found.rows[-1].held_on < today():
        return found.ahead[:COMING]
    planned = _with(obj._meta.label, obj.pk, user).filter(status=InteractionStatus.PLANNED, held_on__gte=today())
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
    rows = TASKS[obj._meta.label].rows(obj.pk, user)
    if obj._meta.label == PERSON:
        for task in rows:
            task.person = obj
        return {"object": obj, "tasks": rows, "parameter": "person"}
    return {"object": obj, "tasks": rows, "parameter": ""} if rows else None


def _tasks(path: str, pk: int, user: Any) -> Any:
    from advocacy.models import Task

    rows = Task.objects.visible_to(user).open().for_list().filter(**{path: pk})
    return rows.select_related(None).select_related("owner", "interaction", "priority") if path == "person" else rows


TASKS = {
    label: KeptQuery(lambda pk, user, path=path: _tasks(path, pk, user))
    for label, path in ((PERSON, "person"), (ORGANIZATION, "interaction__organization"))
}


def _brief(obj: Any, user: Any) -> dict[str, Any]:
    """The paper before a meeting: the last talks, what is open, which priorities it has been about."""
    from advocacy.models import Task

    found = newest(obj, user)
    done = [row for row in found.rows if not row.is_readable or row.status == InteractionStatus.DONE]
    shown = [row for row in done if row.held_on <= today()][:BRIEF_CONTACTS]
    for row in shown:
        if row.is_readable:
            row.ours, row.about = ", ".join(ours_of(row)), ", ".join(priorities_of(row))
    about = [name for row in found.rows if row.is_readable for name in priorities_of(row)]
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
