"""'Idag' and the global search."""

import datetime as dt

import pytest
from django.urls import reverse

from crm.common.dates import today
from crm.views.home import greeting
from tests import make, make_advocacy
from tests.base import client_of

pytestmark = pytest.mark.django_db
HOME, SEARCH = reverse("crm:home"), reverse("crm:search")


@pytest.mark.parametrize(
    ("hour", "words"), [(4, "God kväll"), (5, "God morgon"), (9, "God morgon"), (10, "God dag"), (18, "God kväll")]
)
def test_greeting_follows_the_hour(hour, words):
    assert greeting(dt.datetime(2026, 11, 22, hour, tzinfo=dt.UTC), "Alma") == f"{words}, Alma"


def test_home_shows_my_tasks_the_latest_and_the_coming_contacts(alma, eva):
    make_advocacy.task("Min uppgift", actor=alma)
    make_advocacy.task("Evas uppgift", actor=eva)
    make_advocacy.interaction(make.mp("Maja Lindqvist", code="C"), title="Frukost")
    make_advocacy.interaction(make.person("Per Ahl"), title="Lunch", held_on=today() + dt.timedelta(days=2))
    make_advocacy.interaction(make.person("Iva Öst"), title="Hemligt", actor=eva, is_confidential=True)
    response = client_of(alma).get(HOME)
    page = response.content.decode()
    for text in ("Min uppgift", "Frukost", "Maja Lindqvist (C)", "Lunch", "Ett konfidentiellt"):
        assert text in page
    for text in ("Evas uppgift", "Hemligt", "Iva Öst"):
        assert text not in page
    assert [str(row.title) for row in response.context["coming"]] == ["Lunch"]


def test_home_asks_for_the_coverage_of_the_goals(bo):
    assert f'hx-get="{reverse("advocacy:goal_coverage")}"' in client_of(bo).get(HOME).content.decode()


def test_empty_home_says_what_will_be_here_and_outsider_has_none(alma, cai):
    assert "Inga kontakter är registrerade än" in client_of(alma).get(HOME).content.decode()
    assert client_of(cai).get(HOME).status_code == 404
    assert client_of(cai).get(SEARCH, {"q": "x"}).status_code == 404


def test_home_takes_few_queries_whatever_it_shows(alma, django_assert_max_num_queries):
    for _ in range(8):
        make_advocacy.task(actor=alma, priority=make_advocacy.priority(), person=make.person())
        make_advocacy.interaction(make.mp(), priorities=[make_advocacy.priority()], actor=alma)
    client = client_of(alma)
    with django_assert_max_num_queries(18):
        client.get(HOME)


def unmarked(html):
    return html.replace("<mark>", "").replace("</mark>", "")


def test_search_finds_every_sort_of_thing_without_regard_to_letters_and_dots(bo):
    make.person("Åsa Örnberg")
    make.organization("Örnsköldsviks flygplats")
    make_advocacy.priority("Örnar i skärgården")
    make_advocacy.event("Örndagen")
    make_advocacy.interaction(make.person(), title="Möte om örnar")
    response = client_of(bo).get(SEARCH, {"q": "ORN"})
    found = {group.name: [unmarked(hit.title) for hit in group.hits] for group in response.context["groups"]}
    assert found == {
        "people": ["Åsa Örnberg"],
        "organizations": ["Örnsköldsviks flygplats"],
        "priorities": ["Örnar i skärgården"],
        "interactions": ["Möte om örnar"],
        "events": ["Örndagen"],
    }
    assert response.context["total"] == 5


def test_search_does_not_find_a_confidential_contact_by_its_content(bo, eva):
    make_advocacy.interaction(make.person(), title="Hemligt", summary="örnar", actor=eva, is_confidential=True)
    assert client_of(bo).get(SEARCH, {"q": "örnar"}).context["total"] == 0
    assert client_of(eva).get(SEARCH, {"q": "örnar"}).context["total"] == 1


def test_search_tells_how_many_there_are_and_links_to_all(bo):
    for number in range(10):
        make_advocacy.event(f"Örndagen {number}")
    (group,) = client_of(bo).get(SEARCH, {"q": "örn"}).context["groups"]
    assert (len(group.hits), group.total) == (8, 10)
    assert group.more_url == f"{reverse('advocacy:event_list')}?q=%C3%B6rn"


@pytest.mark.parametrize("text", ["", "   ", "%", "'\"", "x" * 5000])
def test_search_for_nothing_or_nonsense_finds_nothing_and_does_not_break(bo, text):
    make_advocacy.event("Örndagen")
    response = client_of(bo).get(SEARCH, {"q": text})
    assert response.status_code == 200
    assert response.context["total"] == 0
