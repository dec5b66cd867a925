"""Swedish first: the browser's own language does not decide."""

import pytest
from django.test import Client


@pytest.mark.django_db
def test_an_english_browser_meets_swedish_until_english_is_chosen():
    client = Client(HTTP_ACCEPT_LANGUAGE="en-GB,en;q=0.9")
    assert 'lang="sv"' in client.get("/konto/login/").content.decode()
    client.post("/sprak/", {"language": "en", "next": "/konto/login/"})
    assert 'lang="en"' in client.get("/konto/login/").content.decode()
