"""'Att göra': list, adding, changing, done and not done after all."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from advocacy.models import Task
from advocacy.services import tasks
from crm.common.dates import today
from tests import make, make_advocacy
from tests.base import client_of

pytestmark = pytest.mark.django_db
LIST, ADD = reverse("advocacy:task_list"), reverse("advocacy:task_add")


def titles(user, **query):
    return [row.title for row in client_of(user).get(LIST, query).context["object_list"]]


def done_url(task):
    return reverse("advocacy:task_done", args=[task.pk])


def test_my_open_tasks_come_most_urgent_first_and_those_without_a_day_last(alma, eva):
    make_advocacy.task("Någon gång", actor=alma)
    make_advocacy.task("Snart", actor=alma, due_on=today() + dt.timedelta(days=2))
    make_advocacy.task("Försenad", actor=alma, due_on=today() - dt.timedelta(days=2))
    make_advocacy.task("Evas", actor=eva)
    tasks.mark(actor=alma, task=make_advocacy.task("Gjord", actor=alma), is_done=True)
    assert titles(alma) == ["Försenad", "Snart", "Någon gång"]
    assert set(titles(alma, show="alla")) == {"Försenad", "Snart", "Någon gång", "Evas"}
    assert titles(alma, show="klara") == ["Gjord"]
    assert titles(alma, show="nonsens") == []


def test_lateness_is_said_in_words(alma):
    make_advocacy.task("Försenad", actor=alma, due_on=today() - dt.timedelta(days=2))
    make_advocacy.task("Nu", actor=alma, due_on=today())
    page = client_of(alma).get(LIST).content.decode()
    assert "försenad 2 d" in page
    assert ">idag<" in page.replace(" ", "")


def test_task_is_added_for_a_colleague_about_a_contact(alma, eva):
    contact = make_advocacy.interaction(make.person(), actor=alma)
    data = {"title": "Skicka underlag", "owner": eva.pk, "due_on": "2026-12-01", "interaction": contact.pk}
    response = client_of(alma).post(ADD, data)
    assert response.url == contact.get_absolute_url()
    task = Task.objects.get()
    assert (task.owner, task.due_on, task.interaction) == (eva, dt.date(2026, 12, 1), contact)


def test_one_click_marks_it_done_and_another_takes_it_back(alma):
    task = make_advocacy.task("Ring Örebro", actor=alma)
    response = client_of(alma).post(done_url(task), {"next": "/"})
    assert response.url == "/"
    task.refresh_from_db()
    assert task.is_done
    client_of(alma).post(done_url(task), {"undo": "1"})
    task.refresh_from_db()
    assert not task.is_done
    assert task.history.count() == 3


def test_htmx_gets_the_row_with_a_way_back(alma):
    task = make_advocacy.task("Ring Örebro", actor=alma)
    page = client_of(alma).post(done_url(task), headers={"hx-request": "true"}).content.decode()
    assert "Ångra" in page
    assert "<html" not in page


def test_saying_it_twice_leaves_one_trace(alma):
    task = make_advocacy.task(actor=alma)
    for _ in range(2):
        tasks.mark(actor=alma, task=task, is_done=True)
    assert task.history.count() == 2


def test_next_never_leads_to_another_site(alma):
    task = make_advocacy.task(actor=alma)
    assert client_of(alma).post(done_url(task), {"next": "https://example.com/"}).url == LIST


def test_editing_stores_the_change(alma, eva):
    task = make_advocacy.task("Förut", actor=alma, due_on=today())
    url = reverse("advocacy:task_edit", args=[task.pk])
    assert client_of(alma).get(url).context["form"]["title"].value() == "Förut"
    assert client_of(alma).post(url, {"title": "Nu", "owner": eva.pk, "version": 1}).status_code == 302
    task.refresh_from_db()
    assert (task.title, task.owner, task.due_on) == ("Nu", eva, None)
    assert client_of(alma).post(url, {"title": "Igen", "owner": eva.pk, "version": 1}).status_code == 409


def test_task_from_a_confidential_contact_is_hidden_with_it(alma, eva):
    contact = make_advocacy.interaction(make.person(), actor=eva, is_confidential=True)
    task = make_advocacy.task("Hemlig uppföljning", actor=eva, interaction=contact, owner=alma)
    assert titles(eva, show="alla") == ["Hemlig uppföljning"]
    assert titles(alma) == []
    assert client_of(alma).post(done_url(task)).status_code == 404
    with pytest.raises(PermissionDenied):
        tasks.mark(actor=alma, task=task, is_done=True)
    with pytest.raises(PermissionDenied):
        tasks.add(actor=alma, title="Smygväg", interaction=contact)


def test_task_is_not_moved_to_a_contact_that_one_may_not_read(alma, eva):
    task = make_advocacy.task("Ring", actor=alma)
    hidden = make_advocacy.interaction(make.person(), actor=eva, is_confidential=True)

    with pytest.raises(PermissionDenied):
        tasks.edit(actor=alma, task=task, interaction=hidden)


def test_reader_may_look_and_not_do_and_outsider_sees_nothing(alma, bo, cai):
    task = make_advocacy.task(actor=alma)
    edit = reverse("advocacy:task_edit", args=[task.pk])
    assert client_of(bo).get(LIST).status_code == 200
    assert [client_of(bo).get(url).status_code for url in (ADD, edit)] == [403, 403]
    assert client_of(bo).post(done_url(task)).status_code == 403
    assert [client_of(cai).get(url).status_code for url in (LIST, ADD, edit)] == [404] * 3
    assert client_of(cai).post(done_url(task)).status_code == 404
    assert client_of(alma).get(done_url(task)).status_code == 405


def test_list_takes_ten_queries_at_most_whatever_it_shows(alma, django_assert_max_num_queries):
    contact = make_advocacy.interaction(make.person(), actor=alma)
    for _ in range(30):
        make_advocacy.task(actor=alma, interaction=contact, person=make.person(), priority=make_advocacy.priority())
    client = client_of(alma)
    with django_assert_max_num_queries(10):
        assert len(client.get(LIST).context["object_list"]) == 30


def test_task_about_a_promise_goes_with_the_contact_in_which_it_was_made(alma, eva):
    said = [{"promiser": "ours", "text": "Skicka hemligt underlag"}]
    secret = make_advocacy.interaction(make.person("Maja Ek"), actor=alma, is_confidential=True, commitments=said)
    promise = secret.commitments.get()
    client_of(alma).post(f"{ADD}?commitment={promise.pk}", {
        "title": "Skriv hemligt underlag", "owner": alma.pk, "commitment": promise.pk,
    })  # fmt: skip
    assert Task.objects.get().interaction == secret
    assert titles(alma, show="alla") == ["Skriv hemligt underlag"]
    assert titles(eva, show="alla") == []
    with pytest.raises(PermissionDenied):
        tasks.edit(actor=eva, task=make_advocacy.task("Evas", actor=eva), commitment=promise)
    with pytest.raises(ValidationError):
        tasks.add(actor=alma, title="Annan", commitment=promise, interaction=make_advocacy.interaction(actor=alma))
