"""The page of a motion: what was proposed, what committee and chamber decided, who voted how, who signed."""

import datetime as dt

import pytest
from django.urls import reverse

from advocacy.services.motion_cases import in_ranges
from advocacy.services.motion_records import ReservationRecord
from contacts.choices import Scheme
from contacts.models import ExternalIdentifier
from crm.common import extensions, writes
from tests import make, make_motions
from tests.base import client_of
from tests.make_motions import motion, point, proposal, report

pytestmark = pytest.mark.django_db
VOTES = {"S": [1, 90, 0, 16], "M": [60, 0, 0, 8], "C": [0, 0, 20, 4], "-": [0, 1, 0, 0]}


def words(user, row):
    content = client_of(user).get(row.get_absolute_url()).content.decode()
    return " ".join(content.replace("\xa0", " ").split())


def test_page_tells_of_the_motion_and_leads_to_the_riksdag(bo):
    row = motion(kind="committee", is_follow_up=True, cause="Proposition 2024/25:28", title="Spår & räls")

    shown = words(bo, row)

    assert "<h1>Spår &amp; räls</h1>" in shown
    for said in ("Kommittémotion, följdmotion", "Proposition 2024/25:28", "Ärendet är avslutat", "Sveriges riksdag"):
        assert said in shown
    assert f"https://data.riksdagen.se/dokument/{row.document}.html" in shown
    assert "1 okt 2024" in shown


@pytest.mark.parametrize(
    ("committee", "chamber", "said"),
    [
        (["avslag"], ["avslag"], "Utskottet föreslog avslag, och så beslutade kammaren."),
        (["avslag"], ["bifall"], "Utskottet föreslog avslag, men kammaren beslutade bifall."),
        (["bifall_delvis"], [], "Utskottet föreslog delvis bifall. Kammaren har inte beslutat än."),
        (
            ["avslag", "bifall"],
            ["", "bifall"],
            (
                "Gång 1: Utskottet föreslog avslag. Kammaren beslutade inte den gången. "
                "Gång 2: Utskottet föreslog bifall, och så beslutade kammaren."
            ),
        ),
        ([], ["lagd_till_handlingarna"], "Kammaren beslutade att lägga yrkandet till handlingarna."),
        ([], [], "Utskottet och kammaren har inte behandlat yrkandet."),
        (["", "avslag"], ["", "avslag"], "Utskottet föreslog avslag, och så beslutade kammaren."),
        (
            ["avslag", "bifall"],
            ["avslag", "bifall"],
            (
                "Gång 1: Utskottet föreslog avslag, och så beslutade kammaren. "
                "Gång 2: Utskottet föreslog bifall, och så beslutade kammaren."
            ),
        ),
    ],
)
def test_what_committee_and_chamber_said_is_told_in_order(bo, committee, chamber, said):
    row = motion(proposals=[proposal(1, committee=committee, chamber=chamber)])

    assert said in words(bo, row)


def test_each_proposal_has_its_outcome_and_its_address(bo):
    row = motion(
        proposals=[proposal(1, text="Bygg.", chamber=["avslag"]), proposal(2, text="Riv.", chamber=["bifall"])]
    )

    shown = words(bo, row)

    assert "2 yrkanden: 1 avslag, 1 bifall" in shown
    first, second = shown.index('id="yrkande-1"'), shown.index('id="yrkande-2"')
    assert first < shown.index("Bygg.") < shown.index('data-state="neutral" >Avslag'.replace(" >", ">")) < second
    assert second < shown.index("Riv.") < shown.index('data-state="ok">Bifall')


def test_point_where_it_was_decided_shows_votes_and_reservations(bo):
    make.party("S")
    row = motion(
        proposals=[
            proposal(1, committee=["avslag"], chamber=["avslag"], report="TU10"),
            proposal(2, committee=["avslag"], chamber=["avslag"], report="TU10"),
        ]
    )
    report(
        points=[point(1, title="Flyg"), point(2, title="Stambanor", decided_by="vote", votes=VOTES)],
        reservations=[ReservationRecord(1, 1, "Flyg", ["C"]), ReservationRecord(2, 2, "Höghastighet", ["S", "V"])],
        dealt_with=[("2024/25:17", None, 2)],
    )

    shown = words(bo, row)

    assert "Utskottets förslag vann efter votering." in shown
    assert "punkt 2 Stambanor" in shown
    assert 'Behandlar yrkande 1–2. Kammaren beslutade <time datetime="2025-04-29">29 apr 2025</time>.' in shown
    assert '<tr class="total"><th scope="row">Alla</th><td class="num">61</td><td class="num">91</td>' in shown
    assert "Partilös" in shown
    assert "Höghastighet" in shown
    assert "Flyg" not in shown, "another point of the report says nothing of this motion"


def test_reservation_that_won_is_named_with_its_parties(bo):
    row = motion(proposals=[proposal(1, chamber=["bifall"], report="TU10")])
    report(
        points=[point(1, decided_by="vote", winner="reservation 3", votes={"S": [0, 100, 0, 6]})],
        reservations=[ReservationRecord(3, 1, "Stambanor", ["S", "V"])],
    )

    assert "Reservation 3 (S, V) vann efter votering." in words(bo, row)


def test_where_the_point_is_not_known_all_points_are_told_and_that_it_is_not_known(bo):
    row = motion(proposals=[proposal(1, chamber=["avslag"], report="TU10")], signers=[("0111", "Ada Ek", "S")])
    report(
        points=[
            point(1, title="Flyg", decided_by="vote", votes=VOTES),
            point(2, title="Spår"),
            point(3, title="Hamnar"),
        ],
        reservations=[ReservationRecord(1, 2, "Spår", ["S", "V"]), ReservationRecord(2, 3, "Hamnar", ["C"])],
    )

    shown = words(bo, row)

    assert "Riksdagens uppgifter säger inte vid vilken punkt yrkande 1 avgjordes." in shown
    assert "Undertecknarnas partier reserverade sig vid en punkt: 2 Spår." in shown
    assert "ja 61, nej 91, avstod 20." in shown
    assert "Ja: M · Nej: S · Avstod: C" in shown
    assert "De 3 punkter det kan gälla" in shown


def test_report_with_one_point_decided_all_its_proposals_there(bo):
    row = motion(proposals=[proposal(1, chamber=["avslag"], report="TU10")])
    report(points=[point(1, title="Statens budget")])

    shown = words(bo, row)

    assert "Utskottets förslag vann utan votering." in shown
    assert "punkt 1 Statens budget" in shown
    assert "säger inte vid vilken punkt" not in shown


def test_report_that_is_not_read_says_so(bo):
    row = motion(proposals=[proposal(1, report="TU10")])

    assert "Kammaren har inte beslutat, eller betänkandet är inte inläst." in words(bo, row)


def test_signers_stand_in_order_with_the_name_and_party_of_that_day(bo):
    make.party("S")
    person = make.person("Ada Alm")
    ExternalIdentifier.objects.create(scheme=Scheme.RIKSDAGEN, value="0111", person=person)
    row = motion(signers=[("0112", "Bo Ask", "C"), ("0111", "Ada Ek", "S")])

    shown = words(bo, row)

    assert f'<a href="{person.get_absolute_url()}">Ada Ek</a>' in shown
    assert "heter nu Ada Alm" in shown
    assert "finns inte i registret" in shown
    assert shown.index("Bo Ask") < shown.index("Ada Ek")


def test_outsider_finds_no_motion(cai):
    assert client_of(cai).get(motion().get_absolute_url()).status_code == 404


def test_numbers_that_follow_on_are_written_short():
    assert in_ranges([1, 2, 3, 7, 9, 10]) == "1–3, 7, 9–10"


# --- Where else a motion stands ---------------------------------------------------------------------------------------


@pytest.fixture
def ada(db):
    person = make.person("Ada Ek")
    ExternalIdentifier.objects.create(scheme=Scheme.RIKSDAGEN, value="0111", person=person)
    return person


def test_person_page_shows_the_latest_motions_and_leads_to_all(bo, ada):
    for number in range(1, 8):
        motion(number, title=f"Motion nummer {number}", submitted_on=dt.date(2024, 9, number))

    content = client_of(bo).get(ada.get_absolute_url()).content.decode()
    card = content[content.index('<h2 class="card-title">Motioner') :].partition("</section>")[0]

    assert f"{reverse('advocacy:motion_list')}?signer={ada.pk}" in card
    assert "Alla 7" in card
    assert "första namn" in card
    assert "Motion nummer 7" in card
    assert "Motion nummer 2" not in card


def test_many_motions_of_a_day_are_one_line_of_the_person_page(bo, ada):
    for number in range(1, 5):
        motion(number, title=f"Motion nummer {number}")
    motion(5, title="Ensam motion", submitted_on=dt.date(2025, 3, 3))

    answer = client_of(bo).get(ada.get_absolute_url())
    told = [(entry.title, entry.day) for entry in answer.context["timeline"]]

    assert told == [("Ensam motion", dt.date(2025, 3, 3)), ("4 motioner", dt.date(2024, 10, 1))]
    of_day = client_of(bo).get(answer.context["timeline"][1].url)
    assert [row.number for row in of_day.context["object_list"]] == [4, 3, 2, 1]


def test_who_has_signed_nothing_has_no_card(bo):
    content = client_of(bo).get(make.person("Bo Ask").get_absolute_url()).content.decode()

    assert '<h2 class="card-title">Motioner' not in content


def test_committee_page_shows_what_it_deals_with(bo):
    committee = make_motions.committee()
    motion(title="Spår till Oslo")

    content = client_of(bo).get(committee.get_absolute_url()).content.decode()

    assert f"{reverse('advocacy:motion_list')}?committee={committee.pk}" in content
    assert "Spår till Oslo" in content


def test_motion_stands_in_the_timelines_of_its_signer_and_its_priority(alma, bo, ada):
    from advocacy.models import Priority, ProposalLink

    priority = writes.save(Priority(code="JARNVAG", name="Järnväg"), actor=make.actor())
    linked, refused = motion(1, title="Spår till Oslo"), motion(2, title="Flyg till Kiruna")
    for row, state in ((linked, "accepted"), (refused, "refused")):
        link = ProposalLink(proposal=row.proposals.get(), priority=priority, state=state, decided_by=alma)
        writes.save(link, actor=alma)
    of_person = reverse("contacts:person_timeline", args=[ada.pk])
    of_priority = reverse("advocacy:priority_timeline", args=[priority.pk])

    on_person = client_of(bo).get(of_person).content.decode()
    on_priority = client_of(bo).get(of_priority).content.decode()

    assert "Spår till Oslo" in on_person
    assert "Flyg till Kiruna" in on_person
    assert "Spår till Oslo" in on_priority
    assert "Ada Ek (S)" in on_priority
    assert "Flyg till Kiruna" not in on_priority
    assert "Spår till Oslo" in client_of(bo).get(ada.get_absolute_url()).content.decode()
    assert "Spår till Oslo" not in client_of(bo).get(of_person, {"q": "flyg"}).content.decode()


def test_search_finds_a_motion_by_its_proposal_and_says_why(bo):
    motion(title="Infrastruktur i Mälardalen", proposals=["Vägar.", "Bygg en järnväg mellan Uppsala och Enköping."])

    content = client_of(bo).get(reverse("crm:search"), {"q": "järnvägar"}).content.decode()

    assert "Infrastruktur i Mälardalen" in content
    assert "<mark>järnväg</mark> mellan Uppsala" in content
    assert "2024/25:17 · Enskild motion" in content


def test_what_is_known_of_a_signer_is_given_out_and_let_go(eva, ada):
    row = motion(title="Spår till Oslo")
    (held,) = [entry for entry in extensions.personal_data if entry.name == "motions"]

    known = held.extract(ada)
    held.erase(ada, eva)
    signer = row.signers.get()

    assert [(one["motion"], one["title"], one["party"]) for one in known] == [("2024/25:17", "Spår till Oslo", "S")]
    assert (signer.person, signer.name) == (None, "Ada Ek")
    assert not type(signer).history.filter(person_id=ada.pk).exists()
    assert held.extract(ada) == []


def test_api_gives_motions_with_proposals_signers_and_priorities(bo, ada):
    make_motions.committee()
    motion(1, title="Flyg")
    motion(
        2, title="Spår", proposals=[proposal(1, text="Bygg.", committee=["avslag"], chamber=["bifall"], report="TU10")]
    )

    (row,) = client_of(bo).get("/api/v1/motions/", {"q": "spår"}).json()["results"]

    assert row["committee"]["name"] == "Trafikutskottet"
    assert row["signers"] == [{"position": 1, "name": "Ada Ek", "party": "S", "person": ada.pk}]
    (said,) = row["proposals"]
    assert (said["text"], said["outcome"], said["chamber_said"]) == ("Bygg.", "bifall", ["bifall"])
    assert said["report"]["designation"] == "TU10"
    assert client_of(bo).get("/api/v1/motions/", {"signer": "x"}).status_code == 400
