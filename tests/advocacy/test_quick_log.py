"""The quick log: a contact in a few fields, with and without scripts."""

import datetime as dt
import json

import pytest
from django.urls import reverse

from advocacy.models import Interaction
from advocacy.views.quick import MOST_PEOPLE
from contacts.models import Person
from contacts.services import bookmarks, lists
from crm.common.dates import today
from tests import make, make_advocacy
from tests.base import client_of

pytestmark = pytest.mark.django_db
QUICK = reverse("advocacy:interaction_quick")
IN_DIALOG = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def maja():
    return make.mp("Maja Lindqvist")


def sent(user, *people, do="", dialog=False, **fields):
    data = {"kind": "meeting", "people": [p.pk for p in people], "do": do, **fields}
    return client_of(user).post(QUICK, data, **(IN_DIALOG if dialog else {}))


def saved(response):
    assert response.status_code == 302, response.context["form"].errors
    return Interaction.objects.latest("pk")


# --- The common case -----------------------------------------------------------------------------------------


def test_one_person_is_enough(alma, maja):
    contact = saved(sent(alma, maja))
    assert (contact.kind, contact.held_on, contact.held_at, contact.status) == ("meeting", today(), None, "done")
    assert {part.shown_name for part in contact.participations.all()} == {"Maja Lindqvist", "Alma Ek"}


def test_all_fields_are_kept(alma, maja):
    about = make_advocacy.priority("Systemanalys 2024")
    contact = saved(sent(alma, maja, kind="call", when="igår 14.30", line="Bad om underlag.", priorities=[about.pk]))
    assert (contact.title, contact.summary) == ("Samtal om Systemanalys 2024", "Bad om underlag.")
    assert (contact.held_on, contact.held_at) == (today() - dt.timedelta(days=1), dt.time(14, 30))


def test_who_is_named_at_a_seminar_was_there_and_who_will_be_is_invited(alma, maja):
    then = saved(sent(alma, maja, kind="seminar", when="igår"))
    ahead = saved(sent(alma, maja, kind="seminar", when="på måndag"))
    assert then.participations.get(person=maja).attendance == "attended"
    assert (ahead.status, ahead.participations.get(person=maja).attendance) == ("planned", "invited")


def test_page_goes_on_to_the_contact_and_dialog_tells_where_it_is(alma, maja):
    response = sent(alma, maja)
    assert response.url == Interaction.objects.get().get_absolute_url()

    response = sent(alma, make.person(), dialog=True)

    assert response.status_code == 204
    told = json.loads(response.headers["HX-Trigger"])["samsyn:logged"]
    assert told["url"] == Interaction.objects.latest("pk").get_absolute_url()
    assert told["text"].startswith("Kontakten är registrerad.")


@pytest.mark.parametrize(
    ("fields", "field", "said"),
    [
        ({"when": "31/2"}, "when", "Dagen 31/2 finns inte"),
        ({"when": "10.12"}, "when", "en dag eller ett klockslag"),
        ({"when": "1/1 0026"}, "when", "mellan 1900 och 2100"),
        ({"kind": ""}, "kind", "Välj ett slag"),
        ({"kind": "handslag"}, "kind", "handslag"),
        ({"people": []}, "people", "Ange minst en person"),
        ({"people": ["²"]}, "people", "²"),
        ({"priorities": ["9" * 30]}, "priorities", "9"),
        ({"pasted": "\n".join(f"p{n}@ek.se" for n in range(101))}, "pasted", "101 namn"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field_and_what_was_typed_is_kept(alma, maja, fields, field, said):
    for dialog in (False, True):
        response = sent(alma, **{"people": [maja.pk], "line": "Bad om underlag.", **fields}, dialog=dialog)
        assert response.status_code == 422
        assert said in str(response.context["form"].errors[field])
        page = response.content.decode()
        assert 'value="Bad om underlag."' in page
        assert all(str(value) in page for value in fields.values() if isinstance(value, str))
    assert not Interaction.objects.exists()


def test_media_needs_nobody(alma):
    assert saved(sent(alma, kind="media", line="Debattartikel i DN")).kind == "media"


def test_reader_and_outsider_log_nothing(bo, cai, maja):
    assert sent(bo, maja).status_code == 403
    assert sent(cai, maja).status_code == 404


# --- Where one comes from --------------------------------------------------------------------------------------


def initial(user, **query):
    return client_of(user).get(QUICK, query).context["form"].initial


def test_person_priority_and_organization_are_filled_in(alma, maja):
    about, body = make_advocacy.priority(), make.organization("Trafikverket")
    found = initial(alma, person=maja.pk, priority=about.pk, organization=body.pk)
    assert (found["people"], found["priorities"], found["organization"]) == ([maja.pk], [about.pk], body)


def test_event_gives_its_kind_and_its_day_unless_it_goes_on_now(alma):
    before = today() - dt.timedelta(days=2)
    past = make_advocacy.event(starts_on=before, kind="seminar")
    now = make_advocacy.event(starts_on=before, ends_on=today(), kind="week")
    assert initial(alma, event=past.pk) == {"kind": "seminar", "event": past, "when": before.isoformat()}
    assert initial(alma, event=now.pk) == {"kind": "almedalen", "event": now}


def test_people_of_a_list_are_filled_in_and_a_long_list_says_what_to_do(alma, eva):
    chosen = lists.add(name="Frukostgruppen", actor=alma, people=[make.person().pk for _n in range(3)])
    private = lists.add(name="Evas", actor=eva, is_shared=False, people=[make.person().pk])
    assert len(initial(alma, list=chosen.pk)["people"]) == 3
    assert "people" not in initial(alma, list=private.pk)

    lists.put(contact_list=chosen, people=[make.person().pk for _n in range(MOST_PEOPLE)], actor=alma)
    response = client_of(alma).get(QUICK, {"list": chosen.pk})

    assert response.context["form"].initial["people"] == []
    assert "Markera dem på listan" in response.content.decode()


def test_priorities_that_i_use_come_first(alma, eva, maja):
    seldom, often, others = (make_advocacy.priority(name) for name in ("Sällan", "Ofta", "Andras"))
    for about in (often, often, seldom):
        make_advocacy.interaction(maja, priorities=[about], actor=alma)
    for _n in range(4):
        make_advocacy.interaction(maja, priorities=[others], actor=eva)
    form = client_of(alma).get(QUICK).context["form"]
    assert [label for _pk, label in form.fields["priorities"].choices] == ["Ofta", "Sällan", "Andras"]


def test_empty_field_suggests_those_met_or_looked_at_last(alma, eva):
    met, seen, long_ago, of_another = (make.person(name) for name in ("Met Nu", "Seen Nyss", "Long Ago", "Of Another"))
    make_advocacy.interaction(long_ago, actor=alma, held_on=today() - dt.timedelta(days=40))
    make_advocacy.interaction(met, actor=eva, our_users=[alma])
    make_advocacy.interaction(of_another, actor=eva)
    bookmarks.saw(subject=seen, actor=alma)
    url = reverse("advocacy:who_suggest")

    found = client_of(alma).get(url).json()["results"]

    assert [row["text"] for row in found] == ["Seen Nyss", "Met Nu", "Long Ago"]
    assert [row["text"] for row in client_of(alma).get(url, {"q": "another"}).json()["results"]] == ["Of Another"]


def test_the_day_that_is_meant_is_told(alma):
    url = reverse("advocacy:interaction_when")
    said = (
        client_of(alma)
        .get(url, {"when": "i fredags 9.15", "at": "2026-11-22"})
        .content.decode()
        .replace("\N{NO-BREAK SPACE}", " ")
    )
    assert 'data-day="2026-11-20"' in said
    assert "fredag 20 november 2026" in said
    assert "09.15" in said
    assert "finns inte" in client_of(alma).get(url, {"when": "31/2", "at": "²"}).content.decode()


# --- A pasted list ---------------------------------------------------------------------------------------------

PASTED = "Maja Lindqvist\nAnna Ek\nnils.nykomling@ny.se"


@pytest.fixture
def namesakes():
    return [make.person("Anna Ek"), make.person("Anna Ek")]


def shown(**choices):
    texts = PASTED.split("\n")
    return {"pasted": PASTED, **{f"shown_{n}": text for n, text in enumerate(texts)}, **choices}


def test_pasted_list_is_looked_up_and_nothing_is_saved(alma, maja, namesakes):
    response = sent(alma, do="match", pasted=PASTED, line="Frukost")
    rows = response.context["form"].rows
    assert [(row.text, row.choice, len(row.options)) for row in rows] == [
        ("Maja Lindqvist", str(maja.pk), 1),
        ("Anna Ek", "", 2),
        ("nils.nykomling@ny.se", "", 0),
    ]
    assert (rows[2].given_name, rows[2].family_name) == ("Nils", "Nykomling")
    assert response.status_code == 200
    assert 'value="Frukost"' in response.content.decode()
    assert "rättas" not in response.content.decode()
    assert not Interaction.objects.exists()


def test_list_that_nobody_has_gone_through_is_shown_before_anything_is_saved(alma, maja, namesakes):
    response = sent(alma, pasted=PASTED)
    assert response.status_code == 422
    assert "3 personer återstår" in str(response.context["form"].errors["pasted"])

    response = sent(alma, **shown(who_0=maja.pk))
    assert response.status_code == 422
    assert response.content.decode().count("Välj vem det är, eller utelämna.") == 2
    assert not Interaction.objects.exists()


def test_chosen_new_and_left_out_become_what_was_said(alma, maja, namesakes):
    contact = saved(
        sent(alma, **shown(who_0=maja.pk, who_1=namesakes[1].pk, who_2="new", given_2="Nils", family_2="Nykomling"))
    )
    people = {part.person for part in contact.participations.filter(side="theirs")}
    nils = Person.objects.get(family_name="Nykomling")
    assert people == {maja, namesakes[1], nils}
    assert nils.contact_details.get().value == "nils.nykomling@ny.se"


def test_unticked_and_left_out_are_not_in_the_contact(alma, maja, namesakes):
    other = make.person()
    contact = saved(sent(alma, other, **shown(who_1="out", who_2="out")))
    assert [part.person for part in contact.participations.filter(side="theirs")] == [other]


def test_somebody_new_needs_both_names_and_a_choice_that_was_not_offered_is_none(alma, maja, namesakes):
    stranger = make.person("Någon Annan")
    response = sent(alma, **shown(who_0=maja.pk, who_1=stranger.pk, who_2="new", given_2="Nils", family_2=""))
    assert [row.errors for row in response.context["form"].rows] == [
        [], ["Välj vem det är, eller utelämna."], ["Ange både förnamn och efternamn."],
    ]  # fmt: skip
    assert not Person.objects.filter(given_name="Nils").exists()


def test_contact_that_fails_adds_nobody(alma, maja, namesakes):
    response = sent(
        alma, kind="handslag", **shown(who_0=maja.pk, who_1="out", who_2="new", given_2="Nils", family_2="Ny")
    )
    assert response.status_code == 422
    assert not Person.objects.filter(given_name="Nils").exists()


# --- More than a few fields --------------------------------------------------------------------------------------


def test_more_takes_everything_to_the_whole_form(alma, maja):
    about, event = make_advocacy.priority(), make_advocacy.event()
    client = client_of(alma)
    data = {"people": [maja.pk], "priorities": [about.pk], "kind": "seminar", "when": "igår 14.30",
            "line": "Bad om underlag.", "event": event.pk, "do": "more"}  # fmt: skip
    response = client.post(QUICK, data)
    assert "Bad" not in response.url
    form = client.get(response.url).context["form"]
    found = {name: form.initial[name] for name in ("people", "priorities", "kind", "summary")}
    assert found == {"people": [maja.pk], "priorities": [about.pk], "kind": "seminar", "summary": "Bad om underlag."}
    assert str(form.initial["held_on"]) == (today() - dt.timedelta(days=1)).isoformat()
    assert str(form.initial["held_at"])[:5] == "14:30"
    assert form.initial["event"] == event
    assert client.post(QUICK, data, **IN_DIALOG).headers["HX-Redirect"] == response.url


def test_more_asks_for_nobody_but_for_a_day_that_can_be_read(alma):
    assert sent(alma, do="more").status_code == 302
    assert sent(alma, do="more", when="31/2").status_code == 422


def test_what_was_carried_over_is_not_in_a_form_that_one_opens_otherwise(alma, maja):
    client = client_of(alma)
    client.post(QUICK, {"people": [maja.pk], "kind": "call", "do": "more"})
    assert "people" not in client.get(reverse("advocacy:interaction_add")).context["form"].initial
