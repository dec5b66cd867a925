"""The door: closed sign-up, limited attempts, sessions and headers as safe as they can be."""

import json
import os
import subprocess
import sys

import pytest
from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from knox.models import AuthToken

from crm.models import User
from tests.base import client_of

pytestmark = pytest.mark.django_db
PASSWORD = "regnbåge-över-kajen"


@pytest.fixture(autouse=True)
def fresh_limits():
    cache.clear()


@pytest.fixture
def bo(bo):
    bo.set_password(PASSWORD)
    bo.save()
    return bo


def login(client, email, password, **headers):
    return client.post(reverse("account_login"), {"login": email, "password": password}, **headers)


def api_login(client, email, password):
    body = {"email": email, "password": password}
    return client.post(reverse("api:login"), body, content_type="application/json")


def is_in(client):
    return "_auth_user_id" in client.session


def test_password_opens_the_door_whatever_case_the_address_has(bo, client):
    answer = login(client, "BO@Example.SE", PASSWORD)

    assert answer.status_code == 302
    assert is_in(client)


def test_login_is_no_change_of_the_account(bo, client):
    changes = User.history.filter(id=bo.pk).count()

    login(client, bo.email, PASSWORD)

    bo.refresh_from_db()
    assert bo.last_login is not None
    assert User.history.filter(id=bo.pk).count() == changes


@pytest.mark.parametrize(("email", "password"), [("bo@example.se", "fel"), ("ingen@example.se", PASSWORD), ("", "")])
def test_wrong_password_keeps_it_shut(bo, client, email, password):
    answer = login(client, email, password)

    assert answer.status_code == 200
    assert not is_in(client)


def test_page_does_not_tell_which_addresses_have_accounts(bo, client):
    known, unknown = login(client, bo.email, "fel"), login(client, "ingen@example.se", "fel")

    assert known.context["form"].errors == unknown.context["form"].errors


def test_closed_account_does_not_get_in(bo, client):
    bo.is_active = False
    bo.save()

    login(client, bo.email, PASSWORD)

    assert not is_in(client)


def test_system_account_cannot_log_in(client):
    system = User.objects.system()

    login(client, system.email, "!")
    assert not is_in(client)
    assert not system.has_usable_password()


def test_after_too_many_wrong_passwords_even_the_right_one_waits(bo, client):
    for _attempt in range(6):
        login(client, bo.email, "fel")

    login(client, bo.email, PASSWORD)

    assert not is_in(client)


def test_limit_is_one_for_page_and_api(bo, client):
    for _attempt in range(6):
        login(client, bo.email, "fel")

    assert api_login(client, bo.email, PASSWORD).status_code == 429


def test_api_login_is_throttled_by_address_whoever_is_tried(bo, client):
    answers = [api_login(client, f"nr{n}@example.se", "fel").status_code for n in range(25)]

    assert answers[0] == 401
    assert answers[-1] == 429
    assert api_login(client, bo.email, PASSWORD).status_code == 429


def test_forged_forwarding_header_does_not_lift_the_limit(bo, client):
    for n in range(25):
        client.post(
            reverse("api:login"),
            {"email": f"nr{n}@example.se", "password": "fel"},
            content_type="application/json",
            headers={"x-forwarded-for": f"10.0.0.{n}"},
        )

    assert api_login(client, bo.email, PASSWORD).status_code == 429


def test_nobody_signs_up(client):
    answer = client.post("/konto/signup/", {"email": "ny@example.se", "password1": PASSWORD, "password2": PASSWORD})

    assert answer.status_code == 404
    assert not User.objects.filter(email="ny@example.se").exists()


@pytest.mark.parametrize("path", ["/accounts/login/", "/konto/email/", "/konto/google/login/", "/konto/login/code/"])
def test_other_doors_do_not_exist(bo, path):
    assert client_of(bo).get(path).status_code == 404


def test_reset_mails_a_link_to_known_addresses_alone_and_says_the_same_to_all(bo, client):
    known = client.post(reverse("account_reset_password"), {"email": bo.email})
    unknown = client.post(reverse("account_reset_password"), {"email": "ingen@example.se"})

    assert (known.status_code, known.headers["Location"]) == (unknown.status_code, unknown.headers["Location"])
    assert [message.to for message in mail.outbox] == [[bo.email]]


def test_user_changes_the_own_password(bo):
    session = client_of(bo)
    new = "höst-i-skärgården"

    session.post(reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": new, "password2": new})

    assert User.objects.get(pk=bo.pk).check_password(new)


@pytest.mark.parametrize("weak", ["kort", "123456789012", "bo@example.se", "password1234"])
def test_weak_password_is_refused(bo, weak):
    session = client_of(bo)

    session.post(reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": weak, "password2": weak})

    assert User.objects.get(pk=bo.pk).check_password(PASSWORD)


def test_logout_takes_a_post(bo):
    session = client_of(bo)

    session.get(reverse("account_logout"))
    assert is_in(session)
    session.post(reverse("account_logout"))
    assert not is_in(session)


def test_login_sends_nobody_to_another_host(bo, client):
    answer = client.post(
        f"{reverse('account_login')}?next=https://annan.example/",
        {"login": bo.email, "password": PASSWORD, "next": "https://annan.example/"},
    )

    assert answer.headers["Location"].startswith("/")


def test_forms_need_their_token(bo):
    browser = Client(enforce_csrf_checks=True)

    assert login(browser, bo.email, PASSWORD).status_code == 403


def test_session_cookie_is_out_of_reach_for_scripts(bo, client):
    login(client, bo.email, PASSWORD)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]

    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert not cookie["max-age"]  # ends with the browser


BEHIND_PROXY = """
import json, django
django.setup()
from django.conf import settings
from django.db import connection
from django.test import Client
from crm.models import Attachment, Look
with connection.schema_editor() as editor:
    for model in (Attachment, Look):
        editor.create_model(model)  # all that the login page reads
settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
client = Client(HTTP_HOST="samsyn.example")
plain = client.get("/konto/login/")
page = client.get("/konto/login/", HTTP_X_FORWARDED_PROTO="https")
print(json.dumps({
    "plain": [plain.status_code, plain.headers.get("Location")],
    "page": [page.status_code, page.headers.get("Strict-Transport-Security")],
    "csrf": bool(client.cookies["csrftoken"]["secure"]),
    "session": settings.SESSION_COOKIE_SECURE and settings.SESSION_COOKIE_HTTPONLY,
    "proxies": settings.ALLAUTH_TRUSTED_PROXY_COUNT,
}))
"""


def test_behind_a_proxy_everything_is_sent_over_tls_only(tmp_path):
    environment = {
        "PATH": os.environ["PATH"],
        "DJANGO_SETTINGS_MODULE": "crm.settings",
        "SAMSYN_DATA": str(tmp_path),
        "SECURE_PROXY": "1",
        "ALLOWED_HOSTS": "samsyn.example",
        "LOG_LEVEL": "ERROR",
    }
    done = subprocess.run(
        [sys.executable, "-c", BEHIND_PROXY], env=environment, cwd=settings.BASE_DIR, capture_output=True, text=True
    )

    assert done.returncode == 0, done.stderr
    seen = json.loads(done.stdout)
    assert seen["plain"] == [301, "https://samsyn.example/konto/login/"]
    assert seen["page"] == [200, "max-age=31536000; includeSubDomains; preload"]
    assert seen["csrf"]
    assert seen["session"]
    assert seen["proxies"] == 1


def test_secret_key_is_made_once_and_readable_by_its_owner_alone(tmp_path):
    read = "import django.conf; print(django.conf.settings.SECRET_KEY, django.conf.settings.DEBUG)"
    environment = {
        "PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "crm.settings", "SAMSYN_DATA": str(tmp_path)
    }  # fmt: skip
    runs = {
        subprocess.run(
            [sys.executable, "-c", read], env=environment, cwd=settings.BASE_DIR, capture_output=True, text=True
        ).stdout
        for _run in range(2)
    }

    assert len(runs) == 1
    assert runs.pop().endswith(" False\n")
    assert (tmp_path / "secret_key").stat().st_mode & 0o777 == 0o600


@pytest.mark.django_db
def test_a_new_password_ends_the_api_tokens(alma):
    AuthToken.objects.create(user=alma)
    get_adapter().set_password(alma, "en-helt-ny-mening-om-tåg")
    assert not AuthToken.objects.filter(user=alma).exists() and alma.check_password("en-helt-ny-mening-om-tåg")
