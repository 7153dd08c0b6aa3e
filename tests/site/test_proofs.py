"""An article shows the words that its links rest on, and no word more than anybody may see."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Article, Capture, Coverage, Evidence
from csto_archive.unchanged import ANSWERS
from tests.conftest import SECRET_WORD
from tests.site.reading import section, squeezed

ARMENIA, MINSK, OTHER = "/members/armenia/", "2023-11-23-minsk", "2022-11-23-yerevan"
BODY = (
    "<p>اجتمع القادة في <em>مينسك</em> وغابت أرمينيا.</p>\n"
    '<p>وعادت أرمينيا. <a href="https://a.example/">الخميس</a> ثم الخميس، وإعلان القادة.</p>'
)


@pytest.fixture
def article(article) -> Article:
    """With a body whose words prove its links, drawn from a page that was captured in Riyadh."""
    with time_machine.travel(datetime(2024, 1, 19, 22, tzinfo=UTC), tick=False):
        capture = Capture.objects.create(
            content=SECRET_WORD.encode(), sha256="2" * 64, size=4, media_type="text/html"
        )
    Article.objects.filter(pk=article.pk).update(capture=capture, body=BODY)
    return Article.objects.get(pk=article.pk)


@pytest.fixture
def prove(article):
    def add(field: str, value: str, quote: str, **more) -> Evidence:
        place = {"start": 10, "end": 10 + len(quote), "rule": "country", "confidence": 99, **more}
        return Evidence.objects.create(
            article=article, capture=article.capture, field=field, value=value, quote=quote, **place
        )

    return add


def said(page) -> list[tuple[str, str]]:
    """Words of the body and the addresses that they lead to."""
    return [
        (squeezed(a), a.get("href")) for a in page.xpath("//div[@class='body']//a[@class='said']")
    ]


def where(page) -> list[str]:
    return [squeezed(e) for e in page.xpath("//aside//*[@class='where']")]


def test_words_of_the_body_lead_to_what_they_prove_where_they_stand_first(read, article, prove):
    prove("member", "AM", "أرمينيا")
    prove("main_summit", MINSK, "الخميس")
    page = read(article.get_absolute_url())
    assert said(page) == [("أرمينيا", ARMENIA), ("الخميس", f"/summits/{MINSK}/")]
    assert squeezed(page.xpath("//*[@id='p1']")[0]) == "اجتمع القادة في مينسك وغابت أرمينيا."
    assert page.xpath("//*[@id='p1']/a[@class='said']/@title") == ["أرمينيا"]
    assert page.xpath("//a[@href='https://a.example/']/text()") == ["الخميس"]
    assert where(page) == ["وردت: «الخميس»", "وردت: «أرمينيا»"]
    jumps = page.xpath("//*[@class='where']/a/@href")
    assert all(page.xpath(f"//div[@class='body']//*[@id='{jump[1:]}']") for jump in jumps)
    assert Article.objects.get(pk=article.pk).body == BODY


def test_words_that_only_the_headline_has_are_told_without_a_link(read, article, prove):
    prove("absent", "AM", "بمقعد أرميني")
    page = read(article.get_absolute_url())
    assert said(page) == []
    assert where(page) == ["وردت: «بمقعد أرميني»"]
    assert page.xpath("//*[@class='where']/a") == []


def test_words_across_other_markup_are_told_without_a_link(read, article, prove):
    prove("main_summit", MINSK, "في مينسك وغابت")
    page = read(article.get_absolute_url())
    assert (said(page), where(page)) == ([], ["وردت: «في مينسك وغابت»"])


def test_of_words_that_prove_two_records_both_are_told(read, article, prove):
    prove("member", "AM", "أرمينيا")
    prove("main_summit", MINSK, "أرمينيا")
    page = read(article.get_absolute_url())
    assert len(said(page)) == 1
    assert len(where(page)) == 2


@pytest.mark.parametrize("rights", ["excerpt", "link_only"])
def test_nothing_is_quoted_without_the_right(read, article, prove, source, rights):
    prove("member", "AM", "أرمينيا")
    source.rights = rights
    source.save()
    page = read(article.get_absolute_url())
    assert (said(page), where(page)) == ([], [])


@pytest.mark.parametrize("decision", ["rejected", "corrected"])
def test_what_an_editor_threw_out_is_not_quoted(read, article, prove, decision):
    prove("member", "AM", "أرمينيا", decision=decision, decided_value="KZ")
    assert where(read(article.get_absolute_url())) == []


def test_what_is_not_in_the_public_text_is_not_quoted(client, article, prove):
    prove("member", "AM", SECRET_WORD)
    prove("background_summit", OTHER, "القادة")  # no link of the article
    prove("member", "AM", "رمينيا")  # a part of a word
    answer = client.get(article.get_absolute_url()).content.decode()
    assert SECRET_WORD not in answer
    assert "وردت" not in answer
    assert "said-" not in answer


def test_hostile_words_stay_words(read, article, prove, armenia):
    attack = '"><script>alert(1)</script>'
    Article.objects.filter(pk=article.pk).update(
        body=f"<p>قال {attack.replace('<', '&lt;')} هنا</p>"
    )
    armenia.name = f"أرمينيا {attack}"
    armenia.save()
    prove("member", "AM", attack)
    page = read(article.get_absolute_url())
    assert said(page) == [(attack, ARMENIA)]
    assert not page.xpath("//script[not(@src)][not(@type)]")


def test_the_day_on_which_the_page_was_kept_stands_beside_its_address(read, article):
    origin = squeezed(read(article.get_absolute_url()).xpath("//p[@class='original']")[0])
    assert "rewaq.example" in origin
    assert "حُفظت نسخة من الصفحة في 20 يناير/كانون الثاني 2024" in origin


def test_the_articles_before_and_after_it_about_the_summit(read, article, draft, minsk):
    def publish(headline: str, day: str, status: str = "published") -> Article:
        made = Article(headline=headline, published_on=day, status=status)
        made.save()
        Coverage.objects.create(article=made, summit=minsk)
        return made

    assert not read(article.get_absolute_url()).xpath("//nav[@class='neighbours']")
    first, last = publish("قبلها", "2023-11-20"), publish("بعدها", "2023-11-25")
    publish(f"مسودة {SECRET_WORD}", "2023-11-23", "draft")
    publish(f"مسودة {SECRET_WORD}", "2023-11-22", "withdrawn")
    links = "//nav[@class='neighbours']/a"
    page = read(article.get_absolute_url())
    assert page.xpath(f"{links}[@rel='prev']/@href") == [first.get_absolute_url()]
    assert page.xpath(f"{links}[@rel='next']/@href") == [last.get_absolute_url()]
    assert read(first.get_absolute_url()).xpath(f"{links}/@rel") == ["next"]
    assert read(last.get_absolute_url()).xpath(f"{links}/@rel") == ["prev"]


def test_corrections_are_told_the_newest_first(read, article):
    article.corrections.create(text="أقدم", made_on="2024-01-01")
    article.corrections.create(text="أحدث", made_on="2025-01-01")
    notes = read(article.get_absolute_url()).xpath("//div[@class='notice']")
    told = [squeezed(note) for note in notes]
    assert [text.rpartition(" ")[2] for text in told[:2]] != []
    assert [t for t in told if "2024" in t or "2025" in t] == [
        "تصويب، 1 يناير/كانون الثاني 2025: أحدث", "تصويب، 1 يناير/كانون الثاني 2024: أقدم",
    ]  # fmt: skip


def test_all_this_is_asked_in_eight_questions(client, article, prove, carry):
    prove("member", "AM", "أرمينيا")
    carry(article)
    client.get(article.get_absolute_url())
    ANSWERS.clear()
    with CaptureQueriesContext(connection) as queries:
        page = client.get(article.get_absolute_url())
    assert page.status_code == 200
    assert len(queries) <= 8, [query["sql"][:200] for query in queries]


def test_the_facts_are_those_of_the_article(read, article):
    facts = section(read(article.get_absolute_url()), "facts")
    assert "القمة مينسك، 23 نوفمبر/تشرين الثاني 2023" in facts
    assert "قمم أخرى ورد ذكرها بيشكيك" in facts
