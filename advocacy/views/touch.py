"""Those to call, and how often we mean to meet whom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import islice
from typing import Any

from django.http import Http404, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advocacy.columns.touch import BUTTONS, TOUCH_COLUMNS
from advocacy.confidentiality import conceal
from advocacy.filters.touch import TouchFilterSet
from advocacy.forms.touch import IntervalForm
from advocacy.models import ContactInterval
from advocacy.querysets.touch import intervals, with_slack
from advocacy.services import touch
from contacts.choices import Tier
from contacts.models import Person
from contacts.querysets.listed import people_listed
from contacts.views.reference import ReferenceList, crumbs
from crm.common.columns import Column
from crm.common.exports import CHUNK, ExportPage
from crm.common.permissions import Role, can
from crm.common.views import FormPage, ListPage

INTERVALS = "advocacy:contact_interval_list"


def with_ways_in(people: list[Any], user: Any) -> list[Any]:
    """The same people with `known_by`, who of us knows them best, and `next_planned`, as `user` may know it."""
    ids = [person.pk for person in people]
    best, found = touch.known_best(ids, user), touch.next_planned(ids, user)
    planned = dict(zip(found, conceal(found.values()), strict=True))
    for person in people:
        person.known_by = best.get(person.pk) or str(person.owner or "")
        person.next_planned = planned.get(person.pk)
    return people


class TouchList(ListPage):
    """People whom we are losing touch with, or soon will, most overdue first."""

    default_sort = "overdue"
    filterset_class = TouchFilterSet
    template_name = "advocacy/touch_list.html"
    results_template = "contacts/_results.html"

    def get_columns(self) -> Sequence[Column]:
        return [*TOUCH_COLUMNS, *([BUTTONS] if can(self.request.user, Role.EDITOR) else [])]

    def queryset(self) -> Any:
        """Nobody who is archived or does not want to be contacted."""
        people = Person.objects.visible_to(self.request.user).filter(is_archived=False, do_not_contact=False)
        return with_slack(people, self.months)

    @cached_property
    def months(self) -> dict[str, int]:
        return intervals()

    def filterset_for(self, data: QueryDict) -> TouchFilterSet:
        return TouchFilterSet(data, queryset=self.queryset(), request=self.request, months=self.months)

    def rows_of(self, ids: list[Any]) -> list[Any]:
        return with_ways_in(people_listed(ids, TOUCH_COLUMNS), self.user)

    @property
    def user(self) -> Any:
        return self.request.user

    def extra_context(self) -> dict[str, Any]:
        return {
            "title": _("Att höra av sig till"),
            "results_template": self.results_template,
            "export_url": reverse("advocacy:touch_export"),
            "empty": {
                "title": _("Vi är i fas med alla"),
                "text": _(
                    "Här visas de som har en kontaktnivå och som ingen av oss har träffat inom nivåns intervall, "
                    "och de som det snart är dags för."
                ),
            },
        }


class TouchExport(ExportPage, TouchList):
    """Exactly the filtered list as .xlsx or .csv."""

    export_name = gettext_lazy("Att höra av sig till")

    def export_rows(self, queryset: Any, columns: Any) -> Iterator[Any]:
        ids = queryset.values_list("pk", flat=True).iterator(chunk_size=CHUNK)
        while chunk := list(islice(ids, CHUNK)):
            yield from self.rows_of(chunk)


class IntervalList(ReferenceList):
    """How often we mean to meet those of each tier."""

    tab = "contact_interval"
    title = gettext_lazy("Kontaktintervall")
    template_name = "advocacy/contact_interval_list.html"

    def rows(self) -> dict[str, Any]:
        known = {row.tier: row for row in ContactInterval.objects.all()}
        return {"rows": [(tier, known.get(tier)) for tier in _tiers()]}


class IntervalEdit(FormPage):
    role = Role.MANAGER
    form_class = IntervalForm
    template_name = "contacts/reference_form.html"
    success_message = gettext_lazy("Sparat.")

    def form_kwargs(self) -> dict[str, Any]:
        if self.kwargs["tier"] not in _tiers():
            raise Http404
        return {"interval": ContactInterval.objects.filter(tier=self.kwargs["tier"]).first()}

    def save(self, form: IntervalForm) -> str:
        touch.set_interval(actor=self.request.user, tier=self.kwargs["tier"], **form.cleaned_data)
        return reverse(INTERVALS)

    def extra_context(self) -> dict[str, Any]:
        return {
            "title": _("Kontaktintervall för nivå %(tier)s") % {"tier": self.kwargs["tier"]},
            "cancel_url": reverse(INTERVALS),
            "crumbs": crumbs(INTERVALS),
        }


def _tiers() -> list[str]:
    return [tier.value for tier in Tier if tier != Tier.NONE]
