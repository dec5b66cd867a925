"""What the global search finds of contacts, plans and events, and how it shows why."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.db.models import Exists, OuterRef
from django.db.models.functions import Left
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from advocacy.choices import EventKind, InteractionKind, ParticipantSide
from advocacy.columns.interaction import few
from advocacy.models import Event, Goal, Interaction, Participation, Priority
from crm.common import extensions, search
from crm.common.extensions import SearchHit, SearchProvider
from crm.common.instances import among
from crm.common.kept_queries import KeptRows
from crm.common.text import stemmed, tokens
from crm.templatetags.ui import long_day

# So much of a summary is looked through for a piece to show.
MOST_OF_A_TEXT = 4_000
MOST_OF_A_WORD = 3_000


def register() -> None:
    for provider in (
        SearchProvider(
            "interactions", gettext_lazy("Kontakter"), _interactions, _interaction_hits,
            "advocacy:interaction_list", 30,
        ),
        SearchProvider("priorities", gettext_lazy("Sakfrågor"), _priorities, _priority_hits, "", 40),
        SearchProvider("goals", gettext_lazy("Mål"), _goals, _goal_hits, "", 45),
        SearchProvider(
            "events", pgettext_lazy("several", "Arrangemang"), _events, _event_hits, "advocacy:event_list", 50
        ),
    ):  # fmt: skip
        extensions.search_providers.add(provider)


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _day(row: search.Row) -> str:
    return long_day(row.day) if row.day else ""


def _interactions(asked: search.Asked, user: Any) -> Any:
    """Only contacts whose content the user may read can be found by it, newest first."""
    # One word that very many contacts hold: among the last ones. Of several words all contacts are wanted.
    newest = MOST_OF_A_WORD if len(asked.words) == 1 else 0
    found = Interaction.objects.visible_to(user).matching(asked.text, newest)
    rows = search.narrow(found, sort="held_on", said="title", found=Left("summary", MOST_OF_A_TEXT), more="kind")
    # By the text of the day: by the day itself the database would read all contacts, newest first, to find a few.
    return rows.order_by("-_sort", "-pk")


def _theirs(interactions: list[int]) -> Any:
    rows = Participation.objects.filter(among(Participation, "interaction_id", interactions))
    return rows.filter(side=ParticipantSide.THEIRS).select_related("person").order_by("pk")


THEIRS = KeptRows(_theirs)


def _interaction_hits(rows: list[search.Row], asked: search.Asked, user: Any) -> list[SearchHit]:
    met: dict[int, list[str]] = defaultdict(list)
    for part in THEIRS.rows([row.pk for row in rows]):
        met[part.interaction_id].append(part.shown_name)
    return [_interaction_hit(row, met[row.pk], asked) for row in rows]


def _interaction_hit(row: search.Row, names: list[str], asked: search.Asked) -> SearchHit:
    reason = search.excerpt(row.found, asked)
    if not reason and not _holds(stemmed(row.said), asked.stems):
        met = [name for name in names if _holds(" ".join(tokens(name)), asked.words)]
        reason = _("Deltagare: %s") % few(met) if met else ""
    kind = str(InteractionKind(row.more).label)
    url = reverse("advocacy:interaction_detail", args=[row.pk])
    return SearchHit(row.said, _joined(kind, _day(row), few(names)), url, reason)


def _holds(said: str, wanted: list[str]) -> bool:
    return any(word.startswith(one) for word in said.split() for one in wanted)


def _priorities(asked: search.Asked, user: Any) -> Any:
    found = Priority.objects.visible_to(user).matching(asked.text).order_by("is_archived", "position", "code")
    return search.narrow(found, sort="code", said="name", found="description", more="parent__name")


def _priority_hits(rows: list[search.Row], asked: search.Asked, user: Any) -> list[SearchHit]:
    return [
        SearchHit(
            row.said,
            _joined(row.sort, row.more),
            reverse("advocacy:priority_detail", args=[row.pk]),
            search.excerpt(row.found, asked),
        )
        for row in rows
    ]


def _goals(asked: search.Asked, user: Any) -> Any:
    """Goals of the latest plans first; those of a plan that was followed by one with the same goal come after."""
    found = Goal.objects.visible_to(user).matching(asked.text)
    newer = Goal.objects.filter(predecessor=OuterRef("pk"))
    found = found.order_by(Exists(newer), "-plan__starts_on", "priority__position", "code")
    return search.narrow(found, sort="code", said="statement", found="plan__name")


def _goal_hits(rows: list[search.Row], asked: search.Asked, user: Any) -> list[SearchHit]:
    return [
        SearchHit(f"{row.sort} {row.said}", row.found, reverse("advocacy:goal_detail", args=[row.pk])) for row in rows
    ]


def _events(asked: search.Asked, user: Any) -> Any:
    found = Event.objects.visible_to(user).matching(asked.text).order_by("-starts_on", "name", "pk")
    return search.narrow(found, sort="starts_on", said="name", found="place", more="kind")


def _event_hits(rows: list[search.Row], asked: search.Asked, user: Any) -> list[SearchHit]:
    return [
        SearchHit(
            row.said,
            _joined(str(EventKind(row.more).label), _day(row), row.found),
            reverse("advocacy:event_detail", args=[row.pk]),
        )
        for row in rows
    ]
