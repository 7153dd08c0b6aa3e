"""What the database itself refuses."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from articles.models import Article, Capture, Coverage
from summits.models import Attendance, City, Member, Summit, Term

pytestmark = pytest.mark.django_db


def refused(create) -> bool:
    try:
        with transaction.atomic():
            create()
    except IntegrityError:
        return True
    return False


def summit(**facts) -> Summit:
    facts = {
        "start_date": date(2030, 1, 2), "end_date": date(2030, 1, 2),
        "title": "قمة", "kind": "regular", "format": "in_person",
        "status": "announced", "city": City.objects.get(slug="minsk"),
    } | facts  # fmt: skip
    return Summit(**facts)


def test_a_summit_of_the_archive_is_accepted():
    summit().save()


@pytest.mark.parametrize(
    "facts",
    [
        {"end_date": date(2030, 1, 1)},
        {"city": None},
        {"format": "videoconference"},
        {"slug": "2023-11-23-minsk"},
    ],
)
def test_a_summit_against_the_rules_is_refused(facts):
    assert refused(summit(**facts).save)


def test_a_member_attends_a_summit_once(minsk, armenia):
    assert refused(
        lambda: Attendance.objects.create(summit=minsk, member=armenia, status="unknown")
    )


def test_a_member_does_not_leave_before_it_joined():
    uzbekistan = Member.objects.get(slug="uzbekistan")
    uzbekistan.left_on = "2001-01-01"
    assert refused(uzbekistan.save)


def test_a_term_does_not_end_before_it_began():
    term = Term.objects.get(key="medvedev-1")
    term.ended_on = "2001-01-01"
    assert refused(term.save)


def test_an_article_is_unique_by_its_canonical_address(article):
    again = Article(headline="نسخة", original_url="http://rewaq.example/a/1/#top")
    assert refused(again.save)


def test_articles_without_an_address_do_not_collide(db):
    Article.objects.create(headline="أولى")
    Article.objects.create(headline="ثانية")


def test_an_article_covers_a_summit_once(article, minsk):
    assert refused(lambda: Coverage.objects.create(article=article, summit=minsk))


def test_the_same_bytes_are_captured_once(db):
    facts = {"content": b"x", "sha256": "0" * 64, "size": 1, "media_type": "text/plain"}
    Capture.objects.create(**facts)
    assert refused(lambda: Capture.objects.create(**facts))


def test_a_published_article_has_a_time_of_publication(article):
    assert refused(lambda: Article.objects.filter(pk=article.pk).update(published_at=None))
