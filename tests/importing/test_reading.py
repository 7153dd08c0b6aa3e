"""Bytes to text: what is refused, how the encoding is found, what is mended."""

import os
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.importing.decode import decode
from articles.importing.pipeline import understand
from articles.importing.read import MAX_BYTES, UnreadablePageError, read_bytes, read_path
from tests.importing.goldens import TODAY
from tests.importing.reference import authority

TEXT = "اجتمع قادة الدول الأعضاء في مينسك، وقال الرئيس إن المنظمة باقية على ما هي عليه من قوة."


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf \r\n", "empty"),
        (b"\x89PNG\r\n\x1a\n a picture", "binary"),
        (b"PK\x03\x04 a docx", "binary"),
        (b"\x00\x01\x02" * 100, "binary"),
        (b"x" * (MAX_BYTES + 1), "huge"),
    ],
)
def test_what_is_no_page_is_refused_with_a_reason(content, code):
    with pytest.raises(UnreadablePageError) as refused:
        read_bytes(content, "page.txt")
    assert refused.value.code == code
    assert refused.value.message


def test_a_file_that_is_not_there_and_one_that_cannot_be_read(tmp_path):
    for path, code in ((tmp_path / "missing.txt", "missing"), (tmp_path, "unreadable")):
        with pytest.raises(UnreadablePageError) as refused:
            read_path(path)
        assert refused.value.code == code


def test_a_huge_file_is_refused_before_it_is_read(tmp_path):
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    with pytest.raises(UnreadablePageError, match="huge"):
        read_path(path)


def test_what_is_no_regular_file_is_refused_and_not_waited_for(tmp_path):
    (tmp_path / "zero.txt").symlink_to("/dev/zero")
    os.mkfifo(tmp_path / "pipe.txt")
    for name in ("zero.txt", "pipe.txt"):
        with pytest.raises(UnreadablePageError, match="special"):
            read_path(tmp_path / name)


def test_a_file_name_that_is_no_text_is_made_printable(tmp_path):
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.txt"))
    path.write_text(TEXT, encoding="utf-8")
    assert read_path(path).name == "\ufffd.txt"


@pytest.mark.parametrize("declared", ["unicode_escape", "raw_unicode_escape", "utf-7", "punycode"])
def test_a_notation_is_no_encoding(declared):
    page = f"<html><meta charset={declared}><p>\\ud800 +2AA- نص</p></html>".encode("cp1256")
    text = decode(read_bytes(page, "a.html")).text
    assert not any("\ud800" <= char <= "\udfff" for char in text)
    assert "\\ud800 +2AA-" in text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1256", "iso-8859-6"])
def test_every_encoding_gives_the_same_text(encoding):
    plain = TEXT.replace("،", ",") if encoding == "iso-8859-6" else TEXT
    assert decode(read_bytes(plain.encode(encoding), "a.txt")).text == plain


def test_utf8_under_a_wrong_declaration_is_still_utf8():
    page = f'<html><meta charset="windows-1256"><p>{TEXT}</p></html>'.encode()
    assert TEXT in decode(read_bytes(page, "a.html")).text


def test_utf8_cut_in_the_middle_of_a_letter_is_still_utf8():
    decoded = decode(read_bytes((TEXT * 20).encode()[:-2], "a.txt"))
    assert decoded.encoding == "utf-8"
    assert [mending.kind for mending in decoded.mendings] == ["undecodable"]


def test_mojibake_is_repaired_and_noted():
    broken = TEXT.encode("utf-8").decode("latin-1").encode("utf-8")
    decoded = decode(read_bytes(broken, "a.txt"))
    assert decoded.text == TEXT
    assert decoded.mendings[0].kind == "mojibake"


def test_line_ends_and_invisible_characters_are_mended():
    assert decode(read_bytes("قمة\r\nمين\u200cسك".encode(), "a.txt")).text == "قمة\nمينسك"


def test_html_under_a_txt_name_is_html():
    assert read_bytes(b"<!DOCTYPE html><p>x</p>", "a.txt").media_type == "text/html"


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400))
def test_no_bytes_make_the_importer_raise(content):
    survives(content, "page.txt")


PIECES = ["<p>", "</p>", "<h1>", "<li>", "<br>", "&#1575;", "&nbsp;", "<!--", "<script>", "قمة",
          "\n", "الأمن الجماعي", "- ", "TT", "(أ.ب)", "23 نوفمبر 2023", ":", "."]  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=60), st.sampled_from(["a.txt", "a.html"]))
def test_no_mixture_of_page_pieces_makes_the_importer_raise(pieces, name):
    survives(" ".join(pieces).encode(), name)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300))
def test_no_text_makes_the_importer_raise(text):
    survives(text.encode("utf-8", "surrogatepass"), "page.html")


def survives(content: bytes, name: str) -> None:
    with suppress(UnreadablePageError):
        understand(read_bytes(content, name), authority(), TODAY)
