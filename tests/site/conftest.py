"""The pages of the site and an article that fills them."""

import pytest
from lxml import html

from articles.models import Correction, Coverage, InitiativeMention, Photo
from summits.models import Initiative, Measure

FIXED = [
    "/", "/summits/", "/summits/?view=grid", "/summits/attendance/", "/summits/2023/",
    "/summits/city/astana/", "/summits/2023-11-23-minsk/",
    "/summits/2025-11-27-bishkek/", "/summits/2026-11-11-moscow/", "/summits/2021-08-23-video/",
    "/summits/2010/moscow/", "/members/", "/members/armenia/", "/members/georgia/",
    "/members/kyrgyzstan/", "/initiatives/", "/initiatives/?page=2", "/initiatives/2025-11-27-01/",
    "/sources/coverage/",
    "/summits/?view=timeline", "/summits/?view=map", "/summits/?view=timeline&city=moscow",
    "/about/",
    "/sources/", "/search/", "/articles/", "/articles/?year=2023&city=minsk&member=armenia",
]  # fmt: skip
MACHINES = [
    "/feeds/articles.atom", "/search/feed.atom?q=قمة", "/sitemap.xml", "/robots.txt",
    "/summits/2023-11-23-minsk/cite.bib", "/summits/2021-08-23-video/cite.txt",
    "/sources/coverage.csv",
    "/charts/coverage-years.svg", "/charts/member-years.png?of=armenia",
    "/charts/initiative-times.csv?of=2025-11-27-01",
    "/summits/attendance.csv", "/feeds/summits.rss", "/feeds/initiatives.json", "/opensearch.xml",
    "/search/suggest.json?q=مين", "/summits/calendar.ics", "/summits/2023-11-23-minsk/event.ics",
    "/sitemaps/pages-0.xml", "/sitemaps/summits-0.xml", "/card.png", "/members/armenia/card.png",
    "/members/armenia/cite.bib", "/initiatives/2025-11-27-01/cite.txt",
]  # fmt: skip


@pytest.fixture
def initiative(db) -> Initiative:
    return Initiative.objects.get(slug="2025-11-27-01")


@pytest.fixture
def article(article, bishkek, initiative):
    """The cast's article with everything that a page can show of one."""
    Coverage.objects.create(article=article, summit=bishkek, role="background")
    Photo.objects.create(article=article, caption="القادة في القصر", credit="رويترز")
    Correction.objects.create(article=article, text="صُحّح اسم القصر.")
    InitiativeMention.objects.create(
        article=article,
        initiative=initiative,
        wording="الإعلان الجماعي",
        measures=["أولاً", "ثانياً"],
    )
    Measure.objects.create(initiative=initiative, position=1, text="إجراء أكّده محرر")
    return article


@pytest.fixture
def public_urls(article, source) -> list[str]:
    return [*FIXED, article.get_absolute_url(), source.get_absolute_url()]


@pytest.fixture
def read(client, db):
    """The parsed page at an address that must answer."""

    def read_page(url: str):
        response = client.get(url)
        assert response.status_code == 200, url
        return html.fromstring(response.content.decode())

    return read_page
