"""Fills an empty database with a register of the size that must still be fast."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from advocacy.services.reference import load_plans
from contacts.models import Person
from contacts.services.reference import load_register
from crm.demo.volume import Volume, seed
from crm.models import User


class Command(BaseCommand):
    help = "Fill an empty database with 100,000 people and 1,000,000 contacts to measure with. Never on real data."

    def add_arguments(self, parser: CommandParser) -> None:
        for name, number in Volume()._asdict().items():
            parser.add_argument(f"--{name}", type=int, default=number, metavar="N", help=f"default {number}")

    def handle(self, **options: Any) -> None:
        if Person.objects.exists():
            raise CommandError(
                _("Det finns redan personer i databasen. Kör kommandot i en tom: SAMSYN_DATA=/en/tom/mapp manage.py …")
            )
        actor = User.objects.system()
        load_register(actor=actor)
        load_plans(actor=actor)
        made = seed(Volume(**{name: options[name] for name in Volume._fields}), actor=actor)
        for name, number in made.items():
            self.stdout.write(f"{name:<20} {number:>10}")
