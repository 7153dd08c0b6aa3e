"""Sources: what each covered, where the gaps are, and the table of all of them."""

import csv
import io

import pytest

from articles.models import Article, Coverage, Source
from summits.models import Summit
from tests.site.reading import section, squeezed

TABLE, FILE = "/sources/coverage/", "/sources/coverage.csv"


@pytest.fixture
def cover(source):
    """Publishes an article of a source (the cast's) about the summits of these days."""

    def cover_summits(*slugs: str, by: Source = source, **fields) -> Article:
        article = Article(headline=f"خبر {Article.objects.count()}", source=by, **fields)
        article.publish()
        for summit in Summit.objects.filter(slug__in=slugs):
            Coverage.objects.create(article=article, summit=summit)
        return article

    return cover_summits


def cells_of(page, name: str) -> list[str]:
    row = next(tr for tr in page.xpath("//tbody/tr") if squeezed(tr[0]) == name)
    return [squeezed(td.xpath(".//*[@class='unseen']")[0]) for td in row.xpath("td")]


def test_sources_stand_under_their_kinds_and_countries(read, cover):
    for name, kind, country in (
        ("المرفأ", "newspaper", "LB"), ("الأفق", "newspaper", "eg"), ("السنابل", "newspaper", ""),
        ("رقيم", "agency", "BY"),
    ):  # fmt: skip
        cover(by=Source.objects.create(name=name, kind=kind, country_code=country))
    page = read("/sources/")
    assert [squeezed(h2) for h2 in page.xpath("//main//h2")] == ["صحف", "وكالات أنباء"]
    assert [squeezed(h3) for h3 in page.xpath("//section[1]//h3")] == [
        "لبنان", "مصر", "بلد غير معروف",
    ]  # fmt: skip
    assert squeezed(page.xpath("//section[2]//h3")[0]) == "بيلاروسيا"


def test_a_source_says_how_much_of_it_is_kept_and_of_which_years(read, cover):
    cover(published_on="2013-09-24")
    cover(published_on="2024-01-01", published_precision="year")
    cover(is_sample=True)
    line = squeezed(read("/sources/").xpath("//ul[@class='lines']/li")[0])
    assert line == "جريدة الرواق مقالان، وعيّنة تعليمية واحدة من 2013 إلى 2024"


def test_a_source_is_told_year_by_year_with_its_gaps(read, cover, source):
    cover("2023-11-23-minsk", published_on="2023-11-23")
    cover("2022-05-16-moscow", published_on="2022-05-16")
    page = read(source.get_absolute_url())
    assert "من أول قمة كتب عنها إلى آخرها 5 قمم، المغطّى منها قمتان." in squeezed(
        page.xpath("//p[@class='lead']")[0]
    )
    years = page.xpath("//section[@aria-labelledby='covered']/ol/li")
    assert [squeezed(li.xpath("h3")[0]) for li in years] == ["2023", "2022"]
    assert [squeezed(li.xpath("small")[0]) for li in years[1].xpath("ul/li")] == [
        "لا تغطية محفوظة", "لا تغطية محفوظة", "لا تغطية محفوظة", "مقال واحد",
    ]  # fmt: skip


def test_a_covered_summit_of_a_source_leads_to_its_articles(read, cover, source):
    article = cover("2023-11-23-minsk")
    cover("2024-11-28-astana")
    links = read(source.get_absolute_url()).xpath("//li[@class='told']/a/@href")
    assert len(links) == 2
    assert article.get_absolute_url() in read(links[1]).xpath("//h3/a/@href")


def test_a_source_tells_its_first_and_its_last_article(read, cover, source):
    first = cover(published_on="2010-08-20")
    last = cover(published_on="2023-11-01", published_precision="month")
    cover(published_on="2015-01-01")
    cover()
    page = read(source.get_absolute_url())
    ends = page.xpath("//section[@aria-labelledby='ends']//a/@href")
    assert ends == [first.get_absolute_url(), last.get_absolute_url()]
    assert "آخر مقال محفوظ نوفمبر/تشرين الثاني 2023" in section(page, "ends")


def test_the_first_and_the_last_say_where_they_are_invented(read, article, source):
    sample = Article(headline="عيّنة", source=source, published_on="2024-01-01", is_sample=True)
    sample.publish()
    ends = read(source.get_absolute_url()).xpath("//section[@aria-labelledby='ends']//li")
    assert ["عيّنة تعليمية" in squeezed(end) for end in ends] == [False, True]


def test_a_source_of_one_article_has_no_ends(read, article, source):
    assert not read(source.get_absolute_url()).xpath("//*[@id='ends']")


def test_a_source_names_those_that_carried_the_same_stories(read, article, carry, source):
    carry(article, source_name="صحيفة المرفأ")
    carry(article, "draft", source_name="مجلة المسودات")
    shared = read(source.get_absolute_url()).xpath("//section[@aria-labelledby='sharing']//tr")[1:]
    assert [squeezed(tr) for tr in shared] == ["صحيفة المرفأ1"]


def test_the_table_says_in_words_what_is_kept_and_what_is_not(read, cover, source):
    cover("2023-11-23-minsk", "2022-05-16-moscow")
    cover("2023-11-23-minsk", is_sample=True)
    page = read(TABLE)
    heads = [squeezed(th) for th in page.xpath("//thead//th")][1:]
    assert len(heads) == 45
    cells = dict(zip(heads, cells_of(page, source.name), strict=True))
    assert cells["مينسك، 23 نوفمبر/تشرين الثاني 2023"] == "مقال واحد، وعيّنة تعليمية واحدة"
    assert cells["يريفان، 23 نوفمبر/تشرين الثاني 2022"] == "لا تغطية محفوظة"
    assert cells["موسكو، 16 مايو/أيار 2022"] == "مقال واحد"
    assert cells["أستانا، 28 نوفمبر/تشرين الثاني 2024"] == "خارج ما حُفظ من المصدر"
    assert list(cells.values()).count("لا تغطية محفوظة") == 3


def test_the_table_is_a_table_for_those_who_hear_it(read, article):
    table = read(TABLE).xpath("//table")[0]
    assert squeezed(table.xpath("caption")[0])
    assert {*table.xpath(".//thead//th/@scope")} == {"col"}
    assert {*table.xpath(".//tbody//th/@scope")} == {"row"}
    region = table.getparent()
    assert (region.get("role"), region.get("tabindex")) == ("region", "0")


def test_the_table_marks_what_is_invented(read, article):
    assert not read(TABLE).xpath("//td//a[contains(@class, 'sample')]")
    Article.objects.update(is_sample=True)
    assert len(read(TABLE).xpath("//td//a[contains(@class, 'sample')]")) == 1


def test_a_table_of_nothing_says_so(read, db):
    page = read(TABLE)
    assert not page.xpath("//table")
    assert "لا مصادر بعد." in page.text_content()


def test_a_long_table_is_paged_from_those_that_wrote_most(read, cover, source):
    for number in range(41):
        cover("2023-11-23-minsk", by=Source.objects.create(name=f"صحيفة {number:02}"))
    for _again in range(2):
        cover("2023-11-23-minsk")
    names = [squeezed(th) for th in read(TABLE).xpath("//tbody//th")]
    assert (names[0], len(names)) == (source.name, 40)
    rest = [squeezed(th) for th in read(f"{TABLE}?page=2").xpath("//tbody//th")]
    assert rest == ["صحيفة 39", "صحيفة 40"]


def test_the_file_has_the_numbers_of_the_table(client, cover, source):
    cover("2023-11-23-minsk", "2022-05-16-moscow")
    cover("2023-11-23-minsk", is_sample=True)
    cover(by=Source.objects.create(name="=cmd", kind="agency", country_code="RU"))
    answer = client.get(FILE)
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="csto-coverage.csv"'
    assert answer.content.startswith(b"\xef\xbb\xbf")
    head, mine, other = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))
    told = dict(zip(head, mine, strict=True))
    assert (told["المصدر"], told["المقالات"], told["منها عيّنات تعليمية"]) == (source.name, "2", "1")
    assert (told["2023-11-23-minsk"], told["2022-05-16-moscow"]) == ("2", "1")
    assert told["2024-11-28-astana"] == "0"
    assert other[:3] == ["'=cmd", "وكالة أنباء", "روسيا"]


def test_the_table_is_found_from_the_sources_and_leads_back(read, article, source):
    for url in ("/sources/", source.get_absolute_url()):
        assert TABLE in read(url).xpath("//main//a/@href")
    assert source.get_absolute_url() in read(TABLE).xpath("//tbody//a/@href")
