"""A page is fetched from public machines alone, and within bounds.

The servers of these tests listen on this very machine. `reachable` lets one of them through: it
gives its name an address and allows that one port. Everything else is as in production.
"""

import gc
import gzip
import socket
import ssl
import subprocess
import time
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from types import SimpleNamespace

import pytest

from articles.importing import fetch as fetching
from articles.importing.decode import decode
from articles.importing.fetch import FetchError, addresses_of, fetch, is_allowed, is_public
from articles.importing.read import MAX_BYTES

HOST = "page.example"
ARTICLE = "<html><body><h1>قمة مينسك</h1><p>اجتمع القادة في مينسك.</p></body></html>".encode()
HTML = {"Content-Type": "text/html; charset=utf-8"}


@pytest.fixture(autouse=True)
def _on(settings):
    settings.IMPORT_FETCH = True


class Handler(BaseHTTPRequestHandler):
    """Answers each path as the test says, and remembers what it was asked."""

    def do_GET(self):
        self.server.asked.append((self.path, dict(self.headers)))
        with suppress(OSError):
            self.server.answers[self.path](self)

    def log_message(self, *args):
        pass

    def give(self, content=ARTICLE, status=200, **headers) -> None:
        self.send_response(status)
        for name, value in ({**HTML, "Content-Length": str(len(content))} | headers).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def send_on(self, location: str, **headers) -> None:
        self.give(b"", 302, Location=location, **headers)


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request, client_address):
        """The other side hangs up in many of these tests."""


@contextmanager
def serving(answers: dict, context: ssl.SSLContext | None = None):
    server = Server(("127.0.0.1", 0), Handler)
    server.answers, server.asked = answers, []
    if context:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class Names(dict):
    """Host -> addresses; `calls` are the names that were asked for."""


@pytest.fixture
def names(monkeypatch) -> Names:
    """What the resolver answers."""
    known, real = Names(), socket.getaddrinfo
    known.calls = []

    def getaddrinfo(host, port, *args, **kwargs):
        if host not in known:
            return real(host, port, *args, **kwargs)
        known.calls.append(host)
        family = {True: socket.AF_INET6, False: socket.AF_INET}
        return [
            (family[":" in address], socket.SOCK_STREAM, 6, "", (address, port))
            for address in known[host]
        ]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    return known


@pytest.fixture
def reachable(monkeypatch, names):
    """Lets one port of this machine through the check, under the name HOST."""
    allowed = set()

    def check(address: str, port: int) -> bool:
        return (address, port) in allowed or is_allowed(address, port)

    def let(server, host: str = HOST, scheme: str = "http") -> str:
        allowed.add(("127.0.0.1", server.server_port))
        names[host] = ["127.0.0.1"]
        return f"{scheme}://{host}:{server.server_port}"

    monkeypatch.setattr(fetching, "is_allowed", check)
    return let


@pytest.fixture
def site(reachable):
    """A server with these answers, reachable; gives what it is asked and its address."""
    with serving({}) as server:
        server.address = reachable(server)
        yield server


def refused(url: str) -> str:
    with pytest.raises(FetchError) as error:
        fetch(url)
    assert error.value.message
    return error.value.code


# What comes back


def test_a_page_comes_with_its_bytes_its_address_and_its_kind(site):
    site.answers["/a/1?x=1"] = Handler.give
    page = fetch(f"{site.address}/a/1?x=1#comments")
    assert (page.content, page.media_type) == (ARTICLE, "text/html")
    assert page.url == f"{site.address}/a/1?x=1"
    assert page.name == "page.example.html"


def test_the_server_hears_the_name_and_nothing_about_us(site):
    site.answers["/"] = Handler.give
    fetch(site.address)
    ((path, headers),) = site.asked
    assert path == "/"
    assert headers["Host"] == f"{HOST}:{site.server_port}"
    assert not {"Cookie", "Authorization", "Referer"} & headers.keys()


def test_an_arabic_path_is_written_in_ascii(site):
    site.answers["/%D9%82%D9%85%D8%A9"] = Handler.give
    assert fetch(f"{site.address}/قمة").content == ARTICLE


def test_plain_text_and_other_kinds(site):
    site.answers["/t"] = lambda h: h.give(
        "نص\nقمة مينسك".encode(), **{"Content-Type": "text/plain"}
    )
    assert fetch(f"{site.address}/t").media_type == "text/plain"
    for kind in ("image/png", "application/json", "application/zip", "", 'x"><b>'):
        site.answers["/x"] = lambda h, kind=kind: h.give(**{"Content-Type": kind})
        assert refused(f"{site.address}/x") == "kind"


@pytest.mark.parametrize("said", ["windows-1256", '"Windows-1256"', "cp1256; x=y"])
def test_the_encoding_is_the_one_that_the_server_names(said, site):
    """Short, and without a word that would betray its encoding."""
    text = "ÞãÉ ãíäÓß".encode("latin-1")
    site.answers["/"] = lambda h: h.give(text, **{"Content-Type": f"text/plain; charset={said}"})
    assert decode(fetch(site.address)).text == "قمة مينسك"


@pytest.mark.parametrize("said", ["utf-7", "unicode_escape", "x" * 500, "", "*=a''%00", '"'])
def test_an_encoding_that_is_none_is_not_used(said, site):
    site.answers["/"] = lambda h: h.give(**{"Content-Type": f"text/html; charset={said}"})
    assert "قمة مينسك" in decode(fetch(site.address)).text


@pytest.mark.parametrize("status", [204, 206, 304, 400, 403, 404, 410, 429, 500, 503])
def test_anything_but_a_page_is_told_with_its_number(site, status):
    site.answers["/"] = lambda h: h.give(b"", status)
    with pytest.raises(FetchError) as error:
        fetch(site.address)
    assert error.value.code == "status"
    assert str(status) in error.value.message


def test_an_empty_and_a_binary_page_are_refused_as_files_are(site):
    site.answers |= {"/e": lambda h: h.give(b"\n "), "/b": lambda h: h.give(b"\x89PNG\r\n\x1a\n00")}
    assert [refused(site.address + path) for path in ("/e", "/b")] == ["empty", "binary"]


def test_it_is_off_unless_it_is_switched_on(site, settings):
    settings.IMPORT_FETCH = False
    site.answers["/"] = Handler.give
    assert refused(site.address) == "off"
    assert not site.asked


# Whom it calls


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("file:///etc/passwd", "scheme"),
        ("ftp://page.example/x", "scheme"),
        ("data:text/html,x", "scheme"),
        ("javascript:alert(1)", "scheme"),
        ("gopher://page.example/", "scheme"),
        ("//page.example/", "scheme"),
        ("page.example/a", "scheme"),
        ("", "scheme"),
        ("http://user:word@page.example/", "credentials"),
        ("http://page.example@127.0.0.1/", "credentials"),
        ("http://127.0.0.1/", "address"),
        ("http://127.1/", "address"),
        ("http://[::1]/", "address"),
        ("http://[::ffff:127.0.0.1]/", "address"),
        ("http://[64:ff9b::7f00:1]/", "address"),
        ("http://0.0.0.0/", "address"),
        ("http://0/", "address"),
        ("http://10.0.0.1/", "address"),
        ("http://169.254.169.254/latest/meta-data/", "address"),
        ("http://2130706433/", "address"),
        ("http://0177.0.0.1/", "address"),
        ("http://0x7f.0.0.1/", "address"),
        ("http://0x7f000001/", "address"),
        ("http://127.0.0.0x1/", "address"),
        ("http://１２７.０.０.１/", "address"),
        ("http://①②⑦.0.0.1/", "address"),
        ("http://127.0.0.1./", "address"),
        ("http://page.example./", "address"),
        ("http://localhost/", "address"),
        ("http://localhost./", "address"),
        ("http://database/", "address"),
        ("http://page..example/", "address"),
        ("http:///x", "address"),
        ("http://page.example\\@127.0.0.1/", "address"),
        ("http://page.example /", "address"),
        ("http://page.example/\r\nHost: x", "address"),
        ("http://page.example/\t", "unknown_host"),
        ("http://page.example:99999/", "address"),
        ("http://" + "a" * 300 + ".example/", "address"),
        ("http://page.example/" + "a" * 3000, "address"),
    ],
)  # fmt: skip
def test_addresses_that_are_none_of_a_public_page(url, code, names):
    names[HOST] = []
    assert refused(url) == code
    assert names.calls == ([HOST] if code == "unknown_host" else [])


PRIVATE = [
    "127.0.0.1", "127.255.255.254", "10.0.0.1", "10.255.255.255", "172.16.0.1", "172.31.255.255",
    "192.168.0.1", "169.254.169.254", "100.64.0.1", ".".join("0000"), "0.1.2.3", "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255", "192.0.0.1", "192.0.2.1", "198.18.0.1", "198.51.100.1", "203.0.113.1",
    "::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "::ffff:0:127.0.0.1",
    "64:ff9b::7f00:1", "64:ff9b::808:808", "64:ff9b:1::1", "fc00::1", "fd12::1", "fe80::1",
    "fe80::1%eth0", "fec0::1", "ff02::1", "100::1", "2001:db8::1", "2001::1", "2002:7f00:1::",
    "2002:808:808::", "2001:10::1", "2606:4700::1%eth0", "", "page.example", "2130706433", "127.1",
    "0177.0.0.1", "0x7f.0.0.1",
]  # fmt: skip


@pytest.mark.parametrize("address", PRIVATE)
def test_no_machine_but_a_public_one(address):
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "172.15.0.1", "172.32.0.1", "2606:4700::1111", "2a00:1450::1"]
)
def test_a_public_machine(address):
    assert is_public(address)
    assert [port for port in range(65536) if is_allowed(address, port)] == [80, 443]


@pytest.mark.parametrize("port", [0, 22, 25, 81, 5432, 6379, 8000, 8080, 8443])
def test_no_port_but_those_of_the_web(port, names):
    names[HOST] = ["8.8.8.8"]
    assert refused(f"http://{HOST}:{port}/") == "forbidden"


@pytest.mark.parametrize("address", [a for a in PRIVATE if ":" in a or a.count(".") == 3])
def test_a_name_that_leads_to_such_a_machine(address, names):
    names[HOST] = [address]
    assert refused(f"http://{HOST}/") == "forbidden"


@pytest.mark.parametrize("found", [["8.8.8.8", "10.0.0.1"], ["10.0.0.1", "8.8.8.8"]])
def test_one_private_address_among_public_ones_forbids_the_name(found, names):
    names[HOST] = found
    assert refused(f"https://{HOST}/") == "forbidden"


def test_the_name_is_asked_for_once_and_the_answer_is_called(site, names, monkeypatch):
    """Whoever answers with another address the second time is not asked a second time."""
    site.answers["/"] = Handler.give
    called = []
    connect = socket.socket.connect
    monkeypatch.setattr(
        socket.socket, "connect", lambda self, to: (called.append(to), connect(self, to))[1]
    )
    fetch(site.address)
    assert names.calls == [HOST]
    assert called == [("127.0.0.1", site.server_port)]


def test_a_name_that_changes_its_answer_gets_no_second_look(reachable, names):
    with serving({"/": Handler.give}) as public, serving({"/": Handler.give}) as inner:
        url = reachable(public)

        class Changing(list):
            def __iter__(self):
                names[HOST] = ["10.0.0.1"]
                return super().__iter__()

        names[HOST] = Changing(["127.0.0.1"])
        assert fetch(url).content == ARTICLE
        assert (len(public.asked), len(inner.asked)) == (1, 0)
        assert refused(url) == "forbidden"


def test_an_unknown_name_and_a_closed_port(reachable, names):
    names[HOST] = []
    assert refused(f"http://{HOST}/") == "unknown_host"
    with serving({}) as server:
        url = reachable(server)
    assert refused(url) == "unreachable"


def test_the_next_address_is_tried_when_one_is_dead(site, names, monkeypatch):
    site.answers["/"] = Handler.give
    monkeypatch.setattr(fetching, "is_allowed", lambda address, port: True)
    names[HOST] = ["127.0.0.9", "127.0.0.1"]
    assert fetch(site.address).content == ARTICLE


def test_the_environment_names_no_proxy(site, monkeypatch):
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    site.answers["/"] = Handler.give
    assert fetch(site.address).content == ARTICLE


def test_a_slow_resolver_is_not_waited_for(monkeypatch):
    monkeypatch.setattr(fetching, "looked_up", lambda host, port: time.sleep(3))
    started = time.monotonic()
    with pytest.raises(FetchError) as error:
        addresses_of(HOST, 80, started + 0.2)
    assert error.value.code == "slow"
    assert time.monotonic() - started < 2


# Redirects


def test_three_redirects_are_followed_and_the_last_address_is_the_pages(site):
    for number in range(3):
        site.answers[f"/{number}"] = lambda h, n=number: h.send_on(f"/{n + 1}")
    site.answers["/3"] = Handler.give
    assert fetch(f"{site.address}/0").url == f"{site.address}/3"


def test_four_redirects_and_loops_are_not(site):
    for number in range(4):
        site.answers[f"/{number}"] = lambda h, n=number: h.send_on(f"/{n + 1}")
    site.answers |= {"/4": Handler.give, "/loop": lambda h: h.send_on("/loop")}
    assert refused(f"{site.address}/0") == "redirects"
    assert refused(f"{site.address}/loop") == "redirects"
    assert len(site.asked) == 8


@pytest.mark.parametrize(
    ("location", "code"),
    [
        ("http://127.0.0.1/", "address"),
        ("http://[::1]:80/", "address"),
        ("http://169.254.169.254/", "address"),
        ("//10.0.0.1/", "address"),
        ("http://inner.example/", "forbidden"),
        ("https://inner.example/", "forbidden"),
        ("http://page.example:22/", "forbidden"),
        ("file:///etc/passwd", "scheme"),
        ("ftp://page.example/", "scheme"),
        ("data:text/html,x", "scheme"),
        ("http://a:b@page.example/", "credentials"),
        ("http://2130706433/", "address"),
        ("http://[", "address"),
        ("//[::1/", "address"),
        ("http://inner]example/", "address"),
    ],
)
def test_each_redirect_is_looked_at_anew(location, code, site, names):
    names["inner.example"] = ["192.168.1.1"]
    site.answers["/"] = lambda h: h.send_on(location)
    assert refused(site.address) == code


def test_a_redirect_may_be_written_in_bytes_of_arabic(site):
    """As a browser reads it: sites write UTF-8 where ASCII is asked for."""
    site.answers["/"] = lambda h: h.wfile.write(
        "HTTP/1.1 302 Found\r\nLocation: /قمة\r\nContent-Length: 0\r\n\r\n".encode()
    )
    site.answers["/%D9%82%D9%85%D8%A9"] = Handler.give
    assert fetch(site.address).content == ARTICLE


def test_no_cookie_is_kept_for_the_next_request(site):
    site.answers["/"] = lambda h: h.send_on("/next", **{"Set-Cookie": "session=1; Path=/"})
    site.answers["/next"] = Handler.give
    fetch(site.address)
    assert [path for path, _headers in site.asked] == ["/", "/next"]
    assert all("Cookie" not in headers for _path, headers in site.asked)


# Bounds


def endless(handler, **headers) -> None:
    handler.send_response(200)
    for name, value in (HTML | headers).items():
        handler.send_header(name, value)
    handler.end_headers()
    for _ in range(2000):
        handler.wfile.write(b"a" * 65536)


def test_more_than_twenty_megabytes_announced_or_not(site):
    site.answers["/told"] = lambda h: endless(h, **{"Content-Length": str(MAX_BYTES + 1)})
    site.answers["/untold"] = endless
    assert [refused(site.address + path) for path in ("/told", "/untold")] == ["huge", "huge"]


def test_twenty_megabytes_are_not_too_many(site):
    content = ARTICLE + b" " * (MAX_BYTES - len(ARTICLE))
    site.answers["/"] = lambda h: h.give(content)
    assert fetch(site.address).content == content


STARTS = {
    "content": b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n",
    "headers": b"HTTP/1.0 200 OK\r\n",
    "status": b"HTTP/1.0 200 ",
    "continue": b"",
}


@pytest.mark.parametrize("where", STARTS)
def test_what_trickles_in_is_cut_off(where, site, monkeypatch):
    def drip(handler):
        handler.wfile.write(STARTS[where])
        piece = b"HTTP/1.1 100 Continue\r\n\r\n" if where == "continue" else b"x"
        for _ in range(400):
            handler.wfile.write(piece)
            time.sleep(0.05)

    monkeypatch.setattr(fetching, "SECONDS", 0.6)
    site.answers["/"] = drip
    started = time.monotonic()
    assert refused(site.address) == "slow"
    assert time.monotonic() - started < 3


def test_redirects_share_the_time(site, monkeypatch):
    def slowly(handler):
        time.sleep(0.4)
        handler.send_on("/")

    monkeypatch.setattr(fetching, "SECONDS", 0.7)
    site.answers["/"] = slowly
    assert refused(site.address) == "slow"
    assert len(site.asked) == 2


def test_a_server_that_says_nothing(reachable, monkeypatch):
    monkeypatch.setattr(fetching, "SECONDS", 0.4)
    with serving({"/": lambda h: time.sleep(2)}) as server:
        assert refused(reachable(server)) == "slow"


def test_gzip_is_unpacked(site):
    site.answers["/"] = lambda h: h.give(packed(ARTICLE), **{"Content-Encoding": "gzip"})
    assert fetch(site.address).content == ARTICLE


def packed(content: bytes) -> bytes:
    return gzip.compress(content, mtime=0)


PACKED = {
    "one byte too many": (lambda: packed(b"a" * (MAX_BYTES + 1)), "gzip", "huge"),
    "a bomb": (lambda: packed(b"a" * (20 * MAX_BYTES)), "gzip", "huge"),
    "cut short": (lambda: packed(ARTICLE)[:-9], "gzip", "broken"),
    "two streams": (lambda: packed(ARTICLE) * 2, "gzip", "broken"),
    "no stream": (lambda: b"not gzip", "gzip", "broken"),
    "brotli": (lambda: ARTICLE, "br", "encoding"),
    "packed twice": (lambda: ARTICLE, "gzip, gzip", "encoding"),
}


@pytest.mark.parametrize("name", PACKED)
def test_what_cannot_be_unpacked_or_would_burst(name, site):
    make, coding, code = PACKED[name]
    content = make()
    site.answers["/"] = lambda h: h.give(content, **{"Content-Encoding": coding})
    assert refused(site.address) == code


@pytest.mark.parametrize("length", ["100000", "-1", "abc"])
def test_a_page_that_ends_before_its_length_is_not_taken(length, site):
    def cut(handler):
        handler.give(ARTICLE, **{"Content-Length": length})
        handler.wfile.flush()
        handler.connection.shutdown(socket.SHUT_RDWR)

    site.answers["/"] = cut
    if length == "100000":
        assert refused(site.address) == "broken"
    else:  # no length at all: the page ends with the connection
        assert fetch(site.address).content == ARTICLE


# urllib3 refuses such an answer and leaves its socket to the garbage collector.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_two_lengths_that_differ(site):
    def twice(handler):
        handler.send_response(200)
        for value in ("5", "500"):
            handler.send_header("Content-Length", value)
        handler.send_header("Content-Type", "text/html")
        handler.end_headers()
        handler.wfile.write(ARTICLE)

    site.answers["/"] = twice
    assert refused(site.address) == "broken"
    gc.collect()


CHUNKED = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"
NONSENSE = {
    "nothing": b"",
    "no status line": b"nonsense\r\n\r\n",
    "no number": b"HTTP/1.1 abc OK\r\n\r\n",
    "many headers": b"HTTP/1.1 200 OK\r\n" + b"a: b\r\n" * 300,
    "a long header": b"HTTP/1.1 200 OK\r\nx: " + b"a" * 200_000,
    "no chunk": CHUNKED + b"zz\r\n",
    "half a chunk": CHUNKED + b"50\r\nabc",
}


@pytest.mark.parametrize("answer", NONSENSE.values(), ids=NONSENSE)
def test_an_answer_that_is_none(answer, site):
    site.answers["/"] = lambda h: h.wfile.write(answer)
    assert refused(site.address) == "broken"


# TLS


def certificate(folder: Path, name: str) -> tuple[Path, ssl.SSLContext]:
    """A certificate of its own for that name, and a server's context with it."""
    key, cert = folder / f"{name}.key", folder / f"{name}.pem"
    make = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
    make += ["-subj", f"/CN={name}", "-addext", f"subjectAltName=DNS:{name}"]
    subprocess.run([*make, "-keyout", key, "-out", cert], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(cert, key)
    return cert, context


def test_tls_asks_for_the_name_though_it_calls_the_address(reachable, tmp_path, monkeypatch):
    cert, context = certificate(tmp_path, HOST)
    monkeypatch.setenv("SSL_CERT_FILE", str(cert))
    with serving({"/": Handler.give}, context) as server:
        assert fetch(reachable(server, scheme="https")).content == ARTICLE
        assert refused(reachable(server, host="other.example", scheme="https")) == "certificate"


def test_a_certificate_that_nobody_vouches_for(reachable, tmp_path, monkeypatch):
    _cert, context = certificate(tmp_path, HOST)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate(tmp_path, "authority.example")[0]))
    with serving({"/": Handler.give}, context) as server:
        assert refused(reachable(server, scheme="https")) == "certificate"
        assert not server.asked


def test_a_handshake_that_never_ends(reachable, monkeypatch):
    monkeypatch.setattr(fetching, "SECONDS", 0.5)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = SimpleNamespace(server_port=listener.getsockname()[1])
        assert refused(reachable(server, scheme="https")) == "slow"
