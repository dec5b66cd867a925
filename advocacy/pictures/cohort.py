"""How far a cohort of newcomers has come in being introduced."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from advocacy.services.onboarding_figures import Part
from crm.common import charts
from crm.templatetags.ui import long_day, number


def progress(parts: Mapping[str, Part], whole: Part, *, title: str, head: str, done: str) -> charts.Chart | None:
    """A bar for each group: how many are done, have been met but are not done, and have not been met; None of nobody.

    `done` is what the programme calls those who are ('Introducerade', 'Avtackade').
    """
    if not whole.cohort:
        return None
    met = _("Träffade, inte klara")
    series = [
        charts.Series("done", done, "strong"), charts.Series("met", met, "ok"),
        charts.Series("left", _("Ännu inte träffade"), "hollow"),
    ]  # fmt: skip
    counts = _counts(whole)
    words = _("Av %(n)s i kohorten: %(done)s klara, %(met)s träffade men inte klara, %(left)s ännu inte träffade.")
    described = words % {"n": number(len(whole.cohort)), **{name: number(n) for name, n in counts.items()}}
    groups = [(part.name or _("Okänt"), _counts(part)) for part in parts.values() if part.cohort]
    return charts.stacked_bars(
        title=title, description=described, groups=groups, series=series, unit=_("Personer"), head=head,
        total=_("Kohorten"),
    )  # fmt: skip


def _counts(part: Part) -> dict[str, int]:
    done, met = len(part.introduced), len(part.met - part.introduced)
    return {"done": done, "met": met, "left": len(part.cohort) - done - met}


def programmes(rows: Iterable[Sequence[Any]], day: dt.date) -> charts.Chart | None:
    """A bar for each programme, of the rows of section 'onboarding': name, introduced, cohort and more."""
    told = list(rows)
    if not told:
        return None
    done, everybody = sum(row[1] for row in told), sum(row[2] for row in told)
    return charts.stacked_bars(
        title=_("Introduktion per program, %(day)s") % {"day": long_day(day)},
        description=_("%(done)s av %(n)s i programmen är introducerade.")
        % {"done": number(done), "n": number(everybody)},
        groups=[(name, {"done": there, "left": n - there}) for name, there, n, *_rest in told],
        series=[
            charts.Series("done", _("Introducerade"), "strong"),
            charts.Series("left", _("Inte klara"), "hollow"),
        ],
        unit=_("Personer"), head=_("Program"), total=_("Kohorten"),
    )  # fmt: skip
