"""How far a job has come, told beside the database, which shows nothing of an open transaction."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

SILENCE = 60 * 60


@dataclass(frozen=True)
class Progress:
    done: int
    total: int

    @property
    def percent(self) -> int:
        return min(100, 100 * self.done // self.total) if self.total else 0


def tell(name: str, done: int, total: int) -> None:
    """Note how far the job `name` ('undo-12') has come."""
    path = _path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    fresh.write_text(json.dumps([done, total]))
    fresh.replace(path)


def of(name: str) -> Progress | None:
    """How far it has come; None when nothing has been told for an hour: whoever told was stopped."""
    path = _path(name)
    try:
        if time.time() - path.stat().st_mtime > SILENCE:
            return None
        done, total = json.loads(path.read_text())
    except (OSError, ValueError):
        return None
    return Progress(done, total)


def felt_at(name: str) -> float | None:
    """When something was last told of it, in seconds since 1970."""
    try:
        return _path(name).stat().st_mtime
    except OSError:
        return None


def forget(name: str) -> None:
    """The job is over."""
    _path(name).unlink(missing_ok=True)


def _path(name: str) -> Path:
    return Path(settings.DATA_DIR) / "progress" / f"{name}.json"
