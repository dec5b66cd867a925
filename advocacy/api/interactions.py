"""Contacts over the API. A confidential one is listed to others as a day, and nothing else."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Prefetch
from django.http.response import HttpResponseBase
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, PolymorphicProxySerializer, extend_schema, extend_schema_field
from rest_framework import serializers, status
from rest_framework.decorators import action
from rest_framework.parsers import JSONParser, MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from advocacy.api.plans import PriorityRef
from advocacy.api.talk import (
    AttachmentSerializer,
    CommitmentInput,
    CommitmentSerializer,
    FactsInput,
    FactsSerializer,
    FileInput,
    NextStepInput,
    PointInput,
    PointSerializer,
    StanceInput,
    StanceSerializer,
    rows,
)
from advocacy.choices import Attendance, ParticipantSide, Tone
from advocacy.filters.interaction import InteractionFilterSet
from advocacy.models import (
    Commitment,
    DiscussionPoint,
    Event,
    Goal,
    Interaction,
    InteractionAttachment,
    InteractionGoal,
    InteractionReader,
    Participation,
    Priority,
    Stance,
)
from advocacy.services import interaction_parts, interactions
from advocacy.views.attachments import link_of
from contacts.api.references import OrganizationRef, PersonRef, UserRef
from contacts.models import Person
from crm.common import attachments
from crm.common.api.serializers import (
    ChangeSerializer,
    ModelWriteSerializer,
    ReadSerializer,
    ScopedField,
    WriteSerializer,
)
from crm.common.api.views import ServiceViewSet
from crm.models import User


class EventRef(ReadSerializer):
    class Meta:
        model = Event
        fields = ["id", "name", "starts_on"]


class GoalRef(ReadSerializer):
    class Meta:
        model = Goal
        fields = ["id", "code", "statement"]


class ParticipantSerializer(ReadSerializer):
    """One of their side, with the words for what they held on that day."""

    person = PersonRef()

    class Meta:
        model = Participation
        fields = [
            *["person", "attendance", "has_talked", "tone", "membership"],
            *["held_role", "held_organization", "held_party", "held_county"],
        ]


class OwnParticipantSerializer(ReadSerializer):
    """One of our side: a user, a person of the register, or a name."""

    user = UserRef(allow_null=True)
    person = PersonRef(allow_null=True)

    class Meta:
        model = Participation
        fields = ["user", "person", "name"]


class HiddenInteraction(serializers.Serializer):
    """A confidential contact that the caller may not read."""

    id = serializers.IntegerField()
    held_on = serializers.DateField()
    confidential = serializers.BooleanField(default=True)


class InteractionSerializer(ReadSerializer):
    event = EventRef(allow_null=True)
    organization = OrganizationRef(allow_null=True)
    own_body = OrganizationRef(allow_null=True)
    created_by = UserRef()
    confidential = serializers.BooleanField(source="is_confidential")
    participants = serializers.SerializerMethodField()
    our_side = serializers.SerializerMethodField()
    priorities = serializers.SerializerMethodField()
    goals = serializers.SerializerMethodField()
    readers = serializers.SerializerMethodField()
    facts = serializers.SerializerMethodField()
    points = serializers.SerializerMethodField()
    stances = serializers.SerializerMethodField()
    commitments = serializers.SerializerMethodField()
    attachments = serializers.SerializerMethodField()

    class Meta:
        model = Interaction
        fields = [
            *["id", "kind", "title", "summary", "held_on", "held_at", "ends_on", "status", "direction", "place"],
            *["event", "organization", "own_body", "confidential", "participants", "our_side", "priorities", "goals"],
            *["readers", "facts", "points", "stances", "commitments", "attachments"],
            *["created_by", "created_at", "updated_at", "version"],
        ]

    def to_representation(self, interaction: Interaction) -> dict[str, Any]:
        if not getattr(interaction, "is_readable", True):
            return {"id": interaction.pk, "held_on": interaction.held_on.isoformat(), "confidential": True}
        return super().to_representation(interaction)

    @extend_schema_field(ParticipantSerializer(many=True))
    def get_participants(self, interaction: Interaction) -> Any:
        return ParticipantSerializer(_side(interaction, ParticipantSide.THEIRS), many=True).data

    @extend_schema_field(OwnParticipantSerializer(many=True))
    def get_our_side(self, interaction: Interaction) -> Any:
        return OwnParticipantSerializer(_side(interaction, ParticipantSide.OURS), many=True).data

    @extend_schema_field(PriorityRef(many=True))
    def get_priorities(self, interaction: Interaction) -> Any:
        return PriorityRef([link.priority for link in interaction.priority_links.all()], many=True).data

    @extend_schema_field(GoalRef(many=True))
    def get_goals(self, interaction: Interaction) -> Any:
        return GoalRef([link.goal for link in interaction.goal_links.all()], many=True).data

    @extend_schema_field(UserRef(many=True))
    def get_readers(self, interaction: Interaction) -> Any:
        return UserRef([link.user for link in interaction.readers.all()], many=True).data

    @extend_schema_field(FactsSerializer(allow_null=True))
    def get_facts(self, interaction: Interaction) -> Any:
        stored = getattr(interaction, "facts", None)
        if stored is None:
            return None
        # Who asked is confidential between the parties; to who may not know it, nobody did.
        told = FactsSerializer(stored).data
        return told if interaction.tells_who_asked else {**told, "asked_by": None}

    @extend_schema_field(PointSerializer(many=True))
    def get_points(self, interaction: Interaction) -> Any:
        return rows(interaction.points, PointSerializer)

    @extend_schema_field(StanceSerializer(many=True))
    def get_stances(self, interaction: Interaction) -> Any:
        return rows(interaction.stances, StanceSerializer)

    @extend_schema_field(CommitmentSerializer(many=True))
    def get_commitments(self, interaction: Interaction) -> Any:
        return rows(interaction.commitments, CommitmentSerializer)

    @extend_schema_field(AttachmentSerializer(many=True))
    def get_attachments(self, interaction: Interaction) -> Any:
        return rows(interaction.attachment_links, AttachmentSerializer)


def _side(interaction: Interaction, side: str) -> list[Participation]:
    return [part for part in interaction.participations.all() if part.side == side]


class ParticipantInput(WriteSerializer):
    """Without `attendance` it is what the kind of contact takes for given."""

    person = ScopedField(queryset=Person.objects.all())
    attendance = serializers.ChoiceField(choices=Attendance.choices, required=False)
    has_talked = serializers.BooleanField(default=False)
    tone = serializers.ChoiceField(choices=Tone.choices, required=False, allow_blank=True)


class InteractionInput(ModelWriteSerializer):
    """Lists are whole: who is not in `participants` is taken away, and so are points, stances and commitments.

    Of a row with an `id`, what is left out stays. Our side is the caller when nothing is said.
    """

    confidential = serializers.BooleanField(source="is_confidential", required=False)
    title = serializers.CharField(max_length=200, required=False, allow_blank=True)
    participants = ParticipantInput(many=True, required=False)
    our_users = ScopedField(queryset=User.objects.people(), many=True, required=False)
    our_people = ScopedField(queryset=Person.objects.all(), many=True, required=False)
    our_names = serializers.ListField(child=serializers.CharField(max_length=150), required=False)
    priorities = ScopedField(queryset=Priority.objects.all(), many=True, required=False)
    goals = ScopedField(queryset=Goal.objects.all(), many=True, required=False)
    readers = ScopedField(queryset=User.objects.people(), many=True, required=False)
    facts = FactsInput(required=False)
    points = PointInput(many=True, required=False)
    stances = StanceInput(many=True, required=False)
    commitments = CommitmentInput(many=True, required=False)
    next_step = NextStepInput(required=False, write_only=True)

    class Meta:
        model = Interaction
        fields = [
            *["kind", "title", "summary", "held_on", "held_at", "ends_on", "status", "direction", "place"],
            *["event", "organization", "own_body", "confidential", "participants", "our_users", "our_people"],
            *["our_names", "priorities", "goals", "readers", "facts", "points", "stances", "commitments", "next_step"],
        ]


class InteractionChange(ChangeSerializer, InteractionInput):
    class Meta(InteractionInput.Meta):
        fields = [*InteractionInput.Meta.fields, "version"]


class InteractionViewSet(ServiceViewSet):
    """Advocacy contacts. Logging one over the API counts as logging it on the page."""

    http_method_names = ["get", "post", "patch", "delete", "head", "options"]
    queryset = Interaction.objects.all()
    serializer_class = InteractionSerializer
    add_serializer_class = InteractionInput
    change_serializer_class = InteractionChange
    filterset_class = InteractionFilterSet

    def get_queryset(self) -> Any:
        if self.action == "list":
            return self.in_detail(Interaction.objects.listed_for(self.request.user))
        return super().get_queryset()

    def in_detail(self, queryset: Any) -> Any:
        parts = {
            "points": DiscussionPoint.objects.select_related("priority"),
            "stances": Stance.objects.for_list().order_by("pk"),
            "commitments": Commitment.objects.for_list().order_by("pk"),
            "attachment_links": InteractionAttachment.objects.select_related("attachment"),
            "goal_links": InteractionGoal.objects.select_related("goal"),
            "readers": InteractionReader.objects.select_related("user"),
        }
        told = Interaction.objects.telling_who_asked(self.request.user).filter(pk=OuterRef("pk"))
        rows = queryset.for_list().select_related("own_body", "facts__motion_period", "facts__asked_by")
        rows = rows.annotate(tells_who_asked=Exists(told))
        return rows.prefetch_related(*(Prefetch(name, found) for name, found in parts.items()))

    @extend_schema(
        responses=PolymorphicProxySerializer(
            component_name="ListedInteraction",
            serializers=[InteractionSerializer, HiddenInteraction],
            resource_type_field_name=None,
            many=True,
        )
    )
    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return super().list(request, *args, **kwargs)

    def add(self, data: dict[str, Any]) -> Interaction:
        return interactions.log(actor=self.request.user, **_as_details(data))

    def change(self, obj: Interaction, version: int, data: dict[str, Any]) -> Interaction:
        return interactions.edit(actor=self.request.user, interaction=obj, version=version, **_as_details(data))

    @extend_schema(
        request={"multipart/form-data": FileInput},
        responses={201: AttachmentSerializer},
        operation_id="interactions_attachments_create",
    )
    @action(
        detail=True,
        methods=["post"],
        parser_classes=[MultiPartParser, JSONParser],
        serializer_class=AttachmentSerializer,
    )
    def attachments(self, request: Request, pk: str) -> Response:
        """Hang a file on a contact. Its content decides what it is; macros, web pages and programs are refused."""
        interaction = self.get_object()
        sent = FileInput(data=request.data)
        sent.is_valid(raise_exception=True)
        upload = sent.validated_data["file"]
        link = interaction_parts.attach(actor=request.user, interaction=interaction, upload=upload)
        return Response(AttachmentSerializer(link).data, status=status.HTTP_201_CREATED)

    @extend_schema(
        parameters=[OpenApiParameter("file", OpenApiTypes.INT, OpenApiParameter.PATH)],
        responses={(200, "application/octet-stream"): OpenApiTypes.BINARY},
        operation_id="interactions_attachments_retrieve",
    )
    @action(detail=True, methods=["get"], url_path=r"attachments/(?P<file>\d{1,18})", url_name="attachment")
    def attachment(self, request: Request, pk: str, file: str) -> HttpResponseBase:
        """A file, to save."""
        return attachments.response(link_of(request.user, int(pk), int(file)).attachment)

    @extend_schema(
        parameters=[OpenApiParameter("file", OpenApiTypes.INT, OpenApiParameter.PATH)],
        responses={204: None},
        operation_id="interactions_attachments_destroy",
    )
    @attachment.mapping.delete
    def remove_attachment(self, request: Request, pk: str, file: str) -> Response:
        """Take a file away; it can be undone among the large changes."""
        interaction_parts.detach(actor=request.user, link=link_of(request.user, int(pk), int(file)))
        return Response(status=status.HTTP_204_NO_CONTENT)


def _as_details(data: dict[str, Any]) -> dict[str, Any]:
    """What the service takes: `participants` told apart as people, attendance by id, and ids of those talked with."""
    participants = data.pop("participants", None)
    if participants is None:
        return data
    return data | {
        "people": [each["person"] for each in participants],
        "attendance": {each["person"].pk: each["attendance"] for each in participants if "attendance" in each},
        "talked": {each["person"].pk for each in participants if each["has_talked"]},
        "tones": {each["person"].pk: each["tone"] for each in participants if "tone" in each},
    }
