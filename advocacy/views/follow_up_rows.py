"""The people, organizations and other rows behind a figure, and the same taken out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from advocacy.columns.figures import KINDS
from advocacy.columns.goal import organization_columns, person_columns
from advocacy.columns.touch import WAYS_IN
from advocacy.filters.figures import FigureRowsFilter, FoundRowsFilter, PeopleRowsFilter, UnitRowsFilter
from advocacy.services.figures.figure import Figure
from advocacy.services.figures.whole import SECTIONS, FigureSet
from advocacy.services.spread_groups import ASKED, people_of
from advocacy.views.follow_up import side_names
from advocacy.views.follow_up_choice import OF_SIDES, WHOLE, chosen
from advocacy.views.goal_units_export import ADDRESSES
from advocacy.views.goals import span
from advocacy.views.touch import with_ways_in
from contacts.columns import export as sheet_columns
from contacts.exports import PERSON_FORMATS
from crm.common.columns import Column, prepared
from crm.common.exports import CHUNK, CSV, XLSX, ExportPage
from crm.common.instances import among
from crm.common.views import ListPage

PERSON, ORGANIZATION = "contacts.Person", "contacts.Organization"


class NoSuchFigure(LookupError):
    """What is asked about has no such figure."""


class FigureRows(ListPage):
    """Everything that a figure counts, as far as the reader may see it."""

    template_name = "advocacy/follow_up_rows.html"
    results_template = "advocacy/_follow_up_results.html"

    def get(self, request: HttpRequest, section: str, figure: str) -> HttpResponse:  # type: ignore[override]
        try:
            self.arrange(section=section, figure=figure)
        except NoSuchFigure:
            return HttpResponseRedirect(f"{reverse('advocacy:follow_up')}?{request.GET.urlencode()}")
        return super().get(request)

    def arrange(self, section: str, figure: str) -> None:
        """The figure that the address names, counted as it is and as this reader may see it."""
        if section not in SECTIONS:
            raise Http404
        choice = chosen(self.request)
        if choice is None or not choice.is_as_asked or section not in choice.figures.keys:
            raise NoSuchFigure
        self.choice, of = choice, choice.figures
        self.figure = _figure(of, section, figure)
        theirs = of.as_read_by(self.request.user)  # type: ignore[arg-type]
        self.reach = theirs.reach if self.figure.model in (PERSON, ORGANIZATION) else None
        self.key, self.kind = section, KINDS[self.figure.model]
        self.default_sort = self.kind.sort
        try:
            self.ids = _figure(theirs, section, figure).ids
        except NoSuchFigure:  # too few are left to be told of
            self.ids = ()

    @property
    def filterset_class(self) -> Any:  # type: ignore[override]
        if self.reach is not None and self.reach.has_audience:
            return PeopleRowsFilter if self.reach.is_about_people else UnitRowsFilter
        return FoundRowsFilter if hasattr(self.seen(), "matching") else FigureRowsFilter

    def seen(self) -> Any:
        """The rows of the figure that the reader may see."""
        rows = self.kind.rows(self.request.user)
        return rows.filter(among(rows.model, "id", self.ids)) if self.ids else rows.none()

    def queryset(self) -> Any:
        rows = self.seen()
        if self.reach is None:
            return rows
        rows = self.reach.of_group(rows, *(self.request.GET.get(name, "") for name in ("party", "county", "step")))
        for by in ASKED if self.reach.is_about_people else ():
            if key := self.request.GET.get(by, ""):
                there = people_of(self.reach, by, key)
                rows = rows.filter(among(rows.model, "id", there)) if there else rows.none()
        return rows

    def get_columns(self) -> Sequence[Column]:
        if self.reach is None:
            return self.kind.columns
        if not self.reach.is_about_people:
            return organization_columns()
        if not self.is_to_call:
            return person_columns()
        return [replace(one, phone=True) for one in (*person_columns(), *WAYS_IN)]

    @property
    def is_to_call(self) -> bool:
        """Whether these are people whom somebody of us is to call."""
        return self.figure.key == "missed" and self.figure.model == PERSON

    def prepare_rows(self, rows: Any) -> Any:
        rows = rows.for_list() if hasattr(rows, "for_list") else rows.select_related(*self.kind.related)
        rows = rows.select_related("owner") if self.is_to_call else rows
        used = self.get_columns() if self.used_columns is None else self.used_columns
        return prepared(rows, used)

    def rows_of(self, ids: list[Any]) -> list[Any]:
        rows = super().rows_of(ids)
        if self.reach is not None:
            return self.of_audience(rows)
        for row in rows if self.kind.link else ():
            row.get_absolute_url = getattr(row, self.kind.link).get_absolute_url
        return rows

    def of_audience(self, rows: Any) -> list[Any]:
        """Rows with the mandate by which each is counted, and who can call those who are to be called."""
        found = self.reach.rows(rows) if self.reach is not None else list(rows)
        return with_ways_in(found, self.request.user) if self.is_to_call else found

    def beyond(self) -> int:
        """How many more the figure counts than this reader may see; below 0 of those not met, where the meeting of
        some is what the reader may not see.
        """
        return len(self.figure.ids) - self.seen().count()

    def is_narrowed(self) -> bool:
        """Whether the list is of some of those that the figure counts. How many of just those are hidden is not told:
        one filter after another would say who they are.
        """
        return any(self.request.GET.get(name) for name in ("q", "party", "county", "step", *ASKED))

    def parts(self) -> list[dict[str, Any]]:
        """Tabs for the same list on each side of an election, with the filters that are chosen."""
        if self.key not in OF_SIDES or len(self.choice.parts) < 2:
            return []
        asked, shown = self.request.GET.copy(), self.choice.part or WHOLE
        tabs = []
        for label, part in side_names(self.choice):
            asked["part"] = part
            tabs.append({"label": label, "url": f"?{asked.urlencode()}", "active": part == shown})
        return tabs

    def met_before(self) -> dict[str, Any] | None:
        """Of those not met since an election, how many were met earlier in the period, and where the others are."""
        is_last = self.choice.side is not None and self.choice.side == self.choice.parts[-1]
        if self.figure.key != "missed" or not is_last:
            return None
        whole = replace(self.choice, part=WHOLE)
        rows, never = self.queryset(), _figure(whole.figures.as_read_by(self.request.user), self.key, "missed").ids  # type: ignore[arg-type]
        listed = set(rows.order_by().values_list("pk", flat=True))
        met = len(listed.difference(never))
        asked = self.request.GET.copy()
        asked["part"] = WHOLE
        return {"met": met, "never": len(listed) - met, "url": f"?{asked.urlencode()}"} if met else None

    def extra_context(self) -> dict[str, Any]:
        query = self.choice.query()
        path, beyond = self.request.path, self.beyond()
        return {
            "title": self.figure.label,
            "about": str(self.choice.scope),
            "audience": self.choice.scope.audience,
            "span": span(*self.choice.shown),
            "hidden": max(0, beyond),
            "surplus": max(0, -beyond),
            "is_narrowed": self.is_narrowed(),
            "parts": self.parts(),
            "met_before": self.met_before(),
            "definition": self.figure.definition,
            "export_url": f"{path}export/",
            "results_template": self.results_template,
            "sources": self.reach.sources() if self.reach is not None and self.reach.has_audience else [],
            "crumbs": [{"label": _("Uppföljning"), "url": f"{reverse('advocacy:follow_up')}?{query}"}],
        }


def _figure(of: FigureSet, section: str, key: str) -> Figure:
    """Raises NoSuchFigure."""
    try:
        found = of.section(section).figure(key)
    except KeyError:
        raise NoSuchFigure from None
    if not found.model:
        raise NoSuchFigure
    return found


class FigureRowsExport(ExportPage, FigureRows):
    """Exactly the list behind the figure; of people in every form there is."""

    def get(self, request: HttpRequest, **kwargs: Any) -> Any:
        try:
            return super().get(request, **kwargs)
        except NoSuchFigure:
            return HttpResponseRedirect(f"{reverse('advocacy:follow_up')}?{request.GET.urlencode()}")

    def post(self, request: HttpRequest, **kwargs: Any) -> Any:
        try:
            return super().post(request, **kwargs)
        except NoSuchFigure:
            raise Http404 from None

    @property
    def export_name(self) -> str:  # type: ignore[override]
        return str(self.figure.label)

    @property
    def formats(self) -> Any:
        return PERSON_FORMATS if self.figure.model == PERSON else (XLSX, CSV)

    def export_columns(self) -> Sequence[Column]:
        own = self.get_columns()
        if self.reach is None:
            return sheet_columns.of_people(own) if self.figure.model == PERSON else own
        more = sheet_columns.of_people if self.reach.is_about_people else sheet_columns.of_organizations
        return [*own, *(column for column in more([]) if column.name in ADDRESSES)]

    def export_rows(self, queryset: Any, columns: Sequence[Column]) -> Iterator[Any]:
        self.used_columns = columns
        rows = self.prepare_rows(queryset).iterator(chunk_size=CHUNK)
        while chunk := list(islice(rows, CHUNK)):
            yield from self.of_audience(chunk) if self.reach is not None else chunk

    def filters_in_words(self) -> list[str]:
        told = [str(self.choice.scope), _("Period: %(span)s") % {"span": span(*self.choice.shown)}]
        if self.choice.scope.audience:
            told.append(_("Målgrupp: %(name)s") % {"name": self.choice.scope.audience})
        return [*told, *super().filters_in_words()]

    def sources(self, queryset: Any) -> list[str]:
        return self.reach.sources() if self.reach is not None and self.reach.has_audience else []
