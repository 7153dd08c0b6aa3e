"""Long lists: numbered pages first, then pages that begin at a place, and the way to a year."""

from datetime import date, timedelta
from random import Random
from urllib.parse import quote

import pytest
from django.db.models import Window
from django.db.models.functions import RowNumber
from django.utils import timezone

from articles import lengths
from articles.models import Article, Source, StoryFamily
from articles.querysets.articles import OUT_ON
from csto_archive import paging
from csto_archive.search.index import ARTICLES
from csto_archive.templatetags.arabic import counted
from tests.site.reading import headlines, squeezed, visible_text

pytestmark = pytest.mark.django_db

MANY = 87
A_PAGE = 20
NEWER, OLDER = ".//a[@rel='prev']/@href", ".//a[@rel='next']/@href"


@pytest.fixture
def many(db) -> list[str]:
    """The headlines of a long list, the newest first; some came out on the same day."""
    source = Source.objects.create(name="الصحيفة الطويلة")
    start = date(2019, 6, 1)
    Article.objects.bulk_create(
        Article(
            headline=f"خبر رقم {n}", slug=f"خبر-{n}", source=source, status="published", version=1,
            published_at=timezone.now(), published_on=start + timedelta(days=n // 3 * 30),
            sort_date=start + timedelta(days=n // 3 * 30), published_precision="day",
        )
        for n in range(MANY)
    )  # fmt: skip
    while ARTICLES.settle():
        pass
    return [f"خبر رقم {n}" for n in reversed(range(MANY))]


@pytest.fixture
def few_numbers(monkeypatch):
    """Two numbered pages, as of a list that goes on far behind its fiftieth."""
    monkeypatch.setattr(paging, "MOST_NUMBERED", 2)
    monkeypatch.setattr(lengths, "MOST_NUMBERED", 2)


def walk(read, url: str, way: str) -> list[list[str]]:
    """The headlines of each page from `url` on."""
    pages = []
    while url is not None:
        page = read(url)
        pages.append(headlines(page))
        links = page.xpath(way)
        url = f"/articles/{links[0]}" if links else None
        assert len(pages) < 2 * MANY
    return pages


@pytest.mark.parametrize("filters", ["", "&q=خبر", "&source=الصحيفة-الطويلة"])
def test_a_reader_who_goes_on_sees_everything_once(read, many, few_numbers, filters):
    pages = walk(read, f"/articles/?page=1{filters}", OLDER)
    assert [len(page) for page in pages] == [20, 20, 20, 20, 7]
    assert sum(pages, []) == many


def test_a_reader_who_comes_back_sees_the_same_pages_and_then_the_first(read, many, few_numbers):
    pages = walk(read, "/articles/?after=end", NEWER)
    assert sum(reversed(pages[:-1]), [])[-60:] == many[-60:]
    assert pages[-1] == many[:A_PAGE]


def test_what_comes_in_meanwhile_moves_no_page_behind_a_place(read, many, few_numbers, source):
    page = read("/articles/?page=2")
    older = page.xpath(OLDER)[0]
    before = headlines(read(f"/articles/{older}"))
    Article(headline="خبر جديد", source=source, published_on="2026-01-01").publish()
    assert headlines(read(f"/articles/{older}")) == before == many[40:60]


def test_pages_without_a_number_lead_back_to_the_beginning(read, many, few_numbers):
    older = read("/articles/?page=2&source=الصحيفة-الطويلة").xpath(OLDER)[0]
    page = read(f"/articles/{older}")
    assert not page.xpath("//nav[@class='pagination']//*[@aria-current]")
    first = page.xpath("//li[@class='edge']/a/@href")[0]
    assert headlines(read(f"/articles/{first}")) == many[:A_PAGE]
    assert "before" not in first
    assert "source=" in first


def test_a_year_begins_with_its_last_day(read, many):
    page = read("/articles/?until=2020")
    first = headlines(page)[0]
    assert Article.objects.get(headline=first).published_on.year == 2020
    assert Article.objects.filter(published_on__year=2020).order_by("-published_on", "-pk")[0] \
        .headline == first  # fmt: skip
    assert headlines(read("/articles/?until=٢٠٢٠")) == headlines(page)


def test_the_years_are_told_with_how_much_came_out_in_them(read, many, draft):
    page = read("/articles/")
    years = [squeezed(li) for li in page.xpath("//details[@class='jump']//li")]
    public = Article.objects.published()
    assert years == [
        f"{year} {counted(public.filter(published_on__year=year).count(), 'article')}"
        for year in sorted({day.year for day in public.dates("published_on", "year")}, reverse=True)
    ]


def test_years_of_samples_alone_are_told_as_such(read, many):
    Article.objects.update(is_sample=True)
    years = [squeezed(li) for li in read("/articles/").xpath("//details[@class='jump']//li")]
    numbers = Article.objects.filter(published_on__year=2019).count()
    assert years[-1] == f"2019 {counted(numbers, 'sample')}"


def test_numbers_may_be_typed_in_eastern_digits(read, many):
    assert headlines(read("/articles/?page=٢")) == headlines(read("/articles/?page=2")) != []
    assert headlines(read("/articles/?page=۳")) == many[40:60]
    assert headlines(read("/articles/?page=1899")) == many[80:]


@pytest.mark.parametrize("name", ["before", "after", "until", "page"])
@pytest.mark.parametrize(
    "value",
    ["", "x", "\x00", "-1", "0", "²", "9" * 5000, "WyIyMDIzLTExLTIzIiwiNDEiXQ:x", "end:end",
     "٠٠٠", "'; --", "1" * 10],
)  # fmt: skip
def test_no_place_that_was_not_handed_out_leads_anywhere(read, many, name, value):
    shown = headlines(read(f"/articles/?{name}={quote(value)}"))
    assert shown == many[:A_PAGE]


def test_a_place_of_another_list_leads_nowhere(read, many, few_numbers):
    forged = paging.Signer(salt="another").sign_object(["2020-01-01", "1"])
    assert headlines(read(f"/articles/?before={forged}")) == many[:A_PAGE]


def test_what_takes_too_long_to_count_is_told_as_a_bound(read, many, monkeypatch):
    monkeypatch.setattr(lengths, "MOST_COUNTED", 50)
    page = read("/articles/?published_after=1990-01-01")
    assert "أكثر من 10,000 مقال" in visible_text(page)
    assert headlines(page) == many[:A_PAGE]
    for exact in ("source=الصحيفة-الطويلة", "q=خبر"):
        assert "أكثر من" not in visible_text(read(f"/articles/?{exact}"))


def test_a_draft_changes_no_length(read, many, draft):
    with_draft = squeezed(read("/articles/").xpath("//h2[@id='results']")[0])
    draft.delete()
    assert squeezed(read("/articles/").xpath("//h2[@id='results']")[0]) == with_draft


def test_samples_are_counted_as_such(read, many):
    Article.objects.filter(headline__in=many[:3]).update(is_sample=True)
    assert "منها 3 عيّنات تعليمية" in squeezed(read("/articles/").xpath("//h2[@id='results']")[0])


def test_a_story_is_told_by_the_first_of_those_the_filters_leave():
    """As ranking all of them says, which is slow and plain."""
    draw = Random(3)  # noqa: S311
    sources = [Source.objects.create(name=f"مصدر {n}") for n in range(4)]
    stories = [StoryFamily.objects.create(title=f"قصة {n}") for n in range(12)]
    for n in range(120):
        on = date(2023, 1, 1) + timedelta(days=draw.randrange(6))
        precision = draw.choice(["day", "day", "month", ""])
        Article.objects.create(
            headline=f"خبر {n}", source=draw.choice(sources),
            story_family=draw.choice([None, *stories]), published_precision=precision,
            published_on=on if precision else None, published_at=timezone.now(),
            status=draw.choice(["published", "published", "published", "draft"]),
        )  # fmt: skip
    place = Window(RowNumber(), partition_by="story_family", order_by=[OUT_ON.asc(), "pk"])
    for articles in (
        Article.objects.published(),
        Article.objects.published().filter(source__in=sources[:2]),
        Article.objects.filter(published_on__gt="2023-01-03"),
    ):
        told = articles.order_by().filter(story_family__isnull=False).annotate(place=place)
        later = set(told.filter(place__gt=1).values_list("pk", flat=True))
        expected = set(articles.values_list("pk", flat=True)) - later
        for is_listed in (False, True):
            shown = articles.once_a_story(is_listed).values_list("pk", flat=True)
            assert set(shown) == expected
        assert later
