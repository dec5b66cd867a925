"""The demo: people who do not exist in bodies that do, and eighteen months of contacts with them.

Loaded once. It is anchored on the day of the first load and always the same otherwise; whatever users do
with it afterwards stays, however often it is loaded again.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter

from django.db import connection, transaction

from contacts.choices import Scheme
from contacts.models import ExternalIdentifier
from crm.common.dates import today
from crm.common.permissions import Role, require
from crm.demo import clock
from crm.demo.accounts import DEMO_ACCOUNTS, Account, make_accounts
from crm.demo.argued import argue
from crm.demo.built import build
from crm.demo.changed import change
from crm.demo.interactions import Diary
from crm.demo.introductions import introduce
from crm.demo.kept import keep
from crm.demo.people import Register
from crm.demo.public import show
from crm.demo.since import Since
from crm.demo.told import june, tell_the_board
from crm.demo.voices import speak
from crm.models import User

__all__ = ["DEMO_ACCOUNTS", "Account", "is_loaded", "load_demo"]


def is_loaded() -> bool:
    """Whether the demo has been loaded here. Its companies tell: they outlive merges and erasures of people."""
    return ExternalIdentifier.objects.filter(
        scheme=Scheme.SAMSYN, organization__isnull=False, value__startswith="demo-"
    ).exists()


@transaction.atomic
def load_demo(*, actor: User, day: dt.date | None = None) -> Counter[str]:
    """Load the demo as of `day` (today), unless it is there. Returns the number of new rows by model.

    Needs the register's facts and the plans (`load_register`, `load_plans`).
    """
    require(actor, Role.ADMIN)
    made: Counter[str] = Counter()
    if is_loaded():
        return made
    users = make_accounts(actor=actor)
    made["User"] = len(users)
    register = Register(day=day or today(), users=users)
    register.make()
    made.update(register.store())
    diary = Diary(register)
    diary.make()
    made.update(build(users["alma"], register.day))
    made.update(show(users, register.day))
    made.update(speak(users, register.day))
    made.update(_store(diary))
    made.update(introduce(register, register.day))
    made.update(argue(users, register.day))
    made.update(change(users, register.day))
    made.update(keep(users["alma"]))
    _analyze()
    return made


def _store(diary: Diary) -> Counter[str]:
    """Store the contacts, and on their way what the board was told last June: it knew of those before it alone."""
    of = june(diary.day)
    if of is None:
        return diary.store()
    since = Since(diary.register, of)
    with clock.at(of.sent, hour=10):
        made = diary.store(until=of.sent)
    _analyze()
    made += since.put_in_twice()
    made += tell_the_board(diary.users, of)
    made += diary.store()
    return made + since.put_right()


def _analyze() -> None:
    """The planner knows nothing yet of so many new rows: without this, PostgreSQL counts reach ten times slower."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
