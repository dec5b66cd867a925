"""Named objects of the national plans: the list, one of them with its history, forms, and how it stands."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advocacy.choices import NationalPlan
from advocacy.columns.measure import MEASURE_COLUMNS, counties_of, state_badge
from advocacy.filters.measure import MeasureFilterSet
from advocacy.forms.measure import MeasureForm, StatusForm, described
from advocacy.models import Measure, MeasureArea, MeasureStatus
from advocacy.services import measures
from advocacy.views.changes import summed_up
from crm.common.exports import ExportPage
from crm.common.history import changes_of
from crm.common.messages import done
from crm.common.permissions import Role
from crm.common.text import row_id
from crm.common.views import FormPage, ListPage, MemberView, get_visible
from crm.models import Operation
from crm.templatetags.ui import long_day

LIST = "advocacy:measure_list"
SUGGESTED = 12


def crumbs(measure: Measure | None = None) -> list[dict[str, str]]:
    """The way to the list, or on to one of its measures."""
    found = [{"label": _("Åtgärder"), "url": reverse(LIST)}]
    if measure:
        found.append({"label": measure.name, "url": measure.get_absolute_url()})
    return found


class MeasureList(ListPage):
    columns = MEASURE_COLUMNS
    default_sort = "name"
    filterset_class = MeasureFilterSet
    template_name = "advocacy/measure_list.html"
    results_template = "contacts/_results.html"

    def queryset(self) -> Any:
        return Measure.objects.visible_to(self.request.user)

    def extra_context(self) -> dict[str, Any]:
        return {
            "title": _("Åtgärder"),
            "results_template": self.results_template,
            "export_url": reverse("advocacy:measure_export"),
            "empty": {
                "title": _("Inga åtgärder här"),
                "text": _("Här visas namngivna åtgärder i de nationella planerna och hur det går med dem."),
            },
        }


class MeasureExport(ExportPage, MeasureList):
    """Exactly the filtered list as .xlsx or .csv."""

    export_name = gettext_lazy("Åtgärder")


class MeasureDetail(MemberView):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        rows = Measure.objects.for_list().prefetch_related("statuses", "areas__area", "successors")
        measure = get_visible(rows, request.user, pk=pk)
        statuses = list(measure.statuses.all())
        for status in statuses:
            status.badge = state_badge(status.state)
        parts: tuple[Any, ...] = (MeasureArea, MeasureStatus)
        context = {
            "title": measure.name,
            "measure": measure,
            "crumbs": crumbs(),
            "statuses": statuses,
            "state": state_badge(statuses[0].state if statuses else None),
            "counties": ", ".join(counties_of(measure)),
            "next_plan": _next_plan(measure),
            "changes": summed_up(changes_of(measure, [part.history.filter(measure_id=pk) for part in parts])),
        }
        return TemplateResponse(request, "advocacy/measure_detail.html", context)


def _next_plan(measure: Measure) -> str:
    """The plan after the one it stands in, where it is not in that already; ''."""
    later = [plan for plan in NationalPlan.values if plan > measure.national_plan]
    taken = {one.national_plan for one in measure.successors.all()}
    return later[0] if later and later[0] not in taken else ""


class MeasureAdd(FormPage):
    """?efter= is a measure of the plan before: what is known of it is filled in. ?priority= is chosen."""

    form_class = MeasureForm
    template_name = "advocacy/measure_form.html"
    success_message = gettext_lazy("Åtgärden är sparad.")

    def form_kwargs(self) -> dict[str, Any]:
        asked = self.request.GET
        initial: dict[str, Any] = {"priority": row_id(asked.get("priority", ""))}
        before_pk = row_id(asked.get("efter", ""))
        before = Measure.objects.visible_to(self.request.user).filter(pk=before_pk).first()
        if before:
            initial |= {
                "name": before.name,
                "national_plan": _next_plan(before) or before.national_plan,
                "priority": before.priority_id,
                "responsible": before.responsible_id,
                "counties": list(before.areas.values_list("area", flat=True)),
                "predecessor": before.pk,
            }
        return {"user": self.request.user, "initial": initial}

    def save(self, form: MeasureForm) -> str:
        return measures.add(actor=self.request.user, **form.content()).get_absolute_url()  # type: ignore[arg-type]

    def extra_context(self) -> dict[str, Any]:
        return {"title": _("Ny åtgärd"), "cancel_url": reverse(LIST), "crumbs": crumbs()}


class AboutMeasure(MemberView):
    """A page about the measure that the address names."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.measure = get_visible(Measure.objects.for_list(), request.user, pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)


class MeasureEdit(AboutMeasure, FormPage):
    form_class = MeasureForm
    template_name = "advocacy/measure_form.html"
    success_message = gettext_lazy("Ändringarna är sparade.")

    def form_kwargs(self) -> dict[str, Any]:
        return {"user": self.request.user, "measure": self.measure}

    def save(self, form: MeasureForm) -> str:
        user: Any = self.request.user
        version = form.cleaned_data["version"]
        measures.edit(actor=user, measure=self.measure, version=version, **form.content())
        return self.measure.get_absolute_url()

    def extra_context(self) -> dict[str, Any]:
        return {
            "title": _("Redigera åtgärd"),
            "object": self.measure,
            "cancel_url": self.measure.get_absolute_url(),
            "crumbs": crumbs(self.measure),
        }


class StatusAdd(AboutMeasure, FormPage):
    """A status more; what was said before stays."""

    form_class = StatusForm
    template_name = "advocacy/measure_form.html"
    success_message = gettext_lazy("Läget är noterat. Det som gällde förut står kvar i historiken.")

    def save(self, form: StatusForm) -> str:
        measures.note_status(actor=self.request.user, measure=self.measure, **form.content())  # type: ignore[arg-type]
        return self.measure.get_absolute_url()

    def extra_context(self) -> dict[str, Any]:
        return {
            "title": _("Notera läge"),
            "lead": self.measure.name,
            "cancel_url": self.measure.get_absolute_url(),
            "crumbs": crumbs(self.measure),
        }


class Removal(MemberView):
    """Asks before something that was taken in by mistake goes."""

    role = Role.EDITOR
    title: Any = ""
    said: Any = ""

    def asked(self) -> str:
        """What goes, in words."""
        raise NotImplementedError

    def back(self) -> str:
        raise NotImplementedError

    def take(self) -> Operation:
        raise NotImplementedError

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        context = {
            "title": self.title,
            "question": self.asked(),
            "submit_label": _("Ta bort"),
            "cancel_url": self.back(),
            "danger": True,
            "crumbs": crumbs(),
        }
        return TemplateResponse(request, "pages/confirm.html", context)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        done(request, self.take(), self.said)
        return HttpResponseRedirect(self.back())


class StatusRemove(Removal):
    title = gettext_lazy("Ta bort läget")
    said = gettext_lazy("Läget är borttaget.")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        seen = Measure.objects.visible_to(request.user).values("pk")
        found = MeasureStatus.objects.select_related("measure")
        self.status = get_object_or_404(found, pk=kwargs["pk"], measure__in=seen)
        return super().dispatch(request, *args, **kwargs)

    def asked(self) -> str:
        told = {"state": self.status.get_state_display(), "day": long_day(self.status.stated_on)}
        return _("%(state)s den %(day)s. Det går att ångra efteråt.") % told

    def back(self) -> str:
        return self.status.measure.get_absolute_url()

    def take(self) -> Operation:
        return measures.take_back(actor=self.request.user, status=self.status)  # type: ignore[arg-type]


class MeasureRemove(AboutMeasure, Removal):
    role = Role.MANAGER
    title = gettext_lazy("Ta bort åtgärden")
    said = gettext_lazy("Åtgärden är borttagen.")

    def asked(self) -> str:
        return _("%s, med allt som är noterat om läget. Det går att ångra efteråt.") % self.measure

    def back(self) -> str:
        return self.measure.get_absolute_url() if self.request.method == "GET" else reverse(LIST)

    def take(self) -> Operation:
        return measures.remove(actor=self.request.user, measure=self.measure)  # type: ignore[arg-type]


class MeasureSuggest(MemberView):
    """Type-ahead over measures, those of the earliest plan first: GET ?q=… → {"results": […]}."""

    def get(self, request: HttpRequest) -> JsonResponse:
        found = Measure.objects.visible_to(request.user).matching(request.GET.get("q", ""))
        rows = found.order_by("national_plan", "name")[:SUGGESTED]
        return JsonResponse({"results": [{"id": one.pk, **described(one)} for one in rows]})
