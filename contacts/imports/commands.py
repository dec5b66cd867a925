"""What the import commands have in common: arguments, output, exit status."""

from __future__ import annotations

import json
import sys
from typing import Any, ClassVar

from django.core.management.base import BaseCommand, CommandError, CommandParser

from contacts.imports import engine
from contacts.imports.result import Unusable
from crm.models import User

WRONG_ROWS, UNUSABLE = 1, 2


class ImportCommand(BaseCommand):
    """Reads one file of one source. Exit status 0: done, 1: wrong rows (nothing stored, or with --good-rows the
    others), 2: unusable input."""

    source: ClassVar[str]
    must_say_mode: ClassVar[bool] = True

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FILE")
        mode = parser.add_mutually_exclusive_group(required=self.must_say_mode)
        mode.add_argument("--dry-run", action="store_true", help="tell what would happen, store nothing")
        mode.add_argument("--apply", action="store_true", help="store all of it, or nothing if a row is wrong")
        if self.source == engine.LIST:
            parser.add_argument(
                "--mapping", default="", metavar="NAME", help="read the columns as this saved mapping says"
            )
            parser.add_argument(
                "--good-rows", action="store_true", help="store the rows that are right, leave the others"
            )
        parser.add_argument("--json", action="store_true", dest="as_json", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        source = engine.SOURCES[self.source]
        try:
            content, name = engine.load(options["file"])
            found = engine.reading(source, content, name, mapping=options.get("mapping", ""))
            if options["apply"]:
                good_rows = bool(options.get("good_rows"))
                result = engine.apply(found, name, actor=User.objects.system(), good_rows=good_rows)
            else:
                result = engine.preview(found)
        except Unusable as error:
            raise CommandError(str(error), returncode=UNUSABLE) from error
        if options["as_json"]:
            self.stdout.write(json.dumps(result.as_json(), ensure_ascii=False))
        else:
            self.stdout.write(result.as_text())
        if result.wrong:
            sys.exit(WRONG_ROWS)
