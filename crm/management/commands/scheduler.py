"""Keeps the time: puts the jobs of `crm/schedule.py` in the queue when they are due."""

import logging
import signal
import threading
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import OperationalError, close_old_connections
from django.utils import timezone

from crm.schedule import enqueue_due

logger = logging.getLogger("crm.scheduler")


class Command(BaseCommand):
    help = "Put the jobs of the schedule in the queue when they are due, until stopped."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--interval", type=float, default=30, help="seconds between looks at the clock")
        parser.add_argument("--once", action="store_true", help="look once and leave")

    def handle(self, *, interval: float, once: bool, **options: Any) -> None:
        stop = threading.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: stop.set())
        while not stop.is_set():
            look()
            if once:
                return
            stop.wait(interval)
            close_old_connections()


def look() -> None:
    try:
        for name in enqueue_due(timezone.now()):
            logger.info("enqueued %s", name)
    except OperationalError:
        # The database is away or busy; nothing was claimed, so the next look makes up for it.
        logger.exception("could not look for due jobs")
