"""What the register itself puts in the slots of `crm.common.extensions`."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contacts.columns.person import role_line
from contacts.extensions import bulk, handover, lists, search, timeline
from contacts.models import Membership, RadarChange
from contacts.services import radar_tidying, radar_undoing
from contacts.services.merge_joins import FACTS
from crm.common import extensions
from crm.common.dates import today
from crm.common.extensions import (
    MergeRule,
    NavigationItem,
    PersonalData,
    TimelineEntry,
    TimelineSource,
    Undone,
)
from crm.common.permissions import Role

PERSON = "contacts.Person"
ORGANIZATION = "contacts.Organization"


def register() -> None:
    """Called once, when the apps are ready."""
    nav = extensions.navigation.add
    nav(NavigationItem("people", "register", gettext_lazy("Personer"), "contacts:person_list", 100))
    nav(NavigationItem("organizations", "register", gettext_lazy("Organisationer"), "contacts:organization_list", 110))
    nav(NavigationItem("networks", "register", gettext_lazy("Nätverk och styrgrupper"), "contacts:network_list", 115))
    nav(NavigationItem("lists", "register", gettext_lazy("Kontaktlistor"), "contacts:list_list", 115))
    nav(NavigationItem("import", "register", gettext_lazy("Läs in"), "contacts:import_list", 120, role=Role.EDITOR))
    nav(NavigationItem("radar", "register", gettext_lazy("Mandatbevakning"), "contacts:radar_list", 125))
    nav(NavigationItem("reference", "administration", gettext_lazy("Stamdata"), "contacts:reference", 850))
    nav(
        NavigationItem(
            "duplicates", "register", gettext_lazy("Dubbletter"), "contacts:duplicate_list", 130, role=Role.EDITOR
        )
    )
    _merging()
    extensions.undone.add(Undone("radar", radar_undoing.follow))
    extensions.personal_data.add(PersonalData("radar", RadarChange, radar_tidying.changes_of, _forget_radar))
    bulk.register()
    handover.register()
    lists.register()
    source = extensions.timeline_sources.add
    source(TimelineSource("memberships", PERSON, gettext_lazy("Uppdrag"), person_entries))
    source(TimelineSource("members", ORGANIZATION, gettext_lazy("Uppdrag"), organization_entries))
    timeline.register()
    search.register()


def person_entries(person: Any, user: Any, limit: int) -> list[TimelineEntry]:
    """When mandates and roles began and ended, as far as the days are known."""
    held = getattr(person, "held", None)
    if held is None:
        held = Membership.objects.visible_to(user).filter(person=person).valid().with_names()
    return _told(held, held, limit, role_line, lambda m: m.organization.get_absolute_url())


def organization_entries(organization: Any, user: Any, limit: int) -> list[TimelineEntry]:
    """Who came and who left, as far as the days are known."""
    known = getattr(organization, "held", None)
    if known is not None:
        return _told(known, known, limit, _who, lambda m: m.person.get_absolute_url())
    held = Membership.objects.visible_to(user).filter(organization=organization)
    return _entries(held, limit, _who, lambda m: m.person.get_absolute_url())


def _who(membership: Membership) -> str:
    return f"{membership.person.name}, {membership.role}"


def _entries(held: Any, limit: int, said: Any, url: Any) -> list[TimelineEntry]:
    known = held.valid().filter(Q(starts_on__isnull=False) | Q(ends_on__isnull=False))
    began = known.with_names().select_related("person").order_by("-starts_on")[:limit]
    left = known.with_names().select_related("person").filter(ends_on__isnull=False).order_by("-ends_on")[:limit]
    return _told(began, left, limit, said, url)


def _told(began: Any, left: Any, limit: int, said: Any, url: Any) -> list[TimelineEntry]:
    label = _("Uppdrag")
    entries = [
        TimelineEntry(
            m.starts_on, _("Tillträdde: %(role)s") % {"role": said(m)}, "memberships", label, url(m), detail(m)
        )
        for m in began
        if m.starts_on
    ]
    entries += [
        TimelineEntry(m.ends_on, _left(m) % {"role": said(m)}, "memberships", label, url(m)) for m in left if m.ends_on
    ]
    return sorted(entries, key=lambda e: e.day, reverse=True)[:limit]


def _left(membership: Membership) -> str:
    return _("Lämnar: %(role)s") if membership.ends_on and membership.ends_on >= today() else _("Lämnade: %(role)s")


def detail(membership: Membership) -> str:
    """'Centerpartiet, Västmanlands län'."""
    party = membership.party.name if membership.party else ""
    area = membership.area.name if membership.area else ""
    return ", ".join(part for part in (party, area) if part)


# Rows that say the same of one person or organization when they agree in this, and in their days.
SAME = {
    "contacts.Membership": FACTS,
    "contacts.ContactDetail": ("person", "organization", "kind", "value"),
    "contacts.ContactListMember": ("contact_list", "person"),
    "contacts.PersonRelation": ("person", "kind", "other"),
    "contacts.OrganizationResponsibility": ("organization", "responsibility"),
    "contacts.CustomerMembership": ("organization", "status"),
    "contacts.Post": ("organization", "role", "area", "number"),
    "contacts.MembershipStatus": ("membership", "status"),
    "contacts.Term": ("organization", "body", "starts_on"),
}


def _forget_radar(person: Any, actor: Any) -> None:
    radar_tidying.forget_person(actor=actor, person=person)


def _merging() -> None:
    """What a merge of two people, or of two organizations, does with the register's own rows."""
    for relation, rule in (
        ("contacts.Membership.person", "dedupe"),
        ("contacts.ContactDetail.person", "dedupe"),
        ("contacts.PersonTag.person", "dedupe"),
        ("contacts.ExternalIdentifier.person", "move"),
        ("contacts.MembershipStatus.membership", "dedupe"),
        ("contacts.Person.merged_into", "move"),
        ("contacts.PersonRelation.person", "dedupe"),
        ("contacts.PersonRelation.other", "dedupe"),
        ("contacts.ContactListMember.person", "dedupe"),
        ("contacts.Note.person", "move"),
        ("contacts.Favourite.person", "dedupe"),
        ("contacts.RecentView.person", "dedupe"),
        ("contacts.PersonPair.first", "dedupe"),
        ("contacts.PersonPair.second", "dedupe"),
        ("contacts.ImportRow.person", "move"),
        ("contacts.RadarChange.person", "move"),
        ("contacts.RadarChange.other", "move"),
        ("contacts.RadarChange.organization", "move"),
        ("contacts.Membership.organization", "dedupe"),
        ("contacts.ContactDetail.organization", "dedupe"),
        ("contacts.OrganizationTag.organization", "dedupe"),
        ("contacts.OrganizationResponsibility.organization", "dedupe"),
        ("contacts.CustomerMembership.organization", "dedupe"),
        ("contacts.Post.organization", "dedupe"),
        ("contacts.Term.organization", "dedupe"),
        ("contacts.ExternalIdentifier.organization", "move"),
        ("contacts.Organization.parent", "move"),
        ("contacts.Organization.merged_into", "move"),
        ("contacts.Party.organization", "dedupe"),
        ("contacts.Membership.represents", "move"),
        ("contacts.OrganizationSuccession.predecessor", "dedupe"),
        ("contacts.OrganizationSuccession.successor", "dedupe"),
        ("contacts.Note.organization", "move"),
        ("contacts.Favourite.organization", "dedupe"),
        ("contacts.RecentView.organization", "dedupe"),
        ("contacts.OrganizationPair.first", "dedupe"),
        ("contacts.OrganizationPair.second", "dedupe"),
        ("contacts.CompositionRule.organization", "move"),
        ("contacts.CompositionRuleOrganization.organization", "dedupe"),
    ):
        model = relation.rpartition(".")[0]
        extensions.merge_rules.add(MergeRule(relation, relation, rule, same=SAME.get(model, ())))
