"""Rows are searched as the index is: reference records everywhere, drafts in the admin."""

import importlib
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings

from articles.filters import ArticleFilter
from articles.models import Article, Source
from csto_archive.search.names import known_names, terms_of
from csto_archive.search.query import parse
from summits import spellings
from summits.filters import CityFilter
from summits.models import City, CityName, Initiative, Leader, Member, Summit
from tests.search.test_query import TEXTS

pytestmark = pytest.mark.django_db


@pytest.fixture
def texts(db) -> None:
    for headline, body in [
        ("قمة مينسك", "<p>انعقدت القِمَّةُ في مينسك، وغابت أرمينيا.</p><p>بيان ختامي</p>"),
        ("والقمة المقبلة", "<p>تستضيف نور سلطان اجتماع الوزراء.</p>"),
        ("قيمة الصادرات", "<p>ارتفعت قيمة الصادرات 50% في مينسك.</p>"),
    ]:
        Article.objects.create(headline=headline, body=body, published_on="2023-11-23")


def found(query: str) -> list[str]:
    return [article.headline for article in Article.objects.search(query).order_by("pk")]


MINSK, NEXT, VALUE = "قمة مينسك", "والقمة المقبلة", "قيمة الصادرات"


@pytest.mark.parametrize(
    ("query", "headlines"),
    [
        ("قمة", [MINSK, NEXT]),
        ("للقمة", [MINSK, NEXT]),
        ("قمة مينسك", [MINSK]),
        ("قمة -مينسك", [NEXT]),
        ("-قمة", [VALUE]),
        ("«القمة في مينسك»", [MINSK]),
        ("«قمة في مينسك»", []),
        ("«مينسك انعقدت»", []),
        ("«أرمينيا بيان»", [MINSK]),
        ("أرمينيا أو الصادرات", [MINSK, VALUE]),
        ("صادر*", [VALUE]),
        ("القم*", [MINSK, NEXT]),
        ("أستانا", [NEXT]),
        ("لنور سلطان", [NEXT]),
        ("2023-11-23 أرمينيا", [MINSK]),
        ("قمة نوفمبر 2023", [MINSK, NEXT]),
        ("في من", []),
        ("%", []),
        ("50%", [VALUE]),
        ("", [MINSK, NEXT, VALUE]),
        ("طشقند", []),
    ],
)
def test_queries_on_rows(texts, query, headlines):
    assert found(query) == headlines


def test_where_no_row_has_all_those_with_most_are_found(texts):
    assert found("قمة مينسك طشقند") == [MINSK, NEXT, VALUE]
    assert found("قمة مينسك أرمينيا طشقند") == [MINSK]
    assert found("طشقند دوشنبه") == []
    assert found("قمة مينسك طشقند -أرمينيا") == [NEXT, VALUE]


def test_a_question_asks_for_most_from_the_start(texts):
    assert found("هل غابت أرمينيا عن قمة مينسك") == [MINSK]
    assert found("ما قيمة صادرات مينسك") == [VALUE]


def test_a_phrase_crosses_no_border_of_fields(db):
    article = Article.objects.create(headline="ختام القمة", standfirst="الروسية حاضرة")
    assert article.folded == " ختام القمه | الروسيه حاضره "
    assert not Article.objects.search("«القمة الروسية»")
    assert Article.objects.search("«ختام القمة»").get() == article


def test_a_record_without_words_is_searched_too(db):
    source = Source.objects.create(name="!")
    assert (source.folded, source.stemmed) == ("", "")


def test_reference_records_are_found_by_name_and_day(minsk):
    assert list(Summit.objects.search("مينسك 23 نوفمبر 2023")) == [minsk]
    assert list(Summit.objects.search("٢٣/١١/٢٠٢٣")) == [minsk]
    assert Member.objects.search("روسيا البيضاء").get().slug == "belarus"
    assert City.objects.search("نور سلطان").get().slug == "astana"
    assert Leader.objects.search("لوكاشنكو").get().slug == "lukashenko"
    assert Initiative.objects.search("«2025-11-27»").count() == 0
    assert Initiative.objects.search("2025-11-27").exists()


def test_a_search_of_a_saved_row_needs_no_second_save(article):
    article.headline = "عنوان آخر تماماً"
    article.save(update_fields=["headline"])
    assert Article.objects.search("عنوان آخر").get() == article


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(TEXTS)
def test_any_text_searches_rows(texts, text):
    assert 0 <= Article.objects.search(text).count() <= 3
    assert City.objects.search(text).count() >= 0


@pytest.mark.parametrize(
    "text",
    ["م" * 10_000, "م " * 5_000, '"ا ب"|' * 2_000, "«" + "قمة " * 120 + "»", "قم* " * 200,
     "ﷺ" * 500, " OR ".join(f"ك{n}ل" for n in range(200)), "-".join(f" ك{n}ل" for n in range(200))],
)  # fmt: skip
def test_the_longest_queries_are_searched_too(texts, text):
    assert Article.objects.search(text).count() <= 3


def test_filters_know_what_was_asked(texts):
    Article.objects.get(headline=NEXT).publish()  # articles are asked of the index
    articles = ArticleFilter({"q": "لنور سلطان"}, Article.objects.all())
    assert [article.headline for article in articles.qs] == [NEXT]
    assert articles.query.clauses[0].written == "لنور سلطان"
    assert ArticleFilter({"q": "في"}, Article.objects.all()).query.is_void
    assert CityFilter({}, City.objects.all()).query.is_blank
    assert CityFilter({"q": "م" * 600}, City.objects.all()).query.is_blank


# Spellings of names


def others(text: str) -> set[tuple[str, ...]]:
    return {phrase.terms for phrase in parse(text, known_names()).clauses[0].any_of}


def test_the_names_are_those_of_cities_members_and_leaders(db):
    assert others("أستانا") >= {("نور", "سلطان")}
    assert others("روسيا البيضاء") & others("بيلاروسيا")
    assert others("Minsk") >= others("مينسك")
    assert others("Putin") >= others("بوتين") <= others("Путин")
    assert others("CSTO") >= {terms_of("منظمة معاهدة الأمن الجماعي")}


def test_the_names_cost_one_query_while_nothing_changes(db):
    known = spellings.names()
    with CaptureQueriesContext(connection) as queries:
        assert spellings.names() is known
    assert len(queries) == 1


def test_a_changed_name_is_known_at_once(db):
    minsk = City.objects.get(slug="minsk")
    assert len(others("منسكوفيا")) == 1
    minsk.variants = [*minsk.variants, "منسكوفيا"]
    minsk.save()
    assert others("منسكوفيا") >= others("مينسك")
    CityName.objects.create(city=minsk, name="منسكابول", valid_from="1900-01-01")
    assert others("منسكابول") >= others("مينسك")


def test_an_update_that_leaves_no_trace_in_the_row_is_known_at_once(db):
    spellings.names()
    City.objects.filter(slug="minsk").update(variants=["منسكوفيا"])
    assert len(others("منسكوفيا")) > 1


def test_rows_follow_a_new_analyser(texts):
    Article.objects.filter(headline=MINSK).update(folded=" قديم ", stemmed=" قديم ")
    times = set(Article.objects.values_list("updated_at", "version"))
    assert Article.objects.analyse_anew() == 1
    assert found("قمة مينسك") == [MINSK]
    assert times == set(Article.objects.values_list("updated_at", "version"))
    assert Summit.objects.analyse_anew() == 0


# The migrations that filled the rows


@pytest.mark.parametrize("app", ["summits", "articles"])
def test_rows_of_before_are_filled_as_saving_fills_them(app, texts, article, source):
    migration = importlib.import_module(f"{app}.migrations.0002_stemmed")
    models = [apps.get_model(app, name) for name in migration.SEARCHABLE]
    saved = [list(model.objects.values("pk", "folded", "stemmed")) for model in models]
    for model in models:
        model.objects.update(folded="", stemmed="")
    migration.fill(apps, SimpleNamespace(connection=connection))
    assert saved == [list(model.objects.values("pk", "folded", "stemmed")) for model in models]
