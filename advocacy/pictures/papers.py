"""The pictures of a board paper, of what was kept with it: quarters of a goal, the counties of its audience.

In Swedish whoever looks, as all that a paper says: the same picture for everybody, drawn once.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.utils.translation import override

from advocacy.pictures.places import map_of_counties
from advocacy.pictures.trend import trend_of_points
from advocacy.services.paper_series import points_of
from advocacy.services.reach_spread import Part
from crm.common import charts

Content = dict[str, Any]
Picture = charts.Chart | charts.AreaMap


def of_section(chapter: Content, part: Content, key: str) -> list[Picture]:
    """What goes with a section of a part of a chapter. The line of quarters runs over elections: it stands once."""
    with override("sv"):
        found: list[Picture | None] = []
        if key == "reach" and part is chapter["parts"][-1]:
            found.append(quarters(chapter))
        if key == "spread":
            found.append(counties(chapter, part))
        pictures = [one for one in found if one is not None]
        for one in pictures:
            one.key  # noqa: B018 worked out once, of the words of this language
        return pictures


def quarters(chapter: Content) -> charts.Chart | None:
    """Coverage of a goal quarter by quarter; None of a plan, or a paper of old, that keeps no quarters."""
    return trend_of_points(_code(chapter), points_of(chapter.get("trend", [])), chapter.get("target"))


def counties(chapter: Content, part: Content) -> charts.AreaMap | None:
    """The counties of the audience on a map; None where they are fewer than two, or nothing is kept of them."""
    rows = part.get("counties", [])
    parts = {row["code"]: Part(row["code"], row["audience"], row["covered"]) for row in rows if row["code"]}
    names = {row["code"]: row["name"] for row in rows if row["code"]}
    elsewhere = sum(row["audience"] for row in rows if not row["code"])
    return map_of_counties(_code(chapter), dt.date.fromisoformat(part["last"]), parts, names, elsewhere)


def draw(content: Content) -> None:
    """Draw what is not drawn yet: a second or two each, for the job worker. Raises charts.Undrawable."""
    for one in of_paper(content):
        if isinstance(one, charts.Chart) and charts.picture(one) is None:
            charts.drawn(one.key)


def of_paper(content: Content) -> Iterator[Picture]:
    """All pictures of a paper."""
    for chapter in (content["plan"], *content["goals"]):
        for part in chapter["parts"]:
            for section in part["sections"]:
                yield from of_section(chapter, part, section["key"])


def _code(chapter: Content) -> str:
    return str(chapter["scope"]).rpartition(":")[2]
