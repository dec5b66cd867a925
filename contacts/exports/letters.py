"""A sheet for mail merge: one row a person, with the greeting and the lines of the envelope filled in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contacts.choices import DetailKind
from contacts.columns.person import detail_of, party_of
from contacts.exports.recipients import (
    Recipient,
    contacted,
    people_of,
    recipients,
    refusing,
    with_address,
    without_address,
)
from crm.common.columns import Column
from crm.common.exports import Taking
from crm.common.sheets import write_xlsx

LINES = 6


def _line(number: int) -> Any:
    """The envelope's line of that number; what is over stands on the last."""

    def value(recipient: Recipient) -> str:
        lines = recipient.lines
        return ", ".join(lines[number - 1 :]) if number == LINES else "".join(lines[number - 1 : number])

    return value


def _of_person(read: Any) -> Any:
    return lambda recipient: read(recipient.person)


def _of_role(read: Any) -> Any:
    return lambda recipient: read(recipient.membership) if recipient.membership else None


COLUMNS = [
    Column("given_name", gettext_lazy("Förnamn"), _of_person(lambda p: p.given_name)),
    Column("family_name", gettext_lazy("Efternamn"), _of_person(lambda p: p.family_name)),
    Column("name", gettext_lazy("Namn"), _of_person(lambda p: p.name)),
    Column("greeting", gettext_lazy("Hälsning"), lambda recipient: recipient.greeting),
    Column("title", gettext_lazy("Titel"), _of_person(lambda p: p.title)),
    Column("role", gettext_lazy("Uppdrag"), _of_role(lambda m: m.role)),
    Column("organization", gettext_lazy("Organisation"), _of_role(lambda m: m.organization.name)),
    Column("party", gettext_lazy("Parti"), _of_person(party_of), kind="party"),
    *[Column(f"line{n}", format_lazy(gettext_lazy("Adressrad {n}"), n=n), _line(n)) for n in range(1, LINES + 1)],
    Column("street", gettext_lazy("Gata"), lambda recipient: ", ".join(recipient.address.street)),
    Column("code", gettext_lazy("Postnummer"), lambda recipient: recipient.address.code),
    Column("city", gettext_lazy("Ort"), lambda recipient: recipient.address.city),
    Column("country", gettext_lazy("Land"), lambda recipient: recipient.address.country),
    Column("email", gettext_lazy("E-post"), _of_person(detail_of(DetailKind.EMAIL))),
    Column("language", gettext_lazy("Språk"), _of_person(lambda p: p.get_language_display())),
    Column("samsyn_id", gettext_lazy("Samsyn-id"), _of_person(lambda p: p.pk), "number"),  # known by it if read again
]


def write(stream: BinaryIO, taking: Taking) -> int:
    """Those who do not want to be contacted are not in it; the note says how many."""
    rows: Iterator[Recipient] = recipients(taking.counted(people_of(contacted(taking.queryset))))
    note = [taking.note()]
    for label, people in left_out(taking.queryset).items():
        if count := people.count():
            note.append(f"{label}: {count}")
    return write_xlsx(stream, COLUMNS, rows, taking.name, "\n".join(note))


def summary(rows: int, missing: list[int]) -> tuple[int, str]:
    """A row also for those without an address: some get theirs by hand."""
    return rows - missing[-1], with_address(rows, missing)


def left_out(rows: Any) -> dict[str, Any]:
    return {
        _("Saknar adress, och får tomma adressrader"): without_address(rows),
        _("Vill inte bli kontaktade, och är inte med"): refusing(rows),
    }
