"""How much people weigh: what their mandates say, and what staff know better.

What a mandate says is the table `RULES` below and nothing else. A body deals with a priority when a goal of it, of one
above it or of one below it, in the plan of the day, has the body in its audience (by name or by what it is responsible
for), or when the plan lets the body lead the priority. Our own bodies give no weight; neither does an assembly as such.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import BooleanField, Case, Q, QuerySet, Value, When
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advocacy.choices import Dimension, InfluenceLevel
from advocacy.models import AudienceCondition, Influence, Plan, PlanItemBody, Priority
from contacts.choices import Level, OrganizationKind, RoleKind
from contacts.models import Membership, OrganizationResponsibility, Person
from contacts.querysets.membership import serving_q
from crm.common import writes
from crm.common.dates import active_q, today
from crm.common.operations import operation
from crm.common.permissions import Role, require
from crm.models import Operation, User

LOW, MEDIUM, HIGH = InfluenceLevel.LOW, InfluenceLevel.MEDIUM, InfluenceLevel.HIGH
RANK = {LOW: 0, MEDIUM: 1, HIGH: 2}
CHIEFS = ("direktör", "rektor", "landshövding", "ordförande")
LOCAL_BODIES = (
    OrganizationKind.ASSEMBLY, OrganizationKind.BOARD, OrganizationKind.REGION, OrganizationKind.MUNICIPALITY
)  # fmt: skip


class Held(NamedTuple):
    """What the rules ask of a mandate."""

    role: str  # folded to lower case
    kind: str
    where: str
    level: str

    def leads(self) -> bool:
        return "ordförande" in self.role

    def is_committee(self) -> bool:
        return self.where == OrganizationKind.COMMITTEE

    def is_local(self) -> bool:
        return self.where in LOCAL_BODIES and self.level in (Level.REGIONAL, Level.LOCAL)

    def is_chief(self) -> bool:
        is_named = self.role in ("vd", "vice vd") or any(word in self.role for word in CHIEFS)
        return self.kind in (RoleKind.OFFICIAL, RoleKind.REPRESENTATIVE, RoleKind.MEMBER) and is_named


@dataclass(frozen=True)
class Rule:
    """What a sort of mandate weighs: `dealing` where its body deals with the priority, `otherwise` in all else."""

    name: str | Promise
    dealing: InfluenceLevel
    otherwise: InfluenceLevel
    holds: Callable[[Held], bool]


# The first rule that holds is that of the mandate; a person weighs what the weightiest of the mandates does.
RULES: tuple[Rule, ...] = (
    Rule(
        gettext_lazy("Statsråd"), HIGH, MEDIUM,
        lambda h: h.where == OrganizationKind.MINISTRY and (h.kind == RoleKind.REPRESENTATIVE or "minister" in h.role),
    ),
    Rule(gettext_lazy("Statssekreterare"), HIGH, MEDIUM, lambda h: "statssekreterare" in h.role),
    Rule(
        gettext_lazy("Partiledare eller gruppledare i riksdagen"), HIGH, HIGH,
        lambda h: "partiledare" in h.role or ("gruppledare" in h.role and h.level == Level.NATIONAL),
    ),
    Rule(gettext_lazy("Talman eller vice talman"), MEDIUM, MEDIUM, lambda h: "talman" in h.role),
    Rule(
        gettext_lazy("Ordförande eller vice ordförande i utskott"), HIGH, MEDIUM,
        lambda h: h.is_committee() and h.leads(),
    ),
    Rule(
        gettext_lazy("Suppleant i utskott"), MEDIUM, LOW,
        lambda h: h.is_committee() and h.kind == RoleKind.SUBSTITUTE,
    ),
    Rule(gettext_lazy("Ledamot i utskott"), HIGH, MEDIUM, lambda h: h.is_committee() and h.kind == RoleKind.ELECTED),
    Rule(
        gettext_lazy("Riksdagsledamot eller Europaparlamentariker"), MEDIUM, MEDIUM,
        lambda h: h.kind in (RoleKind.ELECTED, RoleKind.SUBSTITUTE) and h.level in (Level.NATIONAL, Level.EUROPEAN),
    ),
    Rule(
        gettext_lazy("Ordförande, vice ordförande eller gruppledare i region eller kommun"), HIGH, MEDIUM,
        lambda h: h.is_local() and h.kind == RoleKind.ELECTED and (h.leads() or "gruppledare" in h.role),
    ),
    Rule(
        gettext_lazy("Förtroendevald i region eller kommun"), MEDIUM, LOW,
        lambda h: h.is_local() and h.kind != RoleKind.OFFICIAL,
    ),
    Rule(gettext_lazy("Chef för en myndighet, förvaltning eller organisation"), HIGH, MEDIUM, Held.is_chief),
    Rule(gettext_lazy("Annan befattning eller roll"), MEDIUM, LOW, lambda h: True),
)  # fmt: skip


@dataclass(frozen=True)
class Weight:
    """How much somebody weighs, and why; `mandate` is the one that says it, None where staff set it."""

    level: InfluenceLevel
    reason: str
    own: Influence | None = None

    @property
    def is_own(self) -> bool:
        return self.own is not None


def weightless() -> Weight:
    """Of somebody without any mandate on the day."""
    return Weight(LOW, _("inget uppdrag eller någon befattning idag"))


def weights(people: Any, priority: Priority | None = None, day: dt.date | None = None) -> dict[int, Weight]:
    """How much each of `people` (ids, or a queryset of people) weighs in the priority, or in all (None), on `day`.

    What staff have set for the priority comes first, then what they have set for all, then the mandates: of a person
    the weightiest. Whoever is left out holds nothing (`weightless`). A handful of queries, however many they are.
    """
    found = by_mandate(people, priority, day)
    for own in _set_for(people, priority):
        found[own.person_id] = Weight(InfluenceLevel(own.level), own.reason, own)
    return found


def weight_of(person: Person, priority: Priority | None = None) -> Weight:
    return weights([person.pk], priority).get(person.pk) or weightless()


def by_mandate(people: Any, priority: Priority | None = None, day: dt.date | None = None) -> dict[int, Weight]:
    """What the mandates alone say, by person."""
    day = day or today()
    dealing = _dealing_q(priority, day) if priority else Q(pk__in=())
    deals = Case(When(dealing, then=Value(True)), default=Value(False), output_field=BooleanField())
    waiting = Q(active_q(day), kind=RoleKind.SUBSTITUTE, organization__kind=OrganizationKind.COMMITTEE)
    held: Any = Membership.objects.valid().filter(serving_q(day) | waiting, organization__is_own_body=False)
    rows = held.filter(person__in=_ids(people)).annotate(deals=deals).by_weight()
    found: dict[int, Weight] = {}
    for person, role, kind, where, level, name, is_dealing in rows.values_list(
        "person", "role", "kind", "organization__kind", "organization__level", "organization__name", "deals"
    ):
        weight = level_of(Held(role.casefold(), kind, where, level), is_dealing=is_dealing)
        known = found.get(person)
        if known is None or RANK[weight] > RANK[known.level]:
            found[person] = Weight(weight, f"{role}, {name}")
    return found


def level_of(held: Held, *, is_dealing: bool) -> InfluenceLevel:
    """What one mandate weighs, by the first rule of `RULES` that holds."""
    rule = next(rule for rule in RULES if rule.holds(held))
    return rule.dealing if is_dealing else rule.otherwise


def _ids(people: Any) -> Any:
    return people.order_by().values("pk") if isinstance(people, QuerySet) else list(people)


def _set_for(people: Any, priority: Priority | None) -> Any:
    """Those set for all first, so that one set for the priority has the last word."""
    wanted = Q(priority__isnull=True) | Q(priority=priority) if priority else Q(priority__isnull=True)
    rows = Influence.objects.filter(wanted, person__in=_ids(people)).select_related("set_by")
    return sorted(rows, key=lambda own: own.priority_id is not None)


def _dealing_q(priority: Priority, day: dt.date) -> Q:
    """Mandates in bodies that deal with the priority (see the top of this module)."""
    near = _lineage(priority)
    plan = Plan.objects.current(day)
    conditions = AudienceCondition.objects.filter(
        criterion__audience__goals__priority__in=near, criterion__audience__goals__plan=plan
    )
    named = conditions.filter(dimension=Dimension.ORGANIZATION).order_by().values("organization")
    asked = conditions.filter(dimension=Dimension.RESPONSIBILITY).order_by().values("responsibility")
    charged = OrganizationResponsibility.objects.filter(active_q(day), responsibility__in=asked)
    leading = PlanItemBody.objects.filter(item__priority__in=near, item__plan=plan).order_by().values("organization")
    wanted = Q()
    for bodies in (named, charged.order_by().values("organization"), leading):
        of_parent = Q(organization__parent__in=bodies, organization__kind=OrganizationKind.BOARD)
        wanted |= Q(organization__in=bodies) | of_parent
    return wanted & ~Q(organization__kind=OrganizationKind.ASSEMBLY)


def _lineage(priority: Priority) -> list[int]:
    """The priority, those above it and those below it. One query: a tree of dozens is read whole."""
    parents = dict(Priority.objects.order_by().values_list("pk", "parent_id"))

    def above(pk: int | None) -> list[int]:
        return [] if pk is None else [pk, *above(parents[pk])]

    return [*above(priority.parent_id), *(pk for pk in parents if priority.pk in above(pk))]


# --- What staff set -----------------------------------------------------------------------------------------


@transaction.atomic
def set_level(*, actor: User, person: Person, level: str, reason: str, priority: Priority | None = None) -> Influence:
    """Say how much somebody weighs in a priority, or in all (None), and why; one said before changes, with history."""
    require(actor, Role.EDITOR)
    if not reason.strip():
        raise ValidationError({"reason": _("Skriv varför.")})
    said: dict[str, Any] = {"level": level, "reason": reason.strip(), "set_by": actor}
    own = Influence.objects.select_for_update().filter(person=person, priority=priority).first()
    if own is None:
        return writes.save(Influence(person=person, priority=priority, **said), actor=actor)
    return writes.save(own, actor=actor) if writes.assign(own, said) else own


def clear(*, actor: User, influence: Influence) -> Operation:
    """Let the mandate say it again, as an operation that can be undone."""
    require(actor, Role.EDITOR)
    title = _("Eget inflytande borttaget: %(person)s") % {"person": influence.person}
    with operation(kind=Operation.Kind.BULK, title=title, actor=actor) as made:
        writes.remove(writes.locked(influence), actor=actor)
    return made
