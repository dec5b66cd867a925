"""The search words of a priority: written a line each, with what they find shown before they are kept."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advocacy.forms.search_term import SearchTermsForm
from advocacy.models import Priority, PriorityTerm
from advocacy.querysets.search_words import SearchTerm, parsed
from advocacy.querysets.suggestions import previewed
from advocacy.services import search_terms
from advocacy.services.search_terms import MOST
from advocacy.views.changes import summed_up
from advocacy.views.plans import crumbs
from crm.common.history import changes_among
from crm.common.views import FormPage, get_visible

TRY = "prova"
LATEST = 60  # changes that the page tells of


class PriorityTerms(FormPage):
    """With `?prova` nothing is kept: what the words would find is shown, to htmx alone."""

    form_class = SearchTermsForm
    template_name = "advocacy/priority_terms.html"
    success_message = gettext_lazy("Sökorden är sparade.")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        rows = Priority.objects.select_related("parent__parent").prefetch_related("positions")
        self.priority = get_visible(rows, request.user, pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def form_kwargs(self) -> dict[str, Any]:
        return {"priority": self.priority}

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if TRY not in request.GET and TRY not in request.POST:
            return super().post(request, **kwargs)
        form = self.form_class(request.POST, **self.form_kwargs())
        if not request.htmx:  # type: ignore[attr-defined]
            return self.show(form, status=200 if form.is_valid() else 422)
        return TemplateResponse(request, "advocacy/_term_preview.html", self.preview(form))

    def save(self, form: SearchTermsForm) -> str:
        search_terms.keep(actor=self.request.user, priority=self.priority, **form.cleaned_data)  # type: ignore[arg-type]
        return self.priority.get_absolute_url()  # type: ignore[no-any-return]

    def show(self, form: Any, status: int = 200, **context: Any) -> HttpResponse:
        return super().show(form, status, **self.preview(form), **context)

    def preview(self, form: SearchTermsForm) -> dict[str, Any]:
        """What the words find that can be understood; those of a form that nobody has sent are the stored ones."""
        finding, excluding = (_understood(form[name].value() or "") for name in ("finding", "excluding"))
        previews, total = previewed(finding, excluding, self.request.user)
        return {"previews": previews, "total": total, "excluding": excluding}

    def extra_context(self) -> dict[str, Any]:
        written = PriorityTerm.history.filter(priority_id=self.priority.pk).order_by("-history_date", "-history_id")
        latest = written.values_list("pk", flat=True)[:LATEST]
        word = str(PriorityTerm._meta.get_field("text").verbose_name)
        # Whose words they are is the page's own subject.
        changes = [
            replace(one, fields=[told for told in one.fields if one.what == "changed" or told.label == word])
            for one in changes_among(PriorityTerm.history.model, latest)
        ]
        return {
            "title": _("Sökord för motioner"),
            "priority": self.priority,
            "changes": summed_up(changes),
            "cancel_url": self.priority.get_absolute_url(),
            "crumbs": [*crumbs(self.priority), {"label": self.priority.name, "url": self.priority.get_absolute_url()}],
        }


def _understood(said: str) -> list[SearchTerm]:
    """The lines that can be understood, each word once."""
    found: dict[str, SearchTerm] = {}
    for line in said.splitlines()[:MOST]:
        try:
            term = parsed(line.strip())
        except ValidationError:
            continue
        found.setdefault(term.text, term)
    return [*found.values()]
