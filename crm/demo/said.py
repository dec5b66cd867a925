"""What was said and promised: how it was taken, where people stand, what is to be kept by when.

Only those of companies and associations that do not exist say anything: a stance of somebody in a real body would be
read as that body's.
"""

from __future__ import annotations

import datetime as dt
import random
from collections import defaultdict

from advocacy.choices import (
    MODE_OF_KIND,
    Attendance,
    CommitmentState,
    Confidence,
    InteractionStatus,
    Mode,
    Promiser,
    StanceValue,
    Tone,
)
from advocacy.models import Commitment, Stance
from crm.demo import texts
from crm.demo.contact import Contact, Pages
from crm.demo.maker import SEED, Profile, stamp

WEEK = dt.timedelta(days=7)
SURE = (Confidence.HIGH, Confidence.MEDIUM, Confidence.MEDIUM, Confidence.LOW)
# Days until a promise is to be kept, and how it went; no days: it was never said when.
PROMISES: tuple[tuple[int | None, str], ...] = (
    (-9, CommitmentState.OPEN), (12, CommitmentState.OPEN), (-3, CommitmentState.OPEN), (30, CommitmentState.OPEN),
    (-40, CommitmentState.KEPT), (-25, CommitmentState.KEPT), (None, CommitmentState.OPEN), (5, CommitmentState.OPEN),
    (-60, CommitmentState.BROKEN), (-33, CommitmentState.WITHDRAWN), (-18, CommitmentState.OPEN),
    (45, CommitmentState.OPEN), (-52, CommitmentState.KEPT), (-47, CommitmentState.KEPT),
)  # fmt: skip
# Where somebody stood first, and where they stood after a year of talks.
MOVES = (
    (StanceValue.FOR, StanceValue.FOR), (StanceValue.NEUTRAL, StanceValue.LEANS_FOR),
    (StanceValue.LEANS_FOR, StanceValue.FOR), (StanceValue.LEANS_AGAINST, StanceValue.NEUTRAL),
    (StanceValue.NEUTRAL, StanceValue.NEUTRAL), (StanceValue.LEANS_FOR, StanceValue.LEANS_AGAINST),
    (StanceValue.AGAINST, StanceValue.LEANS_AGAINST),
)  # fmt: skip
TONES = ((Tone.POSITIVE, Tone.NEUTRAL, Tone.NEGATIVE, ""), (45, 25, 10, 20))


class Said(Pages):
    def make_said(self) -> None:
        """Tones and stances in the contacts with those who may say something, and promises in both directions."""
        self.stances: list[Stance] = []
        self.commitments: list[Commitment] = []
        rng = random.Random(f"{SEED}said")  # noqa: S311 whatever is said, the rest of the demo stays as it is
        talks = sorted(self._talks(), key=lambda talk: talk[0].row.held_on)
        for contact, who in talks:
            contact.tones[id(who)] = rng.choices(*TONES)[0]
        self._make_stances(talks, rng)
        self._make_promises(talks)

    def _talks(self) -> list[tuple[Contact, Profile]]:
        """The talks that took place with somebody of a body that does not exist."""
        return [
            (contact, who)
            for contact in self.contacts
            if MODE_OF_KIND[contact.row.kind] == Mode.TWO_WAY and contact.row.status == InteractionStatus.DONE
            and contact.subject and not contact.row.is_confidential
            for who, attendance, _talked in contact.people
            if attendance == Attendance.ATTENDED and any(place.startswith("demo-") for place in who.places)
        ]  # fmt: skip

    def _make_stances(self, talks: list[tuple[Contact, Profile]], rng: random.Random) -> None:
        met: dict[tuple[int, str], list[tuple[Contact, Profile]]] = defaultdict(list)
        for contact, who in talks:
            met[id(who), contact.codes[0]].append((contact, who))
        for number, times in enumerate(met.values()):
            first, last = MOVES[number % len(MOVES)]
            said = [(times[0], first)] + ([(times[-1], last)] if len(times) > 1 else [])
            for (contact, who), value in said:
                stance = Stance(person=who.person, priority=self.priorities[contact.codes[0]], value=value)
                stance.stated_on, stance.interaction = contact.row.held_on, contact.row
                stance.noted_by = contact.row.created_by
                stance.confidence = SURE[len(self.stances) % len(SURE)]
                stance.evidence = rng.choice(texts.EVIDENCE[value])
                stamp(stance, contact.row.created_by, contact.row.held_on, hour=16)
                self.stances.append(stance)

    def _make_promises(self, talks: list[tuple[Contact, Profile]]) -> None:
        """The talks of some weeks ago led to something: theirs and ours, some late, some kept, one broken."""
        past = [talk for talk in reversed(talks) if talk[0].row.held_on < self.day - 3 * WEEK]
        for number, ((days, state), (contact, who)) in enumerate(zip(PROMISES, past, strict=False)):
            promiser = Promiser.OURS if number % 3 == 1 else Promiser.THEIRS
            made_on = contact.row.held_on
            due_on = None if days is None else max(made_on + WEEK, self.day + dt.timedelta(days=days))
            promise = Commitment(
                promiser=promiser, person=who.person, priority=self.priorities[contact.codes[0]],
                interaction=contact.row, owner=contact.row.created_by, made_on=made_on, due_on=due_on, state=state,
                text=texts.PROMISES[promiser][number % len(texts.PROMISES[promiser])].format(contact.subject),
            )  # fmt: skip
            if state != CommitmentState.OPEN:
                promise.closed_on = min(self.day, due_on or self.day)
            stamp(promise, contact.row.created_by, made_on, hour=16)
            self.commitments.append(promise)
