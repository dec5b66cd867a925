"""What the log says."""

from __future__ import annotations

import logging
import re

# An address that is itself the key to what it shows.
SECRET_ADDRESS = re.compile(r"(/(?:kalender|underlag)/)[^/?\s]+")


class WithoutTraceback(logging.Filter):
    """Says of a refused request (4xx) only that it was; the traceback of a fault stays."""

    def filter(self, record: logging.LogRecord) -> bool:
        if getattr(record, "status_code", 500) < 500:
            record.exc_info = None
            record.exc_text = None
        return True


class WithoutTokens(logging.Filter):
    """Writes an address that opens somebody's calendar, or a paper of the board, without its secret."""

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.args, tuple):
            record.args = tuple(SECRET_ADDRESS.sub(r"\1…", a) if isinstance(a, str) else a for a in record.args)
        return True
