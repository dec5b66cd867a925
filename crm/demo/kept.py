"""What the demo's staff keep: contact lists, some of which follow a filter, and views that all may open."""

from __future__ import annotations

from collections import Counter

from contacts.choices import ListKind
from contacts.models import Person
from contacts.services import lists
from crm.models import User
from crm.services import saved_views

COUNTIES = "&".join(f"county={code}" for code in ("01", "03", "04", "05", "09", "18", "19"))
FOLLOWING = (
    (
        "Riksdagsledamöter i de sju länen",
        f"role_kind=elected&kind=assembly&level=national&{COUNTIES}",
        "De som En Bättre Sits vill nå i riksdagen.",
    ),
    ("Nyvalda", "newly_elected=on", "Att bjuda in till introduktionen."),
    ("Regionala utvecklingsdirektörer", "role=utvecklingsdirektör", ""),
)
GUESTS = 24


def keep(owner: User) -> Counter[str]:
    """Make the lists and views as `owner`. Returns the number of new rows by model."""
    for name, query, description in FOLLOWING:
        lists.add(
            name=name, kind=ListKind.DYNAMIC, query=query, description=description, actor=owner
        )  # fmt: skip
    guests = Person.objects.filter(person_tags__tag__name="Almedalen").order_by("sort_key", "pk")
    lists.add(
        name="Lunchen i Almedalen",
        description="Inbjudna till lunchsamtalet om järnvägens kompetens.",
        people=guests.values_list("pk", flat=True)[:GUESTS],
        actor=owner,
    )
    columns = ("name", "party", "roles", "email", "last_met_on")
    views = (
        ("contacts:person_list", "Inte träffade i år", "last_contact_before=year", ()),
        ("contacts:person_list", "Utan kontaktansvarig", "owner=none", columns),
        ("contacts:organization_list", "Våra medlemmar", "customer_status=full", ()),
    )  # fmt: skip
    for list_name, name, query, shown in views:
        saved_views.add(actor=owner, list_name=list_name, name=name, query=query, columns=shown, is_shared=True)
    return Counter(ContactList=len(FOLLOWING) + 1, SavedView=len(views))
