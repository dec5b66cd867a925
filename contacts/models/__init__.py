from contacts.models.area import Area
from contacts.models.contact_detail import ContactDetail
from contacts.models.identifier import ExternalIdentifier
from contacts.models.membership import Membership, MembershipStatus, Post, Term
from contacts.models.organization import (
    CustomerMembership,
    Organization,
    OrganizationResponsibility,
    Responsibility,
)
from contacts.models.party import Party, PartyAlias
from contacts.models.person import Person
from contacts.models.tag import OrganizationTag, PersonTag, Tag

__all__ = [
    "Area",
    "ContactDetail",
    "CustomerMembership",
    "ExternalIdentifier",
    "Membership",
    "MembershipStatus",
    "Organization",
    "OrganizationResponsibility",
    "OrganizationTag",
    "Party",
    "PartyAlias",
    "Person",
    "PersonTag",
    "Post",
    "Responsibility",
    "Tag",
    "Term",
]
