"""Storing consultations that were read from a mirror: in a few statements, each once, nothing of the staff's lost.

A consultation is known again by the address of its page. What the mirror says anew replaces what the mirror said
before; a field that a colleague has changed since is the colleague's, and the difference is told.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from advocacy.models import Consultation, ConsultationDocument
from advocacy.services.consultation_records import Reading, Referral, Wrong
from advocacy.services.consultations import move_steps
from contacts.choices import OrganizationKind
from contacts.models import Organization
from crm.common import writes
from crm.common.operations import operation
from crm.common.permissions import Role, require
from crm.common.text import fold
from crm.common.undo_log import chunks
from crm.models import Operation, User

REASON = "Regeringen.se"
SOURCE = "Regeringskansliets remisser"
FIELDS = ("title", "reference", "sender_id", "url", "summary", "subjects", "published_on", "due_on")


@dataclass
class Outcome:
    """What a file did, or would do. `kept`: (title, field) of what differs and is the staff's."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    deadlines: int = 0
    references: int = 0
    documents: int = 0
    kept: list[tuple[str, str]] = field(default_factory=list)
    unknown_senders: list[str] = field(default_factory=list)
    wrong: list[Wrong] = field(default_factory=list)
    operation: Operation | None = None

    def as_json(self) -> dict[str, Any]:
        """For machines."""
        counts = {"new": self.new, "changed": self.changed, "unchanged": self.unchanged, "skipped": len(self.wrong)}
        return {
            "consultations": counts,
            "deadlines": self.deadlines,
            "references": self.references,
            "documents": self.documents,
            "kept": [{"title": title, "field": name} for title, name in self.kept],
            "unknown_senders": self.unknown_senders,
            "wrong": [{"row": one.row, "title": one.name, "reason": one.reason} for one in self.wrong],
        }

    @property
    def summary(self) -> str:
        """What it did, in a line."""
        return _(
            "%(new)d nya, %(changed)d ändrade och %(same)d oförändrade remisser. Sista dag hittades för %(days)d, "
            "diarienummer för %(references)d."
        ) % {
            "new": self.new,
            "changed": self.changed,
            "same": self.unchanged,
            "days": self.deadlines,
            "references": self.references,
        }

    @property
    def notes(self) -> list[str]:
        """What was left as it was, in words."""
        lines = [
            _("%(field)s i %(title)s är behållet som vi har skrivit det.")
            % {"field": name.capitalize(), "title": title}
            for title, name in self.kept
        ]
        if self.unknown_senders:
            names = ", ".join(self.unknown_senders)
            lines.append(_("Avsändare som inte finns i registret: %(names)s.") % {"names": names})
        return lines

    def as_text(self) -> str:
        """The same for people."""
        return "\n".join([self.summary, *self.notes, *(said(one) for one in self.wrong)])


def said(wrong: Wrong) -> str:
    """A row that was not taken in, in words."""
    return _("Rad %(row)d %(name)s: %(why)s") % {"row": wrong.row, "name": wrong.name, "why": wrong.reason}


@dataclass
class _Plan:
    """What is to be written."""

    new: list[Consultation] = field(default_factory=list)
    changed: list[Consultation] = field(default_factory=list)
    moved: list[Consultation] = field(default_factory=list)
    papers: list[ConsultationDocument] = field(default_factory=list)


def preview(*, reading: Reading) -> Outcome:
    """What the file would do; nothing is stored."""
    return _compare(reading)[0]


def apply(*, actor: User, reading: Reading) -> Outcome:
    """Store what is new or changed, in one operation that can be undone. Without anything new nothing is written."""
    require(actor, Role.EDITOR)
    outcome, _plan = _compare(reading)
    if not (outcome.new or outcome.changed):
        return outcome
    title = ngettext("%(n)d remiss inläst", "%(n)d remisser inlästa", outcome.new + outcome.changed)
    with operation(kind=Operation.Kind.IMPORT, title=title % {"n": outcome.new + outcome.changed}, actor=actor) as made:
        writes.hold(Consultation, [row.pk for row in _stored(reading.referrals).values()])
        outcome, plan = _compare(reading)
        writes.create_many(plan.new, actor=actor, reason=REASON)
        writes.change_many(plan.changed, [name.removesuffix("_id") for name in FIELDS], actor=actor, reason=REASON)
        for paper in plan.papers:
            paper.consultation_id = paper.consultation.pk  # new ones have just got their number
        writes.create_many(plan.papers, actor=actor, reason=REASON)
        for consultation in plan.moved:
            move_steps(consultation, actor)
    outcome.operation = made
    return outcome


def _compare(reading: Reading) -> tuple[Outcome, _Plan]:
    """What the file says against what is stored. Five queries, whatever it holds."""
    referrals = reading.referrals
    outcome = Outcome(
        deadlines=sum(1 for one in referrals if one.due_on),
        references=sum(1 for one in referrals if one.reference),
        wrong=reading.wrong,
    )
    plan, senders, stored = _Plan(), _senders(), _stored(referrals)
    staffs, papers = _staffs(stored.values()), _papers(stored.values())
    for referral in referrals:
        sender = senders.get(fold(referral.sender))
        if referral.sender and sender is None and referral.sender not in outcome.unknown_senders:
            outcome.unknown_senders.append(referral.sender)
        row = stored.get(referral.external)
        values = {name: getattr(referral, name, None) for name in FIELDS} | {"sender_id": sender}
        if row is None:
            row = Consultation(external=referral.external, source=SOURCE, **values)
            plan.new.append(row)
            outcome.new += 1
        elif _renew(row, values, staffs[row.pk], outcome, plan):
            outcome.changed += 1
        else:
            outcome.unchanged += 1
        known = papers[row.pk] if row.pk else set()
        fresh = [ConsultationDocument(consultation=row, name=p.name, url=p.url) for p in referral.papers
                 if p.url not in known]  # fmt: skip
        plan.papers += fresh
        outcome.documents += len(fresh)
        if fresh and row.pk and row not in plan.changed:
            plan.changed.append(row)
            outcome.changed, outcome.unchanged = outcome.changed + 1, outcome.unchanged - 1
    return outcome, plan


def _renew(row: Consultation, values: dict[str, Any], staffs: set[str], outcome: Outcome, plan: _Plan) -> bool:
    """Give `row` what the mirror says anew, where a colleague has not said otherwise. What it no longer says stays."""
    differs = {name: new for name, new in values.items() if new and getattr(row, name) != new}
    for name in sorted(differs.keys() & staffs):
        asked: Any = Consultation._meta.get_field(name.removesuffix("_id"))
        outcome.kept.append((row.title, str(asked.verbose_name)))
    taken = {name: new for name, new in differs.items() if name not in staffs}
    last = row.answer_by
    if not writes.assign(row, taken):
        return False
    plan.changed.append(row)
    if row.answer_by != last:
        plan.moved.append(row)
    return True


def _senders() -> dict[str, int]:
    """Ministries of the register by what they are called."""
    rows = Organization.objects.filter(kind=OrganizationKind.MINISTRY, merged_into__isnull=True)
    return {fold(name): pk for pk, name in rows.values_list("pk", "name")}


def _stored(referrals: Iterable[Referral]) -> dict[str, Consultation]:
    found: dict[str, Consultation] = {}
    for chunk in chunks([referral.external for referral in referrals]):
        found |= {row.external: row for row in Consultation.objects.filter(external__in=chunk)}
    return found


def _staffs(rows: Iterable[Consultation]) -> dict[int, set[str]]:
    """By consultation, the fields that somebody changed by hand after the mirror last did."""
    histories: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for chunk in chunks([row.pk for row in rows]):
        said = Consultation.history.filter(id__in=chunk).order_by("history_date", "history_id")
        for one in said.values("id", "history_change_reason", *FIELDS):
            histories[one["id"]].append(one)
    found: dict[int, set[str]] = defaultdict(set)
    for pk, versions in histories.items():
        for before, after in zip([None, *versions], versions, strict=False):
            changed = {name for name in FIELDS if (before[name] if before else None) != after[name]}
            is_mirrors = after["history_change_reason"] == REASON
            found[pk] = found[pk] - changed if is_mirrors else found[pk] | changed
    return found


def _papers(rows: Iterable[Consultation]) -> dict[int, set[str]]:
    """By consultation, the addresses of documents that it has or has had: one that was taken away stays away."""
    found: dict[int, set[str]] = defaultdict(set)
    for chunk in chunks([row.pk for row in rows]):
        had = ConsultationDocument.history.filter(consultation_id__in=chunk)
        for pk, url in had.values_list("consultation_id", "url"):
            found[pk].add(url)
    return found
