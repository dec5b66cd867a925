"""What the register tells on the timeline pages: mandates won and lost, notes, changes in words."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contacts.columns.person import role_line
from contacts.models import ContactDetail, Membership, Note, Organization, Person
from crm.common import extensions
from crm.common.dates import today
from crm.common.extensions import TimelineEntry, TimelineStrand
from crm.common.history_strands import history_strand
from crm.common.timelines import Asked, holding, local_day

PERSON, ORGANIZATION = Person._meta.label, Organization._meta.label
LONG = 220
# What of a mandate is looked through for words.
SAID = ("role", "organization__name", "party__name", "area__name", "person__given_name", "person__family_name")


def register() -> None:
    """Called once, when the apps are ready."""
    add = extensions.timeline_strands.add
    roles, notes = gettext_lazy("Uppdrag"), gettext_lazy("Anteckningar")
    for model, link in ((Person, "person"), (Organization, "organization")):
        label = model._meta.label
        won = TimelineStrand(f"{link}_won", label, "uppdrag", roles, "starts_on", _held, _memberships, _won, 30)
        lost = TimelineStrand(f"{link}_lost", label, "uppdrag", roles, "ends_on", _held, _memberships, _lost, 31)
        day = local_day("created_at")
        note = TimelineStrand(f"{link}_notes", label, "anteckningar", notes, day, _notes, _read_notes, _note, 60)
        for strand in (won, lost, note):
            add(strand)
        add(history_strand(f"{link}_changes", label, model, order=90))
        add(history_strand(f"{link}_details", label, ContactDetail, link, naming="value", order=91))


def _link(obj: Any) -> str:
    return "person" if isinstance(obj, Person) else "organization"


# --- Mandates and roles ---------------------------------------------------------------------------------------


def _held(obj: Any, user: Any, asked: Asked) -> Any:
    if asked.colleague:
        return None
    rows = Membership.objects.visible_to(user).valid().filter(**{_link(obj): obj.pk})
    return rows.filter(holding(asked.text, *SAID)) if asked.text else rows


def _memberships(pks: Collection[int], obj: Any, user: Any) -> Any:
    rows = Membership.objects.visible_to(user).filter(pk__in=pks)
    return rows.select_related("person", "organization", "party", "area")


def _won(row: Membership, obj: Any) -> TimelineEntry:
    words = _("Tillträder: %(role)s") if row.starts_on and row.starts_on > today() else _("Tillträdde: %(role)s")
    return _mandate(row, obj, row.starts_on, words)


def _lost(row: Membership, obj: Any) -> TimelineEntry:
    words = _("Lämnar: %(role)s") if row.ends_on and row.ends_on >= today() else _("Lämnade: %(role)s")
    return _mandate(row, obj, row.ends_on, words)


def _mandate(row: Membership, obj: Any, day: Any, words: str) -> TimelineEntry:
    is_own = isinstance(obj, Person)
    said = role_line(row) if is_own else f"{row.person.name}, {row.role}"
    where = row.organization if is_own else row.person
    parts = (row.party.name if row.party else "", row.area.name if row.area else "")
    return TimelineEntry(
        day, words % {"role": said}, "uppdrag", _("Uppdrag"), where.get_absolute_url(), ", ".join(filter(None, parts))
    )


# --- Notes ----------------------------------------------------------------------------------------------------


def _notes(obj: Any, user: Any, asked: Asked) -> Any:
    rows = Note.objects.visible_to(user).filter(**{_link(obj): obj.pk})
    if asked.text:
        rows = rows.matching(asked.text)
    return rows.filter(written_by=asked.colleague) if asked.colleague else rows


def _read_notes(pks: Collection[int], obj: Any, user: Any) -> Any:
    return Note.objects.visible_to(user).filter(pk__in=pks).select_related("written_by")


def _note(row: Note, obj: Any) -> TimelineEntry:
    said = Truncator(" ".join(row.text.split())).chars(LONG)
    url = f"{obj.get_absolute_url()}#anteckningar"
    title = _("%(who)s antecknade") % {"who": row.written_by}
    return TimelineEntry(timezone.localdate(row.created_at), title, "anteckningar", _("Anteckning"), url, said)
