"""Whom one writes to: how to greet them, and where their letter goes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from contacts.choices import DetailKind, Language
from contacts.columns.person import current, detail_of, main_membership
from contacts.exports.addresses import Address, parse
from contacts.models import ContactDetail, Membership, Person
from crm.common.dates import today
from crm.common.exports import CHUNK
from crm.common.text import fold

BATCH = 500
# How a letter begins where nobody has said how the person is greeted.
GREETINGS = {
    Language.SWEDISH: "Hej {given}",
    Language.ENGLISH: "Dear {given}",
    Language.FINNISH: "Hei {given}",
    Language.DANISH: "Kære {given}",
    Language.NORWEGIAN: "Hei {given}",
    Language.GERMAN: "Guten Tag {given} {family}",
    Language.FRENCH: "Bonjour {given}",
}
AT_WORK = ("arb", "jobb", "tjanst", "kontor", "work", "office")


@dataclass(frozen=True)
class Recipient:
    """A person with the address that a letter to them carries: their own, else their organization's."""

    person: Person
    membership: Membership | None
    organization_line: str
    address: Address

    @property
    def lines(self) -> list[str]:
        """The lines of an envelope; none where there is no address."""
        if not self.address:
            return []
        place = self.address.lines
        named = [self.organization_line] if self.organization_line and self.organization_line not in place else []
        return [self.person.name, *named, *place]

    @property
    def greeting(self) -> str:
        return greeting(self.person)


def greeting(person: Person) -> str:
    """What the register says, else a rule from the given name and the language."""
    if person.salutation:
        return person.salutation
    rule = GREETINGS.get(Language(person.language or Language.SWEDISH))
    return str(rule).format(given=person.given_name, family=person.family_name)


def people_of(rows: Any) -> Iterator[Person]:
    """The people of a list with roles, addresses and tags, in pieces."""
    return rows.for_list().prefetch_related("contact_details", "person_tags__tag").iterator(chunk_size=CHUNK)


def contacted(rows: Any) -> Any:
    """Those who may be written to."""
    return rows.filter(do_not_contact=False)


def refusing(rows: Any) -> Any:
    """Those who do not want to be contacted: never in a mailing."""
    return rows.filter(do_not_contact=True)


def without_email(rows: Any) -> Any:
    return contacted(rows).exclude(pk__in=_holders(DetailKind.EMAIL, "person"))


def without_address(rows: Any) -> Any:
    """Those with no address of their own, nor of an organization where they have a role today."""
    held = Membership.objects.active_on(today()).filter(organization__in=_holders(DetailKind.ADDRESS, "organization"))
    alone = contacted(rows).exclude(pk__in=_holders(DetailKind.ADDRESS, "person"))
    return alone.exclude(pk__in=held.order_by().values("person"))


def with_address(rows: int, missing: list[int]) -> str:
    """'12 av 40 har adress', where `missing` are those without one and those who are not to be written to."""
    n, of = (number_format(number, force_grouping=True) for number in (rows - sum(missing), rows))
    return _("%(n)s av %(of)s har adress och kan få brev.") % {"n": n, "of": of}


def _holders(kind: str, holder: str) -> Any:
    return ContactDetail.objects.filter(kind=kind, **{f"{holder}__isnull": False}).order_by().values(holder)


def recipients(people: Iterable[Person]) -> Iterator[Recipient]:
    """The people with their postal addresses; one query for each batch."""
    rest = iter(people)
    while batch := list(islice(rest, BATCH)):
        wanted = {m.organization_id for person in batch if not _own(person) for m in current(person)}
        at: dict[int, str] = {}
        rows = ContactDetail.objects.filter(kind=DetailKind.ADDRESS, organization__in=wanted)
        for pk, value in rows.order_by("is_preferred", "-pk").values_list("organization_id", "value"):
            at[pk or 0] = value
        yield from (_recipient(person, at) for person in batch)


def _own(person: Person) -> str | None:
    return detail_of(DetailKind.ADDRESS)(person)


def _recipient(person: Person, at: dict[int, str]) -> Recipient:
    own = _own(person)
    main = main_membership(person)
    if own:
        line = main.organization.name if main and _is_at_work(person, own) else ""
        return Recipient(person, main, line, parse(own))
    held = next((m for m in current(person) if m.organization_id in at), None)
    if held is None:
        return Recipient(person, main, "", Address())
    return Recipient(person, main, held.organization.name, parse(at[held.organization_id]))


def _is_at_work(person: Person, value: str) -> bool:
    label = next((fold(d.label) for d in person.contact_details.all() if d.value == value), "")
    return label.startswith(AT_WORK)
