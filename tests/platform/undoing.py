"""What the tests of undoing have in common."""

from contacts.models import PersonTag
from crm.common import writes
from crm.common.operations import operation
from crm.models import Operation


def bulk(actor, title="Ändring av flera"):
    return operation(kind=Operation.Kind.BULK, title=title, actor=actor)


def labels(undone):
    return {refused.label for refused in undone.refused}


def tagged(person, tag, actor):
    return writes.save(PersonTag(person=person, tag=tag), actor=actor)
