"""The relation ladder now against before."""

from __future__ import annotations

from django.utils.translation import gettext as _

from advocacy.choices import LadderStep
from advocacy.services.ladder_movement import movement
from advocacy.services.reach import Reach
from crm.common import charts
from crm.templatetags.ui import long_day, number


def ladder(now: Reach, before: Reach) -> charts.Chart | None:
    """Two bars for each step, the highest on top; None where nobody is in the audience of people."""
    if not now.steps:
        return None
    moved = movement(before, now)
    described = _(
        "%(up)s har tagit steg upp sedan %(day)s och %(down)s har gått ner; %(same)s står kvar. "
        "%(joined)s har kommit till i målgruppen och %(left)s har lämnat den."
    ) % {
        "day": long_day(before.last),
        **{name: number(len(getattr(moved, name))) for name in ("up", "down", "same", "joined", "left")},
    }
    return charts.paired_bars(
        title=_("%(goal)s: relationstrappan %(day)s mot %(before)s")
        % {"goal": now.goal.code, "day": long_day(now.last), "before": long_day(before.last)},
        description=described,
        groups=[(step.label, before.ladder[step], now.ladder[step]) for step in reversed(LadderStep)],
        series=(
            charts.Series("before", _("Förut, %(day)s") % {"day": long_day(before.last)}, "hollow"),
            charts.Series("now", _("Nu, %(day)s") % {"day": long_day(now.last)}, "strong"),
        ),
        unit=_("Personer i målgruppen"),
        heads=[_("Steg"), _("Förut"), _("Nu"), _("Skillnad")],
    )
