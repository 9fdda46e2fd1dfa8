from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.addresses import link, opaque, slug

SAME = [
    "https://www.linkedin.com/in/zo%C3%AB-brandt",
    "https://www.linkedin.com/in/zoë-brandt/",
    "http://de.linkedin.com/in/Zoe\u0308-Brandt?trk=x#about",
    "www.linkedin.com/in/zoë-brandt",
    "LinkedIn.com/mwlite/in/zoë-brandt",
    "https://m.linkedin.com:443/comm/in/zoë-brandt/detail/contact-info/",
    "//uk.linkedin.com/in/zoë-brandt/en",
]


@pytest.mark.parametrize("address", SAME)
def test_every_way_to_write_an_address_is_one_key(address: str) -> None:
    assert slug(address) == "zoë-brandt"


@pytest.mark.parametrize(
    "address",
    ["", "zoe", "https://example.org/in/zoe", "https://www.linkedin.com/company/acme", "https://evil.example/linkedin.com/in/x",
     "https://www.linkedin.com/in/ACoAAB1234567890abcdef", "javascript:alert(1)", "https://notlinkedin.com/in/zoe",
     'https://www.linkedin.com/in/"><script>'],
)  # fmt: skip
def test_what_is_no_profile_address_has_no_key(address: str) -> None:
    assert slug(address) == ""


def test_an_old_public_address_keeps_its_numbers_and_is_nobody_elses() -> None:
    assert slug("http://www.linkedin.com/pub/jane-doe/12/345/678") == "pub:jane-doe/12/345/678"
    assert slug("linkedin.com/in/jane-doe") == "jane-doe"


def test_member_ids_are_a_key_of_their_own_and_keep_their_case() -> None:
    assert opaque("https://www.linkedin.com/in/ACoAAB1234567890abcDEF/") == "ACoAAB1234567890abcDEF"
    assert (
        opaque("https://www.linkedin.com/sales/lead/ACwAAB1234567890abcDEF,NAME_SEARCH,x") == "ACwAAB1234567890abcDEF"
    )
    assert opaque("https://www.linkedin.com/in/zoe") == ""


@given(st.text(max_size=60))
def test_a_link_is_safe_and_leads_back_to_its_key(text: str) -> None:
    key = slug("https://www.linkedin.com/in/" + text)
    address = link(key)
    assert not set(address) & set("\"'<> \\")
    assert slug(address) == key
