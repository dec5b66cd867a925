"""Organizations by what a list calls them; unknown ones are added when the list, or whoever imports it, says what
they are."""

from __future__ import annotations

from collections import defaultdict

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from rapidfuzz import fuzz, process
from stdnum.se import orgnr

from contacts.choices import OrganizationKind, RoleKind, Sector
from contacts.imports.entry import Entry
from contacts.imports.register import Areas, Bodies
from contacts.models import Area, Organization
from contacts.models.organization import validate_organization_number
from crm.common.text import fold

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
SUBSTITUTES = ("ersättare", "suppleant")


class Misplaced(Exception):
    """A row that cannot be placed: which field, which value, why."""

    def __init__(self, field: str, value: str, reason: str) -> None:
        self.field, self.value, self.reason = field, value, reason
        super().__init__(reason)


class Organizations:
    """`create_kind`: what an organization is that the register lacks and the list does not say the sort of."""

    def __init__(self, areas: Areas, create_kind: str = "") -> None:
        self.areas, self.bodies, self.create_kind = areas, Bodies(), create_kind
        self.by_name: dict[str, list[Organization]] = defaultdict(list)
        self.by_short: dict[str, list[Organization]] = defaultdict(list)
        self.by_number: dict[str, Organization] = {}
        self.by_pk: dict[int, Organization] = {}
        # What rows have been answered: lists name the same few over and over.
        self.answers: dict[tuple[str, str, str], Organization | Misplaced | None] = {}
        for organization in Organization.objects.filter(merged_into__isnull=True):
            self._index(organization)
        # The name of one that was merged away means the one that is left, unless another is called so.
        gone = Organization.objects.filter(merged_into__isnull=False)
        for name, kept in gone.values_list("name", "merged_into_id"):
            if fold(name) not in self.by_name and kept in self.by_pk:
                self.by_name[fold(name)].append(self.by_pk[kept])

    def _index(self, organization: Organization) -> None:
        self.by_name[fold(organization.name)].append(organization)
        if organization.short_name:
            self.by_short[fold(organization.short_name)].append(organization)
        if organization.organization_number:
            self.by_number[organization.organization_number] = organization
        if organization.pk:
            self.by_pk[organization.pk] = organization

    def of(self, entry: Entry) -> Organization | None:
        """The organization of a row, perhaps one that is not stored yet. Raises Misplaced."""
        if entry.is_of_municipality:
            return self._body(entry.area)
        key = (entry.organization, entry.organization_number, entry.organization_kind)
        if not (key[0] or key[1]):
            return None
        if key not in self.answers:
            try:
                self.answers[key] = self._find(entry)
            except Misplaced as misplaced:
                self.answers[key] = misplaced
        answer = self.answers[key]
        if isinstance(answer, Misplaced):
            raise Misplaced(answer.field, answer.value, answer.reason)
        return answer

    def _find(self, entry: Entry) -> Organization | None:
        number = self._number(entry.organization_number)
        if number in self.by_number:
            return self.by_number[number]
        if not entry.organization:
            raise Misplaced("number", number, _("Organisationen finns inte i registret. Skriv också dess namn."))
        return self._named(entry) or self._new(entry, number)

    @staticmethod
    def _number(text: str) -> str:
        if not text:
            return ""
        try:
            validate_organization_number(text)
        except ValidationError as error:
            raise Misplaced("number", text, " ".join(error.messages)) from error
        return str(orgnr.format(text))

    def _named(self, entry: Entry) -> Organization | None:
        name = fold(entry.organization)
        found = self.by_name.get(name) or self.by_short.get(name) or self._municipality(entry.organization)
        if not found:
            return None
        if len(found) > 1:  # Habo and Håbo are told apart by whoever writes them rightly
            found = [o for o in found if o.name.casefold() == entry.organization.casefold()] or found
        if len(found) > 1:
            found = [o for o in found if not o.is_archived] or found
        if len(found) > 1 and entry.organization_kind:
            found = [o for o in found if o.kind == entry.organization_kind] or found
        if len(found) > 1:
            names = ", ".join(f"{o.name} ({o.get_kind_display()})" for o in found[:4])
            raise Misplaced("organization", entry.organization, _("Kan vara flera: %(names)s.") % {"names": names})
        return found[0]

    def _municipality(self, name: str) -> list[Organization]:
        """'Västerås kommun' is Västerås stad."""
        if not fold(name).endswith((" kommun", " stad")):
            return []
        body = self._body(self.areas.municipality(name))
        return [body] if body else []

    def _body(self, area: Area | None) -> Organization | None:
        body = self.bodies.find(f"municipality-{area.code}") if area else None
        # The same object as everywhere else, so that roles can be held against it.
        return self.by_pk.get(body.pk) if body else None

    def _new(self, entry: Entry, number: str) -> Organization:
        kind_told = entry.organization_kind or self.create_kind
        if not kind_told:
            reason = _("Organisationen finns inte i registret. Rätta namnet, eller skriv i kolumnen Slag vad den är.")
            raise Misplaced("organization", entry.organization, f"{reason}{self._suggestion(entry.organization)}")
        if kind_told in COMPLETE_KINDS:
            reason = _("Alla organisationer av det slaget finns redan i registret. Rätta namnet.")
            raise Misplaced("organization", entry.organization, f"{reason}{self._suggestion(entry.organization)}")
        kind = OrganizationKind(kind_told)
        new = Organization(name=entry.organization, kind=kind, sector=SECTORS.get(kind, ""), organization_number=number)
        new.derive()
        self._index(new)
        return new

    def _suggestion(self, name: str) -> str:
        close = process.extractOne(fold(name), self.by_name.keys(), scorer=fuzz.WRatio, score_cutoff=88)
        return " " + _("Menas %(name)s?") % {"name": self.by_name[close[0]][0].name} if close else ""


def role_kind(entry: Entry, organization: Organization) -> str:
    """Without a column for it: a substitute says so, a party makes a politician, else the organization decides."""
    if entry.role.casefold().startswith(SUBSTITUTES):
        return RoleKind.SUBSTITUTE
    if entry.party or entry.is_without_party or organization.kind == OrganizationKind.ASSEMBLY:
        return RoleKind.ELECTED
    if organization.kind in PUBLIC_BODIES:
        return RoleKind.OFFICIAL
    return RoleKind.MEMBER if organization.kind in JOINED_BODIES else RoleKind.REPRESENTATIVE
