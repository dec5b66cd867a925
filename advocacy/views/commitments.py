"""Commitments: what they promised us and we promised them, and how it went."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advocacy.choices import CommitmentState
from advocacy.columns.talk import COMMITMENT_COLUMNS, age, days_late, placed_by_day
from advocacy.filters.talk import CommitmentFilterSet
from advocacy.forms.commitment import CommitmentForm
from advocacy.models import Commitment, Priority
from advocacy.services import commitment_figures, commitments
from advocacy.views.changes import summed_up
from contacts.models import Organization, Person
from crm.common.dates import today
from crm.common.exports import ExportPage
from crm.common.history import changes_of
from crm.common.permissions import Role
from crm.common.text import row_id
from crm.common.views import FormPage, ListPage, MemberView, get_visible

SAID = {
    CommitmentState.KEPT: gettext_lazy("Åtagandet är infriat."),
    CommitmentState.BROKEN: gettext_lazy("Åtagandet är avslutat som inte infriat."),
    CommitmentState.WITHDRAWN: gettext_lazy("Åtagandet är avslutat som inte längre aktuellt."),
    CommitmentState.OPEN: gettext_lazy("Åtagandet är öppet igen."),
}


def _crumbs() -> list[dict[str, str]]:
    return [{"label": _("Åtaganden"), "url": reverse("advocacy:commitment_list")}]


class CommitmentList(ListPage):
    columns = COMMITMENT_COLUMNS
    default_sort = "due_on"
    filterset_class = CommitmentFilterSet
    template_name = "advocacy/commitment_list.html"
    results_template = "contacts/_results.html"

    def queryset(self) -> Any:
        return placed_by_day(Commitment.objects.visible_to(self.request.user))

    def extra_context(self) -> dict[str, Any]:
        return {
            "title": _("Åtaganden"),
            "results_template": self.results_template,
            "export_url": reverse("advocacy:commitment_export"),
            "sides": self.sides(),
            "empty": {
                "title": _("Inga öppna åtaganden"),
                "text": _("Här visas vad de har lovat oss och vi har lovat dem, det som ska infrias först överst."),
            },
        }

    def sides(self) -> Any:
        """Theirs and ours, of all that the user may see; the list alone changes with the filter."""
        is_whole = not self.request.htmx  # type: ignore[attr-defined]
        return commitment_figures.counted(Commitment.objects.visible_to(self.request.user), today()) if is_whole else ()


class CommitmentExport(ExportPage, CommitmentList):
    """Exactly the filtered list as .xlsx or .csv."""

    export_name = gettext_lazy("Åtaganden")


class CommitmentDetail(MemberView):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        commitment = get_visible(Commitment.objects.for_list(), request.user, pk=pk)
        context = {
            "title": commitment.text,
            "commitment": commitment,
            "age": age(commitment),
            "days_late": days_late(commitment),
            "crumbs": _crumbs(),
            "changes": summed_up(changes_of(commitment)),
        }
        return TemplateResponse(request, "advocacy/commitment_detail.html", context)


class CommitmentAdd(FormPage):
    form_class = CommitmentForm
    template_name = "advocacy/commitment_form.html"
    success_message = gettext_lazy("Åtagandet är sparat.")

    def form_kwargs(self) -> dict[str, Any]:
        user, initial = self.request.user, {}
        for name, model in (("person", Person), ("organization", Organization), ("priority", Priority)):
            pk = row_id(self.request.GET.get(name, ""))
            if pk is not None:
                initial[name] = model.objects.visible_to(user).filter(pk=pk).first()
        return {"user": user, "initial": initial}

    def save(self, form: CommitmentForm) -> str:
        return commitments.add(actor=self.request.user, **form.content()).get_absolute_url()

    def extra_context(self) -> dict[str, Any]:
        return {"title": _("Nytt åtagande"), "cancel_url": reverse("advocacy:commitment_list"), "crumbs": _crumbs()}


class CommitmentEdit(FormPage):
    form_class = CommitmentForm
    template_name = "advocacy/commitment_form.html"
    success_message = gettext_lazy("Ändringarna är sparade.")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.commitment = get_visible(Commitment.objects.all(), request.user, pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def form_kwargs(self) -> dict[str, Any]:
        return {"user": self.request.user, "commitment": self.commitment}

    def save(self, form: CommitmentForm) -> str:
        commitments.edit(
            actor=self.request.user,
            commitment=self.commitment,
            version=form.cleaned_data["version"],
            **form.content(),
        )
        return self.commitment.get_absolute_url()

    def extra_context(self) -> dict[str, Any]:
        url = self.commitment.get_absolute_url()
        return {
            "title": _("Redigera åtagande"),
            "object": self.commitment,
            "cancel_url": url,
            "crumbs": [*_crumbs(), {"label": self.commitment.text, "url": url}],
        }


class CommitmentClose(MemberView):
    """Says how a commitment went, in `state` of the post. An htmx request gets the row as it then is."""

    role = Role.EDITOR
    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        commitment = get_visible(Commitment.objects.all(), request.user, pk=pk)
        state = request.POST.get("state", "")
        if state not in CommitmentState.values:
            return HttpResponse(_("Okänt läge."), status=422, content_type="text/plain; charset=utf-8")
        commitments.close(actor=request.user, commitment=commitment, state=state)
        said = SAID[CommitmentState(state)]
        if request.htmx:  # type: ignore[attr-defined]
            row = get_visible(Commitment.objects.for_list(), request.user, pk=pk)
            context = {"commitment": row, "said": said, "hide": request.POST.get("hide", "")}
            return TemplateResponse(request, "advocacy/_commitment.html", context)
        messages.success(request, said)
        return HttpResponseRedirect(_back(request) or commitment.get_absolute_url())


def _back(request: HttpRequest) -> str:
    """Where the button stood, if that is a page of ours."""
    wanted = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if is_ours else ""
