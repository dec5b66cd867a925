"""Saved views of lists: kept, opened, brought up to date, shared, taken away; and the columns one chooses."""

import datetime as dt
import re

import pytest
from django.urls import reverse

from contacts.choices import DetailKind
from contacts.services import lists
from crm.common.history import changes_of
from crm.models import SavedView, User
from crm.services import saved_views
from tests import make, make_advocacy
from tests.base import client_of

pytestmark = pytest.mark.django_db
PEOPLE = "contacts:person_list"


def keep(client, name: str, state: str, shared: bool = False, where: str = PEOPLE):
    page = reverse("crm:saved_view_add", query={"lista": where, "tillstand": state})
    return client.post(page, {"name": name, **({"is_shared": "on"} if shared else {})})


def menu(client, state: str = "", where: str = PEOPLE) -> str:
    return client.get(f"{reverse(where)}?vyer=1&{state}", headers={"HX-Request": "true"}).content.decode()


def counted(page: str) -> dict[str, str]:
    rows = re.findall(r'<span class="view-name">(.*?)(?:<span.*?</span>)?</span><span class="count">(.*?)</span>', page)
    return dict(rows)


@pytest.fixture
def people(db: None) -> None:
    make.mp("Maja Lindqvist", code="C")
    make.mp("Per Ahl", code="S")
    make.mp("Åsa Öberg", code="C")


def test_view_keeps_filters_sort_and_columns_and_opens_as_it_was(people: None, alma: User) -> None:
    client = client_of(alma)
    answer = keep(client, "Mina C", "?party=C&sort=-name&kolumner=name,email&sida=2&vy=7")
    view = SavedView.objects.get()

    assert (view.query, view.columns, view.owner) == ("party=C&sort=-name", ["name", "email"], alma)
    assert answer.url == f"/personer/?party=C&sort=-name&kolumner=name,email&vy={view.pk}"
    page = client.get(answer.url)
    assert [p.family_name for p in page.context["object_list"]] == ["Öberg", "Lindqvist"]
    assert [c.name for c in page.context["columns"]] == ["name", "email"]
    assert "<span>Mina C</span>" in page.content.decode()


def test_menu_counts_each_view(people: None, alma: User, bo: User, eva: User) -> None:
    keep(client_of(alma), "Centern", "?party=C")
    keep(client_of(eva), "Socialdemokrater", "?party=S", shared=True)
    keep(client_of(eva), "Evas egen", "?party=S")
    keep(client_of(alma), "Går inte längre", "?party=XX")

    assert counted(menu(client_of(alma))) == {"Centern": "2", "Går inte längre": "0", "Socialdemokrater": "1"}
    assert counted(menu(client_of(bo))) == {"Socialdemokrater": "1"}


def test_views_are_counted_in_one_statement(
    people: None, alma: User, django_assert_max_num_queries, monkeypatch
) -> None:
    client = client_of(alma)
    keep(client, "En", "?party=C")
    menu(client)
    with django_assert_max_num_queries(10) as few:
        menu(client)
    for number in range(8):
        keep(client, f"Vy {number}", f"?party=C&began_from=200{number}-01-01&level=national&email=no")
    with django_assert_max_num_queries(10) as many:
        assert len(counted(menu(client))) == 9
    assert len(few) == len(many)


def test_list_says_that_its_view_was_changed_and_saves_the_change(people: None, alma: User) -> None:
    client = client_of(alma)
    keep(client, "Mina", "?party=C")
    view = SavedView.objects.get()

    same = client.get(f"/personer/?vy={view.pk}&party=C&sida=1")
    changed = client.get(f"/personer/?party=S&vy={view.pk}")
    assert not same.context["saved_view_is_changed"]
    assert changed.context["saved_view_is_changed"]
    assert "Spara ändringen i Mina" in menu(client, f"party=S&vy={view.pk}")

    client.post(reverse("crm:saved_view_update", args=[view.pk]), {"version": view.version, "state": "?party=S"})
    view.refresh_from_db()
    assert (view.query, view.version) == ("party=S", 2)
    assert [c.what for c in changes_of(view)] == ["changed", "created"]


def test_the_order_of_filters_is_no_change(people: None, alma: User) -> None:
    client = client_of(alma)
    keep(client, "Två", "?party=C&level=national")

    page = client.get(f"/personer/?level=national&party=C&vy={SavedView.objects.get().pk}")

    assert not page.context["saved_view_is_changed"]


def test_two_at_once_do_not_overwrite_each_other(people: None, alma: User) -> None:
    client = client_of(alma)
    keep(client, "Mina", "?party=C")
    view = SavedView.objects.get()
    saved_views.replace(actor=alma, view=view, query="party=S")

    update = client.post(reverse("crm:saved_view_update", args=[view.pk]), {"version": 1, "state": "?party=M"})
    rename = client.post(reverse("crm:saved_view_edit", args=[view.pk]), {"name": "Annat", "version": 1})

    assert update.status_code == 302
    assert rename.status_code == 409
    view.refresh_from_db()
    assert (view.query, view.name) == ("party=S", "Mina")
    again = client.post(reverse("crm:saved_view_edit", args=[view.pk]), {"name": "Annat", "version": 2})
    assert again.status_code == 302


def test_shared_view_is_changed_by_its_owner_or_a_manager(
    people: None, alma: User, bo: User, eva: User, dag: User
) -> None:
    keep(client_of(alma), "Delad", "?party=C", shared=True)
    view = SavedView.objects.get()
    page = reverse("crm:saved_view_edit", args=[view.pk])

    assert client_of(bo).post(page, {"name": "Bos", "version": 1}).status_code == 403
    assert client_of(eva).post(page, {"name": "Evas", "is_shared": "on", "version": 1}).status_code == 302
    assert client_of(alma).post(page, {"name": "Almas", "version": 2}).status_code == 302
    # Not shared any more: nobody else knows of it.
    assert client_of(dag).get(page).status_code == 404
    assert client_of(alma).post(reverse("crm:saved_view_remove", args=[view.pk])).status_code == 302
    assert not SavedView.objects.exists()


def test_view_that_asks_for_ones_own_list_is_not_shared_until_the_list_is(people: None, alma: User) -> None:
    own = lists.add(name="Tänkbara", actor=alma, is_shared=False)
    client = client_of(alma)

    refused = keep(client, "Till mötet", f"?list={own.pk}", shared=True)
    assert refused.status_code == 422
    (error,) = refused.context["form"].errors["is_shared"]
    assert "Vyn bygger på Tänkbara, en lista som inte delas" in error
    assert refused.context["form"]["name"].value() == "Till mötet"

    assert keep(client, "Till mötet", f"?list={own.pk}").status_code == 302
    view = SavedView.objects.get()
    share = {"name": "Till mötet", "is_shared": "on", "version": 1}
    assert client.post(reverse("crm:saved_view_edit", args=[view.pk]), share).status_code == 422

    lists.edit(contact_list=own, actor=alma, name="Tänkbara", description="", is_shared=True)
    assert client.post(reverse("crm:saved_view_edit", args=[view.pk]), share).status_code == 302
    assert (
        "Delade vyer bygger på listan: Till mötet."
        in client.get(reverse("contacts:list_edit", args=[own.pk])).content.decode()
    )


def test_shared_view_is_not_made_to_ask_for_ones_own_list(people: None, alma: User) -> None:
    own = lists.add(name="Tänkbara", actor=alma, is_shared=False)
    client = client_of(alma)
    keep(client, "Delad", "?party=C", shared=True)
    view = SavedView.objects.get()

    answer = client.post(
        reverse("crm:saved_view_update", args=[view.pk]), {"state": f"?list={own.pk}", "version": 1}, follow=True
    )

    view.refresh_from_db()
    assert view.query == "party=C"
    assert "Vyn bygger på Tänkbara, en lista som inte delas" in answer.content.decode()


def test_reader_keeps_views_but_shares_none(people: None, bo: User) -> None:
    client = client_of(bo)

    keep(client, "Min", "?party=C", shared=True)

    assert SavedView.objects.get().is_shared is False


def test_the_same_name_twice_is_refused_beside_nothing_lost(people: None, alma: User) -> None:
    keep(client_of(alma), "Mina", "?party=C")

    answer = keep(client_of(alma), "mina", "?party=S")

    assert answer.status_code == 422
    assert "Du har redan en vy med det namnet." in answer.content.decode()


@pytest.mark.parametrize("where", ["contacts:organization_list", "advocacy:interaction_list", "advocacy:event_list"])
def test_every_list_keeps_views(alma: User, where: str) -> None:
    make.organization("Trafikverket")
    make_advocacy.interaction(make.person("Maja Ek"))
    client = client_of(alma)

    keep(client, "Med e", "?q=e", where=where)

    assert list(counted(menu(client, where=where))) == ["Med e"]
    assert counted(menu(client)) == {}


@pytest.mark.parametrize("where", ["crm:home", "contacts:person_detail", "finns:inte", ""])
def test_what_is_no_list_keeps_none(alma: User, where: str) -> None:
    assert keep(client_of(alma), "Vy", "?q=e", where=where).status_code == 404


# --- Columns -------------------------------------------------------------------------------------------


def test_columns_are_those_of_the_address_in_its_order(people: None, alma: User) -> None:
    page = client_of(alma).get("/personer/?kolumner=email,finnsinte,name,party,email")

    assert [c.name for c in page.context["columns"]] == ["email", "name", "party"]


def test_a_row_can_always_be_opened(people: None, alma: User) -> None:
    page = client_of(alma).get("/personer/?kolumner=email")

    assert [c.name for c in page.context["columns"]] == ["name", "email"]


def test_every_column_can_be_shown_and_costs_no_query_a_row(alma: User, django_assert_max_num_queries) -> None:
    make.area()
    client = client_of(alma)
    names = [c.name for c in client.get("/personer/").context["all_columns"]]
    address = f"/personer/?kolumner={','.join(names)}"

    def add(count: int) -> None:
        for _number in range(count):
            who = make.mp(code="C")
            make.detail(who, DetailKind.EMAIL, f"{who.pk}@riksdagen.se")

    add(1)
    client.get(address)
    with django_assert_max_num_queries(10) as few:
        client.get(address)
    add(9)
    client.get(address)  # counts anew what has been changed
    with django_assert_max_num_queries(10) as many:
        page = client.get(address)
    assert len(page.context["object_list"]) == 10
    assert len(page.context["columns"]) == len(names) > 20
    assert len(few) == len(many)


@pytest.mark.parametrize("list_name", ["contacts:person_list", "contacts:organization_list"])
def test_every_column_that_offers_it_sorts_both_ways_and_leaves_nobody_out(alma: User, list_name: str) -> None:
    county = make.area()
    make.mp("Maja Ek", constituency=make.constituency("Uppsala läns valkrets", county))
    make_advocacy.interaction(make.mp("Åsa Öberg", code="S"))
    make.person("Per Utan", owner=alma)
    make.organization("Bar", area=county)
    client = client_of(alma)
    page = client.get(reverse(list_name))
    everybody = {row.pk for row in page.context["object_list"]}

    for column in page.context["all_columns"]:
        for sort in (column.name, f"-{column.name}") if column.order_by else ():
            rows = client.get(f"{reverse(list_name)}?sort={sort}").context["object_list"]
            assert {row.pk for row in rows} == everybody, sort


def test_people_are_sorted_by_what_their_mandate_says_those_without_last(alma: User, eva: User) -> None:
    def sorted_by(sort: str) -> list[str]:
        return [p.family_name for p in client_of(alma).get(f"/personer/?sort={sort}").context["object_list"]]

    make.party("S", position=1)
    make.party("C", position=2)
    uppsala, dalarna = make.area("Uppsala län", code="03"), make.area("Dalarnas län", code="20")
    make.mp("A Cent", constituency=make.constituency("Dalarnas läns valkrets", dalarna), code="C")
    make.mp("B Soc", constituency=make.constituency("Uppsala läns valkrets", uppsala), code="S")
    official = make.person("C Tjänst", owner=eva)
    make.membership(official, make.organization("Örebro universitet", "university", area=uppsala), "Rektor", "official")
    nobody = make.person("D Ingen", owner=alma)
    make_advocacy.interaction(nobody, held_on=dt.date(2024, 2, 1))
    make_advocacy.interaction(official, held_on=dt.date(2025, 2, 1))

    assert sorted_by("party") == ["Soc", "Cent", "Ingen", "Tjänst"]
    assert sorted_by("-party") == ["Cent", "Soc", "Tjänst", "Ingen"]
    assert sorted_by("county") == ["Cent", "Soc", "Tjänst", "Ingen"]
    assert sorted_by("organization") == ["Cent", "Soc", "Tjänst", "Ingen"]
    assert sorted_by("-organization") == ["Tjänst", "Soc", "Cent", "Ingen"]
    assert sorted_by("last_met_on") == ["Ingen", "Tjänst", "Cent", "Soc"]
    assert sorted_by("-last_met_on") == ["Tjänst", "Ingen", "Soc", "Cent"]
    assert sorted_by("owner") == ["Ingen", "Tjänst", "Cent", "Soc"]
