"""Changes on a timeline: what somebody changed of a row or its parts, in words."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from crm.common.extensions import TimelineEntry, TimelineStrand
from crm.common.history import Change, changes_among
from crm.common.timelines import Asked, holding, local_day

KIND = "andringar"
MOST_FIELDS, LONG = 6, 80


def history_strand(
    name: str, label: str, model: Any, link: str = "id", *, naming: str = "", order: int = 90
) -> TimelineStrand:
    """The history of `model` on the timeline of what `label` names, found through `link`.

    `naming` is the field that says which part it was, when a part was added or removed.
    """
    history = model.history.model

    def rows(obj: Any, user: Any, asked: Asked) -> Any:
        found = history.objects.filter(**{link: obj.pk})
        if asked.text:
            words = ("history_change_reason", "history_user__name", *([naming] if naming else ()))
            found = found.filter(holding(asked.text, *words))
        return found.filter(history_user=asked.colleague) if asked.colleague else found

    def load(pks: Collection[int], obj: Any, user: Any) -> list[Change]:
        return changes_among(history, pks)

    def entry(change: Change, obj: Any) -> TimelineEntry:
        named = str(model._meta.get_field(naming).verbose_name) if naming else ""
        return TimelineEntry(
            timezone.localdate(change.at), _title(change), KIND, _("Ändring"), detail=_detail(change, named)
        )

    day = local_day("history_date")
    return TimelineStrand(name, label, KIND, gettext_lazy("Ändringar"), day, rows, load, entry, order)


def _title(change: Change) -> str:
    words = {
        "created": _("%(who)s lade till %(what)s"),
        "removed": _("%(who)s tog bort %(what)s"),
        "changed": _("%(who)s ändrade %(what)s"),
    }
    return words[change.what] % {"who": change.by, "what": change.subject}


def _detail(change: Change, named: str) -> str:
    """'Kontaktnivå: B → A'; of a part that came or went, which one."""
    if change.what == "changed":
        told = [f"{f.label.capitalize()}: {_short(f.before)} → {_short(f.after)}" for f in change.fields[:MOST_FIELDS]]
        told += [f"+{len(change.fields) - MOST_FIELDS}"] if len(change.fields) > MOST_FIELDS else []
    else:
        told = [_short(f.after if change.what == "created" else f.before) for f in change.fields if f.label == named]
    return " · ".join(filter(None, [*told, change.reason]))


def _short(text: str) -> str:
    return Truncator(" ".join(text.split())).chars(LONG)
