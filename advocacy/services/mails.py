"""Mail that a colleague hands in: it becomes a draft contact, and a contact when somebody has gone through it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from advocacy.choices import Channel, Direction, InteractionKind, InteractionStatus, MailState
from advocacy.models import IncomingMail, Interaction, InteractionOrigin, Participation, Priority
from advocacy.services import interaction_parts, interactions
from advocacy.services.holding import hold_subjects
from contacts.choices import DetailKind
from contacts.models import ContactDetail, Organization, Person
from contacts.services import people as register
from contacts.services.contact_details import Detail
from crm.common import attachments, writes
from crm.common.dates import today
from crm.common.permissions import Role, can, require
from crm.models import User

FOLDER = "mail"
LONGEST_TITLE, LONGEST_SUBJECT, LONGEST_SENDER = 200, 300, 320


@dataclass(frozen=True)
class Address:
    """A name and an address as they stand in a mail; the address in lower case."""

    name: str
    email: str


@dataclass(frozen=True)
class MailFile:
    """A file in a mail."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Mail:
    """A mail as it was read.

    `handed_in_by` is who sent it to us; `sender` and `receivers` those of the mail itself, which is another one when
    a colleague forwarded it. `text` is without quoted replies and signature; `is_dialogue`: it answers an earlier one.
    `verdicts` are the heads in which servers say whether the sender is who it says, the last server first.
    """

    message_id: str
    handed_in_by: Address
    sender: Address
    receivers: tuple[Address, ...]
    subject: str
    text: str
    raw: bytes
    sent_at: dt.datetime | None = None
    is_dialogue: bool = False
    files: tuple[MailFile, ...] = ()
    verdicts: tuple[str, ...] = ()


@dataclass(frozen=True)
class NewPerson:
    """Somebody behind an unknown address who is to be in the register."""

    email: str
    given_name: str
    family_name: str


@dataclass
class Known:
    """Those behind the addresses of a mail: in the register, our own colleagues, and nobody we know."""

    people: list[Person] = field(default_factory=list)
    organization: Organization | None = None
    users: list[User] = field(default_factory=list)
    unknown: list[Address] = field(default_factory=list)


def colleague(email: str) -> User | None:
    """Who of the staff may hand in mail from `email`: nobody else's mail becomes anything."""
    user = User.objects.colleagues().filter(email__iexact=email).first()
    return user if user and can(user, Role.EDITOR) else None


@transaction.atomic
def take_in(*, actor: User, mail: Mail, is_uploaded: bool, ours: Collection[str] = ()) -> tuple[IncomingMail, bool]:
    """Make a draft contact of a mail that the actor handed in; returns its row and whether it is new.

    A mail read twice is one draft. `ours` are addresses of our own beside the colleagues' (the mailbox itself),
    which are nobody to meet.
    """
    require(actor, Role.EDITOR)
    found = IncomingMail.objects.filter(owner=actor, message_id=mail.message_id).first()
    if found:
        return found, False
    known = recognise(mail, actor, ours)
    draft = interactions.log(actor=actor, **_draft(mail, known, actor))
    writes.save(
        InteractionOrigin(interaction=draft, channel=Channel.MAIL, key=mail.message_id, owner=actor), actor=actor
    )
    row = IncomingMail(
        message_id=mail.message_id,
        channel="upload" if is_uploaded else "imap",
        owner=actor,
        sender=_worded(mail.sender),
        subject=mail.subject[:LONGEST_SUBJECT],
        sent_at=mail.sent_at,
        unknown=[{"name": one.name, "email": one.email} for one in known.unknown],
        raw=ContentFile(mail.raw, name="mail.eml"),
        interaction=draft,
    )
    return writes.save(row, actor=actor), True


@transaction.atomic
def refuse(*, actor: User, mail: Mail, reason: str) -> tuple[IncomingMail, bool]:
    """Note that a mail came from somebody who may not hand it in. Nothing of what it says is kept."""
    found = IncomingMail.objects.filter(owner__isnull=True, message_id=mail.message_id).first()
    if found:
        return found, False
    row = IncomingMail(
        message_id=mail.message_id,
        channel="imap",
        sender=_worded(mail.handed_in_by),
        state=MailState.REFUSED,
        reason=reason,
    )
    return writes.save(row, actor=actor), True


def recognise(mail: Mail, user: User, ours: Collection[str] = ()) -> Known:
    """Whom the addresses of a mail belong to, as far as `user` sees them. An address that several have is unknown."""
    return recognise_addresses((mail.sender, *mail.receivers), user, ours)


def recognise_addresses(found: Iterable[Address], user: User, ours: Collection[str] = ()) -> Known:
    """Whom addresses belong to, as far as `user` sees them. An address that several have is unknown."""
    addresses = {one.email: one for one in found if one.email and one.email not in ours}
    known = Known(users=list(User.objects.people().filter(email__in=addresses)))
    for email in {found.email for found in known.users}:
        addresses.pop(email, None)
    details = ContactDetail.objects.filter(kind=DetailKind.EMAIL, value__in=addresses).order_by("pk")
    people = Person.objects.visible_to(user).in_bulk(set(details.values_list("person", flat=True)) - {None})
    bodies = Organization.objects.visible_to(user).in_bulk(set(details.values_list("organization", flat=True)) - {None})
    holders: dict[str, dict[Any, Any]] = {}
    for email, person, organization in details.values_list("value", "person", "organization"):
        holder = people.get(person) or bodies.get(organization)
        if holder:
            holders.setdefault(email, {})[holder._meta.label, holder.pk] = holder
    for email, address in addresses.items():
        (holder, *others) = [*holders.get(email, {}).values()] or [None]
        if holder is None or others:
            known.unknown.append(address)
        elif isinstance(holder, Organization):
            known.organization = known.organization or holder
        elif holder.user_id:
            known.users.append(holder.user)
        elif holder not in known.people:
            known.people.append(holder)
    return known


@transaction.atomic
def register_contact(
    *,
    actor: User,
    mail: IncomingMail,
    version: int | None = None,
    kind: str,
    title: str,
    summary: str,
    people: Iterable[Person],
    priorities: Iterable[Priority] = (),
    new_people: Sequence[NewPerson] = (),
    files: Sequence[MailFile] = (),
    is_done: bool = True,
) -> Interaction:
    """Make a contact of the draft with what was chosen: people, new people, files. The mail itself is then forgotten.

    Not `is_done`: it stays a draft, to go on with in the whole form. Raises ValidationError that names the file or the
    person that is wrong, Conflict when the mail was gone through meanwhile.
    """
    writes.check_version(mail, version)
    current = writes.locked(mail)
    _require_open(actor, current)
    draft = current.interaction
    if draft is None:
        raise ValidationError(_("Utkastet finns inte längre."))
    met = [*people, *(_add(person, actor) for person in new_people)]
    status = InteractionStatus.DRAFT if not is_done else _status(draft.held_on)
    interactions.edit(
        actor=actor, interaction=draft, kind=kind, title=title, summary=summary, people=met, status=status,
        priorities=list(priorities),
    )  # fmt: skip
    for file in files:
        upload = SimpleUploadedFile(file.name, file.content)
        interaction_parts.attach(actor=actor, interaction=draft, upload=upload)
    _close(current, MailState.LOGGED, actor)
    return Interaction.objects.get(pk=draft.pk)


@transaction.atomic
def discard(*, actor: User, mail: IncomingMail) -> None:
    """Throw a mail and its draft away: nothing of what it said is kept but that it came."""
    current = writes.locked(mail)
    _require_open(actor, current)
    draft, current.interaction = current.interaction, None
    _close(current, MailState.DISCARDED, actor)
    if draft and draft.status == InteractionStatus.DRAFT:
        _remove(draft, actor)


def forget_old(before: dt.datetime) -> int:
    """Forget refused and discarded mails from before a time, log included. Returns how many."""
    ids = list(
        IncomingMail.objects.filter(
            state__in=(MailState.REFUSED, MailState.DISCARDED), created_at__lt=before
        ).values_list("pk", flat=True)
    )
    IncomingMail.objects.filter(pk__in=ids).delete()
    IncomingMail.history.filter(id__in=ids).delete()
    return len(ids)


def forget_files(before: dt.datetime) -> int:
    """Delete mails on disk that no row names: what was written there before a transaction that failed. How many."""
    return attachments.sweep(FOLDER, set(IncomingMail.objects.exclude(raw="").values_list("raw", flat=True)), before)


def _draft(mail: Mail, known: Known, owner: User) -> dict[str, Any]:
    is_from_us = mail.sender.email in {user.email.lower() for user in known.users}
    sent_on = timezone.localdate(mail.sent_at) if mail.sent_at else today()
    return {
        "kind": InteractionKind.EMAIL_DIALOGUE if mail.is_dialogue else InteractionKind.LETTER,
        "held_on": min(sent_on, today()),
        "title": mail.subject[:LONGEST_TITLE] or _("Mejl utan ämne"),
        "summary": mail.text,
        "status": InteractionStatus.DRAFT,
        "direction": Direction.OURS if is_from_us else Direction.THEIRS,
        "people": known.people,
        "organization": known.organization,
        "our_users": list(dict.fromkeys([owner, *known.users])),
    }


def _remove(draft: Interaction, actor: User) -> None:
    """A draft was never a contact: it goes, and what the mail said goes from its log too."""
    pk = draft.pk
    hold_subjects([draft], {})
    writes.remove(draft, actor=actor)
    Interaction.history.filter(id=pk).delete()
    Participation.history.filter(interaction_id=pk).delete()


def _add(new: NewPerson, actor: User) -> Person:
    details = [Detail(kind=DetailKind.EMAIL, value=new.email)]
    return register.add(given_name=new.given_name, family_name=new.family_name, details=details, actor=actor)


def _status(held_on: dt.date) -> str:
    return InteractionStatus.PLANNED if held_on > today() else InteractionStatus.DONE


def _require_open(actor: User, mail: IncomingMail) -> None:
    require(actor, Role.EDITOR)
    if mail.owner_id != actor.pk or mail.state != MailState.DRAFT:
        raise ValidationError(_("Mejlet är redan genomgånget."))


def _close(mail: IncomingMail, state: str, actor: User) -> None:
    """The mail itself goes: what was chosen of it stands with the contact."""
    raw, mail.raw = mail.raw.name, ""
    mail.state, mail.unknown = state, []
    writes.save(mail, actor=actor)
    if raw:
        transaction.on_commit(partial(IncomingMail._meta.get_field("raw").storage.delete, raw))


def _worded(address: Address) -> str:
    text = f"{address.name} <{address.email}>" if address.name else address.email
    return text[:LONGEST_SENDER]
