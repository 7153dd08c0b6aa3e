"""The filters of lists: each choice with its count, each filter in force with a way out."""

from random import Random

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from articles import offering
from articles.filters import ArticlePageFilter
from articles.listing import length_found
from articles.models import Article, Source, StoryFamily
from csto_archive.filtering import understood
from csto_archive.versions import asked_once
from summits.filters import InitiativePageFilter, SummitPageFilter
from summits.models import Member, Summit
from tests.site.reading import headlines, squeezed, summits_listed, visible_text


@pytest.fixture
def archive(article, draft) -> None:
    """Articles with one summit, with several and with none, and as many that nobody may read."""
    random = Random(5)  # noqa: S311
    summits, members = list(Summit.objects.all()), list(Member.objects.all())
    sources = [None, *(Source.objects.create(name=f"صحيفة {n}") for n in range(3))]
    for number in range(24):
        status = "published" if number % 2 else random.choice(["draft", "withdrawn", "merged"])
        article = Article.objects.create(
            headline=f"قمة {number}", status=status, source=random.choice(sources),
            published_on=f"2023-11-{number + 1:02}", is_sample=number % 5 == 0,
        )  # fmt: skip
        if number == 23:
            Article.objects.filter(pk=article.pk).update(published_at="2130-01-01T00:00Z")
        for summit in random.sample(summits, random.randrange(4)):
            article.coverage.create(
                summit=summit, role=random.choice(["main", "main", "background"])
            )
        for member in random.sample(members, random.randrange(4)):
            article.mentions.create(member=member)


def asked(filters, query: str = ""):
    return understood(filters(QueryDict(query), filters._meta.model.objects.published()))


@pytest.mark.parametrize(
    ("filters", "query"),
    [(SummitPageFilter, ""), (SummitPageFilter, "city=moscow"),
     (SummitPageFilter, "year=2022&kind=extraordinary"),
     (SummitPageFilter, "member=armenia&attendance=absent"),
     (SummitPageFilter, "city=moscow&held_after=2012-01-01&q=يوبيلية"),
     (InitiativePageFilter, ""), (InitiativePageFilter, "kind=declaration&member=russia"),
     (InitiativePageFilter, "summit=2025-11-27-bishkek"),
     (ArticlePageFilter, ""), (ArticlePageFilter, "year=2022"),
     (ArticlePageFilter, "city=moscow&kind=regular"), (ArticlePageFilter, "member=armenia"),
     (ArticlePageFilter, "member=armenia&city=minsk&summit_status=held"),
     (ArticlePageFilter, "source=صحيفة-1&published_after=2023-11-09"),
     (ArticlePageFilter, "source=صحيفة-1&published_on=2023-11-09&is_sample=false"),
     (ArticlePageFilter, "q=قمة&city=moscow"), (ArticlePageFilter, "q=قمة"),
     (ArticlePageFilter, "mentioned_summit=2023-11-23-minsk")],
)  # fmt: skip
def test_a_choice_finds_as_much_as_it_says(archive, filters, query):
    found = asked(filters, query)
    assert found.found.bit_count() == found.qs.count()
    for name, facet in found.facets.items():
        for choice in facet.choices:
            taken = QueryDict(query, mutable=True)
            taken[name] = choice.value
            what = (name, choice.label)
            assert choice.count == asked(filters, taken.urlencode()).qs.count(), what
            assert choice.chosen == (QueryDict(query).get(name) == choice.value), what


@pytest.mark.parametrize(
    "query",
    ["q=قمة", "q=قمه زلابية", "q=قمة&member=armenia", "q=ططط", "q=متى كانت قمة مينسك؟",
     "q=قمة&year=2023&source=صحيفة-1"],
)  # fmt: skip
def test_a_list_out_of_memory_is_the_list_of_the_rows(archive, query):
    tell_in_stories()
    found = asked(ArticlePageFilter, query)
    length, rows = length_found(found), found.entries.newest_first().values_list("pk", flat=True)
    assert found.listed is not None
    assert list(length.first) == list(rows)
    assert (length.articles, length.entries) == (found.qs.count(), rows.count())
    assert length.samples == found.qs.filter(is_sample=True).count()


def tell_in_stories() -> None:
    """Every third article, some of them known by their year alone."""
    for number, article in enumerate(Article.objects.filter(status="published")):
        if number % 3 == 0:
            precision = "year" if number % 2 else "day"
            story, _new = StoryFamily.objects.get_or_create(title=f"قصة {number % 4}")
            Article.objects.filter(pk=article.pk).update(
                story_family=story, published_precision=precision
            )


@pytest.mark.parametrize(
    "query", ["", "q=قمة&published_after=2023-11-05", "q=قمة&summit=2023-11-23-minsk"]
)
def test_what_the_index_does_not_know_is_looked_up_in_the_rows(archive, query):
    assert asked(ArticlePageFilter, query).listed is None


def test_what_has_none_of_the_choices_is_counted_apart(archive):
    without = asked(InitiativePageFilter).facets["member"].without
    assert without == InitiativePageFilter.Meta.model.objects.filter(sponsor=None).count() > 0
    without = asked(ArticlePageFilter, "q=قمة").facets["source"].without
    found = asked(ArticlePageFilter, "q=قمة").qs
    assert without == found.filter(source=None).count() > 0


def test_invented_articles_are_counted_and_said_to_be_invented(read, archive):
    found = asked(ArticlePageFilter)
    assert found.samples == found.qs.filter(is_sample=True).count() == 2
    assert "وفي النتائج الآن عيّنتان تعليميتان." in visible_text(read("/articles/"))
    Article.objects.update(is_sample=False)
    assert "عيّن" not in visible_text(read("/articles/"))


def test_the_form_says_the_counts(read, db):
    options = read("/summits/").xpath("//select[@name='city']/option")
    assert [squeezed(option) for option in options][:3] == ["الكل", "أستانا (4)", "بوروفوي (1)"]
    options = read("/summits/?city=minsk").xpath("//select[@name='year']/option")
    assert {"2023 (1)", "2022 (0)"} <= {squeezed(option) for option in options}


def test_a_rare_choice_that_was_made_stays_in_the_form(read, archive, monkeypatch):
    monkeypatch.setattr(offering, "MOST_CHOICES", 1)
    sources = read("/articles/").xpath("//select[@name='source']/option/@value")
    assert len(sources) == 2
    rare = next(s.slug for s in Source.objects.published() if s.slug not in sources)
    page = read(f"/articles/?source={rare}")
    assert page.xpath("//select[@name='source']/option[@selected]/@value") == [rare]


@pytest.mark.parametrize(
    ("url", "name", "value"),
    [("/summits/?year=٢٠٢٣", "year", "2023"), ("/articles/?year=۲۰۲۳", "year", "2023"),
     ("/articles/?published_after=٢٠٢٣-١١-٠١", "published_after", "2023-11-01")],
)  # fmt: skip
def test_eastern_digits_are_understood_and_shown_as_western(read, article, url, name, value):
    page = read(url)
    assert not page.xpath("//*[@role='alert']")
    field = f"//*[@name='{name}']"
    assert page.xpath(f"{field}/@value | {field}/option[@selected]/@value") == [value]
    assert headlines(page) == [article.headline] or summits_listed(page)


def chips(page) -> dict[str, str]:
    """What each says -> where its way out leads."""
    return {
        squeezed(li).partition(" امسح")[0]: li.xpath("a[@class='out']/@href")[0]
        for li in page.xpath("//ul[@class='in-force']/li[a[@class='out']]")
    }


def test_each_filter_in_force_has_a_way_out(read, initiative):
    page = read(f"/summits/?view=map&year=2025&city=bishkek&initiative={initiative.slug}&page=7")
    found = chips(page)
    assert list(found) == ["السنة: 2025", "المدينة: بيشكيك", f"مبادرة: {initiative}"]
    kept = f"/summits/?city=bishkek&initiative={initiative.slug}&view=map"
    assert found["السنة: 2025"] == kept
    assert list(chips(read(kept))) == ["المدينة: بيشكيك", f"مبادرة: {initiative}"]
    assert page.xpath("//ul[@class='in-force']/li[@class='all']/a/@href") == ["/summits/?view=map"]
    assert page.xpath(f"//ul[@class='in-force']//a[@href='{initiative.get_absolute_url()}']")
    assert not chips(read("/summits/?view=map"))


def test_a_filter_in_force_is_said_in_words(read, article):
    url = "/articles/?q=قمة&kind=regular&member=armenia&published_after=2023-11-01"
    assert list(chips(read(url))) == [
        "كلمات: قمة", "نوع القمة: دورة عادية", "الدولة: أرمينيا",
        "منشور منذ: 1 نوفمبر/تشرين الثاني 2023",
    ]  # fmt: skip
    assert list(chips(read("/summits/?member=armenia&attendance=absent"))) == [
        "الدولة: أرمينيا", "الحضور: غاب",
    ]  # fmt: skip


def test_what_was_not_understood_is_no_filter_in_force(read, db):
    page = read("/summits/?year=abc&city=minsk")
    assert list(chips(page)) == ["المدينة: مينسك"]
    assert page.xpath("//details[@class='fold'][@open]"), "the faulty field is out of sight"
    assert not read("/summits/?city=minsk").xpath("//details[@class='fold'][@open]")


def test_hostile_values_do_not_grow_in_the_addresses(client, db):
    answer = client.get("/summits/", {"view": "ا" * 5000, "unknown": "ا" * 5000, "city": "minsk"})
    assert "ا" * 5000 not in answer.content.decode()
    assert len(answer.content) < 60_000


def test_initiatives_are_entered_by_kind_sponsor_and_status(read, db):
    page = read("/initiatives/")
    ways = {
        squeezed(a.getparent()): a.get("href") for a in page.xpath("//nav[@class='ways-in']//a")
    }
    assert ways["قرار 37"] == "/initiatives/?kind=decision"
    assert ways["روسيا 7"] == "/initiatives/?member=russia"
    assert ways["أُقرّت 76"] == "/initiatives/?status=adopted"
    assert squeezed(page.xpath("//nav[@class='ways-in']//li[@class='none']")[0]) == "غير مذكورة 88"
    for said, url in ways.items():
        count = int(said.split()[-1])
        assert asked(InitiativePageFilter, url.partition("?")[2]).qs.count() == count
    for url in ("/initiatives/?page=2", ways["قرار 37"]):
        assert not read(url).xpath("//nav[@class='ways-in']")


def test_a_line_of_an_initiative_shows_what_it_is_and_whose(read, db):
    line = squeezed(
        read("/initiatives/?member=russia&year=2025").xpath("//ol[@class='lines']/li")[0]
    )
    assert "بيشكيك، 27 نوفمبر/تشرين الثاني 2025 بمبادرة من روسيا" in line


@pytest.mark.parametrize(
    ("filters", "query", "most"),
    [(SummitPageFilter, "", 1), (SummitPageFilter, "city=minsk&year=2023", 1),
     (InitiativePageFilter, "kind=decision", 1), (ArticlePageFilter, "", 2),
     (ArticlePageFilter, "city=minsk&year=2023", 2)],
)  # fmt: skip
def test_all_choices_are_looked_up_at_once(archive, filters, query, most):
    with CaptureQueriesContext(connection) as queries, asked_once():
        assert asked(filters, query).facets
    assert len(queries) <= most + 1  # the version


@pytest.mark.parametrize(
    "url",
    ["/summits/?view=timeline", "/summits/?view=map", "/summits/?view=grid&city=minsk",
     "/summits/?member=armenia&attendance=absent&view=timeline", "/initiatives/?kind=decision",
     "/summits/?view=timeline&initiative=2025-11-27-01"],
)  # fmt: skip
def test_lists_ask_little(client, archive, initiative, url):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    assert len(queries) <= 7
