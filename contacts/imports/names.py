"""A full name as a given and a family name: a suggestion, since a name does not say where it is divided."""

from __future__ import annotations

# Words that belong to the family name that follows them.
PARTICLES = {
    "af", "al", "bar", "ben", "bin", "da", "dal", "de", "del", "della", "den", "der", "di", "dos", "du", "el", "la",
    "le", "lo", "mac", "san", "st", "ter", "van", "von", "zu",
}  # fmt: skip


def split_name(full: str) -> tuple[str, str]:
    """'Anna Maria af Ek' → ('Anna Maria', 'af Ek'); 'Ek, Anna' → ('Anna', 'Ek').

    The last word is taken for the family name, with the particles before it. Two family names without a hyphen
    cannot be told from a second given name: whoever stores the parts should keep the whole as well.
    """
    if full.count(",") == 1:
        family, given = (part.strip() for part in full.split(","))
        if family and given:
            return " ".join(given.split()), " ".join(family.split())
    words = full.split()
    if len(words) < 2:
        return "", " ".join(words)
    cut = len(words) - 1
    while cut > 1 and words[cut - 1].casefold().rstrip(".") in PARTICLES:
        cut -= 1
    return " ".join(words[:cut]), " ".join(words[cut:])


def possible_splits(full: str) -> list[tuple[str, str]]:
    """Every (given, family) that an undivided name can stand for, the likeliest first."""
    words = full.split()
    every = [(" ".join(words[:n]), " ".join(words[n:])) for n in range(1, len(words))]
    return list(dict.fromkeys([split_name(full), *every]))
