"""What the tests of the quick log and of drafts start from."""

import datetime as dt

import pytest

from crm.common.dates import today
from tests import make, make_advocacy
from tests.browser.worked import NAMES


@pytest.fixture
def quick_world(db, alma):
    people = [make.mp(name) for name in NAMES]
    abouts = [make_advocacy.priority(name) for name in ("Systemanalys 2024", "Stärkt lärarförsörjning", "Nattåg")]
    for number in range(5):
        make_advocacy.priority(f"Annan sakfråga {number}")
    for about, times in zip(abouts, (3, 2, 1), strict=True):
        for _n in range(times):
            make_advocacy.interaction(
                people[3], priorities=[about], actor=alma, held_on=today() - dt.timedelta(days=30)
            )
    return people, abouts
