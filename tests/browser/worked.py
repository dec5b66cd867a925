"""Counts what hands and eyes do while a contact is logged, and what that takes by the keystroke-level model.

docs/logging.md explains the model and holds the figures; the tests fail when the two say different things.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from advocacy.models import Interaction

NAMES = ("Maja Lindqvist", "Bo Bergström", "Cia Dahlgren", "Nils Norén")
DOC = Path(__file__).resolve().parents[2] / "docs" / "logging.md"
# Seconds (Card, Moran and Newell 1980): a key pressed by somebody who does not type for a living, a pointing, a press
# and release of the button, a hand that goes between keyboard and mouse, a thought before a step.
KEY, POINT, PRESS, HOME, THINK = 0.28, 1.1, 0.2, 0.4, 1.35


@dataclass
class Worked:
    """A page, and what was done to it by hand. `is_touch`: the finger points and presses in one."""

    page: Any
    is_touch: bool = False
    keys: int = 0
    pointings: int = 0
    homings: int = 0
    thoughts: int = 0

    def press(self, key: str, times: int = 1) -> None:
        for _n in range(times):
            self.page.keyboard.press(key)
        self.keys += times * len(key.split("+"))

    def type(self, text: str) -> None:
        """A capital letter is two keys."""
        self.page.keyboard.type(text)
        self.keys += len(text) + sum(sign.isupper() for sign in text)

    def point(self, selector: str) -> None:
        target = self.page.locator(selector).first
        target.tap() if self.is_touch else target.click()
        self.pointings += 1

    def home(self) -> None:
        self.homings += 1

    def think(self) -> None:
        self.thoughts += 1

    @property
    def seconds(self) -> float:
        pointing = POINT + (0 if self.is_touch else PRESS)
        return self.keys * KEY + self.pointings * pointing + self.homings * HOME + self.thoughts * THINK

    @property
    def row(self) -> tuple[int, int, int, int, str]:
        return self.keys, self.pointings, self.homings, self.thoughts, f"{self.seconds:.1f}"


def written_down(case: str) -> tuple[int, int, int, int, str]:
    """The row of docs/logging.md that begins with `case`."""
    line = next(line for line in DOC.read_text().splitlines() if line.startswith(f"| {case} |"))
    keys, pointings, homings, thoughts, seconds = re.findall(r"[\d.]+", line.removeprefix(f"| {case} |"))
    return int(keys), int(pointings), int(homings), int(thoughts), seconds


# --- Steps that several tests take ---------------------------------------------------------------------------


def opened(page, user, sign_in, path="/"):
    sign_in(page, user)
    page.goto(path)
    page.wait_for_selector("a[data-quick]")


def ready(page):
    """The dialog stands open with the hand in its first field and the latest people under it."""
    page.wait_for_selector("#quick_people:focus")
    page.wait_for_selector("#quick [role=option]")


def choose(hands, typed, name):
    hands.think()
    hands.type(typed)
    hands.page.wait_for_selector(f"#quick .combobox-first:has-text('{name}')")
    hands.press("Enter")
    hands.page.wait_for_selector(f"#quick .chip:has-text('{name}')")


def tab_to(hands, name):
    for _n in range(30):
        if hands.page.evaluate("document.activeElement.name") == name:
            return
        hands.press("Tab")
    pytest.fail(f"{name} is not within thirty steps")


def logged(page):
    page.wait_for_selector(".toast:has-text('Kontakten är registrerad.')")
    expect(page.locator("#quick[open]")).to_have_count(0)
    return Interaction.objects.latest("pk")


def theirs(contact):
    return {part.shown_name for part in contact.participations.filter(side="theirs")}
