"""A stance noted outside a contact: from the person and from the priority, with what shows it."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from advocacy.models import Stance
from advocacy.services import stances
from crm.common.dates import today
from crm.common.undo import undo
from tests import make, make_advocacy
from tests.base import client_of

pytestmark = pytest.mark.django_db
ADD = reverse("advocacy:stance_add")
YESTERDAY = today() - dt.timedelta(days=1)


@pytest.fixture
def maja():
    return make.mp("Maja Lindqvist")


@pytest.fixture
def about():
    return make_advocacy.priority("Systemanalys 2024")


def noted(actor, person, priority, **fields):
    said = {"value": "for", "stated_on": YESTERDAY, "evidence": "Debatten", **fields}
    return stances.note(actor=actor, person=person, priority=priority, **said)


def filled(maja, about, **changes):
    said = {"value": "leans_for", "stated_on": YESTERDAY.isoformat(), "evidence": "”Staten måste bygga”, DN"}
    return {"person": maja.pk, "priority": about.pk, **said, **changes}


@pytest.mark.parametrize("name", ["person", "priority"])
def test_it_is_noted_from_the_page_one_stands_on_and_shown_there(alma, maja, about, name):
    page = {"person": maja, "priority": about}[name]
    address = f"{ADD}?{name}={page.pk}"
    browser = client_of(alma)
    assert address in browser.get(page.get_absolute_url()).content.decode()
    assert browser.get(address).context["form"][name].value() == page.pk

    shown = browser.post(address, filled(maja, about), follow=True)

    assert shown.redirect_chain[-1][0] == page.get_absolute_url()
    stance = Stance.objects.get()
    assert (stance.noted_by, stance.stated_on, stance.interaction) == (alma, YESTERDAY, None)
    assert stance.history.get().history_user == alma
    assert "”Staten måste bygga”, DN" in shown.content.decode()


def test_all_that_is_missing_is_told_at_once_and_what_was_typed_stays(alma, maja, about):
    ahead = (today() + dt.timedelta(days=1)).isoformat()
    said = {"value": "", "stated_on": ahead, "evidence": " ", "url": "inte en länk", "person": ""}
    form = client_of(alma).post(ADD, filled(maja, about, **said)).context["form"]
    assert form.errors.keys() == {"person", "value", "stated_on", "url"}
    assert form["stated_on"].value() == ahead
    bare = client_of(alma).post(ADD, filled(maja, about, evidence=" "))
    assert bare.status_code == 422 and bare.context["form"].errors.keys() == {"evidence"}
    assert not Stance.objects.exists()


def test_a_link_alone_is_evidence_enough(alma, maja, about):
    client_of(alma).post(ADD, filled(maja, about, evidence="", url="https://www.dn.se/debatt/1"))
    stance = Stance.objects.get()
    assert (stance.evidence, stance.url) == ("www.dn.se", "https://www.dn.se/debatt/1")


def test_service_asks_for_one_subject_evidence_and_a_day_that_has_been(alma, maja, about):
    for wrong in (
        {"organization": make.organization("SJ")},
        {"evidence": " "},
        {"stated_on": today() + dt.timedelta(days=1)},
    ):
        with pytest.raises(ValidationError):
            noted(alma, maja, about, **wrong)


def test_reader_notes_nothing_and_is_not_invited_to(bo, maja, about):
    with pytest.raises(PermissionDenied):
        noted(bo, maja, about)
    assert client_of(bo).get(ADD).status_code == 403
    for page in (maja, about):
        assert ADD not in client_of(bo).get(page.get_absolute_url()).content.decode()


def test_later_one_stands_beside_the_earlier_and_says_which_way_they_moved(alma, maja, about):
    noted(alma, maja, about, value="against", stated_on=YESTERDAY - dt.timedelta(days=30))
    noted(alma, maja, about)
    assert "närmare oss än" in client_of(alma).get(maja.get_absolute_url()).content.decode()
    assert Stance.objects.count() == 2


def test_mistake_is_taken_away_by_who_noted_it_or_a_manager_and_can_be_undone(alma, dag, eva, maja, about):
    stance = noted(eva, maja, about)
    address = reverse("advocacy:stance_remove", args=[stance.pk])
    assert address not in client_of(alma).get(maja.get_absolute_url()).content.decode()
    assert client_of(alma).post(address).status_code == 403
    assert address in client_of(eva).get(about.get_absolute_url()).content.decode()
    client_of(eva).post(address)
    assert not Stance.objects.exists()
    operation = Stance.history.filter(history_type="-").get().operation
    undo(operation=operation, actor=eva)
    assert Stance.objects.get() == stance


def test_one_that_was_said_in_a_contact_is_changed_there(alma, maja, about):
    said = [{"person": maja, "priority": about, "value": "for", "evidence": "Sa det"}]
    contact = make_advocacy.interaction(maja, actor=alma, stances=said)
    address = reverse("advocacy:stance_remove", args=[contact.stances.get().pk])
    assert client_of(alma).post(address).status_code == 404
    assert Stance.objects.count() == 1
