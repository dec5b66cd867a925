"""One engine for commands, pages and jobs: recognise the source, read it, plan, apply."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Protocol

from django.conf import settings
from django.db.models.fields.files import FieldFile
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contacts.imports import layout
from contacts.imports.contact_list import ContactList
from contacts.imports.layout import Layout
from contacts.imports.marks import Options
from contacts.imports.result import ImportResult, Tally, Unusable
from contacts.imports.sources import riksdagen, valmyndigheten
from contacts.services import import_carrying
from contacts.services.import_plan import Plan
from crm.common.sheet_reading import Book, SheetError, open_book
from crm.models import ImportMapping, Operation, User

LIST = "contacts"


@dataclass(frozen=True)
class Source:
    """A sort of file. `plan` makes one plan of what a JSON file holds; a contact list has columns to settle first."""

    name: str
    label: Promise
    plan: Callable[[Any], Plan] | None = None


SOURCES = {
    source.name: source
    for source in (
        Source(LIST, gettext_lazy("Kontaktlista")),
        Source("election", gettext_lazy("Valmyndigheten, valda"), valmyndigheten.plan),
        Source("riksdagen", gettext_lazy("Sveriges riksdag, personlista"), riksdagen.plan),
    )
}


class Reading(Protocol):
    """A file whose effect can be told part by part, as often as one likes."""

    def parts(self, *, is_stored: bool = False, progress: Callable[[int], Any] | None = None) -> Iterator[Plan]: ...

    def warnings(self) -> list[str]: ...

    def holds_secrets(self) -> bool:
        """Whether the file itself holds what is never kept: personal identity numbers."""
        ...


class WholeFile:
    """A file of JSON, planned in one part."""

    def __init__(self, data: Any, plan: Callable[[Any], Plan]) -> None:
        self.data, self.plan = data, plan

    def parts(self, *, is_stored: bool = False, progress: Callable[[int], Any] | None = None) -> Iterator[Plan]:
        plan = self.plan(self.data)
        for outcome in plan.outcomes.values():
            outcome.person_id = outcome.person_id or (outcome.person.pk if outcome.person else None)
        if progress:
            progress(plan.rows)
        yield plan

    def warnings(self) -> list[str]:
        return []

    def holds_secrets(self) -> bool:
        return False


def _json(content: bytes, name: str) -> Any:
    try:
        return json.loads(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise Unusable(_("Filen %(name)s är inte läsbar JSON.") % {"name": name}) from error


def book(content: bytes, name: str) -> Book:
    """The sheets of a contact list. Raises Unusable."""
    try:
        return open_book(content, name)
    except SheetError as error:
        raise Unusable(str(error)) from error


def kept(file: FieldFile, name: str, options: Mapping[str, Any]) -> tuple[Book, Layout]:
    """An uploaded list, and its layout as it was settled. Raises Unusable."""
    try:
        with file.open("rb") as stream:
            content = stream.read()
    except (OSError, ValueError) as error:
        raise Unusable(_("Den uppladdade filen finns inte kvar. Ladda upp den igen.")) from error
    opened = book(content, name)
    return opened, layout.restored(opened, options)


def mappings(user: User | None) -> list[tuple[str, dict[str, str]]]:
    """Saved mappings that `user` may use, their own first, as (name, {heading: field})."""
    found = ImportMapping.objects.order_by("-pk")
    if user is not None and not user.is_system:
        found = found.visible_to(user)
    own_first = sorted(found, key=lambda mapping: mapping.owner_id != getattr(user, "pk", None))
    return [(mapping.name, mapping.columns) for mapping in own_first]


def settled(opened: Book, mapping: str = "", user: User | None = None) -> Layout:
    """The layout of a list that nobody looks at first. Raises Unusable when it cannot be told."""
    saved = mappings(user)
    if mapping:
        saved = [(name, columns) for name, columns in saved if name.casefold() == mapping.casefold()]
        if not saved:
            raise Unusable(_("Ingen kolumnöversättning heter %(name)s.") % {"name": mapping})
    found = layout.detect(opened, mappings=saved)
    if mapping and not found.mapping:
        layout.use(found, *saved[0])
    if clash := found.clash():
        raise Unusable(clash)
    return found


def reading(source: Source, content: bytes, name: str, options: Options | None = None, mapping: str = "") -> Reading:
    """A file ready to be planned. Raises Unusable."""
    if source.plan is not None:
        return WholeFile(_json(content, name), source.plan)
    opened = book(content, name)
    return ContactList(opened, settled(opened, mapping, options.owner if options else None), options or Options())


def recognise(content: bytes, name: str) -> Source:
    """Which source an uploaded file comes from. Raises Unusable."""
    if not content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"{", b"[")):
        return SOURCES[LIST]
    data = _json(content, name)
    for module, source in ((valmyndigheten, "election"), (riksdagen, "riksdagen")):
        if module.recognises(data):
            return SOURCES[source]
    raise Unusable(_("Filen är varken Valmyndighetens eller Riksdagens."))


def load(path: str) -> tuple[bytes, str]:
    """The content of a file on disk and its name. Raises Unusable."""
    try:
        with Path(path).open("rb") as file:
            return content_of(file), Path(path).name
    except OSError as error:
        raise Unusable(
            _("Filen %(path)s går inte att läsa: %(reason)s") % {"path": path, "reason": error.strerror}
        ) from error


def content_of(file: IO[bytes]) -> bytes:
    """What a file holds, unless it is empty or too large. Raises Unusable."""
    content = file.read(settings.IMPORT_MAX_BYTES + 1)
    if len(content) > settings.IMPORT_MAX_BYTES:
        size = settings.IMPORT_MAX_BYTES // (1024 * 1024)
        raise Unusable(_("Filen är större än %(size)s MB.") % {"size": size})
    if not content.strip():
        raise Unusable(_("Filen är tom."))
    return content


def preview(found: Reading) -> ImportResult:
    """What the file would do. Raises Unusable."""
    tally = Tally(is_compared=False)
    for plan in found.parts():
        tally.add(plan)
    return tally.result(applied=False, warnings=found.warnings())


def apply(found: Reading, name: str, *, actor: User, good_rows: bool = False) -> ImportResult:
    """Carry the file out, all of it or nothing, or with `good_rows` what is right of it. Raises Unusable."""
    tally = Tally(is_compared=False)
    try:
        carry_out(found, name, tally.add, lambda: True, actor=actor, good_rows=good_rows)
    except import_carrying.HeldUp:
        return tally.result(applied=False, warnings=found.warnings())
    return tally.result(applied=True, warnings=found.warnings())


def carry_out(
    found: Reading,
    name: str,
    told: Callable[[Plan], None],
    is_right: Callable[[], bool],
    *,
    actor: User,
    good_rows: bool = False,
    progress: Callable[[int], Any] | None = None,
) -> Operation | None:
    """The operation that carried the file out, None when there was nothing to do. Raises Unusable, HeldUp."""
    return import_carrying.carry_out(
        parts=found.parts(is_stored=True, progress=progress),
        actor=actor,
        title=_("Import av %(name)s") % {"name": name},
        reason=f"Import: {name}",
        told=told,
        is_right=is_right,
        good_rows=good_rows,
    )
