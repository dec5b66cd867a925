"""Measures of the national plans: the way there, finding them, the cards of a priority and an organization."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advocacy.choices import MeasureState, NationalPlan
from contacts.choices import AreaKind, OrganizationKind
from crm.common import extensions, search
from crm.common.dates import today
from crm.common.extensions import NavigationItem, Panel, SearchHit, SearchProvider

MOST = 4
# Whose pages tell of a whole county, beside the measures that they are responsible for.
OF_COUNTY = (OrganizationKind.REGION,)


def register() -> None:
    """Called once, when the apps are ready."""
    extensions.navigation.add(
        NavigationItem("measures", "follow_up", gettext_lazy("Åtgärder"), "advocacy:measure_list", 20)
    )
    extensions.search_providers.add(
        SearchProvider("measures", gettext_lazy("Åtgärder"), _rows, _hits, "advocacy:measure_list", 50)
    )
    template = "advocacy/_measures_panel.html"
    extensions.panels.add(Panel("measures_priority", "advocacy.Priority", template, _of_priority, 45, is_later=True))
    extensions.panels.add(
        Panel("measures_organization", "contacts.Organization", template, _of_organization, 45, is_later=True)
    )


def _rows(asked: search.Asked, user: Any) -> Any:
    from advocacy.models import Measure

    found = Measure.objects.visible_to(user).matching(asked.text).order_by("-national_plan", "name", "pk")
    return search.narrow(found, sort="national_plan", said="name", found="code", more="source")


def _hits(rows: list[search.Row], asked: search.Asked, user: Any) -> list[SearchHit]:
    return [
        SearchHit(
            row.said,
            " · ".join(part for part in (str(NationalPlan(row.sort).label), row.found) if part),
            reverse("advocacy:measure_detail", args=[row.pk]),
        )
        for row in rows
    ]


# --- Cards --------------------------------------------------------------------------------------------------------


def _of_priority(obj: Any, user: Any) -> dict[str, Any] | None:
    """Measures of the priority and those below it."""
    from advocacy.models import Measure, Priority

    found = Measure.objects.visible_to(user).about(Priority.objects.branch_ids(obj.pk))
    return _panel(found, _("Åtgärder i nationell plan"), f"priority={obj.pk}")


def _of_organization(obj: Any, user: Any) -> dict[str, Any] | None:
    """Those of a region's county; else those that it is responsible for."""
    from advocacy.models import Measure

    found = Measure.objects.visible_to(user)
    if obj.kind in OF_COUNTY and obj.area and obj.area.kind == AreaKind.COUNTY:
        return _panel(found.in_counties([obj.area_id]), _("Åtgärder i länet"), f"county={obj.area.code}")
    return _panel(found.filter(responsible=obj.pk), _("Ansvarar för åtgärder"), f"responsible={obj.pk}")


def _panel(measures: Any, title: str, query: str) -> dict[str, Any] | None:
    from advocacy.columns.measure import state_badge
    from advocacy.services.measure_figures import implementation

    figures = implementation(measures, today(), today())
    if not figures.count:
        return None
    return {
        "card_title": title,
        "figures": figures,
        "states": [(state, state_badge(state), len(ids)) for state, ids in figures.now.items() if ids],
        "late": [one for one in figures.standings if one.now == MeasureState.LATE][:MOST],
        "query": query,
    }
