"""Understood pages into the database: once, whole, and never over an editor's hand."""

import pytest
from django.db import IntegrityError

from articles.importing.authority import load_authority
from articles.importing.decode import decode
from articles.importing.pipeline import understand
from articles.importing.read import read_bytes, read_path
from articles.importing.save import Options, links, save_page
from articles.importing.save.batches import open_batch
from articles.importing.save.samples import remove_samples
from articles.models import Article, Capture, Evidence, Photo, Source
from tests.importing.goldens import PAGES, TODAY
from tests.importing.reference import authority

MINSK = PAGES / "01-minsk-2023-boycott.txt"
DEFENCE = PAGES / "24-defence-ministers-2024.html"
CIS = PAGES / "20-cis-moscow-2010.txt"
pytestmark = pytest.mark.django_db


def save(content: bytes, options: Options | None = None, name: str = "page.txt", url: str = ""):
    page = read_bytes(content, name, url)
    result = understand(page, authority(), TODAY)
    return save_page(page, result, open_batch(), options or Options())


def rows(*models) -> int:
    return sum(model.objects.count() for model in models)


def test_the_database_gives_the_same_facts_as_the_reference_files():
    stored, read = load_authority(), authority()
    assert stored.summits == read.summits
    assert stored.initiatives == read.initiatives
    assert sorted(map(repr, stored.members)) == sorted(map(repr, read.members))
    assert len(stored.terms) == len(read.terms)


def test_a_page_becomes_an_article_with_all_its_links():
    saved = save(MINSK.read_bytes(), Options(publish=True))
    article = Article.objects.published().get(pk=saved.articles[0])
    assert saved.outcome == "created"
    assert saved.left_out == ("فنلندا تُبقي معبراً حدودياً واحداً مفتوحاً مع روسيا",)
    assert article.source.name == "رواق المشرق"
    assert [s.slug for s in article.main_summits] == ["2023-11-23-minsk"]
    assert len(article.background_summits) == 2
    assert article.mentions.get(absent=True).member.iso2 == "AM"
    assert article.initiative_mentions.count() == 4
    assert article.photos.count() == 3
    assert str(article.published_on) == "2023-11-23"


def test_the_capture_keeps_the_page_byte_for_byte_and_evidence_points_into_it():
    content = MINSK.read_bytes()
    article = Article.objects.get(pk=save(content).articles[0])
    assert bytes(article.capture.content) == content
    headline = article.evidence.get(field="headline")
    decoded = decode(read_bytes(content, "page.txt")).text
    assert decoded[headline.start : headline.end] == article.headline


def test_the_same_bytes_again_change_nothing():
    save(MINSK.read_bytes())
    before = list(Article.objects.values())
    assert save(MINSK.read_bytes()).outcome == "skipped"
    assert list(Article.objects.values()) == before
    assert Capture.objects.count() == 1


def test_new_bytes_of_the_same_address_update_the_article():
    first = save(MINSK.read_bytes()).articles[0]
    changed = MINSK.read_bytes().replace(
        "خمسة رؤساء يقرّون".encode(), "الرؤساء الخمسة يقرّون".encode()
    )
    saved = save(changed)
    article = Article.objects.get()
    assert (saved.outcome, saved.articles) == ("updated", (first,))
    assert article.standfirst.startswith("الرؤساء الخمسة")
    assert Capture.objects.count() == 2


def test_the_editors_hand_always_wins():
    article = Article.objects.get(pk=save(MINSK.read_bytes()).articles[0])
    article.headline = "عنوان كتبه المحرر"
    article.save()
    article.mentions.filter(member__iso2="KZ").delete()
    changed = (
        MINSK.read_bytes()
        .replace("التماسك".encode(), b"")
        .replace("«الأمن الجماعي» تلتئم".encode(), "«الأمن الجماعي» تجتمع".encode())
    )
    saved = save(changed)
    article.refresh_from_db()
    assert set(saved.kept) == {"headline", "members"}
    assert article.headline == "عنوان كتبه المحرر"
    assert not article.mentions.filter(member__iso2="KZ").exists()


def test_evidence_that_an_editor_confirmed_stays(chief):
    article = Article.objects.get(pk=save(MINSK.read_bytes()).articles[0])
    article.evidence.filter(field="headline").update(
        confirmed_by=chief, confirmed_at="2026-01-01T00:00Z"
    )
    save(MINSK.read_bytes() + b"\n")
    assert article.evidence.filter(field="headline", confirmed_by=chief).count() == 1


def test_a_page_without_an_article_waits_for_an_editor():
    saved = save("الرئيسية\nسياسة\nاقتصاد\n".encode())
    capture = Capture.objects.get()
    assert (saved.outcome, capture.status) == ("needs_editor", Capture.Status.NEEDS_EDITOR)
    assert capture.problem
    assert not Article.objects.exists()


def test_a_page_off_topic_is_a_draft_and_never_published():
    saved = save(CIS.read_bytes(), Options(publish=True))
    article = Article.objects.get(pk=saved.articles[0])
    assert (article.off_topic, article.status) == (True, Article.Status.DRAFT)


def test_a_failure_in_the_middle_leaves_nothing(monkeypatch):
    def fail(*args):
        raise IntegrityError("in the middle")

    broken = links.LINKS["photos"].__class__({}, lambda draft: [], lambda a: [], fail, ())
    monkeypatch.setitem(links.LINKS, "photos", broken)
    with pytest.raises(IntegrityError):
        save(MINSK.read_bytes())
    assert rows(Capture, Article, Source) == 0


def test_scripts_never_reach_a_body():
    article = Article.objects.get(pk=save(DEFENCE.read_bytes(), name="a.html").articles[0])
    assert not any(bad in article.body for bad in ("__xss", "onerror", "<script", "<img"))


@pytest.mark.parametrize(
    "attack",
    ["<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg onload=alert(1)>",
     "<a href='javascript:alert(1)'>رابط</a>", "&lt;script&gt;alert(1)&lt;/script&gt;"],
)  # fmt: skip
def test_an_attack_in_a_page_is_text_at_most(attack):
    prose = "اجتمع قادة منظمة معاهدة الأمن الجماعي في مينسك وناقشوا جدول أعمال طويلاً امتد ساعات."
    page = f"<h1>قمة القادة في مينسك</h1><p>{prose}</p><p>{prose} {attack}</p><p>{prose}</p>"
    body = Article.objects.get(pk=save(page.encode(), name="a.html").articles[0]).body
    assert not any(bad in body for bad in ("<script", "<img", "<svg", "javascript:"))


def test_sources_are_found_by_name_spelling_and_domain():
    known = Source.objects.create(
        name="الرواق", variants=["رواق المشرق"], domains=["rewaq.example"]
    )
    article = Article.objects.get(pk=save(MINSK.read_bytes()).articles[0])
    assert article.source == known
    other = save(CIS.read_bytes(), Options(source="وكالة قيصوم"))
    assert Article.objects.get(pk=other.articles[0]).source.name == "وكالة قيصوم"


def test_removing_the_samples_leaves_what_is_not_a_sample(article):
    page = read_path(MINSK)
    sample = save(page.content, Options(sample=True, publish=True))
    assert Article.objects.get(pk=sample.articles[0]).is_sample
    assert remove_samples() == {"articles": 1, "captures": 1, "sources": 1}
    assert list(Article.objects.all()) == [article]
    assert rows(Capture, Evidence, Photo) == 0


def test_an_address_that_no_browser_would_open_is_not_kept():
    saved = save(MINSK.read_bytes(), url="http://[broken")
    assert Article.objects.get(pk=saved.articles[0]).original_url == ""
