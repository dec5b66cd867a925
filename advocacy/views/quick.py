"""The quick log: a page of its own, and the same in a dialog over any page."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect, trigger_client_event

from advocacy.choices import InteractionKind
from advocacy.forms.quick import NEW, QuickForm
from advocacy.models import Event, Interaction, Priority
from advocacy.services import quick, similar
from advocacy.views.carried import carry
from advocacy.views.interactions import KIND_OF_EVENT
from contacts.filters.lists import people_on
from contacts.models import ContactList, Organization, Person
from crm.common.dates import today
from crm.common.permissions import Role
from crm.common.spoken_days import Unclear, understood
from crm.common.text import row_id
from crm.common.views import MemberView, add_errors, get_visible

MOST_PEOPLE = 50  # of a list; one contact with more is logged from the list itself


class QuickLog(MemberView):
    """The button that was pressed says what is to happen: `do` is empty (save), 'match', 'more', or 'join:<id>'.

    What looks like a contact that a colleague has logged is asked about once: `seen` holds the ids that were shown.
    """

    role = Role.EDITOR

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show(QuickForm(user=request.user, initial=prefilled(request)))

    def post(self, request: HttpRequest) -> HttpResponse:
        form, asked = QuickForm(request.POST, user=request.user), request.POST.get("do", "")
        if asked == "match":
            return self.show(form.unchecked())
        if not form.is_valid() and not (asked == "more" and form.errors.keys() <= {"people"}):
            return self.show(form, 422)
        if asked == "more":
            return self.carry_over(form)
        if asked.startswith("join:"):
            return self.join(form, asked.removeprefix("join:"))
        return self.save(form)

    def save(self, form: QuickForm) -> HttpResponse:
        content = form.content()
        seen = set(form.cleaned_data["seen"].split(","))
        named = {name: content[name] for name in ("kind", "held_on", "people", "event", "organization")}
        alike = similar.find(actor=self.request.user, **named)
        if any(str(one.pk) not in seen for one in alike):
            return self.show(form, 409, alike=alike)
        try:
            logged = quick.log(actor=self.request.user, **content)
        except ValidationError as error:
            add_errors(form, error)
            return self.show(form, 422)
        return self.done(logged)

    def done(self, logged: Interaction) -> HttpResponse:
        """In the dialog one stays where one was, and is told; the page goes on to the contact."""
        said = _("Kontakten är registrerad.")
        if not self.in_dialog:
            messages.success(self.request, said)
            return HttpResponseRedirect(logged.get_absolute_url())
        told = {"text": f"{said} {logged.title}", "url": logged.get_absolute_url(), "link": _("Visa")}
        return trigger_client_event(HttpResponse(status=204), "samsyn:logged", told)

    def join(self, form: QuickForm, pk: str) -> HttpResponse:
        user = self.request.user
        found = get_visible(Interaction.objects.all(), user, pk=row_id(pk))
        new = [row for row in form.rows if row.choice == NEW]
        if new:
            names = ", ".join(row.text for row in new)
            form.add_error("pasted", _("Lägg till i registret först, eller utelämna: %(names)s") % {"names": names})
            return self.show(form, 422)
        data = form.cleaned_data
        similar.join(
            actor=user, interaction=found, people=form.people_named, priorities=data["priorities"], line=data["line"]
        )
        messages.success(self.request, _("Du är tillagd som deltagare, och det du skrev är med."))
        return self.go(found.get_absolute_url())

    def carry_over(self, form: QuickForm) -> HttpResponse:
        """Take all that was typed to the whole form. Who is not in the register yet is named there."""
        url = carry(self.request, form)
        if new := [row.text for row in form.rows if row.choice == NEW]:
            said = _("Inte med än, lägg till under Vem: %(names)s") % {"names": ", ".join(new)}
            messages.warning(self.request, said)
        return self.go(url)

    # --- How it is shown ---------------------------------------------------------------------------------

    @property
    def in_dialog(self) -> bool:
        return bool(self.request.htmx)  # type: ignore[attr-defined]

    def go(self, url: str) -> HttpResponse:
        return HttpResponseClientRedirect(url) if self.in_dialog else HttpResponseRedirect(url)

    def show(self, form: QuickForm, status: int = 200, alike: list[similar.Similar] | None = None) -> HttpResponse:
        if self.in_dialog:
            form.auto_id = "quick_%s"  # the page beneath has fields of its own
        context = {
            "title": _("Registrera kontakt"),
            "form": form,
            "in_dialog": self.in_dialog,
            "alike": alike or [],
            "may_join": any(one.may_join for one in alike or []),
            "seen": ",".join(str(one.pk) for one in alike or []),
            "cancel_url": reverse("advocacy:interaction_list"),
            "crumbs": [{"label": _("Kontakter"), "url": reverse("advocacy:interaction_list")}],
        }
        template = "advocacy/_quick_form.html" if self.in_dialog else "advocacy/interaction_quick.html"
        return TemplateResponse(self.request, template, context, status=status, headers={"Vary": "HX-Request"})


class QuickWhen(MemberView):
    """Which day the words of the field mean, or what is wrong with them: GET ?when=…, and ?at=… said on which day."""

    role = Role.EDITOR

    def get(self, request: HttpRequest) -> HttpResponse:
        context: dict[str, Any] = {}
        try:
            context["spoken"] = understood(request.GET.get("when", ""), _day(request.GET.get("at", "")))
        except Unclear as error:
            context["problem"] = str(error)
        return TemplateResponse(request, "advocacy/_quick_when.html", context)


def prefilled(request: HttpRequest) -> dict[str, Any]:
    """What the address names, as far as the user sees it: ?person=, ?priority=, ?list=, ?event=, ?organization=."""
    user, get = request.user, request.GET
    initial: dict[str, Any] = {}
    for name, field, model in (("person", "people", Person), ("priority", "priorities", Priority)):
        ids = [pk for pk in map(row_id, get.getlist(name)) if pk is not None][:MOST_PEOPLE]
        if ids:
            initial[field] = list(model.objects.visible_to(user).filter(pk__in=ids).values_list("pk", flat=True))
    if found := _named(ContactList, "list", request):
        initial["people"] = [*initial.get("people", []), *_people_of(request, found)]
    if found := _named(Organization, "organization", request):
        initial["organization"] = found
    if found := _named(Event, "event", request):
        initial |= _of_event(found)
    return initial


def _named(model: Any, name: str, request: HttpRequest) -> Any:
    pk = row_id(request.GET.get(name, ""))
    return model.objects.visible_to(request.user).filter(pk=pk).first() if pk is not None else None


def _people_of(request: HttpRequest, found: ContactList) -> list[int]:
    """The people of a list; of a long one nobody, with a word on how they are all logged."""
    on_it = Person.objects.visible_to(request.user).filter(pk__in=people_on(found).order_by().values("pk"))
    ids = list(on_it.order_by("sort_key", "pk").values_list("pk", flat=True)[: MOST_PEOPLE + 1])
    if len(ids) <= MOST_PEOPLE:
        return ids
    said = _("Listan har fler än %(n)s personer. Markera dem på listan och välj Registrera en kontakt för alla.")
    messages.warning(request, said % {"n": MOST_PEOPLE})
    return []


def _of_event(event: Event) -> dict[str, Any]:
    """The event with its kind of contact, today while it goes on, else its first day."""
    initial = {"event": event, "kind": KIND_OF_EVENT.get(event.kind, InteractionKind.MEETING)}
    is_on = event.starts_on and event.starts_on <= today() <= (event.ends_on or event.starts_on)
    return initial if is_on or not event.starts_on else {**initial, "when": event.starts_on.isoformat()}


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None
