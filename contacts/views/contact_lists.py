"""Contact lists: all of them, one with its people, making, changing and archiving one."""

from __future__ import annotations

import contextlib
import datetime as dt
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contacts import permissions
from contacts.choices import ListKind
from contacts.columns.list import LIST_COLUMNS
from contacts.filters import PersonFilterSet
from contacts.filters.contact_list import ContactListFilterSet
from contacts.filters.lists import filterset_of, people_on
from contacts.forms.contact_list import ContactListEditForm, ContactListForm, PeopleForm
from contacts.models import ContactList, Person
from contacts.services import lists
from contacts.views.person_list import PersonList
from crm.common import saved_views
from crm.common.days import DayField
from crm.common.permissions import Role
from crm.common.saved_views import State
from crm.common.text import row_id
from crm.common.views import FormPage, ListPage, MemberView, get_visible
from crm.common.writes import Conflict


def crumbs(*more: ContactList) -> list[dict[str, str]]:
    start = [{"label": _("Kontaktlistor"), "url": reverse("contacts:list_list")}]
    return start + [{"label": row.name, "url": row.get_absolute_url()} for row in more]


def list_of(request: HttpRequest, pk: int) -> ContactList:
    found: ContactList = get_visible(ContactList.objects.select_related("owner"), request.user, pk=pk)
    return found


class ContactListList(ListPage):
    columns = LIST_COLUMNS
    default_sort = "name"
    filterset_class = ContactListFilterSet
    template_name = "contacts/list_list.html"
    results_template = "contacts/_list_results.html"

    def queryset(self) -> Any:
        return ContactList.objects.visible_to(self.request.user)

    def prepare_rows(self, rows: Any) -> Any:
        return rows.select_related("owner").with_member_count()

    def extra_context(self) -> dict[str, Any]:
        return {
            "title": _("Kontaktlistor"),
            "results_template": self.results_template,
            "empty": {
                "title": _("Inga kontaktlistor än"),
                "text": _(
                    "Här visas urval av personer som ni använder om och om igen. Filtrera personlistan och spara."
                ),
                "action_label": _("Ny lista") if permissions.may_edit(self.request.user) else "",
                "action_url": reverse("contacts:list_add"),
            },
        }


class ContactListCounts(MemberView):
    """How many each of the named dynamic lists finds today; the list of lists asks for it when it is shown."""

    def get(self, request: HttpRequest) -> HttpResponse:
        ids = [pk for text in request.GET.getlist("id")[:100] if (pk := row_id(text)) is not None]
        rows = list(ContactList.objects.visible_to(request.user).filter(pk__in=ids).select_related("owner"))
        found = saved_views.counts([people_on(row) for row in rows])
        context = {"counted": list(zip(rows, found, strict=True))}
        return TemplateResponse(request, "contacts/_list_counts.html", context)


class ContactListDetail(PersonList):
    """The people on a list, as the list of people shows them."""

    template_name = "contacts/list_detail.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        self.pk = kwargs["pk"]
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:  # type: ignore[override]
        self.contact_list = list_of(request, pk)
        return super().get(request)

    def queryset(self) -> Any:
        on_it = people_on(self.contact_list, day=self.day()).order_by().values("pk")
        return Person.objects.visible_to(self.request.user).filter(pk__in=on_it)

    def day(self) -> dt.date | None:
        """The day on which one asks who stood on the list; None for today, or when it cannot be read."""
        with contextlib.suppress(ValidationError):
            return DayField(required=False).clean(self.request.GET.get("list_day", ""))
        return None

    def filterset_for(self, data: QueryDict) -> Any:
        """Which list is a question already answered."""
        filterset = super().filterset_for(data)
        for name in ("list", "all_lists", *(("list_day",) if self.contact_list.is_dynamic else ())):
            filterset.filters.pop(name)
        return filterset

    def bulk_context(self, state: State) -> dict[str, Any]:
        context = super().bulk_context(state)
        return {**context, "bulk_state": [*context["bulk_state"], ("list", str(self.pk))]}

    def extra_context(self) -> dict[str, Any]:
        row, user = self.contact_list, self.request.user
        may_fill = lists.may_fill(user, row)
        selection = filterset_of(row, reader=user) if row.is_dynamic else None
        return {
            "title": row.name,
            "crumbs": crumbs(),
            "contact_list": row,
            "as_of": self.as_of,
            "chips_of_list": selection.chips if selection else [],
            "is_broken": bool(selection and not selection.form.is_valid()),
            "export_url": reverse("contacts:person_export"),
            "people_url": f"{reverse('contacts:person_list')}?list={row.pk}",
            "source_url": f"{reverse('contacts:person_list')}?{row.query}" if row.is_dynamic else "",
            "may_change": lists.may_edit(user, row),
            "people_form": PeopleForm(user=user) if may_fill else None,
            "empty": {
                "title": _("Ingen står på listan"),
                "text": _("Lägg till personer här, från personens sida eller genom att markera dem i personlistan."),
            },
        }


class ContactListAdd(FormPage):
    """A new list, empty or of what the people list finds (its state comes in the address as `urval`)."""

    form_class = ContactListForm
    template_name = "contacts/list_form.html"
    success_message = gettext_lazy("Kontaktlistan är sparad.")

    def form_kwargs(self) -> dict[str, Any]:
        self.state = State.of(QueryDict(self.request.GET.get("urval", "").removeprefix("?")))
        self.has_selection = "urval" in self.request.GET
        if self.has_selection and not self.selection().form.is_valid():
            raise Http404
        initial = {"kind": ListKind.DYNAMIC if self.has_selection else ListKind.STATIC, "is_shared": True}
        initial["kind"] = self.request.GET.get("kind", initial["kind"])
        unshared = self.selection().unshared if self.has_selection else []
        return {
            "user": self.request.user,
            "has_selection": self.has_selection,
            "unshared": unshared,
            "initial": initial,
        }

    def selection(self) -> PersonFilterSet:
        people = Person.objects.visible_to(self.request.user)
        return PersonFilterSet(QueryDict(self.state.query), queryset=people, request=self.request)

    def save(self, form: ContactListForm) -> str:
        asked, actor = form.cleaned_data, self.request.user
        query = filters_alone(self.state)
        if target := asked.get("into"):
            kept = {name: getattr(target, name) for name in ("name", "description", "is_shared")}
            return lists.edit(contact_list=target, actor=actor, query=query, **kept).get_absolute_url()
        kind = asked.get("kind", ListKind.STATIC)
        is_frozen = self.has_selection and kind == ListKind.STATIC
        people = self.selection().qs.order_by("pk").values_list("pk", flat=True) if is_frozen else ()
        made = lists.add(
            actor=actor,
            name=asked["name"],
            description=asked["description"],
            is_shared=asked["is_shared"],
            kind=kind,
            query=query,
            people=people,
        )
        return made.get_absolute_url()

    def extra_context(self) -> dict[str, Any]:
        back = reverse("contacts:person_list") + self.state.address() if self.has_selection else ""
        selection = self.selection() if self.has_selection else None
        return {
            "title": _("Spara som kontaktlista") if self.has_selection else _("Ny kontaktlista"),
            "crumbs": crumbs(),
            "chips": selection.chips if selection else [],
            "count": selection.qs.count() if selection else None,
            "cancel_url": back or reverse("contacts:list_list"),
        }


def filters_alone(state: State) -> str:
    """The query of a dynamic list: the filters, without the sort."""
    left = QueryDict(state.query, mutable=True)
    left.pop("sort", None)
    return left.urlencode()


class ContactListEdit(FormPage):
    form_class = ContactListEditForm
    template_name = "contacts/list_form.html"
    success_message = gettext_lazy("Kontaktlistan är sparad.")

    def form_kwargs(self) -> dict[str, Any]:
        self.contact_list = list_of(self.request, self.kwargs["pk"])
        if not lists.may_edit(self.request.user, self.contact_list):
            raise PermissionDenied(_("Listan ändras av den som ansvarar för den, eller av en ansvarig."))
        row, user = self.contact_list, self.request.user
        unshared = filterset_of(row, reader=user).unshared if row.is_dynamic else []
        return {"instance": row, "unshared": unshared, "views": lists.shared_views_on(row)}

    def save(self, form: ContactListEditForm) -> str:
        stored = ContactList.objects.get(pk=self.contact_list.pk)
        version = form.cleaned_data["version"]
        lists.edit(contact_list=stored, actor=self.request.user, version=version, **form.values)
        return stored.get_absolute_url()

    def extra_context(self) -> dict[str, Any]:
        row = ContactList.objects.get(pk=self.contact_list.pk)
        return {
            "title": _("Redigera %(name)s") % {"name": row.name},
            "object": row,
            "crumbs": crumbs(row),
            "cancel_url": row.get_absolute_url(),
        }


class ContactListArchive(MemberView):
    """Archive a list, or take it back."""

    role = Role.EDITOR

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        row = list_of(request, pk)
        label = _("Återställ") if row.is_archived else _("Arkivera")
        context = {
            "title": f"{label} {row.name}",
            "object": row,
            "question": _("En arkiverad lista syns inte i förslag. Det som använder den fortsätter att fungera."),
            "submit_label": label,
            "crumbs": crumbs(row),
            "cancel_url": row.get_absolute_url(),
        }
        return TemplateResponse(request, "contacts/list_archive.html", context)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        row = list_of(request, pk)
        version = row_id(request.POST.get("version", ""))
        try:
            # What the button said, not the opposite of what holds: two clicks do not cancel each other.
            lists.set_archived(
                contact_list=row, is_archived="restore" not in request.POST, actor=request.user, version=version
            )
        except Conflict as conflict:
            messages.error(request, str(conflict))
        else:
            said = _("Listan är återställd.") if "restore" in request.POST else _("Listan är arkiverad.")
            messages.success(request, said)
        return HttpResponseRedirect(row.get_absolute_url())
