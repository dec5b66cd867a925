"""What hangs on a person or an organization, changed by itself: notes, relations, favourites, verified addresses."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contacts import permissions
from contacts.forms.person_parts import NoteForm, RelationEndForm, RelationForm
from contacts.models import ContactDetail, Note, Organization, Person, PersonRelation
from contacts.services import bookmarks, contact_details, notes, relations
from contacts.views.parts import crumbs_of
from crm.common.permissions import Role
from crm.common.views import FormPage, MemberView, get_visible

Subject = Person | Organization


def visible_subject(user: Any, row: Any) -> Subject:
    """The person or organization that `row` hangs on, as far as the user may see it (404)."""
    if row.person_id:
        return get_visible(Person.objects, user, pk=row.person_id)  # type: ignore[no-any-return]
    return get_visible(Organization.objects, user, pk=row.organization_id)  # type: ignore[no-any-return]


class NoteAdd(FormPage):
    """A note on what `model` and the address name."""

    model: Any = Person
    form_class = NoteForm
    template_name = "contacts/part_form.html"
    success_message = gettext_lazy("Anteckningen är sparad.")

    def form_kwargs(self) -> dict[str, Any]:
        self.subject: Subject = get_visible(self.model.objects, self.request.user, pk=self.kwargs["pk"])
        return {}

    def save(self, form: NoteForm) -> str:
        notes.add(about=self.subject, text=form.cleaned_data["text"], actor=self.request.user)
        return f"{self.subject.get_absolute_url()}#anteckningar"

    def extra_context(self) -> dict[str, Any]:
        return _frame(_("Ny anteckning"), self.subject)


class NotePage:
    def note(self, request: HttpRequest, pk: int) -> Note:
        rows = Note.objects.select_related("written_by", "person", "organization")
        note: Note = get_visible(rows, request.user, pk=pk)
        self.subject = visible_subject(request.user, note)
        if not permissions.may_change_note(request.user, note):
            raise PermissionDenied
        return note


class NoteEdit(NotePage, FormPage):
    form_class = NoteForm
    template_name = "contacts/part_form.html"
    success_message = gettext_lazy("Anteckningen är ändrad.")

    def form_kwargs(self) -> dict[str, Any]:
        self.row = self.note(self.request, self.kwargs["pk"])
        return {"note": self.row}

    def save(self, form: NoteForm) -> str:
        notes.edit(note=self.row, actor=self.request.user, **form.cleaned_data)
        return f"{self.subject.get_absolute_url()}#anteckningar"

    def extra_context(self) -> dict[str, Any]:
        return _frame(_("Ändra anteckning"), self.subject)


class NoteRemove(NotePage, MemberView):
    role = Role.EDITOR

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        note = self.note(request, pk)
        context = {
            **_frame(_("Ta bort anteckningen"), self.subject),
            "question": note.text,
            "submit_label": _("Ta bort"),
            "danger": True,
        }
        return TemplateResponse(request, "contacts/part_remove.html", context)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        notes.remove(note=self.note(request, pk), actor=request.user)
        messages.success(request, _("Anteckningen är borttagen."))
        return HttpResponseRedirect(f"{self.subject.get_absolute_url()}#anteckningar")


class RelationAdd(FormPage):
    form_class = RelationForm
    template_name = "contacts/part_form.html"
    success_message = gettext_lazy("Relationen är tillagd.")

    def form_kwargs(self) -> dict[str, Any]:
        self.person: Person = get_visible(Person.objects, self.request.user, pk=self.kwargs["pk"])
        return {"user": self.request.user}

    def save(self, form: RelationForm) -> str:
        relations.add(person=self.person, actor=self.request.user, **form.cleaned_data)
        return self.person.get_absolute_url()

    def extra_context(self) -> dict[str, Any]:
        return _frame(_("Assistent, sekreterare eller chef"), self.person)


class RelationPage:
    """A relation as seen from one of its two people: `?fran=` is where the user came from."""

    def relation(self, request: HttpRequest, pk: int) -> PersonRelation:
        rows = PersonRelation.objects.select_related("person", "other")
        relation: PersonRelation = get_object_or_404(rows, pk=pk)
        is_turned = request.GET.get("fran") == str(relation.other_id)
        seen_from = relation.other_id if is_turned else relation.person_id
        self.person: Person = get_visible(Person.objects, request.user, pk=seen_from)
        return relation


class RelationEnd(RelationPage, FormPage):
    form_class = RelationEndForm
    template_name = "contacts/part_form.html"
    success_message = gettext_lazy("Relationen är avslutad.")

    def form_kwargs(self) -> dict[str, Any]:
        self.row = self.relation(self.request, self.kwargs["pk"])
        return {"relation": self.row}

    def save(self, form: RelationEndForm) -> str:
        relations.end(relation=self.row, actor=self.request.user, **form.cleaned_data)
        return self.person.get_absolute_url()

    def extra_context(self) -> dict[str, Any]:
        said = f"{self.row.get_kind_display()}: {self.row.other}"
        return {**_frame(_("Avsluta relationen"), self.person), "lead": f"{self.row.person} · {said}"}


class RelationRemove(RelationPage, MemberView):
    role = Role.EDITOR

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        relation = self.relation(request, pk)
        question = _("Ta bort bara det som aldrig har varit sant. Det som har upphört avslutas i stället.")
        context = {
            **_frame(_("Ta bort relationen"), self.person),
            "question": f"{relation.person} · {relation}. {question}",
            "submit_label": _("Ta bort"),
            "danger": True,
        }
        return TemplateResponse(request, "contacts/part_remove.html", context)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        relations.remove(relation=self.relation(request, pk), actor=request.user)
        messages.success(request, _("Relationen är borttagen."))
        return HttpResponseRedirect(self.person.get_absolute_url())


class FavouriteToggle(MemberView):
    """The star: a colleague's own mark on what `model` and the address name."""

    model: Any = Person

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        subject: Subject = get_visible(self.model.objects, request.user, pk=pk)
        is_favourite = request.POST.get("favourite") == "1"
        (bookmarks.mark if is_favourite else bookmarks.unmark)(subject=subject, actor=request.user)
        if request.htmx:  # type: ignore[attr-defined]
            context = {"subject": subject, "is_favourite": is_favourite, "just_marked": True}
            return TemplateResponse(request, "contacts/_favourite.html", context)
        return HttpResponseRedirect(subject.get_absolute_url())


class DetailVerify(MemberView):
    """'Verifierad i dag' on one address."""

    role = Role.EDITOR

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        detail: ContactDetail = get_object_or_404(ContactDetail, pk=pk)
        subject = visible_subject(request.user, detail)
        detail = contact_details.verify(detail=detail, actor=request.user)
        if request.htmx:  # type: ignore[attr-defined]
            return TemplateResponse(
                request, "contacts/_verified.html", {"detail": detail, "may_edit": True, "just_marked": True}
            )
        messages.success(request, _("Uppgiften är markerad som verifierad i dag."))
        return HttpResponseRedirect(subject.get_absolute_url())


def _frame(title: str, subject: Subject) -> dict[str, Any]:
    return {
        "title": title,
        "lead": str(subject),
        "crumbs": crumbs_of(subject),
        "cancel_url": subject.get_absolute_url(),
    }
