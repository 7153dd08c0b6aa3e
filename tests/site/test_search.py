"""The search of the whole archive, as its readers see it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from lxml import etree

from articles.models import Article, Coverage, MemberMention, Photo, Source
from summits.models import Member, Summit
from tests.conftest import SECRET_WORD
from tests.site.reading import INLINE_SCRIPTS, headlines, section, squeezed, visible_text

ATTACKS = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "\"><svg onload=alert(1)>",
    "'-alert(1)-'", "</mark><b>", "<mark>قمة</mark>", "{{ 7|add:7 }}", "&lt;script&gt;",
    "<!--قمة-->", "javascript:alert(1)", "قمة\u202e<b>قمة</b>",
]  # fmt: skip
HOSTILE = [
    "", " ", "ق", "\0", "ا" * 10_000, "قمة " * 2_500, "OR", "أو أو أو", "- - -", "-", '"', '"قمة',
    "«قمة", "«»", "*", "ق*", "****", "NEAR(قمة مينسك, 2)", "headline:قمة", "قمة AND NOT مينسك",
    "'; DROP TABLE search_state; --", "قمة:*&!|<->", "\\", "%", "_", "\u202eقمة\u202c", "😀",
    "٢٠٢٣", "2023-99-99", "31 فبراير 2023", "\ufffd", "\ufeffقمة", "((((", "من في على",
]  # fmt: skip
# What a page asks as a rule, and where nothing fits and all the help for that is offered.
USUAL_QUERIES, MOST_QUERIES = 30, 112


def publish(**fields) -> Article:
    article = Article(**fields)
    article.publish()
    return article


@pytest.fixture
def press(article, minsk, bishkek, armenia) -> list[Article]:
    """The cast's article and two of another source, one on the same summit."""
    other = Source.objects.create(name="وكالة الضفة")
    second = publish(
        headline="والقمة تبدأ في مينسك", source=other, published_on="2023-11-22",
        body="<p>وصل القادة إلى القصر، وبدأت القِمَّةُ.</p>",
    )  # fmt: skip
    third = publish(
        headline="بيشكيك تستضيف القادة", source=other, published_on="2025-11-27",
        body="<p>بيان عن الأمن الجماعي.</p>",
    )  # fmt: skip
    Coverage.objects.create(article=second, summit=minsk)
    Coverage.objects.create(article=third, summit=bishkek)
    MemberMention.objects.create(article=third, member=Member.objects.get(slug="russia"))
    return [article, second, third]


@pytest.fixture
def search(read):
    def ask(q: str = "", **parameters):
        asked = {"q": q, **parameters}
        return read("/search/?" + "&".join(f"{n}={v}" for n, v in asked.items()))

    return ask


def marked(page) -> list[str]:
    return [squeezed(mark) for mark in page.xpath("//mark")]


def reasons(page) -> list[str]:
    return [squeezed(li) for li in page.xpath("//details[@class='why']//li")]


def notices(page) -> list[str]:
    return [squeezed(note) for note in page.xpath("//main//*[contains(@class, 'notice')]")]


def choices(page, facet: str) -> dict[str, int]:
    items = page.xpath(f"//*[@aria-labelledby='facet-{facet}']//li")
    return {squeezed(li.xpath("a/bdi")[0]): int(squeezed(li.xpath("small")[0])) for li in items}


# The page


def test_an_empty_question_is_told_how_to_ask(read, db):
    page = read("/search/")
    assert "كيف تسأل" in visible_text(page)
    assert page.xpath("//input[@id='site-search']/@value") == [""]
    assert not page.xpath("//meta[@name='robots']")


def test_the_examples_are_searches(read, press):
    for href in read("/search/").xpath("//dl//a/@href"):
        assert read(href).xpath("//h1")


def test_the_box_of_every_page_leads_here_and_keeps_the_question(read, db):
    form = read("/").xpath("//header//form")[0]
    assert (form.get("action"), form.get("method")) == ("/search/", "get")
    assert read("/search/?q=مينسك").xpath("//input[@name='q']/@value") == ["مينسك"]


def test_all_kinds_of_records_are_found_together(search, press):
    page = search("مينسك")
    assert "مينسك، 23 نوفمبر/تشرين الثاني 2023" in section(page, "summits")
    assert "بيلاروسيا" in section(page, "cities")
    assert set(headlines(page)) == {press[0].headline, press[1].headline}
    assert [squeezed(li) for li in page.xpath("//nav[@class='groups']//li")][0] == "الكل"


def test_one_group_is_shown_alone_and_paged(search, press):
    page = search("دورة", group="summits")
    assert page.xpath("//nav[@class='groups']//a[@aria-current]/@href") == [
        "/search/?q=%D8%AF%D9%88%D8%B1%D8%A9&group=summits"
    ]
    assert len(page.xpath("//ol[@class='lines']/li")) == 20
    assert page.xpath("//a[@rel='next']")
    assert not page.xpath("//article")


def test_few_and_exact_records_stand_before_the_articles(search, press):
    for q in ("مينسك 2023", "قمة مينسك"):
        order = search(q).xpath("//main//section/@aria-labelledby")
        assert order.index("summits") < order.index("articles"), q


def test_marks_are_whole_words_as_they_are_written(search, press):
    assert "والقمة" in marked(search("قمة"))
    assert "القِمَّةُ" in marked(search("قمه"))
    assert "ال" not in marked(search("القمة"))


def test_a_hit_says_which_form_answered(search, press):
    assert "وُجد «منسك»، وسألتَ عن «مينسك»" in reasons(search("مينسك"))


def test_the_article_and_marks_on_a_word_need_no_explanation(search, press):
    publish(headline="القِمَّةُ", body="<p>للقمة وبالقمة فقمة قمه.</p>")
    publish(headline="وقال الوزير", body="<p>وبقصر الوزراء.</p>")
    for q in ("قمة", "القمة", "«قمة»", "قمة أو مهرجان"):
        plain = {f"وُجد «{f}»" for f in ("القِمَّةُ", "للقمة", "وبالقمة", "فقمة", "قمه", "والقمة")}
        assert not plain & {reason.split("،")[0] for reason in reasons(search(q))}, q
    assert reasons(search("قال")) == []
    assert reasons(search("الوزراء وقال")) == ["وُجد «الوزير»، وسألتَ عن «الوزراء»"]


def test_forms_that_are_not_seen_in_a_hit_come_last(search, db):
    far = "<p>بمينسك.</p>" + "<p>حشو.</p>" * 200
    publish(headline="خبر", body=f"{far}<p>كلمة لمينسك والرئيس معاً.</p>")
    assert reasons(search("كلمة رئيس مينسك", group="articles")) == [
        "وُجد «لمينسك»، وسألتَ عن «مينسك»", "وُجد «بمينسك»، وسألتَ عن «مينسك»",
    ]  # fmt: skip


def test_a_city_is_found_by_every_spelling_of_its_name(search, press):
    for q in ("قيرغيزستان", "قرغيزستان", "نور سلطان", "استانة"):
        places = "//section[@aria-labelledby='cities' or @aria-labelledby='members']"
        assert search(q).xpath(places), q


def test_the_page_can_be_kept_out_of_search_engines_and_has_one_address(read, press, settings):
    settings.SITE_URL = "https://archive.example"
    page = read("/search/?sort=relevance&city=minsk&q=++قمة++&page=1&x=1")
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert page.xpath("//link[@rel='canonical']/@href") == [
        "https://archive.example/search/?q=%D9%82%D9%85%D8%A9&city=minsk"
    ]
    assert page.xpath("//title/text()")[0].startswith("نتائج «قمة» –")


@pytest.mark.parametrize(
    ("q", "heading"),
    [("قمة", "نتائج «قمة»"), ("«قمة مينسك»", "نتائج «قمة مينسك»"),
     ('"قمة مينسك"', 'نتائج "قمة مينسك"'),
     ("قمة «الأمن»", 'نتائج «قمة "الأمن"»'), ("«", 'نتائج «"»')],
)  # fmt: skip
def test_what_was_asked_stands_in_one_pair_of_quotes(search, feed, press, q, heading):
    page = search(q)
    assert squeezed(page.xpath("//h1")[0]) == heading
    assert page.xpath("//title/text()")[0].startswith(f"{heading} –")
    assert titles_of_feed(feed(f"?q={q}")) == [f"أرشيف القمم: {heading}"]


def test_a_snippet_shows_where_a_line_ends(search, db):
    publish(headline="خبر", standfirst="ويريفان تكتفي بالغياب", body="<p>طغى المقعد</p><p>تمّ</p>")
    shown = [squeezed(p) for p in search("المقعد", group="articles").xpath("//p[@class='snippet']")]
    assert shown == ["ويريفان تكتفي بالغياب — طغى المقعد — تمّ"]


def test_results_are_sorted_as_asked(search, press):
    newest = headlines(search("القادة أو مينسك", sort="newest"))
    assert newest[0] == press[2].headline
    assert headlines(search("القادة أو مينسك", sort="oldest")) == newest[::-1]


def test_results_are_paged(search, db):
    for number in range(25):
        publish(headline=f"خبر القمة {number}", published_on="2023-11-24")
    first, second = search("قمة"), search("قمة", page=2)
    assert (len(headlines(first)), len(headlines(second))) == (20, 5)
    assert not set(headlines(first)) & set(headlines(second))
    assert headlines(search("قمة", page="999")) == headlines(second)
    assert headlines(search("قمة", page="abc")) == headlines(first)
    assert not second.xpath("//section[@aria-labelledby='summits']")


# Facets


def test_facets_count_and_switch_on_and_off(search, read, press):
    page = search("القادة")
    assert choices(page, "source") == {"جريدة الرواق": 1, "وكالة الضفة": 2}
    link = page.xpath("//a[bdi='وكالة الضفة']/@href")[0]
    narrowed = read(link)
    assert len(headlines(narrowed)) == 2
    assert choices(narrowed, "source") == {"جريدة الرواق": 1, "وكالة الضفة": 2}
    off = narrowed.xpath("//ul[@class='chips']//a/@href")
    assert off == narrowed.xpath("//li[@class='chosen']/a/@href")
    assert len(headlines(read(off[0]))) == 3


def test_every_facet_narrows(search, press):
    assert headlines(search("القادة", year=2025)) == [press[2].headline]
    assert headlines(search("القادة", city="bishkek")) == [press[2].headline]
    assert headlines(search("القادة", member="russia")) == [press[2].headline]
    assert headlines(search("القادة", source=press[0].source.slug)) == [press[0].headline]
    assert headlines(search("القادة", initiative="2025-11-27-01")) == [press[0].headline]


def test_facets_alone_are_a_search_too(search, press):
    page = search(city="minsk")
    assert set(headlines(page)) == {press[0].headline, press[1].headline}
    found = page.xpath("//*[@aria-labelledby='summits']//ol/li/a")
    assert all("مينسك" in squeezed(link) for link in found)


def test_a_facet_that_divides_nothing_is_left_out_unless_it_is_chosen(search, press):
    page = search("القادة", source=press[0].source.slug)
    assert squeezed(page.xpath("//h2[@id='narrow']")[0]) == "ضيّق النتائج"
    assert choices(page, "source")
    assert not choices(page, "year")
    assert choices(search("القادة", source=press[0].source.slug, year=2023), "year")
    assert choices(search("القادة"), "year") == {"2025": 1, "2023": 2}


# When nothing, or too little, is found


def test_nothing_found_is_said_in_the_words_of_the_question(search, article):
    def told(page) -> list[str]:
        return [squeezed(p) for p in page.xpath("//p[@class='none']")]

    assert told(search("زرافة")) == ["لا نتائج في الأرشيف لـ«زرافة»."]
    assert told(search("زرافة", city="minsk")) == ["لا نتائج في الأرشيف لـ«زرافة» بهذه المرشحات."]
    assert told(search("«زرافة زرقاء»")) == ["لا نتائج في الأرشيف لـ«زرافة زرقاء»."]
    assert told(search("زرافة" * 60))[0].endswith("…».")
    nothing = search(source=article.source.slug, year=1995)
    assert told(nothing) == ["لا شيء في الأرشيف بهذه الصفات."]


@pytest.mark.parametrize("q", ["-", "؟!", "«»", "* *"])
def test_signs_alone_are_no_words(search, db, q):
    page = search(q)
    assert notices(page) == ["ليس في سؤالك كلمات يُبحث عنها."]
    assert not page.xpath("//p[@class='none']")


def test_where_nothing_is_found_the_help_stands_before_the_machines(search, db):
    page = search("زرافة")
    help_, machines = page.xpath("//h2[@id='how'] | //p[contains(@class, 'machines')]")
    assert (help_.get("id"), machines.tag) == ("how", "p")


def test_a_question_is_told_which_words_no_article_has(search, press):
    told = notices(search("كيف وصل القادة إلى الزمرد والعقيق في مينسك؟"))
    assert any(notice.endswith("لا يرد في الأرشيف: «الزمرد»، «والعقيق».") for notice in told), told
    assert not any("لا يرد" in notice for notice in notices(search("كيف وصل القادة إلى مينسك؟")))


def test_where_nothing_has_all_the_words_some_are_enough_and_the_page_says_so(search, press):
    page = search("والقمة شاغر بيان")
    assert headlines(page)
    assert notices(page)[0].startswith("لا نتائج تضم الكلمات كلها؛ هذه نتائج تضم بعضها.")


def test_the_word_that_nothing_has_is_named(search, press):
    page = search("مينسك زمردة")
    assert any("لا شيء فيه «زمردة»، ومن دونه نتيجتان" in notice for notice in notices(page))
    assert "/search/?q=%D9%85%D9%8A%D9%86%D8%B3%D9%83" in page.xpath("//main//a/@href")


def test_a_misspelt_word_is_corrected(search, press):
    page = search("بيشكبك")
    assert squeezed(page.xpath("//p[@class='meant']")[0]) == "هل تقصد بيشكيك؟"


def test_function_words_alone_are_answered_with_a_hint(search, press):
    assert any("أضف اسماً أو موضوعاً" in notice for notice in notices(search("من في على")))


def test_a_long_question_is_cut_and_the_page_says_so(search, press):
    page = search("قمة " + "مينسك " * 200)
    assert any("أطول من 500 حرف" in notice for notice in notices(page))


def test_what_was_not_left_out_is_told(search):
    asked = " ".join(f"-{letter * 3}" for letter in "بتثجحخدذرز")
    told = [notice for notice in notices(search(f"قمة {asked} في")) if "يُستبعد" in notice]
    assert len(told) == 1
    assert told[0].endswith("فلم يُستبعد: «ررر»، «ززز».")
    assert not [notice for notice in notices(search("قمة -موسكو -في")) if "يُستبعد" in notice]


@pytest.mark.parametrize(
    ("mistake", "said"),
    [("year=abc", "السنة: اكتب السنة بأربعة أرقام"),
     ("city=nowhere", "المدينة: هذا الخيار غير موجود"),
     ("sort=best", "الترتيب: هذا الخيار غير موجود"),
     ("group=x", "المجموعة: هذا الخيار غير موجود"),
     ("source=%00", "المصدر: هذا الخيار غير موجود"), ("year=1800", "السنة:")],
)  # fmt: skip
def test_a_parameter_that_cannot_be_read_is_reported_and_filters_nothing(
    read, press, mistake, said
):
    page = read(f"/search/?q=القادة&{mistake}")
    assert len(headlines(page)) == 3
    assert any(said in notice for notice in notices(page))


# Whatever is typed


@pytest.mark.parametrize("text", [*HOSTILE, *ATTACKS])
def test_whatever_is_typed_is_a_page(client, press, text):
    for path in ("/search/", "/search/suggest", "/search/feed.atom", "/articles/"):
        response = client.get(path, {"q": text})
        allowed = {200, 400} if path.endswith(".atom") else {200}
        assert response.status_code in allowed, path


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.dictionaries(
    st.sampled_from(["q", "year", "city", "source", "initiative", "sort", "group", "page"]),
    st.text(max_size=80) | st.text(alphabet="قمةوال مينسك\"«»-*|()أو 23", max_size=40),
))  # fmt: skip
@example({"q": "بيشكبك ارمنييا قمتت منيسك القاددة لوكاشنكوو تاسماغامببتوف روسسيا جماعيي " * 5})
@example({"q": "مينسك بيشكيك روسيا شاغر أرمينيا والقمة بيان القصر القادة", "source": "x"})
def test_any_input_is_a_page_in_a_bounded_number_of_queries(client, press, parameters):
    client.get("/search/?q=قمة")  # the first reader settles what changed
    with CaptureQueriesContext(connection) as queries:
        response = client.get("/search/", parameters)
    assert response.status_code == 200
    assert len(queries) <= MOST_QUERIES, len(queries)


@pytest.mark.parametrize("attack", ATTACKS)
def test_what_somebody_wrote_or_asked_is_never_markup(client, read, article, source, attack):
    for field in ("kicker", "headline", "standfirst", "byline"):
        setattr(article, field, f"{attack} قمة")
    article.body = f"<p>قمة {attack}</p>"
    article.save()
    article.photos.update(caption=attack)
    Source.objects.filter(pk=source.pk).update(name=attack[:100])
    for url in ("/search/?q=قمة", "/search/?q=script", "/search/suggest?q=قم"):
        page = read(url)
        assert not page.xpath(INLINE_SCRIPTS), url
        assert not page.xpath(
            "//img | //svg[not(starts-with(@class, 'icon'))] | //main//b | //@onerror | //@onload"
        ), url
    asked = client.get("/search/", {"q": attack}).content.decode()
    assert "<script>alert" not in asked
    assert "<img" not in asked
    assert "onload=alert(1)>" not in asked.replace("&gt;", "")


def test_no_page_of_results_asks_more_when_there_is_more(client, press, minsk):
    def queries(url: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(url).status_code == 200
        return len(captured)

    def report(number: int) -> None:
        source = Source.objects.create(name=f"مصدر {number}")
        article = publish(headline=f"خبر القمة {number}", source=source)
        Coverage.objects.create(article=article, summit=minsk)
        Photo.objects.create(article=article, caption="صورة")

    urls = ["/search/?q=خبر", "/search/?q=قمة&city=minsk", "/search/?q=قمة&sort=newest&page=1"]
    report(0)
    client.get(urls[0])  # what changed is settled by the first reader, who reads the names too
    few = [queries(url) for url in urls]
    for number in range(1, 31):
        report(number)
    client.get(urls[0])
    many = [queries(url) for url in urls]
    assert all(b <= a for a, b in zip(few, many, strict=True)), (few, many)
    assert max(many) <= USUAL_QUERIES


# What is not public


def test_a_draft_is_neither_found_nor_suggested_nor_counted(client, search, press, draft):
    page = search(SECRET_WORD)
    assert not headlines(page)
    assert SECRET_WORD not in client.get("/search/suggest", {"q": SECRET_WORD[:3]}).content.decode()
    assert SECRET_WORD not in client.get("/search/", {"q": SECRET_WORD[:-1] + "ى"}).content.decode()
    draft.publish()
    assert headlines(search(SECRET_WORD)) == [draft.headline]


def test_what_a_source_does_not_allow_is_not_quoted(client, article):
    Source.objects.filter(pk=article.source_id).update(rights="link_only")
    answer = client.get("/search/", {"q": "مينسك"}).content.decode()
    assert article.headline.split()[-1] in answer
    assert article.standfirst not in answer
    assert not headlines_of(client, "اجتمع القادة")


def headlines_of(client, q: str) -> bool:
    return "<article" in client.get("/search/", {"q": q}).content.decode()


# Suggestions


def test_suggestions_are_names_summits_words_and_headlines(read, press):
    page = read("/search/suggest?q=مين")
    options = page.xpath("//li[@role='option']")
    assert any("مينسك" in squeezed(option) for option in options)
    assert all(option.get("data-address").startswith("/") for option in options)
    assert len(options) <= 10


def test_nothing_typed_gives_no_suggestions(client, press):
    assert "option" not in client.get("/search/suggest").content.decode()
    assert "option" not in client.get("/search/suggest", {"q": " "}).content.decode()


def test_suggestions_are_kept_for_a_minute_and_set_no_cookie(client, press):
    response = client.get("/search/suggest", {"q": "قم"})
    assert response.headers["Cache-Control"] == "public, max-age=60"
    assert not response.cookies


# The feed

ATOM = {"a": "http://www.w3.org/2005/Atom"}


@pytest.fixture
def feed(client, settings):
    settings.SITE_URL = "https://archive.example"

    def parse(query: str = ""):
        response = client.get(f"/search/feed.atom{query}")
        assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
        return etree.fromstring(response.content)

    return parse


def titles_of_feed(tree) -> list[str]:
    return tree.xpath("a:title/text()", namespaces=ATOM)


def titles(tree) -> list[str]:
    return tree.xpath("a:entry/a:title/text()", namespaces=ATOM)


def test_any_search_is_a_feed_the_newest_first(feed, press):
    assert titles(feed("?q=القادة")) == [press[2].headline, press[0].headline, press[1].headline]
    assert titles(feed("?q=القادة&city=minsk")) == [press[0].headline, press[1].headline]
    assert len(titles(feed())) == 3
    assert titles(feed(f"?q={SECRET_WORD}")) == []


def test_a_feed_names_its_search(feed, press):
    tree = feed("?city=minsk&q=قمة")
    assert tree.xpath("a:title/text()", namespaces=ATOM) == ["أرشيف القمم: نتائج «قمة»"]
    own = tree.xpath("a:link[@rel='self']/@href", namespaces=ATOM)
    assert own == ["https://archive.example/search/feed.atom?q=%D9%82%D9%85%D8%A9&city=minsk"]
    page = tree.xpath("a:link[@rel='alternate']/@href", namespaces=ATOM)
    assert page[0].startswith("https://archive.example/search/?q=")


@pytest.mark.parametrize("query", ["year=abc", "city=nowhere", "q=" + "ق" * 501])
def test_a_feed_refuses_what_it_cannot_read(client, db, query):
    assert client.get(f"/search/feed.atom?{query}").status_code == 400


def test_a_page_of_results_leads_to_its_feed_and_its_data(search, press):
    links = search("قمة", city="minsk").xpath("//main//a/@href")
    question = "?q=%D9%82%D9%85%D8%A9&city=minsk"
    assert {f"/search/feed.atom{question}", f"/api/v1/search/{question}"} <= set(links)


def test_the_list_of_initiatives_names_what_was_asked(read, db):
    def heading(address: str) -> str:
        return squeezed(read(address).xpath("//h2[@class='count']")[0])

    assert heading("/initiatives/?q=إرهاب").startswith("نتائج «إرهاب»: ")
    assert heading("/initiatives/?q=زرافة") == "نتائج «زرافة»: لا مبادرات بهذه الصفات"
    assert "نتائج" not in heading("/initiatives/")


def test_the_list_of_articles_leads_to_the_ranked_search(read, press):
    assert read("/articles/?q=قمة&city=minsk").xpath("//main//a[contains(@href, '/search/')]/@href")
    assert not read("/articles/").xpath("//main//a[contains(@href, '/search/')]/@href")


def test_a_summit_is_found_by_its_day(search, press):
    summit = Summit.objects.get(slug="2023-11-23-minsk")
    page = search("23 نوفمبر 2023")
    assert summit.get_absolute_url() in page.xpath("//*[@aria-labelledby='summits']//a/@href")
