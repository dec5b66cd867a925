"""The page of figures: what one chooses stands at once, each section is fetched by itself; and what figures mean."""

from __future__ import annotations

import tempfile
from typing import Any
from urllib.parse import urlencode

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advocacy.exports.figures import gathered, workbook
from advocacy.pictures.sections import OF_SECTION
from advocacy.services.figures.definitions import DEFINITIONS, LEADS, of_section, titles
from advocacy.services.figures.figure import Figure, FigureKind
from advocacy.services.figures.section import FigureTable, Section
from advocacy.services.figures.telling import difference, said
from advocacy.services.figures.whole import SECTIONS, FigureSet
from advocacy.services.reach import Reach, periods
from advocacy.views.follow_up_choice import OF_SIDES, WHOLE, Choice, chosen, quick_periods
from advocacy.views.goals import span
from contacts.models import Party
from crm.common.dates import today
from crm.common.exports import XLSX
from crm.common.views import MemberView
from crm.templatetags.ui import long_day, number

# What to do about a section that has nothing to tell, and where.
TO_DO: dict[str, tuple[Any, str]] = {
    "recency": (gettext_lazy("Ange kontaktnivå på personerna"), "contacts:person_list"),
    "stances": (gettext_lazy("Notera var de står"), "advocacy:stance_list"),
    "anchoring": (gettext_lazy("Ange länen i planen"), "advocacy:plan_current"),
    "outcomes": (gettext_lazy("Notera genomslag"), "advocacy:outcome_list"),
    "motions": (gettext_lazy("Koppla motioner till sakfrågor"), "advocacy:motion_list"),
    "consultations": (gettext_lazy("Svara på remisser"), "advocacy:consultation_list"),
    "implementation": (gettext_lazy("Koppla åtgärder till sakfrågor"), "advocacy:measure_list"),
    "commitments": (gettext_lazy("Se alla åtaganden"), "advocacy:commitment_list"),
    "onboarding": (gettext_lazy("Se introduktionsprogrammen"), "advocacy:onboarding_list"),
}


class FollowUp(MemberView):
    """Of what, when, against what; and the table of contents. Nothing is counted here."""

    def get(self, request: HttpRequest) -> HttpResponse:
        choice = chosen(request)
        context: dict[str, Any] = {"title": _("Uppföljning")}
        if choice is not None:
            context |= {
                "choice": choice,
                "form": choice.form,
                "query": choice.query(),
                "quick": quick_periods(choice),
                "parts": part_tabs(choice),
                "is_sides": len(choice.parts) > 1 and not choice.part,
                "side": side_name(choice, int(choice.part)) if choice.side else "",
                "last": long_day(choice.shown[1]),
                "sections": sections(choice),
                "needs_audience": choice.scope.measured is None,
                "earlier": span(*choice.figures.earlier),
                "is_other_term": len(periods(choice.figures.earlier[0], choice.shown[1])) > 1,
                "shown": span(*choice.shown),
            }
        return TemplateResponse(request, "advocacy/follow_up.html", context)


def sections(choice: Choice) -> list[dict[str, Any]]:
    """The table of contents, in the order of the page."""
    named, query = titles(), choice.query()
    return [
        {"key": key, "title": named[key], "url": f"{reverse('advocacy:follow_up_section', args=[key])}?{query}"}
        for key in choice.figures.keys
    ]


def part_tabs(choice: Choice) -> list[dict[str, Any]]:
    """Tabs for all sides of an election, for each of them, and for the whole with the audience of its last day."""
    if len(choice.parts) < 2:
        return []
    tabs = [(_("Före och efter valet"), ""), *side_names(choice)]
    return [
        {"label": label, "url": f"?{choice.query(part=part)}", "active": part == choice.part} for label, part in tabs
    ]


def side_names(choice: Choice) -> list[tuple[str, str]]:
    """What each side and the whole are called, with the part that asks for them."""
    tabs = [(side_name(choice, at), str(at)) for at in range(len(choice.parts))]
    last = long_day(choice.whole[1])
    return [*tabs, (_("Hela perioden per %(day)s") % {"day": last}, WHOLE)]


def side_name(choice: Choice, number: int) -> str:
    """'Före valet: Riksdagen 2022–2026'; of more than two sides without the first words."""
    side = choice.parts[number]
    term = side.term or span(*side.days)
    if len(choice.parts) > 2:
        return term
    told = {"term": term}
    return _("Efter valet: %(term)s") % told if number else _("Före valet: %(term)s") % told


class FollowUpSection(MemberView):
    """One section: fetched by the page, or opened by itself where there are no scripts."""

    def get(self, request: HttpRequest, section: str) -> HttpResponse:
        choice = chosen(request)
        if choice is None or section not in SECTIONS:
            raise Http404
        page = f"{reverse('advocacy:follow_up')}?{choice.query()}"
        if not choice.is_as_asked:
            return back_to_what_was_asked(request)
        asked = choice.figures.asked_with_all_before()
        if section not in asked.keys:
            return HttpResponseRedirect(page)
        sides = [side(section, one, asked.of(*one.shown)) for one in choice.sides(section)]
        context = {
            "title": sides[-1]["section"].title,
            "sides": sides,
            "lead": LEADS[section],
            "to_do": to_do(section),
            "definition": of_section(section),
            "about": str(choice.scope),
            "audience": choice.scope.audience,
            "span": span(*choice.shown),
            "crumbs": [{"label": _("Uppföljning"), "url": page}],
        }
        partial = request.htmx and not request.htmx.boosted  # type: ignore[attr-defined]
        template = "advocacy/_follow_up_section.html" if partial else "advocacy/follow_up_section.html"
        return TemplateResponse(request, template, context, headers={"Vary": "HX-Request"})


def back_to_what_was_asked(request: HttpRequest) -> HttpResponseRedirect:
    """The page, which tells what of the address cannot be read: figures of something else would be taken for it."""
    return HttpResponseRedirect(f"{reverse('advocacy:follow_up')}?{request.GET.urlencode()}")


def to_do(section: str) -> dict[str, Any] | None:
    """Where one goes from a section that has nothing to tell."""
    if section not in TO_DO:
        return None
    label, name = TO_DO[section]
    return {"label": label, "url": reverse(name)}


def side(key: str, choice: Choice, of: FigureSet) -> dict[str, Any]:
    """A section of what was chosen, or of one side of an election: its figures and tables, and what they are of."""
    told = of.section(key)
    return {
        "section": told,
        "name": side_name(choice, int(choice.part)) if choice.side else "",
        "span": span(*choice.shown),
        "day": long_day(of.last),
        "size": of.the_reach.audience if of.has_audience and key in OF_SIDES else None,
        "told": figures(told, of.before.section(key), choice) if told.figures else [],
        "tables": [table(one, told, of, choice) for one in told.tables if one.rows],
        "earlier": span(*of.earlier),
        "pictures_url": pictures_url(key, choice) if key in OF_SECTION and (told.tables or of.scope.goal) else "",
    }


def pictures_url(section: str, choice: Choice) -> str:
    return f"{reverse('advocacy:section_pictures', args=[section])}?{choice.query()}"


def rows_url(section: str, figure: str, choice: Choice, **asked: str) -> str:
    """Where the rows behind a figure are; with what a row of a table asks of them."""
    address = reverse("advocacy:follow_up_rows", args=[section, figure])
    return f"{address}?{choice.query()}{'&' + urlencode(asked) if asked else ''}"


def figures(section: Section, before: Section, choice: Choice) -> list[dict[str, Any]]:
    """The figures of a section as they are shown: the first of them large, with its target."""
    earlier = {one.key: one for one in before.figures}
    return [
        {
            "figure": one,
            "value": said(one.kind, one.value),
            "detail": _detail(one),
            "difference": difference(one, earlier.get(one.key)),
            "url": rows_url(section.key, one.key, choice) if one.model and one.ids else "",
            "percent": round(100 * one.value) if one.kind == FigureKind.SHARE and one.value is not None else None,
            "target": round(100 * one.target) if one.target else None,
        }
        for one in section.figures
    ]


def _detail(figure: Figure) -> str:
    """'81 av 438, 27 sep 2026': numerator, denominator and day."""
    day = long_day(figure.day)
    if figure.whole is None:
        return day
    told = {"part": number(figure.part), "whole": number(figure.whole), "day": day}
    return _("%(part)s av %(whole)s, %(day)s") % told


def table(one: FigureTable, section: Section, of: FigureSet, choice: Choice) -> dict[str, Any]:
    """A table with its cells as text, those that have rows behind them as links."""
    names = dict(Party.objects.values_list("code", "name")) if any(kind == "party" for *_h, kind in one.heads) else {}
    asks = one.asks or ({},) * len(one.rows)
    rows = [
        [_cell(head, value, ask, one, of, choice) for head, value in zip(one.heads, row, strict=True)]
        for row, ask in zip(one.rows, asks, strict=True)
    ]
    return {"title": one.title, "heads": one.heads, "rows": rows, "note": one.note, "parties": names}


def _cell(
    head: tuple[str, str, str], value: Any, ask: dict[str, str], one: FigureTable, of: FigureSet, choice: Choice
) -> dict[str, Any]:
    key, label, kind = head
    return {"value": _written(kind, value), "kind": kind, "label": label, "url": _url(key, one, value, ask, of, choice)}


def _url(key: str, one: FigureTable, value: Any, ask: dict[str, str], of: FigureSet, choice: Choice) -> str:
    """What a cell leads to: the list of its own figure, or what the row is about from its first cell."""
    is_first = key == one.heads[0][0]
    if "goal" in ask and of.scope.goal is None:
        goal = next(g for g in of.goals if str(g.pk) == ask["goal"])
        query = choice.query(scope=f"{goal.plan.code}:{goal.code}", audience="")
        if is_first:
            return f"?{query}"
        address = reverse("advocacy:follow_up_rows", args=["reach", key])
        return f"{address}?{query}" if key in Reach.FIGURES and value else ""
    if "priority" in ask:
        return reverse("advocacy:priority_detail", args=[ask["priority"]]) if is_first else ""
    if "outcome" in ask:
        return reverse("advocacy:outcome_detail", args=[ask["outcome"]]) if is_first else ""
    if "promiser" in ask:
        return "" if is_first or not value else rows_url("commitments", f"{ask['promiser']}_{key}", choice)
    if "programme" in ask:
        return reverse("advocacy:onboarding_detail", args=[ask["programme"]]) if is_first else ""
    if not (ask and one.behind and value):
        return ""
    figure = key if key in Reach.FIGURES else one.behind if is_first or key == "people" else ""
    return rows_url("reach", figure, choice, **ask) if figure else ""


def _written(kind: str, value: Any) -> str:
    if value is None:
        return "–"
    if kind == "percent":
        return said(FigureKind.SHARE, value)
    if kind == "date":
        return long_day(value)
    return number(value, 0) if kind == "number" else str(value)


class FigureDefinitions(MemberView):
    """What every figure means."""

    def get(self, request: HttpRequest) -> HttpResponse:
        context = {
            "title": _("Så räknas siffrorna"),
            "definitions": DEFINITIONS,
            "crumbs": [{"label": _("Uppföljning"), "url": reverse("advocacy:follow_up")}],
        }
        return TemplateResponse(request, "advocacy/figure_definitions.html", context)


class FollowUpExport(MemberView):
    """All figures and tables of the page as a workbook. Nobody of those whom it counts is named."""

    def get(self, request: HttpRequest) -> HttpResponseBase:
        choice = chosen(request)
        if choice is None:
            raise Http404
        if not choice.is_as_asked:
            return back_to_what_was_asked(request)
        file = tempfile.TemporaryFile()  # noqa: SIM115 the response closes it
        asked = choice.figures.asked_with_all_before()
        each = {key: choice.sides(key) for key in asked.keys}
        sets = {one.shown: asked.of(*one.shown) for sides in each.values() for one in sides}
        told = {
            key: [(side_name(one, int(one.part)) if one.side else "", sets[one.shown]) for one in sides]
            for key, sides in each.items()
        }
        workbook(file, choice.figures, gathered(told), actor=request.user)
        file.seek(0)
        name = f"{_('Uppföljning')} {choice.scope.code.replace(':', '-')} {today():%Y-%m-%d}.xlsx"
        return FileResponse(file, as_attachment=True, filename=name, content_type=XLSX.content_type)
