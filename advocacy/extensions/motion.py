"""Motions: the way there, finding them, the cards of a person and a committee, their place in timelines, and what is
known of a person by them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django.db.models import CharField, Count, F, OuterRef, QuerySet, Subquery, Value, Window
from django.db.models.functions import Cast, Coalesce, Concat
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from advocacy.choices import LinkState, MotionKind
from advocacy.extensions.timeline import branch_of
from crm.common import extensions, search
from crm.common.extensions import (
    NavigationItem,
    Panel,
    PersonalData,
    PersonBadge,
    SearchHit,
    SearchProvider,
    TimelineEntry,
    TimelineSource,
    TimelineStrand,
)
from crm.common.instances import among
from crm.common.kept_queries import KeptQuery, KeptRows
from crm.common.text import stemmed, tokens
from crm.common.timelines import Asked
from crm.templatetags.ui import long_day

PERSON, ORGANIZATION = "contacts.Person", "contacts.Organization"
PRIORITY, GOAL = "advocacy.Priority", "advocacy.Goal"
LIST = "advocacy:motion_list"
SHOWN = 5
MOST_OF_A_DAY = 2  # motions told one by one in a timeline
ENOUGH = 51  # one more than a timeline shows


def register() -> None:
    """Called once, when the apps are ready."""
    label = gettext_lazy("Motioner")
    extensions.navigation.add(NavigationItem("motions", "legislation", label, LIST, 28))
    extensions.search_providers.add(SearchProvider("motions", label, _rows, _hits, LIST, 47))
    extensions.person_badges.add(PersonBadge("motions", with_signed, lambda person: None))
    extensions.panels.add(Panel("motions_person", PERSON, "advocacy/_motions_panel.html", _person_panel, 24))
    extensions.panels.add(
        Panel("motions_committee", ORGANIZATION, "advocacy/_motions_panel.html", _committee_panel, 28)
    )
    extensions.timeline_sources.add(TimelineSource("motions_person", PERSON, label, _timeline))
    for model in (PERSON, PRIORITY, GOAL):
        name = f"{model.rpartition('.')[2].lower()}_motions"
        extensions.timeline_strands.add(
            TimelineStrand(name, model, "motioner", label, "submitted_on", _strand, _read, _entry, 30)
        )
    from advocacy.models import MotionSigner

    extensions.personal_data.add(PersonalData("motions", MotionSigner, _known, _forget))


# --- Finding them -------------------------------------------------------------------------------------------------


def _rows(asked: search.Asked, user: Any) -> Any:
    from advocacy.models import Motion

    found = Motion.objects.visible_to(user).matching(asked.text)
    number = Concat("session", Value(":"), Cast("number", CharField()))
    rows = search.narrow(found, sort="submitted_on", said="title", found=number, more="kind")
    return rows.order_by("-_sort", "-pk")


def _parts(model: str, ids: Collection[int]) -> Any:
    from advocacy.models import MotionProposal, MotionSigner

    if model == "signers":
        return MotionSigner.objects.filter(among(MotionSigner, "motion_id", ids), position=1).order_by("pk")
    return MotionProposal.objects.filter(among(MotionProposal, "motion_id", ids)).order_by("motion_id", "position")


FIRST_SIGNERS = KeptRows(lambda ids: _parts("signers", ids))
PROPOSALS = KeptRows(lambda ids: _parts("proposals", ids))


def _hits(rows: list[search.Row], asked: search.Asked, user: Any) -> list[SearchHit]:
    """With the first proposal that says what the title does not."""
    ids = [row.pk for row in rows]
    signers = {signer.motion_id: signer for signer in FIRST_SIGNERS.rows(ids)}
    silent = [row.pk for row in rows if not _holds(stemmed(row.said), asked.stems)]
    reasons: dict[int, str] = {}
    for proposal in PROPOSALS.rows(silent):
        if proposal.motion_id not in reasons and _holds(proposal.search_text, asked.stems, any_will_do=True):
            reasons[proposal.motion_id] = search.excerpt(proposal.text, asked)
    return [_hit(row, signers.get(row.pk), reasons.get(row.pk, "")) for row in rows]


def _holds(said: str, stems: list[str], *, any_will_do: bool = False) -> bool:
    words = said.split()
    found = (any(word.startswith(one) for word in words) for one in stems)
    return any(found) if any_will_do else all(found)


def _hit(row: search.Row, signer: Any, reason: str) -> SearchHit:
    kind = str(MotionKind(row.more).label) if row.more else ""
    day = long_day(row.day) if row.day else ""
    detail = " · ".join(part for part in (row.found, kind, day, _signed_by(signer)) if part)
    return SearchHit(row.said, detail, reverse("advocacy:motion_detail", args=[row.pk]), reason)


def _signed_by(signer: Any) -> str:
    if signer is None:
        return ""
    return f"{signer.name} ({signer.letters})" if signer.letters.strip("-") else str(signer.name)


# --- The cards of a person and a committee ------------------------------------------------------------------------


def with_signed(people: QuerySet[Any]) -> QuerySet[Any]:
    """`signed_count`: how many motions the person has signed; who has signed none costs no question."""
    from advocacy.models import MotionSigner

    signed = MotionSigner.objects.order_by().filter(person=OuterRef("pk")).values("person")
    return people.annotate(signed_count=Coalesce(Subquery(signed.annotate(n=Count("pk")).values("n")), 0))


def _signed(pk: int, user: Any) -> Any:
    """The newest motions of a person, with their place among the signers."""
    from advocacy.models import Motion

    on_day = Window(Count("pk"), partition_by=F("submitted_on"))
    rows = Motion.objects.visible_to(user).filter(signers__person=pk)
    rows = rows.annotate(place=F("signers__position"), on_day=on_day)
    return rows.defer("search_text").order_by("-submitted_on", "-pk")[:ENOUGH]


def _dealt_with(pk: int, user: Any) -> Any:
    """The newest motions before a committee, with how many there are."""
    from advocacy.models import Motion

    rows = Motion.objects.visible_to(user).filter(committee=pk).annotate(count=Window(Count("pk")))
    return rows.defer("search_text").order_by("-submitted_on", "-pk")[:SHOWN]


SIGNED, DEALT_WITH = KeptQuery(_signed), KeptQuery(_dealt_with)


def _signed_of(person: Any, user: Any) -> list[Any]:
    """Read once for all that a page shows of them: card and timeline."""
    kept: dict[Any, list[Any]] = person.__dict__.setdefault("_signed_motions", {})
    if user.pk not in kept:
        kept[user.pk] = SIGNED.rows(person.pk, user) if getattr(person, "signed_count", 1) else []
    return kept[user.pk]


def _person_panel(person: Any, user: Any) -> dict[str, Any] | None:
    rows = _signed_of(person, user)
    if not rows:
        return None
    count = getattr(person, "signed_count", len(rows))
    return {"rows": rows[:SHOWN], "count": count, "parameter": "signer", "is_person": True}


def _committee_panel(organization: Any, user: Any) -> dict[str, Any] | None:
    from contacts.choices import OrganizationKind

    if organization.kind != OrganizationKind.COMMITTEE:
        return None
    rows = DEALT_WITH.rows(organization.pk, user)
    return {"rows": rows, "count": rows[0].count, "parameter": "committee"} if rows else None


# --- Timelines ----------------------------------------------------------------------------------------------------


def _timeline(person: Any, user: Any, limit: int) -> list[TimelineEntry]:
    """Many of a day are one line: in the motion period they would leave no room for anything else."""
    entries = []
    for day, rows in groupby(_signed_of(person, user), key=lambda row: row.submitted_on):
        of_day = list(rows)
        many = of_day[0].on_day > MOST_OF_A_DAY
        entries += [_entry_of_day(person, day, of_day)] if many else [_entry(row, person) for row in of_day]
    return entries[:limit]


def _entry_of_day(person: Any, day: dt.date, rows: list[Any]) -> TimelineEntry:
    count = rows[0].on_day
    title = ngettext("%(n)s motion", "%(n)s motioner", count) % {"n": count}
    titles = ", ".join(row.title for row in rows[:MOST_OF_A_DAY])
    url = f"{reverse(LIST)}?{urlencode({'signer': person.pk, 'from': day.isoformat(), 'to': day.isoformat()})}"
    return TimelineEntry(day, title, "motioner", _("Motion"), url, f"{titles} …")


def _strand(obj: Any, user: Any, asked: Asked) -> Any:
    """Those that a person signed, or with a proposal that was said to concern a priority. None is by us."""
    from advocacy.models import Motion, MotionSigner, ProposalLink

    if asked.colleague:
        return None
    rows = Motion.objects.visible_to(user)
    if asked.text:
        rows = rows.matching(asked.text) if tokens(asked.text) else rows.none()
    if obj._meta.label == PERSON:
        return rows.filter(pk__in=MotionSigner.objects.order_by().filter(person=obj.pk).values("motion"))
    linked = ProposalLink.objects.order_by().filter(state=LinkState.ACCEPTED, priority__in=branch_of(obj))
    return rows.filter(pk__in=linked.values("proposal__motion"))


def _read(pks: Collection[int], obj: Any, user: Any) -> Any:
    from advocacy.models import Motion

    return Motion.objects.visible_to(user).with_first_signer().filter(pk__in=pks).defer("search_text")


def _entry(row: Any, obj: Any) -> TimelineEntry:
    from advocacy.columns.motion import first_signer

    signed = first_signer(row) if hasattr(row, "first_signer") and obj._meta.label != PERSON else ""
    detail = " · ".join(part for part in (str(row), str(row.get_kind_display()), signed) if part)
    return TimelineEntry(row.submitted_on, row.title, "motioner", _("Motion"), row.get_absolute_url(), detail)


# --- What is known of a person ------------------------------------------------------------------------------------


def _known(person: Any) -> list[dict[str, Any]]:
    from advocacy.models import MotionSigner

    rows = MotionSigner.objects.filter(person=person).select_related("motion")
    return [
        {
            "motion": str(row.motion),
            "title": row.motion.title,
            "submitted_on": row.motion.submitted_on,
            "name": row.name,
            "party": row.letters,
        }
        for row in rows.order_by("motion__submitted_on", "pk")
    ]


def _forget(person: Any, actor: Any) -> None:
    from advocacy.services import erasure

    erasure.forget_signatures(actor=actor, person=person)
