"""Changes of many at once: what is meant, what would happen, doing it in one go, and taking it back."""

import datetime as dt
import re

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from advocacy.models import Interaction
from contacts.choices import RoleKind
from contacts.models import Membership, Person, PersonTag, Tag
from contacts.services import bulk, lists
from contacts.services.bulk import Ending
from crm.common import extensions, undo
from crm.common.dates import today
from crm.models import Operation, User
from tests import make
from tests.base import client_of

pytestmark = pytest.mark.django_db
MANY = 5000


def page(action: str, **query) -> str:
    return reverse("contacts:person_bulk", args=[action], query=query)


def ask(client, address: str, data: dict):
    """What somebody does: answers, looks at the preview, says yes."""
    shown = client.post(address, data)
    assert shown.status_code == 200, shown.content.decode()
    return shown, client.post(address, {**data, "seen": shown.context["seen"]})


def tagged(tag: Tag) -> list[str]:
    return sorted(Person.objects.tagged(tag).values_list("family_name", flat=True))


@pytest.fixture
def tag(db: None) -> Tag:
    return Tag.objects.create(name="Almedalen")


@pytest.fixture
def people(db: None) -> list[Person]:
    return [make.mp("Maja C", code="C"), make.mp("Åsa C", code="C"), make.mp("Per S", code="S")]


# --- Which rows --------------------------------------------------------------------------------------------


def test_ticked_rows_are_meant_or_all_that_the_filter_finds(people: list[Person], tag: Tag, alma: User) -> None:
    client = client_of(alma)

    ask(client, page("person-etikett", id=people[2].pk), {"tag": tag.pk})
    assert tagged(tag) == ["S"]
    ask(client, page("person-etikett", urval="alla", party="C"), {"tag": tag.pk})
    assert tagged(tag) == ["C", "C", "S"]


@pytest.mark.parametrize("query", [{}, {"party": "C"}, {"id": ""}, {"id": "²"}, {"urval": "alla", "party": "XX"}])
def test_nothing_is_meant_when_nobody_has_said_which(people: list[Person], tag: Tag, alma: User, query) -> None:
    client = client_of(alma)
    address = page("person-etikett", **query)

    assert client.get(address).status_code == 302
    assert client.post(address, {"tag": tag.pk, "seen": "x"}).status_code == 302
    assert tagged(tag) == []


def test_ticked_rows_are_those_among_them_that_the_filter_finds(people: list[Person], tag: Tag, alma: User) -> None:
    address = page("person-etikett", id=",".join(str(p.pk) for p in people), party="C")

    assert client_of(alma).get(address).context["count"] == 2


# --- Preview, and nothing but what was shown ------------------------------------------------------------------


def test_preview_says_how_many_change_and_how_many_are_so_already(people: list[Person], tag: Tag, alma: User) -> None:
    bulk.put_tag(rows=Person.objects.filter(pk=people[0].pk), tag=tag, actor=alma)

    shown = client_of(alma).post(page("person-etikett", urval="alla"), {"tag": tag.pk})

    preview = shown.context["preview"]
    assert (preview.what, preview.changes, preview.already) == ("Sätt etiketten Almedalen", 2, 1)
    assert Operation.objects.count() == 1, "looking changes nothing"


def test_another_selection_than_the_one_shown_is_shown_first(people: list[Person], tag: Tag, alma: User) -> None:
    client, address = client_of(alma), page("person-etikett", urval="alla")
    seen = client.post(address, {"tag": tag.pk}).context["seen"]
    make.person("Ny Kommen")

    again = client.post(address, {"tag": tag.pk, "seen": seen})

    assert again.context["is_changed"]
    assert tagged(tag) == []
    assert client.post(address, {"tag": tag.pk, "seen": again.context["seen"]}).status_code == 302
    assert len(tagged(tag)) == 4


def test_other_answers_than_those_shown_are_shown_first(people: list[Person], tag: Tag, alma: User) -> None:
    other = Tag.objects.create(name="Gods")
    client, address = client_of(alma), page("person-etikett", urval="alla")
    seen = client.post(address, {"tag": tag.pk}).context["seen"]

    client.post(address, {"tag": other.pk, "seen": seen})

    assert tagged(other) == []


def test_readers_are_refused_on_the_page_and_by_the_service(people: list[Person], tag: Tag, bo: User) -> None:
    client = client_of(bo)

    assert client.post(page("person-etikett", urval="alla"), {"tag": tag.pk}).status_code == 403
    with pytest.raises(PermissionDenied):
        bulk.put_tag(rows=Person.objects.all(), tag=tag, actor=bo)
    shown = client.get("/personer/")
    assert shown.context["bulk_actions"] == []
    assert 'formaction="/personer/export/"' in shown.content.decode(), "what is ticked may be exported"


def test_done_is_told_with_the_way_back(people: list[Person], tag: Tag, alma: User) -> None:
    client = client_of(alma)
    _shown, done = ask(client, page("person-etikett", urval="alla", party="C", sort="-name"), {"tag": tag.pk})
    operation = Operation.objects.get()

    assert done.url == "/personer/?party=C&sort=-name"
    told = client.get(done.url).content.decode()
    assert operation.title == "Etiketten Almedalen satt på 2 personer"
    assert operation.title in told
    assert reverse("crm:operation_undo", args=[operation.pk]) in told


# --- Each action -------------------------------------------------------------------------------------------------


def test_each_person_gets_one_history_entry_and_undo_takes_all_back(people: list[Person], tag: Tag, alma: User) -> None:
    made = bulk.put_tag(rows=Person.objects.all(), tag=tag, actor=alma)

    written = PersonTag.history.filter(operation=made.operation)
    assert (made.count, written.count()) == (3, 3)
    assert set(written.values_list("history_user", "history_type")) == {(alma.pk, "+")}
    undo.undo(operation=made.operation, actor=alma)
    assert tagged(tag) == []


def test_tag_is_taken_off_and_put_back_by_undo(people: list[Person], tag: Tag, alma: User) -> None:
    bulk.put_tag(rows=Person.objects.filter(family_name="C"), tag=tag, actor=alma)

    made = bulk.take_tag(rows=Person.objects.all(), tag=tag, actor=alma)

    assert (made.count, tagged(tag)) == (2, [])
    undo.undo(operation=made.operation, actor=alma)
    assert tagged(tag) == ["C", "C"]


def test_people_are_put_on_a_list_and_taken_off(people: list[Person], alma: User) -> None:
    made = lists.add(name="Lunch", actor=alma, people=[people[0].pk])
    client = client_of(alma)

    shown, _done = ask(client, page("lagg-pa-lista", urval="alla"), {"contact_list": made.pk})
    assert (shown.context["preview"].changes, shown.context["preview"].already) == (2, 1)
    assert made.members.count() == 3

    ask(client, page("ta-fran-lista", urval="alla", party="S"), {"contact_list": made.pk})
    assert made.members.count() == 2


def test_a_list_of_ones_own_is_not_named_where_all_colleagues_read(people: list[Person], alma: User, eva: User) -> None:
    own = lists.add(name="Tänkbara", actor=eva, is_shared=False)
    bulk.put_on_list(people=Person.objects.all(), contact_list=own, actor=eva)
    bulk.take_off_list(people=Person.objects.all(), contact_list=own, actor=eva)

    html = client_of(alma).get(reverse("crm:operation_list")).content.decode()
    assert "tillagda på kontaktlista" in html
    assert "Tänkbara" not in html


def test_the_list_one_comes_from_is_chosen_beforehand(people: list[Person], alma: User) -> None:
    made = lists.add(name="Lunch", actor=alma, people=[people[0].pk])

    shown = client_of(alma).get(page("ta-fran-lista", urval="alla", list=made.pk))

    assert shown.context["form"].initial["contact_list"] == made.pk
    assert f'name="contact_list" value="{made.pk}"' in shown.content.decode()


def test_owner_is_set_where_it_is_another_and_archived_people_are_left(
    people: list[Person], alma: User, eva: User
) -> None:
    gone = make.person("Arkiverad Person", is_archived=True)
    same = make.person("Redan Evas", owner=eva)

    shown, _done = ask(client_of(alma), page("ansvarig", urval="alla", archived="all"), {"owner": eva.pk})

    preview = shown.context["preview"]
    assert (preview.changes, preview.already) == (3, 1)
    assert [(row.reason, row.count, row.names) for row in preview.left_out] == [
        ("arkiverade personer", 1, ("Arkiverad Person",))
    ]
    assert set(Person.objects.filter(owner=eva)) == {*people, same}
    gone.refresh_from_db()
    assert gone.owner is None
    people[0].refresh_from_db()
    assert people[0].version == 2
    assert people[0].history.count() == 2


def test_owner_is_taken_away_and_undo_gives_back(people: list[Person], alma: User) -> None:
    bulk.set_owner(people=Person.objects.all(), owner=alma, actor=alma)

    made = bulk.set_owner(people=Person.objects.all(), owner=None, actor=alma)

    assert not Person.objects.filter(owner=alma).exists()
    undo.undo(operation=made.operation, actor=alma)
    assert Person.objects.filter(owner=alma).count() == 3


def test_mandates_of_a_body_end_on_a_day(alma: User) -> None:
    body, other = make.organization("Rådet", "board"), make.organization("Annat", "board")
    day = today()

    def hold(name: str, where, **days) -> Membership:
        return make.membership(make.person(name), where, **days)

    sits = hold("A Sitter", body, starts_on=day - dt.timedelta(days=400))
    unknown = hold("B Okänd", body)
    ended = hold("C Slutat", body, ends_on=day - dt.timedelta(days=5))
    later = hold("D Senare", body, starts_on=day + dt.timedelta(days=5))
    elsewhere = hold("E Annanstans", other)
    until = hold("F Till", body, ends_on=day + dt.timedelta(days=90))

    shown, _done = ask(
        client_of(alma), page("avsluta", urval="alla"),
        {"organization": body.pk, "kind": "", "on": day.isoformat(), "reason": "Ny mandatperiod"},
    )  # fmt: skip

    preview = shown.context["preview"]
    assert (preview.changes, preview.already) == (3, 1)
    assert {row.reason: row.names for row in preview.left_out} == {
        "uppdrag som börjar efter dagen": ("D Senare",),
        "personer utan ett sådant uppdrag": ("E Annanstans",),
    }
    for row in (sits, unknown, until):
        row.refresh_from_db()
        assert row.ends_on == day
        assert row.history.first().history_change_reason == "Ny mandatperiod"
    for row, before in ((ended, ended.ends_on), (later, None), (elsewhere, None)):
        row.refresh_from_db()
        assert row.ends_on == before


def test_roles_of_a_kind_end_and_not_everything_that_somebody_holds(alma: User) -> None:
    who = make.person("Maja Ek")
    body = make.organization("Rådet", "board")
    seat, job = make.membership(who, body), make.membership(who, body, "Sekreterare", RoleKind.OFFICIAL)

    bulk.end_mandates(people=Person.objects.all(), ending=Ending(today(), None, RoleKind.ELECTED), actor=alma)

    seat.refresh_from_db()
    job.refresh_from_db()
    assert (seat.ends_on, job.ends_on) == (today(), None)
    answer = client_of(alma).post(page("avsluta", urval="alla"), {"on": today().isoformat(), "kind": ""})
    assert answer.status_code == 422


def test_one_contact_is_logged_with_all(people: list[Person], alma: User) -> None:
    make.person("Vill Inte", do_not_contact=True)

    shown, done = ask(
        client_of(alma), page("registrera-kontakt", urval="alla"), {"kind": "letter", "held_on": today().isoformat()}
    )  # fmt: skip

    made = Interaction.objects.get()
    assert "1 av dem vill inte bli kontaktad." in shown.context["preview"].notes
    assert done.url == made.get_absolute_url()
    assert made.participations.filter(person__isnull=False).count() == 4
    assert set(made.participations.filter(person__in=people).values_list("held_role", flat=True)) == {"Riksdagsledamot"}
    operation = Operation.objects.get()
    assert operation.title == "Kontakt registrerad med 4 personer"
    undo.undo(operation=operation, actor=alma)
    assert not Interaction.objects.exists()


def test_ticked_rows_are_exported(people: list[Person], alma: User) -> None:
    answer = client_of(alma).get(f"/personer/export/?id={people[0].pk},{people[2].pk}&format=csv&columns=family_name")

    rows = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert len(rows) == 3


def test_organizations_are_tagged_too(tag: Tag, alma: User) -> None:
    one, _other = make.organization("Trafikverket"), make.organization("SLU")
    address = reverse("contacts:organization_bulk", args=["organization-etikett"], query={"id": one.pk})

    shown, _done = ask(client_of(alma), address, {"tag": tag.pk})

    assert shown.context["preview"].changes == 1
    assert Operation.objects.get().title == "Etiketten Almedalen satt på 1 organisation"


# --- Thousands -----------------------------------------------------------------------------------------------------


def crowd(count: int) -> None:
    Person.objects.bulk_create(
        Person(given_name="Nr", family_name=f"{number:05}", sort_key=f"{number:05} nr") for number in range(count)
    )


@pytest.mark.parametrize("action", ["tag", "untag", "list", "owner", "end"])
def test_five_thousand_take_a_bounded_number_of_statements(action: str, tag: Tag, alma: User) -> None:
    few = statements(action, tag, alma, 60)
    Person.objects.all().delete()
    many = statements(action, tag, alma, MANY)

    assert few <= 14
    assert many <= 30, "a few more a thousand, by which they are written"


def statements(action: str, tag: Tag, alma: User, count: int) -> int:
    crowd(count)
    people = Person.objects.all()
    match action:
        case "tag":
            run = lambda: bulk.put_tag(rows=people, tag=tag, actor=alma)  # noqa: E731
        case "untag":
            bulk.put_tag(rows=people, tag=tag, actor=alma)
            run = lambda: bulk.take_tag(rows=people, tag=tag, actor=alma)  # noqa: E731
        case "list":
            made = lists.add(name=f"Lista {count}", actor=alma)
            run = lambda: bulk.put_on_list(people=people, contact_list=made, actor=alma)  # noqa: E731
        case "owner":
            run = lambda: bulk.set_owner(people=people, owner=alma, actor=alma)  # noqa: E731
        case _:
            body = make.organization(f"Rådet {count}", "board")
            Membership.objects.bulk_create(
                Membership(person=person, organization=body, role="Ledamot", kind="elected") for person in people
            )
            run = lambda: bulk.end_mandates(people=people, ending=Ending(today(), body), actor=alma)  # noqa: E731
    with CaptureQueriesContext(connection) as asked:
        assert run().count == count
    return len([q for q in asked.captured_queries if not re.match(r"(RELEASE )?SAVEPOINT", q["sql"])])


# --- The slot ------------------------------------------------------------------------------------------------------


def test_every_action_is_an_address_that_says_what_it_does(people: list[Person], alma: User) -> None:
    client = client_of(alma)
    actions = extensions.bulk_actions.for_model("contacts.Person")

    assert len(actions) >= 7
    for action in actions:
        answer = client.get(page(action.name, id=people[0].pk))
        assert (answer.status_code, answer.context["count"]) == (200, 1), action.name
    assert client.get(page("finns-inte", id=people[0].pk)).status_code == 404
