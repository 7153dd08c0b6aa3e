"""Texts of both directions, in every field of every public record, move nothing beside them."""

import re

import pytest
from django.apps import apps
from django.db import models
from lxml import html

from articles.models import Quotation, StoryFamily
from csto_archive.fields import LinesField
from tests.test_public_routes import public_addresses

HOSTILE = "(32) NATO ٢٠٢٢ – الناتو"
LETTERS = str.maketrans("0123456789", "ابتثجحخدذر")
ONE_TEXT = re.compile(rf"{re.escape(HOSTILE)}(?: رقم[ابتثجحخدذر]+)?")
# Texts that are addresses, keys or derived, or that no page shows.
NOT_WRITTEN = {"slug", "key", "folded", "stemmed", "wording", "editor_notes", "source_url"}
BLOCKS = {
    "address", "article", "aside", "blockquote", "button", "caption", "dd", "div", "dt",
    "figcaption", "h1", "h2", "h3", "h4", "label", "legend", "li", "main", "nav", "ol", "option",
    "p", "pre", "section", "summary", "td", "text", "th", "ul",
}  # fmt: skip
ISOLATING = {"bdi", "script", "textarea", "title"}
BY_SIGNS = re.compile("\u2068[^\u2069]*NATO[^\u2069]*\u2069")
# Inline by name, laid out as boxes of their own by the style sheet (`display: flex` around them);
# that it does so is seen in pixels (tests/in_browser/test_bidi.py).
BOXES = (
    "//*[contains(@class, 'meta')]/span", "//*[contains(@class, 'meta')]/a",
)  # fmt: skip


def written_fields(model: type[models.Model]) -> list[models.Field]:
    """Those that an editor or an import fills with words of their own."""
    return [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField | LinesField)
        and not isinstance(field, models.SlugField | models.URLField)
        and not field.choices
        and field.name not in NOT_WRITTEN
        and not field.name.endswith(("_url", "sha256", "code"))
    ]


def make_hostile() -> set[str]:
    """Write it everywhere; the fields that now have it."""
    done = set()
    for app in ("summits", "articles"):
        for model in apps.get_app_config(app).get_models():
            for field in written_fields(model):
                fill(model, field)
                done.add(f"{model.__name__}.{field.name}")
    return done


def fill(model: type[models.Model], field: models.Field) -> None:
    """Where a text may be there once only, letters tell them apart."""
    in_paragraphs = f"<p>{HOSTILE}</p><h2>{HOSTILE}</h2><ul><li>{HOSTILE}</li></ul>"
    text = in_paragraphs if field.name == "body" else HOSTILE
    if field.max_length and field.max_length < len(text):
        return
    rows = models.QuerySet(model)
    if not field.unique:
        lines = isinstance(field, LinesField)
        rows.update(**{field.name: [text] if lines else text})
        return
    for pk in rows.values_list("pk", flat=True):
        rows.filter(pk=pk).update(**{field.name: f"{text} رقم{str(pk).translate(LETTERS)}"})


def bare(page) -> list[str]:
    """The blocks in which such a text stands beside others without being isolated from them."""
    boxes = {element for path in BOXES for element in page.xpath(path)}
    found = []
    for text in page.xpath("//body//text()[contains(., 'NATO')]"):
        if BY_SIGNS.search(text):
            continue
        inside = around = text.getparent()
        if text.is_tail:
            around = around.getparent()
        while not (around in boxes or around.tag in {*BLOCKS, *ISOLATING} or around.get("dir")):
            inside, around = around, around.getparent()
        isolated = around.tag in ISOLATING or around.get("dir")
        if not isolated and said(line_of(around, inside)):
            found.append(html.tostring(around, encoding="unicode", with_tail=False)[:300])
    return found


def line_of(block, inside) -> str:
    """What stands in a line with the part `inside` of a block: all between its own blocks."""
    if inside is block:
        inside = None
    texts, at_hand = [[block.text or ""]], inside is None
    for child in block:
        if child.tag in BLOCKS:
            if at_hand:
                break
            texts.append([child.tail or ""])
        else:
            texts[-1] += [child.text_content(), child.tail or ""]
        at_hand = at_hand or child is inside
    return "".join(texts[-1])


def said(line: str) -> str:
    """What it says beside one such text."""
    return ONE_TEXT.sub("", line, count=1).strip()


@pytest.fixture
def hostile(article, carry, minsk, armenia):
    """The cast with everything that a page can show of it, all of it hard."""
    other = carry(article, headline="قمة أخرى", source_name="صحيفة")
    other.mentions.create(member=armenia)
    StoryFamily.objects.update(title="قصة")
    Quotation.objects.create(article=article, text="قال", speaker="الأمين العام")
    article.refresh_from_db()
    return make_hostile()


def routes(article) -> dict[str, str]:
    return public_addresses(article) | {
        "grid": "/summits/?view=grid",
        "timeline": "/summits/?view=timeline",
        "map": "/summits/?view=map",
        "found": "/search/?q=NATO",
    }


@pytest.mark.django_db
def test_every_text_of_every_public_record_is_isolated(client, article, hostile):
    assert {"Article.headline", "Source.name", "Member.name", "Photo.credit"} <= hostile
    faults = {}
    for name, url in routes(article).items():
        answer = client.get(url)
        if answer.status_code != 200 or not answer.headers["Content-Type"].startswith("text/html"):
            continue
        if found := bare(html.fromstring(answer.content.decode())):
            faults[name] = found
    assert not faults


def test_a_bare_text_is_seen_and_an_isolated_one_is_not():
    def faults(markup: str) -> int:
        return len(bare(html.fromstring(f"<html><body>{markup}</body></html>")))

    assert faults(f"<p>{HOSTILE} 12</p>") == 1
    assert faults(f"<p><span>{HOSTILE}</span> 12</p>") == 1
    assert faults(f"<p><bdi>{HOSTILE}</bdi> 12</p>") == 0
    assert faults(f"<option>\u2068{HOSTILE}\u2069 (12)</option>") == 0
    assert faults(f"<p dir='auto'>{HOSTILE} 12</p>") == 0
    assert faults(f"<h1><a>{HOSTILE}</a></h1>") == 0
