"""The people, contacts and other rows behind a figure of a board paper, and the same taken out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from advocacy.columns.paper import PAPER_KINDS
from advocacy.filters.figures import FigureRowsFilter, FoundRowsFilter, PeopleRowsFilter, UnitRowsFilter
from advocacy.models import BoardPaper
from advocacy.services import paper_behind, paper_content, paper_groups
from advocacy.services.figures.whole import SECTIONS, FigureSet
from advocacy.services.paper_content import ACTIVITY
from advocacy.views.goals import span
from advocacy.views.paper_shown import value_of
from advocacy.views.papers import crumbs
from contacts.columns import export as sheet_columns
from contacts.exports import PERSON_FORMATS
from crm.common.columns import Column, prepared
from crm.common.exports import CSV, XLSX, ExportPage
from crm.common.instances import among
from crm.common.views import ListPage, get_visible
from crm.templatetags.ui import number


class PaperRows(ListPage):
    """Everything that a figure of an approved paper counts, as far as the reader may see it today.

    A figure of a draft is that of today, and so is the list behind it: the one of the page of figures.
    """

    template_name = "advocacy/paper_rows.html"
    results_template = "contacts/_results.html"

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:  # type: ignore[override]
        self.paper = self.of(kwargs["pk"])
        if not self.paper.is_frozen and kwargs["section"] != ACTIVITY:
            return HttpResponseRedirect(todays_rows(self.paper, kwargs, self.groups()))
        self.arrange(**kwargs)
        return super().get(request)

    def of(self, pk: int) -> BoardPaper:
        """The paper with all that was kept of it. Raises Http404."""
        papers = BoardPaper.objects.for_list().select_related("snapshot")
        return get_visible(papers, self.request.user, pk=pk)  # type: ignore[no-any-return]

    def groups(self) -> dict[str, str]:
        """The groups of the audience that the address asks for."""
        return {name: key for name in paper_groups.NAMES if (key := self.request.GET.get(name, ""))}

    def arrange(self, pk: int, place: int, part: int, section: str, figure: str) -> None:
        """The figure that the address names, and who or what it counted."""
        user: Any = self.request.user
        self.paper = getattr(self, "paper", None) or self.of(pk)
        try:
            self.behind = paper_behind.behind(self.paper, place, part, section, figure, user, self.groups())
        except LookupError:
            raise Http404(_("Sidan finns inte.")) from None
        self.kind = PAPER_KINDS[self.behind.model]
        self.default_sort = self.kind.sort

    @property
    def filterset_class(self) -> Any:  # type: ignore[override]
        if self.behind.has_groups:
            return PeopleRowsFilter if self.behind.model == paper_behind.PERSON else UnitRowsFilter
        return FoundRowsFilter if hasattr(self.queryset(), "matching") else FigureRowsFilter

    def queryset(self) -> Any:
        rows = self.kind.rows(self.request.user)
        return rows.filter(among(rows.model, "id", self.behind.ids)) if self.behind.ids else rows.none()

    def get_columns(self) -> Sequence[Column]:
        return self.kind.columns

    def prepare_rows(self, rows: Any) -> Any:
        rows = rows.for_list() if hasattr(rows, "for_list") else rows.select_related(*self.kind.related)
        return prepared(rows, self.get_columns() if self.used_columns is None else self.used_columns)

    def rows_of(self, ids: list[Any]) -> list[Any]:
        rows = super().rows_of(ids)
        for row in rows if self.kind.link else ():
            row.get_absolute_url = getattr(row, self.kind.link).get_absolute_url
        return rows

    def extra_context(self) -> dict[str, Any]:
        behind, figure = self.behind, self.behind.figure
        return {
            "title": behind.figure["label"],
            "paper": self.paper,
            "behind": behind,
            "shown": number(behind.counted) if self.groups() else value_of(figure["kind"], figure["value"]),
            "span": span(behind.first, behind.last),
            "hidden": self.hidden(),
            "export_url": f"{self.request.path}export/",
            "results_template": self.results_template,
            "crumbs": crumbs(self.paper),
        }

    def hidden(self) -> int:
        """How many the figure counts beyond those that this reader may see. Not told of a group: one group after
        another would say who they are.
        """
        behind = self.behind
        if self.groups():
            return 0
        is_register = behind.model in (paper_behind.PERSON, paper_behind.ORGANIZATION)  # seen by every colleague
        seen = len(behind.ids) if is_register or not behind.ids else self.queryset().count()
        return max(0, behind.counted - behind.erased - behind.merged - seen)


class PaperRowsExport(ExportPage, PaperRows):
    """Exactly that list; of people in every form there is."""

    def get(self, request: HttpRequest, **kwargs: Any) -> Any:
        return super().get(request, **kwargs)

    @property
    def export_name(self) -> str:  # type: ignore[override]
        return str(self.behind.figure["label"])

    @property
    def formats(self) -> Any:
        return PERSON_FORMATS if self.behind.model == paper_behind.PERSON else (XLSX, CSV)

    def export_columns(self) -> Sequence[Column]:
        own = self.get_columns()
        return sheet_columns.of_people(own) if self.behind.model == paper_behind.PERSON else own

    def filters_in_words(self) -> list[str]:
        behind = self.behind
        told = [str(self.paper), behind.about, _("Period: %(span)s") % {"span": span(behind.first, behind.last)}]
        if behind.erased:
            told.append(_("Uppgifter raderade sedan dess: %(n)s") % {"n": behind.erased})
        return [*told, *super().filters_in_words()]


def todays_rows(paper: BoardPaper, asked: dict[str, Any], groups: dict[str, str]) -> str:
    """The address of the list behind the same figure on the page of figures. Raises Http404."""
    subjects = paper_content.subjects(paper)
    if asked["place"] >= len(subjects) or asked["section"] not in SECTIONS:
        raise Http404(_("Sidan finns inte."))
    scope = subjects[asked["place"]].scope
    parts = FigureSet(scope, paper.first, paper.last).parts
    if asked["part"] >= len(parts):
        raise Http404(_("Sidan finns inte."))
    first, last = parts[asked["part"]]
    query = {"scope": scope.code, "first": first, "last": last, "compared": paper.compared_with}
    rows = reverse("advocacy:follow_up_rows", args=[asked["section"], asked["figure"]])
    return f"{rows}?{urlencode({**query, **groups})}"
