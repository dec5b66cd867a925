"""What reading motions did: one JSON object for machines, the same in Swedish for people."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from advocacy.choices import ProposalDecision
from advocacy.services.motion_records import KINDS, LedgerResult


def title(names: Sequence[str]) -> str:
    """What the operation is called."""
    if len(names) == 1:
        return _("Motioner ur %(name)s") % {"name": names[0]}
    return _("Motioner ur %(n)s filer") % {"n": len(names)}


def live_title(session: str) -> str:
    return _("Motioner från Riksdagen, %(session)s") % {"session": session}


def as_json(result: LedgerResult) -> dict[str, Any]:
    """The object that `--json` prints.

    `proposals` and `outcomes` count every numbered proposal of the files, so also the `empty_proposals` of motions that
    lapsed, which have neither words nor decision and are not stored.
    """
    outcomes = {str(value): result.outcomes[value] for value in ProposalDecision.values}
    outcomes[str(ProposalDecision.NONE)] += result.empty_proposals
    return {
        "motions": {kind: result.motions[kind] for kind in KINDS},
        "proposals": result.proposals + result.empty_proposals,
        "signatures": result.signatures,
        "outcomes": outcomes,
        "empty_proposals": result.empty_proposals,
        "unknown_signers": result.unknown_signers,
        "reports": {
            **{kind: result.reports[kind] for kind in KINDS[:3]},
            "points": result.points,
            "reservations": result.reservations,
        },
        "applied": result.applied,
        "warnings": warnings(result),
    }


def as_text(result: LedgerResult) -> str:
    """The same in sentences."""
    return "\n".join(
        [*lines(result), *(_("Varning: %(text)s") % {"text": one} for one in warnings(result)), end(result)]
    )


def lines(result: LedgerResult) -> list[str]:
    told = []
    if result.motions:
        told.append(_counted(_("Motioner"), result.motions))
        told.append(
            _("%(proposals)s yrkanden och %(signatures)s underskrifter.")
            % {"proposals": _n(result.proposals), "signatures": _n(result.signatures)}
        )
        decided = {value: label for value, label in ProposalDecision.choices if result.outcomes[value]}
        told.append(
            _("Utfall: %(outcomes)s.")
            % {"outcomes": ", ".join(f"{label} {_n(result.outcomes[value])}" for value, label in decided.items())}
        )
    if result.reports:
        told.append(_counted(_("Betänkanden"), result.reports))
        told.append(
            _("%(points)s beslutspunkter och %(reservations)s reservationer.")
            % {"points": _n(result.points), "reservations": _n(result.reservations)}
        )
    return told


def warnings(result: LedgerResult) -> list[str]:
    """What is worth knowing of what was read, though nothing is wrong."""
    told = [*result.notes]
    if n := result.motions["skipped"]:
        told.append(
            ngettext("%(n)s motion har utgått och sparas inte.", "%(n)s motioner har utgått och sparas inte.", n)
            % {"n": _n(n)}
        )
    if n := result.unknown_signers:
        told.append(
            ngettext(
                "%(n)s undertecknare finns inte i registret och sparas med namn och id.",
                "%(n)s undertecknare finns inte i registret och sparas med namn och id.",
                n,
            )
            % {"n": _n(n)}
        )
    if result.unknown_committees:
        told.append(
            _("Utskott som inte finns i registret: %(letters)s.") % {"letters": ", ".join(result.unknown_committees)}
        )
    if n := result.kept_proposals:
        told.append(
            ngettext(
                "%(n)s yrkande som Riksdagen inte längre redovisar är kopplat till en sakfråga och står kvar.",
                "%(n)s yrkanden som Riksdagen inte längre redovisar är kopplade till sakfrågor och står kvar.",
                n,
            )
            % {"n": _n(n)}
        )
    if n := result.others:
        told.append(
            ngettext(
                "%(n)s dokument är varken motion eller betänkande och läses inte.",
                "%(n)s dokument är varken motioner eller betänkanden och läses inte.",
                n,
            )
            % {"n": _n(n)}
        )
    return told


def end(result: LedgerResult) -> str:
    if result.applied:
        return _("Genomfört.") if result.operation else _("Allt stod redan så. Ingenting ändrades.")
    return _("Ingenting är infört: detta var en förhandsgranskning.")


def _counted(what: str, counted: Any) -> str:
    words = {"new": _("nya"), "changed": _("ändrade"), "unchanged": _("oförändrade"), "skipped": _("överhoppade")}
    said = [f"{_n(counted[kind])} {words[kind]}" for kind in KINDS if counted[kind]]
    return f"{what}: {', '.join(said) or _('inga')}."


def _n(n: int) -> str:
    return str(number_format(n, force_grouping=True))
