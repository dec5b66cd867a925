"""A stance noted outside a contact: the form, reached from a person, an organization or a priority; taking one away."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advocacy.forms.stance import StanceForm
from advocacy.models import Priority, Stance
from advocacy.services import stances
from contacts.models import Organization, Person
from crm.common.messages import done
from crm.common.permissions import Role
from crm.common.text import row_id
from crm.common.views import FormPage, MemberView, get_visible

SUBJECTS: tuple[tuple[str, Any], ...] = (("person", Person), ("organization", Organization), ("priority", Priority))


class StanceAdd(FormPage):
    """?person=ID, ?organization=ID or ?priority=ID says where one came from, which is where one goes back to."""

    form_class = StanceForm
    template_name = "pages/form.html"
    success_message = gettext_lazy("Inställningen är noterad.")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.came_from = self._came_from() if request.user.is_authenticated else {}
        return super().dispatch(request, *args, **kwargs)

    def _came_from(self) -> dict[str, Any]:
        found = {}
        for name, model in SUBJECTS:
            pk = row_id(self.request.GET.get(name, ""))
            if pk is not None and (row := model.objects.visible_to(self.request.user).filter(pk=pk).first()):
                found[name] = row
        return found

    def form_kwargs(self) -> dict[str, Any]:
        return {"user": self.request.user, "initial": self.came_from}

    def save(self, form: StanceForm) -> str:
        stance = stances.note(actor=self.request.user, **form.cleaned_data)
        return self._back() or (stance.person or stance.organization).get_absolute_url()  # type: ignore[union-attr]

    def _back(self) -> str:
        row = next(iter(self.came_from.values()), None)
        return row.get_absolute_url() if row else ""

    def extra_context(self) -> dict[str, Any]:
        return {
            "title": _("Notera inställning"),
            "lead": _("Vad någon har sagt eller skrivit utanför våra egna kontakter."),
            "cancel_url": self._back() or reverse("advocacy:interaction_list"),
            "crumbs": [{"label": str(row), "url": row.get_absolute_url()} for row in self.came_from.values()][:1],
        }


class StanceRemove(MemberView):
    """Asks before one that was noted by mistake is taken away."""

    role = Role.EDITOR

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        stance = self._stance(pk)
        if not stances.may_remove(request.user, stance):  # type: ignore[arg-type]
            raise PermissionDenied
        subject: Any = stance.person or stance.organization
        context = {
            "title": _("Ta bort inställningen"),
            "question": f"{subject} · {stance.priority}: {stance.get_value_display()}. {stance.evidence}",
            "submit_label": _("Ta bort"),
            "cancel_url": subject.get_absolute_url(),
            "danger": True,
            "crumbs": [{"label": str(subject), "url": subject.get_absolute_url()}],
        }
        return TemplateResponse(request, "pages/confirm.html", context)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        stance = self._stance(pk)
        subject: Any = stance.person or stance.organization
        done(request, stances.remove(actor=request.user, stance=stance), _("Inställningen är borttagen."))  # type: ignore[arg-type]
        return HttpResponseRedirect(subject.get_absolute_url())

    def _stance(self, pk: int) -> Stance:
        """One of a contact is changed in the contact and is not found here."""
        rows = Stance.objects.for_list().filter(interaction__isnull=True)
        return get_visible(rows, self.request.user, pk=pk)  # type: ignore[no-any-return]
