"""The demo loaded soon after the board's meeting: what was put right later has not happened yet."""

import datetime as dt

from advocacy.models import BoardPaper, Interaction
from advocacy.services import paper_content, paper_differences
from advocacy.services.reference import load_plans
from contacts.models import Person
from contacts.services.reference import load_register
from crm.demo import load_demo
from crm.demo.since import LUNCH, PAUSE
from crm.models import User


def test_a_demo_of_july_has_the_paper_and_nothing_of_what_was_put_right_later(db: None) -> None:
    actor = User.objects.system()
    load_register(actor=actor)
    load_plans(actor=actor)
    load_demo(actor=actor, day=dt.date(2026, 7, 10))
    paper = BoardPaper.objects.get()
    for subject in paper_content.subjects(paper):
        _frozen, found = paper_differences.chapter(paper, subject)
        assert {why for one in found for why, _n in one.why} <= {paper_differences.Why.TODAY}
    assert Interaction.objects.filter(title=PAUSE).exists() and not Interaction.objects.filter(title=LUNCH).exists()
    assert not Person._base_manager.filter(merged_into__isnull=False).exists()
