"""Whatever is typed into the address bar is answered, never with an error of ours."""

from urllib.parse import quote

import pytest

LISTS = [
    "/summits/", "/articles/", "/initiatives/", "/feeds/articles.atom", "/search/",
    "/search/suggest", "/search/feed.atom",
]  # fmt: skip
VALUES = [
    "", "\x00", "abc", "-1", "1e9", "10" * 50, "²", "٢٠٢٣", "'; DROP TABLE x; --", "ا" * 60_000,
    "a " * 30_000, "%", "_", "\\", "\ud7ff\uffff", "<script>", "../../etc/passwd", "2023-99-99",
]  # fmt: skip
PARAMETERS = [
    "q", "year", "city", "kind", "status", "summit_status", "chair", "format", "member", "source",
    "initiative", "summit", "mentioned_summit", "published_after", "published_before", "page",
    "published_on", "is_sample", "sort", "group", "view", "unknown",
]  # fmt: skip


@pytest.mark.parametrize("url", LISTS)
def test_no_value_of_a_parameter_breaks_a_list(client, article, url):
    for value in VALUES:
        for names in (PARAMETERS, ["q"], ["page"], ["initiative"]):
            query = "&".join(f"{name}={quote(value)}" for name in names)
            answer = client.get(f"{url}?{query}")
            assert answer.status_code in {200, 400}, (names, value[:20])


@pytest.mark.parametrize("page", ["0", "-1", "999", "1" + "0" * 20, "9" * 5000, "abc", "\x00"])
def test_a_page_that_is_not_there_shows_the_nearest(read, article, page):
    assert article.headline in read(f"/articles/?page={quote(page)}").text_content()


@pytest.mark.django_db
def test_bytes_that_are_no_text_are_survived(client):
    for url in ("/articles/?q=%ff%fe", "/summits/?city=%ff", "/articles/?%00=1&q[]=1&q=1&q=2"):
        assert client.get(url).status_code in {200, 400}, url


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path",
    ["/summits/%00/", "/sources/%00/", "/articles/1/%00/", "/articles/%00/", "/members/%ff/",
     "/summits/2023/%00/", "/sources/" + "a" * 5000 + "/", "/articles/" + "9" * 5000 + "/"],
)  # fmt: skip
def test_an_address_of_nonsense_is_not_found(client, path):
    assert client.get(path).status_code == 404
