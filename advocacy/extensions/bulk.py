"""What advocacy offers to do to many people of the register at once: log one contact with all of them."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from crm.common import extensions
from crm.common.extensions import BulkAction, BulkDone, BulkPreview
from crm.common.permissions import Role

PERSON = "contacts.Person"


def register() -> None:
    extensions.bulk_actions.add(
        BulkAction(
            "registrera-kontakt",
            PERSON,
            gettext_lazy("Registrera en kontakt för alla"),
            Role.EDITOR,
            _form,
            _preview,
            _run,
            "message-square-plus",
            40,
        )
    )


def _form(user: Any, data: Any, rows: Any) -> Any:
    from advocacy.forms.bulk import LogForAllForm

    return LogForAllForm(data, user=user)


def _preview(rows: Any, user: Any, asked: dict[str, Any]) -> BulkPreview:
    """Everybody takes part; those who do not want to be contacted are named as a number, not left out."""
    from advocacy.choices import InteractionKind

    unwilling = rows.filter(do_not_contact=True).count()
    note = ngettext(
        "%(n)s av dem vill inte bli kontaktad.", "%(n)s av dem vill inte bli kontaktade.", unwilling
    ) % {"n": unwilling}  # fmt: skip
    kind = InteractionKind(asked["kind"]).label
    what = _("En kontakt (%(kind)s) %(day)s med alla") % {"kind": kind, "day": asked["held_on"].isoformat()}
    return BulkPreview(what, changes=rows.count(), notes=(note,) if unwilling else ())


def _run(rows: Any, actor: Any, asked: dict[str, Any]) -> BulkDone:
    from advocacy.services.interactions_bulk import log_for_all

    made, operation = log_for_all(actor=actor, people=rows, **asked)
    return BulkDone(f"{operation.title}.", operation, made.get_absolute_url())
