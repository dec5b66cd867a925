"""Networks, steering groups and our own bodies: who sits there, and what is missing, at a glance."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contacts.choices import OrganizationKind
from contacts.filters.network import NetworkFilterSet
from contacts.models import Organization
from contacts.services.composition import compositions
from crm.common.columns import Column
from crm.common.dates import today
from crm.common.views import ListPage
from crm.templatetags.ui import long_day

COLUMNS = [
    Column("name", gettext_lazy("Namn"), lambda o: o.name, ("sort_key",), kind="link"),
    Column(
        "state",
        gettext_lazy("Läge"),
        lambda o: (o.composition.state, o.composition.word),
        kind="badge",
        phone=True,
    ),
    Column("people", gettext_lazy("Ledamöter"), lambda o: o.composition.people, kind="number", phone=True),
    Column("rules", gettext_lazy("Regler"), lambda o: len(o.composition.rules), kind="number"),
    Column("parent", gettext_lazy("Ingår i"), lambda o: o.parent and o.parent.short, ("parent__sort_key", "sort_key")),
    Column("kind", gettext_lazy("Slag"), lambda o: o.get_kind_display(), ("kind", "sort_key")),
]
GROUPS = (OrganizationKind.NETWORK, OrganizationKind.STEERING_GROUP)


class NetworkList(ListPage):
    columns = COLUMNS
    default_sort = "name"
    filterset_class = NetworkFilterSet
    template_name = "contacts/network_list.html"

    def queryset(self) -> Any:
        """Networks and groups, the boards of our own, and whatever else has rules."""
        bodies = Q(kind__in=GROUPS) | Q(is_own_body=True, kind=OrganizationKind.BOARD)
        ruled = Q(composition_rules__isnull=False)
        return Organization.objects.visible_to(self.request.user).filter(bodies | ruled, is_archived=False).distinct()

    def prepare_rows(self, rows: Any) -> Any:
        found = list(rows.select_related("parent"))
        day = self.get_filterset().chosen_day
        held = compositions(found, day)
        for row in found:
            row.composition = held[row.pk]
            # From here one goes to what is missing, not to the addresses.
            row.get_absolute_url = partial(reverse, "contacts:composition", args=[row.pk])
        return found

    def extra_context(self) -> dict[str, Any]:
        day = self.get_filterset().chosen_day
        return {
            "title": _("Nätverk och styrgrupper"),
            "as_of": "" if day == today() else long_day(day),
            "empty": {
                "title": _("Inga nätverk eller styrgrupper än"),
                "text": _("Lägg upp en organisation av slaget nätverk eller styrgrupp, så visas den här."),
                "action_label": _("Ny organisation"),
                "action_url": reverse("contacts:organization_add"),
            },
        }
