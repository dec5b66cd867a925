"""The demo's accounts: one for each role, with passwords that anybody may know."""

from __future__ import annotations

from typing import NamedTuple

from django.contrib.auth.models import Group

from crm.common import writes
from crm.common.permissions import Role
from crm.models import User


class Account(NamedTuple):
    """Somebody who may log in to the demo."""

    email: str
    password: str
    role: Role
    name: str


DEMO_ACCOUNTS: list[Account] = [
    Account("alma@demo.samsyn.example", "lingon-och-regnkappa", Role.EDITOR, "Alma Ek"),
    Account("bo@demo.samsyn.example", "cykelkorg-i-motvind", Role.READER, "Bo Dahl"),
    Account("dag@demo.samsyn.example", "pepparkaka-utan-form", Role.ADMIN, "Dag Lind"),
    Account("eva@demo.samsyn.example", "ostkustens-sista-tag", Role.MANAGER, "Eva Lund"),
]


def make_accounts(*, actor: User) -> dict[str, User]:
    """The demo's users by first name in lower case; one that exists is taken as it is."""
    users = {}
    for account in DEMO_ACCOUNTS:
        user = User.objects.filter(email=account.email).first()
        if user is None:
            user = User(email=account.email, name=account.name)
            user.set_password(account.password)
            writes.save(user, actor=actor, reason="Demo")
            user.groups.add(Group.objects.get(name=account.role.value))
        users[account.email.split("@")[0]] = user
    return users
