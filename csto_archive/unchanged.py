"""Public answers: made once for each version of the archive, sent small, or not sent at all (304).

What a site-wide cache lets out (a draft that an editor previewed, a message, somebody's name)
cannot come in here, in whatever order things are done:

- the middleware stands before the sessions, and takes cookie and authorization off the request
  before anything behind it sees them: whoever asks is a stranger to the view, and there is nothing
  of a user to keep. The admin and the API are passed by.
- An answer is kept by the version of the archive, asked before it is made, and by the day. Whatever
  changes anything that readers see makes all that was kept unreachable, in that same commit.
- Only complete texts (200) without a cookie are kept that vary by nothing but what they are kept
  by, and none that the view wants to have for one reader or for this time alone.

The tag (ETag) is of the bytes, not of the version: it tells of nothing that is not on the page, and
a page that says the same after a change elsewhere is not sent again. There is no `Last-Modified`:
a list from which an article was withdrawn would tell an older time than before.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from hashlib import blake2b
from threading import Lock

from django.conf import settings
from django.db import Error
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_vary_headers

from csto_archive.compressing import SMALLEST, coding, is_text, pack, unpack
from csto_archive.search.index import ARTICLES
from csto_archive.versions import asked_once, current_version, to_forget

APART = ("/admin/", "/api/", "/healthz/", "/robots.txt")
READING = ("GET", "HEAD")
OF_A_USER = ("HTTP_COOKIE", "HTTP_AUTHORIZATION")
KEPT_BY = {"accept-encoding"}
NOT_FOR_ALL = ("private", "no-store", "no-cache")
# Longer, or stale while it is fetched anew, and what was withdrawn would still be read for minutes.
SECONDS = 60
MOST_BYTES = 24 * 1024 * 1024
LONGEST = 256 * 1024

Key = tuple


@dataclass(frozen=True, slots=True)
class Answer:
    """What a view answered, small: nearly all who ask read Brotli, and the others can wait for it
    to be unpacked; so four times as many are kept."""

    headers: tuple[tuple[str, str], ...]
    packed: bytes
    how: str
    etag: str

    @classmethod
    def of(cls, response: HttpResponse) -> Answer:
        patch_vary_headers(response, ["Accept-Encoding"])
        digest = blake2b(response.content, digest_size=12)
        digest.update(response.headers["Content-Type"].encode())
        headers = ((n, v) for n, v in response.headers.items() if n != "Content-Length")
        how = "br" if len(response.content) >= SMALLEST else ""
        return cls(tuple(headers), pack(response.content, how), how, f'W/"{digest.hexdigest()}"')

    def sent(self, request: HttpRequest) -> HttpResponse:
        """As this reader wants it: in a coding that he reads, or not at all where he has it."""
        response = HttpResponse(headers=dict(self.headers))
        response.headers.setdefault("Cache-Control", f"public, max-age={seconds_to_keep()}")
        response.headers["ETag"] = self.etag
        answer = get_conditional_response(request, etag=self.etag, response=response)
        if answer is response:
            self._fill(response, coding(request.META.get("HTTP_ACCEPT_ENCODING", "")))
        return answer

    def _fill(self, response: HttpResponse, asked: str) -> None:
        how = asked if self.how else ""
        is_ready = how == self.how
        response.content = self.packed if is_ready else pack(unpack(self.packed, self.how), how)
        if how:
            response.headers["Content-Encoding"] = how
        response.headers["Content-Length"] = str(len(response.content))


class Answers:
    """The answers asked for last, as many as fit."""

    def __init__(self, most_bytes: int) -> None:
        self._most_bytes = most_bytes
        self._lock = Lock()
        self.clear()

    def get(self, key: Key) -> Answer | None:
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def keep(self, key: Key, answer: Answer) -> None:
        if len(answer.packed) > LONGEST:
            return
        with self._lock:
            self._bytes += _weight(key, answer)
            if key in self._kept:
                self._bytes -= _weight(key, self._kept.pop(key))
            self._kept[key] = answer
            while self._bytes > self._most_bytes:
                self._bytes -= _weight(*self._kept.popitem(last=False))

    def clear(self) -> None:
        self._kept: OrderedDict[Key, Answer] = OrderedDict()
        self._bytes = 0

    def __len__(self) -> int:
        return len(self._kept)


def _weight(key: Key, answer: Answer) -> int:
    """With what was typed into the address, and what Python takes for an entry."""
    typed = sum(len(part) for part in key if isinstance(part, str))
    return len(answer.packed) + typed + 2_000


ANSWERS = Answers(MOST_BYTES)
to_forget(ANSWERS.clear)


class UnchangedMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in READING or request.path_info.startswith(APART):
            return self.get_response(request)
        for name in OF_A_USER:
            request.META.pop(name, None)
        request.COOKIES = {}
        with asked_once():
            return self._answered(request)

    def _answered(self, request: HttpRequest) -> HttpResponse:
        try:
            key = key_of(request)
        except Error:
            return self.get_response(request)  # which knows what to say of it
        if answer := ANSWERS.get(key):
            return answer.sent(request)
        with ARTICLES.once() as readings:
            response = self.get_response(request)
        if not is_for_all(response):
            return response
        answer = Answer.of(response)
        is_settled = all(reading.is_settled for reading in readings)
        if is_settled and request.method == "GET" and not settings.DEBUG:
            ANSWERS.keep(key, answer)
        return answer.sent(request)


def key_of(request: HttpRequest) -> Key:
    """All that an answer may depend on; the version, first of all, is asked first of all."""
    address = (request.scheme, request.get_host(), request.get_full_path())
    return current_version(), timezone.localdate(), *address


def is_for_all(response: HttpResponse) -> bool:
    """Whether it is complete, a text, and the same for every reader."""
    headers = response.headers
    varies = {name.strip().lower() for name in headers.get("Vary", "").split(",") if name.strip()}
    return (
        response.status_code == 200
        and not response.streaming
        and not response.cookies
        and not headers.keys() & {"ETag", "Content-Encoding"}
        and not any(word in headers.get("Cache-Control", "") for word in NOT_FOR_ALL)
        and varies <= KEPT_BY
        and is_text(response)
    )


def seconds_to_keep() -> int:
    """What tells the day is new at midnight."""
    now = timezone.localtime()
    midnight = datetime.combine(now.date() + timedelta(1), time.min, now.tzinfo)
    return min(SECONDS, int((midnight - now).total_seconds()))
