"""What the register itself offers to do to many people or organizations at once."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contacts.forms.bulk import EndingForm, ListForm, OwnerForm, PutTagForm, TagForm
from contacts.models import Membership, Organization, Person
from contacts.services import bulk
from contacts.services.bulk import Changed, Ending, Split, said
from crm.common import extensions
from crm.common.extensions import BulkAction, BulkDone, BulkPreview, LeftOut
from crm.common.permissions import Role

Asked = dict[str, Any]
NAMED = 5


def register() -> None:
    for model in (Person._meta.label, Organization._meta.label):
        kind = model.rpartition(".")[2].lower()
        _add(f"{kind}-etikett", model, gettext_lazy("Sätt etikett"), PutTagForm, preview_tag, run_tag, "tag", 10)
        _add(f"{kind}-utan-etikett", model, gettext_lazy("Ta bort etikett"), TagForm, preview_untag, run_untag, "x", 11)
    person = Person._meta.label
    _add("lagg-pa-lista", person, gettext_lazy("Lägg till på lista"), ListForm, preview_put, run_put, "list-plus", 20)
    _add("ta-fran-lista", person, gettext_lazy("Ta bort från lista"), ListForm, preview_off, run_off, "list-x", 21)
    _add("ansvarig", person, gettext_lazy("Sätt kontaktansvarig"), OwnerForm, preview_owner, run_owner, "user", 30)
    _add("avsluta", person, gettext_lazy("Avsluta uppdrag"), EndingForm, preview_end, run_end, "calendar-x", 50)


def _add(name: str, model: str, label: Any, form: Any, preview: Any, run: Any, icon: str, order: int) -> None:
    def build(user: Any, data: Any, rows: Any) -> Any:
        return form(data, user=user)

    extensions.bulk_actions.add(BulkAction(name, model, label, Role.EDITOR, build, preview, run, icon, order))


def previewed(what: str, split: Split, notes: tuple[str, ...] = ()) -> BulkPreview:
    left_out = [LeftOut(reason, rows.count(), _first(rows)) for reason, rows in split.left_out]
    return BulkPreview(
        what=what,
        changes=split.change.count(),
        already=split.already.count(),
        left_out=tuple(row for row in left_out if row.count),
        notes=notes,
    )


def _first(rows: Any) -> tuple[str, ...]:
    """The first few by name: of roles, whose they are."""
    if rows.model is Membership:
        return tuple(m.person.name for m in rows.select_related("person").order_by("person__sort_key", "pk")[:NAMED])
    return tuple(str(row) for row in rows.order_by("sort_key", "pk")[:NAMED])


def done(changed: Changed) -> BulkDone:
    if changed.operation is None:
        return BulkDone(_("Ingenting behövde ändras."))
    return BulkDone(f"{changed.operation.title}.", changed.operation)


def preview_tag(rows: Any, user: Any, asked: Asked) -> BulkPreview:
    return previewed(_("Sätt etiketten %(tag)s") % {"tag": asked["tag"]}, bulk.split_tagging(rows, asked["tag"]))


def run_tag(rows: Any, actor: Any, asked: Asked) -> BulkDone:
    return done(bulk.put_tag(rows=rows, tag=asked["tag"], actor=actor))


def preview_untag(rows: Any, user: Any, asked: Asked) -> BulkPreview:
    return previewed(_("Ta bort etiketten %(tag)s") % {"tag": asked["tag"]}, bulk.split_untagging(rows, asked["tag"]))


def run_untag(rows: Any, actor: Any, asked: Asked) -> BulkDone:
    return done(bulk.take_tag(rows=rows, tag=asked["tag"], actor=actor))


def preview_put(rows: Any, user: Any, asked: Asked) -> BulkPreview:
    wanted = asked["contact_list"]
    return previewed(_("Lägg till på %(list)s") % {"list": wanted}, bulk.split_putting(rows, wanted))


def run_put(rows: Any, actor: Any, asked: Asked) -> BulkDone:
    return done(bulk.put_on_list(people=rows, contact_list=asked["contact_list"], actor=actor))


def preview_off(rows: Any, user: Any, asked: Asked) -> BulkPreview:
    wanted = asked["contact_list"]
    return previewed(_("Ta bort från %(list)s") % {"list": wanted}, bulk.split_taking_off(rows, wanted))


def run_off(rows: Any, actor: Any, asked: Asked) -> BulkDone:
    return done(bulk.take_off_list(people=rows, contact_list=asked["contact_list"], actor=actor))


def preview_owner(rows: Any, user: Any, asked: Asked) -> BulkPreview:
    what = _("Kontaktansvarig: %(name)s") % {"name": asked["owner"] or _("ingen")}
    return previewed(what, bulk.split_owner(rows, asked["owner"]))


def run_owner(rows: Any, actor: Any, asked: Asked) -> BulkDone:
    return done(bulk.set_owner(people=rows, owner=asked["owner"], actor=actor))


def _ending(asked: Asked) -> Ending:
    return Ending(asked["on"], asked["organization"], asked["kind"])


def preview_end(rows: Any, user: Any, asked: Asked) -> BulkPreview:
    split = bulk.split_ending(rows, _ending(asked))
    people = split.change.order_by().values("person").distinct().count()
    note = _("Uppdragen innehas av %(who)s.") % {"who": said(Person, people)}
    return previewed(_("Avsluta uppdrag %(day)s") % {"day": asked["on"].isoformat()}, split, (note,) if people else ())


def run_end(rows: Any, actor: Any, asked: Asked) -> BulkDone:
    return done(bulk.end_mandates(people=rows, ending=_ending(asked), actor=actor, reason=asked["reason"]))
