"""Words for a paper, proposed from its own figures: a plain draft to write on from, with no number but theirs."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from advocacy.models import BoardPaper
from advocacy.services import paper_content, papers
from advocacy.services.paper_content import Content, Subject
from crm.templatetags.ui import number, share

# What a draft of a goal reads; the rest would be counted in vain.
OF_GOAL = ("reach", "white_spots", "outcomes")
SPOTS = 3


def propose(paper: BoardPaper, part: str) -> str:
    """A draft of one part. Counts what it needs: about a second for a goal. Raises LookupError for an unknown part."""
    row, name = papers.part_of(paper, part)
    subjects = paper_content.subjects(paper)[1:]
    if name == "text":
        own = next(one for one in subjects if one.row == row)
        return _goal(paper_content.chapter(paper, own, OF_GOAL)[0])
    reached = [(one, paper_content.chapter(paper, one, ("reach",))[0]) for one in subjects]
    return {"summary": _summary, "needs": _needs, "proposal": _proposal}[name](paper, reached)


def _summary(paper: BoardPaper, reached: list[tuple[Subject, Content]]) -> str:
    with_target = [one for one in (_coverage(chapter) for _of, chapter in reached) if one and one["target"]]
    there = [one for one in with_target if (one["value"] or 0) >= one["target"]]
    lines = []
    if with_target:
        lines.append(
            ngettext(
                "%(there)s av %(n)s mål med målvärde når det.",
                "%(there)s av %(n)s mål med målvärde når det.",
                len(with_target),
            )
            % {"there": len(there), "n": len(with_target)}
        )
    lines += [f"{of.title.rstrip('.')}: {_reached(chapter)}" for of, chapter in reached]
    return "\n\n".join(lines)


def _needs(paper: BoardPaper, reached: list[tuple[Subject, Content]]) -> str:
    below = [of for of, chapter in reached if _is_below(_coverage(chapter))]
    if not below:
        return _("Inget mål ligger under sitt målvärde. Vi behöver inget särskilt av styrelsen den här gången.")
    lines = [_("De här målen ligger under sitt målvärde. Vi behöver styrelsens hjälp att nå dem vi inte har träffat:")]
    return "\n".join([*lines, *(f"– {of.title}" for of in below)])


def _proposal(paper: BoardPaper, reached: list[tuple[Subject, Content]]) -> str:
    days = {"first": paper.first.isoformat(), "last": paper.last.isoformat()}
    return _("Styrelsen godkänner redovisningen för perioden %(first)s–%(last)s.") % days


def _goal(chapter: Content) -> str:
    lines = [_reached(chapter)]
    last = chapter["parts"][-1]["sections"]
    spots = [
        row
        for section in last
        if section["key"] == "white_spots"
        for table in section["tables"]
        for row in table["rows"]
    ]
    if spots:
        named = ", ".join(
            _("%(party)s i %(county)s (%(met)s av %(all)s träffade)")
            % {"party": party, "county": county, "met": number(met), "all": number(whole)}
            for party, county, met, whole in (row[:4] for row in spots[:SPOTS])
        )
        lines.append(_("Minst har vi träffat %(spots)s.") % {"spots": named})
    for section in last:
        if section["key"] == "outcomes":
            lines += _outcomes(section)
    return "\n\n".join(lines)


def _outcomes(section: Content) -> list[str]:
    if section["empty"]:
        return [section["empty"]]
    told = [one for one in section["figures"] if one["kind"] == "count" and one["value"]]
    said = ", ".join(f"{one['label'].lower()} {number(one['value'])}" for one in told)
    return [_("Genomslag i perioden: %(said)s.") % {"said": said}] if said else []


def _reached(chapter: Content) -> str:
    """'Vi har träffat 76 av 243 i målgruppen (31 %), mot 6 % perioden före. Målvärdet är 30 %.'"""
    coverage = _coverage(chapter)
    if coverage is None:
        figures = chapter["parts"][-1]["sections"][0]["figures"]
        return _("Vi har nått %(n)s.") % {"n": number(figures[0]["value"])} if figures else ""
    if coverage["value"] is None:
        return _("Målgruppen är tom.")
    said = _("Vi har träffat %(part)s av %(whole)s i målgruppen (%(share)s)") % {
        "part": number(coverage["part"]),
        "whole": number(coverage["whole"]),
        "share": share(coverage["value"]),
    }
    if coverage["before"] is not None:
        said += _(", mot %(share)s perioden före") % {"share": share(coverage["before"])}
    said += "."
    if coverage["target"]:
        said += " " + _("Målvärdet är %(share)s.") % {"share": share(coverage["target"])}
    return said


def _coverage(chapter: Content) -> Any:
    """The coverage of the last part of the period; None of a goal without an audience."""
    sections = chapter["parts"][-1]["sections"]
    figures: list[Any] = next((one["figures"] for one in sections if one["key"] == "reach"), [])
    return next((one for one in figures if one["key"] == "coverage"), None)


def _is_below(coverage: Any) -> bool:
    return bool(coverage and coverage["target"] and (coverage["value"] or 0) < coverage["target"])
