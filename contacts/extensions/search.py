"""What the global search finds in the register, and how it shows why."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.db.models import F, Q, TextField, Value
from django.db.models.functions import Cast, Concat, Replace
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contacts.choices import DetailKind
from contacts.columns.person import describe_organization, describe_person
from contacts.models import ContactDetail, ContactList, Note, Organization, Person
from contacts.models.contact_detail import swedish_number
from contacts.querysets.listed import people_listed
from crm.common import extensions, search
from crm.common.extensions import SearchHit, SearchProvider
from crm.common.instances import among
from crm.common.kept_queries import KeptRows
from crm.common.search.asking import MISSING
from crm.common.search.finding import PLAIN
from crm.common.text import tokens
from crm.templatetags.ui import long_day


def register() -> None:
    for provider in (
        SearchProvider(
            "people", gettext_lazy("Personer"), _people, _person_hits, "contacts:person_list", 10,
            by_name=True, addressed=lambda asked, user: _people(asked, user).addressed("people", asked),
        ),
        SearchProvider(
            "organizations", gettext_lazy("Organisationer"), _organizations, _organization_hits,
            "contacts:organization_list", 20,
            by_name=True, addressed=lambda asked, user: _organizations(asked, user).addressed("organizations", asked),
        ),
        SearchProvider("notes", gettext_lazy("Interna anteckningar"), _notes, _note_hits, "", 60),
        SearchProvider("lists", gettext_lazy("Kontaktlistor"), _lists, _list_hits, "contacts:list_list", 70),
    ):  # fmt: skip
        extensions.search_providers.add(provider)


# --- People and organizations -------------------------------------------------------------------------------


def _people(asked: Any, user: Any) -> Any:
    return Person.objects.visible_to(user).pickable()


def _organizations(asked: Any, user: Any) -> Any:
    return Organization.objects.visible_to(user).pickable()


def _person_hits(rows: list[search.Row], asked: search.Asked, user: Any) -> list[SearchHit]:
    people = {person.pk: person for person in people_listed([row.pk for row in rows])}
    rows = _with_addresses("person", rows, asked)
    return [_person_hit(people[row.pk], row, asked) for row in rows if row.pk in people]


def _person_hit(person: Person, row: search.Row, asked: search.Asked) -> SearchHit:
    described = describe_person(person)
    detail = ", ".join(part for part in (described.get("party", ""), described["detail"]) if part)
    others = [(_("Tidigare eller annat namn: %s"), name, name) for name in person.other_names.splitlines()]
    others.append((_("Folkbokföringsnamn: %s"), person.legal_name, person.legal_name))
    reason = _address(row.found) if row.found else _other_name(row, asked, person.name, others)
    return SearchHit(person.name, detail, person.get_absolute_url(), reason, row.is_near)


def _organizations_found(ids: list[int]) -> Any:
    return Organization.objects.filter(among(Organization, "id", ids)).order_by().select_related("area", "parent")


ORGANIZATIONS = KeptRows(_organizations_found)


def _organization_hits(rows: list[search.Row], asked: search.Asked, user: Any) -> list[SearchHit]:
    organizations = {one.pk: one for one in ORGANIZATIONS.rows([row.pk for row in rows])}
    rows = _with_addresses("organization", rows, asked)
    return [_organization_hit(organizations[row.pk], row, asked) for row in rows if row.pk in organizations]


def _organization_hit(organization: Organization, row: search.Row, asked: search.Asked) -> SearchHit:
    number = organization.organization_number
    others = [
        (_("Kort namn: %s"), organization.short_name, organization.short_name),
        (_("Organisationsnummer: %s"), number, f"{number} {number.replace('-', '')}"),
    ]
    reason = _address(row.found) if row.found else _other_name(row, asked, organization.name, others)
    detail = describe_organization(organization)["detail"]
    return SearchHit(organization.name, detail, organization.get_absolute_url(), reason, row.is_near)


def _with_addresses(holder: str, rows: list[search.Row], asked: search.Asked) -> list[search.Row]:
    """Where a part of an e-mail address was asked for: it is why those who were found by name have it, too."""
    if "@" not in asked.text:
        return rows
    details = ContactDetail.objects.filter(kind=DetailKind.EMAIL, value__contains=asked.text.lower())
    mine = details.filter(**{f"{holder}__in": [row.pk for row in rows]}).order_by("-pk")
    held = dict(mine.values_list(holder, "value"))
    return [replace(row, found=row.found or held.get(row.pk, "")) for row in rows]


def _address(found: str) -> str:
    if "@" in found:
        return _("E-post: %s") % found
    if found.startswith("+"):
        number = swedish_number(found)
        return _("Telefon: %s") % (number.as_national if number and number.country_code == 46 else found)
    return _("Webbplats: %s") % found if found.startswith("http") else _("Id: %s") % found


def _other_name(row: search.Row, asked: search.Asked, name: str, others: list[tuple[str, str, str]]) -> str:
    """Which other name holds a word that the name does not; or which word of the question is not there at all.

    `others` are what is said of another name, the name, and what is searched in it.
    """
    own = set(tokens(name))
    for word, (distance, held) in zip(asked.words, asked.distances(row.said), strict=True):
        if distance >= MISSING:
            return _("Utan ”%s”") % asked.as_written(word)
        if held in own:
            continue
        for said, other, searched in others:
            if held in tokens(searched):
                return said % other
    return ""


# --- Notes and lists ------------------------------------------------------------------------------------------


def _notes(asked: search.Asked, user: Any) -> Any:
    """Members alone read notes, and none of those about somebody who was merged away."""
    found = Note.objects.visible_to(user).matching(asked.text)
    found = found.filter(Q(person__isnull=True) | Q(person__merged_into__isnull=True))
    text = TextField()
    names = [Cast(name, text) for name in ("person__given_name", "person__family_name", "organization__name")]
    subject = Concat(names[0], Value(" ", text), *names[1:], output_field=text)
    place = Concat(Cast("person_id", text), Value("/", text), Cast("organization_id", text), output_field=text)
    return search.narrow(
        found.order_by("-created_at", "-pk"), sort="created_at", said="text", found=subject, more=place
    )


def _note_hits(rows: list[search.Row], asked: search.Asked, user: Any) -> list[SearchHit]:
    hits = []
    for row in rows:
        person, _slash, organization = row.more.partition("/")
        page, pk = ("person", person) if person else ("organization", organization)
        url = reverse(f"contacts:{page}_detail", args=[pk])
        written = long_day(row.day) if row.day else ""
        hits.append(SearchHit(row.found.strip(), written, url, search.excerpt(row.said, asked)))
    return hits


def _lists(asked: search.Asked, user: Any) -> Any:
    found = ContactList.objects.visible_to(user).filter(is_archived=False)
    key: Any = F("sort_key")
    for swedish, plain in PLAIN.items():
        key = Replace(key, Value(swedish), Value(plain))
    found = found.alias(_plain=Concat(Value(" "), key))
    for word in asked.words:
        found = found.filter(_plain__contains=f" {word}")
    return search.narrow(found.order_by("sort_key", "pk"), sort="sort_key", said="name", found="description")


def _list_hits(rows: list[search.Row], asked: search.Asked, user: Any) -> list[SearchHit]:
    hits = []
    for row in rows:
        try:
            url = reverse("contacts:list_detail", args=[row.pk])
        except NoReverseMatch:
            continue
        hits.append(SearchHit(row.said, row.found.splitlines()[0] if row.found else "", url))
    return hits
