"""Files of motions among those that the page for reading files takes in."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy

from crm.common import extensions
from crm.common.extensions import FileSource
from crm.models import ImportRun


def register() -> None:
    from advocacy import jobs_motions
    from advocacy.imports.riksdagen_documents import recognises

    extensions.file_sources.add(
        FileSource(
            jobs_motions.SOURCE,
            gettext_lazy("Sveriges riksdag, motioner"),
            gettext_lazy("Riksdagens motioner och betänkanden (dokumentstatus, .json, .ndjson eller .ndjson.gz)"),
            (".json", ".ndjson", ".gz"),
            recognises,
            jobs_motions.start_reading,
            url_of,
            fetch_label=gettext_lazy("Hämta motioner från Riksdagen"),
            fetch_url_name="advocacy:motion_fetch",
        )
    )


def url_of(run: ImportRun) -> str:
    return reverse("advocacy:motion_import", args=[run.pk])
