"""'What did we report, and is it still true?': frozen and today side by side, and said in words of each chapter."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from advocacy.models import BoardPaper
from advocacy.services import paper_differences
from advocacy.services.paper_content import ACTIVITY
from advocacy.services.paper_differences import Difference
from advocacy.views.paper_shown import Content, days_of, shown_heading, value_of
from advocacy.views.paper_ways import kept_activity, ways, ways_of_activity
from advocacy.views.papers import AboutPaper, crumbs
from crm.templatetags.ui import number, share

REACH, COVERAGE = "reach", "coverage"


def changed(found: Sequence[Difference]) -> str:
    """'3 uppgifter är andra i dag.'; '' where none is."""
    if not found:
        return ""
    said = ngettext("%(n)s uppgift är en annan i dag.", "%(n)s uppgifter är andra i dag.", len(found))
    return said % {"n": number(len(found))}


def verdicts(chapter: Content, found: Sequence[Difference]) -> list[str]:
    """Of each part of a frozen chapter with a coverage: what it was and is, and whether the target was and is met."""
    now = {one.place[0]: one.now for one in found if one.place[1:] == (REACH, COVERAGE)}
    said = []
    for place, part in enumerate(chapter["parts"]):
        was = _coverage(part)
        if was:
            days = f"{days_of(part)}: " if len(chapter["parts"]) > 1 else ""
            said.append(days + _verdict(was, now.get(place, was["value"])))
    return said


def _coverage(part: Content) -> Content | None:
    figures = [one for section in part["sections"] if section["key"] == REACH for one in section["figures"]]
    return next((one for one in figures if one["key"] == COVERAGE and one["value"] is not None), None)


def _verdict(was: Content, now: float | None) -> str:
    """'Täckningsgraden var 24 % i underlaget och är 25 % i dag. Målvärdet 30 % nåddes inte, och nås inte i dag.'"""
    sides = {"was": value_of(was["kind"], was["value"]), "now": value_of(was["kind"], now)}
    if sides["was"] == sides["now"]:
        said = _("Täckningsgraden är densamma som i underlaget, %(now)s.") % sides
    else:
        said = _("Täckningsgraden var %(was)s i underlaget och är %(now)s i dag.") % sides
    target = was["target"]
    if not target:
        return said
    met = {
        (True, True): _("Målvärdet %(target)s nåddes och nås fortfarande."),
        (True, False): _("Målvärdet %(target)s nåddes men nås inte längre."),
        (False, True): _("Målvärdet %(target)s nåddes inte men nås i dag."),
        (False, False): _("Målvärdet %(target)s nåddes inte och nås inte i dag heller."),
    }[was["value"] >= target, (now or 0) >= target]
    return f"{said} {met % {'target': share(target)}}"


class PaperCompare(AboutPaper):
    """'Frozen' and 'today' side by side: the page stands at once, every chapter is counted by itself."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        paper = self._frozen()
        context = {
            "title": _("Fryst och i dag"),
            "paper": paper,
            "heading": shown_heading(paper.snapshot.content["heading"]),
            "snapshot": paper.snapshot,
            "chapters": [
                {"heading": one["title"], "place": place}
                for place, one in enumerate([paper.snapshot.content["plan"], *paper.snapshot.content["goals"]])
            ],
            "crumbs": crumbs(paper),
        }
        return TemplateResponse(request, "advocacy/paper_compare.html", context)

    def _frozen(self) -> BoardPaper:
        if not self.paper.is_frozen:
            raise Http404(_("Underlaget är inte fastställt."))
        return self.paper


class PaperCompareChapter(PaperCompare):
    """One chapter of it."""

    def get(self, request: HttpRequest, pk: int, place: int = 0) -> HttpResponse:
        paper = self._frozen()
        subject, kept = self.subject(place), paper.snapshot.ids
        chapter, found = paper_differences.chapter(paper, subject)
        said = verdicts(chapter, found)
        if place == 0:
            found += paper_differences.activity(paper)[1]
        behind = ways(pk, place, kept.get(subject.scope.code, {}))
        done = ways_of_activity(pk, kept_activity(paper))
        context = {
            "title": subject.title,
            "reported": chapter["text"] if place else paper.snapshot.content["texts"]["summary"],
            "verdicts": said,
            "changed": changed(found),
            "rows": [
                {
                    "of": one,
                    "frozen": value_of(one.kind, one.frozen),
                    "now": value_of(one.kind, one.now),
                    "url": (done if one.place[1] == ACTIVITY else behind).figure(*one.place),
                }
                for one in found
            ],
            "crumbs": crumbs(paper),
        }
        is_partial = request.htmx and not request.htmx.boosted  # type: ignore[attr-defined]
        template = "advocacy/_paper_differences.html" if is_partial else "advocacy/paper_differences.html"
        return TemplateResponse(request, template, context, headers={"Vary": "HX-Request"})
