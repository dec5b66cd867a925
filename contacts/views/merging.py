"""Making two people, or two organizations, one: side by side, field by field."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from contacts.columns.person import describe_organization, describe_person
from contacts.models import Organization, OrganizationPair, Person, PersonPair, RecentView
from contacts.services import merge as merging
from contacts.services import organizations, people
from contacts.services.duplicate_reasons import said
from crm.common import extensions
from crm.common.history import changes_since
from crm.common.messages import done
from crm.common.permissions import Role
from crm.common.text import row_id
from crm.common.views import MemberView, get_visible
from crm.common.writes import Conflict

BLANK = (None, "")
MARKS = (OrganizationPair, PersonPair, RecentView)
NAMES = ("given_name", "family_name", "legal_name", "name", "short_name")


class MergePage(MemberView):
    """`?med=` is the other one. Without it: whom to merge with."""

    role = Role.EDITOR
    model: Any = None
    pairs: Any = None
    noun = ""

    def rows(self) -> Any:
        raise NotImplementedError

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        first = get_visible(self.rows(), request.user, pk=pk)
        other = row_id(request.GET.get("med", ""))
        if other is None or other == pk:
            return self.choose(first)
        return self.compare(first, get_visible(self.rows(), request.user, pk=other))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        first = get_visible(self.rows(), request.user, pk=pk)
        other = row_id(request.POST.get("med", ""))
        if other is None or other == pk:
            return self.choose(first, status=422)
        second = get_visible(self.rows(), request.user, pk=other)
        keep, drop = (second, first) if request.POST.get("keep") == str(second.pk) else (first, second)
        fields = [name for name in names(self.model) if request.POST.get(f"field_{name}") == str(drop.pk)]
        versions = (row_id(request.POST.get(f"version_{row.pk}", "")) for row in (keep, drop))
        try:
            merged = self.service().merge(
                keep=keep, drop=drop, fields=fields, versions=tuple(versions), actor=request.user
            )
        except ValidationError as error:
            return self.compare(first, second, errors=error.messages, status=422)
        except Conflict as conflict:
            return self.show_conflict(first, second, conflict)
        done(request, merged.operation)
        return HttpResponseRedirect(merged.kept.get_absolute_url())

    def service(self) -> Any:
        raise NotImplementedError

    def choose(self, first: Any, status: int = 200) -> HttpResponse:
        context = {
            "title": _("Slå ihop %(name)s med …") % {"name": first},
            "object": first,
            "suggest_url": reverse(f"contacts:{self.noun}_suggest"),
            "crumbs": self.crumbs(first),
            "cancel_url": first.get_absolute_url(),
        }
        return TemplateResponse(self.request, "contacts/merge_choose.html", context, status=status)

    def show_conflict(self, first: Any, second: Any, conflict: Conflict) -> HttpResponse:
        """What the other changed is told; the choices stay, and merging again is a choice."""
        seen = self.request.POST.get(f"version_{conflict.obj.pk}")
        context = {"conflict": conflict.obj, "conflict_changes": changes_since(conflict.obj, seen)}
        return self.compare(first, second, status=409, **context)

    def compare(self, first: Any, second: Any, status: int = 200, **extra: Any) -> HttpResponse:
        both = (first, second)
        sides = [{"row": row, "moves": _moves(row), **self.describe(row)} for row in both]
        likely = self.likely(sides)
        keep = self.request.POST.get("keep") or str(likely.pk)
        low, high = sorted(row.pk for row in both)
        pair = self.pairs.objects.filter(first_id=low, second_id=high).first()
        context = {
            "title": _("Slå ihop"),
            "sides": sides,
            "keep": keep,
            "fields": [self.choice(field, both, likely) for field in merging.choosable(self.model)],
            "pair": pair,
            "reasons": [said(reason) for reason in pair.reasons] if pair else [],
            "notices": self.notices(first, second),
            "crumbs": self.crumbs(first),
            "cancel_url": first.get_absolute_url(),
            **extra,
        }
        return TemplateResponse(self.request, "contacts/merge.html", context, status=status)

    def notices(self, first: Any, second: Any) -> list[str]:
        """What becomes different elsewhere when the two are one."""
        return []

    def likely(self, sides: list[dict[str, Any]]) -> Any:
        """The one that more hangs on; of equals the older."""
        return max(sides, key=lambda s: (sum(n for _name, n in s["moves"]), -s["row"].pk))["row"]

    def choice(self, field: Any, both: tuple[Any, Any], kept: Any) -> dict[str, Any]:
        """A field of both, and whose value is proposed: the one there is, of two the one changed last.

        Of two names the one under which more is known.
        """
        values = [getattr(row, field.attname) for row in both]
        filled = [row for row, value in zip(both, values, strict=True) if value not in BLANK]
        proposed = filled[0] if len(filled) == 1 else kept if field.name in NAMES else max(both, key=_age)
        chosen = self.request.POST.get(f"field_{field.name}") or str(proposed.pk)
        label = str(field.verbose_name)
        return {
            "name": f"field_{field.name}",
            "label": label[:1].upper() + label[1:],
            "differs": values[0] != values[1],
            "is_blank": not filled,
            "options": [
                {"id": str(row.pk), "shown": _shown(row, field), "checked": chosen == str(row.pk)} for row in both
            ],
        }

    def describe(self, row: Any) -> dict[str, Any]:
        raise NotImplementedError

    def crumbs(self, first: Any) -> list[dict[str, Any]]:
        plural = str(self.model._meta.verbose_name_plural)
        return [
            {"label": plural.capitalize(), "url": reverse(f"contacts:{self.noun}_list")},
            {"label": str(first), "url": first.get_absolute_url()},
        ]


class PersonMerge(MergePage):
    model, pairs, noun = Person, PersonPair, "person"

    def rows(self) -> Any:
        return Person.objects.select_related("owner").prefetch_related("contact_details").with_current_memberships()

    def service(self) -> Any:
        return people

    def notices(self, first: Any, second: Any) -> list[str]:
        return [text for notice in extensions.merge_notices for text in notice.tell(first, second)]

    def describe(self, row: Any) -> dict[str, Any]:
        return {"detail": describe_person(row)["detail"], "addresses": _addresses(row)}


class OrganizationMerge(MergePage):
    model, pairs, noun = Organization, OrganizationPair, "organization"

    def rows(self) -> Any:
        related = Organization.objects.select_related("area", "parent", "subkind")
        return related.prefetch_related("contact_details")

    def service(self) -> Any:
        return organizations

    def describe(self, row: Any) -> dict[str, Any]:
        return {"detail": describe_organization(row)["detail"], "addresses": _addresses(row)}


def names(model: Any) -> list[str]:
    return [field.name for field in merging.choosable(model)]


def _addresses(row: Any) -> list[str]:
    return [detail.display for detail in row.contact_details.all()][:4]


def _moves(row: Any) -> list[tuple[str, int]]:
    """What hangs on somebody: ('uppdrag och roller', 3). Marks that nobody keeps are not counted."""
    found = [
        (str(one if n == 1 else many), n)
        for model, n in merging.moving(row).items()
        if model not in MARKS
        for one, many in [getattr(model, "counted_as", (model._meta.verbose_name, model._meta.verbose_name_plural))]
    ]
    return sorted(found, key=lambda f: -f[1])


def _age(row: Any) -> Any:
    return row.updated_at


def _shown(row: Any, field: Any) -> str:
    display = getattr(row, f"get_{field.name}_display", None)
    value = display() if display else getattr(row, field.name)
    if isinstance(value, bool):
        return _("Ja") if value else _("Nej")
    return "–" if value in BLANK else str(value)
