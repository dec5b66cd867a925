"""Print the figures of an introduction programme."""

import datetime as dt
import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from advocacy.models import OnboardingProgramme
from advocacy.services.onboarding_figures import Figures, Part
from crm.common.dates import today


class Command(BaseCommand):
    help = "Print the figures of an introduction programme, by its name or number."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("programme")
        parser.add_argument("--as-of", type=dt.date.fromisoformat, default=None, metavar="YYYY-MM-DD")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        figures = Figures(named(options["programme"]), options["as_of"] or today())
        if options["json"]:
            self.stdout.write(json.dumps(figures.as_json(), ensure_ascii=False))
            return
        self.stdout.write(_("%(programme)s, %(day)s") % {"programme": figures.programme.name, "day": figures.day})
        self.stdout.write(said(figures.whole))
        for groups in (figures.by_party, figures.by_county, figures.by_committee):
            for part in groups.values():
                self.stdout.write(f"  {part.name or part.key}: {said(part)}")


def said(part: Part) -> str:
    share = "–" if part.share is None else f"{part.percent} %"
    days = "–" if part.median_days is None else f"{part.median_days:g}"
    told = {"introduced": len(part.introduced), "of": len(part.cohort), "share": share, "days": days}
    words = _("introducerade %(introduced)s av %(of)s (%(share)s), median till första mötet %(days)s dagar")
    return words % told + ", " + _("försenade steg %(late)s") % {"late": len(part.late)}


def named(text: str) -> OnboardingProgramme:
    """The programme with this name, else this number."""
    programmes = OnboardingProgramme.objects.select_related("audience")
    found = programmes.filter(name__iexact=text.strip()).first() or programmes.filter(name=text.strip()).first()
    if found is None and text.strip().isdigit():
        found = programmes.filter(pk=int(text)).first()
    if found is None:
        raise CommandError(_("Programmet %(name)s finns inte.") % {"name": text}, returncode=2)
    return found
