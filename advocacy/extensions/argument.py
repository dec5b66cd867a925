"""Positions, arguments and decisions: where they are found, on the pages of what they are about, handed over."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy

from crm.common import extensions, search
from crm.common.extensions import Handover, NavigationItem, Panel, SearchHit, SearchProvider
from crm.common.kept_queries import KeptQuery
from crm.templatetags.ui import long_day

PRIORITY, ORGANIZATION, CONTACT = "advocacy.Priority", "contacts.Organization", "advocacy.Interaction"
MOST = 6


def register() -> None:
    """Called once, when the apps are ready."""
    for item in (
        NavigationItem("arguments", "issues", gettext_lazy("Argument"), "advocacy:argument_list", 22),
        NavigationItem("decisions", "issues", gettext_lazy("Beslut"), "advocacy:decision_list", 24),
    ):
        extensions.navigation.add(item)
    for provider in (
        SearchProvider(
            "positions", gettext_lazy("Ståndpunkter"), _positions, _position_hits, "", 42,
        ),
        SearchProvider(
            "arguments", gettext_lazy("Argument"), _arguments, _argument_hits, "advocacy:argument_list", 43,
        ),
        SearchProvider(
            "decisions", gettext_lazy("Beslut"), _decisions, _decision_hits, "advocacy:decision_list", 44,
        ),
    ):  # fmt: skip
        extensions.search_providers.add(provider)
    for model, context in ((PRIORITY, _of_priority), (ORGANIZATION, _of_organization)):
        name = f"decisions_{model.rpartition('.')[2].lower()}"
        extensions.panels.add(Panel(name, model, "advocacy/_decisions_panel.html", context, 26, is_later=True))
    extensions.panels.add(Panel("arguments_used", CONTACT, "advocacy/_arguments_used.html", _used_in, 30))
    _handovers()


# --- Search -------------------------------------------------------------------------------------------------------


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _positions(asked: search.Asked, user: Any) -> Any:
    from advocacy.models import Position

    found = Position.objects.visible_to(user).in_use().matching(asked.text).order_by("priority__position", "order")
    return search.narrow(found, sort="priority__code", said="text", found="priority__name", more="priority_id")


def _position_hits(rows: list[search.Row], asked: search.Asked, user: Any) -> list[SearchHit]:
    return [SearchHit(row.said, row.found, reverse("advocacy:position_list", args=[int(row.more)])) for row in rows]


def _arguments(asked: search.Asked, user: Any) -> Any:
    """Those in use: what is not to be used any more is found in the list."""
    from advocacy.models import Argument

    found = Argument.objects.visible_to(user).in_use().matching(asked.text).order_by("pk")
    return search.narrow(found, sort="source", said="text", found="priority__name")


def _argument_hits(rows: list[search.Row], asked: search.Asked, user: Any) -> list[SearchHit]:
    return [
        SearchHit(row.said, _joined(row.sort, row.found), reverse("advocacy:argument_detail", args=[row.pk]))
        for row in rows
    ]


def _decisions(asked: search.Asked, user: Any) -> Any:
    from advocacy.models import Decision

    found = Decision.objects.visible_to(user).matching(asked.text).order_by("-decided_on", "-pk")
    return search.narrow(found, sort="decided_on", said="text", found="body__name", more="paragraph")


def _decision_hits(rows: list[search.Row], asked: search.Asked, user: Any) -> list[SearchHit]:
    return [
        SearchHit(
            row.said,
            _joined(row.found, long_day(row.day) if row.day else "", f"§ {row.more}" if row.more else ""),
            reverse("advocacy:decision_detail", args=[row.pk]),
        )
        for row in rows
    ]


# --- Cards --------------------------------------------------------------------------------------------------------


def _behind(condition: dict[str, Any], user: Any) -> Any:
    from advocacy.models import Decision

    found = Decision.objects.visible_to(user).filter(**condition).for_list()
    return found.prefetch_related("parties__party").order_by("-decided_on", "-pk")[: MOST + 1]


def _priority_rows(pk: int, user: Any) -> Any:
    return _behind({"priority": pk}, user)


def _organization_rows(pk: int, user: Any) -> Any:
    return _behind({"body": pk}, user)


ROWS = {PRIORITY: KeptQuery(_priority_rows), ORGANIZATION: KeptQuery(_organization_rows)}


def _of_priority(obj: Any, user: Any) -> dict[str, Any] | None:
    return _panel(obj, user, "priority")


def _of_organization(obj: Any, user: Any) -> dict[str, Any] | None:
    return _panel(obj, user, "body")


def _panel(obj: Any, user: Any, parameter: str) -> dict[str, Any] | None:
    from advocacy.choices import Leaning
    from advocacy.columns.decision import codes

    rows = ROWS[obj._meta.label].rows(obj.pk, user)
    if not rows:
        return None
    for row in rows:
        row.codes = codes(row, Leaning.FOR)
    return {"object": obj, "rows": rows[:MOST], "is_cut": len(rows) > MOST, "parameter": parameter}


def _used_in(contact: Any, user: Any) -> dict[str, Any] | None:
    """The arguments that were used in a contact that its reader may read."""
    uses = contact.argument_uses.select_related("argument").order_by("pk")
    return {"uses": uses} if uses else None


# --- Handing over -------------------------------------------------------------------------------------------------


def _handovers() -> None:
    from advocacy.services import arguments
    from advocacy.services import handovers as work

    extensions.handovers.add(
        Handover(
            name="arguments",
            label=gettext_lazy("argument"),
            every=lambda giver, day: arguments.owned_by(giver),
            rows=lambda giver, receiver, day, actor: arguments.owned_by(giver),
            said=lambda row: str(row),
            hand=work.hand_owned,
            order=66,
        )
    )
