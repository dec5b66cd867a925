"""The list of people that is imported: the same 100,000 rows for us and for the baseline, always the same."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator
from pathlib import Path

from crm.demo.names import MEN, WOMEN, family_names

SEED = 20260913
HEADINGS = (
    "Förnamn", "Efternamn", "Titel", "E-post", "Telefon", "Organisation", "Roll", "Kommun", "Parti", "Från",
)  # fmt: skip
TITLES = ("", "", "Fil. dr", "Professor", "Kommunalråd", "Regionråd")
ROLES = ("Strateg", "Ordförande", "Ledamot", "Trafikplanerare", "Direktör", "Samordnare")
PARTIES = ("S", "M", "SD", "C", "V", "KD", "MP", "L")


def municipalities() -> list[tuple[str, str]]:
    """(name of the municipality's organization, name of the municipality)."""
    names = {row["code"]: row["name"] for row in _fixture("areas") if row["kind"] == "municipality"}
    keyed = ((row["key"].removeprefix("municipality-"), row["name"]) for row in _fixture("organizations"))
    return [(organization, names[code]) for code, organization in keyed if code in names]


def _fixture(name: str) -> list[dict[str, str]]:
    file = Path(__file__).resolve().parents[2] / "fixtures" / f"{name}.csv"
    with file.open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text))


def rows(number: int = 100_000) -> Iterator[tuple[str, ...]]:
    """Rows as somebody typed them: telephone numbers in two ways, half of the people with a party, few with a title."""
    rng = random.Random(SEED)
    given, families, places = [*WOMEN, *MEN], family_names(), municipalities()
    for n in range(number):
        family = rng.choice(families)
        if n % 3 == 0:
            family = f"{rng.choice(families)} {family}"
        organization, municipality = rng.choice(places)
        mobile = f"07{rng.choice('02369')}-{rng.randrange(10**7):07}"
        phone = f"{mobile[:7]} {mobile[7:9]} {mobile[9:]}" if n % 4 else f"08-{rng.randrange(10**6, 10**7)}"
        yield (
            rng.choice(given), family, rng.choice(TITLES), f"person{n}@exempel.se", phone, organization,
            ROLES[n % len(ROLES)], municipality, PARTIES[n % len(PARTIES)] if n % 2 else "",
            f"{rng.randint(2010, 2025)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}",
        )  # fmt: skip
