"""Print the reach of a goal, or all figures of a goal, a priority or a plan."""

import datetime as dt
import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from advocacy.services.figures.scope import UnknownScope, named_for
from advocacy.services.figures.section import Section
from advocacy.services.figures.telling import said
from advocacy.services.figures.whole import FigureSet
from advocacy.services.reach import figures
from crm.common.dates import EARLIEST, LATEST


def day(text: str) -> dt.date:
    """A day that a period can have. Raises ValueError, which is told beside the option."""
    found = dt.date.fromisoformat(text)
    if not EARLIEST <= found.year <= LATEST:
        raise ValueError(text)
    return found


class Command(BaseCommand):
    help = (
        "Print the reach of a goal: 'SAMHB-1' of the current plan, '2023:SA24-1' of another. With --all every figure;"
        " of 'sakfraga:JARNVAG', 'plan:2026' or 'plan', the current one, always every figure."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("scope")
        parser.add_argument("--from", dest="first", type=day, required=True, metavar="YYYY-MM-DD")
        parser.add_argument("--to", dest="last", type=day, required=True, metavar="YYYY-MM-DD")
        parser.add_argument("--all", action="store_true", dest="is_all", help="every figure, section by section")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            scope = named_for(options["scope"], options["last"])
        except UnknownScope:
            raise CommandError(_("Målet %(goal)s finns inte.") % {"goal": options["scope"]}, returncode=2) from None
        first, last = options["first"], options["last"]
        if last < first:
            raise CommandError(_("Slutdagen ligger före startdagen."), returncode=2)
        if options["is_all"] or scope.goal is None:
            self.tell_all(FigureSet(scope, first, last), is_json=options["json"])
            return
        counted = figures(scope.goal, first, last)
        if options["json"]:
            self.stdout.write(json.dumps(counted, ensure_ascii=False))
            return
        for part in counted.get("parts", [counted]):
            self.tell(part)

    def tell_all(self, of: FigureSet, *, is_json: bool) -> None:
        """Every section; as text over an election, each side of it."""
        if is_json:
            self.stdout.write(json.dumps(of.told(), ensure_ascii=False))
            return
        for part in of.parts:
            side = FigureSet(of.scope, *part, of.with_)
            told = {"scope": of.scope.code, "from": part[0].isoformat(), "to": part[1].isoformat()}
            self.stdout.write(_("%(scope)s, %(from)s till %(to)s") % told)
            for key in side.keys:
                self.tell_section(side.section(key))

    def tell_section(self, section: Section) -> None:
        self.stdout.write(f"\n{section.title}")
        if section.is_empty:
            self.stdout.write(f"  {section.empty}")
        for one in section.figures:
            of = "" if one.whole is None else _(" (%(part)s av %(whole)s)") % {"part": one.part, "whole": one.whole}
            self.stdout.write(f"  {one.label}: {said(one.kind, one.value)}{of}")

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
