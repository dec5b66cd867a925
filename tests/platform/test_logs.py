"""What the log says of refusals and of faults."""

import logging

import pytest

from crm.common.logs import WithoutTokens, WithoutTraceback


def record(status):
    made = logging.LogRecord("django.request", logging.WARNING, __file__, 1, "Forbidden: /x/", (), (ValueError,) * 3)
    made.status_code = status
    return made


def test_a_refusal_is_logged_without_a_traceback():
    refused = record(403)
    assert WithoutTraceback().filter(refused) and refused.exc_info is None


def test_a_fault_keeps_its_traceback():
    fault = record(500)
    assert WithoutTraceback().filter(fault) and fault.exc_info is not None


@pytest.mark.parametrize("address", ["/kalender/hemligt.ics", "/underlag/hemligt/", "/underlag/hemligt/pdf/"])
def test_an_address_that_is_itself_the_key_is_logged_without_it(address):
    made = logging.LogRecord(
        "django.request", logging.ERROR, __file__, 1, "%s: %s", ("Internal Server Error", address), None
    )
    assert WithoutTokens().filter(made)
    assert "hemligt" not in made.getMessage() and address.split("/")[1] in made.getMessage()
