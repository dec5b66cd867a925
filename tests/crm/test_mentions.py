"""Colleagues named in notes and summaries: who is meant, who is told, and that nobody hears what is not for them."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from advocacy.services import interactions
from contacts.services import notes, people
from crm.common import mentions
from crm.models import Notification, User
from tests import make, make_advocacy
from tests.base import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def colleagues(alma, bo, dag, eva):
    return alma, bo, dag, eva


def named(text):
    return [user.name for user in mentions.mentioned(text)]


def told():
    return list(Notification.objects.order_by("pk").values_list("user__name", flat=True))


@pytest.mark.parametrize(
    "text",
    ["@Alma Ek, hör av dig", "Fråga @alma.", "(@ALMA)", "@Alma Eklund ringde", "Hej @alma ek", "@alma\n@alma"],
)
def test_colleague_is_meant_by_whole_name_first_name_and_address(text):
    assert named(text) == ["Alma Ek"]


@pytest.mark.parametrize(
    "text", ["Alma Ek", "post@alma.se", "alma@example.se", "@", "@ alma", "@almanacka", "@Cai Holm"]
)
def test_nobody_is_meant_without_a_name_of_a_colleague_after_the_sign(cai, text):
    assert named(text) == []


def test_first_name_that_two_share_means_neither_of_them(alma):
    other = User.objects.create(email="almab@example.se", name="Alma Berg")
    other.groups.set(alma.groups.all())
    assert named("@Alma") == []
    assert named("@Alma Berg och @Alma Ek") == ["Alma Berg", "Alma Ek"]


def test_who_is_named_in_a_note_is_told_once_though_it_is_edited(alma, eva):
    note = notes.add(about=make.person("Maja Lindqvist"), text="Fråga @Eva Lund", actor=alma)
    notes.edit(note=note, text="Fråga @Eva Lund och @Bo Dahl", actor=alma)
    notes.edit(note=note, text="Ingen", actor=alma)
    notes.edit(note=note, text="Fråga @Eva Lund igen", actor=alma)
    assert told() == ["Eva Lund", "Bo Dahl"]


def test_who_was_told_of_a_note_is_not_told_again_when_the_person_became_another(alma, eva):
    keep, drop = make.person("Maja Lindqvist"), make.person("Maja Lindkvist")
    note = notes.add(about=drop, text="Fråga @eva om detta.", actor=alma)
    people.merge(keep=keep, drop=drop, actor=alma)
    note.refresh_from_db()
    assert note.person == keep
    notes.edit(note=note, text="Fråga @eva om det här.", actor=alma)
    assert told() == ["Eva Lund"]


def test_what_is_told_says_neither_whom_the_note_is_about_nor_what_it_says(alma, eva):
    maja = make.person("Maja Lindqvist")
    notes.add(about=maja, text="Hemligt, @Eva Lund", actor=alma)
    sent = Notification.objects.get()
    assert sent.title == "Alma Ek nämnde dig i en anteckning"
    page = client_of(eva).get(reverse("crm:notification_list"), {"oppna": sent.pk}, follow=True)
    assert '<span class="mention">@Eva Lund</span>' in page.content.decode()


def test_who_names_themselves_is_not_told(alma):
    notes.add(about=make.organization(), text="@Alma Ek skriver", actor=alma)
    assert told() == []


def test_who_is_named_in_a_contact_is_told_and_again_only_of_another(alma):
    contact = make_advocacy.interaction(summary="Tala med @Eva", actor=alma)
    interactions.edit(interaction=contact, summary="Tala med @Eva och @Bo", actor=alma)
    make_advocacy.interaction(summary="@Eva", actor=alma)
    assert told() == ["Eva Lund", "Bo Dahl", "Eva Lund"]


def test_who_may_not_read_a_confidential_contact_cannot_be_named_in_it(alma, eva):
    with pytest.raises(ValidationError) as error:
        make_advocacy.interaction(summary="@Eva", is_confidential=True, actor=alma)
    assert "Eva Lund får inte läsa det här" in error.value.message_dict["summary"][0]
    make_advocacy.interaction(summary="@Eva", is_confidential=True, readers=[eva], actor=alma)
    assert told() == ["Eva Lund"]


def test_nobody_hears_of_a_draft_until_it_is_a_contact(alma):
    contact = make_advocacy.interaction(summary="@Eva", status="draft", actor=alma)
    assert told() == []
    interactions.edit(interaction=contact, status="done", actor=alma)
    assert told() == ["Eva Lund"]


def test_refusal_stands_beside_the_summary_and_keeps_what_was_typed(alma):
    contact = make_advocacy.interaction(maja := make.person(), is_confidential=True, actor=alma)
    data = {"kind": "meeting", "held_on": str(contact.held_on), "summary": "Sade @Eva", "is_confidential": "on",
            "people": [maja.pk], "our_users": [alma.pk], "direction": "ours", "version": contact.version,
            "title": "Möte"}  # fmt: skip
    page = client_of(alma).post(reverse("advocacy:interaction_edit", args=[contact.pk]), data)
    assert page.status_code == 422
    assert page.context["form"].errors["summary"]
    assert "Sade @Eva</textarea>" in page.content.decode()


def test_text_is_escaped_around_a_marked_name(alma, eva):
    contact = make_advocacy.interaction(summary="<b>@Eva</b> https://example.se/ @Nobody", actor=alma)
    page = client_of(alma).get(contact.get_absolute_url()).content.decode()
    assert "&lt;b&gt;" in page
    assert '<span class="mention">@Eva</span>' in page
    assert '<a href="https://example.se/"' in page
    assert '<span class="mention">@Nobody' not in page


def test_colleagues_are_offered_to_members_and_outsiders_are_not_among_them(alma, cai):
    found = client_of(alma).get(reverse("crm:colleague_suggest")).json()["results"]
    assert [row["text"] for row in found] == ["Alma Ek", "Bo Dahl", "Dag Lind", "Eva Lund"]
    assert client_of(cai).get(reverse("crm:colleague_suggest")).status_code == 404
