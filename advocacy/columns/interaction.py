"""Columns of contacts: one declaration for page, sheet and tests."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy, ngettext

from advocacy.choices import InteractionStatus, ParticipantSide
from crm.common.columns import Column

FEW = 3
STATE_OF_STATUS = {
    InteractionStatus.DRAFT: "neutral",
    InteractionStatus.PLANNED: "info",
    InteractionStatus.DONE: "ok",
    InteractionStatus.CANCELLED: "warn",
}


def content(read: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """A value that only those who may read the contact get."""
    return lambda row: read(row) if row.is_readable else None


def participants(interaction: Any, side: str) -> list[str]:
    """Names of one side, theirs with the party they held: 'Karin Öberg (M)'. No query on `for_list()` rows."""
    return [
        f"{part.shown_name} ({part.held_party})" if part.held_party else part.shown_name
        for part in interaction.participations.all()
        if part.side == side
    ]


def few(names: list[str], limit: int = FEW) -> str:
    """The first names and how many more."""
    if len(names) <= limit + 1:
        return ", ".join(names)
    more = len(names) - limit
    return ", ".join(names[:limit]) + " " + (ngettext("och %(n)s till", "och %(n)s till", more) % {"n": more})


def their_side(interaction: Any) -> list[str]:
    """Who was met: people, else the organization."""
    people = participants(interaction, ParticipantSide.THEIRS)
    return people or ([interaction.organization.name] if interaction.organization else [])


def our_side(interaction: Any) -> list[str]:
    return participants(interaction, ParticipantSide.OURS)


def priorities(interaction: Any) -> list[str]:
    return [link.priority.name for link in interaction.priority_links.all()]


def tones(interaction: Any) -> list[str]:
    """'Karin Öberg: Positiv'. No query on `for_list()` rows."""
    return [f"{part.shown_name}: {part.get_tone_display()}" for part in interaction.participations.all() if part.tone]


def points(interaction: Any) -> list[str]:
    return [f"{p.priority}: {p.text}" if p.priority else p.text for p in interaction.points.all()]


def stances(interaction: Any) -> list[str]:
    """'Karin Öberg, Systemanalys 2024: Lutar åt för (Sade det)'."""
    return [
        f"{row.person or row.organization}, {row.priority}: {row.get_value_display()} ({row.evidence})"
        for row in interaction.stances.all()
    ]


def commitments(interaction: Any) -> list[str]:
    return [f"{row.get_promiser_display()}: {row.text}" for row in interaction.commitments.all()]


def direction(interaction: Any) -> str:
    return str(interaction.get_direction_display())


def is_confidential(interaction: Any) -> bool:
    return not interaction.is_readable or interaction.is_confidential


def status_badge(interaction: Any) -> tuple[str, str]:
    return STATE_OF_STATUS[interaction.status], str(interaction.get_status_display())


INTERACTION_COLUMNS = (
    Column("held_on", gettext_lazy("Datum"), lambda i: i.held_on, ("held_on",), "date", phone=True),
    Column("title", gettext_lazy("Kontakt"), lambda i: i.title, kind="link"),
    Column("kind", gettext_lazy("Slag"), content(lambda i: str(i.get_kind_display())), phone=True),
    Column("who", gettext_lazy("Med"), content(lambda i: few(their_side(i))), is_exported=False, phone=True),
    Column("people", gettext_lazy("Deltagare"), content(their_side), kind="lines", is_shown=False),
    Column("about", gettext_lazy("Om"), content(lambda i: few(priorities(i), 2)), is_exported=False),
    Column("priorities", gettext_lazy("Sakfrågor"), content(priorities), kind="lines", is_shown=False),
    Column("ours", gettext_lazy("Vår sida"), content(lambda i: few(our_side(i), 2)), is_exported=False),
    Column("our_side", gettext_lazy("Vår sida"), content(our_side), kind="lines", is_shown=False),
    Column("status", gettext_lazy("Läge"), content(status_badge), kind="badge"),
    Column("direction", gettext_lazy("Vem tog kontakt"), content(direction), is_shown=False),
    Column("organization", gettext_lazy("Organisation"), content(lambda i: str(i.organization or "")), is_shown=False),
    Column("event", gettext_lazy("Arrangemang"), content(lambda i: str(i.event or "")), is_shown=False),
    Column("place", gettext_lazy("Plats"), content(lambda i: i.place), is_shown=False),
    Column("summary", gettext_lazy("Sammanfattning"), content(lambda i: i.summary), kind="lines", is_shown=False),
    Column("tones", gettext_lazy("Tonläge"), content(tones), kind="lines", is_shown=False),
    Column(
        "points", gettext_lazy("Samtalspunkter"), content(points), kind="lines", is_shown=False,
        prefetch=("points__priority",),
    ),
    Column(
        "stances", gettext_lazy("Inställningar"), content(stances), kind="lines", is_shown=False,
        prefetch=("stances__person", "stances__organization", "stances__priority"),
    ),
    Column(
        "commitments", gettext_lazy("Åtaganden"), content(commitments), kind="lines", is_shown=False,
        prefetch=("commitments",),
    ),
    Column("is_confidential", gettext_lazy("Konfidentiell"), is_confidential, is_shown=False),
    Column("created_by", gettext_lazy("Registrerad av"), content(lambda i: str(i.created_by)), is_shown=False),
)  # fmt: skip
