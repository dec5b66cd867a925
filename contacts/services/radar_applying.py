"""Carrying out what was accepted of a radar run: all of it in one transaction, as one operation."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from contacts import permissions
from contacts.choices import ChangeKind, ChangeState, PairState
from contacts.models import Person, PersonPair, RadarChange, RadarRun
from contacts.services import imports, merge, radar
from contacts.services.import_plan import Plan
from contacts.services.radar_decisions import NEW
from contacts.services.radar_proposals import BATCH, Compare, Part, Proposal, says_the_same
from crm.common import writes
from crm.common.operations import operation
from crm.models import Operation, User

SHOWN = 5


@dataclass(frozen=True)
class Applied:
    """How many changes were carried out, no longer hold, wait for others; the operation, if the register changed."""

    applied: int
    gone: int
    waiting: int
    operation: Operation | None


def apply(
    *, run: RadarRun, actor: User, compare: Compare, progress: Callable[[int, int], None] | None = None
) -> Applied:
    """Carry out the accepted changes of a run, as they are now.

    The source is held against the register anew in the transaction that carries out: what no longer holds is GONE and
    says so; what needs a change that is not accepted waits, and says for what. People who are there twice are merged
    first, and all the rest is compared after that. Radar and imports take turns. Raises ValidationError when something
    cannot be stored: then nothing is.
    """
    permissions.require_adding(actor)
    with transaction.atomic():
        User.objects.select_for_update().get(pk=User.objects.system().pk)
        run = writes.locked(run)
        title = _("Mandatbevakning: %(name)s") % {"name": run}
        with operation(kind=Operation.Kind.RADAR, title=title, actor=actor) as made:
            applying = _Applying(run, actor, made, progress)
            applying.merge(compare)
            applying.carry_out(compare)
            has_written = applying.has_written
        done = applying.note(made if has_written else None)
        if not has_written:
            made.delete()
        radar.settle(run=run)
    return done


class _Applying:
    def __init__(
        self, run: RadarRun, actor: User, made: Operation, progress: Callable[[int, int], None] | None
    ) -> None:
        self.run, self.actor, self.made, self.progress = run, actor, made, progress
        accepted = run.changes.filter(state=ChangeState.ACCEPTED).order_by("pk")
        self.accepted: dict[str, RadarChange] = {change.key: change for change in accepted}
        others = run.changes.filter(state__in=(ChangeState.REFUSED, ChangeState.OPEN))
        self.others: dict[str, RadarChange] = {change.key: change for change in others}
        # What became of them: carried out, gone (and why), waiting (and what for).
        self.done: set[str] = set()
        self.gone: dict[str, str] = {}
        self.waiting: dict[str, str] = {}
        # Whom this operation has changed: both sides of a change of theirs are no longer as they were told.
        self.touched: set[int] = set()
        self.became: dict[int, int] = {}
        self.found: dict[str, int] = {}
        # What nobody has decided and the comparison no longer says: who was said to be listed has not left.
        self.settled: list[RadarChange] = []
        self.has_written = False

    # --- Who is who -------------------------------------------------------------------------------------------

    def decided(self) -> dict[str, int | None]:
        """Whom the doubtful ones were said to be; one that became part of somebody is them. Who is gone is told."""
        doubtful = [c for c in self.accepted.values() if c.kind == ChangeKind.DOUBTFUL]
        chosen = {int(c.choice) for c in doubtful if c.choice != NEW}
        merged_into = dict(Person.objects.filter(pk__in=chosen).values_list("pk", "merged_into_id"))
        answers: dict[str, int | None] = {}
        for change in doubtful:
            person = None if change.choice == NEW else int(change.choice)
            if person is not None and person not in merged_into:
                self.gone[change.key] = _("Den som valdes finns inte längre i registret.")
                continue
            answers[change.key] = (merged_into[person] or person) if person else None
            self.touched |= {person} if person else set()
        return answers

    def merge(self, compare: Compare) -> None:
        """Let people who are there twice become one, as far as the comparison still says that they are."""
        wanted = {key for key, change in self.accepted.items() if change.kind == ChangeKind.SAME_PERSON}
        if not wanted:
            return
        pairs = {p.key: p.merge for part in compare(self.decided()) for p in part.proposals if p.key in wanted}
        for number, key in enumerate(sorted(wanted), start=1):
            pair = pairs.get(key)
            if pair is None:
                self.gone[key] = _("De är inte längre två i registret, eller inte längre lika.")
                continue
            self._join(key, *pair)
            if self.progress:
                self.progress(number, len(wanted))

    def _join(self, key: str, keep: int, drop: int) -> None:
        keep, drop = self._now(keep), self._now(drop)
        if keep == drop:
            self.done.add(key)
            return
        people = Person.objects.in_bulk((keep, drop))
        try:
            with transaction.atomic():
                merge.join(keep=people[keep], drop=people[drop], actor=self.actor, reason=self.made.title)
        except ValidationError as error:
            self.gone[key] = " ".join(error.messages)
            return
        self.became[drop] = keep
        self.touched |= {keep, drop}
        self.done.add(key)
        self.has_written = True

    def _now(self, person: int) -> int:
        while person in self.became:
            person = self.became[person]
        return person

    # --- The rest ---------------------------------------------------------------------------------------------

    def carry_out(self, compare: Compare) -> None:
        """Store what was accepted, list by list of the source, each compared after the one before was stored."""
        if self.done or self.gone:
            self._read_anew()
        seen: set[str] = set()
        for part in compare(self.decided()):
            seen.update(p.key for p in part.proposals)
            chosen = self._chosen(part)
            if chosen:
                self._store(part, chosen)
        for key in self.accepted.keys() - seen - self.done - self.gone.keys():
            if self.accepted[key].kind == ChangeKind.DOUBTFUL:
                self.done.add(key)
        undecided = {key: change for key, change in self.others.items() if change.state == ChangeState.OPEN}
        self.settled = [undecided[key] for key in undecided.keys() - seen - self.accepted.keys()]
        self._keep_apart()

    def _read_anew(self) -> None:
        """Changes of those who were merged are about the one who is left."""
        for change in self.run.changes.filter(state=ChangeState.ACCEPTED):
            self.accepted[change.key] = change

    def _chosen(self, part: Part) -> list[Proposal]:
        """What of a part is carried out: accepted, still so, and with all that it needs."""
        wanted = {p.key: p for p in part.proposals if not p.merge and self._is_wanted(p)}
        there = {p.key for p in part.proposals}
        while True:
            lacking = {
                key: [need for need in p.needs if need in there and need not in wanted] for key, p in wanted.items()
            }
            held_up = {key: needs for key, needs in lacking.items() if needs}
            if not held_up:
                return list(wanted.values())
            names = {p.key: f"{ChangeKind(p.kind).label}: {p.name}" for p in part.proposals}
            for key, needs in held_up.items():
                del wanted[key]
                self.waiting[key] = _("Väntar på: %(what)s") % {"what": "; ".join(names[need] for need in needs)}

    def _is_wanted(self, proposal: Proposal) -> bool:
        if proposal.kind == ChangeKind.DOUBTFUL:
            return False
        change = self.accepted.get(proposal.key)
        if change is None:
            return proposal.doubt in self.accepted and self._follows(proposal)
        is_same = says_the_same(change, proposal) and change.person_id == proposal.person
        if is_same or proposal.doubt in self.accepted or proposal.person in self.touched:
            return True
        self.gone[proposal.key] = _("Registret eller källan har ändrats sedan den godkändes. Jämför på nytt.")
        return False

    def _follows(self, proposal: Proposal) -> bool:
        """What follows from who somebody was said to be is accepted with that, unless it was itself refused."""
        other = self.others.get(proposal.key)
        if other is not None and other.state == ChangeState.REFUSED:
            return False
        if other is not None:
            other.decided_by = self.actor
            self.accepted[other.key] = other
        return True

    def _store(self, part: Part, chosen: Sequence[Proposal]) -> None:
        plan = part.plan(chosen)
        if plan.wrong:
            raise ValidationError(_wrong(plan))
        plan.resolve()
        if plan.new or plan.changed or plan.ended:
            imports.write(plan, actor=self.actor, reason=self.made.title)
            self.has_written = True
        for proposal in chosen:
            outcome = plan.outcomes.get(proposal.row)
            person = proposal.person or (outcome.person.pk if outcome and outcome.person else None)
            if person:
                self.touched.add(person)
                self.found[proposal.key] = person
                if proposal.doubt in self.accepted:
                    self.found[proposal.doubt] = person
            self.done.add(proposal.key)

    def _keep_apart(self) -> None:
        """Who was said to be somebody new is none of those whom they were held against: nobody asks about it again."""
        now, pairs = timezone.now(), []
        for key, person in self.found.items():
            change = self.accepted.get(key)
            if change is None or change.choice != NEW:
                continue
            others = {self._now(one["person"]): one for one in change.candidates}
            for other in Person.objects.filter(pk__in=others.keys() - {person}, merged_into=None):
                first, second = sorted((person, other.pk))
                pair = PersonPair(first_id=first, second_id=second, state=PairState.DIFFERENT, decided_at=now)
                pair.score, pair.reasons = others[other.pk]["score"], others[other.pk]["reasons"]
                pair.decided_by = change.decided_by
                pairs.append(pair)
        writes.create_many(pairs, actor=self.actor, reason=self.made.title)

    # --- What became of them ----------------------------------------------------------------------------------

    def note(self, made: Operation | None) -> Applied:
        """Note with each change what became of it."""
        now = timezone.now()
        self._read_anew()
        told: dict[str, list[RadarChange]] = {"applied": [], "gone": [], "waiting": []}
        for key, change in self.accepted.items():
            if key in self.done:
                change.state, change.operation, change.note = ChangeState.APPLIED, made, ""
                change.person_id = self.found.get(key, change.person_id)
                change.decided_at = change.decided_at or now
                told["applied"].append(change)
            elif key in self.waiting:
                change.note = self.waiting[key][:300]
                told["waiting"].append(change)
            else:
                said = _("Registret säger det redan, eller källan säger något annat.")
                change.state, change.note = ChangeState.GONE, self.gone.get(key, said)[:300]
                told["gone"].append(change)
        for change in self.settled:
            change.state, change.operation = ChangeState.GONE, made
            change.note = _("Gäller inte längre, efter det som genomfördes.")
        changed = [change for group in (*told.values(), self.settled) for change in group]
        names = ["state", "operation", "note", "person", "decided_by", "decided_at"]
        RadarChange.objects.bulk_update(changed, names, batch_size=BATCH)
        counts = {name: len(group) for name, group in told.items()}
        self.run.result = {**self.run.result, **counts}
        return Applied(counts["applied"], counts["gone"], counts["waiting"], made)


def _wrong(plan: Plan) -> str:
    """What cannot be stored, for the run's page."""
    rows = "; ".join(f"{w.field} {w.value}: {w.reason}" for w in plan.wrong[:SHOWN])
    told = ngettext("%(n)s uppgift går inte att införa", "%(n)s uppgifter går inte att införa", len(plan.wrong))
    return f"{told % {'n': len(plan.wrong)}}: {rows}"
