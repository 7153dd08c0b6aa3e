"""What a public answer costs: empty, unchanged (304), kept, and made anew.

    python -m bench.answers [--rounds N]

Asks the archive of VAR_DIR (after `manage.py setup_local`) in this process, through all the
middleware, and prints milliseconds of CPU, median and 99th percentile.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Iterator
from io import BytesIO
from time import process_time
from urllib.parse import unquote_to_bytes

from bench.tables import table
from bench.timing import milliseconds, summary

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "csto_archive.settings")

EMPTY = "/healthz/live"  # a few bytes, without a question to the database
LIST = "/articles/"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=300)
    rounds = parser.parse_args().rounds
    from csto_archive.wsgi import application

    lines = [[name, *summary_of(ask, rounds)] for name, ask in ways(application)]
    print(table("CPU of one answer", ["answer", "n", "p50 ms", "p99 ms"], lines))


def summary_of(ask: Callable, rounds: int) -> list:
    for _warming in range(5):
        ask(None)
    return list(summary(milliseconds(ask, range(rounds), process_time)).values())


def ways(application) -> Iterator[tuple[str, Callable]]:
    from articles.models import Article
    from csto_archive.versions import forget

    article = Article.objects.published().newest_first().first().get_absolute_url()

    def get(url: str, **headers: str) -> Callable:
        return lambda _round: asked(application, url, headers)

    def anew(url: str) -> Callable:
        return lambda round_: (forget(), asked(application, url, {"HTTP_ACCEPT_ENCODING": "br"}))

    etag = asked(application, article, {})["ETag"]
    yield "empty Django answer", get(EMPTY)
    yield "article, unchanged (304)", get(article, HTTP_IF_NONE_MATCH=etag)
    yield "article, kept", get(article, HTTP_ACCEPT_ENCODING="br")
    yield "article, made anew", anew(article)
    yield "list, kept", get(LIST, HTTP_ACCEPT_ENCODING="br")
    yield "list, made anew", anew(LIST)


def asked(application, url: str, headers: dict[str, str]) -> dict[str, str]:
    """The headers of the answer, all of which is read."""
    told: dict[str, str] = {}
    environ = {
        "REQUEST_METHOD": "GET", "PATH_INFO": unquote_to_bytes(url).decode("latin-1"),
        "SERVER_NAME": "127.0.0.1", "SERVER_PORT": "8000", "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(), **headers,
    }  # fmt: skip
    answer = application(environ, lambda _status, given: told.update(given))
    b"".join(answer)
    answer.close()
    return told


if __name__ == "__main__":
    main()
