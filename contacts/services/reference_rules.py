"""Loads the first composition rules of our own bodies from `fixtures/composition_rules.csv`.

Only for bodies that never had a rule: what staff have made of them, an empty page too, is theirs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models

from contacts.models import (
    Area,
    CompositionRule,
    CompositionRuleArea,
    CompositionRuleOrganization,
    CompositionRuleParty,
    Organization,
    Party,
)

Row = Mapping[str, str]


def missing_rules(
    rows: Iterable[Row], organizations: Mapping[str, Organization], areas: Mapping[str, Area]
) -> list[tuple[CompositionRule, list[models.Model]]]:
    """The rules to store, each with the counties, organizations and parties that it names."""
    had: Any = CompositionRule.history.values_list("organization", flat=True)
    touched = set(had) | set(CompositionRule.objects.values_list("organization", flat=True))
    parties = {party.code: party for party in Party.objects.all()}
    positions: dict[int, int] = defaultdict(int)
    found = []
    for row in rows:
        body = organizations[row["organization"]]
        if body.pk in touched:
            continue
        positions[body.pk] += 1
        rule = CompositionRule(
            organization=body,
            measure=row["measure"],
            sector=row["sector"],
            side=row["side"],
            role=row["role"],
            at_least=_number(row["at_least"]),
            at_most=_number(row["at_most"]),
            note=row["note"],
            position=positions[body.pk],
        )
        links: list[models.Model] = [
            *[CompositionRuleArea(rule=rule, area=areas[f"county:{code}"]) for code in _keys(row["areas"])],
            *[
                CompositionRuleOrganization(rule=rule, organization=organizations[key])
                for key in _keys(row["organizations"])
            ],
            *[CompositionRuleParty(rule=rule, party=parties[code]) for code in _keys(row["parties"])],
        ]
        found.append((rule, links))
    return found


def _keys(cell: str) -> list[str]:
    return [key for key in cell.split("|") if key]


def _number(cell: str) -> int | None:
    return int(cell) if cell else None
