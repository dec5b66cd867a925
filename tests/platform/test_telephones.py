"""Swedish numbers are read and written without the library exactly as the library does it."""

from hypothesis import given, settings
from hypothesis import strategies as st
from phonenumber_field.phonenumber import PhoneNumber

from contacts.models.contact_detail import shown_number, swedish_number
from crm.common.telephones import is_swedish, written

numbers = st.from_regex(r"[1-9][0-9]{4,11}", fullmatch=True) | st.from_regex(
    r"(?:7[02369][0-9]{7}|8[0-9]{6,8}|[1-6][0-9]{7,8}|20[0-9]{4,6}|900[0-9]{6}|10[0-9]{7}|77[0-9]{7})", fullmatch=True
)


@settings(deadline=None, max_examples=1500)
@given(numbers)
def test_a_number_is_valid_and_written_as_the_library_says(national: str) -> None:
    number = swedish_number(f"+46{national}")
    assert is_swedish(national) is (number is not None)
    assert written(f"+46{national}") == (None if number is None else str(number.as_national))
    assert shown_number(f"+46{national}") == (f"+46{national}" if number is None else str(number.as_national))


def test_what_is_no_swedish_number_is_left_to_the_library() -> None:
    for value in ("", "+46", "+4670123456७", "+4512345678", "070-123 45 67", "växeln", "+46701234567;ext=1"):
        assert written(value) is None
    assert shown_number("+4533150000") == str(PhoneNumber.from_string("+4533150000").as_international)
