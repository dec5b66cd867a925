"""How much somebody weighs: what the mandate says, what we have set instead, and why."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advocacy.forms.influence import InfluenceForm
from advocacy.models import Influence, Priority
from advocacy.services import influences
from contacts.models import Person
from crm.common.messages import done
from crm.common.permissions import Role, can
from crm.common.text import row_id
from crm.common.views import FormPage, MemberView, get_visible


class InfluenceEdit(FormPage):
    """`?priority=ID` says in which priority; without it, in all. Everybody reads, editors set."""

    role = Role.READER
    write_role = Role.EDITOR
    form_class = InfluenceForm
    template_name = "advocacy/influence_form.html"
    success_message = gettext_lazy("Inflytandet är sparat.")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.person = get_visible(Person.objects.all(), request.user, pk=kwargs["pk"])
        asked = row_id(request.GET.get("priority", ""))
        found = Priority.objects.visible_to(request.user).filter(pk=asked) if asked else Priority.objects.none()
        self.priority = found.first()
        return super().dispatch(request, *args, **kwargs)

    def form_kwargs(self) -> dict[str, Any]:
        own = self.own.get(self.priority.pk if self.priority else None)
        initial = {"priority": self.priority, "level": own and own.level, "reason": own.reason if own else ""}
        return {"user": self.request.user, "initial": initial}

    @property
    def own(self) -> dict[int | None, Influence]:
        rows = Influence.objects.visible_to(self.request.user).filter(person=self.person).for_list()
        return {row.priority_id: row for row in rows}

    def save(self, form: InfluenceForm) -> str:
        influences.set_level(actor=self.request.user, person=self.person, **form.cleaned_data)
        return self.request.path

    def extra_context(self) -> dict[str, Any]:
        said = influences.by_mandate([self.person.pk], self.priority).get(self.person.pk)
        return {
            "title": _("Inflytande: %(person)s") % {"person": self.person},
            "person": self.person,
            "priority": self.priority,
            "said": said or influences.weightless(),
            "own": list(self.own.values()),
            "rules": influences.RULES,
            "history": Influence.history.filter(person_id=self.person.pk).select_related("priority", "history_user"),
            "cancel_url": self.person.get_absolute_url(),
            "crumbs": [{"label": str(self.person), "url": self.person.get_absolute_url()}],
        }


class InfluencePerson(MemberView):
    """The card on a person's page: what the mandate says in general, and what we have set instead."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        person = get_visible(Person.objects.all(), request.user, pk=pk)
        own = Influence.objects.visible_to(request.user).filter(person=person).for_list()
        context = {
            "object": person,
            "said": influences.by_mandate([person.pk]).get(person.pk) or influences.weightless(),
            "own": own.order_by("priority__position", "pk"),
            "may_set": can(request.user, Role.EDITOR),
        }
        return TemplateResponse(request, "advocacy/_influence_card.html", context)


class InfluenceClear(MemberView):
    """Lets the mandate say it again."""

    role = Role.EDITOR
    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        own = get_visible(Influence.objects.for_list(), request.user, pk=pk)
        done(request, influences.clear(actor=request.user, influence=own), _("Nu gäller det som uppdraget säger."))  # type: ignore[arg-type]
        return HttpResponseRedirect(reverse("advocacy:influence_edit", args=[own.person_id]))
