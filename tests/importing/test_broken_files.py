"""Whatever is done to a file, each of its pages is read or told of, and nothing is raised."""

import random

import pytest

from articles.importing.page import RawPage
from articles.importing.read import UnreadablePage, pages_in_bytes
from tests.importing.containers import PAGE, docx, paragraph, pdf, zipped

ANSWER = (
    b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=x\r\nTransfer-Encoding: chunked\r\n\r\n"
    b"6\r\n<html>\r\n0\r\n\r\n"
)
RECORD = (
    b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example/%%d\r\n"
    b"WARC-Date: 2023-11-23T00:00:00Z\r\nWARC-Block-Digest: %%s\r\nContent-Length: %d\r\n\r\n"
    b"%b\r\n\r\n" % (len(ANSWER), ANSWER)
)
SAVED = (
    b"From: x\r\nMIME-Version: 1.0\r\nDate: Thu, 23 Nov 2023 10:00:00 +0300\r\n"
    b'Content-Type: multipart/related; boundary="x"\r\nSnapshot-Content-Location: https://a/b\r\n'
    b"\r\n--x\r\nContent-Type: text/html; charset=utf-8\r\n"
    b"Content-Transfer-Encoding: base64\r\n\r\n"
    b"2YLZhdip\r\n--x--\r\n"
)
WHOLE = {
    "a.zip": zipped({"a.html": PAGE, "b.txt": "قمة " * 500, "c.warc": RECORD % (1, b"none:A")}),
    "a.warc": b"".join(RECORD % (n, b"none:A") for n in range(3)),
    "a.mhtml": SAVED,
    "a.docx": docx(paragraph("قمة")),
    "a.pdf": pdf("printed")[:20_000],
}
PIECES = [
    b"\0", b"\xff", b"\r\n", b"\r\n\r\n", b";", b'"', b"=", b"charset*0*=a''%ff", b"gzip", b"br",
    b"99999999999", b"-1", b"boundary=", b"PK\x01\x02", b"PK\x05\x06", b"WARC/1.0", b"uuencode",
    b"Content-Encoding: br\r\n", b"multipart/mixed",
]  # fmt: skip


def broken(content: bytes, chance: random.Random) -> bytes:
    """With a few bytes changed, lost, doubled or put in."""
    found = bytearray(content)
    for _change in range(chance.choice([1, 1, 2, 4, 16])):
        at, length = chance.randrange(len(found) + 1), chance.randrange(1, 40)
        match chance.randrange(4):
            case 0:
                found[at : at + 1] = bytes([chance.randrange(256)])
            case 1:
                found[at:at] = chance.choice(PIECES)
            case 2:
                del found[at : at + length]
            case _:
                found[at:at] = found[:length]
    return bytes(found)


@pytest.mark.parametrize("name", WHOLE)
def test_a_broken_file_raises_nothing(name):
    chance = random.Random(name)  # noqa: S311 (the same breaks each time)
    for _number in range(300):
        for found in pages_in_bytes(broken(WHOLE[name], chance), name):
            assert isinstance(found, RawPage | UnreadablePage)


def test_a_digest_of_no_letters_costs_its_own_record_only():
    crawl = RECORD % (1, "sha1:قمة".encode()) + RECORD % (2, b"")
    found = list(pages_in_bytes(crawl, "a.warc"))
    assert [type(page) for page in found] == [UnreadablePage, RawPage]


def test_an_entry_without_a_name_stops_no_other():
    archive = zipped({"q.txt": "x", "a.html": PAGE}).replace(b"q.txt", b"\0.txt")
    assert [type(page) for page in pages_in_bytes(archive, "a.zip")] == [RawPage]
