"""The search words of a priority: kept as a whole, so that what a colleague added meanwhile is not taken away."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from advocacy.models import Priority, PriorityTerm
from advocacy.querysets.search_words import SearchTerm, parsed
from crm.common import writes
from crm.common.permissions import Role, require
from crm.models import User

MOST = 60


@transaction.atomic
def keep(
    *,
    actor: User,
    priority: Priority,
    finding: Sequence[str],
    excluding: Sequence[str] = (),
    seen: Collection[str] | None = None,
) -> bool:
    """Make these the search words of a priority. What was decided of proposals stays; only what is open changes.

    `seen`: the words that whoever changed them had before them; what a colleague has added since is left alone.
    None: all there are. Returns whether anything changed. Raises ValidationError by `finding` or `excluding`.
    """
    require(actor, Role.EDITOR)
    wanted = {term.text: False for term in checked(finding, "finding")}
    ruled_out = {term.text: True for term in checked(excluding, "excluding")}
    if both := wanted.keys() & ruled_out.keys():
        raise ValidationError({"excluding": _("”%(word)s” står bland sökorden.") % {"word": min(both)}})
    wanted |= ruled_out
    writes.locked(priority)
    held = {term.text: term for term in PriorityTerm.objects.filter(priority=priority)}
    gone = [term for text, term in held.items() if text not in wanted and (seen is None or text in seen)]
    for term in gone:
        writes.remove(term, actor=actor)
    changed = [
        (term, wanted[text]) for text, term in held.items() if wanted.get(text, term.is_exclusion) != term.is_exclusion
    ]
    for term, is_exclusion in changed:
        term.is_exclusion = is_exclusion
        writes.save(term, actor=actor)
    added = [text for text in wanted if text not in held]
    for text in added:
        writes.save(PriorityTerm(priority=priority, text=text, is_exclusion=wanted[text]), actor=actor)
    return bool(gone or changed or added)


def checked(texts: Sequence[str], name: str) -> list[SearchTerm]:
    """The words as they are understood, each once. Raises ValidationError with all that is wrong, by `name`."""
    found: dict[str, SearchTerm] = {}
    wrong: list[str] = []
    for text in texts:
        try:
            term = parsed(text)
        except ValidationError as error:
            wrong += error.messages
        else:
            found.setdefault(term.text, term)
    if len(found) > MOST:
        wrong.append(_("Högst %(most)d ord går att ha.") % {"most": MOST})
    if wrong:
        raise ValidationError({name: wrong})
    return [*found.values()]
