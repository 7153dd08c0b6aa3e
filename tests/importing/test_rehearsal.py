"""A preview tells what would be saved, because it saves it; and then nothing is there."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.importing import intake, rehearsal
from articles.importing.intake import pasted_pages, sent_pages, take_in
from articles.importing.rehearsal import rehearse
from articles.models import Article, Capture, Evidence, ImportBatch, Source
from tests.importing.many import content

pytestmark = pytest.mark.django_db
PAGE = """جريدة الرواق
قمة مينسك تنعقد بمقعد شاغر
مينسك – 23 نوفمبر 2023
اجتمع قادة منظمة معاهدة الأمن الجماعي في مينسك يوم 23 نوفمبر 2023 وأقروا حزمة من الوثائق.
وغابت أرمينيا عن الاجتمــاع، وقال الرئيس البيلاروسي إن المنظمة ماضية في عملها كما كانت.
"""
TABLES = (Article, Capture, Evidence, ImportBatch, Source)


def everything() -> list:
    return [list(model.objects.order_by("pk").values()) for model in TABLES]


def test_nothing_is_written():
    rehearsed = rehearse(pasted_pages(PAGE, "https://rewaq.example/1"), "جريدة الرواق", None)
    (page,) = rehearsed.pages
    assert page.report.outcome == "created"
    assert everything() == [[], [], [], [], []]


def test_what_is_foreseen_is_what_comes():
    (page,) = rehearse(pasted_pages(PAGE, "https://rewaq.example/1"), "جريدة الرواق", None).pages
    (foreseen,) = page.articles
    take_in(pasted_pages(PAGE, "https://rewaq.example/1"), "جريدة الرواق", None)
    article = Article.objects.get()
    assert (foreseen.headline, foreseen.published) == (article.headline, article.published_date)
    assert (foreseen.source, foreseen.address) == ("جريدة الرواق", "https://rewaq.example/1")
    assert foreseen.summits == tuple(map(str, article.main_summits)) != ()
    assert dict(foreseen.members)["أرمينيا"]
    assert "\n".join(block.text for block in foreseen.body).startswith("اجتمع قادة")
    assert foreseen.known is None
    assert [one.count for one in page.mendings] == [2]


def test_what_is_there_already_is_known_and_stays_as_it_is():
    take_in(pasted_pages(PAGE, "https://rewaq.example/1"), "", None)
    before = everything()
    changed = PAGE.replace("حزمة من الوثائق", "سبع عشرة وثيقة")
    again, update = (
        rehearse(pasted_pages(text, "https://rewaq.example/1"), "", None).pages[0]
        for text in (PAGE, changed)
    )
    assert again.report.outcome == "skipped"
    assert update.report.outcome == "updated"
    assert update.articles[0].known == Article.objects.get().pk
    assert "سبع عشرة وثيقة" in update.articles[0].body[0].text
    assert everything() == before


def test_a_page_that_cannot_be_read_and_more_than_are_shown(monkeypatch):
    monkeypatch.setattr(rehearsal, "MOST_PAGES", 2)
    pages = (page for n in range(3) for page in sent_pages(b"" if n else PAGE.encode(), f"{n}.txt"))
    rehearsed = rehearse(pages, "", None)
    assert [page.report.outcome for page in rehearsed.pages] == ["created", "error"]
    assert rehearsed.problem == rehearsal.CUT


def test_nobody_waits_for_the_database_while_pages_are_understood(monkeypatch):
    """Each page is understood before the first is written."""
    seen = []
    real = rehearsal.understood

    def watched(*args):
        for answer in real(*args):
            seen.append(connection.in_atomic_block and len(connection.savepoint_ids))
            yield answer

    outside = len(connection.savepoint_ids)
    monkeypatch.setattr(rehearsal, "understood", watched)
    rehearse((p for n in range(2) for p in sent_pages(content(n).encode(), f"{n}.html")), "", None)
    assert seen == [outside, outside]


def test_a_request_that_takes_too_long_says_what_to_do(monkeypatch):
    monkeypatch.setattr(intake, "MOST_SECONDS", -1)
    pages = (p for n in range(3) for p in sent_pages(content(n).encode(), f"{n}.html"))
    result = take_in(pages, "", None)
    assert len(result.taken) == 1
    assert result.problem == intake.LATE
    monkeypatch.setattr(intake, "MOST_SECONDS", 40)
    pages = (p for n in range(3) for p in sent_pages(content(n).encode(), f"{n}.html"))
    result = take_in(pages, "", None)
    assert [one.report.outcome for one in result.taken] == ["skipped", "created", "created"]
    assert result.problem == ""


def test_many_pages_cost_as_many_queries_a_page_as_few():
    def cost(count: int) -> int:
        pages = (p for n in range(count) for p in sent_pages(content(n).encode(), f"{n}.html"))
        with CaptureQueriesContext(connection) as queries:
            assert len(rehearse(pages, "", None).pages) == count
        return len(queries)

    first, second, third = (cost(count) for count in (1, 2, 3))
    assert third - second == second - first
