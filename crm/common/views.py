"""What every page stands on: who may come in, how a list and a form behave."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import View

from crm.common import extensions, saved_views
from crm.common.columns import Column, chosen, ordering, prepared, sortable
from crm.common.counting import counted
from crm.common.filters import PANEL
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
    start from `visible_to`/`listed_for`. An htmx request gets the results partial alone, one with `?vyer=1` the
    menu of saved views, one with `?filter=1` the fields of the filter panel. `bulk_url_name` is the page that changes
    ticked rows of `bulk_model`; it takes `action`.
    """

    columns: Sequence[Column] = ()
    default_sort = ""
    filterset_class: Any = None
    template_name = ""
    results_template = "pages/_results.html"
    page_size = PAGE_SIZE
    bulk_url_name = ""
    bulk_model = ""
    # The model whose rows alone decide how many an unfiltered list has; then it is not counted for every page.
    counted_by: Any = None
    # What rows are prepared for: the columns on screen; all of them where nobody has chosen.
    used_columns: Sequence[Column] | None = None

    def queryset(self) -> Any:
        raise NotImplementedError

    def get_columns(self) -> Sequence[Column]:
        return self.columns

    def prepare_rows(self, rows: Any) -> Any:
        """Add what a row shows (prefetches); runs on the page's rows only."""
        used = self.get_columns() if self.used_columns is None else self.used_columns
        return prepared(rows.for_list(), used)

    def rows_of(self, ids: list[Any]) -> list[Any]:
        """The page's rows in the order of `ids`, which the list has found: who may not see them is out already."""
        rows = {row.pk: row for row in self.prepare_rows(self.queryset().filter(pk__in=ids).order_by())}
        return [rows[pk] for pk in ids if pk in rows]

    def data(self) -> QueryDict:
        """What the list is asked for."""
        return self.request.GET

    def get_filterset(self) -> Any:
        return self.filterset_for(self.data())

    def filterset_for(self, data: QueryDict) -> Any:
        return self.filterset_class(data, queryset=self.queryset(), request=self.request)

    def sorted_rows(self, filterset: Any) -> tuple[str, Any]:
        """The sort that holds, and what the filter finds in that order."""
        columns = self.get_columns()
        sort, order = ordering(columns, self.request.GET.get("sort", ""), self.default_sort)
        return sort, sortable(filterset.qs, columns, sort).order_by(*order)

    def get(self, request: HttpRequest) -> HttpResponse:
        if saved_views.MENU in request.GET:
            return self.views_menu(request)
        filterset = self.get_filterset()
        if PANEL in request.GET:
            return TemplateResponse(request, "pages/_filter_fields.html", {"filterset": filterset})
        columns = self.get_columns()
        self.used_columns = chosen(columns, request.GET.getlist(saved_views.COLUMNS))
        chips = filterset.chips
        count, total = self.counts(filterset.qs, is_filtered=bool(chips))
        sort, matched = self.sorted_rows(filterset)
        # Only the ids of the page are sorted and cut; the wide rows are read by id afterwards.
        paginator = Paginator(matched.values_list("pk", flat=True), self.page_size)
        paginator.count = count
        page = paginator.get_page(request.GET.get("sida"))
        rows = self.rows_of(list(page.object_list))
        context = {
            "filterset": filterset,
            "columns": self.used_columns,
            "all_columns": [*self.used_columns, *(c for c in columns if c not in self.used_columns)],
            "object_list": rows,
            "columns_key": f"{self.list_name} {','.join(column.name for column in self.used_columns)}",
            "page_obj": page,
            "chips": chips,
            "total": total,
            "sort": sort,
            "has_views": self.has_views,
            "state": (state := saved_views.State.of(request.GET)),
            **self.opened_view(state),
            **self.bulk_context(state),
            **self.extra_context(),
        }
        partial = request.htmx and not request.htmx.boosted  # type: ignore[attr-defined]
        # Page and partial share an address: without Vary the Back button would show the partial alone.
        template = self.results_template if partial else self.template_name
        return TemplateResponse(request, template, context, headers={"Vary": "HX-Request"})

    def counts(self, matched: Any, *, is_filtered: bool) -> tuple[int, int | None]:
        """The n and m of 'n av m': how many match, and how many there are when nothing is filtered. One question."""
        if not is_filtered:
            return counted(matched, self.counted_by) if self.counted_by else matched.count(), None
        found, total = saved_views.counts([matched, self.filterset_for(QueryDict()).qs])
        return found, total

    def extra_context(self) -> dict[str, Any]:
        return {}

    # --- Saved views and what is done to ticked rows ---

    @property
    def list_name(self) -> str:
        """The name by which views of this list are kept: that of its address."""
        match = self.request.resolver_match
        return match.view_name if match else ""

    @property
    def has_views(self) -> bool:
        """A list of something in particular (its address has arguments) keeps no views."""
        match = self.request.resolver_match
        return match is not None and not match.kwargs

    def opened_view(self, state: saved_views.State) -> dict[str, Any]:
        """The saved view that the address names, and whether the list has been changed since it was opened."""
        view = saved_views.opened(self.request.user, self.list_name, self.request.GET) if self.has_views else None
        is_changed = view is not None and not saved_views.State.kept_in(view).is_like(state)
        return {"saved_view": view, "saved_view_is_changed": is_changed}

    def views_menu(self, request: HttpRequest) -> HttpResponse:
        """The views of this list with the number of rows that each finds: one question for the views, one for all."""
        views = saved_views.of_list(request.user, self.list_name)
        states = [saved_views.State.kept_in(view) for view in views]
        found = saved_views.counts([self.filterset_for(QueryDict(state.query)).qs for state in states])
        state = saved_views.State.of(request.GET)
        context = {
            "rows": [
                saved_views.MenuRow(
                    view,
                    url=kept.address(view),
                    count=count,
                    is_mine=view.owner_id == request.user.pk,
                    is_open=str(view.pk) == request.GET.get(saved_views.VIEW),
                )
                for view, kept, count in zip(views, states, found, strict=True)
            ],
            "list_name": self.list_name,
            "state": state,
            "links": self.menu_links(state),
            **self.opened_view(state),
        }
        context["may_change"] = context["saved_view"] and saved_views.may_change(request.user, context["saved_view"])
        return TemplateResponse(request, "pages/_views_menu.html", context)

    def menu_links(self, state: saved_views.State) -> list[dict[str, Any]]:
        """What else may be kept of the list as it stands: `label`, `url` and `icon` each."""
        return []

    def bulk_context(self, state: saved_views.State) -> dict[str, Any]:
        """What may be done to ticked rows: nothing unless the list says where."""
        if not self.bulk_url_name:
            return {}
        actions = [a for a in extensions.bulk_actions.for_model(self.bulk_model) if can(self.request.user, a.role)]
        return {
            "is_selectable": True,  # what is ticked may also be exported
            "bulk_actions": [
                {"label": a.label, "icon": a.icon, "url": reverse(self.bulk_url_name, args=[a.name])} for a in actions
            ],
            "bulk_state": [(n, value) for n, values in QueryDict(state.address()[1:]).lists() for value in values],
        }


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
