"""What the forms and the archive of people and organizations have in common."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from contacts.models import (
    CompositionRule,
    CompositionRuleArea,
    CompositionRuleOrganization,
    CompositionRuleParty,
    ContactDetail,
    CustomerMembership,
    Membership,
    MembershipStatus,
    Note,
    Organization,
    OrganizationSuccession,
    OrganizationTag,
    Person,
    PersonRelation,
    PersonTag,
    Post,
)
from contacts.views.parts import crumbs_of
from crm.common.history import Change, changes_of, changes_since
from crm.common.permissions import Role
from crm.common.views import FormPage, MemberView, get_visible
from crm.common.writes import Conflict


def parts_of_person(person: Person) -> list[Any]:
    """The history of what hangs on a person: addresses, mandates and their leaves, notes, tags, relations."""
    held = Membership.objects.filter(person=person).values("pk")
    own = [m.history.filter(person_id=person.pk) for m in (ContactDetail, Membership, Note, PersonTag, PersonRelation)]
    return [*own, MembershipStatus.history.filter(membership_id__in=held)]


def parts_of_organization(organization: Organization) -> list[Any]:
    own = (ContactDetail, CustomerMembership, Note, OrganizationTag, Post, CompositionRule)
    rules = CompositionRule.history.filter(organization_id=organization.pk).values("id")
    links = (CompositionRuleArea, CompositionRuleOrganization, CompositionRuleParty)
    return [
        *(model.history.filter(organization_id=organization.pk) for model in own),
        *(model.history.filter(rule_id__in=rules) for model in links),
        OrganizationSuccession.history.filter(predecessor_id=organization.pk),
        OrganizationSuccession.history.filter(successor_id=organization.pk),
    ]


class DetailedEdit(FormPage):
    """Editing what has addresses and other parts: a conflict tells of them too, as of when the form was opened."""

    merged: Any = None

    def fetch(self, rows: Any) -> Any:
        """The row to edit. One that was merged away while the page was open is found too, for `refuse_merged`."""
        try:
            return get_visible(rows, self.request.user, pk=self.kwargs["pk"])
        except Http404:
            self.merged = rows.filter(pk=self.kwargs["pk"], merged_into__isnull=False).first()
            if self.merged is None:
                raise
            return self.merged

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        page = super().get(request, **kwargs)
        return HttpResponseRedirect(self.merged.merged_into.get_absolute_url()) if self.merged else page

    def refuse_merged(self) -> None:
        """Nothing is saved on who is gone; the form keeps what was typed, to be taken along."""
        if self.merged:
            names = {"name": self.merged, "kept": self.merged.merged_into}
            raise ValidationError(
                _("%(name)s har slagits ihop med %(kept)s sedan du öppnade sidan. För över det du skrev dit.") % names
            )

    def parts(self, obj: Any) -> list[Any]:
        raise NotImplementedError

    def show_conflict(self, form: Any, conflict: Conflict) -> HttpResponse:
        form.data = form.data.copy()
        form.data["opened_at"] = timezone.now().isoformat()
        return super().show_conflict(form, conflict)

    def changes_since(self, obj: Any, version: Any) -> list[Change]:
        try:
            opened_at = dt.datetime.fromisoformat(self.request.POST.get("opened_at", ""))
        except ValueError:
            opened_at = None
        if opened_at is None or opened_at.tzinfo is None:
            return changes_since(obj, version, self.parts(obj))
        return [change for change in changes_of(obj, self.parts(obj)) if change.at > opened_at]


class Archive(MemberView):
    """Archive a person or an organization, or take them back."""

    role = Role.EDITOR
    model: Any = None
    service: Any = None
    archived: Any = ""
    restored: Any = ""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        obj = get_visible(self.model.objects, request.user, pk=pk)
        title = _("Återställ %(name)s") if obj.is_archived else _("Arkivera %(name)s")
        context = {
            "title": title % {"name": obj},
            "object": obj,
            "submit_label": _("Återställ") if obj.is_archived else _("Arkivera"),
            "cancel_url": obj.get_absolute_url(),
            "crumbs": crumbs_of(obj),
        }
        return TemplateResponse(request, "contacts/archive.html", context)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        obj = get_visible(self.model.objects, request.user, pk=pk)
        is_back = "restore" in request.POST
        change = self.service.restore if is_back else self.service.archive
        change(**{self.model._meta.model_name: obj}, actor=request.user)
        messages.success(request, self.restored if is_back else self.archived)
        return HttpResponseRedirect(obj.get_absolute_url())
