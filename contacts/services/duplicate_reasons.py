"""Why two may be the same, in words."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

WORDS = {
    "same_name": gettext_lazy("Samma namn"),
    "given_names": gettext_lazy("Samma tilltalsnamn och efternamn"),
    "used_name": gettext_lazy("Ett av förnamnen är detsamma"),
    "short_form": gettext_lazy("Kortform av samma förnamn"),
    "initial": gettext_lazy("Samma initial"),
    "sounds_alike": gettext_lazy("Namnen låter lika"),
    "spelling": gettext_lazy("Namnen skiljer på en bokstav"),
    "double_surname": gettext_lazy("Ett av efternamnen är detsamma"),
    "former_name": gettext_lazy("Har hetat likadant"),
    "swapped_names": gettext_lazy("För- och efternamn omkastade"),
    "changed_surname": gettext_lazy("Samma förnamn, annat efternamn"),
    "same_birth_year": gettext_lazy("Samma födelseår"),
    "other_birth_year": gettext_lazy("Olika födelseår"),
    "same_identifier": gettext_lazy("Samma externa id"),
    "other_identifier": gettext_lazy("Olika externa id"),
    "same_email": gettext_lazy("Samma e-post"),
    "similar_email": gettext_lazy("Nästan samma e-post"),
    "shared_email": gettext_lazy("Gemensam e-postlåda"),
    "same_mobile": gettext_lazy("Samma mobilnummer"),
    "same_phone": gettext_lazy("Samma telefonnummer"),
    "same_address": gettext_lazy("Samma adress"),
    "same_organization": gettext_lazy("Samma organisation"),
    "same_municipality": gettext_lazy("Samma kommun"),
    "other_town": gettext_lazy("Olika orter"),
    "two_seats": gettext_lazy("Två uppdrag samtidigt"),
    "same_party": gettext_lazy("Samma parti"),
    "same_words": gettext_lazy("Samma ord i namnet"),
    "short_name": gettext_lazy("Kort namn för samma"),
    "name_within": gettext_lazy("Det ena namnet ingår i det andra"),
    "same_domain": gettext_lazy("Samma webbplats eller e-postdomän"),
    "same_area": gettext_lazy("Samma område"),
    "other_area": gettext_lazy("Olika områden"),
    "same_parent": gettext_lazy("Ingår i samma organisation"),
    "other_parent": gettext_lazy("Ingår i olika organisationer"),
    "other_kind": gettext_lazy("Olika slag"),
    "part_of": gettext_lazy("Den ena ingår i den andra"),
}


def said(reason: Sequence[str]) -> str:
    """'Samma e-post: maja@example.se'."""
    code, detail = reason[0], reason[1] if len(reason) > 1 else ""
    words = str(WORDS.get(code, code))
    return _("%(reason)s: %(detail)s") % {"reason": words, "detail": detail} if detail else words
