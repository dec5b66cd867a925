"""What the advocacy work tells on the timeline pages: contacts, stances, commitments, tasks, parts in events, changes.

On a priority and a goal everything counts that is linked to the goal itself, or to the priority or one below it
(docs/metrics.md: links to a goal).
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advocacy.choices import CommitmentState, ParticipantSide, Promiser, StanceValue
from advocacy.confidentiality import conceal
from advocacy.extensions.pages import begun, entry_of
from crm.common import extensions
from crm.common.dates import today
from crm.common.extensions import TimelineEntry, TimelineStrand
from crm.common.history_strands import history_strand
from crm.common.text import tokens
from crm.common.timelines import Asked, holding, local_day
from crm.templatetags.ui import long_day

PERSON, ORGANIZATION = "contacts.Person", "contacts.Organization"
PRIORITY, GOAL = "advocacy.Priority", "advocacy.Goal"


def register() -> None:
    """Called once, when the apps are ready."""
    from advocacy.models import Goal, Priority

    for label in (PERSON, ORGANIZATION, PRIORITY, GOAL):
        for strand in _strands(label):
            extensions.timeline_strands.add(strand)
    for model in (Priority, Goal):
        label = model._meta.label
        extensions.timeline_strands.add(history_strand(f"{model._meta.model_name}_changes", label, model))


def _strands(label: str) -> list[TimelineStrand]:
    of = label.rpartition(".")[2].lower()
    promised, done = gettext_lazy("Åtaganden"), local_day("done_at")
    shown = [
        ("contacts", "kontakter", gettext_lazy("Kontakter"), "held_on", _contacts, _read_contacts, _contact, 10),
        ("stances", "installningar", gettext_lazy("Inställningar"), "stated_on", _stances, _read_stances, _stance, 20),
        ("promised", "ataganden", promised, "made_on", _commitments, _read_commitments, _promised, 40),
        ("closed", "ataganden", promised, "closed_on", _commitments, _read_commitments, _closed, 41),
        ("done", "uppgifter", gettext_lazy("Uppgifter"), done, _tasks, _read_tasks, _task, 50),
    ]
    if label == PERSON:
        parts = gettext_lazy("Medverkan")
        shown.append(("parts", "medverkan", parts, "event__starts_on", _parts, _read_parts, _part, 70))
    return [
        TimelineStrand(f"{of}_{name}", label, kind, said, day, rows, load, entry, order)
        for name, kind, said, day, rows, load, entry, order in shown
    ]


def _is_plan(obj: Any) -> bool:
    return obj._meta.label in (PRIORITY, GOAL)


def branch_of(obj: Any) -> list[int]:
    """Ids of the priority, or the goal's, and all below it. Read once for a page."""
    from advocacy.models import Priority

    if obj._meta.label == GOAL:
        return obj.branch  # type: ignore[no-any-return]
    if "_branch" not in obj.__dict__:
        obj._branch = Priority.objects.branch_ids(obj.pk)
    return obj._branch  # type: ignore[no-any-return]


def _of(obj: Any, rows: Any) -> Any:
    """Of rows with `person`, `organization` and `priority`, those that concern `obj`."""
    if _is_plan(obj):
        return rows.filter(priority__in=branch_of(obj))
    return rows.filter(person=obj.pk) if obj._meta.label == PERSON else rows.filter(organization=obj.pk)


# --- Contacts -------------------------------------------------------------------------------------------------


def _contacts(obj: Any, user: Any, asked: Asked) -> Any:
    """Confidential ones too, without content; but to what they say, or who was there, they are no answer."""
    from advocacy.models import Interaction, Participation

    rows = Interaction.objects.visible_to(user) if asked.of_content else Interaction.objects.listed_for(user)
    rows = rows.filter(pk__in=_contacts_of(obj))
    if asked.text:
        rows = rows.matching(asked.text) if tokens(asked.text) else rows.none()
    if asked.colleague:
        there = Participation.objects.filter(side=ParticipantSide.OURS)
        there = there.filter(Q(user=asked.colleague) | Q(person__user=asked.colleague))
        rows = rows.filter(Q(created_by=asked.colleague) | Q(pk__in=there.values("interaction")))
    return rows


def _contacts_of(obj: Any) -> Any:
    """Ids of the contacts of `obj`, found from `obj`: a million others are not asked."""
    from advocacy.models import Interaction, InteractionPriority, Participation
    from advocacy.querysets.interaction import ids_for_goal

    if obj._meta.label == PERSON:
        return Participation.objects.filter(person=obj.pk).values("interaction")
    if obj._meta.label == PRIORITY:
        return InteractionPriority.objects.filter(priority__in=branch_of(obj)).values("interaction")
    if obj._meta.label == GOAL:
        return ids_for_goal(obj)
    held = Participation.objects.filter(side=ParticipantSide.THEIRS, membership__organization=obj.pk)
    own = Interaction.objects.filter(organization=obj.pk)
    return own.order_by().values("pk").union(held.order_by().values("interaction"))


def _read_contacts(pks: Collection[int], obj: Any, user: Any) -> Any:
    from advocacy.models import Interaction

    return conceal(Interaction.objects.listed_for(user).for_timeline().filter(pk__in=pks))


def _contact(row: Any, obj: Any) -> TimelineEntry:
    return entry_of(row)


# --- Stances --------------------------------------------------------------------------------------------------


def _stances(obj: Any, user: Any, asked: Asked) -> Any:
    from advocacy.models import Stance

    rows = _of(obj, Stance.objects.visible_to(user))
    if asked.text:
        names = ("person__given_name", "person__family_name", "organization__name", "priority__name")
        rows = rows.filter(holding(asked.text, "evidence", *names))
    return rows.filter(noted_by=asked.colleague) if asked.colleague else rows


def _read_stances(pks: Collection[int], obj: Any, user: Any) -> Any:
    """With what each was `before`, as far as the user may see."""
    from advocacy.models import Stance

    same = Q(person=OuterRef("person")) | Q(organization=OuterRef("organization"))
    earlier = Q(stated_on__lt=OuterRef("stated_on")) | Q(stated_on=OuterRef("stated_on"), pk__lt=OuterRef("pk"))
    older = Stance.objects.visible_to(user).filter(same, earlier, priority=OuterRef("priority"))
    before = Subquery(older.order_by("-stated_on", "-pk").values("value")[:1])
    return Stance.objects.visible_to(user).for_list().filter(pk__in=pks).annotate(before=before)


def _stance(row: Any, obj: Any) -> TimelineEntry:
    who = row.person or row.organization
    about = who if _is_plan(obj) else row.priority
    moved = ""
    if row.before and row.before != row.value:
        moved = _("tidigare %(value)s") % {"value": str(StanceValue(row.before).label).lower()}
    url = row.interaction.get_absolute_url() if row.interaction else about.get_absolute_url()
    detail = " · ".join(filter(None, (moved, begun(row.evidence), str(row.noted_by))))
    title = f"{about}: {row.get_value_display()}"
    return TimelineEntry(row.stated_on, title, "installningar", _("Inställning"), url, detail)


# --- Commitments and tasks ------------------------------------------------------------------------------------


def _commitments(obj: Any, user: Any, asked: Asked) -> Any:
    from advocacy.models import Commitment

    rows = _of(obj, Commitment.objects.visible_to(user))
    if asked.text:
        rows = rows.filter(holding(asked.text, "text", "priority__name"))
    return rows.filter(owner=asked.colleague) if asked.colleague else rows


def _read_commitments(pks: Collection[int], obj: Any, user: Any) -> Any:
    from advocacy.models import Commitment

    return Commitment.objects.visible_to(user).for_list().filter(pk__in=pks)


def _promised(row: Any, obj: Any) -> TimelineEntry:
    words = _("Vi lovade: %(what)s") if row.promiser == Promiser.OURS else _("De lovade: %(what)s")
    due = _("senast %(day)s") % {"day": long_day(row.due_on)} if row.due_on else ""
    late = row.state == CommitmentState.OPEN and row.due_on and row.due_on < today()
    return _commitment(row, obj, row.made_on, words, (due, _("försenat") if late else ""))


def _closed(row: Any, obj: Any) -> TimelineEntry:
    return _commitment(row, obj, row.closed_on, f"{row.get_state_display()}: %(what)s", ())


def _commitment(row: Any, obj: Any, day: Any, words: str, more: tuple[str, ...]) -> TimelineEntry:
    whom = [row.priority] if not _is_plan(obj) else [row.person, row.organization]
    detail = " · ".join(str(part) for part in (*more, *whom, row.owner) if part)
    title = words % {"what": row.text}
    return TimelineEntry(day, title, "ataganden", _("Åtagande"), row.get_absolute_url(), detail)


def _tasks(obj: Any, user: Any, asked: Asked) -> Any:
    """Those that are done: about the person or the priority, or after a contact with the organization."""
    from advocacy.models import Task

    rows = Task.objects.visible_to(user).filter(done_at__isnull=False)
    rows = rows.filter(interaction__organization=obj.pk) if obj._meta.label == ORGANIZATION else _of(obj, rows)
    if asked.text:
        rows = rows.filter(holding(asked.text, "title"))
    return rows.filter(owner=asked.colleague) if asked.colleague else rows


def _read_tasks(pks: Collection[int], obj: Any, user: Any) -> Any:
    from advocacy.models import Task

    return Task.objects.visible_to(user).for_list().filter(pk__in=pks)


def _task(row: Any, obj: Any) -> TimelineEntry:
    url = row.interaction.get_absolute_url() if row.interaction else ""
    about = (row.owner, row.person if _is_plan(obj) else row.priority)
    detail = " · ".join(str(part) for part in about if part)
    title = _("Klart: %(what)s") % {"what": row.title}
    return TimelineEntry(timezone.localdate(row.done_at), title, "uppgifter", _("Uppgift"), url, detail)


# --- Parts in events ------------------------------------------------------------------------------------------


def _parts(obj: Any, user: Any, asked: Asked) -> Any:
    from advocacy.models import Event, EventSpeaker

    if asked.colleague:
        return None
    rows = EventSpeaker.objects.filter(person=obj.pk, event__in=Event.objects.visible_to(user))
    return rows.filter(holding(asked.text, "event__name", "event__place")) if asked.text else rows


def _read_parts(pks: Collection[int], obj: Any, user: Any) -> Any:
    from advocacy.models import Event, EventSpeaker

    rows = EventSpeaker.objects.filter(pk__in=pks, event__in=Event.objects.visible_to(user))
    return rows.select_related("event")


def _part(row: Any, obj: Any) -> TimelineEntry:
    event = row.event
    detail = ", ".join(filter(None, (_("inställt") if event.is_cancelled else "", event.place)))
    title = f"{row.get_role_display()}: {event}"
    return TimelineEntry(event.starts_on, title, "medverkan", _("Medverkan"), event.get_absolute_url(), detail)
