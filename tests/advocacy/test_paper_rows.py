"""The rows behind the figures of a paper: those that were counted, as far as one may see them today."""

import datetime as dt
import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from advocacy.models import Interaction
from advocacy.services import erasure, papers
from contacts.services import merge
from tests import make
from tests.advocacy.test_papers import paper, paper_again  # noqa: F401
from tests.advocacy.test_reach import example  # noqa: F401 the worked example
from tests.base import client_of, make_user

GOAL, MAY = 1, dt.date(2023, 5, 7)


@pytest.fixture(autouse=True)
def kept_here(settings, tmp_path):
    settings.DATA_DIR = settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def frozen(paper, eva):  # noqa: F811
    papers.approve(actor=eva, paper=paper)
    return paper_again(paper)


def address(of, figure, section="reach", place=GOAL, name="paper_rows"):
    return reverse(f"advocacy:{name}", args=[of.pk, place, 0, section, figure])


def listed(user, of, figure, **where):
    answer = client_of(user).get(address(of, figure, **where))
    assert answer.status_code == 200
    return {row.pk for row in answer.context["object_list"]}, answer


def test_every_figure_of_a_frozen_paper_leads_to_those_it_counted(frozen, example, bo):  # noqa: F811
    page = client_of(bo).get(frozen.get_absolute_url()).content.decode()
    assert address(frozen, "covered") in page
    assert address(frozen, "met", place=0) in page
    assert listed(bo, frozen, "covered")[0] == {example.a.pk, example.d.pk}
    example.contact(MAY, "meeting", [(example.b, "attended")], example.priority)
    found, answer = listed(bo, frozen, "covered")
    assert found == {example.a.pk, example.d.pk} and "Underlaget säger 2." in answer.content.decode()


def test_a_figure_of_a_draft_leads_to_today_s_list(paper, example, bo):  # noqa: F811
    example.contact(MAY, "meeting", [(example.b, "attended")], example.priority)
    answer = client_of(bo).get(address(paper, "covered"), follow=True)
    assert answer.redirect_chain[0][0].startswith(reverse("advocacy:follow_up_rows", args=["reach", "covered"]))
    assert {row.pk for row in answer.context["object_list"]} == {example.a.pk, example.b.pk, example.d.pk}


def test_who_was_merged_is_shown_as_who_they_are_now(frozen, example, eva, bo):  # noqa: F811
    merge.merge(actor=eva, keep=example.b, drop=example.d)
    found, answer = listed(bo, frozen, "covered")
    assert found == {example.a.pk, example.b.pk}
    merge.merge(actor=eva, keep=example.a, drop=example.b)
    found, answer = listed(bo, frozen, "covered")
    assert found == {example.a.pk} and "sammanslagen med en annan" in answer.content.decode()


def test_who_was_erased_is_counted_without_a_name(frozen, example, eva, bo):  # noqa: F811
    erasure.forget_participations(actor=eva, person=example.a)
    example.a.delete()
    found, answer = listed(bo, frozen, "covered")
    assert found == {example.d.pk} and "Uppgifter raderade: 1." in answer.content.decode()


def test_who_was_only_met_in_confidence_is_not_named_for_those_who_may_not_read_it(paper, example, eva, bo, alma):  # noqa: F811
    secret = example.contact(MAY, "meeting", [(example.b, "attended")], example.priority)
    Interaction.objects.filter(pk=secret.pk).update(is_confidential=True, created_by=alma)
    papers.approve(actor=eva, paper=paper)
    frozen = paper_again(paper)
    found, answer = listed(bo, frozen, "covered")
    assert found == {example.a.pk, example.d.pk}
    assert "Siffran räknar 1 till, som du inte får se." in answer.content.decode()
    assert example.b.pk in listed(bo, frozen, "missed")[0]  # else its absence would tell
    assert listed(alma, frozen, "covered")[0] == {example.a.pk, example.b.pk, example.d.pk}
    Interaction.objects.filter(pk=secret.pk).update(status="cancelled")
    assert listed(bo, frozen, "covered")[0] == {example.a.pk, example.d.pk}


def test_who_went_down_from_a_step_that_rests_on_a_confidence_is_not_named(paper, example, eva, bo, alma):  # noqa: F811
    secret = example.contact(dt.date(2022, 3, 1), "meeting", [(example.b, "attended")], example.priority)
    Interaction.objects.filter(pk=secret.pk).update(is_confidential=True, created_by=alma)
    papers.approve(actor=eva, paper=paper)
    frozen = paper_again(paper)
    assert listed(alma, frozen, "down", section="ladder")[0] == {example.b.pk}
    assert listed(bo, frozen, "down", section="ladder")[0] == set()


def test_the_contacts_of_the_appendix_are_listed_but_for_those_that_one_may_not_read(paper, example, eva, bo, alma):  # noqa: F811
    secret = example.contact(MAY, "meeting", [(example.b, "attended")], example.priority)
    Interaction.objects.filter(pk=secret.pk).update(is_confidential=True, created_by=alma)
    where = {"section": "activity", "place": 0}
    assert secret.pk in listed(alma, paper, "contacts_meeting", **where)[0]
    papers.approve(actor=eva, paper=paper)
    frozen = paper_again(paper)
    assert secret.pk in listed(alma, frozen, "contacts_meeting", **where)[0]
    found, answer = listed(bo, frozen, "contacts_meeting", **where)
    assert found and secret.pk not in found and "1 till, som du inte får se" in answer.content.decode()


def test_what_the_paper_does_not_tell_of_is_not_found(frozen, bo, client):
    for where in ({"section": "nothing"}, {"place": 9}, {"figure": "nothing"}):
        assert client_of(bo).get(address(frozen, **{"figure": "covered", **where})).status_code == 404
    assert client.get(address(frozen, "covered")).status_code == 302  # to the login
    assert client_of(make_user("cai")).get(address(frozen, "covered")).status_code == 404


def test_the_list_is_paged_and_takes_ten_queries_however_many(paper, example, eva, bo, django_assert_max_num_queries):  # noqa: F811
    for n in range(60):
        example.seat(make.person(f"Ledamot Nummer{n}"), area=example.counties[1])
    papers.approve(actor=eva, paper=paper)
    frozen = paper_again(paper)
    client = client_of(bo)
    client.get(address(frozen, "audience"))
    with django_assert_max_num_queries(10):
        answer = client.get(address(frozen, "audience"))
    assert len(answer.context["object_list"]) == 50 and answer.context["page_obj"].paginator.count > 60


def test_the_list_is_taken_out_as_it_stands(frozen, example, bo):  # noqa: F811
    answer = client_of(bo).get(address(frozen, "covered", name="paper_rows_export") + "?format=xlsx")
    sheet = load_workbook(io.BytesIO(b"".join(answer.streaming_content))).worksheets[0]
    said = "\n".join(str(cell) for row in sheet.iter_rows(values_only=True) for cell in row)
    assert example.a.given_name in said.split("\n") and example.b.given_name not in said.split("\n")
