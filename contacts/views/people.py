"""People: the list, one of them, adding, editing, archiving; suggestions for pickers."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contacts import permissions
from contacts.choices import DetailKind
from contacts.columns.person import area_of, describe_person, party_of, role_line
from contacts.forms.membership import likely_kind
from contacts.forms.person import NEW, PersonForm, QuickPersonForm, already
from contacts.models import Membership, Person
from contacts.querysets import parts
from contacts.services import bookmarks, contact_details, people
from contacts.services.contact_details import Detail
from contacts.views.editing import Archive, DetailedEdit, parts_of_person
from contacts.views.parts import crumbs_of, panels_of, timeline_of
from crm.common import extensions
from crm.common.dates import today
from crm.common.history import changes_of
from crm.common.kept_queries import KeptQuery
from crm.common.permissions import Role
from crm.common.views import FormPage, MemberView, get_visible

RECENT = 8


class PersonPage(MemberView):
    """What every page about one person needs."""

    def person(self, request: HttpRequest, pk: int) -> Person:
        people_ = Person.objects.select_related("owner", "user").with_current_memberships()
        return get_visible(people_, request.user, pk=pk)  # type: ignore[no-any-return]

    def frame(self, person: Person, tab: str) -> dict[str, Any]:
        names = ("detail", "timeline", "history")
        detail, timeline, history = (reverse(f"contacts:person_{name}", args=[person.pk]) for name in names)
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
                {"label": _("Tidslinje"), "url": timeline, "active": tab == "timeline"},
                {"label": _("Ändringar"), "url": history, "active": tab == "history"},
            ],
        }


class PersonDetail(PersonPage):
    """A person, in few questions: their small parts come along with them, mandates and leaves in one reading."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        person = next(iter(PERSON.rows(pk, request.user)), None)
        if person is None:
            raise Http404
        if person.merged_into_id:
            return HttpResponseRedirect(reverse("contacts:person_detail", args=[person.merged_into_id]))
        mandates = mandates_of(person, request.user)
        person.current_memberships = mandates["current"]
        bookmarks.saw(subject=person, actor=request.user)
        context = {
            **self.frame(person, "detail"),
            **mandates,
            "details": parts.details_of(person),
            "notes": parts.notes_of(person),
            "tags": parts.tags_of(person),
            "badges": [found for one in extensions.person_badges if (found := one.badge(person))],
            "relations": parts.relations_of(person),
            "may_manage": permissions.may_manage(request.user),
            **timeline_of(person, request),
            "panels": panels_of(person, request),
        }
        return TemplateResponse(request, "contacts/person_detail.html", context)


def _person(pk: int, user: Any) -> Any:
    """Merged ones too, to send on from: nobody else than members comes here."""
    rows = parts.with_parts(Person.objects.select_related("owner"), "person", user)
    for badge in extensions.person_badges:
        rows = badge.annotate(rows)
    return parts.with_relations(rows).filter(pk=pk)


def _mandates(pk: int, user: Any) -> Any:
    """With what the page says of each: a dozen joined tables take PostgreSQL longer to plan than to read."""
    rows = Membership.objects.visible_to(user).filter(person=pk).select_related("organization__area", "area", "party")
    return parts.with_others(parts.with_leaves(rows.by_weight()))


PERSON, MANDATES = KeptQuery(_person), KeptQuery(_mandates)


def mandates_of(person: Person, user: Any) -> dict[str, list[Membership]]:
    """The person's mandates, most weighty first, by where they lie in time; struck ones apart."""
    day = today()
    held = MANDATES.rows(person.pk, user)
    for membership in held:
        membership.person = person
        membership.leaves = parts.leaves_of(membership)
        membership.is_on_leave = any(leave.holds_on(day) for leave in membership.leaves)
    valid = [m for m in held if not m.is_struck]
    person.held = valid  # type: ignore[attr-defined]
    return {
        "current": [m for m in valid if m.holds_on(day)],
        "future": [m for m in valid if m.starts_on and m.starts_on > day],
        "past": sorted((m for m in valid if m.ends_on and m.ends_on < day), key=_ended, reverse=True),
        "struck": [m for m in held if m.is_struck],
    }


class PersonHistory(PersonPage):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        person = self.person(request, pk)
        context = {**self.frame(person, "history"), "changes": changes_of(person, parts_of_person(person))}
        return TemplateResponse(request, "contacts/history.html", context)


class PersonAdd(FormPage):
    form_class = PersonForm
    template_name = "contacts/person_form.html"
    success_message = gettext_lazy("Personen är tillagd.")

    def save(self, form: PersonForm) -> str:
        if not form.cleaned_data["is_other"]:
            names = {name: form.cleaned_data[name] for name in ("given_name", "family_name")}
            emails = [detail.value for detail in form.details.details if detail.kind == DetailKind.EMAIL]
            found, by_address = people.namesakes(**names, emails=emails, actor=self.request.user)
            if found:
                form.ask_about(found, by_address=by_address)
                raise ValidationError(f"{already(by_address=by_address)} {_('Är det samma person?')}")
        person = people.add(
            actor=self.request.user, details=form.details.details, tags=form.cleaned_data["tags"], **form.values
        )
        if "add_role" in self.request.POST:
            return reverse("contacts:membership_add", args=[person.pk])
        return person.get_absolute_url()

    def extra_context(self) -> dict[str, Any]:
        return {
            "title": _("Ny person"),
            "crumbs": [{"label": _("Personer"), "url": reverse("contacts:person_list")}],
            "cancel_url": reverse("contacts:person_list"),
        }


class PersonEdit(DetailedEdit):
    form_class = PersonForm
    template_name = "contacts/person_form.html"
    success_message = gettext_lazy("Ändringarna är sparade.")

    def form_kwargs(self) -> dict[str, Any]:
        self.person = self.fetch(Person.objects)
        return {"instance": self.person}

    def save(self, form: PersonForm) -> str:
        self.refuse_merged()
        person = people.edit(
            person=self.person,
            version=form.cleaned_data["version"],
            since=form.since,
            details=form.details.details,
            tags=form.cleaned_data["tags"],
            actor=self.request.user,
            **form.values,
        )
        return person.get_absolute_url()

    def parts(self, obj: Any) -> list[Any]:
        return parts_of_person(obj)

    def extra_context(self) -> dict[str, Any]:
        person = Person.objects.get(pk=self.person.pk)
        return {
            "title": _("Redigera %(name)s") % {"name": person.name},
            "object": person,
            "crumbs": crumbs_of(person),
            "cancel_url": person.get_absolute_url(),
        }


class PersonArchive(Archive):
    model = Person
    service = people
    archived = gettext_lazy("Personen är arkiverad.")
    restored = gettext_lazy("Personen är återställd.")


class PersonSuggest(MemberView):
    """Type-ahead over people who are not archived: GET ?q=… → {"results": […]}.

    With nothing typed (arrow down in an empty field) those whom the user looked at last.
    """

    def get(self, request: HttpRequest) -> JsonResponse:
        people_, asked = Person.objects.visible_to(request.user).pickable(), request.GET.get("q", "").strip()
        if asked:
            found = people_.suggested(asked)
        else:
            seen = [s.pk for s in bookmarks.recent_of(request.user, bookmarks.KEPT) if isinstance(s, Person)][:RECENT]
            rows = people_.with_current_memberships().in_bulk(seen)
            found = [rows[pk] for pk in seen if pk in rows]
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
        emails = [email] if (email := form.cleaned_data["email"]) else []
        found, by_address = people.namesakes(**asked, emails=emails, actor=request.user)
        chosen = next((p for p in found if str(p.pk) == form.chosen), None)
        if chosen:
            if email := form.cleaned_data["email"]:
                contact_details.set(holder=chosen, kind="email", value=email, actor=request.user)
            return JsonResponse(person_result(chosen), status=201)
        if found and form.chosen != NEW:
            form.ask_about([(str(p.pk), _namesake_line(p)) for p in found], by_address=by_address)
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
