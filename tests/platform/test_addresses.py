"""Addresses made from a kept pattern are those that the resolver would give."""

import pytest
from django.urls import reverse

from crm.common.addresses import address_of


@pytest.mark.parametrize(
    "name", ["contacts:person_detail", "contacts:organization_detail", "advocacy:interaction_detail"]
)
def test_address_is_the_resolvers(name: str) -> None:
    assert [address_of(name, pk) for pk in (1, 987_654)] == [reverse(name, args=[pk]) for pk in (1, 987_654)]


def test_row_that_is_not_saved_has_no_address() -> None:
    with pytest.raises(TypeError):
        address_of("contacts:person_detail", None)  # type: ignore[arg-type]
