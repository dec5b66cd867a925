"""A board paper as PDF: tagged (PDF/UA-1) and for the archive (PDF/A-2a), set by typst from data that are only data.

Letters come with typst and font-source-sans-pro, none from the machine, so that a page looks the same anywhere. Printed
again an approved paper is the same file to the byte: what PDF holds of time is the day of the approval.
"""

from __future__ import annotations

import datetime as dt
import importlib.util
import json
import re
import subprocess
import sys
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path
from typing import Any

import typst

from advocacy.exports.paper_pictures import Picture
from advocacy.exports.paper_reading import Content, PaperLook, read

SOURCE = Path(__file__).with_name("paper.typ")
PICTURE = Path(__file__).with_name("paper_picture.typ")
TYPESETTER = Path(__file__).with_name("typesetter.py")
PATIENCE = 30  # seconds
STANDARDS = ["ua-1", "a-2a"]
# What our letters can show; the standards refuse a file that holds anything else.
_UNSHOWN = re.compile(
    r"[^\n\x20-\x7e\xa0-\u0377\u0391-\u03a1\u03a3-\u04ff\u1e00-\u1eff\u2000-\u2040\u2044-\u2052\u2054-\u2071"
    r"\u2074-\u208e\u20a0-\u20c0\u2100-\u211e\u2190-\u23ff\u2500-\u25ff]"
)
INSTEAD = "\N{WHITE SQUARE}"


class TooSlow(Exception):
    """The paper was not set in time."""


def pdf(content: Content, *, look: PaperLook, approved_on: dt.date | None = None) -> bytes:
    """The whole paper. Without `approved_on` it is marked as a draft. Raises TooSlow."""
    reading = read(content, look=look, approved_on=approved_on)
    inputs = {"paper": shown(asdict(reading)), "look": _look(look, is_draft=approved_on is None)}
    if look.logo:
        inputs["logo"] = json.dumps(list(look.logo))
    return _set({"inputs": inputs, "standards": STANDARDS, "timestamp": _noon(approved_on)})


def _set(asked: dict[str, Any]) -> bytes:
    """What the typesetter makes of it, in a process that ends when it is done, or when patience does."""
    said = json.dumps({"source": str(SOURCE), "fonts": [font_folder()], **asked}).encode()
    command = [sys.executable, "-I", str(TYPESETTER)]
    try:
        done = subprocess.run(command, input=said, capture_output=True, timeout=PATIENCE)
    except subprocess.TimeoutExpired as error:
        raise TooSlow(f"typst was not done in {PATIENCE} s") from error
    if done.returncode:
        raise RuntimeError(done.stderr.decode(errors="replace")[-2000:])
    return done.stdout


def picture_png(picture: Picture, look: PaperLook) -> bytes:
    """One of the pictures as it is in the PDF, for documents that take no drawings."""
    made: Any = typst.compile(
        str(PICTURE),
        root=str(PICTURE.parent),
        font_paths=fonts(),
        ignore_system_fonts=True,
        sys_inputs={"picture": shown(asdict(picture)), "look": _look(look)},
        format="png",
        ppi=160,
    )
    return bytes(made)


def _look(look: PaperLook, *, is_draft: bool = False) -> str:
    return json.dumps({"accent": look.accent, "typeface": look.typeface, "draft": is_draft})


def shown(data: Any) -> str:
    """As JSON, with a square for every sign that no letter of ours shows (emoji, Chinese)."""
    return json.dumps(_shown(data), ensure_ascii=False)


def _shown(data: Any) -> Any:
    if isinstance(data, str):
        return _UNSHOWN.sub(INSTEAD, data)
    if isinstance(data, list):
        return [_shown(one) for one in data]
    return {key: _shown(value) for key, value in data.items()} if isinstance(data, dict) else data


def _noon(day: dt.date | None) -> int | None:
    if day is None:
        return None
    return int(dt.datetime(day.year, day.month, day.day, 12, tzinfo=dt.UTC).timestamp())


@lru_cache
def fonts() -> Any:
    """Source Sans Pro and what comes with typst: none of the machine's, none fetched."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[font_folder()])


def font_folder() -> str:
    """Where Source Sans Pro lies."""
    found = importlib.util.find_spec("font_source_sans_pro")
    if found is None or found.origin is None:
        raise RuntimeError("font-source-sans-pro is not installed")
    return str(Path(found.origin).with_name("files"))
