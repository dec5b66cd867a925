"""What contacts add to the reach of priorities and goals, as it is kept for the figures (`ReachEntry`)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from django.apps import apps as installed
from django.db import connection, transaction
from django.db.models import BigIntegerField, BooleanField, Case, Count, Exists, F, OuterRef, Value, When
from django.db.models.functions import Cast

from advocacy.choices import CountsAs, Direction, Mode, ParticipantSide, kinds_with
from advocacy.models import Interaction, InteractionGoal, InteractionPriority, Participation, ReachEntry
from advocacy.querysets.interaction import counted_q
from advocacy.querysets.participation import MET, TOOK_PART, TOUCHED
from crm.common.instances import among, ids_param
from crm.common.kept_queries import ANY_ID
from crm.common.undo_log import chunks

# SQL and its parameters.
Statement = tuple[str, Sequence[Any]]
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


@transaction.atomic(savepoint=False)
def refresh(contacts: Collection[int]) -> None:
    """Make the entries of these contacts anew. They are held meanwhile: of two at once the later sees the first's."""
    kept = _kept_statements(connection.vendor)
    for chunk in chunks(sorted(contacts)):
        with connection.cursor() as cursor:
            held = _ask(cursor, kept.hold, chunk).fetchall()
            _ask(cursor, kept.forget, chunk)
            # Few contacts are with an organization or linked to a goal: what is not there need not be looked for.
            has_organizations, has_goals = any(row[1] for row in held), any(row[2] for row in held)
            _ask(cursor, kept.make[has_organizations, has_goals], chunk)


class _Statements(NamedTuple):
    """What `refresh` asks of some contacts: `make` by whether they may be with organizations and linked to goals."""

    hold: Statement
    forget: Statement
    make: dict[tuple[bool, bool], Statement]


@lru_cache
def _kept_statements(_vendor: str) -> _Statements:
    """Kept, with ANY_ID for the contacts: all that is logged waits, and Django takes longer to write than to ask."""
    linked = InteractionGoal.objects.filter(interaction=OuterRef("pk"))
    held = Interaction._base_manager.select_for_update(no_key=True).filter(among(Interaction, "id", [ANY_ID]))
    told = held.order_by("pk").values_list("pk", "organization", Exists(linked))
    old = among(ReachEntry, "interaction_id", [ANY_ID])
    return _Statements(
        told.query.sql_with_params(),
        (f"DELETE FROM {_table(installed)} WHERE {old.sql}", old.params),  # noqa: S608 our own names
        {
            (organizations, goals): _storing(
                made([ANY_ID], organizations=organizations, links=[*LINKS][: 1 + goals]), installed
            )
            for organizations in (False, True)
            for goals in (False, True)
        },
    )


def _ask(cursor: Any, statement: Statement, contacts: list[int]) -> Any:
    text, values = statement
    any_id, asked = ids_param([ANY_ID]), ids_param(contacts)
    cursor.execute(text, [asked if value == any_id else value for value in values])
    return cursor


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


def made(
    contacts: Collection[int] | None = None,
    apps: Any = installed,
    *,
    organizations: bool = True,
    links: Collection[str] = tuple(LINKS),
) -> Any:
    """The entries that follow from these contacts (None: from all), as rows of COLUMNS. One query.

    `apps`: whose models are asked; a migration's are those of its day. Without `organizations`, of people alone; of
    these `links` alone.
    """
    arms = [arm(apps, link, contacts) for link in links for arm in (_of_people, _of_organizations)[: 1 + organizations]]
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
        rows = rows.filter(among(rows.model, "interaction_id", contacts))
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
        rows = rows.filter(among(rows.model, "id", contacts))
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
    with connection.cursor() as cursor:
        cursor.execute(*_storing(rows, apps))


def _storing(rows: Any, apps: Any) -> Statement:
    statement, values = rows.query.sql_with_params()
    columns = ", ".join(connection.ops.quote_name(name) for name in COLUMNS)
    return f"INSERT INTO {_table(apps)} ({columns}) {statement}", values


def _table(apps: Any) -> str:
    return str(connection.ops.quote_name(apps.get_model("advocacy", "ReachEntry")._meta.db_table))
