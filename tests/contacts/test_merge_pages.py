"""The page where two become one: side by side, field by field, told of what somebody else changed meanwhile."""

import pytest
from django.core.management import call_command
from django.urls import reverse

from contacts.models import Organization, Person
from contacts.services import organizations, people
from crm.models import Operation
from tests import make, make_advocacy
from tests.base import client_of
from tests.contacts.forms import filled

pytestmark = pytest.mark.django_db


@pytest.fixture
def two(alma):
    first = make.person("Maja Ek", email="maja@example.se", birth_year=1970)
    return first, make.person("Maja Lindqvist", title="Dr")


def address(first, second=None):
    url = reverse(f"contacts:{first._meta.model_name}_merge", args=[first.pk])
    return f"{url}?med={second.pk}" if second else url


def posted(first, second, keep=None, **choices):
    data = {"med": second.pk, "keep": (keep or first).pk}
    data |= {f"version_{row.pk}": row.version for row in (first, second)}
    return {**data, **{f"field_{name}": row.pk for name, row in choices.items()}}


def test_page_asks_whom_to_merge_with(alma, two):
    page = client_of(alma).get(address(two[0]))

    assert "Slå ihop Maja Ek med" in page.content.decode()


def test_page_shows_both_with_what_differs_and_what_follows(alma, two):
    first, second = two
    make_advocacy.interaction(second), make_advocacy.interaction(second)
    page = client_of(alma).get(address(first, second))
    html = page.content.decode()

    fields = {field["label"]: field for field in page.context["fields"]}
    assert fields["Efternamn"]["differs"] and not fields["Förnamn"]["differs"]
    assert [o["checked"] for o in fields["Födelseår"]["options"]] == [True, False]
    assert [o["checked"] for o in fields["Titel"]["options"]] == [False, True]
    assert page.context["keep"] == str(second.pk), "more hangs on the second"
    assert "2 kontakter" in html


def test_posting_merges_with_the_chosen_values_and_offers_the_way_back(alma, two):
    first, second = two
    data = posted(first, second, keep=first, family_name=second, title=second, birth_year=first)
    answer = client_of(alma).post(address(first), data, follow=True)

    first.refresh_from_db()
    assert (first.name, first.title, first.birth_year) == ("Maja Lindqvist", "Dr", 1970)
    assert answer.redirect_chain[-1][0] == first.get_absolute_url()
    assert reverse("crm:operation_undo", args=[Operation.objects.get().pk]) in answer.content.decode()


@pytest.mark.parametrize("model", ["person", "organization"])
def test_who_edits_somebody_merged_away_meanwhile_keeps_what_was_typed(alma, eva, model):
    service = {"person": people, "organization": organizations}[model]
    keep, drop = (getattr(make, model)(name) for name in ("Anna Ek", "Ann Ekk"))
    url, client = reverse(f"contacts:{model}_edit", args=[drop.pk]), client_of(alma)
    typed = filled(client, url, title="Viktigt", short_name="Viktigt")
    service.merge(keep=keep, drop=drop, fields=[], versions=(keep.version, drop.version), actor=eva)

    answer = client.post(url, typed)

    assert answer.status_code == 422
    assert "har slagits ihop med Anna Ek" in answer.content.decode() and "Viktigt" in answer.content.decode()
    assert client.get(url).url == keep.get_absolute_url()


def test_either_can_be_kept(alma, two):
    first, second = two
    client_of(alma).post(address(first), posted(first, second, keep=second))

    assert Person.objects.get(pk=first.pk).merged_into == second


def test_change_meanwhile_is_told_and_nothing_is_merged(alma, eva, two):
    first, second = two
    data = posted(first, second, title=second)
    people.edit(person=first, title="Professor", actor=eva)

    page = client_of(alma).post(address(first), data)

    assert page.status_code == 409
    assert "Professor" in page.content.decode()
    assert Person.objects.get(pk=second.pk).merged_into is None
    chosen = next(f for f in page.context["fields"] if f["name"] == "field_title")
    assert [o["checked"] for o in chosen["options"]] == [False, True]


def test_what_cannot_be_one_is_said_on_the_page(alma, bo, eva):
    first, second = make.person("Maja Ek", user=bo), make.person("Maja Ek", user=eva)
    page = client_of(alma).post(address(first), posted(first, second))

    assert page.status_code == 422
    assert "egen inloggning" in page.content.decode()


@pytest.mark.parametrize("value", ["", "abc", "²", "999999"])
def test_odd_other_leads_to_no_error(alma, two, value):
    answer = client_of(alma).post(address(two[0]), {"med": value})

    assert answer.status_code in (404, 422)


def test_reader_gets_no_page(bo, two):
    assert client_of(bo).get(address(*two)).status_code == 403


# --- The old address ------------------------------------------------------------------------------------


def test_old_addresses_lead_to_the_one_that_is_kept(alma, bo):
    one, other, last = make.person("A Ek"), make.person("B Ek"), make.person("C Ek")
    people.merge(keep=other, drop=one, actor=alma)
    people.merge(keep=last, drop=Person.objects.get(pk=other.pk), actor=alma)
    client = client_of(bo)

    for old in (one, other):
        answer = client.get(old.get_absolute_url())
        assert (answer.status_code, answer["Location"]) == (302, last.get_absolute_url())


def test_organization_leads_to_the_one_that_is_kept(alma, bo):
    keep, drop = make.organization("A"), make.organization("B")
    organizations.merge(keep=keep, drop=drop, actor=alma)

    answer = client_of(bo).get(drop.get_absolute_url())
    assert (answer.status_code, answer["Location"]) == (302, keep.get_absolute_url())


@pytest.mark.parametrize("kind", ["person", "organization"])
def test_api_answers_with_the_address_of_the_kept_one(alma, bo, cai, kind):
    make_one, service = (make.person, people) if kind == "person" else (make.organization, organizations)
    keep, drop = make_one("A Ek"), make_one("B Ek")
    service.merge(keep=keep, drop=drop, actor=alma)
    address = reverse(f"api:{kind}-detail", args=[drop.pk])

    answer = client_of(bo).get(address)

    assert answer.status_code == 301
    assert answer["Location"].endswith(reverse(f"api:{kind}-detail", args=[keep.pk]))
    assert answer.json()["merged_into"] == keep.pk
    assert answer["Cache-Control"] == "no-store"
    assert client_of(cai).get(address).status_code == 403


def test_tombstone_is_in_no_list_search_picker_export_or_figure(alma, bo):
    keep, drop = make.person("Maja Ek"), make.person("Zorana Kvastfening")
    body, gone = make.organization("Behållverket"), make.organization("Kvastfeningsverket")
    make.membership(drop, gone)
    make_advocacy.interaction(drop)
    people.merge(keep=keep, drop=drop, actor=alma)
    organizations.merge(keep=body, drop=gone, actor=alma)
    client = client_of(bo)
    Person.objects.filter(pk=keep.pk).update(other_names="", search_text="maja ek")

    names = ["person_list", "person_suggest", "organization_list", "organization_suggest", "membership_suggest"]
    for name in names:
        assert "Kvastfening" not in client.get(reverse(f"contacts:{name}"), {"q": "kvastf"}).content.decode()
    for name in ("person-list", "organization-list", "membership-list"):
        found = client.get(reverse(f"api:{name}")).json()["results"]
        assert "Kvastfening" not in str(found)
    assert "Kvastfening" not in client.get(reverse("crm:search"), {"q": "Zorana"}).content.decode()


# --- Organizations --------------------------------------------------------------------------------------


def test_second_organization_of_a_name_is_asked_about(alma):
    make.organization("Trafikverket")
    client, address = client_of(alma), reverse("contacts:organization_add")
    data = filled(client, address, name="TRAFIKVERKET", kind="agency")

    page = client.post(address, data)
    assert page.status_code == 422
    assert "Är det samma?" in page.content.decode()

    client.post(address, {**data, "is_other": "on"})
    assert Organization.objects.count() == 2


def test_organizations_are_merged_on_a_page_too(alma):
    first, second = make.organization("Trafikverket"), make.organization("TRV")
    client_of(alma).post(address(first), posted(first, second))

    assert Organization.objects.get(pk=second.pk).merged_into == first


# --- Files from before the merge ----------------------------------------------------------------------------


def test_list_from_before_the_merge_means_the_kept_one(alma, tmp_path):
    keep, drop = make.person("Maja Ek"), make.person("Maja Lindqvist")
    people.merge(keep=keep, drop=drop, actor=alma)
    file = tmp_path / "lista.csv"
    file.write_text(f"Samsyn-id;Förnamn;Efternamn;Titel\n{drop.pk};Maja;Ek;Docent\n", encoding="utf-8-sig")

    call_command("import_contacts", str(file), "--apply", "--json")

    assert Person.objects.get(pk=keep.pk).title == "Docent"
    assert Person.objects.visible_to(alma).count() == 1
