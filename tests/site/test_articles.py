"""The article, its rights, its permalink, the lists."""

import pytest

from articles.models import Article, Source
from summits.models import Summit
from tests.site.reading import INLINE_SCRIPTS, headlines, section, squeezed, visible_text

ATTACK = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'&"


def publish(**fields) -> Article:
    article = Article(**fields)
    article.publish()
    return article


def test_an_article_shows_all_that_it_has(read, article):
    page = read(article.get_absolute_url())
    text = visible_text(page)
    for part in (
        article.kicker, article.headline, article.standfirst, "اجتمع القادة في مينسك.",
        "ليان الصبّاغ", "23 نوفمبر/تشرين الثاني 2023", "جريدة الرواق", "القادة في القصر",
        "رويترز", "صُحّح اسم القصر.",
    ):  # fmt: skip
        assert part in text
    assert page.xpath("//time/@datetime")[0] == "2023-11-23"
    assert [squeezed(h2) for h2 in page.xpath("//div[@class='body']/h2")] == ["غياب"]


def test_an_article_links_to_what_it_is_about(read, article):
    page = read(article.get_absolute_url())
    links = page.xpath("//aside//a/@href")
    assert links == [
        "/summits/2023-11-23-minsk/", "/summits/2025-11-27-bishkek/", "/members/armenia/",
        "/initiatives/2025-11-27-01/",
    ]  # fmt: skip
    facts = section(page, "facts")
    assert "أرمينيا غائبة" in facts
    assert "أولاً" in facts


def test_an_article_leads_to_its_original(read, article):
    link = read(article.get_absolute_url()).xpath("//p[@class='original']//a")[0]
    assert link.get("href") == article.original_url
    assert link.get("rel") == "noopener nofollow"


def test_an_address_that_is_no_web_address_is_no_link(read, article):
    article.original_url = "javascript:alert(1)"
    article.save()
    page = read(article.get_absolute_url())
    assert not [href for href in page.xpath("//@href") if "javascript" in href]


@pytest.mark.parametrize(
    ("precision", "shown", "machine"),
    [("day", "5 مارس/آذار 2020", "2020-03-05"), ("month", "مارس/آذار 2020", "2020-03"),
     ("year", "2020", "2020")],
)  # fmt: skip
def test_a_date_is_as_precise_as_it_is_known(read, db, precision, shown, machine):
    article = publish(headline="خبر", published_on="2020-03-05", published_precision=precision)
    time = read(Article.objects.get(pk=article.pk).get_absolute_url()).xpath("//header//time")[0]
    assert (squeezed(time), time.get("datetime")) == (shown, machine)


def test_an_unknown_date_is_said_to_be_unknown(read, db):
    article = publish(headline="خبر بلا تاريخ")
    assert "تاريخ النشر غير معروف" in visible_text(read(article.get_absolute_url()))
    assert "تاريخ النشر غير معروف" in visible_text(read("/articles/"))


def test_a_sample_is_marked_wherever_it_is_shown(read, article):
    assert "عيّنة تعليمية" not in visible_text(read(article.get_absolute_url()))
    Article.objects.filter(pk=article.pk).update(is_sample=True)
    for url in (article.get_absolute_url(), "/", "/articles/", "/summits/2023-11-23-minsk/"):
        assert "عيّنة تعليمية" in visible_text(read(url)), url


@pytest.mark.parametrize("slug", ["", "عنوان-قديم/", "x/"])
def test_a_stale_address_leads_to_the_current_one(client, article, slug):
    response = client.get(f"/articles/{article.pk}/{slug}")
    assert (response.status_code, response["Location"]) == (301, article.get_absolute_url())


def test_a_source_of_samples_alone_is_marked_as_invented(read, article, source):
    for url in ("/sources/", source.get_absolute_url()):
        assert not read(url).xpath("//p[contains(@class, 'sample')]"), url
    Article.objects.update(is_sample=True)
    for url in ("/sources/", source.get_absolute_url()):
        assert len(read(url).xpath("//main//*[@class='record' or @class='lines']"
                                   "//p[contains(@class, 'sample')]")) == 1, url  # fmt: skip
    publish(headline="خبر حقيقي", source=source)
    assert not read("/sources/").xpath("//p[contains(@class, 'sample')]")


def test_a_card_says_that_the_source_is_unknown(read, db):
    publish(headline="خبر")
    assert "المصدر غير معروف" in squeezed(read("/articles/").xpath("//article")[0])


@pytest.mark.parametrize(
    ("summit", "name"),
    [("2023-11-23-minsk", "قمة مينسك 2023"), ("2021-08-23-video", "القمة المرئية 2021"),
     ("2022-10-28-video", "القمة المرئية، أكتوبر/تشرين الأول 2022"),
     ("2010-05-08-moscow", "قمة موسكو، مايو/أيار 2010")],
)  # fmt: skip
def test_a_card_names_its_summit_and_no_other(read, db, summit, name):
    article = publish(headline="خبر")
    article.coverage.create(summit=Summit.objects.get(slug=summit))
    assert squeezed(read("/articles/").xpath("//article/p[@class='meta']/span[last()]")[0]) == name


def test_what_is_shared_of_an_article_begins_like_it(read, article):
    def description():
        page = read(article.get_absolute_url())
        return page.xpath("//meta[@property='og:description']/@content")[0]

    assert description() == article.standfirst
    Article.objects.filter(pk=article.pk).update(standfirst="")
    assert description().startswith("اجتمع القادة في مينسك.")
    Source.objects.filter(pk=article.source_id).update(rights="link_only")
    assert description() == article.headline


@pytest.mark.parametrize(
    ("query", "heading"),
    [("q=قمة&city=minsk", "نتائج «قمة» في مينسك: مقال واحد"),
     ("q=قمة&year=2023", "نتائج «قمة» عام 2023: مقال واحد"),
     ("city=minsk&year=2023", "مقالات عن قمم مينسك عام 2023: مقال واحد"),
     ("year=2023", "مقالات عن قمم عام 2023: مقال واحد"),
     ("member=armenia", "مقال واحد"), ("q=زمردة", "نتائج «زمردة»: لا مقالات")],
)  # fmt: skip
def test_the_results_say_what_was_asked(read, article, query, heading):
    page = read(f"/articles/?{query}")
    assert squeezed(page.xpath("//main//*[@role='status']")[0]) == heading
    asked = heading.rpartition(":")[0] or "المقالات"
    assert page.xpath("//title/text()")[0].startswith(f"{asked} –")
    assert ("جرّب كلمة أقصر" in visible_text(page)) == ("لا مقالات" in heading)


def test_the_masthead_keeps_the_question(read, article):
    box = read("/articles/?q=مينسك").xpath("//input[@id='site-search']/@value")
    assert box == ["مينسك"]
    assert read("/summits/?q=مينسك").xpath("//input[@id='site-search']/@value") == [""]


def test_an_excerpt_is_all_that_an_excerpt_source_shows(read, article):
    Source.objects.filter(pk=article.source_id).update(rights="excerpt")
    text = visible_text(read(article.get_absolute_url()))
    assert "اجتمع القادة في مينسك." in text
    assert "غابت أرمينيا عن الاجتماع." not in text
    assert "هذا مقتطف" in text


def test_a_link_is_all_that_a_link_only_source_shows(read, client, article):
    Source.objects.filter(pk=article.source_id).update(rights="link_only")
    text = visible_text(read(article.get_absolute_url()))
    assert article.headline in text
    assert "فاقرأه في موقعه" in text
    for url in (article.get_absolute_url(), "/", "/articles/", "/feeds/articles.atom"):
        answer = client.get(url).content.decode()
        for hidden in (article.standfirst, "اجتمع القادة", "القادة في القصر"):
            assert hidden not in answer, (url, hidden)


def test_what_somebody_wrote_is_never_markup(client, read, article, source):
    for field in ("kicker", "headline", "standfirst", "byline", "dateline"):
        setattr(article, field, ATTACK)
    article.body = f"<p>{ATTACK}</p>"
    article.save()
    article.photos.update(caption=ATTACK, credit=ATTACK)
    article.corrections.update(text=ATTACK)
    article.initiative_mentions.update(wording=ATTACK, measures=[ATTACK])
    Source.objects.filter(pk=source.pk).update(name=ATTACK)
    for url in (
        Article.objects.get().get_absolute_url(), "/", "/articles/", "/sources/",
        "/summits/2023-11-23-minsk/", "/members/armenia/", "/initiatives/2025-11-27-01/",
        source.get_absolute_url(),
    ):  # fmt: skip
        page = read(url)
        assert not page.xpath(f"{INLINE_SCRIPTS} | //img | //@onerror"), url
        assert "<script>alert" in page.text_content(), url


def test_the_question_of_a_reader_is_never_markup(read, db):
    page = read(f"/articles/?q={ATTACK}")
    assert not page.xpath(f"{INLINE_SCRIPTS} | //img")


def test_the_list_is_searched_and_narrowed(read, article):
    publish(headline="خبر آخر عن شيء آخر", published_on="2020-01-01")
    assert len(headlines(read("/articles/"))) == 2
    for query in (
        "q=قمه+مينسك", "year=2023", "city=minsk", "member=armenia", f"source={article.source.slug}",
        "kind=regular", "summit=2023-11-23-minsk", "published_after=2023-11-01",
        "published_on=2023-11-23&is_sample=false",
        "initiative=2025-11-27-01", "mentioned_summit=2025-11-27-bishkek",
    ):  # fmt: skip
        assert headlines(read(f"/articles/?{query}")) == [article.headline], query
    assert headlines(read("/articles/?published_before=2022-01-01")) != [article.headline]


def test_rare_filters_are_folded_away_until_they_are_used(read, db):
    assert read("/articles/?year=2023").xpath("//details[not(@open)]")
    assert read("/articles/?kind=regular").xpath("//details[@open]")


def test_twenty_articles_make_a_page(read, db):
    for number in range(45):
        publish(headline=f"خبر {number}", published_on="2023-11-24")
    first, last = read("/articles/"), read("/articles/?page=3")
    assert (len(headlines(first)), len(headlines(last))) == (20, 5)
    assert first.xpath("//a[@rel='next']/@href") == ["?page=2#results"]
    numbers = last.xpath("//nav[@class='pagination']//li[a[@aria-label] or @aria-current]")
    assert [squeezed(number) for number in numbers] == ["1", "2", "3"]
    assert last.xpath("//nav[@class='pagination']//li[@aria-current][not(a)]/text()") == ["3"]
    assert last.xpath("//a[@aria-label='الصفحة 2']/@href") == ["?page=2#results"]
    assert not set(headlines(first)) & set(headlines(last))


def test_a_source_lists_its_articles(read, article, source):
    assert headlines(read(source.get_absolute_url())) == [article.headline]
    assert squeezed(read("/sources/").xpath("//ul[@class='lines']/li")[0]).startswith(source.name)
