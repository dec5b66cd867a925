"""Pictures of a goal, fetched by its page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from advocacy.pictures.ladder import ladder
from advocacy.pictures.places import county_map, municipality_map
from advocacy.pictures.trend import trend_of_goal
from advocacy.services.figures.scope import Scope
from advocacy.services.figures.whole import FigureSet
from advocacy.views.goals import goal_of
from advocacy.views.periods import chosen_period
from crm.common.views import MemberView


class GoalPictures(MemberView):
    """Coverage quarter by quarter, the ladder against before, and maps, of the period that the goal page shows.

    A page of its own to who has no JavaScript. Party by county stands on the goal page, as a table that leads on.
    """

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        goal = goal_of(request, pk)
        of = FigureSet(Scope(goal.plan, goal.priority, goal), *chosen_period(request, goal.plan).shown)
        pictures, maps = [], []
        if of.has_audience:
            pictures = [trend_of_goal(goal, of.last), ladder(of.the_reach, of.before.the_reach)]
            maps = [county_map(of.the_reach), municipality_map(of.the_reach)]
        part = "_goal_pictures" if request.htmx else "goal_pictures"  # type: ignore[attr-defined]
        context = {
            "title": _("%(goal)s i bilder") % {"goal": goal.code},
            "crumbs": [{"label": str(goal), "url": goal.get_absolute_url()}],
            "pictures": [one for one in pictures if one],
            "maps": [one for one in maps if one],
        }
        return TemplateResponse(request, f"advocacy/{part}.html", context)
