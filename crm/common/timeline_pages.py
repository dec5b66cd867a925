"""The page of a timeline: newest first, narrowed by chips and a few fields, with its state in the address."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from crm.common import timelines
from crm.common.timelines import Asked, Page
from crm.common.views import MemberView
from crm.common.widgets import DateInput
from crm.models import User
from crm.templatetags.ui import long_day

KIND, AFTER = "visa", "efter"


class TimelineForm(forms.Form):
    """What a timeline is asked for beside its kinds."""

    use_required_attribute = False
    q = forms.CharField(label=gettext_lazy("Ord i texten"), required=False, max_length=200)
    first = forms.DateField(label=gettext_lazy("Från"), required=False, widget=DateInput)
    last = forms.DateField(label=gettext_lazy("Till och med"), required=False, widget=DateInput)
    colleague = forms.ModelChoiceField(
        User.objects.none(), label=gettext_lazy("Vem av oss"), required=False, empty_label=gettext_lazy("Alla")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["colleague"].queryset = User.objects.people().filter(groups__isnull=False).distinct()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        first, last = cleaned.get("first"), cleaned.get("last")
        if first and last and last < first:
            self.add_error("last", _("Dagen ligger före den första dagen."))
        return cleaned


class TimelinePage(MemberView):
    """Subclasses give `subject(pk)`, which fetches and authorises, and `about(subject)`: title, crumbs, tabs."""

    template_name = "pages/timeline.html"
    entries_template = "pages/_timeline_entries.html"

    def subject(self, pk: int) -> Any:
        raise NotImplementedError

    def about(self, subject: Any) -> dict[str, Any]:
        raise NotImplementedError

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        subject = self.subject(pk)
        form = TimelineForm(request.GET)
        after = timelines.place(request.GET.get(AFTER, ""))
        kinds = self.kinds(subject)
        page = Page()
        if form.is_valid():
            page = timelines.page_of(subject, request.user, self.asked(form, kinds), after)
        context = {
            "page": page,
            "years": page.years,
            "year_before": after.day.year if after else None,
            "older": self.address(**{AFTER: str(page.last)}) if page.last else "",
            "newest": self.address(**{AFTER: ""}) if after else "",
            "said": ngettext("%(n)d till", "%(n)d till", len(page.entries)) % {"n": len(page.entries)},
        }
        # The older ones are put beneath those shown; the part that the quick log renews is the page's own.
        if request.headers.get("HX-Target") == "aldre":
            return self.answer(self.entries_template, context)
        chips = self.chips(form) if form.is_valid() else []
        has_kinds = any(kind["active"] for kind in kinds)
        shown = {
            "form": form,
            "form_open": bool(chips or form.errors),
            "kinds": kinds,
            "chips": chips,
            "all_kinds": self.address(**{KIND: [], AFTER: ""}),
            "all_kinds_shown": not has_kinds,
            "is_narrowed": bool(chips or has_kinds),
        }
        return self.answer(self.template_name, {**self.about(subject), **shown, **context})

    def answer(self, template: str, context: dict[str, Any]) -> HttpResponse:
        return TemplateResponse(self.request, template, context, headers={"Vary": "HX-Request, HX-Target"})

    def asked(self, form: TimelineForm, kinds: list[dict[str, Any]]) -> Asked:
        given = form.cleaned_data
        chosen = [kind["name"] for kind in kinds if kind["active"]]
        return Asked(chosen, given["first"], given["last"], given["q"].strip(), given["colleague"])

    def kinds(self, subject: Any) -> list[dict[str, Any]]:
        """The kinds of entries that there may be, each with the address that turns it on or off."""
        labels = {strand.kind: strand.label for strand in timelines.strands_of(subject)}
        chosen = [name for name in self.request.GET.getlist(KIND) if name in labels]
        return [
            {
                "name": name,
                "label": label,
                "active": name in chosen,
                "url": self.address(**{KIND: [n for n in labels if (n in chosen) != (n == name)], AFTER: ""}),
            }
            for name, label in labels.items()
        ]

    def chips(self, form: TimelineForm) -> list[dict[str, str]]:
        """What the fields ask for, each with the address without it."""
        found = []
        for name, value in form.cleaned_data.items():
            if value:
                shown = long_day(value) if name in ("first", "last") else str(value)
                url = self.address(**{name: "", AFTER: ""})
                found.append({"label": f"{form.fields[name].label}: {shown}", "url": url})
        return found

    def address(self, **changed: Any) -> str:
        """This page's address with some values changed, each text or a list of it; empty ones are left out."""
        values: QueryDict = self.request.GET.copy()
        for name, value in changed.items():
            values.setlist(name, value if isinstance(value, list) else [value])
        for name in list(values):
            values.setlist(name, [value for value in values.getlist(name) if value])
        return f"?{values.urlencode()}"
