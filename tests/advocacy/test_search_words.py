"""What search words mean, and that the index finds exactly what the words say of the text itself."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from advocacy.models import MotionProposal
from advocacy.querysets.search_words import Text, marked, parsed
from advocacy.querysets.suggested import Words, counted, found
from tests import make_motions


def matches(term: str, text: str) -> bool:
    return parsed(term).matches(Text(text))


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("järnväg", "Järnvägarna ska byggas."),
        ("JÄRNVÄG", "järnvägens spår"),
        ("järnväg*", "En järnvägsbro byggs."),
        ("gods", "mer gods på spår"),
        ("gods*", "godstransporterna"),
        ("lärare", "lärarnas lön"),
        ("lärare*", "läraren"),
        ('"nationell plan"', "i den nationella planen för"),
        ("nationell plan", "en nationell plan"),
        ("järnväg* + utbild*", "utbildningar till järnvägsrelaterade yrken"),
        ('"nationell plan" + infrastruktur*', "infrastrukturen i nationell plan"),
    ],
)
def test_a_word_finds(term: str, text: str) -> None:
    assert matches(term, text)


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("järnväg", "En järnvägsbro byggs."),
        ("gods", "goda skäl"),
        ("gods*", "det är gott och goda"),
        ("gods*", "spill av gödselmedel"),
        ("mål", "en mal i garderoben"),
        ("tåg", "det har tagit tid"),
        ("lärare", "de ska lära sig"),
        ("lärare*", "läroplanen"),
        ('"nationell plan"', "planen är nationell"),
        ('"nationell plan"', "nationella mål och en plan"),
        ("järnväg* + utbild*", "järnvägen byggs ut"),
    ],
)
def test_a_word_does_not_find(term: str, text: str) -> None:
    assert not matches(term, text)


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("jä*", "minst tre bokstäver"),
        ("järnväg +", "saknar ett ord"),
        ("*", "saknar ett ord"),
        ("järnväg <b>", "tecken"),
        ("a" * 101, "högst 100"),
        ("ett två tre fyra fem sex sju åtta nio", "högst åtta"),
    ],
)
def test_what_cannot_be_looked_for_is_told(typed: str, why: str) -> None:
    with pytest.raises(ValidationError, match=why):
        parsed(typed)


def test_a_word_is_written_in_one_way_however_it_is_typed() -> None:
    assert parsed("  Nationell   PLAN ").text == parsed("”nationell plan”").text == '"nationell plan"'
    assert parsed('Järnväg*+"nationell plan"').text == 'järnväg* + "nationell plan"'
    assert parsed(parsed("Tåg + buss*").text).text == "tåg + buss*"


def test_what_was_found_is_marked_and_the_rest_escaped() -> None:
    said = marked("Den <nationella planen> för järnväg", [parsed("nationell plan"), parsed("järnväg")])
    assert said == "Den &lt;<mark>nationella planen</mark>&gt; för <mark>järnväg</mark>"


def test_of_a_long_text_the_part_around_the_word_is_shown() -> None:
    said = marked("början " * 100 + "godset " + "slutet " * 100, [parsed("gods*")])
    assert said.startswith("… ") and said.endswith(" …")
    assert "<mark>godset</mark>" in said
    assert len(said) < 500


WORDS = (
    "gods goda gödsel god godset godstransport tåg tågen tag taget lärare lärarna lära läran lärarutbildning järnväg "
    "järnvägar järnvägsbro nationell nationella plan planen planering mål målet väg vägen våg bana banor ban"
)
LIKELY = st.sampled_from(WORDS.split())
TERMS = st.one_of(
    LIKELY,
    LIKELY.filter(lambda word: len(word) > 2).map("{}*".format),
    st.tuples(LIKELY, LIKELY).map(" ".join),
    st.tuples(LIKELY, LIKELY).map(" + ".join),
)


@pytest.mark.django_db
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    texts=st.lists(st.lists(LIKELY, min_size=1, max_size=6).map(" ".join), min_size=1, max_size=12),
    finding=st.lists(TERMS, min_size=1, max_size=4),
    excluding=st.lists(TERMS, max_size=2),
)
def test_the_index_finds_what_the_words_say_of_the_text(texts, finding, excluding) -> None:
    MotionProposal.objects.all().delete()
    motion = make_motions.motion(proposals=texts)
    words = Words([parsed(one) for one in finding], [parsed(one) for one in excluding])
    rows = dict(motion.proposals.values_list("pk", "text"))
    assert found({7: words})[7] == {pk for pk, text in rows.items() if words.found_in(text)}
    for term, hits in zip(words.finding, counted(words.finding), strict=True):
        assert hits == {pk for pk, text in rows.items() if term.matches(Text(text))}
