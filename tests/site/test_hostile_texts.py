"""Texts that would act, or that no format can hold, in every field of every public record."""

import csv
import io
import json
from itertools import product

import pytest
from lxml import etree, html

from articles.bodies import sanitise
from articles.models import Article, Capture, Quotation, StoryFamily
from tests.site import test_bidi
from tests.site.reading import INLINE_SCRIPTS, squeezed
from tests.test_public_routes import public_addresses

# A formula, controls and halves of characters that XML has no place for, markup, ends of scripts.
HOSTILE = "=1+1\x0b\x1f\x7f\ufffe\u2028'\"><img src=x onerror=alert(1)></script>]]>NATO{{1}}"
FORMS = {
    "articles": ("atom", "rss", "json"), "summits": ("atom", "rss", "json"),
    "initiatives": ("atom", "rss", "json"),
}  # fmt: skip
CITED = ("bib", "ris", "json", "txt")
CHARTS = {
    "coverage-years": "", "member-years": "?of=armenia", "initiative-times": "?of=2025-11-27-01",
    "initiative-summits": "?of=2025-11-27-01",
}  # fmt: skip


@pytest.fixture
def hostile(article, carry, minsk, armenia, monkeypatch) -> Article:
    carry(article, headline="قمة أخرى", source_name="صحيفة").mentions.create(member=armenia)
    StoryFamily.objects.update(title="قصة")
    Quotation.objects.create(article=article, text="قال", speaker="الأمين العام")
    monkeypatch.setattr(test_bidi, "HOSTILE", HOSTILE)
    test_bidi.make_hostile()
    Article.objects.update(body=sanitise(f"<p>{HOSTILE}</p><ul><li>{HOSTILE}</li></ul>"))
    return Article.objects.get(pk=article.pk)


def addresses(article: Article) -> list[str]:
    number, story = article.pk, article.story_family_id
    cited = (f"/articles/{number}/", f"/stories/{story}/", "/members/armenia/")
    return [
        *(url for url in public_addresses(article).values() if not url.endswith(".png")),
        *(f"/feeds/{name}.{form}" for name, forms in FORMS.items() for form in forms),
        *(f"{url}cite.{form}" for url, form in product(cited, CITED)),
        *(f"/charts/{n}.{f}{of}" for (n, of), f in product(CHARTS.items(), ("svg", "csv"))),
        f"/articles/?story={story}", "/summits/?view=timeline",
        f"/api/v1/articles/{number}/?expand=quotations", "/search/?q=NATO",
    ]  # fmt: skip


def acts(page) -> list:
    acting = "//@*[starts-with(name(), 'on')] | //img | //iframe"
    links = page.xpath("//@href | //@src | //@action")
    schemes = [link for link in links if link.strip().lower().startswith(("javascript", "data"))]
    return [*page.xpath(f"{INLINE_SCRIPTS} | {acting}"), *schemes]


def check(answer) -> None:
    kind, text = answer.headers["Content-Type"], answer.content.decode("utf-8-sig")
    if "html" in kind:
        page = html.fromstring(text)
        assert not acts(page)
        for script in page.xpath("//script[@type='application/ld+json']"):
            json.loads(script.text)
    elif "xml" in kind:
        etree.fromstring(answer.content)
    elif "json" in kind:
        json.loads(text)
    elif "csv" in kind:
        cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
        assert not [cell for cell in cells if cell.startswith("=")]


@pytest.mark.django_db
def test_no_text_acts_or_breaks_what_it_stands_in(client, hostile):
    faults = {}
    for url in addresses(hostile):
        try:
            answer = client.get(url)
            assert answer.status_code in {200, 301, 404}, answer.status_code
            if answer.status_code == 200:
                check(answer)
        except Exception as fault:  # noqa: BLE001
            faults[url] = repr(fault)[:200]
    assert not faults, "\n".join(f"{u}: {f}" for u, f in faults.items())


@pytest.mark.django_db
def test_a_line_break_out_of_a_word_processor_breaks_no_page(read, article, minsk):
    """It is a vertical tab: white space, and a control character that no tree of lxml takes."""
    type(minsk).objects.filter(pk=minsk.pk).update(title="قمة\x0bمينسك")
    article.body = "<p>انعقدت قمة\x0bمينسك أمس.</p>"
    article.capture = Capture.objects.create(
        content=b"x", sha256="2" * 64, size=1, media_type="text/html"
    )
    article.save()
    article.evidence.create(
        capture=article.capture, field="main_summit", value=minsk.slug, quote="قمة مينسك",
        start=1, end=9, rule="place",
    )  # fmt: skip
    (link,) = read(article.get_absolute_url()).xpath("//a[@class='said']")
    assert (squeezed(link), link.get("title")) == ("قمة مينسك", "قمة مينسك")
