"""What an import says of itself: one JSON object for machines, the same in Swedish for people."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from contacts.models import (
    ContactDetail,
    ContactList,
    ContactListMember,
    ExternalIdentifier,
    Membership,
    MembershipStatus,
    Note,
    Organization,
    Party,
    PartyAlias,
    Person,
    PersonTag,
    Tag,
)
from contacts.services.import_plan import Doubt, Key, Plan, Wrong

MODELS = {
    str(model._meta.model_name): model._meta
    for model in (
        Person, Membership, MembershipStatus, Organization, ContactDetail, Tag, PersonTag, Party, PartyAlias,
        ExternalIdentifier, ContactList, ContactListMember, Note,
    )
}  # fmt: skip
ALWAYS = ("person", "membership")
KINDS = ("new", "changed", "unchanged", "ended")


class Unusable(Exception):
    """The file cannot be read as what it should be; the text is for the one who chose it."""


def model_key(model: type[models.Model]) -> str:
    return model._meta.model_name or ""


class Tally:
    """What the parts of an import come to together. `is_compared`: all of it, row by row, with what was looked through
    or will be (`digest`)."""

    def __init__(self, *, is_compared: bool = True) -> None:
        self.is_compared = is_compared
        self.source, self.rows, self.namesakes = "", 0, 0
        self.new: Counter[str] = Counter()
        self.changed: set[Key] = set()
        self.ended: set[Key] = set()
        self.unchanged: dict[type[models.Model], set[Any]] = defaultdict(set)
        self.doubtful: list[Doubt] = []
        self.wrong: list[Wrong] = []
        self.warnings: list[str] = []
        self.states: Counter[str] = Counter()
        self.remarked = 0
        self.told = hashlib.sha256()

    def add(self, plan: Plan) -> None:
        self.source = plan.source
        self.rows += plan.rows
        self.namesakes += plan.namesakes
        self.new.update({model_key(model): n for model, n in Counter(map(type, plan.new)).items()})
        changed, ended = plan.touched()
        self.changed |= changed
        self.ended |= ended
        for model, pks in plan.unchanged.items():
            self.unchanged[model] |= pks
        self.doubtful += plan.doubtful
        self.wrong += plan.wrong
        self.warnings += plan.warnings
        self.states.update(outcome.state for outcome in plan.outcomes.values())
        self.remarked += sum(1 for outcome in plan.outcomes.values() if outcome.notes)
        if self.is_compared:
            plan.feed(self.told)

    @property
    def is_held_up(self) -> bool:
        """Whether something is wrong, or waits for somebody to decide."""
        return bool(self.wrong or self.states["doubtful"])

    def digest(self) -> str:
        return self.told.hexdigest()

    def result(self, *, applied: bool, warnings: Iterable[str] = ()) -> ImportResult:
        kept = {
            model_key(model): sum(1 for pk in pks if (model, pk) not in self.changed and (model, pk) not in self.ended)
            for model, pks in self.unchanged.items()
        }
        return ImportResult(
            source=self.source,
            rows=self.rows,
            new=self.new,
            changed=Counter(model_key(model) for model, _pk in self.changed - self.ended),
            unchanged=Counter(kept),
            ended=Counter(model_key(model) for model, _pk in self.ended),
            doubtful=self.doubtful,
            wrong=sorted(self.wrong, key=lambda w: w.row),
            warnings=[*warnings, *self.warnings, *_namesakes(self.namesakes)],
            applied=applied,
        )


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

    def as_json(self) -> dict[str, Any]:
        """The object that `--json` prints. Counts are by model; people and mandates are always there."""
        return {
            "source": self.source,
            "rows": self.rows,
            **{kind: self.by_model(kind) for kind in KINDS},
            "doubtful": len(self.doubtful),
            "wrong": [wrong.as_json() for wrong in self.wrong],
            "applied": self.applied,
            "doubtful_rows": [asdict(doubt) for doubt in self.doubtful],
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
        if self.applied and self.wrong:
            return _("De rätta raderna är införda. De andra finns i listan ovan.")
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


def labels() -> dict[str, str]:
    return {"new": _("Nya"), "changed": _("Ändrade"), "ended": _("Avslutade"), "unchanged": _("Oförändrade")}


def model_name(name: str, n: int = 2) -> str:
    meta = MODELS[name]
    return str(meta.verbose_name if n == 1 else meta.verbose_name_plural)


def where(row: int | None) -> str:
    return "" if row is None else _("rad %(row)s") % {"row": row} + ", "
