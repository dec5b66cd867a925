"""Reads the mailbox that colleagues forward mail to."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation
from django.utils.translation import gettext as _

from advocacy.imports.mailbox import Fetched, Unreachable, fetch


class Command(BaseCommand):
    help = "Reads unread mail from the mailbox in SAMSYN_MAILBOX: each becomes a draft contact of who forwarded it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="print what was done as one JSON object")

    def handle(self, *, json: bool, **options: Any) -> None:
        with translation.override("sv"):
            try:
                done = fetch()
            except Unreachable as error:
                raise CommandError(str(error), returncode=2) from error
            self.stdout.write(_as_json(done) if json else _as_text(done))
            if done.wrong:
                raise SystemExit(1)


def _as_json(done: Fetched) -> str:
    return json.dumps(done.as_json(), ensure_ascii=False)


def _as_text(done: Fetched) -> str:
    said = _("%(rows)d mejl lästa: %(new)d nya utkast, %(unchanged)d kända, %(wrong)d avvisade.") % {
        "rows": done.rows,
        "new": done.new,
        "unchanged": done.unchanged,
        "wrong": len(done.wrong),
    }
    return "\n".join([said, *(f"{row['value'] or row['row']}: {row['reason']}" for row in done.wrong)])
