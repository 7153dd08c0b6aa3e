"""The tables of the site: who came to which summit, and which city had one in which year."""

import re

import pytest
from lxml import html

from summits.models import Summit
from tests.site.reading import section, squeezed, summits_listed

PAGE = "/summits/attendance/"
GRID = "/summits/?view=grid"


def row(page, name: str) -> dict[str, str]:
    """The unseen words of a line of the table, by the heads of its columns."""
    heads = [squeezed(th) for th in page.xpath("//thead//th")][1:]
    line = next(tr for tr in page.xpath("//tbody/tr") if squeezed(tr[0]).startswith(name))
    assert line.xpath("td/@data-label") == heads
    words = (td.xpath("string(.//*[@class='unseen'])") for td in line.xpath("td"))
    return dict(zip(heads, words, strict=True))


def test_the_table_says_in_words_who_came(read, db):
    page = read(PAGE)
    minsk = row(page, "مينسك، 23 نوفمبر/تشرين الثاني 2023")
    assert minsk["أرمينيا"] == "غاب"
    assert minsk["روسيا"] == "حضر"
    assert minsk["أوزبكستان"] == "ليست عضواً"
    assert row(page, "عبر الاتصال المرئي، 13 سبتمبر/أيلول 2022")["طاجيكستان"] == "أوفد ممثلاً"
    assert set(row(page, "موسكو، 11 نوفمبر/تشرين الثاني 2026").values()) == {"لا يُعرف", "ليست عضواً"}
    assert row(page, "موسكو، 14 مايو/أيار 2002")["روسيا"] == "حضر، ولم تكن عضواً يومها"


def test_each_state_has_its_letter_beside_the_words(read, db):
    letters = {"حضر": "ح", "أوفد ممثلاً": "م", "غاب": "غ", "لا يُعرف": "؟", "ليست عضواً": "–"}
    cells = read(PAGE).xpath("//tbody//td")
    assert len(cells) == 45 * 7
    for cell in cells:
        letter, words = cell.xpath("span")
        assert letter.get("aria-hidden") == "true"
        assert letter.text == letters[words.text.partition("،")[0]]
        assert ("apart" in letter.get("class")) == ("لم تكن" in words.text)


def test_the_legend_has_every_letter_of_the_table(read, db):
    page = read(PAGE)
    used = set(page.xpath("//tbody//td/span[1]/@class"))
    assert used - set(page.xpath("//ul[@class='legend']//span/@class")) == {
        "state state-absent apart"
    }


def test_the_table_is_a_table_for_those_who_hear_it(read, db):
    for url in (PAGE, GRID):
        page = read(url)
        table = page.xpath("//table")[0]
        assert squeezed(table.xpath("caption")[0])
        assert {*table.xpath(".//thead//th/@scope")} == {"col"}
        assert {*table.xpath(".//tbody//th/@scope")} == {"row"}
        region = table.getparent()
        assert (region.get("role"), region.get("tabindex")) == ("region", "0")
        assert region.get("aria-label")


def test_every_summit_and_every_member_of_the_table_is_a_link(read, db):
    page = read(PAGE)
    assert len(page.xpath("//tbody/tr/th/a[starts-with(@href, '/summits/')]")) == 45
    members = page.xpath("//thead//th/a/@href")
    assert len(members) == 7
    assert page.xpath("//ul[@class='totals']/li/a/@href") == members


def test_the_totals_are_sentences(read, db):
    totals = section(read(PAGE), "totals")
    for said in (
        "أرمينيا: حضر قائدها 39 قمة من أصل 43 انعقدت وهي عضو، وغاب عن 4 قمم.",
        "أوزبكستان: حضر قائدها 10 قمم من أصل 14 انعقدت وهي عضو، وغاب عن 3 قمم، "
        "ولا يُعرف هل حضر قمة واحدة.",
        "روسيا: حضر قائدها 43 قمة من أصل 43 انعقدت وهي عضو.",
        "وأوفد ممثلاً إلى قمتين، وغاب عن قمة واحدة.",
    ):
        assert said in totals


def test_a_table_without_summits_still_answers(read, db):
    Summit.objects.update(status="cancelled")
    page = read(PAGE)
    assert not page.xpath("//p[@class='lead']")
    assert "أرمينيا: لم تنعقد قمة وهي عضو." in section(page, "totals")


def test_the_download_is_a_file_of_the_same_words(client, read):
    answer = client.get("/summits/attendance.csv")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="csto-attendance.csv"'
    assert answer.content.startswith(b"\xef\xbb\xbf")
    lines = answer.content.decode("utf-8-sig").split("\r\n")
    assert len(lines) == 47
    words = re.findall(r"(حضر|غاب|أوفد ممثلاً|لا يُعرف|ليست عضواً)(?=[,،\r])", "\r".join(lines))
    shown = read(PAGE).xpath("//tbody//span[@class='unseen']/text()")
    assert words == [said.partition("،")[0] for said in shown]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "url", ["/summits/", "/members/", "/summits/2023-11-23-minsk/", "/sources/"]
)
def test_the_table_is_found_from_other_pages(read, url):
    links = read(url).xpath("//main//a/@href" if url != "/sources/" else "//footer//a/@href")
    assert PAGE in links


def test_a_member_leads_to_its_own_total_unless_it_was_never_one(read, db):
    assert f"{PAGE}#armenia" in read("/members/armenia/").xpath("//main//a/@href")
    assert read(PAGE).xpath("//li[@id='armenia']")
    assert not read("/members/georgia/").xpath(f"//main//a[starts-with(@href, '{PAGE}')]")


def spots(page) -> dict[tuple[str, str], str]:
    """Year and city of each cell that is a link -> its address."""
    return {
        (squeezed(td.getparent()[0]), td.get("data-label")): td.xpath("a/@href")[0]
        for td in page.xpath("//tbody//td[a]")
    }


def test_the_list_is_the_default_and_the_grid_is_beside_it(read, db):
    page = read("/summits/")
    assert not page.xpath("//table")
    tabs = page.xpath("//nav[@aria-label='طريقة العرض']//a")
    assert [squeezed(tab) for tab in tabs] == ["قائمة", "شبكة", "خط زمني", "خريطة"]
    assert [tab.get("aria-current") for tab in tabs] == ["page", None, None, None]
    assert tabs[1].get("href") == GRID
    grid = read(GRID)
    assert not summits_listed(grid)
    tabs = grid.xpath("//nav[@aria-label='طريقة العرض']//a")
    assert [tab.get("aria-current") for tab in tabs] == [None, "page", None, None]
    assert read(tabs[0].get("href")).xpath("//ol[@class='years']")
    for unknown in ("list", "maps", "", "\x00", "GRID"):
        assert summits_listed(read(f"/summits/?view={unknown}"))


def test_the_grid_has_every_summit_once(read, client):
    found = spots(read(GRID))
    assert found["2023", "مينسك"] == "/summits/2023-11-23-minsk/"
    assert found["2010", "موسكو"] == "/summits/2010/moscow/"
    assert found["2022", "عبر الاتصال المرئي"] == "/summits/?year=2022&format=videoconference"
    listed = set()
    for address in found.values():
        page = html.fromstring(client.get(address).content.decode())
        listed |= set(summits_listed(page)) or {address}
    assert len(listed) == 45


def test_a_cell_says_its_day_or_how_many_and_what_is_only_announced(read, db):
    page = read(GRID)
    said = {td.get("data-label"): squeezed(td) for td in page.xpath("//tbody/tr[1]/td")}
    assert said["موسكو"] == "موسكو 11 نوفمبر/تشرين الثاني 2026، معلن عنها"
    assert said["مينسك"] == "لا قمة"
    assert [squeezed(a) for a in page.xpath("//td//a[@href='/summits/2010/moscow/']")] == [
        "موسكو 2010: قمتان2"
    ]
    assert len(page.xpath("//td//span[@class='spot open']")) == 1


def test_the_grid_takes_the_filters_of_the_list_and_keeps_its_view(read, db):
    page = read(f"{GRID}&city=minsk")
    years = [squeezed(th) for th in page.xpath("//tbody//th")]
    assert (years[0], years[-1], len(years)) == ("2023", "2006", 18)
    assert years[1] == "2022 لا قمة"
    assert [city for _year, city in spots(page)] == ["مينسك"] * 3
    assert page.xpath("//form//input[@name='view']/@value") == ["grid"]
    tabs = page.xpath("//nav[@aria-label='طريقة العرض']//a/@href")
    assert tabs[:2] == ["/summits/?city=minsk", "/summits/?city=minsk&view=grid"]
    assert GRID in page.xpath("//form//a/@href")
    assert not read(GRID).xpath("//form[@class='filters']//a")


def test_a_grid_of_one_kind_leads_past_the_choice_to_the_only_summit(read, db):
    assert spots(read(f"{GRID}&kind=informal"))["2010", "موسكو"] == "/summits/2010-05-08-moscow/"


def test_a_grid_of_nothing_says_so_and_has_no_table(read, db):
    page = read(f"{GRID}&city=minsk&year=2022")
    assert squeezed(page.xpath("//main//*[@role='status']")[0]) == "لا قمم بهذه الصفات"
    assert not page.xpath("//table")


def test_what_is_announced_is_not_counted_as_held(read, db):
    """Nobody hosted or chaired yet what did not take place yet."""
    jumps = squeezed(read("/members/russia/").xpath("//nav[@class='jumps']")[0])
    assert "استضافتها: 17 قمة، وقمة معلن عنها" in jumps
    assert "برئاستها: 11 قمة، وقمة معلن عنها" in jumps
