"""Riksdagen's list of people, and its motions and committee reports: the one command that knows both apps."""

from __future__ import annotations

import json
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import CommandError, CommandParser
from django.utils.translation import gettext as _

from advocacy.imports import act_words, acts, motion_words, motions, riksdagen_live
from advocacy.services import act_import
from advocacy.services import motions as ledger
from advocacy.services.motion_records import LedgerResult
from contacts.imports import engine
from contacts.imports.commands import UNUSABLE
from contacts.imports.result import Unusable
from contacts.management.commands.import_riksdagen import Command as PeopleCommand
from crm.models import User


class Command(PeopleCommand):
    help = (
        "Reads Riksdagen's list of people (FILE), or its motions and committee reports (--motions): these are stored "
        "unless --dry-run is said."
    )
    must_say_mode = False

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        people = next(action for action in parser._actions if action.dest == "file")
        people.nargs = "?"
        parser.add_argument(
            "--motions", nargs="*", metavar="FILE", help="dokumentstatus as JSON, one or many, or ndjson, also .gz"
        )
        parser.add_argument(
            "--acts", nargs="*", metavar="FILE", help="questions, interpellations and speeches; stored with --apply"
        )
        parser.add_argument("--live", action="store_true", help="read motions and reports from Riksdagen itself")
        parser.add_argument("--rm", default="", metavar="2026/27", help="the session to read with --live")
        parser.add_argument("--again", action="store_true", help="with --live: read what is settled as well")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["acts"]:
            self._acts(options)
            return
        is_live, files = options["live"], options["motions"] or []
        if bool(options["file"]) + bool(files) + is_live != 1 or is_live != bool(options["rm"]):
            raise CommandError(
                _("Ange en fil med personlistan, --motions med filer, eller --motions --live --rm 2026/27."),
                returncode=UNUSABLE,
            )
        if options["file"] and not (options["dry_run"] or options["apply"]):
            raise CommandError(_("Säg --dry-run eller --apply om personlistan."), returncode=UNUSABLE)
        if options["file"]:
            super().handle(*args, **options)
            return
        try:
            result = self._motions(files, options)
        except Unusable as error:
            raise CommandError(str(error), returncode=UNUSABLE) from error
        except ValidationError as error:
            raise CommandError(" ".join(error.messages), returncode=UNUSABLE) from error
        if options["as_json"]:
            self.stdout.write(json.dumps(motion_words.as_json(result), ensure_ascii=False))
        else:
            self.stdout.write(motion_words.as_text(result))

    def _acts(self, options: dict[str, Any]) -> None:
        """What people did, by identifier; told, and stored when `--apply` is said."""
        if options["file"] or options["motions"] is not None or options["live"]:
            raise CommandError(_("Läs handlingar för sig: --acts med filer."), returncode=UNUSABLE)
        try:
            files = [engine.load(path) for path in options["acts"]]
            records = acts.read(files)
        except Unusable as error:
            raise CommandError(str(error), returncode=UNUSABLE) from error
        title = act_words.title([name for _content, name in files])
        if options["apply"]:
            result = act_import.carry_out(records=records, title=title, actor=User.objects.system())
        else:
            result = act_import.preview(records)
        said = json.dumps(act_words.as_json(result), ensure_ascii=False)
        self.stdout.write(said if options["as_json"] else act_words.as_text(result))

    def _motions(self, paths: list[str], options: dict[str, Any]) -> LedgerResult:
        if options["live"]:
            records = riksdagen_live.session(options["rm"], again=options["again"])
            title = motion_words.live_title(options["rm"])
        else:
            files = [engine.load(path) for path in paths]
            records = motions.read(files)
            title = motion_words.title([name for _content, name in files])
        if options["dry_run"]:
            return ledger.preview(records)
        return ledger.carry_out(records=records, title=title, actor=User.objects.system())
