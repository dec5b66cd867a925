"""What is frozen is counted of one and the same moment, though colleagues log contacts while it is counted."""

import datetime as dt
from threading import Thread

import pytest
from django.db import connections

from advocacy.models import Interaction
from advocacy.services import paper_differences, papers
from advocacy.services.paper_differences import Why
from tests.advocacy.test_papers import paper  # noqa: F401
from tests.advocacy.test_reach import example  # noqa: F401 the worked example


@pytest.mark.vendor("postgresql")
@pytest.mark.django_db(transaction=True)
def test_a_contact_that_is_logged_while_the_figures_are_counted_is_in_none_of_them(paper, example, eva):  # noqa: F811
    def log():
        try:
            example.contact(dt.date(2023, 5, 7), "call", [(example.b, "attended")], example.priority, example.g)
        finally:
            connections.close_all()

    def meanwhile(done, _total):
        if done == 1:  # the first goal is counted, the plan and what we have done are not
            colleague = Thread(target=log)
            colleague.start()
            colleague.join()

    snapshot = papers.approve(actor=eva, paper=paper, told=meanwhile)
    assert Interaction.objects.filter(kind="call", held_on=dt.date(2023, 5, 7)).exists()
    done = {one["key"]: one["value"] for one in snapshot.content["activity"]["figures"]}
    assert done.get("contacts_call", 0) == 0
    (late,) = paper_differences.activity(snapshot.paper)[1]
    assert (late.label, late.frozen, late.now, dict(late.why)) == ("Samtal", 0, 1, {Why.LATE: 1})
