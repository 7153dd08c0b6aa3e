"""What is offered while a reader types: names, summits, headlines, words; nothing of a draft."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.models import Article
from articles.suggestions import headlines
from csto_archive.search.asking import record_of
from csto_archive.search.engines import tsquery
from csto_archive.search.index import ARTICLES
from csto_archive.search.query import parse
from csto_archive.search.suggestions import Suggestion, chosen, line_of, read, suggest
from summits.models import City, Leader, Member
from summits.suggestions import records
from tests.conftest import SECRET_WORD
from tests.search.test_query import TEXTS

pytestmark = pytest.mark.django_db

PROVIDERS = (records, headlines)


def offered(text: str, limit: int = 10) -> list[Suggestion]:
    return suggest(text, PROVIDERS, limit)


def texts(text: str, kind: str) -> list[str]:
    return [found.text for found in offered(text, 30) if found.kind == kind]


@pytest.fixture
def press(article) -> None:
    """Headlines beside that of the cast, one of them in two articles."""
    for day, headline in [
        ("2024-01-01", "الرئيس البيلاروسي في زيارة إلى أستانا"),
        ("2024-01-02", "القِمَّةُ المقبلة في موسكو"),
        ("2024-01-03", "القِمَّةُ المقبلة في موسكو"),
        ("2024-01-04", "والقِمّة الخريف جدول أعمال مفتوح"),
    ]:
        Article(headline=headline, body="<p>اجتماع القادة</p>", published_on=day).publish()


@pytest.mark.parametrize(
    ("typed", "kind", "text"),
    [
        ("مين", "cities", "مينسك"),
        ("استا", "cities", "أستانا"),
        ("آستا", "cities", "أستانا"),
        ("نور س", "cities", "أستانا"),
        ("Min", "cities", "مينسك"),
        ("ارم", "members", "أرمينيا"),
        ("روسيا الب", "members", "بيلاروسيا"),
        ("لوكاش", "leaders", "ألكسندر لوكاشينكو"),
        ("الكسندر لوك", "leaders", "ألكسندر لوكاشينكو"),
        ("وأرمي", "members", "أرمينيا"),
    ],
)
def test_names_are_offered_under_all_their_spellings(typed, kind, text):
    assert text in texts(typed, kind)


def test_a_record_found_by_another_name_says_which():
    (found,) = [found for found in offered("نور سلط") if found.kind == "cities"]
    assert (found.text, found.also) == ("أستانا", "نور سلطان")
    assert found.address == City.objects.get(slug="astana").get_absolute_url()
    (plain,) = [found for found in offered("أستان") if found.kind == "cities"]
    assert plain.also == ""


def test_a_summit_is_offered_by_place_year_and_month(minsk):
    for typed in ("مينسك 2023", "قمة مينسك 2023", "القمة في مينسك نوفم", "2023 مينس"):
        assert minsk.get_absolute_url() in {found.address for found in offered(typed)}, typed


def test_all_words_must_match(press):
    assert not offered("مينسك قيرغيز زرافة")
    assert texts("مقعد شاغ", "articles") == ["قمة مينسك تنعقد بمقعد أرميني شاغر"]
    assert texts("قمة في موس", "articles") == ["القِمَّةُ المقبلة في موسكو"]


def test_headlines_are_found_without_clitics_marks_and_hamzas_the_newest_first(press):
    found = texts("قم", "articles")
    assert found == [
        "والقِمّة الخريف جدول أعمال مفتوح",
        "القِمَّةُ المقبلة في موسكو",
        "قمة مينسك تنعقد بمقعد أرميني شاغر",
    ]
    assert texts("القمة", "articles") == found
    assert texts("إستان", "articles") == ["الرئيس البيلاروسي في زيارة إلى أستانا"]


def test_what_stands_in_a_body_alone_is_no_headline(press):
    assert not texts("القادة", "articles")
    assert texts("القا", "word") == ["القادة"]


def test_words_complete_what_was_typed(press):
    (word,) = [found for found in offered("جدول اعم") if found.kind == "word"]
    assert (word.text, word.query, word.address) == ("جدول أعمال", "جدول أعمال", "")
    assert "جدول أعمال" not in {found.text for found in offered("جدول أعمال")}


def test_nothing_is_offered_twice_and_each_kind_has_its_share(press):
    found = offered("مو", 10)
    assert len(found) == len({found.text for found in found}) <= 10
    many = [Suggestion(kind, f"{kind}{n}") for kind in ("a", "b", "c") for n in range(9)]
    assert [s.text for s in chosen(many, 5)] == ["a0", "a1", "b0", "b1", "c0"]


@pytest.mark.parametrize(
    "typed", ["", " ", "م", "ال", "وال", "لل", "*", "«»", "م" * 500, "ا ب " * 9]
)
def test_too_little_or_too_much_offers_nothing(typed):
    assert offered(typed) == []


def test_lines_hold_words_with_and_without_their_clitics():
    assert line_of(["والقمّة"]).split()[0] == "قمه"
    assert " وزير " in line_of(["وزير"])
    assert " زير " not in line_of(["وزير"])
    assert read("سوال").fits(line_of(["سؤال"])) is False
    assert read("مسئول").fits(line_of(["المسؤول"]))


# What is not public


def test_a_draft_is_never_offered(draft, article):
    for length in range(2, len(SECRET_WORD) + 1):
        shown = offered(SECRET_WORD[:length], 50) + offered(f"مسودة {SECRET_WORD[:length]}", 50)
        assert not [found for found in shown if SECRET_WORD in found.text]


def test_what_is_withdrawn_or_not_yet_public_is_not_offered(draft):
    draft.publish(at=timezone.now() + timedelta(hours=1))
    assert not offered(SECRET_WORD[:3])
    draft.published_at = timezone.now() - timedelta(hours=1)
    draft.save()
    assert {found.kind for found in offered(SECRET_WORD[:3])} == {"articles", "word"}
    draft.withdraw()
    assert not offered(SECRET_WORD[:3])


# The lists that are kept in memory


def test_a_changed_record_is_offered_at_once(minsk):
    assert not texts("زعفرا", "cities")
    city = minsk.city
    city.name = "زعفران"
    city.save()
    assert texts("زعفرا", "cities") == ["زعفران"]
    assert any(text.startswith("زعفران") for text in texts("زعفرا", "summits"))


def test_a_deleted_record_is_offered_no_more(armenia):
    Leader.objects.create(slug="x", name="زعفران بن سوسن", member=armenia)
    assert texts("زعفر", "leaders") == ["زعفران بن سوسن"]
    Leader.objects.filter(slug="x").delete()
    assert not texts("زعفر", "leaders")


def test_every_address_leads_to_a_page(client, press):
    for typed in ("مينس", "ارمين", "لوكاش"):
        for found in offered(typed, 6):
            assert bool(found.address) != bool(found.query)
            assert not found.address or client.get(found.address).status_code == 200


# Bounds


def test_statements_do_not_grow(press):
    offered("مين")
    with CaptureQueriesContext(
        connection,
    ) as once:
        offered("قم")
    for n in range(12):
        Article(headline=f"قمة {n}", body="<p>قمة</p>", published_on="2024-02-01").publish()
    offered("قم")
    with CaptureQueriesContext(connection) as again:
        offered("قم")
    assert len(again) <= len(once) <= 24


def test_reference_records_are_read_once(db):
    offered("مين")
    with CaptureQueriesContext(connection) as asked:
        list(records(read("مين"), 10))
    assert len(asked) == 1
    assert Member.objects.count()


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(TEXTS | st.text(max_size=30))
def test_any_text_offers_something_or_nothing(press, text):
    assert len(offered(text)) <= 10


# What it costs


@pytest.mark.parametrize("first_look", [1, 2, 1_000])
def test_headlines_are_the_newest_however_far_back_they_are(write, monkeypatch, first_look):
    monkeypatch.setattr(tsquery, "FIRST_LOOK", first_look)
    articles = [write(f"{word} مينسك") for word in ("قمة", "لقاء", "قمة", "بيان", "قمة", "لقاء")]
    query = parse("قمة")
    numbers = ARTICLES.ask(lambda reading: reading.tables.headed(query, 2))
    assert [record_of(sid) for sid in numbers] == [articles[4].pk, articles[2].pk]


def test_the_index_is_begun_once_for_all_that_is_offered(write):
    write("قمة مينسك")
    with CaptureQueriesContext(connection) as queries:
        suggest("قم", [headlines])
    asked = [query["sql"] for query in queries]
    assert sum("search_state" in sql for sql in asked) == 1
    beginning = [sql for sql in asked if "_word " in sql and "LIKE" not in sql and "df" in sql]
    assert len(beginning) == len(set(beginning))
