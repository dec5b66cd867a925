"""One voice: the matrix as a table, what lies behind a cell, and both as a workbook."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from advocacy.choices.one_voice import Voice
from advocacy.exports.one_voice import workbook
from advocacy.forms.one_voice import OneVoiceForm
from advocacy.models import Priority
from advocacy.services import one_voice_behind as behind
from advocacy.services.one_voice import Anchoring, Cell, OneVoice
from contacts.choices import AreaKind
from contacts.models import Area, Party
from crm.common.dates import today
from crm.common.exports import XLSX, ReasonNeeded
from crm.common.exports.page import ask_reason
from crm.common.views import MemberView, get_visible

SHAPES = {Voice.ANCHORED: "●", Voice.SPEAKS: "◐", Voice.SPLIT: "◇", Voice.HESITATES: "◆", Voice.UNKNOWN: "○"}
HEAT = {Voice.ANCHORED: "5", Voice.SPEAKS: "3", Voice.SPLIT: "2", Voice.HESITATES: "1", Voice.UNKNOWN: "0"}
STATES = {
    Voice.ANCHORED: "ok", Voice.SPEAKS: "info", Voice.SPLIT: "warn", Voice.HESITATES: "bad", Voice.UNKNOWN: "neutral",
}  # fmt: skip


@dataclass(frozen=True)
class Square:
    """A cell as the table shows it: of one party, or summed over the parties of a county (`anchoring`)."""

    heat: str
    url: str = ""
    cell: Cell | None = None
    shape: str = ""
    proof: str = ""
    is_old: bool = False
    anchoring: Anchoring | None = None
    speaks: int = 0
    is_thin: bool = False


@dataclass
class Row:
    """A line of the table: what it is about, how deep it lies in the tree, its squares."""

    head: Any
    url: str = ""
    depth: int = 0
    squares: list[Square] = field(default_factory=list)


@dataclass
class Chosen:
    """What the address asks for, and the rows that it is chosen from."""

    form: OneVoiceForm
    priorities: dict[int, Priority]
    counties: dict[int, Area]
    priority: Priority | None
    county: Area | None
    day: dt.date
    depths: dict[int, int]

    @property
    def query(self) -> str:
        """The same as a query string; a day that is today is left out."""
        return urlencode(self.asked())

    def asked(self, **changed: Any) -> dict[str, Any]:
        given = {
            "priority": self.priority and self.priority.pk,
            "county": self.county and self.county.pk,
            "day": self.day.isoformat() if self.day != today() else None,
        } | changed
        return {name: value for name, value in given.items() if value}


def chosen(request: HttpRequest) -> Chosen:
    """What is asked for; what cannot be understood is left out, and the form says why."""
    rows = Priority.objects.visible_to(request.user).defer("search_text", "description")
    priorities, depths = in_tree_order(rows)
    counties = {area.pk: area for area in Area.objects.filter(kind=AreaKind.COUNTY).order_by("code")}
    data = request.GET.copy()
    data.setdefault("day", today().isoformat())
    form = OneVoiceForm(data, priorities=priorities, counties=counties)
    found = form.cleaned_data if form.is_valid() else {}
    return Chosen(
        form, priorities, counties,
        priority=priorities.get(found.get("priority")),  # type: ignore[arg-type]
        county=counties.get(found.get("county")),  # type: ignore[arg-type]
        day=found.get("day") or today(),
        depths=depths,
    )  # fmt: skip


def in_tree_order(rows: Iterable[Priority]) -> tuple[dict[int, Priority], dict[int, int]]:
    """Priorities by id, each before those under it, and how deep each lies."""
    known = {priority.pk: priority for priority in rows}
    children: dict[int | None, list[Priority]] = {}
    for priority in known.values():
        children.setdefault(priority.parent_id, []).append(priority)
    ordered: dict[int, Priority] = {}
    depths: dict[int, int] = {}
    waiting = [(priority, 0) for priority in reversed(children.get(None, []))]
    while waiting:
        priority, depth = waiting.pop()
        ordered[priority.pk], depths[priority.pk] = priority, depth
        waiting += [(child, depth + 1) for child in reversed(children.get(priority.pk, []))]
    return ordered, depths


class Table:
    """The matrix as rows of squares: parties down and counties across, or parties across for one county."""

    def __init__(self, asked: Chosen, voice: OneVoice) -> None:
        self.asked, self.voice = asked, voice

    @cached_property
    def shown(self) -> list[tuple[tuple[int, int, int], Cell]]:
        """The cells that are asked for and say something, or should."""
        priority, county = self.asked.priority, self.asked.county
        return [
            (key, cell)
            for key, cell in self.voice.cells.items()
            if cell.voice
            and key[0] in self.asked.priorities
            and (not priority or key[0] == priority.pk)
            and (not county or key[1] == county.pk)
        ]

    @cached_property
    def parties(self) -> list[Party]:
        known = {party for (_priority, _county, party), _cell in self.shown}
        return [party for party in Party.objects.order_by("position", "code") if party.pk in known]

    @cached_property
    def counties(self) -> list[Area]:
        known = {county for (_priority, county, _party), _cell in self.shown}
        return [area for pk, area in self.asked.counties.items() if pk in known]

    @cached_property
    def priorities(self) -> list[Priority]:
        known = {priority for (priority, _county, _party), _cell in self.shown}
        return [priority for pk, priority in self.asked.priorities.items() if pk in known]

    def counts(self) -> list[dict[str, Any]]:
        """How many party-in-county cells stand where."""
        found = Counter(cell.voice for _key, cell in self.shown)
        return [{"voice": one, "shape": SHAPES[one], "count": found[one], "all": len(self.shown)} for one in Voice]

    def of_priority(self, priority: Priority) -> list[Row]:
        """Parties down, counties across."""
        return [
            Row(party, squares=[self._square(priority.pk, county.pk, party.pk) for county in self.counties])
            for party in self.parties
        ]

    def of_county(self, county: Area) -> list[Row]:
        """Priorities down, parties across."""
        return [
            Row(
                priority,
                self._url(priority=priority.pk),
                self.asked.depths[priority.pk],
                [self._square(priority.pk, county.pk, party.pk) for party in self.parties],
            )
            for priority in self.priorities
        ]

    def of_all(self) -> list[Row]:
        """Priorities down, counties across: how many of the parties are anchored, of those that should be."""
        sums: dict[tuple[int, int], dict[int, Cell]] = {}
        for (priority, county, party), cell in self.shown:
            sums.setdefault((priority, county), {})[party] = cell
        return [
            Row(
                priority,
                self._url(priority=priority.pk, county=None),
                self.asked.depths[priority.pk],
                [self._sum(priority.pk, county.pk, sums.get((priority.pk, county.pk), {})) for county in self.counties],
            )
            for priority in self.priorities
        ]

    def _square(self, priority: int, county: int, party: int) -> Square:
        cell = self.voice.cell(priority, county, party)
        if cell.voice is None:
            return Square("none")
        url = reverse("advocacy:one_voice_cell", args=[priority, county, party])
        asked = urlencode(self.asked.asked(priority=None, county=None))
        return Square(
            HEAT[cell.voice],
            f"{url}?{asked}" if asked else url,
            cell,
            SHAPES[cell.voice],
            behind.confirmed_in_words(cell),
            cell.is_old(self.asked.day),
            is_thin=cell.is_thin,
        )

    def _sum(self, priority: int, county: int, cells: Mapping[int, Cell]) -> Square:
        if not cells:
            return Square("none")
        should = frozenset((county, party) for party, cell in cells.items() if cell.should)
        anchored = frozenset(key for key in should if cells[key[1]].is_anchored)
        found = Anchoring(anchored, should)
        speaks = sum(cell.voice in (Voice.ANCHORED, Voice.SPEAKS) for cell in cells.values())
        return Square(
            str(round(5 * found.share)) if found.share is not None else "none",
            self._url(priority=priority, county=county),
            anchoring=found,
            speaks=speaks,
            is_thin=not speaks,
        )

    def _url(self, **changed: Any) -> str:
        return "?" + urlencode(self.asked.asked(**changed))


class OneVoiceMatrix(MemberView):
    """All priorities by county; of one priority counties × parties, of one county priorities × parties."""

    def get(self, request: HttpRequest) -> HttpResponse:
        asked = chosen(request)
        priorities = [asked.priority.pk] if asked.priority else None
        voice = OneVoice(asked.day, reader=request.user, priorities=priorities)
        table = Table(asked, voice)
        if asked.priority:
            rows, heads, corner = table.of_priority(asked.priority), table.counties, _("Parti")
        elif asked.county:
            rows, heads, corner = table.of_county(asked.county), table.parties, _("Sakfråga")
        else:
            rows, heads, corner = table.of_all(), table.counties, _("Sakfråga")
        context = {
            "title": _("En röst"),
            "asked": asked,
            "form": asked.form,
            "plan": voice.plan,
            "anchoring": voice.anchoring(asked.priority.pk) if asked.priority else None,
            "rows": rows,
            "heads": heads,
            "corner": corner,
            "by_party": bool(asked.county and not asked.priority),
            "is_sum": not (asked.priority or asked.county),
            "counts": table.counts(),
            "caption": self.caption(asked),
        }
        return TemplateResponse(request, "advocacy/one_voice.html", context)

    def caption(self, asked: Chosen) -> str:
        if asked.priority and asked.county:
            return f"{asked.priority}, {asked.county}"
        return str(asked.priority or asked.county or _("Förankrade partier per sakfråga och län"))


class OneVoiceCell(MemberView):
    """The decisions and the people behind one party in one county on one priority, and whom one might ask."""

    def get(self, request: HttpRequest, pk: int, county: int, party: int) -> HttpResponse:
        priority = get_visible(Priority.objects, request.user, pk=pk)
        area = get_object_or_404(Area, kind=AreaKind.COUNTY, pk=county)
        held_for = get_object_or_404(Party, pk=party)
        asked = chosen(request)
        voice = OneVoice(asked.day, reader=request.user, priorities=[priority.pk])
        cell = voice.cell(priority.pk, area.pk, held_for.pk)
        matrix = reverse("advocacy:one_voice")
        about = urlencode({"priority": priority.pk})
        context = {
            "title": _("%(party)s i %(county)s: %(priority)s")
            % {"party": held_for.name, "county": area.name, "priority": priority.name},
            "crumbs": [
                {"label": _("En röst"), "url": matrix},
                {"label": priority.name, "url": f"{matrix}?{about}"},
            ],
            "priority": priority,
            "county": area,
            "party": held_for,
            "cell": cell,
            "day": asked.day,
            "state": STATES.get(cell.voice, "neutral") if cell.voice else "neutral",
            "proof": behind.confirmed_in_words(cell),
            "is_old": cell.is_old(asked.day),
            "seats": voice.seats.get((area.pk, held_for.pk), 0),
            "decisions": behind.decisions(cell.formal),
            "spoken": behind.spoken(cell),
            "unheard": behind.unheard(cell, county=area.pk, party=held_for.pk, day=asked.day, reader=request.user),
        }
        return TemplateResponse(request, "advocacy/one_voice_cell.html", context)


class OneVoiceExport(MemberView):
    """The matrix and what is behind it as a workbook; above the limit a reason is asked for (403)."""

    def get(self, request: HttpRequest) -> HttpResponseBase:
        asked = chosen(request)
        priorities = [asked.priority.pk] if asked.priority else None
        voice = OneVoice(asked.day, reader=request.user, priorities=priorities)
        table = Table(asked, voice)
        file = tempfile.TemporaryFile()  # noqa: SIM115 the response closes it
        reason = request.GET.get("reason", "")
        try:
            workbook(
                file, table.shown, day=asked.day, actor=request.user, reason=reason, priorities=asked.priorities,
                counties=asked.counties, about=[str(one) for one in (asked.priority, asked.county) if one],
            )  # fmt: skip
        except ReasonNeeded as needed:
            file.close()
            return ask_reason(request, needed, back=f"{reverse('advocacy:one_voice')}?{asked.query}")
        file.seek(0)
        name = f"en-rost-{asked.day.isoformat()}.xlsx"
        return FileResponse(file, as_attachment=True, filename=name, content_type=XLSX.content_type)
