"""People for a file, by the hundred thousand: read as values, table by table, a batch at a time.

A column is asked for a whole batch (`Column.bulk`); one that cannot answer is asked person by person, as on the page,
of objects made of the same values. A test holds what the columns say here against what they say of the page's people.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any

from contacts.choices import LEVEL_RANK, OrganizationKind
from contacts.models import Area, ContactDetail, Membership, Organization, Party, Person, PersonTag, Tag, Term
from crm.common.batches import Batch, Batches, BulkBatch
from crm.common.columns import Column
from crm.common.dates import today
from crm.common.instances import Shared, among, attnames, maker, uncollected
from crm.models import User

CHUNK = 10_000
# Read only if somebody asks: long, or of no use in a list.
LATER = ("search_text", "sort_key", "created_at", "updated_at")
PERSON = attnames(Person, LATER)
MEMBERSHIP = attnames(
    Membership,
    (*LATER, "version", "post", "stands_in_for", "represents", "struck_at", "struck_reason", "source_on",
     "last_verified_on"),
)  # fmt: skip
DETAIL = ["id", "person_id", "kind", "value", "label", "is_preferred"]
PLACE = {name: place for place, name in enumerate(MEMBERSHIP)}
PERSON_OF, ORGANIZATION, PARTY, AREA = (PLACE[n] for n in ("person_id", "organization_id", "party_id", "area_id"))
STARTS_ON, ID = PLACE["starts_on"], PLACE["id"]
# What columns are read off, beside the person and their mandates.
KNOWN = {"contact_details", "person_tags__tag"}
Row = tuple[Any, ...]


def can_read(queryset: Any, columns: Sequence[Column]) -> bool:
    """Whether nothing is asked for that only the page's way of reading gives."""
    return not queryset._prefetch_related_lookups and all(set(column.prefetch) <= KNOWN for column in columns)


def people(queryset: Any, columns: Sequence[Column]) -> Batches:
    """The people of `queryset`, in its order, with all that `columns` read."""
    for column in columns:
        queryset = column.annotate(queryset) if column.annotate else queryset
    return Batches(_batches(queryset, {name for column in columns for name in column.prefetch}))


def _batches(queryset: Any, related: set[str]) -> Iterator[Batch]:
    names = [*PERSON, *queryset.query.annotation_select]
    rows = queryset.values_list(*names).iterator(chunk_size=CHUNK)
    around = _Around()
    with uncollected():
        while chunk := list(itertools.islice(rows, CHUNK)):
            yield PeopleBatch(names, chunk, around, related)


class _Around:
    """What many people have in common: one object each, kept from batch to batch."""

    def __init__(self) -> None:
        self.day = today()
        areas = self.areas = Shared(Area)
        areas.relations = (("county", areas),)
        organizations = self.organizations = Shared(Organization, ("area", areas))
        organizations.relations += (("parent", organizations),)
        self.parties, self.terms, self.owners, self.tags = Shared(Party), Shared(Term), Shared(User), Shared(Tag)
        self.relations = (
            ("organization", organizations), ("party", self.parties), ("area", areas), ("term", self.terms),
        )  # fmt: skip

    def weight(self, row: Row) -> tuple[int, bool, int, int]:
        """The order of `MembershipQuerySet.by_weight`."""
        organization, starts_on = self.organizations.rows[row[ORGANIZATION]], row[STARTS_ON]
        return (
            LEVEL_RANK.get(organization.level, 9),
            organization.kind != OrganizationKind.ASSEMBLY,
            -starts_on.toordinal() if starts_on else 1,
            row[ID],
        )


class PeopleBatch(BulkBatch):
    def __init__(self, names: Sequence[str], people: list[Row], around: _Around, related: set[str]) -> None:
        self.names, self.people, self.around, self.related = names, people, around, related
        self.ids: list[int] = self.field("id")

    def __len__(self) -> int:
        return len(self.people)

    # --- Column by column ---------------------------------------------------------------------------------

    def field(self, name: str) -> list[Any]:
        place = self.names.index(name)
        return [row[place] for row in self.people]

    @cached_property
    def held(self) -> dict[int, list[Row]]:
        """The mandates that hold today by person, the weightiest first."""
        found: dict[int, list[Row]] = defaultdict(list)
        rows = list(
            Membership.objects.active_on(self.around.day)
            .filter(among(Membership, "person_id", self.ids))
            .order_by()
            .values_list(*MEMBERSHIP)
        )
        for name, shared in self.around.relations:
            place = PLACE[f"{name}_id"]
            shared.load({row[place] for row in rows})
        for row in rows:
            found[row[PERSON_OF]].append(row)
        for some in found.values():
            if len(some) > 1:
                some.sort(key=self.around.weight)
        return found

    @cached_property
    def main(self) -> list[Row | None]:
        """The weightiest mandate of each."""
        held = self.held
        return [held[pk][0] if pk in held else None for pk in self.ids]

    def of_main(self, name: str) -> list[Any]:
        place = PLACE[name]
        return [row[place] if row else None for row in self.main]

    def main_organizations(self) -> list[Organization | None]:
        known = self.around.organizations.rows
        return [known[row[ORGANIZATION]] if row else None for row in self.main]

    def parties(self) -> list[Party | None]:
        """The party of the weightiest mandate that has one."""
        held, known = self.held, self.around.parties.rows
        return [
            known[next((row[PARTY] for row in held[pk] if row[PARTY]), None)] if pk in held else None for pk in self.ids
        ]

    def areas(self) -> list[Area | None]:
        """Where the weightiest mandate with a place is held: its own area, else its organization's."""
        held = self.held
        return [self._area(held[pk]) if pk in held else None for pk in self.ids]

    def _area(self, rows: list[Row]) -> Area | None:
        around = self.around
        for row in rows:
            area = around.areas.rows[row[AREA]] or around.organizations.rows[row[ORGANIZATION]].area
            if area:
                return area
        return None

    @cached_property
    def details(self) -> dict[int, list[Row]]:
        """Addresses by person, the preferred of each kind first."""
        found: dict[int, list[Row]] = defaultdict(list)
        rows = ContactDetail.objects.filter(among(ContactDetail, "person_id", self.ids)).order_by().values_list(*DETAIL)
        for row in rows:
            found[row[1]].append(row)
        for some in found.values():
            if len(some) > 1:
                some.sort(key=lambda row: (row[2], not row[5], row[0]))
        return found

    def detail(self, kind: str) -> list[str | None]:
        """The preferred address of a kind."""
        kind, first = str(kind), {}
        for pk, rows in self.details.items():
            for row in rows:
                if row[2] == kind:
                    first[pk] = row[3]
                    break
        return [first.get(pk) for pk in self.ids]

    # --- Person by person ---------------------------------------------------------------------------------

    @cached_property
    def rows(self) -> list[Person]:
        """The same as objects, with what columns ask of them."""
        made = [*map(maker(Person, self.names), self.people)]
        owners = self.around.owners
        owners.load(self.field("owner_id"))
        make, held = maker(Membership, MEMBERSHIP), self.held
        for person, pk in zip(made, self.ids, strict=True):
            person._state.fields_cache["owner"] = owners.rows[person.owner_id]
            person.current_memberships = [self._related(make(row), row) for row in held.get(pk, ())]
        if "contact_details" in self.related:
            make_detail = maker(ContactDetail, DETAIL)
            for person, pk in zip(made, self.ids, strict=True):
                person.read_details = [make_detail(row) for row in self.details.get(pk, ())]
        if "person_tags__tag" in self.related:
            self._tag(made)
        return made

    def _related(self, membership: Membership, row: Row) -> Membership:
        cache: Any = membership._state.fields_cache
        for name, shared in self.around.relations:
            cache[name] = shared.rows[row[PLACE[f"{name}_id"]]]
        return membership

    def _tag(self, people: Sequence[Person]) -> None:
        links: dict[int, list[int]] = defaultdict(list)
        found = PersonTag.objects.filter(among(PersonTag, "person_id", self.ids))
        for person, tag in found.values_list("person_id", "tag_id"):
            links[person].append(tag)
        self.around.tags.load(itertools.chain(*links.values()))
        for one in people:
            one.read_tags = [self.around.tags.rows[tag] for tag in links.get(one.pk, ())]  # type: ignore[attr-defined]
