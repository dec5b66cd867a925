"""Makes an installation ready, or brings it up to date. May be run at any time: what is there stays."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from advocacy.services.reference import load_plans
from contacts.services.reference import load_register
from crm.common.permissions import Role
from crm.demo import DEMO_ACCOUNTS, load_demo
from crm.models import User
from crm.services import users


class Command(BaseCommand):
    help = "Migrate the database and load the reference facts; with --demo also fictional people and contacts."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--demo", action="store_true", help="load the demo, and print its accounts")
        parser.add_argument("--admin", metavar="EMAIL", help="make this account an administrator, and print its link")
        parser.add_argument("--site", default="http://127.0.0.1:8000", help="the address that the link begins with")

    def handle(self, *, demo: bool, admin: str | None, site: str, **options: Any) -> None:
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
        actor = User.objects.system()
        self.load(_("Register"), load_register, actor)
        self.load(_("Verksamhetsplaner"), load_plans, actor)
        if demo:
            self.load(_("Demo"), load_demo, actor)
            self.show_accounts()
        if admin:
            self.invite_admin(admin, site, actor)
        elif not demo and not User.objects.people().filter(groups__name=Role.ADMIN.value).exists():
            self.stdout.write(
                _("Ingen administratör finns än. Lägg upp den första: manage.py setup --admin namn@exempel.se")
            )

    def load(self, name: str, load: Callable[..., Counter[str]], actor: User) -> None:
        made = load(actor=actor).total()
        self.stdout.write(f"{name}: " + (_("%(count)d nya rader") % {"count": made} if made else _("inget nytt")))

    def show_accounts(self) -> None:
        """Those of the demo's accounts whose password is still the one that everybody may know."""
        known = {user.email: user for user in User.objects.filter(email__in=[a.email for a in DEMO_ACCOUNTS])}
        self.stdout.write(_("Konton att prova med:"))
        for account in DEMO_ACCOUNTS:
            user = known.get(account.email)
            if user and user.is_active and user.check_password(account.password):
                self.stdout.write(f"  {account.role.label:<15} {account.email:<30} {account.password}")

    def invite_admin(self, email: str, site: str, actor: User) -> None:
        user = User.objects.people().filter(email__iexact=email).first()
        try:
            if user is None:
                user = users.add(actor=actor, email=email, name=email.split("@")[0], role=Role.ADMIN)
            elif users.role_of_account(user) != Role.ADMIN:
                raise CommandError(_("%(email)s finns redan utan att vara administratör.") % {"email": email})
            link = users.invite(actor=actor, user=user, site=site.rstrip("/"))
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(
            _("Välj lösenord för %(email)s här, inom tre dagar: %(link)s") % {"email": email, "link": link}
        )
