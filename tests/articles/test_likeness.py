"""Duplicates are found by what they say, cut or reworded, and nothing else is."""

from importlib import import_module
from io import StringIO
from random import Random
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from articles import likeness
from articles.addresses import canonical_url, neighbours
from articles.likeness import likes_of
from articles.models import Article, LikenessKey, Merger
from articles.models.likeness import words
from csto_archive.arabic import minhash
from tests.arabic.test_minhash import invented

pytestmark = pytest.mark.django_db

BOILERPLATE = "عقد قادة الدول الأعضاء في منظمة معاهدة الأمن الجماعي قمتهم في مينسك اليوم"


def write(found: str | list[str], headline: str = "قمة", **fields) -> Article:
    text = found if isinstance(found, str) else " ".join(found)
    return Article.objects.create(headline=headline, body=f"<p>{text}</p>", **fields)


@pytest.fixture
def text() -> list[str]:
    return invented(300, "مقال")


def told(article: Article, **options) -> list[tuple[int, int, bool, str]]:
    likes = likes_of(article, **options)
    return [(like.article, like.percent, like.exact, like.extent) for like in likes]


def keys_of(article: Article) -> set[int]:
    return set(article.likeness_keys.values_list("key", flat=True))


# What is found


def test_the_same_words_are_an_exact_duplicate_whatever_their_marks_and_signs(source):
    one = write("أقرَّ القادةُ وثيقةً، وشؤونَ الحدود.", headline="قمة", source=source)
    other = write("اقر القاده «وثيقة» وشئون الحدود", headline="قمـــة!")
    assert told(one) == [(other.pk, 100, True, "")]
    (like,) = likes_of(other)
    assert (like.article, like.headline, like.source) == (one.pk, "قمة", source.name)
    assert not like.same_source


@pytest.mark.parametrize("kept", [1 / 2, 1 / 3])
def test_a_text_that_was_cut_is_found_from_both_sides(text, kept):
    whole = write(text, headline="العنوان الأول")
    part = write(text[: round(len(text) * kept)], headline="العنوان الأول")
    assert told(part) == [(whole.pk, 100, False, "shorter")]
    assert told(whole) == [(part.pk, 100, False, "longer")]


def test_a_text_with_a_fifth_of_its_words_replaced_is_found_with_what_is_left(text):
    random = Random(1)  # noqa: S311
    new = [random.choice(invented(9, word)) if random.random() < 0.2 else word for word in text]
    one, other = write(text), write(new)
    ((number, percent, exact, extent),) = told(one)
    assert (number, exact, extent) == (other.pk, False, "")
    assert percent == int(100 * minhash.shared(*map(runs_of, (one, other))))
    assert 40 < percent < 60


def runs_of(article: Article) -> frozenset:
    return minhash.runs(words(article.folded))


def test_paragraphs_in_another_order_are_found(text):
    one, other = write(text), write(text[200:] + text[100:200] + text[:100])
    assert told(one)[0][0] == other.pk
    assert told(one)[0][1] >= 97


def test_the_likest_comes_first_and_no_more_than_asked_for(text, source):
    article = write(text, source=source)
    half = write(text[:150] + invented(150, "آخر"), source=source)
    same, most = write(text), write(text[:250] + invented(50, "ثالث"))
    assert [row[0] for row in told(article)] == [same.pk, most.pk, half.pk]
    assert [row[0] for row in told(article, most=1)] == [same.pk]
    assert [like.same_source for like in likes_of(article)] == [False, False, True]


def test_drafts_and_withdrawn_articles_are_told_too(text):
    article, draft = write(text), write(text)
    withdrawn = write(text)
    withdrawn.publish()
    withdrawn.withdraw()
    assert {row[0] for row in told(article)} == {draft.pk, withdrawn.pk}


def test_an_address_for_phones_leads_to_the_same_page_however_it_is_worded(text):
    article = write(text, original_url="https://www.rewaq.example/a/1")
    phone = write(invented(50, "آخر"), original_url="https://m.rewaq.example/a/1/amp")
    assert told(article) == [(phone.pk, 0, False, "")]
    assert told(phone) == [(article.pk, 0, False, "")]


@pytest.mark.parametrize(
    "other", ["https://rewaq.example/amp/a", "https://amp.rewaq.example/a", "https://rewaq.example/a/amp"]
)  # fmt: skip
def test_the_other_addresses_of_a_page(other):
    address = canonical_url("https://www.rewaq.example/a?id=1")
    assert f"{other}?id=1" in neighbours(address)
    assert address in neighbours(f"{other}?id=1")
    assert address not in neighbours(address)


def test_an_address_that_only_looks_like_that_of_a_phone():
    assert "https://rewaq.example/hibians" not in neighbours("https://rewaq.example/amphibians")
    assert "https://rewaq.example/c" not in neighbours("https://rewaq.example/camp")
    assert neighbours("") == set()


# What is not


def test_articles_that_share_the_phrases_of_the_archive_alone_are_not_told():
    for number in range(likeness.ARTICLES_A_KEY + 20):
        write([*BOILERPLATE.split(), *invented(60, str(number))])
    article = Article.objects.first()
    assert told(article) == []
    copy = write([*BOILERPLATE.split(), *invented(60, "0")[:30]])
    first = Article.objects.order_by("pk").first()
    assert [row[0] for row in told(copy)] == [first.pk]


def test_short_texts_are_not_told_for_a_title_that_they_share():
    one = write("عقد قادة منظمة معاهدة الأمن الجماعي قمة", headline="قادة المنظمة")
    write("غاب عن منظمة معاهدة الأمن الجماعي رئيس", headline="قادة المنظمة")
    assert told(one) == []


def test_an_article_without_words_is_like_nothing():
    one, _other = Article.objects.create(headline="…"), Article.objects.create(headline="؟")
    assert one.wording == ""
    assert told(one) == []


def test_a_story_of_very_many_carriers_is_found(text):
    carriers = [write(text).pk for _ in range(likeness.ARTICLES_A_KEY + 10)]
    likes = told(Article.objects.get(pk=carriers[-1]))
    assert len(likes) == 5
    assert all(row[1:] == (100, True, "") and row[0] in carriers for row in likes)


def test_a_merged_article_stands_for_the_one_that_it_led_to(text):
    target, middle, merged = write(invented(300, "هدف")), write(invented(99, "ب")), write(text)
    article = write(text[:150])
    merge(merged, middle)
    merge(middle, target)
    assert told(article) == [(target.pk, 100, False, "shorter")]
    assert told(target) == []


def merge(article: Article, into: Article) -> None:
    Merger.objects.create(article=article, into=into, former_status=article.status)
    article.status = Article.Status.MERGED
    article.save()


def test_the_number_of_queries_is_the_same_for_one_like_and_for_ten(text, source):
    article = write(text, original_url="https://www.rewaq.example/a/1")
    write(text, source=source)
    with CaptureQueriesContext(connection) as one:
        assert len(likes_of(article, most=10)) == 1
    for _ in range(9):
        write(text, source=source)
    with CaptureQueriesContext(connection) as ten:
        assert len(likes_of(article, most=10)) == 10
    assert len(one) == len(ten) == 6


# Keys are kept when articles are saved


def writes(context: CaptureQueriesContext) -> list[str]:
    statements = [query["sql"] for query in context]
    return [sql for sql in statements if "likenesskey" in sql and not sql.startswith("SELECT")]


def test_keys_are_written_when_the_wording_changes_and_only_then(text):
    article = write(text)
    before = dict(article.likeness_keys.values_list("key", "pk"))
    assert set(before) == minhash.keys(words(article.folded))
    article.status, article.editor_notes, article.body = "in_review", "ملاحظة", f" {article.body} "
    with CaptureQueriesContext(connection) as context:
        article.save()
    assert writes(context) == []
    assert not any("likenesskey" in query["sql"] for query in context)
    article.body += f"<p>{' '.join(invented(200, 'فقرة'))}</p>"
    article.save()
    after = dict(article.likeness_keys.values_list("key", "pk"))
    assert set(after) == minhash.keys(words(article.folded)) != set(before)
    kept = set(after) & set(before)
    assert kept
    assert all(after[key] == before[key] for key in kept)


def test_a_save_that_came_to_nothing_leaves_the_next_one_its_work(text):
    article = write(text)
    article.body = f"<p>{' '.join(invented(200, 'فقرة'))}</p>"
    with transaction.atomic():
        article.save()
        transaction.set_rollback(True)
    article.save()
    assert keys_of(article) == minhash.keys(words(article.folded))


def test_a_save_of_some_fields_keeps_wording_and_keys_in_step(text):
    article = write(text)
    article.body = f"<p>{' '.join(text[:100])}</p>"
    article.save(update_fields=["body"])
    stored = Article.objects.get(pk=article.pk)
    assert stored.wording == minhash.wording(words(stored.folded))
    assert keys_of(stored) == minhash.keys(words(stored.folded))


def test_whoever_deletes_an_article_deletes_its_keys(text):
    write(text).delete()
    assert not LikenessKey.objects.exists()


def test_articles_loaded_without_saving_are_filled_by_the_command(text):
    saved = write(text)
    Article.objects.bulk_create([Article(headline="قمة", body=saved.body)])
    LikenessKey.objects.filter(article=saved).delete()
    output = StringIO()
    call_command("analyse_anew", stdout=output)
    assert "المقالات: 1" in output.getvalue()
    loaded = Article.objects.exclude(pk=saved.pk).get()
    assert told(saved) == [(loaded.pk, 100, True, "")]
    assert keys_of(saved) == keys_of(loaded) == minhash.keys(words(saved.folded))
    assert Article.objects.analyse_anew() == 0


def test_articles_of_before_are_filled_as_saving_fills_them(text):
    write(text, kicker="قمة"), write(text[:2], headline="خبر"), Article.objects.create(headline="…")
    migration = import_module("articles.migrations.0008_likeness")
    schema_editor = SimpleNamespace(connection=connection)
    saved = state()
    migration.empty(apps, schema_editor)
    assert not LikenessKey.objects.exists()
    assert not Article.objects.exclude(wording=None).exists()  # as 0007 leaves older rows
    migration.fill(apps, schema_editor)
    assert state() == saved


def state() -> tuple[list, list]:
    keys = LikenessKey.objects.order_by("article", "key").values_list("article", "key")
    return list(keys), list(Article.objects.order_by("pk").values_list("pk", "wording"))
