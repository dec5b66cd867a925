"""Contacts: the list, one of them, logging, changing, cancelling, taking them out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advocacy.choices import EventKind, InteractionKind, InteractionStatus, ParticipantSide
from advocacy.columns.interaction import INTERACTION_COLUMNS, STATE_OF_STATUS
from advocacy.confidentiality import conceal
from advocacy.filters.interaction import InteractionFilterSet
from advocacy.forms.interaction import InteractionForm
from advocacy.models import Commitment, Event, Goal, Interaction, Priority, Stance, Task
from advocacy.permissions import knows_who_asked, may_edit_interaction
from advocacy.services import interactions
from advocacy.services.interaction_parts import MOST_FILES
from advocacy.views.carried import carried
from advocacy.views.changes import summed_up
from advocacy.views.contact_parts import parts_of, without_who_asked
from contacts.models import Organization, Person
from contacts.querysets.named import left_of
from contacts.views.parts import panels_of
from crm.common import attachments
from crm.common.columns import prepared
from crm.common.dates import active_q
from crm.common.exports import CHUNK, ExportPage
from crm.common.history import Change, changes_of, changes_since
from crm.common.permissions import Role
from crm.common.text import row_id
from crm.common.views import FormPage, ListPage, MemberView, get_visible
from crm.models import Attachment

KIND_OF_EVENT = {
    EventKind.WEEK: InteractionKind.ALMEDALEN,
    EventKind.CONFERENCE: InteractionKind.CONFERENCE,
    EventKind.COUNCIL: InteractionKind.CONFERENCE,
    EventKind.SEMINAR: InteractionKind.SEMINAR,
    EventKind.STUDY_TRIP: InteractionKind.STUDY_TRIP,
}


class InteractionList(ListPage):
    columns = INTERACTION_COLUMNS
    default_sort = "-held_on"
    filterset_class = InteractionFilterSet
    template_name = "advocacy/interaction_list.html"
    results_template = "contacts/_results.html"

    def queryset(self) -> Any:
        return Interaction.objects.listed_for(self.request.user)

    def prepare_rows(self, rows: Any) -> Any:
        used = self.get_columns() if self.used_columns is None else self.used_columns
        return conceal(prepared(rows.for_list(), used))

    def extra_context(self) -> dict[str, Any]:
        return {
            "title": _("Kontakter"),
            "results_template": self.results_template,
            "export_url": reverse("advocacy:interaction_export"),
            "empty": {
                "title": _("Inga kontakter än"),
                "text": _("Här visas möten, samtal, brev och allt annat som ni har med dem ni vill påverka."),
                "action_label": _("Registrera kontakt"),
                "action_url": reverse("advocacy:interaction_add"),
            },
        }


class InteractionExport(ExportPage, InteractionList):
    """Exactly the filtered list as .xlsx or .csv; confidential ones with their day alone."""

    export_name = gettext_lazy("Kontakter")
    instead: ClassVar = {"who": ["people"], "about": ["priorities"], "ours": ["our_side"]}

    def export_rows(self, queryset: Any, columns: Any) -> Iterator[Any]:
        return conceal(prepared(queryset.for_list(), columns).iterator(chunk_size=CHUNK))


class InteractionDetail(MemberView):
    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        rows = Interaction.objects.select_related("event", "organization", "own_body", "created_by", "facts")
        interaction = get_visible(rows, request.user, pk=pk)
        parts = interaction.participations.select_related("person", "user", "membership__party")
        priorities = [link.priority for link in interaction.priority_links.select_related("priority")]
        goals = [link.goal for link in interaction.goal_links.select_related("goal__plan", "goal__priority")]
        told = tells_who_asked(request.user, interaction)
        changes = changes_of(interaction, _history_of_parts(interaction))
        context = {
            "title": interaction.title,
            "interaction": interaction,
            "crumbs": [{"label": _("Kontakter"), "url": reverse("advocacy:interaction_list")}],
            "theirs": [part for part in parts if part.side == ParticipantSide.THEIRS],
            "ours": [part for part in parts if part.side == ParticipantSide.OURS],
            "priorities": priorities,
            "goals": goals,
            "carried": [goal for goal in _carried(priorities, interaction) if goal not in goals],
            "tasks": Task.objects.visible_to(request.user).filter(interaction=interaction).for_list(),
            "readers": [row.user for row in interaction.readers.select_related("user")],
            **parts_of(interaction, tells_who_asked=told),
            "may_edit": may_edit_interaction(request.user, interaction),
            "panels": panels_of(interaction, request),
            "status_state": STATE_OF_STATUS[interaction.status],
            "took_place": interaction.status == InteractionStatus.DONE,
            "changes": summed_up(changes if told else without_who_asked(changes)),
        }
        return TemplateResponse(request, "advocacy/interaction_detail.html", context)


def tells_who_asked(user: Any, interaction: Interaction) -> bool:
    """Whether the page may tell `user` who asked, and had asked: no question where there never were any such facts."""
    return not hasattr(interaction, "facts") or knows_who_asked(user, interaction)


def _carried(priorities: list[Priority], interaction: Interaction) -> list[Goal]:
    """Goals of the plans of that day that the priorities carry: their own, and those of the priorities above them."""
    parents = dict(Priority.objects.values_list("pk", "parent_id")) if priorities else {}
    above: set[int] = set()
    for priority in priorities:
        pk: int | None = priority.pk
        while pk is not None and pk not in above:
            above.add(pk)
            pk = parents.get(pk)
    plans = active_q(interaction.held_on, "plan__")
    return list(Goal.objects.filter(plans, priority__in=above).select_related("plan")) if above else []


def _history_of_parts(interaction: Interaction) -> list[Any]:
    models = (relation.related_model for relation in Interaction._meta.related_objects)
    tracked = [model for model in models if hasattr(model, "history") and model is not Task]
    return [_history_of(model).filter(interaction_id=interaction.pk) for model in tracked]


def _history_of(model: Any) -> Any:
    """A part's history with the rows that it names, so that twelve participants cost one query."""
    names = [f.name for f in model._meta.fields if f.is_relation]
    return model.history.select_related(*names, *(["membership__organization"] if "membership" in names else []))


class WithFiles(FormPage):
    """A form whose files are taken in as they come: what else is wrong, nobody chooses them a second time."""

    kept_files: list[Attachment] = []
    refused_files: list[str] = []

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        ids = [pk for pk in map(row_id, request.POST.getlist("kept_files")) if pk is not None]
        self.kept_files = attachments.pending(ids[:MOST_FILES], request.user)
        self.refused_files = []
        for upload in request.FILES.getlist("files")[: MOST_FILES + 1]:
            try:
                self.kept_files.append(attachments.store(upload=upload, actor=request.user))
            except ValidationError as error:
                self.refused_files += error.messages
        return super().post(request, **kwargs)

    def form_kwargs(self) -> dict[str, Any]:
        return {"user": self.request.user, "kept_files": self.kept_files, "refused_files": self.refused_files}


class InteractionAdd(WithFiles):
    form_class = InteractionForm
    template_name = "advocacy/interaction_form.html"
    success_message = gettext_lazy("Kontakten är registrerad.")

    def form_kwargs(self) -> dict[str, Any]:
        return {**super().form_kwargs(), "initial": self.prefilled()}

    def prefilled(self) -> dict[str, Any]:
        """What the address names: ?person=ID&event=ID&priority=ID&organization=ID, as far as the user sees them.

        `status=planned`: one that is to be, on a day that is yet to be said.
        """
        user, get = self.request.user, self.request.GET
        initial: dict[str, Any] = {}
        for name, field, model in (("person", "people", Person), ("priority", "priorities", Priority)):
            ids = [pk for pk in map(row_id, get.getlist(name)) if pk is not None][:50]
            ids = left_of(model, ids) if model is Person else ids
            if ids:
                initial[field] = list(model.objects.visible_to(user).filter(pk__in=ids).values_list("pk", flat=True))
        if (pk := row_id(get.get("organization", ""))) is not None:
            found = Organization.objects.visible_to(user).filter(pk__in=left_of(Organization, [pk]))
            initial["organization"] = found.first()
        if (value := get.get("event", "")).isdecimal():
            initial |= _from_event(Event.objects.visible_to(user).filter(pk=value).first())
        if self.is_ahead:
            initial = {"held_on": None, **initial, "status": InteractionStatus.PLANNED}
        return initial | carried(self.request)

    def save(self, form: InteractionForm) -> str:
        interaction = interactions.log(actor=self.request.user, **form.content())
        return interaction.get_absolute_url()

    @property
    def is_ahead(self) -> bool:
        return self.request.GET.get("status") == InteractionStatus.PLANNED

    def extra_context(self) -> dict[str, Any]:
        return {
            "title": _("Planera kontakt") if self.is_ahead else _("Registrera kontakt"),
            "submit_label": _("Spara"),
            "cancel_url": reverse("advocacy:interaction_list"),
            "crumbs": [{"label": _("Kontakter"), "url": reverse("advocacy:interaction_list")}],
        }


def _from_event(event: Event | None) -> dict[str, Any]:
    if event is None:
        return {}
    initial = {"event": event, "place": event.place, "kind": KIND_OF_EVENT.get(event.kind, InteractionKind.MEETING)}
    return {**initial, "held_on": event.starts_on} if event.starts_on else initial


class InteractionEdit(WithFiles):
    form_class = InteractionForm
    template_name = "advocacy/interaction_form.html"
    success_message = gettext_lazy("Ändringarna är sparade.")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        rows = Interaction.objects.select_related("facts").prefetch_related(
            "participations",
            "points",
            Prefetch("stances", Stance.objects.for_list()),
            Prefetch("commitments", Commitment.objects.for_list()),
        )
        self.interaction = get_visible(rows, request.user, pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def form_kwargs(self) -> dict[str, Any]:
        return {**super().form_kwargs(), "interaction": self.interaction}

    def save(self, form: InteractionForm) -> str:
        interactions.edit(
            actor=self.request.user,
            interaction=self.interaction,
            version=form.cleaned_data["version"],
            **form.content(),
        )
        return self.interaction.get_absolute_url()

    def changes_since(self, obj: Any, version: Any) -> list[Change]:
        changes = changes_since(obj, version, _history_of_parts(obj))
        return changes if tells_who_asked(self.request.user, obj) else without_who_asked(changes)

    def extra_context(self) -> dict[str, Any]:
        return {
            "title": _("Redigera kontakt"),
            "object": self.interaction,
            "cancel_url": self.interaction.get_absolute_url(),
            "crumbs": [
                {"label": _("Kontakter"), "url": reverse("advocacy:interaction_list")},
                {"label": self.interaction.title, "url": self.interaction.get_absolute_url()},
            ],
        }


class InteractionCancel(MemberView):
    """Says that a contact did not happen."""

    role = Role.EDITOR

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        interaction = get_visible(Interaction.objects.all(), request.user, pk=pk)
        context = {
            "title": _("Ställ in kontakten"),
            "question": _("Kontakten står kvar i listan som inställd och räknas inte."),
            "submit_label": _("Ställ in"),
            "cancel_url": interaction.get_absolute_url(),
            "danger": True,
            "crumbs": [{"label": interaction.title, "url": interaction.get_absolute_url()}],
        }
        return TemplateResponse(request, "pages/confirm.html", context)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        interaction = get_visible(Interaction.objects.all(), request.user, pk=pk)
        interactions.cancel(actor=request.user, interaction=interaction)
        messages.success(request, _("Kontakten är inställd."))
        return HttpResponseRedirect(interaction.get_absolute_url())


class InteractionAttendance(MemberView):
    """What follows from the people and the kind chosen so far in the form: attendance, tones, whose stance it may be.

    Changes nothing.
    """

    role = Role.EDITOR

    def post(self, request: HttpRequest) -> HttpResponse:
        interaction = None
        if (value := request.GET.get("for", "")).isdecimal():
            interaction = get_visible(Interaction.objects.all(), request.user, pk=value)
        form = InteractionForm(request.POST, user=request.user, interaction=interaction, is_echo=True)
        return TemplateResponse(request, "advocacy/_attendance.html", {"form": form, "is_echo": True})
