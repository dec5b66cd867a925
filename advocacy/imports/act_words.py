"""What reading acts did: one JSON object for machines, the same in Swedish for people."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from advocacy.choices import ActKind
from advocacy.services.act_records import ActResult

FROM_RIKSDAGEN = (ActKind.QUESTION, ActKind.INTERPELLATION, ActKind.SPEECH)


def title(names: Sequence[str]) -> str:
    """What the operation is called."""
    if len(names) == 1:
        return _("Handlingar ur %(name)s") % {"name": names[0]}
    return _("Handlingar ur %(n)s filer") % {"n": len(names)}


def as_json(result: ActResult) -> dict[str, Any]:
    """The object that `--json` prints. `unknown_people` are not in the register: what they did is not stored."""
    return {
        "acts": {"new": result.new.total(), "unchanged": result.unchanged},
        "new_by_kind": {str(kind): result.new[kind] for kind in FROM_RIKSDAGEN},
        "unknown_people": [
            {"id": number, "name": name, "acts": count} for (number, name), count in sorted(result.unknown.items())
        ],
        "party_reservations": result.of_parties,
        "replies": result.replies,
        "lapsed": result.lapsed,
        "without_person": result.nameless,
        "other_documents": result.others,
        "applied": result.applied,
    }


def as_text(result: ActResult) -> str:
    """The same in sentences."""
    kinds = ", ".join(f"{kind.label}: {result.new[kind]}" for kind in FROM_RIKSDAGEN)
    told = [
        _("Nya handlingar: %(n)s (%(kinds)s). Fanns redan: %(old)s.")
        % {"n": result.new.total(), "kinds": kinds, "old": result.unchanged}
    ]
    rest = (
        (result.unknown.total(), _("Av personer som inte finns i registret, inte införda: %(n)s.")),
        (result.of_parties, _("Reservationer som bara namnger partier, ingens egen handling: %(n)s.")),
        (result.replies, _("Repliker, som hör till ett anförande: %(n)s.")),
        (result.lapsed, _("Utgångna eller återtagna: %(n)s.")),
        (result.nameless, _("Utan någon persons id: %(n)s.")),
        (result.others, _("Andra dokument: %(n)s.")),
    )
    told += [words % {"n": count} for count, words in rest if count]
    told += [
        _("Okänd: %(name)s (%(id)s), %(n)s handlingar.") % {"name": name or "–", "id": number, "n": count}
        for (number, name), count in sorted(result.unknown.items())
    ]
    return "\n".join([*told, _("Infört.") if result.applied else _("Inget är infört. Säg --apply för att införa.")])
