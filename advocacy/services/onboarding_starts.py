"""Ready-made programmes to begin from: texts to change, not rules. Nothing is kept until somebody saves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from advocacy.choices import CohortRule, DoneBy, DueFrom, InteractionKind


@dataclass(frozen=True)
class Start:
    """A programme to begin from. `steps`: what each form row of a step holds."""

    slug: str
    name: Any
    lead: Any
    cohort: str
    steps: tuple[dict[str, Any], ...]


def _step(name: Any, days: int, done_by: str = DoneBy.TICK, **more: Any) -> dict[str, Any]:
    return {"name": name, "due_days": days, "done_by": done_by, "due_from": DueFrom.SEAT, "is_required": True, **more}


def _letter(name: Any, days: int) -> dict[str, Any]:
    return _step(name, days, DoneBy.MATERIAL, kind=InteractionKind.LETTER)


def _meeting(name: Any, days: int, help_text: Any = "") -> dict[str, Any]:
    return _step(name, days, DoneBy.CONTACT, kind=InteractionKind.MEETING, help_text=help_text)


_BRIEF = _step(
    _("Underlag om Systemanalysen"), 75, DoneBy.MATERIAL,
    kind=InteractionKind.MATERIAL, help_text=_("Den korta versionen, med det egna länet först."),
)  # fmt: skip

STARTS: dict[str, Start] = {
    start.slug: start
    for start in (
        Start(
            "riksdagsledamoter",
            _("Nyvalda riksdagsledamöter"),
            _("Välkomstbrev, ett första möte, underlag och inbjudningar före motionstiden."),
            CohortRule.NEWLY_ELECTED,
            (
                _letter(_("Välkomstbrev"), 21),
                _meeting(_("Introduktionsmöte"), 60, _("Gärna i riksdagen, tillsammans med någon från länet.")),
                _BRIEF,
                _step(_("Inbjudan till Mälartinget"), 120, is_required=False),
                _step(
                    _("Underlag inför motionstiden"), 330, DoneBy.MATERIAL,
                    kind=InteractionKind.MOTION_SUPPORT, is_required=False,
                ),
            ),
        ),
        Start(
            "regioner-och-kommuner",
            _("Nyvalda ledande politiker i regioner och kommuner"),
            _("Välkomstbrev, ett möte på hemmaplan och en väg in i våra egna organ."),
            CohortRule.NEWLY_ELECTED,
            (
                _letter(_("Välkomstbrev"), 30),
                _meeting(_("Introduktionsmöte på hemmaplan"), 90),
                _BRIEF,
                _step(_("Presentation av våra organ och nätverk"), 120, is_required=False),
                _step(_("Inbjudan till Mälartinget"), 150, is_required=False),
            ),
        ),
        Start(
            "tjanstepersoner",
            _("Nytillträdda ledande tjänstepersoner"),
            _("Ett samtal tidigt, underlag, och namn på dem som redan arbetar med frågorna."),
            CohortRule.NEWLY_APPOINTED,
            (
                _step(_("Välkomstsamtal"), 30, DoneBy.CONTACT, kind=InteractionKind.CALL),
                _meeting(_("Introduktionsmöte"), 75),
                _BRIEF,
            ),
        ),
        Start(
            "tack",
            _("Tack till dem som lämnar"),
            _("Ett tackbrev, ett avslutande samtal, och det som är lovat lämnas vidare."),
            CohortRule.LEAVING,
            (
                _letter(_("Tackbrev"), 30),
                _step(_("Avslutande samtal"), 60, DoneBy.CONTACT, kind=InteractionKind.CALL, is_required=False),
                _step(_("Öppna åtaganden lämnade vidare"), 60),
            ),
        ),
    )
}  # fmt: skip
