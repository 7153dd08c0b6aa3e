"""What every kind of page costs after a change of the archive: `python -m bench.changed --help`.

Asks the archive of VAR_DIR (and DATABASE_URL) in this process, through all the middleware: first
when nothing is known of the whole archive in its new version, and again when the page alone has to
be made. Milliseconds of CPU, those of the PostgreSQL process that answers included, and how many
questions the database was asked.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import process_time

from bench.tables import table

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "csto_archive.settings")

FIRST, AFTER = 300, 100  # milliseconds that are told as too much
WORDS = ("قمة", "القمة", "مينسك", "قمة مينسك", "«الأمن الجماعي»", "زلابية قمه مينيسك")
QUESTION = "ماذا قال لوكاشينكو عن القمة؟"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", default="", help="kinds of pages with this in their names")
    asked = parser.parse_args()
    import django

    django.setup()
    lines = []
    for kind, address in addresses().items():
        if asked.only in kind:
            lines.append([kind, *measured(address, asked.rounds)])
            print(*lines[-1], file=sys.stderr, flush=True)
    header = ["page", "status", "first ms", "asked", "again ms", "asked", ""]
    print(table("CPU of a page after a change of the archive", header, lines))


def addresses() -> dict[str, str]:
    """One of every kind: those that the tests look at, of records that this archive has."""
    from articles.models import StoryFamily
    from bench.addresses import every_page
    from tests.page_types import PAGE_TYPES

    found = {name: page.path for name, page in PAGE_TYPES.items() if not page.link}
    found |= {kind: paths[0] for kind, paths in every_page().items() if kind not in found}
    if story := StoryFamily.objects.published().first():
        found["story"] = story.get_absolute_url()
    found |= {f"list of {words}": f"/articles/?q={words}" for words in WORDS}
    found |= {f"search of {words}": f"/search/?q={words}" for words in (*WORDS, QUESTION)}
    return found | {
        "list of a year": "/articles/?year=2019",
        "list of a word and a year": "/articles/?q=قمة&year=2019",
        "list to a day": "/articles/?published_before=2019-12-31",
        "list, page 50": "/articles/?page=50",
        "list, its end": "/articles/?after=end",
        "search, newest": "/search/?q=قمة&sort=newest",
        "search in a year": "/search/?year=2019",
        "suggestions": "/search/suggest?q=قم",
        "suggestions of more": "/search/suggest?q=قمة مي",
        "feed": "/feeds/articles.atom",
        "feed of a search": "/search/feed.atom?q=قمة",
        "sitemap": "/sitemap.xml",
        "attendance as CSV": "/summits/attendance.csv",
        "coverage as CSV": "/sources/coverage.csv",
    }


def measured(address: str, rounds: int) -> list:
    """The status; milliseconds and questions of the first time, and of the next; what is missed."""
    from django.test import Client

    from csto_archive.unchanged import ANSWERS
    from csto_archive.versions import forget

    client = Client(headers={"host": "127.0.0.1"})
    status = client.get(address).status_code  # templates and connections are awake
    firsts, afters = [], []
    for _round in range(rounds):
        forget()
        firsts.append(cost(client.get, address))
        ANSWERS.clear()
        afters.append(cost(client.get, address))
    first, after = median(firsts), median(afters)
    counts = [asked_of(forget, client, address), asked_of(ANSWERS.clear, client, address)]
    missed = "SLOW" if first > FIRST or after > AFTER else ""
    return [status, first, counts[0], after, counts[1], missed]


def asked_of(forgets: Callable, client, address: str) -> int:
    """How many questions; they are counted apart, for that takes time."""
    from tests.asking import questions

    forgets()
    return questions(lambda: client.get(address))


def cost(get: Callable, address: str) -> float:
    """Milliseconds of CPU."""
    start, of_server = process_time(), server_seconds()
    get(address)
    return (process_time() - start + server_seconds() - of_server) * 1000


def server_seconds() -> float:
    """CPU that the process behind this connection has taken; SQLite has none."""
    from django.db import connection

    if connection.vendor != "postgresql":
        return 0.0
    connection.ensure_connection()
    process = connection.connection.info.backend_pid
    return int(Path(f"/proc/{process}/schedstat").read_text().split()[0]) / 1e9


if __name__ == "__main__":
    main()
