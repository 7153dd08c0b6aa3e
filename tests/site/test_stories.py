"""One story in several publications: where readers meet it and what they see of its differences."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.models import Article, Coverage, StoryFamily
from articles.stories import MOST_CHARACTERS
from tests.site.reading import headlines, section, squeezed

FIRST = "<p>اجتمع القادة في مينسك.</p><p>غابت أرمينيا عن الاجتماع.</p>"


@pytest.fixture
def article(article, minsk):
    article.body = FIRST
    article.save()
    return article


@pytest.fixture
def later(article, minsk, carry):
    """The same story a day later in another publication, somewhat changed."""
    carrier = carry(
        article, source_name="صحيفة المرفأ", headline="مقعد شاغر في مينسك",
        body=FIRST.replace("غابت", "تغيّبت").replace("القادة", "القادةُ"),
        published_on="2023-11-24",
    )  # fmt: skip
    Coverage.objects.create(article=carrier, summit=minsk)
    return carrier


def page_of(article) -> str:
    return f"/stories/{article.story_family_id}/"


def marked(page, path: str) -> list[str]:
    return [squeezed(element) for element in page.xpath(path)]


def test_the_page_of_a_story_lists_its_carriers_as_they_came_out(read, article, later):
    page = read(page_of(article))
    assert marked(page, "//h1") == [article.headline]
    carriers = page.xpath("//section[@aria-labelledby='carriers']//li/a")
    assert [a.get("href") for a in carriers] == [
        article.get_absolute_url(), later.get_absolute_url(),
    ]  # fmt: skip
    assert "جريدة الرواق · " not in section(page, "carriers")
    assert "صحيفة المرفأ" in section(page, "carriers")


def test_a_title_given_by_an_editor_heads_the_story(read, article, later):
    StoryFamily.objects.update(title="غياب أرمينيا عن مينسك")
    assert marked(read(page_of(article)), "//h1") == ["غياب أرمينيا عن مينسك"]


def test_what_a_carrier_says_otherwise_is_marked_and_said(read, article, later):
    page = read(page_of(article))
    assert marked(page, "//p/del[@class='']") == ["حُذف: غابت"]
    assert marked(page, "//p/ins[@class='']") == ["أُضيف: مقعد شاغر في مينسك", "أُضيف: تغيّبت"]
    assert marked(page, "//p/del[@class='slight']") == ["كُتب أولاً: القادة"]
    assert marked(page, "//p/ins[@class='slight']") == ["وكُتب هنا: القادةُ"]


def test_how_much_all_have_is_said_in_percent(read, article, later, carry):
    """Of the twelve words of the standfirst and of the first text one was exchanged."""
    assert "92% من كلمات أول نص" in squeezed(read(page_of(article)))
    carry(article, body="<p>لا شيء مما سبق.</p>", standfirst="")
    assert "0% من كلمات أول نص ترد" in squeezed(read(page_of(article)))


def test_a_carrier_that_changed_nothing_is_said_to_be_the_same(read, article, carry):
    carry(article)
    page = read(page_of(article))
    assert "لا فرق" in squeezed(page)
    assert marked(page, "//div[@class='changes']//*[self::ins or self::del]") == []
    assert "100% من كلمات أول نص" in squeezed(page)


def test_unchanged_paragraphs_are_folded(read, article, later):
    folded = read(page_of(article)).xpath("//div[@class='changes']/details")
    assert [squeezed(p) for details in folded for p in details.xpath("p")] == [article.standfirst]


@pytest.mark.parametrize(
    ("rights", "shown"), [("full_text", True), ("excerpt", False), ("link_only", False)]
)
def test_the_rights_of_a_source_are_kept(read, article, carry, rights, shown):
    body = "<p>اجتمع القادة في مينسك.</p><p>وقالت مصادر سرية كثيراً.</p>"
    carry(article, rights=rights, body=body, standfirst="مقدمة مستقلة")
    told = squeezed(read(page_of(article)))
    assert ("مصادر سرية" in told) is shown
    assert ("مقدمة مستقلة" in told) is (rights != "link_only")


def test_an_excerpt_is_not_said_to_lack_what_it_does_not_show(read, article, carry):
    carry(article, rights="excerpt")
    assert marked(read(page_of(article)), "//div[@class='changes']//del") == []


def test_an_excerpt_that_came_out_first_is_compared_with_the_first_full_text(read, article, carry):
    carry(article, rights="excerpt", published_on="2023-11-20", headline="المقتطف الأول")
    told = section(read(page_of(article)), "versions")
    assert f"«{article.headline}»" in told


@pytest.mark.parametrize(
    ("rights", "body"),
    [("excerpt", "<h2>عنوان فرعي</h2><ul><li>بند</li></ul>"), ("full_text", "<p></p>")],
)
def test_what_has_no_words_to_show_is_not_what_others_are_compared_with(
    read, article, carry, rights, body
):
    article.source.rights = rights
    article.source.save()
    carry(article, rights=rights, standfirst="", body=body, published_on="2023-11-20")
    carry(article, rights=rights)
    page = read(page_of(article))
    assert f"«{article.headline}»" in section(page, "versions")
    assert len(page.xpath("//article[@class='version']")) == 1


def test_links_alone_are_listed_and_not_compared(read, article, carry):
    article.source.rights = "link_only"
    article.source.save()
    carry(article, rights="link_only")
    page = read(page_of(article))
    assert "فلا مقارنة هنا" in squeezed(page)
    assert len(page.xpath("//section[@aria-labelledby='carriers']//li")) == 2


def test_the_page_of_an_article_leads_to_the_other_carriers(read, article, later):
    page = read(article.get_absolute_url())
    assert "مقعد شاغر في مينسك صحيفة المرفأ" in section(page, "elsewhere")
    links = page.xpath("//section[@aria-labelledby='elsewhere']//a/@href")
    changes = f"{page_of(article)}#carrier-{later.pk}"
    assert links == [later.get_absolute_url(), changes, page_of(article)]
    assert read(page_of(article)).xpath(f"//article[@id='carrier-{later.pk}']")
    links = read(later.get_absolute_url()).xpath("//*[@aria-labelledby='elsewhere']//a/@href")
    assert links == [article.get_absolute_url(), changes, page_of(article)]


def test_an_article_without_a_story_says_nothing_of_one(read, article):
    assert not read(article.get_absolute_url()).xpath("//*[@aria-labelledby='elsewhere']")


@pytest.mark.parametrize(
    "url", ["/", "/articles/", "/summits/2023-11-23-minsk/", "/articles/?city=minsk"]
)
def test_lists_show_a_story_once_with_who_else_carried_it(read, article, later, url):
    page = read(url)
    assert headlines(page) == [article.headline]
    assert marked(page, "//p[@class='carriers']")[0].startswith(
        "نشرتها أيضاً: صحيفة المرفأ. القصة في"
    )
    links = page.xpath("//p[@class='carriers']/a/@href")
    assert links == [later.get_absolute_url(), page_of(article)]


def test_a_list_filtered_by_a_source_shows_what_that_source_carried(read, article, later):
    for url in (f"/articles/?source={later.source.slug}", f"/sources/{later.source.slug}/"):
        page = read(url)
        assert headlines(page) == [later.headline]
        assert "جريدة الرواق" in marked(page, "//p[@class='carriers']")[0]


def test_a_list_of_one_story_shows_all_its_carriers(read, article, later):
    page = read(f"/articles/?story={article.story_family_id}")
    assert headlines(page) == [later.headline, article.headline]
    assert page.xpath("//input[@name='story']/@value") == [str(article.story_family_id)]


def test_the_number_above_a_list_is_that_of_articles(read, article, later):
    heading = squeezed(read("/articles/").xpath("//h2[@class='count']")[0])
    assert heading == "مقالان القصة التي نشرتها عدة منشورات تُعرض مرة واحدة"


def test_pages_of_a_list_leave_out_nothing_and_repeat_nothing(read, article, carry):
    for number in range(30):
        single = Article.objects.create(
            headline=f"خبر {number}", published_on="2023-11-20", status="published"
        )
        carry(single, headline=f"نقلاً عن غيره {number}", published_on="2023-11-25")
    found = [*headlines(read("/articles/")), *headlines(read("/articles/?page=2"))]
    assert sorted(found) == sorted([article.headline, *(f"خبر {n}" for n in range(30))])


def test_an_article_of_an_unknown_day_stands_for_none_that_has_one(read, article, carry):
    carry(article, headline="بلا تاريخ", published_on=None)
    carry(article, headline="في الشهر", published_on="2023-11-01", published_precision="month")
    assert headlines(read("/articles/")) == [article.headline]


def test_a_search_finds_every_carrier_and_marks_the_story(read, article, later):
    page = read("/search/?q=مينسك&group=articles")
    assert len(page.xpath("//ol[@class='hits']/li")) == 2
    assert len(page.xpath("//ol[@class='hits']//p[@class='carriers']")) == 2


@pytest.mark.parametrize("status", ["draft", "in_review", "withdrawn", "merged"])
def test_what_is_no_longer_public_drops_out_of_the_story(
    client, read, article, later, carry, status
):
    third = carry(article, source_name="منصة ثالثة")
    assert "منصة ثالثة" in squeezed(read(page_of(article)))
    Article.objects.filter(pk=third.pk).update(status=status)
    assert "منصة ثالثة" not in squeezed(read(page_of(article)))
    Article.objects.filter(pk=later.pk).update(status=status)
    assert client.get(page_of(article)).status_code == 404
    assert not read("/articles/").xpath("//p[@class='carriers']")
    assert not read(article.get_absolute_url()).xpath("//*[@aria-labelledby='elsewhere']")


def test_a_scheduled_carrier_makes_a_story_when_its_time_has_come(client, article, carry):
    tomorrow = timezone.now() + timedelta(days=1)
    carry(article, published_at=tomorrow)
    assert client.get(page_of(article)).status_code == 404
    with time_machine.travel(tomorrow + timedelta(minutes=1)):
        assert client.get(page_of(article)).status_code == 200


def test_the_sitemap_names_public_stories(client, article, later, carry):
    single = Article.objects.create(headline="خبر", status="published")
    carry(single, "draft")
    told = client.get("/sitemaps/stories-0.xml").content.decode()
    assert f"{page_of(article)}</loc><lastmod>" in told
    assert page_of(single) not in told


def test_a_story_asks_no_more_questions_for_more_carriers(client, article, later, carry):
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(page_of(article)).status_code == 200
        return len(queries)

    few = asked()
    for number in range(30):
        carry(article, headline=f"خبر {number}")
    assert asked() == few == 5


@pytest.fixture
def long_story(article, carry) -> list[str]:
    """The headlines of its 44 carriers: the first, its excerpts, then full texts."""
    for number in range(21):
        carry(article, headline=f"مقتطف {number}", rights="excerpt", published_on="2023-11-20")
    for number in range(22):
        carry(article, headline=f"خبر {number}", published_on="2023-11-25")
    excerpts, rest = ([f"{kind} {n}" for n in range(m)] for kind, m in (("مقتطف", 21), ("خبر", 22)))
    return [*excerpts, article.headline, *rest]


def carriers_on(page) -> list[str]:
    return marked(page, "//section[@aria-labelledby='carriers']//li/a")


def test_a_long_story_is_shown_page_by_page(read, article, long_story):
    pages = [read(f"{page_of(article)}?page={number}") for number in (1, 2, 3)]
    assert [carriers_on(page) for page in pages] == [
        long_story[:20], long_story[20:40], long_story[40:],
    ]  # fmt: skip
    for page in pages:
        assert marked(page, "//h1") == ["مقتطف 0"]
        assert "قصة واحدة في 44 منشوراً" in squeezed(page)
        assert len(page.xpath("//nav[@class='pagination']")) == 1
    assert len(pages[0].xpath("//link[@rel='canonical']")) == 1


def test_on_every_page_each_carrier_is_compared_with_the_first_full_text(read, article, long_story):
    """Which stands on the second page."""
    for number, versions in ((1, 20), (2, 19), (3, 4)):
        page = read(f"{page_of(article)}?page={number}")
        assert f"«{article.headline}»" in section(page, "versions")
        assert len(page.xpath("//article[@class='version']")) == versions
        told = marked(page, "//main//p[@class='lead']")
        assert told == ([] if number == 1 else [
            "100% من كلمات أول نص ترد في النصوص الكاملة كلها في هذه الصفحة."
        ])  # fmt: skip


def test_beside_an_article_the_first_of_many_carriers_are_told_and_how_many_there_are(
    read, article, long_story
):
    """The article itself comes after the twenty-one excerpts."""
    page = read(article.get_absolute_url())
    told = page.xpath("//section[@aria-labelledby='elsewhere']//li/a/text()")
    assert told == long_story[:21]
    assert "القصة في 44 منشوراً" in section(page, "elsewhere")
    last = Article.objects.get(headline="خبر 21")
    assert last.story == article.story_family
    assert last.other_carriers[-1].headline == "مقتطف 20"
    assert len(last.carriers) == 22


def test_lists_tell_how_many_carriers_a_story_has(read, article, long_story):
    (told,) = marked(read("/articles/"), "//p[@class='carriers']")
    assert told.endswith("القصة في 44 منشوراً")
    assert len(read("/articles/").xpath("//p[@class='carriers']/a")) == 4


def test_what_differs_on_a_later_page_is_told_there(read, article, long_story, carry):
    carry(article, body=FIRST.replace("غابت", "تغيّبت"), published_on="2023-11-30")
    last = read(f"{page_of(article)}?page=3")
    assert marked(last, "//p/del[@class='']") == ["حُذف: غابت"]
    assert "تغيّبت" not in squeezed(read(page_of(article)))


def test_every_page_of_a_story_asks_as_much(client, article, long_story, django_assert_num_queries):
    for number in (1, 2, 3, 999, "x"):
        with django_assert_num_queries(5):
            assert client.get(f"{page_of(article)}?page={number}").status_code == 200


def test_texts_are_compared_as_long_as_they_are_not_too_long_together(read, article, later, carry):
    long = f"<p>{'كلمة ' * (MOST_CHARACTERS // 5)}</p>"
    carry(article, source_name="جريدة طويلة", body=long, published_on="2023-11-25")
    carry(article, source_name="جريدة قصيرة", published_on="2023-11-26")
    page = read(page_of(article))
    assert len(page.xpath("//section[@aria-labelledby='carriers']//li")) == 4
    compared = squeezed(page.xpath("//main")[0]).partition("ما اختلف بين النصوص")[2]
    assert "جريدة قصيرة" in compared
    assert "جريدة طويلة" not in compared


def test_a_text_that_is_too_long_is_not_what_others_are_compared_with(read, article, later, carry):
    long = f"<p>{'كلمة ' * (MOST_CHARACTERS // 5)}</p>"
    carry(article, headline="خبر طويل", body=long, published_on="2023-11-20")
    assert f"«{article.headline}»" in section(read(page_of(article)), "versions")


def test_a_hidden_story_costs_an_article_no_question(client, article, carry):
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get(article.get_absolute_url())
        return len(queries)

    before = asked()
    carry(article, "draft")
    assert asked() == before


def test_markup_in_a_text_is_shown_and_not_obeyed(read, article, carry):
    carry(article, body="<p>اجتمع &lt;script&gt; القادة في مينسك.</p>")
    page = read(page_of(article))
    assert "<script>" in squeezed(page)
    assert not page.xpath("//div[@class='changes']//script")
