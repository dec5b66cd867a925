"""How the time that is left of a consultation is said: red in time, on every page alike."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from advocacy.choices import ConsultationState
from crm.common.dates import today
from crm.templatetags.ui import long_day

# So many days before the last one it turns amber, and red.
SOON, NOW = 21, 7


def time_badge(consultation: Any) -> tuple[str, str] | None:
    """How long there is to the last day, while that matters: (state, words)."""
    last = consultation.answer_by
    if last is None or consultation.state not in (ConsultationState.NEW, ConsultationState.ANSWERING):
        return None
    if consultation.state == ConsultationState.NEW and last < today():
        return "neutral", _("svarstiden gick ut")
    return days_badge(last)


def days_badge(last: dt.date) -> tuple[str, str]:
    """'försenad 3 dagar', 'idag', '5 dagar kvar'."""
    left = (last - today()).days
    if left < 0:
        return "bad", ngettext("försenad %(n)d dag", "försenad %(n)d dagar", -left) % {"n": -left}
    state = "bad" if left <= NOW else "warn" if left <= SOON else "neutral"
    return state, _("idag") if left == 0 else ngettext("%(n)d dag kvar", "%(n)d dagar kvar", left) % {"n": left}


def step_badge(step: Any) -> tuple[str, str]:
    """Done, or late, or soon, or by when."""
    if step.done_on:
        return "ok", _("klart %(day)s") % {"day": long_day(step.done_on)}
    if step.due_on is None:
        return "neutral", _("utan dag")
    left = (step.due_on - today()).days
    if left < 0:
        return "bad", ngettext("försenat %(n)d dag", "försenat %(n)d dagar", -left) % {"n": -left}
    return ("warn" if left <= NOW else "neutral"), _("senast %(day)s") % {"day": long_day(step.due_on)}
