"""What is proposed, as the services know it, and how it is kept: once, with what was decided of it before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from contacts.choices import ChangeState
from contacts.models import RadarChange, RadarRun
from contacts.services.import_plan import Plan
from crm.common import writes
from crm.common.text import sort_key

BATCH = 1000
DECIDED = (ChangeState.REFUSED, ChangeState.APPLIED)


class Candidate(Protocol):
    """Whom a doubtful one may be."""

    @property
    def person(self) -> int: ...

    @property
    def score(self) -> int: ...

    @property
    def reasons(self) -> Sequence[str]: ...


class Proposal(Protocol):
    """One difference, as the comparison tells it; the fields are those of `RadarChange`.

    `person`, `other`, `organization`, `party` and `area` are ids. `needs`: keys without which it cannot be. `doubt`:
    the key of the question who they are, whose answer is an answer to this too. `merge`: (who is kept, who becomes part
    of them). `steps`: what it does, empty when the register says so already.
    """

    @property
    def key(self) -> str: ...

    @property
    def kind(self) -> str: ...

    @property
    def also(self) -> Sequence[str]: ...

    @property
    def row(self) -> int: ...

    @property
    def name(self) -> str: ...

    @property
    def number(self) -> str: ...

    @property
    def person(self) -> int | None: ...

    @property
    def other(self) -> int | None: ...

    @property
    def organization(self) -> int | None: ...

    @property
    def party(self) -> int | None: ...

    @property
    def area(self) -> int | None: ...

    @property
    def before(self) -> Iterable[Sequence[str]]: ...

    @property
    def after(self) -> Iterable[Sequence[str]]: ...

    @property
    def reasons(self) -> Iterable[str]: ...

    @property
    def score(self) -> int: ...

    @property
    def is_certain(self) -> bool: ...

    @property
    def candidates(self) -> Iterable[Candidate]: ...

    @property
    def needs(self) -> Iterable[str]: ...

    @property
    def doubt(self) -> str: ...

    @property
    def steps(self) -> Sequence[Any]: ...

    @property
    def merge(self) -> tuple[int, int] | None: ...


@dataclass(frozen=True)
class Part:
    """One list of the source held against the register, and how some of its proposals are planned."""

    proposals: Sequence[Proposal]
    plan: Callable[[Sequence[Proposal]], Plan]


# Whom staff have decided on, by the key of the question who they are: a person's id, None for nobody of the register.
# Each part is compared when it is asked for, after what was chosen of the one before has been stored.
Compare = Callable[[Mapping[str, int | None]], Iterator[Part]]


def facts(lines: Iterable[Sequence[str]]) -> list[list[str]]:
    """Lines of [label, value] as they are stored."""
    return [[str(part) for part in line] for line in lines]


@dataclass
class Stored:
    """How many of each kind wait for somebody to decide, and how many are not asked about again."""

    open: Counter[str] = field(default_factory=Counter)
    refused: int = 0
    known: int = 0


@transaction.atomic
def store(*, run: RadarRun, proposals: Iterable[Proposal]) -> Stored:
    """Keep what a comparison proposes, in a few statements.

    What was refused in any run stays refused and says so. What was carried out, and left nothing that can be seen in
    the register, is not told again; if it was undone it is. What is in the run from an earlier comparison keeps its
    decision as long as both sides say the same.
    """
    writes.locked(run)
    told = list({p.key: p for p in proposals}.values())
    before = _remembered([p.key for p in told])
    own = {change.key: change for change in run.changes.exclude(state=ChangeState.APPLIED)}
    stored, fresh, kept = Stored(), [], set()
    for proposal in told:
        memory, change = before.get(proposal.key), own.get(proposal.key)
        if memory and memory.state == ChangeState.APPLIED and (memory.run_id == run.pk or _shows_nothing(proposal)):
            stored.known += 1
            continue
        if change and change.state == ChangeState.ACCEPTED and says_the_same(change, proposal):
            kept.add(change.pk)
        else:
            change = _change(run, proposal)
            if memory and memory.state == ChangeState.REFUSED:
                _refuse_again(change, memory)
            fresh.append(change)
        if change.state == ChangeState.REFUSED:
            stored.refused += 1
        else:
            stored.open.update((change.kind, *change.also))
    run.changes.exclude(state=ChangeState.APPLIED).exclude(pk__in=kept).delete()
    RadarChange.objects.bulk_create(fresh, batch_size=BATCH)
    return stored


def says_the_same(change: RadarChange, proposal: Proposal) -> bool:
    """Whether both sides are as they were when the change was proposed."""
    return (change.before, change.after) == (facts(proposal.before), facts(proposal.after))


def _shows_nothing(proposal: Proposal) -> bool:
    return not proposal.steps and not proposal.merge


def _remembered(keys: Sequence[str]) -> dict[str, RadarChange]:
    """What was last decided of each, in any run."""
    found: dict[str, RadarChange] = {}
    for first in range(0, len(keys), BATCH):
        decided = RadarChange.objects.filter(key__in=keys[first : first + BATCH], state__in=DECIDED)
        for change in decided.select_related("decided_by").order_by("decided_at", "pk"):
            found[change.key] = change
    return found


def _refuse_again(change: RadarChange, memory: RadarChange) -> None:
    change.state, change.choice = ChangeState.REFUSED, memory.choice
    change.decided_by, change.decided_at = memory.decided_by, memory.decided_at
    said = {"day": timezone.localdate(memory.decided_at) if memory.decided_at else "–", "who": memory.decided_by}
    change.note = (_("Avvisad den %(day)s av %(who)s.") % said)[:300]


def _change(run: RadarRun, proposal: Proposal) -> RadarChange:
    candidates = [{"person": c.person, "score": c.score, "reasons": [*c.reasons]} for c in proposal.candidates]
    return RadarChange(
        run=run,
        key=proposal.key,
        row=proposal.row,
        kind=proposal.kind,
        also=[str(kind) for kind in proposal.also],
        name=proposal.name[:200],
        sort_key=sort_key(proposal.name)[:200],
        number=proposal.number[:100],
        person_id=proposal.person,
        other_id=proposal.other,
        organization_id=proposal.organization,
        party_id=proposal.party,
        area_id=proposal.area,
        before=facts(proposal.before),
        after=facts(proposal.after),
        reasons=[str(reason) for reason in proposal.reasons],
        candidates=candidates,
        score=proposal.score,
        is_certain=proposal.is_certain,
    )
