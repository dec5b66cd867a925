"""`manage.py setup` makes an installation ready, however often it is run."""

import re
from collections import Counter
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from crm.common.permissions import Role, role_of
from crm.demo.accounts import DEMO_ACCOUNTS, make_accounts
from crm.management.commands import setup as command
from crm.models import User

pytestmark = pytest.mark.django_db(transaction=False)


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    """The loads have tests of their own; here it counts that they are asked for, and by whom."""
    asked = []

    def load(name):
        def run(*, actor):
            asked.append((name, actor.is_system))
            if name == "demo":
                make_accounts(actor=actor)
            return Counter()

        return run

    for name in ("register", "plans", "demo"):
        monkeypatch.setattr(command, f"load_{name}", load(name))
    return asked


def setup(*arguments):
    out = StringIO()
    call_command("setup", *arguments, stdout=out)
    return out.getvalue()


def test_setup_loads_the_facts_as_the_system_and_no_demo(quick):
    setup()

    assert quick == [("register", True), ("plans", True)]


def test_demo_tells_its_accounts_every_time(quick):
    for _time in range(2):
        told = setup("--demo")
        for account in DEMO_ACCOUNTS:
            assert re.search(f"{account.role.label}.*{account.email}.*{account.password}", told)


def test_demo_tells_no_password_that_was_changed():
    setup("--demo")
    alma = User.objects.get(email=DEMO_ACCOUNTS[0].email)
    alma.set_password("något-helt-annat")
    alma.save()

    assert DEMO_ACCOUNTS[0].password not in setup("--demo")


def test_without_administrator_setup_says_how_to_get_one():
    assert "--admin" in setup()
    setup("--admin", "chef@example.se")
    assert "--admin" not in setup()


def test_first_administrator_gets_a_link_that_sets_a_password(client):
    told = setup("--admin", "chef@example.se", "--site", "https://samsyn.example/")

    chief = User.objects.get(email="chef@example.se")
    path = re.search(r"https://samsyn\.example(/konto/password/reset/key/\S+)", told).group(1)
    assert role_of(chief) == Role.ADMIN
    assert not client.get(path, follow=True).context.get("token_fail")


def test_setup_raises_nobody_to_administrator(bo):
    with pytest.raises(CommandError):
        setup("--admin", bo.email)

    assert role_of(User.objects.get(pk=bo.pk)) == Role.READER


def test_address_that_is_none_is_refused():
    with pytest.raises(CommandError):
        setup("--admin", "chefen")
