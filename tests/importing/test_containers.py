"""Archives of pages: what is found in them, what is left out, what is refused and at what cost."""

import base64
import gzip
import quopri
import struct
import subprocess
import sys
import time
import zipfile
import zlib
from collections import Counter
from datetime import UTC, datetime

import brotli
import pytest

from articles.importing.decode import decode
from articles.importing.page import RawPage
from articles.importing.read import (
    MAX_BYTES,
    MAX_CONTAINER,
    REASONS,
    SUFFIXES,
    UnreadablePage,
    UnreadablePageError,
    pages_at,
    pages_in_bytes,
    read_bytes,
)
from tests.importing.containers import (
    ADDRESS,
    PAGE,
    SENTENCE,
    docx,
    gzip_bomb,
    mhtml,
    paragraph,
    pdf,
    warc,
    zipped,
)

BOUND = 10
OTHER = "https://example.org/other.html"


def found(content: bytes, name: str = "pages.zip") -> list:
    return list(pages_in_bytes(content, name))


def told(content: bytes, name: str = "pages.zip") -> list[tuple[str, str]]:
    """(name, "page" or the code of what is wrong) of each entry."""
    return [
        (entry.name, "page" if isinstance(entry, RawPage) else entry.code)
        for entry in found(content, name)
    ]


def codes(content: bytes, name: str = "pages.zip") -> list[str]:
    return [outcome for _name, outcome in told(content, name)]


def text(page: RawPage) -> str:
    return decode(page).text


# Any file


def test_a_file_that_is_one_page_is_one_page(tmp_path):
    (tmp_path / "a.html").write_text(PAGE, encoding="utf-8")
    (page,) = pages_at(tmp_path / "a.html", ADDRESS)
    assert (page.name, page.url, page.media_type) == ("a.html", ADDRESS, "text/html")


def test_a_file_that_cannot_be_read_is_told_and_nothing_is_raised(tmp_path):
    (found,) = pages_at(tmp_path / "missing.zip")
    assert found == UnreadablePage("missing.zip", "missing")
    assert found.message == REASONS["missing"]


def test_an_archive_beyond_bounds_is_not_opened(tmp_path):
    with (tmp_path / "huge.zip").open("wb") as file:
        file.truncate(MAX_CONTAINER + 1)
    (found,) = pages_at(tmp_path / "huge.zip")
    assert found.code == "huge_container"


def test_an_archive_is_no_single_page():
    for content in (zipped({"a.html": PAGE}), warc((ADDRESS,))):
        with pytest.raises(UnreadablePageError, match="container"):
            read_bytes(content, "page")


@pytest.mark.parametrize(
    ("content", "name", "media_type"),
    [
        (PAGE.encode(), "a.txt", "text/html"),
        (SENTENCE.encode(), "a.pdf", "text/plain"),
        (pdf("printed"), "a.html", "application/pdf"),
        (docx(paragraph(SENTENCE)), "a.zip", "application/vnd.openxmlformats-officedocument"
         ".wordprocessingml.document"),
        (mhtml(PAGE), "a.txt", "multipart/related"),
        (f"From: مراسلنا\nقال: {SENTENCE}".encode(), "a.txt", "text/plain"),
    ],
)  # fmt: skip
def test_a_file_is_what_it_looks_like_not_what_it_is_called(content, name, media_type):
    assert read_bytes(content, name).media_type == media_type


@pytest.mark.parametrize("member", ["xl/workbook.xml", "ppt/presentation.xml", "content.xml"])
def test_other_packages_are_neither_pages_nor_archives_of_pages(member):
    package = zipped({"mimetype": "x", "[Content_Types].xml": "<Types/>", member: "<x/>"})
    assert codes(package, "book.zip") == ["binary"]


def test_every_suffix_of_the_issue_is_looked_for():
    wanted = {".txt", ".html", ".mhtml", ".docx", ".pdf", ".warc", ".gz", ".zip"}
    assert wanted <= SUFFIXES.keys()


# Zip


def test_pages_in_a_zip_are_named_after_it_and_the_rest_is_counted():
    archive = zipped(
        {
            "a/b.html": PAGE,
            "c.txt": SENTENCE,
            "index.php": PAGE,
            "style.css": "p{}",
            "photo.png": b"\x89PNG",
            "__MACOSX/._c.txt": "x",
            ".hidden.html": PAGE,
            "crawl.warc.gz": warc((ADDRESS,)),
        }
    )
    left_out = Counter()
    pages = list(pages_in_bytes(archive, "pages.zip", left_out=left_out))
    assert [page.name for page in pages] == [
        "pages.zip › a/b.html",
        "pages.zip › c.txt",
        "pages.zip › index.php",
        f"pages.zip › crawl.warc.gz › {ADDRESS}",
    ]
    assert all(SENTENCE in text(page) for page in pages)
    assert left_out == {".css": 1, ".png": 1, ".txt": 1, ".html": 1}


def test_a_zip_is_read_from_a_file_too(tmp_path):
    (tmp_path / "pages.zip").write_bytes(zipped({"a.html": PAGE}))
    assert [page.name for page in pages_at(tmp_path / "pages.zip")] == ["pages.zip › a.html"]


@pytest.mark.parametrize("empty", [{}, {"style.css": "p{}"}])
def test_an_archive_without_pages_says_so(empty):
    assert told(zipped(empty)) == [("pages.zip", "no_pages")]


def test_one_bad_entry_stops_no_other():
    archive = bytearray(zipped({"a.txt": SENTENCE, "b.txt": SENTENCE * 2, "c.txt": SENTENCE}))
    at = archive.index(b"b.txt") + 20
    archive[at : at + 4] = b"\xff\xff\xff\xff"
    entries = told(bytes(archive))
    assert [outcome for _name, outcome in entries] == ["page", "damaged", "page"]


def test_names_are_labels_and_nothing_is_written(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    names = ["../../evil.html", "/etc/passwd.txt", "C:\\a.html", "a\u202egnp.html", "n\x01\n.txt"]
    entries = found(zipped(dict.fromkeys(names, PAGE)))
    assert len(entries) == len(names)
    assert all(entry.name.isprintable() for entry in entries)
    assert not list(tmp_path.iterdir())


def test_an_archive_in_an_archive_is_not_opened():
    inner = zipped({"a.html": PAGE})
    assert told(zipped({"inner.zip": inner, "b.html": PAGE})) == [
        ("pages.zip › inner.zip", "nested"),
        ("pages.zip › b.html", "page"),
    ]


def test_an_encrypted_entry_says_so():
    archive = bytearray(zipped({"a.txt": SENTENCE}))
    for mark, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        archive[archive.index(mark) + offset] |= 1
    assert codes(bytes(archive)) == ["encrypted"]


def test_an_unusual_compression_is_not_tried():
    assert codes(zipped({"a.txt": SENTENCE}, zipfile.ZIP_LZMA)) == ["compression"]


def test_too_many_entries_are_refused_as_a_whole():
    archive = zipped({f"{n}.txt": "قمة" for n in range(10_001)}, zipfile.ZIP_STORED)
    assert codes(archive) == ["many"]
    assert len(codes(zipped({f"{n}.txt": "قمة" for n in range(500)}))) == 500


def test_a_directory_of_a_million_entries_is_not_even_read():
    row = b"PK\x01\x02" + struct.pack("<4B4HL2L5H2L", 20, 0, 20, 0, *[0] * 14) + b"a"
    rows = row * 300_000
    end = b"PK\x05\x06" + struct.pack("<4H2LH", 0, 0, 1, 1, len(rows), 4, 0)
    begun = time.perf_counter()
    assert codes(b"PK\x03\x04" + rows + end) == ["many"]
    assert time.perf_counter() - begun < 1


def test_a_bomb_is_refused_before_it_bursts():
    archive = zipped({"a.txt": bytes(19_000_000), "b.txt": bytes(30_000_000), "c.txt": SENTENCE})
    assert codes(archive) == ["bomb", "bomb", "page"]


def test_an_entry_beyond_bounds_is_huge():
    noise = zlib.compress(bytes(range(256)) * 100) * (MAX_BYTES // 800)
    assert codes(zipped({"a.txt": noise[: MAX_BYTES + 1].ljust(MAX_BYTES + 1, b"x")})) != ["page"]
    stored = zipped({"a.txt": b"x" * (MAX_BYTES + 1)}, zipfile.ZIP_STORED)
    assert codes(stored) == ["huge"]


def test_an_entry_that_is_more_than_it_declares_is_damaged():
    archive = zipped({"a.txt": SENTENCE * 50})
    at = archive.index(b"PK\x01\x02") + 24
    assert codes(archive[:at] + struct.pack("<L", 10) + archive[at + 4 :]) == ["damaged"]


def test_a_zip_without_its_end_is_no_page():
    assert codes(zipped({"a.txt": SENTENCE * 50})[:-30]) == ["binary"]


# WARC


@pytest.mark.parametrize("packed", [True, False])
def test_pages_of_a_crawl_come_with_address_and_time(packed):
    (page,) = found(warc("warcinfo", (ADDRESS,), "metadata", packed=packed), "crawl.warc.gz")
    assert page.name == f"crawl.warc.gz › {ADDRESS}"
    assert (page.url, page.media_type) == (ADDRESS, "text/html")
    assert page.captured_at == datetime(2023, 11, 23, 10, tzinfo=UTC)
    assert page.content == PAGE.encode()


def test_what_is_no_page_is_left_out_and_counted():
    left_out = Counter()
    crawl = warc(
        "request", "metadata", "revisit", "warcinfo",
        (ADDRESS, "404 Not Found"), (ADDRESS, "301 Moved", {"Location": OTHER}, ""),
        (ADDRESS, "200 OK", {"Content-Type": "image/png"}),
        ("https://example.org/robots.txt", "200 OK", {"Content-Type": "text/plain"}),
        (OTHER,),
    )  # fmt: skip
    (page,) = pages_in_bytes(crawl, "crawl.warc.gz", left_out=left_out)
    assert page.url == OTHER
    assert left_out == {
        "request": 1, "metadata": 1, "revisit": 1, "warcinfo": 1, "404": 1, "301": 1,
        "image/png": 1, "text/plain": 1,
    }  # fmt: skip


def test_an_address_of_no_web_page_is_left_out():
    left_out = Counter()
    crawl = warc(("javascript:alert(1)",), ("file:///etc/passwd",), (ADDRESS,), packed=False)
    pages = list(pages_in_bytes(crawl, "a.warc", left_out=left_out))
    assert [page.url for page in pages] == [ADDRESS]
    assert left_out == {"response": 2}


def chunked(body: bytes) -> bytes:
    parts = [body[at : at + 50] for at in range(0, len(body), 50)]
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ({"Transfer-Encoding": "chunked"}, chunked(PAGE.encode())),
        ({"Transfer-Encoding": "chunked"}, PAGE.encode()),
        ({"Content-Encoding": "gzip"}, gzip.compress(PAGE.encode())),
        ({"Content-Encoding": "deflate"}, zlib.compress(PAGE.encode())),
        ({"Content-Encoding": "deflate"}, zlib.compress(PAGE.encode())[2:-4]),
        ({"Content-Encoding": "br"}, brotli.compress(PAGE.encode())),
        ({"Content-Encoding": "identity"}, PAGE.encode()),
        ({"Content-Encoding": "gzip, br"}, brotli.compress(gzip.compress(PAGE.encode()))),
        ({"Content-Encoding": "gzip", "Transfer-Encoding": "chunked"},
         chunked(gzip.compress(PAGE.encode()))),
    ],
)  # fmt: skip
def test_what_was_packed_on_the_way_is_unpacked(headers, body):
    (page,) = found(warc((ADDRESS, "200 OK", headers, body)), "a.warc.gz")
    assert page.content == PAGE.encode()


@pytest.mark.parametrize(
    ("headers", "body", "code"),
    [
        ({"Content-Encoding": "br"}, brotli.compress(PAGE.encode())[:-9], "truncated"),
        ({"Content-Encoding": "br"}, b"\xff" * 50, "damaged"),
        ({"Content-Encoding": "br"}, brotli.compress(bytes(200_000_000), quality=1), "bomb"),
        ({"Content-Encoding": "gzip"}, gzip.compress(bytes(200_000_000), 1), "bomb"),
        ({"Content-Encoding": "gzip"}, gzip.compress(PAGE.encode())[:-9], "truncated"),
        ({"Content-Encoding": "gzip"}, PAGE.encode(), "damaged"),
        ({"Content-Encoding": "zstd"}, PAGE.encode(), "compression"),
        ({"Content-Encoding": "gzip," * 50}, PAGE.encode(), "compression"),
        ({"Transfer-Encoding": "chunked"}, chunked(PAGE.encode())[:-90], "truncated"),
    ],
)
def test_packed_bytes_are_never_handed_on_as_text(headers, body, code):
    begun = time.perf_counter()
    crawl = warc((ADDRESS, "200 OK", headers, body), (OTHER,))
    assert codes(crawl, "a.warc.gz") == [code, "page"]
    assert time.perf_counter() - begun < BOUND


def test_the_charset_of_the_server_counts_where_the_page_says_nothing():
    page = "<html><body><p>Встреча лидеров в Минске</p></body></html>".encode("cp1251")
    headers = {"Content-Type": "text/html; charset=windows-1251"}
    (found_page,) = found(warc((ADDRESS, "200 OK", headers, page)), "a.warc.gz")
    decoded = decode(found_page)
    assert decoded.encoding == "cp1251"
    assert "Встреча лидеров" in decoded.text


def test_html_without_the_usual_beginning_is_html_where_the_server_said_so():
    (page,) = found(warc((ADDRESS, "200 OK", {}, f"<p>{SENTENCE}</p>")), "a.warc.gz")
    assert page.media_type == "text/html"


def test_a_crawl_that_is_cut_off_keeps_what_came_before():
    crawl = warc((ADDRESS,), (OTHER,), packed=False)
    assert codes(crawl[:-60], "a.warc") == ["page", "truncated"]
    packed = warc((ADDRESS,), (OTHER,))
    assert codes(packed[:-60], "a.warc.gz") == ["page", "truncated"]


@pytest.mark.parametrize("said", [b"-1", b"abc", b"10", b"99999", b"999999999999999"])
def test_a_wrong_length_costs_its_own_record_only(said):
    crawl = warc((ADDRESS,), (OTHER,), (OTHER,), packed=False)
    at = crawl.index(b"Content-Length: ") + 16
    broken = crawl[:at] + said + crawl[crawl.index(b"\r\n", at) :]
    outcomes = codes(broken, "a.warc")
    assert outcomes[0] != "page"
    if said != b"999999999999999":
        assert outcomes[-2:] == ["page", "page"]


def test_a_changed_record_is_not_taken_for_what_was_recorded():
    crawl = bytearray(warc((ADDRESS,), (OTHER,), packed=False))
    at = crawl.index(b"<h1>")
    crawl[at : at + 4] = b"<h2>"
    assert codes(bytes(crawl), "a.warc") == ["damaged", "page"]


def test_a_crawl_packed_as_a_whole_is_read_to_its_end():
    packed = gzip.compress(warc((ADDRESS,), (OTHER,), packed=False))
    assert codes(packed, "a.warc.gz") == ["page", "page"]


def test_a_record_beyond_bounds_is_huge_and_the_next_is_read():
    crawl = warc((ADDRESS, "200 OK", {}, b"x" * (MAX_BYTES + 100_000)), (OTHER,), packed=False)
    assert codes(crawl, "a.warc") == ["huge", "page"]


def test_a_head_without_end_is_damaged():
    crawl = b"WARC/1.0\r\nX: " + b"x" * 5_000_000 + b"\r\n\r\n" + warc((OTHER,), packed=False)
    assert codes(crawl, "a.warc") == ["damaged", "page"]


def test_more_records_than_bounds_are_refused_where_they_begin():
    record = warc((ADDRESS, "200 OK", {}, "<html>قمة"), packed=False)
    outcomes = codes(record * 10_002, "a.warc")
    assert Counter(outcomes) == {"page": 10_000, "many": 1}


MEASURED = """
import resource, sys, time
from collections import Counter
from articles.importing.read import pages_in_bytes
content = sys.stdin.buffer.read()
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
begun = time.process_time()
print(*(getattr(entry, "code", "page") for entry in pages_in_bytes(content, "a.warc.gz")))
print(time.process_time() - begun)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""


def test_a_gzip_bomb_is_bounded_in_time_and_memory():
    ran = subprocess.run([sys.executable, "-c", MEASURED], input=gzip_bomb(300_000_000),
                         capture_output=True, timeout=60, check=True)  # fmt: skip
    outcomes, seconds, kilobytes = ran.stdout.decode().splitlines()
    assert outcomes == "huge bomb" or outcomes == "bomb"
    assert float(seconds) < BOUND / 2
    assert int(kilobytes) < 100_000


# MHTML


def test_a_saved_page_is_its_html_with_address_and_time():
    page = read_bytes(mhtml(PAGE), "a.mhtml")
    assert page.url == ADDRESS
    assert page.captured_at == datetime(2023, 11, 23, 10, tzinfo=UTC)
    decoded = decode(page)
    assert (decoded.media_type, decoded.text) == ("text/html", PAGE)


def test_a_saved_page_is_decoded_as_its_part_says():
    decoded = decode(read_bytes(mhtml(PAGE, "windows-1256"), "a.mhtml"))
    assert (decoded.encoding, decoded.text) == ("cp1256", PAGE)


@pytest.mark.parametrize("coding", ["quoted-printable", "base64"])
def test_a_saved_page_is_freed_of_its_transfer_encoding(coding):
    code = {"quoted-printable": quopri.encodestring, "base64": base64.encodebytes}[coding]
    plain = mhtml(PAGE).replace(b"8bit", coding.encode())
    page = read_bytes(plain.replace(PAGE.encode(), code(PAGE.encode())), "a.mhtml")
    assert SENTENCE in text(page)


def test_an_address_that_was_told_counts_before_that_of_the_saved_page():
    assert read_bytes(mhtml(PAGE), "a.mhtml", OTHER).url == OTHER


def test_a_saved_page_that_is_cut_off_gives_what_is_there():
    content = mhtml(PAGE)
    cut = content[: content.index(b"\r\n----cut--\r\nContent-Type: image")]
    assert text(read_bytes(cut, "a.mhtml")) == PAGE


def test_a_saved_page_without_a_page_has_no_text():
    content = mhtml(PAGE).replace(b"text/html; charset", b"text/css; charset")
    with pytest.raises(UnreadablePageError, match="no_text"):
        decode(read_bytes(content, "a.mhtml"))


@pytest.mark.parametrize(
    "body",
    [
        b"----cut--\r\n" * 1_000_000,
        b"----cut--\r\nContent-Type: multipart/mixed; boundary=\"--cut--\"\r\n\r\n" * 100_000,
        b"----cut--\r\n" + b"X: y\r\n" * 1_000_000,
        b"----cut--" + b"-" * 5_000_000,
    ],
)  # fmt: skip
def test_a_monstrous_saved_page_is_bounded(body):
    start = mhtml("").split(b"\r\n\r\n")[0]
    begun = time.perf_counter()
    assert outcome_of(start + b"\r\n\r\n" + body) in {"page", "no_text", "nested", "many"}
    assert time.perf_counter() - begun < BOUND


def outcome_of(content: bytes) -> str:
    try:
        decode(read_bytes(content, "a.mhtml"))
    except UnreadablePageError as error:
        return error.code
    return "page"


def test_bytes_of_any_kind_raise_nothing():
    for content in (b"", b"PK\x03\x04", b"\x1f\x8b", b"WARC/1.0", gzip.compress(b"x"), b"%PDF-"):
        for entry in pages_in_bytes(content, "a"):
            assert entry.name
