"""Accounts: who may make and change them, and how a password is set."""

import re

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from knox.models import AuthToken

from crm.common.permissions import Role, role_of
from crm.models import User
from crm.services import users
from tests.base import client_of

pytestmark = pytest.mark.django_db
PASSWORD = "regnbåge-över-kajen"


def data(**changes):
    return {"name": "Frida Ny", "email": "frida@example.se", "role": "editor", "language": "sv"} | changes


def fresh(user):
    return User.objects.get(pk=user.pk)


def test_admin_adds_user_who_then_chooses_a_password_and_logs_in(dag, client):
    answer = client_of(dag).post(reverse("crm:user_add"), data())

    frida = User.objects.get(email="frida@example.se")
    assert answer.status_code == 302
    assert role_of(frida) == Role.EDITOR
    assert not frida.has_usable_password()
    link = re.search(r"http://testserver(/\S+)", mail.outbox[0].body).group(1)
    assert mail.outbox[0].to == ["frida@example.se"]

    page = client.get(link, follow=True)
    done = client.post(page.request["PATH_INFO"], {"password1": PASSWORD, "password2": PASSWORD})
    assert done.status_code == 302
    client.post(reverse("account_login"), {"login": "Frida@example.se", "password": PASSWORD})
    assert client.session["_auth_user_id"] == str(frida.pk)


def test_password_link_works_once(dag, bo, client):
    link = users.invite(actor=dag, user=bo, site="")
    page = client.get(link, follow=True)
    client.post(page.request["PATH_INFO"], {"password1": PASSWORD, "password2": PASSWORD})

    client.session.flush()
    again = client.get(link, follow=True)

    assert "form" not in again.context or again.context["token_fail"]
    assert again.context["token_fail"]


def test_link_is_shown_once_and_never_kept_by_the_browser(dag, bo):
    page = client_of(dag).post(reverse("crm:user_link", args=[bo.pk]))

    assert "/konto/password/reset/key/" in page.content.decode()
    assert "no-store" in page.headers["Cache-Control"]
    assert (
        "/konto/password/reset/key/"
        not in client_of(dag).get(reverse("crm:user_detail", args=[bo.pk])).content.decode()
    )


def test_no_mail_is_sent_where_mail_is_not_set_up(dag, bo, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"

    assert users.invite(actor=dag, user=bo, site="https://samsyn.example").startswith("https://samsyn.example/konto/")
    assert not users.has_mail()


def test_two_accounts_cannot_share_an_address(dag, bo):
    answer = client_of(dag).post(reverse("crm:user_add"), data(email="BO@example.se"))

    assert answer.status_code == 422
    assert "email" in answer.context["form"].errors
    assert User.objects.filter(email="bo@example.se").count() == 1


def test_admin_changes_role_name_and_language(dag, bo):
    form = {"name": "Bo Dahlgren", "role": "manager", "language": "en", "is_active": "on", "version": bo.version}
    client_of(dag).post(reverse("crm:user_edit", args=[bo.pk]), form)

    assert (fresh(bo).name, fresh(bo).language, role_of(fresh(bo))) == ("Bo Dahlgren", "en", Role.MANAGER)


def test_history_shows_who_gave_which_role(dag, bo):
    users.edit(actor=dag, user=bo, name=bo.name, role="manager", language="sv", is_active=True)

    page = client_of(dag).get(reverse("crm:user_detail", args=[bo.pk])).content.decode()

    assert "Roll: Läsare → Ansvarig" in page
    assert "Dag Lind" in page


def test_closed_account_is_out_at_once(dag, bo):
    session = client_of(bo)
    AuthToken.objects.create(user=bo)

    users.edit(actor=dag, user=bo, name=bo.name, role="reader", language="sv", is_active=False)

    assert "_auth_user_id" not in session.get(reverse("account_login")).wsgi_request.session or (
        session.get(reverse("crm:user_list")).status_code == 302
    )
    assert not AuthToken.objects.filter(user=bo).exists()


def test_nobody_takes_away_the_own_role_or_account(dag):
    User.objects.create_user("annan@example.se", name="Annan").groups.add(dag.groups.get())

    for change in ({"role": "editor"}, {"is_active": False}):
        with pytest.raises(ValidationError):
            users.edit(
                actor=dag, user=dag, **({"name": "Dag", "role": "admin", "language": "sv", "is_active": True} | change)
            )
    assert role_of(fresh(dag)) == Role.ADMIN
    assert fresh(dag).is_active


def test_last_admin_stays(dag):
    system = User.objects.system()

    with pytest.raises(ValidationError) as error:
        users.edit(actor=system, user=dag, name="Dag", role="reader", language="sv", is_active=True)

    assert "role" in error.value.message_dict


def test_one_of_two_admins_can_step_down(dag, bo):
    users.edit(actor=dag, user=bo, name="Bo", role="admin", language="sv", is_active=True)

    users.edit(actor=fresh(bo), user=dag, name="Dag", role="editor", language="sv", is_active=True)

    assert role_of(fresh(dag)) == Role.EDITOR


@pytest.mark.parametrize("name", ["alma", "bo", "cai", "eva"])
def test_only_admins_decide_about_accounts(name, dag, request):
    user = request.getfixturevalue(name)

    with pytest.raises(PermissionDenied):
        users.add(actor=user, **data())
    with pytest.raises(PermissionDenied):
        users.edit(actor=user, user=user, name="X", role="admin", language="sv", is_active=True)
    with pytest.raises(PermissionDenied):
        users.invite(actor=user, user=dag, site="")
    page = client_of(user).get(reverse("crm:user_list"))
    assert page.status_code == (404 if name == "cai" else 403)


def test_system_account_is_neither_shown_nor_changed(dag):
    system = User.objects.system()

    assert "system@samsyn.invalid" not in client_of(dag).get(reverse("crm:user_list")).content.decode()
    assert client_of(dag).get(reverse("crm:user_edit", args=[system.pk])).status_code == 404
    with pytest.raises(PermissionDenied):
        users.edit(actor=dag, user=system, name="X", role="reader", language="sv", is_active=True)


def test_list_finds_users_by_name_without_regard_to_case_and_dots(dag):
    users.add(actor=dag, **data(name="Åsa Öberg", email="asa@example.se"))

    page = client_of(dag).get(reverse("crm:user_list"), {"q": "åsa"})

    assert [u.name for u in page.context["object_list"]] == ["Åsa Öberg"]


def test_list_filters_by_role(dag, bo, alma):
    page = client_of(dag).get(reverse("crm:user_list"), {"role": "editor"})

    assert [u.name for u in page.context["object_list"]] == ["Alma Ek"]


def test_language_switch_is_kept_with_the_account(bo):
    session = client_of(bo)

    answer = session.post(reverse("crm:language"), {"language": "en", "next": "/personer/"})

    assert answer.headers["Location"] == "/personer/"
    assert session.cookies["django_language"].value == "en"
    assert fresh(bo).language == "en"


def test_language_switch_sends_nobody_to_another_host(client):
    answer = client.post(reverse("crm:language"), {"language": "en", "next": "https://annan.example/"})

    assert answer.headers["Location"] == "/"


@pytest.mark.parametrize("language", ["", "de", "../etc"])
def test_unknown_language_is_refused(client, language):
    assert client.post(reverse("crm:language"), {"language": language}).status_code == 400


def test_login_gives_the_language_of_the_account(bo, client):
    bo.language = "en"
    bo.set_password(PASSWORD)
    bo.save()

    client.post(reverse("account_login"), {"login": bo.email, "password": PASSWORD})

    assert client.cookies["django_language"].value == "en"


def test_two_administrators_who_change_one_account_are_told_of_each_other(dag: User, bo: User) -> None:
    client, url = client_of(dag), reverse("crm:user_edit", args=[bo.pk])
    seen = client.get(url).context["form"]["version"].value()
    users.edit(actor=dag, user=bo, name="Bo Berg", role="reader", language="sv", is_active=True)
    form = {"name": "Bo Ek", "role": "reader", "language": "sv", "is_active": "on", "version": seen}
    response = client.post(url, form)
    assert response.status_code == 409
    assert "<s>Bo Dahl</s> → Bo Berg" in response.content.decode()
    assert User.objects.get(pk=bo.pk).name == "Bo Berg"
    again = {**form, "version": response.context["form"]["version"].value()}
    assert client.post(url, again).status_code == 302
    assert User.objects.get(pk=bo.pk).name == "Bo Ek"


def test_changing_nothing_of_an_account_leaves_no_trace(dag: User, bo: User) -> None:
    before = bo.history.count()
    users.edit(actor=dag, user=bo, name=bo.name, role="reader", language="sv", is_active=True)
    assert bo.history.count() == before


def test_address_that_has_an_account_is_told_in_plain_words(dag: User, bo: User) -> None:
    form = {"name": "Bo", "email": "BO@example.se", "role": "reader", "language": "sv"}
    response = client_of(dag).post(reverse("crm:user_add"), form)
    assert response.context["form"].errors["email"] == ["Det finns redan ett konto med den e-postadressen."]


def test_administrator_who_closes_the_own_account_is_told_beside_that_box(dag: User) -> None:
    form = {"name": "Dag", "role": "admin", "language": "sv", "version": dag.version}
    response = client_of(dag).post(reverse("crm:user_edit", args=[dag.pk]), form)
    assert list(response.context["form"].errors) == ["is_active"]
