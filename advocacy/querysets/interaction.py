"""Which contacts, and which of them a user may read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import connections, models
from django.db.models import Case, Exists, F, OuterRef, Prefetch, Q, Value, When

from advocacy.choices import CaseState, InteractionStatus, Mode, kinds_with
from crm.common import search
from crm.common.aggregates import rows_of
from crm.common.permissions import Role, can, is_member

if TYPE_CHECKING:
    from advocacy.models import Interaction  # noqa: F401


SHORTEST_BEGINNING = 3


def _model(name: str) -> Any:
    return apps.get_model("advocacy", name)


def readable_q(user: Any) -> Q:
    """Contacts whose content `user` may read: open ones, their own, those they took part in or were let into.

    A draft is nobody else's until it is a contact.
    """
    return Q(created_by=user) | ~Q(status=InteractionStatus.DRAFT) & (Q(is_confidential=False) | _let_in_q(user))


def _let_in_q(user: Any) -> Q:
    """Contacts that `user` took part in on our side, or was let into."""
    took_part = (
        _model("Participation")
        .objects.filter(interaction=OuterRef("pk"), side="ours")
        .filter(Q(user=user) | Q(person__user=user))
    )
    let_in = _model("InteractionReader").objects.filter(interaction=OuterRef("pk"), user=user)
    return Q(Exists(took_part) | Exists(let_in))


def _told_who_asked_q(user: Any) -> Q:
    """Contacts of which `user` is one of those who may know who asked for the material (docs/decisions/0015)."""
    if can(user, Role.MANAGER):
        return Q()
    hosted = _model("OnboardingCase").objects.filter(
        person=OuterRef("facts__asked_by"), host=user, state=CaseState.OPEN
    )
    return Q(created_by=user) | _let_in_q(user) | Q(facts__asked_by__owner=user) | Q(Exists(hosted))


def of_readable_contact(user: Any) -> Q:
    """Rows with an `interaction` that is empty, or one whose content `user` may read.

    Asked of each row's own contact: a set of all that may be read is a million rows, on every page's task count.
    """
    readable = _model("Interaction").objects.visible_to(user).filter(pk=OuterRef("interaction"))
    return Q(interaction__isnull=True) | Q(Exists(readable))


def counted_q(prefix: str = "") -> Q:
    """Contacts that can count in a figure: done, not a mass mail, not a meeting of our own bodies.

    `prefix` reaches them through a relation ('interaction__').
    """
    return Q(
        **{
            f"{prefix}status": InteractionStatus.DONE,
            f"{prefix}own_body__isnull": True,
            f"{prefix}kind__in": kinds_with(Mode.TWO_WAY, Mode.PRESENCE, Mode.ONE_WAY),
        }
    )


def ids_for_goal(goal: Any) -> Any:
    """Ids of the contacts linked to the goal itself, or to its priority or one below it."""
    return ids_about(goal.branch, goal.counted_goals)


def ids_about(priorities: Iterable[int], goals: Iterable[int]) -> Any:
    """Ids of the contacts linked to any of these priorities or goals.

    One set, not an EXISTS for each sort of link: those are asked anew for every one of a million contacts.
    A true union: PostgreSQL takes UNION ALL for two hundred ids, and looks up each.
    """
    by_priority = _model("InteractionPriority").objects.filter(priority__in=list(priorities))
    by_goal = _model("InteractionGoal").objects.filter(goal__in=list(goals))
    return by_priority.order_by().values("interaction").union(by_goal.order_by().values("interaction"))


def priorities_of(row: Any) -> list[str]:
    """What a contact read by `for_timeline` was about."""
    return [given["name"] for given in sorted(row.priorities_json or [], key=itemgetter("pk"))]


def ours_of(row: Any) -> list[str]:
    """Who was there on our side, of a contact read by `for_timeline`."""
    return [_ours(given) for given in sorted(row.ours_json or [], key=itemgetter("pk"))]


def _ours(given: dict[str, Any]) -> str:
    """As `Participation.shown_name`, with the party that they held."""
    person = given["given_name"] and f"{given['given_name']} {given['family_name']}"
    name = person or given["user_name"] or given["user_email"] or given["name"]
    return f"{name} ({given['party']})" if given["party"] else name


class InteractionQuerySet(models.QuerySet["Interaction"]):
    def visible_to(self, user: Any) -> InteractionQuerySet:
        """The one gate: contacts whose content the user may read."""
        return self.filter(readable_q(user)) if is_member(user) else self.none()

    def listed_for(self, user: Any) -> InteractionQuerySet:
        """Every contact, with `is_readable`: the others are shown as 'ett konfidentiellt' without content.

        Nobody hears of others' drafts.
        """
        if not is_member(user):
            return self.none()
        found = self.filter(~Q(status=InteractionStatus.DRAFT) | Q(created_by=user))
        return found.annotate(is_readable=Case(When(readable_q(user), then=Value(True)), default=Value(False)))

    def telling_who_asked(self, user: Any) -> InteractionQuerySet:
        """Of those that `user` may read, those of which they may know who asked for the material.

        That is confidential between the parties: told to who logged the contact, took part on our side or was let
        into it, to the host or owner of who asked, and to managers.
        """
        return self.visible_to(user).filter(_told_who_asked_q(user))

    def matching(self, text: str, newest: int = 0) -> InteractionQuerySet:
        """Every word of `text` stands in the contact, in any form, or in the name of somebody who took part.

        With `newest`, of a word that very many hold only the contacts that were registered last.
        """
        found = self
        for word in search.Asked(text).words:
            found = found.filter(pk__in=self._holding(word, newest))
        return found

    def _holding(self, word: str, newest: int) -> Any:
        """Ids of contacts that hold a word in their text, or where a person or the organization has it in the name."""
        vendor = connections[self.db].vendor
        named = search.begun(word) if len(word) >= SHORTEST_BEGINNING else search.whole(word)
        people, organizations = (
            search.ids(apps.get_model("contacts", model), named, vendor) for model in ("Person", "Organization")
        )
        # Plus nothing: or else all participations would be read in the order of the index, to find a few.
        took_part = _model("Participation").objects.filter(person__in=people).order_by(-(F("interaction_id") + 0))
        with_them = _model("Interaction").objects.filter(organization__in=organizations).order_by(-(F("pk") + 0))
        last = slice(newest or None)
        return search.any_of(
            search.ids(_model("Interaction"), search.begun(search.stem(word)), vendor, newest),
            took_part.values("interaction")[last],
            with_them.values("pk")[last],
        )

    def between(self, first: dt.date, last: dt.date) -> InteractionQuerySet:
        """Held from `first` to `last`, both days included."""
        return self.filter(held_on__range=(first, last))

    def counted(self) -> InteractionQuerySet:
        """Those that can count in a figure."""
        return self.filter(counted_q())

    def about_priorities(self, ids: list[int]) -> InteractionQuerySet:
        """Linked to any of these priorities. EXISTS, so no row is doubled."""
        links = _model("InteractionPriority").objects.filter(interaction=OuterRef("pk"), priority__in=ids)
        return self.filter(Exists(links))

    def for_goal(self, goal: Any) -> InteractionQuerySet:
        """Linked to the goal itself, or to its priority or one below it (metrics: links to a goal)."""
        return self.filter(pk__in=ids_for_goal(goal))

    def with_person(self, person: Any) -> InteractionQuerySet:
        """Contacts in which `person` took part, found from the person: a million others are not asked."""
        return self.filter(pk__in=_model("Participation").objects.filter(person=person).values("interaction"))

    def for_timeline(self) -> InteractionQuerySet:
        """All that a line of a timeline says, in the one query: see `priorities_of` and `ours_of`."""
        links, ours = _model("InteractionPriority").objects, _model("Participation").objects.filter(side="ours")
        return self.only("kind", "title", "summary", "held_on", "status", "is_confidential").annotate(
            priorities_json=rows_of(links, "interaction", pk="pk", name="priority__name"),
            ours_json=rows_of(
                ours, "interaction", pk="pk", name="name", party="held_party", given_name="person__given_name",
                family_name="person__family_name", user_name="user__name", user_email="user__email",
            ),
        )  # fmt: skip

    def for_list(self) -> InteractionQuerySet:
        """All that a row of a list shows, in four queries."""
        return self.select_related("created_by", "event", "organization").prefetch_related(
            Prefetch(
                "participations",
                queryset=_model("Participation").objects.select_related("person", "user"),
            ),
            Prefetch("priority_links", queryset=_model("InteractionPriority").objects.select_related("priority")),
        )
