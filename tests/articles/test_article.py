"""What an article derives by itself, who sees it, and what it never loses."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from articles.models import Article, Capture, Coverage, ImportBatch, Source

pytestmark = pytest.mark.django_db


def test_only_published_articles_are_public(article, draft):
    assert list(Article.objects.published()) == [article]
    assert list(Source.objects.published()) == [article.source]


@pytest.mark.parametrize("status", ["draft", "in_review", "withdrawn"])
def test_no_other_status_is_public(article, status):
    article.status = status
    article.save()
    assert not Article.objects.published().exists()


def test_an_article_is_public_from_its_time_on(article):
    tomorrow = timezone.now() + timedelta(days=1)
    Article.objects.filter(pk=article.pk).update(published_at=tomorrow)
    assert not Article.objects.published().exists()
    assert Article.objects.published(at=tomorrow).exists()


def test_withdrawing_keeps_the_article_and_its_time(article):
    published_at = article.published_at
    article.withdraw()
    article.publish()
    assert article.published_at == published_at


def test_each_save_counts_a_version(article):
    before = article.version
    article.save()
    assert article.version == before + 1


def test_a_date_of_publication_is_as_precise_as_it_is_known(article):
    assert article.published_date == "23 نوفمبر/تشرين الثاني 2023"
    article.published_precision = Article.Precision.MONTH
    assert article.published_date == "نوفمبر/تشرين الثاني 2023"
    article.published_on = None
    assert article.published_date == ""


def test_an_article_without_a_date_is_sorted_by_its_summit(minsk):
    article = Article.objects.create(headline="بلا تاريخ")
    link = Coverage.objects.create(article=article, summit=minsk)
    article.refresh_from_db()
    assert article.sort_date == minsk.start_date
    article.save()
    assert article.sort_date == minsk.start_date
    link.delete()
    article.refresh_from_db()
    assert article.sort_date == date.min


def test_rights_decide_how_much_is_shown(article):
    assert "غابت أرمينيا" in article.public_body
    article.source.rights = Source.Rights.EXCERPT
    assert article.public_body == "<p>اجتمع القادة في مينسك.</p>"
    article.source.rights = Source.Rights.LINK_ONLY
    assert article.public_body == ""


def test_search_knows_no_hamza_no_vowels_and_no_foreign_digits(article):
    article.body = "<p>عُقِدت القِمَّةُ في أستانة عام ٢٠٢٤.</p>"
    article.save()
    for query in ("القمة", "قمه", "استانة", "2024", "عقدت 2024"):
        assert article in Article.objects.search(query), query
    assert article not in Article.objects.search("«القمة طشقند»")


def test_a_percent_sign_is_searched_for_and_no_wildcard(article):
    assert not Article.objects.search("%").exists()
    assert not Article.objects.search("_").exists()


def test_the_body_is_sanitised_whoever_saves_it(article):
    article.body = "<p>نص</p><script>alert(1)</script>"
    article.save()
    assert article.body == "<p>نص</p>"


def test_two_sources_whose_names_make_one_slug_have_two(db):
    first, second = (Source.objects.create(name=name) for name in ("الخبر", "الخبر!"))
    assert (first.slug, second.slug) == ("الخبر", "الخبر-2")


def test_a_capture_is_never_changed(db):
    capture = Capture.objects.create(
        content=b"page", sha256="1" * 64, size=4, media_type="text/plain"
    )
    capture.content = b"other"
    with pytest.raises(ValidationError):
        capture.save()
    capture.status = Capture.Status.NEEDS_EDITOR
    capture.save(update_fields=["status"])
    capture.refresh_from_db()
    assert (bytes(capture.content), capture.status) == (b"page", "needs_editor")


def captures_changed_in_bulk(capture):
    everything = Capture.objects.all()
    capture.content = b"other"
    copy = Capture(content=b"o", sha256=capture.sha256, size=1, media_type="text/plain")
    yield lambda: everything.update(content=b"other")
    yield lambda: everything.update(status="imported", sha256="2" * 64)
    yield lambda: Capture.objects.bulk_update([capture], ["content"])
    yield lambda: Capture.objects.bulk_create(
        [copy], update_conflicts=True, unique_fields=["sha256"], update_fields=["content"]
    )
    yield lambda: Capture.objects.update_or_create({"content": b"o"}, sha256=capture.sha256)
    yield lambda: ImportBatch.objects.create().captures.add(capture)
    yield everything.delete
    yield capture.delete


def test_captures_are_never_changed_or_deleted_in_bulk_either(db):
    facts = {"content": b"page", "sha256": "1" * 64, "size": 4, "media_type": "text/plain"}
    capture = Capture.objects.create(**facts)
    for change in captures_changed_in_bulk(capture):
        with pytest.raises(ValidationError), transaction.atomic():
            change()
    found = Capture.objects.get()
    assert (bytes(found.content), found.sha256, found.batch) == (b"page", "1" * 64, None)
    assert Capture.objects.update(status="needs_editor", problem="مشكلة") == 1


def test_captures_of_samples_are_discarded_by_name(db):
    facts = {"content": b"page", "size": 4, "media_type": "text/plain"}
    for letter in "12":
        Capture.objects.create(sha256=letter * 64, **facts)
    assert Capture.objects.filter(sha256="1" * 64).discard() == 1
    assert Capture.objects.get().sha256 == "2" * 64
