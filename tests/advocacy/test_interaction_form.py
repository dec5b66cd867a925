"""'Registrera kontakt' and its twin for changing."""

import datetime as dt

import pytest
from django.urls import reverse

from advocacy.models import Interaction, Participation
from advocacy.services import interactions
from contacts.services import organizations, people
from crm.common.dates import today
from tests import make, make_advocacy
from tests.base import client_of

pytestmark = pytest.mark.django_db
ADD = reverse("advocacy:interaction_add")
ATTENDANCE = reverse("advocacy:interaction_attendance")


@pytest.fixture
def maja():
    return make.mp("Maja Lindqvist")


def filled(*people, **fields):
    return {"kind": "meeting", "held_on": today().isoformat(), "people": [p.pk for p in people], **fields}


def logged(user, data):
    response = client_of(user).post(ADD, data)
    assert response.status_code == 302, response.context["form"].errors
    return Interaction.objects.get(pk=int(response.url.rstrip("/").rsplit("/", 1)[1]))


def test_little_is_enough(alma, maja):
    about = make_advocacy.priority("Systemanalys 2024")
    contact = logged(alma, filled(maja, priorities=[about.pk], our_users=[alma.pk]))
    assert contact.title == "Möte om Systemanalys 2024"
    assert (contact.status, contact.direction, contact.created_by) == ("done", "ours", alma)
    assert {part.shown_name for part in contact.participations.all()} == {"Maja Lindqvist", "Alma Ek"}


def test_day_ahead_makes_it_planned_unless_it_is_said_to_be_done(alma, maja):
    ahead = (today() + dt.timedelta(days=2)).isoformat()
    assert logged(alma, filled(maja, held_on=ahead)).status == "planned"
    response = client_of(alma).post(ADD, filled(maja, held_on=ahead, status="done"))
    assert response.status_code == 422
    assert "framåt i tiden" in response.content.decode()
    assert response.context["form"].errors["held_on"]


def test_nobody_named_is_refused_and_what_was_typed_is_kept(alma):
    response = client_of(alma).post(ADD, filled(title="Viktigt möte"))
    assert response.status_code == 422
    assert "Ange minst en person" in response.content.decode()
    assert 'value="Viktigt möte"' in response.content.decode()
    assert not Interaction.objects.exists()


def test_organization_alone_is_enough_and_media_needs_nobody(alma):
    assert logged(alma, filled(organization=make.organization("Trafikverket").pk)).title == "Möte med Trafikverket"
    assert logged(alma, filled(kind="media")).title == "Media"


def test_address_fills_the_form_with_what_it_names(alma, maja):
    about, agency = make_advocacy.priority(), make.organization("Trafikverket")
    event = make_advocacy.event("Frukost", starts_on=today() - dt.timedelta(days=3), place="Visby")
    query = {"person": maja.pk, "priority": about.pk, "organization": agency.pk, "event": event.pk}
    response = client_of(alma).get(ADD, query)
    page, form = response.content.decode(), response.context["form"]
    assert form["kind"].value() == "seminar"
    assert form["held_on"].value() == event.starts_on
    for name, pk in (("people", maja.pk), ("organization", agency.pk), ("event", event.pk)):
        assert f'name="{name}" value="{pk}"' in page
    assert f'value="{about.pk}" class="pills" id="id_priorities_0" checked' in page or "checked" in page


def test_nonsense_in_the_address_is_left_aside(alma):
    assert client_of(alma).get(ADD, {"person": "x", "event": "0", "priority": "999999"}).status_code == 200


def test_most_used_priorities_come_first(alma, maja):
    seldom, often = make_advocacy.priority(position=1), make_advocacy.priority(position=2)
    for _ in range(2):
        make_advocacy.interaction(maja, priorities=[often])
    make_advocacy.interaction(maja, priorities=[seldom])
    form = client_of(alma).get(ADD).context["form"]
    assert [str(option.data["value"]) for option in form.priority_pills["first"]] == [str(often.pk), str(seldom.pk)]


def test_attendance_of_each_is_stored(alma, maja):
    per = make.person("Per Ahl")
    contact = logged(
        alma,
        filled(maja, per, kind="seminar", **{f"attendance_{maja.pk}": "attended", f"talked_{maja.pk}": "on"}),
    )
    parts = {part.person: part for part in Participation.objects.filter(interaction=contact, side="theirs")}
    assert (parts[maja].attendance, parts[maja].has_talked) == ("attended", True)
    assert (parts[per].attendance, parts[per].has_talked) == ("invited", False)


def test_attendance_that_no_longer_fits_the_kind_falls_back(alma, maja):
    contact = logged(alma, filled(maja, kind="letter", **{f"attendance_{maja.pk}": "attended"}))
    assert contact.participations.get(person=maja).attendance == "sent"


def test_rows_of_attendance_follow_who_and_how(alma, maja):
    page = client_of(alma).post(ATTENDANCE, filled(maja, kind="seminar")).content.decode()
    assert f'name="attendance_{maja.pk}"' in page
    assert f'name="talked_{maja.pk}"' in page
    page = client_of(alma).post(ATTENDANCE, filled(maja, kind="letter")).content.decode()
    assert "Inte skickat" in page
    assert "talked_" not in page
    assert not Interaction.objects.exists()


def test_editing_shows_what_is_stored_and_stores_what_is_changed(alma, maja):
    per = make.person("Per Ahl")
    contact = make_advocacy.interaction(maja, per, actor=alma, title="Frukost", our_names=["Praktikanten"])
    url = reverse("advocacy:interaction_edit", args=[contact.pk])
    form = client_of(alma).get(url).context["form"]
    data = {name: form[name].value() for name in form.fields if form[name].value() not in (None, "")}
    assert data["our_names"] == "Praktikanten"
    data |= {"title": "Lunch", f"attendance_{per.pk}": "absent", "held_on": data["held_on"].isoformat()}
    assert client_of(alma).post(url, data).status_code == 302
    contact.refresh_from_db()
    assert contact.title == "Lunch"
    assert contact.participations.get(person=per).attendance == "absent"
    assert contact.participations.get(person=maja).attendance == "attended"
    assert contact.participations.filter(side="ours").count() == 2


def test_two_who_edit_at_once_lose_nothing(alma, eva, maja):
    contact = make_advocacy.interaction(maja, actor=alma)
    interactions.edit(actor=eva, interaction=contact, title="Evas rubrik")
    url = reverse("advocacy:interaction_edit", args=[contact.pk])
    response = client_of(alma).post(url, filled(maja, title="Almas rubrik", status="done", version=1))
    assert response.status_code == 409
    assert "Almas rubrik" in response.content.decode()
    assert "Evas rubrik" in response.content.decode()
    # Whom Alma saw when she opened the page is no news; what Eva changed is.
    assert [(change.by, [f.after for f in change.fields]) for change in response.context["conflict_changes"]] == [
        (str(eva), ["Evas rubrik"])
    ]
    contact.refresh_from_db()
    assert contact.title == "Evas rubrik"


def test_reader_and_outsider_cannot_log(bo, cai, maja):
    assert client_of(bo).get(ADD).status_code == 403
    assert client_of(bo).post(ADD, filled(maja)).status_code == 403
    assert client_of(cai).post(ADD, filled(maja)).status_code == 404
    assert not Interaction.objects.exists()


def test_form_of_a_large_register_takes_few_queries(alma, django_assert_max_num_queries):
    for _ in range(15):
        make_advocacy.priority()
        make.person()
    client = client_of(alma)
    with django_assert_max_num_queries(12):
        client.get(ADD)


def test_old_number_of_somebody_merged_begins_the_contact_with_the_one_who_is_left(alma):
    kept, dropped = make.person("Maja Lindqvist"), make.person("Maja Lindkvist")
    body, old = make.organization("Trafikverket"), make.organization("Vägverket")
    number, former = dropped.pk, old.pk
    people.merge(keep=kept, drop=dropped, actor=alma)
    organizations.merge(keep=body, drop=old, actor=alma)

    form = client_of(alma).get(f"{ADD}?person={number}&person={kept.pk}&organization={former}").context["form"]

    assert form.initial["people"] == [kept.pk]
    assert form.initial["organization"] == body
