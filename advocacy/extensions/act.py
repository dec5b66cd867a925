"""Acts: the way there, finding them, the cards of a person and a priority, their place in timelines, what is known."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Concat
from django.urls import reverse
from django.utils.translation import gettext_lazy

from advocacy.choices import ActKind
from advocacy.extensions.timeline import branch_of
from crm.common import extensions, search
from crm.common.extensions import (
    NavigationItem,
    Panel,
    PersonalData,
    PersonBadge,
    SearchHit,
    SearchProvider,
    TimelineEntry,
    TimelineSource,
    TimelineStrand,
)
from crm.common.kept_queries import KeptQuery
from crm.common.permissions import Role, can
from crm.common.timelines import Asked, holding
from crm.templatetags.ui import long_day

PERSON, PRIORITY, GOAL = "contacts.Person", "advocacy.Priority", "advocacy.Goal"
LIST, CARD = "advocacy:act_list", "advocacy/_acts_panel.html"
NAME = ("person__given_name", "person__family_name")
SHOWN = 5
ENOUGH = 51  # one more than a timeline shows


def register() -> None:
    """Called once, when the apps are ready."""
    from advocacy.models import Act

    label = gettext_lazy("Handlingar")
    extensions.navigation.add(NavigationItem("acts", "issues", label, LIST, 26))
    extensions.search_providers.add(SearchProvider("acts", label, _rows, _hits, LIST, 48))
    extensions.person_badges.add(PersonBadge("acts", with_acts, lambda person: None))
    extensions.panels.add(Panel("acts_person", PERSON, CARD, _person_panel, 23, is_later=True))
    extensions.panels.add(Panel("acts_priority", PRIORITY, CARD, _priority_panel, 27, is_later=True))
    extensions.timeline_sources.add(TimelineSource("acts_person", PERSON, label, _timeline))
    for model in (PERSON, PRIORITY, GOAL):
        name = f"{model.rpartition('.')[2].lower()}_acts"
        extensions.timeline_strands.add(
            TimelineStrand(name, model, "handlingar", label, "acted_on", _strand, _read, _entry, 25)
        )
    extensions.personal_data.add(PersonalData("acts", Act, _known, _forget))


# --- Finding them -------------------------------------------------------------------------------------------------


def _rows(asked: search.Asked, user: Any) -> Any:
    from advocacy.models import Act

    found = Act.objects.visible_to(user).matching(asked.text).order_by("-acted_on", "-pk")
    return search.narrow(found, sort="acted_on", said="title", found=Concat(NAME[0], Value(" "), NAME[1]), more="kind")


def _hits(rows: list[search.Row], asked: search.Asked, user: Any) -> list[SearchHit]:
    return [
        SearchHit(
            row.said,
            " · ".join(
                part for part in (row.found, str(ActKind(row.more).label), long_day(row.day) if row.day else "") if part
            ),
            reverse("advocacy:act_detail", args=[row.pk]),
        )
        for row in rows
    ]


# --- The cards ----------------------------------------------------------------------------------------------------


def with_acts(people: QuerySet[Any]) -> QuerySet[Any]:
    """`act_count`: how many acts of the person are known; who has done none costs no question."""
    from advocacy.models import Act

    done = Act.objects.order_by().filter(person=OuterRef("pk")).values("person")
    return people.annotate(act_count=Coalesce(Subquery(done.annotate(n=Count("pk")).values("n")), 0))


def _done_by(pk: int, user: Any) -> Any:
    from advocacy.models import Act

    rows = Act.objects.visible_to(user).filter(person=pk).select_related("priority")
    return rows.order_by("-acted_on", "-pk")[:ENOUGH]


DONE_BY = KeptQuery(_done_by)


def _acts_of(person: Any, user: Any) -> list[Any]:
    """Read once for all that a page shows of them: card and timeline."""
    kept: dict[Any, list[Any]] = person.__dict__.setdefault("_acts", {})
    if user.pk not in kept:
        kept[user.pk] = DONE_BY.rows(person.pk, user) if getattr(person, "act_count", 1) else []
    return kept[user.pk]


def _person_panel(person: Any, user: Any) -> dict[str, Any] | None:
    rows = _acts_of(person, user)
    if not rows and not can(user, Role.EDITOR):
        return None
    return {"object": person, "parameter": "person", "rows": _badged(rows[:SHOWN])}


def _priority_panel(priority: Any, user: Any) -> dict[str, Any] | None:
    """Of the priority and those below it."""
    from advocacy.models import Act

    rows = Act.objects.visible_to(user).filter(priority__in=branch_of(priority)).for_list()
    newest = list(rows.order_by("-acted_on", "-pk")[:SHOWN])
    if not newest and not can(user, Role.EDITOR):
        return None
    return {"object": priority, "parameter": "priority", "rows": _badged(newest)}


def _badged(rows: list[Any]) -> list[Any]:
    from advocacy.columns.act import leaning_badge

    for row in rows:
        row.badge = leaning_badge(row)
    return rows


# --- Timelines ----------------------------------------------------------------------------------------------------


def _timeline(person: Any, user: Any, limit: int) -> list[TimelineEntry]:
    return [_entry(row, person) for row in _acts_of(person, user)[:limit]]


def _strand(obj: Any, user: Any, asked: Asked) -> Any:
    """Those of a person, or on a priority. None is by us."""
    from advocacy.models import Act

    if asked.colleague:
        return None
    rows = Act.objects.visible_to(user)
    if asked.text:
        rows = rows.filter(holding(asked.text, "title", "quote", *NAME, "priority__name"))
    return rows.filter(person=obj.pk) if obj._meta.label == PERSON else rows.filter(priority__in=branch_of(obj))


def _read(pks: Collection[int], obj: Any, user: Any) -> Any:
    from advocacy.models import Act

    return Act.objects.visible_to(user).for_list().filter(pk__in=pks)


def _entry(row: Any, obj: Any) -> TimelineEntry:
    about = row.priority if obj._meta.label == PERSON else row.person
    leaning = str(row.get_leaning_display()) if row.priority_id else ""
    detail = " · ".join(str(part) for part in (about, leaning) if part)
    kind = str(row.get_kind_display())
    return TimelineEntry(row.acted_on, row.title, "handlingar", kind, row.get_absolute_url(), detail)


# --- What is known of a person ------------------------------------------------------------------------------------


def _known(person: Any) -> list[dict[str, Any]]:
    return [
        {
            "day": row.acted_on,
            "kind": str(row.get_kind_display()),
            "title": row.title,
            "quote": row.quote,
            "url": row.url,
            "priority": row.priority.name if row.priority else "",
            "leaning": str(row.get_leaning_display()),
            "source": row.source,
        }
        for row in person.acts.select_related("priority").order_by("acted_on", "pk")
    ]


def _forget(person: Any, actor: Any) -> None:
    from advocacy.services import erasure

    erasure.forget_acts(actor=actor, person=person)
