"""The technical administration: there for staff that hold a role, for looking only, and for nobody else."""

import re

import pytest
from django.contrib.admin.sites import site as unused
from django.urls import reverse

from advocacy.models import Interaction, InteractionReader, Participation, Task
from crm.common.admin import site
from tests.base import client_of
from tests.sweeps.test_every_url import headers_missing, inline
from tests.sweeps.world import SECRET, addresses, build

pytestmark = pytest.mark.django_db

ARGUMENTS = {"object_id": "1", "app_label": "contacts", "content_type_id": 1, "url": "x"}


def paths(of=""):
    """Every address of the technical administration; or those of one model, and those of none."""
    names = [name for name in addresses() if name.startswith("admin:") and not re.search(r"[(<]", name)]
    names = [name for name in names if not of or of in name or "_" not in name]
    for name in names:
        for kwargs in ({}, {"object_id": "1"}, {"app_label": "contacts"}, {"content_type_id": 1, "object_id": 1}):
            try:
                yield reverse(name, kwargs=kwargs)
                break
            except Exception:  # noqa: BLE001, S112 the other arguments are tried
                continue
        else:
            raise AssertionError(name)


@pytest.fixture
def technician(dag):
    dag.is_staff = True
    dag.save()
    return client_of(dag)


def test_anonymous_is_sent_to_the_one_login_page(client):
    for path in paths():
        answer = client.get(path)
        assert answer.status_code == 302, path
        if answer.headers["Location"].startswith("/teknik/login/"):
            answer = client.get(answer.headers["Location"])
        assert answer.headers["Location"] == f"/konto/login/?next={path}" or path == reverse("admin:login"), path


@pytest.mark.parametrize("who", ["cai", "bo", "dag"])
def test_it_does_not_exist_for_others_than_staff(who, request):
    visitor = client_of(request.getfixturevalue(who))
    found = list(paths(of="contacts_person_"))

    assert {visitor.get(path).status_code for path in found} == {404}
    assert {visitor.post(path).status_code for path in found} == {404}


def test_staff_without_a_role_sees_nothing(cai):
    cai.is_staff = cai.is_superuser = True
    cai.save()

    assert client_of(cai).get(reverse("admin:index")).status_code == 404


def test_staff_looks_at_rows(technician):
    world = build()

    answer = technician.get(reverse("admin:contacts_person_change", args=[world["person"]["pk"]]))

    assert SECRET in answer.content.decode()
    for model in site._registry:
        address = f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"
        assert technician.get(reverse(address)).status_code == 200, address


def test_nobody_is_shown_what_a_password_is_kept_as(technician, alma):
    alma.set_password("en hemlig mening")
    alma.save()

    answer = technician.get(reverse("admin:crm_user_change", args=[alma.pk]))

    assert alma.email in answer.content.decode()
    assert "pbkdf2" not in answer.content.decode()


@pytest.mark.parametrize("action", ["add", "change", "delete"])
def test_nobody_writes_past_the_services(technician, action):
    world = build()
    for model in site._registry:
        address = f"admin:{model._meta.app_label}_{model._meta.model_name}_{action}"
        row = model._base_manager.first()
        args = [] if action == "add" else [row.pk if row else 1]
        before = model._base_manager.count()
        answer = technician.post(reverse(address, args=args), {"post": "yes"})
        assert answer.status_code in (403, 302), address
        assert model._base_manager.count() == before
    assert world


def test_what_may_be_confidential_is_not_shown():
    assert not {Interaction, Participation, InteractionReader, Task} & set(site._registry)


def test_the_site_that_libraries_fill_is_not_served():
    assert unused is not site


def test_its_pages_keep_the_policy(technician):
    build()
    for path in (reverse("admin:index"), reverse("admin:contacts_person_changelist")):
        answer = technician.get(path)
        assert headers_missing(answer) == []
        assert inline(answer.content.decode()) == []
