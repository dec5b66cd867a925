"""What an approved paper said and what the same figures are today, with why they differ as far as ids tell."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from typing import Any

from django.apps import apps
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, override

from advocacy.models import BoardPaper, Interaction, PaperSnapshot, Participation
from advocacy.services import paper_content
from advocacy.services.figures.figure import FigureKind
from advocacy.services.figures.telling import said
from advocacy.services.paper_content import ACTIVITY, Content, Subject
from contacts.models import Membership, Person

PERSON = "contacts.Person"
# Told as of the day on which they are read, whatever the period.
OF_TODAY = ("recency",)
# Told with all of its figures or none: one that only today has is from after the paper, which tells of it in its table.
TOLD_WHOLE = ("commitments",)
# Columns of a table that are counted, and how many rows of it are named.
COUNTED = ("number", "percent")
NAMED = 4


class Why(models.TextChoices):
    """Why somebody or something is counted now and was not, or the other way round."""

    LATE = "late", _("infört efter fastställandet")
    MERGED = "merged", _("sammanslaget med en dubblett")
    ERASED = "erased", _("raderat")
    REGISTER = "register", _("ändrat i registret: uppdrag, datum eller tillhörighet")
    CHANGED = "changed", _("ändrat i efterhand: kontakter, kopplingar eller mål")
    TODAY = "today", _("visar läget den dag man läser")


@dataclass(frozen=True)
class Difference:
    """A figure that is another today. `came` and `went`: how many are counted now and were not, and the reverse."""

    section: str
    label: str
    kind: str
    frozen: float | None
    now: float | None
    came: int = 0
    went: int = 0
    why: tuple[tuple[Why, int], ...] = field(default=())
    # Where the figure stands: the number of its part of the chapter, the keys of section and figure.
    place: tuple[int, str, str] = (0, "", "")

    @property
    def reasons(self) -> list[str]:
        """'Infört efter fastställandet: 2', the weightiest first."""
        told = []
        for why, count in self.why:
            label = str(why.label)
            told.append(f"{label[:1].upper()}{label[1:]}" + (f": {count}" if count else ""))
        return told

    @property
    def moved(self) -> str:
        """'2 har kommit till, 1 har fallit bort'; nothing where ids do not tell."""
        came = ngettext("%(n)s har kommit till", "%(n)s har kommit till", self.came) % {"n": self.came}
        went = ngettext("%(n)s har fallit bort", "%(n)s har fallit bort", self.went) % {"n": self.went}
        return ", ".join(words for words, n in ((came, self.came), (went, self.went)) if n)


def chapter(paper: BoardPaper, subject: Subject) -> tuple[Content, list[Difference]]:
    """One chapter as it was approved, and all of its figures that are others today. Counts it anew.

    Raises LookupError where the frozen paper does not tell of `subject`.
    """
    frozen = next((one for one in _chapters(paper.snapshot) if one["scope"] == subject.scope.code), None)
    if frozen is None:
        raise LookupError(subject.scope.code)
    # The days of each part as they were: an election may have been put in, moved or taken away since.
    parts = [(dt.date.fromisoformat(part["first"]), dt.date.fromisoformat(part["last"])) for part in frozen["parts"]]
    with override("sv"):  # as it was frozen: rows of tables are known by their words
        now, ids = paper_content.chapter(paper, subject, parts=parts)
    behind = paper.snapshot.ids.get(subject.scope.code, {})
    found: list[Difference] = []
    for number, (was, is_now) in enumerate(zip(frozen["parts"], now["parts"], strict=True)):
        key = f"{was['first']}–{was['last']}"
        found += _of_part(
            paper.snapshot, (was["sections"], behind.get(key, {})), (is_now["sections"], ids.get(key, {})), number
        )
    return frozen, found


def activity(paper: BoardPaper) -> tuple[Content, list[Difference]]:
    """The same of what we have done."""
    frozen = paper.snapshot.content[ACTIVITY]
    with override("sv"):
        now, ids = paper_content.activity(paper)
    key = f"{paper.first}–{paper.last}"
    behind = paper.snapshot.ids.get(ACTIVITY, {}).get(key, {})
    return frozen, _of_part(paper.snapshot, ([frozen], behind), ([now], {ACTIVITY: ids}))


def _chapters(snapshot: PaperSnapshot) -> list[Content]:
    return [snapshot.content["plan"], *snapshot.content["goals"]]


def _of_part(
    snapshot: PaperSnapshot, was: tuple[Any, Content], now: tuple[Any, Content], number: int = 0
) -> list[Difference]:
    found = []
    today = {section["key"]: section for section in now[0]}
    for section in was[0]:
        other = today.get(section["key"], {"figures": []})
        figures = {one["key"]: one for one in section["figures"]}
        others = {one["key"]: one for one in other["figures"]}
        for key in {**figures, **others}:
            if key not in figures and figures and section["key"] in TOLD_WHOLE:
                continue
            ids = [side[1].get(section["key"], {}).get(key, {"model": "", "ids": []}) for side in (was, now)]
            difference = _compared(snapshot, section, figures.get(key), others.get(key), ids)
            if difference:
                found.append(replace(difference, place=(number, section["key"], key)))
        is_alone = not found or found[-1].place[:2] != (number, section["key"])
        found += _of_tables(section, other, ((Why.CHANGED, 0),) if is_alone else ())
    return found


def _of_tables(section: Content, other: Content, why: tuple[tuple[Why, int], ...]) -> list[Difference]:
    """Tables with rows that count otherwise today, by what those are called: some figures stand in a table alone."""
    was, now = ({table["key"]: table for table in one.get("tables", ())} for one in (section, other))
    found = []
    for key, table in {**now, **was}.items():
        keys = [{head["key"] for head in side[key]["heads"]} for side in (was, now) if key in side]
        rows = [_rows(side[key], set.intersection(*keys)) if key in side else Counter() for side in (was, now)]
        changed = (rows[0] - rows[1]) + (rows[1] - rows[0])
        if changed:
            names = list(dict.fromkeys(str(row[0]) for row in (*rows[0], *rows[1]) if row in changed))
            label = f"{table['title']}: " + ", ".join(names[:NAMED]) + (" …" if len(names) > NAMED else "")
            found.append(Difference(section["title"], label, FigureKind.COUNT, None, None, why=why))
    return found


def _rows(table: Content, shared: Collection[str]) -> Counter[tuple[Any, ...]]:
    """What stands before the first number of each row, and its numbers in columns that both tables have."""
    heads = table["heads"]
    counted = [n for n, head in enumerate(heads) if head["kind"] in COUNTED]
    told = counted[0] if counted else len(heads)
    numbers = [n for n in counted if heads[n]["key"] in shared]
    return Counter((*row[:told], *(_read(heads[n]["kind"], row[n]) for n in numbers)) for row in table["rows"])


def _read(kind: str, value: Any) -> Any:
    """A cell as it is read: shares that are rounded alike are the same."""
    return said(FigureKind.SHARE, value) if kind == "percent" else value


def _compared(
    snapshot: PaperSnapshot, section: Content, was: Content | None, now: Content | None, ids: list[Content]
) -> Difference | None:
    """None where the figure reads the same, though others may stand behind it."""
    told = was or now or {}
    before, after = (one["value"] if one else 0 for one in (was, now))
    if said(told["kind"], before) == said(told["kind"], after):
        return None
    stood, stands = set(ids[0]["ids"]), set(ids[1]["ids"])
    came, went = stands - stood, stood - stands
    model = ids[0]["model"] or ids[1]["model"]
    why = _why(snapshot, model, came, went) if section["key"] not in OF_TODAY else Counter({Why.TODAY: 0})
    ordered = tuple((one, why[one]) for one in Why if one in why)
    return Difference(section["title"], told["label"], told["kind"], before, after, len(came), len(went), ordered)


def _why(snapshot: PaperSnapshot, model: str, came: Collection[int], went: Collection[int]) -> Counter[Why]:
    """How many of those who came and went did so for which reason; each counts once, for the clearest."""
    if not model:
        return Counter()
    if model == PERSON:
        return _why_people(snapshot, set(came), set(went))
    of: Any = apps.get_model(model)
    there = set(of._base_manager.filter(pk__in=went).values_list("pk", flat=True))
    made = {row.name for row in of._meta.get_fields()}
    late: set[int] = set()
    if "created_at" in made:
        late = set(of._base_manager.filter(pk__in=came, created_at__gt=snapshot.taken_at).values_list("pk", flat=True))
    return +Counter(
        {
            Why.LATE: len(late),
            Why.ERASED: len(set(went) - there),
            Why.CHANGED: len(set(came) - late) + len(there),
        }
    )


def _why_people(snapshot: PaperSnapshot, came: set[int], went: set[int]) -> Counter[Why]:
    into = dict(Person._base_manager.filter(pk__in=went).values_list("pk", "merged_into"))
    merged = {pk for pk, kept in into.items() if kept is not None}
    erased = {pk for pk in went if pk not in into}
    taken_in = came & set(Person._base_manager.filter(merged_into__in=came).values_list("merged_into", flat=True))
    taken_in -= _met_late(snapshot, taken_in)
    late = _met_late(snapshot, came - taken_in)
    gone = went - merged - erased
    left = (came - taken_in - late) | gone
    register = _registered_anew(snapshot, left)
    late |= _met_late(snapshot, gone - register)  # no longer among those whom nobody had met
    left -= late
    return +Counter(
        {
            Why.LATE: len(late),
            Why.MERGED: len(merged) + len(taken_in),
            Why.ERASED: len(erased),
            Why.REGISTER: len(register),
            Why.CHANGED: len(left - register),
        }
    )


def _met_late(snapshot: PaperSnapshot, people: Collection[int]) -> set[int]:
    """Those with a contact of the paper's period that was put in after it was approved."""
    paper = snapshot.paper
    contacts = Interaction.objects.filter(
        held_on__range=(paper.first, paper.last), created_at__gt=snapshot.taken_at
    ).order_by()
    met = Participation.objects.filter(person__in=people, interaction__in=contacts.values("pk"))
    return set(met.order_by().values_list("person", flat=True))


def _registered_anew(snapshot: PaperSnapshot, people: Collection[int]) -> set[int]:
    """Those with a mandate, or a word about themselves, that was written, changed or taken away since."""
    since = {"history_date__gt": snapshot.taken_at}
    mandates = Membership.history.filter(person_id__in=people, **since).values_list("person_id", flat=True)
    themselves = Person.history.filter(id__in=people, **since).values_list("id", flat=True)
    return set(mandates) | set(themselves)
