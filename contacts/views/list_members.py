"""Who is on which list: putting people there and taking them off, and lists held against each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from contacts import permissions
from contacts.filters.lists import people_on
from contacts.forms.contact_list import CompareForm, OneListForm, PeopleForm
from contacts.models import Person
from contacts.services import lists
from contacts.services.bulk import said
from contacts.views.contact_lists import crumbs, list_of
from crm.common import saved_views
from crm.common.permissions import Role
from crm.common.views import MemberView, get_visible


class ContactListPut(MemberView):
    """Put people on a list, from its page."""

    role = Role.EDITOR

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        row = list_of(request, pk)
        form = PeopleForm(request.POST, user=request.user)
        if form.is_valid():
            put(request, row, [person.pk for person in form.cleaned_data["people"]])
        else:
            messages.error(request, _("Välj personer bland förslagen."))
        return HttpResponseRedirect(row.get_absolute_url())


class ContactListTakeOff(MemberView):
    """Take one person off a list; back to where one came from, the list or the person."""

    role = Role.EDITOR

    def post(self, request: HttpRequest, pk: int, person: int) -> HttpResponse:
        row = list_of(request, pk)
        found = get_visible(Person.objects, request.user, pk=person)
        try:
            count = lists.take_off(contact_list=row, people=[found.pk], actor=request.user)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            if count:
                names = {"person": found.name, "list": row.name}
                messages.success(request, _("%(person)s är borttagen från %(list)s.") % names)
        return HttpResponseRedirect(found.get_absolute_url() if "person" in request.POST else row.get_absolute_url())


class PersonPut(MemberView):
    """Put a person on a list, from the person's page."""

    role = Role.EDITOR

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        person = get_visible(Person.objects, request.user, pk=pk)
        form = OneListForm(request.POST, user=request.user)
        if form.is_valid():
            put(request, form.cleaned_data["contact_list"], [person.pk])
        else:
            messages.error(request, _("Välj en lista bland förslagen."))
        return HttpResponseRedirect(person.get_absolute_url())


def put(request: HttpRequest, contact_list: Any, people: list[int]) -> None:
    try:
        added = lists.put(contact_list=contact_list, people=people, actor=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return
    names = {"who": said(Person, added), "list": contact_list.name}
    messages.success(request, _("%(who)s tillagd på %(list)s.") % names if added else _("Står redan på listan."))


@dataclass(frozen=True)
class Part:
    """One way to put two lists together: how many, the people list that shows them, the page that keeps them."""

    label: str
    count: int
    url: str
    save_url: str


class ContactListCompare(MemberView):
    """Two lists: in both, in either, in one and not in the other; each to be opened or kept."""

    def get(self, request: HttpRequest) -> HttpResponse:
        form = CompareForm(request.GET if "a" in request.GET else None, user=request.user)
        context = {
            "title": _("Jämför kontaktlistor"),
            "crumbs": crumbs(),
            "form": form,
            "may_edit": permissions.may_edit(request.user),
            "parts": parts(form.cleaned_data["a"], form.cleaned_data["b"]) if form.is_valid() else [],
        }
        return TemplateResponse(request, "contacts/list_compare.html", context)


def parts(a: Any, b: Any) -> list[Part]:
    """The five parts of two lists, counted in one statement. The filter of the people list says each of them."""
    in_a, in_b = (people_on(row).filter(is_archived=False) for row in (a, b))
    ids_a, ids_b = (rows.order_by().values("pk") for rows in (in_a, in_b))
    everybody = Person.objects.filter(merged_into__isnull=True, is_archived=False)
    asked = [
        (_("I båda"), in_a.filter(pk__in=ids_b), [("list", a.pk), ("list", b.pk), ("all_lists", "on")]),
        (_("I någon av dem"), either(everybody, ids_a, ids_b), [("list", a.pk), ("list", b.pk)]),
        (without(a, b), in_a.exclude(pk__in=ids_b), [("list", a.pk), ("not_list", b.pk)]),
        (without(b, a), in_b.exclude(pk__in=ids_a), [("list", b.pk), ("not_list", a.pk)]),
    ]
    found = saved_views.counts([in_a, in_b, *(rows for _label, rows, _query in asked)])
    people, keep = reverse("contacts:person_list"), reverse("contacts:list_add")
    named = [(a.name, [("list", a.pk)]), (b.name, [("list", b.pk)]), *((label, query) for label, _rows, query in asked)]
    return [
        Part(label, count, f"{people}?{urlencode(query)}", f"{keep}?{urlencode({'urval': urlencode(query)})}")
        for (label, query), count in zip(named, found, strict=True)
    ]


def without(a: Any, b: Any) -> str:
    return _("I %(a)s, inte i %(b)s") % {"a": a, "b": b}


def either(everybody: Any, ids_a: Any, ids_b: Any) -> Any:
    return everybody.filter(pk__in=ids_a) | everybody.filter(pk__in=ids_b)
