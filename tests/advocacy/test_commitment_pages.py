"""The list of commitments, closing them, and the cards that show them; nothing of confidential contacts."""

import datetime as dt
import re

import pytest
from django.urls import reverse

from advocacy.models import Commitment
from crm.common.dates import today
from tests import make, make_advocacy
from tests.base import client_of

pytestmark = pytest.mark.django_db
LIST = reverse("advocacy:commitment_list")
YESTERDAY = today() - dt.timedelta(days=1)


@pytest.fixture
def maja():
    return make.mp("Maja Lindqvist")


@pytest.fixture
def about():
    return make_advocacy.priority("Systemanalys 2024")


def promise(maja, text="Skicka underlag", *, by, **fields):
    said = {"promiser": "ours", "text": text, "due_on": today(), **fields}
    extra = {"is_confidential": True} if fields.pop("secret", False) else {}
    said.pop("secret", None)
    contact = make_advocacy.interaction(
        maja, actor=by, held_on=today() - dt.timedelta(days=9), commitments=[said], **extra
    )
    return contact.commitments.get()


def listed(user, **query):
    return [row.text for row in client_of(user).get(LIST, query).context["object_list"]]


def test_open_ones_are_listed_the_most_urgent_first(alma, bo, maja):
    promise(maja, "Utan dag", by=alma, due_on=None)
    promise(maja, "Sen", by=alma, due_on=YESTERDAY)
    promise(maja, "Idag", by=alma)
    done = promise(maja, "Klar", by=alma)
    client_of(alma).post(reverse("advocacy:commitment_close", args=[done.pk]), {"state": "kept"})
    assert listed(bo) == ["Sen", "Idag", "Utan dag"]
    assert listed(bo, show="sena") == ["Sen"]
    assert listed(bo, show="avslutade") == ["Klar"]
    assert len(listed(bo, show="alla")) == 4


def test_that_one_is_late_is_said_on_a_phone_too(alma, maja):
    promise(maja, "Sen", by=alma, due_on=YESTERDAY)
    page = client_of(alma).get(LIST).content.decode()
    assert re.search(r'class="kind-badge"\s+data-label="Läge"', page)
    assert "Försenat" in page


def test_each_filter_narrows_and_shows_as_a_chip(alma, eva, maja, about):
    agency = make.organization("Trafikverket")
    promise(maja, "Vårt", by=alma, priority=about)
    promise(maja, "Deras", by=alma, promiser="theirs", owner=eva)
    promise(maja, "Verkets", by=alma, organization=agency)
    assert listed(alma, promiser="theirs") == ["Deras"]
    assert listed(alma, owner=eva.pk) == ["Deras"]
    assert listed(alma, priority=about.pk) == ["Vårt"]
    assert listed(alma, organization=agency.pk) == ["Verkets"]
    assert sorted(listed(alma, person=maja.pk)) == ["Deras", "Vårt"]
    chips = client_of(alma).get(LIST, {"promiser": "theirs", "show": "sena"}).context["chips"]
    assert [(chip.label, chip.value) for chip in chips] == [("Visa", "Försenade"), ("Vem har lovat", "De har lovat")]
    assert listed(alma, show="skräp") == []


def test_list_goes_out_as_it_stands(alma, maja):
    promise(maja, "Vårt", by=alma)
    promise(maja, "Deras", by=alma, promiser="theirs")
    answer = client_of(alma).get(reverse("advocacy:commitment_export"), {"format": "csv", "promiser": "ours"})
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    assert "Vårt" in text
    assert "Deras" not in text


def test_nothing_of_a_confidential_contact_is_listed_taken_out_or_opened(alma, dag, maja, about):
    secret = promise(maja, "Hemligt löfte", by=alma, secret=True, priority=about)
    assert listed(alma) == ["Hemligt löfte"]
    assert listed(dag, show="alla") == []
    answer = client_of(dag).get(reverse("advocacy:commitment_export"), {"format": "csv"})
    assert "Hemligt" not in b"".join(answer.streaming_content).decode("utf-8-sig")
    for name in ("commitment_detail", "commitment_edit"):
        assert client_of(dag).get(reverse(f"advocacy:{name}", args=[secret.pk])).status_code == 404
    closed = client_of(dag).post(reverse("advocacy:commitment_close", args=[secret.pk]), {"state": "kept"})
    assert closed.status_code == 404
    secret.refresh_from_db()
    assert secret.state == "open"
    for page in (maja.get_absolute_url(), about.get_absolute_url()):
        assert "Hemligt löfte" not in client_of(dag).get(page).content.decode()
        assert "Hemligt löfte" in client_of(alma).get(page).content.decode()


def test_button_closes_and_leads_back_to_where_it_stood(alma, bo, maja):
    row = promise(maja, by=alma)
    url = reverse("advocacy:commitment_close", args=[row.pk])
    answer = client_of(alma).post(url, {"state": "broken", "next": maja.get_absolute_url()})
    row.refresh_from_db()
    assert (row.state, answer.url) == ("broken", maja.get_absolute_url())
    assert client_of(alma).post(url, {"state": "open", "next": "https://example.com/"}).url == row.get_absolute_url()
    assert client_of(alma).post(url, {"state": "kanske"}).status_code == 422
    assert client_of(bo).post(url, {"state": "kept"}).status_code == 403
    shown = client_of(alma).post(url, {"state": "kept"}, headers={"HX-Request": "true"}).content.decode()
    assert "Ångra" in shown
    assert f'id="commitment-{row.pk}"' in shown


def test_commitment_without_a_contact_is_added_and_changed(alma, maja, about):
    url = reverse("advocacy:commitment_add")
    page = client_of(alma).get(url, {"person": maja.pk, "priority": about.pk}).content.decode()
    assert "Maja Lindqvist" in page
    data = {"promiser": "theirs", "text": "Motionerar", "made_on": today().isoformat(), "owner": alma.pk}
    refused = client_of(alma).post(url, data)
    assert refused.status_code == 422
    assert "Ange vem åtagandet gäller" in refused.content.decode()
    ahead = data | {"person": maja.pk, "made_on": (today() + dt.timedelta(days=1)).isoformat()}
    assert list(client_of(alma).post(url, ahead).context["form"].errors) == ["made_on"]
    assert client_of(alma).post(url, data | {"person": maja.pk}).status_code == 302
    row = Commitment.objects.get()
    edit = reverse("advocacy:commitment_edit", args=[row.pk])
    changed = data | {"person": maja.pk, "version": 1, "text": "Motionerar i höst", "due_on": "2020-01-01"}
    assert "före den dag då det lovades" in client_of(alma).post(edit, changed).content.decode()
    assert client_of(alma).post(edit, changed | {"due_on": ""}).status_code == 302
    row.refresh_from_db()
    assert row.text == "Motionerar i höst"
    assert client_of(alma).post(edit, changed | {"due_on": "", "version": 1}).status_code == 409


def test_stances_show_where_they_stand_since_when_and_which_way_they_have_moved(alma, bo, maja, about):
    for days, value in ((20, "against"), (3, "leans_for")):
        said = {
            "person": maja,
            "priority": about,
            "value": value,
            "evidence": f"Sade det {days}",
            "url": "https://x.se/",
        }
        day = today() - dt.timedelta(days=days)
        make_advocacy.interaction(maja, actor=alma, held_on=day, stances=[said])
    for page in (maja.get_absolute_url(), about.get_absolute_url()):
        text = client_of(bo).get(page).content.decode()
        assert "Sade det 3" in text
        assert "Sade det 20" not in text
        assert "närmare oss än" in text
        assert 'href="https://x.se/"' in text


def test_confidential_stance_shows_neither_itself_nor_as_movement(alma, dag, maja, about):
    open_one = {"person": maja, "priority": about, "value": "neutral", "evidence": "Sade det öppet"}
    make_advocacy.interaction(maja, actor=alma, held_on=today() - dt.timedelta(days=9), stances=[open_one])
    secret = open_one | {"value": "against", "evidence": "Sade det i enrum"}
    make_advocacy.interaction(maja, actor=alma, stances=[secret], is_confidential=True)
    for page in (maja.get_absolute_url(), about.get_absolute_url()):
        text = client_of(dag).get(page).content.decode()
        assert "Sade det öppet" in text
        assert "enrum" not in text
        assert "längre från oss" not in text
        assert "Sade det i enrum" in client_of(alma).get(page).content.decode()


def test_manager_keeps_the_motion_periods_and_others_see_them(alma, eva):
    add, days = reverse("advocacy:motion_period_add"), {"starts_on": "2026-09-22", "ends_on": "2026-10-07"}
    assert client_of(alma).get(add).status_code == 403
    wrong = client_of(eva).post(add, {"session": "2026-27", **days})
    assert "Skriv riksmötet som 2026/27." in wrong.content.decode()
    assert client_of(eva).post(add, {"session": "2026/27", **days}).status_code == 302
    assert "2026/27" in client_of(alma).get(reverse("advocacy:motion_period_list")).content.decode()
    assert "finns redan" in client_of(eva).post(add, {"session": "2026/27", **days}).content.decode()
