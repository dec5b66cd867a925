"""What sort of change a new seat is to somebody: re-elected, moved up or down, new in a committee …"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from contacts.choices import LEVEL_RANK, ChangeKind, Level, OrganizationKind, RoleKind, TermBody
from contacts.imports.roster import Seat
from contacts.models import Membership, Organization, Term

BODY_OF_LEVEL = {
    Level.NATIONAL: TermBody.RIKSDAG,
    Level.REGIONAL: TermBody.REGIONAL_COUNCIL,
    Level.LOCAL: TermBody.MUNICIPAL_COUNCIL,
}
SPEAKER = "talman"
COMMITTEES = (OrganizationKind.COMMITTEE, OrganizationKind.BOARD)


@dataclass(slots=True)
class Sort:
    """The kind of a new seat, what else it is, why, and the role that it is held against."""

    kind: ChangeKind
    also: list[ChangeKind] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    before: Membership | None = None


def is_office(organization: Organization, role: str, kind: str) -> bool:
    """Whether the role is a minister's or a speaker's: held beside the seat, which is then on leave or kept."""
    if kind != RoleKind.ELECTED:
        return False
    is_speaker = organization.kind == OrganizationKind.ASSEMBLY and role.casefold().endswith(SPEAKER)
    return organization.kind == OrganizationKind.MINISTRY or is_speaker


def is_seat_of_assembly(organization: Organization, role: str, kind: str) -> bool:
    return (
        kind == RoleKind.ELECTED
        and organization.kind == OrganizationKind.ASSEMBLY
        and not is_office(organization, role, kind)
    )


def kind_of_role(organization: Organization, role: str, kind: str, *, ends: bool) -> ChangeKind:
    """The kind of a change by which such a role begins or `ends`, whoever has it."""
    if organization.kind in COMMITTEES:
        return ChangeKind.ENDED_COMMITTEE_SEAT if ends else ChangeKind.NEW_COMMITTEE_SEAT
    if is_office(organization, role, kind):
        return ChangeKind.OFFICE
    if organization.kind == OrganizationKind.ASSEMBLY and kind == RoleKind.SUBSTITUTE:
        return ChangeKind.SUBSTITUTE_OUT if ends else ChangeKind.SUBSTITUTE_IN
    if is_seat_of_assembly(organization, role, kind):
        return ChangeKind.LEFT if ends else ChangeKind.NEW_MANDATE
    return ChangeKind.DETAILS if ends else ChangeKind.NEW_MANDATE


def sort_of(seat: Seat, held: Sequence[Membership], terms: Iterable[Term]) -> Sort:
    """What a seat that the register lacks is to somebody who has or had the roles `held`."""
    body = seat.organization
    if not is_seat_of_assembly(body, seat.role, seat.kind):
        kind = kind_of_role(body, seat.role, seat.kind, ends=False)
        if kind == ChangeKind.SUBSTITUTE_IN and seat.is_idle:
            return Sort(ChangeKind.NEW_MANDATE, reasons=[_("Utsedd till ersättare; tjänstgör inte än.")])
        reason = _("Ersätter %(name)s.") % {"name": seat.replaces} if seat.replaces else ""
        return Sort(kind, reasons=[reason] if reason else [])
    first, begins = span(seat, list(terms))
    seats = [one for one in held if _sat(one, first, begins)]
    here = [one for one in seats if one.organization_id == body.pk]
    if any(one.starts_on and one.starts_on >= begins for one in here):
        return Sort(ChangeKind.NEW_MANDATE, reasons=[_("Har redan haft en plats i samma församling i perioden.")])
    same = [one for one in here if (one.starts_on or first) < begins]
    if same:
        return _re_elected(seat, max(same, key=lambda one: one.starts_on or dt.date.min))
    return _moved(seat, seats, begins)


def span(seat: Seat, terms: Sequence[Term]) -> tuple[dt.date, dt.date]:
    """The first day of the term before, and the first day of the seat's own term (or of the seat)."""
    wanted = BODY_OF_LEVEL.get(Level(seat.organization.level)) if seat.organization.level else None
    begins = (seat.term.starts_on if seat.term else None) or seat.starts_on or dt.date.min
    if seat.term is None and seat.starts_on:
        own = [one.starts_on for one in terms if one.body == wanted and one.holds_on(seat.starts_on)]
        begins = next((day for day in own if day), begins)
    earlier = [one.starts_on for one in terms if one.body == wanted and one.starts_on and one.starts_on < begins]
    if earlier:
        return max(earlier), begins
    return (begins.replace(year=begins.year - 4) if begins.year > 4 else begins), begins


def ended_by(held: Membership) -> dt.date:
    """The last day of a role: an open one lasts no longer than its term."""
    return held.ends_on or (held.term.ends_on if held.term else None) or dt.date.max


def _sat(held: Membership, first: dt.date, begins: dt.date) -> bool:
    """Whether a role is an assembly's seat of the term before, or one held as the new term begins."""
    if not is_seat_of_assembly(held.organization, held.role, held.kind):
        return False
    return ended_by(held) >= first and (held.starts_on or first) <= begins


def _re_elected(seat: Seat, before: Membership) -> Sort:
    reason = _("Satt i samma församling %(days)s och är vald igen.") % {"days": _days(before)}
    sort = Sort(ChangeKind.RE_ELECTED, _differing(seat, before), [reason], before)
    if before.area_id and seat.area and before.area_id != seat.area.pk:
        sort.also.append(ChangeKind.CHANGED_CONSTITUENCY)
        sort.reasons.append(_("Ny valkrets: %(new)s, förut %(old)s.") % {"new": seat.area, "old": before.area})
    _tell_party(sort, seat, before)
    return sort


def _moved(seat: Seat, seats: Sequence[Membership], begins: dt.date) -> Sort:
    """Moved up: sat on a lower level, and not on a higher one. Down: left a higher one, which is not held any more."""
    rank = LEVEL_RANK.get(Level(seat.organization.level), 9) if seat.organization.level else 9
    others = [one for one in seats if one.organization_id != seat.organization.pk and one.organization.level]
    higher = [one for one in others if _rank(one) < rank]
    lower = [one for one in others if _rank(one) > rank]
    newest = lambda many: max(many, key=lambda one: one.starts_on or dt.date.min)  # noqa: E731
    if higher and all(ended_by(one) < begins for one in higher):
        kind, before = ChangeKind.MOVED_DOWN, newest(higher)
    elif lower and not higher:
        kind, before = ChangeKind.MOVED_UP, newest(lower)
    else:
        nearest = newest(others) if others else None
        reason = _("Fanns i registret men satt inte i den församlingen perioden före.")
        return Sort(ChangeKind.NEW_MANDATE, reasons=[reason], before=nearest)
    told = _("Satt i %(body)s %(days)s.") % {"body": before.organization, "days": _days(before)}
    sort = Sort(kind, _differing(seat, before), [told], before)
    _tell_party(sort, seat, before)
    return sort


def _differing(seat: Seat, before: Membership) -> list[ChangeKind]:
    if seat.party is None and not seat.is_as_of_source:
        return []
    return [ChangeKind.CHANGED_PARTY] if before.party_id != (seat.party.pk if seat.party else None) else []


def _tell_party(sort: Sort, seat: Seat, before: Membership) -> None:
    if ChangeKind.CHANGED_PARTY in sort.also:
        none = _("inget parti")
        words = {"new": seat.party or none, "old": before.party or none}
        sort.reasons.append(_("Nytt parti: %(new)s, förut %(old)s.") % words)


def _rank(held: Membership) -> int:
    return LEVEL_RANK.get(Level(held.organization.level), 9)


def _days(held: Membership) -> str:
    return f"{held.starts_on or ''}–{held.ends_on or (held.term.ends_on if held.term else None) or ''}"
