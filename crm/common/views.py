"""What every page stands on: who may come in, how a list and a form behave."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.generic import View

from crm.common.columns import Column, ordering
from crm.common.history import Change, changes_since
from crm.common.permissions import Role, can, is_member
from crm.common.writes import Conflict

PAGE_SIZE = 50


class MemberView(View):
    """A page for members: outsiders get 404, members without `role` get 403.

    `write_role` is asked for when the method is not GET or HEAD.
    """

    role: Role = Role.READER
    write_role: Role | None = None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not is_member(request.user):
            raise Http404
        safe = request.method in ("GET", "HEAD", "OPTIONS")
        needed = self.role if safe or self.write_role is None else self.write_role
        if not can(request.user, needed):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class ListPage(MemberView):
    """A list: filtered, sorted, paged, with its state in the URL.

    Subclasses give `columns`, `default_sort`, `filterset_class`, `template_name` and `queryset()`, which must
    start from `visible_to`/`listed_for`. An htmx request gets the results partial alone.
    """

    columns: Sequence[Column] = ()
    default_sort = ""
    filterset_class: Any = None
    template_name = ""
    results_template = "pages/_results.html"
    page_size = PAGE_SIZE

    def queryset(self) -> Any:
        raise NotImplementedError

    def get_columns(self) -> Sequence[Column]:
        return self.columns

    def prepare_rows(self, rows: Any) -> Any:
        """Add what a row shows (prefetches); runs on the page's rows only."""
        return rows.for_list()

    def get_filterset(self) -> Any:
        return self.filterset_class(self.request.GET, queryset=self.queryset(), request=self.request)

    def get(self, request: HttpRequest) -> HttpResponse:
        filterset = self.get_filterset()
        columns = self.get_columns()
        sort, order = ordering(columns, request.GET.get("sort", ""), self.default_sort)
        # Only the ids of the page are sorted and cut; the wide rows are read by id afterwards.
        matched = filterset.qs.order_by(*order)
        page = Paginator(matched.values_list("pk", flat=True), self.page_size).get_page(request.GET.get("sida"))
        wanted = list(page.object_list)
        rows = {row.pk: row for row in self.prepare_rows(self.queryset().filter(pk__in=wanted).order_by())}
        context = {
            "filterset": filterset,
            "columns": [c for c in columns if c.is_shown],
            "object_list": [rows[pk] for pk in wanted if pk in rows],
            "page_obj": page,
            "chips": (chips := filterset.chips),
            "total": self.total() if chips else None,
            "sort": sort,
            **self.extra_context(),
        }
        partial = request.htmx and not request.htmx.boosted  # type: ignore[attr-defined]
        # Page and partial share an address: without Vary the Back button would show the partial alone.
        template = self.results_template if partial else self.template_name
        return TemplateResponse(request, template, context, headers={"Vary": "HX-Request"})

    def total(self) -> int | None:
        """How many there are when nothing is filtered: the m of 'n av m'."""
        return self.filterset_class({}, queryset=self.queryset(), request=self.request).qs.count()

    def extra_context(self) -> dict[str, Any]:
        return {}


class FormPage(MemberView):
    """A page with one form: keeps what was typed, shows errors beside the field, tells of conflicts.

    Subclasses give `form_class`, `template_name`, `form_kwargs()`, and `save(form)` which calls a service and
    returns the address to go to.
    """

    role = Role.EDITOR
    form_class: Any = None
    template_name = ""
    success_message = ""

    def form_kwargs(self) -> dict[str, Any]:
        return {}

    def save(self, form: Any) -> str:
        raise NotImplementedError

    def extra_context(self) -> dict[str, Any]:
        return {}

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self.show(self.form_class(**self.form_kwargs()))

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        form = self.form_class(request.POST, request.FILES, **self.form_kwargs())
        if not form.is_valid():
            return self.show(form, status=422)
        try:
            url = self.save(form)
        except ValidationError as error:
            add_errors(form, error)
            return self.show(form, status=422)
        except Conflict as conflict:
            return self.show_conflict(form, conflict)
        if self.success_message:
            messages.success(request, self.success_message)
        return HttpResponseRedirect(url)

    def show_conflict(self, form: Any, conflict: Conflict) -> HttpResponse:
        """What was typed is kept, what the other changed is told (`conflict_changes`), and saving again is a choice."""
        since = form.data.get("version")
        form.add_error(None, str(conflict))
        form.data = form.data.copy()
        form.data["version"] = conflict.obj.version  # type: ignore[attr-defined]
        changes = self.changes_since(conflict.obj, since)
        return self.show(form, status=409, conflict=conflict.obj, conflict_changes=changes)

    def changes_since(self, obj: Any, version: Any) -> list[Change]:
        return changes_since(obj, version)

    def show(self, form: Any, status: int = 200, **context: Any) -> HttpResponse:
        return TemplateResponse(
            self.request, self.template_name, {"form": form, **self.extra_context(), **context}, status=status
        )


def add_errors(form: Any, error: ValidationError) -> None:
    """Put a service's ValidationError beside the fields that it names, the rest on top of the form."""
    if not hasattr(error, "error_dict"):
        form.add_error(None, error)
        return
    for name, errors in error.error_dict.items():
        form.add_error(name if name in form.fields else None, errors)


def get_visible(queryset: Any, user: Any, **lookup: Any) -> Any:
    """Fetch and authorise in one line: what the user may not see does not exist."""
    found = queryset.visible_to(user).filter(**lookup).first()
    if found is None:
        raise Http404(_("Sidan finns inte."))
    return found
