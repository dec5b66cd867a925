"""Saved views of lists: keep one, rename and share it, bring it up to date, take it away."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.template.response import TemplateResponse
from django.urls import NoReverseMatch, Resolver404, resolve, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from crm.common.permissions import Role
from crm.common.saved_views import State, may_change
from crm.common.text import row_id
from crm.common.views import FormPage, ListPage, MemberView, get_visible
from crm.common.writes import Conflict
from crm.forms.saved_view import SavedViewForm, cannot_be_shared
from crm.models import SavedView
from crm.services import saved_views


def address_of(list_name: str) -> str:
    """The address of a list that keeps views; 404 when there is none of that name."""
    return _list_page(list_name)[0]


def _list_page(list_name: str) -> tuple[str, type[ListPage]]:
    try:
        url = reverse(list_name)
        page = getattr(resolve(url).func, "view_class", None)
    except (NoReverseMatch, Resolver404) as unknown:
        raise Http404 from unknown
    if not (page and issubclass(page, ListPage)):
        raise Http404
    return url, page


def unshared_in(request: HttpRequest, list_name: str, query: str) -> list[str]:
    """What a view of a list asks for that those with whom it would be shared do not see, by name."""
    page = _list_page(list_name)[1]()
    page.setup(request)
    found: list[str] = page.filterset_for(QueryDict(query)).unshared
    return found


def state_of(text: str) -> State:
    """The state that a list has written into a form: its query string."""
    return State.of(QueryDict(text.removeprefix("?")))


class SavedViewAdd(FormPage):
    """Keep a list as it looks. The list and its state come in the address; without them there is nothing to keep."""

    role = Role.READER
    form_class = SavedViewForm
    template_name = "crm/saved_view_form.html"

    def form_kwargs(self) -> dict[str, Any]:
        self.list_name = self.request.GET.get("lista", "contacts:person_list")
        self.list_url = address_of(self.list_name)
        state = state_of(self.request.GET.get("tillstand", ""))
        return {"user": self.request.user, "unshared": unshared_in(self.request, self.list_name, state.query)}

    def save(self, form: SavedViewForm) -> str:
        state = state_of(self.request.GET.get("tillstand", ""))
        view = saved_views.add(
            actor=self.request.user,
            list_name=self.list_name,
            query=state.query,
            columns=state.columns,
            **form.asked,
        )
        messages.success(self.request, _("Vyn %(name)s är sparad.") % {"name": view.name})
        return self.list_url + state.address(view)

    def extra_context(self) -> dict[str, Any]:
        back = self.list_url + state_of(self.request.GET.get("tillstand", "")).address()
        return {"title": _("Spara vy"), "cancel_url": back}


class SavedViewPage(MemberView):
    """A view that the user may change: their own, or as a manager a shared one."""

    role = Role.READER

    def view(self, request: HttpRequest) -> SavedView:
        found: SavedView = get_visible(SavedView.objects, request.user, pk=self.kwargs["pk"])
        if not may_change(request.user, found):
            raise PermissionDenied(_("En delad vy ändras av den som skapade den, eller av en ansvarig."))
        return found


class SavedViewEdit(SavedViewPage, FormPage):
    role = Role.READER
    form_class = SavedViewForm
    template_name = "crm/saved_view_form.html"
    success_message = gettext_lazy("Vyn är ändrad.")

    def form_kwargs(self) -> dict[str, Any]:
        self.saved_view = self.view(self.request)
        view = self.saved_view
        unshared = unshared_in(self.request, view.list_name, view.query)
        return {"user": self.request.user, "instance": view, "unshared": unshared}

    def save(self, form: SavedViewForm) -> str:
        stored = SavedView.objects.get(pk=self.saved_view.pk)
        version = form.cleaned_data["version"]
        view = saved_views.edit(actor=self.request.user, view=stored, version=version, **form.asked)
        return list_url(view)

    def extra_context(self) -> dict[str, Any]:
        view = SavedView.objects.get(pk=self.saved_view.pk)
        return {
            "title": _("Ändra vyn %(name)s") % {"name": view.name},
            "object": view,
            "cancel_url": list_url(view),
            "remove_url": reverse("crm:saved_view_remove", args=[view.pk]),
        }


class SavedViewUpdate(SavedViewPage):
    """Make the view show what the list shows now."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        view = self.view(request)
        state = state_of(request.POST.get("state", ""))
        version = row_id(request.POST.get("version", ""))
        if view.is_shared and (unshared := unshared_in(request, view.list_name, state.query)):
            messages.error(request, cannot_be_shared(unshared))
            return HttpResponseRedirect(address_of(view.list_name) + state.address(view))
        try:
            view = saved_views.replace(
                actor=request.user, view=view, query=state.query, columns=state.columns, version=version
            )
        except Conflict:
            messages.error(request, _("Någon annan har ändrat vyn. Öppna den på nytt innan du sparar ändringen."))
            return HttpResponseRedirect(address_of(view.list_name) + state.address(view))
        messages.success(request, _("Vyn %(name)s visar nu det här.") % {"name": view.name})
        return HttpResponseRedirect(list_url(view))


class SavedViewRemove(SavedViewPage):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        view = self.view(request)
        context = {
            "title": _("Ta bort vyn %(name)s") % {"name": view.name},
            "question": _("Listan och dess innehåll finns kvar. Vyn försvinner för alla som ser den."),
            "submit_label": _("Ta bort"),
            "danger": True,
            "cancel_url": list_url(view),
        }
        return TemplateResponse(request, "pages/confirm.html", context)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        view = self.view(request)
        saved_views.remove(actor=request.user, view=view)
        messages.success(request, _("Vyn %(name)s är borttagen.") % {"name": view.name})
        return HttpResponseRedirect(address_of(view.list_name))


def list_url(view: SavedView) -> str:
    """The list as the view shows it."""
    return address_of(view.list_name) + State.kept_in(view).address(view)
