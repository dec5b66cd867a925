"""A radar run: what it proposes, filtered and paged; its progress; the same as a file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from contacts.choices import ChangeKind, ChangeState, RadarState
from contacts.columns.radar import RADAR_COLUMNS
from contacts.filters.radar import RadarFilterSet
from contacts.imports.web_sources import attribution
from contacts.models import RadarChange, RadarRun
from contacts.services import radar, radar_sheets, radar_undoing
from contacts.views.radar import STATES
from contacts.views.radar_lines import lines_of
from crm.common import progress
from crm.common.columns import Column
from crm.common.exports import ExportPage
from crm.common.permissions import Role, can
from crm.common.views import ListPage, get_visible

PROGRESS = "forlopp"
ORDERS = ("row", "name", "score")


class Tally:
    """How many changes of each kind and state a run has, asked once for the whole page."""

    def __init__(self, run: RadarRun) -> None:
        self.kinds: Counter[str] = Counter()
        self.open_kinds: Counter[str] = Counter()
        self.states: Counter[str] = Counter()
        self.accepted_kinds: Counter[str] = Counter()
        self.certain = self.doubtful = self.total = 0
        self.makers: set[int] = set()
        for kind, also, state, is_certain, maker, n in run.changes.tallied():
            self.total += n
            self.states[state] += n
            for one in (kind, *also):
                self.kinds[one] += n
            if state == ChangeState.OPEN:
                self.open_kinds[kind] += n
                self.certain += n if is_certain else 0
                self.doubtful += n if kind == ChangeKind.DOUBTFUL else 0
            elif state == ChangeState.ACCEPTED:
                self.accepted_kinds[kind] += n
            elif state == ChangeState.APPLIED and maker is not None:
                self.makers.add(maker)

    @property
    def open(self) -> int:
        return self.states[ChangeState.OPEN]

    @property
    def accepted(self) -> int:
        return self.states[ChangeState.ACCEPTED]

    @property
    def applied(self) -> int:
        return self.states[ChangeState.APPLIED]

    @property
    def decided(self) -> int:
        return self.total - self.open


class RadarDetail(ListPage):
    """The changes of one run. While a job is at it, how far it has come."""

    default_sort = "row"
    filterset_class = RadarFilterSet
    template_name = "contacts/radar_detail.html"
    results_template = "contacts/_radar_changes.html"
    run: RadarRun

    def arrange(self, pk: int) -> None:
        rows = RadarRun.objects.select_related("created_by")
        self.run = get_visible(rows, self.request.user, pk=pk)

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:  # type: ignore[override]
        self.arrange(pk)
        if PROGRESS in request.GET:
            return self.told()
        if radar.is_draft(self.run) and can(request.user, Role.EDITOR):
            return redirect("contacts:radar_columns", pk=pk)
        if self.run.state in (RadarState.READING, RadarState.APPLYING, RadarState.FAILED):
            context = {**head(self.run, request.user), **working(self.run)}
            return TemplateResponse(request, "contacts/radar_working.html", context)
        return super().get(request)

    def told(self) -> HttpResponse:
        """How far the job has come; when it is done the page is shown anew."""
        context = working(self.run)
        if not context["is_working"]:
            return HttpResponse(headers={"HX-Refresh": "true"})
        return TemplateResponse(self.request, "contacts/_radar_progress.html", {"run": self.run, **context})

    def get_columns(self) -> Sequence[Column]:
        return RADAR_COLUMNS

    def queryset(self) -> Any:
        return RadarChange.objects.visible_to(self.request.user).filter(run=self.run)

    def prepare_rows(self, rows: Any) -> Any:
        return rows.for_list()

    def counts(self, matched: Any, *, is_filtered: bool) -> tuple[int, int | None]:
        """The run as a whole has been counted already."""
        self.tally = Tally(self.run)
        return (matched.count(), self.tally.total) if is_filtered else (self.tally.total, None)

    def rows_of(self, ids: list[Any]) -> list[Any]:
        return lines_of(super().rows_of(ids), self.request.user)

    def extra_context(self) -> dict[str, Any]:
        return {
            **head(self.run, self.request.user),
            **summary(self.run, self.tally, self.request.GET, self.request.user),
            "query": self.request.GET.urlencode(),
            "orders": self.orders(),
            "refused": [] if self.request.GET else refused(self.run, self.request.user),
        }

    def orders(self) -> list[dict[str, Any]]:
        labels = {"row": _("Källans ordning"), "name": _("Namn"), "score": _("Osäkrast först")}
        now = self.request.GET.get("sort", "")
        now = now if now in ORDERS else self.default_sort
        return [
            {"label": labels[one], "url": narrowed(self.request.GET, sort=one), "active": one == now} for one in ORDERS
        ]


class RadarExport(ExportPage, RadarDetail):
    """Exactly the filtered changes, to take out."""

    @property
    def export_name(self) -> str:  # type: ignore[override]
        return _("Mandatbevakning %(name)s") % {"name": self.run}

    def sources(self, queryset: Any) -> list[str]:
        return [attribution(self.run).removeprefix(_("Källa: %(source)s") % {"source": ""})]

    def export_rows(self, queryset: Any, columns: Sequence[Column]) -> Iterator[Any]:
        return self.prepare_rows(queryset).iterator(chunk_size=2000)  # type: ignore[no-any-return]


# --- What the pages of a run share ---------------------------------------------------------------------------


def head(run: RadarRun, user: Any) -> dict[str, Any]:
    return {
        "title": str(run),
        "run": run,
        "attribution": attribution(run),
        "state": STATES[RadarState(run.state)],
        "may_settle": can(user, Role.EDITOR) and radar_sheets.may_settle(run),
        "crumbs": crumbs(),
    }


def crumbs() -> list[dict[str, str]]:
    return [{"label": _("Mandatbevakning"), "url": reverse("contacts:radar_list")}]


def working(run: RadarRun) -> dict[str, Any]:
    """How far the job has come, and whether one is at it at all."""
    is_stopped, is_draft = radar.is_stopped(run), radar.is_draft(run)
    is_working = run.state in (RadarState.READING, RadarState.APPLYING) and not is_stopped and not is_draft
    return {
        "is_working": is_working,
        "is_stopped": is_stopped,
        "is_draft": is_draft,
        "is_slow": is_working and radar.is_slow(run),
        "progress": progress.of(radar.progress_name(run)) if is_working else None,
        "work": run.result.get("work", "compare") if run.state == RadarState.APPLYING else "compare",
    }


def summary(run: RadarRun, tally: Tally, query: Any, user: Any) -> dict[str, Any]:
    """How many of what, as links that narrow the list, and what can be done with the run now."""
    kinds, states = query.getlist("kind"), query.getlist("state")
    is_certain = query.get("certain", "")
    left = [("yes", _("Säkra"), tally.certain), ("no", _("Osäkra"), tally.open - tally.certain)]
    return {
        "run": run,
        "tally": tally,
        "tabs": [
            {"label": _("Alla"), "url": narrowed(query, state="", certain=""), "count": tally.total,
             "active": not states and not is_certain},
            *(
                {"label": one.label, "url": narrowed(query, state=one.value, certain=""), "count": tally.states[one],
                 "active": states == [one.value] and not is_certain}
                for one in ChangeState if tally.states[one] or one in (ChangeState.OPEN, ChangeState.ACCEPTED)
            ),
        ],
        "left": [
            {"label": label, "url": narrowed(query, state="open", certain=value), "count": n,
             "active": states == ["open"] and is_certain == value}
            for value, label, n in left if n
        ],
        "kinds": [
            {"label": one.label, "count": tally.kinds[one], "active": kinds == [one.value],
             "url": narrowed(query, kind="" if kinds == [one.value] else one.value)}
            for one in ChangeKind if tally.kinds[one]
        ],
        "may_undo": radar_undoing.may_take_back(tally.makers, user),
        "has_filter": bool([name for name in query if name not in ("sort", "sida") and query[name]]),
    }  # fmt: skip


def narrowed(query: Any, **changes: str) -> str:
    """The address of the list with some of what it is asked for changed, from its first page."""
    left = query.copy()
    left.pop("sida", None)
    for name, value in changes.items():
        left.setlist(name, [value] if value else [])
    return f"?{left.urlencode()}"


def refused(run: RadarRun, user: Any) -> list[tuple[str, str]]:
    """What could not be undone when the run was taken back, by name, and why."""
    if run.state != RadarState.UNDONE:
        return []
    return radar_undoing.refused(run=run, user=user)
