"""Acts: the list, one of them, noting, changing, placing on a priority and taking away."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advocacy.choices import Leaning
from advocacy.columns.act import ACT_COLUMNS, leaning_badge
from advocacy.filters.act import ActFilterSet
from advocacy.forms.act import ActForm, PlaceForm, open_priorities
from advocacy.models import Act, Position, Priority
from advocacy.services import acts
from advocacy.views.changes import summed_up
from contacts.models import Person
from crm.common.exports import ExportPage
from crm.common.history import changes_of
from crm.common.messages import done
from crm.common.permissions import Role
from crm.common.text import row_id
from crm.common.views import FormPage, ListPage, MemberView, get_visible
from crm.common.writes import Conflict

LIST = "advocacy:act_list"
UNPLACED = "advocacy:act_unplaced"
NAMED: dict[str, Any] = {"person": Person, "priority": Priority}
ROWS = 25


def crumbs(act: Act | None = None) -> list[dict[str, str]]:
    """The way to the list, or on to one of its acts."""
    found = [{"label": _("Handlingar"), "url": reverse(LIST)}]
    if act:
        found.append({"label": act.title, "url": act.get_absolute_url()})
    return found


class ActList(ListPage):
    columns = ACT_COLUMNS
    default_sort = "-acted_on"
    filterset_class = ActFilterSet
    template_name = "advocacy/act_list.html"
    results_template = "contacts/_results.html"

    def queryset(self) -> Any:
        return Act.objects.visible_to(self.request.user)

    def extra_context(self) -> dict[str, Any]:
        is_whole = not self.request.htmx  # type: ignore[attr-defined]
        return {
            "title": _("Handlingar"),
            "results_template": self.results_template,
            "export_url": reverse("advocacy:act_export"),
            "unplaced": self.queryset().unplaced().count() if is_whole else 0,
            "empty": {
                "title": _("Inga handlingar här"),
                "text": _(
                    "Här visas vad personer har gjort offentligt i våra sakfrågor: frågor, anföranden, reservationer"
                    " och uttalanden."
                ),
            },
        }


class ActExport(ExportPage, ActList):
    """Exactly the filtered list as .xlsx or .csv."""

    export_name = gettext_lazy("Handlingar")


class ActDetail(MemberView):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        act = get_visible(Act.objects.for_list(), request.user, pk=pk)
        context = {
            "title": act.title,
            "act": act,
            "crumbs": crumbs(),
            "leaning": leaning_badge(act),
            "positions": positions_of(act.priority, request.user),
            "changes": summed_up(changes_of(act)),
        }
        return TemplateResponse(request, "advocacy/act_detail.html", context)


def positions_of(priority: Priority | None, user: Any) -> Any:
    """What we say on a priority, in order; nothing without one."""
    return Position.objects.visible_to(user).in_use().filter(priority=priority) if priority else ()


class ActPosition(MemberView):
    """Our position on the priority that a form has chosen, to be read beside it."""

    def get(self, request: HttpRequest) -> HttpResponse:
        pk = row_id(request.GET.get("priority", ""))
        found = Priority.objects.visible_to(request.user).filter(pk=pk).first() if pk is not None else None
        context = {"priority": found, "positions": positions_of(found, request.user)}
        return TemplateResponse(request, "advocacy/_act_position.html", context)


class ActFormPage(FormPage):
    form_class = ActForm
    template_name = "advocacy/act_form.html"
    act: Act | None = None
    priority: Priority | None = None

    def extra_context(self) -> dict[str, Any]:
        return {"priority": self.priority, "positions": positions_of(self.priority, self.request.user)}


class ActAdd(ActFormPage):
    """?person=ID or ?priority=ID says where one came from, which is where one goes back to."""

    success_message = gettext_lazy("Handlingen är noterad.")

    def form_kwargs(self) -> dict[str, Any]:
        self.came_from: dict[str, Any] = {}
        for name, model in NAMED.items():
            pk = row_id(self.request.GET.get(name, ""))
            if pk is not None and (row := model.objects.visible_to(self.request.user).filter(pk=pk).first()):
                self.came_from[name] = row
        self.priority = self.came_from.get("priority")
        return {"user": self.request.user, "initial": {name: row.pk for name, row in self.came_from.items()}}

    def save(self, form: ActForm) -> str:
        act = acts.note(actor=self.request.user, **form.content())
        return self._back() or act.get_absolute_url()

    def _back(self) -> str:
        row = next(iter(self.came_from.values()), None)
        return row.get_absolute_url() if row else ""

    def extra_context(self) -> dict[str, Any]:
        return {
            **super().extra_context(),
            "title": _("Notera handling"),
            "lead": _("Något en person har gjort offentligt, med en länk dit det går att läsa."),
            "cancel_url": self._back() or reverse(LIST),
            "crumbs": crumbs(),
        }


class ActEdit(ActFormPage):
    success_message = gettext_lazy("Ändringarna är sparade.")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.found = get_visible(Act.objects.for_list(), request.user, pk=kwargs["pk"])
        self.priority = self.found.priority
        return super().dispatch(request, *args, **kwargs)

    def form_kwargs(self) -> dict[str, Any]:
        return {"user": self.request.user, "act": self.found}

    def save(self, form: ActForm) -> str:
        version = form.cleaned_data["version"]
        return acts.edit(actor=self.request.user, act=self.found, version=version, **form.content()).get_absolute_url()

    def extra_context(self) -> dict[str, Any]:
        return {
            **super().extra_context(),
            "title": _("Redigera handling"),
            "cancel_url": self.found.get_absolute_url(),
            "crumbs": crumbs(self.found),
        }


class ActRemove(MemberView):
    """Asks before one that was noted by mistake is taken away."""

    role = Role.EDITOR

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        act = get_visible(Act.objects.for_list(), request.user, pk=pk)
        context = {
            "title": _("Ta bort handlingen"),
            "question": _("%(who)s: %(what)s. Det går att ångra efteråt.") % {"who": act.person, "what": act.title},
            "submit_label": _("Ta bort"),
            "cancel_url": act.get_absolute_url(),
            "danger": True,
            "crumbs": crumbs(act),
        }
        return TemplateResponse(request, "pages/confirm.html", context)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        act = get_visible(Act.objects.for_list(), request.user, pk=pk)
        done(request, acts.remove(actor=request.user, act=act), _("Handlingen är borttagen."))  # type: ignore[arg-type]
        return HttpResponseRedirect(reverse(LIST))


# --- Those that nobody has placed -----------------------------------------------------------------------------------


class ActUnplaced(MemberView):
    """Acts without a priority, the newest first: each is placed in its own row."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show(request)

    def show(self, request: HttpRequest, wrong: tuple[int, PlaceForm] | None = None, status: int = 200) -> HttpResponse:
        rows = Act.objects.visible_to(request.user).unplaced().for_list().order_by("-acted_on", "-pk")
        page = Paginator(rows, ROWS).get_page(request.GET.get("sida"))
        for act in page.object_list:
            act.errors = wrong[1].errors if wrong and wrong[0] == act.pk else {}
            act.typed = wrong[1].data if wrong and wrong[0] == act.pk else {}
        context = {
            "title": _("Utan sakfråga"),
            "crumbs": crumbs(),
            "page_obj": page,
            "priorities": [(str(row.pk), str(row)) for row in open_priorities(request.user)],  # type: ignore[arg-type]
            "leanings": Leaning.choices,
        }
        return TemplateResponse(request, "advocacy/act_unplaced.html", context, status=status)


class ActPlace(ActUnplaced):
    """One row of the list of those without a priority."""

    role = Role.EDITOR
    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        act = get_visible(Act.objects.for_list(), request.user, pk=pk)
        form = PlaceForm(request.POST, user=request.user)  # type: ignore[arg-type]
        if not form.is_valid():
            return self.show(request, (act.pk, form), 422)
        try:
            acts.place(actor=request.user, act=act, **form.cleaned_data)  # type: ignore[arg-type]
        except Conflict:
            messages.error(request, _("Handlingen har ändrats sedan du öppnade sidan. Ingenting är sparat."))
        else:
            said = _("%(what)s är kopplad till %(priority)s.")
            messages.success(request, said % {"what": act.title, "priority": form.cleaned_data["priority"]})
        return HttpResponseRedirect(reverse(UNPLACED))
