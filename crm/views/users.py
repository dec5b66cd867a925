"""Accounts: list, add, change, give a link that sets a password. For administrators."""

from __future__ import annotations

from typing import Any

import django_filters
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from crm.common.columns import Column
from crm.common.filters import StrictFilterSet
from crm.common.history import changes_of
from crm.common.permissions import Role
from crm.common.text import fold, words
from crm.common.views import FormPage, ListPage, MemberView
from crm.forms.user import UserAddForm, UserEditForm
from crm.models import User
from crm.services import users


class UserFilterSet(StrictFilterSet):
    q = django_filters.CharFilter(method="search", label=gettext_lazy("Sök"))
    role = django_filters.ChoiceFilter(
        field_name="groups__name", choices=Role.choices, label=gettext_lazy("Roll"), empty_label=gettext_lazy("Alla")
    )
    is_active = django_filters.BooleanFilter(label=gettext_lazy("Får logga in"))

    class Meta:
        model = User
        fields = ["q", "role", "is_active"]

    def search(self, queryset: Any, name: str, value: str) -> Any:
        # Dozens of accounts at most, and no folded column to ask: å is found in Å here as elsewhere.
        wanted = words(value)
        rows = queryset.values_list("pk", "name", "email")
        return queryset.filter(pk__in=[pk for pk, *text in rows if all(w in fold(" ".join(text)) for w in wanted)])


def _role(user: User) -> str:
    role = users.role_of_account(user)
    return str(role.label) if role else _("Ingen roll")


COLUMNS = [
    Column("name", gettext_lazy("Namn"), lambda u: u.name or u.email, ("name",), "link"),
    Column("email", gettext_lazy("E-post"), lambda u: u.email, ("email",)),
    Column("role", gettext_lazy("Roll"), _role),
    Column("last_login", gettext_lazy("Senast inloggad"), lambda u: u.last_login, ("last_login",), "date"),
    Column(
        "is_active",
        gettext_lazy("Läge"),
        lambda u: ("ok", _("Öppet")) if u.is_active else ("neutral", _("Stängt")),
        ("is_active", "name"),
        "badge",
    ),
]


class UserList(ListPage):
    role = Role.ADMIN
    columns = COLUMNS
    default_sort = "name"
    filterset_class = UserFilterSet
    template_name = "crm/user_list.html"

    def queryset(self) -> QuerySet[User]:
        return User.objects.people()

    def prepare_rows(self, rows: Any) -> Any:
        found = list(rows.prefetch_related("groups"))
        for user in found:
            user.get_absolute_url = lambda pk=user.pk: reverse("crm:user_detail", args=[pk])
        return found

    def extra_context(self) -> dict[str, Any]:
        return {"title": _("Användare")}


class UserDetail(MemberView):
    role = Role.ADMIN

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        user = get_account(pk)
        context = {
            "account": user,
            "role": _role(user),
            "is_new": not user.has_usable_password(),
            "changes": changes_of(user),
            "has_mail": users.has_mail(),
            "crumbs": crumbs(),
        }
        return TemplateResponse(request, "crm/user_detail.html", context)


class UserAdd(FormPage):
    role = Role.ADMIN
    form_class = UserAddForm
    template_name = "crm/user_form.html"

    def save(self, form: UserAddForm) -> str:
        user = users.add(actor=self.request.user, **form.cleaned_data)
        messages.success(self.request, _("Kontot finns nu."))
        if users.has_mail():
            send_link(self.request, user)
        return reverse("crm:user_detail", args=[user.pk])

    def extra_context(self) -> dict[str, Any]:
        return {"title": _("Lägg till användare"), "crumbs": crumbs(), "cancel_url": reverse("crm:user_list")}


class UserEdit(FormPage):
    role = Role.ADMIN
    form_class = UserEditForm
    template_name = "crm/user_form.html"
    success_message = gettext_lazy("Kontot är ändrat.")

    def form_kwargs(self) -> dict[str, Any]:
        user = get_account(self.kwargs["pk"])
        initial = {
            "name": user.name, "language": user.language, "is_active": user.is_active, "version": user.version,
        }  # fmt: skip
        return {"initial": {**initial, "role": users.role_of_account(user)}}

    def save(self, form: UserEditForm) -> str:
        user = users.edit(actor=self.request.user, user=get_account(self.kwargs["pk"]), **form.cleaned_data)
        return reverse("crm:user_detail", args=[user.pk])

    def extra_context(self) -> dict[str, Any]:
        user = get_account(self.kwargs["pk"])
        detail = reverse("crm:user_detail", args=[user.pk])
        return {
            "title": _("Redigera %(name)s") % {"name": user},
            "crumbs": [*crumbs(), {"label": str(user), "url": detail}],
            "cancel_url": detail,
        }


class UserLink(MemberView):
    """The link that sets a password: mailed where mail is set up, and shown this once to who asked for it."""

    role = Role.ADMIN

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        user = get_account(pk)
        link = send_link(request, user)
        if not link:
            return HttpResponseRedirect(reverse("crm:user_detail", args=[user.pk]))
        context = {"account": user, "link": link, "has_mail": users.has_mail(), "crumbs": crumbs()}
        response: HttpResponse = TemplateResponse(request, "crm/user_link.html", context)
        return never_cache(lambda _request: response)(request)


def get_account(pk: int) -> User:
    found = User.objects.people().filter(pk=pk).prefetch_related("groups").first()
    if found is None:
        raise Http404
    return found


def send_link(request: HttpRequest, user: User) -> str:
    try:
        link = users.invite(actor=request.user, user=user, site=f"{request.scheme}://{request.get_host()}")
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return ""
    if users.has_mail():
        messages.success(request, _("En länk är skickad till %(email)s.") % {"email": user.email})
    return link


def crumbs() -> list[dict[str, str]]:
    return [{"label": _("Användare"), "url": reverse("crm:user_list")}]
