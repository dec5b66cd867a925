"""Colours that text can be read on: contrast as WCAG 2.2 defines it."""

from __future__ import annotations

Rgb = tuple[int, int, int]
WHITE, BLACK = (255, 255, 255), (0, 0, 0)
TEXT = 4.5  # the least contrast of text (WCAG 1.4.3)


def rgb(code: str) -> Rgb:
    """'#0d5c8c' → (13, 92, 140). Raises ValueError."""
    if len(code) != 7 or not code.startswith("#"):
        raise ValueError(f"not a colour: {code!r}")
    return int(code[1:3], 16), int(code[3:5], 16), int(code[5:7], 16)


def code(colour: Rgb) -> str:
    return "#{:02x}{:02x}{:02x}".format(*colour)


def contrast(one: Rgb, other: Rgb) -> float:
    """From 1, the same, to 21, black on white."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def mixed(colour: Rgb, with_: Rgb, share: float) -> Rgb:
    """`share` (0–1) of the other colour in it."""
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(colour, with_, strict=True))
    return red, green, blue


def readable(colour: Rgb, ground: Rgb) -> Rgb:
    """The colour itself where it can be read on the ground, else as little darker or lighter as makes it so."""
    towards = BLACK if contrast(BLACK, ground) > contrast(WHITE, ground) else WHITE
    for step in range(21):
        toned = mixed(colour, towards, step / 20)
        if contrast(toned, ground) >= TEXT:
            return toned
    return towards


def _luminance(colour: Rgb) -> float:
    red, green, blue = (_linear(part / 255) for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
