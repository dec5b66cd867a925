"""The pages of reference data: who may, what is refused, what follows."""

import datetime as dt

import pytest

from contacts.models import (
    Area,
    Membership,
    Organization,
    OrganizationResponsibility,
    OrganizationSubkind,
    Party,
    PersonTag,
    Responsibility,
    Tag,
    Term,
)
from contacts.services import lists, organizations, people, responsibilities, tags
from crm.models import User
from tests import make
from tests.base import client_of
from tests.contacts.forms import filled

pytestmark = pytest.mark.django_db
D = dt.date
ADMIN = "/stamdata"


def text_of(user: User, url: str) -> str:
    response = client_of(user).get(url)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


# --- Tags ------------------------------------------------------------------------------------------------------


def test_reader_sees_tags_and_their_use_and_only_managers_change_them(bo: User, alma: User, eva: User) -> None:
    tag = tags.add(name="Almedalen", description="Bjuds in till Visby", actor=eva)
    people.edit(person=make.person(), tags=[tag], actor=alma)
    page = text_of(bo, f"{ADMIN}/etiketter/")
    for said in ("Almedalen", "Bjuds in till Visby", f'?tag={tag.pk}">1</a>'):
        assert said in page
    assert f"/stamdata/etiketter/{tag.pk}/" not in page
    for user in (bo, alma):
        assert client_of(user).get(f"{ADMIN}/etiketter/ny/").status_code == 403
    assert f"/stamdata/etiketter/{tag.pk}/" in text_of(eva, f"{ADMIN}/etiketter/")


def test_tag_is_added_renamed_and_removed_when_nobody_has_it(eva: User) -> None:
    client, url = client_of(eva), f"{ADMIN}/etiketter/ny/"
    assert client.post(url, filled(client, url, name="Talare")).status_code == 302
    again = client.post(url, filled(client, url, name=" TALARE "))
    assert again.context["form"].errors["name"] == ["Det finns redan en sådan etikett."]
    tag = Tag.objects.get()
    url = f"{ADMIN}/etiketter/{tag.pk}/"
    assert client.post(url, filled(client, url, name="Talare 2026")).status_code == 302
    link = PersonTag(person=make.person(), tag=tag)
    link.save()
    refused = client.post(f"{url}ta-bort/")
    assert (refused.status_code, "används på 1 ställe" in refused.content.decode()) == (422, True)
    link.delete()
    assert client.post(f"{url}ta-bort/").status_code == 302
    assert not Tag.objects.exists()


def test_two_who_rename_one_tag_are_told_of_each_other(eva: User, dag: User) -> None:
    tag = tags.add(name="Talare", actor=eva)
    client, url = client_of(eva), f"{ADMIN}/etiketter/{tag.pk}/"
    data = filled(client, url, name="Föreläsare")
    tags.edit(tag=tag, name="Talare 2026", description="", actor=dag)
    response = client.post(url, data)
    assert response.status_code == 409
    assert "Talare 2026" in response.content.decode()


def test_merged_tags_leave_one_on_everybody_and_can_be_undone(eva: User) -> None:
    one, other = (tags.add(name=name, actor=eva) for name in ("Almedalen", "Almedalsveckan"))
    both, single, body = make.person(), make.person(), make.organization()
    people.edit(person=both, tags=[one, other], actor=eva)
    people.edit(person=single, tags=[one], actor=eva)
    organizations.edit(organization=body, tags=[one], actor=eva)
    client, url = client_of(eva), f"{ADMIN}/etiketter/{one.pk}/sla-ihop/"
    response = client.post(url, {"into": other.pk})
    assert [p.person_tags.get().tag for p in (both, single)] == [other, other]
    assert body.organization_tags.get().tag == other
    assert tags.count_of(one) == 0
    client.post(f"{response.headers['Location']}angra/")
    assert (tags.count_of(one), tags.count_of(other)) == (3, 1)


def test_lists_that_stay_current_by_a_merged_tag_go_on_by_the_other(eva: User) -> None:
    one, other = (tags.add(name=name, actor=eva) for name in ("Almedalen", "Almedalsveckan"))
    kept = lists.add(name="Visby", kind="dynamic", query=f"tag={one.pk}&party=C", actor=eva)
    tags.merge(tag=one, into=other, actor=eva)
    kept.refresh_from_db()
    assert kept.query == f"tag={other.pk}&party=C"


# --- Kinds, parties, terms ----------------------------------------------------------------------------------------


def test_subkind_is_made_chosen_on_an_organization_and_kept_while_used(eva: User, alma: User) -> None:
    body = make.organization("Mälardalens handelskammare", "association")
    assert 'name="subkind"' not in text_of(alma, f"/organisationer/{body.pk}/redigera/"), "none to choose yet"
    client, url = client_of(eva), f"{ADMIN}/undertyper/ny/?slag=association"
    assert client.post(url, filled(client, url, name="Handelskammare")).status_code == 302
    subkind = OrganizationSubkind.objects.get()
    editor, form = client_of(alma), f"/organisationer/{body.pk}/redigera/"
    assert editor.post(form, filled(editor, form, subkind=subkind.pk)).status_code == 302
    assert "Handelskammare" in text_of(alma, f"/organisationer/{body.pk}/")
    wrong = editor.post(form, filled(editor, form, kind="company"))
    assert "Undertypen hör till ett annat slag" in wrong.content.decode()
    assert "Handelskammare" in text_of(alma, f"{ADMIN}/slag/")
    assert client.post(f"{ADMIN}/undertyper/{subkind.pk}/ta-bort/").status_code == 422
    editor.post(form, filled(editor, form, subkind=""))
    assert client.post(f"{ADMIN}/undertyper/{subkind.pk}/ta-bort/").status_code == 302


def test_party_that_changes_code_is_still_understood_by_the_old_one(eva: User) -> None:
    party = make.party("FP", "Folkpartiet")
    client, url = client_of(eva), f"{ADMIN}/partier/{party.pk}/"
    assert client.post(url, filled(client, url, code="L", name="Liberalerna", color="#006ab3")).status_code == 302
    party.refresh_from_db()
    assert (party.code, [alias.value for alias in party.aliases.all()]) == ("L", ["FP"])
    client.post(f"{url}nytt-alias/", {"value": "0003"})
    taken = client.post(f"{ADMIN}/partier/{make.party('M').pk}/nytt-alias/", {"value": "0003"})
    assert "betyder redan Liberalerna" in taken.content.decode()
    client.post(f"{ADMIN}/alias/{party.aliases.get(value='0003').pk}/ta-bort/")
    assert party.aliases.count() == 1


def test_local_party_is_added_with_its_colour_and_days(eva: User) -> None:
    client, url = client_of(eva), f"{ADMIN}/partier/nytt/"
    data = filled(client, url, code="KÖL", name="Köpingslistan", level="local", color="#336699", starts_on="2018-01-01")
    assert client.post(url, data).status_code == 302
    assert Party.objects.get().starts_on == D(2018, 1, 1)
    assert client.post(url, {**data, "color": "blå"}).context["form"].errors["color"]
    assert client.post(url, data).context["form"].errors["code"]


def test_term_is_added_once_and_removed_while_no_mandate_has_it(eva: User) -> None:
    client, url = client_of(eva), f"{ADMIN}/mandatperioder/ny/"
    data = filled(client, url, name="Nämnder 2027–2030", body="board", starts_on="2027-01-01", ends_on="2030-12-31")
    assert client.post(url, data).status_code == 302
    assert client.post(url, data).context["form"].errors["starts_on"]
    term = Term.objects.get()
    held = make.membership(term=term)
    assert client.post(f"{ADMIN}/mandatperioder/{term.pk}/ta-bort/").status_code == 422
    Membership.objects.filter(pk=held.pk).delete()
    assert client.post(f"{ADMIN}/mandatperioder/{term.pk}/ta-bort/").status_code == 302


# --- Responsibilities, committees, ministries, municipalities -------------------------------------------------------


def test_responsibility_goes_from_one_ministry_to_another_on_a_day(eva: User) -> None:
    old, new = (make.organization(name, "ministry") for name in ("Gamla departementet", "Nya departementet"))
    client, url = client_of(eva), f"{ADMIN}/ansvarsomraden/nytt/"
    assert client.post(url, filled(client, url, name="Infrastruktur")).status_code == 302
    field = Responsibility.objects.get()
    responsibilities.give(field=field, organization=old, on=D(2019, 4, 1), actor=eva)
    url = f"{ADMIN}/ansvarsomraden/{field.pk}/ansvarig/"
    assert client.post(url, filled(client, url, organization=new.pk, on="2019-04-01")).status_code == 422
    assert client.post(url, filled(client, url, organization=new.pk, on="2023-01-01")).status_code == 302
    links = OrganizationResponsibility.objects.order_by("starts_on").values_list("organization", "starts_on", "ends_on")
    assert list(links) == [(old.pk, D(2019, 4, 1), D(2022, 12, 31)), (new.pk, D(2023, 1, 1), None)]
    page = text_of(eva, f"{ADMIN}/ansvarsomraden/")
    assert page.index("Nya departementet") < page.index("Gamla departementet")


def test_committee_gets_a_new_name_and_the_old_one_stays_in_its_time(eva: User, bo: User) -> None:
    committee = make.organization("Trafikutskottet", "committee", short_name="TU")
    make.membership(make.person("Maja Lindqvist"), committee, starts_on=D(2022, 10, 4))
    url = f"/organisationer/{committee.pk}/nytt-namn/"
    assert client_of(bo).get(url).status_code == 403
    client = client_of(eva)
    response = client.post(url, filled(client, url, name="Transportutskottet", short_name="TrU", on="2026-01-01"))
    new = Organization.objects.get(name="Transportutskottet")
    assert response.headers["Location"] == new.get_absolute_url()
    assert "Trafikutskottet" in text_of(bo, f"/organisationer/{new.pk}/")
    assert "Transportutskottet" in text_of(bo, f"/organisationer/{committee.pk}/")
    page = text_of(bo, f"{ADMIN}/utskott/")
    assert page.index("Transportutskottet") < page.index("Har upphört (1)")


def test_reorganisation_asks_for_each_mandate_before_anything_happens(eva: User) -> None:
    ministry = make.organization("Infrastrukturdepartementet", "ministry")
    held = make.membership(make.person("Ulf Energi"), ministry, "Rådgivare", "official")
    client, url = client_of(eva), f"{ADMIN}/omorganisation/"
    data = {"predecessors": [ministry.pk], "on": "2027-01-01", "name_1": "Ett", "name_2": "Två"}
    asked = client.post(url, data)
    assert asked.status_code == 200
    assert "Ulf Energi, Rådgivare" in asked.content.decode()
    assert not Organization.objects.filter(name="Ett").exists()
    nonsense = client.post(url, {**data, "confirmed": "1", f"mandate_{held.pk}": "7"})
    assert nonsense.status_code == 422
    done = client.post(url, {**data, "confirmed": "1", f"mandate_{held.pk}": "1"})
    assert done.status_code == 302
    now = Membership.objects.active_on(D(2027, 1, 1)).get()
    assert now.organization.name == "Två"
    assert client.post(url, {"on": "2027-01-01"}).context["form"].errors["predecessors"]


def test_merger_of_municipalities_is_shown_before_it_is_carried_out(eva: User, bo: User) -> None:
    county = make.area("Uppsala län")
    areas = [make.municipality(name, county) for name in ("Enköping", "Håbo")]
    for area in areas:
        make.organization(f"{area.name} kommun", "municipality", area=area)
    client, url = client_of(eva), f"{ADMIN}/kommuner/bli-en/"
    data = {
        **filled(client, url),
        "areas": [a.pk for a in areas],
        "name": "Mälarbygden",
        "code": "0399",
        "on": "2027-01-01",
    }
    seen = client.post(url, data)
    assert (seen.status_code, "Enköping kommun" in seen.content.decode()) == (200, True)
    assert not Area.objects.filter(code="0399").exists()
    assert client.post(url, {**data, "areas": [areas[0].pk]}).context["form"].errors["areas"]
    assert client.post(url, {**data, "confirmed": "1"}).status_code == 302
    page = text_of(bo, f"{ADMIN}/kommuner/")
    assert "del av Mälarbygden" in page
