"""The front page: what the archive holds and the ways in."""

from articles.models import Article
from tests.site.reading import headlines, section, squeezed


def test_it_shows_the_latest_held_summit_and_the_announced_one(read):
    page = read("/")
    assert "بيشكيك، 27 نوفمبر/تشرين الثاني 2025" in section(page, "latest")
    announced = section(page, "announced")
    assert "موسكو، 11 نوفمبر/تشرين الثاني 2026" in announced
    assert "لا يملك الأرشيف مصدراً" in announced


def test_it_shows_the_newest_articles_first(read, article):
    newer = Article(headline="خبر أحدث", published_on="2025-11-28")
    newer.publish()
    assert headlines(read("/")) == ["خبر أحدث", article.headline]


def test_it_counts_what_is_public(read, article, draft):
    tally = squeezed(read("/").xpath("//ul[@class='tally']")[0])
    assert "مقال واحد" in tally
    assert "45 قمة" in tally
    assert "107 مبادر" in tally


def test_it_leads_to_every_year_and_every_host_city(read):
    links = read("/").xpath("//main//a/@href")
    assert {f"/summits/{year}/" for year in range(2002, 2027)} <= set(links)
    assert {"/summits/city/moscow/", "/summits/city/yerevan/", "/members/armenia/"} <= set(links)
    assert "/summits/city/baku/" not in links
