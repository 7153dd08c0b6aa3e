"""Charts on the site: the same numbers in words, in the table, in the file, in the database."""

import csv
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import html

from articles.models import Article, Coverage, InitiativeMention, MemberMention
from csto_archive import versions
from summits.models import Summit
from tests.asking import let_it_count
from tests.site.reading import headlines, section, squeezed

NAMES = {
    "coverage-years": "", "member-years": "armenia", "initiative-times": "2025-11-27-01",
    "initiative-summits": "2025-11-27-01",
}  # fmt: skip
LONG = "كلمة " * 2_000


def address(name: str, form: str) -> str:
    return f"/charts/{name}.{form}" + (f"?of={NAMES[name]}" if NAMES[name] else "")


@pytest.fixture
def coverage(armenia, minsk, bishkek, initiative):
    """Four articles of three years, one without a day, and a sample; two years have many words."""

    def publish(day, text="نص", member=True, about=None, **fields):
        article = Article(headline="خبر", body=f"<p>{text}</p>", published_on=day, **fields)
        article.publish()
        if member:
            MemberMention.objects.create(article=article, member=armenia)
        if about:
            Coverage.objects.create(article=article, summit=about)
            InitiativeMention.objects.create(article=article, initiative=initiative)

    publish("2023-11-23", LONG, about=minsk)
    publish("2025-11-27", LONG, about=bishkek)
    publish("2025-12-01", LONG, member=False)
    publish("2026-01-05", about=bishkek)
    publish(None)
    publish("2026-01-06", LONG, is_sample=True)


def table(page, key: str) -> list[list[str]]:
    rows = page.xpath(f"//figure[@id='{key}']//table//tr")
    return [[squeezed(cell) for cell in row] for row in rows]


def file(client, name: str) -> list[list[str]]:
    text = client.get(address(name, "csv")).content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


def test_the_front_page_counts_the_press_by_year(client, read, coverage):
    page = read("/")
    rows = table(page, "coverage-years")
    assert rows[1:] == [["2023", "1"], ["2024", "0"], ["2025", "2"], ["2026", "1"]]
    assert file(client, "coverage-years") == rows
    press = Article.objects.published().filter(is_sample=False)
    assert sum(int(n) for _year, n in rows[1:]) == press.exclude(published_on=None).count()
    told = section(page, "coverage")
    assert "4 مقالات من 2023 إلى 2026، وأكثرها في 2025: مقالان." in told
    assert "بقي خارج الرسم مقال واحد" in told
    assert "لا تُحسب العيّنات التعليمية في الرسم: عيّنة تعليمية واحدة" in told
    assert "2025: مقالان" in page.xpath("string(//figure//desc)")


def test_each_year_of_the_chart_leads_to_its_articles(client, read, coverage):
    links = read("/").xpath("//figure//tbody//a/@href")
    assert links == [
        f"/articles/?published_after={year}-01-01&published_before={year}-12-31&is_sample=false"
        for year in (2023, 2025, 2026)
    ]
    assert [len(headlines(read(link))) for link in links] == [1, 2, 1]
    Article.objects.filter(is_sample=False).delete()
    (link,) = read("/").xpath("//figure//tbody//a/@href")
    assert link.endswith("&is_sample=true")
    assert len(headlines(read(link))) == 1


def test_a_member_is_told_beside_all_that_was_written(client, read, coverage):
    rows = table(read("/members/armenia/"), "member-years-armenia")
    assert rows == [
        ["السنة", "ما يذكرها", "كل ما كُتب", "نسبتها المئوية"],
        ["2023", "1", "1", "100"],
        ["2024", "0", "0", "القليل لا يُقاس"],
        ["2025", "1", "2", "50"],
        ["2026", "1", "1", "القليل لا يُقاس"],
    ]
    assert file(client, "member-years") == rows


def test_an_initiative_is_measured_by_how_much_was_written(client, read, coverage, initiative):
    page = read(initiative.get_absolute_url())
    rows = table(page, "initiative-times-2025-11-27-01")
    by_month = {row[0]: row[1:] for row in rows[1:]}
    assert len(rows) == 1 + 27
    assert by_month["نوفمبر/تشرين الثاني 2023"] == ["5.0", "1", "2,001"]
    assert by_month["نوفمبر/تشرين الثاني 2025"] == ["5.0", "1", "2,001"]
    assert by_month["ديسمبر/كانون الأول 2025"] == ["0", "0", "2,001"]
    assert by_month["يناير/كانون الثاني 2026"] == ["القليل لا يُقاس", "1", "2"]
    assert by_month["ديسمبر/كانون الأول 2024"] == ["القليل لا يُقاس", "0", "0"]
    lines = file(client, "initiative-times")
    assert [line[0] for line in lines] == [row[0] for row in rows]
    assert lines[1] == ["نوفمبر/تشرين الثاني 2023", "4.998", "1", "2001"]
    assert sum(int(line[2]) for line in lines[1:]) == initiative.mentions.count() == 3
    told = section(page, "life")
    assert "مجموع ما يذكرها: 3 مقالات." in told
    assert "حيث نُشر أقل من 2,000 كلمة لا تُحسب نسبة: القليل لا يُقاس." in told


def test_the_life_of_an_initiative_runs_in_order_and_names_the_summits(read, coverage, initiative):
    steps = [
        squeezed(li)
        for li in read(initiative.get_absolute_url()).xpath("//ol[@class='lifeline']/li")
    ]
    assert [step[:20] for step in steps] == [
        "نوفمبر/تشرين الثاني 2023"[:20], "27 نوفمبر/تشرين الثاني"[:20],
        "نوفمبر/تشرين الثاني 2025"[:20], "يناير/كانون الثاني 2026"[:20],
    ]  # fmt: skip
    assert "أي 5.0 لكل 10,000 كلمة منشورة" in steps[0]
    assert "انعقدت فيه: مينسك، 23 نوفمبر/تشرين الثاني 2023" in steps[0]
    assert "في قمة بيشكيك" in steps[1]
    assert "لكل 10,000" not in steps[3]


def test_an_initiative_is_measured_by_what_was_written_of_each_summit(client, read, coverage):
    rows = file(client, "initiative-summits")
    assert [row[1:] for row in rows[1:]] == [["9.985", "2", "2003"], ["4.998", "1", "2001"]]
    assert rows[1][0].startswith("بيشكيك")


def test_an_initiative_that_nobody_names_says_so(read, db):
    page = read("/initiatives/2002-05-14-01/")
    assert not page.xpath("//figure")
    assert "لا مقالات منشورة في الأرشيف تذكرها بعد." in section(page, "life")
    assert "غير مذكورة" in section(page, "facts")


def test_where_there_are_samples_alone_everything_says_so(client, read, db):
    sample = Article(headline="عيّنة", published_on="2023-11-23", is_sample=True)
    sample.publish()
    page = read("/")
    assert squeezed(page.xpath("//figure//figcaption/span")[0]) == "عيّنة تعليمية"
    assert "عيّنة تعليمية واحدة في 2023." in section(page, "coverage")
    assert "عيّنة تعليمية" in client.get("/charts/coverage-years.svg").content.decode()
    assert file(client, "coverage-years")[1] == ["2023", "1", "عيّنة تعليمية"]


@pytest.mark.parametrize("name", NAMES)
def test_every_chart_is_a_drawing_a_picture_and_a_table(client, coverage, name):
    kinds = {"svg": "image/svg+xml", "png": "image/png", "csv": "text/csv; charset=utf-8"}
    for form, media_type in kinds.items():
        answer = client.get(address(name, form))
        assert (answer.status_code, answer["Content-Type"]) == (200, media_type)
        again = client.get(address(name, form), headers={"If-None-Match": answer["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
    assert len(client.get(address(name, "png")).content) < 100_000


@pytest.mark.parametrize("name", NAMES)
def test_a_chart_follows_what_is_published(client, coverage, article, name):
    before = client.get(address(name, "png"))
    Article.objects.filter(published_on="2025-11-27").first().withdraw()
    after = client.get(address(name, "png"), headers={"If-None-Match": before["ETag"]})
    assert after.status_code == 200
    assert after.content != before.content


@pytest.mark.parametrize(
    "path",
    ["/charts/nothing.svg", "/charts/coverage-years.exe", "/charts/member-years.png",
     "/charts/member-years.svg?of=atlantis", "/charts/initiative-times.csv?of=%00",
     "/charts/initiative-summits.svg?of=2025"],
)  # fmt: skip
def test_what_is_no_chart_is_not_there(client, db, path):
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("form", ["svg", "png", "csv"])
def test_a_draft_moves_no_bar(client, coverage, draft, minsk, armenia, initiative, name, form):
    before = client.get(address(name, form))
    for day in ("2019-01-01", "2025-11-27"):
        hidden = Article.objects.create(headline="سرّ", body=LONG, published_on=day)
        Coverage.objects.create(article=hidden, summit=minsk)
        MemberMention.objects.create(article=hidden, member=armenia)
        InitiativeMention.objects.create(article=hidden, initiative=initiative)
    after = client.get(address(name, form))
    assert (after.content, after["ETag"]) == (before.content, before["ETag"])


def test_the_front_page_leads_in_by_member_and_kind_with_counts(read, coverage):
    page = read("/")
    members = {
        squeezed(li.find("a")): squeezed(li.find("small"))
        for li in page.xpath("//section[@aria-labelledby='by-member']//li")
    }
    assert members["أرمينيا"] == "4"
    assert members["روسيا"] == "0"
    assert len(members) == 9
    kinds = page.xpath("//section[@aria-labelledby='by-kind']//li")
    assert sum(int(squeezed(li.find("small"))) for li in kinds) == 107
    assert "/initiatives/?kind=strategy" in page.xpath("//main//a/@href")


def test_the_front_page_shows_stories_that_are_public(read, article, carry, draft):
    assert not read("/").xpath("//*[@id='stories']")
    carry(article)
    assert article.headline in section(read("/"), "stories")
    assert "قصة واحدة في منشورين" in section(read("/"), "stories")
    Article.objects.filter(pk=article.pk).update(is_sample=True)
    assert "قصة واحدة في منشورين، منها عيّنة تعليمية واحدة" in section(read("/"), "stories")
    Article.objects.update(is_sample=True)
    told = section(read("/"), "stories")
    assert told.count("عيّنة تعليمية") == 1
    assert "منها" not in told


def test_members_are_listed_with_their_time_and_what_names_them(read, coverage):
    rows = {squeezed(tr[0]): tr for tr in read("/members/").xpath("//tbody/tr")}
    assert squeezed(rows["أرمينيا"][4]) == "4"
    assert len(rows["أوزبكستان"].xpath(".//svg/rect")) == 5


def test_a_member_tells_what_it_was_in_order(read, db):
    periods = read("/members/uzbekistan/").xpath("//div[@class='standing']//li")
    assert [squeezed(li) for li in periods][2:4] == [
        "عضو في المنظمة: من 23 يونيو/حزيران 2006 إلى 28 يونيو/حزيران 2012",
        "مشاركة معلّقة: من 28 يونيو/حزيران إلى 19 ديسمبر/كانون الأول 2012",
    ]


def test_a_summit_is_chaired_hosted_and_missed_once(read, db):
    """However many rows the one question for them brings."""
    page = read("/members/armenia/")
    armenia = Summit.objects.filter(chair__slug="armenia")
    for heading, count in (("chaired", armenia.count()), ("hosted", 3)):
        links = page.xpath(f"//section[@aria-labelledby='{heading}']//a/@href")
        assert len(links) == len(set(links)) == count


def test_charts_are_read_right_to_left_in_a_table_too(client, coverage):
    page = html.fromstring(client.get("/").content.decode())
    for figure in page.xpath("//figure"):
        svg = figure.xpath("svg")[0]
        names = svg.get("aria-labelledby").split()
        assert [figure.xpath(f".//*[@id='{name}']") != [] for name in names] == [True, True]
        assert figure.xpath(".//th[@scope='col']")
        assert figure.xpath(".//th[@scope='row']")


def test_ten_thousand_articles_cost_no_question_more(client, armenia, minsk, initiative):
    texts = {
        "headline": "خبر",
        "slug": "خبر",
        "status": "published",
        "published_at": "2020-01-01T00:00Z",
    }
    Article.objects.bulk_create(
        Article(
            **texts, published_on=f"{2003 + n % 24}-{n % 12 + 1:02}-{n % 28 + 1:02}",
            published_precision="day", sort_date="2023-01-01", word_count=300,
        )
        for n in range(10_000)
    )  # fmt: skip
    numbers = Article.objects.values_list("pk", flat=True)
    MemberMention.objects.bulk_create(MemberMention(article_id=n, member=armenia) for n in numbers)
    Coverage.objects.bulk_create(Coverage(article_id=n, summit=minsk) for n in numbers)
    InitiativeMention.objects.bulk_create(
        InitiativeMention(article_id=n, initiative=initiative) for n in numbers
    )
    let_it_count()
    asked = {}
    for url in ("/", "/members/", "/members/armenia/", initiative.get_absolute_url()):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url).status_code == 200
        asked[url] = len(queries)
    assert {url: n for url, n in asked.items() if n > 8} == {}
    rows = file(client, "member-years")[1:]
    assert sum(int(row[1]) for row in rows) == sum(int(row[2]) for row in rows) == 10_000


def test_a_release_that_draws_otherwise_is_not_taken_for_what_the_reader_has(
    client, coverage, monkeypatch
):
    before = client.get(address("coverage-years", "svg"))
    monkeypatch.setattr("csto_archive.charts.svg.TEAL", "#123456")
    versions.forget()  # as a process that starts
    headers = {"If-None-Match": before["ETag"]}
    after = client.get(address("coverage-years", "svg"), headers=headers)
    assert after.status_code == 200
    assert "#123456" in after.content.decode()
