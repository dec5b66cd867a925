"""What was read at public addresses: one row and one copy for each address, replaced when it has changed."""

from __future__ import annotations

from collections.abc import Mapping

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from contacts.models import FetchedSource

# Of what a host answers, that which is worth looking at afterwards.
KEPT_HEADERS = ("content-type", "content-length", "date", "server")


def known(address: str) -> FetchedSource | None:
    return FetchedSource.objects.filter(address=address).first()


def copy_of(source: FetchedSource) -> bytes | None:
    """The copy, None when none was kept or it is no longer what was read."""
    if not source.file:
        return None
    try:
        with source.file.open("rb") as file:
            return bytes(file.read())
    except FileNotFoundError:
        return None


def checked(source: FetchedSource) -> None:
    """It was asked for, and has not changed."""
    source.checked_at = timezone.now()
    source.save(update_fields=["checked_at"])


def keep(*, address: str, content: bytes | None, digest: str, name: str, headers: Mapping[str, str]) -> FetchedSource:
    """Remember what was read. `content` None: no copy is kept (it holds more of people than the register may)."""
    now = timezone.now()
    with transaction.atomic():
        source = FetchedSource.objects.select_for_update().filter(address=address).first()
        source = source or FetchedSource(address=address)
        before = source.file.name if source.file else ""
        source.digest, source.fetched_at, source.checked_at = digest, now, now
        # One that was cut off would never match.
        source.etag, source.last_modified = (
            value if len(value := headers.get(name, "")) <= most else ""
            for name, most in (("etag", 200), ("last-modified", 60))
        )
        source.headers = {name: headers[name] for name in KEPT_HEADERS if name in headers}
        source.file = ContentFile(content, name=name) if content is not None else None
        source.save()
        if before:
            storage = FetchedSource._meta.get_field("file").storage
            transaction.on_commit(lambda: storage.delete(before))
    return source
