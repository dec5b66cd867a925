"""The seats of a body: who sits on them, which are vacant since when; new seats, seating somebody, ending a seat."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contacts import permissions
from contacts.forms.organization_tree import DayForm
from contacts.forms.post import SeatEndForm, SeatForm, SeatsForm
from contacts.models import Organization, Post
from contacts.querysets.post import vacant_since
from contacts.services import posts
from contacts.services.members import role_rank
from contacts.views.organizations import OrganizationPage, crumbs_above
from crm.common.dates import today
from crm.common.permissions import Role
from crm.common.text import row_id, sort_key
from crm.common.views import FormPage, MemberView, get_visible


def seats_url(organization: Organization) -> str:
    return reverse("contacts:post_list", args=[organization.pk])


def crumbs_to_seats(organization: Organization) -> list[dict[str, str]]:
    return [*crumbs_above(organization, itself=True), {"label": _("Platser"), "url": seats_url(organization)}]


class PostList(OrganizationPage):
    """Every seat that exists on the day, with who holds it or since when nobody does, and who did before."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        organization = self.organization(request, pk)
        form = DayForm.of(request.GET)
        day = form.chosen
        rows = Post.objects.visible_to(request.user).filter(organization=organization).existing_on(day)
        seats = list(
            rows.with_days(day).with_holders(day).order_by("role", "area__sort_key", "number").select_related("area")
        )
        for seat in seats:
            seat.vacant_since = vacant_since(seat)
        context = {
            **self.frame(organization, "post_list"),
            "form": form,
            "day": day,
            "is_today": day == today(),
            "groups": sorted(
                ((role, list(found)) for role, found in groupby(seats, key=lambda seat: seat.role)),
                key=lambda group: (role_rank(group[0]), sort_key(group[0])),
            ),
            "number": len(seats),
            "vacant": sum(1 for seat in seats if not seat.holders),
            "may_manage": permissions.may_manage(request.user),
        }
        return TemplateResponse(request, "contacts/post_list.html", context)


class PostAdd(FormPage):
    role = Role.MANAGER
    form_class = SeatsForm
    template_name = "contacts/post_form.html"

    def form_kwargs(self) -> dict[str, Any]:
        self.organization = get_visible(Organization.objects, self.request.user, pk=self.kwargs["pk"])
        return {}

    def save(self, form: SeatsForm) -> str:
        made = posts.define(organization=self.organization, actor=self.request.user, **form.cleaned_data)
        messages.success(self.request, _("%(n)d platser är upplagda.") % {"n": len(made)})
        return seats_url(self.organization)

    def extra_context(self) -> dict[str, Any]:
        return {
            "title": _("Nya platser"),
            "lead": self.organization.name,
            "crumbs": crumbs_to_seats(self.organization),
            "submit_label": _("Lägg upp platserna"),
            "cancel_url": seats_url(self.organization),
        }


class PostPage(FormPage):
    """A form about one seat."""

    template_name = "contacts/post_form.html"

    def form_kwargs(self) -> dict[str, Any]:
        rows = Post.objects.select_related("organization", "area")
        self.post_row: Post = get_visible(rows, self.request.user, pk=self.kwargs["pk"])
        return {}

    def extra_context(self) -> dict[str, Any]:
        seat = self.post_row
        area = f", {seat.area.name}" if seat.area else ""
        return {
            "lead": f"{seat.organization.name}: {seat}{area}",
            "crumbs": crumbs_to_seats(seat.organization),
            "cancel_url": seats_url(seat.organization),
        }


class PostSeat(PostPage):
    """Give somebody a seat."""

    form_class = SeatForm
    success_message = gettext_lazy("Platsen är besatt.")

    def form_kwargs(self) -> dict[str, Any]:
        super().form_kwargs()
        given = {name: row_id(self.request.GET.get(name, "")) for name in ("person", "represents", "party")}
        initial = {name: pk for name, pk in given.items() if pk is not None}
        return {"user": self.request.user, "post": self.post_row, "initial": initial}

    def save(self, form: SeatForm) -> str:
        posts.seat(post=self.post_row, actor=self.request.user, **form.cleaned_data)
        return seats_url(self.post_row.organization)

    def extra_context(self) -> dict[str, Any]:
        return {**super().extra_context(), "title": _("Besätt plats"), "submit_label": _("Ge platsen")}


class PostEnd(PostPage):
    """A body gets smaller: a seat has a last day. One that nobody ever held can be taken away altogether."""

    role = Role.MANAGER
    form_class = SeatEndForm
    template_name = "contacts/post_end.html"
    success_message = gettext_lazy("Platsen är avslutad.")

    def save(self, form: SeatEndForm) -> str:
        posts.abolish(post=self.post_row, on=form.cleaned_data["on"], actor=self.request.user)
        return seats_url(self.post_row.organization)

    def extra_context(self) -> dict[str, Any]:
        is_unused = not self.post_row.memberships.exists()
        return {
            **super().extra_context(),
            "title": _("Avsluta plats"),
            "submit_label": _("Avsluta platsen"),
            "seat": self.post_row,
            "is_unused": is_unused,
        }


class PostRemove(MemberView):
    """Take away a seat that was never held."""

    role = Role.MANAGER
    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        seat = get_visible(Post.objects.select_related("organization"), request.user, pk=pk)
        url = seats_url(seat.organization)
        try:
            posts.remove(post=seat, actor=request.user)
            messages.success(request, _("Platsen är borttagen."))
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        return HttpResponseRedirect(url)
