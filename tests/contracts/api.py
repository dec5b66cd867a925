"""What the tests of the API share: addresses, requests, and what an error looks like."""

from advocacy.choices import PriorityKind
from advocacy.models import Priority
from crm.common import writes
from tests import make
from tests.base import client_of

LISTS = {
    "person": "people",
    "organization": "organizations",
    "membership": "memberships",
    "interaction": "interactions",
    "commitment": "commitments",
    "motion": "motions",
    "priority": "priorities",
    "goal": "goals",
    "area": "areas",
    "party": "parties",
    "list": "lists",
    "saved-view": "saved-views",
}
PASSWORD = "regnbåge-över-kajen"


def url(name, pk=None, action=""):
    path = f"/api/v1/{LISTS[name]}/"
    return path if pk is None else f"{path}{pk}/{action}"


def get(user, path, **query):
    return client_of(user).get(path, query)


def post(user, path, data):
    return client_of(user).post(path, data, content_type="application/json")


def patch(user, path, data):
    return client_of(user).patch(path, data, content_type="application/json")


def names(answer):
    return [row["family_name"] for row in answer.json()["results"]]


def is_problem(answer, status, *fields):
    """The answer is a problem object that names these fields."""
    body = answer.json()
    assert answer.status_code == status, body
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert body["status"] == status
    assert body["type"].startswith("urn:samsyn:")
    assert body["title"]
    assert set(body.get("errors", {})) == set(fields)
    return body


def priority(code="JARNVAG", parent=None):
    row = Priority(code=code, name=code.title(), kind=PriorityKind.PRIORITY, parent=parent)
    return writes.save(row, actor=make.actor())
