"""The consultation desk: what is late and soon, the way to an answer, what came of it, and where deadlines show."""

import datetime as dt
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from advocacy.choices import ConsultationState, TakenUp
from advocacy.exports.calendar import calendar_of
from advocacy.models import Consultation, MemberAnswer, Viewpoint
from advocacy.services import agenda, consultation_parts, consultations
from advocacy.services.consultation_ways import WAYS, day_before
from crm.common import extensions
from crm.common.dates import today
from crm.models import Attachment
from crm.services import digests
from tests import make, make_advocacy
from tests.base import client_of

pytestmark = pytest.mark.django_db
LIST = reverse("advocacy:consultation_list")
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF"


def ahead(days):
    return today() + dt.timedelta(days=days)


def referral(alma, title="Fler spår", days=60, **fields):
    due_on = None if days is None else ahead(days)
    return consultations.add(actor=alma, title=title, due_on=due_on, **fields)


def started(alma, title="Fler spår", days=60, way=0, **fields):
    row = referral(alma, title, days, **fields)
    return consultations.start(actor=alma, consultation=row, way=WAYS[way])


def answered(alma, **fields):
    row = started(alma, **fields)
    return consultations.file_answer(actor=alma, consultation=row, answered_on=today())


def address(name, row):
    return reverse(f"advocacy:{name}", args=[row.pk])


def listed(user, **query):
    return [row.title for row in client_of(user).get(LIST, query).context["object_list"]]


# --- The desk ------------------------------------------------------------------------------------------------------


def test_desk_shows_what_is_at_work_with_the_nearest_first(alma, bo):
    referral(alma, "Utan dag", None)
    started(alma, "Försenad", -2)
    referral(alma, "Snart", 3)
    started(alma, "Senare", 90)
    referral(alma, "Gick ut", -9)
    answered(alma, title="Klar")

    assert listed(bo) == ["Försenad", "Snart", "Senare", "Utan dag"]
    assert listed(bo, show="sena") == ["Försenad"]
    assert listed(bo, show="nya") == ["Snart", "Utan dag"]
    assert listed(bo, show="utgangna") == ["Gick ut"]
    assert listed(bo, show="besvarade") == ["Klar"]
    assert listed(bo, within="7") == ["Snart"]
    assert listed(bo, show="skräp") == []


def test_one_with_a_late_step_is_late(alma):
    row = started(alma, days=60)
    step = row.steps.first()
    consultation_parts.edit(actor=alma, part=step, due_on=ahead(-1))
    assert listed(alma, show="sena") == ["Fler spår"]
    consultation_parts.mark_step(actor=alma, step=step, is_done=True)
    assert listed(alma, show="sena") == []


def test_each_filter_narrows(alma, eva):
    ministry, about = make.organization("Departementet"), make_advocacy.priority("Spår")
    referral(alma, "Rätt", 20, sender=ministry, owner=eva, is_invited=True, priorities=[about], reference="LI2026/1234")
    referral(alma, "Fel", 20)
    for query in ({"sender": ministry.pk}, {"owner": eva.pk}, {"priority": about.pk}, {"is_invited": "true"},
                  {"q": "LI2026/1234"}, {"q": "rätt"}):  # fmt: skip
        assert listed(alma, **query) == ["Rätt"], query
    assert listed(alma, is_invited="false") == ["Fel"]


def test_time_left_is_red_in_time_and_list_goes_out_as_it_stands(alma):
    for days in (30, 15, 5, -1):
        started(alma, f"Om {days}", days)
    page = client_of(alma).get(LIST).content.decode()
    for state, words in (("bad", "försenad 1 dag"), ("bad", "5 dagar kvar"), ("warn", "15 dagar kvar")):
        assert re.search(rf'data-state="{state}"[^<]*>\s*{words}', page), words
    answer = client_of(alma).get(reverse("advocacy:consultation_export"), {"format": "csv", "within": "7"})
    sheet = answer.getvalue().decode("utf-8-sig")
    assert "Om 5" in sheet and "Om 15" not in sheet and "5 dagar kvar" in sheet


# --- The way to an answer ------------------------------------------------------------------------------------------


def test_steps_are_counted_back_from_the_last_day_and_never_fall_on_a_weekend(alma):
    row = started(alma, days=60, way=1)
    steps = list(row.steps.all())
    assert [step.days_before for step in steps] == [28, 21, 14, 5, 1]
    assert [step.due_on for step in steps] == [day_before(row.due_on, step.days_before) for step in steps]
    assert all(step.due_on.weekday() < 5 and step.owner == alma for step in steps)
    assert day_before(dt.date(2026, 11, 23), 1) == dt.date(2026, 11, 20)


def test_page_of_starting_suggests_the_way_that_there_is_time_for(alma):
    for days, name in ((60, "board"), (35, "presidium"), (4, "short")):
        form = client_of(alma).get(address("consultation_start", referral(alma, days=days))).context["form"]
        assert form.initial["way"] == name


def test_postponement_moves_what_is_not_done(alma):
    row = started(alma, days=60)
    first, second = row.steps.all()[:2]
    consultation_parts.mark_step(actor=alma, step=first, is_done=True)
    row.refresh_from_db()

    answer = client_of(alma).post(
        address("consultation_postpone", row), {"version": row.version, "postponed_to": ahead(90).isoformat()}
    )

    assert answer.status_code == 302
    row.refresh_from_db()
    assert (row.due_on, row.answer_by) == (ahead(60), ahead(90))
    assert row.steps.get(pk=first.pk).due_on == first.due_on
    assert row.steps.get(pk=second.pk).due_on == day_before(ahead(90), second.days_before)
    early = {"version": row.version, "postponed_to": ahead(50).isoformat()}
    assert client_of(alma).post(address("consultation_postpone", row), early).status_code == 422


def test_abstaining_takes_a_reason_and_can_be_taken_back(alma):
    row = referral(alma)
    assert client_of(alma).post(address("consultation_abstain", row), {"version": 1, "reason": " "}).status_code == 422
    client_of(alma).post(address("consultation_abstain", row), {"version": 1, "reason": "Rör oss inte"})
    row.refresh_from_db()
    assert (row.state, row.state_reason) == ("abstained", "Rör oss inte")
    assert listed(alma, show="avstar") == ["Fler spår"]
    client_of(alma).post(address("consultation_take_back", row))
    row.refresh_from_db()
    assert (row.state, row.state_reason) == ("new", "")


def test_who_saves_over_a_colleague_is_told(alma):
    row = referral(alma)
    consultations.edit(actor=alma, consultation=row, reference="LI2026/0001")
    data = {"version": 1, "title": "Mitt", "origin": "government"}
    answer = client_of(alma).post(address("consultation_edit", row), data)
    assert answer.status_code == 409
    assert "LI2026/0001" in answer.content.decode() and 'value="Mitt"' in answer.content.decode()


def test_answer_is_filed_with_its_decision_and_given_out_to_save(alma, bo):
    row = started(alma)
    data = {
        "version": row.version, "answered_on": today().isoformat(), "decided_by": "Presidiet", "paragraph": "14",
        "decided_on": today().isoformat(), "upload": SimpleUploadedFile("Svar.pdf", PDF),
    }  # fmt: skip
    client_of(alma).post(address("consultation_answer", row), data)
    row.refresh_from_db()
    assert (row.state, row.paragraph, row.answer.name) == ("answered", "14", "Svar.pdf")
    file = client_of(bo).get(address("consultation_file", row))
    assert file["Content-Disposition"].startswith("attachment") and file["X-Content-Type-Options"] == "nosniff"
    assert b"".join(file.streaming_content) == PDF

    again = {"version": row.version, "answered_on": today().isoformat(), "upload": SimpleUploadedFile("a.exe", b"MZ")}
    assert client_of(alma).post(address("consultation_answer", row), again).status_code == 422
    row.refresh_from_db()
    assert row.answer.name == "Svar.pdf"

    mended = {"version": row.version, "answered_on": today().isoformat(), "upload": SimpleUploadedFile("Ny.pdf", PDF)}
    client_of(alma).post(address("consultation_answer", row), mended)
    row.refresh_from_db()
    assert (row.answer.name, row.state) == ("Ny.pdf", "answered")
    assert not Attachment.objects.filter(name="Svar.pdf").exists()


def test_viewpoints_are_followed_up_with_document_and_page(alma):
    row = answered(alma)
    for text in ("Fler spår", "Fler lärare"):
        client_of(alma).post(address("viewpoint_add", row), {"kind": "supports", "text": text})
    first, second = row.viewpoints.all()
    finish = address("consultation_finish", row)
    client_of(alma).post(finish)
    row.refresh_from_db()
    assert row.state == ConsultationState.ANSWERED  # nothing is judged yet

    nowhere = {"version": first.version, "taken_up": "yes"}
    assert client_of(alma).post(address("viewpoint_assess", first), nowhere).status_code == 422
    read = {**nowhere, "document": "Prop. 2026/27:1", "page": "s. 12"}
    client_of(alma).post(address("viewpoint_assess", first), read)
    client_of(alma).post(address("viewpoint_assess", second), {"version": second.version, "taken_up": "unknown"})
    client_of(alma).post(finish)

    row.refresh_from_db()
    first.refresh_from_db()
    assert row.state == ConsultationState.FOLLOWED_UP
    assert (first.taken_up, first.page, first.assessed_by) == (TakenUp.YES, "12", alma)
    page = client_of(alma).get(row.get_absolute_url()).content.decode()
    assert "1 fick gehör, 1 går inte att säga." in page and "s. 12" in page


def test_members_answers_are_summed_up_and_each_member_stands_once(alma):
    row = answered(alma)
    one, other = make.organization("Region Ett"), make.organization("Region Två")
    add = address("member_answer_add", row)
    client_of(alma).post(add, {"organization": one.pk, "agreement": "agrees"})
    client_of(alma).post(add, {"organization": other.pk, "agreement": "differs", "note": "Vill annat"})
    again = client_of(alma).post(add, {"organization": one.pk, "agreement": "differs"})
    assert again.status_code == 422 and "Region Ett svar finns redan" in again.content.decode()
    assert "1 överens med oss, 1 tycker annat." in client_of(alma).get(row.get_absolute_url()).content.decode()


def test_part_that_is_taken_away_can_be_had_back(alma):
    row = answered(alma)
    part = consultation_parts.add(actor=alma, part=Viewpoint(consultation=row), kind="objects", text="Nej")
    page = client_of(alma).post(address("viewpoint_remove", part), follow=True).content.decode()
    assert not row.viewpoints.exists()
    undo = re.search(r'href="(/[^"]*angra[^"]*)"', page)
    client_of(alma).post(undo[1])
    assert row.viewpoints.get().text == "Nej"


def test_reader_sees_all_and_changes_nothing(bo, alma):
    row = started(alma)
    page = client_of(bo).get(row.get_absolute_url())
    assert page.status_code == 200 and "Lägg till steg" not in page.content.decode()
    assert client_of(bo).post(address("consultation_take_back", row)).status_code == 403


# --- Where deadlines show ------------------------------------------------------------------------------------------


def test_deadlines_stand_on_today_in_the_week_in_the_letter_and_in_the_calendar(alma, bo):
    row = started(alma, "Spårremissen", 0, way=2)
    home = client_of(alma).get(reverse("crm:home")).content.decode()
    assert "Spårremissen" in home and "Spårremissen" not in client_of(bo).get(reverse("crm:home")).content.decode()
    assert "Spårremissen" in client_of(alma).get(reverse("advocacy:task_week")).content.decode()
    said = [line for section in digests.contents(alma, today()) for line, _url in section.lines]
    assert any(line.startswith("Remissvar: Spårremissen") for line in said)
    feed = calendar_of(alma).decode().replace("\r\n ", "")
    assert f"remiss-{row.pk}@" in feed and "Svaret lämnas in: Spårremissen" in feed
    consultations.file_answer(actor=alma, consultation=row, answered_on=today())
    assert not agenda.late(alma, today()).consultations
    assert "Spårremissen" not in calendar_of(alma).decode()


def test_consultation_is_on_the_pages_it_concerns_and_is_found(alma):
    about, ministry, member = (
        make_advocacy.priority("Spår"),
        make.organization("Departementet"),
        make.organization("R1"),
    )
    row = referral(alma, "Höghastighetsremissen", sender=ministry, priorities=[about], reference="LI2026/00777")
    consultation_parts.add(actor=alma, part=MemberAnswer(consultation=row), organization=member)
    for page in (about, ministry, member):
        assert "Höghastighetsremissen" in client_of(alma).get(f"{page.get_absolute_url()}kort/").content.decode()
    for words in ("höghastighetsremissen", "LI2026/00777"):
        assert row.get_absolute_url() in client_of(alma).get(reverse("crm:search"), {"q": words}).content.decode()


def test_who_leaves_hands_over_consultations_and_their_steps(alma, eva):
    row = started(alma)
    for handover in extensions.handovers:
        if handover.name.startswith("consultation"):
            rows = list(handover.rows(alma, eva, today(), alma))
            handover.hand(rows=rows, giver=alma, receiver=eva, actor=alma)
    row.refresh_from_db()
    assert row.owner == eva and {step.owner for step in row.steps.all()} == {eva}


def test_list_asks_few_questions_whatever_it_holds(alma, django_assert_max_num_queries):
    about = make_advocacy.priority("Spår")
    for number in range(12):
        started(alma, f"Remiss {number}", priorities=[about])
    client = client_of(alma)
    with django_assert_max_num_queries(10):
        client.get(LIST, {"kolumner": "title,step,priorities,owner,sender"})
    assert Consultation.objects.count() == 12


def test_how_many_the_list_shows_is_told_of_all_that_there_are(alma):
    referral(alma, "Öppen", 30)
    referral(alma, "Gången", -30)
    page = client_of(alma).get(LIST).content.decode()
    assert "1 av 2" in page
    everything = client_of(alma).get(LIST, {"show": "alla"}).content.decode()
    assert "Totalt 2" in everything
