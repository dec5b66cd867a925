"""The programme of a week or a conference: its page, and a file of it taken in."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.core import signing
from django.db.models import Count, Prefetch, TimeField, Value
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from advocacy.filters.programme import ProgrammeFilterSet
from advocacy.forms.programme import ProgrammeFileForm
from advocacy.imports import programme as files
from advocacy.imports.calendar import MOST_BYTES, Unreadable
from advocacy.models import Event, EventSpeaker, EventStaff
from advocacy.services import programme
from contacts.columns.person import describe_person
from contacts.imports.pasted import certain
from contacts.models import Person
from crm.common.columns import Column
from crm.common.views import FormPage, ListPage, get_visible

COLUMNS = (Column("when", gettext_lazy("När"), lambda event: event.starts_on, ("starts_on", "begins", "name"), "date"),)
KEPT_FOR = 24 * 60 * 60
SHOWN = 100  # so many of each sort are listed before taking a programme in


def crumbs(event: Event) -> list[dict[str, str]]:
    return [
        {"label": pgettext("several", "Arrangemang"), "url": reverse("advocacy:event_list")},
        {"label": event.name, "url": event.get_absolute_url()},
    ]


class Programme(ListPage):
    """The parts of an event day by day, with who of the register takes part and who of us is there."""

    columns = COLUMNS
    default_sort = "when"
    filterset_class = ProgrammeFilterSet
    template_name = "advocacy/event_programme.html"
    results_template = "advocacy/_programme.html"
    page_size = 100

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.event = get_visible(Event.objects.all(), request.user, pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:  # type: ignore[override]
        return super().get(request)

    def queryset(self) -> Any:
        begins = Coalesce("starts_at", Value("00:00:00", TimeField()))
        return Event.objects.visible_to(self.request.user).filter(parent=self.event).annotate(begins=begins)

    def prepare_rows(self, rows: Any) -> Any:
        people = Person.objects.visible_to(self.request.user).with_current_memberships()
        speakers = EventSpeaker.objects.order_by("pk").prefetch_related(Prefetch("person", queryset=people))
        staff = EventStaff.objects.select_related("user").order_by("user__name")
        return rows.prefetch_related(Prefetch("speakers", speakers), Prefetch("staff", staff))

    def rows_of(self, ids: list[Any]) -> list[Any]:
        rows = super().rows_of(ids)
        for row in rows:
            row.known = [
                {**describe_person(one.person), "url": one.person.get_absolute_url(), "part": one}
                for one in row.speakers.all()
                if one.person
            ]
            row.others = [one for one in row.speakers.all() if not one.person]
        return rows

    def extra_context(self) -> dict[str, Any]:
        days = Event.objects.filter(parent=self.event).order_by("starts_on").values("starts_on")
        asked = self.request.GET.copy()
        asked.pop("sida", None)
        chosen = asked.pop("day", [""])[-1]
        query = f"&{asked.urlencode()}" if asked else ""
        tabs = [
            {
                "label": date_format(day["starts_on"], "D j M").lower(),
                "url": f"?day={day['starts_on']:%Y-%m-%d}{query}",
                "active": chosen == f"{day['starts_on']:%Y-%m-%d}",
                "count": day["count"],
            }
            for day in days.annotate(count=Count("pk"))
        ]
        every = {"label": _("Alla dagar"), "url": f"?{query[1:]}", "active": not chosen}
        return {
            "title": _("Program"),
            "results_template": self.results_template,
            "event": self.event,
            "crumbs": crumbs(self.event),
            "tabs": [every, *tabs] if len(tabs) > 1 else [],
            "empty": {
                "title": _("Inget program än"),
                "text": _("Läs in ett program, eller lägg till delar en i taget från arrangemangets sida."),
            },
        }


class ProgrammeImport(FormPage):
    """A file is read and what it would change is shown; the button under that does it, from what was shown."""

    form_class = ProgrammeFileForm
    template_name = "advocacy/event_programme_import.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.event = get_visible(Event.objects.all(), request.user, pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if "read" in request.POST:
            return self.take_in(request)
        form = ProgrammeFileForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.show(form, status=422)
        upload = form.cleaned_data["file"]
        try:
            if upload.size > MOST_BYTES:
                raise Unreadable(_("Filen är större än 10 MB."))
            first = self.event.starts_on
            last = self.event.ends_on or first
            found = files.read(upload.read(), upload.name, first=first, last=last)
        except Unreadable as error:
            form.add_error("file", str(error))
            return self.show(form, status=422)
        plan = programme.compare(event=self.event, entries=found.entries, known=self.known(found.entries))
        read = signing.dumps(files.packed(found.entries), salt=self.salt, compress=True)
        return self.show(ProgrammeFileForm(), **_preview(plan, found), name=upload.name, read=read)

    def take_in(self, request: HttpRequest) -> HttpResponse:
        try:
            rows = signing.loads(request.POST["read"], salt=self.salt, max_age=KEPT_FOR)
        except signing.BadSignature:
            form = ProgrammeFileForm()
            messages.error(request, _("Det som granskades gäller inte längre. Välj filen igen."))
            return self.show(form, status=422)
        entries = files.unpacked(rows)
        plan, done = programme.apply(actor=request.user, event=self.event, entries=entries, known=self.known(entries))
        if done is None:
            messages.info(request, _("Programmet är redan inläst. Inget ändrades."))
        else:
            said = _(
                "Programmet är inläst: %(new)s nya och %(changed)s ändrade. Det går att ångra under Större ändringar."
            )
            messages.success(request, said % {"new": len(plan.new), "changed": len(plan.changed)})
        return HttpResponseRedirect(reverse("advocacy:event_programme", args=[self.event.pk]))

    def known(self, entries: list[Any]) -> dict[str, Person]:
        return certain(files.names_in(entries), actor=self.request.user)

    @property
    def salt(self) -> str:
        return f"programme-{self.event.pk}-{self.request.user.pk}"

    def extra_context(self) -> dict[str, Any]:
        return {
            "title": _("Läs in program"),
            "event": self.event,
            "submit_label": _("Granska"),
            "cancel_url": self.event.get_absolute_url(),
            "crumbs": crumbs(self.event),
        }


def _preview(plan: programme.Plan, found: files.Programme) -> dict[str, Any]:
    names = {part.name for entry in plan.new for part in entry.speakers}
    names |= {part.name for change in plan.changed for part in change.come}
    return {
        "plan": replace(plan, new=plan.new[:SHOWN], missing=plan.missing[:SHOWN]),
        "counts": {
            "new": len(plan.new),
            "changed": len(plan.changed),
            "unchanged": plan.unchanged,
            "missing": len(plan.missing),
            "wrong": len(found.wrong),
        },
        "changed": [(change.event, _told(change)) for change in plan.changed[:SHOWN]],
        "wrong": found.wrong[:SHOWN],
        "told": found.told[:SHOWN],
        "met": [plan.known[name] for name in sorted(names) if name in plan.known],
        "is_nothing": plan.is_nothing,
    }


def _told(change: programme.Change) -> list[str]:
    """What the file would change of an event, as it stands and as it would be: 'plats: Hamnplan 2 → Donners plats'."""
    lines = []
    for name, old, new in change.fields:
        if name == "is_cancelled":
            lines.append(_("ställs in"))
        elif name != "uid":  # nothing that anybody reads
            label = Event._meta.get_field(name).verbose_name  # type: ignore[union-attr]
            lines.append(f"{label}: {_worded(old)} → {_worded(new)}")
    for said, names in (
        (_("tillkommer"), [part.name for part in change.come]),
        (_("utgår"), [row.name for row in change.gone]),
        (_("kopplas till registret"), [row.name for row in change.linked]),
    ):
        if names:
            lines.append(f"{said}: {', '.join(names)}")
    return lines


def _worded(value: Any) -> str:
    if isinstance(value, dt.date):
        return date_format(value, "j M Y")
    return f"{value:%H.%M}" if isinstance(value, dt.time) else str(value or "–")
