"""Which article a page is: what a page states of itself overwrites nothing."""

from datetime import date

import pytest

from articles import bodies
from articles.importing.overlap import shared_wording
from articles.importing.pipeline import understand
from articles.importing.read import read_bytes
from articles.importing.save import NEWER, Options, save_page
from articles.importing.save.batches import open_batch
from articles.models import Article, Capture
from tests.importing.goldens import PAGES, TODAY
from tests.importing.reference import authority

pytestmark = pytest.mark.django_db

MINSK = (PAGES / "01-minsk-2023-boycott.txt").read_text(encoding="utf-8")
BUDGET = "قمة مينسك تقر ميزانية المنظمة للعام المقبل", (
    "أقر قادة منظمة معاهدة الأمن الجماعي في مينسك يوم 23 نوفمبر 2023 ميزانية العام المقبل كاملة.",
    "وقال الأمين العام إن الإنفاق على التدريب المشترك سيزداد، وإن الأمانة ستنشر تفاصيله قريباً.",
    "وأضاف أن لجنة الموازنة راجعت الحسابات ثلاث مرات قبل أن تعرضها على المجلس للمصادقة عليها.",
)  # fmt: skip
ABSENCE = "أرمينيا تغيب عن اجتماع القادة في مينسك", (
    "غاب رئيس وزراء أرمينيا عن قمة منظمة معاهدة الأمن الجماعي في مينسك التي عقدت هذا الأسبوع.",
    "وكانت يريفان قد أبلغت شركاءها مسبقاً بأنها لن توفد أحداً، وطلبت تأجيل بحث مسائل تخصها.",
    "ورأى محللون في هذا الغياب علامة على فتور متزايد بين العاصمة الأرمنية وحلفائها القدامى.",
)  # fmt: skip
ADDRESS = "https://site.example/news/1"
NOW, PUBLISH = Options(), Options(publish=True)


def html(article, url: str, more: str = "") -> str:
    headline, paragraphs = article
    prose = "".join(f"<p>{text}</p>" for text in (*paragraphs, *filter(None, [more])))
    head = f'<meta property="og:url" content="{url}"><title>{headline}</title>'
    return f"<html><head>{head}</head><body><h1>{headline}</h1>{prose}</body></html>"


def plain(*articles, url: str = "", more: str = "") -> str:
    texts = [
        "\n\n".join([f"{title}\n23 نوفمبر 2023", *paragraphs, f"رابط مختصر: {url}"])
        for title, paragraphs in articles
    ]
    return "\n\n\n".join(texts) + more


def save(text: str, options: Options = NOW, url: str = ""):
    name = "a.html" if text.startswith("<") else "a.txt"
    page = read_bytes(text.encode(), name, url)
    return save_page(page, understand(page, authority(), TODAY), open_batch(), options)


def stored(saved, at: int = 0) -> Article:
    return Article.objects.get(pk=saved.articles[at])


@pytest.mark.parametrize("home", ["https://site.example", "https://site.example/?utm_source=x"])
def test_a_home_page_is_the_address_of_no_article(home):
    first, second = save(html(BUDGET, home), PUBLISH), save(html(ABSENCE, home), PUBLISH)
    assert Article.objects.published().count() == 2
    assert stored(first).original_url == stored(second).original_url == ""


def test_another_text_under_a_stated_address_is_a_draft_without_it():
    first = stored(save(html(BUDGET, ADDRESS), PUBLISH))
    saved = save(html(ABSENCE, ADDRESS), PUBLISH)
    assert (saved.outcome, stored(saved).status) == ("created", Article.Status.DRAFT)
    assert stored(saved).original_url == ""
    assert str(first.pk) in saved.problem
    assert Article.objects.get(pk=first.pk).headline == BUDGET[0]


def test_an_address_that_the_editor_gives_says_which_article_it_is():
    first = save(html(BUDGET, ADDRESS))
    saved = save(html(ABSENCE, ""), url=ADDRESS)
    assert (saved.outcome, saved.articles) == ("updated", first.articles)
    assert stored(saved).headline == ABSENCE[0]


def test_an_article_that_its_editor_rewrote_is_still_known_by_its_last_page():
    article = stored(save(html(BUDGET, ADDRESS)))
    article.headline, article.body = "عنوان جديد", "<p>نص جديد كتبه المحرر من أوله إلى آخره.</p>"
    article.save()
    saved = save(html(BUDGET, ADDRESS, ABSENCE[1][2]))
    assert (saved.outcome, saved.articles) == ("updated", (article.pk,))


def test_public_text_changes_only_where_the_run_publishes():
    first = stored(save(html(BUDGET, ADDRESS), PUBLISH))
    longer = html(BUDGET, ADDRESS, ABSENCE[1][2])
    before = Article.objects.values().get()
    saved = save(longer)
    capture = Capture.objects.latest("pk")
    assert (saved.outcome, saved.articles) == (NEWER, (first.pk,))
    assert Article.objects.values().get() == before
    assert (capture.status, bool(capture.problem)) == (Capture.Status.NEEDS_EDITOR, True)
    assert save(longer).outcome == "skipped"
    assert save(longer, PUBLISH).outcome == "updated"
    capture.refresh_from_db()
    assert (capture.status, capture.problem) == (Capture.Status.IMPORTED, "")
    assert ABSENCE[1][2] in stored(saved).body


def test_a_published_article_whose_page_says_nothing_new_needs_no_editor():
    save(html(BUDGET, ADDRESS), PUBLISH)
    assert save(html(BUDGET, ADDRESS) + "<!-- -->").outcome == NEWER
    assert not Capture.objects.filter(status=Capture.Status.NEEDS_EDITOR).exists()


def test_two_articles_on_a_page_with_one_short_link_are_two_articles():
    saved = save(plain(BUDGET, ABSENCE, url=ADDRESS))
    assert [a.headline for a in Article.objects.order_by("part")] == [BUDGET[0], ABSENCE[0]]
    assert [stored(saved, at).original_url for at in (0, 1)] == [ADDRESS, ""]
    assert saved.problem


def test_a_page_of_two_known_articles_is_brought_up_to_date():
    first = save(plain(BUDGET, ABSENCE, url=ADDRESS))
    again = save(plain(BUDGET, ABSENCE, url=ADDRESS, more="\n"))
    assert (again.outcome, again.articles) == ("updated", first.articles)
    parts = Article.objects.order_by("part").values_list("part", "capture")
    assert list(parts) == [(0, Capture.objects.latest("pk").pk), (1, stored(again).capture_id)]


def test_two_known_articles_with_links_of_their_own_are_brought_up_to_date():
    both = "\n\n\n".join([plain(BUDGET, url=ADDRESS), plain(ABSENCE, url=f"{ADDRESS}2")])
    first, again = save(both), save(both + "\n")
    assert (again.outcome, again.articles) == ("updated", first.articles)


def test_an_undated_article_is_sorted_by_its_summit():
    undated = html(("بيان القمة", ABSENCE[1]), "").replace("هذا الأسبوع", "عام 2023")
    article = stored(save(undated))
    assert article.published_on is None
    assert article.main_summits[0].slug == "2023-11-23-minsk"
    assert article.sort_date == date(2023, 11, 23)


def test_the_day_and_its_precision_are_one_field():
    article = stored(save(MINSK))
    article.published_on = date(2023, 11, 24)
    article.save()
    article.imported["published_precision"] = "month"
    article.save()
    saved = save(MINSK + "\n")
    article.refresh_from_db()
    assert saved.kept == ("published_on",)
    assert (article.published_on, article.published_precision) == (date(2023, 11, 24), "day")


def test_an_editors_day_keeps_its_precision_when_the_page_is_less_precise():
    dated = '<meta property="article:published_time" content="2023-11-23">'
    page = html(BUDGET, ADDRESS).replace("<title>", f"{dated}<title>")
    article = stored(save(page.replace("يوم 23 نوفمبر 2023", "")))
    article.published_precision = "month"
    article.save()
    assert save(page.replace("2023-11-23", "2023-11-25")).kept == ("published_on",)
    article.refresh_from_db()
    assert (article.published_on, article.published_precision) == (date(2023, 11, 23), "month")


@pytest.mark.parametrize(("bound", "value"), [("MAX_TAGS", 4), ("MAX_LENGTH", 200)])
def test_an_article_too_long_to_keep_waits_in_its_capture(bound, value, monkeypatch):
    monkeypatch.setattr(bodies, bound, value)
    saved = save(html(BUDGET, ADDRESS))
    capture = Capture.objects.get()
    assert (saved.outcome, capture.status) == ("needs_editor", Capture.Status.NEEDS_EDITOR)
    assert "أطول" in capture.problem
    assert not Article.objects.exists()


@pytest.mark.parametrize("told", [False, True])
@pytest.mark.parametrize("path", ["%D8%A7" * 200, "ا" * 980, "😀" * 900])
def test_an_address_too_long_to_keep_is_dropped_whole(told, path):
    url = f"https://site.example/?q={path}" if told else f"https://site.example/{path}/?q={path}"
    saved = save(html(BUDGET, "" if told else url), url=url if told else "")
    article = stored(saved)
    assert (article.original_url, article.canonical_url, article.capture.url) == ("", None, "")
    assert "أطول" in saved.problem


def test_wording_is_shared_by_versions_of_a_text_and_not_by_texts_on_one_summit():
    one, other = (" ".join(text) for _title, text in (BUDGET, ABSENCE))
    assert shared_wording(one, f"{one} {other}") == 1
    assert shared_wording(one, other) < 0.1
    assert shared_wording("", one) == 0
