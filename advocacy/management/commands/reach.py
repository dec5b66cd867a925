"""Print the reach of a goal."""

import datetime as dt
import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from advocacy.models import Goal
from advocacy.services.reach import Reach
from crm.common.dates import today


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


class Command(BaseCommand):
    help = "Räckvidden för ett mål: 'SAMHB-1' i den gällande planen, '2023:SA24-1' i en annan."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("goal")
        parser.add_argument("--from", dest="first", type=day, required=True, metavar="ÅÅÅÅ-MM-DD")
        parser.add_argument("--to", dest="last", type=day, required=True, metavar="ÅÅÅÅ-MM-DD")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            goal = Goal.objects.named(options["goal"], today())
            figures = Reach(goal, options["first"], options["last"]).as_json()
        except Goal.DoesNotExist:
            raise CommandError(f"Målet {options['goal']} finns inte.", returncode=2) from None
        except ValueError:
            raise CommandError("Perioden slutar före den börjar.", returncode=2) from None
        if options["json"]:
            self.stdout.write(json.dumps(figures, ensure_ascii=False))
            return
        share = "–" if figures["coverage"] is None else f"{figures['coverage']:.0%}".replace("%", " %")
        self.stdout.write(
            f"{figures['goal']}, {figures['from']} till {figures['to']}\n"
            f"Täckningsgrad {share} ({figures['covered']} av {figures['audience'] or '–'})\n"
            f"Nådda {figures['reached']}, informerade {figures['informed']}, "
            f"har sedan lämnat {figures['since_left']}, utanför målgruppen {figures['outside']}"
        )
