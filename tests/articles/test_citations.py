"""Citations: whatever a headline holds, each format is read back as it was written."""

import json
import re
from datetime import date

import pytest

from csto_archive.citations import NEWS, PAGE, Citation, address
from tests.articles.formats import HOSTILE, parse_bibtex, parse_ris, plain, read_tex

READ_ON = date(2026, 11, 22)


def cited(**fields) -> Citation:
    usual = {"key": "csto-a1", "title": "قمة", "path": "/articles/1/", "accessed": READ_ON}
    return Citation(**{"kind": NEWS, **usual, **fields})


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_every_format_gives_back_what_was_put_in(text):
    citation = cited(title=text, author=text, outlet=text)
    bibtex = parse_bibtex(citation.bibtex)
    ris = parse_ris(citation.ris)
    csl = json.loads(json.dumps(citation.csl))
    for found in (
        read_tex(bibtex["title"][1:-1]), read_tex(bibtex["author"][1:-1]),
        read_tex(bibtex["journal"]), ris["TI"], ris["AU"], ris["T2"], csl["title"],
        csl["author"][0]["literal"], csl["container-title"],
    ):  # fmt: skip
        assert found == plain(text)
    assert citation.arabic.isprintable()
    assert dict(citation.tags)["citation_title"] == plain(text)


@pytest.mark.parametrize("url", ["https://x.example/{a}\\b%20(1) ~[ق]\n}", "https://x.example/}"])
def test_an_address_ends_neither_a_field_nor_a_text(url):
    assert re.fullmatch(r"[!-~]+", address(url))
    assert not set(address(url)) & set('{}\\()<>" ')
    assert address(address(url)) == address(url)
    note = parse_bibtex(cited(original=url).bibtex)["note"]
    assert read_tex(note).endswith(f"الأصل: {address(url)}")


@pytest.mark.parametrize(
    ("precision", "bibtex", "ris", "csl", "arabic"),
    [("day", "2023-03-05", "2023/03/05/", [2023, 3, 5], "5 مارس/آذار 2023"),
     ("month", "2023-03", "2023/03//", [2023, 3], "مارس/آذار 2023"),
     ("year", "2023", "2023///", [2023], "2023")],
)  # fmt: skip
def test_a_date_is_as_precise_as_it_is_known(precision, bibtex, ris, csl, arabic):
    citation = cited(issued=date(2023, 3, 5), precision=precision)
    fields = parse_bibtex(citation.bibtex)
    assert (fields["date"], fields["year"]) == (bibtex, "2023")
    assert fields.get("month", "") == bibtex[5:7]
    assert parse_ris(citation.ris)["DA"] == ris
    assert citation.csl["issued"] == {"date-parts": [csl]}
    assert f"مصدر غير معروف، {arabic}. " in citation.arabic
    assert dict(citation.tags)["citation_publication_date"] == bibtex.replace("-", "/")


def test_what_is_not_known_is_left_out():
    citation = cited()
    fields = parse_bibtex(citation.bibtex)
    assert set(fields) == {"kind", "key", "title", "url", "urldate", "langid", "note"}
    assert set(parse_ris(citation.ris)) == {"TY", "ID", "TI", "DB", "UR", "Y2", "LA", "N1"}
    assert "author" not in citation.csl
    assert citation.arabic.startswith("«قمة». مصدر غير معروف، د. ت. متاح في أرشيف قمم")
    assert all(content for _, content in citation.tags)


def test_the_arabic_line_is_that_of_an_arab_library(settings):
    settings.SITE_URL = "https://archive.example"
    citation = cited(
        title="قمة «مينسك»", author="ليان الصبّاغ.", outlet="الرواق", issued=date(2023, 11, 23),
        original="https://rewaq.example/a", captured_on=date(2024, 1, 20), is_sample=True,
    )  # fmt: skip
    assert citation.arabic == (
        "ليان الصبّاغ. «قمة “مينسك”» [عيّنة تعليمية]. الرواق، 23 نوفمبر/تشرين الثاني 2023. متاح على: "
        "https://rewaq.example/a، وفي أرشيف قمم منظمة معاهدة الأمن الجماعي: "
        "https://archive.example/articles/1/ (تاريخ الحفظ: 20 يناير/كانون الثاني 2024، "
        "تاريخ الاطلاع: 22 نوفمبر/تشرين الثاني 2026)."
    )


def test_a_sample_says_so_in_every_format():
    citation = cited(is_sample=True)
    told = [citation.bibtex, citation.ris, citation.csl["title"], citation.arabic]
    told.append(dict(citation.tags)["citation_title"])
    assert all("[عيّنة تعليمية]" in text for text in told)


def test_what_the_archive_wrote_itself_is_not_kept_in_it():
    citation = cited(kind=PAGE, author="أرشيف")
    assert "محفوظ في" not in citation.bibtex
    assert parse_bibtex(citation.bibtex)["kind"] == "misc"
    assert citation.arabic.startswith("أرشيف. «قمة». متاح على: http")
    assert "archive" not in citation.csl
