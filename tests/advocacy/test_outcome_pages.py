"""The pages of outcomes: list, one of them, the forms, type-ahead, cards on other pages, search and API."""

import datetime as dt

import pytest
from django.urls import reverse

from advocacy.models import Outcome
from advocacy.services import outcomes
from tests import make_advocacy
from tests.advocacy.test_outcomes import DAY, about, contact, noted, proposal, viewpoint  # noqa: F401
from tests.base import client_of

pytestmark = pytest.mark.django_db
LIST, ADD = reverse("advocacy:outcome_list"), reverse("advocacy:outcome_add")


def listed(user, **query):
    return [row.title for row in client_of(user).get(LIST, query).context["object_list"]]


def page(user, row, name="outcome_detail"):
    return client_of(user).get(reverse(f"advocacy:{name}", args=[row.pk])).content.decode()


# --- The list -----------------------------------------------------------------------------------------------------


def test_newest_come_first_and_each_filter_narrows(alma, eva, about):  # noqa: F811
    below = make_advocacy.priority("Spår", parent=about)
    noted(alma, about, "Äldst", happened_on=DAY - dt.timedelta(days=100), confidence="high")
    noted(alma, below, "Mellan", strength="adopted")
    outcomes.check(actor=eva, outcome=noted(alma, make_advocacy.priority("Annat"), "Nyast", happened_on=DAY))
    assert listed(eva) == ["Nyast", "Mellan", "Äldst"]
    assert listed(eva, priority=about.pk) == ["Mellan", "Äldst"]
    assert listed(eva, strength="adopted") == ["Mellan"]
    assert listed(eva, confidence="high") == ["Äldst"]
    assert listed(eva, check="ja") == ["Nyast"]
    assert listed(eva, check="nej") == ["Mellan", "Äldst"]
    assert listed(eva, check="av-mig") == ["Mellan", "Äldst"]
    assert listed(alma, check="av-mig") == []
    assert listed(eva, **{"from": "2026-05-01"}) == ["Nyast", "Mellan"]
    assert listed(eva, q="mellan") == ["Mellan"]
    assert listed(eva, strength="stor") == []


def test_ladder_and_confidence_are_sorted_by_their_order_not_by_their_letters(alma, about):  # noqa: F811
    for strength, confidence in (("funded", "low"), ("mentioned", "high"), ("adopted", "medium")):
        noted(alma, about, strength, strength=strength, confidence=confidence)
    assert listed(alma, sort="strength") == ["mentioned", "adopted", "funded"]
    assert listed(alma, sort="-confidence") == ["mentioned", "adopted", "funded"]


def test_list_goes_out_with_document_page_and_link(alma, about):  # noqa: F811
    noted(alma, about, page="44", url="https://www.regeringen.se/budget")
    answer = client_of(alma).get(reverse("advocacy:outcome_export"), {"format": "csv"})
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    assert all(said in text for said in ("Fler spår nämns", "Budget 2026", "44", "https://www.regeringen.se/budget"))


# --- Noting and changing ------------------------------------------------------------------------------------------


def form(about, **fields):  # noqa: F811
    said = {
        "title": "Fler spår beslutas", "priority": about.pk, "strength": "adopted", "happened_on": "2026-06-01",
        "document": "Budget 2026", "confidence": "medium",
    }  # fmt: skip
    return {**said, **fields}


def test_what_is_wrong_is_said_beside_its_field_and_what_was_typed_is_kept(alma, about):  # noqa: F811
    answer = client_of(alma).post(ADD, form(about, amount="5000000", document=""))
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "Fler spår beslutas" in text
    assert set(answer.context["form"].errors) == {"document"}
    refused = client_of(alma).post(ADD, form(about, amount="5000000"))
    assert list(refused.context["form"].errors) == ["amount"]
    assert not Outcome.objects.exists()


def test_amount_is_written_as_swedes_do(alma, about):  # noqa: F811
    assert client_of(alma).post(ADD, form(about, strength="funded", amount="5 000 000")).status_code == 302
    assert Outcome.objects.get().amount == 5_000_000


def test_outcome_noted_from_a_viewpoint_begins_with_it_and_fills_in_what_is_known(alma, about):  # noqa: F811
    said = viewpoint(alma, about, taken_up="yes", document="Prop. 2026/27:40", page="12")
    text = client_of(alma).get(ADD, {"viewpoint": said.pk}).content.decode()
    assert "Prop. 2026/27:40" in text
    assert "Första ledet i kedjan" in text
    assert client_of(alma).post(ADD, form(about, viewpoint=said.pk)).status_code == 302
    row = Outcome.objects.get()
    assert row.contributions.get().viewpoint == said
    assert row.noted_by == alma
    whole = said.consultation
    assert "Ledde till" in page(alma, whole, "consultation_detail")


def test_contact_that_one_may_not_read_is_no_beginning(alma, eva, about):  # noqa: F811
    secret = contact(alma, about, title="Hemligt samtal", is_confidential=True)
    assert "Hemligt" not in client_of(eva).get(ADD, {"interaction": secret.pk}).content.decode()
    assert client_of(eva).post(ADD, form(about, interaction=secret.pk)).status_code == 422


def test_colleague_who_was_first_is_told_of(alma, about):  # noqa: F811
    row = noted(alma, about)
    url = reverse("advocacy:outcome_edit", args=[row.pk])
    assert client_of(alma).post(url, form(about, version=1)).status_code == 302
    assert client_of(alma).post(url, form(about, version=1, title="Annat")).status_code == 409


# --- The check ----------------------------------------------------------------------------------------------------


def test_check_is_asked_of_others_on_idag_until_it_is_given(alma, bo, eva, about):  # noqa: F811
    row = noted(alma, about)
    url = reverse("advocacy:outcome_check", args=[row.pk])
    home = reverse("crm:home")
    assert "Genomslag att kontrollera" in client_of(eva).get(home).content.decode()
    for who in (alma, bo):
        assert "Genomslag att kontrollera" not in client_of(who).get(home).content.decode()
    assert url not in page(alma, row)
    assert client_of(alma).post(url).status_code == 403
    assert client_of(eva).post(url, {"version": row.version + 5}).status_code == 302
    row.refresh_from_db()
    assert row.checked_by is None
    client_of(eva).post(url, {"version": row.version})
    row.refresh_from_db()
    assert row.checked_by == eva
    assert "Kontrollerat av Eva Lund" in page(bo, row)
    assert "Genomslag att kontrollera" not in client_of(eva).get(home).content.decode()


# --- The chain ----------------------------------------------------------------------------------------------------


def test_page_shows_the_chain_as_list_and_picture_and_hides_what_is_confidential(alma, eva, about):  # noqa: F811
    row = noted(alma, about)
    secret = contact(alma, about, title="Hemligt samtal", is_confidential=True)
    outcomes.contribute(actor=alma, outcome=row, source=secret, note="Hemlig anteckning")
    outcomes.contribute(actor=alma, outcome=row, source=contact(alma, about, title="Öppet möte"))
    mine, theirs = page(alma, row), page(eva, row)
    assert "Hemligt samtal" in mine
    assert "Hemlig" not in theirs
    assert "Ett konfidentiellt" in theirs
    for text in (mine, theirs):
        assert "Öppet möte" in text
        assert 'role="img"' in text
    assert 'stroke-dasharray="3 2"' in theirs
    link = row.contributions.get(interaction=secret)
    for name in ("outcome_contribution_edit", "outcome_contribution_remove"):
        assert client_of(eva).post(reverse(f"advocacy:{name}", args=[link.pk]), {"note": "x"}).status_code == 404
    answer = client_of(eva).get(f"/api/v1/outcomes/{row.pk}/").json()
    assert len(answer["contributions"]) == 1


def test_link_is_added_with_a_note_from_the_suggestions_and_taken_out_again(alma, about):  # noqa: F811
    row, met = noted(alma, about), contact(alma, about, title="Om spåren")
    url = reverse("advocacy:outcome_contribution_add", args=[row.pk])
    assert "Om spåren" in client_of(alma).get(url).content.decode()
    answer = client_of(alma).post(url, {"interaction": met.pk, "note": "Bad om underlag", "more": "1"})
    assert answer.url == url
    assert "Bad om underlag" in page(alma, row)
    assert "Ledde till" in page(alma, met, "interaction_detail")
    link = row.contributions.get()
    assert client_of(alma).post(url, {"interaction": met.pk}).status_code == 422
    edit = reverse("advocacy:outcome_contribution_edit", args=[link.pk])
    client_of(alma).post(edit, {"note": "Fick underlag"})
    assert "Fick underlag" in page(alma, row)
    client_of(alma).post(reverse("advocacy:outcome_contribution_remove", args=[link.pk]))
    assert not row.contributions.exists()


def test_one_link_is_chosen_at_a_time(alma, about):  # noqa: F811
    row, met, said = noted(alma, about), contact(alma, about), viewpoint(alma, about)
    url = reverse("advocacy:outcome_contribution_add", args=[row.pk])
    for wrong in ({}, {"interaction": met.pk, "viewpoint": said.pk}, {"interaction": 999_999}):
        assert client_of(alma).post(url, wrong).status_code == 422
    assert not row.contributions.exists()


def test_type_ahead_finds_contacts_proposals_and_viewpoints_by_their_words(alma, eva, about):  # noqa: F811
    met, row, said = contact(alma, about, title="Om lokförare"), proposal(about), viewpoint(alma, about)
    contact(alma, about, title="Hemligt om lokförare", is_confidential=True)

    def found(name, words):
        answer = client_of(eva).get(reverse(f"advocacy:outcome_suggest_{name}"), {"q": words})
        return [one["id"] for one in answer.json()["results"]]

    assert found("interaction", "lokförarna") == [met.pk]
    assert found("proposal", "järnvägar") == [row.pk]
    assert found("proposal", "2024/25:17") == [row.pk]
    assert found("proposal", "jordbruk") == []
    assert found("viewpoint", "spår") == [said.pk]
    assert found("viewpoint", "jordbruk") == []


# --- Elsewhere ----------------------------------------------------------------------------------------------------


def test_priority_and_goal_show_what_changed_in_them_and_what_is_worth_noting_is_offered(alma, bo, about):  # noqa: F811
    below = make_advocacy.priority("Spår", parent=about)
    goal = make_advocacy.goal(about)
    noted(alma, below)
    for path in (about.get_absolute_url(), goal.get_absolute_url()):
        assert "Fler spår nämns" in client_of(bo).get(f"{path}kort/").content.decode()
    viewpoint(alma, about, "Mer underhåll", taken_up="yes", document="Prop. 1")
    assert "Mer underhåll" in client_of(bo).get(reverse("advocacy:outcome_worth")).content.decode()


def test_motion_offers_to_note_what_was_approved_and_tells_what_it_led_to(alma, bo, about):  # noqa: F811
    row = proposal(about)
    worth = f"{ADD}?proposal={row.pk}"
    assert worth in page(alma, row.motion, "motion_detail")
    assert worth not in page(bo, row.motion, "motion_detail")
    assert "Betänkande 2024/25:TU10" in client_of(alma).get(worth).content.decode()
    noted(alma, about, sources=[row])
    text = page(bo, row.motion, "motion_detail")
    assert "Ledde till" in text
    assert "Fler spår nämns" in text


def test_search_finds_an_outcome_by_any_form_of_its_words(alma, bo, about):  # noqa: F811
    noted(alma, about, "Utbildningsanläggningar för lokförare")
    text = client_of(bo).get(reverse("crm:search"), {"q": "utbildningsanläggning"}).content.decode()
    assert "Omnämnd" in text


def test_api_lists_and_notes_but_never_checks(alma, bo, eva, about):  # noqa: F811
    answer = client_of(alma).post("/api/v1/outcomes/", form(about), content_type="application/json")
    assert answer.status_code == 201, answer.content
    row = answer.json()
    assert (row["checked_by"], row["noted_by"]) == (None, alma.pk)
    assert [one["id"] for one in client_of(bo).get("/api/v1/outcomes/?strength=adopted").json()["results"]] == [
        row["id"]
    ]
    change = {"checked_by": eva.pk, "version": 1}
    refused = client_of(eva).patch(f"/api/v1/outcomes/{row['id']}/", change, content_type="application/json")
    assert refused.status_code == 400


def test_list_asks_few_questions_whatever_it_shows(alma, about, django_assert_max_num_queries):  # noqa: F811
    for number in range(12):
        noted(alma, about, f"Nr {number}", sources=[contact(alma, about, title=str(number))])
        viewpoint(alma, about, f"Synpunkt {number}", taken_up="yes", document="Prop. 1")
    client = client_of(alma)
    with django_assert_max_num_queries(10):
        client.get(LIST)
    with django_assert_max_num_queries(10):
        client.get(reverse("advocacy:outcome_worth"))
