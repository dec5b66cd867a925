"""The closed set of slots through which the register asks what lies above it, without knowing it.

Advocacy fills them in its `AppConfig.ready()`; contacts and the roof read them. Each slot is typed, and a
second filling under the same name is an error.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db.models import Model, QuerySet

from crm.common.permissions import Role


@dataclass(frozen=True)
class NavigationItem:
    """A row of the left navigation. `group`: a key of `crm.common.navigation.GROUPS`."""

    name: str
    group: str
    label: Any
    url_name: str
    order: int
    role: Role = Role.READER
    count: Callable[[Any], int] | None = None


@dataclass(frozen=True)
class Panel:
    """A card on a detail page: `template` is rendered with what `context(obj, user)` returns (None: no card).

    `is_later`: it lies so far down that the page fetches it when the rest is there (`context` gets a bare object).
    """

    name: str
    model: str
    template: str
    context: Callable[[Any, Any], dict[str, Any] | None]
    order: int = 100
    is_later: bool = False


@dataclass(frozen=True)
class PersonFilter:
    """A filter of the people list: a form field, and what it does to the queryset."""

    name: str
    label: Any
    field: Callable[[], Any]
    apply: Callable[[QuerySet[Any], Any], QuerySet[Any]]


@dataclass(frozen=True)
class PersonColumn:
    """A column of the people list: `annotate` puts the value on the queryset, `value` reads it off a row.

    `order_by` names what `annotate` put there that the list can be sorted by. `is_shown` False: only when chosen.
    """

    name: str
    label: Any
    annotate: Callable[[QuerySet[Any]], QuerySet[Any]]
    value: Callable[[Any], Any]
    kind: str = "text"
    order_by: tuple[str, ...] = ()
    is_shown: bool = True


@dataclass(frozen=True)
class PersonBadge:
    """What stands beside the name on a person's page: `badge(person)` gives (state, words), or None.

    `annotate` puts on the person what it reads.
    """

    name: str
    annotate: Callable[[QuerySet[Any]], QuerySet[Any]]
    badge: Callable[[Any], tuple[str, str] | None]


@dataclass(frozen=True)
class ReferenceTab:
    """A page among the reference data that another app keeps."""

    name: str
    label: Any
    url_name: str


@dataclass(frozen=True)
class TimelineEntry:
    """One line of a timeline, newest first. `is_hidden`: content that the reader may not see was left out."""

    day: dt.date
    title: str
    kind: str
    label: str
    url: str = ""
    detail: str = ""
    is_hidden: bool = False


@dataclass(frozen=True)
class TimelineSource:
    """Entries of one kind for an object of `model`: `entries(obj, user, limit)`, newest first."""

    name: str
    model: str
    label: Any
    entries: Callable[[Any, Any, int], list[TimelineEntry]]


@dataclass(frozen=True)
class TimelineStrand:
    """One sort of happenings on the timeline page of an object of `model`; those of one `kind` are chosen together.

    `rows(obj, user, asked)` gives those that the user may hear of as a queryset (`asked` is a `timelines.Asked`), None
    where nothing of the sort can be what is asked for; `day` is the day of one, a field or an expression. `load(pks,
    obj, user)` reads the few that a page shows, once for all strands with the same `load`; `entry(row, obj)` says
    what one says, None where it says nothing.
    """

    name: str
    model: str
    kind: str
    label: Any
    day: Any
    rows: Callable[[Any, Any, Any], QuerySet[Any] | None]
    load: Callable[[Collection[int], Any, Any], Iterable[Any]]
    entry: Callable[[Any, Any], TimelineEntry | None]
    order: int = 100


@dataclass(frozen=True)
class SearchHit:
    """One hit of the global search. `reason` says why, where the title does not: 'tidigare namn: …'; both are marked.

    `is_near`: spelt nearly so.
    """

    title: str
    detail: str
    url: str
    reason: str = ""
    is_near: bool = False


@dataclass(frozen=True)
class SearchProvider:
    """A group of the global search.

    `rows(asked, user)` gives what the user may find: with `by_name` a queryset of a model with `search_text` and
    `sort_key`, whose names are found forgivingly; else what `search.narrow` made of the rows that match, best first.
    Those are written once for all searches: of `asked` they may use the words alone.
    `addressed(asked, user)` gives a source of those found by an address. `hits(rows, asked, user)` is how they look.
    """

    name: str
    label: Any
    rows: Callable[[Any, Any], Any]
    hits: Callable[[list[Any], Any, Any], list[SearchHit]]
    list_url_name: str = ""
    order: int = 100
    by_name: bool = False
    addressed: Callable[[Any, Any], Any] | None = None


@dataclass(frozen=True)
class LeftOut:
    """Some of a selection that a change of many passes by, and why; the first few by name."""

    reason: str
    count: int
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class BulkPreview:
    """What a change of many would do: how many it changes, how many are so already, who is left out.

    `what` says it in words ('Etiketten Almedalen sätts på 12 personer'); `notes` are worth knowing before.
    """

    what: str
    changes: int
    already: int = 0
    left_out: tuple[LeftOut, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class BulkDone:
    """What a change of many did, in words, and the operation by which it can be taken back."""

    message: str
    operation: Any = None
    url: str = ""


@dataclass(frozen=True)
class BulkAction:
    """Something done to many people or organizations at once, `model` says which.

    `form(user, data, rows)` asks what is to be done (data None: unbound); `preview(rows, user, asked)` says what it
    would do and `run(rows, actor, asked)` does it through one service, where `asked` is the form's cleaned data.
    """

    name: str
    model: str
    label: Any
    role: Role
    form: Callable[[Any, Any, QuerySet[Any]], Any]
    preview: Callable[[QuerySet[Any], Any, dict[str, Any]], BulkPreview]
    run: Callable[[QuerySet[Any], Any, dict[str, Any]], BulkDone]
    icon: str = ""
    order: int = 100


@dataclass(frozen=True)
class MergeRule:
    """What a merge does with rows that point at the merged one: 'move', 'dedupe' or 'keep'.

    `relation` is 'app.Model.field'. What cannot stand beside each other for a unique constraint is joined by itself;
    `same` names the fields in which two rows that are to be joined agree besides, `join(kept, dropped)` how (without
    it, what is blank on the one is taken from the other).
    """

    name: str
    relation: str
    rule: str
    same: tuple[str, ...] = ()
    join: Callable[[Any, Any], None] | None = None


@dataclass(frozen=True)
class MergeNotice:
    """What is told before two people become one: `tell(one, other)` gives sentences."""

    name: str
    tell: Callable[[Any, Any], list[str]]


@dataclass(frozen=True)
class PersonalData:
    """What one model holds about a person: `extract(person)` for a register extract, `erase(person, actor)`."""

    name: str
    model: type[Model]
    extract: Callable[[Any], list[dict[str, Any]]]
    erase: Callable[[Any, Any], None]


@dataclass(frozen=True)
class KeptFigure:
    """A stored figure that follows from rows of `model`: `owners(ids)` says whose, `refresh(owners)` makes it anew.

    `owner`: the attribute that tells the owner of a row at hand; '' where the rows must be asked.
    """

    name: str
    model: str
    owners: Callable[[Collection[int]], set[int]]
    refresh: Callable[[Collection[int]], None]
    owner: str = ""


@dataclass(frozen=True)
class Undone:
    """What else follows when an operation has been taken back: `follow(operation)`, in the same transaction."""

    name: str
    follow: Callable[[Any], None]


@dataclass(frozen=True)
class FileSource:
    """A sort of file that the page for reading files takes in, besides those of the register itself.

    `recognises(content)` says whether a file is of the sort; `start(run, actor)` has an uploaded one looked through,
    and `url(run)` is where that is shown, confirmed and taken back. `tell` says in words which files they are;
    `fetch_url_name` names a page from which the same is had without a file.
    """

    name: str
    label: Any
    tell: Any
    suffixes: tuple[str, ...]
    recognises: Callable[[bytes], bool]
    start: Callable[[Any, Any], None]
    url: Callable[[Any], str]
    fetch_label: Any = ""
    fetch_url_name: str = ""

    @classmethod
    def of(cls, run: Any) -> FileSource | None:
        """The sort of the file of an `ImportRun`, None where the register reads it itself."""
        return next((source for source in file_sources if source.name == run.source), None)


@dataclass(frozen=True)
class Handover:
    """One sort of what a colleague can hand over to another, from a day on.

    `every(giver, day)` is all there is of it, whoever may see it; `rows(giver, receiver, day, actor)` what `actor` may
    hand over to `receiver`. `said(row)` names one, `hand(rows=, giver=, receiver=, actor=)` does it, in an operation.
    """

    name: str
    label: Any
    every: Callable[[Any, dt.date], QuerySet[Any]]
    rows: Callable[[Any, Any, dt.date, Any], QuerySet[Any]]
    said: Callable[[Any], str]
    hand: Callable[..., None]
    order: int = 100


S = TypeVar("S", bound=Any)


class Slot(Generic[S]):
    """An ordered, named collection of fillings of one type."""

    def __init__(self, type_: type[S]) -> None:
        self.type = type_
        self._items: dict[str, S] = {}

    def add(self, item: S) -> None:
        if not isinstance(item, self.type):
            raise TypeError(f"{item!r} is not a {self.type.__name__}")
        if item.name in self._items:
            raise ValueError(f"{self.type.__name__} {item.name!r} is already filled")
        self._items[item.name] = item

    def __iter__(self) -> Iterator[S]:
        return iter(sorted(self._items.values(), key=lambda i: getattr(i, "order", 100)))

    def for_model(self, model: str) -> list[S]:
        return [item for item in self if item.model == model]


navigation: Slot[NavigationItem] = Slot(NavigationItem)
panels: Slot[Panel] = Slot(Panel)
# Parts of the page that is printed before a meeting; the same shape as cards, but written for paper.
brief_parts: Slot[Panel] = Slot(Panel)
person_filters: Slot[PersonFilter] = Slot(PersonFilter)
person_columns: Slot[PersonColumn] = Slot(PersonColumn)
person_badges: Slot[PersonBadge] = Slot(PersonBadge)
reference_tabs: Slot[ReferenceTab] = Slot(ReferenceTab)
timeline_sources: Slot[TimelineSource] = Slot(TimelineSource)
timeline_strands: Slot[TimelineStrand] = Slot(TimelineStrand)
search_providers: Slot[SearchProvider] = Slot(SearchProvider)
bulk_actions: Slot[BulkAction] = Slot(BulkAction)
merge_rules: Slot[MergeRule] = Slot(MergeRule)
merge_notices: Slot[MergeNotice] = Slot(MergeNotice)
personal_data: Slot[PersonalData] = Slot(PersonalData)
kept_figures: Slot[KeptFigure] = Slot(KeptFigure)
file_sources: Slot[FileSource] = Slot(FileSource)
handovers: Slot[Handover] = Slot(Handover)
undone: Slot[Undone] = Slot(Undone)
