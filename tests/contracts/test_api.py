"""The API keeps the promises of the pages: same scope, same filters, same services, errors one can act on."""

import datetime as dt

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from knox.models import AuthToken

from advocacy.choices import InteractionKind, PriorityKind
from advocacy.models import Interaction, Priority
from advocacy.services import interactions
from contacts.models import Membership, Organization, Person
from crm.common import writes
from tests import make
from tests.base import client_of

pytestmark = pytest.mark.django_db

LISTS = {
    "person": "people",
    "organization": "organizations",
    "membership": "memberships",
    "interaction": "interactions",
    "priority": "priorities",
    "goal": "goals",
    "area": "areas",
    "party": "parties",
}
PASSWORD = "regnbåge-över-kajen"


def url(name, pk=None, action=""):
    path = f"/api/v1/{LISTS[name]}/"
    return path if pk is None else f"{path}{pk}/{action}"


def get(user, path, **query):
    return client_of(user).get(path, query)


def post(user, path, data):
    return client_of(user).post(path, data, content_type="application/json")


def patch(user, path, data):
    return client_of(user).patch(path, data, content_type="application/json")


def names(answer):
    return [row["family_name"] for row in answer.json()["results"]]


def is_problem(answer, status, *fields):
    """The answer is a problem object that names these fields."""
    body = answer.json()
    assert answer.status_code == status, body
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert body["status"] == status
    assert body["type"].startswith("urn:samsyn:")
    assert body["title"]
    assert set(body.get("errors", {})) == set(fields)
    return body


def priority(code="JARNVAG", parent=None):
    row = Priority(code=code, name=code.title(), kind=PriorityKind.PRIORITY, parent=parent)
    return writes.save(row, actor=make.actor())


# --- Who comes in ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", LISTS)
def test_anonymous_is_asked_who_they_are(client, name):
    answer = client.get(url(name))

    is_problem(answer, 401)
    assert answer.headers["WWW-Authenticate"] == "Token"


@pytest.mark.parametrize("name", LISTS)
def test_outsider_gets_nothing(cai, name):
    make.person("Maja Lindqvist")

    is_problem(get(cai, url(name)), 403)


@pytest.mark.parametrize("name", LISTS)
def test_reader_reads_every_list(bo, name):
    assert get(bo, url(name)).status_code == 200


@pytest.mark.parametrize("name", ["person", "organization", "membership", "interaction"])
def test_reader_writes_nothing(bo, name):
    is_problem(post(bo, url(name), {}), 403)


@pytest.mark.parametrize("name", ["priority", "goal", "area", "party"])
def test_reference_is_read_only(dag, name):
    is_problem(post(dag, url(name), {}), 405)


@pytest.mark.parametrize("name", LISTS)
def test_nothing_is_deleted_over_the_api(dag, name):
    is_problem(client_of(dag).delete(url(name, 1)), 405)


def test_token_login_reads_and_logout_ends_it(bo, client):
    bo.set_password(PASSWORD)
    bo.save()

    token = client.post(
        reverse("api:login"), {"email": bo.email, "password": PASSWORD}, content_type="application/json"
    ).json()["token"]
    headers = {"authorization": f"Token {token}"}

    assert client.get(url("person"), headers=headers).status_code == 200
    assert client.post(reverse("api:logout"), headers=headers).status_code == 204
    assert client.get(url("person"), headers=headers).status_code == 401


def test_token_is_not_kept_in_the_open(bo, client):
    bo.set_password(PASSWORD)
    bo.save()
    answer = client.post(
        reverse("api:login"), {"email": bo.email, "password": PASSWORD}, content_type="application/json"
    )

    stored = AuthToken.objects.get()

    assert answer.json()["token"] not in (stored.digest, stored.token_key)
    assert stored.expiry is not None


@pytest.mark.parametrize(("email", "password"), [("bo@example.se", "fel"), ("ingen@example.se", PASSWORD)])
def test_wrong_password_and_unknown_account_sound_the_same(bo, client, email, password):
    bo.set_password(PASSWORD)
    bo.save()
    answer = client.post(reverse("api:login"), {"email": email, "password": password}, content_type="application/json")

    assert is_problem(answer, 401)["title"] == "Fel e-postadress eller lösenord."


def test_outsider_gets_no_token(cai, client):
    cai.set_password(PASSWORD)
    cai.save()

    answer = client.post(
        reverse("api:login"), {"email": cai.email, "password": PASSWORD}, content_type="application/json"
    )

    is_problem(answer, 401)
    assert not AuthToken.objects.exists()


def test_expired_token_is_refused(bo, client):
    _stored, token = AuthToken.objects.create(user=bo, expiry=dt.timedelta(seconds=-1))

    is_problem(client.get(url("person"), headers={"authorization": f"Token {token}"}), 401)


def test_session_writes_only_with_csrf_token(alma):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(alma)
    body = {"given_name": "Maja", "family_name": "Lindqvist"}

    is_problem(browser.post(url("person"), body, content_type="application/json"), 403)
    assert not Person.objects.exists()

    browser.get(reverse("account_logout"))
    token = browser.cookies["csrftoken"].value
    answer = browser.post(url("person"), body, content_type="application/json", headers={"x-csrftoken": token})
    assert answer.status_code == 201


# --- Filters and pages --------------------------------------------------------------------------------------


def test_people_are_found_by_the_page_filters(bo):
    make.person("Maja Lindqvist")
    make.person("Åsa Öberg")

    assert names(get(bo, url("person"), q="ASA")) == ["Öberg"]


@pytest.mark.parametrize(
    ("name", "query"),
    [
        ("person", {"level": "galaktisk"}),
        ("person", {"day": "igår"}),
        ("organization", {"kind": "hemlig"}),
        ("membership", {"person": "x"}),
        ("membership", {"day": "2026-02-30"}),
        ("interaction", {"from": "i våras"}),
        ("interaction", {"kind": "seans"}),
        ("priority", {"kind": "x"}),
        ("goal", {"unit": "x"}),
        ("area", {"kind": "x"}),
        ("party", {"level": "x"}),
    ],
)
def test_invalid_filter_is_an_error_and_never_everything(bo, name, query):
    make.membership()

    is_problem(get(bo, url(name), **query), 400, *query)


@pytest.mark.parametrize("name", LISTS)
def test_misspelt_filter_is_an_error_and_never_everything(bo, name):
    is_problem(get(bo, url(name), partty="C"), 400, "partty")


def test_archived_person_is_left_out_of_the_list_and_keeps_an_address(bo):
    gone = make.person("Maja Lindqvist", is_archived=True)

    assert names(get(bo, url("person"))) == []
    assert names(get(bo, url("person"), archived="only")) == ["Lindqvist"]
    assert get(bo, url("person", gone.pk)).json()["is_archived"] is True


def test_merged_person_is_gone(bo):
    kept, dropped = make.person(), make.person()
    dropped.merged_into = kept
    writes.save(dropped, actor=make.actor())

    is_problem(get(bo, url("person", dropped.pk)), 404)
    assert len(get(bo, url("person")).json()["results"]) == 1


def test_pages_hold_still_while_rows_are_added(bo):
    people = [make.person() for _ in range(5)]
    first = get(bo, url("person"), page_size="2").json()
    make.person()

    seen, answer = [row["id"] for row in first["results"]], first
    while answer["next"]:
        answer = client_of(bo).get(answer["next"]).json()
        seen += [row["id"] for row in answer["results"]]

    assert seen == [person.pk for person in reversed(people)]


def test_page_size_has_a_ceiling(bo):
    for _ in range(3):
        make.person()

    assert len(get(bo, url("person"), page_size="2").json()["results"]) == 2
    assert get(bo, url("person"), page_size="100000").status_code == 200


@pytest.mark.parametrize("name", ["person", "organization", "membership", "interaction"])
def test_more_rows_cost_no_more_questions(alma, name):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def add():
        who = make.person(email=f"p{Person.objects.count()}@example.se")
        make.membership(who, make.organization(), party=make.party("C"))
        interactions.log(actor=alma, kind="meeting", held_on=dt.date(2026, 3, 1), people=[who])

    add()
    session = client_of(alma)
    session.get(url(name))
    with CaptureQueriesContext(
        connection,
    ) as few:
        session.get(url(name))
    for _ in range(4):
        add()
    with CaptureQueriesContext(connection) as many:
        assert len(session.get(url(name)).json()["results"]) >= 5

    assert len(many) == len(few)


# --- People and organizations ---------------------------------------------------------------------------


def test_editor_adds_person_with_history(alma):
    body = {
        "given_name": "Maja",
        "family_name": "Lindqvist",
        "contact_details": [{"kind": "email", "value": "Maja@Example.se", "is_preferred": True}],
    }
    answer = post(alma, url("person"), body)

    assert answer.status_code == 201
    assert answer.json()["contact_details"][0]["value"] == "maja@example.se"
    assert Person.objects.get().history.get().history_user == alma


def test_editor_changes_only_what_is_given(alma):
    person = make.person("Maja Lindqvist", title="Docent", email="maja@example.se")

    answer = patch(alma, url("person", person.pk), {"version": person.version, "family_name": "Lind"})

    body = answer.json()
    assert (body["family_name"], body["title"], body["version"]) == ("Lind", "Docent", person.version + 1)
    assert body["contact_details"][0]["value"] == "maja@example.se"


def test_change_without_version_is_refused(alma):
    person = make.person("Maja Lindqvist")

    is_problem(patch(alma, url("person", person.pk), {"family_name": "Lind"}), 400, "version")
    assert Person.objects.get().family_name == "Lindqvist"


@pytest.mark.parametrize("name", ["person", "organization", "interaction"])
def test_change_of_another_version_is_a_conflict(alma, name):
    field = {"person": "title", "organization": "short_name", "interaction": "place"}[name]
    row = {
        "person": make.person,
        "organization": make.organization,
        "interaction": lambda: interactions.log(actor=alma, kind="call", held_on=dt.date(2026, 3, 1)),
    }[name]()
    assert patch(alma, url(name, row.pk), {"version": row.version, field: "Ny"}).status_code == 200

    answer = patch(alma, url(name, row.pk), {"version": row.version, field: "Gammal"})

    assert is_problem(answer, 409)["version"] == row.version + 1
    row.refresh_from_db()
    assert getattr(row, field) == "Ny"


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"given_name": "Maja"}, "family_name"),
        ({"given_name": "Maja", "family_name": "L" * 101}, "family_name"),
        ({"given_name": "Maja", "family_name": "L", "gender": "x"}, "gender"),
        ({"given_name": "Maja", "family_name": "L", "personnummer": "1"}, "personnummer"),
        ({"given_name": "Maja", "family_name": "L", "birth_year": 1066}, "birth_year"),
        ({"given_name": "Maja", "family_name": "L", "owner": 999999}, "owner"),
        ({"given_name": "Maja", "family_name": "L", "user": 1}, "user"),
        ({"given_name": "Maja", "family_name": "L", "merged_into": 1}, "merged_into"),
        (
            {"given_name": "M", "family_name": "L", "contact_details": [{"kind": "fax", "value": "1"}]},
            "contact_details.0.kind",
        ),
    ],
)
def test_wrong_field_is_named(alma, body, field):
    is_problem(post(alma, url("person"), body), 400, field)
    assert not Person.objects.exists()


def test_rule_of_the_row_is_told_beside_its_field(alma):
    answer = post(alma, url("organization"), {"name": "X", "kind": "company", "organization_number": "123"})

    body = is_problem(answer, 400, "organization_number")
    assert "Skriv det som" in body["errors"]["organization_number"][0]


def test_half_a_write_is_none(alma):
    body = {"given_name": "M", "family_name": "L", "contact_details": [{"kind": "email", "value": "inte en adress"}]}

    assert post(alma, url("person"), body).status_code == 400
    assert not Person.objects.exists()


def test_organization_number_stays_unique(alma):
    make.organization("Ett", organization_number="202100-6297")

    answer = post(alma, url("organization"), {"name": "Två", "kind": "agency", "organization_number": "2021006297"})

    assert answer.status_code == 400
    assert Organization.objects.count() == 1


def test_broken_json_is_told(alma):
    answer = client_of(alma).post(url("person"), "{", content_type="application/json")

    is_problem(answer, 400)


def test_errors_are_swedish_for_whoever_has_not_chosen_english(alma):
    session = client_of(alma)
    swedish = session.post(url("person"), {"given_name": "M"}, content_type="application/json").json()
    session.cookies["django_language"] = "en"
    english = session.post(url("person"), {"given_name": "M"}, content_type="application/json").json()

    assert swedish["errors"]["family_name"] == ["Det här fältet är obligatoriskt."]
    assert english["errors"]["family_name"] == ["This field is required."]


# --- Mandates --------------------------------------------------------------------------------------------


def test_mandate_is_given_ended_and_found_by_day(alma):
    person, body = make.person(), make.organization()
    given = post(
        alma,
        url("membership"),
        {"person": person.pk, "organization": body.pk, "role": "GD", "kind": "official", "starts_on": "2024-01-01"},
    ).json()

    ended = post(alma, url("membership", given["id"], "end/"), {"version": given["version"], "on": "2025-06-30"})

    assert ended.json()["ends_on"] == "2025-06-30"
    found = [get(alma, url("membership"), day=day).json()["results"] for day in ("2025-06-30", "2025-07-01")]
    assert [len(rows) for rows in found] == [1, 0]


def test_changed_mandate_is_an_ended_one_and_a_new_one(alma):
    old = make.membership(role="Ledamot", starts_on=dt.date(2024, 1, 1))

    answer = post(
        alma, url("membership", old.pk, "change/"), {"version": old.version, "on": "2025-03-01", "role": "Ordförande"}
    )

    assert answer.status_code == 201
    assert answer.json()["id"] != old.pk
    old.refresh_from_db()
    assert (old.role, old.ends_on) == ("Ledamot", dt.date(2025, 2, 28))


def test_struck_mandate_leaves_the_list_and_keeps_its_reason(alma):
    wrong = make.membership()

    post(alma, url("membership", wrong.pk, "strike/"), {"version": wrong.version, "reason": "Fel person"})

    assert get(alma, url("membership")).json()["results"] == []
    struck = get(alma, url("membership"), struck="true").json()["results"]
    assert [row["struck_reason"] for row in struck] == ["Fel person"]


def test_mandate_is_not_edited_away(alma):
    held = make.membership()

    is_problem(patch(alma, url("membership", held.pk), {"version": 1, "role": "Annan"}), 405)
    is_problem(post(alma, url("membership", held.pk, "end/"), {"version": 99, "on": "2026-01-01"}), 409)
    assert Membership.objects.get().role == held.role


# --- Contacts ----------------------------------------------------------------------------------------------


def test_editor_logs_meeting_with_the_mandate_of_that_day(alma):
    maja = make.mp("Maja Lindqvist")
    about = priority()

    answer = post(
        alma,
        url("interaction"),
        {
            "kind": "meeting",
            "held_on": "2026-03-02",
            "participants": [{"person": maja.pk, "has_talked": True}],
            "priorities": [about.pk],
        },
    )

    body = answer.json()
    assert answer.status_code == 201, body
    assert body["participants"][0]["held_role"] == "Riksdagsledamot"
    assert body["participants"][0]["attendance"] == "attended"
    assert body["our_side"][0]["user"]["id"] == alma.pk
    assert body["priorities"][0]["code"] == "JARNVAG"
    assert Interaction.objects.get().history.first().history_user == alma


def test_participants_are_kept_when_a_change_does_not_name_them(alma):
    maja = make.person("Maja Lindqvist")
    logged = interactions.log(actor=alma, kind="meeting", held_on=dt.date(2026, 3, 2), people=[maja])

    body = patch(alma, url("interaction", logged.pk), {"version": logged.version, "place": "Riksdagen"}).json()

    assert body["place"] == "Riksdagen"
    assert [p["person"]["id"] for p in body["participants"]] == [maja.pk]


def test_person_outside_the_register_is_refused_by_place(alma):
    body = {"kind": "meeting", "held_on": "2026-03-02", "participants": [{"person": 999999}]}

    is_problem(post(alma, url("interaction"), body), 400, "participants.0.person")


@pytest.fixture
def secret(eva):
    """A confidential meeting that only Eva may read."""
    maja = make.person("Maja Lindqvist")
    return interactions.log(
        actor=eva,
        kind=InteractionKind.MEETING,
        held_on=dt.date(2026, 3, 2),
        title="Hemlig överläggning",
        summary="Känsligt innehåll",
        place="Bakrummet",
        is_confidential=True,
        people=[maja],
        priorities=[priority()],
    )


@pytest.mark.parametrize("name", ["bo", "alma", "dag"])
def test_confidential_contact_is_listed_as_a_day_and_nothing_else(secret, name, request):
    user = request.getfixturevalue(name)

    answer = get(user, url("interaction"))

    assert answer.json()["results"] == [{"id": secret.pk, "held_on": "2026-03-02", "confidential": True}]


@pytest.mark.parametrize("name", ["bo", "alma", "dag"])
def test_confidential_contact_has_no_page_and_takes_no_change(secret, name, request):
    user = request.getfixturevalue(name)

    is_problem(get(user, url("interaction", secret.pk)), 404)
    changed = patch(user, url("interaction", secret.pk), {"version": secret.version, "title": "X"})
    is_problem(changed, 403 if name == "bo" else 404)
    secret.refresh_from_db()
    assert secret.title == "Hemlig överläggning"


@pytest.mark.parametrize("query", [{"q": "hemlig"}, {"kind": "meeting"}, {"person": "maja"}, {"priority": "jarnvag"}])
def test_no_filter_tells_what_a_confidential_contact_holds(secret, bo, eva, query):
    ids = {"maja": Person.objects.get().pk, "jarnvag": Priority.objects.get().pk}
    query = {name: ids.get(value, value) for name, value in query.items()}

    assert get(bo, url("interaction"), **query).json()["results"] == []
    assert len(get(eva, url("interaction"), **query).json()["results"]) == 1


def test_confidential_contact_is_read_by_who_logged_it(secret, eva):
    row = get(eva, url("interaction"), **{"from": "2026-03-01", "to": "2026-03-31"}).json()["results"][0]

    assert (row["title"], row["confidential"]) == ("Hemlig överläggning", True)
    assert get(eva, url("interaction", secret.pk)).json()["summary"] == "Känsligt innehåll"


# --- The plan and its figures ----------------------------------------------------------------------------


@pytest.fixture
def goal():
    from advocacy.models import Audience, AudienceCondition, AudienceCriterion, Goal, Plan

    actor = make.actor()
    plan = writes.save(
        Plan(code="2026", name="Plan 2026", starts_on=dt.date(2026, 1, 1), ends_on=dt.date(2026, 12, 31)), actor=actor
    )
    audience = writes.save(Audience(name="Riksdagen"), actor=actor)
    row = writes.save(AudienceCriterion(audience=audience, label="Ledamöter"), actor=actor)
    writes.save(AudienceCondition(criterion=row, dimension="organization", organization=make.riksdag()), actor=actor)
    return writes.save(
        Goal(
            plan=plan,
            priority=priority(),
            code="J-1",
            statement="Alla är nådda",
            kind="awareness",
            unit="person",
            audience=audience,
        ),
        actor=actor,
    )


def test_reach_counts_a_meeting_logged_over_the_api(alma, goal):
    maja, _other = make.mp("Maja Lindqvist"), make.mp("Åsa Öberg")
    post(
        alma,
        url("interaction"),
        {
            "kind": "meeting",
            "held_on": "2026-03-02",
            "participants": [{"person": maja.pk}],
            "priorities": [goal.priority_id],
        },
    )

    figures = get(alma, url("goal", goal.pk, "reach/"), **{"from": "2026-01-01", "to": "2026-06-30"}).json()

    assert figures["goal"] == "2026:J-1"
    assert (figures["from"], figures["to"]) == ("2026-01-01", "2026-06-30")
    assert (figures["audience"], figures["covered"], figures["coverage"]) == (2, 1, 0.5)
    assert figures["by_party"] == {"C": {"audience": 2, "covered": 1}}


@pytest.mark.parametrize(
    ("query", "field"),
    [({"from": "x"}, "from"), ({"from": "2026-06-30", "to": "2026-01-01"}, "to"), ({"till": "2026-01-01"}, "till")],
)
def test_reach_of_an_impossible_period_is_an_error(bo, goal, query, field):
    is_problem(get(bo, url("goal", goal.pk, "reach/"), **query), 400, field)


def test_reach_without_days_is_that_of_the_plan_so_far(bo, goal):
    figures = get(bo, url("goal", goal.pk, "reach/")).json()

    assert figures["from"] == "2026-01-01"
    assert figures["to"] <= "2026-12-31"


# --- The description ----------------------------------------------------------------------------------------


def test_description_is_valid_and_without_warnings(tmp_path):
    target = tmp_path / "schema.yml"

    call_command("spectacular", "--fail-on-warn", "--validate", file=str(target))

    assert "openapi: 3.1.0" in target.read_text()


def test_description_is_for_members(client, cai, bo):
    for name in ("api:schema", "api:docs"):
        assert client.get(reverse(name)).status_code == 401
        assert client_of(cai).get(reverse(name)).status_code == 403
        assert client_of(bo).get(reverse(name)).status_code == 200
