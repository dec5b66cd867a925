import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from contacts.services import duplicates
from contacts.services.duplicate_reasons import said
from crm.models import User


class Command(BaseCommand):
    help = (
        "Looks for people (or organizations) who stand twice in the register, and keeps the pairs for staff to decide."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--organizations", action="store_true", help="organizations instead of people")
        parser.add_argument("--json", action="store_true", help="one JSON object with every open pair")

    def handle(self, *args: Any, **options: Any) -> None:
        scan = duplicates.scan_organizations if options["organizations"] else duplicates.scan_people
        scanned, found = scan(actor=User.objects.system())
        if options["json"]:
            pairs = [
                {"first": f.first, "second": f.second, "score": f.score, "reasons": [said(r) for r in f.reasons]}
                for f in found
            ]
            self.stdout.write(json.dumps({"scanned": scanned, "pairs": pairs}, ensure_ascii=False))
        else:
            self.stdout.write(f"{scanned} genomsökta, {len(found)} par att titta på")
