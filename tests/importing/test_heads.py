"""Anybody writes the head of a page: it costs nothing and breaks nothing, whatever it says."""

import time
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.importing.decode import decode
from articles.importing.page import RawPage
from articles.importing.read import UnreadablePageError, pages_in_bytes
from articles.importing.read.heads import LONGEST, ContentType, content_type

HEAD = b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x"
PART = b"\r\n\r\n--x\r\nContent-Type: text/html\r\n\r\n<p>\xd9\x82\xd9\x85\xd8\xa9</p>\r\n--x--\r\n"


@pytest.mark.parametrize(
    ("header", "said"),
    [
        ("text/html", ContentType("text/html")),
        ("Text/HTML; Charset=UTF-8", ContentType("text/html", "utf-8")),
        ('text/html;charset="windows-1256"', ContentType("text/html", "windows-1256")),
        ("text/html;\r\n charset=utf-8", ContentType("text/html", "utf-8")),
        ("multipart/related; boundary=a-b", ContentType("multipart/related", "", "a-b")),
        ("", ContentType()),
        ("html", ContentType()),
        ("a/b/c", ContentType()),
        ('x"><b>/html', ContentType()),
        ("text/html; boundary*=\0''x", ContentType("text/html", "", "x")),
        ("text/html; boundary*=undefined''x", ContentType("text/html")),
    ],
)
def test_what_a_head_says(header, said):
    assert content_type(header) == said


@given(st.text())
def test_any_text_is_a_head(text):
    content_type(text)
    content_type(f"text/html; {text}")
    content_type(f"text/html; charset*={text}; boundary*0*={text}")


def test_a_long_head_costs_no_time():
    begun = time.process_time()
    content_type('text/html; a="' + ";" * 1_000_000)
    assert time.process_time() - begun < 0.1
    assert LONGEST < 10_000


@pytest.mark.parametrize(
    "more", [b'\r\n ; a="' + b";" * 60_000, b"; b*=\0''x", b"; boundary*=undefined''x"]
)
def test_a_saved_page_with_such_heads_is_read_as_fast_as_another(more):
    """Once: 3 s for the head of 60 KB, and as much again for each part."""
    part = b"\r\n--x\r\nContent-Type: text/html" + more + b"\r\n\r\n<p>\xd9\x82\xd9\x85\xd8\xa9</p>"
    begun = time.process_time()
    (page,) = pages_in_bytes(HEAD + more + PART + part * 20, "a.mhtml")
    assert isinstance(page, RawPage)
    with suppress(UnreadablePageError):
        decode(page)
    assert time.process_time() - begun < 2
