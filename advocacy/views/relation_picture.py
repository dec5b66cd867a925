"""The relations of a group as a picture: we on the left, the members in the middle, their other bodies on the right.

Everything stands where names and numbers put it, so that the same group gives the same picture. Made for 360 px.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from advocacy.services.relations import Member, Relations

WIDTH, ROW, TOP = 360, 26, 20
OURS_X, NAME_X, NAME_END, BODY_X = 16, 78, 280, 346
RADIUS, GAP = 14, 32
TIE_X = 312
MOST_BODIES, MOST_KNOWN = 12, 2
NAME_LENGTH = 25
LETTER = 7.5  # how wide one is, about


@dataclass(frozen=True)
class Dot:
    """A round node: what stands in it, what it is called, where it leads."""

    x: str
    y: str
    text_y: str
    short: str
    name: str
    count: int
    url: str = ""


@dataclass(frozen=True)
class Line:
    """A member in the middle; `end` is about where the name ends."""

    y: str
    end: float
    text: str
    name: str
    url: str


@dataclass(frozen=True)
class Edge:
    """A curve between two nodes; `is_weak`: known, though not the best. `is_tie`: person to person."""

    path: str
    width: str
    is_weak: bool = False
    is_tie: bool = False


@dataclass(frozen=True)
class Picture:
    """Coordinates as text: numbers in a template would be written for people."""

    width: str
    height: str
    ours: list[Dot]
    lines: list[Line]
    bodies: list[Dot]
    edges: list[Edge]


def draw(relations: Relations) -> Picture:
    """The picture of a group; members by who knows them best, so that few lines cross."""
    places = {name: place for place, (name, _count) in enumerate(relations.of_us)}
    members = sorted(relations.members, key=lambda member: _order(member, places))
    ys = {member.person.pk: TOP + ROW * place for place, member in enumerate(members)}
    bodies = relations.shared[:MOST_BODIES]
    height = max([ROW * len(members), GAP * len(places), GAP * len(bodies)]) + TOP
    ours_y = _spread({name: _mean(ys, [m for m in members if _best(m) == name]) for name in places}, height)
    bodies_y = _spread({body.pk: _mean(ys, who) for body, who in bodies}, height)
    numbers = {body.pk: number for number, (body, _who) in enumerate(bodies, start=1)}
    lines = {member.person.pk: _line(member, ys[member.person.pk]) for member in members}
    return Picture(
        str(WIDTH),
        str(height),
        [_dot(OURS_X, ours_y[name], _initials(name), name, count) for name, count in relations.of_us],
        [*lines.values()],
        [
            _dot(BODY_X, bodies_y[body.pk], str(numbers[body.pk]), body.name, len(who), body.get_absolute_url())
            for body, who in bodies
        ],
        [*_edges_to_us(members, ys, ours_y), *_edges_across(relations, members, ys, lines, bodies_y)],
    )


def _order(member: Member, places: Mapping[str, int]) -> tuple[int, str, int]:
    return places.get(_best(member), len(places)), member.person.sort_key, member.person.pk


def _best(member: Member) -> str:
    return member.knows_best.name if member.knows_best else ""


def _mean(ys: Mapping[int, float], members: Sequence[Member]) -> float:
    return sum(ys[member.person.pk] for member in members) / len(members)


def _spread(wanted: Mapping[Any, float], height: float) -> dict[Any, float]:
    """Nodes as near as can be to where they should stand, none closer than a gap to the next, all within `height`."""
    order = sorted(wanted, key=lambda key: (wanted[key], str(key)))
    placed: dict[Any, float] = {}
    lowest = float(RADIUS + 2)
    for key in order:
        placed[key] = max(wanted[key], lowest)
        lowest = placed[key] + GAP
    limit = height - RADIUS - 2
    for key in reversed(order):
        placed[key] = min(placed[key], limit)
        limit = placed[key] - GAP
    return placed


def _dot(x: float, y: float, short: str, name: str, count: int, url: str = "") -> Dot:
    return Dot(f"{x:g}", f"{y:.0f}", f"{y + 4:.0f}", short, name, count, url)


def _line(member: Member, y: float) -> Line:
    name = str(member.person)
    shown = f"{name} ({member.party.code})" if member.party else name
    text = shown if len(shown) <= NAME_LENGTH else f"{shown[: NAME_LENGTH - 1].rstrip()}…"
    end = min(NAME_X + LETTER * len(text) + 6, NAME_END)
    return Line(f"{y + 4:.0f}", end, text, shown, member.person.get_absolute_url())


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.replace("(", " ").split()[:2]).upper()


def _edges_to_us(members: Sequence[Member], ys: Mapping[int, float], ours_y: Mapping[str, float]) -> Iterator[Edge]:
    """From us to those whom we know: the best, thicker the more they have talked, and the next best."""
    for member in members:
        for place, known in enumerate(member.known[:MOST_KNOWN]):
            if known.name in ours_y:
                path = _curve(OURS_X + RADIUS, ours_y[known.name], NAME_X - 4, ys[member.person.pk])
                yield Edge(path, "1" if place else str(min(1 + known.talks // 2, 4)), is_weak=place > 0)


def _edges_across(
    relations: Relations,
    members: Sequence[Member],
    ys: Mapping[int, float],
    lines: Mapping[int, Line],
    bodies_y: Mapping[int, float],
) -> Iterator[Edge]:
    """From the members to their other bodies, and to each other."""
    for member in members:
        pk = member.person.pk
        for body in member.bodies:
            if body.pk in bodies_y:
                yield Edge(_curve(lines[pk].end, ys[pk], BODY_X - RADIUS, bodies_y[body.pk]), "1")
    for tie in relations.inner_ties:
        one, other = tie.person.pk, tie.other.pk
        start, end = f"{lines[one].end:.0f} {ys[one]:.0f}", f"{lines[other].end:.0f} {ys[other]:.0f}"
        path = f"M {start} C {TIE_X} {ys[one]:.0f} {TIE_X} {ys[other]:.0f} {end}"
        yield Edge(path, "2", is_tie=True)


def _curve(x: float, y: float, to_x: float, to_y: float) -> str:
    middle = (x + to_x) / 2
    return f"M {x:g} {y:.0f} C {middle:g} {y:.0f} {middle:g} {to_y:.0f} {to_x:g} {to_y:.0f}"
