"""Who has a role in an organization, put together by role or party, and counted."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from contacts.choices import Gender, RoleKind, Side
from contacts.models import Area, Membership, Organization, Party, Post
from contacts.querysets import tree
from contacts.querysets.membership import MembershipQuerySet
from crm.common.dates import active_q
from crm.common.text import fold, sort_key
from crm.models import User

SHOWN = 400
FEW = 250
# What a line about a role says: of many wide rows, reading the rest takes longer than all else.
TOLD = (
    "role", "kind", "side", "starts_on", "ends_on", "organization", "person__given_name", "person__family_name",
    "person__sort_key", "party__code", "party__name", "party__color", "area__name", "area__short_name",
    "represents__name", "represents__short_name", "source", "source_on",
)  # fmt: skip
COUNTY = Coalesce(F("area__county_id"), F("organization__area__county_id"))


@dataclass
class Group:
    """Roles that belong together, and the seats of that role that nobody holds."""

    label: str
    party: Party | None = None
    members: list[Membership] = field(default_factory=list)
    vacant: list[Post] = field(default_factory=list)


@dataclass(frozen=True)
class Share:
    """How many of the people are of one party, side, gender or county. `code` filters lists by it."""

    label: str
    number: int
    code: str = ""


def roles(organization: Organization, user: User, *, under: bool = False) -> MembershipQuerySet:
    """Roles that were not struck, in the organization or also in all that lies under it."""
    where = Q(organization__in=tree.below(organization.pk)) if under else Q(organization=organization)
    return Membership.objects.visible_to(user).valid().filter(where)


@dataclass(frozen=True)
class Overview:
    """The people of an organization as its first page shows them: some of those of the day, some of those who left."""

    current: list[Membership]
    current_count: int
    past: list[Membership]
    past_count: int
    held: list[Membership] | None  # all of them, where they are few


def overview(organization: Organization, user: User, day: dt.date, shown: int) -> Overview:
    """One query where the roles are few, as they nearly always are; of very many only what is shown is read."""
    held = roles(organization, user).select_related("person", "party", "area", "represents").only(*TOLD)
    rows = list(held.order_by()[: FEW + 1])
    if len(rows) > FEW:
        now, gone = held.filter(active_q(day)), held.filter(ends_on__lt=day)
        return Overview(
            list(now.order_by("person__sort_key", "pk")[:shown]),
            now.count(),
            list(gone.order_by("-ends_on", "person__sort_key")[:shown]),
            gone.count(),
            None,
        )
    rows.sort(key=lambda row: (row.person.sort_key, row.pk))
    current = [row for row in rows if row.holds_on(day)]
    past = [row for row in rows if row.ends_on and row.ends_on < day]
    past.sort(key=lambda row: row.ends_on or day, reverse=True)
    return Overview(current[:shown], len(current), past[:shown], len(past), rows)


def parts_of(organization: Organization, user: User, shown: int) -> tuple[list[Organization], int]:
    """The first of what an organization consists of, with the number of people in each, and how many there are."""
    children = Organization.objects.visible_to(user).filter(parent=organization, is_archived=False)
    found = list(children.with_member_count().order_by("sort_key", "pk")[: shown + 1])
    return found[:shown], len(found) if len(found) <= shown else children.count()


def for_page(held: MembershipQuerySet) -> list[Membership]:
    """As many as a page takes, with all that their rows show."""
    wide = held.select_related("person", "party", "area", "represents", "organization", "post")
    return list(wide.order_by("person__sort_key", "pk")[:SHOWN])


def sources(held: Iterable[Membership]) -> list[tuple[str, dt.date | None]]:
    """Where the facts of these roles come from, to be named where they show: each with the last day it was asked."""
    found: dict[str, dt.date | None] = {}
    for row in held:
        if row.source:
            days = [day for day in (found.get(row.source), row.source_on) if day]
            found[row.source] = max(days, default=None)
    return sorted(found.items(), key=lambda said: sort_key(said[0]))


def by_role(members: Iterable[Membership], vacant: Iterable[Post] = ()) -> list[Group]:
    """Chairs first, deputies, then the rest; substitutes last."""
    groups: dict[str, Group] = {}
    for member in members:
        groups.setdefault(fold(member.role), Group(member.role)).members.append(member)
    for post in vacant:
        groups.setdefault(fold(post.role), Group(post.role)).vacant.append(post)
    return sorted(groups.values(), key=lambda group: (_rank(group), sort_key(group.label)))


def _rank(group: Group) -> int:
    are_substitutes = group.members and all(member.kind == RoleKind.SUBSTITUTE for member in group.members)
    return 4 if are_substitutes else role_rank(group.label)


def role_rank(role: str) -> int:
    """Where a role stands among those of a body: the chair first, then deputies, members, the rest."""
    role = fold(role)
    if "ordforande" in role:
        return 1 if "vice" in role else 0
    return 2 if role == "ledamot" else 3


def by_party(members: Iterable[Membership]) -> list[Group]:
    """In the order of the parties; those without one last."""
    groups: dict[int | None, Group] = {}
    for member in members:
        label = member.party.name if member.party else _("Utan parti")
        groups.setdefault(member.party_id, Group(label, party=member.party)).members.append(member)
    last = (10**6, "")
    return sorted(groups.values(), key=lambda one: (one.party.position, one.party.code) if one.party else last)


def breakdown(held: MembershipQuerySet) -> dict[str, list[Share]]:
    """People by party, side, gender and county: each once in each, by the first role that says something of it."""
    rows: list[tuple[Any, ...]] = list(
        held.annotate(own=COUNTY)
        .order_by("starts_on", "pk")
        .values_list("person", "party__code", "side", "person__gender", "own", "represents__area__county")
    )
    counties = {area.pk: area for area in Area.objects.filter(pk__in={pk for row in rows for pk in row[4:] if pk})}
    parties = dict(Party.objects.filter(code__in={row[1] for row in rows if row[1]}).values_list("code", "name"))
    return {
        "party": _shares(rows, lambda row: row[1] or "", lambda code: parties.get(code) or _("Utan parti")),
        "side": _shares(rows, lambda row: row[2], _label(Side)),
        "gender": _shares(rows, lambda row: row[3], _label(Gender)),
        "county": _shares(
            rows,
            lambda row: counties[pk].code if (pk := row[5] or row[4]) else "",
            lambda code: next((a.name for a in counties.values() if a.code == code), _("Okänt län")),
        ),
    }


def vacant_seats(organization: Organization, day: dt.date) -> QuerySet[Any]:
    seats = Post.objects.filter(organization=organization).vacant_on(day)
    return seats.with_days(day).select_related("area").order_by("role", "area__sort_key", "number")


def _label(choices: Any) -> Callable[[str], str]:
    return lambda code: str(choices(code).label) if code else _("Ej angivet")


def _shares(rows: list[tuple[Any, ...]], read: Callable[[Any], str], label: Callable[[str], str]) -> list[Share]:
    """Each person in one group: that of their first role which says one."""
    of: dict[int, str] = {}
    for row in rows:
        of[row[0]] = of.get(row[0]) or read(row)
    shares = [Share(label(code), number, code) for code, number in Counter(of.values()).items()]
    return sorted(shares, key=lambda share: (not share.code, -share.number, share.code))
