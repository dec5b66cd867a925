"""Introductions among the pages of the product: the menu, a person's card, what is done to many on the board."""

from __future__ import annotations

from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from crm.common import extensions
from crm.common.extensions import BulkAction, BulkDone, BulkPreview, LeftOut, NavigationItem, Panel, PersonBadge
from crm.common.permissions import Role

PERSON, CASE = "contacts.Person", "advocacy.OnboardingCase"
NAMED = 10


def register() -> None:
    """Called once, when the apps are ready."""
    extensions.navigation.add(
        NavigationItem("onboarding", "advocacy", gettext_lazy("Introduktion"), "advocacy:onboarding_list", 30)
    )
    extensions.person_badges.add(PersonBadge("onboarding", with_case, lambda person: None))
    extensions.panels.add(Panel("onboarding_person", PERSON, "advocacy/_onboarding_panel.html", _panel, 5))
    sent, host = gettext_lazy("Breven är skickade"), gettext_lazy("Byt kontaktansvarig")
    for action in (
        BulkAction("brev-skickade", CASE, sent, Role.EDITOR, _sent_form, _sent_preview, _sent, "send", 10),
        BulkAction("byt-ansvarig", CASE, host, Role.EDITOR, _host_form, _host_preview, _host, "user-check", 20),
    ):
        extensions.bulk_actions.add(action)


# --- A person's card ------------------------------------------------------------------------------------------------


def with_case(people: QuerySet[Any]) -> QuerySet[Any]:
    """`onboarding_case`: the id of the person's latest introduction."""
    from advocacy.models import OnboardingCase

    cases = OnboardingCase.objects.filter(person=OuterRef("pk")).order_by("-started_on", "-pk")
    return people.annotate(onboarding_case=Subquery(cases.values("pk")[:1]))


def _panel(person: Any, user: Any) -> dict[str, Any] | None:
    """Nothing is asked for the card itself: what it shows is fetched when the page is there."""
    case = getattr(person, "onboarding_case", None)
    return {"object": person, "case_id": case} if case else None


# --- Letters that were sent -------------------------------------------------------------------------------------------


def _sent_form(user: Any, data: Any, rows: Any) -> Any:
    from advocacy.forms.letters import SentForm

    return SentForm(data, initial={"title": _("Välkomstbrev")})


def _sent_preview(rows: Any, user: Any, asked: dict[str, Any]) -> BulkPreview:
    from advocacy.services.letters import people_of, written_to
    from contacts.exports.recipients import refusing, without_address

    people = people_of(rows)
    unwilling, homeless = list(refusing(people)), without_address(people).count()
    out = LeftOut(_("vill inte bli kontaktade"), len(unwilling), tuple(str(person) for person in unwilling[:NAMED]))
    said = ngettext("%(n)s av dem saknar adress i registret.", "%(n)s av dem saknar adress i registret.", homeless)
    title, day = asked["title"], asked["held_on"].isoformat()
    return BulkPreview(
        _("En kontakt (%(title)s) %(day)s med alla som fick brev") % {"title": title, "day": day},
        changes=written_to(rows).count(),
        left_out=(out,) if unwilling else (),
        notes=(said % {"n": homeless},) if homeless else (),
    )


def _sent(rows: Any, actor: Any, asked: dict[str, Any]) -> BulkDone:
    from advocacy.services import letters

    first = rows.select_related("programme__priority").first()
    made, operation = letters.log_sent(
        actor=actor, cases=rows, held_on=asked["held_on"], title=asked["title"],
        priority=first.programme.priority if first else None,
    )  # fmt: skip
    return BulkDone(f"{operation.title}.", operation, made.get_absolute_url())


# --- Another host -----------------------------------------------------------------------------------------------------


def _host_form(user: Any, data: Any, rows: Any) -> Any:
    from advocacy.forms.onboarding_people import CaseHostForm

    return CaseHostForm(data)


def _host_preview(rows: Any, user: Any, asked: dict[str, Any]) -> BulkPreview:
    host = asked["host"]
    already = rows.filter(host=host).count()
    what = _("Kontaktansvarig blir %(who)s") % {"who": host} if host else _("Ingen blir kontaktansvarig")
    return BulkPreview(what, changes=rows.count() - already, already=already)


def _host(rows: Any, actor: Any, asked: dict[str, Any]) -> BulkDone:
    from advocacy.services import onboarding_hosts

    ids = rows.order_by().values_list("pk", flat=True)
    operation = onboarding_hosts.set_hosts(actor=actor, hosts=dict.fromkeys(ids, asked["host"]))
    return BulkDone(f"{operation.title}.", operation)
