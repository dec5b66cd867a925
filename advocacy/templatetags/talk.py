"""How stances and commitments are worded, and those of a priority for its page."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django import template
from django.utils.translation import gettext as _

from advocacy.choices import StanceValue, Tone
from advocacy.columns.stance import STATE_OF_STANCE
from advocacy.columns.talk import state_badge
from advocacy.models import Commitment, Priority, Stance
from advocacy.services import stances
from crm.templatetags.ui import long_day

register = template.Library()

# From for to against: a smaller number stands nearer to us.
ORDER = list(StanceValue)
SHOWN, MOST, COMMITMENTS = 8, 200, 8


@register.simple_tag
def tone_state(tone: str) -> str:
    return {Tone.POSITIVE: "ok", Tone.NEGATIVE: "bad"}.get(Tone(tone), "neutral")


@register.simple_tag
def commitment_badge(commitment: Any) -> dict[str, str]:
    state, text = state_badge(commitment)
    return {"state": state, "text": text}


@register.simple_tag
def stance_words(stance: Any, user: Any = None) -> dict[str, Any]:
    """The state of its badge, which way they have moved where `latest_of_each()` says what it was before, and whether
    `user` may take it away.
    """
    return {
        "state": STATE_OF_STANCE[StanceValue(stance.value)],
        "movement": _movement(stance),
        "may_remove": user is not None and stances.may_remove(user, stance),
    }


def _movement(stance: Any) -> str:
    before = getattr(stance, "before", None)
    if not before:
        return ""
    was = {"was": StanceValue(before).label, "day": long_day(stance.before_on)}
    if before == stance.value:
        return _("samma som %(day)s") % was
    nearer = ORDER.index(StanceValue(stance.value)) < ORDER.index(StanceValue(before))
    said = _("närmare oss än %(day)s: %(was)s") if nearer else _("längre från oss än %(day)s: %(was)s")
    return said % was


@register.inclusion_tag("advocacy/_priority_talk.html", takes_context=True)
def priority_talk(context: Any, priority: Priority) -> dict[str, Any]:
    """Where they stand on a priority or one below it, the latest of each, and what is open between us on it."""
    user, branch = context["request"].user, Priority.objects.branch_ids(priority.pk)
    latest = Stance.objects.visible_to(user).filter(priority__in=branch).latest_of_each()
    found = list(latest.select_related("person", "organization", "interaction", "priority")[:MOST])
    counts = Counter(stance.value for stance in found)
    promised = Commitment.objects.visible_to(user).open().filter(priority__in=branch).for_list().soonest_first()
    return {
        "request": context["request"],
        "csrf_token": context.get("csrf_token"),
        "may": context["may"],
        "user": user,
        "priority": priority,
        "stances": found[:SHOWN],
        "rest": found[SHOWN:],
        "counts": [
            {"label": value.label, "count": counts[value], "state": STATE_OF_STANCE[value]}
            for value in StanceValue
            if counts[value]
        ],
        "commitments": promised[:COMMITMENTS],
    }
