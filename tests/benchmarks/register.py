"""Pages of a register of full width, against the same pages of a small one.

`manage.py seed_benchmark` makes the full million of contacts in a database of its own, to walk about in.
"""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth.models import Group
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from advocacy.models import Goal, Participation, Plan
from advocacy.services.reach import Reach
from advocacy.services.reference import load_plans
from contacts.models import Person
from contacts.services.reference import load_register
from crm.common.dates import today
from crm.demo.volume import Volume, seed
from crm.models import User
from tests.benchmarks import Work, benchmark

SMALL = Volume(people=1_000, organizations=900, mandates=1_500, contacts=2_000)
LARGE = Volume(people=100_000, organizations=5_000, mandates=150_000, contacts=100_000)


def filled(volume: Volume) -> Client:
    """A manager's browser on a register of `volume`."""
    actor = User.objects.system()
    load_register(actor=actor)
    load_plans(actor=actor)
    seed(volume, actor=actor)
    user = User.objects.create_user("bench@example.se", name="Bench")
    user.groups.add(Group.objects.get(name="manager"))
    cache.clear()
    client = Client(SERVER_NAME="localhost")
    client.force_login(user)
    return client


def page(volume: Volume, address: Callable[[], str]) -> Work:
    client = filled(volume)
    url = address()

    def get() -> None:
        status = client.get(url).status_code
        if status != 200:
            raise RuntimeError(f"{url} answered {status}")

    return get


def _someone() -> str:
    """The person with most contacts: the longest timeline."""
    busiest = Participation.objects.filter(person__isnull=False).order_by("person_id")[0].person_id
    return reverse("contacts:person_detail", args=[busiest])


PAGES: dict[str, tuple[Callable[[], str], float]] = {
    "people, first page": (lambda: reverse("contacts:person_list"), 8),
    "people, one found by name": (lambda: reverse("contacts:person_list") + "?q=tove+almvret", 6),
    "people, suggested while typing": (lambda: reverse("contacts:person_suggest") + "?q=almv", 25),
    "a person": (_someone, 6),
    "contacts, first page": (lambda: reverse("advocacy:interaction_list"), 6),
}


def _register(name: str, address: Callable[[], str], at_most: float) -> None:
    small, large = f"{name}: {SMALL.people:,} people", f"{name}: {LARGE.people:,} people"
    benchmark(small)(lambda: page(SMALL, address))
    benchmark(large, per=small, at_most=at_most)(lambda: page(LARGE, address))


for _name, (_address, _at_most) in PAGES.items():
    _register(_name, _address, _at_most)


def _reach(volume: Volume) -> Work:
    filled(volume)
    plan = Plan.objects.current(today())
    if plan is None or plan.starts_on is None:
        raise RuntimeError("there is no plan to measure on")
    goal = Goal.objects.get(plan=plan, code="SAMHB-1")
    first, last = plan.starts_on, min(today(), plan.ends_on or today())

    def count() -> None:
        reach = Reach(goal, first, last)
        if not reach.reached or reach.coverage is None or not reach.groups:
            raise RuntimeError("nothing was reached: the seed and the goal do not meet")

    return count


@benchmark("reach of a goal: 2,000 contacts", repeat=3)
def reach_of_few() -> Work:
    return _reach(SMALL)


@benchmark("reach of a goal: 100,000 contacts", per="reach of a goal: 2,000 contacts", at_most=150, repeat=3)
def reach_of_many() -> Work:
    return _reach(LARGE)


@benchmark("people, all names sorted: 1,000 people")
def sorted_few() -> Work:
    filled(SMALL)
    return lambda: list(Person.objects.values_list("given_name", "family_name").order_by("sort_key", "pk")[:1000])


@benchmark(
    "people, first thousand names sorted: 100,000 people", per="people, all names sorted: 1,000 people", at_most=15
)
def sorted_many() -> Work:
    filled(LARGE)
    return lambda: list(Person.objects.values_list("given_name", "family_name").order_by("sort_key", "pk")[:1000])
