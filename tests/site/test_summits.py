"""Summits, members and initiatives."""

import pytest
import time_machine

from articles.models import Article, Coverage, InitiativeMention
from summits.models import Initiative, Summit
from tests.site.reading import headlines, section, squeezed, summits_listed, visible_text


def test_the_list_runs_from_the_newest_to_the_oldest(read):
    dates = [href.split("/")[2] for href in summits_listed(read("/summits/"))]
    assert len(dates) == 45
    assert dates == sorted(dates, reverse=True)


def test_the_list_is_narrowed_by_the_address(read):
    page = read("/summits/?city=minsk&year=2023")
    assert summits_listed(page) == ["/summits/2023-11-23-minsk/"]
    assert squeezed(page.xpath("//main//*[@role='status']")[0]) == "قمة واحدة انعقدت"
    assert page.xpath("//select[@name='city']/option[@selected]/@value") == ["minsk"]


def test_a_list_of_nothing_says_so(read):
    page = read("/summits/?city=minsk&year=2022")
    assert squeezed(page.xpath("//main//*[@role='status']")[0]) == "لا قمم بهذه الصفات"


def test_a_list_that_was_searched_says_for_what(read):
    page = read("/summits/?q=مينسك&year=2023")
    said = squeezed(page.xpath("//main//*[@role='status']")[0])
    assert said == "نتائج «مينسك»: قمة واحدة انعقدت"


def test_a_mistyped_filter_is_reported_and_filters_nothing(read):
    page = read("/summits/?year=abc&status=held")
    assert len(summits_listed(page)) == 44
    alert = page.xpath("//*[@role='alert']")[0]
    assert alert.xpath(".//a/@href") == ["#id_year"]
    assert "اكتب السنة بأربعة أرقام" in squeezed(alert)
    assert page.xpath("//select[@id='id_year'][@aria-invalid='true']")
    assert page.xpath("//*[@id=//select[@id='id_year']/@aria-describedby]")


@pytest.mark.parametrize("query", ["city=baku", "year=1999", "status=cancelled", "chair=georgia"])
def test_what_nobody_offered_is_no_choice(read, db, query):
    page = read(f"/summits/?{query}")
    assert "هذا الخيار غير موجود" in squeezed(page.xpath("//*[@role='alert']")[0])
    assert len(summits_listed(page)) == 45


@pytest.mark.parametrize("url", ["/summits/", "/initiatives/", "/articles/"])
def test_every_choice_of_a_form_leads_somewhere(read, article, url):
    page = read(url)
    offered = {
        select.get("name"): select.xpath("option/@value")[1:]
        for select in page.xpath("//main//select")
    }
    assert "baku" not in offered["city"]
    assert offered["year"] == sorted(offered["year"], reverse=True)
    assert "cancelled" not in [*offered.get("status", []), *offered.get("summit_status", [])]
    if url == "/articles/":  # there, the years and cities are those of all the summits
        return
    for name, values in offered.items():
        for value in values:
            found = read(f"{url}?{name}={value}")
            assert not found.xpath("//*[@role='alert']"), (name, value)
            assert found.xpath("//ol[@class='lines']/li"), (name, value)


def test_a_year_in_eastern_digits_is_understood(read, db):
    assert summits_listed(read("/summits/?year=٢٠٢٣")) == ["/summits/2023-11-23-minsk/"]


def test_the_announced_summit_is_counted_apart(read, db):
    assert "44 قمة انعقدت، وقمة معلن عنها" in visible_text(read("/summits/"))
    assert section(read("/summits/city/moscow/"), "summits").startswith("14 قمة، وقمة معلن عنها")
    assert squeezed(read("/summits/2026/").xpath("//p[@class='count']")[0]) == "قمة معلن عنها"


def test_a_filter_that_comes_from_another_page_is_kept_by_the_form(read, initiative):
    page = read(f"/summits/?initiative={initiative.slug}")
    assert summits_listed(page) == ["/summits/2025-11-27-bishkek/"]
    assert page.xpath("//form//input[@type='hidden']/@value") == [initiative.slug]


def test_a_year_lists_its_summits(read):
    assert summits_listed(read("/summits/2022/")) == [
        "/summits/2022-11-23-yerevan/", "/summits/2022-10-28-video/",
        "/summits/2022-09-13-video/", "/summits/2022-05-16-moscow/", "/summits/2022-01-10-video/",
    ]  # fmt: skip


def test_a_city_lists_its_summits_and_its_names(read):
    page = read("/summits/city/astana/")
    assert len(summits_listed(page)) == 4
    assert "نور سلطان: من 23 مارس/آذار 2019" in section(page, "names")


def test_a_year_in_a_city_leads_to_its_only_summit(client, minsk):
    response = client.get("/summits/2023/minsk/")
    assert (response.status_code, response["Location"]) == (302, minsk.get_absolute_url())


def test_a_year_in_a_city_with_two_summits_lets_choose(read):
    listed = summits_listed(read("/summits/2010/moscow/"))
    assert listed == ["/summits/2010-12-10-moscow/", "/summits/2010-05-08-moscow/"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path",
    ["summits/1999/", "summits/2050/", "summits/9999/", "summits/0000/", "summits/123456/",
     "summits/2023/paris/", "summits/nothing/",
     "summits/city/paris/", "summits/city/", "members/paris/", "initiatives/nothing/",
     "sources/لا-أحد/", "articles/0/", "articles/99999999999999999999999/x/", "2023/"],
)  # fmt: skip
def test_what_is_not_there_is_not_found(client, path):
    response = client.get(f"/{path}")
    assert response.status_code == 404
    assert "لا شيء في هذا العنوان" in response.content.decode()


def test_a_summit_tells_who_came_and_who_stayed_away(read):
    page = read("/summits/2023-11-23-minsk/")
    rows = {squeezed(tr[0]): [squeezed(td) for td in tr[1:]] for tr in page.xpath("//tbody/tr")}
    assert len(rows) == 6
    assert rows["أرمينيا"][:2] == ["غاب", "لا أحد"]
    assert rows["أرمينيا"][2].startswith("مقاطعة")
    assert rows["روسيا"] == ["حضر", "فلاديمير بوتين", ""]
    assert page.xpath("//table/caption")
    region = page.xpath("//table/..")[0]
    assert (region.get("tabindex"), region.get("role")) == ("0", "region")
    assert region.get("aria-label")


def test_a_summit_tells_its_facts_and_how_sure_they_are(read):
    facts = section(read("/summits/2023-11-23-minsk/"), "facts")
    for fact in (
        "قصر الاستقلال", "بيلاروسيا، ألكسندر لوكاشينكو", "إيمانغالي تاسماغامبيتوف",
        "15 وثيقة عُرضت على القادة", "درجة الثقة: مؤكدة", "rferl.org 32697282",
    ):  # fmt: skip
        assert fact in facts


def test_a_videoconference_has_no_city_and_says_so(read):
    page = read("/summits/2021-08-23-video/")
    assert "عبر الاتصال المرئي" in squeezed(page.xpath("//h1")[0])
    assert "عبر الاتصال المرئي" in section(page, "facts")


@pytest.mark.parametrize(
    ("slug", "occasion"),
    [("2023-11-23-minsk", "دورة عادية لمجلس الأمن الجماعي"),
     ("2022-10-28-video", "دورة استثنائية لمجلس الأمن الجماعي"),
     ("2022-05-16-moscow", "قمة يوبيلية لقادة منظمة معاهدة الأمن الجماعي")],
)  # fmt: skip
def test_a_summit_says_its_place_and_day_once(read, db, slug, occasion):
    header = read(f"/summits/{slug}/").xpath("//header[@class='record']")[0]
    assert squeezed(header.xpath("p")[0]).startswith(f"{occasion} ")
    assert "(" not in squeezed(header)


def test_a_summit_has_a_list_of_its_parts_and_its_facts_after_the_summary(read, db):
    page = read("/summits/2023-11-23-minsk/")
    jumps = page.xpath("//nav[@class='jumps']//a/@href")
    assert jumps == ["#summary", "#attendance", "#initiatives", "#articles"]
    assert all(page.xpath(f"//h2[@id='{jump[1:]}']") for jump in jumps)
    labels = page.xpath("//div[@class='columns']//@aria-labelledby")
    assert labels[:3] == ["summary", "facts", "attendance"]


def test_the_confidence_of_an_announced_summit_is_that_of_the_announcement(read, db):
    facts = section(read("/summits/2026-11-11-moscow/"), "facts")
    assert "درجة الثقة في الإعلان: مؤكدة" in facts


def test_rows_of_tables_keep_their_labels_when_shown_as_blocks(read, db):
    for url in (
        "/summits/2023-11-23-minsk/", "/members/", "/members/armenia/", "/summits/attendance/",
        "/summits/?view=grid",
    ):  # fmt: skip
        page = read(url)
        heads = [squeezed(th) for th in page.xpath("//div[@tabindex]/table/thead//th")]
        for row in page.xpath("//div[@tabindex]/table/tbody/tr[td/@data-label]"):
            assert (row[0].tag, row[0].get("scope")) == ("th", "row")
            assert row.xpath("td/@data-label") == heads[1:], url


def test_states_that_were_never_members_say_so_and_when_they_left_the_treaty(read, db):
    rows = {squeezed(tr[0]): squeezed(tr) for tr in read("/members/").xpath("//tbody/tr")}
    for name in ("أذربيجان", "جورجيا"):
        assert "لم تكن عضواً" in rows[name]
        assert "وتركتها في 2 أبريل/نيسان 1999" in rows[name]
    assert "لم تكن عضواً" not in rows["أوزبكستان"]


def test_leaders_run_from_those_in_office_and_secretaries_stand_apart(read, db):
    page = read("/members/kyrgyzstan/")
    names = [squeezed(li.xpath("strong")[0]) for li in page.xpath("//section[1]/ul/li")]
    assert (names[0], names[-1]) == ("صادير جاباروف", "تالاتبيك ماساديكوف")
    assert names.index("عقيل بك جاباروف") < names.index("عسكر أكاييف")
    assert [squeezed(h3) for h3 in page.xpath("//section[1]/h3")] == ["أمناء عامون"]


@pytest.mark.parametrize(
    ("kind", "label"), [("strategy", "أُقرّت"), ("decision", "أُقرّ"), ("declaration", "أُقرّ")]
)
def test_the_status_of_an_initiative_takes_the_gender_of_its_kind(read, initiative, kind, label):
    Initiative.objects.filter(pk=initiative.pk).update(kind=kind, status="adopted")
    page = read(initiative.get_absolute_url())
    assert squeezed(page.xpath("//header//span[contains(@class, 'stamp')]")[0]) == label


def test_initiatives_of_one_title_are_told_apart(read, article, initiative):
    heading = "إعلان مجلس الأمن الجماعي – بيشكيك 2025"
    page = read(initiative.get_absolute_url())
    assert squeezed(page.xpath("//h1")[0]) == heading
    assert page.xpath("//title/text()")[0].startswith(heading)
    assert heading in section(read(article.get_absolute_url()), "facts")
    another = read("/initiatives/2025-11-27-11/")
    assert "–" not in squeezed(another.xpath("//h1")[0])


def test_a_summit_leads_to_its_neighbours(read):
    page = read("/summits/2023-11-23-minsk/")
    assert page.xpath("//a[@rel='prev']/@href") == ["/summits/2022-11-23-yerevan/"]
    assert page.xpath("//a[@rel='next']/@href") == ["/summits/2024-11-28-astana/"]


def test_a_summit_has_its_articles_and_those_that_recall_it(read, article):
    assert headlines(read("/summits/2023-11-23-minsk/")) == [article.headline]
    page = read("/summits/2025-11-27-bishkek/")
    assert article.headline in section(page, "recalled")
    assert article.headline not in section(page, "articles")


def test_a_much_covered_summit_links_to_all_its_articles(read, article, minsk):
    for number in range(12):
        another = Article(headline=f"خبر {number}", published_on="2023-11-24")
        another.publish()
        Coverage.objects.create(article=another, summit=minsk)
    page = read("/summits/2023-11-23-minsk/")
    assert len(headlines(page)) == 12
    links = page.xpath("//section[@aria-labelledby='articles']/p/a/@href")
    assert links == [f"/articles/?summit={minsk.slug}"]


@time_machine.travel("2026-11-21 12:00+03:00")
def test_an_announced_summit_does_not_claim_that_it_took_place(read):
    page = read("/summits/2026-11-11-moscow/")
    assert squeezed(page.xpath("//*[@role='note']")[0]).startswith(
        "قمة معلن عنها. مرّ الموعد المعلن، ولا يملك الأرشيف مصدراً"
    )
    assert not page.xpath("//table")
    text = visible_text(page)
    for claim in ("انعقدت القمة", "حضر", "غاب عن"):
        assert claim not in text.replace("هل انعقدت القمة", "").replace(
            "من حضر ومن غاب", ""
        ).replace("حضور", "")
    assert "معلن عنها" in squeezed(page.xpath("//header[@class='record']")[0])


@time_machine.travel("2026-11-01 12:00+03:00")
def test_before_its_day_an_announced_summit_is_still_to_come(read):
    note = squeezed(read("/summits/2026-11-11-moscow/").xpath("//*[@role='note']")[0])
    assert "لم يحن موعدها بعد" in note


def test_a_held_summit_carries_no_notice(read):
    assert not read("/summits/2023-11-23-minsk/").xpath("//*[@role='note']")


@pytest.mark.django_db
def test_lists_stamp_the_announced_summit(read):
    line = read("/summits/2026/").xpath("//li[@class='summit-line']")[0]
    assert "معلن عنها" in squeezed(line)


def test_a_cancelled_summit_says_so(read, minsk):
    Summit.objects.filter(pk=minsk.pk).update(status="cancelled")
    page = read("/summits/2023-11-23-minsk/")
    assert "أُلغيت" in squeezed(page.xpath("//*[@role='note']")[0])


def test_a_member_tells_its_story(read, article):
    page = read("/members/armenia/")
    facts = section(page, "facts")
    assert "عضو جمّد مشاركته" in facts
    assert "22 فبراير/شباط 2024" in facts
    assert "رئيس وزراء أرمينيا، منذ 8 مايو/أيار 2018" in section(page, "leaders")
    assert page.xpath("//li[@id='pashinyan']")
    assert "يريفان، 23 نوفمبر/تشرين الثاني 2022" in section(page, "chaired")
    assert "يريفان، من 20 إلى 22 أغسطس/آب 2010" in section(page, "hosted")
    assert "مينسك، 23 نوفمبر/تشرين الثاني 2023" in section(page, "missed")
    assert "مشروع قرار التدابير المشتركة" in section(page, "initiatives")
    assert headlines(page) == [article.headline]


def test_nobody_has_missed_a_summit_that_is_only_announced(read):
    assert "2026" not in section(read("/members/armenia/"), "missed").replace("حزيران 2026", "")


def test_an_initiative_tells_its_measures_and_whose_word_they_are(read, article, initiative):
    page = read(initiative.get_absolute_url())
    assert "إجراء أكّده محرر" in section(page, "measures")
    told = section(page, "told")
    assert article.headline in told
    assert "الإعلان الجماعي" in told
    assert "أولاً" in told
    assert headlines(page) == [article.headline]


def test_measures_told_by_a_draft_stay_hidden(read, draft, initiative):
    InitiativeMention.objects.create(article=draft, initiative=initiative, measures=["سرّي"])
    page = read(initiative.get_absolute_url())
    assert not page.xpath("//*[@aria-labelledby='told']")
    assert "سرّي" not in page.text_content()


def test_initiatives_are_paged(read):
    page = read("/initiatives/?kind=decision")
    following = page.xpath("//a[@rel='next']/@href")
    assert following == ["?kind=decision&page=2#results"]
    assert read(f"/initiatives/{following[0]}").xpath("//a[@rel='prev']/@href") == [
        "?kind=decision&page=1#results"
    ]
