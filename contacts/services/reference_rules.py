"""Loads the first composition rules of our own bodies from `fixtures/composition_rules.csv`.

Only for bodies that never had a rule: what staff have made of them, an empty page too, is theirs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
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
        links = [
            *_links(row["areas"], lambda code, to=rule: CompositionRuleArea(rule=to, area=areas[f"county:{code}"])),
            *_links(
                row["organizations"],
                lambda key, to=rule: CompositionRuleOrganization(rule=to, organization=organizations[key]),
            ),
            *_links(row["parties"], lambda code, to=rule: CompositionRuleParty(rule=to, party=parties[code])),
        ]
        found.append((rule, links))
    return found


def _links(cell: str, make: Callable[[str], models.Model]) -> list[models.Model]:
    return [make(key) for key in cell.split("|") if key]


def _number(cell: str) -> int | None:
    return int(cell) if cell else None
