"""Forms of a motion period's desk: the parties' own days, a request noted, the same material offered to all parties."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advocacy.forms.motion_desk import DeadlinesForm, OfferForm, RequestForm
from advocacy.models import MotionPeriod, Priority
from advocacy.services import motion_desk, motion_support
from advocacy.services.motion_desk import Suggested
from advocacy.views.motion_desk import period_of
from contacts.choices import OrganizationKind
from contacts.models import Organization, Party
from crm.common.dates import today
from crm.common.messages import done
from crm.common.text import fold, row_id
from crm.common.views import FormPage


class DeskForm(FormPage):
    """A form of the desk of the session in the address."""

    title: Any = ""

    @cached_property
    def period(self) -> MotionPeriod:
        return period_of(self.kwargs["session"])

    @cached_property
    def parties(self) -> list[Party]:
        return motion_desk.parties_of(self.period)

    @cached_property
    def materials(self) -> list[motion_desk.Material]:
        return motion_desk.materials_of(self.period, self.request.user)[0]  # type: ignore[arg-type]

    def extra_context(self) -> dict[str, Any]:
        return {
            "title": self.title,
            "period": self.period,
            "cancel_url": self.period.get_absolute_url(),
            "crumbs": [
                {"label": _("Motionstid %(session)s") % {"session": self.period}, "url": self.period.get_absolute_url()}
            ],
        }


class DeadlinesEdit(DeskForm):
    form_class = DeadlinesForm
    template_name = "advocacy/motion_deadlines.html"
    title = gettext_lazy("Partiernas inlämningsdagar")
    success_message = gettext_lazy("Partiernas dagar är sparade.")

    def form_kwargs(self) -> dict[str, Any]:
        return {"period": self.period, "parties": self.parties}

    def save(self, form: DeadlinesForm) -> str:
        version = form.cleaned_data["version"]
        motion_support.set_deadlines(
            actor=self.request.user,
            period=self.period,
            days=form.days(),
            version=version,  # type: ignore[arg-type]
        )
        return f"{self.period.get_absolute_url()}#partier"


class RequestAdd(DeskForm):
    form_class = RequestForm
    template_name = "advocacy/motion_request.html"
    title = gettext_lazy("Notera förfrågan om underlag")
    success_message = gettext_lazy("Förfrågan är noterad som en konfidentiell kontakt.")

    def form_kwargs(self) -> dict[str, Any]:
        return {"user": self.request.user, "materials": [material.name for material in self.materials]}

    def save(self, form: RequestForm) -> str:
        motion_support.note_request(actor=self.request.user, period=self.period, **form.content())  # type: ignore[arg-type]
        return f"{self.period.get_absolute_url()}#forfragningar"


class OfferAdd(DeskForm):
    """With `material` and `priority` in the address those are filled in, and who has had it is not ticked."""

    form_class = OfferForm
    template_name = "advocacy/motion_offer.html"
    title = gettext_lazy("Erbjud samma underlag till alla partier")

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if request.htmx and not request.htmx.boosted:  # type: ignore[attr-defined]
            context = {"form": OfferForm(**self.form_kwargs())}
            return TemplateResponse(
                request, "advocacy/_motion_recipients.html", context, headers={"Vary": "HX-Request"}
            )
        answer = super().get(request, **kwargs)
        answer.headers["Vary"] = "HX-Request"
        return answer

    def form_kwargs(self) -> dict[str, Any]:
        return {
            "user": self.request.user,
            "parties": self.parties,
            "suggested": self.suggested,
            "materials": [material.name for material in self.materials],
            "initial": self.initial,
        }

    @property
    def said(self) -> Any:
        return self.request.POST if self.request.method == "POST" else self.request.GET

    @cached_property
    def priority(self) -> Priority | None:
        pk = row_id(self.said.get("priority", ""))
        return Priority.objects.visible_to(self.request.user).filter(pk=pk).first() if pk else None

    @cached_property
    def committees(self) -> list[Organization]:
        """The one that was chosen, else those of the priority's audiences."""
        pk = row_id(self.said.get("committee", ""))
        chosen = Organization.objects.visible_to(self.request.user).filter(kind=OrganizationKind.COMMITTEE)
        if pk:
            return list(chosen.filter(pk=pk))
        return motion_desk.committees_of(self.priority) if self.priority else []

    @cached_property
    def suggested(self) -> dict[str, list[Suggested]]:
        return motion_desk.suggest(min(today(), self.period.ends_on), self.committees)

    @property
    def initial(self) -> dict[str, Any]:
        """What the address says; ticked are all suggested of parties that have not had the material."""
        material = self.request.GET.get("material", "")[:300]
        had = next((one.given for one in self.materials if fold(one.name) == fold(material)), {})
        people = [one.person.pk for code, some in self.suggested.items() if code not in had for one in some]
        given = {name: self.request.GET[name] for name in ("day", "committee") if self.request.GET.get(name)}
        return {**given, "material": material, "priority": self.priority and self.priority.pk, "people": people}

    def save(self, form: OfferForm) -> str:
        data = form.cleaned_data
        operation = motion_support.offer(
            actor=self.request.user,  # type: ignore[arg-type]
            period=self.period,
            priority=data["priority"],
            material=data["material"],
            day=data["day"],
            recipients=data["recipients"],
        )
        done(self.request, operation)
        missing = [party.name for party in self.parties if party not in data["recipients"]]
        if missing:
            messages.warning(self.request, _("Inte skickat till %(parties)s.") % {"parties": ", ".join(missing)})
        return f"{self.period.get_absolute_url()}#underlag"

    def extra_context(self) -> dict[str, Any]:
        return {**super().extra_context(), "submit_label": _("Registrera som skickat")}
