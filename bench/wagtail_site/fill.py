"""Fill a new site from the records that Datasette shows: `python -m … RECORDS`."""

from __future__ import annotations

import os
import sqlite3
import sys
from pathlib import Path

import django
from django.core.management import call_command
from django.db import connection, transaction

BATCH = 1_000


def main(path: str) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.wagtail_site.settings"
    migrations = Path(os.environ["WAGTAIL_DIR"]) / "site_migrations"
    migrations.mkdir()
    (migrations / "__init__.py").touch()
    django.setup()
    call_command("makemigrations", "wagtail_site", verbosity=0)
    call_command("migrate", verbosity=0)
    with transaction.atomic():
        fill(sqlite3.connect(path))
    connection.cursor().execute("ANALYZE")


def fill(records: sqlite3.Connection) -> None:
    from bench.wagtail_site.models import ArticlePage, Initiative, Member, Photo, Source, Summit

    for model, asked in (
        (Source, "SELECT id, name, id FROM source"),
        (Summit, "SELECT id, title, slug FROM summit"),
        (Member, "SELECT id, name, slug FROM member"),
        (Initiative, "SELECT id, title, slug FROM initiative"),
    ):
        rows = records.execute(asked)
        model.objects.bulk_create(model(pk=pk, name=n, slug=s) for pk, n, s in rows)
    numbers = _pages(records, ArticlePage, _index())
    for name in ("summit", "member", "initiative"):
        through = getattr(ArticlePage, f"{name}s").through
        rows = records.execute(f"SELECT article, {name} FROM article_{name}")  # noqa: S608
        links = ({"articlepage_id": numbers[a], f"{name}_id": b} for a, b in rows)
        through.objects.bulk_create((through(**link) for link in links), batch_size=BATCH)
    photos = records.execute("SELECT article, caption FROM photo")
    Photo.objects.bulk_create(
        (Photo(article_id=numbers[a], caption=text) for a, text in photos), batch_size=BATCH
    )


def _index():
    """The index at the root of the site, in the place of Wagtail's page of welcome."""
    from wagtail.models import Page, Site

    from bench.wagtail_site.models import ArticleIndexPage

    root = Page.get_first_root_node()
    index = root.add_child(instance=ArticleIndexPage(title="المقالات", slug="articles"))
    Site.objects.update(root_page=index)
    Page.objects.filter(slug="home").delete()
    return index


def _pages(records: sqlite3.Connection, model: type, index) -> dict[int, int]:
    """The articles as children of the index; Wagtail's number by the archive's.

    Rows are written in bulk: `add_child` of each takes minutes and gives the same rows.
    """
    from django.contrib.contenttypes.models import ContentType
    from wagtail.models import Page

    kind = ContentType.objects.get_for_model(model)
    asked = "SELECT id, headline, kicker, standfirst, body, published_on, source FROM article"
    numbers, own = {}, []
    pages = []
    for place, (number, title, *rest) in enumerate(records.execute(asked), start=1):
        numbers[number] = index.pk + place
        own.append((index.pk + place, *rest))
        pages.append(
            Page(
                pk=index.pk + place, title=title[:255], draft_title=title[:255],
                slug=f"a{number}", url_path=f"{index.url_path}a{number}/", live=True,
                path=Page._get_path(index.path, index.depth + 1, place), depth=index.depth + 1,
                content_type=kind, locale=index.locale,
            )
        )  # fmt: skip
    Page.objects.bulk_create(pages, batch_size=BATCH)
    Page.objects.filter(pk=index.pk).update(numchild=len(pages))
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO wagtail_site_articlepage "
            "(page_ptr_id, kicker, standfirst, body, published_on, source_id) "
            "VALUES (%s, %s, %s, %s, %s, %s)",
            own,
        )
    return numbers


if __name__ == "__main__":
    main(sys.argv[1])
