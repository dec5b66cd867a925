"""What was said, promised and attached in a contact, as the API gives and takes it."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from advocacy.api.plans import PriorityRef
from advocacy.choices import Confidence, MediaKind, OurRole, Payer, Promiser, StanceValue
from advocacy.forms.facts import FACTS
from advocacy.models import (
    Commitment,
    DiscussionPoint,
    InteractionAttachment,
    InteractionFacts,
    MotionPeriod,
    Priority,
    Stance,
)
from contacts.api.references import OrganizationRef, PersonRef, UserRef
from contacts.models import Organization, Person
from crm.common.api.serializers import ReadSerializer, ScopedField, WriteSerializer
from crm.models import User

ID = "That of a row the contact has; without it the row is new."


class PointSerializer(ReadSerializer):
    priority = PriorityRef(allow_null=True)

    class Meta:
        model = DiscussionPoint
        fields = ["id", "text", "priority"]


class StanceSerializer(ReadSerializer):
    """Where a person or an organization stands, from the day of the contact on."""

    person = PersonRef(allow_null=True)
    organization = OrganizationRef(allow_null=True)
    priority = PriorityRef()

    class Meta:
        model = Stance
        fields = ["id", "person", "organization", "priority", "value", "stated_on", "evidence", "url", "confidence"]


class CommitmentSerializer(ReadSerializer):
    person = PersonRef(allow_null=True)
    organization = OrganizationRef(allow_null=True)
    priority = PriorityRef(allow_null=True)
    owner = UserRef()

    class Meta:
        model = Commitment
        fields = [
            *["id", "promiser", "text", "person", "organization", "priority", "owner"],
            *["made_on", "due_on", "state", "closed_on"],
        ]


class MotionPeriodRef(ReadSerializer):
    class Meta:
        model = MotionPeriod
        fields = ["id", "session", "starts_on", "ends_on"]


class FactsSerializer(ReadSerializer):
    """The fields of a kind of contact; those of other kinds are blank, or stand from before."""

    motion_period = MotionPeriodRef(allow_null=True)
    asked_by = PersonRef(allow_null=True)

    class Meta:
        model = InteractionFacts
        fields = list(FACTS)


class AttachmentSerializer(ReadSerializer):
    """A file; `id` is what its address ends with."""

    name = serializers.CharField(source="attachment.name")
    content_type = serializers.CharField(source="attachment.content_type")
    size = serializers.IntegerField(source="attachment.size")
    sha256 = serializers.CharField(source="attachment.digest")

    class Meta:
        model = InteractionAttachment
        fields = ["id", "name", "content_type", "size", "sha256"]


# --- Input --------------------------------------------------------------------------------------------------


class RowInput(WriteSerializer):
    id = serializers.IntegerField(required=False, min_value=1, help_text=ID)


class PointInput(RowInput):
    text = serializers.CharField(max_length=1000, required=False)
    priority = ScopedField(queryset=Priority.objects.all(), required=False, allow_null=True)


class StanceInput(RowInput):
    """Of a person on their side, or of an organization."""

    person = ScopedField(queryset=Person.objects.all(), required=False, allow_null=True)
    organization = ScopedField(queryset=Organization.objects.all(), required=False, allow_null=True)
    priority = ScopedField(queryset=Priority.objects.all(), required=False)
    value = serializers.ChoiceField(choices=StanceValue.choices, required=False)
    evidence = serializers.CharField(max_length=1000, required=False)
    url = serializers.URLField(max_length=500, required=False, allow_blank=True)
    confidence = serializers.ChoiceField(choices=Confidence.choices, required=False)


class CommitmentInput(RowInput):
    """Without a person or an organization: of the only one on their side. Watched by the caller unless said."""

    promiser = serializers.ChoiceField(choices=Promiser.choices, required=False)
    text = serializers.CharField(max_length=500, required=False)
    person = ScopedField(queryset=Person.objects.all(), required=False, allow_null=True)
    organization = ScopedField(queryset=Organization.objects.all(), required=False, allow_null=True)
    priority = ScopedField(queryset=Priority.objects.all(), required=False, allow_null=True)
    owner = ScopedField(queryset=User.objects.people(), required=False)
    due_on = serializers.DateField(required=False, allow_null=True)


class FactsInput(WriteSerializer):
    """Only fields of the contact's kind; which kind has which is told by the error of one that it has not."""

    motion_period = ScopedField(queryset=MotionPeriod.objects.all(), required=False, allow_null=True)
    material = serializers.CharField(max_length=300, required=False, allow_blank=True)
    asked_by = ScopedField(queryset=Person.objects.all(), required=False, allow_null=True)
    referral = serializers.CharField(max_length=300, required=False, allow_blank=True)
    reference = serializers.CharField(max_length=60, required=False, allow_blank=True)
    answer_due_on = serializers.DateField(required=False, allow_null=True)
    our_role = serializers.ChoiceField(choices=OurRole.choices, required=False, allow_blank=True)
    destination = serializers.CharField(max_length=200, required=False, allow_blank=True)
    outlet = serializers.CharField(max_length=150, required=False, allow_blank=True)
    media_kind = serializers.ChoiceField(choices=MediaKind.choices, required=False, allow_blank=True)
    url = serializers.URLField(max_length=500, required=False, allow_blank=True)
    hospitality = serializers.CharField(max_length=200, required=False, allow_blank=True)
    hospitality_payer = serializers.ChoiceField(choices=Payer.choices, required=False, allow_blank=True)
    hospitality_worth = serializers.IntegerField(min_value=0, max_value=1_000_000, required=False, allow_null=True)


class NextStepInput(WriteSerializer):
    """A task that is made with the contact."""

    title = serializers.CharField(max_length=200)
    owner = ScopedField(queryset=User.objects.people(), required=False)
    due_on = serializers.DateField(required=False, allow_null=True)


class FileInput(WriteSerializer):
    file = serializers.FileField()


def rows(group: Any, serializer: Any) -> Any:
    return serializer(list(group.all()), many=True).data
