"""The description of the API itself."""

import pytest
from django.core.management import call_command
from django.urls import reverse

from tests.base import client_of

pytestmark = pytest.mark.django_db


def test_description_is_valid_and_without_warnings(tmp_path):
    target = tmp_path / "schema.yml"

    call_command("spectacular", "--fail-on-warn", "--validate", file=str(target))

    assert "openapi: 3.1.0" in target.read_text()


def test_description_is_for_members(client, cai, bo):
    for name in ("api:schema", "api:docs"):
        assert client.get(reverse(name)).status_code == 401
        assert client_of(cai).get(reverse(name)).status_code == 403
        assert client_of(bo).get(reverse(name)).status_code == 200
