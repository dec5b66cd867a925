"""Suggestions: proposals that search words find and that nobody has decided; what is shown of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, QuerySet, prefetch_related_objects
from django.utils.safestring import SafeString

from advocacy.querysets.search_words import SearchTerm, marked
from advocacy.querysets.suggested import Words, found_among

Pair = tuple[int, int]
NEWEST = 3


@dataclass(frozen=True)
class Preview:
    """What a search word finds by itself: how many proposals, and the newest of them with the word marked."""

    term: SearchTerm
    count: int
    newest: list[tuple[Any, SafeString]]


@dataclass(frozen=True)
class Suggestion:
    """A proposal that the words of a priority find."""

    proposal: Any
    priority: Any
    terms: Sequence[SearchTerm]
    text: SafeString

    @property
    def key(self) -> str:
        return f"{self.proposal.pk}-{self.priority.pk}"

    @property
    def letters(self) -> list[tuple[str, Any]]:
        """The parties that signed, as they were called and as we know them, in the order of signing."""
        signers = self.proposal.motion.signers.all()
        return list({one.letters: (one.letters, one.party) for one in signers if one.letters.strip("-")}.values())


def open_pairs(proposals: QuerySet[Any], words: Mapping[int, Words]) -> list[Pair]:
    """What the words find among `proposals` and nobody has decided: (proposal, priority) by ids, newest first.

    Three queries, and one more for each twenty thousand proposals that are found.
    """
    from advocacy.models import ProposalLink

    hits, places = found_among(proposals, words)
    links = ProposalLink.objects.filter(priority__in=hits).order_by()
    decided = set(links.values_list("proposal_id", "priority_id"))
    pairs = [(pk, key) for key, ids in hits.items() for pk in ids if (pk, key) not in decided]
    return sorted(pairs, key=lambda pair: (places[pair[0]], pair[1]))


def described(pairs: Sequence[Pair], words: Mapping[int, Words], user: Any) -> list[Suggestion]:
    """What is shown of suggestions, in their order. Three queries; one more where a priority has no words."""
    from advocacy.models import MotionProposal, MotionSigner, Priority

    signers = MotionSigner.objects.select_related("party").order_by("position")
    rows = MotionProposal.objects.visible_to(user).select_related("motion")
    proposals = rows.prefetch_related(Prefetch("motion__signers", signers)).in_bulk({pk for pk, _to in pairs})
    asked = {to for _pk, to in pairs}
    priorities = {to: words[to].priority for to in asked if to in words}
    if unknown := asked - priorities.keys():
        priorities |= Priority.objects.visible_to(user).in_bulk(unknown)
    prefetch_related_objects([*priorities.values()], "positions")
    told = []
    for pk, to in pairs:
        if pk in proposals and to in priorities:
            terms = words[to].found_in(proposals[pk].text) if to in words else []
            told.append(Suggestion(proposals[pk], priorities[to], terms, marked(proposals[pk].text, terms)))
    return told


def previewed(finding: Sequence[SearchTerm], excluding: Sequence[SearchTerm], user: Any) -> tuple[list[Preview], int]:
    """What each word would find, and how many proposals all of them find when the others have ruled theirs out."""
    from advocacy.models import MotionProposal

    words: dict[int, Words] = {number: Words([term]) for number, term in enumerate(finding)}
    words[-1] = Words([*finding], [*excluding])
    rows = MotionProposal.objects.visible_to(user)
    hits, places = found_among(rows, words)
    newest = {number: sorted(hits[number], key=places.__getitem__)[:NEWEST] for number in range(len(finding))}
    told = rows.select_related("motion").in_bulk({pk for ids in newest.values() for pk in ids})
    previews = [
        Preview(term, len(hits[number]), [(told[pk], marked(told[pk].text, [term])) for pk in newest[number]])
        for number, term in enumerate(finding)
    ]
    return previews, len(hits[-1])


def open_count(user: Any, words: Mapping[int, Words]) -> int:
    """How many proposals that the words find wait to be decided."""
    from advocacy.models import MotionProposal

    return len(open_pairs(MotionProposal.objects.visible_to(user), words)) if words else 0
