"""Who of us takes care of whom: hosts suggested, set, and handed over."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from advocacy.choices import ParticipantSide
from advocacy.models import Interaction, OnboardingCase, OnboardingStep, Participation
from advocacy.services.onboarding_cohort import Newcomer
from advocacy.services.touch import KNOWN_MONTHS
from contacts.choices import OrganizationKind
from contacts.models import Area, Membership, Person
from crm.common import writes
from crm.common.dates import months_later, today
from crm.common.operations import operation
from crm.common.permissions import Role, can, require
from crm.models import Operation, User

# What speaks for a colleague, the strongest first: what one contact of the kind weighs, and how many are counted.
OWNS = 1000
WEIGHTS = {"person": (100, 5), "committee": (10, 20), "county": (3, 20), "party": (1, 20)}


@dataclass(frozen=True)
class Suggestion:
    """A colleague for a newcomer, and why, in words. Without reasons: they only have the fewest."""

    user: User
    reasons: tuple[str, ...]


def suggest(
    newcomers: Collection[Newcomer], *, reader: User, colleagues: Collection[User] | None = None
) -> dict[int, Suggestion]:
    """A host for each newcomer, by the id of the person. Nothing is stored. Some ten queries, however many.

    Who looks after the person already comes first; then whoever of us talked with them, with those of their committees,
    their county or their party in 24 months (contacts that `reader` may read). Nobody gets more than their share: all
    open introductions, these among them, divided by `colleagues` (all who can edit, if None). The strongest pairs are
    put together first.
    """
    users = {user.pk: user for user in (colleagues if colleagues is not None else _who_can())}
    people = {newcomer.person: newcomer for newcomer in newcomers}
    if not (users and people):
        return {}
    known = _Known(people, users, reader)
    load = known.load()
    most = -(-(sum(load.values()) + len(people)) // len(users))
    pairs = sorted(
        ((known.score(person, user), person, user) for person in people for user in users),
        key=lambda pair: (-pair[0], pair[1], pair[2]),
    )
    chosen: dict[int, int] = {}
    for score, person, user in pairs:
        if score and person not in chosen and load[user] < most:
            chosen[person], load[user] = user, load[user] + 1
    for person in sorted(people.keys() - chosen.keys()):
        user = min(users, key=lambda user: (load[user], -known.score(person, user), user))
        chosen[person], load[user] = user, load[user] + 1
    return {person: Suggestion(users[user], tuple(known.reasons(person, user))) for person, user in chosen.items()}


def newcomers_of(cases: Iterable[OnboardingCase]) -> list[Newcomer]:
    """Cases as `suggest` takes them; their mandates must have been read with `for_list`."""
    return [
        Newcomer(
            case.person_id,
            case.membership_id,
            case.seat_taken_on,
            case.membership.party.code if case.membership.party else None,
            (case.membership.area or case.membership.organization.area or Area()).county_id,
        )
        for case in cases
    ]


def set_hosts(*, actor: User, hosts: Mapping[int, User | None]) -> Operation:
    """Give cases, by id, a host (None: nobody), as one change that can be undone. Those that have it already stay.

    Raises ValidationError when somebody could not do the work: hosts must be able to edit.
    """
    require(actor, Role.EDITOR)
    _check(hosts.values())
    title = ngettext("Kontaktansvarig satt på %(n)d introduktion", "Kontaktansvarig satt på %(n)d introduktioner", 1)
    with operation(kind=Operation.Kind.BULK, title=title % {"n": len(hosts)}, actor=actor) as made:
        people = OnboardingCase.objects.filter(pk__in=hosts).values_list("person", flat=True)
        writes.hold(Person, set(people))
        rows = list(OnboardingCase.objects.filter(pk__in=hosts).select_for_update().order_by("pk"))
        moved = [row for row in rows if row.host_id != getattr(hosts[row.pk], "pk", None)]
        for row in moved:
            row.host = hosts[row.pk]
        writes.change_many(moved, ["host"], actor=actor)
        title = ngettext(
            "Kontaktansvarig satt på %(n)d introduktion", "Kontaktansvarig satt på %(n)d introduktioner", len(moved)
        )
        made.title = title % {"n": len(moved)}
        made.save(update_fields=["title"])
    return made


def _check(users: Iterable[User | None]) -> None:
    unfit = {str(user) for user in users if user and not can(user, Role.EDITOR)}
    if unfit:
        raise ValidationError({"host": _("%(who)s kan inte registrera och ändra.") % {"who": ", ".join(sorted(unfit))}})


def _who_can() -> list[User]:
    roles = [role.value for role in (Role.EDITOR, Role.MANAGER, Role.ADMIN)]
    return list(User.objects.colleagues().filter(groups__name__in=roles).order_by("pk"))


class _Known:
    """What speaks for whom, read once for all: contacts counted by colleague and person, committee, county, party."""

    def __init__(self, people: Mapping[int, Newcomer], users: Mapping[int, User], reader: User) -> None:
        self.people, self.users = people, users
        self.owners = dict(Person.objects.filter(pk__in=people, owner__in=users).values_list("pk", "owner"))
        self.counties = {pk: (name, code) for pk, name, code in _counties()}
        self.committees: dict[int, list[int]] = defaultdict(list)
        self.names: dict[int, str] = {}
        seats = Membership.objects.active_on(today()).filter(organization__kind=OrganizationKind.COMMITTEE)
        self.seats = seats
        for person, committee, name in seats.filter(person__in=people).values_list(
            "person", "organization", "organization__name"
        ):
            self.committees[person].append(committee)
            self.names[committee] = name
        self.counts = self._count(reader)

    def load(self) -> dict[int, int]:
        """How many open introductions each colleague has of others than these."""
        rows = OnboardingCase.objects.open().filter(host__in=self.users, programme__closed_at__isnull=True)
        rows = rows.exclude(person__in=self.people.keys())
        found = Counter(rows.order_by().values_list("host", flat=True))
        return {user: found[user] for user in self.users}

    def _count(self, reader: User) -> Counter[tuple[int, str, Any]]:
        """Contacts by (colleague, what of, which)."""
        since = months_later(today(), -KNOWN_MONTHS)
        readable = Interaction.objects.visible_to(reader).filter(held_on__gte=since)
        ours = Participation.objects.filter(side=ParticipantSide.OURS, user__in=self.users)
        talks = Participation.objects.talks().filter(interaction__in=readable)
        talks = talks.filter(interaction__participations__in=ours).order_by()
        colleague, contacts = "interaction__participations__user", Count("interaction", distinct=True)
        seats = self.seats.filter(organization__in=self.names)
        found: Counter[tuple[int, str, Any]] = Counter()
        for what, which, rows in (
            ("person", "person", talks.filter(person__in=self.people.keys())),
            ("committee", "person__memberships__organization", talks.filter(person__memberships__in=seats)),
            ("county", "held_county", talks.exclude(held_county="")),
            ("party", "held_party", talks.exclude(held_party="")),
        ):
            for user, key, n in rows.values_list(colleague, which).annotate(n=contacts):
                found[user, what, key] = n
        return found

    def _evidence(self, person: int, user: int) -> Iterator[tuple[str, Any, int]]:
        """(what of, which, how many contacts), the strongest sort first."""
        who = self.people[person]
        keys: list[tuple[str, Any]] = [("person", person), *(("committee", pk) for pk in self.committees[person])]
        keys += [("county", self.counties[who.county][0])] if who.county in self.counties else []
        keys += [("party", who.party)] if who.party else []
        for what, key in keys:
            if n := self.counts[user, what, key]:
                yield what, key, n

    def score(self, person: int, user: int) -> int:
        score = OWNS if self.owners.get(person) == user else 0
        for what, _key, n in self._evidence(person, user):
            weight, most = WEIGHTS[what]
            score += weight * min(n, most)
        return score

    def reasons(self, person: int, user: int) -> Iterator[str]:
        if self.owners.get(person) == user:
            yield _("är kontaktansvarig för personen")
        for what, key, n in self._evidence(person, user):
            yield _said(what, self.names.get(key, key), n)


def _said(what: str, name: str, n: int) -> str:
    words = {
        "person": ngettext("%(n)d samtal med personen", "%(n)d samtal med personen", n),
        "committee": ngettext("%(n)d kontakt med ledamöter i %(name)s", "%(n)d kontakter med ledamöter i %(name)s", n),
        "county": ngettext("%(n)d kontakt i %(name)s", "%(n)d kontakter i %(name)s", n),
        "party": ngettext("%(n)d kontakt med %(name)s", "%(n)d kontakter med %(name)s", n),
    }
    return words[what] % {"n": n, "name": name}


def _counties() -> Any:
    return Area.objects.filter(kind="county").values_list("pk", "name", "code")


# --- Handing over ---------------------------------------------------------------------------------------------------


def cases_of(user: User) -> Any:
    """Open introductions whose host is `user`."""
    return OnboardingCase.objects.open().filter(host=user, programme__closed_at__isnull=True)


def steps_of(user: User) -> Any:
    """Steps of running programmes that `user` does for everybody."""
    rows = OnboardingStep.objects.filter(owner=user, programme__closed_at__isnull=True)
    return rows.select_related("programme").order_by("programme", "position", "pk")


def hand_cases(*, rows: list[OnboardingCase], giver: User, receiver: User, actor: User) -> None:
    require(actor, Role.EDITOR)
    for row in rows:
        row.host = receiver
    writes.change_many(rows, ["host"], actor=actor)


def hand_steps(*, rows: list[OnboardingStep], giver: User, receiver: User, actor: User) -> None:
    require(actor, Role.EDITOR)
    for row in rows:
        row.owner = receiver
    writes.change_many(rows, ["owner"], actor=actor)
