"""What the log says."""

from __future__ import annotations

import logging


class WithoutTraceback(logging.Filter):
    """Says of a refused request (4xx) only that it was; the traceback of a fault stays."""

    def filter(self, record: logging.LogRecord) -> bool:
        if getattr(record, "status_code", 500) < 500:
            record.exc_info = None
            record.exc_text = None
        return True
