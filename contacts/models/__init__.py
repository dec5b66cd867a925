from contacts.models.area import Area
from contacts.models.bookmark import Favourite, RecentView
from contacts.models.composition import (
    CompositionRule,
    CompositionRuleArea,
    CompositionRuleOrganization,
    CompositionRuleParty,
)
from contacts.models.contact_detail import ContactDetail
from contacts.models.contact_list import ContactList, ContactListMember
from contacts.models.duplicate import OrganizationPair, PersonPair
from contacts.models.identifier import ExternalIdentifier
from contacts.models.import_row import ImportRow
from contacts.models.membership import Membership, MembershipStatus, Post, Term
from contacts.models.note import Note
from contacts.models.organization import (
    CustomerMembership,
    Organization,
    OrganizationResponsibility,
    OrganizationSubkind,
    OrganizationSuccession,
    Responsibility,
)
from contacts.models.party import Party, PartyAlias
from contacts.models.person import Person, PersonRelation
from contacts.models.radar import FetchedSource, RadarChange, RadarRun
from contacts.models.tag import OrganizationTag, PersonTag, Tag

__all__ = [
    "Area",
    "CompositionRule",
    "CompositionRuleArea",
    "CompositionRuleOrganization",
    "CompositionRuleParty",
    "ContactDetail",
    "ContactList",
    "ContactListMember",
    "CustomerMembership",
    "ExternalIdentifier",
    "Favourite",
    "FetchedSource",
    "ImportRow",
    "Membership",
    "MembershipStatus",
    "Note",
    "Organization",
    "OrganizationPair",
    "OrganizationResponsibility",
    "OrganizationSubkind",
    "OrganizationSuccession",
    "OrganizationTag",
    "Party",
    "PartyAlias",
    "Person",
    "PersonPair",
    "PersonRelation",
    "PersonTag",
    "Post",
    "RadarChange",
    "RadarRun",
    "RecentView",
    "Responsibility",
    "Tag",
    "Term",
]
