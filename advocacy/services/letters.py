"""Letter templates, what a letter says of each person, and that letters were sent."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from advocacy.choices import InteractionKind
from advocacy.models import Interaction, LetterTemplate, OnboardingCase, Priority
from advocacy.services.interactions_bulk import log_for_all
from contacts.models import Person
from crm.common import attachments, writes
from crm.common.dates import today
from crm.common.permissions import Role, require
from crm.models import Operation, User

BATCH = 200


# --- Templates -------------------------------------------------------------------------------------------------


@transaction.atomic
def add_template(*, actor: User, name: str, kind: str, upload: Any) -> LetterTemplate:
    """Keep a Word file as a template. What it may hold is checked where it is taken in (`exports.letters_docx.check`).

    Raises ValidationError for a name that is taken and for a file that is not taken in.
    """
    require(actor, Role.EDITOR)
    template = LetterTemplate(name=name.strip(), kind=kind)
    template.full_clean(exclude=["attachment"])
    template.attachment = attachments.store(upload=upload, actor=actor)
    return writes.save(template, actor=actor)


@transaction.atomic
def edit_template(
    *, actor: User, template: LetterTemplate, version: int | None, name: str, kind: str, upload: Any = None
) -> LetterTemplate:
    """Change a template's name or kind, and with `upload` its file. Raises Conflict, ValidationError."""
    require(actor, Role.EDITOR)
    writes.check_version(template, version)
    current = writes.locked(template)
    is_changed = writes.assign(current, {"name": name.strip(), "kind": kind})
    current.full_clean()
    before = current.attachment
    if upload:
        current.attachment = attachments.store(upload=upload, actor=actor)
    if is_changed or upload:
        writes.save(current, actor=actor)
    if upload:
        attachments.remove(attachment=before, actor=actor)
    return current


@transaction.atomic
def archive_template(*, actor: User, template: LetterTemplate, is_archived: bool) -> LetterTemplate:
    """No longer offered, or offered again. Steps that name it keep it."""
    require(actor, Role.EDITOR)
    current = writes.locked(template)
    if bool(current.archived_at) != is_archived:
        current.archived_at = timezone.now() if is_archived else None
        writes.save(current, actor=actor)
    return current


def content_of(template: LetterTemplate) -> bytes:
    """The Word file as it was taken in. Raises FileNotFoundError."""
    with template.attachment.file.open("rb") as file:
        return bytes(file.read())


# --- Whom to write to -------------------------------------------------------------------------------------------


def written_to(cases: QuerySet[OnboardingCase]) -> QuerySet[OnboardingCase]:
    """The cases of those who may be written to."""
    return cases.filter(person__do_not_contact=False)


def people_of(cases: QuerySet[OnboardingCase]) -> QuerySet[Person]:
    """The people of cases, as the helpers of mailings take them."""
    return Person.objects.filter(pk__in=cases.order_by().values("person"))


@dataclass(frozen=True)
class Receiver:
    """A case with its person as read for a letter: with mandates and addresses."""

    case: OnboardingCase
    person: Person


def receivers(cases: QuerySet[OnboardingCase]) -> Iterator[Receiver]:
    """Those who may be written to, in the order of `cases`, read in pieces."""
    related = ("host", "programme__priority", "membership__organization__area__county", "membership__area__county")
    rows = written_to(cases).select_related("membership__party", *related)
    rest = iter(rows.iterator(chunk_size=BATCH))
    while batch := list(islice(rest, BATCH)):
        people = Person.objects.filter(pk__in=[case.person_id for case in batch])
        found = {person.pk: person for person in people.for_list().prefetch_related("contact_details")}
        yield from (Receiver(case, found[case.person_id]) for case in batch if case.person_id in found)


def facts_of(case: OnboardingCase, person: Person, *, lines: Iterable[str], sender: str) -> dict[str, str]:
    """What a letter may say, by the names of the fields (`exports.letters_docx.FIELDS`). `lines`: of the envelope."""
    held = case.membership
    area = held.area or held.organization.area
    county = area.county if area else None
    ends_on = held.ends_on if held.ends_on and held.ends_on < today() else None
    return {
        "namn": person.name,
        "förnamn": person.given_name,
        "efternamn": person.family_name,
        "hälsning": person.greeting,
        "titel": person.title,
        "uppdrag": held.role,
        "uppdrag_i_text": within_sentence(held.role),
        "organisation": held.organization.name,
        "parti": held.party.name if held.party else "",
        "område": area.name if area else "",
        "län": county.name if county else "",
        "tillträdde": _day(held.starts_on),
        "lämnade": _day(ends_on),
        "adress": "\n".join(lines) or person.name,
        "kontaktansvarig": str(case.host or ""),
        "kontaktansvarig_epost": case.host.email if case.host else "",
        "datum": _day(today()),
        "program": case.programme.name,
        "sakfråga": case.programme.priority.name if case.programme.priority else "",
        "avsändare": sender,
    }


def within_sentence(role: str) -> str:
    """'Riksdagsledamot' → 'riksdagsledamot'; 'VD' and 'EU-samordnare' stay as they are."""
    return role if role[1:2].isupper() else role[:1].lower() + role[1:]


def _day(day: dt.date | None) -> str:
    return date_format(day, "j F Y") if day else ""


# --- Sent -------------------------------------------------------------------------------------------------------


def log_sent(
    *, actor: User, cases: QuerySet[OnboardingCase], held_on: dt.date, title: str, priority: Priority | None = None
) -> tuple[Interaction, Operation]:
    """Log that these people were sent a letter, as one contact and one change that can be undone.

    Those who do not want to be contacted are left out. Steps that ask for a letter are done by it. Raises
    ValidationError when nobody is left, or when the day lies ahead.
    """
    if held_on > today():
        raise ValidationError({"held_on": _("Ett skickat brev kan inte ha en dag som inte har varit.")})
    people = people_of(written_to(cases))
    if not people.exists():
        raise ValidationError(_("Ingen av dem kan få brev: de vill inte bli kontaktade."))
    return log_for_all(
        actor=actor,
        people=people,
        kind=InteractionKind.LETTER,
        held_on=held_on,
        title=title,
        priorities=[priority] if priority else [],
    )
