"""People for a file, by the hundred thousand: read as values, table by table, a batch at a time.

A column is asked for a whole batch (`Column.bulk`); one that cannot answer is asked person by person, as on the page,
of objects made of the same values. A test holds what the columns say here against what they say of the page's people.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import Any

from contacts.choices import LEVEL_RANK, NewIn, OrganizationKind
from contacts.columns.person import FieldOfMain, FieldOfPerson, PreferredOf
from contacts.models import Area, ContactDetail, Membership, Organization, Party, Person, PersonTag, Tag, Term
from crm.common.batches import Batch, Batches, BulkBatch
from crm.common.columns import Column
from crm.common.dates import today
from crm.common.instances import Shared, among, attnames, maker, plain_rows, uncollected
from crm.models import User

# Fewer read more of each table for nothing: PostgreSQL goes through all of it for thousands of ids.
CHUNK = 25_000
# Read only if somebody asks: long, or of no use in a list.
LATER = ("search_text", "sort_key", "created_at", "updated_at")
PERSON = attnames(Person, LATER)
# What tells a mandate's place stands first in its rows.
FIRST = ["id", "person_id", "organization_id", "party_id", "area_id", "starts_on"]
ID, PERSON_OF, ORGANIZATION, PARTY, AREA, STARTS_ON = range(len(FIRST))
MEMBERSHIP = [
    *FIRST,
    *attnames(
        Membership,
        (*LATER, *FIRST, "person", "organization", "party", "area", "version", "post", "stands_in_for", "represents",
         "struck_at", "struck_reason", "source_on", "last_verified_on"),
    ),
]  # fmt: skip
TERM = MEMBERSHIP.index("term_id")
DETAIL = ["id", "person_id", "kind", "value", "label", "is_preferred"]
# What columns are read off, beside the person and their mandates.
KNOWN = {"contact_details", "person_tags__tag"}
Row = tuple[Any, ...]


def can_read(queryset: Any, columns: Sequence[Column]) -> bool:
    """Whether nothing is asked for that only the page's way of reading gives."""
    return not queryset._prefetch_related_lookups and all(set(column.prefetch) <= KNOWN for column in columns)


def people(queryset: Any, columns: Sequence[Column], day: dt.date | None = None) -> Batches:
    """The people of `queryset`, in its order, with all that `columns` read; mandates of `day` (today)."""
    for column in columns:
        queryset = column.annotate(queryset) if column.annotate else queryset
    return Batches(_batches(queryset, columns, day or today()))


def _batches(queryset: Any, columns: Sequence[Column], day: dt.date) -> Iterator[Batch]:
    wanted = _Wanted(columns)
    names = wanted.of_person = [*wanted.of_person, *queryset.query.annotation_select]
    rows = queryset.values_list(*names).iterator(chunk_size=CHUNK)
    around = _Around(day)
    with uncollected():
        while chunk := list(itertools.islice(rows, CHUNK)):
            yield PeopleBatch(wanted, chunk, around)


NOTHING = (None,) * len(FIRST)
NONE = [NOTHING]


class _Wanted:
    """What is read of each table for the columns: everything, if one of them is asked person by person."""

    def __init__(self, columns: Sequence[Column]) -> None:
        self.related = {name for column in columns for name in column.prefetch}
        asked = [column.bulk for column in columns]
        fields = {bulk.name for bulk in asked if isinstance(bulk, FieldOfPerson)}
        of_main = {bulk.name for bulk in asked if isinstance(bulk, FieldOfMain)}
        self.kinds = {bulk.kind for bulk in asked if isinstance(bulk, PreferredOf)}
        self.is_whole = None in asked
        self.of_person = PERSON if self.is_whole else ["id", *sorted(fields)]
        self.of_mandate = MEMBERSHIP if self.is_whole else [*FIRST, *sorted(of_main.difference(FIRST))]


class _Around:
    """What many people have in common: one object each, kept from batch to batch."""

    def __init__(self, day: dt.date) -> None:
        self.day = day
        self.places: dict[tuple[int | None, int | None], Area | None] = {}
        areas = self.areas = Shared(Area)
        areas.relations = (("county", areas),)
        organizations = self.organizations = Shared(Organization, ("area", areas))
        organizations.relations += (("parent", organizations),)
        self.parties, self.terms, self.owners, self.tags = Shared(Party), Shared(Term), Shared(User), Shared(Tag)
        self.relations = (
            (ORGANIZATION, "organization", organizations), (PARTY, "party", self.parties), (AREA, "area", areas),
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

    def area(self, row: Row) -> Area | None:
        """A mandate's own area, else its organization's."""
        key = row[AREA], row[ORGANIZATION]
        if key not in self.places:
            organization = self.organizations.rows[row[ORGANIZATION]]
            self.places[key] = self.areas.rows[row[AREA] or (organization and organization.area_id)]
        return self.places[key]


class PeopleBatch(BulkBatch):
    def __init__(self, wanted: _Wanted, people: list[Row], around: _Around) -> None:
        self.wanted, self.people, self.around = wanted, people, around
        self.ids: list[int] = self.field("id")

    def __len__(self) -> int:
        return len(self.people)

    # --- Column by column ---------------------------------------------------------------------------------

    def field(self, name: str) -> list[Any]:
        place = self.wanted.of_person.index(name)
        return [row[place] for row in self.people]

    @cached_property
    def held(self) -> dict[int, list[Row]]:
        """The mandates that hold on the day by person, the weightiest first."""
        found: dict[int, list[Row]] = defaultdict(list)
        rows = plain_rows(
            Membership.objects.active_on(self.around.day)
            .filter(among(Membership, "person_id", self.ids))
            .order_by()
            .values_list(*self.wanted.of_mandate)
        )
        for place, _name, shared in self.around.relations:
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
        place = self.wanted.of_mandate.index(name)
        return [row[place] if row else None for row in self.main]

    def main_organizations(self) -> list[Organization | None]:
        known = self.around.organizations.rows
        return [known[row[ORGANIZATION]] if row else None for row in self.main]

    def parties(self) -> list[Party | None]:
        """The party of the weightiest mandate that has one."""
        known = self.around.parties.rows
        return [known[row[PARTY]] for row in self._first(lambda row: row[PARTY])]

    def areas(self) -> list[Area | None]:
        """Where the weightiest mandate with a place is held: its own area, else its organization's."""
        area_of = self.around.area
        return [area_of(row) for row in self._first(area_of)]

    def _first(self, has: Callable[[Row], Any]) -> Iterator[Row]:
        """Of each person the weightiest mandate that has something, or one that has nothing."""
        held = self.held
        for pk in self.ids:
            rows = held.get(pk, NONE)
            yield rows[0] if len(rows) == 1 else next(filter(has, rows), NOTHING)

    def new_in(self) -> list[NewIn | None]:
        """As `listed.mark_new` says of each."""
        held = Membership.objects.active_on(self.around.day).filter(among(Membership, "person_id", self.ids))
        return [*map(held.new_holders(self.around.day).get, self.ids)]

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
        return [*map(self._preferred[kind].get, self.ids)]

    @cached_property
    def _preferred(self) -> dict[str, dict[int, str]]:
        """By kind and person; of several the last one stays. From all addresses where they are read anyway."""
        found: dict[str, dict[int, str]] = defaultdict(dict)
        if self.wanted.is_whole:
            known = (row for rows in self.details.values() for row in reversed(rows))
            of_kind = ((row[2], row[1], row[3]) for row in known)
        else:
            rows = ContactDetail.objects.filter(among(ContactDetail, "person_id", self.ids), kind__in=self.wanted.kinds)
            values = rows.order_by("is_preferred", "-pk").values_list("kind", "person_id", "value")
            of_kind = iter(plain_rows(values))
        for kind, person, value in of_kind:
            found[kind][person] = value
        return found

    # --- Person by person ---------------------------------------------------------------------------------

    @cached_property
    def rows(self) -> list[Person]:
        """The same as objects, with what columns ask of them."""
        made = [*map(maker(Person, self.wanted.of_person), self.people)]
        owners = self.around.owners
        owners.load(self.field("owner_id"))
        make, held = maker(Membership, MEMBERSHIP), self.held
        self.around.terms.load(row[TERM] for rows in held.values() for row in rows)
        for person, pk in zip(made, self.ids, strict=True):
            person._state.fields_cache["owner"] = owners.rows[person.owner_id]
            person.current_memberships = [self._related(make(row), row) for row in held.get(pk, ())]
        if "contact_details" in self.wanted.related:
            make_detail = maker(ContactDetail, DETAIL)
            for person, pk in zip(made, self.ids, strict=True):
                person.read_details = [make_detail(row) for row in self.details.get(pk, ())]
        if "person_tags__tag" in self.wanted.related:
            self._tag(made)
        return made

    def _related(self, membership: Membership, row: Row) -> Membership:
        cache: Any = membership._state.fields_cache
        for place, name, shared in self.around.relations:
            cache[name] = shared.rows[row[place]]
        cache["term"] = self.around.terms.rows[row[TERM]]
        return membership

    def _tag(self, people: Sequence[Person]) -> None:
        links: dict[int, list[int]] = defaultdict(list)
        found = PersonTag.objects.filter(among(PersonTag, "person_id", self.ids))
        for person, tag in found.values_list("person_id", "tag_id"):
            links[person].append(tag)
        self.around.tags.load(itertools.chain(*links.values()))
        for one in people:
            one.read_tags = [self.around.tags.rows[tag] for tag in links.get(one.pk, ())]  # type: ignore[attr-defined]
