"""What the log says of refusals and of faults."""

import logging

from crm.common.logs import WithoutTraceback


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
