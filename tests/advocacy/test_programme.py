"""The programme of a week: read from a sheet or a calendar, looked through, taken in, taken back; and its page."""

import datetime as dt
import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from advocacy.imports.calendar import Unreadable
from advocacy.imports.programme import parts, read
from advocacy.models import Event, EventSpeaker, EventStaff
from advocacy.services import events
from contacts.columns.person import describe_person
from crm.common import extensions, undo, writes
from crm.common.dates import today
from crm.models import Operation
from tests import make, make_advocacy
from tests.base import client_of

pytestmark = pytest.mark.django_db
MONDAY = dt.date(2027, 6, 21)
FRIDAY = MONDAY + dt.timedelta(days=4)
HEADS = "Titel;Datum;Tid;Plats;Arrangör;Medverkande;Länk"
ROW = 'Vem bygger?;2027-06-22;10.00–11.30;Visby;Trafikverket;"Maja Lindqvist (C), Okänd Person";https://almedalen.se/1'


@pytest.fixture
def week():
    return make_advocacy.event("Almedalsveckan", kind="week", starts_on=MONDAY, ends_on=FRIDAY)


def sheet(*rows, heads=HEADS):
    return "\n".join((heads, *rows)).encode()


def found_in(content, name="program.csv"):
    return read(content, name, first=MONDAY, last=FRIDAY)


def ics(*events_):
    body = "".join(f"BEGIN:VEVENT\r\nDTSTAMP:20270101T000000Z\r\n{one}\r\nEND:VEVENT\r\n" for one in events_)
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//SV\r\n{body}END:VCALENDAR\r\n".encode()


def preview(user, week, content, name="program.csv"):
    url = reverse("advocacy:event_programme_import", args=[week.pk])
    return client_of(user).post(url, {"file": SimpleUploadedFile(name, content)})


def take_in(user, week, content, name="program.csv"):
    shown = preview(user, week, content, name)
    url = reverse("advocacy:event_programme_import", args=[week.pk])
    return client_of(user).post(url, {"read": shown.context["read"]}, follow=True)


# --- Reading ----------------------------------------------------------------------------------------------


def test_sheet_is_read_with_day_time_place_and_who_takes_part():
    (entry,) = found_in(sheet(ROW)).entries

    assert (entry.name, entry.starts_on, entry.starts_at, entry.ends_at) == (
        "Vem bygger?",
        dt.date(2027, 6, 22),
        dt.time(10),
        dt.time(11, 30),
    )
    assert (entry.place, entry.organizer, entry.url) == ("Visby", "Trafikverket", "https://almedalen.se/1")
    assert [part.name for part in entry.speakers] == ["Maja Lindqvist", "Okänd Person"]


def test_workbook_with_a_heading_above_and_english_columns_is_read():
    book = openpyxl.Workbook()
    rows = [["Almedalen 2027"], [], ["Title", "Date", "Start", "End", "Venue", "Speakers"]]
    for row in [
        *rows,
        ["Tåg", dt.date(2027, 6, 22), dt.time(9), dt.time(10), "Visby", "Moderator: Anna Ek\nBo Dahl, GD"],
    ]:
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    (entry,) = found_in(file.getvalue(), "program.xlsx").entries

    assert (entry.name, entry.starts_on, entry.starts_at, entry.ends_at) == (
        "Tåg",
        dt.date(2027, 6, 22),
        dt.time(9),
        dt.time(10),
    )
    assert [(part.name, part.role) for part in entry.speakers] == [("Anna Ek", "moderator"), ("Bo Dahl", "speaker")]


@pytest.mark.parametrize("said", ["22/6", "22 juni", "tisdag 22 juni", "2027-06-22"])
def test_day_is_understood_as_people_write_it(said):
    (entry,) = found_in(sheet(f"Tåg;{said}", heads="Titel;Datum")).entries

    assert entry.starts_on == dt.date(2027, 6, 22)


@pytest.mark.parametrize(
    ("row", "column", "value", "reason"),
    [
        (";2027-06-22;;;;;", "Titel", "", "saknar titel"),
        ("Tåg;;;;;;", "Datum", "", "saknar datum"),
        ("Tåg;någon gång;;;;;", "Datum", "någon gång", "förstå som en dag"),
        ("Tåg;2027-07-22;;;;;", "Datum", "2027-07-22", "utanför arrangemanget"),
        ("Tåg;2027-06-22;efter lunch;;;;", "Tid", "efter lunch", "går inte att läsa"),
        ("Tåg;2027-06-22;25.00;;;;", "Tid", "25.00", "går inte att läsa"),
        ("Tåg;2027-06-22;11–10;;;;", "Slut", "10.00", "Slutar innan"),
        ("Tåg;2027-06-22;;;;;inte en länk", "Länk", "inte en länk", "ingen webbadress"),
    ],
)
def test_wrong_row_says_where_what_and_why_and_the_others_are_read(row, column, value, reason):
    found = found_in(sheet(ROW, row))

    assert len(found.entries) == 1
    (wrong,) = found.wrong
    assert (wrong.row, wrong.column, wrong.value) == (3, column, value)
    assert reason in wrong.reason


def test_row_that_stands_twice_is_told_with_the_first_ones_number():
    (wrong,) = found_in(sheet(ROW, ROW)).wrong

    assert "rad 2" in wrong.reason


@pytest.mark.parametrize("content", [b"", b"Namn;Telefon\nAnna;08", b"PK\x03\x04trasig"])
def test_file_that_is_no_programme_is_refused_in_words(content):
    with pytest.raises(Unreadable, match=r"\w+ .+"):
        found_in(content)


def test_file_without_the_columns_is_refused_with_what_stands_there():
    with pytest.raises(Unreadable, match=r"Titel och Datum måste finnas. Överst i filen står: Vad, När"):
        found_in(b"Vad;;N\xc3\xa4r\nT\xc3\xa5g;;28/6")


def test_columns_that_are_not_read_are_told(alma, week):
    content = sheet("Tåg;2027-06-22;Fika ingår;Ja", heads="Titel;Datum;Beskrivning;Direktsänds")

    assert found_in(content).told == ["Kolumner som inte läses: Beskrivning, Direktsänds."]
    assert "Kolumner som inte läses: Beskrivning, Direktsänds." in preview(alma, week, content).content.decode()
    assert found_in(sheet(ROW)).told == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Anna Ek, Bo Dahl", ["Anna Ek", "Bo Dahl"]),
        ("Anna Ek, ledamot (C); Bo Dahl, GD, Trafikverket", ["Anna Ek", "Bo Dahl"]),
        ("Anna Ek, riksdagsledamot", ["Anna Ek"]),
        ("Anna Ek\nanna ek\nAnna Ek", ["Anna Ek"]),
        ("", []),
    ],
)
def test_those_who_take_part_are_told_apart(text, names):
    assert [part.name for part in parts(text)] == names


def test_calendar_is_read_in_stockholms_time():
    one = "UID:a@x\r\nSUMMARY:Tåg\r\nDTSTART:20270622T080000Z\r\nDTEND:20270622T090000Z\r\n"
    one += "DESCRIPTION:Om tåg\\nMedverkande: Anna Ek\\, Bo Dahl"
    (entry,) = found_in(ics(one), "program.ics").entries

    assert (entry.uid, entry.starts_at, entry.ends_at) == ("a@x", dt.time(10), dt.time(11))
    assert [part.name for part in entry.speakers] == ["Anna Ek", "Bo Dahl"]


def test_event_that_comes_again_is_read_once_and_that_is_told():
    found = found_in(ics("UID:a@x\r\nSUMMARY:Frukost\r\nDTSTART:20270622T080000Z\r\nRRULE:FREQ=DAILY;COUNT=3"), "p.ics")

    assert len(found.entries) == 1
    assert found.told == ["”Frukost” återkommer. Bara det första tillfället lästes in."]


# --- Taking in -----------------------------------------------------------------------------------------------


def test_looking_through_changes_nothing(alma, week):
    page = preview(alma, week, sheet(ROW))

    assert page.context["counts"] == {"new": 1, "changed": 0, "unchanged": 0, "missing": 0, "wrong": 0}
    assert Event.objects.count() == 1


def test_programme_is_taken_in_with_those_we_know_linked(alma, week):
    maja = make.mp("Maja Lindqvist", code="C")
    take_in(alma, week, sheet(ROW))
    part = Event.objects.get(parent=week)

    assert (part.name, part.is_ours, part.organizer) == ("Vem bygger?", False, "Trafikverket")
    assert {(row.name, row.person) for row in part.speakers.all()} == {("Maja Lindqvist", maja), ("Okänd Person", None)}


def test_name_that_two_people_have_is_linked_to_neither(alma, week):
    make.person("Maja Lindqvist")
    make.person("Maja Lindqvist")
    take_in(alma, week, sheet(ROW))

    assert not EventSpeaker.objects.filter(person__isnull=False).exists()


def test_own_body_as_organizer_makes_it_ours(alma, week):
    make.organization("Mälarrådet", is_own_body=True)
    take_in(alma, week, sheet("Tåg;2027-06-22;;;Trafikverket och Mälarrådet;;"))

    assert Event.objects.get(name="Tåg").is_ours


@pytest.mark.parametrize("name", ["sheet", "calendar"])
def test_reading_the_same_file_again_changes_nothing(alma, week, name):
    make.mp("Maja Lindqvist", code="C")
    one = "UID:a@x\r\nSUMMARY:Tåg\r\nDTSTART:20270622T080000Z\r\nDESCRIPTION:Talare: Maja Lindqvist"
    content, file = (sheet(ROW), "p.csv") if name == "sheet" else (ics(one), "p.ics")
    take_in(alma, week, content, file)
    before = (Event.history.count(), EventSpeaker.history.count())
    page = preview(alma, week, content, file)
    answer = take_in(alma, week, content, file)

    assert page.context["is_nothing"]
    assert "redan inläst" in answer.content.decode()
    assert (Event.history.count(), EventSpeaker.history.count()) == before
    assert Operation.objects.count() == 1


def test_changed_row_changes_its_event_and_keeps_what_the_file_leaves_out(alma, week):
    take_in(alma, week, sheet(ROW))
    row = "Vem bygger?;2027-06-22;10.00–12.00;;;Okänd Person;"
    page = preview(alma, week, sheet(row))
    take_in(alma, week, sheet(row))
    part = Event.objects.get(parent=week)

    [(changed, lines)] = page.context["changed"]
    assert (changed, lines) == (part, ["slutar: 11.30 → 12.00", "utgår: Maja Lindqvist"])
    assert "slutar: 11.30 → 12.00 · utgår: Maja Lindqvist" in page.content.decode()
    assert (part.ends_at, part.place) == (dt.time(12), "Visby")
    assert [row.name for row in part.speakers.all()] == ["Okänd Person"]


def test_moved_event_is_known_by_its_id(alma, week):
    take_in(alma, week, ics("UID:a@x\r\nSUMMARY:Tåg\r\nDTSTART:20270622T080000Z"), "p.ics")
    take_in(alma, week, ics("UID:a@x\r\nSUMMARY:Tåg igen\r\nDTSTART:20270623T080000Z"), "p.ics")
    part = Event.objects.get(parent=week)

    assert (part.name, part.starts_on) == ("Tåg igen", dt.date(2027, 6, 23))


def test_event_with_another_time_that_day_is_changed_and_not_put_in_twice(alma, week):
    take_in(alma, week, sheet(ROW))
    part = Event.objects.get(parent=week)
    row = "Vem bygger?;2027-06-22;13.00–14.00;Kallis;;;"
    page = preview(alma, week, sheet(row))
    take_in(alma, week, sheet(row))

    [(changed, lines)] = page.context["changed"]
    assert (changed, page.context["counts"]["missing"]) == (part, 0)
    assert "börjar: 10.00 → 13.00" in lines
    part = Event.objects.get(parent=week)
    assert (part.starts_at, part.ends_at, part.place) == (dt.time(13), dt.time(14), "Kallis")


def test_one_of_two_of_a_name_that_day_moves_and_of_two_that_move_none_is_guessed(alma, week):
    def times():
        return [f"{row.starts_at:%H}" for row in Event.objects.filter(parent=week).order_by("starts_at")]

    take_in(alma, week, sheet("Lunch;2027-06-22;11.00;;;;", "Lunch;2027-06-22;12.00;;;;"))
    take_in(alma, week, sheet("Lunch;2027-06-22;11.00;;;;", "Lunch;2027-06-22;13.00;;;;"))
    assert times() == ["11", "13"]
    take_in(alma, week, sheet("Lunch;2027-06-22;15.00;;;;", "Lunch;2027-06-22;16.00;;;;"))
    assert times() == ["11", "13", "15", "16"]


def test_what_is_gone_from_the_file_is_told_and_stays(alma, week):
    make_advocacy.event("Inlagd för hand", starts_on=MONDAY, parent=week)
    page = preview(alma, week, sheet(ROW))
    take_in(alma, week, sheet(ROW))

    assert "Inlagd för hand" in page.content.decode()
    assert page.context["counts"]["missing"] == 1
    assert Event.objects.filter(name="Inlagd för hand").exists()


def test_programme_can_be_taken_back_as_a_whole(alma, eva, week):
    take_in(alma, week, sheet(ROW))
    take_in(alma, week, sheet(ROW.replace("Visby", "Burmeister")))
    last, first = Operation.objects.order_by("-pk")
    undo.undo(operation=last, actor=alma)

    assert Event.objects.get(parent=week).place == "Visby"
    undo.undo(operation=first, actor=alma)
    assert not Event.objects.filter(parent=week).exists()
    assert not EventSpeaker.objects.exists()


def test_file_that_is_no_programme_is_told_beside_the_field(alma, week):
    answer = preview(alma, week, b"Namn;Telefon\nAnna;08")

    assert answer.status_code == 422
    assert "Titel och Datum" in str(answer.context["form"].errors["file"])


def test_what_was_looked_through_by_somebody_else_is_not_taken_in(alma, eva, week):
    shown = preview(alma, week, sheet(ROW)).context["read"]
    url = reverse("advocacy:event_programme_import", args=[week.pk])

    assert client_of(eva).post(url, {"read": shown}).status_code == 422
    assert Event.objects.count() == 1


def test_large_programme_takes_few_statements(alma, week, django_assert_max_num_queries):
    rows = [f"Punkt {number};2027-06-22;10.00;;;Talare Nummer{number};" for number in range(300)]
    shown = preview(alma, week, sheet(*rows)).context["read"]
    client, url = client_of(alma), reverse("advocacy:event_programme_import", args=[week.pk])
    with django_assert_max_num_queries(90):
        client.post(url, {"read": shown})

    assert Event.objects.filter(parent=week).count() == 300


# --- The page ----------------------------------------------------------------------------------------------------


@pytest.fixture
def filled(alma, week):
    maja = make.mp("Maja Lindqvist", code="C")
    take_in(alma, week, sheet(ROW, "Tåg;2027-06-23;09.00;;;;", "Vår frukost;2027-06-23;08.00;;;;"))
    breakfast = Event.objects.get(name="Vår frukost")
    events.edit(actor=alma, event=breakfast, is_ours=True)
    writes.save(EventStaff(event=breakfast, user=alma, duty="hosts"), actor=alma)
    return maja


def shown(user, week, **query):
    page = client_of(user).get(reverse("advocacy:event_programme", args=[week.pk]), query)
    return [row.name for row in page.context["object_list"]], page.content.decode()


def test_programme_is_shown_in_order_with_those_we_know_and_their_party(bo, week, filled):
    names, page = shown(bo, week)

    assert names == ["Vem bygger?", "Vår frukost", "Tåg"]
    assert filled.get_absolute_url() in page
    for text in ("Okänd Person", "Alma Ek", describe_person(filled)["detail"], "vår"):
        assert text in page


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({"known": "on"}, ["Vem bygger?"]),
        ({"ours": "on"}, ["Vår frukost"]),
        ({"staffed": "on"}, ["Vår frukost"]),
        ({"day": "2027-06-23"}, ["Vår frukost", "Tåg"]),
        ({"day": "igår"}, []),
    ],
)
def test_programme_is_filtered(bo, week, filled, query, names):
    assert shown(bo, week, **query)[0] == names


def test_what_somebody_does_is_said_of_names_outside_the_register_too(bo, week, filled):
    part = Event.objects.get(name="Tåg")
    EventSpeaker.objects.create(event=part, name="Anna Programledare", role="moderator")

    assert "Anna Programledare (moderator)" in shown(bo, week)[1]


def test_programme_takes_the_same_queries_whatever_it_holds(alma, week, filled, django_assert_max_num_queries):
    client, url = client_of(alma), reverse("advocacy:event_programme", args=[week.pk])
    with django_assert_max_num_queries(14):
        client.get(url)


def test_person_page_shows_where_they_are_to_take_part(bo, alma):
    maja, day = make.person("Maja Lind"), today() + dt.timedelta(days=2)
    for name, on in (("Kommande samtal", day), ("Gammalt samtal", today() - dt.timedelta(days=2))):
        part = make_advocacy.event(name, starts_on=on)
        writes.save(EventSpeaker(event=part, person=maja, role="panel"), actor=alma)
    page = client_of(bo).get(f"{maja.get_absolute_url()}kort/").content.decode()

    assert "Kommande samtal" in page
    assert "Gammalt samtal" not in page


def test_name_in_the_programme_is_linked_to_a_person_later(alma, week, filled):
    row, kim = EventSpeaker.objects.get(name="Okänd Person"), make.person("Kim Berg")
    url = reverse("advocacy:event_speaker_edit", args=[row.pk])
    client_of(alma).post(url, {"person": kim.pk, "name": row.name, "role": "panel"})
    row.refresh_from_db()

    assert (row.person, row.name, row.role) == (kim, "Okänd Person", "panel")
    assert preview(alma, week, sheet(ROW)).context["counts"]["changed"] == 0


def test_person_takes_part_once(alma, week, filled):
    row = EventSpeaker.objects.get(name="Okänd Person")
    url = reverse("advocacy:event_speaker_edit", args=[row.pk])
    answer = client_of(alma).post(url, {"person": filled.pk, "name": row.name, "role": "panel"})

    assert answer.status_code == 422
    assert "medverkar redan" in str(answer.context["form"].errors["person"])


def test_nobody_is_refused_beside_the_field(alma, week):
    answer = client_of(alma).post(reverse("advocacy:event_speaker_add", args=[week.pk]), {"role": "speaker"})

    assert "person" in answer.context["form"].errors


def test_who_is_forgotten_is_taken_out_of_programmes_log_included(alma, eva):
    maja = make.person("Maja Lind")
    part = make_advocacy.event("Tåg")
    writes.save(EventSpeaker(event=part, person=maja, name="Maja Lind"), actor=alma)
    known = next(entry for entry in extensions.personal_data if entry.name == "event_parts")

    assert known.extract(maja)[0]["event"] == "Tåg"
    known.erase(maja, eva)
    assert not EventSpeaker.objects.exists()
    assert not EventSpeaker.history.exists()
