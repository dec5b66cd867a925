"""Files of a contact: given out safely, to its readers alone; taken away and back; gone when nobody can want them."""

import datetime as dt
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from advocacy.services import interaction_parts, interactions
from crm.common import attachments
from crm.common.undo import undo
from crm.models import Attachment, Operation
from tests import make, make_advocacy
from tests.base import client_of

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\nunderlag"


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def contact(alma):
    return make_advocacy.interaction(make.person("Maja Lindqvist"), actor=alma)


def upload(name="underlag.pdf", content=PDF):
    return SimpleUploadedFile(name, content)


def attached(contact, alma, name="underlag.pdf"):
    return interaction_parts.attach(actor=alma, interaction=contact, upload=upload(name))


def address(link, action=""):
    return reverse(f"advocacy:interaction_file{action}", args=[link.interaction_id, link.pk])


def on_disk(folder):
    return sorted(path for path in Path(folder).rglob("*") if path.is_file())


def test_file_is_given_to_save_and_never_to_show(alma, bo, contact):
    answer = client_of(bo).get(address(attached(contact, alma, "Åsas ”underlag”.pdf")))
    assert b"".join(answer.streaming_content) == PDF
    assert answer["Content-Disposition"].startswith("attachment; filename")
    assert "filename*=utf-8''%C3%85sas" in answer["Content-Disposition"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert "no-store" in answer["Cache-Control"]


def test_who_may_not_read_the_contact_gets_no_file_asked_each_time(alma, bo, cai, contact):
    link = attached(contact, alma)
    assert b"".join(client_of(bo).get(address(link)).streaming_content) == PDF
    interactions.edit(actor=alma, interaction=contact, is_confidential=True)
    for user in (bo, cai):
        assert client_of(user).get(address(link)).status_code == 404
    assert b"".join(client_of(alma).get(address(link)).streaming_content) == PDF


def test_file_is_not_reached_through_another_contact(alma, bo, contact):
    secret = make_advocacy.interaction(make.person(), actor=alma, is_confidential=True)
    link = attached(secret, alma)
    assert client_of(bo).get(reverse("advocacy:interaction_file", args=[contact.pk, link.pk])).status_code == 404


@pytest.mark.parametrize(
    ("name", "stored"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\Users\\Alma\\brev.txt", "brev.txt"),
        ("rapport\u202etxt.pdf", "rapporttxt.pdf"),
        ("a\nb\x00.pdf", "ab.pdf"),
        ('vad: "nu"?.pdf', "vad_ _nu__.pdf"),
        ("å" * 400 + ".pdf", "å" * 146 + ".pdf"),
        (".pdf", ".pdf"),
    ],
)
def test_name_is_made_safe_and_keeps_its_ending(name, stored):
    assert attachments.safe_name(name) in (stored, "pdf")


def test_too_large_and_empty_are_refused_by_name(alma, monkeypatch):
    monkeypatch.setattr(attachments, "MOST_BYTES", 5)
    with pytest.raises(ValidationError, match=r"underlag\.pdf är större än 20 MB"):
        attachments.store(upload=upload(), actor=alma)
    with pytest.raises(ValidationError, match=r"underlag\.pdf är tom"):
        attachments.store(upload=upload(content=b""), actor=alma)
    assert not Attachment.objects.exists()


def test_taking_a_file_away_is_in_the_history_and_can_be_undone(alma, bo, contact, files):
    link = attached(contact, alma)
    assert client_of(bo).post(address(link, "_remove")).status_code == 403
    answer = client_of(alma).post(address(link, "_remove"), follow=True)
    assert "Ångra" in answer.content.decode()
    assert not contact.attachment_links.exists()
    assert not Attachment.objects.exists()
    assert "underlag.pdf" in client_of(alma).get(contact.get_absolute_url()).content.decode()
    assert len(on_disk(files)) == 1
    assert undo(operation=Operation.objects.get(), actor=alma).refused == []
    again = contact.attachment_links.get()
    assert b"".join(client_of(alma).get(address(again)).streaming_content) == PDF


def test_operation_says_nothing_of_the_file_of_a_confidential_contact(alma, dag):
    secret = make_advocacy.interaction(make.person(), actor=alma, is_confidential=True)
    link = attached(secret, alma, "hemligt.pdf")
    client_of(alma).post(address(link, "_remove"))
    made = Operation.objects.get()
    for url in (reverse("crm:operation_list"), reverse("crm:operation_detail", args=[made.pk])):
        assert "hemligt" not in client_of(dag).get(url).content.decode()


def later(**days):
    return timezone.now() + dt.timedelta(**days)


def test_file_goes_when_its_removal_can_no_longer_be_undone(alma, contact, files):
    interaction_parts.detach(actor=alma, link=attached(contact, alma))
    kept = attached(contact, alma, "kvar.pdf")
    attachments.tidy(later(days=29))
    assert len(on_disk(files)) == 2
    attachments.tidy(later(days=31))
    assert [path.name for path in on_disk(files)] == [Path(kept.attachment.file.name).name]
    undo(operation=Operation.objects.get(), actor=alma)
    gone = contact.attachment_links.exclude(pk=kept.pk).get()
    assert client_of(alma).get(address(gone)).status_code == 404


def test_upload_that_was_never_used_goes_the_next_night(alma, contact, files):
    attached(contact, alma)
    attachments.store(upload=upload("oanvänd.pdf"), actor=alma)
    attachments.tidy(later(hours=2))
    assert Attachment.objects.count() == 2
    attachments.tidy(later(days=2))
    assert [file.name for file in Attachment.objects.all()] == ["underlag.pdf"]
    assert len(on_disk(files)) == 1


def test_adding_a_file_is_a_change_of_the_contact(alma, contact):
    attached(contact, alma)
    contact.refresh_from_db()
    assert contact.version == 2
