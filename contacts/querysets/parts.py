"""The small parts of a person's and an organization's page, fetched along with the row itself.

A page shows addresses, notes, tags, relations and leaves: a query each would be five more. They come as JSON lists
in the one query, and are read here.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Exists, F, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Concat
from django.utils.translation import gettext_lazy

from contacts.choices import DetailKind, RelationKind, ServingStatus
from crm.common.aggregates import rows_of
from crm.common.dates import today


def _model(name: str) -> Any:
    return apps.get_model("contacts", name)


@dataclass(frozen=True)
class Period:
    starts_on: dt.date | None
    ends_on: dt.date | None


@dataclass(frozen=True)
class RelationPart(Period):
    """Somebody else's part in the life of the person whose page it is: 'Assistent', how to reach them, how long."""

    pk: int
    label: str
    person_pk: int
    name: str
    email: str
    phone: str
    phone_shown: str
    is_past: bool


@dataclass(frozen=True)
class TagPart:
    pk: int
    name: str


# What the other is, seen from `other`: whoever has an assistant is the assistant's chief.
SEEN_FROM_OTHER = {
    RelationKind.ASSISTANT: gettext_lazy("Assistent åt"),
    RelationKind.SECRETARY: gettext_lazy("Politisk sekreterare åt"),
    RelationKind.CHIEF: gettext_lazy("Chef för"),
}


def with_parts(rows: QuerySet[Any], link: str, user: Any) -> QuerySet[Any]:
    """`details_json`, `notes_json`, `tags_json` and `is_favourite`; `link` is 'person' or 'organization'."""
    tags = _model("PersonTag" if link == "person" else "OrganizationTag").objects.all()
    favourite = _model("Favourite").objects.filter(user=user, **{link: OuterRef("pk")})
    details = _model("ContactDetail").objects.all()
    written_by = Coalesce(F("written_by__name"), F("written_by__email"))
    return rows.annotate(
        is_favourite=Exists(favourite),
        details_json=rows_of(
            details, link, pk="pk", kind="kind", value="value", label="label", is_preferred="is_preferred",
            source="source", source_on="source_on", last_verified_on="last_verified_on",
        ),
        notes_json=rows_of(
            _model("Note").objects.visible_to(user), link, pk="pk", text="text", created_at="created_at",
            updated_at="updated_at", version="version", written_by=F("written_by_id"), author=written_by,
        ),
        tags_json=rows_of(tags, link, pk="tag_id", name="tag__name"),
    )  # fmt: skip


def with_relations(people: QuerySet[Any]) -> QuerySet[Any]:
    """`relations_json` and `related_json`: whom the person has, and whose they are, with an address of each."""
    relations = _model("PersonRelation").objects.all()
    return people.annotate(
        relations_json=rows_of(relations, "person", **_relation_fields("other")),
        related_json=rows_of(relations, "other", **_relation_fields("person")),
    )


def with_leaves(memberships: QuerySet[Any]) -> QuerySet[Any]:
    """`leaves_json` of each membership."""
    leaves = _model("MembershipStatus").objects.filter(status=ServingStatus.ON_LEAVE)
    return memberships.annotate(
        leaves_json=rows_of(
            leaves, "membership", pk="pk", starts_on="starts_on", ends_on="ends_on", source="source"
        )
    )  # fmt: skip


def with_others(memberships: QuerySet[Any]) -> QuerySet[Any]:
    """`stands_in_for_name` and `represents_name`: of few memberships, so asked for each and not joined to all."""
    replaced = _model("Membership").objects.filter(pk=OuterRef("stands_in_for"))
    name = Concat("person__given_name", Value(" "), "person__family_name")
    represented = _model("Organization").objects.filter(pk=OuterRef("represents"))
    return memberships.annotate(
        stands_in_for_name=Subquery(replaced.values_list(name)), represents_name=Subquery(represented.values("name"))
    )


def details_of(row: Any) -> list[Any]:
    """The addresses, in the order that the page shows them."""
    model = _model("ContactDetail")
    order = {kind.value: n for n, kind in enumerate(DetailKind)}
    found = [
        model(
            **{
                **given,
                "is_preferred": bool(given["is_preferred"]),
                "source_on": _day(given["source_on"]),
                "last_verified_on": _day(given["last_verified_on"]),
            }
        )
        for given in row.details_json or []
    ]
    return sorted(found, key=lambda d: (order.get(d.kind, 9), not d.is_preferred, d.pk))


def notes_of(row: Any) -> list[Any]:
    """The internal notes, newest first, each with `author`."""
    model, notes = _model("Note"), []
    for given in row.notes_json or []:
        fields = {name: given[name] for name in ("pk", "text", "version")}
        note = model(**fields, written_by_id=given["written_by"])
        note.created_at, note.updated_at = _moment(given["created_at"]), _moment(given["updated_at"])
        note.author = given["author"]
        notes.append(note)
    return sorted(notes, key=lambda n: (n.created_at, n.pk), reverse=True)


def tags_of(row: Any) -> list[TagPart]:
    return sorted((TagPart(t["pk"], t["name"]) for t in row.tags_json or []), key=lambda t: t.name.casefold())


def leaves_of(membership: Any) -> list[Any]:
    """The leaves of a membership read by `with_leaves`, newest first."""
    model = _model("MembershipStatus")
    leaves = [
        model(
            pk=given["pk"],
            status=ServingStatus.ON_LEAVE,
            starts_on=_day(given["starts_on"]),
            ends_on=_day(given["ends_on"]),
            source=given["source"],
        )
        for given in membership.leaves_json or []
    ]
    return sorted(leaves, key=lambda s: s.starts_on or dt.date.min, reverse=True)


def relations_of(person: Any) -> list[RelationPart]:
    """Present relations before past ones: those that the person has, then those in which they are somebody's."""
    own = [_relation(given, str(RelationKind(given["kind"]).label)) for given in person.relations_json or []]
    theirs = [_relation(given, str(SEEN_FROM_OTHER[given["kind"]])) for given in person.related_json or []]
    return sorted([*own, *theirs], key=lambda r: (r.is_past, r.label, r.name))


def _relation_fields(side: str) -> dict[str, Any]:
    details = _model("ContactDetail").objects.filter(person=OuterRef(side)).order_by("-is_preferred", "pk")
    phones = details.filter(kind__in=(DetailKind.MOBILE, DetailKind.PHONE)).order_by("-is_preferred", "kind", "pk")
    return {
        "pk": "pk",
        "kind": "kind",
        "starts_on": "starts_on",
        "ends_on": "ends_on",
        "person": F(f"{side}_id"),
        "given_name": f"{side}__given_name",
        "family_name": f"{side}__family_name",
        "email": Subquery(details.filter(kind=DetailKind.EMAIL).values("value")[:1]),
        "phone": Subquery(phones.values("value")[:1]),
    }


def _relation(given: dict[str, Any], label: str) -> RelationPart:
    ends_on = _day(given["ends_on"])
    return RelationPart(
        starts_on=_day(given["starts_on"]),
        ends_on=ends_on,
        pk=given["pk"],
        label=label,
        person_pk=given["person"],
        name=f"{given['given_name']} {given['family_name']}",
        email=given["email"] or "",
        phone=given["phone"] or "",
        phone_shown=_shown(given["phone"] or ""),
        is_past=ends_on is not None and ends_on < today(),
    )


def _shown(phone: str) -> str:
    return str(_model("ContactDetail")(kind=DetailKind.PHONE, value=phone).display)


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text[:10]) if text else None


def _moment(text: str) -> dt.datetime:
    moment = dt.datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
