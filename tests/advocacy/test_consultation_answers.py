"""A filed answer is logged as a contact with the sender; steps and members' answers are not overwritten unseen."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from advocacy.choices import ConsultationState
from advocacy.models import ConsultationStep, Interaction, MemberAnswer
from advocacy.services import consultation_parts, consultations, interactions
from advocacy.services.consultation_ways import WAYS
from crm.common import undo
from crm.common.dates import today
from crm.models import Operation
from tests import make, make_advocacy
from tests.base import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def agency():
    return make.organization("Spårbyggnadsverket")


@pytest.fixture
def railway():
    return make_advocacy.priority("Järnväg")


@pytest.fixture
def referral(alma, agency, railway):
    row = consultations.add(
        actor=alma, title="Fler spår", reference="SBV 2026/17", sender=agency, priorities=[railway], due_on=today()
    )
    return consultations.start(actor=alma, consultation=row, way=WAYS[0])


def address(name, row):
    return reverse(f"advocacy:{name}", args=[row.pk])


def filed(row, **more):
    row.refresh_from_db()
    return {"version": row.version, "answered_on": today().isoformat(), **more}


def test_filed_answer_is_logged_as_a_contact_and_both_are_undone_together(alma, bo, referral, agency, railway):
    upload = SimpleUploadedFile("Svar.pdf", b"%PDF-1.4\n%%EOF")
    client_of(alma).post(address("consultation_answer", referral), filed(referral, is_logged="on", upload=upload))
    referral.refresh_from_db()
    contact = Interaction.objects.get()
    assert (contact.kind, contact.organization, contact.held_on) == ("consultation_answer", agency, today())
    assert (contact.facts.reference, contact.facts.referral) == ("SBV 2026/17", "Fler spår")
    assert [link.priority for link in contact.priority_links.all()] == [railway]
    assert (referral.state, referral.answer_contact) == (ConsultationState.ANSWERED, contact)
    page = client_of(bo).get(referral.get_absolute_url()).content.decode()
    assert contact.get_absolute_url() in page
    undo.undo(operation=Operation.objects.get(), actor=alma)
    referral.refresh_from_db()
    assert (referral.state, referral.answered_on) == (ConsultationState.ANSWERING, None)
    assert (referral.answer_contact, referral.answer) == (None, None)
    assert not Interaction.objects.exists()


def test_answer_is_filed_without_a_contact_where_none_is_wanted(alma, referral):
    client_of(alma).post(address("consultation_answer", referral), filed(referral))
    referral.refresh_from_db()
    assert referral.state == ConsultationState.ANSWERED
    assert not Interaction.objects.exists()


def test_contact_is_offered_once_and_only_where_there_is_a_sender(alma, referral):
    page = address("consultation_answer", referral)
    assert client_of(alma).get(page).context["form"].initial["is_logged"]
    client_of(alma).post(page, filed(referral, is_logged="on"))
    assert "is_logged" not in client_of(alma).get(page).context["form"].fields
    client_of(alma).post(page, filed(referral, is_logged="on", paragraph="7"))
    assert Interaction.objects.count() == 1
    alone = consultations.add(actor=alma, title="Utan avsändare")
    assert "is_logged" not in client_of(alma).get(address("consultation_answer", alone)).context["form"].fields


def test_contact_that_has_become_confidential_is_not_shown_to_others(alma, bo, referral):
    client_of(alma).post(address("consultation_answer", referral), filed(referral, is_logged="on"))
    contact = Interaction.objects.get()
    interactions.edit(actor=alma, interaction=contact, is_confidential=True)
    assert contact.get_absolute_url() not in client_of(bo).get(referral.get_absolute_url()).content.decode()


def test_step_that_a_colleague_has_changed_is_not_overwritten_unseen(alma, eva, referral):
    step = referral.steps.first()
    read = client_of(alma).get(address("consultation_step_edit", step)).context["form"]["version"].value()
    consultation_parts.edit(actor=eva, part=step, note="Ring departementet")
    data = {"version": read, "name": "Samla utkast", "note": "Mejla alla"}
    answer = client_of(alma).post(address("consultation_step_edit", step), data)
    assert answer.status_code == 409
    assert "Mejla alla" in answer.content.decode()
    assert ConsultationStep.objects.get(pk=step.pk).note == "Ring departementet"
    again = data | {"version": answer.context["form"]["version"].value()}
    assert client_of(alma).post(address("consultation_step_edit", step), again).status_code == 302
    assert ConsultationStep.objects.get(pk=step.pk).note == "Mejla alla"


def test_members_answer_that_a_colleague_has_changed_is_not_overwritten_unseen(alma, eva, referral):
    member = make.organization("Region Ett")
    add = reverse("advocacy:member_answer_add", args=[referral.pk])
    client_of(alma).post(add, {"organization": member.pk, "agreement": "agrees"})
    row = MemberAnswer.objects.get()
    consultation_parts.edit(actor=eva, part=row, agreement="differs")
    data = {"version": 1, "organization": member.pk, "agreement": "partly"}
    answer = client_of(alma).post(address("member_answer_edit", row), data)
    assert answer.status_code == 409
    row.refresh_from_db()
    assert row.agreement == "differs"
