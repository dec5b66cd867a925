"""The board of a programme: everybody in it step by step, taken out as a list or as letters, changed many at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import islice
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from advocacy.columns.onboarding import columns_of
from advocacy.exports.letters import LETTERS_ONE, LETTERS_ZIP
from advocacy.filters.onboarding import CaseFilterSet
from advocacy.models import OnboardingCase, OnboardingProgramme
from advocacy.querysets.onboarding_lists import with_steps
from advocacy.views.onboarding import crumbs, tabs
from contacts.models import Membership
from crm.common import extensions
from crm.common.bulk_pages import BulkPage
from crm.common.columns import Column, prepared
from crm.common.exports import CHUNK, CSV, XLSX, ExportPage, Taking
from crm.common.permissions import Role, can
from crm.common.saved_views import State
from crm.common.views import ListPage, get_visible

MODEL = "advocacy.OnboardingCase"


class Board(ListPage):
    """A row for each person, a column for each step. A step is ticked where it stands."""

    default_sort = "name"
    filterset_class = CaseFilterSet
    template_name = "advocacy/onboarding_board.html"
    results_template = "advocacy/_onboarding_results.html"
    bulk_model = MODEL
    bulk_url_name = "advocacy:onboarding_bulk"

    def arrange(self, pk: int, **more: Any) -> None:
        rows = OnboardingProgramme.objects.select_related("audience")
        self.programme = get_visible(rows, self.request.user, pk=pk)

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:  # type: ignore[override]
        self.arrange(pk)
        return super().get(request)

    @cached_property
    def steps(self) -> list[Any]:
        return list(self.programme.steps.all())

    def get_columns(self) -> Sequence[Column]:
        may_edit = can(self.request.user, Role.EDITOR) and self.programme.closed_at is None
        return columns_of(self.steps, may_edit=may_edit)

    def queryset(self) -> Any:
        return OnboardingCase.objects.visible_to(self.request.user).filter(programme=self.programme)

    def filterset_for(self, data: QueryDict) -> CaseFilterSet:
        return CaseFilterSet(data, queryset=self.queryset(), request=self.request, programme=self.programme)

    def prepare_rows(self, rows: Any) -> Any:
        return with_steps(super().prepare_rows(rows).select_related(*OF_A_ROW))

    def bulk_context(self, state: State) -> dict[str, Any]:
        """As of every list, but that the address says which programme."""
        actions = [a for a in extensions.bulk_actions.for_model(MODEL) if can(self.request.user, a.role)]
        return {
            "is_selectable": True,
            "bulk_actions": [
                {"label": a.label, "icon": a.icon, "url": reverse(self.bulk_url_name, args=[self.programme.pk, a.name])}
                for a in actions
            ],
            "bulk_state": [(n, value) for n, values in QueryDict(state.address()[1:]).lists() for value in values],
        }

    def extra_context(self) -> dict[str, Any]:
        return {
            "title": _("Tavla"),
            "results_template": self.results_template,
            "programme": self.programme,
            "crumbs": crumbs(self.programme),
            "tabs": tabs(self.programme, "onboarding_board"),
            "export_url": reverse("advocacy:onboarding_export", args=[self.programme.pk]),
            "empty": {
                "title": _("Ingen introduktion är påbörjad"),
                "text": _("Här visas var och en med sina steg. Börja med att påbörja introduktionen för de nya."),
                "action_label": _("Visa de nya"),
                "action_url": reverse("advocacy:onboarding_cohort", args=[self.programme.pk]),
            },
        }


class BoardExport(ExportPage, Board):
    """Exactly the filtered board as a list, or as letters to those in it."""

    formats = (XLSX, CSV, LETTERS_ZIP, LETTERS_ONE)

    @property
    def export_name(self) -> str:  # type: ignore[override]
        return self.programme.name

    def taking(self, format_: Any, names: Sequence[str], options: Any) -> Taking:
        """Letters are signed by whoever takes them out."""
        return super().taking(format_, names, {**options, "sender": str(self.request.user)})

    def export_rows(self, queryset: Any, columns: Sequence[Column]) -> Iterator[Any]:
        rows = with_steps(prepared(queryset.select_related(*OF_A_ROW), columns)).iterator(chunk_size=CHUNK)
        while chunk := list(islice(rows, CHUNK)):
            yield from chunk

    def sources(self, queryset: Any) -> list[str]:
        held = Membership.objects.filter(onboarding_cases__in=queryset.values("pk")).exclude(source="")
        return list(held.order_by("source").values_list("source", flat=True).distinct())


OF_A_ROW = (
    "person", "programme", "host", "membership__organization__area__county", "membership__party",
    "membership__area__county",
)  # fmt: skip


class BoardBulk(BulkPage, Board):
    """Something done to those ticked on the board, or to all that its filter finds."""

    role = Role.EDITOR
    bulk_template = "advocacy/onboarding_bulk.html"

    def get(self, request: HttpRequest, pk: int, action: str) -> HttpResponse:  # type: ignore[override]
        self.arrange(pk)
        return BulkPage.get(self, request, action)

    def post(self, request: HttpRequest, pk: int, action: str) -> HttpResponse:
        self.arrange(pk)
        return BulkPage.post(self, request, action)

    def show(self, *args: Any, **context: Any) -> HttpResponse:
        return BulkPage.show(self, *args, programme=self.programme, crumbs=crumbs(self.programme), **context)

    def url_of_list(self) -> str:
        return reverse("advocacy:onboarding_board", args=[self.programme.pk])
