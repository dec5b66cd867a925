"""The search words that the customer's priorities come with, on the motions of a whole riksmöte."""

import re

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from advocacy.choices import LinkState
from advocacy.models import MotionProposal, Priority
from advocacy.querysets.motion_figures import motion_figures
from advocacy.querysets.suggested import words_of
from advocacy.querysets.suggestions import open_pairs
from advocacy.services import proposal_links
from advocacy.services.reference import load_plans
from contacts.services.reference import load_register
from crm.models import Notification, User

pytestmark = [pytest.mark.real, pytest.mark.django_db]

# Written without any of our code: what a word of each priority is to find, and only that.
INDEPENDENT = {
    "JARNVAG": r"(?=.*\bjärnväg)(?=.*\butbild)|\b(järnvägsutbild|utbildningsanläggning|övningsanläggning|lokförar)",
    "GODS": r"\b(gods|kombiterminal)",
    "SA24": r"^(?!.*\bnationella? plan(en|er)? för att\b).*"
    r"(\bnationella? plan(en|ens|er|erna)?\b|\bnationella? transportplan(en|er)?\b|\binfrastrukturplan)",
    "LARARE": r"\b(lärar(e|en|na|nas)\b|lärar(utbild|brist|försörj)|yrkeslärar|bristyrk|lärcentrum)",
}


def test_the_words_of_the_priorities_find_what_concerns_them_and_it_is_linked(shared, alma) -> None:
    load_register(actor=User.objects.system())
    load_plans(actor=User.objects.system())
    path = shared("data/riksdagen/mot_dokumentstatus_2024-25.ndjson.gz")
    call_command("import_riksdagen", "--apply", "--motions", str(path))
    assert not Notification.objects.exists()  # nobody owns work under these priorities

    texts = dict(MotionProposal.objects.order_by().values_list("pk", "text"))
    assert len(texts) == 11_959  # the others of the 12,198 say nothing
    for code, pattern in INDEPENDENT.items():
        priority = Priority.objects.get(code=code)
        expected = {pk for pk, text in texts.items() if re.search(pattern, text.lower(), re.DOTALL)}
        found = set(MotionProposal.objects.found_by(priority).values_list("pk", flat=True))
        assert found == expected, [texts[pk] for pk in found ^ expected][:5]
        assert found

    with CaptureQueriesContext(connection) as asked:
        pairs = open_pairs(MotionProposal.objects.visible_to(alma), words_of())
    assert len(asked) <= 5
    rail = Priority.objects.get(code="JARNVAG")
    mine = [pair for pair in pairs if pair[1] == rail.pk]
    proposal_links.decide_many(actor=alma, pairs=mine, state=LinkState.ACCEPTED)
    figures = motion_figures(Priority.objects.branch_ids(Priority.objects.get(code="SAMHB").pk))
    assert set(figures.proposals) == {pk for pk, _to in mine}
    assert any("övningsanläggningar" in texts[pk] for pk in figures.proposals)
    assert sum(n for _value, _label, n in figures.outcomes) == len(mine)
