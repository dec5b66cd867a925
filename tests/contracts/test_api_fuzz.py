"""Whatever is sent to the API, it answers as its description says it may, and never with a fault of ours."""

import json
from urllib.parse import urlencode

import pytest
import schemathesis
from django.db import transaction
from django.test import Client
from drf_spectacular.generators import SchemaGenerator
from hypothesis import HealthCheck, Phase, given, settings

from tests.base import make_user
from tests.sweeps.world import build

pytestmark = pytest.mark.django_db

EXAMPLES = 12
KNOWN = {200, 201, 204, 400, 401, 403, 404, 405, 409, 415, 429}


def operations():
    description = json.loads(json.dumps(SchemaGenerator().get_schema(public=True), default=str))
    schema = schemathesis.openapi.from_dict(description)
    return [found.ok() for found in schema.get_all_operations() if "/auth/" not in found.ok().path]


def ask(client, case):
    query = urlencode(dict(case.query or {}), doseq=True)
    path = case.formatted_path.split("?")[0] + (f"?{query}" if query else "")
    has_body = case.method in ("POST", "PATCH")
    body = json.dumps(case.body, default=str) if has_body and isinstance(case.body, dict | list | str | int) else ""
    with transaction.atomic():
        answer = client.generic(case.method, path, body, content_type="application/json")
        transaction.set_rollback(True)
    return answer


ROWS = {
    "people": "person",
    "organizations": "organization",
    "memberships": "membership",
    "interactions": "interaction",
    "acts": "act",
    "arguments": "argument",
    "decisions": "decision",
    "measures": "measure",
    "outcomes": "outcome",
    "stances": "stance",
    "motions": "motion",
    "commitments": "commitment",
    "priorities": "priority",
    "goals": "goal",
    "areas": "area",
    "parties": "party",
    "lists": "list",
    "saved-views": "saved_view",
}


def try_out(operation, client, world):
    """What went wrong with this operation, over a few inputs."""
    wrong = set()

    @settings(
        max_examples=EXAMPLES, deadline=None, derandomize=True, database=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(case=operation.as_strategy())
    def once(case):
        if "{id}" in operation.path:
            case.path_parameters["id"] = world[ROWS[operation.path.split("/")[3]]]["pk"]
        answer = ask(client, case)
        if answer.status_code not in KNOWN:
            wrong.add(f"{case.method} {operation.path} {case.query} {case.body}: {answer.status_code}")

    once()
    return wrong


def test_any_input_gets_an_answer():
    world = build()
    client = Client(raise_request_exception=False)
    client.force_login(make_user("alma"))

    wrong = set().union(*(try_out(operation, client, world) for operation in operations()))

    assert not wrong, "\n".join(sorted(wrong))
