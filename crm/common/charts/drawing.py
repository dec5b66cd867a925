"""Having charts drawn, and keeping what has been drawn: a picture is made once for the same figures."""

from __future__ import annotations

import base64
import fcntl
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from crm.common.charts.chart import Chart
from crm.common.charts.cleaning import cleaned
from crm.common.charts.maps import AreaMap

DRAUGHTSMAN = Path(__file__).with_name("draughtsman.py")
PATIENCE = 30  # seconds
KEPT_FOR = 30 * 24 * 60 * 60
KEY = re.compile(r"[0-9a-f]{64}")


class Undrawable(Exception):
    """The picture could not be made: its figures are in the table."""


def picture(chart: Chart | AreaMap) -> SafeString | None:
    """The picture for a page, if it is there at once. Else it is noted, so that `drawn(key)` can make it."""
    if isinstance(chart, AreaMap):
        return mark_safe(_map_on_page(chart))  # noqa: S308 cleaned
    kept = _kept(chart.key)
    if kept is None and not _path(chart.key, "json").exists():
        _write(_path(chart.key, "json"), json.dumps(chart.asked))
    return kept


def drawn(key: str) -> SafeString:
    """The picture that some page asked for. Raises LookupError (none did) and Undrawable."""
    kept = _kept(key)
    if kept is not None:
        return kept
    if not is_known(key):
        raise LookupError(key)
    with _at_the_desk():
        kept = _kept(key)  # whoever was at the desk before may have drawn the same
        if kept is None:
            asked = json.loads(_path(key, "json").read_text(encoding="utf-8"))
            pictures = _draw(specs=asked["specs"], locale=asked["locale"])
            _write(_path(key, "svg"), _on_page(key, asked, pictures))
            kept = _kept(key)
    if kept is None:
        raise Undrawable(key)
    return kept


def is_known(key: str) -> bool:
    """Whether a chart of that key has been on a page lately."""
    return bool(KEY.fullmatch(key)) and _path(key, "json").exists()


def svg(chart: Chart | AreaMap) -> str:
    """As a drawing for paper: light, in fixed colours. Takes a second; not for a page. Raises Undrawable."""
    if isinstance(chart, AreaMap):
        return chart.drawing()
    with _at_the_desk():
        return str(_draw(specs=chart.asked["specs"][:1], locale=chart.asked["locale"])[0])


def png(chart: Chart | AreaMap) -> bytes:
    """As a picture for documents and slides. Takes a second; not for a page. Raises Undrawable."""
    drawing = {"svgs": [chart.drawing()]} if isinstance(chart, AreaMap) else {"specs": chart.asked["specs"][:1]}
    return _png(**drawing, locale="sv-SE" if isinstance(chart, AreaMap) else chart.asked["locale"])


def png_of(key: str) -> bytes:
    """As `png`, of a chart that some page has shown. Raises LookupError and Undrawable."""
    if not is_known(key):
        raise LookupError(key)
    asked = json.loads(_path(key, "json").read_text(encoding="utf-8"))
    return _png(specs=asked["specs"][:1], locale=asked["locale"])


def tidy() -> int:
    """Forget pictures that nobody has looked at for a month. Returns how many files went."""
    old = [path for path in _folder().glob("*.*") if time.time() - path.stat().st_mtime > KEPT_FOR]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)


def _png(**asked: Any) -> bytes:
    with _at_the_desk():
        return base64.b64decode(_draw(**asked, form="png")[0])


def _draw(
    *, specs: list[dict[str, Any]] | None = None, svgs: list[str] | None = None, locale: str, form: str = "svg"
) -> list[str]:
    """What the draughtsman makes of it, in a process that ends when it is done."""
    asked = json.dumps({"specs": specs or [], "svgs": svgs or [], "locale": locale, "as": form})
    command = [sys.executable, "-I", str(DRAUGHTSMAN)]
    try:
        done = subprocess.run(command, input=asked, capture_output=True, text=True, timeout=PATIENCE, check=True)
        made: list[str] = json.loads(done.stdout)
    except (subprocess.SubprocessError, OSError, ValueError) as error:
        said = getattr(error, "stderr", "") or str(error)
        raise Undrawable(str(said)[-2000:]) from error
    return made


@contextmanager
def _at_the_desk() -> Iterator[None]:
    """One at a time: two draughtsmen at once would take twice the memory."""
    with _path("desk", "lock").open("w") as desk:
        fcntl.flock(desk, fcntl.LOCK_EX)
        yield


def _on_page(key: str, asked: dict[str, Any], pictures: list[str]) -> str:
    wide, narrow = pictures
    said = {"title": asked["title"], "description": asked["description"]}
    return cleaned(wide, name=f"chart-{key[:12]}", kind="chart-wide", **said) + cleaned(
        narrow, name=f"chart-{key[:12]}-narrow", kind="chart-narrow", **said
    )


def _map_on_page(chart: AreaMap) -> str:
    said = {"title": str(chart.title), "description": str(chart.description)}
    return cleaned(chart.drawing(), name=f"map-{chart.key[:12]}", kind="chart-map", **said)


def _kept(key: str) -> SafeString | None:
    try:
        text = _path(key, "svg").read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    for path in (_path(key, "svg"), _path(key, "json")):
        with suppress(FileNotFoundError):  # thrown away meanwhile: an empty one must not come in its place
            os.utime(path)  # it is still looked at
    return mark_safe(text)  # noqa: S308 cleaned


def _write(path: Path, text: str) -> None:
    """Whole or not at all: others may be reading."""
    fresh = path.with_name(f"{path.name}.{time.monotonic_ns()}.new")
    fresh.write_text(text, encoding="utf-8")
    fresh.replace(path)


def _path(name: str, suffix: str) -> Path:
    return _folder() / f"{name}.{suffix}"


def _folder() -> Path:
    folder = Path(settings.DATA_DIR) / "charts"
    folder.mkdir(parents=True, exist_ok=True)
    return folder
