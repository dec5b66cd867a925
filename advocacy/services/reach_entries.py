"""What contacts add to the reach of priorities and goals, as it is kept for the figures (`ReachEntry`)."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.apps import apps as installed
from django.db import connection, transaction
from django.db.models import BigIntegerField, BooleanField, Case, Count, F, Value, When
from django.db.models.functions import Cast

from advocacy.choices import CountsAs, Direction, Mode, ParticipantSide, kinds_with
from advocacy.models import Interaction, InteractionGoal, InteractionPriority, Participation, ReachEntry
from advocacy.querysets.interaction import counted_q
from advocacy.querysets.participation import MET, TOOK_PART, TOUCHED
from crm.common.undo_log import chunks

NOTHING = Cast(Value(None), BigIntegerField())
# What a contact is linked to, and the sign of its id as the subject of an entry.
LINKS = {"priority": 1, "goal": -1}
# The columns of an entry, in the order of what `made` gives.
COLUMNS = (
    "interaction_id", "person_id", "organization_id", "membership_id", "subject", "held_on", "counts_as",
    "is_by_them", "held_county",
)  # fmt: skip


def of_participations(ids: Collection[int]) -> set[int]:
    """The contacts of these participations."""
    return set(_contacts(Participation, ids))


def of_priority_links(ids: Collection[int]) -> set[int]:
    """The contacts of these links to a priority."""
    return set(_contacts(InteractionPriority, ids))


def of_goal_links(ids: Collection[int]) -> set[int]:
    """The contacts of these links to a goal."""
    return set(_contacts(InteractionGoal, ids))


def _contacts(model: Any, ids: Collection[int]) -> Any:
    return model.objects.filter(pk__in=ids).order_by().values_list("interaction", flat=True)


@transaction.atomic
def refresh(contacts: Collection[int]) -> None:
    """Make the entries of these contacts anew. They are held meanwhile: of two at once the later sees the first's."""
    for chunk in chunks(sorted(contacts)):
        if connection.features.has_select_for_update:
            held = Interaction._base_manager.select_for_update(no_key=True).filter(pk__in=chunk).order_by("pk")
            list(held.values_list("pk", flat=True))
        old = ReachEntry.objects.filter(interaction__in=chunk)
        old._raw_delete(old.db)
        store(made(chunk))


@transaction.atomic
def refresh_all() -> None:
    """Make all of them anew: for contacts that were stored past `writes`."""
    old = ReachEntry.objects.all()
    old._raw_delete(old.db)
    store(made())


def wrong_contacts() -> set[int]:
    """Contacts whose entries are not what follows from them. None, as long as everything is written by `writes`."""
    kept = ReachEntry.objects.order_by().values_list(*COLUMNS)
    # A difference sees no doubles: they are asked for by themselves.
    twice = ReachEntry.objects.order_by().values(*COLUMNS).annotate(times=Count("pk")).filter(times__gt=1)
    found = (made().difference(kept), kept.difference(made()), twice.values_list("interaction_id"))
    return {row[0] for rows in found for row in rows}


def made(contacts: Collection[int] | None = None, apps: Any = installed) -> Any:
    """The entries that follow from these contacts (None: from all), as rows of COLUMNS. One query.

    `apps`: whose models are asked; a migration's are those of its day.
    """
    arms = [
        arm for link in LINKS for arm in (_of_people(apps, link, contacts), _of_organizations(apps, link, contacts))
    ]
    return arms[0].union(*arms[1:], all=True)


def _of_people(apps: Any, link: str, contacts: Collection[int] | None) -> Any:
    """Everybody on their side who was met, took part or was informed."""
    rows = apps.get_model("advocacy", "Participation")._base_manager.filter(
        TOUCHED,
        counted_q("interaction__"),
        side=ParticipantSide.THEIRS,
        person__isnull=False,
        **{f"interaction__{link}_links__isnull": False},
    )
    if contacts is not None:
        rows = rows.filter(interaction__in=contacts)
    counts_as = Case(When(MET, then=CountsAs.MET), When(TOOK_PART, then=CountsAs.TOOK_PART), default=CountsAs.INFORMED)
    units = ("interaction", "person", NOTHING, "membership", _subject(link, "interaction__"))
    rest = ("interaction__held_on", counts_as, _by_them("interaction__"), "held_county")
    return rows.order_by().values_list(*units, *rest)


def _of_organizations(apps: Any, link: str, contacts: Collection[int] | None) -> Any:
    """Contacts with an organization itself: its mailbox, its registrar."""
    rows = apps.get_model("advocacy", "Interaction")._base_manager.filter(
        counted_q(),
        organization__isnull=False,
        kind__in=kinds_with(Mode.TWO_WAY, Mode.ONE_WAY),
        **{f"{link}_links__isnull": False},
    )
    if contacts is not None:
        rows = rows.filter(pk__in=contacts)
    counts_as = Case(When(kind__in=kinds_with(Mode.TWO_WAY), then=CountsAs.MET), default=CountsAs.INFORMED)
    units = ("pk", NOTHING, "organization", NOTHING, _subject(link, ""))
    return rows.order_by().values_list(*units, "held_on", counts_as, _by_them(""), Value(""))


def _subject(link: str, prefix: str) -> Any:
    return F(f"{prefix}{link}_links__{link}") * LINKS[link]


def _by_them(prefix: str) -> Case:
    return Case(
        When(**{f"{prefix}direction": Direction.THEIRS}, then=Value(True)),
        default=Value(False),
        output_field=BooleanField(),
    )


def store(rows: Any, apps: Any = installed) -> None:
    """INSERT … SELECT: the database makes the entries, none passes through here."""
    table = apps.get_model("advocacy", "ReachEntry")._meta.db_table
    statement, values = rows.query.sql_with_params()
    quoted = connection.ops.quote_name
    columns = ", ".join(quoted(name) for name in COLUMNS)
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {quoted(table)} ({columns}) {statement}", values)
