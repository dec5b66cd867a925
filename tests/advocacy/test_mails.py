"""Mail that a colleague hands in becomes a draft of theirs, and a contact when they have gone through it."""

import datetime as dt
from contextlib import suppress

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from advocacy.imports.mail import read
from advocacy.models import IncomingMail, Interaction, Participation
from advocacy.services import mails
from contacts.models import Person
from tests import make, make_advocacy
from tests.advocacy import mailing
from tests.base import client_of

pytestmark = pytest.mark.django_db
LIST, UPLOAD = reverse("advocacy:mail_list"), reverse("advocacy:mail_upload")
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def maja():
    return make.person("Maja Lindqvist", email="maja@example.org")


def take_in(owner, message=None):
    return mails.take_in(mail=read(bytes(message or mailing.mail())), actor=owner, is_uploaded=True)[0]


def upload(user, *messages, name="mejl.eml"):
    files = [SimpleUploadedFile(name, bytes(message)) for message in messages]
    return client_of(user).post(UPLOAD, {"files": files}, follow=True)


def filled(mail, **changes):
    """What the page posts when nothing is changed on it."""
    page = client_of(mail.owner).get(mail.get_absolute_url())
    form = page.context["form"]
    data = {field.html_name: field.value() for field in form if field.value() is not None}
    return {**{name: value for name, value in data.items() if value is not False}, **changes}


def test_answer_becomes_a_draft_with_who_wrote_it_and_the_day(alma):
    person = maja()
    draft = take_in(alma).interaction
    assert (draft.kind, draft.status, draft.direction) == ("email_dialogue", "draft", "theirs")
    assert (draft.held_on, draft.title) == (dt.date(2026, 11, 20), "Möte om banan")
    assert "övningsspåret" in draft.summary
    parts = {(part.side, str(part)) for part in draft.participations.all()}
    assert parts == {("theirs", str(person)), ("ours", str(alma))}


def test_mail_of_our_own_is_ours_and_a_colleague_among_the_receivers_is_on_our_side(alma, eva):
    maja()
    message = mailing.mail("Hej!", sender=f"Alma <{alma.email.upper()}>", to=f"maja@example.org, {eva.email}")
    draft = take_in(alma, message).interaction
    assert (draft.kind, draft.direction) == ("letter", "ours")
    assert {part.user for part in draft.participations.filter(side="ours")} == {alma, eva}


def test_mail_read_twice_is_one_draft(alma, eva):
    first, is_new = mails.take_in(mail=read(bytes(mailing.mail())), actor=alma, is_uploaded=True)
    second, is_new_again = mails.take_in(mail=read(bytes(mailing.mail())), actor=alma, is_uploaded=False)
    assert (first, is_new, is_new_again) == (second, True, False)
    assert take_in(eva) != first
    assert Interaction.objects.count() == 2


def test_address_that_nobody_or_several_have_is_unknown(alma):
    make.person("Anna Ek", email="delad@example.net")
    make.person("Bo Ek", email="delad@example.net")
    message = mailing.mail(to="delad@example.net, Okänd Person <okand@example.net>")
    known = mails.recognise(read(bytes(message)), alma)
    assert {one.email for one in known.unknown} == {"maja@example.org", "delad@example.net", "okand@example.net"}


def test_draft_is_seen_by_its_owner_alone(alma, eva, dag):
    person = maja()
    mail = take_in(alma)
    for colleague in (eva, dag):
        assert not Interaction.objects.listed_for(colleague).exists()
        assert client_of(colleague).get(mail.interaction.get_absolute_url()).status_code == 404
        assert client_of(colleague).get(mail.get_absolute_url()).status_code == 404
        assert "Möte om banan" not in client_of(colleague).get(person.get_absolute_url()).content.decode()
    assert client_of(alma).get(mail.interaction.get_absolute_url()).status_code == 200


def test_draft_of_a_mail_that_a_colleague_got_too_is_not_theirs(alma, eva):
    maja()
    draft = take_in(alma, mailing.mail(to=f"{alma.email}, {eva.email}")).interaction
    assert draft.participations.filter(user=eva).exists()
    assert not Interaction.objects.listed_for(eva).exists()
    assert client_of(eva).get(draft.get_absolute_url()).status_code == 404


def test_going_through_it_makes_the_contact_with_what_was_chosen(alma, eva):
    person, priority = maja(), make_advocacy.priority()
    message = mailing.mail(to="alma@example.se, Okänd Person <okand@example.net>")
    message.add_attachment(PDF, maintype="application", subtype="pdf", filename="Underlag.pdf")
    message.add_attachment(b"MZ\x90", maintype="application", subtype="octet-stream", filename="virus.exe")
    mail = take_in(alma, message)
    number = [one["email"] for one in mail.unknown].index("okand@example.net")
    data = filled(mail, files=["0"], priorities=[priority.pk], people=[person.pk], **{f"add_{number}": "on"})
    answer = client_of(alma).post(mail.get_absolute_url(), data)
    contact = Interaction.objects.get()
    assert answer.url == contact.get_absolute_url()
    assert contact.status == "done"
    new = Person.objects.get(family_name="Person")
    assert set(contact.participations.filter(side="theirs").values_list("person", flat=True)) == {person.pk, new.pk}
    assert new.contact_details.get().value == "okand@example.net"
    assert [link.attachment.name for link in contact.attachment_links.all()] == ["Underlag.pdf"]
    assert [link.priority for link in contact.priority_links.all()] == [priority]
    assert Interaction.objects.visible_to(eva).get() == contact
    mail.refresh_from_db()
    assert (mail.state, mail.raw.name) == ("logged", "")


def test_file_that_is_not_taken_is_told_and_nothing_is_done(alma):
    maja()
    message = mailing.mail()
    message.add_attachment(b"MZ\x90", maintype="application", subtype="octet-stream", filename="virus.exe")
    mail = take_in(alma, message)
    answer = client_of(alma).post(mail.get_absolute_url(), filled(mail, files=["0"], title="Skrivet"))
    assert answer.status_code == 422
    assert "virus.exe" in answer.content.decode()
    assert "Skrivet" in answer.content.decode()
    assert Interaction.objects.get().status == "draft"


def test_newcomer_needs_a_name_and_what_was_typed_is_kept(alma):
    mail = take_in(alma, mailing.mail(sender="x@example.net"))
    answer = client_of(alma).post(mail.get_absolute_url(), filled(mail, add_0="on", given_0="", family_0="Berg"))
    assert answer.status_code == 422
    assert "given_0" in answer.context["form"].errors
    assert 'value="Berg"' in answer.content.decode()
    assert not Person.objects.exists()


def test_going_on_in_the_whole_form_keeps_it_a_draft(alma):
    maja()
    mail = take_in(alma)
    answer = client_of(alma).post(mail.get_absolute_url(), filled(mail, later="1"))
    contact = Interaction.objects.get()
    assert answer.url == reverse("advocacy:interaction_edit", args=[contact.pk])
    assert contact.status == "draft"
    assert client_of(alma).get(mail.get_absolute_url()).url == contact.get_absolute_url()


def test_second_going_through_is_told_and_changes_nothing(alma):
    maja()
    mail = take_in(alma)
    data = filled(mail)
    client_of(alma).post(mail.get_absolute_url(), data)
    client_of(alma).post(mail.get_absolute_url(), {**data, "title": "En gång till"})
    assert Interaction.objects.get().title == "Möte om banan"
    with pytest.raises(ValidationError):
        mails.discard(actor=alma, mail=IncomingMail.objects.get())


def test_throwing_it_away_leaves_nothing_of_what_it_said(alma, django_capture_on_commit_callbacks):
    maja()
    mail = take_in(alma)
    raw, pk = mail.raw.name, mail.interaction.pk
    assert default_storage.exists(raw)
    with django_capture_on_commit_callbacks(execute=True):
        client_of(alma).post(reverse("advocacy:mail_discard", args=[mail.pk]))
    assert not default_storage.exists(raw)
    assert not Interaction.objects.exists()
    assert not Interaction.history.filter(id=pk).exists()
    assert not Participation.history.filter(interaction_id=pk).exists()
    mail.refresh_from_db()
    assert (mail.state, mail.interaction, mail.unknown) == ("discarded", None, [])
    assert "finns inte kvar" in client_of(alma).get(mail.get_absolute_url()).content.decode()
    assert mails.forget_old(timezone.now() + dt.timedelta(days=1)) == 1


def test_files_are_uploaded_and_what_is_no_mail_is_told_by_name(alma):
    page = upload(alma, mailing.mail()).content.decode()
    assert "1 mejl blev ett utkast." in page
    answer = client_of(alma).post(UPLOAD, {"files": [SimpleUploadedFile("foto.eml", b"\x89PNG")]})
    assert answer.status_code == 422
    assert "foto.eml" in answer.content.decode()
    two = [
        SimpleUploadedFile("foto.eml", b"\x89PNG"),
        SimpleUploadedFile("nytt.eml", bytes(mailing.mail(number="<2>"))),
    ]
    page = client_of(alma).post(UPLOAD, {"files": two}, follow=True).content.decode()
    assert "foto.eml" in page
    assert "1 mejl blev ett utkast." in page
    assert "fanns redan" in upload(alma, mailing.mail()).content.decode()


def test_upload_without_a_file_is_told_beside_the_field(alma):
    answer = client_of(alma).post(UPLOAD, {})
    assert answer.status_code == 422
    assert "files" in answer.context["form"].errors


def test_list_holds_ones_own(alma, eva):
    take_in(alma)
    assert len(client_of(alma).get(LIST).context["object_list"]) == 1
    assert len(client_of(eva).get(LIST).context["object_list"]) == 0


def test_file_of_a_mail_whose_taking_in_failed_is_deleted_by_night_and_the_others_stay(alma, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    maja()
    kept = take_in(alma)
    with suppress(DatabaseError), transaction.atomic():
        take_in(alma, mailing.mail(number="<annat@example.org>"))
        raise DatabaseError
    assert IncomingMail.objects.get() == kept
    assert len(default_storage.listdir("mail")[1]) == 2

    assert mails.forget_files(timezone.now() - dt.timedelta(hours=1)) == 0, "it may be on its way in"
    assert mails.forget_files(timezone.now() + dt.timedelta(hours=1)) == 1
    assert [f"mail/{name}" for name in default_storage.listdir("mail")[1]] == [kept.raw.name]
