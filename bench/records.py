"""The same records for the peers: a plain SQLite file with what our pages show of them."""

from __future__ import annotations

import sqlite3
from pathlib import Path

LIST_PAGES = 20
MOST = 200  # addresses of one kind of page

# Keys and indexes as one who knows Datasette would lay them out: it shows the names of what a
# column refers to, sorts by the index and counts from a file.
TABLES = """
CREATE TABLE source (id INTEGER PRIMARY KEY, name TEXT);
INSERT INTO source SELECT id, name FROM archive.articles_source;
CREATE TABLE summit (id INTEGER PRIMARY KEY, title TEXT, slug TEXT, start_date TEXT);
INSERT INTO summit SELECT id, title, slug, start_date FROM archive.summits_summit;
CREATE TABLE member (id INTEGER PRIMARY KEY, name TEXT, slug TEXT);
INSERT INTO member SELECT id, name, slug FROM archive.summits_member;
CREATE TABLE initiative (id INTEGER PRIMARY KEY, title TEXT, slug TEXT);
INSERT INTO initiative SELECT id, title, slug FROM archive.summits_initiative;
CREATE TABLE article (
  id INTEGER PRIMARY KEY, kicker TEXT, headline TEXT, standfirst TEXT, body TEXT,
  published_on TEXT, source INTEGER REFERENCES source(id), summit INTEGER REFERENCES summit(id)
);
INSERT INTO article SELECT a.id, kicker, headline, standfirst, body, published_on, source_id,
  (SELECT min(summit_id) FROM archive.articles_coverage c
   WHERE c.article_id = a.id AND c.role = 'main')
  FROM archive.articles_article a WHERE status = 'published';
CREATE INDEX article_day ON article (published_on);
CREATE INDEX article_of_summit ON article (summit, published_on);
CREATE TABLE photo (
  id INTEGER PRIMARY KEY, article INTEGER REFERENCES article(id), caption TEXT
);
INSERT INTO photo SELECT id, article_id, caption FROM archive.articles_photo;
CREATE INDEX photo_article ON photo (article);
"""
LINKS = """
CREATE TABLE {name} (
  article INTEGER REFERENCES article(id), {other} INTEGER REFERENCES {other}(id),
  PRIMARY KEY (article, {other})
);
INSERT OR IGNORE INTO {name} SELECT article_id, {other}_id FROM archive.{table};
CREATE INDEX {name}_{other} ON {name} ({other});
"""
LINKED = {
    "article_summit": ("summit", "articles_coverage"),
    "article_member": ("member", "articles_membermention"),
    "article_initiative": ("initiative", "articles_initiativemention"),
}


def write(archive: Path, into: Path) -> None:
    """Write the records of the archive's SQLite file into a new one."""
    into.unlink(missing_ok=True)
    connection = sqlite3.connect(into)
    connection.execute("ATTACH ? AS archive", (str(archive),))
    connection.executescript(TABLES)
    for name, (other, table) in LINKED.items():
        connection.executescript(LINKS.format(name=name, other=other, table=table))
    connection.execute("ANALYZE main")
    connection.commit()
    connection.close()


def newest(records: Path, count: int) -> list[int]:
    """The numbers of the articles that lists begin with."""
    connection = sqlite3.connect(records)
    rows = connection.execute(
        "SELECT id FROM article ORDER BY published_on DESC, id DESC LIMIT ?", (count,)
    ).fetchall()
    connection.close()
    return [number for (number,) in rows]
