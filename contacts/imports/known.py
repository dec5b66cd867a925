"""The people whom a part of a list may speak of, read in a few statements and held light: no objects of models."""

from __future__ import annotations

import datetime as dt
import itertools
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet

from contacts.choices import DetailKind, Scheme
from contacts.imports.drafts import make
from contacts.imports.entry import PHONES, Entry
from contacts.imports.register import chunks
from contacts.models import (
    ContactDetail,
    ContactListMember,
    ExternalIdentifier,
    Membership,
    MembershipStatus,
    Note,
    Organization,
    Person,
    PersonTag,
)
from crm.common.dates import today
from crm.common.instances import among
from crm.common.sheet_reading import one_line
from crm.common.text import sort_key, words

MANY = 20_000
PERSON_FIELDS = ("given_name", "family_name", "legal_name", "title", "salutation", "sector")


@dataclass(slots=True, eq=False)
class Held:
    """A role, of the register (`pk`) or of this list (`obj`)."""

    pk: int | None
    organization: int | Organization
    role: str
    kind: str
    party: int | None
    area: int | None
    term: int | None
    starts_on: dt.date | None
    ends_on: dt.date | None
    obj: Membership | None = None

    def holds_on(self, day: dt.date) -> bool:
        return (self.starts_on or dt.date.min) <= day <= (self.ends_on or dt.date.max)

    def is_in(self, organization: Organization) -> bool:
        return self.organization == (organization.pk or organization)


@dataclass(slots=True, eq=False)
class Known:
    """A person of the register (`pk`), or one that this list adds (`obj`), with what is known of them so far."""

    pk: int | None
    values: dict[str, Any]
    obj: Person | None = None
    row: int = 0
    is_made: bool = False  # by this import
    ids: set[str] = field(default_factory=set)
    details: dict[tuple[str, str], int | None] = field(default_factory=dict)
    preferred: set[str] = field(default_factory=set)
    memberships: list[Held] = field(default_factory=list)
    tags: set[Any] = field(default_factory=set)
    lists: set[Any] = field(default_factory=set)
    # What notes say, however they are broken into lines.
    notes: set[str] = field(default_factory=set)

    @property
    def name(self) -> str:
        return f"{self.values['given_name']} {self.values['family_name']}"

    @property
    def sort_key(self) -> str:
        return sort_key(f"{self.values['family_name']} {self.values['given_name']}")

    @property
    def emails(self) -> set[str]:
        return {value for kind, value in self.details if kind == DetailKind.EMAIL}

    @property
    def phones(self) -> set[str]:
        return {value for kind, value in self.details if kind in PHONES}

    def may_be_called(self, full: str, *, by_given: bool) -> bool:
        """Whether a name may be theirs, now or before.

        `by_given`: a surname in common does not do, for a family or an office may share what they were found by.
        """
        if full == self.name:
            return True
        own = set(words(f"{self.name} {self.values['legal_name']}"))
        if by_given:
            own -= set(words(self.values["family_name"])) - set(words(self.values["given_name"]))
        return not own.isdisjoint(words(full))

    def shed(self) -> None:
        """In a preview, let go of the objects that are never stored; what is known of the person stays."""
        if self.obj is not None:
            self.obj = NOBODY
        for held in self.memberships:
            if held.obj is not None:
                held.obj = NO_ROLE

    def reference(self) -> dict[str, Any]:
        """How a new row points at them."""
        return {"person": self.obj} if self.obj is not None else {"person_id": self.pk}

    def works_in(self, organization: Organization) -> bool:
        return any(held.is_in(organization) for held in self.memberships)


# Stand for all objects of the parts of a preview that have been told.
NOBODY, NO_ROLE = make(Person), make(Membership)


class Register:
    """The known by what a row may call them."""

    def __init__(self, *, reads_notes: bool = False) -> None:
        self.reads_notes = reads_notes
        self.by_pk: dict[int, Known] = {}
        self.by_id: dict[str, Known] = {}
        self.by_email: dict[str, list[Known]] = {}
        self.by_name: dict[str, list[Known]] = {}
        self.by_row: dict[int, Known] = {}
        self.statuses: dict[int, list[MembershipStatus]] = {}
        self.emails: set[str] = set()
        # New people, and those of the register who will change: kept as long as nothing of it is stored.
        self.touched: dict[Known, None] = {}
        # People whom parts of this import have stored, and which rows they came from.
        self.made: set[int] = set()
        self.stored: dict[int, int] = {}

    def index(self, known: Known) -> None:
        if known.pk:
            self.by_pk[known.pk] = known
        for own_id in known.ids:
            self.by_id[own_id] = known
        for email in known.emails:
            self.meet(email, known)
        self.by_name.setdefault(known.sort_key, []).append(known)

    def meet(self, email: str, known: Known) -> None:
        found = self.by_email.setdefault(email, [])
        if known not in found:
            found.append(known)

    def forget(self, *, is_stored: bool, meant_rows: set[int]) -> None:
        """Before the next part is loaded: what was stored is read again from the register."""
        if is_stored:
            self.made |= {known.obj.pk for known in self.touched if known.obj is not None}
            self.stored |= {
                row: known.pk or (known.obj.pk if known.obj else 0)
                for row, known in self.by_row.items()
                if row in meant_rows
            }
            self.touched.clear()
            self.by_row.clear()
        else:
            for known in self.touched:
                known.shed()
        self.by_pk, self.by_id, self.by_email, self.by_name, self.statuses = {}, {}, {}, {}, {}
        for known in self.touched:
            self.index(known)

    def know_emails(self, listed: Iterable[str], shared: Iterable[str]) -> None:
        """Ask once which addresses of the whole list somebody has. Beside those, only `shared` ones may come to stand
        in the register while the list is read: by the first of the rows that have them."""
        self.emails = set(shared)
        rest = iter(listed)
        while chunk := list(itertools.islice(rest, MANY)):
            self.emails.update(_with_addresses(chunk).values_list("value", flat=True))

    def load(self, entries: list[Entry], chosen: Iterable[int]) -> None:
        """Read all that is needed of the people whom the entries may mean; `chosen` are ids decided on."""
        named = {pk for pk in chosen if pk} | {entry.samsyn for entry in entries if entry.samsyn}
        kept = _kept_instead_of(named)
        wanted = named | set(kept.values())
        own_ids = [e.own_id for e in entries if e.own_id] + [e.row_key for e in entries if not e.has_evidence]
        identified = ExternalIdentifier.objects.filter(scheme=Scheme.IMPORT, person__isnull=False)
        for chunk in chunks(own_ids):
            wanted.update(
                identified.filter(among(ExternalIdentifier, "value", chunk)).values_list("person_id", flat=True)
            )
        emails = (value for entry in entries for value in entry.emails if value in self.emails)
        for chunk in chunks(emails):
            wanted.update(_with_addresses(chunk).values_list("person_id", flat=True))
        for chunk in chunks(key for entry in entries for key in entry.name_keys):
            wanted.update(
                Person.objects.filter(among(Person, "sort_key", chunk)).order_by().values_list("pk", flat=True)
            )
        for chunk in chunks(wanted - self.by_pk.keys()):
            self._read(chunk)
        # A number from before a merge means the one that is left.
        self.by_pk.update({old: self.by_pk[new] for old, new in kept.items() if new in self.by_pk})

    def _read(self, pks: list[int]) -> None:
        people = Person.objects.filter(pk__in=pks, merged_into__isnull=True).order_by("pk")
        found = {}
        for pk, *values in _rows(people, "pk", *PERSON_FIELDS):
            found[pk] = Known(pk, dict(zip(PERSON_FIELDS, values, strict=True)), is_made=pk in self.made)
        of = {"person__in": list(found)}
        self._read_addresses(found, of)
        self._read_roles(found, of)
        self._read_marks(found, of)
        if self.reads_notes:
            for person, text in _rows(Note.objects.filter(**of), "person_id", "text"):
                found[person].notes.add(one_line(text))
        for known in found.values():
            self.index(known)

    @staticmethod
    def _read_addresses(found: dict[int, Known], of: dict[str, Any]) -> None:
        identifiers = ExternalIdentifier.objects.filter(scheme=Scheme.IMPORT, **of)
        for person, value in _rows(identifiers, "person_id", "value"):
            found[person].ids.add(value)
        details = ContactDetail.objects.filter(**of).order_by("pk")
        for person, pk, kind, value, is_preferred in _rows(details, "person_id", "pk", "kind", "value", "is_preferred"):
            found[person].details[kind, value] = pk
            if is_preferred:
                found[person].preferred.add(kind)

    @staticmethod
    def _read_marks(found: dict[int, Known], of: dict[str, Any]) -> None:
        for person, tag in _rows(PersonTag.objects.filter(**of), "person_id", "tag_id"):
            found[person].tags.add(tag)
        day = today()
        on_lists = ContactListMember.objects.filter(**of)
        for person, listed, ends_on in _rows(on_lists, "person_id", "contact_list_id", "ends_on"):
            if ends_on is None or ends_on >= day:
                found[person].lists.add(listed)

    def _read_roles(self, found: dict[int, Known], of: dict[str, Any]) -> None:
        held = Membership.objects.filter(struck_at__isnull=True, **of).order_by("starts_on", "pk")
        names = ("person_id", "pk", "organization_id", "role", "kind", "party_id", "area_id", "term_id")
        for person, *values in _rows(held, *names, "starts_on", "ends_on"):
            found[person].memberships.append(Held(*values))
        statuses: dict[int, list[MembershipStatus]] = defaultdict(list)
        for status in MembershipStatus.objects.filter(membership__person__in=of["person__in"]):
            statuses[status.membership_id].append(status)
        self.statuses |= statuses


def _with_addresses(emails: Collection[str]) -> QuerySet[ContactDetail]:
    addresses = ContactDetail.objects.filter(kind=DetailKind.EMAIL, person__isnull=False).order_by()
    return addresses.filter(among(ContactDetail, "value", emails))


def _kept_instead_of(pks: Iterable[int]) -> dict[int, int]:
    """By the number of somebody who was merged away: that of the one who is left."""
    found: dict[int, int] = {}
    for chunk in chunks(pks):
        gone = Person.objects.filter(pk__in=chunk, merged_into__isnull=False).order_by()
        found.update(gone.values_list("pk", "merged_into_id"))  # type: ignore[arg-type]
    return found


def _rows(queryset: Any, *names: str) -> Iterator[tuple[Any, ...]]:
    return queryset.values_list(*names).iterator(chunk_size=5000)
