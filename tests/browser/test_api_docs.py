"""The API's description opens in a real browser, under the product's strict policy."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.django_db


def test_member_reads_the_description_of_the_api(page, sign_in, bo):
    sign_in(page, bo)

    page.goto("/api/v1/docs/")

    expect(page.locator(".swagger-ui .info .title")).to_contain_text("Samsyn API")
    page.get_by_text("/api/v1/people/", exact=True).first.click()
    expect(page.get_by_text("family_name").first).to_be_visible()
