"""Consultations of the public mirror from a file on disk."""

from __future__ import annotations

import json
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from advocacy.imports import consultations
from advocacy.services import consultation_import
from contacts.imports import engine
from contacts.imports.result import Unusable
from crm.models import User

WRONG_ROWS, UNUSABLE = 1, 2


class Command(BaseCommand):
    help = """Reads consultations (remisser) of the public mirror of regeringen.se: JSON, one or a list. Exit status
    0: done, 1: some rows were wrong and left out, 2: unusable input."""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FILE")
        mode = parser.add_mutually_exclusive_group(required=True)
        mode.add_argument("--dry-run", action="store_true", help="tell what would happen, store nothing")
        mode.add_argument("--apply", action="store_true", help="store what is new or changed")
        parser.add_argument("--json", action="store_true", dest="as_json", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            content, name = engine.load(options["file"])
            reading = consultations.read(content, name)
        except Unusable as error:
            raise CommandError(str(error), returncode=UNUSABLE) from error
        if options["apply"]:
            outcome = consultation_import.apply(actor=User.objects.system(), reading=reading)
        else:
            outcome = consultation_import.preview(reading=reading)
        if options["as_json"]:
            self.stdout.write(json.dumps(outcome.as_json(), ensure_ascii=False))
        else:
            self.stdout.write(outcome.as_text())
        if outcome.wrong:
            sys.exit(WRONG_ROWS)
