"""People: the list, one of them, adding, editing, archiving; suggestions for pickers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contacts import permissions
from contacts.columns import PERSON_COLUMNS, area_of, describe_person, party_of, role_line
from contacts.filters import PersonFilterSet
from contacts.forms.membership import likely_kind
from contacts.forms.person import NEW, PersonForm, QuickPersonForm
from contacts.models import ContactDetail, Membership, Person
from contacts.services import people
from contacts.services.contact_details import Detail
from contacts.views.parts import panels_of, timeline_of
from crm.common import extensions
from crm.common.columns import Column
from crm.common.dates import today
from crm.common.history import Change, changes_of, changes_since
from crm.common.permissions import Role
from crm.common.views import FormPage, ListPage, MemberView, get_visible


class PersonList(ListPage):
    default_sort = "name"
    filterset_class = PersonFilterSet
    template_name = "contacts/person_list.html"
    results_template = "contacts/_results.html"

    def queryset(self) -> Any:
        return Person.objects.visible_to(self.request.user)

    def get_columns(self) -> Sequence[Column]:
        added = [Column(c.name, c.label, c.value, kind=c.kind) for c in extensions.person_columns]
        return [*PERSON_COLUMNS, *added]

    def prepare_rows(self, rows: Any) -> Any:
        for column in extensions.person_columns:
            rows = column.annotate(rows)
        return rows.for_list()

    def extra_context(self) -> dict[str, Any]:
        return {
            "title": _("Personer"),
            "export_url": reverse("contacts:person_export"),
            "empty": {
                "title": _("Inga personer än"),
                "text": _(
                    "Här visas alla ni känner och vill känna: förtroendevalda, tjänstepersoner, forskare, företag."
                ),
                "action_label": _("Ny person") if permissions.may_edit(self.request.user) else "",
                "action_url": reverse("contacts:person_add"),
            },
        }


class PersonPage(MemberView):
    """What every page about one person needs."""

    def person(self, request: HttpRequest, pk: int) -> Person:
        people_ = Person.objects.select_related("owner", "user").with_current_memberships()
        return get_visible(people_, request.user, pk=pk)  # type: ignore[no-any-return]

    def frame(self, person: Person, tab: str) -> dict[str, Any]:
        detail, history = (reverse(f"contacts:person_{name}", args=[person.pk]) for name in ("detail", "history"))
        return {
            "title": person.name,
            "person": person,
            "crumbs": [{"label": _("Personer"), "url": reverse("contacts:person_list")}],
            "party": party_of(person),
            "role_line": " · ".join(role_line(m) for m in person.current_memberships[:2]),  # type: ignore[attr-defined]
            "area": area_of(person),
            "may_edit": permissions.may_edit(self.request.user),
            "tabs": [
                {"label": _("Översikt"), "url": detail, "active": tab == "detail"},
                {"label": _("Ändringar"), "url": history, "active": tab == "history"},
            ],
        }


class PersonDetail(PersonPage):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        merged = (
            Person.objects.filter(pk=pk, merged_into__isnull=False).values_list("merged_into_id", flat=True).first()
        )
        if merged:
            return HttpResponseRedirect(reverse("contacts:person_detail", args=[merged]))
        person = self.person(request, pk)
        held = Membership.objects.visible_to(request.user).filter(person=person).valid().with_names()
        held = held.select_related("stands_in_for__person").by_weight()
        day = today()
        context = {
            **self.frame(person, "detail"),
            "details": person.contact_details.all(),
            "current": [m for m in held if m.holds_on(day)],
            "future": [m for m in held if m.starts_on and m.starts_on > day],
            "past": sorted((m for m in held if m.ends_on and m.ends_on < day), key=_ended, reverse=True),
            **timeline_of(person, request),
            "panels": panels_of(person, request),
        }
        return TemplateResponse(request, "contacts/person_detail.html", context)


class PersonHistory(PersonPage):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        person = self.person(request, pk)
        context = {**self.frame(person, "history"), "changes": changes_of(person, _parts(person))}
        return TemplateResponse(request, "contacts/person_history.html", context)


class PersonAdd(FormPage):
    form_class = PersonForm
    template_name = "contacts/person_form.html"
    success_message = gettext_lazy("Personen är tillagd.")

    def save(self, form: PersonForm) -> str:
        if not form.cleaned_data["is_other"]:
            names = {name: form.cleaned_data[name] for name in ("given_name", "family_name")}
            if found := people.namesakes(**names, actor=self.request.user):
                form.ask_about(found)
                raise ValidationError(_("Det finns redan någon med det namnet i registret. Är det samma person?"))
        person = people.add(actor=self.request.user, details=form.details.details, **form.values)
        if "add_role" in self.request.POST:
            return reverse("contacts:membership_add", args=[person.pk])
        return person.get_absolute_url()

    def extra_context(self) -> dict[str, Any]:
        return {
            "title": _("Ny person"),
            "crumbs": [{"label": _("Personer"), "url": reverse("contacts:person_list")}],
            "cancel_url": reverse("contacts:person_list"),
        }


class PersonEdit(FormPage):
    form_class = PersonForm
    template_name = "contacts/person_form.html"
    success_message = gettext_lazy("Ändringarna är sparade.")

    def form_kwargs(self) -> dict[str, Any]:
        self.person = get_visible(Person.objects, self.request.user, pk=self.kwargs["pk"])
        return {"instance": self.person}

    def save(self, form: PersonForm) -> str:
        person = people.edit(
            person=self.person,
            version=form.cleaned_data["version"],
            details=form.details.details,
            actor=self.request.user,
            **form.values,
        )
        return person.get_absolute_url()

    def changes_since(self, obj: Any, version: Any) -> list[Change]:
        return changes_since(obj, version, _parts(obj))

    def extra_context(self) -> dict[str, Any]:
        person = Person.objects.get(pk=self.person.pk)
        return {
            "title": _("Redigera %(name)s") % {"name": person.name},
            "object": person,
            "crumbs": [
                {"label": _("Personer"), "url": reverse("contacts:person_list")},
                {"label": person.name, "url": person.get_absolute_url()},
            ],
            "cancel_url": person.get_absolute_url(),
        }


class PersonArchive(MemberView):
    """Archive a person, or take them back."""

    role = Role.EDITOR

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        person = get_visible(Person.objects, request.user, pk=pk)
        context = {
            "title": (_("Återställ %(name)s") if person.is_archived else _("Arkivera %(name)s"))
            % {"name": person.name},
            "object": person,
            "submit_label": _("Återställ") if person.is_archived else _("Arkivera"),
            "cancel_url": person.get_absolute_url(),
            "crumbs": [
                {"label": _("Personer"), "url": reverse("contacts:person_list")},
                {"label": person.name, "url": person.get_absolute_url()},
            ],
        }
        return TemplateResponse(request, "contacts/archive.html", context)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        person = get_visible(Person.objects, request.user, pk=pk)
        if "restore" in request.POST:
            people.restore(person=person, actor=request.user)
            messages.success(request, _("Personen är återställd."))
        else:
            people.archive(person=person, actor=request.user)
            messages.success(request, _("Personen är arkiverad."))
        return HttpResponseRedirect(person.get_absolute_url())


class PersonSuggest(MemberView):
    """Type-ahead over people who are not archived: GET ?q=… → {"results": […]}."""

    def get(self, request: HttpRequest) -> JsonResponse:
        found = Person.objects.visible_to(request.user).pickable().suggested(request.GET.get("q", ""))
        return JsonResponse({"results": [person_result(person) for person in found]})


class PersonQuickAdd(MemberView):
    """The fragment in which a picker adds an unknown person; 201 with the person as JSON when done."""

    role = Role.EDITOR

    def get(self, request: HttpRequest) -> HttpResponse:
        given_name, _space, family_name = " ".join(request.GET.get("q", "").split()).rpartition(" ")
        names = {"given_name": given_name or family_name, "family_name": family_name if given_name else ""}
        return self.show(QuickPersonForm(initial=names, user=request.user))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = QuickPersonForm(request.POST, user=request.user)
        if not form.is_valid():
            return self.show(form, 422)
        asked = {name: form.cleaned_data[name] for name in ("given_name", "family_name")}
        found = people.namesakes(**asked, actor=request.user)
        chosen = next((p for p in found if str(p.pk) == form.chosen), None)
        if chosen:
            return JsonResponse(person_result(chosen), status=201)
        if found and form.chosen != NEW:
            form.ask_about([(str(p.pk), _namesake_line(p)) for p in found])
            return self.show(form, 422)
        try:
            person = self.add(form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error.messages)
            return self.show(form, 422)
        return JsonResponse(person_result(person), status=201)

    def add(self, cleaned: dict[str, Any]) -> Person:
        names = {name: cleaned[name] for name in ("given_name", "family_name")}
        details = [Detail("email", cleaned["email"])] if cleaned["email"] else []
        actor = self.request.user
        if cleaned["organization"]:
            kind = likely_kind(cleaned["organization"], cleaned["party"])
            held = {name: cleaned[name] for name in ("organization", "role", "party")}
            person = people.add_with_role(**names, **held, kind=kind, details=details, actor=actor)
        else:
            person = people.add(**names, details=details, actor=actor)
        return Person.objects.with_current_memberships().get(pk=person.pk)

    def show(self, form: QuickPersonForm, status: int = 200) -> HttpResponse:
        return TemplateResponse(self.request, "contacts/person_quick_add.html", {"form": form}, status=status)


def person_result(person: Person) -> dict[str, Any]:
    return {"id": person.pk, **describe_person(person)}


def _namesake_line(person: Person) -> str:
    said = describe_person(person)["detail"]
    return f"{person.name}, {said}" if said else person.name


def _ended(membership: Membership) -> Any:
    return membership.ends_on


def _parts(person: Person) -> list[Any]:
    return [model.history.filter(person_id=person.pk) for model in (ContactDetail, Membership)]
