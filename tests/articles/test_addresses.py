"""One canonical form for each page, whatever the tracking words behind its address."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.addresses import canonical_url, host_of

SAME = "https://rewaq.example/world/1?id=7"


@pytest.mark.parametrize(
    "url",
    [
        SAME,
        "http://www.rewaq.example/world/1/?id=7",
        "https://REWAQ.example:443/world/1?id=7&utm_source=x&fbclid=y#top",
        " https://rewaq.example/world/1?id=7 ",
    ],
)
def test_the_same_page_has_one_address(url):
    assert canonical_url(url) == SAME


@pytest.mark.parametrize(
    "url",
    ["https://rewaq.example/world/2?id=7", "https://rewaq.example/world/1?id=8",
     "https://[::1]/world/1?id=7",
     "https://other.example/world/1?id=7", "https://rewaq.example:8080/world/1?id=7"],
)  # fmt: skip
def test_another_page_has_another_address(url):
    assert canonical_url(url) != SAME


@pytest.mark.parametrize(
    "url",
    ["", "https://user:word@rewaq.example/1", "https://rewaq.example@other.example/",
     "javascript:alert(1)", "ftp://x/y", "/world/1", "https://", "http://[x", "http://x:port/"],
)  # fmt: skip
def test_what_is_no_web_address_has_no_canonical_form(url):
    assert canonical_url(url) is None


@given(st.text() | st.text().map("https://".__add__))
def test_any_text_is_understood_or_refused(url):
    canonical = canonical_url(url)
    assert canonical is None or canonical_url(canonical) == canonical


def test_the_host_goes_without_www():
    assert host_of("https://www.rewaq.example/a") == "rewaq.example"
    assert host_of("no address") == ""
