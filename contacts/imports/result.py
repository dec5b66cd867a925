"""What an import says of itself: one JSON object for machines, the same in Swedish for people."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from contacts.models import (
    ContactDetail,
    ExternalIdentifier,
    Membership,
    MembershipStatus,
    Organization,
    Party,
    PartyAlias,
    Person,
    PersonTag,
    Tag,
)
from contacts.services.imports import Doubt, Plan, Wrong

MODELS = {
    str(model._meta.model_name): model._meta
    for model in (
        Person, Membership, MembershipStatus, Organization, ContactDetail, Tag, PersonTag, Party, PartyAlias,
        ExternalIdentifier,
    )
}  # fmt: skip
ALWAYS = ("person", "membership")
MAX_LINES = 100
KINDS = ("new", "changed", "unchanged", "ended")


class Unusable(Exception):
    """The file cannot be read as what it should be; the text is for the one who chose it."""


@dataclass
class ImportResult:
    """The outcome of reading a source. `applied` is true only when everything in it was stored."""

    source: str
    rows: int
    new: Counter[str]
    changed: Counter[str]
    unchanged: Counter[str]
    ended: Counter[str]
    doubtful: list[Doubt] = field(default_factory=list)
    wrong: list[Wrong] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    applied: bool = False

    @classmethod
    def of(cls, plan: Plan, *, applied: bool) -> ImportResult:
        return cls(
            source=plan.source,
            rows=plan.rows,
            **plan.counts(),
            doubtful=plan.doubtful,
            wrong=sorted(plan.wrong, key=lambda w: w.row),
            warnings=[*plan.warnings, *_namesakes(plan.namesakes)],
            applied=applied,
        )

    def as_json(self) -> dict[str, Any]:
        """The object that `--json` prints. Counts are by model; people and mandates are always there."""
        return {
            "source": self.source,
            "rows": self.rows,
            **{kind: self.by_model(kind) for kind in KINDS},
            "doubtful": len(self.doubtful),
            "wrong": [wrong.as_json() for wrong in self.wrong],
            "applied": self.applied,
            "doubtful_rows": [vars(doubt) for doubt in self.doubtful],
            "warnings": self.warnings,
        }

    def by_model(self, kind: str) -> dict[str, int]:
        counted: Counter[str] = getattr(self, kind)
        return {name: counted[name] for name in MODELS if counted[name] or name in ALWAYS}

    def as_text(self) -> str:
        """The same in sentences."""
        lines = [
            ngettext("%(source)s: %(n)s rad läst.", "%(source)s: %(n)s rader lästa.", self.rows)
            % {"source": self.source, "n": self.rows}
        ]
        none = _("inga")
        for kind, label in labels().items():
            counted = ", ".join(f"{n} {model_name(name, n)}" for name, n in self.by_model(kind).items() if n)
            lines.append(f"{label}: {counted or none}.")
        lines += [_("Varning: %(text)s") % {"text": text} for text in self.warnings]
        if self.doubtful:
            lines.append(ngettext("%(n)s tveksam:", "%(n)s tveksamma:", len(self.doubtful)) % {"n": len(self.doubtful)})
            lines += [f"  {where(doubt.row)}{doubt.subject}: {doubt.reason}" for doubt in self.doubtful]
        if self.wrong:
            lines.append(ngettext("%(n)s fel:", "%(n)s fel:", len(self.wrong)) % {"n": len(self.wrong)})
            for w in self.wrong:
                value = f" ”{w.value}”" if w.value else ""
                lines.append(f"  {where(w.row)}{w.field}{value}: {w.reason}")
        lines.append(self.conclusion())
        return "\n".join(lines)

    def conclusion(self) -> str:
        if self.applied:
            return _("Genomfört.")
        if self.wrong:
            return _("Ingenting är infört. Rätta felen i filen och läs in den igen.")
        return _("Ingenting är infört: detta var en förhandsgranskning.")


def _namesakes(n: int) -> list[str]:
    if not n:
        return []
    told = ngettext(
        "%(n)s ny person heter som någon i registret. Namn ensamt räcker inte: de förs inte samman.",
        "%(n)s nya personer heter som någon i registret. Namn ensamt räcker inte: de förs inte samman.",
        n,
    )
    return [told % {"n": n}]


def lines(plan: Plan) -> dict[str, Any]:
    """Row by row what a plan does, the first of each state, for somebody to look through: {state: {n, rows}}."""
    shown: dict[str, Any] = {}
    for outcome in plan.outcomes.values():
        kept = shown.setdefault(outcome.state, {"n": 0, "rows": []})
        kept["n"] += 1
        if outcome.state in ("new", "changed") and len(kept["rows"]) < MAX_LINES:
            kept["rows"].append({"row": outcome.row, "subject": outcome.subject, "notes": outcome.lines[:12]})
    return shown


def labels() -> dict[str, str]:
    return {"new": _("Nya"), "changed": _("Ändrade"), "ended": _("Avslutade"), "unchanged": _("Oförändrade")}


def model_name(name: str, n: int = 2) -> str:
    meta = MODELS[name]
    return str(meta.verbose_name if n == 1 else meta.verbose_name_plural)


def where(row: int | None) -> str:
    return "" if row is None else _("rad %(row)s") % {"row": row} + ", "
