"""The rest of the contact's form: rows, fields of the kind, files, the next step; nothing typed is lost."""

import datetime as dt
import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from advocacy.models import Interaction, Task
from advocacy.services import interactions
from crm.common.dates import today
from crm.models import Attachment
from tests import make, make_advocacy
from tests.base import client_of

pytestmark = pytest.mark.django_db
ADD = reverse("advocacy:interaction_add")
ATTENDANCE = reverse("advocacy:interaction_attendance")
PDF = b"%PDF-1.7\nunderlag"


@pytest.fixture
def maja():
    return make.mp("Maja Lindqvist")


@pytest.fixture
def about():
    return make_advocacy.priority("Systemanalys 2024")


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def rows(name, *values):
    posted = {f"{name}-TOTAL_FORMS": len(values), f"{name}-INITIAL_FORMS": 0}
    return posted | {f"{name}-{i}-{field}": value for i, row in enumerate(values) for field, value in row.items()}


def filled(*people, **fields):
    return {"kind": "meeting", "held_on": today().isoformat(), "people": [p.pk for p in people], **fields}


def page_of(response):
    return response.content.decode()


def logged(user, data):
    response = client_of(user).post(ADD, data)
    assert response.status_code == 302, (response.context["form"].errors, response.context["form"].wrong_rows)
    return Interaction.objects.get(pk=int(response.url.rstrip("/").rsplit("/", 1)[1]))


def url_of(contact):
    return reverse("advocacy:interaction_edit", args=[contact.pk])


def as_shown(user, contact):
    """What a browser would post of the form as it stands."""
    form = client_of(user).get(url_of(contact)).context["form"]
    data = {name: form[name].value() for name in form.fields if form[name].value() not in (None, "", [])}
    data["held_on"] = data["held_on"].isoformat()
    for name, group in form.rows.items():
        data |= {f"{name}-TOTAL_FORMS": len(group.forms), f"{name}-INITIAL_FORMS": group.initial_form_count()}
        for row in group:
            data |= {row.add_prefix(f): row[f].value() for f in row.fields if row[f].value() not in (None, "")}
    return data


def test_everything_said_is_stored_and_shown_again(alma, bo, maja, about):
    person = f"person-{maja.pk}"
    contact = logged(
        alma,
        filled(maja, **{f"tone_{maja.pk}": "positive"})
        | rows("points", {"text": "Fyra spår", "priority": about.pk}, {"text": ""})
        | rows("stances", {"subject": person, "priority": about.pk, "value": "for", "evidence": "Sade det"}, {})
        | rows("commitments", {"promiser": "theirs", "text": "Motionerar", "owner": bo.pk, "subject": person})
        | {"next_title": "Skicka underlag", "next_owner": bo.pk, "hospitality": "Lunch", "hospitality_payer": "ours"},
    )
    assert contact.participations.get(person=maja).tone == "positive"
    assert [(p.text, p.priority) for p in contact.points.all()] == [("Fyra spår", about)]
    assert [(s.person, s.value, s.stated_on) for s in contact.stances.all()] == [(maja, "for", today())]
    assert [(c.text, c.person, c.owner) for c in contact.commitments.all()] == [("Motionerar", maja, bo)]
    assert (contact.facts.hospitality, contact.facts.hospitality_payer) == ("Lunch", "ours")
    assert Task.objects.get().owner == bo
    version = contact.version
    assert client_of(alma).post(url_of(contact), as_shown(alma, contact)).status_code == 302
    contact.refresh_from_db()
    assert contact.version == version
    assert (contact.points.count(), contact.stances.count(), contact.commitments.count()) == (1, 1, 1)


def test_post_without_rows_leaves_them(alma, maja, about):
    contact = make_advocacy.interaction(maja, actor=alma, points=[{"text": "Fyra spår", "priority": about}])
    response = client_of(alma).post(url_of(contact), filled(maja, status="done", version=1, title="Nytt"))
    assert response.status_code == 302
    assert contact.points.get().text == "Fyra spår"


def test_row_is_taken_away_when_that_is_said(alma, maja):
    contact = make_advocacy.interaction(maja, actor=alma, points=[{"text": "Fyra spår"}, {"text": "Priser"}])
    data = as_shown(alma, contact) | {"points-0-is_removed": "on", "points-0-text": ""}
    assert client_of(alma).post(url_of(contact), data).status_code == 302
    assert [point.text for point in contact.points.all()] == ["Priser"]


def test_what_is_wrong_in_a_row_is_told_beside_it_and_all_is_kept(alma, maja, about):
    data = (
        filled(maja, title="Viktigt möte")
        | rows("points", {"text": "", "priority": about.pk})
        | rows("stances", {"evidence": "Sade det i talarstolen", "url": "inte en länk"})
        | rows("commitments", {"promiser": "ours", "text": "Ringa", "due_on": "2020-01-01"})
    )
    response = client_of(alma).post(ADD, data)
    page = page_of(response)
    assert response.status_code == 422
    for said in ("Skriv vad som sades.", "Välj vem som har inställningen.", "Välj var de står.",
                 "Dagen ligger före kontakten.", "Inställning 1, Vem?", "Ange en giltig URL"):  # fmt: skip
        assert said in page
    for typed in ("Viktigt möte", "Sade det i talarstolen", "inte en länk", 'value="Ringa"', "2020-01-01"):
        assert typed in page
    assert response.context["form"].open["talk"]
    assert not Interaction.objects.exists()


def test_groups_are_closed_until_they_hold_something(alma, maja):
    form = client_of(alma).get(ADD).context["form"]
    assert not any(form.open.values())
    contact = make_advocacy.interaction(maja, actor=alma, place="Visby", points=[{"text": "Fyra spår"}])
    opened = client_of(alma).get(url_of(contact)).context["form"].open
    assert {name for name, is_open in opened.items() if is_open} == {"where", "talk"}


def test_stance_is_chosen_among_those_on_their_side_and_the_organization(alma, maja):
    agency = make.organization("Trafikverket")
    data = filled(maja, organization=agency.pk) | rows("stances", {"evidence": "Halvvägs skri"})
    page = page_of(client_of(alma).post(ATTENDANCE, data))
    assert f'value="person-{maja.pk}"' in page
    assert f'value="organization-{agency.pk}"' in page
    assert "Halvvägs skri" in page
    assert 'hx-swap-oob="true"' in page
    assert "aria-invalid" not in page
    refused = client_of(alma).post(ADD, filled(maja) | rows("stances", {"subject": "person-99999", "evidence": "x"}))
    assert refused.status_code == 422


def test_fields_of_another_kind_are_neither_judged_nor_stored(alma, maja):
    contact = logged(alma, filled(maja, url="skräp", hospitality_worth="-5", kind="call"))
    assert not hasattr(contact, "facts")
    response = client_of(alma).post(ADD, filled(maja, kind="media", url="skräp", outlet="DN"))
    assert response.status_code == 422
    assert "Ange en giltig URL" in page_of(response)
    assert 'value="DN"' in page_of(response)


def test_kind_chosen_by_mistake_and_back_keeps_its_fields(alma, maja):
    contact = logged(alma, filled(maja, kind="media", outlet="DN", media_kind="opinion"))
    data = as_shown(alma, contact) | {"kind": "study_trip", "destination": "Köpenhamn"}
    assert client_of(alma).post(url_of(contact), data).status_code == 302
    again = as_shown(alma, contact) | {"kind": "media"}
    assert client_of(alma).post(url_of(contact), again).status_code == 302
    contact.refresh_from_db()
    assert (contact.kind, contact.facts.outlet, contact.facts.destination) == ("media", "DN", "Köpenhamn")


def test_motion_support_says_which_period_what_and_for_whom(alma, maja):
    from advocacy.models import MotionPeriod

    period = MotionPeriod.objects.create(session="2024/25", starts_on="2024-09-10", ends_on="2024-10-04")
    facts = {"motion_period": period.pk, "material": "Faktablad", "asked_by": maja.pk}
    contact = logged(alma, filled(maja, kind="motion_support", **facts))
    assert (contact.facts.motion_period, contact.facts.material, contact.facts.asked_by) == (period, "Faktablad", maja)


# --- Files -------------------------------------------------------------------------------------------------------


def upload(name="underlag.pdf", content=PDF):
    return SimpleUploadedFile(name, content, content_type="application/octet-stream")


def test_several_files_are_stored_with_the_contact(alma, maja):
    contact = logged(alma, filled(maja, files=[upload(), upload("Åsas namn.txt", "åäö".encode())]))
    links = contact.attachment_links.select_related("attachment")
    assert [(a.attachment.name, a.attachment.content_type) for a in links] == [
        ("underlag.pdf", "application/pdf"),
        ("Åsas namn.txt", "text/plain"),
    ]


def test_file_is_not_lost_when_another_field_is_wrong(alma, maja):
    client = client_of(alma)
    response = client.post(ADD, filled(files=[upload()], title="Möte"))
    assert response.status_code == 422
    (kept,) = Attachment.objects.all()
    assert f'name="kept_files" value="{kept.pk}" checked' in page_of(response)
    assert "underlag.pdf" in page_of(response)
    assert response.context["form"].open["files"]
    contact = logged(alma, filled(maja, kept_files=[kept.pk]))
    assert contact.attachment_links.get().attachment == kept


def test_refused_file_says_why_and_the_good_one_stays(alma, maja):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("[Content_Types].xml", "x")
        archive.writestr("word/document.xml", "x")
        archive.writestr("word/vbaProject.bin", "x")
    response = client_of(alma).post(ADD, filled(maja, files=[upload(), upload("avtal.docx", made.getvalue())]))
    assert response.status_code == 422
    assert "avtal.docx: Dokument med makron tas inte emot." in page_of(response)
    assert [file.name for file in response.context["form"].kept_files] == ["underlag.pdf"]
    assert not Interaction.objects.exists()


def test_nobody_takes_a_file_that_another_has_uploaded_or_that_hangs_elsewhere(alma, eva, maja):
    client_of(eva).post(ADD, filled(files=[upload()]))
    theirs = Attachment.objects.get()
    contact = logged(alma, filled(maja, kept_files=[theirs.pk]))
    assert not contact.attachment_links.exists()
    mine = logged(alma, filled(maja, files=[upload()])).attachment_links.get().attachment
    assert not logged(alma, filled(maja, kept_files=[mine.pk, "x", "²"])).attachment_links.exists()


# --- Two at once -------------------------------------------------------------------------------------------------


def test_later_one_is_told_of_points_stances_tones_and_files_and_loses_nothing(alma, eva, maja, about):
    contact = make_advocacy.interaction(maja, actor=alma, points=[{"text": "Fyra spår"}])
    data = as_shown(alma, contact)
    point = contact.points.get()
    stance = {"person": maja, "priority": about, "value": "against", "evidence": "Mejlade det"}
    interactions.edit(
        actor=eva,
        interaction=contact,
        points=[{"id": point.pk, "text": "Fyra spår"}, {"text": "Evas punkt"}],
        stances=[stance],
        commitments=[{"promiser": "ours", "text": "Evas löfte"}],
        tones={maja.pk: "negative"},
    )
    data |= {"points-TOTAL_FORMS": 2, "points-1-text": "Almas punkt", "next_title": "Almas nästa steg"}
    response = client_of(alma).post(url_of(contact), data | {"files": [upload()]})
    page = page_of(response)
    assert response.status_code == 409
    for told in ("Evas punkt", "Mejlade det", "Evas löfte", "Negativ"):
        assert told in page
    for typed in ("Almas punkt", "Almas nästa steg", "underlag.pdf"):
        assert typed in page
    version = response.context["form"].data["version"]
    kept = [file.pk for file in response.context["form"].kept_files]
    again = client_of(alma).post(url_of(contact), data | {"version": version, "kept_files": kept})
    assert again.status_code == 302
    assert sorted(p.text for p in contact.points.all()) == ["Almas punkt", "Evas punkt", "Fyra spår"]
    assert contact.stances.count() == contact.commitments.count() == contact.attachment_links.count() == 1


def test_row_that_a_colleague_took_away_comes_back_with_what_was_typed(alma, eva, maja):
    contact = make_advocacy.interaction(maja, actor=alma, points=[{"text": "Fyra spår"}])
    data = as_shown(alma, contact) | {"points-0-text": "Fyra nya spår"}
    version = interactions.edit(actor=eva, interaction=contact, points=[]).version
    assert client_of(alma).post(url_of(contact), data | {"version": version}).status_code == 302
    assert contact.points.get().text == "Fyra nya spår"


def test_all_that_is_wrong_is_said_at_once(alma, maja, about):
    """What the fields, the rows, and the contact as a whole have against it: one round, not three."""
    stance = {"subject": f"person-{maja.pk}", "priority": about.pk, "value": "for", "evidence": "Sa det"}
    ahead = today() + dt.timedelta(days=3)
    data = filled(maja, held_on=ahead.isoformat(), ends_on=today().isoformat(), status="done", held_at="halv tio")
    data |= {"hospitality_worth": "90", "next_due_on": ahead.isoformat(), **rows("stances", stance, stance)}
    shown = client_of(alma).post(ADD, data | rows("commitments", {"promiser": "theirs", "due_on": "i övermorgon"}))
    assert shown.status_code == 422
    form = shown.context["form"]
    assert {"held_on", "ends_on", "held_at", "hospitality", "next_title"} <= set(form.errors)
    said = " ".join(error for _row, _field, error in form.wrong_rows)
    assert "har två inställningar" in said and "Skriv vad som lovades" in said


def test_who_is_missing_is_said_beside_the_day_that_cannot_be_read(alma):
    shown = client_of(alma).post(ADD, filled(held_on="i övermorgon"))
    assert {"people", "held_on"} <= set(shown.context["form"].errors)
