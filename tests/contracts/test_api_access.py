"""Who comes in over the API, and what they may do there."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from knox.models import AuthToken

from contacts.models import Person
from tests import make
from tests.base import client_of
from tests.contracts.api import LISTS, PASSWORD, get, is_problem, post, url

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", LISTS)
def test_anonymous_is_asked_who_they_are(client, name):
    answer = client.get(url(name))

    is_problem(answer, 401)
    assert answer.headers["WWW-Authenticate"] == "Token"


@pytest.mark.parametrize("name", LISTS)
def test_outsider_gets_nothing(cai, name):
    make.person("Maja Lindqvist")

    is_problem(get(cai, url(name)), 403)


@pytest.mark.parametrize("name", LISTS)
def test_reader_reads_every_list(bo, name):
    assert get(bo, url(name)).status_code == 200


@pytest.mark.parametrize("name", ["person", "organization", "membership", "interaction"])
def test_reader_writes_nothing(bo, name):
    is_problem(post(bo, url(name), {}), 403)


@pytest.mark.parametrize("name", ["priority", "goal", "area", "party", "list", "saved-view"])
def test_reference_is_read_only(dag, name):
    is_problem(post(dag, url(name), {}), 405)


@pytest.mark.parametrize("name", LISTS)
def test_nothing_is_deleted_over_the_api(dag, name):
    is_problem(client_of(dag).delete(url(name, 1)), 405)


def test_token_login_reads_and_logout_ends_it(bo, client):
    bo.set_password(PASSWORD)
    bo.save()

    token = client.post(
        reverse("api:login"), {"email": bo.email, "password": PASSWORD}, content_type="application/json"
    ).json()["token"]
    headers = {"authorization": f"Token {token}"}

    assert client.get(url("person"), headers=headers).status_code == 200
    assert client.post(reverse("api:logout"), headers=headers).status_code == 204
    assert client.get(url("person"), headers=headers).status_code == 401


def test_token_is_not_kept_in_the_open(bo, client):
    bo.set_password(PASSWORD)
    bo.save()
    answer = client.post(
        reverse("api:login"), {"email": bo.email, "password": PASSWORD}, content_type="application/json"
    )

    stored = AuthToken.objects.get()

    assert answer.json()["token"] not in (stored.digest, stored.token_key)
    assert stored.expiry is not None


@pytest.mark.parametrize(("email", "password"), [("bo@example.se", "fel"), ("ingen@example.se", PASSWORD)])
def test_wrong_password_and_unknown_account_sound_the_same(bo, client, email, password):
    bo.set_password(PASSWORD)
    bo.save()
    answer = client.post(reverse("api:login"), {"email": email, "password": password}, content_type="application/json")

    assert is_problem(answer, 401)["title"] == "Fel e-postadress eller lösenord."


def test_outsider_gets_no_token(cai, client):
    cai.set_password(PASSWORD)
    cai.save()

    answer = client.post(
        reverse("api:login"), {"email": cai.email, "password": PASSWORD}, content_type="application/json"
    )

    is_problem(answer, 401)
    assert not AuthToken.objects.exists()


def test_expired_token_is_refused(bo, client):
    _stored, token = AuthToken.objects.create(user=bo, expiry=dt.timedelta(seconds=-1))

    is_problem(client.get(url("person"), headers={"authorization": f"Token {token}"}), 401)


def test_session_writes_only_with_csrf_token(alma):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(alma)
    body = {"given_name": "Maja", "family_name": "Lindqvist"}

    is_problem(browser.post(url("person"), body, content_type="application/json"), 403)
    assert not Person.objects.exists()

    browser.get(reverse("account_logout"))
    token = browser.cookies["csrftoken"].value
    answer = browser.post(url("person"), body, content_type="application/json", headers={"x-csrftoken": token})
    assert answer.status_code == 201
