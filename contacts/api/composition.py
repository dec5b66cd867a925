"""What the composition rules of a body find, over the API. The rules themselves are changed on its page."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from contacts.api.references import AreaRef, OrganizationRef, PartyRef, PersonRef
from contacts.choices import RuleMeasure, Sector, Side
from contacts.models import Membership
from contacts.services.composition import Composition, Finding
from contacts.services.composition_words import sentence
from crm.common.api.serializers import WriteSerializer
from crm.common.dates import today


class DayInput(WriteSerializer):
    """`day`: today where it is left out."""

    day = serializers.DateField(required=False)

    def validate(self, data: dict[str, Any]) -> dict[str, Any]:
        return {"day": data.get("day") or today()}


class Seated(serializers.Serializer[Membership]):
    """The mandate that somebody counts by."""

    id = serializers.IntegerField()
    person = PersonRef()
    represents = OrganizationRef(allow_null=True)


class FindingSerializer(serializers.Serializer[Finding]):
    """One rule held against one group. `gap`: above 0 so many are missing, below 0 so many are too many."""

    rule = serializers.IntegerField(source="rule.pk")
    sentence = serializers.SerializerMethodField()
    measure = serializers.ChoiceField(source="rule.measure", choices=RuleMeasure.choices)
    subject = serializers.CharField(help_text="The group that is counted apart: a county, an organization, a party.")
    area = AreaRef(allow_null=True)
    organization = OrganizationRef(allow_null=True)
    party = PartyRef(allow_null=True)
    sector = serializers.ChoiceField(choices=Sector.choices, allow_blank=True)
    side = serializers.ChoiceField(choices=Side.choices, allow_blank=True)
    counted = serializers.IntegerField()
    at_least = serializers.IntegerField(source="rule.at_least", allow_null=True)
    at_most = serializers.IntegerField(source="rule.at_most", allow_null=True)
    gap = serializers.IntegerField()
    who = Seated(many=True)

    def get_sentence(self, finding: Finding) -> str:
        return sentence(finding.rule)


class CompositionSerializer(serializers.Serializer[Composition]):
    """A body on a day: how many serve there, which seats are vacant, what its rules find."""

    organization = OrganizationRef()
    day = serializers.DateField()
    people = serializers.IntegerField(help_text="People who serve there, each once.")
    gaps = serializers.IntegerField(help_text="Groups that have too few.")
    vacancies = serializers.IntegerField(help_text="Seats that nobody holds.")
    findings = FindingSerializer(many=True)
