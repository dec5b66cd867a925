"""Print the reach of a goal."""

import datetime as dt
import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from advocacy.models import Goal
from advocacy.services.reach import figures
from crm.common.dates import today


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


class Command(BaseCommand):
    help = "Print the reach of a goal: 'SAMHB-1' of the current plan, '2023:SA24-1' of another."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("goal")
        parser.add_argument("--from", dest="first", type=day, required=True, metavar="YYYY-MM-DD")
        parser.add_argument("--to", dest="last", type=day, required=True, metavar="YYYY-MM-DD")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            goal = Goal.objects.named(options["goal"], today())
            counted = figures(goal, options["first"], options["last"])
        except Goal.DoesNotExist:
            raise CommandError(_("Målet %(goal)s finns inte.") % {"goal": options["goal"]}, returncode=2) from None
        except ValueError:
            raise CommandError(_("Slutdagen ligger före startdagen."), returncode=2) from None
        if options["json"]:
            self.stdout.write(json.dumps(counted, ensure_ascii=False))
            return
        for part in counted.get("parts", [counted]):
            self.tell(part)

    def tell(self, figures: dict[str, Any]) -> None:
        """One period as text; over an election this is said of each side of it."""
        share = "–" if figures["coverage"] is None else f"{figures['coverage']:.0%}".replace("%", " %")
        told = {**figures, "share": share, "of": figures["audience"] or "–"}
        self.stdout.write(_("%(goal)s, %(from)s till %(to)s") % told)
        if figures["audience"] is None:
            self.stdout.write(_("Nådda %(reached)s. Målet har ingen målgrupp som går att räkna upp.") % told)
            return
        self.stdout.write(_("Täckningsgrad %(share)s (%(covered)s av %(of)s)") % told)
        self.stdout.write(
            _(
                "Nådda %(reached)s, informerade %(informed)s, har sedan lämnat %(since_left)s,"
                " utanför målgruppen %(outside)s"
            )
            % told
        )
