"""'What did we report, and is it still true?' in words, for the top of each chapter of frozen and today."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from advocacy.services.paper_differences import Difference
from advocacy.views.paper_shown import Content, days_of, value_of
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
