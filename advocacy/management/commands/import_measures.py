"""Named objects of a national plan from a sheet on disk."""

from __future__ import annotations

import json
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from advocacy.choices import NationalPlan
from advocacy.imports import measures as reader
from advocacy.services import measure_import
from contacts.imports import engine
from contacts.imports.result import Unusable
from crm.models import User

WRONG_ROWS, UNUSABLE = 1, 2


class Command(BaseCommand):
    help = """Reads named objects (namngivna åtgärder) of a national plan from a sheet, with how they stood on a day.
    Exit status 0: done, 1: some rows were wrong and left out, 2: unusable input."""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FILE")
        parser.add_argument("--source", required=True, help="where the rows are from, unless they say so themselves")
        parser.add_argument("--plan", choices=NationalPlan.values, default=NationalPlan.PLAN_2026.value)
        mode = parser.add_mutually_exclusive_group(required=True)
        mode.add_argument("--dry-run", action="store_true", help="tell what would happen, store nothing")
        mode.add_argument("--apply", action="store_true", help="store what is new or changed")
        parser.add_argument("--json", action="store_true", dest="as_json", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            content, name = engine.load(options["file"])
            reading = reader.read(content, name, national_plan=options["plan"], source=options["source"])
        except Unusable as error:
            raise CommandError(str(error), returncode=UNUSABLE) from error
        if options["apply"]:
            outcome = measure_import.apply(actor=User.objects.system(), rows=reading.rows)
        else:
            outcome = measure_import.preview(rows=reading.rows)
        outcome.wrong = sorted([*reading.wrong, *outcome.wrong], key=lambda one: one.number)
        if options["as_json"]:
            self.stdout.write(json.dumps(outcome.as_json(), ensure_ascii=False))
        else:
            wrong = [f"{one.number} {one.name}: {one.reason}" for one in outcome.wrong]
            self.stdout.write("\n".join([outcome.summary, *reading.notes, *wrong]))
        if outcome.wrong:
            sys.exit(WRONG_ROWS)
