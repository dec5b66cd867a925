"""The list of motions: what finds one, what became of the proposals of those found, and the file of it."""

import datetime as dt

import pytest
from django.urls import reverse

from advocacy.models import Priority, ProposalLink
from contacts.choices import Scheme
from contacts.models import ExternalIdentifier
from crm.common import writes
from crm.models import Operation
from tests import make, make_motions
from tests.base import client_of
from tests.make_motions import motion, proposal

pytestmark = pytest.mark.django_db
LIST = reverse("advocacy:motion_list")


def listed(user, **query):
    return [row.number for row in client_of(user).get(LIST, query).context["object_list"]]


def page(user, **query):
    return client_of(user).get(LIST, query).content.decode()


@pytest.fixture(autouse=True)
def parties(db):
    for code in ("S", "C"):
        make.party(code)


def test_latest_motion_comes_first_and_tells_of_itself(bo):
    make_motions.committee()
    motion(1, submitted_on=dt.date(2024, 9, 20), title="Fler lärare")
    motion(
        2,
        title="Spår till Oslo",
        proposals=[proposal(1, chamber=["avslag"]), proposal(2, chamber=["bifall"]), proposal(3, chamber=["avslag"])],
        signers=[("0111", "Ada Ek", "S"), ("0112", "Bo Ask", "C")],
    )

    answer = client_of(bo).get(LIST)
    shown = answer.content.decode()

    assert [row.title for row in answer.context["object_list"]] == ["Spår till Oslo", "Fler lärare"]
    for words in ("2024/25:2", "Ada Ek (S) m.fl.", "2 avslag, 1 bifall", "Källa: Sveriges riksdag"):
        assert words in shown
    assert "Trafikutskottet" in client_of(bo).get(f"{LIST}?kolumner=title,committee").content.decode()


def test_words_are_found_in_title_and_proposals_together(bo):
    motion(1, title="Infrastruktur i Mälardalen", proposals=["Bygg fler järnvägar."])
    motion(2, title="Infrastruktur i Mälardalen", proposals=["Bygg fler vägar."])
    motion(3, title="Skolan", proposals=["Fler lärare.", "Utbilda dem vid järnvägen."])

    assert listed(bo, q="järnväg") == [3, 1]
    assert listed(bo, q="järnväg mälardalen") == [1]
    assert listed(bo, q="lärarna järnvägens") == [3]
    assert listed(bo, q="flyg") == []


def test_number_finds_that_motion_alone(bo):
    motion(17, proposals=["Se motion 2024/25:18."])
    motion(18)

    assert listed(bo, q="2024/25:18") == [18]


def test_filters_ask_of_the_motion_its_proposals_and_its_signers(alma, bo):
    traffic, schools = make_motions.committee(), make_motions.committee("UbU", "Utbildningsutskottet")
    person = make.person("Ada Ek")
    ExternalIdentifier.objects.create(scheme=Scheme.RIKSDAGEN, value="0111", person=person)
    motion(1, kind="party", committee="UbU", signers=[("0112", "Bo Ask", "C"), ("0111", "Ada Ek", "S")])
    motion(2, session="2023/24", proposals=[proposal(1, chamber=["avslag"]), proposal(2, chamber=["bifall_delvis"])])
    motion(3, is_follow_up=True, signers=[("0113", "Ci Alm", "-")], submitted_on=dt.date(2025, 3, 1))
    priority = writes.save(Priority(code="JARNVAG", name="Järnväg"), actor=make.actor())
    below = writes.save(Priority(code="GODS", name="Gods", parent=priority), actor=make.actor())
    linked = motion(4, signers=[("0112", "Bo Ask", "C")]).proposals.get()
    writes.save(ProposalLink(proposal=linked, priority=below, decided_by=alma), actor=alma)
    refused = motion(5, signers=[("0112", "Bo Ask", "C")]).proposals.get()
    writes.save(ProposalLink(proposal=refused, priority=below, state="refused", decided_by=alma), actor=alma)

    assert set(listed(bo, party="S")) == {1, 2}
    assert set(listed(bo, party="-")) == {3}
    assert set(listed(bo, party=["S", "-"])) == {1, 2, 3}
    assert listed(bo, outcome="bifall_delvis") == [2]
    assert set(listed(bo, signer=person.pk)) == {1, 2}
    assert listed(bo, session="2023/24") == [2]
    assert listed(bo, kind="party") == [1]
    assert listed(bo, committee=schools.pk) == [1]
    assert 1 not in listed(bo, committee=traffic.pk)
    assert listed(bo, is_follow_up="true") == [3]
    assert listed(bo, **{"from": "2025-01-01"}) == [3]
    assert listed(bo, priority=priority.pk) == [4]
    assert "Gods" in page(bo, priority=priority.pk)


@pytest.mark.parametrize("query", [{"party": "X"}, {"outcome": "vunnen"}, {"signer": "0"}, {"operation": "9"}])
def test_what_is_not_understood_finds_nothing(bo, query):
    motion(1)

    assert listed(bo, **query) == []
    refused = page(bo, **query)
    assert "Filtret går inte att använda" in refused and "yrkande i dem" not in refused


def test_outcomes_are_counted_over_the_whole_list_and_lead_to_their_motions(bo, monkeypatch):
    monkeypatch.setattr("advocacy.views.motions.MotionList.page_size", 1)
    motion(1, title="Skolan", proposals=[proposal(1, chamber=["avslag"]), proposal(2, chamber=["bifall"])])
    motion(2, title="Vägar", proposals=[proposal(1, chamber=["avslag"])])
    motion(3, title="Vägar", proposals=[])

    everything, found = page(bo), page(bo, q="vägar")

    assert "3 yrkanden i dem:" in everything
    assert "2 avslag" in everything
    assert "outcome=bifall" in everything
    assert "1 yrkande i dem:" in found
    assert "2 av 3" in found
    assert "outcome=bifall" not in found


def test_what_an_import_brought_is_a_list(bo):
    motion(1, proposals=["Bygg.", "Riv."])
    first = Operation.objects.latest("pk")
    motion(2)
    motion(1, proposals=["Bygg.", "Riv inte."])
    last = Operation.objects.latest("pk")

    assert listed(bo, operation=first.pk) == [1]
    assert listed(bo, operation=last.pk) == [1]
    assert "Import: Motioner" in page(bo, operation=last.pk)


def test_file_holds_the_filtered_list(bo):
    motion(1, signers=[("0111", "Ada Ek", "S"), ("0112", "Bo Ask", "C")])
    motion(2, title="Fler lärare")

    answer = client_of(bo).get(reverse("advocacy:motion_export"), {"format": "csv", "party": "C"})
    content = b"".join(answer.streaming_content).decode("utf-8-sig")

    assert "2024/25:1" in content
    assert "Fler lärare" not in content


def test_outsider_finds_no_list(cai):
    assert client_of(cai).get(LIST).status_code == 404
