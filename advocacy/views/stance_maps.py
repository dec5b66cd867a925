"""The maps of a priority: influence against stance, and support by party and county, with the tables behind."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from django.db.models import Case, Value, When
from django.http import FileResponse, HttpRequest, HttpResponse, QueryDict
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from advocacy.choices import InfluenceLevel
from advocacy.columns.stance_map import MAP_COLUMNS, support_columns, value_label
from advocacy.filters.stance_map import UNKNOWN as UNKNOWN_ASKED
from advocacy.filters.stance_map import StanceMapFilterSet
from advocacy.models import Plan, Priority
from advocacy.services.stance_map import VALUES, Place, StanceMap, Support, support_by
from advocacy.views.plans import crumbs
from contacts.filters.reference import Reference
from crm.common import exports
from crm.common.columns import Column
from crm.common.dates import today
from crm.common.exports import CHUNK, XLSX, ExportPage
from crm.common.sheets import SheetOut, write_workbook
from crm.common.views import ListPage, MemberView, get_visible

MOST_MARKS = 12  # people of a cell by name; of those whose stance is unknown, only how many
NO_GROUP = "–"


def _crumbs(priority: Priority, plan: Plan | None) -> list[dict[str, str]]:
    return [*crumbs(priority, plan), {"label": str(priority), "url": priority.get_absolute_url()}]


def _tabs(priority: Priority, here: str, query: QueryDict) -> list[dict[str, Any]]:
    """Both maps with the same people."""
    kept = query.copy()
    for name in ("level", "value", "sida", "sort", "kolumner"):
        kept.pop(name, None)
    address = f"?{kept.urlencode()}" if kept else ""
    named = (("influence_map", _("Inflytande och inställning")), ("support_map", _("Stöd per parti och län")))
    return [
        {"label": label, "url": reverse(f"advocacy:{name}", args=[priority.pk]) + address, "active": name == here}
        for name, label in named
    ]


class InfluenceMap(ListPage):
    """Who weighs how much and stands where: the picture, and everybody in it as a list."""

    columns = MAP_COLUMNS
    default_sort = "name"
    filterset_class = StanceMapFilterSet
    template_name = "advocacy/influence_map.html"
    results_template = "advocacy/_influence_map.html"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:  # type: ignore[override]
        self.arrange(pk=pk)
        return super().get(request)

    def arrange(self, pk: int) -> None:
        self.priority = get_visible(Priority.objects.select_related("parent__parent"), self.request.user, pk=pk)
        self.map = StanceMap(self.priority, self.request.user)  # type: ignore[arg-type]

    def queryset(self) -> Any:
        return self.map.people

    def filterset_for(self, data: QueryDict) -> Any:
        return StanceMapFilterSet(data, self.queryset(), the_map=self.map, request=self.request)

    def prepare_rows(self, rows: Any) -> Any:
        return rows

    def rows_of(self, ids: list[Any]) -> list[Any]:
        return self.placed(super().rows_of(ids))

    def sorted_rows(self, filterset: Any) -> tuple[str, Any]:
        """Unless something else is asked for: those whose stance is known first."""
        sort, rows = super().sorted_rows(filterset)
        if self.request.GET.get("sort"):
            return sort, rows
        known = [pk for pk, place in self.map.places.items() if place.value]
        return "", rows.order_by(Case(When(pk__in=known, then=Value(0)), default=Value(1)), "sort_key", "pk")

    def placed(self, people: Any) -> list[Any]:
        """The people with their place on the map."""
        names = dict(Reference.counties())
        rows = list(people)
        for person in rows:
            person.place = self.map.places[person.pk]
            person.county_name = names.get(person.place.county, "")
        return rows

    def extra_context(self) -> dict[str, Any]:
        filterset = self.filterset_for(self.data())
        people = filterset.pictured().qs.order_by("sort_key", "pk").values_list("pk", "given_name", "family_name")
        names = {pk: f"{given} {family}".strip() for pk, given, family in people}
        places = [self.map.places[pk] for pk in names]
        return {
            "title": _("Karta: %(priority)s") % {"priority": self.priority},
            "priority": self.priority,
            "crumbs": _crumbs(self.priority, self.map.plan),
            "tabs": _tabs(self.priority, "influence_map", self.request.GET),
            "heads": [value_label(value) for value in VALUES],
            "rows": self._rows(places, names),
            "pictured": len(places),
            "known": sum(1 for place in places if place.value),
            "hidden": self.map.hidden,
            "results_template": self.results_template,
            "export_url": reverse("advocacy:influence_map_export", args=[self.priority.pk]),
            "empty": {
                "title": _("Ingen att visa än"),
                "text": _("Här visas de i målens målgrupper och de vars inställning är noterad."),
            },
        }

    def _rows(self, places: list[Place], names: dict[int, str]) -> list[dict[str, Any]]:
        return [
            {"label": InfluenceLevel(level).label, "cells": [
                self._cell(level, value, cell, names) for value, cell in zip(VALUES, cells, strict=True)
            ]}
            for level, cells in self.map.cells(places)
        ]  # fmt: skip

    def _cell(self, level: str, value: str, places: list[Place], names: dict[int, str]) -> dict[str, Any]:
        query = self.request.GET.copy()
        for name in ("sida", "sort"):
            query.pop(name, None)
        query["level"], query["value"] = level, value or UNKNOWN_ASKED
        shown = places[:MOST_MARKS] if value else []
        return {
            "head": value_label(value),
            "count": len(places),
            "rest": len(places) - len(shown),
            "url": f"?{query.urlencode()}#lista",
            "marks": [{"name": names[place.person], "place": place} for place in shown],
        }


class InfluenceMapExport(ExportPage, InfluenceMap):
    """The people of the map as they are filtered."""

    @property
    def export_name(self) -> str:  # type: ignore[override]
        return _("Karta %(code)s") % {"code": self.priority.code}

    def export_rows(self, queryset: Any, columns: Sequence[Column]) -> Iterator[Any]:
        people = queryset.iterator(chunk_size=CHUNK)
        while chunk := list(islice(people, CHUNK)):
            yield from self.placed(chunk)


class SupportMap(MemberView):
    """Where each party and county stands: now, and when it was first noted."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        self.arrange(pk)
        filterset = self.filterset
        if "filter" in request.GET:
            return TemplateResponse(request, "pages/_filter_fields.html", {"filterset": filterset})
        whole, parties, counties = self.groups()
        context = {
            "title": _("Stöd: %(priority)s") % {"priority": self.priority},
            "priority": self.priority,
            "crumbs": _crumbs(self.priority, self.map.plan),
            "tabs": _tabs(self.priority, "support_map", request.GET),
            "filterset": filterset,
            "chips": filterset.chips,
            "whole": whole,
            "splits": [
                {
                    "label": _("Parti"),
                    "title": _("Per parti"),
                    "parameter": "party",
                    "groups": parties,
                    "none": _("Utan parti"),
                },
                {
                    "label": _("Län"),
                    "title": _("Per län"),
                    "parameter": "county",
                    "groups": counties,
                    "none": _("Utan län"),
                },
            ],
            "hidden": self.map.hidden,
            "export_url": reverse("advocacy:support_map_export", args=[self.priority.pk]),
            "map_url": reverse("advocacy:influence_map", args=[self.priority.pk]),
        }
        template = "advocacy/_support_map.html" if request.htmx else "advocacy/support_map.html"  # type: ignore[attr-defined]
        return TemplateResponse(request, template, context, headers={"Vary": "HX-Request"})

    def arrange(self, pk: int) -> None:
        self.priority = get_visible(Priority.objects.select_related("parent__parent"), self.request.user, pk=pk)
        self.map = StanceMap(self.priority, self.request.user)  # type: ignore[arg-type]
        data = self.request.GET
        self.filterset = StanceMapFilterSet(data, self.map.people, the_map=self.map, request=self.request)

    def groups(self) -> tuple[Support, list[Support], list[Support]]:
        """All of them, by party and by county; each group with its `name`."""
        wanted = set(self.filterset.qs.order_by().values_list("pk", flat=True))
        places = [place for pk, place in self.map.places.items() if pk in wanted]
        whole = next(iter(support_by(places, lambda place: "")), Support(""))
        parties = _named(support_by(places, lambda place: place.party), dict(Reference.parties()))
        return whole, parties, _named(support_by(places, lambda place: place.county), dict(Reference.counties()))


def _named(groups: list[Support], names: dict[str, str]) -> list[Any]:
    for group in groups:
        group.name = names.get(group.key, NO_GROUP)  # type: ignore[attr-defined]
    return groups


class SupportMapExport(SupportMap):
    """Both tables as a workbook. They hold counts, no names."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        self.arrange(pk)
        _whole, parties, counties = self.groups()
        title = _("Stöd %(code)s") % {"code": self.priority.code}
        told = "; ".join(f"{chip.label}: {chip.value}" for chip in self.filterset.chips)
        rows = len(parties) + len(counties)
        exports.log(
            actor=request.user, what=title, file_format="xlsx", rows=rows, is_personal=False, filters=told  # type: ignore[arg-type]
        )  # fmt: skip
        sheets = [
            SheetOut(_("Per parti"), support_columns(_("Parti"), lambda group: group.name), parties),
            SheetOut(_("Per län"), support_columns(_("Län"), lambda group: group.name), counties),
        ]
        note = _("Inställningar noterade med underlag till och med %(day)s. Okänd: ingen notering.") % {"day": today()}
        file = tempfile.TemporaryFile()  # noqa: SIM115 the response closes it
        write_workbook(file, sheets, note=f"{note}\n{told}" if told else note)
        file.seek(0)
        name = f"{title} {today().isoformat()}.xlsx"
        return FileResponse(file, as_attachment=True, filename=name, content_type=XLSX.content_type)  # type: ignore[return-value]
