"""Stances: the list, how one has moved, noting one outside a contact, taking one away."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advocacy.columns.stance import STANCE_COLUMNS, moved
from advocacy.filters.stance import StanceFilterSet
from advocacy.forms.stance import StanceForm, motion_result, vote_result
from advocacy.models import Motion, Priority, ReportPoint, Stance
from advocacy.services import stances
from contacts.models import Organization, Person
from crm.common.exports import ExportPage
from crm.common.messages import done
from crm.common.permissions import Role
from crm.common.text import row_id, stemmed, tokens
from crm.common.views import FormPage, ListPage, MemberView, get_visible

SUBJECTS: tuple[tuple[str, Any], ...] = (("person", Person), ("organization", Organization), ("priority", Priority))
LIMIT = 12


def _crumbs() -> list[dict[str, str]]:
    return [{"label": _("Var de står"), "url": reverse("advocacy:stance_list")}]


class StanceList(ListPage):
    """Where they stand now, unless all notes are asked for."""

    columns = STANCE_COLUMNS
    default_sort = "-stated_on"
    filterset_class = StanceFilterSet
    template_name = "advocacy/stance_list.html"
    results_template = "contacts/_results.html"

    def queryset(self) -> Any:
        user = self.request.user
        return Stance.objects.visible_to(user).with_first(user)

    def extra_context(self) -> dict[str, Any]:
        return {
            "title": _("Var de står"),
            "results_template": self.results_template,
            "export_url": reverse("advocacy:stance_export"),
            "empty": {
                "title": _("Ingen inställning är noterad"),
                "text": _("Här visas var personer och organisationer står i våra sakfrågor, och vad som visar det."),
            },
        }


class StanceExport(ExportPage, StanceList):
    """Exactly the filtered list as .xlsx or .csv."""

    export_name = gettext_lazy("Var de står")


class StanceDetail(MemberView):
    """How somebody has moved on a priority: first against now, every note between, with what shows it."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        stance = get_visible(Stance.objects.for_list(), request.user, pk=pk)
        notes = list(Stance.objects.visible_to(request.user).alongside(stance).for_list().order_by("-stated_on", "-pk"))
        first, now = notes[-1], notes[0]
        context = {
            "title": f"{stance.person or stance.organization}: {stance.priority}",
            "crumbs": _crumbs(),
            "stance": stance,
            "subject": stance.person or stance.organization,
            "parameter": "person" if stance.person_id else "organization",
            "notes": notes,
            "first": first,
            "now": now,
            "moved": moved(first.value, now.value) if len(notes) > 1 else "",
            "removable": {note.pk for note in notes if stances.may_remove(request.user, note)},  # type: ignore[arg-type]
        }
        return TemplateResponse(request, "advocacy/stance_detail.html", context)


class StanceMotionSuggest(MemberView):
    """Motions by number or words, the newest first."""

    def get(self, request: HttpRequest) -> JsonResponse:
        asked = tokens(request.GET.get("q", ""))
        rows = Motion.objects.visible_to(request.user).order_by("-submitted_on", "-pk")
        for word in asked:
            rows = rows.filter(search_text__contains=stemmed(word))
        found = rows[:LIMIT] if asked else ()
        return JsonResponse({"results": [{"id": motion.pk, **motion_result(motion)} for motion in found]})


class StanceVoteSuggest(MemberView):
    """Points of reports that the chamber voted on, by the report's name or words, the newest first."""

    def get(self, request: HttpRequest) -> JsonResponse:
        asked = request.GET.get("q", "").split()
        rows = ReportPoint.objects.exclude(vote="").select_related("report").order_by("-report__decided_on", "-pk")
        for word in asked:
            # As typed and with a capital: SQLite knows no other case of å, ä and ö.
            wanted = Q()
            for spelt in {word, word.capitalize()}:
                for name in ("title", "report__title", "report__designation"):
                    wanted |= Q(**{f"{name}__icontains": spelt})
            rows = rows.filter(wanted)
        found = rows[:LIMIT] if asked else ()
        return JsonResponse({"results": [{"id": point.pk, **vote_result(point)} for point in found]})


class StanceAdd(FormPage):
    """?person=ID, ?organization=ID or ?priority=ID says where one came from, which is where one goes back to."""

    form_class = StanceForm
    template_name = "pages/form.html"
    success_message = gettext_lazy("Inställningen är noterad.")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.came_from = self._came_from() if request.user.is_authenticated else {}
        return super().dispatch(request, *args, **kwargs)

    def _came_from(self) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for name, model in SUBJECTS:
            pk = row_id(self.request.GET.get(name, ""))
            if pk is not None and (row := model.objects.visible_to(self.request.user).filter(pk=pk).first()):
                found[name] = row
        return found

    def form_kwargs(self) -> dict[str, Any]:
        return {"user": self.request.user, "initial": self.came_from}

    def save(self, form: StanceForm) -> str:
        stance = stances.note(actor=self.request.user, **form.cleaned_data)
        return self._back() or (stance.person or stance.organization).get_absolute_url()  # type: ignore[union-attr]

    def _back(self) -> str:
        row = next(iter(self.came_from.values()), None)
        return row.get_absolute_url() if row else ""

    def extra_context(self) -> dict[str, Any]:
        return {
            "title": _("Notera inställning"),
            "lead": _(
                "Vad någon har sagt, skrivit eller röstat utanför våra kontakter. Det som sades till oss noteras i"
                " kontakten."
            ),
            "cancel_url": self._back() or reverse("advocacy:stance_list"),
            "crumbs": [{"label": str(row), "url": row.get_absolute_url()} for row in self.came_from.values()][:1],
        }


class StanceRemove(MemberView):
    """Asks before one that was noted by mistake is taken away."""

    role = Role.EDITOR

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        stance = self._stance(pk)
        if not stances.may_remove(request.user, stance):  # type: ignore[arg-type]
            raise PermissionDenied
        subject: Any = stance.person or stance.organization
        context = {
            "title": _("Ta bort inställningen"),
            "question": f"{subject} · {stance.priority}: {stance.get_value_display()}. {stance.evidence}",
            "submit_label": _("Ta bort"),
            "cancel_url": subject.get_absolute_url(),
            "danger": True,
            "crumbs": [{"label": str(subject), "url": subject.get_absolute_url()}],
        }
        return TemplateResponse(request, "pages/confirm.html", context)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        stance = self._stance(pk)
        subject: Any = stance.person or stance.organization
        done(request, stances.remove(actor=request.user, stance=stance), _("Inställningen är borttagen."))  # type: ignore[arg-type]
        return HttpResponseRedirect(subject.get_absolute_url())

    def _stance(self, pk: int) -> Stance:
        """One of a contact is changed in the contact and is not found here."""
        rows = Stance.objects.for_list().filter(interaction__isnull=True)
        return get_visible(rows, self.request.user, pk=pk)  # type: ignore[no-any-return]
