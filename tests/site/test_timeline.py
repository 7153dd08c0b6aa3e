"""The summits on a line of years and on a map."""

import pytest

from summits.map import OUTLINE, host_map
from summits.models import City, Initiative, Member, Summit
from summits.timeline import changes
from tests.site.reading import squeezed, visible_text

TIMELINE, MAP = "/summits/?view=timeline", "/summits/?view=map"


def years(page) -> dict[str, str]:
    """Year -> all that the line says of it."""
    return {
        squeezed(li.find("h3")): squeezed(li) for li in page.xpath("//ol[@class='timeline']/li")
    }


def test_the_line_runs_from_the_latest_year_to_the_treaty(read, db):
    page = read(TIMELINE)
    found = list(years(page))
    assert found == sorted(found, reverse=True)
    assert (found[0], found[-1]) == ("2025", "1992")
    listed = page.xpath("//ol[@class='met']/li/a/@href")
    assert set(listed) == {summit.get_absolute_url() for summit in Summit.objects.all()}
    assert len(listed) == 45


def test_what_is_only_announced_stands_apart(read, minsk):
    def ahead() -> list[str]:
        return read(TIMELINE).xpath("//section[@class='ahead']//a/@href")

    assert ahead() == ["/summits/2026-11-11-moscow/"]
    Summit.objects.filter(pk=minsk.pk).update(status="cancelled")
    assert ahead() == ["/summits/2026-11-11-moscow/"]
    assert "أُلغيت" in years(read(TIMELINE))["2023"]


def test_the_line_tells_who_founded_joined_and_left_the_organisation(read, db):
    told = years(read(TIMELINE))
    assert "توقيع معاهدة الأمن الجماعي أرمينيا، أوزبكستان، روسيا" in told["1992"]
    assert (
        "تأسيس المنظمة أرمينيا، بيلاروسيا، روسيا، طاجيكستان، قرغيزستان، كازاخستان" in told["2002"]
    )
    assert "الانضمام إلى المنظمة أوزبكستان 23 يونيو/حزيران 2006" in told["2006"]
    assert "مغادرة المنظمة أوزبكستان 19 ديسمبر/كانون الأول 2012" in told["2012"]
    assert "تعليق المشاركة أرمينيا 22 فبراير/شباط 2024" in told["2024"]
    assert "تأسيس" not in told["2006"]


def test_a_change_that_is_not_dated_is_not_told(db):
    Member.objects.update(suspended_on=None)
    assert "suspended_on" not in {change.field for change in changes(Member.objects.all())}


def test_the_line_has_every_initiative_in_its_year(read, db):
    page = read(TIMELINE)
    links = page.xpath("//li[@class='agreed']//a/@href")
    assert len(links) == len(set(links)) == Initiative.objects.count()
    assert "14 مبادرة" in years(page)["2025"]


def test_a_filtered_line_tells_of_what_was_found_alone(read, db):
    page = read(f"{TIMELINE}&city=minsk")
    assert list(years(page)) == ["2023", "2017", "2006"]
    assert not page.xpath("//li[@class='change']")
    slugs = Initiative.objects.filter(summit__city__slug="minsk").values_list("slug", flat=True)
    shown = {href.split("/")[2] for href in page.xpath("//li[@class='agreed']//a/@href")}
    assert shown == set(slugs)
    assert "تغيّر في العضوية" not in visible_text(page)


def test_nothing_found_draws_no_line_and_no_map(read, db):
    for url in (TIMELINE, MAP):
        page = read(f"{url}&city=minsk&year=2022")
        assert squeezed(page.xpath("//main//*[@role='status']")[0]) == "لا قمم بهذه الصفات"
        assert not page.xpath("//ol[@class='timeline'] | //div[@class='map']")


def test_the_map_and_the_list_beside_it_have_the_same_cities(read, db):
    page = read(MAP)
    on_map = [
        a.xpath("string(title)").partition(":")[0]
        for a in page.xpath("//figure//*[@class='host']/..")
    ]
    listed = [squeezed(a) for a in page.xpath("//div[@class='map']/ol/li/a")]
    assert listed == [*on_map, "عبر الاتصال المرئي"]
    assert (listed[0], len(on_map)) == ("موسكو", 11)
    said = squeezed(page.xpath("//div[@class='map']/ol/li")[0])
    assert said == "موسكو روسيا 14 قمة، وقمة معلن عنها"
    radius = [float(r) for r in page.xpath("//circle[@class='host']/@r")]
    assert radius == sorted(radius, reverse=True)
    assert radius[0] > 2 * radius[-1]


def test_a_city_of_the_map_leads_to_its_page_or_to_what_was_asked_of_it(read, client, db):
    def links(url: str) -> list[str]:
        page = read(url)
        assert set(page.xpath("//figure//a/@href")) <= set(
            page.xpath("//div[@class='map']/ol//a/@href")
        )
        return page.xpath("//div[@class='map']/ol//a/@href")

    assert links(MAP)[0] == "/summits/city/moscow/"
    assert links(MAP)[-1] == "/summits/?format=videoconference"
    assert links(f"{MAP}&year=2022") == [
        "/summits/?year=2022&city=moscow", "/summits/?year=2022&city=yerevan",
        "/summits/?year=2022&format=videoconference",
    ]  # fmt: skip
    for url in links(f"{MAP}&year=2022"):
        assert client.get(url).status_code == 200


def test_a_city_that_cannot_be_drawn_is_listed_all_the_same(read, minsk):
    City.objects.filter(slug="minsk").update(latitude=None, longitude=None)
    City.objects.filter(slug="astana").update(latitude=-33.9, longitude=18.4)
    page = read(MAP)
    drawn = " ".join(page.xpath("//figure//a/title/text()"))
    listed = squeezed(page.xpath("//div[@class='map']/ol")[0])
    for name in ("مينسك", "أستانا"):
        assert name not in drawn
        assert name in listed
    assert "مدن تقع خارج الخريطة" in visible_text(page)
    assert "مدن تقع خارج الخريطة" not in visible_text(read(f"{MAP}&city=moscow"))


def test_a_city_of_announced_summits_alone_is_drawn_open(read, db):
    assert not read(MAP).xpath("//figure//a[@class='open']")
    assert read(f"{MAP}&year=2026").xpath("//figure//a[@class='open']")


def test_every_label_is_on_the_map_and_meets_no_other(db):
    drawn = host_map(Summit.objects.published().select_related("city"), lambda city: "")
    assert all(spot.label for spot in drawn.spots)
    boxes = [spot.label.box for spot in drawn.spots] + [spot.box for spot in drawn.spots]
    assert all(box.is_inside for box in boxes)
    for at, box in enumerate(boxes):
        assert not any(map(box.meets, boxes[at + 1 : len(drawn.spots)]))


def test_a_label_without_room_is_left_out(db):
    moscow = City.objects.get(slug="moscow")
    City.objects.update(latitude=moscow.latitude, longitude=moscow.longitude)
    drawn = host_map(Summit.objects.published().select_related("city"), lambda city: "")
    assert sum(spot.label is not None for spot in drawn.spots) <= 4


def test_the_outline_is_light_and_draws_no_border():
    assert OUTLINE.stat().st_size < 12_000


@pytest.mark.parametrize("view", ["timeline", "map", "grid", ""])
def test_each_view_keeps_the_filters_and_the_form_keeps_the_view(read, db, view):
    page = read(f"/summits/?city=moscow&view={view}")
    tabs = page.xpath("//nav[@aria-label='طريقة العرض']//a")
    assert all("city=moscow" in tab.get("href") for tab in tabs)
    current = [tab.get("href") for tab in tabs if tab.get("aria-current")]
    assert current == [f"/summits/?city=moscow{'&view=' + view if view else ''}"]
    assert page.xpath("//form//input[@name='view']/@value") == ([view] if view else [])
