"""Words for a paper, proposed from its own figures: a plain draft to write on from, with no number but theirs.

A period that crosses an election has an audience on each side of it: every number is then said with its days, and
nothing is said of the whole.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from advocacy.models import BoardPaper
from advocacy.services import paper_content, papers
from advocacy.services.paper_content import Content, Subject
from advocacy.services.reach_units import UNKNOWN
from crm.templatetags.ui import long_day, number, share

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
    # On which side of an election a goal should have reached its target is for whoever writes to say.
    coverages = [_coverages(chapter) for _of, chapter in reached if len(chapter["parts"]) == 1]
    with_target = [one for (one,) in coverages if one and one["target"]]
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
    for of, chapter in reached:
        name, said = of.title.rstrip("."), _reached(chapter)
        lines.append(f"{name}: {said[0]}" if len(said) == 1 else "\n".join([f"{name}:", *said]))
    return "\n\n".join(lines)


def _needs(paper: BoardPaper, reached: list[tuple[Subject, Content]]) -> str:
    below = [of for of, chapter in reached if all(_is_below(one) for one in _coverages(chapter))]
    if not below:
        return _("Inget mål ligger under sitt målvärde. Vi behöver inget särskilt av styrelsen den här gången.")
    lines = [_("De här målen ligger under sitt målvärde. Vi behöver styrelsens hjälp att nå dem vi inte har träffat:")]
    return "\n".join([*lines, *(f"– {of.title}" for of in below)])


def _proposal(paper: BoardPaper, reached: list[tuple[Subject, Content]]) -> str:
    days = {"first": long_day(paper.first), "last": long_day(paper.last)}
    return _("Styrelsen godkänner redovisningen för perioden %(first)s–%(last)s.") % days


def _goal(chapter: Content) -> str:
    lines = ["\n".join(_reached(chapter))]
    last = chapter["parts"][-1]["sections"]
    since = f"{_days(chapter['parts'][-1])}: " if len(chapter["parts"]) > 1 else ""
    if spots := _spots(last)[:SPOTS]:
        lines.append(since + _("Minst har vi träffat %(spots)s.") % {"spots": ", ".join(spots)})
    for section in last:
        if section["key"] == "outcomes":
            lines += [since + said for said in _outcomes(section)]
    return "\n\n".join(lines)


def _spots(sections: list[Content]) -> list[str]:
    """The white spots in words: 'S i Örebro län (0 av 5 träffade)'; what is unknown of all of them is not said.

    A row that alone lacks its party or its county is left out: named by the other, it would pass for all of those.
    """
    tables = [table for one in sections if one["key"] == "white_spots" for table in one["tables"]]
    rows = [(ask, row) for table in tables for ask, row in zip(table["asks"], table["rows"], strict=True)]
    told = [name for name in ("party", "county") if any(ask[name] != UNKNOWN for ask, _row in rows)]
    words = {
        ("party", "county"): _("%(party)s i %(county)s (%(met)s av %(all)s träffade)"),
        ("party",): _("%(party)s (%(met)s av %(all)s träffade)"),
        ("county",): _("%(county)s (%(met)s av %(all)s träffade)"),
    }
    return [
        words[tuple(told)] % {"party": party, "county": county, "met": number(met), "all": number(whole)}
        for ask, (party, county, met, whole, *_rest) in rows
        if told and all(ask[name] != UNKNOWN for name in told)
    ]


def _outcomes(section: Content) -> list[str]:
    if section["empty"]:
        return [section["empty"]]
    told = [one for one in section["figures"] if one["kind"] == "count" and one["value"]]
    said = ", ".join(f"{one['label'].lower()} {number(one['value'])}" for one in told)
    return [_("Genomslag i perioden: %(said)s.") % {"said": said}] if said else []


def _reached(chapter: Content) -> list[str]:
    """What was reached, for each side of an election; with its days where there is more than one."""
    sides = [
        (part, _reached_in(coverage, part))
        for part, coverage in zip(chapter["parts"], _coverages(chapter), strict=True)
    ]
    if len(sides) == 1:
        return [sides[0][1]]
    return [f"{_days(part)}: {said}" for part, said in sides]


def _reached_in(coverage: Any, part: Content) -> str:
    """'Vi har träffat 76 av 243 i målgruppen (31 %), mot 6 % perioden före. Målvärdet är 30 %.'"""
    if coverage is None:
        figures = part["sections"][0]["figures"]
        return _("Vi har nått %(n)s.") % {"n": number(figures[0]["value"])} if figures else ""
    if coverage["value"] is None:
        return _("Målgruppen är tom.")
    said = _("Vi har träffat %(part)s av %(whole)s i målgruppen (%(share)s)") % {
        "part": number(coverage["part"]),
        "whole": number(coverage["whole"]),
        "share": share(coverage["value"]),
    }
    if coverage["before"] is not None:
        said += _before(part) % {"share": share(coverage["before"])}
    said += "."
    if coverage["target"]:
        said += " " + _("Målvärdet är %(share)s.") % {"share": share(coverage["target"])}
    return said


def _before(part: Content) -> str:
    """What the coverage is held against."""
    if part["is_over_election"]:
        return _(", mot %(share)s före valet, då målgruppen var en annan")
    day_before = dt.date.fromisoformat(part["first"]) - dt.timedelta(days=1)
    is_next = part["compared"][1] == day_before.isoformat()
    return _(", mot %(share)s perioden före") if is_next else _(", mot %(share)s samma period förra året")


def _coverages(chapter: Content) -> list[Any]:
    """The coverage of each part of the period; None for each of a goal without an audience."""
    return [_coverage(part) for part in chapter["parts"]]


def _coverage(part: Content) -> Any:
    figures: list[Any] = next((one["figures"] for one in part["sections"] if one["key"] == "reach"), [])
    return next((one for one in figures if one["key"] == "coverage"), None)


def _days(part: Content) -> str:
    return "–".join(long_day(dt.date.fromisoformat(part[name])) for name in ("first", "last"))


def _is_below(coverage: Any) -> bool:
    return bool(coverage and coverage["target"] and (coverage["value"] or 0) < coverage["target"])
