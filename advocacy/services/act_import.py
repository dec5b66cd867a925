"""Acts out of Riksdagen's documents: whose they are by identifier alone, new ones stored, the rest left as it is."""

from __future__ import annotations

from django.utils.translation import gettext as _

from advocacy.models import Act
from advocacy.services.act_records import ActRecord, ActRecords, ActResult
from advocacy.services.committee_reports import SOURCE
from contacts.choices import Scheme
from contacts.models import ExternalIdentifier
from crm.common import writes
from crm.common.operations import operation
from crm.common.permissions import Role, require
from crm.common.undo_log import chunks
from crm.models import Operation, User


class _Nothing(Exception):
    """All of it was there already: no operation is left behind."""


def preview(records: ActRecords) -> ActResult:
    """What the records would do. Writes nothing."""
    return _compared(records)[0]


def carry_out(*, records: ActRecords, title: str, actor: User) -> ActResult:
    """Store what is new as one operation that can be taken back. What is there stays as people have left it."""
    require(actor, Role.EDITOR)
    try:
        with operation(kind=Operation.Kind.IMPORT, title=title[:200], actor=actor) as made:
            # Imports take turns.
            User.objects.select_for_update().get(pk=User.objects.system().pk)
            result, new = _compared(records)
            result.applied = True
            if not new:
                raise _Nothing
            writes.create_many(new, actor=actor, reason=_("Ur Riksdagens dokument"))
            result.operation = made
    except _Nothing:
        result.operation = None
    return result


def _compared(records: ActRecords) -> tuple[ActResult, list[Act]]:
    """The figures, and what is to be stored: no priority and no leaning, which only people say."""
    result = ActResult(
        replies=records.replies, of_parties=records.of_parties, lapsed=records.lapsed, nameless=records.nameless,
        others=records.others,
    )  # fmt: skip
    people = _people({record.number for record in records.acts.values()})
    stored = _stored({record.document for record in records.acts.values()})
    new = []
    for record in records.acts.values():
        person = people.get(record.number.casefold())
        key = (record.document, person, record.kind)
        if person is None:
            result.unknown[record.number, record.name] += 1
        elif key in stored:
            result.unchanged += 1
        else:
            stored.add(key)
            result.new[record.kind] += 1
            new.append(_act(record, person))
    return result, new


def _act(record: ActRecord, person: int) -> Act:
    return Act(
        person_id=person, kind=record.kind, acted_on=record.acted_on, title=record.title, url=record.url,
        document=record.document, source=SOURCE, source_on=record.told_on,
    )  # fmt: skip


def _people(numbers: set[str]) -> dict[str, int]:
    """Who in the register has which of Riksdagen's identifiers: a numeral, or in debates a GUID."""
    found: dict[str, int] = {}
    for chunk in chunks(sorted({spelt for number in numbers for spelt in (number, number.lower(), number.upper())})):
        known = ExternalIdentifier.objects.filter(
            scheme__in=(Scheme.RIKSDAGEN, Scheme.RIKSDAGEN_GUID), value__in=chunk, person__isnull=False,
            person__merged_into=None,
        )  # fmt: skip
        found.update((value.casefold(), person) for value, person in known.values_list("value", "person_id"))
    return found


def _stored(documents: set[str]) -> set[tuple[str, int | None, str]]:
    found: set[tuple[str, int | None, str]] = set()
    for chunk in chunks(sorted(documents)):
        found.update(Act.objects.filter(document__in=chunk).order_by().values_list("document", "person_id", "kind"))
    return found
