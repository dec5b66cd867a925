"""How far a job has come, told outside its transaction: a small file beside the uploaded ones.

It is also the job's pulse. One that has not been felt for a while belongs to a job that was stopped half-way.
"""

from __future__ import annotations

import datetime as dt
import time
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.utils import timezone

FOLDER = "imports"
SECONDS = 0.4


def _path(run: int) -> Path:
    return Path(settings.MEDIA_ROOT) / FOLDER / f"{run}.progress"


@dataclass
class Progress:
    """Tells how many rows of a run are done, not oftener than one can read it."""

    run: int
    told_at: float = field(default=0.0)

    def __call__(self, rows: int) -> None:
        if time.monotonic() - self.told_at > SECONDS:
            self.told_at = time.monotonic()
            path = _path(self.run)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(str(rows))

    def end(self) -> None:
        _path(self.run).unlink(missing_ok=True)


def rows_done(run: int) -> int:
    try:
        return int(_path(run).read_text() or 0)
    except (OSError, ValueError):
        return 0


def felt_at(run: int) -> dt.datetime | None:
    """When the job last told how far it had come."""
    try:
        return dt.datetime.fromtimestamp(_path(run).stat().st_mtime, tz=timezone.get_current_timezone())
    except OSError:
        return None
