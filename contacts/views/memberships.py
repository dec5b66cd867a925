"""A person's mandates: a new one, one that ends, changes or is struck."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contacts.choices import RoleKind
from contacts.columns.person import role_line
from contacts.forms.membership import ChangeForm, EndForm, MembershipForm, StrikeForm, describe_membership
from contacts.models import Membership, Person
from contacts.services import memberships
from contacts.views.parts import crumbs_of
from crm.common.history import Change, changes_since
from crm.common.permissions import Role
from crm.common.text import row_id
from crm.common.views import FormPage, MemberView, get_visible

SUGGESTED = 10


class MembershipAdd(FormPage):
    form_class = MembershipForm
    template_name = "contacts/membership_form.html"
    success_message = gettext_lazy("Uppdraget är tillagt.")

    def form_kwargs(self) -> dict[str, Any]:
        self.person = get_visible(Person.objects, self.request.user, pk=self.kwargs["pk"])
        given = {name: row_id(self.request.GET.get(name, "")) for name in ("organization", "represents", "party")}
        initial = {name: pk for name, pk in given.items() if pk is not None}
        return {"user": self.request.user, "person": self.person, "initial": initial}

    def save(self, form: MembershipForm) -> str:
        may_overlap = form.cleaned_data["is_another"]
        try:
            memberships.add(person=self.person, actor=self.request.user, may_overlap=may_overlap, **form.values)
        except memberships.Overlap as overlap:
            form.ask_about(overlap.held)
            raise ValidationError(
                _("%(role)s finns redan för en tid som går in i den här. Är det två uppdrag?")
                % {"role": role_line(overlap.held)}
            ) from overlap
        return self.person.get_absolute_url()

    def extra_context(self) -> dict[str, Any]:
        return {
            "title": _("Nytt uppdrag"),
            "lead": self.person.name,
            "crumbs": crumbs_of(self.person),
            "cancel_url": self.person.get_absolute_url(),
        }


class MembershipPage(FormPage):
    """A form about one mandate that the user may see and that was not struck."""

    template_name = "contacts/membership_form.html"
    title: Any = ""
    submit_label: Any = ""

    def form_kwargs(self) -> dict[str, Any]:
        rows = Membership.objects.valid().select_related("person", "organization", "party", "area")
        self.membership: Membership = get_visible(rows, self.request.user, pk=self.kwargs["pk"])
        return {"membership": self.membership}

    def changes_since(self, obj: Any, version: Any) -> list[Change]:
        return changes_since(obj, version)

    def extra_context(self) -> dict[str, Any]:
        return {
            "title": self.title,
            "lead": f"{self.membership.person.name}, {role_line(self.membership)}",
            "membership": self.membership,
            "submit_label": self.submit_label,
            "crumbs": crumbs_of(self.membership.person),
            "cancel_url": self.membership.person.get_absolute_url(),
        }


class MembershipEnd(MembershipPage):
    form_class = EndForm
    title = gettext_lazy("Avsluta uppdrag")
    submit_label = gettext_lazy("Avsluta")
    success_message = gettext_lazy("Uppdraget är avslutat.")

    def save(self, form: EndForm) -> str:
        memberships.end(membership=self.membership, actor=self.request.user, **form.cleaned_data)
        return self.membership.person.get_absolute_url()


class MembershipChange(MembershipPage):
    form_class = ChangeForm
    title = gettext_lazy("Ändra uppdrag")
    submit_label = gettext_lazy("Spara ändringen")
    success_message = gettext_lazy("Uppdraget är ändrat. Det gamla finns kvar bland tidigare uppdrag.")

    def form_kwargs(self) -> dict[str, Any]:
        return {**super().form_kwargs(), "user": self.request.user}

    def save(self, form: ChangeForm) -> str:
        asked = {name: form.cleaned_data[name] for name in ("on", "reason", "version")}
        memberships.change(membership=self.membership, actor=self.request.user, **asked, **form.values)
        return self.membership.person.get_absolute_url()


class MembershipStrike(MembershipPage):
    form_class = StrikeForm
    title = gettext_lazy("Stryk uppdrag")
    submit_label = gettext_lazy("Stryk uppdraget")
    success_message = gettext_lazy("Uppdraget är struket.")
    template_name = "contacts/membership_strike.html"

    def save(self, form: StrikeForm) -> str:
        memberships.strike(membership=self.membership, actor=self.request.user, **form.cleaned_data)
        return self.membership.person.get_absolute_url()


class MembershipUnstrike(MemberView):
    """Take back a strike that was itself a mistake."""

    role = Role.EDITOR

    def membership(self, request: HttpRequest, pk: int) -> Membership:
        rows = Membership.objects.filter(struck_at__isnull=False).select_related("person", "organization")
        return get_visible(rows, request.user, pk=pk)  # type: ignore[no-any-return]

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.show(self.membership(request, pk))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        membership = self.membership(request, pk)
        try:
            memberships.unstrike(membership=membership, actor=request.user)
        except ValidationError as error:
            return self.show(membership, " ".join(error.messages))
        messages.success(request, _("Strykningen är ångrad. Uppdraget gäller igen."))
        return HttpResponseRedirect(membership.person.get_absolute_url())

    def show(self, membership: Membership, problem: str = "") -> HttpResponse:
        said = _("Struket: %(reason)s. Uppdraget räknas åter i listor och siffror.") % {
            "reason": membership.struck_reason
        }
        context = {
            "title": _("Ångra strykningen"),
            "question": f"{membership.person}, {role_line(membership)}. {said}",
            "problem": problem,
            "submit_label": _("Ångra strykningen"),
            "crumbs": crumbs_of(membership.person),
            "cancel_url": membership.person.get_absolute_url(),
        }
        status = 422 if problem else 200
        return TemplateResponse(self.request, "contacts/part_remove.html", context, status=status)


class MembershipSuggest(MemberView):
    """Type-ahead over elected mandates held today: whose seat a substitute takes."""

    def get(self, request: HttpRequest) -> JsonResponse:
        found = Person.objects.visible_to(request.user).pickable().suggested(request.GET.get("q", ""))
        results = []
        for person in found:
            for membership in person.current_memberships:  # type: ignore[attr-defined]
                if membership.kind == RoleKind.ELECTED:
                    membership.person = person
                    results.append({"id": membership.pk, **describe_membership(membership)})
        return JsonResponse({"results": results[:SUGGESTED]})
