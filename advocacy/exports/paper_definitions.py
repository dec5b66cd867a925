"""What every figure of a paper means, for its last page: the definitions that the pages show."""

from __future__ import annotations

from typing import Any

from advocacy.services.figures.definitions import DEFINITIONS


def definitions_of(content: dict[str, Any]) -> list[list[str]]:
    """Name and meaning, in its first paragraph, of what this paper has figures of."""
    chapters = [content["plan"], *content["goals"]]
    sections = [s for chapter in chapters for part in chapter["parts"] for s in part["sections"] if not s["empty"]]
    used = {figure["definition"] for section in sections for figure in section["figures"]}
    used |= {section["key"] for section in sections}
    return [[str(one.title), str(one.said[0])] for one in DEFINITIONS if one.key in used]
