from contacts import models
from crm.common.admin import show

show(
    models.Person,
    models.Organization,
    models.Membership,
    models.Term,
    models.Post,
    models.Area,
    models.Party,
    models.PartyAlias,
    models.ExternalIdentifier,
    models.Responsibility,
    models.Tag,
)
