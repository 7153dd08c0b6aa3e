"""What the page of a summit, of a year and of a city tell beyond the facts."""

import pytest
import time_machine

from articles.models import (
    Article,
    Coverage,
    InitiativeMention,
    Photo,
    Quotation,
    Source,
    StoryFamily,
)
from summits.models import Initiative, Measure
from tests.site.reading import headlines, section, squeezed

MINSK = "/summits/2023-11-23-minsk/"


@pytest.fixture
def write(minsk):
    """Publishes an article about Minsk 2023 (or another summit); the article."""

    def write_one(headline: str = "خبر", summit=minsk, status="published", **fields) -> Article:
        article = Article(headline=headline, published_on=fields.pop("on", "2023-11-23"), **fields)
        article.publish() if status == "published" else article.save()
        Coverage.objects.create(article=article, summit=summit)
        return article

    return write_one


def presence(page) -> str:
    return squeezed(page.xpath("//p[@class='lead presence']")[0])


def rows_of(page, caption: str) -> list[tuple[str, str]]:
    table = page.xpath(f"//table[caption='{caption}']")[0]
    return [(squeezed(tr[0]), squeezed(tr[1])) for tr in table.xpath("tbody/tr")]


def test_one_line_of_facts_stands_under_the_name(read, article):
    brief = squeezed(read(MINSK).xpath("//h1/following-sibling::p")[0])
    assert brief == "دورة عادية قصر الاستقلال برئاسة بيلاروسيا 15 وثيقة عُرضت على القادة مقال واحد"


def test_one_sentence_says_who_came_and_who_stayed_away(read, db):
    assert presence(read(MINSK)) == (
        "حضر 5 قادة: ألكسندر لوكاشينكو، وفلاديمير بوتين، وإمام علي رحمن، وصادير جاباروف، "
        "وقاسم جومارت توكاييف؛ وغابت أرمينيا: مقاطعة: ترى يريفان أن المنظمة لم ترد على الهجمات "
        "على أرمينيا ولم تحدد نطاق مسؤوليتها فيها."
    )


@pytest.mark.parametrize(
    ("slug", "said"),
    [("2022-09-13-video", "؛ وأوفدت بيلاروسيا ممثلاً هو ألكسندر فولفوفيتش؛ وأوفدت طاجيكستان"),
     ("2022-01-10-video", "ممثلاً هو عقيل بك جاباروف (الرئيس جاباروف في إجازة وناب عنه"),
     ("2013-05-28-bishkek", "؛ وغابت أرمينيا وبيلاروسيا: اللقاء اقتصر على منطقة آسيا الوسطى."),
     ("2010-05-08-moscow", "؛ ولا يُعرف كيف مُثّلت أوزبكستان وقرغيزستان.")],
)  # fmt: skip
def test_the_sentence_names_delegates_shared_reasons_and_what_is_unknown(read, db, slug, said):
    assert said in presence(read(f"/summits/{slug}/"))


def test_the_sentence_comes_before_all_that_is_told_at_length(read, db):
    page = read(MINSK)
    after = page.xpath("//p[@class='lead presence']/following::h2")
    assert after[0].get("id") == "summary"
    assert page.xpath("//p[@class='lead presence']/preceding::h2") == []


@time_machine.travel("2026-11-21 12:00+03:00")
def test_nobody_came_to_what_is_only_announced(read, db):
    assert not read("/summits/2026-11-11-moscow/").xpath("//p[@class='lead presence']")


def test_initiatives_stand_under_their_kinds(read, db):
    heads = read(MINSK).xpath("//section[@class='kind']/h3")
    assert [squeezed(h3) for h3 in heads] == ["إعلان (1)", "برنامج (1)", "قرارات (3)"]


def test_measures_of_an_editor_come_before_those_of_the_press(read, article, minsk):
    first, second = Initiative.objects.filter(summit=minsk).order_by("number")[:2]
    for initiative in (first, second):
        InitiativeMention.objects.create(
            article=article, initiative=initiative, measures=["تدريب مشترك", "قوة جوية"]
        )
    for position, text in enumerate(("الأول", "الثاني")):
        Measure.objects.create(initiative=first, position=position, text=text, source="الكرملين")
    page = read(MINSK)
    told = {squeezed(li.xpath("a")[0]): li for li in page.xpath("//section[@class='kind']/ol/li")}
    assert [squeezed(li) for li in told[first.title].xpath("ol/li")] == [
        "الأول الكرملين", "الثاني الكرملين",
    ]  # fmt: skip
    assert "تدريب" not in squeezed(told[first.title])
    assert "إجراءاتها كما أوردتها جريدة الرواق: تدريب مشترك قوة جوية" in squeezed(
        told[second.title]
    )
    assert article.get_absolute_url() in told[second.title].xpath(".//a/@href")


def test_the_newest_article_tells_the_measures_and_the_others_are_named(read, write, minsk):
    initiative = Initiative.objects.filter(summit=minsk).first()
    for number, name in enumerate(("المرفأ", "الأفق", "السنابل")):
        source = Source.objects.create(name=name)
        article = write(source=source, on=f"2023-11-2{number}")
        InitiativeMention.objects.create(
            article=article, initiative=initiative, measures=[f"إجراء من {name}"]
        )
    told = section(read(MINSK), "initiatives")
    assert "إجراءاتها كما أوردتها السنابل: إجراء من السنابل وعدّدتها أيضاً: الأفق، المرفأ" in told
    assert "إجراء من الأفق" not in told


@pytest.mark.parametrize("hidden", ["link_only", "draft"])
def test_what_may_not_be_shown_is_not_told(read, write, minsk, hidden):
    rights = hidden if hidden == "link_only" else "full_text"
    source = Source.objects.create(name="المرفأ", rights=rights)
    article = write(source=source, status="draft" if hidden == "draft" else "published")
    initiative = Initiative.objects.filter(summit=minsk).first()
    InitiativeMention.objects.create(article=article, initiative=initiative, measures=["سرّي"])
    Photo.objects.create(article=article, caption="صورة سرّية")
    Quotation.objects.create(article=article, text="قول سرّي", speaker="بوتين")
    assert "سرّي" not in read(MINSK).text_content()


def test_coverage_is_told_day_by_day_with_its_gaps(read, write):
    for day in ("2023-11-21", "2023-11-23", "2023-11-23", "2023-11-05", "2023-12-25"):
        write(on=day)
    write(on="2023-11-01", published_precision="month")
    write(on=None)
    page = read(MINSK)
    days = rows_of(page, "التغطية يوماً بيوم")
    assert days == [
        ("الاثنين 20 نوفمبر/تشرين الثاني 2023", "لا تغطية محفوظة"),
        ("الثلاثاء 21 نوفمبر/تشرين الثاني 2023", "مقال واحد"),
        ("الأربعاء 22 نوفمبر/تشرين الثاني 2023", "لا تغطية محفوظة"),
        ("الخميس 23 نوفمبر/تشرين الثاني 2023", "مقالان"),
        ("من 24 إلى 30 نوفمبر/تشرين الثاني 2023", "لا تغطية محفوظة"),
    ]
    told = section(page, "coverage")
    for said in ("قبل هذه الأيام: مقال واحد", "بعد هذه الأيام: مقال واحد",
                 "لا يُعرف يوم نشرها: مقالان"):  # fmt: skip
        assert said in told


def test_a_day_of_the_table_leads_to_its_articles(read, write):
    write("في يومها")
    write("بعده", on="2023-11-24")
    (link,) = read(MINSK).xpath("//time[@datetime='2023-11-23']/parent::a[not(@rel)]/@href")
    assert headlines(read(link)) == ["في يومها"]


def test_a_day_leads_to_nothing_of_which_only_the_month_is_known(read, write, bishkek):
    write("في يومها", summit=bishkek, on="2025-12-01")
    write("في شهرها", summit=bishkek, on="2025-12-01", published_precision="month")
    page = read("/summits/2025-11-27-bishkek/")
    (link,) = page.xpath("//time[@datetime='2025-12-01']/parent::a[not(@rel)]/@href")
    assert headlines(read(link)) == ["في يومها"]


@time_machine.travel("2026-10-20 12:00+03:00")
def test_a_day_to_come_has_no_gap(read, write, bishkek):
    moscow = bishkek.__class__.objects.get(slug="2026-11-11-moscow")
    write(summit=moscow, on="2026-02-10")
    page = read("/summits/2026-11-11-moscow/")
    assert not page.xpath("//table[caption='التغطية يوماً بيوم']")
    assert "لا تغطية محفوظة من الموعد المعلن" in section(page, "coverage")
    with time_machine.travel("2026-11-12 12:00+03:00"):
        write(summit=moscow, on="2026-11-11")
        days = rows_of(read("/summits/2026-11-11-moscow/"), "التغطية يوماً بيوم")
    assert days[-1][0] == "الخميس 12 نوفمبر/تشرين الثاني 2026"


def test_coverage_is_told_by_source_and_the_smallest_stand_together(read, write):
    for number in range(14):
        source = Source.objects.create(name=f"صحيفة {number:02}")
        for _again in range(15 - number):
            write(source=source)
    write()
    page = read(MINSK)
    rows = rows_of(page, "التغطية بحسب المصدر")
    assert rows[0] == ("صحيفة 00", "15 مقالاً")
    assert rows[-1] == ("مصادر أخرى", "6 مقالات")
    assert len(rows) == 13
    bars = page.xpath("//table[caption='التغطية بحسب المصدر']//rect")
    assert (bars[0].get("x"), bars[0].get("width")) == ("0", "100")
    assert "وعدد المصادر 14." in section(page, "coverage")


def test_samples_are_counted_apart(read, write):
    write()
    write(is_sample=True)
    write(is_sample=True)
    page = read(MINSK)
    assert "مقال واحد، وعيّنتان تعليميتان" in section(page, "coverage")
    assert rows_of(page, "التغطية يوماً بيوم")[1][1] == "مقال واحد، وعيّنتان تعليميتان"
    line = squeezed(read("/summits/2023/").xpath("//li[@class='summit-line']")[0])
    assert "3 مقالات، منها عيّنتان تعليميتان" in line


def test_a_summit_that_nobody_covered_says_so(read, db):
    page = read(MINSK)
    assert section(page, "articles").endswith(
        "لا تغطية محفوظة لهذه القمة: لا مقالات منشورة عنها في الأرشيف بعد."
    )
    for absent in ("coverage", "stories", "quotes", "captions", "recalled"):
        assert not page.xpath(f"//*[@id='{absent}']")


def test_stories_of_several_carriers_are_told_the_most_carried_first(read, write, carry):
    small, large, old = write("قصة صغيرة"), write("قصة كبيرة"), write("قصة قديمة", on="2020-01-01")
    for story, carriers in ((small, 1), (large, 3), (old, 2)):
        for _again in range(carriers):
            carry(story)
    for number in range(15):
        write(f"خبر {number}", on="2023-11-24")
    page = read(MINSK)
    listed = page.xpath("//section[@aria-labelledby='stories']//li")
    assert [squeezed(li.xpath("a")[0]) for li in listed] == ["قصة كبيرة", "قصة قديمة", "قصة صغيرة"]
    assert "القصة في 4 منشورات" in squeezed(listed[0])
    assert len(headlines(page)) == 12
    assert "قصة قديمة" not in headlines(page)


@pytest.mark.parametrize("status", ["draft", "withdrawn"])
def test_a_story_that_one_public_article_carries_is_none(read, write, carry, status):
    carry(write(), status)
    assert not read(MINSK).xpath("//*[@id='stories']")


def test_a_story_has_the_title_that_an_editor_gave_it(read, write, carry):
    carry(write("عنوان الصحيفة"))
    StoryFamily.objects.update(title="عنوان المحرر")
    assert section(read(MINSK), "stories").startswith("قصص نشرتها أكثر من جهة عنوان المحرر")


def test_captions_are_told_once_with_their_credits(read, write, source):
    for _again in range(3):
        article = write(source=source)
        Photo.objects.create(article=article, caption="القادة في القصر", credit="رويترز")
    Photo.objects.create(article=article, caption="القاعة", position=1)
    captions = read(MINSK).xpath("//ul[@class='captions']/li")
    assert [squeezed(li) for li in captions] == [
        "القادة في القصر تصوير: رويترز، جريدة الرواق", "القاعة جريدة الرواق",
    ]  # fmt: skip


def test_quotes_name_who_speaks_and_who_reports(read, write, source, armenia):
    article = write(source=source, is_sample=True)
    leader = armenia.leaders.get(slug="pashinyan")
    Quotation.objects.create(article=article, text="لن نشارك.", speaker="باشينيان", leader=leader)
    Quotation.objects.create(article=article, text="سنواصل العمل.", position=1)
    quotes = read(MINSK).xpath("//div[@class='quotes']/figure")
    assert [squeezed(figure) for figure in quotes] == [
        "«لن نشارك.» نيكول باشينيان بحسب جريدة الرواق (عيّنة تعليمية)",
        "«سنواصل العمل.» لم يُذكر القائل بحسب جريدة الرواق (عيّنة تعليمية)",
    ]


def test_an_excerpt_is_not_quoted(read, write):
    article = write(source=Source.objects.create(name="المرفأ", rights="excerpt"))
    Quotation.objects.create(article=article, text="قول من آخر النص")
    Photo.objects.create(article=article, caption="صورة تُعرض")
    page = read(MINSK)
    assert "قول من آخر النص" not in page.text_content()
    assert "صورة تُعرض" in section(page, "captions")


def test_a_year_says_what_was_written_and_leads_to_its_neighbours(read, article):
    page = read("/summits/2023/")
    assert squeezed(page.xpath("//p[@class='lead']")[0]) == (
        "في الأرشيف عنها مقال واحد، وعدد المصادر 1."
    )
    assert headlines(page) == [article.headline]
    assert page.xpath("//a[@rel='prev']/@href") == ["/summits/2022/"]
    assert page.xpath("//a[@rel='next']/@href") == ["/summits/2024/"]
    first = read("/summits/2002/")
    assert not first.xpath("//a[@rel='prev']")
    assert "لا تغطية محفوظة لها" in squeezed(first.xpath("//p[@class='lead']")[0])


def test_an_article_about_two_summits_of_a_year_is_counted_once(read, write):
    summits = list(Coverage._meta.get_field("summit").related_model.objects.in_year(2022))
    article = write(summit=summits[0])
    Coverage.objects.create(article=article, summit=summits[1])
    page = read("/summits/2022/")
    assert "مقال واحد" in squeezed(page.xpath("//p[@class='lead']")[0])
    assert len(headlines(page)) == 1


def test_a_city_leads_to_the_others_and_to_all_that_was_written(read, write):
    for number in range(13):
        write(f"خبر {number}")
    page = read("/summits/city/minsk/")
    assert len(headlines(page)) == 12
    assert "/articles/?city=minsk" in page.xpath("//section[@aria-labelledby='articles']//a/@href")
    others = page.xpath("//section[@aria-labelledby='other-cities']//a/@href")
    assert "/summits/city/moscow/" in others
    assert "/summits/city/minsk/" not in others
