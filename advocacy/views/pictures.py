"""Pictures, fetched by the page of a goal and by the sections of the figures."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from advocacy.pictures.ladder import ladder
from advocacy.pictures.places import county_map, municipality_map
from advocacy.pictures.sections import Picture, pictures_of
from advocacy.pictures.trend import trend_of_goal
from advocacy.services.figures.scope import Scope
from advocacy.services.figures.trend import trend_starts
from advocacy.services.figures.whole import FigureSet
from advocacy.services.reach_audience import Audiences
from advocacy.views.follow_up import back_to_what_was_asked
from advocacy.views.follow_up_choice import chosen
from advocacy.views.goals import goal_of
from advocacy.views.periods import chosen_period
from crm.common.views import MemberView


class GoalPictures(MemberView):
    """Coverage quarter by quarter, the ladder against before, and maps, of the period that the goal page shows.

    A page of its own to who has no JavaScript. Party by county stands on the goal page, as a table that leads on.
    """

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        goal = goal_of(request, pk)
        first, last = chosen_period(request, goal.plan).shown
        # Of all days that the pictures tell of: read once for all of them.
        audiences = Audiences(trend_starts(last), last)
        of = FigureSet(Scope(goal.plan, goal.priority, goal), first, last, audiences=audiences)
        pictures: list[Picture | None] = []
        maps: list[Picture | None] = []
        if of.has_audience:
            pictures = [trend_of_goal(goal, last, audiences), ladder(of.the_reach, of.before.the_reach)]
            maps = [county_map(of.the_reach), municipality_map(of.the_reach)]
        title = _("%(goal)s i bilder") % {"goal": goal.code}
        return shown(request, title, {"label": str(goal), "url": goal.get_absolute_url()}, pictures, maps)


class SectionPictures(MemberView):
    """The pictures of one section of the figures, of what is chosen on their page."""

    def get(self, request: HttpRequest, section: str) -> HttpResponse:
        choice = chosen(request)
        if choice is None or section not in choice.figures.keys:
            raise Http404
        if not choice.is_as_asked:
            return back_to_what_was_asked(request)
        page = f"{reverse('advocacy:follow_up')}?{choice.query()}"
        title = _("I bilder: %(scope)s") % {"scope": choice.scope}
        return shown(request, title, {"label": _("Uppföljning"), "url": page}, pictures_of(section, choice.figures))


def shown(request: HttpRequest, title: str, above: dict[str, str], *rows: Sequence[Picture | None]) -> HttpResponse:
    """Rows of pictures as a part of a page, or as a page of their own below `above`."""
    part = "_pictures" if request.htmx else "pictures"  # type: ignore[attr-defined]
    there = [[one for one in row if one] for row in rows]
    context = {"title": title, "crumbs": [above], "rows": [row for row in there if row]}
    return TemplateResponse(request, f"advocacy/{part}.html", context, headers={"Vary": "HX-Request"})
