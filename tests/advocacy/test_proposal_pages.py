"""The pages of search words, suggestions and links."""

import pytest

from advocacy.choices import LinkState
from advocacy.models import ProposalLink
from advocacy.services import proposal_links, search_terms
from tests import make, make_advocacy, make_motions

pytestmark = pytest.mark.django_db

INBOX = "/motioner/forslag/"


@pytest.fixture
def rail(db):
    return make_advocacy.priority("Järnvägar")


@pytest.fixture
def proposals(alma, rail):
    make.party("S")
    motion = make_motions.motion(proposals=["Bygg järnväg & spår.", "Fler lärare.", "Laga järnvägen."])
    search_terms.keep(actor=alma, priority=rail, finding=["järnväg"])
    return list(motion.proposals.order_by("position"))


def key(proposal, priority):
    return f"{proposal.pk}-{priority.pk}"


def test_words_are_written_a_line_each_and_what_they_find_is_shown(client, alma, rail, proposals):
    client.force_login(alma)
    page = client.get(f"/sakfragor/{rail.pk}/sokord/").content.decode()
    assert "Tillsammans 2 yrkanden" in page
    assert "<mark>järnväg</mark> &amp; spår" in page
    sent = {"finding": "järnväg\n\n lärare* ", "excluding": "laga", "seen": '["järnväg"]'}
    answer = client.post(f"/sakfragor/{rail.pk}/sokord/", sent)
    assert answer.status_code == 302 and answer.url == rail.get_absolute_url()
    assert {(one.text, one.is_exclusion) for one in rail.terms.all()} == {
        ("järnväg", False),
        ("lärare*", False),
        ("laga", True),
    }


def test_trying_words_keeps_none(client, alma, rail, proposals):
    client.force_login(alma)
    sent = {"finding": "lärare\njä*", "excluding": "", "seen": "[]"}
    part = client.post(f"/sakfragor/{rail.pk}/sokord/?prova=ja", sent, headers={"HX-Request": "true"}).content.decode()
    assert "Fler <mark>lärare</mark>." in part and "<form" not in part
    page = client.post(f"/sakfragor/{rail.pk}/sokord/", {**sent, "prova": "ja"})
    assert page.status_code == 422
    assert "minst tre bokstäver" in page.content.decode() and "jä*" in page.content.decode()
    assert [one.text for one in rail.terms.all()] == ["järnväg"]


def test_suggestions_show_the_words_the_parties_and_the_outcome(client, bo, rail, proposals):
    client.force_login(bo)
    page = client.get(INBOX)
    shown = page.content.decode()
    assert "Bygg <mark>järnväg</mark> &amp; spår." in shown and "Laga <mark>järnvägen</mark>." in shown
    assert "Fler lärare" not in shown
    assert "Inget beslut än" in shown and "Hör inte dit" not in shown
    assert page.context["page_obj"].paginator.count == 2


def test_suggestions_are_filtered(client, bo, alma, rail, proposals):
    client.force_login(bo)
    other = make_advocacy.priority("Skolan")
    search_terms.keep(actor=alma, priority=other, finding=["lärare"])

    def count(query):
        return client.get(f"{INBOX}?{query}").context["page_obj"].paginator.count

    assert count("") == 3
    assert count(f"priority={other.pk}") == 1
    assert count("session=2024/25") == 3
    assert count("outcome=bifall") == 0
    assert count("kind=single") == 3
    assert count("outcome=nonsens") == 0


def test_one_suggestion_is_decided_and_taken_back(client, alma, rail, proposals):
    client.force_login(alma)
    sent = {"forslag": key(proposals[0], rail), "svar": "hor-hit", "leaning": "for"}
    line = client.post(f"{INBOX}avgor/", sent, headers={"HX-Request": "true"}).content.decode()
    assert 'data-state="accepted"' in line and "Ångra" in line
    link = ProposalLink.objects.get()
    assert (link.state, link.leaning, link.proposal) == (LinkState.ACCEPTED, "for", proposals[0])
    line = client.post(f"{INBOX}avgor/", {**sent, "svar": "angra"}, headers={"HX-Request": "true"}).content.decode()
    assert 'data-state="open"' in line and not ProposalLink.objects.exists()


def test_without_script_the_list_comes_back_as_it_was(client, alma, rail, proposals):
    client.force_login(alma)
    sent = {"forslag": key(proposals[0], rail), "svar": "hor-inte-hit", "fran": f"priority={rail.pk}&sida=2"}
    answer = client.post(f"{INBOX}avgor/", sent)
    assert answer.url == f"{INBOX}?priority={rail.pk}&sida=2"
    assert ProposalLink.objects.get().state == LinkState.REFUSED


@pytest.mark.parametrize(
    "sent", [{}, {"forslag": "1-²", "svar": "hor-hit"}, {"forslag": "9999-9999", "svar": "hor-hit"}]
)
def test_an_answer_that_says_nothing_is_refused(client, alma, rail, proposals, sent):
    client.force_login(alma)
    assert client.post(f"{INBOX}avgor/", sent).status_code in (400, 404)
    assert not ProposalLink.objects.exists()


def test_the_ticked_are_decided_together_and_may_be_taken_back(client, alma, rail, proposals):
    client.force_login(alma)
    sent = {"forslag": [key(proposals[0], rail), key(proposals[2], rail)], "svar": "hor-hit"}
    page = client.post(f"{INBOX}avgor-flera/", sent, follow=True).content.decode()
    assert "2 yrkanden kopplade till sakfrågor." in page and "Ångra" in page
    assert ProposalLink.objects.filter(state=LinkState.ACCEPTED).count() == 2
    page = client.post(f"{INBOX}avgor-flera/", {**sent, "svar": "hor-inte-hit"}, follow=True).content.decode()
    assert "2 var redan avgjorda." in page
    page = client.post(f"{INBOX}avgor-flera/", {"svar": "hor-hit"}, follow=True).content.decode()
    assert "Inget är markerat." in page


def test_a_miss_is_linked_by_hand_changed_and_removed_from_the_motion(client, alma, rail, proposals):
    client.force_login(alma)
    missed = proposals[1]
    motion = missed.motion.get_absolute_url()
    assert f"/motioner/yrkanden/{missed.pk}/koppla/" in client.get(motion).content.decode()
    answer = client.post(f"/motioner/yrkanden/{missed.pk}/koppla/", {"priority": rail.pk, "leaning": "against"})
    assert answer.url == f"{motion}#yrkande-2"
    link = ProposalLink.objects.get()
    assert link.words == [] and link.leaning == "against"
    assert "Järnvägar" in client.get(motion).content.decode()

    page = client.get(f"/motioner/kopplingar/{link.pk}/").content.decode()
    assert "Kopplat för hand." in page
    seen = link.decided_at.isoformat()
    client.post(f"/motioner/kopplingar/{link.pk}/", {"state": "accepted", "leaning": "for", "seen": seen})
    link.refresh_from_db()
    assert link.leaning == "for"
    page = client.get(f"/motioner/kopplingar/{link.pk}/").content.decode()
    assert "<s>Emot</s> → För" in page
    client.post(f"/motioner/kopplingar/{link.pk}/ta-bort/")
    assert not ProposalLink.objects.exists() and ProposalLink.history.count() == 3


def test_a_wrong_choice_by_hand_is_told_beside_the_field(client, alma, proposals):
    client.force_login(alma)
    page = client.post(f"/motioner/yrkanden/{proposals[1].pk}/koppla/", {"priority": "", "leaning": "for"})
    assert page.status_code == 422 and not ProposalLink.objects.exists()


def test_the_priority_tells_of_its_motions(client, bo, alma, rail, proposals):
    proposal_links.decide(actor=alma, proposal=proposals[0], priority=rail, leaning="for")
    client.force_login(bo)
    page = client.get(f"{rail.get_absolute_url()}kort/").content.decode()
    assert "1 yrkande i 1 motion är kopplat hit." in " ".join(page.split())
    assert "1 förslag att ta ställning till" in page
    assert f"/motioner/?priority={rail.pk}&amp;party=S" in page
    assert "sokord" not in page


def test_what_a_colleague_decided_meanwhile_is_neither_overwritten_nor_taken_back(client, alma, eva, rail, proposals):
    mine = proposal_links.decide(actor=eva, proposal=proposals[0], priority=rail, leaning="for")
    client.force_login(alma)
    for answer in ("hor-inte-hit", "hor-hit", "angra"):
        sent = {"forslag": key(proposals[0], rail), "svar": answer}
        part = client.post(f"{INBOX}avgor/", sent, headers={"HX-Request": "true"}).content.decode()
        assert f"{eva} hann före" in part and 'value="angra"' not in part
        link = ProposalLink.objects.get()
        assert (link.pk, link.state, link.leaning, link.decided_by) == (mine.pk, LinkState.ACCEPTED, "for", eva)


def test_the_history_of_words_tells_the_words(client, alma, rail, proposals):
    client.force_login(alma)
    search_terms.keep(actor=alma, priority=rail, finding=["järnväg", "spårbyte*"])
    search_terms.keep(actor=alma, priority=rail, finding=["järnväg"])
    history = client.get(f"/sakfragor/{rail.pk}/sokord/").content.decode().partition("Historik")[2]
    assert history.count("spårbyte*") == 2 and rail.name not in history


def test_a_link_that_a_colleague_changed_meanwhile_is_told_before_it_is_changed_again(
    client, alma, eva, rail, proposals
):
    link = proposal_links.decide(actor=alma, proposal=proposals[0], priority=rail)
    client.force_login(alma)
    page = f"/motioner/kopplingar/{link.pk}/"
    seen = client.get(page).context["form"]["seen"].value()
    proposal_links.decide(actor=eva, proposal=proposals[0], priority=rail, leaning="for")
    refused = client.post(page, {"state": "accepted", "leaning": "against", "seen": seen})
    assert refused.status_code == 422
    assert f"{eva} har ändrat kopplingen" in refused.content.decode()
    link.refresh_from_db()
    assert link.leaning == "for"
    again = {"state": "accepted", "leaning": "against", "seen": refused.context["form"]["seen"].value()}
    assert client.post(page, again).status_code == 302
    link.refresh_from_db()
    assert (link.leaning, link.decided_by) == ("against", alma)
