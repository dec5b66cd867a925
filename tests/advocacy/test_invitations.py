"""Invitations (.ics) taken in as planned contacts: whose addresses they hold, read again, changed, cancelled."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from advocacy.imports.calendar import Unreadable
from advocacy.imports.invitation import read
from advocacy.models import Interaction, InteractionOrigin
from advocacy.services import interactions
from tests import make, make_advocacy
from tests.base import client_of

pytestmark = pytest.mark.django_db
UPLOAD = reverse("advocacy:invitation_upload")
OUTLOOK = """BEGIN:VCALENDAR
METHOD:REQUEST
PRODID:Microsoft Exchange Server 2010
VERSION:2.0
BEGIN:VTIMEZONE
TZID:W. Europe Standard Time
BEGIN:STANDARD
DTSTART:16010101T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE
BEGIN:VEVENT
ORGANIZER;CN=Maja Lindqvist:mailto:Maja@riksdagen.se
ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE;CN=Alma Ek:mailto:alma@example.se
ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=DECLINED;CN=Per Ahl:mailto:per@riksdagen.se
ATTENDEE;ROLE=OPT-PARTICIPANT;CN=Okänd Gäst:mailto:gast@okand.se
DESCRIPTION;LANGUAGE=sv-SE:Vi talar om banan.\\n\\n________________________________
 ________________\\nMicrosoft Teams-möte
UID:0400ABC
SUMMARY;LANGUAGE=sv-SE:Lunch om Ostlänken
DTSTART;TZID=W. Europe Standard Time:20270615T120000
DTEND;TZID=W. Europe Standard Time:20270615T130000
SEQUENCE:1
LOCATION;LANGUAGE=sv-SE:Rosenbad
END:VEVENT
END:VCALENDAR
"""
GOOGLE = """BEGIN:VCALENDAR
PRODID:-//Google Inc//Google Calendar 70.9054//EN
VERSION:2.0
CALSCALE:GREGORIAN
METHOD:REQUEST
BEGIN:VEVENT
DTSTART:20270615T100000Z
DTEND:20270615T110000Z
ORGANIZER;CN=alma@example.se:mailto:alma@example.se
UID:abc@google.com
ATTENDEE;CUTYPE=INDIVIDUAL;PARTSTAT=ACCEPTED;CN=maja@riksdagen.se;X-NUM-GUESTS=0:mailto:maja@riksdagen.se
SUMMARY:Samtal
SEQUENCE:0
STATUS:CONFIRMED
END:VEVENT
END:VCALENDAR
"""
APPLE = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Apple Inc.//macOS 14.0//EN
BEGIN:VEVENT
UID:APPLE-1
SUMMARY:Studieresa
DTSTART;VALUE=DATE:20270615
DTEND;VALUE=DATE:20270618
RRULE:FREQ=YEARLY
END:VEVENT
END:VCALENDAR
"""


@pytest.fixture
def maja():
    return make.person("Maja Lindqvist", email="maja@riksdagen.se")


def upload(user, *texts):
    files = [SimpleUploadedFile(f"{number}.ics", text.encode()) for number, text in enumerate(texts)]
    return client_of(user).post(UPLOAD, {"files": files}, follow=True)


def theirs(contact):
    return {(part.person.name, part.attendance) for part in contact.participations.filter(side="theirs")}


def test_invitation_from_outlook_becomes_a_planned_contact(alma, maja):
    make.person("Per Ahl", email="per@riksdagen.se")
    page = upload(alma, OUTLOOK).content.decode()
    row = Interaction.objects.get()

    assert (row.title, row.held_on, row.held_at) == ("Lunch om Ostlänken", dt.date(2027, 6, 15), dt.time(12))
    assert (row.status, row.kind, row.place, row.direction) == ("planned", "meeting", "Rosenbad", "theirs")
    assert row.summary == "Vi talar om banan."
    assert theirs(row) == {("Maja Lindqvist", "attended"), ("Per Ahl", "declined")}
    assert [part.user for part in row.participations.filter(side="ours")] == [alma]
    assert "Okänd Gäst &lt;gast@okand.se&gt;" in page


def test_invitation_from_google_is_in_stockholms_time_and_ours(alma, maja):
    upload(alma, GOOGLE)
    row = Interaction.objects.get()

    assert (row.held_at, row.direction) == (dt.time(12), "ours")
    assert theirs(row) == {("Maja Lindqvist", "attended")}


def test_colleague_who_has_said_no_is_not_with(alma, eva, maja):
    asked = OUTLOOK.replace("UID:", "ATTENDEE;PARTSTAT=ACCEPTED:mailto:eva@example.se\nUID:")
    upload(alma, asked)
    upload(alma, asked.replace("PARTSTAT=ACCEPTED", "PARTSTAT=DECLINED").replace("SEQUENCE:1", "SEQUENCE:2"))

    assert [part.user for part in Interaction.objects.get().participations.filter(side="ours")] == [alma]


def test_meeting_that_has_been_is_taken_in_with_word_of_what_to_do(alma, maja):
    said = "Ändra läget till Genomförd"
    assert said not in upload(alma, OUTLOOK).content.decode()
    assert said in upload(alma, GOOGLE.replace("20270615", "20260210")).content.decode()


def test_series_from_apple_is_read_once_and_that_is_told(alma):
    page = upload(alma, APPLE).content.decode()
    row = Interaction.objects.get()

    assert (row.held_on, row.ends_on, row.held_at) == (dt.date(2027, 6, 15), dt.date(2027, 6, 17), None)
    assert "Bara det första tillfället" in page


def test_several_files_become_several_contacts_and_the_broken_one_is_named(alma, maja):
    page = upload(alma, OUTLOOK, "inget alls", GOOGLE).content.decode()

    assert Interaction.objects.count() == 2
    assert "1.ics: Filen är ingen kalenderfil" in page


def test_same_invitation_read_again_is_the_same_contact(alma, maja):
    upload(alma, OUTLOOK)
    before = Interaction.history.count()
    page = upload(alma, OUTLOOK).content.decode()

    assert Interaction.objects.count() == 1
    assert Interaction.history.count() == before
    assert "fanns redan. Inget ändrades" in page


def test_moved_meeting_moves_the_contact(alma, maja):
    upload(alma, OUTLOOK)
    moved = OUTLOOK.replace("20270615T", "20270616T").replace("SEQUENCE:1", "SEQUENCE:2")
    upload(alma, moved)
    assert Interaction.objects.get().held_on == dt.date(2027, 6, 16)

    page = upload(alma, OUTLOOK).content.decode()
    assert "från en senare inbjudan" in page
    assert Interaction.objects.get().held_on == dt.date(2027, 6, 16)


def test_contact_that_somebody_has_changed_is_left_and_that_is_told(alma, maja):
    upload(alma, OUTLOOK)
    interactions.edit(actor=alma, interaction=Interaction.objects.get(), place="Vårt kontor")
    page = upload(alma, OUTLOOK.replace("SEQUENCE:1", "SEQUENCE:2").replace("Rosenbad", "Riksdagen")).content.decode()

    assert "har ändrats för hand" in page
    assert Interaction.objects.get().place == "Vårt kontor"


def test_contact_changed_by_an_invitation_is_changed_by_the_next(alma, maja):
    upload(alma, OUTLOOK)
    for number, place in ((2, "Riksdagen"), (3, "Kulturhuset")):
        upload(alma, OUTLOOK.replace("SEQUENCE:1", f"SEQUENCE:{number}").replace("Rosenbad", place))

    assert Interaction.objects.get().place == "Kulturhuset"


def test_cancelled_meeting_cancels_the_contact(alma, maja):
    upload(alma, OUTLOOK)
    page = upload(alma, OUTLOOK.replace("METHOD:REQUEST", "METHOD:CANCEL")).content.decode()

    assert Interaction.objects.get().status == "cancelled"
    assert "är inställd" in page


def test_cancelled_meeting_that_was_carried_out_stays(alma, maja):
    held = OUTLOOK.replace("20270615T", "20260615T")
    upload(alma, held)
    interactions.edit(actor=alma, interaction=Interaction.objects.get(), status="done")
    page = upload(alma, held.replace("METHOD:REQUEST", "METHOD:CANCEL")).content.decode()

    assert Interaction.objects.get().status == "done"
    assert "inte längre planerad" in page


def test_cancelled_meeting_that_is_not_here_is_told(alma):
    page = upload(alma, OUTLOOK.replace("METHOD:REQUEST", "METHOD:CANCEL")).content.decode()

    assert "fanns inte här" in page
    assert not Interaction.objects.exists()


def test_colleague_who_reads_the_same_invitation_finds_the_contact(alma, eva, maja):
    upload(alma, OUTLOOK)
    upload(eva, OUTLOOK)

    assert Interaction.objects.count() == 1
    assert InteractionOrigin.objects.get().owner == alma


def test_private_meeting_is_confidential_and_others_make_their_own(alma, eva, maja):
    private = GOOGLE.replace("SEQUENCE:0", "SEQUENCE:0\nCLASS:PRIVATE").replace("alma@example.se", "x@example.se")
    upload(alma, private)
    upload(eva, private)

    assert Interaction.objects.count() == 2
    assert Interaction.objects.filter(is_confidential=True).count() == 2


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "kalenderfil"),
        ("hej", "ingen kalenderfil"),
        ("BEGIN:VCALENDAR\nVERSION:2.0\nEND:VCALENDAR", "inget möte"),
        ("BEGIN:VCALENDAR\nBEGIN:VEVENT\n", "skadad"),
        (OUTLOOK.replace("METHOD:REQUEST", "METHOD:REPLY"), "svar på en inbjudan"),
        (OUTLOOK.replace("20270615T120000", "snart"), "Tiden går inte att läsa"),
        (OUTLOOK.replace("20270615T", "90270615T"), "0.ics: Året ska ligga mellan 1900 och 2100"),
        (OUTLOOK.replace("UID:0400ABC\n", ""), "saknar identitet"),
    ],
)
def test_what_is_no_invitation_is_told_beside_the_field(alma, text, said):
    answer = upload(alma, text)

    assert answer.status_code == 422
    assert said in str(answer.context["form"].errors["files"])
    assert not Interaction.objects.exists()


def test_reading_never_stumbles_over_a_damaged_file():
    for length in range(0, len(OUTLOOK) - 30, 37):
        with pytest.raises(Unreadable, match=r"\w+ .+"):
            read(OUTLOOK[:length].encode())


def test_reader_of_the_register_may_not_take_in(bo):
    assert upload(bo, OUTLOOK).status_code == 403
    make_advocacy.event()
    assert not Interaction.objects.exists()
