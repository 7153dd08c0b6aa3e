"""The front page: what the archive holds and the ways in."""

import time_machine

from articles.models import Article
from tests.site.reading import headlines, section, squeezed


def test_it_shows_the_latest_held_summit_and_the_announced_one(read):
    page = read("/")
    assert "بيشكيك، 27 نوفمبر/تشرين الثاني 2025" in section(page, "latest")
    announced = section(page, "announced")
    assert "موسكو، 11 نوفمبر/تشرين الثاني 2026" in announced
    assert "كل ما في هذه الصفحة" not in announced
    assert announced.count("معلن عنها") == 1


def test_it_says_that_the_announced_day_has_passed_only_when_it_has(read, db):
    passed = "مرّ موعدها المعلن، ولا يملك الأرشيف مصدراً يبيّن هل انعقدت."
    with time_machine.travel("2026-11-21 12:00+03:00"):
        assert passed in section(read("/"), "announced")
    with time_machine.travel("2026-11-11 12:00+03:00"):
        assert passed not in section(read("/"), "announced")


def test_samples_are_not_counted_as_press(read, article):
    for number in range(15):
        Article(headline=f"عيّنة {number}", is_sample=True).publish()
    tally = squeezed(read("/").xpath("//ul[@class='tally']/li[2]")[0])
    assert tally == "مقال واحد، 15 عيّنة تعليمية"


def test_it_shows_the_newest_articles_first(read, article):
    newer = Article(headline="خبر أحدث", published_on="2025-11-28")
    newer.publish()
    assert headlines(read("/")) == ["خبر أحدث", article.headline]


def test_it_counts_what_is_public(read, article, draft):
    tally = squeezed(read("/").xpath("//ul[@class='tally']")[0])
    assert "مقال واحد" in tally
    assert "44 قمة انعقدت، وقمة معلن عنها" in tally
    assert "107 مبادر" in tally


def test_it_leads_to_every_year_and_every_host_city(read):
    links = read("/").xpath("//main//a/@href")
    assert {f"/summits/{year}/" for year in range(2002, 2027)} <= set(links)
    assert {"/summits/city/moscow/", "/summits/city/yerevan/", "/members/armenia/"} <= set(links)
    assert "/summits/city/baku/" not in links
