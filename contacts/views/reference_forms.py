"""Changing the reference data: one form each for tags, subkinds, parties, responsibilities and terms."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contacts.filters import Reference
from contacts.forms.reference import (
    AliasForm,
    GiveForm,
    PartyForm,
    ResponsibilityForm,
    SubkindForm,
    TagForm,
    TagMergeForm,
    TermForm,
)
from contacts.models import OrganizationSubkind, Party, PartyAlias, Responsibility, Tag, Term
from contacts.services import parties, responsibilities, subkinds, tags, terms
from contacts.views.reference import ReferenceForm, ReferenceRemove, crumbs
from crm.common.permissions import Role
from crm.common.views import FormPage, MemberView, add_errors

SAVED = gettext_lazy("Sparat.")


class TagEdit(ReferenceForm):
    model, form_class, list_name = Tag, TagForm, "contacts:tag_list"
    new_title, success_message = gettext_lazy("Ny etikett"), SAVED
    template_name = "contacts/tag_form.html"

    def save(self, form: TagForm) -> str:
        if self.row:
            tags.edit(tag=self.row, actor=self.request.user, **form.values)
        else:
            tags.add(actor=self.request.user, **form.values)
        return reverse(self.list_name)


class TagQuickAdd(FormPage):
    """The fragment in which a picker adds an unknown tag; 201 with the tag as JSON when done."""

    role = Role.MANAGER
    form_class = TagForm
    template_name = "contacts/tag_quick_add.html"

    def form_kwargs(self) -> dict[str, Any]:
        return {"initial": {"name": " ".join(self.request.GET.get("q", "").split())}}

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        form = self.form_class(request.POST)
        if not form.is_valid():
            return self.show(form, status=422)
        try:
            tag = tags.add(actor=request.user, **form.values)
        except ValidationError as error:
            add_errors(form, error)
            return self.show(form, status=422)
        return JsonResponse({"id": tag.pk, "text": tag.name, "detail": tag.description}, status=201)


class TagRemove(ReferenceRemove):
    model, list_name = Tag, "contacts:tag_list"

    def remove(self, row: Tag) -> None:
        tags.remove(tag=row, actor=self.request.user)


class TagMerge(FormPage):
    """Everything that has one tag gets another instead."""

    role = Role.MANAGER
    form_class = TagMergeForm
    template_name = "contacts/part_form.html"

    def form_kwargs(self) -> dict[str, Any]:
        self.tag: Tag = get_object_or_404(Tag, pk=self.kwargs["pk"])
        return {"tag": self.tag}

    def save(self, form: TagMergeForm) -> str:
        done = tags.merge(tag=self.tag, into=form.cleaned_data["into"], actor=self.request.user)
        messages.success(self.request, _("Etiketterna är sammanslagna. Det går att ångra här."))
        return reverse("crm:operation_detail", args=[done.pk])

    def extra_context(self) -> dict[str, Any]:
        return {
            "title": _("Slå ihop %(name)s") % {"name": self.tag},
            "lead": _("Alla som har etiketten får den andra i stället. Etiketten blir kvar, utan användning."),
            "crumbs": crumbs("contacts:tag_list"),
            "cancel_url": reverse("contacts:tag_list"),
        }


class SubkindEdit(ReferenceForm):
    model, form_class, list_name = OrganizationSubkind, SubkindForm, "contacts:kind_list"
    new_title, success_message = gettext_lazy("Ny undertyp"), SAVED
    template_name = "contacts/subkind_form.html"

    def form_kwargs(self) -> dict[str, Any]:
        return {"initial": {"kind": self.request.GET.get("slag", "")}, **super().form_kwargs()}

    def save(self, form: SubkindForm) -> str:
        if self.row:
            subkinds.edit(subkind=self.row, actor=self.request.user, **form.values)
        else:
            subkinds.add(actor=self.request.user, **form.values)
        return reverse(self.list_name)


class SubkindRemove(ReferenceRemove):
    model, list_name = OrganizationSubkind, "contacts:kind_list"

    def remove(self, row: OrganizationSubkind) -> None:
        subkinds.remove(subkind=row, actor=self.request.user)


class PartyEdit(ReferenceForm):
    model, form_class, list_name = Party, PartyForm, "contacts:party_list"
    new_title, success_message = gettext_lazy("Nytt parti"), SAVED
    template_name = "contacts/party_form.html"
    needs_user = True

    def save(self, form: PartyForm) -> str:
        if self.row:
            party = parties.edit(party=self.row, actor=self.request.user, **form.values)
        else:
            party = parties.add(actor=self.request.user, **form.values)
        Reference.forget()
        return reverse("contacts:party_edit", args=[party.pk])

    def extra_context(self) -> dict[str, Any]:
        aliases = self.row.aliases.all() if self.row else []
        return {**super().extra_context(), "aliases": aliases, "alias_form": AliasForm()}


class AliasAdd(FormPage):
    role = Role.MANAGER
    form_class = AliasForm
    template_name = "contacts/part_form.html"
    success_message = gettext_lazy("Aliaset är tillagt.")

    def form_kwargs(self) -> dict[str, Any]:
        self.party: Party = get_object_or_404(Party, pk=self.kwargs["pk"])
        return {}

    def save(self, form: AliasForm) -> str:
        parties.add_alias(party=self.party, value=form.cleaned_data["value"], actor=self.request.user)
        return reverse("contacts:party_edit", args=[self.party.pk])

    def extra_context(self) -> dict[str, Any]:
        return {
            "title": _("Nytt alias"),
            "lead": self.party.name,
            "crumbs": crumbs("contacts:party_list"),
            "cancel_url": reverse("contacts:party_edit", args=[self.party.pk]),
        }


class AliasRemove(MemberView):
    role = Role.MANAGER

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        alias: PartyAlias = get_object_or_404(PartyAlias, pk=pk)
        party = alias.party_id
        parties.remove_alias(alias=alias, actor=request.user)
        messages.success(request, _("Aliaset är borttaget."))
        return HttpResponseRedirect(reverse("contacts:party_edit", args=[party]))


class ResponsibilityEdit(ReferenceForm):
    model, form_class, list_name = Responsibility, ResponsibilityForm, "contacts:responsibility_list"
    new_title, success_message = gettext_lazy("Nytt ansvarsområde"), SAVED

    def form_kwargs(self) -> dict[str, Any]:
        row = super().form_kwargs().pop("instance", None)
        return {"initial": {"name": row.name}} if row else {}

    def save(self, form: ResponsibilityForm) -> str:
        if self.row:
            responsibilities.rename(field=self.row, name=form.cleaned_data["name"], actor=self.request.user)
        else:
            responsibilities.add(name=form.cleaned_data["name"], actor=self.request.user)
        return reverse(self.list_name)


class ResponsibilityGive(FormPage):
    """Who answers for a field from a day on."""

    role = Role.MANAGER
    form_class = GiveForm
    template_name = "contacts/part_form.html"
    success_message = SAVED

    def form_kwargs(self) -> dict[str, Any]:
        self.field: Responsibility = get_object_or_404(Responsibility, pk=self.kwargs["pk"])
        return {"user": self.request.user}

    def save(self, form: GiveForm) -> str:
        responsibilities.give(field=self.field, actor=self.request.user, **form.cleaned_data)
        return reverse("contacts:responsibility_list")

    def extra_context(self) -> dict[str, Any]:
        return {
            "title": _("Ansvarar från en dag"),
            "lead": self.field.name,
            "crumbs": crumbs("contacts:responsibility_list"),
            "cancel_url": reverse("contacts:responsibility_list"),
        }


class TermEdit(ReferenceForm):
    model, form_class, list_name = Term, TermForm, "contacts:term_list"
    new_title, success_message = gettext_lazy("Ny mandatperiod"), SAVED
    template_name = "contacts/term_form.html"
    needs_user = True

    def save(self, form: TermForm) -> str:
        if self.row:
            terms.edit(term=self.row, actor=self.request.user, **form.values)
        else:
            terms.add(actor=self.request.user, **form.values)
        return reverse(self.list_name)


class TermRemove(ReferenceRemove):
    model, list_name = Term, "contacts:term_list"

    def remove(self, row: Term) -> None:
        terms.remove(term=row, actor=self.request.user)
