"""How keeping in touch is shown: in words, with a shape and a colour."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from advocacy.choices import Touch
from advocacy.querysets.touch import bounds, touch_of, with_touch
from contacts.columns.person import party_of, roles_line
from crm.common.columns import Column
from crm.common.dates import today

STATE_OF_TOUCH = {Touch.LOSING: "bad", Touch.SOON: "warn", Touch.KEPT: "ok"}


def touch_badge(person: Any) -> tuple[str, str] | None:
    """('bad', 'Tappar kontakten') of a person read with `with_touch`; None where no interval is expected."""
    state = touch_of(person)
    return (STATE_OF_TOUCH[state], str(state.label)) if state else None


def overdue_words(person: Any) -> str:
    """'23 dagar över', '12 dagar kvar', 'aldrig träffad' of a person read with `with_touch`."""
    if person.last_met_on is None:
        return _("aldrig träffad")
    days = (bounds(person.touch_months, today())[0] - person.last_met_on).days
    if days > 0:
        return ngettext("%(n)d dag över", "%(n)d dagar över", days) % {"n": days}
    return ngettext("%(n)d dag kvar", "%(n)d dagar kvar", -days) % {"n": -days}


def _planned(person: Any) -> Any:
    return person.next_planned.held_on if person.next_planned else None


def _buttons(person: Any) -> Any:
    return format_html(
        '<span class="row-actions"><a class="button button-secondary button-small" data-quick href="{}?person={}">{}'
        '<span class="visually-hidden"> {}</span></a> <a class="button button-quiet button-small" '
        'href="{}?person={}&amp;status=planned">{}<span class="visually-hidden"> {}</span></a></span>',
        *(reverse("advocacy:interaction_quick"), person.pk, _("Registrera"), person.name),
        *(reverse("advocacy:interaction_add"), person.pk, _("Planera"), person.name),
    )


# `known_by` and `next_planned` are put on the rows of a page or a part of a file (`views/touch.py`).
WAYS_IN = (
    Column("known_by", gettext_lazy("Känner bäst"), lambda p: p.known_by, phone=True),
    Column("next_planned", gettext_lazy("Nästa planerade"), _planned, kind="date", phone=True),
)
TOUCH_COLUMNS = (
    Column("name", gettext_lazy("Namn"), lambda p: p.name_sorted, ("sort_key",), "link"),
    Column("party", gettext_lazy("Parti"), party_of, kind="party", is_shown=False),
    Column("roles", gettext_lazy("Uppdrag"), roles_line),
    Column("tier", gettext_lazy("Nivå"), lambda p: p.tier, ("tier", "sort_key")),
    Column("touch", gettext_lazy("Kontaktläge"), touch_badge, kind="badge", phone=True, annotate=with_touch),
    Column(
        "overdue", gettext_lazy("Mot intervallet"), overdue_words, ("slack", "tier", "sort_key"), phone=True,
    ),
    Column(
        "last_met_on", gettext_lazy("Senast träffad"), lambda p: p.last_met_on, ("last_met__met_on", "sort_key"),
        "date", is_shown=False,
    ),
    *WAYS_IN,
    Column(
        "owner", gettext_lazy("Kontaktansvarig"), lambda p: str(p.owner or ""), ("owner__name", "sort_key"),
        is_shown=False,
    ),
)  # fmt: skip
BUTTONS = Column("do", gettext_lazy("Gör"), _buttons, is_exported=False, phone=True)
