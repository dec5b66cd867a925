"""Riksdagen's list of people, and its motions and committee reports: the one command that knows both apps."""

from __future__ import annotations

import json
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import CommandError, CommandParser
from django.utils.translation import gettext as _

from advocacy.imports import motion_words, motions
from advocacy.services import motions as ledger
from contacts.imports import engine
from contacts.imports.commands import UNUSABLE
from contacts.imports.result import Unusable
from contacts.management.commands.import_riksdagen import Command as PeopleCommand
from crm.models import User


class Command(PeopleCommand):
    help = "Reads Riksdagen's list of people (FILE), or its motions and committee reports (--motions FILE …)."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        people = next(action for action in parser._actions if action.dest == "file")
        people.nargs = "?"
        parser.add_argument(
            "--motions", nargs="+", metavar="FILE", help="dokumentstatus as JSON, one or many, or ndjson, also .gz"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if bool(options["file"]) == bool(options["motions"]):
            raise CommandError(_("Ange en fil med personlistan, eller --motions med filer."), returncode=UNUSABLE)
        if options["file"]:
            super().handle(*args, **options)
            return
        try:
            files = [engine.load(path) for path in options["motions"]]
            records = motions.read(files)
            title = motion_words.title([name for _content, name in files])
            if options["apply"]:
                result = ledger.carry_out(records=records, title=title, actor=User.objects.system())
            else:
                result = ledger.preview(records)
        except Unusable as error:
            raise CommandError(str(error), returncode=UNUSABLE) from error
        except ValidationError as error:
            raise CommandError(" ".join(error.messages), returncode=UNUSABLE) from error
        if options["as_json"]:
            self.stdout.write(json.dumps(motion_words.as_json(result), ensure_ascii=False))
        else:
            self.stdout.write(motion_words.as_text(result))
