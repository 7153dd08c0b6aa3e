"""One page from its address: from public machines alone, whole, within bounds of size and time.

A name is resolved once: all its addresses must be public, and the connection goes to one of them,
so that nobody can answer differently between the look and the call. So again at each redirect.
"""

from __future__ import annotations

import os
import re
import socket
import ssl
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, replace
from http.client import HTTPException
from ipaddress import IPv6Address, IPv6Network, ip_address
from queue import Empty, SimpleQueue
from threading import Thread, Timer
from time import monotonic
from urllib.parse import urljoin

from django.conf import settings
from urllib3 import HTTPResponse
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError, LocationParseError
from urllib3.util import Url, parse_url

from articles.importing.page import RawPage
from articles.importing.read import MAX_BYTES, REASONS, UnreadablePageError, read_bytes
from articles.importing.read.heads import ContentType, content_type

SECONDS = 20
MOST_REDIRECTS = 3
LONGEST = 2000
PORTS = {"http": 80, "https": 443}
REDIRECTS = {301, 302, 303, 307, 308}
CHUNK = 64 * 1024
HEADERS = {
    "User-Agent": "csto-archive (one page, asked for by an editor)",
    "Accept": "text/html, text/plain, application/pdf;q=0.9, */*;q=0.1",
    "Accept-Language": "ar",
    "Accept-Encoding": "gzip",
    "Connection": "close",
}
# What a page may be, and how its name ends.
KINDS = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "multipart/related": ".mhtml",
}
# A name of the public network: two labels at least, the last begins with a letter. Numbers in any
# notation (2130706433, 0177.0.0.1, 0x7f.1), `localhost` and a dot at the end are none.
NAME = re.compile(r"(?:(?!-)[a-z0-9_-]{1,63}\.)+[a-z][a-z0-9-]{1,62}", re.IGNORECASE)
UNWRITABLE = re.compile(r"[\x00-\x20\x7f-\xa0\\\u2028\u2029]")
GLOBAL_V6 = IPv6Network("2000::/3")

UNKNOWN = "غير معروف"
FAILURES = REASONS | {
    "off": "جلب الصفحات من عناوينها متوقف في هذا الأرشيف",
    "address": "العنوان غير صالح: اكتب عنوان صفحة على موقع عام، باسمه لا برقمه",
    "scheme": "لا تُجلب إلا عناوين http وhttps",
    "credentials": "في العنوان اسم مستخدم أو كلمة مرور",
    "forbidden": "العنوان ليس على الشبكة العامة، أو منفذه غير منفذ الويب",
    "unknown_host": "لا موقع بهذا الاسم",
    "unreachable": "تعذّر الاتصال بالموقع",
    "certificate": "شهادة الموقع لا تُصدَّق",
    "redirects": "الموقع يحيل من عنوان إلى عنوان أكثر من ثلاث مرات",
    "status": "لم يُعطِ الموقع الصفحة، وجوابه %s",
    "kind": "ما في العنوان ليس صفحة تُقرأ، بل %s",
    "encoding": "ضغط الصفحة بطريقة غير معروفة",
    "broken": "وصلت الصفحة ناقصة أو معطوبة",
    "slow": "لم تصل الصفحة في 20 ثانية",
}


class FetchError(Exception):
    """`code` is a key of FAILURES, `message` what an editor reads."""

    def __init__(self, code: str, found: object = "") -> None:
        super().__init__(code)
        self.code = code
        text = FAILURES[code]
        self.message = text % found if "%s" in text else text


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    location: str
    said: ContentType
    content: bytes


def fetch(url: str) -> RawPage:
    """The page at that address, under the address where it was found. Raises FetchError."""
    if not settings.IMPORT_FETCH:
        raise FetchError("off")
    deadline = monotonic() + SECONDS
    for _step in range(1 + MOST_REDIRECTS):
        place = place_of(url)
        answer = ask(place, deadline)
        if not answer.location:
            return page_of(answer, place)
        url = sent_on(place, answer.location)
    raise FetchError("redirects")


def sent_on(place: Url, location: str) -> str:
    try:
        return urljoin(place.url, location)
    except ValueError:
        raise FetchError("address") from None


def page_of(answer: Answer, place: Url) -> RawPage:
    if answer.status != 200:
        raise FetchError("status", answer.status)
    kind = answer.said.kind
    if kind not in KINDS:
        raise FetchError("kind", kind or UNKNOWN)
    try:
        page = read_bytes(answer.content, f"{place.host}{KINDS[kind]}", place.url)
    except UnreadablePageError as error:
        raise FetchError(error.code) from None
    return replace(page, charset=answer.said.charset)


def place_of(url: str) -> Url:
    """The parts of the address; names of any script are in their ASCII form."""
    url = url.strip()
    if len(url) > LONGEST or UNWRITABLE.search(url):
        raise FetchError("address")
    try:
        place = parse_url(url)
    except LocationParseError:
        raise FetchError("address") from None
    if place.scheme not in PORTS:
        raise FetchError("scheme")
    if place.auth is not None:
        raise FetchError("credentials")
    if not place.host or len(place.host) > 253 or not NAME.fullmatch(place.host):
        raise FetchError("address")
    return place._replace(fragment=None)


# Whom to call


def is_allowed(address: str, port: int) -> bool:
    return port in PORTS.values() and is_public(address)


def is_public(address: str) -> bool:
    """Whether this is a machine of the public network, as itself and not wrapped in another."""
    try:
        found = ip_address(address)
    except ValueError:
        return False
    if isinstance(found, IPv6Address) and (
        found not in GLOBAL_V6 or found.sixtofour or found.teredo or found.scope_id
    ):
        return False  # among them ::ffff:0:0/96 (mapped), 64:ff9b::/96 (NAT64), fc00::/7
    return found.is_global and not found.is_multicast and not found.is_reserved


def addresses_of(host: str, port: int, deadline: float) -> list[str]:
    """Where the name leads, asked once. One forbidden address among them forbids the name."""
    answers: SimpleQueue[list[str]] = SimpleQueue()
    Thread(target=lambda: answers.put(looked_up(host, port)), daemon=True).start()
    try:
        found = answers.get(timeout=max(0.01, deadline - monotonic()))
    except Empty:
        raise FetchError("slow") from None
    if not found:
        raise FetchError("unknown_host")
    if not all(is_allowed(address, port) for address in found):
        raise FetchError("forbidden")
    return found


def looked_up(host: str, port: int) -> list[str]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return []
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


# The call


def ask(place: Url, deadline: float) -> Answer:
    port = PORTS[place.scheme] if place.port is None else place.port
    connection = connected(place, addresses_of(place.host, port, deadline), port, deadline)
    try:
        with cut_off_at(deadline, connection):
            connection.request(
                "GET",
                place.request_uri,
                headers={"Host": place.netloc, **HEADERS},
                preload_content=False,
                decode_content=False,
            )
            with closing(connection.getresponse()) as response:
                answer = answer_of(response)
    except (HTTPError, HTTPException, OSError, ValueError):
        raise FetchError("slow" if monotonic() >= deadline else "broken") from None
    finally:
        connection.close()
    if monotonic() >= deadline:
        raise FetchError("slow")
    return answer


def connected(
    place: Url, addresses: list[str], port: int, deadline: float
) -> HTTPConnection | HTTPSConnection:
    """A connection to the first of these very addresses that answers; TLS asks for the name."""
    for address in addresses:
        seconds = deadline - monotonic()
        if seconds <= 0:
            raise FetchError("slow")
        if place.scheme == "https":
            connection = HTTPSConnection(
                address,
                port,
                timeout=seconds,
                ssl_context=ssl.create_default_context(),
                server_hostname=place.host,
            )
        else:
            connection = HTTPConnection(address, port, timeout=seconds)
        try:
            connection.connect()
        except ssl.SSLCertVerificationError:
            connection.close()
            raise FetchError("certificate") from None
        except (HTTPError, OSError):
            connection.close()
        else:
            return connection
    raise FetchError("slow" if monotonic() >= deadline else "unreachable")


@contextmanager
def cut_off_at(deadline: float, connection: HTTPConnection) -> Iterator[None]:
    """Ends the call at the deadline: each byte that trickles in would start a timeout anew."""
    line = socket.socket(fileno=os.dup(connection.sock.fileno()))

    def cut() -> None:
        with suppress(OSError):
            line.shutdown(socket.SHUT_RDWR)

    timer = Timer(max(0, deadline - monotonic()), cut)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        line.close()


def answer_of(response: HTTPResponse) -> Answer:
    """The answer with its content, which is read of a page alone."""
    location = response.headers.get("Location", "") if response.status in REDIRECTS else ""
    said = content_type(response.headers.get("Content-Type", ""))
    is_page = response.status == 200 and said.kind in KINDS
    content = content_of(response) if is_page else b""
    return Answer(response.status, as_written(location), said, content)


def as_written(header: str) -> str:
    """Heads are read as Latin-1; what sites write there beyond ASCII is UTF-8."""
    try:
        return header.encode("latin-1").decode()
    except UnicodeError:
        return header


def content_of(response: HTTPResponse) -> bytes:
    if (response.length_remaining or 0) > MAX_BYTES:
        raise FetchError("huge")
    content = bytearray()
    for piece in response.stream(CHUNK, decode_content=False):
        content += piece
        if len(content) > MAX_BYTES:
            raise FetchError("huge")
    return unpacked(bytes(content), response.headers.get("Content-Encoding", "").strip().lower())


def unpacked(content: bytes, coding: str) -> bytes:
    """The content of a gzip stream, never more of it than a page may have."""
    if coding in {"", "identity"}:
        return content
    if coding not in {"gzip", "x-gzip"}:
        raise FetchError("encoding")
    stream = zlib.decompressobj(wbits=31)
    try:
        plain = stream.decompress(content, MAX_BYTES + 1)
    except zlib.error:
        raise FetchError("broken") from None
    if len(plain) > MAX_BYTES:
        raise FetchError("huge")
    if not stream.eof or stream.unused_data:
        raise FetchError("broken")
    return plain
