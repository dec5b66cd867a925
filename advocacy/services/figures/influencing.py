"""Sections on what came of it: stances, anchoring, outcomes, motions, consultations, measures, promises, newcomers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils.translation import gettext as _

from advocacy.choices import MeasureState, TakenUp
from advocacy.models import OnboardingProgramme, Priority
from advocacy.querysets import motion_figures
from advocacy.services import (
    commitment_figures,
    consultation_figures,
    measure_figures,
    one_voice,
    outcome_figures,
    stance_map,
)
from advocacy.services import onboarding_figures as introductions
from advocacy.services.figures.figure import Figure, FigureKind, share
from advocacy.services.figures.section import FigureTable, Section

if TYPE_CHECKING:
    from advocacy.services.figures.whole import FigureSet

PERSON = "contacts.Person"


def stances(of: FigureSet) -> Section:
    """Whose stance rose or fell. Of fewer than five people nothing is told by stance: a paper may be public."""
    moved = of.once(stance_map.moves, of.first, of.last, of.reader).about(of.branch)
    title = _("Inställning")
    if moved.is_small:
        return Section("stances", title, empty=_("För få personer med noterad inställning för att redovisas."))
    names = {
        "rose": _("Har närmat sig vår ståndpunkt"),
        "fell": _("Har fjärmat sig från den"),
        "same": _("Står kvar"),
        "new": _("Noterade för första gången"),
    }
    told = (_count(f"stance_{key}", label, getattr(moved, key), of, "stances", PERSON) for key, label in names.items())
    return Section("stances", title, tuple(told))


def anchoring(of: FigureSet) -> Section:
    """Parties × counties with a formal decision behind each priority ÷ those that should have one, on the last day."""
    found = of.once(one_voice.anchoring, of.last)
    asked = [p for p in of.once(_priorities) if p.pk in of.branch and found[p.pk].should]
    rows = tuple(
        (p.name, len(found[p.pk].anchored), len(found[p.pk].should), found[p.pk].share) for p in asked
    )  # fmt: skip
    anchored, should = sum(row[1] for row in rows), sum(row[2] for row in rows)
    whole = share("anchored", _("Förankrat hos partier i länen"), anchored, should, day=of.last, definition="anchoring")
    heads = (
        ("priority", _("Sakfråga"), "text"), ("anchored", _("Förankrat"), "number"),
        ("should", _("Ska vara"), "number"), ("share", _("Andel"), "percent"),
    )  # fmt: skip
    table = FigureTable(
        "anchoring", _("Förankring per sakfråga"), heads, rows, tuple({"priority": str(p.pk)} for p in asked)
    )
    if not should:
        return Section("anchoring", _("Förankring"), empty=_("Planen anger inga län där sakfrågan ska förankras."))
    return Section("anchoring", _("Förankring"), (whole,), (table,))


def _priorities(branch: Collection[int]) -> list[Priority]:
    return list(Priority.objects.filter(pk__in=branch))


def outcomes(of: FigureSet) -> Section:
    """What changed in the period, by strength, as contribution with confidence."""
    found = of.once(outcome_figures.outcomes, of.first, of.last).about(of.branch)
    title = _("Genomslag")
    if not found.count:
        return Section("outcomes", title, empty=_("Inget genomslag är noterat i perioden."))
    figures = [
        _count(f"outcome_{rung.strength}", rung.label, rung.ids, of, "outcomes", "advocacy.Outcome")
        for rung in found.rungs
    ]
    if found.amount:
        figures.append(Figure("amount", _("Finansierat"), FigureKind.KRONOR, found.amount, of.last, "outcomes"))
    heads = (
        ("strength", _("Genomslag"), "text"), ("count", _("Antal"), "number"),
        ("checked", _("Kontrollerade"), "number"), ("confidence", _("Hur säkert är vårt bidrag"), "text"),
    )  # fmt: skip
    rows = tuple(
        (rung.label, rung.count, rung.checked, ", ".join(f"{n} {one.label.lower()}" for one, n in rung.by_confidence))
        for rung in found.rungs
    )
    tables = (FigureTable("outcomes", title, heads, rows), _evidence(found))
    return Section("outcomes", title, tuple(figures), tables)


def _evidence(told: outcome_figures.OutcomeFigures) -> FigureTable:
    """Each outcome with where it can be read, the strongest last."""
    heads = (
        ("title", _("Vad som ändrades"), "text"), ("day", _("Dag"), "date"), ("document", _("Dokument"), "text"),
        ("page", _("Sida"), "text"), ("confidence", _("Vårt bidrag"), "text"),
    )  # fmt: skip
    by_id = {one.pk: one for one in told.rows}
    found = [by_id[pk] for rung in told.rungs for pk in rung.ids]
    rows = tuple(
        (one.title, one.happened_on, one.document, one.page, str(one.get_confidence_display())) for one in found
    )
    links = tuple(one.url for one in found)
    asks = tuple({"outcome": str(one.pk)} for one in found)
    return FigureTable("evidence", _("Var det går att läsa"), heads, rows, asks, links=links if any(links) else ())


def motions(of: FigureSet) -> Section:
    """Motions of the period linked to the priorities, by party and kind, and what became of their proposals."""
    found = of.once(motion_figures.read, of.first, of.last).about(of.branch)
    title = _("Motioner")
    if not found.motions:
        return Section("motions", title, empty=_("Inga motioner i perioden är kopplade till sakfrågan."))
    named = {"motions": (_("Motioner"), found.motions, "advocacy.Motion")}
    named["proposals"] = (_("Yrkanden"), found.proposals, "advocacy.MotionProposal")
    named["announcements"] = (_("Tillkännagivanden"), found.announcements, "advocacy.MotionProposal")
    named["reservations"] = (_("Reservationer"), found.reservations, "advocacy.Reservation")
    figures = tuple(_count(key, label, ids, of, "motions", model) for key, (label, ids, model) in named.items())
    kinds = [(kind, str(label)) for kind, label, _n in found.kinds]
    heads = (
        ("party", _("Parti"), "party"), *((kind, label, "number") for kind, label in kinds),
        ("total", _("Alla"), "number"),
    )  # fmt: skip
    rows = tuple((row.letters, *(n for _kind, n in row.kinds), row.total) for row in found.parties)
    by_party = FigureTable("motions_by_party", _("Motioner per parti"), heads, rows)
    heads = (("outcome", _("Utfall"), "text"), ("count", _("Antal"), "number"))
    rows = tuple((str(label), n) for _one, label, n in found.outcomes if n)
    decided = FigureTable("proposal_outcomes", _("Vad det blev av yrkandena"), heads, rows)
    return Section("motions", title, figures, (by_party, decided))


def consultations(of: FigureSet) -> Section:
    """Viewpoints that we sent in the period, and how many were taken up."""
    found = of.once(consultation_figures.viewpoints, of.first, of.last).about(of.branch)
    title = _("Remisser")
    if not found.sent:
        return Section("consultations", title, empty=_("Inget remissvar i perioden gäller sakfrågan."))
    sent = _count("viewpoints", _("Synpunkter vi har lämnat"), found.sent, of, "consultations", "advocacy.Viewpoint")
    rest = tuple(
        _count(f"taken_up_{one}", str(one.label), found.by_taken_up[one], of, "consultations", "advocacy.Viewpoint")
        for one in TakenUp
    )
    return Section("consultations", title, (sent, *rest))


def implementation(of: FigureSet) -> Section:
    """Measures of the national plans by state on the last day, and what moved in the period, its first day included."""
    eve = of.first - dt.timedelta(days=1)
    found = of.once(measure_figures.of_priorities, eve, of.last).about(of.branch)
    title = _("Genomförande")
    if not found.count:
        return Section("implementation", title, empty=_("Inga namngivna åtgärder är kopplade till sakfrågan."))
    figures = tuple(
        _count(f"measure_{state}", _state(state), ids, of, "implementation", "advocacy.Measure")
        for state, ids in found.now.items()
    )
    heads = (
        ("name", _("Åtgärd"), "text"),
        ("before", _("Förut"), "text"),
        ("now", _("Nu"), "text"),
        ("since", _("Sedan"), "date"),
    )
    rows = tuple((one.name, _state(one.before), _state(one.now), one.since) for one in found.moved)
    return Section("implementation", title, figures, (FigureTable("moved", _("Har rört sig"), heads, rows),))


def commitments(of: FigureSet) -> Section:
    """What they and we have promised, as it stood on the last day; closed in the period."""
    found = of.once(commitment_figures.promises, of.last, of.first).about(of.branch)
    sides = found.sides
    title = _("Åtaganden")
    if not any(side.count for side in sides):
        return Section("commitments", title, empty=_("Inga åtaganden gäller sakfrågan."))
    heads = (
        ("side", _("Vem har lovat"), "text"), ("open", _("Öppna"), "number"), ("late", _("Försenade"), "number"),
        ("kept", _("Hållna"), "number"), ("broken", _("Brutna"), "number"),
    )  # fmt: skip
    rows = tuple((side.label, side.open, side.late, side.kept, side.broken) for side in sides)
    asks = tuple({"promiser": str(side.promiser)} for side in sides)
    names = {
        "open": _("%(side)s: öppna"), "late": _("%(side)s: försenade"), "kept": _("%(side)s: hållna"),
        "broken": _("%(side)s: brutna"),
    }  # fmt: skip
    figures = tuple(
        _count(
            f"{side.promiser}_{name}", label % {"side": side.label},
            found.ids(side.promiser, name), of, "commitments", "advocacy.Commitment",
        )
        for side in sides
        for name, label in names.items()
    )  # fmt: skip
    return Section("commitments", title, figures, (FigureTable("commitments", title, heads, rows, asks),))


def onboarding(of: FigureSet) -> Section:
    """The programmes of introductions that concern the scope, as of the last day."""
    rows, asks = [], []
    for one in of.once(_introductions, of.last, of.among.is_of_all):
        whole = one.whole
        if whole.cohort and (of.scope.priority is None or one.programme.priority_id in of.branch):
            asks.append({"programme": str(one.programme.pk)})
            rows.append(
                (
                    one.programme.name,
                    len(whole.introduced),
                    len(whole.cohort),
                    whole.share,
                    whole.median_days,
                    len(whole.late),
                )
            )
    heads = (
        ("programme", _("Program"), "text"), ("introduced", _("Introducerade"), "number"),
        ("cohort", _("Nya"), "number"), ("share", _("Andel"), "percent"),
        ("days", _("Dagar till första mötet, median"), "number"),
        ("late", _("Försenade steg"), "number"),
    )  # fmt: skip
    title = _("Introduktion")
    table = FigureTable("onboarding", title, heads, tuple(rows), tuple(asks))
    return Section("onboarding", title, tables=(table,), empty=_("Inget introduktionsprogram gäller sakfrågan."))


def _introductions(branch: Collection[int], day: dt.date, is_of_all: bool) -> list[introductions.Figures]:
    """Those that concern the priorities, or all that there are."""
    concern = Q() if is_of_all else Q(priority__in=branch)
    programmes = OnboardingProgramme.objects.filter(concern).select_related("audience").order_by("name")
    return introductions.of_programmes(programmes, day)


def _state(state: str) -> str:
    """How it stands with a measure, in words; of some nothing has been said."""
    return str(MeasureState(state).label) if state in MeasureState else _("Inget uppgivet")


def _count(key: str, label: str, ids: Any, of: FigureSet, definition: str, model: str) -> Figure:
    return Figure(key, label, FigureKind.COUNT, len(ids), of.last, definition, model=model, ids=tuple(ids))
