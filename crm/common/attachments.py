"""Files beside something: taken in, given out, and thrown away when nobody can want them back.

A file lies on disk under a name that says nothing; its row says what it was called. A file that was just uploaded
hangs on nothing until the form with it is saved: `pending` finds it again, for who uploaded it alone.

Taking a file away removes its row, with history. The file itself stays for as long as the removal can be undone, at
most `KEEP_REMOVED`; `tidy`, by night, then deletes it, and what was uploaded and never used. An undo after that brings
back the row, and the page says that the file is gone.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import unicodedata
from collections.abc import Collection, Iterable
from pathlib import PurePosixPath
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from crm.common import writes
from crm.common.file_kinds import KINDS, Refused, recognise
from crm.models import Attachment, User

MOST_BYTES = 20 * 1024 * 1024
LONGEST_NAME = 150
KEEP_UNUSED = dt.timedelta(days=1)
KEEP_REMOVED = dt.timedelta(days=30)
FOLDER = "attachments"
ACCEPT = ",".join(KINDS)
# Characters that turn the reading direction or cannot be seen: 'fdp.exe' must not look like 'exe.pdf'.
UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def safe_name(name: str) -> str:
    """What a file is called, without folders, unseen characters and what file systems refuse; its ending is kept."""
    last = re.split(r"[\\/]", unicodedata.normalize("NFC", name))[-1]
    seen = "".join(char for char in last if unicodedata.category(char) not in UNSEEN)
    clean = re.sub(r'[<>:"|?*]', "_", re.sub(r"\s+", " ", seen)).strip(" .")
    ending = PurePosixPath(clean).suffix
    stem = clean.removesuffix(ending)[: LONGEST_NAME - len(ending)].rstrip(" .")
    return f"{stem or 'fil'}{ending}" if len(ending) < LONGEST_NAME else "fil"


def store(*, upload: Any, actor: User) -> Attachment:
    """Take in an uploaded file. Raises ValidationError that names the file and says why it is not taken."""
    name = safe_name(upload.name or "")
    if upload.size > MOST_BYTES:
        raise ValidationError(_("%(name)s är större än 20 MB.") % {"name": name})
    content = upload.read()
    if not content:
        raise ValidationError(_("%(name)s är tom.") % {"name": name})
    try:
        content_type = recognise(name, content)
    except Refused as refused:
        raise ValidationError("%(name)s: %(why)s", params={"name": name, "why": refused}) from refused
    attachment = Attachment(
        file=ContentFile(content, name="file"),
        name=name,
        content_type=content_type,
        size=len(content),
        digest=hashlib.sha256(content).hexdigest(),
        uploaded_by=actor,
    )
    return writes.save(attachment, actor=actor)


def pending(ids: Iterable[int], user: User) -> list[Attachment]:
    """Those of `ids` that `user` has uploaded and that hang on nothing yet."""
    return list(Attachment.objects.unused().filter(pk__in=list(ids), uploaded_by=user).order_by("pk"))


def remove(*, attachment: Attachment, actor: User) -> None:
    """Forget a file's row. What hung it on something must be gone."""
    writes.remove(attachment, actor=actor)


def response(attachment: Attachment) -> FileResponse:
    """The file to save, never to show: a browser that opened it would run it on our address."""
    try:
        file = attachment.file.open("rb")
    except FileNotFoundError as error:
        raise Http404(_("Filen finns inte längre.")) from error
    answer = FileResponse(file, as_attachment=True, filename=attachment.name, content_type=attachment.content_type)
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
    answer["Cache-Control"] = "private, no-store"
    answer["Cross-Origin-Resource-Policy"] = "same-origin"
    return answer


def tidy(now: dt.datetime | None = None) -> int:
    """Forget uploads that were never used, and delete files that no row names and no undo brings back."""
    now = now or timezone.now()
    for unused in Attachment.objects.unused().filter(uploaded_at__lt=now - KEEP_UNUSED):
        writes.remove(unused, actor=User.objects.system())
    kept = set(Attachment.objects.values_list("file", flat=True)) | _may_come_back(now)
    return sweep(FOLDER, kept, now - KEEP_UNUSED)


def sweep(folder: str, kept: Collection[str], before: dt.datetime) -> int:
    """Delete the files of a folder that are not `kept` and older than `before`: those that a failed write left, too."""
    deleted = 0
    for file in _stored_files(folder):
        if file not in kept and default_storage.get_modified_time(file) < before:
            default_storage.delete(file)
            deleted += 1
    return deleted


def _may_come_back(now: dt.datetime) -> set[str]:
    """Files whose row was removed in an operation that is not too old to be undone."""
    removed = Attachment.history.filter(
        history_type="-",
        history_date__gte=now - KEEP_REMOVED,
        operation__isnull=False,
        operation__undone_at__isnull=True,
    )
    return set(removed.values_list("file", flat=True))


def _stored_files(folder: str) -> list[str]:
    if not default_storage.exists(folder):
        return []
    return [f"{folder}/{name}" for name in default_storage.listdir(folder)[1]]
