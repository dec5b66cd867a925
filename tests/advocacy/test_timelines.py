"""The timeline pages: who did what and when with a person, an organization, a priority or a goal."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from advocacy.models import (
    Commitment,
    EventSpeaker,
    Goal,
    Interaction,
    InteractionPriority,
    Participation,
    Priority,
    Stance,
)
from advocacy.services import commitments, tasks
from contacts.models import Membership, Person
from contacts.services import memberships, notes, people
from crm.common import timelines
from crm.common.timelines import Asked, Place
from crm.models import User
from tests import make, make_advocacy
from tests.base import client_of

pytestmark = pytest.mark.django_db
D = dt.date


@pytest.fixture
def maja(alma: User) -> Person:
    return make.person("Maja Lindqvist")


@pytest.fixture
def rail() -> Priority:
    return make_advocacy.priority("Järnväg")


def told(obj: Any, user: User, **asked: Any) -> list[str]:
    return [entry.title for entry in timelines.page_of(obj, user, Asked(**asked)).entries]


def whole(obj: Any, user: User, size: int, **asked: Any) -> list[tuple[dt.date, str]]:
    """All pages of a timeline, one after the other."""
    found, after = [], None
    while True:
        page = timelines.page_of(obj, user, Asked(**asked), after, size)
        found += [(entry.day, entry.title) for entry in page.entries]
        if page.last is None:
            return found
        assert len(found) < 1_000, "the pages go round in a circle"
        after = timelines.place(str(page.last))


def stance(who: Person, about: Priority, value: str, day: dt.date, by: User, **fields: Any) -> Stance:
    return Stance.objects.create(
        person=who, priority=about, value=value, stated_on=day, evidence="Sade det", noted_by=by, **fields
    )


def many_contacts(who: Person, about: Priority, number: int, by: User, day: dt.date | None = None) -> None:
    """So many meetings, past the services."""
    rows = Interaction.objects.bulk_create(
        Interaction(
            kind="meeting", title=f"Möte {n}", summary="Om spåren", created_by=by,
            held_on=day or D(2026, 9, 1) - dt.timedelta(days=n),
        )
        for n in range(number)
    )  # fmt: skip
    Participation.objects.bulk_create(Participation(interaction=row, person=who) for row in rows)
    InteractionPriority.objects.bulk_create(InteractionPriority(interaction=row, priority=about) for row in rows)


def asked_by(user: User, address: str) -> int:
    client = client_of(user)
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


# --- What is told ---------------------------------------------------------------------------------------------


def test_person_is_told_of_in_contacts_stances_promises_tasks_notes_and_parts(
    alma: User, maja: Person, rail: Priority
) -> None:
    make_advocacy.interaction(maja, title="Om spåren", held_on=D(2026, 3, 1), actor=alma)
    stance(maja, rail, "neutral", D(2026, 2, 1), alma)
    stance(maja, rail, "for", D(2026, 4, 1), alma)
    promise = commitments.add(
        actor=alma, promiser="theirs", text="Ställa en fråga", person=maja, priority=rail, made_on=D(2026, 4, 2)
    )
    commitments.close(actor=alma, commitment=promise, state="kept", on=D(2026, 4, 9))
    task = make_advocacy.task("Skicka underlag", person=maja, owner=alma, actor=alma)
    tasks.mark(task=task, is_done=True, actor=alma)
    notes.add(about=maja, text="Gillar kaffe", actor=alma)
    EventSpeaker.objects.create(event=make_advocacy.event("Mälartinget", starts_on=D(2026, 5, 5)), person=maja)
    kinds = ["kontakter", "installningar", "ataganden", "uppgifter", "anteckningar", "medverkan"]
    assert set(told(maja, alma, kinds=kinds)) == {
        "Om spåren", "Järnväg: Neutral", "Järnväg: För", "De lovade: Ställa en fråga", "Infriat: Ställa en fråga",
        "Klart: Skicka underlag", "Alma Ek antecknade", "Talare: Mälartinget",
    }  # fmt: skip
    (moved, first) = timelines.page_of(maja, alma, Asked(kinds=["installningar"])).entries
    assert "tidigare neutral" in moved.detail
    assert "tidigare" not in first.detail


def test_mandates_are_won_and_lost_and_a_struck_one_never_was(alma: User, maja: Person) -> None:
    council = make.organization("Köpings kommun", "municipality")
    make.membership(maja, council, "Kommunalråd", starts_on=D(2022, 10, 15), ends_on=D(2026, 9, 27))
    memberships.strike(
        membership=make.membership(maja, council, "Fel", starts_on=D(2023, 1, 1)), reason="Fel", actor=alma
    )
    lines = ["Lämnade: Kommunalråd, Köpings kommun", "Tillträdde: Kommunalråd, Köpings kommun"]
    assert told(maja, alma, kinds=["uppdrag"]) == lines
    assert told(council, alma, kinds=["uppdrag"]) == [
        "Lämnade: Maja Lindqvist, Kommunalråd",
        "Tillträdde: Maja Lindqvist, Kommunalråd",
    ]


def test_changes_say_in_words_what_was_changed_and_by_whom(alma: User, bo: User, maja: Person) -> None:
    people.edit(person=maja, tier="A", owner=alma, actor=alma)
    make.detail(maja, "email", "maja@example.se", actor=alma)
    lines = timelines.page_of(maja, bo, Asked(kinds=["andringar"], colleague=alma)).entries
    assert {line.title for line in lines} == {"Alma Ek ändrade person", "Alma Ek lade till kontaktuppgift"}
    details = " ".join(line.detail for line in lines)
    assert "Kontaktnivå: – → A" in details
    assert "→ Alma Ek" in details
    assert "maja@example.se" in details


def test_priority_and_goal_hold_what_is_linked_to_them_or_beneath_but_not_above(alma: User, maja: Person) -> None:
    above = make_advocacy.priority("Transporter")
    rail = make_advocacy.priority("Järnväg", parent=above)
    ostkusten = make_advocacy.priority("Ostkustbanan", parent=rail)
    goal = make_advocacy.goal(rail)
    for title, about in (("Ovanför", above), ("Just den", rail), ("Under", ostkusten)):
        make_advocacy.interaction(maja, title=title, priorities=[about], actor=alma)
        stance(maja, about, "for", D(2026, 1, 1), alma)
    make_advocacy.interaction(maja, title="Till målet", goals=[goal], actor=alma)
    assert set(told(rail, alma, kinds=["kontakter"])) == {"Just den", "Under"}
    assert set(told(goal, alma, kinds=["kontakter"])) == {"Just den", "Under", "Till målet"}
    for subject in (rail, goal):
        assert told(subject, alma, kinds=["installningar"]) == ["Maja Lindqvist: För"] * 2


def test_goal_tells_its_own_changes(eva: User, rail: Priority) -> None:
    goal = make_advocacy.goal(rail, statement="Först")
    goal = Goal.objects.get(pk=goal.pk)
    from crm.common import writes

    goal.statement = "Sedan"
    writes.save(goal, actor=eva)
    assert "Eva Lund ändrade övergripande mål" in told(goal, eva, kinds=["andringar"])
    assert any("Först → Sedan" in e.detail for e in timelines.page_of(goal, eva, Asked(kinds=["andringar"])).entries)


# --- Who may know of what ---------------------------------------------------------------------------------------


def test_confidential_contact_is_one_without_content_and_nothing_from_it_is_told(
    alma: User, bo: User, maja: Person, rail: Priority
) -> None:
    secret = make_advocacy.interaction(maja, title="Hemligt", priorities=[rail], is_confidential=True, actor=alma)
    stance(maja, rail, "against", D(2026, 1, 1), alma, interaction=secret)
    Commitment.objects.create(
        promiser="ours", text="Tyst löfte", person=maja, priority=rail, interaction=secret, owner=alma,
        made_on=D(2026, 1, 1),
    )  # fmt: skip
    kinds = ["kontakter", "installningar", "ataganden"]
    for subject in (maja, rail, make_advocacy.goal(rail)):
        assert told(subject, bo, kinds=kinds) == ["Ett konfidentiellt"]
        (mine,) = timelines.page_of(subject, alma, Asked(kinds=["kontakter"])).entries
        assert (mine.title, mine.detail.split(" · ")[0]) == ("Hemligt", "konfidentiell")
        assert len(told(subject, alma, kinds=kinds)) == 3
        (hidden,) = timelines.page_of(subject, bo, Asked(kinds=kinds)).entries
        assert (hidden.url, hidden.detail, hidden.is_hidden) == ("", "", True)


def test_hidden_stance_does_not_show_as_movement(alma: User, bo: User, maja: Person, rail: Priority) -> None:
    secret = make_advocacy.interaction(maja, title="Hemligt", is_confidential=True, actor=alma)
    stance(maja, rail, "against", D(2026, 1, 1), alma, interaction=secret)
    stance(maja, rail, "for", D(2026, 2, 1), alma)
    (seen,) = timelines.page_of(maja, bo, Asked(kinds=["installningar"])).entries
    assert "tidigare" not in seen.detail
    assert "tidigare emot" in timelines.page_of(maja, alma, Asked(kinds=["installningar"])).entries[0].detail


def test_words_and_colleague_do_not_find_what_one_may_not_read(alma: User, bo: User, maja: Person) -> None:
    make_advocacy.interaction(maja, title="Hemligt", is_confidential=True, actor=alma)
    assert told(maja, bo, kinds=["kontakter"], text="hemligt") == []
    assert told(maja, bo, kinds=["kontakter"], colleague=alma) == []
    assert told(maja, alma, kinds=["kontakter"], text="hemligt", colleague=alma) == ["Hemligt"]


def test_drafts_of_others_are_not_heard_of(alma: User, bo: User, maja: Person) -> None:
    make_advocacy.interaction(maja, title="Utkastet", status="draft", actor=alma)
    assert told(maja, bo, kinds=["kontakter"]) == []
    assert told(maja, alma, kinds=["kontakter"]) == ["Utkastet"]


def test_outsider_finds_no_timeline(cai: User, maja: Person) -> None:
    assert client_of(cai).get(f"/personer/{maja.pk}/tidslinje/").status_code == 404
    assert timelines.page_of(maja, cai, Asked(kinds=["kontakter", "uppdrag"])).entries == []


# --- Pages ------------------------------------------------------------------------------------------------------


def test_pages_lose_nothing_and_repeat_nothing_also_when_much_is_on_one_day(
    alma: User, maja: Person, rail: Priority
) -> None:
    day = D(2026, 3, 3)
    many_contacts(maja, rail, 23, alma, day)
    for n in range(7):
        stance(maja, make_advocacy.priority(), "for", day, alma)
        make.membership(maja, role=f"Roll {n}", starts_on=day, ends_on=day + dt.timedelta(days=n % 2))
    everything = whole(maja, alma, 1000)
    assert len(set(everything)) == len(everything) > 40
    assert [d for d, _title in everything] == sorted((d for d, _title in everything), reverse=True)
    for size in (1, 2, 7, 10):
        assert whole(maja, alma, size) == everything


def test_place_of_a_strand_that_is_no_longer_asked_goes_on_after_its_day(alma: User, maja: Person) -> None:
    make_advocacy.interaction(maja, title="Äldre", held_on=D(2026, 1, 1), actor=alma)
    make_advocacy.interaction(maja, title="Nyare", held_on=D(2026, 2, 1), actor=alma)
    page = timelines.page_of(maja, alma, Asked(kinds=["kontakter"]), Place(D(2026, 1, 15), "borta", 1))
    assert [entry.title for entry in page.entries] == ["Äldre"]


@pytest.mark.parametrize("wrong", ["x", "2026-13-01_person_contacts_1", "2026-01-01_a_²", "2026-01-01__1", "_", "__"])
def test_odd_place_shows_the_newest(alma: User, maja: Person, wrong: str) -> None:
    make_advocacy.interaction(maja, title="Nyast", actor=alma)
    response = client_of(alma).get(f"/personer/{maja.pk}/tidslinje/", {"efter": wrong})
    assert "Nyast" in response.content.decode()


def test_older_ones_come_as_a_link_and_as_a_part_of_the_page(alma: User, maja: Person, rail: Priority) -> None:
    many_contacts(maja, rail, 60, alma)
    client, address = client_of(alma), f"/personer/{maja.pk}/tidslinje/?visa=kontakter"
    first = client.get(address)
    assert first.context["page"].entries[0].title == "Möte 0"
    (older,) = re.findall(r'href="([^"]*efter=[^"]*)"', first.content.decode())
    link = f"/personer/{maja.pk}/tidslinje/{older.replace('&amp;', '&')}"
    as_page, as_part = client.get(link), client.get(link, headers={"HX-Request": "true", "HX-Target": "aldre"})
    for answer in (as_page, as_part):
        assert [entry.title for entry in answer.context["page"].entries] == [f"Möte {n}" for n in range(50, 60)]
        assert "Visa äldre" not in answer.content.decode()
    assert "<h1>" in as_page.content.decode()
    assert "<h1>" not in as_part.content.decode()
    assert "HX-Request" in as_page["Vary"]


def test_year_stands_over_its_entries_once(alma: User, maja: Person, rail: Priority) -> None:
    many_contacts(maja, rail, 300, alma)
    client, address = client_of(alma), f"/personer/{maja.pk}/tidslinje/?visa=kontakter"
    years, pages = [], 0
    while address:
        response = client.get(address, headers={"HX-Request": "true", "HX-Target": "aldre"} if pages else {})
        years += re.findall(r"timeline-year\">(\d+)<", response.content.decode())
        address = response.context["older"] and f"/personer/{maja.pk}/tidslinje/{response.context['older']}"
        pages += 1
    assert (years, pages) == (["2026", "2025"], 6)


# --- Filters ----------------------------------------------------------------------------------------------------


@pytest.fixture
def busy(alma: User, bo: User, maja: Person, rail: Priority) -> Person:
    make_advocacy.interaction(maja, title="Spåren i mars", held_on=D(2026, 3, 1), actor=alma)
    make_advocacy.interaction(maja, title="Spåren i maj", held_on=D(2026, 5, 1), actor=alma)
    make_advocacy.interaction(maja, title="Annat i maj", held_on=D(2026, 5, 2), actor=alma)
    stance(maja, rail, "for", D(2026, 5, 1), bo)
    make.membership(maja, make.organization("Årsta råd"), "Råd", starts_on=D(2026, 5, 1))
    return maja


def test_filters_hold_together(alma: User, bo: User, busy: Person) -> None:
    may = {"first": D(2026, 5, 1), "last": D(2026, 5, 1)}
    assert told(busy, alma, **may, kinds=["kontakter", "uppdrag"]) == ["Spåren i maj", "Tillträdde: Råd, Årsta råd"]
    assert told(busy, alma, **may, text="spåren", kinds=["kontakter"]) == ["Spåren i maj"]
    assert told(busy, alma, text="SPÅREN", colleague=alma) == ["Spåren i maj", "Spåren i mars"]
    assert told(busy, alma, colleague=bo) == ["Järnväg: För"]
    assert told(busy, alma, colleague=bo, first=D(2026, 5, 2)) == []


def test_words_are_found_in_whatever_case_also_with_dots(alma: User, busy: Person) -> None:
    for text in ("årsta", "Årsta", "ÅRSTA", "årsta råd"):
        assert told(busy, alma, text=text, kinds=["uppdrag"]) == ["Tillträdde: Råd, Årsta råd"]
    assert told(busy, alma, text="järnväg", kinds=["installningar"]) == ["Järnväg: För"]
    assert told(busy, alma, text="¤", kinds=["kontakter"]) == []


def test_filters_stand_in_the_address_and_are_taken_off_one_by_one(alma: User, busy: Person) -> None:
    address = f"/personer/{busy.pk}/tidslinje/"
    response = client_of(alma).get(
        address, {"visa": ["kontakter"], "q": "spåren", "first": "2026-04-01", "colleague": alma.pk}
    )
    assert [entry.title for entry in response.context["page"].entries] == ["Spåren i maj"]
    chips = response.context["chips"]
    assert [chip["label"] for chip in chips] == [
        "Ord i texten: spåren",
        "Från: 1\u00a0apr\u00a02026",
        "Vem av oss: Alma Ek",
    ]
    without = client_of(alma).get(address + chips[1]["url"])
    assert [entry.title for entry in without.context["page"].entries] == ["Spåren i maj", "Spåren i mars"]
    more = next(kind for kind in response.context["kinds"] if kind["name"] == "installningar")
    assert more["url"].count("visa=") == 2


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("first=i+går+kanske", "Fyll i ett giltigt datum"),
        ("first=2026-05-02&last=2026-05-01", "Dagen ligger före den första dagen."),
        ("colleague=99999", "Välj ett giltigt alternativ"),
    ],
)
def test_what_cannot_be_understood_is_told_beside_the_field_and_shows_nothing(
    alma: User, busy: Person, query: str, said: str
) -> None:
    response = client_of(alma).get(f"/personer/{busy.pk}/tidslinje/?{query}")
    text = response.content.decode()
    assert said in text
    assert "Spåren" not in text


def test_empty_timeline_says_what_would_be_there_and_a_narrow_one_that_nothing_fits(alma: User, rail: Priority) -> None:
    goal = make_advocacy.goal(rail)
    Goal.history.all().delete()
    address = f"/mal/{goal.pk}/tidslinje/"
    assert "Inget att visa än" in client_of(alma).get(address).content.decode()
    assert "Inget stämmer in" in client_of(alma).get(f"{address}?visa=kontakter").content.decode()


def test_pages_of_a_person_an_organization_a_priority_and_a_goal_lead_to_the_timeline(
    bo: User, maja: Person, rail: Priority
) -> None:
    for subject in (maja, make.organization(), rail, make_advocacy.goal(rail)):
        address = f"{subject.get_absolute_url()}tidslinje/"
        assert f'href="{address}"' in client_of(bo).get(subject.get_absolute_url()).content.decode()
        assert client_of(bo).get(address).status_code == 200


# --- Cost -------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("in_the_plan")
def test_five_thousand_entries_ask_as_many_queries_as_fifty(alma: User, maja: Person, rail: Priority) -> None:
    goal = make_advocacy.goal(rail)
    many_contacts(maja, rail, 60, alma)
    for n in range(10):
        Membership.objects.create(
            person=maja, organization=make.organization(), role="L", kind="elected", starts_on=D(2026, 8, n + 1)
        )
    addresses = [f"{one.get_absolute_url()}tidslinje/" for one in (maja, rail, goal)]
    few = [asked_by(alma, address) for address in addresses]
    many_contacts(maja, rail, 5_000, alma)
    assert [asked_by(alma, address) for address in addresses] == few
    assert max(few) <= 10
    assert max(asked_by(alma, f"{address}?visa=kontakter") for address in addresses) <= 10


def test_timeline_of_today_is_the_local_day(alma: User, maja: Person) -> None:
    task = make_advocacy.task("Sent", person=maja, owner=alma, actor=alma)
    type(task).objects.filter(pk=task.pk).update(done_at=dt.datetime(2026, 6, 30, 22, 30, tzinfo=dt.UTC))
    (entry,) = timelines.page_of(maja, alma, Asked(kinds=["uppgifter"])).entries
    assert entry.day == D(2026, 7, 1) == timezone.localdate(type(task).objects.get(pk=task.pk).done_at)
    assert told(maja, alma, kinds=["uppgifter"], first=D(2026, 7, 1)) == ["Klart: Sent"]
