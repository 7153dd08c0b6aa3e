"""A reader on a phone finds Minsk 2023, with and without scripts, with and without a mouse."""

import pytest

pytestmark = pytest.mark.browser

MINSK = "/summits/2023-11-23-minsk/"


@pytest.fixture(params=["with scripts", "without scripts"])
def reader(request):
    name = "page" if request.param == "with scripts" else "page_without_scripts"
    return request.getfixturevalue(name)


def arrived(reader) -> bool:
    return reader.url.endswith(MINSK)


def follow(reader, href: str) -> None:
    with reader.expect_navigation():
        reader.locator(f"main a[href='{href}']").first.click()


def test_by_year(reader):
    reader.goto("/")
    follow(reader, "/summits/2023/")
    follow(reader, MINSK)
    assert arrived(reader)


def test_by_city(reader):
    reader.goto("/")
    follow(reader, "/summits/city/minsk/")
    follow(reader, MINSK)
    assert arrived(reader)


def test_by_city_and_year(reader):
    reader.goto("/summits/2023/minsk/")
    assert arrived(reader)


def test_by_filter(reader):
    reader.goto("/summits/")
    reader.locator("main .fold > summary").click()
    reader.locator("main select[name=city]").select_option("minsk")
    with reader.expect_navigation(url="**city=minsk**"):
        reader.locator("main form button").first.click()
    follow(reader, MINSK)
    assert arrived(reader)


def test_by_search(reader):
    reader.goto("/")
    reader.locator("input[name=q]").first.fill("قمه مينسك مقعد ارميني")
    with reader.expect_navigation(url="**q=**"):
        reader.locator("input[name=q]").first.press("Enter")
    with reader.expect_navigation():
        reader.locator("main h3 a").first.click()
    follow(reader, MINSK)
    assert arrived(reader)


def test_by_member(reader):
    reader.goto("/members/")
    follow(reader, "/members/armenia/")
    follow(reader, MINSK)
    assert arrived(reader)


def test_by_keyboard_alone(page):
    page.goto("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')").startswith("#")
    page.keyboard.press("Enter")
    for _ in range(200):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.getAttribute('href')") == "/summits/2023/":
            break
    with page.expect_navigation(url="**/summits/2023/"):
        page.keyboard.press("Enter")


# What a reader with a mouse and one without it follows, link by link, from the front page.
WAYS = {
    "year": ("/summits/2023/", MINSK),
    "city": ("/summits/city/minsk/", MINSK),
    "grid": ("/summits/", "/summits/?view=grid", MINSK),
    "attendance": ("/summits/attendance/", MINSK),
    "member": ("/members/", "/members/armenia/", MINSK),
}
FOCUSED = "document.activeElement.pathname + document.activeElement.search"
SEEN = """() => {
    const box = document.activeElement.getBoundingClientRect();
    return box.bottom > 0 && box.top < innerHeight && box.height > 0
        && getComputedStyle(document.activeElement).outlineStyle != 'none';
}"""
MOST_STEPS = 400


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_link_by_link(reader, way):
    reader.goto("/")
    for address in way:
        with reader.expect_navigation():
            reader.locator(f"a[href$='{address}']").first.click()
    assert arrived(reader)


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_link_by_link_with_the_keyboard_alone(page, way):
    """Each link is reached by Tab, is in sight when it is, and shows that it has the focus."""
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto("/")
    for address in way:
        for _ in range(MOST_STEPS):
            page.keyboard.press("Tab")
            if page.evaluate(FOCUSED) == address:
                break
        assert page.evaluate(FOCUSED) == address
        assert page.evaluate(SEEN)
        with page.expect_navigation():
            page.keyboard.press("Enter")
    assert arrived(page)
