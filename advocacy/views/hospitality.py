"""Who was treated to what: contacts with food or gifts."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from advocacy.columns.interaction import few, their_side
from advocacy.filters.programme import HospitalityFilterSet
from advocacy.models import Interaction
from advocacy.querysets.hospitality import in_all, with_hospitality
from crm.common.columns import Column
from crm.common.exports import ExportPage
from crm.common.permissions import Role
from crm.common.views import ListPage

COLUMNS = (
    Column("held_on", gettext_lazy("Dag"), lambda row: row.held_on, ("held_on",), "date", phone=True),
    Column("title", gettext_lazy("Kontakt"), lambda row: row.title, ("title",), "link"),
    Column("what", gettext_lazy("Vad"), lambda row: row.facts.hospitality, phone=True),
    Column(
        "payer",
        gettext_lazy("Vem bjöd"),
        lambda row: str(row.facts.get_hospitality_payer_display()),
        ("facts__hospitality_payer",),
        phone=True,
    ),
    Column("who", gettext_lazy("Deras sida"), lambda row: few(their_side(row)), is_exported=False),
    Column("people", gettext_lazy("Deras sida, alla"), lambda row: ", ".join(their_side(row)), is_shown=False),
    Column(
        "worth",
        gettext_lazy("Värde per person, kr"),
        lambda row: row.facts.hospitality_worth,
        ("facts__hospitality_worth",),
        "number",
    ),
    Column("guests", gettext_lazy("Antal bjudna"), lambda row: row.guests, ("guests",), "number"),
    Column("total", gettext_lazy("Värde i allt, kr"), lambda row: row.worth_in_all, ("worth_in_all",), "number"),
)


class HospitalityList(ListPage):
    """Contacts that the user may read: of a confidential one nothing is said, and it is not in the total."""

    role = Role.EDITOR
    columns = COLUMNS
    default_sort = "-held_on"
    filterset_class = HospitalityFilterSet
    template_name = "advocacy/hospitality_list.html"
    results_template = "advocacy/_hospitality.html"

    def queryset(self) -> Any:
        return with_hospitality(Interaction.objects.visible_to(self.request.user))

    def extra_context(self) -> dict[str, Any]:
        return {
            "title": _("Förtäring och gåvor"),
            "results_template": self.results_template,
            "export_url": reverse("advocacy:hospitality_export"),
            "in_all": in_all(self.get_filterset().qs),
            "empty": {
                "title": _("Ingen förtäring eller gåva är noterad"),
                "text": _(
                    "Här visas genomförda kontakter där förtäring eller en gåva är noterad. "
                    "Det noteras i kontaktens formulär, under Förtäring eller gåva."
                ),
            },
        }


class HospitalityExport(ExportPage, HospitalityList):
    """Exactly the filtered list as .xlsx or .csv."""

    export_name = gettext_lazy("Förtäring och gåvor")
    instead = {"who": ["people"]}
