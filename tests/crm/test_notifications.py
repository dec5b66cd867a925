"""What a colleague is told: who hears of it, where it leads, when it counts as read."""

import pytest
from django.urls import reverse

from advocacy.services import interactions
from crm.common import notifying
from crm.models import Notification
from crm.services import notifications
from tests import make, make_advocacy
from tests.base import client_of

pytestmark = pytest.mark.django_db
PAGE = reverse("crm:notification_list")


def tell(user, actor, title="Eva nämnde dig", url="/personer/"):
    return notifying.tell(user=user, actor=actor, kind=Notification.Kind.MENTION, title=title, url=url)


def page(user):
    return client_of(user).get(PAGE).content.decode()


def test_nobody_is_told_of_their_own_doings(alma):
    assert tell(alma, alma) is None
    assert not Notification.objects.exists()


def test_closed_account_is_not_told(alma, bo):
    bo.is_active = False
    assert tell(bo, alma) is None


def test_what_is_told_stands_on_the_page_of_the_one_it_is_for_alone(alma, bo, eva):
    tell(alma, eva)
    assert "Eva nämnde dig" in page(alma)
    assert "Eva nämnde dig" not in page(bo)


def test_bell_counts_what_is_unread(alma, eva):
    assert "bell-count" not in page(alma)
    tell(alma, eva)
    tell(alma, eva)
    assert '<span class="bell-count">2<' in page(alma)


def test_opening_leads_there_and_counts_as_read(alma, eva):
    told = tell(alma, eva)
    answer = client_of(alma).get(PAGE, {"oppna": told.pk})
    assert (answer.status_code, answer.url) == (302, "/personer/")
    told.refresh_from_db()
    assert told.read_at is not None
    assert "bell-count" not in page(alma)


def test_what_a_colleague_was_told_is_neither_opened_nor_read_by_others(alma, bo, eva):
    told = tell(alma, eva)
    assert client_of(bo).get(PAGE, {"oppna": told.pk}).url == PAGE
    told.refresh_from_db()
    assert told.read_at is None


@pytest.mark.parametrize("odd", ["x", "0", "99999999999999999999", "-1", ""])
def test_odd_number_to_open_shows_the_list(alma, odd):
    answer = client_of(alma).get(PAGE, {"oppna": odd}, follow=True)
    assert answer.status_code == 200


def test_all_are_read_at_once_but_those_of_others(alma, bo, eva):
    tell(alma, eva)
    tell(bo, eva)
    client_of(alma).post(PAGE)
    assert list(Notification.objects.unread().values_list("user__email", flat=True)) == [bo.email]


def test_unread_come_first(alma, eva):
    first, second = tell(alma, eva, "Det första"), tell(alma, eva, "Det andra")
    assert page(alma).index("Det andra") < page(alma).index("Det första")
    notifications.read(notification=second)
    assert page(alma).index("Det första") < page(alma).index("Det andra")
    assert first.read_at is None


def test_page_says_what_will_stand_there_when_nothing_does(alma):
    assert "Inga aviseringar än" in page(alma)


def test_page_says_what_each_leads_to_as_far_as_it_may_be_seen_today(alma, bo, django_assert_max_num_queries):
    maja, body = make.person("Maja Lindqvist"), make.organization("Trafikverket")
    contact = make_advocacy.interaction(maja, title="Frukost om tåg", actor=alma)
    for url in (f"{maja.get_absolute_url()}#anteckning-1", body.get_absolute_url(), contact.get_absolute_url(), "/x/"):
        tell(bo, alma, url=url)
        tell(bo, alma, url=url)
    told = page(bo)
    assert all(text in told for text in ("Maja Lindqvist ·", "Trafikverket ·", "Frukost om tåg ·"))
    client = client_of(bo)
    client.get(PAGE)
    with django_assert_max_num_queries(8):
        client.get(PAGE)

    interactions.edit(actor=alma, interaction=contact, is_confidential=True)
    told = page(bo)
    assert "Frukost om tåg" not in told
    assert "Trafikverket ·" in told
