"""Hold what is kept for the figures against the contacts that it follows from."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from advocacy.models import ReachEntry
from advocacy.services import reach_entries


class Command(BaseCommand):
    help = (
        "Check that what is kept for the figures of reach is what the contacts say; --mend makes the wrong ones anew."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--mend", action="store_true", help="make the entries of the wrong contacts anew")

    def handle(self, *args: Any, **options: Any) -> None:
        wrong = reach_entries.wrong_contacts()
        if not wrong:
            number = ReachEntry.objects.count()
            self.stdout.write(_("Alla %(number)s poster stämmer med kontakterna.") % {"number": number})
            return
        some = ", ".join(str(pk) for pk in sorted(wrong)[:10])
        told = ngettext(
            "%(number)s kontakt räknas inte som den ska: %(some)s",
            "%(number)s kontakter räknas inte som de ska: %(some)s",
            len(wrong),
        ) % {"number": len(wrong), "some": some}
        if not options["mend"]:
            raise CommandError(told)
        reach_entries.refresh(wrong)
        self.stdout.write(f"{told}. {_('De är räknade på nytt.')}")
