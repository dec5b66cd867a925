"""Columns of acts, and how it is said which way one leans."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy

from advocacy.choices import Leaning
from crm.common.columns import Column

STATE_OF_LEANING = {Leaning.FOR: "ok", Leaning.NEITHER: "neutral", Leaning.AGAINST: "bad"}


def leaning_badge(act: Any) -> tuple[str, str]:
    """Without a priority nobody has said which way."""
    if act.priority_id is None:
        return "", ""
    return STATE_OF_LEANING[Leaning(act.leaning)], str(act.get_leaning_display())


ACT_COLUMNS = (
    Column("acted_on", gettext_lazy("Dag"), lambda a: a.acted_on, ("acted_on",), "date", phone=True),
    Column("title", gettext_lazy("Vad"), lambda a: a.title, ("title",), "link"),
    Column("person", gettext_lazy("Person"), lambda a: str(a.person), ("person__sort_key",), phone=True),
    Column("kind", gettext_lazy("Slag"), lambda a: str(a.get_kind_display()), ("kind",), phone=True),
    Column("priority", gettext_lazy("Sakfråga"), lambda a: str(a.priority or ""), ("priority__position",), phone=True),
    Column("leaning", gettext_lazy("För vår ståndpunkt"), leaning_badge, kind="badge", phone=True),
    Column("quote", gettext_lazy("Citat"), lambda a: a.quote, is_shown=False),
    Column("url", gettext_lazy("Länk"), lambda a: a.url, is_shown=False),
    Column("source", gettext_lazy("Källa"), lambda a: a.source, is_shown=False),
    Column("document", gettext_lazy("Dokument-id"), lambda a: a.document, is_shown=False),
)
