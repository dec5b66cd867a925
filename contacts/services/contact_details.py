"""Addresses of people and organizations: several of each kind, one of them preferred."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import phonenumbers
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from contacts import permissions
from contacts.choices import DetailKind
from contacts.models import ContactDetail, Organization, Person
from crm.common import writes
from crm.common.dates import today
from crm.models import User

Holder = Person | Organization
PHONES = (DetailKind.PHONE, DetailKind.MOBILE)


@dataclass(frozen=True)
class Detail:
    """One address as a form or a file gives it; `pk` names the stored one that it replaces."""

    kind: str
    value: str
    label: str = ""
    is_preferred: bool = False
    pk: int | None = None


@transaction.atomic
def set(  # noqa: A001 read as contact_details.set(…)
    *,
    holder: Holder,
    kind: str,
    value: str,
    actor: User,
    is_preferred: bool = False,
    label: str = "",
    source: str = "",
    source_on: dt.date | None = None,
    last_verified_on: dt.date | None = None,
    reason: str = "",
) -> ContactDetail:
    """Give `holder` an address, or say more of one that they have.

    A preferred one takes the place of the one that was; the first of its kind is preferred by itself.
    What is left blank wipes nothing.
    """
    permissions.require_editing(actor)
    wanted = normalised(kind, value)
    held = list(_of(holder).filter(kind=kind))
    found = next((d for d in held if d.value == wanted), None)
    detail = found or ContactDetail(kind=kind, value=wanted, **_link(holder))
    news = {
        "label": label,
        "source": source,
        "source_on": source_on,
        "last_verified_on": last_verified_on,
        "is_preferred": is_preferred or not any(d.is_preferred for d in held),
    }
    changed = {name: new for name, new in news.items() if new and getattr(detail, name) != new}
    if found and not changed:
        return found
    if "is_preferred" in changed:
        _demote(held, keep=detail, actor=actor, reason=reason)
    for name, new in changed.items():
        setattr(detail, name, new)
    return writes.save(detail, actor=actor, reason=reason)


@transaction.atomic
def replace(*, holder: Holder, details: Sequence[Detail], actor: User, reason: str = "") -> bool:
    """Make `details` all that `holder` has: add, change and remove what differs. Returns whether anything did.

    Raises ValidationError with one message for each address that is wrong, and for one that stands there twice.
    """
    permissions.require_editing(actor)
    wanted = _checked(details)
    held = {d.pk: d for d in _of(holder)}
    kept = {d.pk for d in wanted if d.pk in held}
    gone = [d for pk, d in held.items() if pk not in kept]
    changed = bool(gone)
    for detail in gone:
        writes.remove(detail, actor=actor, reason=reason)
    # Those that stop being preferred are stored first: at no moment are there two.
    for item in sorted(wanted, key=lambda d: d.is_preferred):
        detail = held.get(item.pk or 0) or ContactDetail(**_link(holder))
        news = {"kind": item.kind, "value": item.value, "label": item.label, "is_preferred": item.is_preferred}
        if detail.pk and all(getattr(detail, name) == new for name, new in news.items()):
            continue
        if detail.pk and (detail.kind, detail.value) != (item.kind, item.value):
            # Who said so, and who made sure, spoke of another address.
            detail.source, detail.source_on, detail.last_verified_on = "", None, None
        for name, new in news.items():
            setattr(detail, name, new)
        writes.save(detail, actor=actor, reason=reason)
        changed = True
    return changed


def check_unchanged(*, holder: Holder, since: dt.datetime | None) -> None:
    """Raise Conflict if an address of `holder` was added, changed or removed after `since`: the row's version is
    silent on it."""
    if since and ContactDetail.history.filter(**_link(holder), history_date__gt=since).exists():
        raise writes.Conflict(writes.locked(holder))


@transaction.atomic
def verify(*, detail: ContactDetail, actor: User, on: dt.date | None = None) -> ContactDetail:
    """Note that an address was found right, today or on the day `on`. Earlier days stay in history."""
    permissions.require_editing(actor)
    current = writes.locked(detail)
    day = on or today()
    if day > today():
        raise ValidationError({"on": _("Dagen ligger framåt i tiden.")})
    if current.last_verified_on is None or current.last_verified_on < day:
        current.last_verified_on = day
        writes.save(current, actor=actor)
    return current


def normalised(kind: str, value: str) -> str:
    """`value` as it is stored. Raises ValidationError when it cannot be an address of that kind."""
    detail = ContactDetail(kind=kind, value=value)
    try:
        if kind in PHONES:
            phonenumbers.parse(value, "SE")
        detail.derive()
        detail.clean_fields(exclude=["person", "organization"])
        detail.clean()
    except phonenumbers.NumberParseException as error:
        raise ValidationError(_("Telefonnumret går inte att tyda.")) from error
    except ValidationError as error:
        raise ValidationError(error.messages) from error
    return detail.value


def _checked(details: Sequence[Detail]) -> list[Detail]:
    """The details normalised, with exactly one preferred of each kind: the first that claims it, else the first."""
    errors: list[str] = []
    checked: list[Detail] = []
    for item in details:
        try:
            value = normalised(item.kind, item.value)
        except ValidationError as error:
            errors += [f"{item.value}: {message}" for message in error.messages]
            continue
        if any(d.kind == item.kind and d.value == value for d in checked):
            errors.append(_("%(value)s står två gånger.") % {"value": item.value})
            continue
        checked.append(Detail(item.kind, value, item.label, item.is_preferred, item.pk))
    if errors:
        raise ValidationError(errors)
    preferred: dict[str, Detail] = {}
    for item in sorted(checked, key=lambda d: not d.is_preferred):
        preferred.setdefault(item.kind, item)
    return [Detail(d.kind, d.value, d.label, preferred[d.kind] is d, d.pk) for d in checked]


def _demote(held: Sequence[ContactDetail], *, keep: ContactDetail, actor: User, reason: str) -> None:
    for detail in held:
        if detail.is_preferred and detail is not keep:
            detail.is_preferred = False
            writes.save(detail, actor=actor, reason=reason)


def _of(holder: Holder) -> QuerySet[ContactDetail]:
    return ContactDetail.objects.filter(**_link(holder))


def _link(holder: Holder) -> dict[str, Holder]:
    return {"person" if isinstance(holder, Person) else "organization": holder}
