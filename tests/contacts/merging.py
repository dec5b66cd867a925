"""What the tests of merging have in common; the two who are merged are fixtures of the folder."""

from contacts.models import (
    Person,
)
from contacts.services import organizations, people
from crm.common import writes
from tests import make


def store(row):
    return writes.save(row, actor=make.actor())


def merged(keep, drop, actor, **how):
    service = people if isinstance(keep, Person) else organizations
    return service.merge(keep=keep, drop=drop, actor=actor, **how).kept
