"""Taking a list out of the product: exactly what the page shows, in the same order, as a workbook or as CSV."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.utils.translation import gettext as _

from crm.common.columns import ordering
from crm.common.dates import today
from crm.common.sheets import write_csv, write_xlsx
from crm.models import ExportLog

CHUNK = 2000


class ExportPage:
    """Mixed into a ListPage, before it: answers `?format=xlsx` or `csv` with a file instead of a page.

    Subclasses give `export_name` (the list's name in the interface) and, with `sources(queryset)`, the sources
    that are to be named beside their data. What was taken out, by whom, is logged.
    """

    export_name: Any = ""
    list_url_name = ""

    def sources(self, queryset: Any) -> list[str]:
        return []

    def get(self: Any, request: HttpRequest) -> HttpResponseBase:
        form = request.GET.get("format", "xlsx")
        if form not in ("xlsx", "csv"):
            raise Http404
        filterset = self.get_filterset()
        if not filterset.form.is_valid():
            return HttpResponseRedirect(f"{request.path.removesuffix('export/')}?{request.GET.urlencode()}")
        columns = self.get_columns()
        _sort, order = ordering(columns, request.GET.get("sort", ""), self.default_sort)
        rows = self.export_rows(filterset.qs.order_by(*order))
        name = str(self.export_name)
        file = tempfile.TemporaryFile()  # noqa: SIM115 the response closes it
        if form == "xlsx":
            count = write_xlsx(file, columns, rows, name, self.note(filterset))
        else:
            count = write_csv(file, columns, rows)
        query = request.GET.urlencode()
        actor: Any = request.user
        ExportLog.objects.create(user=actor, what=name, query=query, format=form, rows=count)
        file.seek(0)
        return FileResponse(file, as_attachment=True, filename=f"{name} {today():%Y-%m-%d}.{form}")

    def export_rows(self: Any, queryset: Any) -> Iterator[Any]:
        return self.prepare_rows(queryset).iterator(chunk_size=CHUNK)

    def note(self: Any, filterset: Any) -> str:
        """What the file says of itself: day, filters, sources."""
        lines = [_("%(list)s, %(day)s") % {"list": self.export_name, "day": today().isoformat()}]
        lines += [f"{chip.label}: {chip.value}" for chip in filterset.chips]
        lines += [_("Källa: %(source)s") % {"source": source} for source in self.sources(filterset.qs)]
        return "\n".join(lines)
