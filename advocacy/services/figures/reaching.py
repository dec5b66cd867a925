"""Sections on whom we reached: coverage, how it spreads, the ladder, white spots, keeping in touch."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from advocacy.choices import LadderStep, Touch
from advocacy.models import Priority, ReachEntry
from advocacy.querysets import touch
from advocacy.services.figures.figure import Figure, FigureKind, share
from advocacy.services.figures.section import FigureTable, Section
from advocacy.services.ladder_movement import movement
from advocacy.services.reach_by_county import met_by_priority_and_county
from advocacy.services.reach_spread import Part, SpreadBy, balance_index, labels, spread
from advocacy.services.reach_units import UNKNOWN
from advocacy.services.white_spots import WhiteSpot
from advocacy.services.white_spots import white_spots as ways_in
from contacts.models import Area, Person
from crm.common.dates import today

if TYPE_CHECKING:
    from advocacy.services.figures.whole import FigureSet

PERSON, ORGANIZATION = "contacts.Person", "contacts.Organization"
WHITE_SPOTS = 6
BALANCED = (SpreadBy.PARTY, SpreadBy.COUNTY)


def reached(of: FigureSet) -> Section:
    """Coverage of a goal against its target; of more than a goal, a row for each goal and everybody we met."""
    return _of_goal(of) if of.reach else _of_many(of)


def _of_goal(of: FigureSet) -> Section:
    reach = of.the_reach
    model = PERSON if reach.is_about_people else ORGANIZATION
    names = {
        "audience": _("Målgruppen"),
        "covered": _("Träffade i målgruppen"),
        "informed": _("Informerade i målgruppen"),
        "missed": _("Ännu inte träffade"),
        "reached": _("Nådda, alla"),
        "since_left": _("Nådda som sedan har lämnat"),
        "outside": _("Nådda utanför målgruppen"),
        "other_role": _("Träffade i ett annat uppdrag"),
    }
    if not reach.has_audience:
        names = {"reached": names["reached"]}
    counts = tuple(
        Figure(key, label, FigureKind.COUNT, len(ids), reach.last, "reached", model=model, ids=tuple(sorted(ids)))
        for key, label in names.items()
        for ids in [reach.ids(key)]
    )
    if of.reader is None and reach.goal.pk:
        of.among.keep(reach)
    if not reach.has_audience:
        return Section("reach", _("Nådda"), counts)
    target = reach.goal.target_percent
    coverage = share(
        "coverage", _("Täckningsgrad"), reach.covered, reach.audience, day=reach.last, definition="coverage",
        target=target / 100 if target else None, model=model, ids=counts[1].ids,
    )  # fmt: skip
    return Section("reach", _("Täckningsgrad"), (coverage, *counts))


def _of_many(of: FigureSet) -> Section:
    reaches = of.among.reaches(of.goals, (of.first, of.last))
    with_target = [r for r in reaches if r.goal.target_percent and r.coverage is not None]
    there = [r for r in with_target if 100 * r.covered >= (r.goal.target_percent or 0) * r.audience]
    met = ReachEntry.objects.about(of.scope.branch, [g.pk for g in of.goals]).between(of.first, of.last).met()
    people = met.readable_by(of.reader).of_people().order_by().values_list("person", flat=True).distinct()
    figures = (
        share(
            "on_target", _("Mål som når sitt målvärde"), len(there), len(with_target), day=of.last,
            definition="coverage", model="advocacy.Goal", ids=tuple(sorted(r.goal.pk for r in there)),
        ),
        _people("met", _("Träffade personer, alla"), sorted(people), of, "reached"),
    )  # fmt: skip
    if of.is_before:
        return Section("reach", _("Täckningsgrad"), figures)
    rows = tuple(
        (
            r.goal.code, r.goal.statement, r.covered if r.has_audience else None,
            r.audience if r.has_audience else None, r.coverage,
            r.goal.target_percent / 100 if r.goal.target_percent else None, r.reached,
        )
        for r in reaches
    )  # fmt: skip
    heads = (
        ("code", _("Mål"), "text"), ("statement", _("Vad"), "text"), ("covered", _("Träffade"), "number"),
        ("audience", _("Målgrupp"), "number"), ("coverage", _("Täckningsgrad"), "percent"),
        ("target", _("Målvärde"), "percent"), ("reached", _("Nådda, alla"), "number"),
    )  # fmt: skip
    asks = tuple({"goal": str(r.goal.pk)} for r in reaches)
    goals = FigureTable("goals", _("Mål för mål"), heads, rows, asks)
    return Section("reach", _("Täckningsgrad"), figures, (goals, _by_priority_and_county(of)))


def _by_priority_and_county(of: FigureSet) -> FigureTable:
    """Everybody met, priority by priority and county by county."""
    met = met_by_priority_and_county(of.first, of.last, priorities=of.scope.branch, reader=of.reader)
    order = list(Priority.objects.filter(pk__in={pk for pk, _county in met}))
    heads = (("priority", _("Sakfråga"), "text"), ("county", _("Län då"), "text"), ("people", _("Träffade"), "number"))
    found = [
        (priority, county, met[priority.pk, county])
        for priority in order
        for county in sorted(county for pk, county in met if pk == priority.pk)
    ]
    rows = tuple((priority.name, county or _("okänt län"), people) for priority, county, people in found)
    asks = tuple({"priority": str(priority.pk)} for priority, _county, _people in found)
    note = _("Efter det uppdrag som var och en hade när vi träffades. Den som har träffats för två län räknas i båda.")
    return FigureTable("met_by_county", _("Träffade per sakfråga och län"), heads, rows, asks, note=note)


def spreading(of: FigureSet) -> Section:
    """Coverage by party, county, level, sector, gender and newly elected, with how even it is."""
    reach, figures, tables = of.the_reach, [], []
    for by in BALANCED if of.is_before else SpreadBy:
        parts = spread(reach, by)
        if len(parts) < 2:
            continue
        tables.append(_spread_table(by, parts))
        if by in BALANCED:
            label = _("Balans mellan partier") if by == SpreadBy.PARTY else _("Balans mellan län")
            index = balance_index(parts)
            figures.append(Figure(f"balance_{by}", label, FigureKind.INDEX, index, reach.last, "balance"))
    return Section("spread", _("Spridning"), tuple(figures), tuple(tables))


def _spread_table(by: SpreadBy, parts: list[Part]) -> FigureTable:
    names = labels(by)
    heads = (
        ("group", str(by.label), "text"), ("covered", _("Träffade"), "number"), ("audience", _("Målgrupp"), "number"),
        ("coverage", _("Täckningsgrad"), "percent"), ("missed", _("Ännu inte träffade"), "number"),
    )  # fmt: skip
    rows = tuple(
        (names.get(p.key) or _("Okänt"), p.covered, p.audience, p.covered / p.audience, p.audience - p.covered)
        for p in parts
    )
    asks = tuple({str(by): p.key or UNKNOWN} for p in parts)
    return FigureTable(f"by_{by}", str(by.label), heads, rows, asks, behind="audience")


def ladder(of: FigureSet) -> Section:
    """How many of the audience stand on each step, and who has moved since the period that it is held against."""
    reach, steps = of.the_reach, of.the_reach.steps
    if not steps:
        return Section(
            "ladder", _("Relationstrappa"), empty=_("Relationstrappan gäller mål vars målgrupp är personer.")
        )
    rows = tuple(
        (str(step.label), reach.ladder[step], reach.ladder[step] / len(steps)) for step in reversed(LadderStep)
    )
    heads = (("step", _("Steg"), "text"), ("people", _("Personer"), "number"), ("share", _("Andel"), "percent"))
    asks = tuple({"step": str(step.value)} for step in reversed(LadderStep))
    table = FigureTable("ladder", _("Relationstrappa"), heads, rows, asks, behind="audience")
    moved = movement(of.before.the_reach, reach)
    names = {
        "up": _("Har tagit ett steg upp"),
        "down": _("Har gått ett steg ner"),
        "joined": _("Har kommit till"),
        "left": _("Har lämnat målgruppen"),
    }
    figures = tuple(_people(key, label, getattr(moved, key), of, "ladder") for key, label in names.items())
    return Section("ladder", _("Relationstrappa"), figures, (table,))


def white_spots(of: FigureSet) -> Section:
    """The groups with the lowest coverage, the largest first among equals, with who can call and what comes next."""
    reach = of.the_reach
    counties = {area.pk: area for area in Area.objects.filter(kind="county")}
    if of.among.is_kept:
        spots = [WhiteSpot(group) for group in reach.thin_groups()[:WHITE_SPOTS]]
    else:
        spots = ways_in(reach, WHITE_SPOTS)
    thin = [spot.group for spot in spots]
    heads = (
        ("party", _("Parti"), "text"), ("county", _("Län"), "text"), ("covered", _("Träffade"), "number"),
        ("audience", _("Målgrupp"), "number"), ("missed", _("Ännu inte träffade"), "number"),
        ("known_by", _("Känner dem bäst"), "text"), ("next_on", _("Nästa tillfälle"), "date"),
        ("next", _("Vad"), "text"),
    )  # fmt: skip
    where = [counties.get(g.county) if g.county else None for g in thin]
    rows = tuple(
        (
            g.party,
            county.name if county else _("okänt län"),
            g.covered,
            g.audience,
            g.audience - g.covered,
            spot.known_by,
            spot.next.day if spot.next else None,
            spot.next.title if spot.next else "",
        )
        for g, spot, county in zip(thin, spots, where, strict=True)
    )
    asks = tuple(
        {"party": g.party, "county": county.code if county else UNKNOWN} for g, county in zip(thin, where, strict=True)
    )
    table = FigureTable("white_spots", _("Vita fläckar"), heads, rows, asks, behind="missed")
    return Section("white_spots", _("Vita fläckar"), tables=(table,), empty=_("Alla i målgruppen är träffade."))


def recency(of: FigureSet) -> Section:
    """How we keep in touch with the audience, by the tier of each person: as it is today, whatever the period."""
    reach = of.the_reach
    if not (reach.has_audience and reach.is_about_people):
        return Section("recency", _("Senast träffade"), empty=_("Gäller mål vars målgrupp är personer."))
    audience, every = reach.ids("audience"), of.once(_touch_of_everybody)
    states = {pk: state for pk, state in every.items() if pk in audience}
    figures = tuple(
        replace(_people(f"touch_{state}", str(state.label), ids, of, "recency"), day=today())
        for state in Touch
        for ids in [[pk for pk, one in states.items() if one == state]]
        if states
    )
    return Section("recency", _("Senast träffade"), figures, empty=_("Ingen i målgruppen har en nivå med intervall."))


def _touch_of_everybody(_priorities: object) -> dict[int, Touch | None]:
    """How we stand with everybody whose tier has an interval."""
    people = touch.with_touch(Person.objects.filter(tier__in=touch.intervals())).order_by("pk")
    held = people.values_list("pk", "last_met_on", "touch_months")
    return {pk: touch.state_of(met_on, months, today()) for pk, met_on, months in held}


def _people(key: str, label: str, ids: list[int], of: FigureSet, definition: str) -> Figure:
    return Figure(key, label, FigureKind.COUNT, len(ids), of.last, definition, model=PERSON, ids=tuple(ids))
