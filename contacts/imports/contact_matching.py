"""Whom and what the rows of a contact list mean in the register, and what that comes to.

A person is recognised by the list's own id, by e-mail address, by name and telephone, or by name and organization;
never by name alone. What differs changes, blank cells change nothing, a role with another party or place than before
is ended and a new one begun.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from rapidfuzz import fuzz, process
from stdnum.se import orgnr

from contacts.choices import DetailKind, OrganizationKind, RoleKind, Scheme, Sector
from contacts.imports import headings
from contacts.imports.register import Areas, Bodies, People
from contacts.models import ContactDetail, ExternalIdentifier, Membership, Organization, Person, PersonTag, Tag
from contacts.models.organization import validate_organization_number
from contacts.services.imports import Plan
from crm.common.dates import today
from crm.common.text import fold, sort_key, words

if TYPE_CHECKING:
    from contacts.imports.contact_list import Entry

# All of these there are stand in the register already: an unknown one is a misspelt one.
COMPLETE_KINDS = {
    OrganizationKind.MUNICIPALITY, OrganizationKind.REGION, OrganizationKind.ASSEMBLY, OrganizationKind.MINISTRY,
}  # fmt: skip
SECTORS = {
    OrganizationKind.COMPANY: Sector.BUSINESS, OrganizationKind.UNIVERSITY: Sector.ACADEMIA,
    OrganizationKind.ASSOCIATION: Sector.CIVIL, OrganizationKind.AGENCY: Sector.PUBLIC,
    OrganizationKind.BOARD: Sector.POLITICS, OrganizationKind.COMMITTEE: Sector.POLITICS,
    OrganizationKind.PARTY: Sector.POLITICS,
}  # fmt: skip
PUBLIC_BODIES = {
    OrganizationKind.MUNICIPALITY, OrganizationKind.REGION, OrganizationKind.AGENCY, OrganizationKind.MINISTRY,
    OrganizationKind.UNIVERSITY,
}  # fmt: skip
JOINED_BODIES = {OrganizationKind.NETWORK, OrganizationKind.STEERING_GROUP, OrganizationKind.ASSOCIATION}
PHONES = (DetailKind.PHONE, DetailKind.MOBILE)


class Refused(Exception):
    """A row that cannot be placed: which field, which value, why."""

    def __init__(self, name: str, value: str, reason: str) -> None:
        self.field, self.value, self.reason = headings.label(name), value, reason
        super().__init__(reason)


@dataclass(eq=False)
class Known:
    """A person of the register, or one that this list adds, with what is known of them so far."""

    person: Person
    ids: set[str] = field(default_factory=set)
    details: list[ContactDetail] = field(default_factory=list)
    memberships: list[Membership] = field(default_factory=list)
    tags: set[str] = field(default_factory=set)

    @property
    def emails(self) -> set[str]:
        return {d.value for d in self.details if d.kind == DetailKind.EMAIL}

    @property
    def phones(self) -> set[str]:
        return {d.value for d in self.details if d.kind in PHONES}

    def works_in(self, organization: Organization) -> bool:
        return any(m.organization == organization for m in self.memberships)


class Organizations:
    """Organizations by what a list calls them; unknown ones are added when the list says what they are."""

    def __init__(self, result: Plan) -> None:
        self.result, self.areas, self.bodies = result, Areas(), Bodies()
        self.by_name: dict[str, list[Organization]] = defaultdict(list)
        self.by_short: dict[str, list[Organization]] = defaultdict(list)
        self.by_number: dict[str, Organization] = {}
        for organization in Organization.objects.filter(merged_into__isnull=True):
            self._index(organization)

    def _index(self, organization: Organization) -> None:
        self.by_name[fold(organization.name)].append(organization)
        if organization.short_name:
            self.by_short[fold(organization.short_name)].append(organization)
        if organization.organization_number:
            self.by_number[organization.organization_number] = organization

    def of(self, entry: Entry) -> Organization | None:
        """The organization of a row. Raises Refused."""
        number = self._number(entry.organization_number)
        if number in self.by_number:
            return self.by_number[number]
        if not entry.organization:
            if number:
                raise Refused("number", number, _("Organisationen finns inte i registret. Skriv också dess namn."))
            return None
        return self._named(entry) or self._new(entry, number)

    @staticmethod
    def _number(text: str) -> str:
        if not text:
            return ""
        try:
            validate_organization_number(text)
        except ValidationError as error:
            raise Refused("number", text, " ".join(error.messages)) from error
        return str(orgnr.format(text))

    def _named(self, entry: Entry) -> Organization | None:
        name = fold(entry.organization)
        found = self.by_name.get(name) or self.by_short.get(name) or self._municipality(entry.organization)
        if not found:
            return None
        if len(found) > 1:
            found = [o for o in found if not o.is_archived] or found
        if len(found) > 1 and entry.organization_kind:
            found = [o for o in found if o.kind == entry.organization_kind] or found
        if len(found) > 1:
            names = ", ".join(f"{o.name} ({o.get_kind_display()})" for o in found[:4])
            raise Refused("organization", entry.organization, _("Kan vara flera: %(names)s.") % {"names": names})
        return found[0]

    def _municipality(self, name: str) -> list[Organization]:
        """'Västerås kommun' is Västerås stad."""
        if not fold(name).endswith((" kommun", " stad")):
            return []
        area = self.areas.municipality(name)
        body = self.bodies.find(f"municipality-{area.code}") if area else None
        return [body] if body else []

    def _new(self, entry: Entry, number: str) -> Organization:
        if not entry.organization_kind:
            reason = _("Organisationen finns inte i registret. Rätta namnet, eller skriv i kolumnen Slag vad den är.")
            raise Refused("organization", entry.organization, f"{reason}{self._suggestion(entry.organization)}")
        if entry.organization_kind in COMPLETE_KINDS:
            reason = _("Alla organisationer av det slaget finns redan i registret. Rätta namnet.")
            raise Refused("organization", entry.organization, f"{reason}{self._suggestion(entry.organization)}")
        kind = OrganizationKind(entry.organization_kind)
        new = Organization(name=entry.organization, kind=kind, sector=SECTORS.get(kind, ""), organization_number=number)
        self.result.add(new, entry.row)
        self._index(new)
        return new

    def _suggestion(self, name: str) -> str:
        close = process.extractOne(fold(name), self.by_name.keys(), scorer=fuzz.WRatio, score_cutoff=88)
        return " " + _("Menas %(name)s?") % {"name": self.by_name[close[0]][0].name} if close else ""


class Matching:
    """The whole list against the register."""

    def __init__(self, result: Plan) -> None:
        self.result, self.today = result, today()
        self.organizations = Organizations(result)
        self.tags = {fold(tag.name): tag for tag in Tag.objects.all()}
        self.by_id: dict[str, Known] = {}
        self.by_email: dict[str, list[Known]] = defaultdict(list)
        self.by_name: dict[str, list[Known]] = defaultdict(list)
        self.seen: set[int] = set()
        # Roles that a row may have meant to follow, unless the list names them too.
        self.beside: list[tuple[Entry, Membership]] = []
        self.met: set[int] = set()

    def plan(self, entries: list[Entry]) -> None:
        self._load(entries)
        self.listed_emails = {value for entry in entries for value in entry.emails}
        for entry in entries:
            try:
                # Of a row that is wrong already only its organization is looked at, so that all is told at once.
                self.organizations.of(entry) if entry.is_wrong else self._plan(entry)
            except Refused as refused:
                self.result.refuse(entry.row, refused.field, refused.value, refused.reason)
        for entry, held in self.beside:
            if held.pk not in self.met:
                reason = _("Har redan rollen %(role)s där. Båda gäller; avsluta den gamla om den nya ersätter den.")
                self.result.doubt(entry.row, entry.full, reason % {"role": held.role})

    def _load(self, entries: list[Entry]) -> None:
        people = People()
        people.find_identifiers(
            Scheme.IMPORT, [e.own_id for e in entries if e.own_id] + [e.row_key for e in entries if not e.has_evidence]
        )
        people.find_emails(value for entry in entries for value in entry.emails)
        people.find_names(name for entry in entries for name in entry.possible_names())
        people.load()
        tag_names = {tag.pk: name for name, tag in self.tags.items()}
        for pk, person in people.by_id.items():
            if person.merged_into_id is not None:
                continue
            known = Known(
                person,
                ids=people.identifiers[pk][Scheme.IMPORT],
                details=people.details[pk],
                memberships=people.memberships[pk],
                tags={tag_names[tag] for tag in people.tags[pk]},
            )
            self._index(known)

    def _index(self, known: Known) -> None:
        for own_id in known.ids:
            self.by_id[own_id] = known
        for email in known.emails:
            if known not in self.by_email[email]:
                self.by_email[email].append(known)
        self.by_name[sort_key(f"{known.person.family_name} {known.person.given_name}")].append(known)

    # --- Who ------------------------------------------------------------------------------------------

    def _plan(self, entry: Entry) -> None:
        organization = self.organizations.of(entry)
        known = self._match(entry, organization)
        if known is None:
            known = self._new_person(entry)
        else:
            self._compare_person(entry, known)
        self._identify(entry, known)
        if organization is not None:
            self._membership(entry, known, organization)
        self._details(entry, known)
        self._tags(entry, known)

    def _namesakes(self, entry: Entry) -> list[Known]:
        found: list[Known] = []
        for given, family in entry.possible_names():
            found += [k for k in self.by_name.get(sort_key(f"{family} {given}"), []) if k not in found]
        return found

    def _match(self, entry: Entry, organization: Organization | None) -> Known | None:
        """The one whom a row means, None for somebody new. Raises Refused when it cannot be told."""
        own_id = entry.own_id or ("" if entry.has_evidence else entry.row_key)
        if own_id in self.by_id:
            return self._checked(entry, self.by_id[own_id], "id", own_id)
        for email in entry.emails:
            if found := self._by_email(entry, email):
                return found
        namesakes = self._namesakes(entry)
        for candidates in (
            [k for k in namesakes if k.phones & entry.phones],
            [k for k in namesakes if organization is not None and k.works_in(organization)],
        ):
            fitting = [known for known in candidates if not self._contradicts(entry, known)]
            if len(fitting) > 1:
                reason = _("Flera personer med det namnet finns där. Skriv e-post eller id som skiljer dem åt.")
                raise Refused("name", entry.full, reason)
            if fitting:
                return fitting[0]
        return None

    def _by_email(self, entry: Entry, email: str) -> Known | None:
        found = self.by_email.get(email, [])
        if len(found) > 1:
            found = [known for known in found if fold(known.person.name) == fold(entry.full)] or found
        if len(found) > 1:
            raise Refused("email", email, _("Flera personer i registret har adressen."))
        return self._checked(entry, found[0], "email", email) if found else None

    @staticmethod
    def _checked(entry: Entry, known: Known, name: str, value: str) -> Known:
        """An id or address of somebody with quite another name is a mistake, not a change of name."""
        person = known.person
        if set(words(entry.full)) & set(words(f"{person.name} {person.legal_name}")):
            return known
        reason = _("Hör till %(name)s i registret. Rätta raden, eller den personens uppgifter.")
        raise Refused(name, value, reason % {"name": person.name})

    def _contradicts(self, entry: Entry, known: Known) -> bool:
        """Whether a namesake is somebody else after all: has another id, or an address that another row has."""
        own_ids = {own_id for own_id in known.ids if not own_id.startswith("rad:")}
        if entry.own_id and own_ids:
            return True
        return bool(entry.emails) and bool(known.emails & self.listed_emails)

    def _new_person(self, entry: Entry) -> Known:
        if self._namesakes(entry):
            reason = _(
                "Någon med samma namn finns redan, men inget annat visar att det är samma person. Läggs in som ny."
            )
            self.result.doubt(entry.row, entry.full, reason)
        person = Person(
            given_name=entry.given,
            family_name=entry.family,
            title=entry.title,
            salutation=entry.salutation,
            sector=entry.sector,
        )
        self.result.add(person, entry.row)
        known = Known(person)
        self._index(known)
        return known

    def _compare_person(self, entry: Entry, known: Known) -> None:
        person = known.person
        values: dict[str, Any] = {
            name: value for name in ("title", "salutation", "sector") if (value := getattr(entry, name))
        }
        if fold(person.name) != fold(entry.full):
            values |= {"given_name": entry.given, "family_name": entry.family}
        self.result.change(person, values, entry.row)

    def _identify(self, entry: Entry, known: Known) -> None:
        own_id = entry.own_id or ("" if entry.has_evidence else entry.row_key)
        if own_id and own_id not in known.ids:
            known.ids.add(own_id)
            self.by_id[own_id] = known
            identifier = ExternalIdentifier(scheme=Scheme.IMPORT, value=own_id, person=known.person)
            self.result.add(identifier, entry.row)

    # --- What is known of them ------------------------------------------------------------------------

    def _details(self, entry: Entry, known: Known) -> None:
        for detail in entry.details:
            kinds = PHONES if detail.kind in PHONES else (detail.kind,)
            same = next((d for d in known.details if d.kind in kinds and d.value == detail.value), None)
            if same is not None:
                if same.pk:
                    self.result.keep(same)
                continue
            detail.person = known.person
            detail.is_preferred = not any(d.kind == detail.kind and d.is_preferred for d in known.details)
            known.details.append(detail)
            self.result.add(detail, entry.row)
            if detail.kind == DetailKind.EMAIL:
                self.by_email[detail.value].append(known)

    def _tags(self, entry: Entry, known: Known) -> None:
        for name in entry.tags:
            key = fold(name)
            if key not in self.tags:
                self.tags[key] = Tag(name=name)
                self.result.add(self.tags[key], entry.row)
            if key not in known.tags:
                known.tags.add(key)
                self.result.add(PersonTag(person=known.person, tag=self.tags[key]), entry.row)

    # --- Roles ------------------------------------------------------------------------------------------

    def _membership(self, entry: Entry, known: Known, organization: Organization) -> None:
        held = [m for m in known.memberships if m.organization == organization]
        same = [m for m in held if not entry.role or fold(m.role) == fold(entry.role)]
        meant = [m for m in same if _overlaps(m, entry)]
        if not meant:
            self.beside += [(entry, m) for m in held if m.pk and m.holds_on(self.today)]
            self._begin(entry, known, organization)
            return
        agreeing = [m for m in meant if self._agrees(m, entry)]
        latest = max(agreeing or meant, key=lambda m: m.starts_on or dt.date.min)
        self.met.update(m.pk for m in same if m.pk)
        if agreeing:
            self._update(entry, latest, same)
        else:
            self._succeed(entry, known, latest)

    @staticmethod
    def _agrees(held: Membership, entry: Entry) -> bool:
        """Whether a stored role is the row's, or can be completed to it: nothing that it says is contradicted."""
        party_agrees = entry.party is None or held.party in (None, entry.party)
        if entry.is_without_party:
            party_agrees = held.party is None
        return party_agrees and (entry.area is None or held.area in (None, entry.area))

    def _begin(self, entry: Entry, known: Known, organization: Organization, **values: Any) -> None:
        new = Membership(
            **{
                "person": known.person,
                "organization": organization,
                "role": entry.role or _("Kontaktperson"),
                "kind": entry.role_kind or _role_kind(entry, organization),
                "party": entry.party,
                "area": entry.area,
                "starts_on": entry.starts_on,
                "ends_on": entry.ends_on,
                "source": self.result.source,
                "source_on": self.today,
                **values,
            }
        )
        known.memberships.append(new)
        self.result.add(new, entry.row)

    def _update(self, entry: Entry, held: Membership, same: list[Membership]) -> None:
        values: dict[str, Any] = {}
        if entry.party and held.party is None:
            values["party"] = entry.party
        if entry.area and held.area is None:
            values["area"] = entry.area
        if entry.role_kind:
            values["kind"] = entry.role_kind
        if entry.starts_on and held.starts_on is None:
            values["starts_on"] = entry.starts_on
        elif entry.starts_on and all(m.starts_on != entry.starts_on for m in same):
            reason = _("Rollen %(role)s började %(known)s enligt registret, %(told)s enligt filen. Lämnas som den är.")
            told = {"role": held.role, "known": held.starts_on, "told": entry.starts_on}
            self.result.doubt(entry.row, entry.full, reason % told)
        if held.ends_on and held.ends_on < self.today and not (entry.starts_on or entry.ends_on):
            reason = _(
                "Rollen %(role)s är avslutad i registret, och filen säger inte när den gäller. Lämnas som den är."
            )
            self.result.doubt(entry.row, entry.full, reason % {"role": held.role})
        ends = False
        if entry.ends_on and held.ends_on != entry.ends_on:
            values["ends_on"] = entry.ends_on
            ends = held.ends_on is None or entry.ends_on < held.ends_on
        self.result.change(held, values, entry.row, ends=ends)

    def _succeed(self, entry: Entry, known: Known, held: Membership) -> None:
        """The role goes on for another party or place: the one held ends, a new one begins."""
        if held._state.adding:
            name = "party" if entry.party or entry.is_without_party else "municipality"
            raise Refused(
                name, str(entry.party or entry.area or ""), _("En annan rad säger något annat om samma roll.")
            )
        begins = held.starts_on or dt.date.min
        day = entry.starts_on if entry.starts_on and entry.starts_on > begins else self.today
        if held.ends_on and held.ends_on < day:
            reason = _("Rollen %(role)s är avslutad i registret, med annat parti eller område. Lämnas som den är.")
            self.result.doubt(entry.row, entry.full, reason % {"role": held.role})
            self.result.keep(held)
            return
        kept = {
            "role": held.role,
            "kind": entry.role_kind or held.kind,
            "party": None if entry.is_without_party else entry.party or held.party,
            "area": entry.area or held.area,
            "term": held.term,
            "starts_on": day,
            "ends_on": entry.ends_on or held.ends_on,
        }
        if begins < day:
            self.result.change(held, {"ends_on": day - dt.timedelta(days=1)}, entry.row, ends=True)
        else:
            kept["starts_on"] = held.starts_on
            struck = {"struck_at": timezone.now(), "struck_reason": _("Rättat av en importerad lista")}
            self.result.change(held, struck, entry.row, ends=True)
        self._begin(entry, known, held.organization, **kept)


def _overlaps(held: Membership, entry: Entry) -> bool:
    starts, ends = entry.starts_on or dt.date.min, entry.ends_on or dt.date.max
    return (held.starts_on or dt.date.min) <= ends and (held.ends_on or dt.date.max) >= starts


def _role_kind(entry: Entry, organization: Organization) -> str:
    """Without a column for it: a party makes a politician, else the sort of organization decides."""
    if entry.party or entry.is_without_party or organization.kind == OrganizationKind.ASSEMBLY:
        return RoleKind.ELECTED
    if organization.kind in PUBLIC_BODIES:
        return RoleKind.OFFICIAL
    return RoleKind.MEMBER if organization.kind in JOINED_BODIES else RoleKind.REPRESENTATIVE
