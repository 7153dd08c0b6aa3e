"""Public texts are sent small to whoever reads that, and nothing of the admin is."""

import gzip

import brotli
import pytest

from csto_archive.compressing import coding

UNPACK = {"br": brotli.decompress, "gzip": gzip.decompress}


@pytest.mark.parametrize(
    ("accepted", "sent"),
    [
        ("gzip, deflate, br", "br"),
        ("gzip", "gzip"),
        ("GZIP;q=1.0, br;q=0", "gzip"),
        ("br;q=0.000, *", "gzip"),
        ("*", "br"),
        ("*;q=0", ""),
        ("identity", ""),
        ("", ""),
        ("gzip;q=0.5;x, , ;", "gzip"),
    ],
)
def test_the_best_that_the_reader_allows(accepted, sent):
    assert coding(accepted) == sent


@pytest.mark.django_db
@pytest.mark.parametrize("how", ["br", "gzip"])
@pytest.mark.parametrize(
    "url", ["/", "/summits/", "/feeds/articles.atom", "/sitemap.xml", "/summits/attendance.csv"]
)
def test_the_same_text_in_every_coding(client, article, url, how):
    plain = client.get(url)
    for _time in range(2):
        small = client.get(url, headers={"accept-encoding": how})
        assert small.headers["Content-Encoding"] == how
        assert int(small.headers["Content-Length"]) == len(small.content) < len(plain.content)
        assert UNPACK[how](small.content) == plain.content
        assert small.headers["ETag"] == plain.headers["ETag"]
        assert "Accept-Encoding" in small.headers["Vary"]
    assert "Content-Encoding" not in plain.headers
    assert "Accept-Encoding" in plain.headers["Vary"]


@pytest.mark.django_db
def test_nothing_of_the_admin_is_packed(client, chief):
    client.force_login(chief)
    for url in ("/admin/", "/admin/articles/article/add/", "/admin/jsi18n/"):
        answer = client.get(url, headers={"accept-encoding": "br, gzip"})
        assert "Content-Encoding" not in answer.headers


@pytest.mark.django_db
def test_little_is_sent_as_it_is(client):
    answer = client.get("/search/suggest?q=زززز", headers={"accept-encoding": "br"})
    assert "Content-Encoding" not in answer.headers
