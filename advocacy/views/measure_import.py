"""Measures of a sheet: looked through on the page, then stored as a whole, and taken back as a whole."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advocacy.forms.measure import MeasureFileForm
from advocacy.imports import measures as reader
from advocacy.services import measure_import
from advocacy.services.measure_import import CHANGED, NEW, SAME
from advocacy.services.measure_records import Reading, rows_from, rows_to
from advocacy.views.measures import LIST, crumbs
from contacts.imports import engine
from contacts.imports.result import Unusable
from crm.common.messages import done
from crm.common.views import FormPage

SALT = "measures"
LASTS = 60 * 60 * 12  # seconds between looking through and storing
BADGES = {
    NEW: ("ok", gettext_lazy("ny")),
    CHANGED: ("warn", gettext_lazy("ändras")),
    SAME: ("neutral", gettext_lazy("oförändrad")),
}


class MeasureUpload(FormPage):
    """The rows that were looked through are kept in the page, signed, until they are stored: no file is kept."""

    form_class = MeasureFileForm
    template_name = "advocacy/measure_upload.html"

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if "rows" in request.POST:
            return self.store(request)
        form = self.form_class(request.POST, request.FILES)
        if not form.is_valid():
            return self.show(form, status=422)
        given = form.cleaned_data
        try:
            content = engine.content_of(given["file"])
            reading = reader.read(
                content, given["file"].name, national_plan=given["national_plan"], source=given["source"]
            )
        except Unusable as error:
            form.add_error("file", ValidationError(str(error)))
            return self.show(form, status=422)
        return self.look_through(form, reading)

    def look_through(self, form: Any, reading: Reading) -> HttpResponse:
        outcome = measure_import.preview(rows=reading.rows)
        return self.show(
            form,
            outcome=outcome,
            lines=[(line, BADGES[line.kind]) for line in outcome.lines],
            wrong=sorted([*reading.wrong, *outcome.wrong], key=lambda one: one.number),
            notes=reading.notes,
            rows=signing.dumps(rows_to(reading.rows), salt=SALT, compress=True),
        )

    def store(self, request: HttpRequest) -> HttpResponse:
        try:
            rows = rows_from(signing.loads(request.POST["rows"], salt=SALT, max_age=LASTS))
        except signing.BadSignature:
            messages.error(request, _("Genomgången är för gammal. Läs in filen på nytt."))
            return HttpResponseRedirect(reverse("advocacy:measure_upload"))
        outcome = measure_import.apply(actor=request.user, rows=rows)  # type: ignore[arg-type]
        if outcome.operation:
            done(request, outcome.operation, outcome.summary)
        else:
            messages.info(request, _("Det fanns inget nytt i filen."))
        return HttpResponseRedirect(reverse(LIST))

    def extra_context(self) -> dict[str, Any]:
        return {"title": _("Läs in åtgärder"), "cancel_url": reverse(LIST), "crumbs": crumbs()}
